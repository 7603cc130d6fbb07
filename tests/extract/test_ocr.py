"""Pictures of tables and scanned pages, read back as they were typeset."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document
from extract.ocr import engine, read
from extract.ocr.engine import NoEngine, engine_name
from extract.read import read_document
from extract.render import table_rows
from extract.settings import Settings
from tests.extract.scanner import scan
from tests.extract.typeset import Plan

WITHOUT = Settings(ocr=False)
ROWS = [
    ["Gemeente", "Opgave", "Realisatie", "Verschil", "Startdatum"],
    ["Aa en Hunze", "1.134", "1.078", "-56", "01-07-2025"],
    ["Súdwest-Fryslân", "274*", "0", "-274", "31-12-2026"],
    ["Midden-Drenthe", "96", "-", "-96", "Onbepaald"],
    ["Westerkwartier", "550-580", "610", "60", "15-03-2024"],
    ["Totaal", "2.054", "1.688", "-366", ""],
]


def typeset(folder: Path, look: str = "grid", font: str = "Helvetica") -> Path:
    plan = Plan(font=font)
    plan.heading(1, "Provinciaal plan").heading(2, "Opgave en realisatie")
    plan.text("De tabel toont de opgave en de realisatie per gemeente.").table(ROWS, look)
    return plan.save(folder / "plan.pdf")


def squeezed(document: Document) -> list[list[list[str]]]:
    """The tables without white space, which print shows poorly."""
    return [
        [["".join(text.split()) for text in row] for row in table_rows(table)] for table in document.tables
    ]


def pictured(folder: Path, picture: Image.Image, width: float = 450) -> Path:
    """A page with a heading and a picture."""
    canvas = Canvas(str(folder / "picture.pdf"), pagesize=A4)
    canvas.drawString(60, 780, "Overzicht")
    canvas.drawImage(
        ImageReader(picture), 60, 400, width, width * picture.height / picture.width, mask="auto"
    )
    canvas.save()
    return folder / "picture.pdf"


def table_picture(folder: Path) -> Image.Image:
    """The typeset table as an image."""
    printed = typeset(folder)
    x0, top, x1, bottom = read_document(printed).tables[0].regions[0].bbox
    page = pypdfium2.PdfDocument(printed)[0].render(scale=200 / 72).to_pil()
    return page.crop(tuple(int(v * 200 / 72) for v in (x0 - 4, top - 4, x1 + 4, bottom + 4)))


@pytest.mark.parametrize("font", ["Helvetica", "Times"])
@pytest.mark.parametrize("look", ["grid", "rules", "zebra", "filled", "none"])
def test_a_picture_of_a_table_is_read_as_printed(tmp_path, look, font):
    printed = read_document(typeset(tmp_path, look, font))
    document = read_document(scan(tmp_path / "plan.pdf", tmp_path / "scan.pdf", dpi=150, only=printed))
    assert squeezed(document) == squeezed(printed)
    assert document.gaps == []
    (table,) = document.tables
    assert (table.origin, table.ocr_engine) == ("ocr", engine_name())
    assert {cell.origin for cell in table.cells} == {"ocr"}
    assert table.regions[0].bbox == pytest.approx(printed.tables[0].regions[0].bbox, abs=6)


def test_a_crooked_noisy_scan_of_a_page_is_read_with_its_headings(tmp_path):
    printed = read_document(typeset(tmp_path))
    made_worse = {"dpi": 200, "quality": 70, "angle": 0.7, "noise": 6, "blur": 0.6}
    document = read_document(scan(tmp_path / "plan.pdf", tmp_path / "scan.pdf", **made_worse))
    assert squeezed(document) == squeezed(printed)
    assert document.tables[0].kop == "Opgave en realisatie"
    assert "per gemeente" in document.page_text[0]


def test_without_ocr_a_picture_is_a_gap_with_the_reason(tmp_path):
    document = read_document(pictured(tmp_path, table_picture(tmp_path)), settings=WITHOUT)
    assert document.tables == []
    assert [gap.reden for gap in document.gaps] == ["niet gelezen: OCR is uitgezet"]


def test_where_no_engine_is_installed_a_picture_is_a_gap_with_the_reason(tmp_path, monkeypatch):
    def missing() -> str:
        raise NoEngine("rapidocr is not installed")

    monkeypatch.setattr(read, "engine_name", missing)
    document = read_document(pictured(tmp_path, table_picture(tmp_path)))
    (gap,) = document.gaps
    assert gap.reden.startswith("niet gelezen: OCR is niet geïnstalleerd")


def test_reading_that_takes_too_long_leaves_a_gap(tmp_path):
    document = read_document(
        pictured(tmp_path, table_picture(tmp_path)), settings=Settings(ocr_time_limit=-1)
    )
    assert [gap.reden for gap in document.gaps] == ["niet gelezen: het lezen van afbeeldingen duurde te lang"]


def test_a_picture_is_read_once(tmp_path, monkeypatch):
    path = pictured(tmp_path, table_picture(tmp_path))
    settings = Settings(ocr_cache=str(tmp_path / "kept"))
    first = read_document(path, settings=settings)
    (kept,) = (tmp_path / "kept").glob("*.json")
    monkeypatch.setattr(engine.Recogniser, "read", lambda self, lines: pytest.fail("read again"))
    assert read_document(path, settings=settings).tables == first.tables
    kept.write_text('{"words": 3}')
    monkeypatch.undo()
    assert read_document(path, settings=settings).tables == first.tables


def test_strips_of_one_picture_are_one(tmp_path):
    whole = table_picture(tmp_path)
    canvas = Canvas(str(tmp_path / "strips.pdf"), pagesize=A4)
    scale = 450 / whole.width
    for top in range(0, whole.height, 40):
        strip = whole.crop((0, top, whole.width, min(top + 40, whole.height)))
        bottom = 780 - (top + strip.height) * scale
        canvas.drawImage(ImageReader(strip), 60, bottom, 450, strip.height * scale)
    canvas.save()
    document = read_document(tmp_path / "strips.pdf")
    assert squeezed(document) == squeezed(read_document(tmp_path / "plan.pdf"))


def test_the_text_a_scanner_laid_under_its_page_is_used_where_ocr_is_off(tmp_path):
    page = pypdfium2.PdfDocument(typeset(tmp_path))[0]
    canvas = Canvas(str(tmp_path / "layer.pdf"), pagesize=A4)
    canvas.drawImage(ImageReader(page.render(scale=2).to_pil()), 0, 0, *A4)
    text = canvas.beginText()
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 9)
    for row, cells in enumerate(ROWS):
        for col, cell in enumerate(cells):
            text.setTextOrigin(60 + 100 * col, 600 - 16 * row)
            text.textOut(cell)
    canvas.drawText(text)
    canvas.save()
    (table,) = read_document(tmp_path / "layer.pdf", settings=WITHOUT).tables
    assert (table.origin, table.ocr_engine) == ("ocr", "tekstlaag van de scan")
    assert all(cell.confidence < 0.9 for cell in table.cells)
    (table,) = read_document(tmp_path / "layer.pdf").tables
    assert (table.n_rows, table.ocr_engine) == (len(ROWS), engine_name())


# ---------------------------------------------------------------- pictures that are no tables, and worse


def noise() -> Image.Image:
    return Image.fromarray(np.random.default_rng(3).integers(0, 255, (500, 800, 3)).astype(np.uint8))


@pytest.mark.parametrize(
    "picture", [noise(), Image.new("RGB", (800, 500), "white"), Image.new("L", (800, 500), 0)]
)
def test_what_shows_no_print_is_neither_table_nor_gap(tmp_path, picture):
    document = read_document(pictured(tmp_path, picture))
    assert document.tables == [] and document.gaps == []


@pytest.mark.parametrize("mode", ["1", "L", "CMYK", "P"])
def test_pictures_of_any_colours_are_read(tmp_path, mode):
    picture = table_picture(tmp_path)
    if mode == "1":  # as scanners do, without dots for grey
        picture = picture.convert("L").point(lambda grey: 255 * (grey > 200))
    path = pictured(tmp_path, picture.convert(mode))
    assert squeezed(read_document(path)) == squeezed(read_document(tmp_path / "plan.pdf"))


def test_a_picture_with_a_soft_mask_is_read(tmp_path):
    picture = table_picture(tmp_path).convert("RGBA")
    picture.putalpha(Image.eval(picture.convert("L"), lambda grey: 0 if grey > 250 else 255))
    assert squeezed(read_document(pictured(tmp_path, picture))) == squeezed(
        read_document(tmp_path / "plan.pdf")
    )


def image_pdf(folder: Path, attributes: str, data: bytes) -> Path:
    """A PDF with one image over half a page."""
    drawn = b"q 450 0 0 300 60 400 cm /I Do Q"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /I 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /XObject /Subtype /Image %s /Length %d >>\nstream\n%s\nendstream"
        % (attributes.encode(), len(data), data),
    ]
    body, places = b"%PDF-1.5\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    body += b"xref\n0 6\n0000000000 65535 f \n" + table
    body += b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    path = folder / "hostile.pdf"
    path.write_bytes(body)
    return path


@pytest.mark.parametrize(
    ("attributes", "data"),
    [
        ("/Width 0 /Height 0 /BitsPerComponent 8 /ColorSpace /DeviceGray", b""),
        ("/Width -5 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray", b"x"),
        ("/Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray", b"x"),
        (
            "/Width 900 /Height 600 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode",
            b"x\x9cjunk",
        ),
        (
            "/Width 900 /Height 600 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode",
            b"\xff\xd8junk",
        ),
        ("/Width 900 /Height 600 /BitsPerComponent 8 /ColorSpace /Nonsense", b"\x00" * 100),
        ("/Width 900 /Height 600 /BitsPerComponent 1 /ImageMask true", b"\x55" * 67800),
    ],
)
def test_hostile_pictures_cost_no_more_than_themselves(tmp_path, attributes, data):
    document = read_document(image_pdf(tmp_path, attributes, data))
    assert document.tables == []
    assert all(gap.reden.startswith("niet gelezen") for gap in document.gaps)
