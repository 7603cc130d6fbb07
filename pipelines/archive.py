"""The archive of a home: every PDF under its content hash, beside a note of how it came in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from extract import reader
from extract.text import printable
from pipelines import lock
from warehouse.home import Home
from warehouse.whole import whole


@dataclass(frozen=True)
class Entry:
    """A PDF that was handed in. `datum` is the ISO date given with it, None without one."""

    document_id: str
    file_name: str
    datum: str | None = None


def add(home: Home, source: Path, datum: str | None = None) -> Entry:
    """Copy `source` to the archive; gives its entry. The first name under which the bytes came in stays.

    Raises PlanError when the file cannot be read or does not look like a PDF.
    """
    data = reader.check_file(source)  # read once: the file may change while we look at it
    document_id = _identity(data)
    with lock.archive(home):
        if not home.archived(document_id).exists():
            with whole(home.archived(document_id), lasting=True) as coming:
                coming.write_bytes(data)
        known = find(home, document_id) if _note(home, document_id).exists() else None
        entry = known or Entry(document_id, printable(source.name))
        if datum:
            entry = replace(entry, datum=datum)
        if entry != known:
            with whole(_note(home, document_id), lasting=True) as coming:
                coming.write_text(json.dumps(asdict(entry), ensure_ascii=False), encoding="utf-8")
    return entry


def find(home: Home, document_id: str) -> Entry | None:
    """The entry of a document, None when its bytes never came in. Without a note it goes by its name here."""
    note, archived = _note(home, document_id), home.archived(document_id)
    if note.exists():
        return Entry(**json.loads(note.read_text(encoding="utf-8")))
    return Entry(document_id, archived.name) if archived.exists() else None


def entries(home: Home) -> list[Entry]:
    """Every document of the archive, by document_id."""
    return [find(home, path.stem) for path in sorted(home.archive.glob("[0-9a-f]*.pdf"))]


def _identity(data: bytes) -> str:
    """The first 12 hex digits of the SHA-256 of a document."""
    return reader.sha256(data)[:12]


def _note(home: Home, document_id: str) -> Path:
    return home.archive / f"{document_id}.json"
