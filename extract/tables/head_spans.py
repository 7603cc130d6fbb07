"""Over which columns the texts of a header row stand, where no rule tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise, product

from extract.tables.columns import Name, Span, stacked
from extract.tables.segments import Segment
from extract.tables.values import is_number, is_year

Reach = tuple[int, int]  # the first and the last column under a text

_ALIGNED = 1.5  # points by which the left sides of a group head and its first name may differ
_EXACT = 0.75  # points off the middle that do not show
_ALMOST = 3.0  # points off the middle with which a text may take in the column of labels
_BARE = 0.45  # of its width is what a column without a head costs; taking it in shifts a middle by half


def head_spans(
    texts: Sequence[Segment],
    below: Sequence[Segment],
    edges: Sequence[float],
    under: Sequence[Reach] | None = None,
) -> list[Reach]:
    """The columns over which each text of a header row stands, given the texts of the row below, and `under`
    which columns those stand where they are group heads themselves.

    Texts share out the columns that the row below names: all stand just in the middle of theirs or at the
    left of the first of theirs, else about in the middle; as few columns as possible are left without one.
    Lines of one text have the same columns, and groups lie wholly within groups.
    """
    names = sorted(stacked(texts), key=lambda name: name.x0)
    if under is None:
        under = [(col, col) for col in (_column(edges, segment.middle) for segment in below)]
    extents, units = _extents(below, under), _units(under)
    reaches = _apart([_own_columns(name, extents, units, edges) for name in names])
    if extents and all(left[1] < right[0] for left, right in pairwise(reaches)):
        limits = _limits(names, reaches, texts, below, extents, edges)
        shared = [
            _share_out(names, reaches, limits, extents, units, edges, off)
            for off in (_off_left, _off_exact, _off_middle)
        ]
        exact = shared[1] is not None and shared[1][0] < float("inf")
        ranked = [s for s in shared[:2] if s] if exact else [s for s in shared if s]
        reaches = min(ranked, key=lambda s: s[0], default=(0.0, reaches))[1]
        if len(names) == 1 and not exact:
            limit = max(limits[0][0], min(1, reaches[0][0])), limits[0][1]
            if _fits_better(names[0], limit, reaches[0], extents, edges):
                reaches = [limit]
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


def _extents(segments: Sequence[Segment], reaches: Sequence[Reach]) -> dict[int, Span]:
    """The extent of the text of a row in each column that it stands over."""
    filled: dict[int, list[Segment]] = {}
    for segment, (first, last) in zip(segments, reaches, strict=True):
        for col in range(first, last + 1):
            filled.setdefault(col, []).append(segment)
    return {col: (min(s.x0 for s in own), max(s.x1 for s in own)) for col, own in filled.items()}


def _units(reaches: Sequence[Reach]) -> dict[int, Reach]:
    """The widest group that each column belongs to."""
    ordered = sorted(set(reaches), key=lambda reach: reach[1] - reach[0])
    return {col: (first, last) for first, last in ordered for col in range(first, last + 1)}


def _own_columns(
    name: Name, extents: dict[int, Span], units: dict[int, Reach], edges: Sequence[float]
) -> Reach:
    """The columns over whose texts a text stands, at least the one that its middle lies in, and the rest of
    their groups.
    """
    middle = _column(edges, name.middle)
    over = [col for col, (x0, x1) in extents.items() if name.x0 < x1 - 0.5 and x0 + 0.5 < name.x1]
    own = [col for o in (middle, *over) for col in units.get(o, (o, o))]
    return min(own), max(own)


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
    the texts beside it, the first column too where the row below names it.

    Just its own has a text over figures or over nothing, and one that the line closely below goes on with.
    """
    size = texts[0].words[0].size
    close = min(s.words[0].base for s in below) - max(name.bottom for name in names) <= 1.35 * size
    figures = has_figures(below)
    limits = []
    for number, (name, (first, last)) in enumerate(zip(names, reaches, strict=True)):
        goes_on = (
            close
            and min(_off_middle(name, first, last, extents, edges), _off_sides(name, first, extents)) < 1
        )
        if not figures and not goes_on and not extents.keys().isdisjoint(range(first, last + 1)):
            left = reaches[number - 1][1] if number else -1
            right = reaches[number + 1][0] if number + 1 < len(reaches) else len(edges) - 1
            while first - 1 > left and first - 1 in extents:
                first -= 1
            while last + 1 < right and last + 1 in extents:
                last += 1
        limits.append((first, last))
    return limits


def has_figures(segments: Sequence[Segment]) -> bool:
    """True where a text of one line is a figure, and no year: not the '(1' of '(1 september)' in a narrow
    column.
    """
    names = stacked(segments)
    numbers = [s for s in segments if is_number(s.text) and not is_year(s.text)]
    return any(names[name_of(s, names)].top == names[name_of(s, names)].bottom for s in numbers)


_Off = Callable[[Name, int, int, dict[int, Span], Sequence[float]], float]


def _off_middle(name: Name, first: int, last: int, extents: dict[int, Span], edges: Sequence[float]) -> float:
    """How far a text stands from the middle of these columns, or of the texts in them."""
    middles = [(edges[first] + edges[last + 1]) / 2]
    if first in extents and last in extents:
        middles.append((extents[first][0] + extents[last][1]) / 2)
    return min(abs(middle - name.middle) for middle in middles)


def _off_exact(name: Name, first: int, last: int, extents: dict[int, Span], edges: Sequence[float]) -> float:
    """How far a text stands from the middle, beyond all measure where that shows."""
    off = _off_middle(name, first, last, extents, edges)
    return off if off <= _EXACT else float("inf")


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
    units: dict[int, Reach],
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
            for first, last in product(range(max(used + 1, lowest), start + 1), range(end, highest + 1)):
                if units.get(first, (first,))[0] != first or units.get(last, (last,))[-1] != last:
                    continue
                alone = first == last and first not in extents
                fixed = (lowest, highest) == (start, end)  # nothing to choose
                distance = 0.0 if alone or fixed else off(name, first, last, extents, edges)
                if first == 0 < start and distance > _ALMOST:
                    continue
                total = cost + bare(range(used + 1, first)) + distance
                if total < found.get(last, (float("inf"),))[0]:
                    found[last] = total, [*before, (first, last)]
        best = found
    ends = [(cost + bare(range(last + 1, len(edges) - 1)), spans) for last, (cost, spans) in best.items()]
    return min(ends, default=None)
