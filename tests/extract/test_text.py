"""Folding, keys of names, and what counts as a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text import fold, is_empty, is_figure, plain, readings, sentences, sleutel


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert sleutel(sleutel(text)) == sleutel(text)


@given(st.text())
def test_there_is_always_a_reading(text):
    assert readings(text)


@pytest.mark.parametrize(
    "printed", ["Rijssen-Holten", "Rijssen/Holten", "Rijssen – Holten", "RIJSSEN HOLTEN", "Rijssen-\nHolten"]
)
def test_spellings_of_a_name_meet(printed):
    assert sleutel(printed) == "rijssenholten"


def test_raised_figures_are_marks():
    assert [plain(text) for text in ("274¹", "Zeist¹⁾", "Zeist²)")] == ["274", "Zeist", "Zeist"]


@pytest.mark.parametrize(
    "text",
    [
        "3.864",
        "1211",
        "274*",
        "4.848*",
        "24 %",
        "84%",
        "--96",
        "–35",
        "+ 20",
        "+75",
        "-2.178",
        "550-580",
        "0",
        "12,5",
        "5 tot 11",
    ],
)
def test_figures(text):
    assert is_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "n.n.t.b.",
        "Onbekend",
        "01-04-2024",
        "1-11-2023",
        "De Steege 16",
        "2024-II",
        "2024-2",
        "45 kamers",
        "apr-22",
        "*",
    ],
)
def test_no_figures(text):
    assert not is_figure(text)


def test_a_printed_zero_states_something():
    assert not is_empty("0") and not is_empty("n.n.t.b.") and is_empty(" – ") and is_empty("")


def test_an_abbreviation_ends_no_sentence():
    text = "Stand per 1 mei. Overzicht asiel incl. AMV, max. 20 plekken. En nu: De rest"
    assert sentences(text) == [
        "Stand per 1 mei.",
        "Overzicht asiel incl. AMV, max. 20 plekken.",
        "En nu: De rest",
    ]
    assert sentences(text, ends=".:")[2:] == ["En nu:", "De rest"]
