"""Which code made what stands under a home: tells whether the same bytes need to be read again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from extract.ocr.engine import NoEngine, engine_name
from warehouse.home import Home
from warehouse.published import connect_published

ROOT = Path(__file__).resolve().parents[1]
READING = ("extract",)
BUILDING = ("warehouse", "dbt_project", "expectations")


def withdraw(home: Home) -> None:
    """Note that a document is being read: until the report is written, the warehouse is behind."""
    _of_warehouse(home).unlink(missing_ok=True)


def stamp_reading(home: Home, document_id: str, ocr: bool = True) -> None:
    """Note that the extracted records of a document are what today's code makes of it, its pictures read or
    not.
    """
    _of_document(home, document_id).write_text(_reading(ocr))


def stamp_building(home: Home) -> None:
    """Note that the published warehouse and the report are what today's code makes of the records."""
    _of_warehouse(home).write_text(_fingerprint(BUILDING))


def is_published(home: Home, document_id: str, ocr: bool = True) -> bool:
    """Whether the published warehouse holds this document as today's code makes it.

    Without `ocr`, a reading with it will do too; not the other way round.
    """
    read_by, made_by = _of_document(home, document_id), _of_warehouse(home)
    if not (home.warehouse.exists() and read_by.exists() and made_by.exists()):
        return False
    if read_by.read_text() not in {_reading(ocr), _reading(True)} or made_by.read_text() != _fingerprint(
        BUILDING
    ):
        return False
    with connect_published(home) as con:
        found = con.execute("select 1 from raw.documents where document_id = ?", [document_id]).fetchone()
    return found is not None


def _reading(ocr: bool) -> str:
    """Changes with the code that reads, and with what reads pictures."""
    try:
        engine = engine_name() if ocr else ""
    except NoEngine:
        engine = ""
    return f"{_fingerprint(READING)} {engine}".strip()


def _of_document(home: Home, document_id: str) -> Path:
    return home.records(document_id) / "read_by"


def _of_warehouse(home: Home) -> Path:
    return home.work / "made_by"


@cache
def _fingerprint(folders: tuple[str, ...]) -> str:
    """Changes when a file in these folders changes."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
