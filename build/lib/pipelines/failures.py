"""Documents that could not be read, with the reason: JSON lines under the home, one per document."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from pipelines import lock
from warehouse.home import Home
from warehouse.whole import whole


@dataclass(frozen=True)
class Failure:
    """Why a document is not in the warehouse. `document_id` is None when the file is not even a PDF."""

    document_id: str | None
    file_name: str
    reason: str
    failed_at: str  # ISO time, UTC


def known(home: Home) -> list[Failure]:
    """The failures that still stand, oldest first."""
    if not home.failures.exists():
        return []
    lines = home.failures.read_text(encoding="utf-8").splitlines()
    return [Failure(**json.loads(line)) for line in lines if line]


def record(home: Home, document_id: str | None, file_name: str, reason: str) -> None:
    """Note a failure; it replaces an earlier one of the same document."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with lock.failures(home):
        kept = [failure for failure in known(home) if not _same(failure, document_id, file_name)]
        _write(home, [*kept, Failure(document_id, file_name, reason, now)])


def clear(home: Home, document_id: str | None, file_name: str) -> None:
    """Forget the failure of a document that was read after all."""
    with lock.failures(home):
        before = known(home)
        kept = [failure for failure in before if not _same(failure, document_id, file_name)]
        if kept != before:
            _write(home, kept)


def clear_name(home: Home, file_name: str, keep: Collection[str] = ()) -> None:
    """Forget the failures of files of this name: a better one has taken their place. Not those of the
    documents to `keep`.
    """
    with lock.failures(home):
        before = known(home)
        kept = [each for each in before if each.file_name != file_name or each.document_id in keep]
        if kept != before:
            _write(home, kept)


def _same(failure: Failure, document_id: str | None, file_name: str) -> bool:
    if failure.document_id is None:
        return failure.file_name == file_name
    return failure.document_id == document_id


def _write(home: Home, failures: list[Failure]) -> None:
    lines = [json.dumps(asdict(failure), ensure_ascii=False) + "\n" for failure in failures]
    with whole(home.failures) as coming:
        coming.write_text("".join(lines), encoding="utf-8")
