"""From the printed pieces of a page to its words.

A piece is a `Word` as a source prints it: one or more characters with no gap between them. Pieces come in any
order; one without glyphs is a blank, and ends the word before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from extract.page import Glyph, Word
from extract.settings import DEFAULT, Settings

_BOLD = ("bold", "black", "heavy", "-bd", "demi")
_LEAST_WIDTH = 0.05  # em
_SAME_PLACE = 0.1  # em: a character printed twice for boldness stands this near to itself


def is_bold(fontname: str) -> bool:
    """True for a font whose name says it is heavier than regular."""
    name = fontname.rsplit("+", 1)[-1].lower()
    return any(mark in name for mark in _BOLD)


def join_pieces(pieces: Iterable[Word], settings: Settings = DEFAULT) -> list[Word]:
    """The words of a page in reading order by baseline; raised marks are joined to the word they follow.

    Pieces are taken over, not copied.
    """
    rows: list[tuple[float, list[Word]]] = []
    for piece in sorted(pieces, key=attrgetter("base")):
        if rows and piece.base - rows[-1][0] <= max(0.5, 0.05 * piece.size):
            rows[-1][1].append(piece)
        else:
            rows.append((piece.base, [piece]))
    words: list[Word] = []
    for base, row in rows:
        row.sort(key=attrgetter("x0"))
        words += _join_row(base, row, settings)
    for word in words:  # a damaged font may give its glyphs no width, or a negative one
        word.x1 = max(word.x1, word.x0 + _LEAST_WIDTH * word.size)
    return _join_raised(words, settings)


def _join_row(base: float, row: list[Word], settings: Settings) -> list[Word]:
    """The words of pieces that share a baseline, ordered by their left side."""
    words: list[Word] = []
    word: Word | None = None
    for piece in row:
        if not piece.glyphs:
            word = None
            continue
        if word is None or piece.x0 - word.x1 > settings.word_gap_em * max(piece.size, word.size):
            piece.base = base
            word = piece
            words.append(word)
            continue
        if piece.x0 < word.x1 - 0.02 * word.size:
            word.glyphs = _overlaid(word.glyphs + piece.glyphs, _SAME_PLACE * piece.size)
            word.text = "".join([glyph[0] for glyph in word.glyphs])
        else:
            word.glyphs += piece.glyphs
            word.text += piece.text
        word.x1 = max(word.x1, piece.x1)
        word.top = min(word.top, piece.top)
        word.bottom = max(word.bottom, piece.bottom)
    return words


def _overlaid(glyphs: list[Glyph], near: float) -> list[Glyph]:
    """The glyphs from left to right; one that is printed twice for boldness counts once."""
    kept: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g[1]):
        if not kept or glyph[0] != kept[-1][0] or glyph[1] - kept[-1][1] >= near:
            kept.append(glyph)
    return kept


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
