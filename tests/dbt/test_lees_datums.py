"""Every Dutch way of printing a date gives that date, with the precision that was printed."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt.macros import datums, vensters

few = settings(max_examples=25, deadline=None)
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
DATED = {"dag", "maand", "kwartaal", "halfjaar", "jaar"}

dates = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
formats = st.sampled_from(
    [
        lambda d: f"{d.day}-{d.month}-{d.year}",
        lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
        lambda d: f"{d.day:02}/{d.month:02}/{d.year % 100:02}",
        lambda d: f"{d.day}.{d.month}.{d.year}",
        lambda d: f"{d.day} -{d.month}-{d.year}",
        lambda d: f"{d.day}  -{d.month} - {d.year}",
        lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
        lambda d: f"{d.day}-{SHORT[d.month - 1]}-{d.year % 100:02}",
        lambda d: f"{d.day} {SHORT[d.month - 1].title()}. ’{d.year % 100:02}",
        lambda d: d.isoformat(),
    ]
)


@few
@given(st.lists(st.tuples(dates, formats), min_size=1, max_size=20))
def test_a_day_in_every_spelling(printed: list) -> None:
    expected = {spell(date): date for date, spell in printed}
    read = datums(expected)
    assert {text: read[text]["datum"] for text in expected} == expected
    assert {reading["precisie"] for reading in read.values()} == {"dag"}


@few
@given(dates)
def test_less_than_a_day_is_the_first_day(date: dt.date) -> None:
    month, quarter = date.month - 1, (date.month - 1) // 3
    expected = {
        f"{MONTHS[month]} {date.year}": (date.replace(day=1), "maand"),
        f"{SHORT[month]}-{date.year % 100:02}": (date.replace(day=1), "maand"),
        f"Q{quarter + 1} {date.year}": (dt.date(date.year, 3 * quarter + 1, 1), "kwartaal"),
        f"Beoogd {date.year}": (dt.date(date.year, 1, 1), "jaar"),
        f"{date.year}**": (dt.date(date.year, 1, 1), "jaar"),
    }
    read = datums(expected)
    assert {text: (read[text]["datum"], read[text]["precisie"]) for text in expected} == expected


@few
@given(dates, formats, dates, formats, st.sampled_from([" – ", "-", " - ", " tot ", " t/m ", "\n– "]))
def test_a_window_is_split_between_its_dates(van, spell_van, tot, spell_tot, between) -> None:
    text = f"{spell_van(van)}{between}{spell_tot(tot)}"
    window = vensters([text])[text]
    read = datums([window["van_tekst"], window["tot_tekst"]])
    assert (read[window["van_tekst"]]["datum"], read[window["tot_tekst"]]["datum"]) == (van, tot)


@few
@given(dates, formats)
def test_an_open_window(date: dt.date, spell) -> None:
    text = f"{spell(date)} – onbepaald"
    window = vensters([text])[text]
    assert datums([window["van_tekst"]])[window["van_tekst"]]["datum"] == date
    assert datums([window["tot_tekst"]])[window["tot_tekst"]]["precisie"] == "onbepaald"


@few
@given(st.lists(st.text(max_size=30), min_size=1, max_size=30))
def test_any_text_is_read_without_contradiction(texts: list[str]) -> None:
    texts = [text.replace("\x00", "") for text in texts]
    for reading in datums(texts).values():
        assert (reading["datum"] is not None) == (reading["precisie"] in DATED)
    vensters(texts)


def test_a_day_that_does_not_exist_is_said_to_be_so() -> None:
    assert datums(["31-02-2025"])["31-02-2025"]["precisie"] == "ongeldig"


def test_a_date_is_read_as_printed() -> None:
    assert datums(["05-04-2202"])["05-04-2202"]["datum"] == dt.date(2202, 4, 5)
