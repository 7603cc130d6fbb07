"""Tables of figures in the manner of statistical offices: few rules, leaders, signs set apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.page import Word
from extract.read import read_document
from extract.render import table_rows
from extract.settings import Settings
from extract.tables.segments import split_row
from extract.tables.values import is_number, is_value

FONT, SIZE, LEADING = "Times-Roman", 9, 11
LEFT, STUB, COLUMN = 72, 150, 75  # where the table begins, the width of its labels and of a column
ROWS = [
    ("Natural gas", ["1,234", "56.7", "(12)", "8"]),
    ("Coal", ["987", "4.1", "–", "1,045"]),
    ("Hydroelectric power", ["12,345,678", "0.4", "(X)", "77"]),
    ("Wind", ["5", "18.0", "34", "NA"]),
    ("Geothermal", ["40", "2.2", "6", "19"]),
]
NAMES = ["Number", "Percent", "Change", "Rank"]


class Sheet:
    """A page in the making, written from the top down."""

    def __init__(self, path: Path) -> None:
        self.path, self.canvas, self.y = path, Canvas(str(path), pagesize=letter), 700.0

    def right(self, col: int) -> float:
        """Where the figures of a column end."""
        return LEFT + STUB + COLUMN * (col + 1) - 6

    def line(self, label: str, figures: Sequence[str], *, indent: float = 0, leader: str = "") -> None:
        """A label, its leader, and the figures; '$' stands at the left of its column."""
        self.y -= LEADING
        self.canvas.setFont(FONT, SIZE)
        if leader:
            room = LEFT + STUB - 8 - indent - LEFT - stringWidth(label, FONT, SIZE)
            label += leader * int(room / stringWidth(leader, FONT, SIZE))
        self.canvas.drawString(LEFT + indent, self.y, label)
        for col, figure in enumerate(figures):
            if figure.startswith("$"):
                self.canvas.drawString(self.right(col) - COLUMN + 16, self.y, "$")
            self.canvas.drawRightString(self.right(col), self.y, figure.removeprefix("$"))

    def rule(self, first: int = -1, last: int = 3) -> None:
        """A rule over some columns; -1 is that of the labels."""
        start = LEFT if first < 0 else self.right(first) - COLUMN + 12
        self.canvas.line(
            start, self.y - 3, self.right(last) + 6 if first < 0 else self.right(last), self.y - 3
        )
        self.y -= 3

    def tables(self) -> list[list[list[str]]]:
        """The tables that are read from the page, their leaders dropped."""
        self.canvas.save()
        document = read_document(self.path, settings=Settings(ocr=False))
        return [
            [[(cell or "").replace("\n", " ").rstrip(". ") for cell in row] for row in table_rows(table)]
            for table in document.tables
        ]


def plain(sheet: Sheet) -> None:
    for label, figures in ROWS:
        sheet.line(label, figures)


def with_leaders(sheet: Sheet) -> None:
    for label, figures in ROWS:
        sheet.line(label, figures, leader=".")


def with_spaced_leaders(sheet: Sheet) -> None:
    for label, figures in ROWS:
        sheet.line(label, figures, leader=". ")


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("body", [plain, with_leaders, with_spaced_leaders])
def test_lines_of_figures_are_rows(tmp_path, body: Callable[[Sheet], None], ruled: bool):
    sheet = Sheet(tmp_path / "page.pdf")
    rule = sheet.rule if ruled else lambda: None
    rule()
    sheet.line("Source", NAMES)
    rule()
    body(sheet)
    rule()
    assert sheet.tables() == [[["Source", *NAMES], *([label, *figures] for label, figures in ROWS)]]


def test_group_heads_reach_over_the_columns_of_the_rule_under_them(tmp_path):
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.rule()
    sheet.y -= LEADING
    sheet.canvas.setFont(FONT, SIZE)
    for col, head in ((0, "2009"), (2, "2010")):
        sheet.canvas.drawCentredString(sheet.right(col) + 6, sheet.y, head)
    top = sheet.y
    for first, last in ((0, 1), (2, 3)):
        sheet.y = top
        sheet.rule(first, last)
    sheet.line("Source", NAMES)
    sheet.rule()
    plain(sheet)
    sheet.rule()
    assert sheet.tables()[0][:2] == [["", "2009", "", "2010", ""], ["Source", *NAMES]]


def test_signs_set_apart_labels_of_two_lines_and_headings_between(tmp_path):
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.rule()
    sheet.line("Source", NAMES)
    sheet.rule()
    sheet.line("Renewable:", [])
    sheet.line("Wind", ["$1,200", "$3", "$45", "$6"], indent=9)
    sheet.line("Solar", ["80", "2", "17", "4"], indent=9)
    sheet.line("Other:", [])
    sheet.line("Coal, including waste coal and", [], indent=9)
    sheet.line("synthetic coal", ["33", "5", "61", "2"], indent=15)
    sheet.line("Total", ["1,313", "10", "123", "12"])
    sheet.rule()
    sheet.line("Note: figures may not add up to totals because of rounding of the parts.", [])
    assert sheet.tables() == [
        [
            ["Source", *NAMES],
            ["Renewable:", "", "", "", ""],
            ["Wind", "$ 1,200", "$ 3", "$ 45", "$ 6"],
            ["Solar", "80", "2", "17", "4"],
            ["Other:", "", "", "", ""],
            ["Coal, including waste coal and synthetic coal", "33", "5", "61", "2"],
            ["Total", "1,313", "10", "123", "12"],
        ]
    ]


def test_running_text_in_two_columns_is_no_table(tmp_path):
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.canvas.setFont(FONT, SIZE)
    words = [
        "The",
        "estimates",
        "of",
        "2009",
        "rest",
        "on",
        "1,200",
        "answers",
        "that",
        "differ",
        "by",
        "chance",
    ]
    for number in range(40):
        for x in (72, 320):
            text = " ".join(words[(number + i) % len(words)] for i in range(11))
            sheet.canvas.drawString(x, 700 - LEADING * number, text)
    assert sheet.tables() == []


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", ""]), st.sampled_from(["", "-", "–", "$", "("]))
def test_whole_numbers_in_any_notation(value, separator, sign):
    text = f"{sign}{value:,}".replace(",", separator) + (")" if sign == "(" else "")
    assert is_number(text)


@pytest.mark.parametrize("text", ["12.5%", "1990-95", "3.2*", "11,062 .6", ".5", "$ 1,200", "7¹"])
def test_numbers(text):
    assert is_number(text)


@pytest.mark.parametrize("text", ["Total", "2.3.4", "12 Main Street", "", "Q3 2024"])
def test_what_is_no_number(text):
    assert not is_number(text)


@pytest.mark.parametrize("text", ["–", "(X)", "n.a.", "...", "NA"])
def test_signs_that_stand_for_a_number(text):
    assert is_value(text)


def test_a_leader_ends_where_its_figure_begins():
    glyphs = [(char, 10.0 * i, 10.0 * i + 9) for i, char in enumerate("Coal....12")]
    word = Word("Coal....12", 0, 0, 99, 10, 8, 10, False, (), glyphs)
    assert [segment.text for segment in split_row([word], 0.5)] == ["Coal....", "12"]
