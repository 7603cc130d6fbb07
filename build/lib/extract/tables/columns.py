"""Columns without drawn lines: where white space runs through the rows of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.settings import DEFAULT, Settings
from extract.tables.segments import Segment

Span = tuple[float, float]
Column = tuple[Span, set[int]]  # its extent, and the rows that fill it


def union(spans: Iterable[Span], gap: float = 0.0) -> list[Span]:
    """Overlapping spans joined, left to right; also those less than `gap` apart."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] <= gap:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def column_spans(bands: Sequence[Sequence[Segment]], settings: Settings = DEFAULT) -> list[Span]:
    """The horizontal extent of the text of each column, given the segments of each row.

    Rows of one segment among many rows are left out (group headings), and so are leading rows whose segments
    bridge columns that the row below names one by one (group heads).
    """
    counted = [band for band in bands if len(band) > 1 or len(bands) <= 3]
    if not counted:
        return []
    spans = [span for span, _ in _merge_complementary(_columns(counted, settings))]
    for skip in (1, 2):
        heads, rest = counted[:skip], counted[skip:]
        if len(rest) < 2:
            break
        names = [segment for head in heads for segment in head]
        finer = [
            span for span, _ in _merge_complementary(_named(_columns(rest, settings), names, rest, settings))
        ]
        if len(finer) > len(spans) and _named_below(heads, rest[0], finer):
            outer = [span for span in spans if not any(_overlap(span, other) for other in finer)]
            return sorted(finer + outer)
    return spans


def _columns(bands: Sequence[Sequence[Segment]], settings: Settings) -> list[Column]:
    """Where text overlaps from row to row, and the rows that fill it."""
    columns = [(span, set()) for span in union(_spans(bands), _gap(bands, settings))]
    starts = [start for (start, _), _ in columns]
    for row, band in enumerate(bands):
        for segment in band:  # each lies in the one span that it is a part of
            columns[bisect_right(starts, segment.x0) - 1][1].add(row)
    return columns


def _named(
    columns: list[Column],
    heads: Iterable[Segment],
    bands: Sequence[Sequence[Segment]],
    settings: Settings,
) -> list[Column]:
    """The columns with the names over them, the lowest first: a name set left over figures set right begins
    well before them, and one between two columns names the only one that has no name yet. Texts over columns
    that one row fills, or that reach up to the next one, name none.
    """
    room = _gap(bands, settings)
    names: list[Span] = []

    def over(extent: Span) -> list[int]:
        return [i for i, (span, _) in enumerate(columns) if _overlap(span, extent)]

    for head in sorted(heads, key=lambda s: (-round(s.words[0].base), not over((s.x0, s.x1)))):
        own = over((head.x0, head.x1))
        if not own:
            after = sum(start < head.x0 for (start, _), _ in columns)
            beside = range(after - 1, after + 1) if 0 < after < len(columns) else ()
            own = [i for i in beside if not any(_overlap(columns[i][0], name) for name in names)]
            if len(own) != 1:
                continue
        first, last = own[0], own[-1]
        rows = [row for _, filled in columns[first : last + 1] for row in filled]
        before = columns[first - 1][0][1] + room if first else float("-inf")
        after = columns[last + 1][0][0] - room if last + 1 < len(columns) else float("inf")
        if len(set(rows)) == len(rows) and before < head.x0 and head.x1 < after:
            span = min(columns[first][0][0], head.x0), max(columns[last][0][1], head.x1)
            columns[first : last + 1] = [(span, set(rows))]
            names.append((head.x0, head.x1))
    return columns


def _spans(bands: Iterable[Sequence[Segment]]) -> list[Span]:
    """The extents of all segments."""
    return [(segment.x0, segment.x1) for band in bands for segment in band]


def _gap(bands: Iterable[Sequence[Segment]], settings: Settings) -> float:
    """The widest gap that does not yet part two columns."""
    sizes = sorted(word.size for band in bands for segment in band for word in segment.words)
    return 0.3 * sizes[len(sizes) // 2]


def _overlap(one: Span, other: Span) -> bool:
    """True when two spans share more than a point."""
    return min(one[1], other[1]) - max(one[0], other[0]) > 0


def _merge_complementary(columns: list[Column]) -> list[Column]:
    """Joins neighbours that no row fills both of, the closest first: a centred head and its right-aligned
    figures.
    """
    columns = list(columns)
    while True:
        choices = [
            (right[0][0] - left[0][1], i)
            for i, (left, right) in enumerate(pairwise(columns))
            if not left[1] & right[1]
        ]
        if not choices:
            return columns
        _, i = min(choices)
        (left, left_rows), (right, right_rows) = columns[i], columns[i + 1]
        columns[i : i + 2] = [((left[0], right[1]), left_rows | right_rows)]


def _named_below(heads: Sequence[Sequence[Segment]], names: Sequence[Segment], spans: Sequence[Span]) -> bool:
    """True when every head that bridges columns has a name under each of them."""
    for head in heads:
        for segment in head:
            under = [span for span in spans if _overlap(span, (segment.x0, segment.x1))]
            if len(under) > 1 and not all(any(_overlap(span, (n.x0, n.x1)) for n in names) for span in under):
                return False
    return True


def column_edges(
    spans: Sequence[Span], segments: Sequence[Segment], outer: Span, fixed: Iterable[float] = ()
) -> list[float]:
    """The edges of the columns within `outer`: at a `fixed` position where one falls between two columns,
    else just before a column set left-aligned, just after one set right-aligned, else halfway."""
    fixed = list(fixed)
    pad = max(1.0, min(6.0, spans[0][0] - outer[0]))
    edges = [outer[0]]
    columns = [(span, [s for s in segments if _overlap((s.x0, s.x1), span)]) for span in spans]
    for (left, before), (right, after) in pairwise(columns):
        drawn = [at for at in fixed if left[1] - 1 <= at <= right[0] + 1]
        if drawn:
            edges.append(drawn[0])
        elif right[0] - left[1] <= 2 * pad:
            edges.append((left[1] + right[0]) / 2)
        elif _aligned([s.x0 for s in (after if len(after) > 1 else before)]):
            edges.append(right[0] - pad)
        elif _aligned([s.x1 for s in before]):
            edges.append(left[1] + pad)
        else:
            edges.append((left[1] + right[0]) / 2)
    return [*edges, outer[1]]


def _aligned(values: Sequence[float]) -> bool:
    """True when at least two thirds of the values are one and the same."""
    return max((sum(abs(v - w) < 0.8 for w in values) for v in values), default=0) >= max(
        2, 2 / 3 * len(values)
    )
