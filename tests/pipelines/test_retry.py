import errno

import dagster as dg
import duckdb
import pytest

from pipelines import retry

LOCKED = duckdb.IOException("IO Error: Could not set lock on file: Conflicting lock is held")


def run(errors: list[Exception], monkeypatch: pytest.MonkeyPatch) -> tuple[bool, int, list[int]]:
    """Materializes an asset that meets these errors in turn: success, attempts, seconds waited."""
    waits: list[int] = []
    monkeypatch.setattr(dg, "RetryRequested", _without_waiting(dg.RetryRequested, waits))
    attempts = 0

    @dg.asset
    def step(context: dg.AssetExecutionContext) -> None:
        nonlocal attempts
        attempts += 1
        with retry.retried(context):
            if errors:
                raise errors.pop(0)

    result = dg.materialize([step], raise_on_error=False)
    return result.success, attempts, waits


def _without_waiting(kind: type[Exception], waits: list[int]) -> type[Exception]:
    class Now(kind):
        def __init__(self, max_retries: int, seconds_to_wait: int) -> None:
            waits.append(seconds_to_wait)
            super().__init__(max_retries=max_retries, seconds_to_wait=0)

    return Now


def test_what_passes_by_itself_is_tried_again_after_longer_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    errors = [LOCKED, OSError(errno.EIO, "Input/output error")]
    assert run(errors, monkeypatch) == (True, 3, [2, 4])


def test_it_is_given_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run([LOCKED] * 9, monkeypatch) == (False, 4, [2, 4, 8])


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        PermissionError(errno.EACCES, "Permission denied"),
        duckdb.IOException("IO Error: Could not write file: No space left on device"),
        ValueError("a mistake of ours"),
    ],
)
def test_what_stays_as_it_is_fails_at_once(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run([error], monkeypatch) == (False, 1, [])
