"""The tables of a document drawn over its pages: what was found, where, and what it is taken to state."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.clip import Clip, Drawing
from extract.model import BBox, Cell, ColumnMeaning, Document, Gap, Part, Region, RowMeaning, Table

_DIMENSIONS = ("gebied", "thema", "maat", "periode", "peildatum", "kwalificatie")
_FIGURE_ROWS = ("data", "totaal", "subrij")
_ROW_LOOKS = {"kop": "kop", "groep": "groep", "noot": "opmerking", "leeg": "leeg", "onbekend": "onbekend"}


@dataclass(frozen=True)
class _Box:
    """A cell on the page: its look, and what is known of it."""

    bbox: BBox
    look: str
    doubtful: bool
    about: str


@dataclass(frozen=True)
class _Label:
    """Words over a column: where they stand and what the column states."""

    x: float
    top: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _PageTable:
    """The piece of a table that stands on one page."""

    table: Table
    region: Region
    first: bool
    boxes: list[_Box]
    labels: list[_Label]


@dataclass(frozen=True)
class _Page:
    """A page with its drawing, as a data address, and what was found on it."""

    number: int
    image: str
    width: float
    height: float
    pieces: list[_PageTable]
    gaps: list[Gap]


def clips(document: Document) -> list[Clip]:
    """The pages worth looking at: those with a table or a gap."""
    found = {region.page for table in document.tables for region in table.regions}
    return [Clip(page) for page in sorted(found | {gap.page for gap in document.gaps})]


def to_html(document: Document, drawings: Mapping[int, Drawing] | None = None) -> str:
    """One HTML file that needs nothing else.

    `drawings` holds pages by number; a page without one is left blank.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only this format needs it

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    parts = {part.part_no: part for part in document.parts}
    drawings = drawings or {}
    return environment.get_template("tabellen.html.j2").render(
        document=document,
        parts=parts,
        pages=[_page(document, clip.page, parts, drawings.get(clip.page)) for clip in clips(document)],
        html_rows=html_rows,
        stated=stated,
    )


def html_rows(table: Table) -> list[list[Cell]]:
    """The cells that begin in each row, left to right."""
    rows: list[list[Cell]] = [[] for _ in range(table.n_rows)]
    for cell in sorted(table.cells, key=lambda c: (c.row, c.col)):
        rows[cell.row].append(cell)
    return rows


def stated(*meanings: Any) -> list[str]:
    """What the first of these meanings that knows says, per dimension; see docs/architecture.md."""
    values = (next((v for m in meanings if (v := getattr(m, name, None))), None) for name in _DIMENSIONS)
    return [value for value in values if value]


def _page(document: Document, number: int, parts: Mapping[int, Part], drawing: Drawing | None) -> _Page:
    """What was found on a page; without a drawing its size is that of what stands on it."""
    pieces = [
        _piece(table, region, parts[table.part_no])
        for table in document.tables
        for region in table.regions
        if region.page == number
    ]
    gaps = [gap for gap in document.gaps if gap.page == number]
    boxes = [piece.region.bbox for piece in pieces] + [gap.bbox for gap in gaps]
    return _Page(
        number,
        f"data:image/webp;base64,{base64.b64encode(drawing.image).decode()}" if drawing else "",
        drawing.width if drawing else max(box[2] for box in boxes) + 20,
        drawing.height if drawing else max(box[3] for box in boxes) + 20,
        pieces,
        gaps,
    )


def _piece(table: Table, region: Region, part: Part) -> _PageTable:
    """The cells of a table on one page, and the words over its columns."""
    rows = {meaning.row: meaning for meaning in table.rows}
    columns = {meaning.col: meaning for meaning in table.columns}
    own = [cell for cell in table.cells if cell.page == region.page and _within(cell, region)]
    boxes = [_box(cell, rows.get(cell.row), columns.get(cell.col), table, part) for cell in own]
    lefts = {cell.col: cell.bbox[0] for cell in sorted(own, key=lambda c: -c.row) if cell.colspan == 1}
    labels = [
        _Label(lefts[col], region.bbox[1], tuple(stated(columns[col])))
        for col in sorted(lefts)
        if col in columns and columns[col].rol == "cijfer"
    ]
    return _PageTable(table, region, region is table.regions[0], boxes, labels)


def _within(cell: Cell, region: Region) -> bool:
    return region.rows[0] <= cell.row < region.rows[1]


def _box(cell: Cell, row: RowMeaning | None, column: ColumnMeaning | None, table: Table, part: Part) -> _Box:
    """How a cell is drawn and what pointing at it tells."""
    about = [f"rij {cell.row}, kolom {cell.col}", cell.text or "(leeg)"]
    look = "onbekend"
    confidence = min(m.confidence for m in (table, cell, row, column) if m is not None)
    if row and column:
        look = _ROW_LOOKS.get(row.rol, column.rol)
        if row.rol in _FIGURE_ROWS and column.rol == "cijfer":
            words = stated(row, column, table)
            periode = row.periode or column.periode or table.periode
            thema = row.thema or column.thema or table.thema
            if not periode and thema in part.perioden:
                words.append(part.perioden[thema])
            about.append(" · ".join(words))
        else:
            about.append(" ".join(filter(None, [look, column.kenmerk])))
        about += filter(None, [row.reden, column.reden])
    about.append(
        f"zekerheid {confidence:.2f}" + (", uit een afbeelding gelezen" if cell.origin == "ocr" else "")
    )
    return _Box(cell.bbox, look, confidence < 0.9, "\n".join(about))
