"""PDFs that no plan should be, made object by object: each name says what is wrong with it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.extract.rawpdf import CATALOG, HELVETICA, stream, write_page, write_pdf

TEXT = b"BT /F1 10 Tf 72 700 Td (Aardorp 12) Tj ET"


def write_all(directory: Path, plan: Path) -> list[Path]:
    """Every one of them, and `plan` damaged in many ways; gives the paths."""
    written = []
    for name, write in MADE.items():
        path = directory / f"{name}.pdf"
        write(path)
        written.append(path)
    for name, data in damaged(plan.read_bytes()):
        path = directory / f"{name}.pdf"
        path.write_bytes(data)
        written.append(path)
    return written


def damaged(data: bytes, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """A PDF cut short, with bytes changed, with parts swapped, and inside other bytes."""
    chance = random.Random(seed)
    for share in (1, 5, 20, 50, 80, 95, 99):
        yield f"cut_{share}", data[: len(data) * share // 100]
    for number in range(20):
        noisy = bytearray(data)
        for _ in range(chance.choice([1, 10, 100, 1000])):
            noisy[chance.randrange(len(noisy))] = chance.randrange(256)
        yield f"noise_{number}", bytes(noisy)
    for number in range(10):
        start, length = chance.randrange(len(data)), chance.randrange(1, 5000)
        yield f"hole_{number}", data[:start] + data[start + length :]
    yield "junk_before", b"\0" * 2_000_000 + data
    yield "junk_after", data + b"\xff" * 2_000_000
    yield "twice", data + data
    yield "without_end", data.replace(b"startxref", b"startXref").replace(b"%%EOF", b"")
    yield "zeros", b"%PDF-1.7\n" + b"\0" * 1_000_000
    yield "only_header", b"%PDF-1.7\n"
    yield "html", b"%PDF-1.4\n<html><script>alert(1)</script></html>"


def _boxes(box: bytes, more: bytes = b"") -> Callable[[Path], Path]:
    return lambda path: write_page(path, stream(TEXT), page=b"/MediaBox[%s]%s" % (box, more))


def _content(content: bytes, **page: bytes) -> Callable[[Path], Path]:
    return lambda path: write_page(path, stream(content, deflate=True), **page)


def _chain(path: Path, length: int) -> Path:
    """A page tree that is one long line of nodes."""
    nodes = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 3) for number in range(length)]
    return write_pdf(path, [CATALOG, *nodes, b"<</Type/Page/MediaBox[0 0 595 842]>>"])


def _picture(path: Path, width: int, height: int, filters: bytes = b"", data: bytes = b"\0") -> Path:
    entries = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d/Height %d%s"
    picture = stream(data, entries % (width, height, filters))
    content = stream(b"q 500 0 0 300 40 400 cm /X Do Q")
    return write_page(path, content, picture, resources=b"/XObject<</X 6 0 R>>")


def _forms(path: Path, depth: int) -> Path:
    """Forms that each draw the next one twice."""
    forms = [
        stream(
            b"/X Do /X Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % nr,
        )
        for nr in range(7, 7 + depth)
    ]
    last = stream(TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return write_page(path, stream(b"/X Do"), *forms, last, resources=b"/XObject<</X 6 0 R>>")


def _encrypted(path: Path) -> Path:
    trailer = b"<</Type/Catalog/Pages 2 0 R>>"
    write_pdf(path, [trailer, b"<</Type/Pages/Kids[]/Count 0>>"])
    broken = b"/Encrypt<</Filter/Standard/V 9/R 9/O(x)/U(x)/P -1>>/Root"
    path.write_bytes(path.read_bytes().replace(b"/Root", broken))
    return path


MADE: dict[str, Callable[[Path], Path]] = {
    "box_huge": _boxes(b"0 0 1e9 1e9"),
    "box_empty": _boxes(b"0 0 0 0"),
    "box_upside_down": _boxes(b"595 842 0 0"),
    "box_negative": _boxes(b"-1e5 -1e5 -5e4 -5e4"),
    "box_no_numbers": _boxes(b"/a (b) null true"),
    "box_nan": _boxes(b"nan inf -inf 1e999"),
    "box_of_two": _boxes(b"0 0"),
    "box_enlarged": _boxes(b"0 0 595 842", b"/UserUnit 1e7"),
    "turned_by_45": _boxes(b"0 0 595 842", b"/Rotate 45"),
    "turned_by_words": _boxes(b"0 0 595 842", b"/Rotate(links)"),
    "no_pages": lambda path: write_pdf(path, [CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"]),
    "no_catalog": lambda path: write_pdf(path, [b"null"]),
    "pages_of_themselves": lambda path: write_pdf(
        path, [CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]
    ),
    "pages_counted_wrong": lambda path: write_pdf(
        path, [CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", b"<</Type/Page/Parent 2 0 R>>"]
    ),
    "pages_less_than_none": lambda path: write_pdf(
        path, [CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count -5>>", b"<</Type/Page/Parent 2 0 R>>"]
    ),
    "pages_in_a_line": lambda path: _chain(path, 3000),
    "encrypted_by_no_one": _encrypted,
    "forms_without_end": lambda path: _forms(path, 40),
    "form_of_itself": lambda path: write_page(
        path,
        stream(b"/X Do"),
        stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
        resources=b"/XObject<</X 6 0 R>>",
    ),
    "picture_enormous": lambda path: _picture(path, 60_000, 60_000),
    "picture_less_than_none": lambda path: _picture(path, -5, 2**31 - 1),
    "picture_jpeg_that_is_none": lambda path: _picture(
        path, 800, 600, b"/Filter/DCTDecode", b"\xff\xd8" * 99
    ),
    "picture_jbig2_that_is_none": lambda path: _picture(path, 800, 600, b"/Filter/JBIG2Decode", b"\1" * 999),
    "picture_jpx_that_is_none": lambda path: _picture(
        path, 800, 600, b"/Filter/JPXDecode", b"\0\0\0\x0cjP  " * 9
    ),
    "filters_of_filters": lambda path: _picture(path, 8, 8, b"/Filter[" + b"/FlateDecode" * 500 + b"]"),
    "lines_million": _content(b"0 0 m 9 9 l S\n" * 1_000_000),
    "line_of_a_million_points": _content(b"0 0 m\n" + b"9 9 l\n" * 1_000_000 + b"S"),
    "rules_hundred_thousand": _content(b"".join(b"10 %d 500 1 re f\n" % (n % 800) for n in range(100_000))),
    "grid_of_lines": _content(
        b"".join(b"%d 10 m %d 800 l S 10 %d m 550 %d l S\n" % (n, n, n, n) for n in range(10, 550))
    ),
    "letters_million": _content(b"BT /F1 1 Tf 10 10 Td " + b"(aaaaaaaaaa) Tj " * 100_000 + b"ET"),
    "letters_on_one_spot": _content(b"BT /F1 10 Tf 72 700 Td " + b"(1) Tj -5.56 0 Td " * 50_000 + b"ET"),
    "letters_without_size": _content(
        b"BT /F1 0 Tf 72 700 Td (Aardorp) Tj /F1 1e9 Tf (12) Tj /F1 -9 Tf (x) Tj ET"
    ),
    "letters_far_away": _content(b"BT /F1 10 Tf 1e30 -1e30 Td (Aardorp) Tj nan nan Td (12) Tj ET"),
    "font_that_is_none": _content(TEXT, resources=b"/Font<</F1 4 0 R>>"),
    "states_without_end": _content(b"q " * 500_000 + TEXT),
    "brackets_without_end": _content(b"[" * 200_000 + b"(" * 200_000),
    "words_of_a_megabyte": _content(b"BT /F1 10 Tf 72 700 Td (" + b"x" * 1_000_000 + b") Tj ET"),
    "unpacks_to_a_gigabyte": lambda path: write_page(path, stream(b" " * (1 << 30), deflate=True)),
    "script_to_run": lambda path: write_pdf(
        path,
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
            b"/Names<</EmbeddedFiles<</Names[(../../x) 4 0 R]>>>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
            b"/Resources<</Font<</F1 6 0 R>>>>>>",
            b"<</Type/Filespec/F(../../x)>>",
            stream(TEXT),
            HELVETICA,
        ],
    ),
}
