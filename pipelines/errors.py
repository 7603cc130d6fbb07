"""What can go wrong while the stages run, in words for the person at the keyboard."""

import errno
from collections.abc import Iterator

DISK_FULL = ("no space left on device", "disk is full", "disk quota exceeded")  # libc, DuckDB; SQLite


class PipelineError(Exception):
    """A stage failed; the text is its reason. The published warehouse is what it was."""


class DbtError(PipelineError):
    """dbt could not parse or build the project; the text says which nodes failed."""


def disk_is_full(error: BaseException) -> bool:
    """Whether there was no room left to write, whoever found out."""
    return any(
        getattr(cause, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        or any(words in str(cause).lower() for words in DISK_FULL)
        for cause in _causes(error)
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it."""
    while error:
        yield error
        error = error.__cause__ or error.__context__
