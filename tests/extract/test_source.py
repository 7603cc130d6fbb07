"""PDFium and pdfplumber tell the same of a page, and what PDFium cannot tell is left to pdfplumber."""

from __future__ import annotations

import logging
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.page import PageContent
from extract.read import read_document
from extract.settings import Settings
from extract.source.document import open_plan
from extract.tables.find import find_grids
from tests.extract.rawpdf import stream, write_page
from tests.extract.typeset import Plan

NEAR = 0.6  # points: PDFium counts widths of glyphs in whole thousandths, and a line has many glyphs


def contents(path: Path) -> list[tuple[PageContent, PageContent]]:
    """Each page as PDFium and as pdfplumber tell it."""
    with open_plan(path, path.read_bytes()) as pdf:
        return [(pdf.read_page(n), pdf.plumb_page(n)) for n in range(1, pdf.n_pages + 1)]


def near(one, other, by: float = NEAR) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def assert_same(path: Path) -> None:
    """Words, rules, fills and pictures agree on every page, and the tables do."""
    for mine, theirs in contents(path):
        assert near((mine.width, mine.height), (theirs.width, theirs.height), 0.01)
        assert [w.text for w in mine.words] == [w.text for w in theirs.words]
        for a, b in zip(mine.words, theirs.words, strict=True):
            assert near((a.x0, a.x1, a.top, a.bottom, a.base), (b.x0, b.x1, b.top, b.bottom, b.base)), a
            assert near((a.size,), (b.size,), 0.01)
            assert (a.bold, "".join(g[0] for g in a.glyphs)) == (b.bold, "".join(g[0] for g in b.glyphs))
            assert all(left[1] <= right[1] for left, right in pairwise(a.glyphs))
            assert near(a.color, b.color, 0.02)
        rules = [sorted((r.horizontal, r.at, r.start, r.end) for r in page.rules) for page in (mine, theirs)]
        assert len(rules[0]) == len(rules[1])
        assert all(near(a, b, 0.1) for a, b in zip(*rules, strict=True))
        fills = [[(*f.bbox, *f.color) for f in page.fills] for page in (mine, theirs)]
        assert all(near(a, b, 0.1) for a, b in zip(*fills, strict=True))
        pictures = [sorted(page.pictures) for page in (mine, theirs)]
        assert all(near(a, b, 0.1) for a, b in zip(*pictures, strict=True))
        grids = [[[c.text for c in grid.cells] for grid in find_grids(page)] for page in (mine, theirs)]
        assert grids[0] == grids[1]


@pytest.fixture
def reasons(caplog: pytest.LogCaptureFixture):
    """Why PDFium was not used, as far as it was not."""
    caplog.set_level(logging.DEBUG, "extract.source.document")
    return lambda: [record.getMessage().rsplit(": ", 1)[-1] for record in caplog.records]


def test_the_sample(sample, reasons):
    assert_same(sample)
    assert reasons() == []


@pytest.mark.parametrize("edition", ["word", "word-light", "plain"])
def test_the_editions(plans, edition, reasons):
    assert_same(plans / f"overijssel-2024.{edition}.pdf")
    assert reasons() == []


@pytest.mark.parametrize("look", ["grid", "rules", "booktabs", "zebra", "filled", "none"])
def test_invented_plans(tmp_path, look, reasons):
    rows = [["Gemeente", "Opgave 2026", "Gerealiseerd"]]
    rows += [[f"Plaats-aan-de-Zee {n}", f"{n}.{n:03}", f"{n} %"] for n in range(1, 40)]
    plan = Plan(lambda page: "Provinciaal plan").title_page("Plan", "1 november 2030").heading(1, "Opgaven")
    plan.text("Onderstaande tabel geeft de opgave per gemeente; het tekort is 3 à 4 procent. " * 4)
    plan.table(rows, look, spans=[(1, 0, 1, 2)])
    assert_same(plan.page(wide=True).table(rows, look).note("* voorlopig").save(tmp_path / "plan.pdf"))
    assert reasons() == []


def canvas_of(path: Path) -> Canvas:
    return Canvas(str(path), pagesize=A4)


def test_forms_pictures_and_shapes(tmp_path, reasons):
    canvas = canvas_of(tmp_path / "plan.pdf")
    canvas.beginForm("form")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(20, 20, "In een formulier")
    canvas.rect(10, 10, 120, 30, stroke=1, fill=0)
    canvas.endForm()
    canvas.saveState()
    canvas.transform(2, 0, 0, 1.5, 100, 300)
    canvas.doForm("form")
    canvas.restoreState()
    canvas.setFillColorRGB(0.8, 0.1, 0.3)
    canvas.rect(50, 600, 200, 40, stroke=0, fill=1)
    canvas.rect(50, 700, 200, 0.5, stroke=0, fill=1)
    canvas.roundRect(300, 600, 200, 40, 5)
    canvas.line(50, 550, 400, 551)
    canvas.line(50, 500, 400, 560)
    path = canvas.beginPath()
    for x in (50, 100, 150):
        path.rect(x, 450, 40, 1)
    path.moveTo(50, 400)
    path.lineTo(200, 400)
    path.lineTo(200, 430)
    canvas.drawPath(path, stroke=1, fill=1)
    canvas.drawInlineImage(str(picture(tmp_path)), 300, 100, 200, 80)
    canvas.drawImage(str(picture(tmp_path)), 60, 100, 200, 80, mask=[0, 1, 0, 1, 0, 1])
    canvas.save()
    assert_same(tmp_path / "plan.pdf")
    assert reasons() == []


def picture(folder: Path) -> Path:
    from PIL import Image

    path = folder / "picture.png"
    Image.new("RGB", (20, 8), "teal").save(path)
    return path


def test_blanks_ligatures_hyphens_and_text_printed_twice(tmp_path, reasons):
    canvas = canvas_of(tmp_path / "plan.pdf")
    text = canvas.beginText(50, 700)
    text.setFont("Helvetica", 10)
    text.textOut("Hof ")
    text.textOut(" ")
    text.textOut("van Twente")
    text.setTextOrigin(50, 650)
    text.setCharSpace(0.4)
    text.textLine("opvang-")
    text.textLine("locaties")
    text.setCharSpace(0)
    text.setTextOrigin(50, 600)
    text.setHorizScale(80)
    text.textOut("smal gezet")
    text.setHorizScale(100)
    canvas.drawText(text)
    for x in (50, 50.3):
        canvas.drawString(x, 550, "Totaal 12")
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(50, 500, "Kop")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(75.5, 504, "1)")
    canvas.save()
    (mine, _), *_ = contents(tmp_path / "plan.pdf")
    words = [word.text for word in mine.words]
    assert words == ["Hof", "van", "Twente", "opvang-", "locaties", "smal", "gezet", "Totaal", "12", "Kop1)"]
    assert_same(tmp_path / "plan.pdf")
    assert reasons() == []


def test_a_glyph_that_stands_for_several_letters(tmp_path, reasons):
    names = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"2 beginbfchar <58> <00740074> <77> <FB01> endbfchar\n"
        b"1 beginbfrange <61> <76> <0061> endbfrange\n"
        b"endcmap end end"
    )
    content = stream(b"BT /F2 10 Tf 50 700 Td (beXen kof wnish) Tj ET")
    path = write_page(tmp_path / "plan.pdf", content, names, stream(cmap), resources=b"/Font<</F2 6 0 R>>")
    (mine, theirs), *_ = contents(path)
    for page in (mine, theirs):
        assert [glyph[0] for glyph in page.words[0].glyphs] == ["b", "e", "tt", "e", "n"]
        assert "".join(word.text for word in page.words) == "bettenkoffinish"
    assert reasons() == []


def text_page(path: Path, matrix: bytes = b"1 0 0 1 50 700", **options) -> Path:
    lines = b"BT /F1 10 Tf %s Tm (Gemeente Assen) Tj 0 -14 Td (Opgave 12) Tj ET" % matrix
    return write_page(path, stream(lines), **options)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"page": b"/MediaBox[0 0 595 842]/Rotate 90"}, "the page is rotated"),
        ({"page": b"/MediaBox[10 20 605 862]"}, "the page does not begin at zero"),
        ({"matrix": b"0 1 -1 0 300 300"}, "the page is set sideways"),
        ({"matrix": b".7 .7 -.7 .7 300 300"}, "slanted text"),
    ],
)
def test_pages_left_to_pdfplumber(tmp_path, reasons, options, reason):
    (mine, theirs), *_ = contents(text_page(tmp_path / "plan.pdf", **options))
    assert reasons() == [reason]
    assert mine == theirs


@pytest.mark.parametrize(
    "options",
    [
        {"page": b"", "tree": b"/MediaBox[0 0 595 842]"},
        {"page": b"/MediaBox[0 0 595 842]/CropBox[20 30 500 700]"},
        {"page": b"/MediaBox[0 0 842 595]"},
    ],
)
def test_boxes_of_the_page(tmp_path, reasons, options):
    assert_same(text_page(tmp_path / "plan.pdf", **options))
    assert reasons() == []


def test_a_font_without_letters(tmp_path, reasons):
    unmapped = b"<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[7 0 R]>>"
    glyphs = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 500/FontDescriptor<</Type/FontDescriptor/FontName/Odd/Flags 4/Descent -200"
        b"/Ascent 800/FontBBox[0 -200 1000 800]/ItalicAngle 0/CapHeight 700/StemV 80>>>>"
    )
    content = stream(b"BT /F2 10 Tf 50 700 Td <00410042> Tj ET")
    path = write_page(tmp_path / "plan.pdf", content, unmapped, glyphs, resources=b"/Font<</F2 6 0 R>>")
    (mine, theirs), *_ = contents(path)
    assert reasons() == ["glyphs without a letter"]
    assert mine == theirs


@pytest.mark.parametrize("width", [0, -500])
def test_a_font_whose_glyphs_have_no_width(tmp_path, width):
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/Odd/FirstChar 32/LastChar 126/Widths[%s]>>"
    content = stream(b"BT /F2 10 Tf 50 700 Td (Opgave) Tj 0 -14 Td (12) Tj 0 -14 Td (34) Tj ET")
    font %= b" ".join([b"%d" % width] * 95)
    path = write_page(tmp_path / "plan.pdf", content, font, resources=b"/Font<</F2 6 0 R>>")
    for pages in contents(path):
        assert all(word.x1 > word.x0 for page in pages for word in page.words)
    assert read_document(path).n_pages == 1


def test_a_font_that_is_drawn(tmp_path, reasons):
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65/LastChar 65"
        b"/Widths[10]/CharProcs<</A 7 0 R>>/Encoding<</Type/Encoding/Differences[65/A]>>>>"
    )
    glyph = stream(b"10 0 0 0 10 10 d1 0 0 8 8 re f")
    content = stream(b"BT /F2 10 Tf 50 700 Td (AAA) Tj ET")
    path = write_page(tmp_path / "plan.pdf", content, font, glyph, resources=b"/Font<</F2 6 0 R>>")
    (mine, theirs), *_ = contents(path)
    assert reasons() == ["a font without a name"]
    assert mine == theirs


def test_two_processes_read_as_one_does(sample):
    two, one = (read_document(sample, settings=Settings(workers=n, ocr=False)) for n in (2, 1))
    assert two == one
