"""Lists side by side that are one, and tables that only look so."""

from __future__ import annotations

import pytest

from extract.read import read_document
from tests.extract.typeset import Plan

TWICE = [
    ["Gemeente", "Opgave", "Gemeente", "Opgave"],
    ["Assen", "12", "Hoogeveen", "1.030"],
    ["Coevorden", "7", "Meppel", "11"],
    ["Emmen", "30", "Totaal", "1.090"],
]
PAIRS = [
    ["Opgave asiel", "70", "Doelstelling Oekraïne", "98"],
    ["waarvan amv", "6", "Particuliere opvang", "21"],
    ["Vaste voorraad", "-", "Gehuisvest", "5"],
]


def tables(tmp_path, rows, *, look="grid", header_rows=1):
    plan = Plan().heading(1, "Opgaven").table(rows, look=look, header_rows=header_rows)
    document = read_document(plan.save(tmp_path / "plan.pdf"))
    return document.tables


def texts(table):
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


@pytest.mark.parametrize("look", ["grid", "rules", "none"])
def test_a_list_that_goes_on_beside_itself(tmp_path, look):
    (table,) = tables(tmp_path, TWICE, look=look)
    assert texts(table) == [TWICE[0][:2], *(row[:2] for row in TWICE[1:]), *(row[2:] for row in TWICE[1:])]
    assert (table.header_rows, table.n_rows, table.n_cols) == (1, 7, 2)
    left, right = table.regions
    assert left.bbox[2] == right.bbox[0]
    assert (left.rows, right.rows) == ((0, 4), (4, 7))


def test_every_cell_stays_where_it_is_printed(tmp_path):
    (table,) = tables(tmp_path, TWICE)
    place = {cell.text: cell.bbox for cell in table.cells}
    assert place["Hoogeveen"][1] == place["Assen"][1]
    assert place["Hoogeveen"][0] > place["12"][0]


def test_pairs_of_label_and_value_without_a_header(tmp_path):
    (table,) = tables(tmp_path, PAIRS, header_rows=0)
    assert texts(table) == [row[:2] for row in PAIRS] + [row[2:] for row in PAIRS]


def test_lists_of_different_things_are_tables_of_their_own(tmp_path):
    rows = [["Gemeente", "Asiel", "Gemeente", "Oekraïne"], *TWICE[1:]]
    left, right = tables(tmp_path, rows)
    assert (texts(left), texts(right)) == ([row[:2] for row in rows], [row[2:] for row in rows])
    assert left.regions[0].bbox[2] == right.regions[0].bbox[0]
    assert (left.table_no, right.table_no, left.koppen) == (1, 2, right.koppen)


@pytest.mark.parametrize(
    "rows",
    [
        [["Gemeente", "Opgave", "Opgave", "Opgave"], *([a, b, b, b] for a, b, *_ in TWICE[1:])],
        [["", "Opgave", "Lijst", "Opgave"], *TWICE[1:]],
    ],
)
def test_other_tables_stay_as_they_are(tmp_path, rows):
    (table,) = tables(tmp_path, rows)
    assert (table.n_rows, table.n_cols) == (4, 4)


@pytest.mark.parametrize("look", ["grid", "filled", "none"])
def test_labels_and_values_under_a_head_of_each_are_tables_of_their_own(tmp_path, look):
    rows = [["Asiel", "", "Oekraïne", ""], *PAIRS]
    spans = [(0, 0, 0, 1), (0, 2, 0, 3)]
    plan = Plan().heading(1, "Meerssen").table(rows, look=look, spans=spans)
    left, right = read_document(plan.save(tmp_path / "plan.pdf")).tables
    assert [row[0] for row in texts(left)] == ["Asiel", *(row[0] for row in PAIRS)]
    assert [row[0] for row in texts(right)] == ["Oekraïne", *(row[2] for row in PAIRS)]
