"""What stands under a home, and which code made it: tells whether the same bytes need to be read again.

Every stamp names exactly what it is about, so that none outlives it: a run that is cut short, at whatever
moment, leaves stamps that do not fit.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from extract.ocr.engine import NoEngine, engine_name
from pipelines.archive import Entry
from warehouse.home import Home
from warehouse.published import connect_published
from warehouse.whole import whole

ROOT = Path(__file__).resolve().parents[1]
READING = ("extract",)
BUILDING = ("warehouse", "dbt_project", "expectations")
MISSING = """
    select count(*) from (select unnest(?) as document_id, unnest(?)::timestamptz as loaded_at)
    anti join (
        select document_id, loaded_at from raw.documents join marts.documenten using (document_id, loaded_at)
    ) using (document_id, loaded_at)
"""


def withdraw_reading(home: Home, document_id: str) -> None:
    """Note that the extracted records of a document are about to change."""
    _read_by(home, document_id).unlink(missing_ok=True)


def stamp_reading(home: Home, entry: Entry, ocr: bool = True) -> None:
    """Note that the extracted records of a document are what today's code makes of it, its pictures read or
    not.
    """
    _write(_read_by(home, entry.document_id), _reading(entry, ocr))


def stamp_loading(home: Home, document_id: str, loaded_at: str) -> None:
    """Note that raw holds the extracted records as they are now, since `loaded_at`."""
    _write(_loaded_as(home, document_id), f"{_text(_read_by(home, document_id))}\n{loaded_at}")


def withdraw(home: Home) -> None:
    """Note that the published warehouse and the report are behind on what people decided."""
    _made_by(home).unlink(missing_ok=True)


def published_version(home: Home) -> str:
    """Tells one published warehouse from another."""
    status = home.warehouse.stat()
    return f"{status.st_mtime_ns} {status.st_size}"


def stamp_building(home: Home, version: str) -> None:
    """Note that the report is about this version of the published warehouse, both made by today's code."""
    _write(_made_by(home), f"{_fingerprint(BUILDING)} {version}")


def is_read(home: Home, entry: Entry, ocr: bool = True) -> bool:
    """Whether the extracted records of a document are what today's code makes of it.

    Without `ocr`, a reading with it will do too; not the other way round.
    """
    return _text(_read_by(home, entry.document_id)) in {_reading(entry, ocr), _reading(entry, True)}


def is_outdated(home: Home, entry: Entry) -> bool:
    """Whether a document was read by other code, or with another date, pictures or not."""
    return _read_by(home, entry.document_id).exists() and not is_read(home, entry, ocr=False)


def is_loaded(home: Home, entry: Entry, ocr: bool = True) -> bool:
    """Whether raw holds a document as today's code reads it."""
    return is_read(home, entry, ocr) and _loaded(home, entry.document_id) is not None


def is_published(home: Home, entry: Entry, ocr: bool = True) -> bool:
    """Whether the published warehouse and the report hold this document as today's code makes it."""
    if not is_read(home, entry, ocr):
        return False
    loaded_at = _loaded(home, entry.document_id)
    return loaded_at is not None and _is_made_of(home, {entry.document_id: loaded_at})


def waiting_to_be_built(home: Home) -> str | None:
    """Names the state of what raw and people's decisions hold and the published warehouse does not, as
    today's code makes it; None when it holds all of it.
    """
    loaded = {path.parent.name: _text(path) for path in sorted(home.extracted.glob("*/loaded_as"))}
    if not loaded or _is_made_of(home, {name: text.partition("\n")[2] for name, text in loaded.items()}):
        return None
    accepted = home.acceptances.read_bytes() if home.acceptances.exists() else b""
    state = "\n".join([_fingerprint(BUILDING), *loaded, *loaded.values()])
    return hashlib.sha256(state.encode() + accepted).hexdigest()


def _loaded(home: Home, document_id: str) -> str | None:
    """Since when raw holds the extracted records of a document as they are now, None when it does not."""
    read_by, _, loaded_at = _text(_loaded_as(home, document_id)).partition("\n")
    return loaded_at if loaded_at and read_by == _text(_read_by(home, document_id)) else None


def _is_made_of(home: Home, loaded: dict[str, str]) -> bool:
    """Whether warehouse and report are by today's code, and hold documents loaded at just these times."""
    if not home.warehouse.exists():
        return False
    if _text(_made_by(home)) != f"{_fingerprint(BUILDING)} {published_version(home)}":
        return False
    with connect_published(home) as con:
        return not con.execute(MISSING, [list(loaded), list(loaded.values())]).fetchone()[0]


def fingerprint(*folders: str) -> str:
    """Changes when a file in these folders of the program changes."""
    return _fingerprint(folders)


def _reading(entry: Entry, ocr: bool) -> str:
    """Changes with the code that reads, with what reads pictures, and with the date that people gave."""
    try:
        engine = engine_name() if ocr else ""
    except NoEngine:
        engine = ""
    return f"{_fingerprint(READING)} {engine} {entry.datum or ''}"


def _read_by(home: Home, document_id: str) -> Path:
    return home.records(document_id) / "read_by"


def _loaded_as(home: Home, document_id: str) -> Path:
    return home.records(document_id) / "loaded_as"


def _made_by(home: Home) -> Path:
    return home.work / "made_by"


def _write(path: Path, text: str) -> None:
    with whole(path) as coming:
        coming.write_text(text)


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


@cache
def _fingerprint(folders: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if "__pycache__" not in path.parts and path.is_file():  # what is kept there follows from the rest
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
