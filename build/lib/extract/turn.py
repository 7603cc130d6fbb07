"""Pages set sideways: a quarter turn to read them, and back to say where on the page something stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extract.model import BBox


@dataclass(frozen=True)
class Turn:
    """How a page is turned to be read: its text runs up (`quarter` 1), down (-1), or lies as usual (0)."""

    quarter: int
    width: float  # of the page as it is
    height: float

    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        return (self.height, self.width) if self.quarter else (self.width, self.height)

    def read(self, box: BBox) -> BBox:
        """A box of the page as it is, on the page as it is read."""
        x0, top, x1, bottom = box
        if self.quarter == 1:
            return self.height - bottom, x0, self.height - top, x1
        if self.quarter == -1:
            return top, self.width - x1, bottom, self.width - x0
        return box

    def place(self, box: BBox) -> BBox:
        """A box of the page as it is read, on the page as it is."""
        x0, top, x1, bottom = box
        if self.quarter == 1:
            return top, self.height - x1, bottom, self.height - x0
        if self.quarter == -1:
            return self.width - bottom, x0, self.width - top, x1
        return box


def find_turn(chars: Sequence[dict[str, Any]], width: float, height: float) -> Turn:
    """The turn after which most of the text can be read from left to right."""
    up = sum(not c["upright"] and c["matrix"][1] > 0 for c in chars)
    down = sum(not c["upright"] and c["matrix"][1] < 0 for c in chars)
    if max(up, down) <= len(chars) / 2:
        return Turn(0, width, height)
    return Turn(1 if up > down else -1, width, height)


def turn_objects(objects: dict[str, list[dict[str, Any]]], turn: Turn) -> dict[str, list[dict[str, Any]]]:
    """pdfplumber's objects as they lie on the turned page."""
    turned: dict[str, list[dict[str, Any]]] = {}
    for kind, items in objects.items():
        turned[kind] = []
        for item in items:
            x0, top, x1, bottom = turn.read((item["x0"], item["top"], item["x1"], item["bottom"]))
            new = {**item, "x0": x0, "top": top, "x1": x1, "bottom": bottom}
            if kind == "char":
                origin = item["matrix"][4]
                base = origin if turn.quarter == 1 else turn.width - origin
                along = not item["upright"] and item["matrix"][1] * turn.quarter > 0
                new |= {"upright": along, "size": bottom - top, "matrix": (1, 0, 0, 1, x0, -base)}
            elif "pts" in item:
                new["pts"] = [turn.read((x, y, x, y))[:2] for x, y in item["pts"]]
            turned[kind].append(new)
    return turned
