"""What is drawn on a page, gathered as rules and fills."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.model import BBox
from extract.page import Fill, Rule
from extract.settings import DEFAULT, Settings

Color = tuple[float, ...]
Point = tuple[float, float]


class Drawings:
    """Gathers drawn lines as rules, wide filled rectangles as fills; a thin filled shape is the line it
    looks like.
    """

    def __init__(self, settings: Settings = DEFAULT) -> None:
        self._thickness = settings.rule_thickness
        self._rules: dict[Rule, None] = {}  # ordered, each once
        self._fills: dict[Fill, None] = {}

    @property
    def rules(self) -> list[Rule]:
        """The rules, in the order drawn, each once."""
        return list(self._rules)

    @property
    def fills(self) -> list[Fill]:
        """The fills, in the order drawn, each once."""
        return list(self._fills)

    def line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A straight segment; slanted and very short ones are no rules."""
        if bottom - top <= self._thickness < x1 - x0:
            self._rules[Rule(True, round((top + bottom) / 2, 2), round(x0, 2), round(x1, 2))] = None
        elif x1 - x0 <= self._thickness < bottom - top:
            self._rules[Rule(False, round((x0 + x1) / 2, 2), round(top, 2), round(bottom, 2))] = None

    def rectangle(self, box: BBox, filled: bool, stroked: bool, color: Color) -> None:
        """A rectangle with its fill colour."""
        x0, top, x1, bottom = box
        if min(x1 - x0, bottom - top) <= self._thickness:
            if filled or stroked:
                self.line(*box)
            return
        if filled:
            self._fills[Fill(box, color)] = None
        if stroked:
            self.line(x0, top, x1, top)
            self.line(x0, bottom, x1, bottom)
            self.line(x0, top, x0, bottom)
            self.line(x1, top, x1, bottom)

    def shape(self, box: BBox, filled: bool, stroked: bool, points: Sequence[Point]) -> None:
        """Any other shape within its box: borders drawn as slim polygons, straight sides of an outline."""
        x0, top, x1, bottom = box
        if filled and min(x1 - x0, bottom - top) <= self._thickness:
            self.line(*box)
        elif stroked:
            for (xa, ya), (xb, yb) in pairwise(points):
                if abs(xa - xb) < 0.5 or abs(ya - yb) < 0.5:
                    self.line(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
