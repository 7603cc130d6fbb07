"""Figures that do not fit the type of the picture they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont

from extract.ocr.engine import Reading
from extract.ocr.ink import Ink, read_ink
from extract.ocr.segments import Segment, find_segments
from extract.ocr.typeface import misfits
from extract.read import read_document
from extract.settings import Settings
from tests.extract.scanner import scan
from tests.extract.typeset import Plan

PRINTED = ["1045", "328", "976", "18", "1284", "603", "75", "1390", "462", "857", "90", "21", "1734", "569"]


def drawn(texts: Sequence[str]) -> tuple[list[Segment], Ink, np.ndarray]:
    """Texts one under another, as segments of a picture."""
    picture = Image.new("RGB", (400, 40 * len(texts) + 40), "white")
    face = ImageFont.truetype(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf", 24)
    for row, text in enumerate(texts):
        ImageDraw.Draw(picture).text((40, 40 * row + 20), text, "black", face)
    ink = read_ink(np.asarray(picture), 18.0)
    segments, labels = find_segments(ink)
    assert len(segments) == len(texts)
    return segments, ink, labels


def read_as(segment: Segment, text: str) -> Reading:
    """A reading with its signs evenly over the segment."""
    margin = 0.35 * segment.cap
    width = segment.x1 - segment.x0
    places = [(margin + (i + 0.5) / len(text) * width) / (width + 2 * margin) for i in range(len(text))]
    return Reading(text, (1.0,) * len(text), tuple(places))


def odd(printed: Sequence[str], read: Sequence[str]) -> list[str]:
    """What is odd of texts that were read."""
    segments, ink, labels = drawn(printed)
    figures = [(segment, read_as(segment, text)) for segment, text in zip(segments, read, strict=True)]
    return [read[i] for i in sorted(misfits(figures, ink, labels))]


def test_figures_read_as_printed_fit_their_type():
    assert odd(PRINTED, PRINTED) == []


@pytest.mark.parametrize(
    ("printed", "read"), [("463", "468"), ("45%", "458"), ("1.134", "1134"), ("-41", "41"), ("87*", "87")]
)
def test_a_figure_that_was_misread_does_not_fit(printed, read):
    assert odd([*PRINTED, printed], [*PRINTED, read]) == [read]


def test_where_one_sign_stands_for_two_all_its_figures_are_odd():
    read = [text.replace("3", "8") for text in PRINTED]
    assert set(odd(PRINTED, read)) >= {text for text in read if "8" in text}


def test_with_too_few_figures_to_compare_none_is_odd():
    assert odd(["41", "17"], ["41", "1"]) == []


def test_a_share_read_as_a_number_is_doubted_however_sure_it_is(tmp_path):
    shares = ["44%", "24%", "98%", "33%", "101%", "65%", "34%", "45%"]
    heads = ["Gemeente", "Opgave van de gemeente", "Realisatie", "Deel"]
    rows = [heads, *([f"Meppel {i}", PRINTED[i], PRINTED[-i], share] for i, share in enumerate(shares))]
    source = Plan(font="Courier").table(rows).save(tmp_path / "plan.pdf")
    printed = read_document(source, settings=Settings(ocr=False))
    picture = scan(source, tmp_path / "scan.pdf", only=printed, dpi=96, quality=75)
    (table,) = read_document(picture).tables
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    misread = [cells[row, 3] for row, share in enumerate(shares, 1) if cells[row, 3].text != share]
    assert misread  # or this says nothing
    assert all(cell.confidence < 0.9 for cell in misread)
