"""Readings held against the ink they were read from."""

from __future__ import annotations

import pytest

from extract.ocr.doubt import checked
from extract.ocr.engine import Reading
from extract.ocr.ink import whole_rules
from extract.ocr.segments import Segment


def segment(*widths: int, top: int = 0, bottom: int = 20) -> Segment:
    """Strokes of some widths side by side, 4 pixels apart, between capitals of 20 pixels."""
    strokes, x = [], 0
    for width in widths:
        strokes.append((x, top, x + width, bottom))
        x += width + 4
    return Segment(strokes, list(range(len(strokes))), base=20.0, height=20.0, cap=20.0)


def sure(text: str) -> Reading:
    return Reading(text, (1.0,) * len(text), tuple(i / len(text) for i in range(len(text))))


@pytest.mark.parametrize(
    ("text", "widths", "certain"),
    [
        ("1341", (12, 12, 12, 12), True),
        ("134", (12, 12, 12, 12), False),  # a digit passed over
        ("928", (12, 12, 12, 8), False),  # a star
        ("134", (12, 12, 28), False),  # digits that touch
        ("1341", (12, 12, 28), True),
        ("41", (2, 12, 12), True),  # dirt at its side is no sign
        (".76", (8, 12, 12), False),  # no figure
        ("550-580", (12,) * 7, True),
        ("01-07-2025", (12,) * 10, True),
        ("Assen", (12,) * 6, True),
    ],
)
def test_a_figure_that_leaves_ink_unread_is_doubted(text, widths, certain):
    made = segment(*widths)
    if widths[0] == 2:
        made.strokes[0] = (0, 18, 2, 20)
    reading = checked(made, sure(text))
    assert reading.text == text
    assert (reading.confidence >= 0.9) is certain


def test_a_blurred_dash_is_a_dash_and_a_full_stop_is_not():
    assert checked(segment(10, top=10, bottom=16), sure("•")).text == "-"
    assert checked(segment(4, top=16, bottom=20), sure(".")).text == "."


def test_the_outer_rules_of_a_turned_picture_become_whole():
    inner = [(True, float(at), 10.0, 400.0) for at in (60, 100, 140)]
    cut = whole_rules([(True, 5.0, 80.0, 400.0), *inner, (True, 195.0, 10.0, 300.0)], 420, 200, 1.3)
    assert {(start, end) for _, _, start, end in cut} == {(10.0, 400.0)}
    short = (True, 100.0, 200.0, 400.0)
    assert short in whole_rules([short, *inner], 420, 200, 1.3)
