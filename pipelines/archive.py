"""The archive of a home: every PDF under its content hash, beside a note of how it came in."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from extract import reader
from extract.text import printable
from pipelines.whole import whole
from warehouse.home import Home


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
    document_id = identify(source)
    entry = find(home, document_id)
    if entry is None or not home.archived(document_id).exists():
        with whole(home.archived(document_id)) as coming:
            shutil.copyfile(source, coming)
    entry = entry or Entry(document_id, printable(source.name))
    if datum:
        entry = replace(entry, datum=datum)
    with whole(_note(home, document_id)) as coming:
        coming.write_text(json.dumps(asdict(entry), ensure_ascii=False), encoding="utf-8")
    return entry


def find(home: Home, document_id: str) -> Entry | None:
    """The entry of a document, None when its bytes never came in."""
    note = _note(home, document_id)
    return Entry(**json.loads(note.read_text(encoding="utf-8"))) if note.exists() else None


def identify(source: Path) -> str:
    """The document_id of a file: the first 12 hex digits of the SHA-256 of its bytes.

    Raises PlanError when the file cannot be read or does not look like a PDF.
    """
    return reader.sha256(reader.check_file(source))[:12]


def _note(home: Home, document_id: str) -> Path:
    return home.archive / f"{document_id}.json"
