"""What a column's figures are to those beside it: their difference, share or sum.

A hint for a person only. The printed label decides what a column states: a printed difference may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import permutations
from typing import NamedTuple

from extract.model import ColumnMeaning
from extract.text import fold
from extract.understand.grid import Grid

_NUMBER = re.compile(r"([+-]?)\s?(\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,(\d+))?\s?%?\*?")
_GROUPS = re.compile(r"[.\s]")
_ENOUGH = 3  # rows in which a relation must show


class _Relation(NamedTuple):
    maat: str
    of: tuple[frozenset[str], frozenset[str]]
    rule: Callable[[float, float], float]
    tolerance: float = 0.0


_ASKED, _THERE = frozenset({"opgave", "taakstelling"}), frozenset({"realisatie", "behaald"})
_RELATIONS = (
    _Relation("verschil", (_ASKED, _THERE), lambda asked, there: there - asked),
    _Relation("restopgave", (_ASKED, _THERE), lambda asked, there: asked - there),
    _Relation("percentage", (_ASKED, _THERE), lambda asked, there: 100 * there / (asked or 1), 0.6),
    _Relation(
        "realisatie_plus_voornemens", (_THERE, frozenset({"voornemens"})), lambda hard, soft: hard + soft
    ),
)


def number(text: str) -> float | None:
    """The number that a cell prints, None where it prints anything else: '1.250', '+ 20', '24 %'."""
    match = _NUMBER.fullmatch(fold(text))
    if not match:
        return None
    value = float(_GROUPS.sub("", match[2]) + "." + (match[3] or "0"))
    return -value if match[1] == "-" else value


def follows_from(grid: Grid, col: int, columns: list[ColumnMeaning]) -> str | None:
    """The measure whose rule the figures of `col` follow in every row, None where there is no such rule."""
    known = [c for c in columns if c.rol == "cijfer" and c.maat and c.col != col]
    for relation in _RELATIONS:
        for one, other in permutations(known, 2):
            if one.thema != other.thema or one.maat not in relation.of[0] or other.maat not in relation.of[1]:
                continue
            places = (one.col, other.col, col)
            rows = [[number(grid.own_text(row, c)) for c in places] for row in grid.body_rows]
            whole = [row for row in rows if None not in row]
            fits = (abs(relation.rule(a, b) - value) <= relation.tolerance for a, b, value in whole)
            if len(whole) >= _ENOUGH and all(fits):
                return relation.maat
    return None
