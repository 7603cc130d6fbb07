"""Every Dutch way of printing a number gives that number, and nothing else gives one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt.macros import getallen

few = settings(max_examples=25, deadline=None)
whole = st.integers(0, 9_999_999)


def thousands(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def spellings(number: int) -> list[str]:
    return [str(number), thousands(number, "."), thousands(number, " "), thousands(number, "\u00a0")]


@few
@given(st.lists(whole, min_size=1, max_size=20))
def test_a_whole_number_in_every_spelling(numbers: list[int]) -> None:
    expected = {text: number for number in numbers for text in spellings(number)}
    read = getallen(expected)
    assert {text: read[text]["waarde"] for text in expected} == expected


@few
@given(st.lists(whole, min_size=1), st.sampled_from(["-", "--", "–", "−", "- ", "-/- "]))
def test_a_minus_in_every_spelling(numbers: list[int], sign: str) -> None:
    expected = {sign + text: -number for number in numbers for text in spellings(number)}
    read = getallen(expected)
    assert {text: read[text]["waarde"] for text in expected} == expected


@few
@given(
    st.integers(0, 99_999),
    st.integers(0, 99),
    st.sampled_from(["", "+", "+ "]),
    st.sampled_from(["", " %", "%"]),
)
def test_decimals_signs_and_percentages(number: int, decimals: int, sign: str, percent: str) -> None:
    text = f"{sign}{thousands(number, '.')},{decimals:02}{percent}"
    reading = getallen([text])[text]
    assert reading["waarde"] == pytest.approx(number + decimals / 100)
    assert reading["kwalificatie"] is None


@few
@given(whole, whole, st.sampled_from(["-", " - ", "–", " tot ", " tot en met ", " t/m "]))
def test_a_range_has_bounds_and_no_value(one: int, other: int, between: str) -> None:
    low, high = sorted((one, other))
    text = f"{thousands(low, '.')}{between}{thousands(high, '.')}"
    reading = getallen([text])[text]
    assert (reading["waarde"], reading["waarde_min"], reading["waarde_max"]) == (None, low, high)


@few
@given(
    whole,
    st.sampled_from([("ca. ", "circa"), ("ongeveer ", "circa"), ("minimaal ", "minimum"), ("> ", "minimum")]),
)
def test_a_qualifier_does_not_open_the_interval(number: int, word: tuple[str, str]) -> None:
    text = f"{word[0]}{number}"
    reading = getallen([text])[text]
    assert reading["waarde"] == reading["waarde_min"] == reading["waarde_max"] == number
    assert reading["kwalificatie"] == word[1]


@few
@given(whole, st.sampled_from(["*", "**", " *", "¹", "†"]))
def test_a_footnote_mark_is_kept_apart(number: int, mark: str) -> None:
    text = f"{number}{mark}"
    reading = getallen([text])[text]
    assert (reading["waarde"], reading["kwalificatie"], reading["merk"]) == (number, "voetnoot", mark.strip())


@few
@given(st.lists(st.text(max_size=30), min_size=1, max_size=30))
def test_any_text_is_read_without_contradiction(texts: list[str]) -> None:
    texts = [text.replace("\x00", "") for text in texts]
    for text, reading in getallen(texts).items():
        waarde, low, high = reading["waarde"], reading["waarde_min"], reading["waarde_max"]
        assert waarde is None or waarde == low == high
        assert low is None or (high is not None and low <= high)
        assert reading["leeg"] or high is not None or reading["kwalificatie"] is not None
        if not any(character.isdigit() for character in text):
            assert high is None


@pytest.mark.parametrize(
    "text", ["1-7-2025", "01-07-2025", "580-550", "30/40", "3 van de 4", "(45)", "Fase 2", "1 per 2"]
)
def test_no_number_is_guessed(text: str) -> None:
    reading = getallen([text])[text]
    assert (reading["waarde_min"], reading["waarde_max"], reading["kwalificatie"]) == (None, None, "tekst")


def test_agrees_with_the_facts_of_a_real_plan(plans: Path) -> None:
    """`facts_part*.csv` has the raw text and the value that a person read in it."""
    facts = [
        fact for path in sorted(plans.glob("gold/facts_part*.csv")) for fact in csv.DictReader(path.open())
    ]
    in_cells = [fact for fact in facts if not fact["raw"].lstrip("+*").endswith(("POO", "AMV", "plaatsen"))]
    read = getallen(fact["raw"] for fact in in_cells)
    wrong = [
        fact["raw"]
        for fact in in_cells
        if (read[fact["raw"]]["waarde_min"], read[fact["raw"]]["waarde_max"])
        != tuple(float(fact[bound]) if fact[bound] else None for bound in ("value_min", "value_max"))
    ]
    assert facts and not wrong
