"""Drawings of pages and of places on them."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from extract.clip import Clip
from extract.draw import draw
from extract.errors import NotAPdf, PlanError
from extract.sandbox import draw_in_child


@pytest.fixture
def pdf(tmp_path):
    """Two pages, a black square at (100, 200)-(140, 240) from the top left of the second."""
    path = tmp_path / "plan.pdf"
    page = canvas.Canvas(str(path), pagesize=(400, 600))
    page.showPage()
    page.rect(100, 600 - 240, 40, 40, fill=1)
    page.showPage()
    page.save()
    return path


def image(drawing):
    return Image.open(io.BytesIO(drawing.image)).convert("RGB")


def test_a_clip_is_cut_where_its_box_says(pdf):
    whole, square = draw(pdf, [Clip(2), Clip(2, (100, 200, 140, 240))], dpi=72)
    assert (whole.width, whole.height, image(whole).size) == (400, 600, (400, 600))
    assert image(square).size == (40, 40)
    assert max(image(square).getpixel((20, 20))) < 40
    assert min(image(whole).getpixel((90, 220))) > 215


def test_a_mark_is_drawn_around_its_box_and_leaves_other_clips_alone(pdf):
    marked, plain = draw(pdf, [Clip(1, None, ((50, 60, 90, 80),)), Clip(1)], dpi=144)
    red, green, blue = image(marked).getpixel((99, 140))
    assert red > 150 and green < 100 and blue < 120
    assert min(image(plain).getpixel((99, 140))) > 240


def test_a_huge_page_comes_out_coarser(tmp_path):
    path = tmp_path / "wide.pdf"
    page = canvas.Canvas(str(path), pagesize=(14_000, 100))
    page.showPage()
    page.save()
    (drawing,) = draw(path, [Clip(1)], dpi=300)
    assert image(drawing).width <= 8_001
    assert drawing.width == pytest.approx(14_000, rel=0.01)


def test_the_child_draws_the_same(pdf):
    clips = [Clip(2, (90, 190, 150, 250)), Clip(1)]
    assert draw_in_child(pdf, clips) == list(draw(pdf, clips))


def test_a_page_that_is_not_there_and_no_pdf_are_said_so(pdf, tmp_path):
    with pytest.raises(PlanError, match=r"plan\.pdf: has no page 3, only 1-2"):
        draw_in_child(pdf, [Clip(3)])
    (tmp_path / "x.pdf").write_text("text")
    with pytest.raises(NotAPdf):
        draw_in_child(tmp_path / "x.pdf", [Clip(1)])
