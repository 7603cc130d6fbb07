"""Sums that check figures read from a picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Cell, ColumnMeaning, RowMeaning, Table
from extract.understand.sums import CERTAIN, DOUBTFUL, check_sums, number

BOX = (0.0, 0.0, 1.0, 1.0)


def table(rows: list[list[str]], maten: list[str], *, origin: str = "ocr", confidence: float = 0.85) -> Table:
    """A table of gemeenten, the last row their total, read with doubt."""
    return Table(
        "t1", 1, 1, "", [], "", [],
        cells=[
            Cell(row, col, text, 1, BOX, origin=origin, confidence=confidence)
            for row, texts in enumerate(rows)
            for col, text in enumerate(texts)
        ],
        n_rows=len(rows), n_cols=len(rows[0]), header_rows=0, origin=origin, status="begrepen",
        columns=[ColumnMeaning(0, "", "gebied")]
        + [ColumnMeaning(col, "", "cijfer", thema="asiel", maat=maat) for col, maat in enumerate(maten, 1)],
        rows=[RowMeaning(row) for row in range(len(rows) - 1)] + [RowMeaning(len(rows) - 1, "totaal")],
    )  # fmt: skip


def confidences(checked: Table, col: int) -> list[float]:
    return [cell.confidence for cell in checked.cells if cell.col == col]


def test_a_total_that_fits_makes_its_figures_certain():
    checked = table([["Assen", "1.134"], ["Emmen", "66*"], ["Meppel", "-"], ["Totaal", "1.200"]], ["opgave"])
    check_sums(checked)
    assert confidences(checked, 1) == [CERTAIN, CERTAIN, 0.85, CERTAIN]
    assert confidences(checked, 0) == [0.85] * 4


def test_a_sum_that_fits_makes_no_figure_certain_whose_ink_disagrees():
    checked = table([["Assen", "134"], ["Emmen", "66"], ["Totaal", "200"]], ["opgave"], confidence=0.6)
    check_sums(checked)
    assert confidences(checked, 1) == [0.6] * 3


def test_a_total_that_does_not_fit_makes_them_doubtful():
    checked = table([["Assen", "134"], ["Emmen", "60"], ["Totaal", "200"]], ["opgave"], confidence=1.0)
    check_sums(checked)
    assert confidences(checked, 1) == [DOUBTFUL] * 3


def test_a_difference_that_follows_is_certain_where_the_rule_holds_and_doubtful_where_it_does_not():
    rows = [
        ["Assen", "10", "4", "-6"],
        ["Emmen", "20", "25", "5"],
        ["Meppel", "9", "9", "0"],
        ["Tynaarlo", "8", "3", "6"],
    ]
    checked = table([*rows, ["Totaal", "", "", ""]], ["opgave", "realisatie", "verschil"])
    check_sums(checked)
    assert confidences(checked, 3) == [CERTAIN, CERTAIN, CERTAIN, DOUBTFUL, 0.85]


def test_printed_text_is_left_alone():
    printed = table(
        [["Assen", "1"], ["Emmen", "2"], ["Totaal", "4"]], ["opgave"], origin="text", confidence=1.0
    )
    check_sums(printed)
    assert {cell.confidence for cell in printed.cells} == {1.0}


def test_words_in_a_column_settle_nothing():
    checked = table([["Assen", "12 kamers"], ["Emmen", "20"], ["Totaal", "32"]], ["opgave"])
    check_sums(checked)
    assert confidences(checked, 1) == [0.85] * 3


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.134", 1134), ("274*", 274), ("550-580", 550), ("-34", -34), ("--35", -35), ("+ 20", 20),
     ("24 %", 24), ("60,6", 60.6), ("-", 0), ("", 0), ("n.n.t.b.", 0), ("26 woningen", None)],
)  # fmt: skip
def test_numbers(text, value):
    assert number(text) == value


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none(text):
    assert number(text) is None or isinstance(number(text), float)
