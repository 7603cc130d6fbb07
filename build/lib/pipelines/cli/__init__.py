"""The command line. Results go to standard output, everything else to standard error.

A module per group of commands. Only `click` and the paths of a home are imported at the start: Dagster, dbt
and Great Expectations take seconds, and most commands need none of them.
"""

from pipelines.cli.app import cli, main

__all__ = ["cli", "main"]
