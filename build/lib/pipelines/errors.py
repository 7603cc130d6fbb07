"""What can go wrong while the stages run, in words for the person at the keyboard."""


class PipelineError(Exception):
    """A stage failed; the text is its reason. The published warehouse is what it was."""


class DbtError(PipelineError):
    """dbt could not parse or build the project; the text says which nodes failed."""
