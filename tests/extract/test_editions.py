"""The real plan, cell by cell: the sample in the repository, and editions outside it against their truth."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from extract.model import Document
from extract.read import read_document
from extract.render import table_rows
from extract.settings import Settings

PARTS = [
    ("provinciaal_verslag", "Overijssel"),
    ("provinciaal_plan", "Overijssel"),
    ("regionaal_plan", "IJsselland"),
    ("regionaal_plan", "Twente"),
    ("uitsplitsing", "Overijssel"),
]

WITHOUT_OCR = Settings(ocr=False)  # pictures: see test_ocr.py


@pytest.fixture(scope="module")
def document(sample: Path) -> Document:
    return read_document(sample, settings=WITHOUT_OCR)


def test_the_sample_has_its_parts_tables_and_pictures(document):
    assert [(part.deel, part.deel_gebied) for part in document.parts] == PARTS
    assert [part.datum for part in document.parts] == ["2024-11-01"] * 5
    assert len(document.tables) == 189
    assert {part_of(document, gap.page) for gap in document.gaps} == {("regionaal_plan", "IJsselland")}
    assert len(document.gaps) == 13


def part_of(document: Document, page: int) -> tuple[str, str | None]:
    part = next(part for part in document.parts if part.page_from <= page <= part.page_to)
    return part.deel, part.deel_gebied


def test_every_cell_of_the_sample_has_a_place(document):
    for table in document.tables:
        slots = [
            (row, col)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for col in range(cell.col, cell.col + cell.colspan)
        ]
        assert sorted(slots) == [(row, col) for row in range(table.n_rows) for col in range(table.n_cols)]
        pages = {region.page for region in table.regions}
        assert {cell.page for cell in table.cells} == pages
        assert all(cell.bbox[0] < cell.bbox[2] and cell.bbox[1] < cell.bbox[3] for cell in table.cells)


def test_tables_of_the_sample_that_run_over_pages(document):
    over = [table for table in document.tables if len(table.regions) > 1]
    assert len(over) >= 2
    for table in over:
        rows = table_rows(table)
        assert rows.count(rows[0]) == 1, "the header stands once"


# ---------------------------------------------------------------- editions outside the repository


def normal(text: str | None) -> str:
    """Text without spaces, case and kinds of dashes and quotes: what two printings of a cell share."""
    text = unicodedata.normalize("NFKC", text or "").replace("\u00ad", "").replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", "", re.sub("[‐‑‒–—−]", "-", text)).lower()


def squeezed(rows: list[list[str | None]]) -> tuple:
    """Rows and columns that hold something."""
    texts = [row for row in ([normal(cell) for cell in row] for row in rows) if any(row)]
    keep = [col for col in range(len(texts[0])) if any(row[col] for row in texts)]
    return tuple(tuple(row[col] for col in keep) for row in texts)


def truth(plans: Path, numbers: str, *, own: bool = False) -> list[dict]:
    """The tables with a text layer of some parts."""
    tables = []
    for file in sorted((plans / "gold").glob(f"part[{numbers}]_*.json")):
        part = json.loads(file.read_text("utf-8"))
        for block in part["blocks"]:
            if block["t"] == "table" and not block.get("image"):
                rows = (own and block.get("own_rows")) or block["rows"]
                tables.append({**block, "rows": rows, "part": (part["part"], part["area"])})
    return tables


@pytest.mark.parametrize(
    ("edition", "parts", "share"),
    [
        ("word", "1245", 1.0),
        ("word-light", "1245", 1.0),
        ("plain", "1245", 0.98),
        ("own.word", "1245", 1.0),
        ("provinciaal.word", "12", 1.0),
        ("twente.word", "4", 1.0),
        ("uitsplitsing.word", "5", 1.0),
    ],
)
def test_tables_of_an_edition_are_exact(plans, edition, parts, share):
    document = read_document(plans / f"overijssel-2024.{edition}.pdf", settings=WITHOUT_OCR)
    left = [(squeezed(table_rows(table)), table) for table in document.tables]
    expected = truth(plans, parts, own=edition.startswith("own"))
    missed = []
    for block in expected:
        rows = squeezed(block["rows"])
        found = next((item for item in left if item[0] == rows), None)
        if found is None:
            missed.append(block["id"])
            continue
        left.remove(found)
        table = found[1]
        assert part_of(document, table.regions[0].page) == block["part"], block["id"]
        assert table.header_rows == block["header_rows"], block["id"]
    assert len(missed) <= (1 - share) * len(expected), missed
