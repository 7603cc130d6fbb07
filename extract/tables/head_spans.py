"""Over which columns the texts of a header row stand, where no rule tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from extract.tables.columns import Name, Span, stacked
from extract.tables.segments import Segment
from extract.tables.values import is_number, is_year

Reach = tuple[int, int]  # the first and the last column under a text

_ALIGNED = 1.5  # points by which the left sides of a group head and its first name may differ
_BARE = 0.45  # of its width is what a column without a head costs; taking it in shifts a middle by half


def head_spans(texts: Sequence[Segment], below: Sequence[Segment], edges: Sequence[float]) -> list[Reach]:
    """The columns over which each text of a header row stands, given the texts of the row below.

    Texts share out the columns that the row below names: all stand in the middle of theirs, or all at the
    left of the first of theirs; as few columns as possible are left without one. Lines of one text have the
    same columns.
    """
    names = sorted(stacked(texts), key=lambda name: name.x0)
    extents = _extents(below, edges)
    reaches = _apart([_own_columns(name, extents, edges) for name in names])
    if extents and all(left[1] < right[0] for left, right in pairwise(reaches)):
        limits = _limits(names, reaches, texts, below, extents, edges)
        shared = [_share_out(names, reaches, limits, extents, edges, off) for off in (_off_left, _off_middle)]
        reaches = min((s for s in shared if s), key=lambda s: s[0], default=(0.0, reaches))[1]
        if len(names) == 1 and _fits_better(names[0], limits[0], reaches[0], extents, edges):
            reaches = limits
    return [reaches[name_of(text, names)] for text in texts]


def _fits_better(
    name: Name, limit: Reach, reach: Reach, extents: dict[int, Span], edges: Sequence[float]
) -> bool:
    """True for a lone text in the middle third of all columns it may have, and off the middle of fewer."""
    left, right = edges[limit[0]], edges[limit[1] + 1]
    within = abs((left + right) / 2 - name.middle) < (right - left) / 6
    return within and _off_middle(name, *reach, extents, edges) > 10


def name_of(segment: Segment, names: Sequence[Name]) -> int:
    """The number of the text that a line belongs to."""
    base = segment.words[0].base
    return next(
        i
        for i, name in enumerate(names)
        if name.x0 <= segment.x0 and segment.x1 <= name.x1 and name.top <= base <= name.bottom
    )


def _column(edges: Sequence[float], x: float) -> int:
    """The column in which a position lies."""
    return min(bisect_right(edges, x, 1), len(edges) - 1) - 1


def _extents(segments: Sequence[Segment], edges: Sequence[float]) -> dict[int, Span]:
    """The extent of the text of a row in each column that it fills."""
    filled: dict[int, list[Segment]] = {}
    for segment in segments:
        filled.setdefault(_column(edges, segment.middle), []).append(segment)
    return {col: (min(s.x0 for s in own), max(s.x1 for s in own)) for col, own in filled.items()}


def _own_columns(name: Name, extents: dict[int, Span], edges: Sequence[float]) -> Reach:
    """The columns over whose texts a text stands, at least the one that its middle lies in."""
    middle = _column(edges, name.middle)
    over = [col for col, (x0, x1) in extents.items() if name.x0 < x1 - 0.5 and x0 + 0.5 < name.x1]
    return min([middle, *over]), max([middle, *over])


def _apart(reaches: Sequence[Reach]) -> list[Reach]:
    """The columns of texts side by side, without those that the next text stands over too."""
    ends = [*(first - 1 for first, _ in reaches[1:]), max(last for _, last in reaches)]
    return [(first, max(first, min(last, end))) for (first, last), end in zip(reaches, ends, strict=True)]


def _limits(
    names: Sequence[Name],
    reaches: Sequence[Reach],
    texts: Sequence[Segment],
    below: Sequence[Segment],
    extents: dict[int, Span],
    edges: Sequence[float],
) -> list[Reach]:
    """The most columns that each text may stand over: those that the row below names, up to the columns of
    the texts beside it, and never the first column.

    Just its own has a text over figures or over nothing, and one that the line closely below goes on with.
    """
    size = texts[0].words[0].size
    close = min(s.words[0].base for s in below) - max(name.bottom for name in names) <= 1.35 * size
    figures = any(is_number(s.text) and not is_year(s.text) for s in below)
    limits = []
    for number, (name, (first, last)) in enumerate(zip(names, reaches, strict=True)):
        goes_on = (
            close
            and min(_off_middle(name, first, last, extents, edges), _off_sides(name, first, extents)) < 1
        )
        if not figures and not goes_on and not extents.keys().isdisjoint(range(first, last + 1)):
            left = reaches[number - 1][1] if number else 0
            right = reaches[number + 1][0] if number + 1 < len(reaches) else len(edges) - 1
            while first - 1 > left and first - 1 in extents:
                first -= 1
            while last + 1 < right and last + 1 in extents:
                last += 1
        limits.append((first, last))
    return limits


_Off = Callable[[Name, int, int, dict[int, Span], Sequence[float]], float]


def _off_middle(name: Name, first: int, last: int, extents: dict[int, Span], edges: Sequence[float]) -> float:
    """How far a text stands from the middle of these columns, or of the texts in them."""
    middles = [(edges[first] + edges[last + 1]) / 2]
    if first in extents and last in extents:
        middles.append((extents[first][0] + extents[last][1]) / 2)
    return min(abs(middle - name.middle) for middle in middles)


def _off_left(name: Name, first: int, last: int, extents: dict[int, Span], edges: Sequence[float]) -> float:
    """0 for a text that begins where the text of the first column does, else beyond all measure."""
    return 0.0 if first in extents and abs(extents[first][0] - name.x0) <= _ALIGNED else float("inf")


def _off_sides(name: Name, col: int, extents: dict[int, Span]) -> float:
    """How far the sides of a text are from those of the text in a column."""
    sides = extents.get(col, (float("inf"), float("inf")))
    return min(abs(sides[0] - name.x0), abs(sides[1] - name.x1))


def _share_out(
    names: Sequence[Name],
    reaches: Sequence[Reach],
    limits: Sequence[Reach],
    extents: dict[int, Span],
    edges: Sequence[float],
    off: _Off,
) -> tuple[float, list[Reach]] | None:
    """The best columns of all texts, left to right, with what they cost: how far `off` each text stands and
    the columns without one; None where no columns fit.
    """

    def bare(cols: range) -> float:
        return sum(_BARE * (edges[col + 1] - edges[col]) for col in cols if col and col in extents)

    best: dict[int, tuple[float, list[Reach]]] = {-1: (0.0, [])}  # by the last column in use
    for name, (start, end), (lowest, highest) in zip(names, reaches, limits, strict=True):
        found: dict[int, tuple[float, list[Reach]]] = {}
        for used, (cost, before) in best.items():
            for first in range(max(used + 1, lowest), start + 1):
                for last in range(end, highest + 1):
                    alone = first == last and first not in extents
                    total = cost + bare(range(used + 1, first))
                    total += 0.0 if alone else off(name, first, last, extents, edges)
                    if total < found.get(last, (float("inf"),))[0]:
                        found[last] = total, [*before, (first, last)]
        best = found
    ends = [(cost + bare(range(last + 1, len(edges) - 1)), spans) for last, (cost, spans) in best.items()]
    return min(ends, default=None)
