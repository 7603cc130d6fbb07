"""The report: complete, readable without a network, and safe with whatever a PDF prints."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from expectations import report_places, write_report
from expectations.history import record
from expectations.model import Controle
from expectations.report import TEMPLATES, datum, getal, periode, render, woorden
from tests.expectations import warehouse


class Page(HTMLParser):
    """The text people see, and every address the page refers to."""

    VOID = frozenset({"meta", "br", "img", "input", "rect", "polyline"})

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


HOSTILE = (
    "<script>alert('1')</script>\"><img src=x onerror=alert(2)> {{ 7 * 7 }} {% raw %} javascript:alert(3)"
)


def with_pictures(cutouts):
    """Draws an image of nothing for every pane."""
    return {cutout: [[b"RIFF" for _ in row] for row in cutout.panes] for cutout in cutouts}


def a_check(run_id: str) -> Controle:
    about = ("suite", "s", "s.u", "t", "expect_x", "Elke sleutel is uniek", "fout", "team")
    return Controle(run_id, *about, geslaagd=False, aantal=9, afwijkingen=2)


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
    assert "Aardorp opgave 1e cyclus asiel gewijzigd 28 p. 4 1.234 p. 3 +1.206" in page.text
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
    html = render(warehouse.make(HOSTILE, HOSTILE), draw=with_pictures)
    assert not re.search(r"<img(?! src=\"data:image/webp)", html) and html.count("<script>") == 1
    assert HOSTILE in Page(html).text  # braces too: nothing of it was worked out
    assert not any(address.strip().lower().startswith("javascript") for address in Page(html).addresses)


def test_characters_that_hide_or_turn_text_are_shown_as_such() -> None:
    text = Page(render(warehouse.make("Losser\u202e82\u202c\u200b\x07", "2\u20668"))).text
    assert "Losser\ufffd82\ufffd\ufffd\ufffd" in text and "2\ufffd8" in text
    assert not re.search("[\u200b\u202a-\u202e\u2066-\u2069]", text)


def test_each_place_of_a_conflict_has_its_picture_and_page() -> None:
    html = render(warehouse.make(), draw=with_pictures)
    assert html.count('alt="Uitsnede van pagina 3 met omkaderd: 28"') == 1
    assert html.count('alt="Uitsnede van pagina 7 met omkaderd: 32"') == 1  # its box comes from the cell
    assert 'href="../archive/d1.pdf#page=7"' in html
    assert "Aardorp · Opgave 1e cyclus" in Page(html).text
    assert "uit een plaatje gelezen, 41% zeker" in Page(html).text


def test_a_place_without_a_picture_says_why() -> None:
    html = render(warehouse.make(), draw=lambda cutouts: dict.fromkeys(cutouts, "het is weg"))
    assert "Geen uitsnede: het is weg." in Page(html).text and "<img" not in html
    assert "32" in Page(html).text


def test_only_the_first_places_have_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_places, "MOST_PICTURES", 1)
    html = render(warehouse.make(), draw=with_pictures)
    assert html.count("Uitsnede van pagina") == 1 and "alleen de eerste 1 plaatsen" in Page(html).text


def test_what_came_and_went_is_told_against_the_run_before() -> None:
    con = warehouse.make()
    for day in (1, 2, 3):
        record(con, [a_check(f"r{day}")], at=datetime(2024, 11, day, 12, tzinfo=UTC))
    con.execute("update quality.conflict_historie set laatst_gezien = '2024-11-03 10:00:00+00'")
    day_one = "timestamptz '2024-11-01 10:00:00+00'"
    con.execute(f"insert into quality.conflict_historie values ('c0', 'Was er.', {day_one}, {day_one})")
    for table in ("conflicten", "conflict_historie"):
        con.execute(
            f"update quality.{table} set eerst_gezien = '2024-11-02 10:00:00+00' where conflict_id = 'c1'"
        )
    text = Page(render(con)).text
    assert "kwam er 1 conflict bij en verdween er 1. Daarna veranderde er niets." in text
    assert "Was er." in text


class Elements(HTMLParser):
    """The elements of a page: name, attributes and text, with the names they stand in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        element = {"name": tag, "in": [each["name"] for each in self.open], "text": "", **dict(attributes)}
        self.all.append(element)
        if tag not in Page.VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if tag not in Page.VOID:
            self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def named(self, *names):
        return [each for each in self.all if each["name"] in names]


def test_it_can_be_read_without_seeing_it() -> None:
    page = Elements(render(warehouse.make(), draw=with_pictures))
    assert page.named("html")[0]["lang"] == "nl" and page.named("title")[0]["text"]
    assert all("alt" in image for image in page.named("img")) and page.named("img")
    assert all(image.get("aria-label") for image in page.named("svg"))
    assert all(cell.get("scope") for cell in page.named("th")) and page.named("th")
    assert len(page.named("caption")) == len(page.named("table"))
    assert all("label" in field["in"] for field in page.named("input", "select"))
    assert all(each["text"].strip() for each in page.named("button", "summary", "a"))
    ids = [each["id"] for each in page.all if "id" in each]
    assert len(ids) == len(set(ids))
    for link in page.named("a"):
        assert not re.match(r"#[^?]", link["href"]) or link["href"][1:] in ids
    levels = [int(each["name"][1]) for each in page.named("h1", "h2", "h3", "h4")]
    assert all(below - above <= 1 for above, below in pairwise(levels))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        *((text, ground, 4.5) for text in ("tekst", "zacht", "blauw") for ground in ("papier", "vlak")),
        *(
            (name, ground, 4.5)
            for name in ("fout", "waarschuwing", "info")
            for ground in ("vlak", f"{name}-vlak")
        ),
        ("fout", "papier", 4.5),
        ("goed", "papier", 4.5),
        ("goed", "goed-vlak", 4.5),
        ("tekst", "waarschuwing-vlak", 4.5),
        ("focus", "papier", 3),
        ("rand", "papier", 3),
        ("blauw", "blauw-licht", 3),
    ],
)
def test_colours_stand_out(text: str, ground: str, least: float) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", (TEMPLATES / "stijl.css").read_text(encoding="utf-8")))
    lighter, darker = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least


def test_every_colour_of_text_is_one_of_those() -> None:
    css = (TEMPLATES / "stijl.css").read_text(encoding="utf-8")
    named = ("tekst", "zacht", "blauw", "fout", "waarschuwing", "info", "goed")
    used = set(re.findall(r"[{;\s]color: ([^;}]+)", css))
    assert used <= {"inherit", *(f"var(--{name})" for name in named)}


def test_it_shows_how_the_checks_went() -> None:
    con = warehouse.make()
    for day in (1, 2):
        record(con, [a_check(f"r{day}")], at=datetime(2024, 11, day, 8, tzinfo=UTC))
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
