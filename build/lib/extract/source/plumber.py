"""Page content from pdfplumber's objects: slower than PDFium, and at home in pages that PDFium is not."""

from __future__ import annotations

from typing import Any

from extract.drawings import Color, Drawings
from extract.errors import TooLarge
from extract.page import PageContent, Word
from extract.settings import DEFAULT, Settings
from extract.text import printable, written_out
from extract.turn import find_turn, turn_objects
from extract.words import is_bold, join_pieces


def read_page(page: Any, settings: Settings = DEFAULT) -> PageContent:
    """The content of a pdfplumber page; raises `TooLarge` for a page of endless objects."""
    objects = page.objects
    count = sum(map(len, objects.values()))
    if count > settings.max_objects_per_page:
        raise TooLarge(
            f"page {page.page_number}: {count:,} objects is over the limit of"
            f" {settings.max_objects_per_page:,}; leave the page out"
        )
    turn = find_turn(objects.get("char", []), float(page.width), float(page.height))
    if turn.quarter:
        objects = turn_objects(objects, turn)
    width, height = turn.size()
    rise = 0.0 if turn.quarter else height  # of turned chars the baseline is from the top already
    pieces = [_piece(c, rise) for c in objects.get("char", []) if c["upright"] and c["size"] > 0]
    drawings = read_drawings(objects, settings)
    return PageContent(
        number=page.page_number,
        width=width,
        height=height,
        turn=turn,
        words=join_pieces(pieces, settings),
        rules=drawings.rules,
        fills=drawings.fills,
        pictures=[_box(image) for image in objects.get("image", [])],
    )


def _box(item: dict[str, Any]) -> tuple[float, float, float, float]:
    """The box of an object."""
    return item["x0"], item["top"], item["x1"], item["bottom"]


def _piece(char: dict[str, Any], height: float) -> Word:
    """A char as a piece of its own."""
    text = written_out(printable(char["text"]))
    x0, top, x1, bottom = _box(char)
    base = height - float(char["matrix"][5])  # equal for all fonts and sizes of one printed line
    glyphs = [(text, x0, x1)] if text.strip() else []
    color = _color(char["non_stroking_color"])
    return Word(text, x0, top, x1, bottom, base, char["size"], is_bold(char["fontname"]), color, glyphs)


def _color(value: Any) -> Color:
    """A colour in red, green and blue, () when unknown."""
    parts = value if isinstance(value, list | tuple) else (value,)
    parts = tuple(float(part) for part in parts if isinstance(part, int | float))
    if len(parts) == 1:
        parts *= 3
    elif len(parts) == 4:
        black = 1 - parts[3]
        parts = tuple((1 - part) * black for part in parts[:3])
    return tuple(round(part, 2) for part in parts) if len(parts) == 3 else ()


def read_drawings(objects: dict[str, list[dict[str, Any]]], settings: Settings = DEFAULT) -> Drawings:
    """The lines, rectangles and curves of a page."""
    drawings = Drawings(settings)
    for line in objects.get("line", []):
        drawings.line(*_box(line))
    for rect in objects.get("rect", []):
        color = _color(rect["non_stroking_color"])
        drawings.rectangle(_box(rect), bool(rect["fill"]), bool(rect["stroke"]), color)
    for curve in objects.get("curve", []):
        drawings.shape(_box(curve), bool(curve["fill"]), bool(curve["stroke"]), curve.get("pts") or [])
    return drawings
