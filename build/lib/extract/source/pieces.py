"""The printed pieces of a page (see `extract.words`) from PDFium's text page."""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from dataclasses import dataclass, field
from itertools import groupby, repeat

from extract.page import Glyph, Word
from extract.settings import DEFAULT, Settings
from extract.source.bound import Scratch, pdfium
from extract.source.objects import Matrix, multiplied
from extract.source.unsuited import Unsuited
from extract.text import printable
from extract.words import is_bold

_HYPHENS = {"\ufffe": "-", "\x02": "-"}  # PDFium's marks for a hyphen that ends a line
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\ufb1d-\ufdff\ufe70-\ufefe]")
_NO_INK = 0.01  # points: PDFium leaves text objects out that are narrower, blanks that is
_UNIT = 1000.0


def read_pieces(
    page: int, n_chars: int, height: float, texts: dict[int, Matrix | None], settings: Settings = DEFAULT
) -> list[Word]:
    """The pieces of an open text page; `texts` are the page's text objects. Raises `Unsuited`."""
    return _TextPage(page, n_chars, height, settings).read(texts) if n_chars > 0 else []


@dataclass(slots=True)
class _Font:
    """What is known of a font on one page. `chars` gives a char's text ('' for a blank) and width in em."""

    bold: bool
    descent: float  # em
    chars: dict[str, tuple[str, float]] = field(default_factory=dict)


class _TextPage:
    """The chars of a text page, walked over once."""

    def __init__(self, page: int, n_chars: int, height: float, settings: Settings) -> None:
        self._pdfium = pdfium()
        self._scratch = Scratch()
        self._page = page
        self._height = height
        self._gap = settings.word_gap_em
        self._text = self._read_text(n_chars)
        if _RIGHT_TO_LEFT.search(self._text):
            raise Unsuited("text from right to left")
        get_object, get_origin = self._pdfium.Text_GetTextObject, self._pdfium.Text_GetCharOrigin
        pages = repeat(page)
        self._objects = list(map(get_object, pages, range(n_chars)))
        self._origins = array("d", bytes(16 * n_chars))  # x, y of each char
        at = self._origins.buffer_info()[0]
        xs, ys = range(at, at + 16 * n_chars, 16), range(at + 8, at + 8 + 16 * n_chars, 16)
        deque(map(get_origin, pages, range(n_chars), xs, ys), maxlen=0)
        self._fonts: dict[int, _Font] = {}
        self._pieces: list[Word] = []
        self._turned = [0, 0]  # chars whose text runs up, down

    def _read_text(self, n_chars: int) -> str:
        """The text of the page, one character a char."""
        buffer = ctypes.create_string_buffer(4 * n_chars + 4)
        units = self._pdfium.Text_GetText(self._page, 0, n_chars, ctypes.addressof(buffer)) - 1
        text = buffer.raw[: 2 * max(0, units)].decode("utf-16-le", "replace")
        if len(text) == n_chars:
            return text
        unicode = self._pdfium.Text_GetUnicode
        return "".join([chr(unicode(self._page, index)) for index in range(n_chars)])

    def read(self, texts: dict[int, Matrix | None]) -> list[Word]:
        """The pieces in the order printed."""
        start = 0
        for item, run in groupby(self._objects):
            end = start + len(list(run))
            if item:
                self._run(item, start, end)
            start = end
        if 2 * max(self._turned) > len(self._text):
            raise Unsuited("the page is set sideways")
        seen = set(self._objects)
        for item, outer in texts.items():
            if item not in seen:
                self._left_out(item, outer)
        return self._pieces

    def _font(self, item: int) -> _Font:
        """The font of a text object."""
        handle = self._pdfium.TextObj_GetFont(item)
        font = self._fonts.get(handle)
        if font is None:
            scratch = self._scratch
            length = self._pdfium.Font_GetBaseFontName(handle, scratch.at_text, len(scratch.text))
            if not 1 < length <= len(scratch.text):
                raise Unsuited("a font without a name")  # of Type 3, as a rule: drawn, not set
            self._pdfium.Font_GetDescent(handle, _UNIT, scratch.at_floats)
            bold = is_bold(scratch.text.raw[: length - 1].decode("utf-8", "replace"))
            font = self._fonts[handle] = _Font(bold, scratch.floats[0] / _UNIT)
        return font

    def _font_size(self, item: int) -> float:
        self._pdfium.TextObj_GetFontSize(item, self._scratch.at_floats)
        return self._scratch.floats[0]

    def _run(self, item: int, start: int, end: int) -> None:
        """The pieces of successive chars that one text object prints."""
        font, unit, scratch = self._font(item), self._font_size(item), self._scratch
        self._pdfium.Text_GetMatrix(self._page, start, scratch.at_floats)
        a, b, c, d = scratch.floats[:4]
        size = d * unit
        if not (a > 0 and size > 0 and abs(b) <= 0.01 * a):
            if a * d > 0 and b * c <= 0:
                raise Unsuited("slanted text")
            self._turned[0 if b > 0 else 1] += end - start
            return
        first, last = self._origins[2 * start + 1], self._origins[2 * end - 1]
        if abs(first - last) > 0.05 * size:
            raise Unsuited("text that does not run along a line")
        base = self._height - first
        bottom = base - font.descent * size
        top = bottom - size
        at = scratch.at_ints
        self._pdfium.PageObj_GetFillColor(item, at, at + 4, at + 8, at + 12)
        red, green, blue = scratch.ints[:3]
        color = (round(red / 255, 2), round(green / 255, 2), round(blue / 255, 2))
        chars, advance, gap = font.chars, unit * a, self._gap * size

        near = 0.1 * size

        def put(glyphs: list[Glyph]) -> None:
            text = "".join([glyph[0] for glyph in glyphs])
            x0, x1 = glyphs[0][1], glyphs[-1][2]
            self._pieces.append(Word(text, x0, top, x1, bottom, base, size, font.bold, color, glyphs))

        glyphs: list[Glyph] = []
        blank: float | None = None  # where the last blank stands, as long as nothing follows
        x_before = x1 = 0.0
        origins = self._origins[2 * start : 2 * end : 2]
        for index, char, x in zip(range(start, end), self._text[start:end], origins, strict=True):
            text, width = chars.get(char) or self._learn(font, item, char, index)
            if not text:
                if not self._pdfium.Text_IsGenerated(self._page, index):
                    blank = x
                continue
            if glyphs:
                if x - x_before < near:
                    text_before = glyphs[-1][0]
                    if x == x_before:  # a ligature, one glyph for several chars
                        x1 = self._right(index)
                        glyphs[-1] = _ligature(text_before + text), x, x1
                        continue
                    if x > x_before and text == text_before:
                        continue  # printed twice for boldness
                if blank is not None or x - x1 > gap or x < x_before:
                    put(glyphs)
                    glyphs = []
            if blank is not None:
                self._pieces.append(_blank(blank, base, size))
                blank = None
            x_before, x1 = x, x + width * advance if width else self._right(index)
            glyphs.append((text, x, x1))
        if glyphs:
            put(glyphs)
        if blank is not None:
            self._pieces.append(_blank(blank, base, size))

    def _right(self, index: int) -> float:
        """The right side of a char's box; its advance is the surer measure."""
        self._pdfium.Text_GetLooseCharBox(self._page, index, self._scratch.at_floats)
        return self._scratch.floats[2]  # left, top, right, bottom

    def _learn(self, font: _Font, item: int, char: str, index: int) -> tuple[str, float]:
        """Text and width of a char met for the first time in a font on this page."""
        if self._pdfium.Text_HasUnicodeMapError(self._page, index) > 0:
            raise Unsuited("glyphs without a letter")
        text = _HYPHENS.get(char) or printable(char)
        width = 0.0
        if text.strip():
            handle = self._pdfium.TextObj_GetFont(item)
            self._pdfium.Font_GetGlyphWidth(handle, ord(text), _UNIT, self._scratch.at_floats)
            width = self._scratch.floats[0] / _UNIT
        else:
            text = ""
        font.chars[char] = text, width
        return text, width

    def _left_out(self, item: int, outer: Matrix | None) -> None:
        """A blank that PDFium's text page leaves out still ends a word."""
        scratch, at = self._scratch, self._scratch.at_floats
        self._pdfium.PageObj_GetBounds(item, at, at + 4, at + 8, at + 12)
        if scratch.floats[2] - scratch.floats[0] >= _NO_INK:
            return  # text printed twice
        size = self._font_size(item)
        self._pdfium.PageObj_GetMatrix(item, at)
        matrix: Matrix = tuple(scratch.floats[:6])
        if outer is not None:
            matrix = multiplied(matrix, outer)
        self._pieces.append(_blank(matrix[4], self._height - matrix[5], matrix[3] * size))


def _blank(x: float, base: float, size: float) -> Word:
    """A piece without glyphs."""
    return Word("", x, base, x, base, base, size, False, (), [])


def _ligature(text: str) -> str:
    """The letters of one glyph; more than a ligature has is text that stands for what is printed."""
    if len(text) > 3:
        raise Unsuited("text that replaces what is printed")
    return text
