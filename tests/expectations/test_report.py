"""The report: complete, readable without a network, and safe with whatever a PDF prints."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from expectations import write_report
from expectations.history import record
from expectations.model import Controle
from expectations.report import datum, getal, periode, render, woorden
from tests.expectations import warehouse


class Page(HTMLParser):
    """The text people see, and every address the page refers to."""

    VOID = frozenset({"meta", "br", "input", "rect", "polyline"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.addresses, self.open = [], [], []
        self.feed(html)
        self.text = " ".join(" ".join(self.text).split())

    def handle_starttag(self, tag, attributes):
        self.addresses += [value for name, value in attributes if name in ("href", "src", "action")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.text.append(data)


def test_it_shows_totals_conflicts_gaps_and_what_was_not_understood() -> None:
    page = Page(render(warehouse.make()))
    assert not page.open  # every element is closed
    for shown in (
        "Aardorp zegt 28 en 32.",
        "provinciaal plan Oost, p. 3",
        "regionaal plan Oost, p. 7",
        "‘KOP’",
        "1.001 ≠",  # the region's own figure against the province's
        "1.234",
        "onbekende kop",
        "plaatje",
        "Er is nog geen controle vastgelegd",
    ):
        assert shown in page.text


def test_a_word_that_means_something_else_to_the_region_is_no_disagreement() -> None:
    con = warehouse.make()
    con.execute("update quality.conflicten set soort = 'definitie', gebied = 'Oost', ernst = 'info'")
    con.execute("update quality.conflicten set thema = 'asiel', maat = 'opgave', periode = '1e cyclus'")
    page = Page(render(con))
    assert "1.001 ≠" not in page.text and "1.001 ¹" in page.text


def test_it_shows_what_changed_since_the_edition_before() -> None:
    page = Page(render(warehouse.make()))
    assert "plan.pdf van 01-11-2024, tegen oud.pdf van 01-05-2024: 1 gewijzigd" in page.text
    assert "opgave 1e cyclus asiel gewijzigd 28 p. 4 1.234 p. 3 +1.206" in page.text
    con = warehouse.make()
    con.execute("delete from marts.documenten where not is_current")
    assert "Van geen enkel deel is er een vorige versie" in Page(render(con)).text


def test_what_was_read_with_doubt_is_listed_for_a_person() -> None:
    text = Page(render(warehouse.make())).text
    assert "Na te kijken" in text and "1O7" in text and "41%" in text


def test_it_needs_no_network() -> None:
    html = render(warehouse.make())
    assert all(re.match(r"#|\.\./archive/", address) for address in Page(html).addresses)
    assert not re.search(r"https?:|@import|url\(", html)


def test_what_a_pdf_prints_is_text_and_nothing_else() -> None:
    evil = "<script>alert('1')</script>\"><img src=x onerror=alert(2)>"
    html = render(warehouse.make(evil, evil))
    assert "<img" not in html and html.count("<script>") == 1
    assert evil in Page(html).text


def test_it_shows_how_the_checks_went() -> None:
    con = warehouse.make()
    for day in (1, 2):
        controle = Controle(
            f"r{day}",
            "suite",
            "s",
            "s.u",
            "t",
            "expect_x",
            "Elke sleutel is uniek",
            "fout",
            "team",
            False,
            9,
            2,
        )
        record(con, [controle], at=datetime(2024, 11, day, 8, tzinfo=UTC))
    html = render(con)
    assert "Elke sleutel is uniek" in Page(html).text and "niet goed" in Page(html).text
    assert '<polyline points="0.0,' in html


def test_it_is_written_as_a_whole(tmp_path: Path) -> None:
    path = write_report(warehouse.make(), tmp_path / "reports" / "kwaliteit.html")
    assert [each.name for each in path.parent.iterdir()] == ["kwaliteit.html"]
    assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_an_empty_warehouse_has_a_report_too() -> None:
    con = warehouse.make()
    for table in (
        "marts.cijfers",
        "marts.documenten",
        "quality.conflicten",
        "quality.gaten",
        "quality.niet_herkend",
    ):
        con.execute(f"delete from {table}")
    text = Page(render(con)).text
    assert "Er zijn geen conflicten gevonden" in text and "Geen tabel is een plaatje gebleven" in text


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3050, "3.050"), (-19.0, "−19"), (60.6, "60,6"), (0, "0"), (1234567.5, "1.234.567,5"), (None, "")],
)
def test_numbers_are_written_the_dutch_way(value, shown: str) -> None:
    assert getal(value) == shown


def test_names_and_dates_are_written_for_readers() -> None:
    assert woorden("taakstelling_incl_achterstand") == "taakstelling incl. achterstand"
    assert woorden("kso_plekken") == "KSO plekken"
    assert periode("voor 2025-07-01") == "voor 1-7-2025"
    assert datum(datetime(2024, 11, 1, 8, 5)) == "01-11-2024 08:05"
