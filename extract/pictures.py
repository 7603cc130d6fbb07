"""The pictures of a page that may be tables."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import BBox
from extract.settings import DEFAULT, Settings

_ABUT = 1.5  # points between the strips of one picture


def table_pictures(pictures: Sequence[BBox], settings: Settings = DEFAULT) -> list[BBox]:
    """The pictures that are large enough to be a table, strips of one taken together."""
    return [
        box
        for box in join_strips(pictures)
        if box[2] - box[0] >= settings.min_picture_width and box[3] - box[1] >= settings.min_picture_height
    ]


def join_strips(boxes: Sequence[BBox]) -> list[BBox]:
    """The pictures, those that touch side to side over their whole length taken as one: scanners and
    printers cut pictures in strips.
    """
    joined = sorted(set(boxes), key=lambda b: (b[1], b[0]))
    while True:
        for i, one in enumerate(joined):
            j = next((j for j in range(i + 1, len(joined)) if _abut(one, joined[j])), None)
            if j is not None:
                other = joined.pop(j)
                joined[i] = (*map(min, one[:2], other[:2]), *map(max, one[2:], other[2:]))
                break
        else:
            return joined


def _abut(one: BBox, other: BBox) -> bool:
    """True for boxes of one width, one right under the other, or of one height side by side."""
    for near, far in ((0, 1), (1, 0)):
        same = abs(one[near] - other[near]) <= _ABUT and abs(one[near + 2] - other[near + 2]) <= _ABUT
        touch = min(abs(one[far + 2] - other[far]), abs(other[far + 2] - one[far])) <= _ABUT
        if same and touch:
            return True
    return False
