"""Readings held against the ink they were read from."""

from __future__ import annotations

import numpy as np
import pytest

from extract.ocr.doubt import cell_confidence, checked, is_numeric, stray_letters, with_ink_beside
from extract.ocr.engine import Reading
from extract.ocr.ink import Ink, whole_rules
from extract.ocr.segments import Segment
from extract.page import Word
from extract.tables.grid import Grid, GridCell

# width, top and bottom of the ink of signs with capitals of 20 pixels, on a base line at 20
SHAPES = {
    "-": (8, 11, 13), "−": (17, 10, 12), ".": (4, 16, 20), ",": (4, 16, 24), "*": (8, 0, 8), "1": (8, 0, 20),
    "%": (23, 0, 20), "(": (5, 0, 24), ")": (5, 0, 24), "speck": (2, 12, 14), "dirt": (4, 9, 13),
    "two": (28, 0, 20),
}  # fmt: skip


def segment(*widths: int, top: int = 0, bottom: int = 20) -> Segment:
    """Strokes of some widths side by side, 4 pixels apart, between capitals of 20 pixels."""
    return drawn([(width, top, bottom) for width in widths])


def printed(*signs: str) -> Segment:
    """The strokes of signs, those not in `SHAPES` digits or letters."""
    return drawn([SHAPES.get(sign, (13, 0, 20)) for sign in signs])


def drawn(shapes: list[tuple[int, int, int]]) -> Segment:
    strokes, x = [], 0
    for width, top, bottom in shapes:
        strokes.append((x, top, x + width, bottom))
        x += width + 4
    return Segment(strokes, list(range(1, len(strokes) + 1)), base=20.0, height=20.0, cap=20.0)


def sure(text: str) -> Reading:
    return Reading(text, (1.0,) * len(text), tuple(i / len(text) for i in range(len(text))))


@pytest.mark.parametrize(
    "text",
    ["0", "1341", "1.134", "-40", "−40", "274*", "12,5%", "137%", "550-580", "01-07-2025", "(3)", "Assen"],
)
def test_what_accounts_for_its_ink_is_not_doubted(text):
    assert checked(printed(*text), sure(text.replace("−", "-"))).confidence == 1.0


@pytest.mark.parametrize(
    ("signs", "text"),
    [
        ("1341", "134"),
        ("-40", "40"),
        ("−40", "40"),
        ("40", "-40"),
        ("274*", "274"),
        ("1.134", "1134"),
        ("12,5%", "125%"),
        ("1 3 two", "134"),  # digits that touch; 134 has ink for four
        ("1", "11"),
        ("dirt 4 1", "-41"),  # as high as it is wide
        ("4 dirt 1", "41"),
        ("dirt 4 1", "41"),
        ("16.5%", "16.5%"),  # no figure as figures are printed here: a comma misread
        (".76", ".76"),
        ("1166", "L166"),
    ],
)
def test_a_figure_that_does_not_account_for_its_ink_is_doubted(signs, text):
    reading = checked(printed(*(signs.split() if " " in signs else signs)), sure(text))
    assert reading.text == text
    assert reading.confidence < 0.9


def test_a_speck_is_no_sign():
    assert checked(printed("speck", "4", "1"), sure("41")).confidence == 1.0


def test_ink_too_faint_for_a_stroke_is_seen():
    page, labels = np.full((60, 120), 255, np.uint8), np.zeros((60, 120), np.int32)
    figure = printed("4", "1")
    figure.strokes = [(x0 + 40, y0 + 20, x1 + 40, y1 + 20) for x0, y0, x1, y1 in figure.strokes]
    figure.__post_init__()
    figure.base = 40.0
    for label, (x0, top, x1, bottom) in zip(figure.labels, figure.strokes, strict=True):
        page[top:bottom, x0:x1], labels[top:bottom, x0:x1] = 0, label
    none = np.zeros_like(page)
    ink = Ink(20.0, page, (labels > 0).astype(np.uint8), none, none, [], [])
    assert with_ink_beside([figure], ink, labels) == [False]
    page[31:33, 28:36] = 180  # a minus
    assert with_ink_beside([figure], ink, labels) == [True]
    labels[31:33, 28:36] = 3
    other = Segment([(28, 31, 36, 33)], [3], base=40.0, height=9.0, cap=20.0)
    assert with_ink_beside([figure, other], ink, labels) == [False, False]  # it was read


def word(text: str, x0: float, base: float = 20.0) -> Word:
    x1 = x0 + 5.0 * len(text)
    return Word(text, x0, base - 8, x1, base + 2, base, 10.0, False, (), [], 0.99)


@pytest.mark.parametrize(
    ("text", "words", "certain"),
    [
        ("2.222", [word("2.222", 0)], True),
        ("Het Hogeland", [word("Het", 0), word("Hogeland", 18)], True),
        ("Realisatie\n2025", [word("Realisatie", 0), word("2025", 0, 32)], True),
        ("8*\n2.222", [word("8*", 0), word("2.222", 0, 32)], False),  # two rows
        ("39 42,2%", [word("39", 0), word("42,2%", 40)], False),  # two columns
        ("Sluis 94", [word("Sluis", 0), word("94", 60)], False),
        ("- 40", [word("-", 0), word("40", 13)], False),  # dirt, or another cell's dash
        ("753\n•", [word("753", 0), word("•", 5, 26)], False),
        ("", [], True),
    ],
)
def test_a_cell_with_texts_of_several_is_doubted(text, words, certain):
    assert (cell_confidence(text, words) >= 0.9) is certain


def test_a_letter_or_two_in_a_column_of_figures_is_doubted():
    columns = [
        ["A", "Ee", "Urk", "12"],
        ["Opgave", "12", "a", "7"],
        ["%", "-", "33t", "9%"],
        ["nvt", "1", "2", "3"],
    ]
    cells = [
        GridCell(row, col, 1, 1, (0, 0, 9, 9), 1, text)
        for col, column in enumerate(columns)
        for row, text in enumerate(column)
    ]
    assert [cell.text for cell in stray_letters(Grid(1, "plain", [], [], cells))] == ["a", "33t"]


def test_a_blurred_dash_is_a_dash_and_a_full_stop_is_not():
    assert checked(segment(10, top=10, bottom=16), sure("•")).text == "-"
    assert checked(segment(4, top=16, bottom=20), sure(".")).text == "."


def test_the_outer_rules_of_a_turned_picture_become_whole():
    inner = [(True, float(at), 10.0, 400.0) for at in (60, 100, 140)]
    cut = whole_rules([(True, 5.0, 80.0, 400.0), *inner, (True, 195.0, 10.0, 300.0)], 420, 200, 1.3)
    assert {(start, end) for _, _, start, end in cut} == {(10.0, 400.0)}
    short = (True, 100.0, 200.0, 400.0)
    assert short in whole_rules([short, *inner], 420, 200, 1.3)


@pytest.mark.parametrize(
    ("text", "numeric"), [("1.134", True), ("12%", True), ("²", False), ("Zeist", False)]
)
def test_what_is_compared_as_a_figure(text, numeric):
    assert is_numeric(text) is numeric
