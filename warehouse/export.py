"""The marts and quality tables as files, with a Frictionless data package that describes every column."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.published import connect_published
from warehouse.values import csv_writer, to_json, to_text

FORMATS = ("parquet", "csv", "xlsx")
SCHEMAS = ("marts", "quality")
WORKBOOK = "opvangplannen.xlsx"
SHEET_ROWS = 1_048_576
MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TITLE = "Opvangplannen: cijfers uit plannen voor de opvang van asielzoekers, ontheemden en statushouders"
DESCRIPTION = (
    "Elk cijfer leidt naar de cel in de PDF waar het staat: document, bladzijde, tabel, rij en kolom."
)
ESCAPED = "Tekst die een rekenblad voor een formule houdt, begint met een apostrof."
LICENCE = "Door de overheid openbaar gemaakt (Auteurswet, artikel 15b)"
# What tells the rows of a table apart, and what leads from a row to the part of a document it stands in.
PART = ("document_id", "part_no")
PRIMARY_KEYS = {
    "marts.cijfers": ("cijfer_id",),
    "marts.documenten": PART,
    "marts.gemeenten": ("gebied_code",),
    "marts.locaties": ("locatie_id",),
    "marts.maten": ("thema", "maat"),
    "quality.conflicten": ("conflict_id",),
}
PARTS = "marts.documenten"
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\s?\d+([.,]\d+)*\s?%?\**")
ILLEGAL_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Column:
    """A column of a published table, with the description that stands in the database."""

    name: str
    data_type: str
    description: str


@dataclass(frozen=True)
class Measure:
    """What a measure counts under a topic, and a warning for who adds it up."""

    unit: str
    usage: str


@dataclass(frozen=True)
class PublishedTable:
    """A published table and its columns."""

    schema: str
    name: str
    description: str
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"


def export_marts(home: Home, directory: Path, form: str) -> list[Path]:
    """Write every mart and quality table to `directory` as `form`, one of FORMATS, and a datapackage.json.

    Gives the paths written. Text that a spreadsheet takes for a formula is made harmless in csv and xlsx.
    Raises NotPublishedError when there is no warehouse.
    """
    directory = Path(directory)
    with connect_published(home) as con:
        directory.mkdir(parents=True, exist_ok=True)
        tables = list(published_tables(con))
        if form == "xlsx":
            workbook = directory / WORKBOOK
            _write_workbook(con, tables, workbook)
            paths = dict.fromkeys(tables, workbook)
        else:
            paths = {table: directory / f"{table.full_name}.{form}" for table in tables}
            for table, path in paths.items():
                _write_table(con, table, path, form)
        package = directory / "datapackage.json"
        descriptor = _descriptor(con, paths, form)
    package.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [*dict.fromkeys(paths.values()), package]


def published_tables(con: duckdb.DuckDBPyConnection) -> Iterator[PublishedTable]:
    """The tables for analysts, in order of schema and name."""
    found = con.execute(
        "from (select schema_name, table_name, coalesce(comment, ''), temporary from duckdb_tables()"
        " union all select schema_name, view_name, coalesce(comment, ''), temporary from duckdb_views())"
        f" where schema_name in {SCHEMAS} and not temporary order by all"
    ).fetchall()
    for schema, name, description, _ in found:
        columns = con.execute(
            "select column_name, data_type, coalesce(comment, '') from duckdb_columns()"
            " where schema_name = ? and table_name = ? order by column_index",
            [schema, name],
        ).fetchall()
        yield PublishedTable(schema, name, description, tuple(Column(*column) for column in columns))


def measures(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], Measure]:
    """(name of a topic's mart, measure) → its unit and usage."""
    found = con.execute("select thema, maat, eenheid, gebruik from marts.maten").fetchall()
    return {("marts." + thema, maat): Measure(unit, usage) for thema, maat, unit, usage in found}


def harmless(value: Any) -> str:
    """A value as text that no spreadsheet takes for a formula: '=1+1' gets an apostrophe, '-35' does not."""
    text = to_text(value)
    if isinstance(value, str) and FORMULA.match(text) and not NUMBER.fullmatch(text):
        return "'" + text
    return text


def _write_table(con: duckdb.DuckDBPyConnection, table: PublishedTable, path: Path, form: str) -> None:
    if form == "parquet":
        target = str(path).replace("'", "''")
        con.execute(f"copy {table.schema}.\"{table.name}\" to '{target}' (format parquet, compression zstd)")
        return
    with path.open("w", encoding="utf-8", newline="") as out:
        csv_writer(out, [column.name for column in table.columns], _rows(con, table), harmless)


def _write_workbook(con: duckdb.DuckDBPyConnection, tables: list[PublishedTable], path: Path) -> None:
    """One sheet per table, and a first sheet that describes them."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    workbook = Workbook(write_only=True)

    def append(sheet: Any, values: list[Any]) -> None:
        cells = []
        for value in values:
            plain = to_json(value)
            if isinstance(plain, list | dict):
                plain = to_text(value)
            if isinstance(plain, str):
                cell = WriteOnlyCell(sheet, value=ILLEGAL_IN_XML.sub("", plain))
                cell.data_type = "s"  # a text, also where it begins with '='
                cells.append(cell)
            else:
                cells.append(plain)
        sheet.append(cells)

    guide = workbook.create_sheet("toelichting")
    append(guide, ["tabel", "kolom", "omschrijving"])
    for table in tables:
        append(guide, [table.full_name, "", table.description])
        for column in table.columns:
            append(guide, [table.full_name, column.name, column.description])
    for table in tables:
        sheet = workbook.create_sheet(table.full_name[:31])
        append(sheet, [column.name for column in table.columns])
        for number, row in enumerate(_rows(con, table), start=2):
            if number > SHEET_ROWS:
                raise WarehouseError(
                    f"{table.full_name} has too many rows for a sheet: export csv or parquet"
                )
            append(sheet, list(row))
    workbook.save(path)


def _rows(con: duckdb.DuckDBPyConnection, table: PublishedTable) -> Iterator[tuple[Any, ...]]:
    cursor = con.cursor().execute(f'select * from {table.schema}."{table.name}"')
    while batch := cursor.fetchmany(10_000):
        yield from batch


def _descriptor(
    con: duckdb.DuckDBPyConnection, paths: dict[PublishedTable, Path], form: str
) -> dict[str, Any]:
    """The data package: sources are the PDFs, with the hash by which each can be told."""
    documents = con.execute(
        "select file_name, sha256, document_id, extractor_version from raw.documents order by all"
    ).fetchall()
    told = measures(con)
    files = {path: path.read_bytes() for path in set(paths.values())}
    return {
        "profile": "data-package",
        "name": "opvangplannen",
        "title": TITLE,
        "description": DESCRIPTION + (f" {ESCAPED}" if form == "csv" else ""),
        "version": version("opvangplannen"),
        "licenses": [{"name": "other-pd", "title": LICENCE}],
        "sources": [
            {
                "title": f"{name} (sha256 {sha256})",
                "document_id": document_id,
                "extractor_version": extractor_version,
            }
            for name, sha256, document_id, extractor_version in documents
        ],
        "resources": [
            _resource(table, path, files[path], form, told, PARTS in {each.full_name for each in paths})
            for table, path in paths.items()
        ],
    }


def _resource(
    table: PublishedTable,
    path: Path,
    content: bytes,
    form: str,
    told: dict[tuple[str, str], Measure],
    has_parts: bool,
) -> dict[str, Any]:
    """One table: its file, its columns, what identifies a row and, where parts are exported, its part."""
    names = {column.name for column in table.columns}
    key = [name for name in PRIMARY_KEYS.get(table.full_name, ()) if name in names]
    resource = {
        "name": table.full_name,
        "path": path.name,
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        "description": table.description,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": _field_type(column.data_type),
                    "description": column.description,
                    **(asdict(told[each]) if (each := (table.full_name, column.name)) in told else {}),
                    **({"constraints": {"required": True}} if column.name in key else {}),
                }
                for column in table.columns
            ],
            "missingValues": [""],
        },
    }
    if key:
        resource["schema"]["primaryKey"] = key
    if has_parts and table.full_name != PARTS and names.issuperset(PART):
        reference = {"resource": PARTS, "fields": list(PART)}
        resource["schema"]["foreignKeys"] = [{"fields": list(PART), "reference": reference}]
    if form == "csv":
        resource["encoding"] = "utf-8"
    if form == "xlsx":
        resource["dialect"] = {"excel": {"sheet": table.full_name[:31]}}
    return resource


def _field_type(data_type: str) -> str:
    """The Frictionless type of a DuckDB type."""
    if data_type.endswith("]"):
        return "array"
    if data_type.startswith(("STRUCT", "MAP", "JSON")):
        return "object"
    if data_type.startswith("DECIMAL"):
        return "number"
    if data_type.startswith("TIMESTAMP"):
        return "datetime"
    return {
        "BOOLEAN": "boolean", "DATE": "date", "DOUBLE": "number", "FLOAT": "number", "INTEGER": "integer",
        "BIGINT": "integer", "SMALLINT": "integer", "TINYINT": "integer", "HUGEINT": "integer",
        "UINTEGER": "integer", "UBIGINT": "integer",
    }.get(data_type, "string")  # fmt: skip
