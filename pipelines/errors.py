"""What can go wrong while the stages run, in words for the person at the keyboard."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagster._core.execution.plan.objects import StepFailureData

DISK_FULL = ("no space left on device", "disk is full", "disk quota exceeded")  # libc, DuckDB; SQLite
OWN_ERRORS = ("warehouse.errors.", "pipelines.errors.", "expectations.")  # their text says it all


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


def reason_of(failure: StepFailureData) -> str:
    """Why a step of Dagster failed, in the words of whoever raised first."""
    if failure.user_failure_data:
        return failure.user_failure_data.description
    error = failure.error
    while error.cause:
        error = error.cause
    kind, _, text = error.message.partition(": ")
    return (text if kind.startswith(OWN_ERRORS) else error.message).strip()


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it."""
    while error:
        yield error
        error = error.__cause__ or error.__context__
