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
    printers cut pictures in strips and tiles.
    """
    joined = list(set(boxes))
    before = 0
    while len(joined) != before:
        before = len(joined)
        joined = _chained(_chained(joined, 1), 0)
    return sorted(joined, key=lambda box: (box[1], box[0]))


def _chained(boxes: Sequence[BBox], along: int) -> list[BBox]:
    """The boxes, those that follow each other along an axis (0 across, 1 down) joined, where they reach
    equally far on the other axis.
    """
    across = 1 - along
    chains: list[BBox] = []
    last: dict[tuple[int, int], list[int]] = {}  # the chains that begin and end near here on the other axis
    for box in sorted(boxes, key=lambda box: box[along]):
        low, high = (round(box[side] / _ABUT) for side in (across, across + 2))
        nearby = ((low + i, high + j) for i in (0, -1, 1) for j in (0, -1, 1))
        for index in (index for place in nearby for index in last.get(place, ())):
            chain = chains[index]
            if (
                abs(chain[along + 2] - box[along]) <= _ABUT
                and abs(chain[across] - box[across]) <= _ABUT
                and abs(chain[across + 2] - box[across + 2]) <= _ABUT
            ):
                chains[index] = (*map(min, chain[:2], box[:2]), *map(max, chain[2:], box[2:]))
                break
        else:
            last.setdefault((low, high), []).append(len(chains))
            chains.append(box)
    return chains
