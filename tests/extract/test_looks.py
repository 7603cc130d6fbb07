"""The same tables in several looks: what is printed is read cell by cell. All figures are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import extract_document
from tests.extract.typeset import Plan

REGIONS = [
    ["Subregio", "Gemeente", "Wettelijke opgave", "Beschikbaar"],
    ["Oosterschelde", "Borsele", "130", "135"],
    ["", "Goes", "220", "200"],
    ["", "Kapelle", "75", "80"],
    ["Totaal Oosterschelde", "", "425", "415"],
    ["Walcheren", "Middelburg", "280", "285"],
    ["", "Veere", "130", "110"],
    ["Totaal Walcheren", "", "410", "395"],
]
REGION_SPANS = [(1, 0, 3, 0), (4, 0, 4, 1), (5, 0, 6, 0), (7, 0, 7, 1)]
HALVES = [
    ["Gemeente", "2024-I", "", "2024-II", ""],
    ["", "taakstelling", "gehuisvest", "taakstelling", "gehuisvest"],
    ["Bunnik", "20", "15", "22", "4"],
    ["De Bilt", "21", "16", "23", "5"],
    ["Houten", "23", "18", "25", "7"],
]
HALF_SPANS = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)]
COUNTS = [
    ["Gemeente", "Opgave", "Stand\n1/10/24", "Opgave", "Opgave incl.\nachterstand"],
    ["Aalten", "200", "190", "14", "20"],
    ["Bronckhorst", "210", "202", "16", "22"],
    ["Winterswijk", "225", "220", "19", "25"],
]


@pytest.mark.parametrize("look", ["grid", "rules"])
@pytest.mark.parametrize(
    ("rows", "header_rows", "spans"),
    [
        pytest.param(REGIONS, 1, REGION_SPANS, id="regions"),
        pytest.param(HALVES, 2, HALF_SPANS, id="halves"),
        pytest.param(COUNTS, 1, [], id="counts"),
    ],
)
def test_a_table_is_read_as_printed(tmp_path: Path, look, rows, header_rows, spans):
    plan = Plan().heading(1, "Overzicht").text("Zo staat het ervoor.")
    plan.table(rows, look, header_rows=header_rows, spans=spans)
    (table,) = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    texts = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        texts[cell.row][cell.col] = cell.text
    merged = {
        (c.row, c.col, c.row + c.rowspan - 1, c.col + c.colspan - 1)
        for c in table.cells
        if c.rowspan * c.colspan > 1
    }
    assert (texts, merged) == (rows, set(spans))


def test_a_group_head_over_two_lines_above_one_rule(tmp_path):
    rows = [
        ["Gemeente", "Opgave asiel", "", "Taakstelling\nstatushouders", ""],
        ["", "amv", "totaal", "2026-II", "achterstand"],
        *([name, "12", "130", "14", "3"] for name in ("Assen", "Emmen", "Meppel")),
    ]
    spans = [(0, 1, 0, 2), (0, 3, 0, 4)]
    plan = Plan().heading(1, "Opgaven").table(rows, look="booktabs", header_rows=2, spans=spans)
    (table,) = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    heads = {(c.row, c.col, c.colspan): c.text for c in table.cells if c.row < table.header_rows and c.text}
    assert heads[0, 3, 2] == "Taakstelling\nstatushouders"
    assert heads[0, 1, 2].split() == ["Opgave", "asiel"]
    assert table.header_rows == 2


def test_a_raised_figure_does_not_end_the_reading_of_a_page(tmp_path):
    rows = [["Gemeente", "Opgave"], ["Assen", "130"], ["Totaal", "130¹"]]
    plan = Plan().heading(1, "Opgaven").table(rows, look="rules").table(rows, look="none")
    document = extract_document(plan.save(tmp_path / "plan.pdf"))
    assert [table.n_rows for table in document.tables] == [3, 3]
    assert document.gaps == []
