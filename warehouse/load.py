"""Records of one document into raw: written as JSON lines, loaded in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import RecordsError
from warehouse.home import Home
from warehouse.schema import migrate, raw_tables

Records = Mapping[str, Iterable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Loaded:
    """What a load did: whether raw changed, and how many rows each raw table now holds of the document."""

    document_id: str
    changed: bool
    rows: dict[str, int]


def write_records(records: Records, directory: Path) -> None:
    """Write one `<raw table>.jsonl` per table of `records` to `directory`, replacing what stood there."""
    directory.mkdir(parents=True, exist_ok=True)
    for old in directory.glob("*.jsonl"):
        if old.stem not in records:
            old.unlink()
    for table, rows in records.items():
        temporary = directory / f".{table}.tmp"
        with temporary.open("w", encoding="utf-8") as out:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        temporary.replace(directory / f"{table}.jsonl")


@contextmanager
def open_build(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's database with an up-to-date raw schema. One process at a time."""
    home.work.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(str(home.build))
    try:
        migrate(con)
        yield con
    finally:
        con.close()


def load_records(target: Home | duckdb.DuckDBPyConnection, directory: Path) -> Loaded:
    """Load the records of one document from `directory`; what stood in raw for it is replaced as a whole.

    One transaction. The same content again leaves raw as it is, `loaded_at` included.
    Raises RecordsError when the records are not those of one document or do not fit the raw schema.
    """
    if isinstance(target, Home):
        with open_build(target) as con:
            return load_records(con, directory)
    migrate(target)
    tables = raw_tables(target)
    document_id = _document_id(directory)
    _check(directory, tables)
    target.begin()
    try:
        changed, counts = [], {}
        for table, columns in tables.items():
            path = directory / f"{table}.jsonl"
            belongs = "document_id" in columns
            if not belongs and not path.exists():
                continue  # reference data stays what it was
            incoming = _incoming(path, columns, document_id)
            standing = f"(select {_names(columns)} from raw.{table}" + (
                f" where document_id = {_literal(document_id)})" if belongs else ")"
            )
            if _differs(target, incoming, standing):
                changed.append(table)
            counts[table] = target.execute(f"select count(*) from {incoming}").fetchone()[0]
        for table in changed:
            _replace(target, table, tables[table], directory, document_id)
        if changed and "documents" not in changed:
            target.execute("update raw.documents set loaded_at = now() where document_id = ?", [document_id])
        target.commit()
    except duckdb.Error as error:
        target.rollback()
        raise RecordsError(f"{directory}: {str(error).splitlines()[0]}") from error
    except BaseException:
        target.rollback()
        raise
    return Loaded(document_id, bool(changed), counts)


def _replace(
    con: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], directory: Path, document_id: str
) -> None:
    """Put the rows of the file in the place of those that stand in raw."""
    where = f" where document_id = {_literal(document_id)}" if "document_id" in columns else ""
    con.execute(f"delete from raw.{table}{where}")
    names, values = _names(columns), _names(columns)
    if table == "documents":
        names, values = names + ", loaded_at", values + ", now()"
    incoming = _incoming(directory / f"{table}.jsonl", columns, document_id)
    con.execute(f"insert into raw.{table} ({names}) select {values} from {incoming}")


def _incoming(path: Path, columns: dict[str, str], document_id: str) -> str:
    """SQL of the rows in a file, typed as in raw; no file is no rows."""
    if not path.exists() or path.stat().st_size == 0:
        nulls = ", ".join(f'null::{kind} as "{name}"' for name, kind in columns.items())
        return f"(select {nulls} where false)"
    spec = ", ".join(f'"{name}": {_literal(kind)}' for name, kind in columns.items())
    return (
        f"(select {_names(columns)} from read_json({_literal(str(path))}, format = 'newline_delimited',"
        f" columns = {{{spec}}}, maximum_object_size = 67108864))"
    )


def _differs(con: duckdb.DuckDBPyConnection, incoming: str, standing: str) -> bool:
    added, gone = (
        f"(from {incoming} except all from {standing})",
        f"(from {standing} except all from {incoming})",
    )
    return con.execute(f"select exists ({added} union all {gone})").fetchone()[0]


def _document_id(directory: Path) -> str:
    path = directory / "documents.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise RecordsError(f"{directory}: no extracted records here") from error
    if len(lines) != 1:
        raise RecordsError(f"{path}: expected one document, found {len(lines)}")
    try:
        return json.loads(lines[0])["document_id"]
    except (ValueError, KeyError) as error:
        raise RecordsError(f"{path}: not a document record") from error


def _check(directory: Path, tables: dict[str, dict[str, str]]) -> None:
    """Nothing may get lost in loading: every file is a raw table and every field of its rows a column."""
    for path in sorted(directory.glob("*.jsonl")):
        if path.stem not in tables:
            raise RecordsError(f"{path}: there is no raw table of that name")
        with path.open(encoding="utf-8") as lines:
            first = next(lines, "{}")
        unknown = json.loads(first).keys() - tables[path.stem].keys()
        if unknown:
            raise RecordsError(f"{path}: raw.{path.stem} has no column {', '.join(sorted(unknown))}")


def _names(columns: dict[str, str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
