"""Records of one document into raw: written as JSON lines, loaded in one transaction."""

from __future__ import annotations

import glob
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import RecordsError
from warehouse.home import Home
from warehouse.memory import memory_limit
from warehouse.schema import RawTable, literal, migrate, raw_tables
from warehouse.whole import clone, sweep, whole

LARGEST_ROW = 64 * 1024 * 1024  # bytes of one JSON line

Records = Mapping[str, Iterable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Loaded:
    """What a load did: whether raw changed, when it last did (a time as text), and the rows that it now holds
    of the document, per raw table.
    """

    document_id: str
    changed: bool
    loaded_at: str
    rows: dict[str, int]


def write_records(records: Records, directory: Path) -> None:
    """Write one `<raw table>.jsonl` per table of `records` to `directory`, replacing what stood there."""
    directory.mkdir(parents=True, exist_ok=True)
    sweep(directory)
    for old in directory.glob("*.jsonl"):
        if old.stem not in records:
            old.unlink()
    for table, rows in records.items():
        with whole(directory / f"{table}.jsonl") as coming, coming.open("w", encoding="utf-8") as out:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


@contextmanager
def open_build(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's database with an up-to-date raw schema. One process at a time.

    Where it is missing it begins as what was published, so that no document or history gets lost with it.
    """
    home.work.mkdir(parents=True, exist_ok=True)
    if not home.build.exists() and home.warehouse.exists():
        with whole(home.build) as coming:
            clone(home.warehouse, coming)
    shutil.rmtree(home.spill, ignore_errors=True)  # of a build that was killed
    con = duckdb.connect(str(home.build), config={"memory_limit": memory_limit()})
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
    _check(directory, {table.name: table for table in tables})
    target.begin()
    try:
        loaded = _load(target, tables, directory, document_id)
        target.commit()
    except duckdb.Error as error:
        target.rollback()
        raise RecordsError(f"{directory}: {str(error).splitlines()[0]}") from error
    except BaseException:
        target.rollback()
        raise
    return loaded


def _load(
    con: duckdb.DuckDBPyConnection, tables: list[RawTable], directory: Path, document_id: str
) -> Loaded:
    """Replace the tables whose content differs. Reference data without a file stays what it was."""
    changed, rows = [], {}
    for table in tables:
        path = directory / f"{table.name}.jsonl"
        if table.is_reference and not path.exists():
            continue
        incoming, standing = _incoming(table, path), table.select(document_id)
        rows[table.name], foreign = con.execute(
            f"select count(*), count_if({table.belongs_elsewhere(document_id)}) from ({incoming})"
        ).fetchone()
        if foreign:
            raise RecordsError(f"{path}: {foreign} rows are of another document than {document_id}")
        if _differ(con, incoming, standing):
            con.execute(table.delete(document_id))
            extra = ", now() as loaded_at" if table.name == "documents" else ""
            con.execute(f"insert into {table.full_name} by name select *{extra} from ({incoming})")
            changed.append(table)
    if any(not table.is_reference for table in changed):
        con.execute("update raw.documents set loaded_at = now() where document_id = ?", [document_id])
    [(loaded_at,)] = con.execute(
        "select loaded_at::varchar from raw.documents where document_id = ?", [document_id]
    ).fetchall()
    return Loaded(document_id, bool(changed), loaded_at, rows)


def _differ(con: duckdb.DuckDBPyConnection, one: str, other: str) -> bool:
    """Whether two queries give different rows, in whatever order."""
    query = f"select exists ((({one}) except all ({other})) union all (({other}) except all ({one})))"
    return con.execute(query).fetchone()[0]


def _incoming(table: RawTable, path: Path) -> str:
    """SQL of the rows in a file, typed as in raw; no file is no rows."""
    if not path.exists() or path.stat().st_size == 0:
        nulls = ", ".join(f'null::{kind} as "{name}"' for name, kind in table.columns.items())
        return f"select {nulls} where false"
    columns = ", ".join(f'"{name}": {literal(kind)}' for name, kind in table.columns.items())
    file = literal(glob.escape(str(path)))
    return (
        f"select {table.column_list} from read_json({file}, format = 'newline_delimited',"
        f" columns = {{{columns}}}, maximum_object_size = {LARGEST_ROW})"
    )


def _check(directory: Path, tables: dict[str, RawTable]) -> None:
    """Nothing may get lost in loading: every file is a raw table and every field of its rows a column."""
    for path in sorted(directory.glob("*.jsonl")):
        if path.stem not in tables:
            raise RecordsError(f"{path}: there is no raw table of that name")
        with path.open(encoding="utf-8") as lines:
            first = next(lines, "{}")
        unknown = json.loads(first).keys() - tables[path.stem].columns.keys()
        if unknown:
            raise RecordsError(f"{path}: raw.{path.stem} has no column {', '.join(sorted(unknown))}")


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
