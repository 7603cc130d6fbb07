"""Which errors pass by themselves, and how long a step waits before it tries again."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb

TRIES_AGAIN = 3
FIRST_WAIT_SECONDS = 2  # twice as long each time
TRANSIENT = {
    errno.EAGAIN,
    errno.EBUSY,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOMEM,
    errno.ESTALE,
    errno.ETIMEDOUT,
}


def is_transient(error: BaseException) -> bool:
    """Whether the same step may go well in a moment: a busy file, a network drive that is away for a while.

    A full disk, a missing permission or a damaged plan are no better after waiting.
    """
    if isinstance(error, OSError):
        return error.errno in TRANSIENT
    return isinstance(error, duckdb.IOException) and "could not set lock" in str(error).lower()


@contextmanager
def retried(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext) -> Iterator[None]:
    """The body of a step, which Dagster runs again after a transient error; any other error stays one."""
    try:
        yield
    except Exception as error:
        if context.retry_number >= TRIES_AGAIN or not is_transient(error):
            raise
        wait = FIRST_WAIT_SECONDS * 2**context.retry_number
        context.log.warning("%s; trying again in %s s", error, wait)
        raise dg.RetryRequested(max_retries=TRIES_AGAIN, seconds_to_wait=wait) from error
