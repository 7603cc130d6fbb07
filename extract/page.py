"""What one page holds, as plain data: words, text lines, rules, fills and pictures.

This is the only module that looks at pdfplumber's page objects; all others work on `PageContent`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import Any

from extract.errors import TooLarge
from extract.model import BBox
from extract.settings import DEFAULT, Settings
from extract.text import printable
from extract.turn import Turn, find_turn, turn_objects

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
        return " ".join(word.text for word in self.words)


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


def read_page(page: Any, settings: Settings = DEFAULT) -> PageContent:
    """The content of a pdfplumber page, each object looked at once; raises `TooLarge` for a page of endless
    objects.
    """
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
    rules, fills = read_drawings(objects, settings)
    return PageContent(
        number=page.page_number,
        width=width,
        height=height,
        turn=turn,
        words=read_words(objects.get("char", []), settings),
        rules=rules,
        fills=fills,
        pictures=[(i["x0"], i["top"], i["x1"], i["bottom"]) for i in objects.get("image", [])],
    )


def is_bold(fontname: str) -> bool:
    """True for a font whose name says it is heavier than regular."""
    name = fontname.rsplit("+", 1)[-1].lower()
    return any(mark in name for mark in ("bold", "black", "heavy", "-bd", "demi"))


def _color(value: Any) -> tuple[float, ...]:
    """A colour as a tuple of rounded components, () when unknown."""
    if value is None:
        return ()
    parts = value if isinstance(value, list | tuple) else (value,)
    return tuple(round(float(part), 3) for part in parts if isinstance(part, int | float))


def read_words(chars: Iterable[dict[str, Any]], settings: Settings = DEFAULT) -> list[Word]:
    """The upright words of a page in reading order by baseline; raised marks are joined to the word they
    follow.
    """
    rows: list[tuple[float, list[dict[str, Any]]]] = []
    upright = [c for c in chars if c["upright"] and c["size"] > 0]
    for char in sorted(upright, key=_baseline):
        base = _baseline(char)
        if rows and base - rows[-1][0] <= max(0.5, 0.05 * char["size"]):
            rows[-1][1].append(char)
        else:
            rows.append((base, [char]))
    words = [word for base, row in rows for word in _split_row(base, row, settings)]
    return _join_raised(words, settings)


def _baseline(char: dict[str, Any]) -> float:
    """The y of a char's origin, growing downwards (equal for all fonts and sizes of one printed line)."""
    return -float(char["matrix"][5])


def _split_row(base: float, row: list[dict[str, Any]], settings: Settings) -> list[Word]:
    """The words of chars that share a baseline; a char printed twice for boldness counts once."""
    words: list[Word] = []
    open_word: Word | None = None
    last: dict[str, Any] | None = None
    for char in sorted(row, key=lambda c: c["x0"]):
        text = printable(char["text"])
        if not text:
            continue
        if not text.strip():
            open_word = None
            continue
        size = char["size"]
        if last is not None and last["text"] == text and char["x0"] - last["x0"] < 0.1 * size:
            continue
        last = char
        if open_word is None or char["x0"] - open_word.x1 > settings.word_gap_em * max(size, open_word.size):
            open_word = Word(
                "",
                char["x0"],
                char["top"],
                char["x1"],
                char["bottom"],
                base,
                size,
                is_bold(char["fontname"]),
                _color(char["non_stroking_color"]),
                [],
            )
            words.append(open_word)
        open_word.text += text
        open_word.x1 = max(open_word.x1, char["x1"])
        open_word.top = min(open_word.top, char["top"])
        open_word.bottom = max(open_word.bottom, char["bottom"])
        open_word.glyphs.append((text, char["x0"], char["x1"]))
    return words


def _join_raised(words: list[Word], settings: Settings) -> list[Word]:
    """Appends a smaller word that stands raised against the end of another one (a note mark) to that word."""
    if len({round(word.size, 1) for word in words}) < 2:
        return words
    ends: dict[int, list[Word]] = {}
    for word in words:
        ends.setdefault(int(word.x1 // 4), []).append(word)
    kept: list[Word] = []
    for word in words:
        bucket = int(word.x0 // 4)
        hosts = (
            [
                host
                for near in (bucket - 1, bucket, bucket + 1)
                for host in ends.get(near, ())
                if host.size > 1.15 * word.size
                and 0.1 * host.size < host.base - word.base < 0.7 * host.size
                and abs(word.x0 - host.x1) <= settings.word_gap_em * host.size
            ]
            if len(word.text) <= 3
            else []
        )
        if hosts:
            hosts[0].text += word.text
            hosts[0].x1 = word.x1
            hosts[0].glyphs += word.glyphs
        else:
            kept.append(word)
    return kept


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
    weight: dict[float, int] = {}
    for word in words:
        size = round(word.size, 1)
        weight[size] = weight.get(size, 0) + len(word.text)
    return Line(
        words,
        x0=min(w.x0 for w in words),
        top=min(w.top for w in words),
        x1=max(w.x1 for w in words),
        bottom=max(w.bottom for w in words),
        size=max(weight, key=lambda s: weight[s]),
        bold=all(w.bold for w in words),
    )


def read_drawings(
    objects: dict[str, list[dict[str, Any]]], settings: Settings = DEFAULT
) -> tuple[list[Rule], list[Fill]]:
    """Drawn lines as rules, wide filled rectangles as fills; a thin filled rectangle is the line it looks
    like.
    """
    rules: list[Rule] = []
    fills: list[Fill] = []
    for line in objects.get("line", []):
        _add_segment(rules, line["x0"], line["top"], line["x1"], line["bottom"], settings)
    for rect in objects.get("rect", []):
        x0, top, x1, bottom = rect["x0"], rect["top"], rect["x1"], rect["bottom"]
        thin = min(x1 - x0, bottom - top) <= settings.rule_thickness
        if thin and (rect["fill"] or rect["stroke"]):
            _add_segment(rules, x0, top, x1, bottom, settings)
            continue
        if rect["fill"]:
            fills.append(Fill((x0, top, x1, bottom), _color(rect["non_stroking_color"])))
        if rect["stroke"]:
            for segment in (
                (x0, top, x1, top),
                (x0, bottom, x1, bottom),
                (x0, top, x0, bottom),
                (x1, top, x1, bottom),
            ):
                _add_segment(rules, *segment, settings)
    for curve in objects.get("curve", []):
        x0, top, x1, bottom = curve["x0"], curve["top"], curve["x1"], curve["bottom"]
        if curve["fill"] and min(x1 - x0, bottom - top) <= settings.rule_thickness:
            _add_segment(rules, x0, top, x1, bottom, settings)  # borders drawn as slim polygons
        elif curve["stroke"]:
            for (xa, ya), (xb, yb) in pairwise(curve.get("pts") or []):
                if abs(xa - xb) < 0.5 or abs(ya - yb) < 0.5:
                    _add_segment(rules, min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb), settings)
    return list(dict.fromkeys(rules)), list(dict.fromkeys(fills))


def _add_segment(
    rules: list[Rule], x0: float, top: float, x1: float, bottom: float, settings: Settings
) -> None:
    """Adds the rule of a straight segment; slanted and very short ones are no rules."""
    if bottom - top <= settings.rule_thickness < x1 - x0:
        rules.append(Rule(True, round((top + bottom) / 2, 2), round(x0, 2), round(x1, 2)))
    elif x1 - x0 <= settings.rule_thickness < bottom - top:
        rules.append(Rule(False, round((x0 + x1) / 2, 2), round(top, 2), round(bottom, 2)))
