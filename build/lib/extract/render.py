"""The tables of a document as JSON lines, CSV, HTML or a workbook."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from extract.clip import Drawing
from extract.model import Document, Part, Table
from extract.overlay import to_html

_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
_NUMBER = re.compile(r"^\s*[+-]{0,2}\s*[\d.,]+(?:\s*%|\*+)?\s*$|^\s*-+\s*$")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def render_tables(
    document: Document, format: str = "jsonl", drawings: Mapping[int, Drawing] | None = None
) -> str | bytes:
    """All tables in reading order; text for jsonl, csv and html, bytes for xlsx.

    `drawings`, pages by number, are for html, which shows the tables on them. Raises `ValueError` for other
    formats.
    """
    renderers: dict[str, Callable[[Document], str | bytes]] = {
        "jsonl": to_jsonl,
        "csv": to_csv,
        "html": lambda document: to_html(document, drawings),
        "xlsx": to_xlsx,
    }
    if format not in renderers:
        raise ValueError(f"unknown format {format!r}; choose from {', '.join(renderers)}")
    return renderers[format](document)


def table_rows(table: Table) -> list[list[str]]:
    """The printed text, all rows of one length; a merged cell's text stands in its first cell."""
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def table_spans(table: Table) -> list[list[int]]:
    """[first row, first column, last row, last column] of each merged cell."""
    return [
        [cell.row, cell.col, cell.row + cell.rowspan - 1, cell.col + cell.colspan - 1]
        for cell in table.cells
        if cell.rowspan > 1 or cell.colspan > 1
    ]


def table_object(table: Table, part: Part) -> dict[str, Any]:
    """The table as the object that stands on one line of `opvang tables --format jsonl`."""
    return {
        "table_id": table.table_id,
        "deel": part.deel,
        "deel_gebied": part.deel_gebied,
        "kop": table.kop,
        "gebied": table.gebied,
        "kind": table.kind,
        "origin": table.origin,
        "header_rows": table.header_rows,
        "confidence": round(table.confidence, 3),
        "regions": [{"page": r.page, "bbox": list(r.bbox), "rows": list(r.rows)} for r in table.regions],
        "rows": table_rows(table),
        "spans": table_spans(table),
    }


def _parts(document: Document) -> dict[int, Part]:
    """The parts by number."""
    return {part.part_no: part for part in document.parts}


def to_jsonl(document: Document) -> str:
    """One JSON object a line."""
    parts = _parts(document)
    objects = (table_object(table, parts[table.part_no]) for table in document.tables)
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in objects)


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula; numbers with a sign are left as they are."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def to_csv(document: Document) -> str:
    """One line a table row: where it stands, then its cells."""
    parts = _parts(document)
    width = max((table.n_cols for table in document.tables), default=0)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = ["table_id", "deel", "deel_gebied", "kop", "gebied", "page", "row"]
    writer.writerow([*names, *(f"col_{i}" for i in range(width))])
    for table in document.tables:
        part = parts[table.part_no]
        about = [
            table.table_id,
            part.deel,
            safe(part.deel_gebied or ""),
            safe(table.kop),
            safe(table.gebied or ""),
        ]
        for number, row in enumerate(table_rows(table)):
            page = next(
                (r.page for r in table.regions if r.rows[0] <= number < r.rows[1]), table.regions[-1].page
            )
            writer.writerow([*about, page, number, *map(safe, row), *[""] * (width - len(row))])
    return out.getvalue()


def to_xlsx(document: Document) -> bytes:
    """A workbook: a list of the tables, then a sheet a table. Cells are text, so none can be a formula."""
    from openpyxl import Workbook  # imported late: only this format needs it

    parts = _parts(document)
    book = Workbook()
    index = book.active
    index.title = "tabellen"
    _write_row(index, 1, ["blad", "table_id", "deel", "deel_gebied", "kop", "gebied", "pagina's"])
    for number, table in enumerate(document.tables, 1):
        part = parts[table.part_no]
        name = _SHEET_NAME.sub(" ", f"{table.table_no} {table.kop}")[:31].strip()
        pages = ", ".join(str(region.page) for region in table.regions)
        about = [
            name,
            table.table_id,
            part.deel,
            part.deel_gebied or "",
            table.kop,
            table.gebied or "",
            pages,
        ]
        _write_row(index, number + 1, about)
        sheet = book.create_sheet(name)
        for row, texts in enumerate(table_rows(table), 1):
            _write_row(sheet, row, texts)
        for first_row, first_col, last_row, last_col in table_spans(table):
            sheet.merge_cells(
                start_row=first_row + 1,
                start_column=first_col + 1,
                end_row=last_row + 1,
                end_column=last_col + 1,
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_row(sheet: Any, row: int, texts: list[str]) -> None:
    """Writes texts as text, whatever they look like."""
    for col, text in enumerate(texts, 1):
        cell = sheet.cell(row, col, _ILLEGAL.sub(" ", text))
        cell.data_type = "s"
