"""Gemeenten and regions that a table gives cut short: 'E-M', 'Valk.', 'Gulpen-W.', 'Horst'."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from extract.model import Document, Table
from extract.text import fold, plain
from extract.understand.areas import Gazetteer, reference
from extract.understand.headers import read_text

_SHORT = re.compile(r"[A-Z][^\W\d]{0,14}\.?(?:[-/& ]+[^\W\d]{1,14}\.?(?:[^\W\d]\.)?){0,4}\*?")
_LISTED = re.compile(
    r"(?<![\w(])([A-Z][\w.&/-]{0,11})\s=\s(?:de |het )?(?:regio |gemeente )?"
    r"([A-Z'][^,;:=()]{2,40}?)(?=[,;:)]|\.(?:\s|$)|$)"
)
_LIKELY = 0.8  # the confidence of a name that nothing but its letters tells
_LONGEST = 30  # letters of a short name
_AREA_COLUMNS = 2  # areas stand in the first columns
_SMALL = frozenset(
    {"aan", "a", "ad", "d", "de", "den", "het", "op", "en", "van"}
)  # what a short name leaves out


class Meant(NamedTuple):
    """The area that a short name stands for, and how sure that is."""

    name: str
    confidence: float


class ShortNames:
    """What short names stand for in one document."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self._document, self._gazetteer = document, gazetteer
        self._listed = {
            short: Meant(name, 1.0)
            for text in document.page_text
            if " = " in text
            for short, name in _LISTED.findall(plain(text))
            if gazetteer.is_area(name) and not gazetteer.is_area(short)
        }

    @cached_property
    def _named(self) -> frozenset[str]:
        """The gemeenten that the document names in full."""
        cells = (cell.text for table in self._document.tables for cell in table.cells)
        text = "\n".join((*map(plain, self._document.page_text), *cells))
        gemeenten = [area for area in reference() if area.niveau == "gemeente"]
        return frozenset(
            area.naam
            for area in gemeenten
            if any(
                name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in area.namen
            )
        )

    def of(self, table: Table) -> dict[str, Meant]:
        """Short name → area: as a list in the text says; else, in a column or a row of headers most of which
        are gemeenten, the one gemeente it can be of those that the document names in full.
        """
        lines: dict[tuple[bool, int], set[str]] = {}
        cells = [c for c in table.cells if c.col < _AREA_COLUMNS or c.row < table.header_rows]
        if not any(_looks_cut(cell.text) for cell in cells):
            return self._listed
        for cell in cells:
            heads = cell.row < table.header_rows and cell.col > 0
            if cell.text[:1].isalpha():
                lines.setdefault((heads, cell.row if heads else cell.col), set()).add(plain(cell.text))
        found: dict[str, Meant] = {}
        for line in lines.values():
            found |= {short: Meant(name, _LIKELY) for short, name in self._in_line(line).items()}
        return found | self._listed

    def _in_line(self, line: set[str]) -> dict[str, str]:
        """What the short names of a column or a row of headers stand for."""
        known = {text for text in line if "gemeente" in self._gazetteer.niveaus(text)}
        short = {
            text
            for text in line - known
            if _looks_cut(text) and not self._gazetteer.is_area(text) and read_text(text).says_nothing
        }
        if not short or len(known | short) <= max(1, len(line) / 2):
            return {}
        free = {name for name in self._named if all(fold(name) != fold(text) for text in known)}
        cut = {
            text: own.pop() for text in short if len(own := {n for n in free if abbreviates(text, n)}) == 1
        }
        return cut if len(known) + len(cut) > max(1, len(line) / 2) else {}


@cache
def _first_words() -> frozenset[str]:
    """The first words of the names of gemeenten that have more."""
    names = (name for area in reference() if area.niveau == "gemeente" for name in area.namen)
    return frozenset(words[0] for name in names if len(words := name.split()) > 1)


@lru_cache(maxsize=4096)  # the same names stand in table after table
def _looks_cut(text: str) -> bool:
    """True for a text that may be a name cut short: with a point, a piece of few letters, or a first word."""
    if len(text) > _LONGEST or not _SHORT.fullmatch(plain(text)):
        return False
    return "." in text or text in _first_words() or any(len(p) < 4 and p not in _SMALL for p in _words(text))


def abbreviates(short: str, name: str) -> bool:
    """True for the beginnings of the words of a name ('Gulpen-W.', 'E-M'), for its first word, for its
    initials ('HvB'), and for letters of a name of one word, in their order ('Mrs.', 'Hrn').
    """
    pieces, words = _words(short), _words(name)
    main = [word for word in words if word not in _SMALL]
    if len(pieces) > 1:
        own = [piece for piece in pieces if piece not in _SMALL]
        return len(own) <= len(main) and all(w.startswith(p) for p, w in zip(own, main, strict=False))
    piece = "".join(pieces)
    if len(main) > 1 and piece in (main[0], *("".join(w[0] for w in own) for own in (main, words))):
        return len(piece) > 1
    letters = iter(main[0] if main else "")
    in_order = piece[:1] == main[0][:1] and all(letter in letters for letter in piece)
    return (
        main[0] != piece and len(piece) > 2 and (main[0].startswith(piece) or (len(piece) < 5 and in_order))
    )


def _words(name: str) -> Collection[str]:
    return re.findall(r"[^\W_]+", fold(name))
