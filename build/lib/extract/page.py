"""What one page holds, as plain data: words, text lines, rules, fills and pictures.

All modules that look for tables and text work on `PageContent`; what fills it is in `extract.source`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from extract.model import BBox
from extract.settings import DEFAULT, Settings
from extract.turn import Turn

Glyph = tuple[str, float, float]  # text, x0, x1


@dataclass(slots=True)
class Word:
    """Characters of one baseline without a gap between them."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float  # the baseline, from the top of the page
    size: float
    bold: bool
    color: tuple[float, ...]
    glyphs: list[Glyph]
    confidence: float = 1.0  # of its text, when it was read from a picture

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the word."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Line:
    """Words of one baseline, left to right."""

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool

    @property
    def text(self) -> str:
        """The words, joined by single spaces."""
        return " ".join([word.text for word in self.words])


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: `at` is its y when horizontal, its x when vertical; it runs from `start` to `end`."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle."""

    bbox: BBox
    color: tuple[float, ...]


@dataclass
class PageContent:
    """All that is read from one page; `number` counts from 1. A page set sideways is turned (see `turn`)."""

    number: int
    width: float
    height: float
    turn: Turn
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[BBox] = field(default_factory=list)


def split_word(word: Word, at: float) -> list[Word]:
    """The word cut in two at x = `at`, between glyphs; the word itself when all of it lies on one side."""
    left = [g for g in word.glyphs if (g[1] + g[2]) / 2 < at]
    right = [g for g in word.glyphs if (g[1] + g[2]) / 2 >= at]
    return [_with_glyphs(word, part) for part in (left, right)] if left and right else [word]


def _with_glyphs(word: Word, glyphs: list[Glyph]) -> Word:
    """A copy of the word that holds only these glyphs."""
    return Word(
        "".join(g[0] for g in glyphs),
        glyphs[0][1],
        word.top,
        glyphs[-1][2],
        word.bottom,
        word.base,
        word.size,
        word.bold,
        word.color,
        glyphs,
        word.confidence,
    )


def read_rows(words: Iterable[Word], settings: Settings = DEFAULT) -> list[list[Word]]:
    """Words gathered by their baseline, top to bottom, each row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=attrgetter("base")):
        if rows and word.base - rows[-1][0].base <= settings.baseline_em * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=attrgetter("x0"))
    return rows


def read_lines(words: Iterable[Word], settings: Settings = DEFAULT) -> list[Line]:
    """The text lines that words make, top to bottom."""
    return [make_line(row) for row in read_rows(words, settings)]


def make_line(words: list[Word]) -> Line:
    """The line of these words, given left to right; its size is that of most of its characters, bold when all
    of it is.
    """
    one_size = len({word.size for word in words}) == 1
    return Line(
        words,
        x0=words[0].x0,
        top=min([word.top for word in words]),
        x1=max([word.x1 for word in words]),
        bottom=max([word.bottom for word in words]),
        size=round(words[0].size, 1) if one_size else _usual_size(words),
        bold=all(word.bold for word in words),
    )


def _usual_size(words: Iterable[Word]) -> float:
    """The size of most characters of these words."""
    weight: dict[float, int] = {}
    for word in words:
        size = round(word.size, 1)
        weight[size] = weight.get(size, 0) + len(word.text)
    return max(weight, key=lambda size: weight[size])
