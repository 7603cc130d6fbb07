"""Columns without drawn lines: where white space runs through the rows of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.settings import DEFAULT, Settings
from extract.tables.segments import Segment
from extract.tables.values import is_value

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
        if not rest:
            break
        names = [segment for head in heads for segment in head]
        finer = [
            span
            for span, _ in _merge_complementary(named(_columns(rest, settings), names, _gap(rest, settings)))
        ]
        enough = len(finer) >= len(spans) or _named_each(finer, names)
        if enough and _named_below(heads, rest[0], finer):
            outer = [span for span in spans if not any(_overlap(span, other) for other in finer)]
            spans = sorted(finer + outer)
            break
    return two_labels(spans, counted)


def two_labels(
    spans: list[Span], rows: Sequence[Sequence[Segment]], head: Sequence[Segment] = ()
) -> list[Span]:
    """The columns, the first cut in two where most rows have a label that begins at one place within it, and
    only labels such as those of totals reach over that place.

    Labels in front of it stand in two rows, or in one where the head has a name at that place.
    """
    if not spans or not rows:
        return spans
    size = rows[0][0].words[0].size
    labels = [[s for s in row if s.x1 <= spans[0][1] and not is_value(s.text)] for row in rows]
    behind = {s.x0 for own in labels for s in own if any(o.x1 + 0.3 * size < s.x0 for o in own)}
    for at in sorted(behind):
        begin = [own for own in labels if any(abs(s.x0 - at) < 1 for s in own)]
        before = [max((s.x1 for s in own if s.x0 < at - 1), default=0.0) for own in begin]
        named_there = any(abs(name.x0 - at) < 1 for name in head)
        enough = sum(x1 > 0 for x1 in before) + named_there > 1
        if enough and 2 * len(begin) > len(rows) and max(before) < at:
            return [(spans[0][0], max(before)), (at, spans[0][1]), *spans[1:]]
    return spans


def _named_each(spans: Sequence[Span], heads: Iterable[Segment]) -> bool:
    """True where each column has one name of its own over it, and no name is left over."""
    names = stacked(heads)
    lowest = [name.span for name in names if not _stands_over(name, names)]
    over = [[name for name in lowest if _overlap(name, span)] for span in spans]
    return len(lowest) == len(spans) and all(len(own) == 1 for own in over)


def _columns(bands: Sequence[Sequence[Segment]], settings: Settings) -> list[Column]:
    """Where text overlaps from row to row, and the rows that fill it."""
    columns = [(span, set()) for span in union(_spans(bands), _gap(bands, settings))]
    starts = [start for (start, _), _ in columns]
    for row, band in enumerate(bands):
        for segment in band:  # each lies in the one span that it is a part of
            columns[bisect_right(starts, segment.x0) - 1][1].add(row)
    return columns


def named(columns: list[Column], heads: Iterable[Segment], room: float) -> list[Column]:
    """The columns with the names over them. A name over columns that no row fills two of is theirs, the
    lowest names first; names that stand over none, such as one set left over figures set right, belong in
    their order to the columns that no name stands over. All named columns share the row -1.
    Where that brings columns closer than `room` to each other, they stay as they are.
    """
    names = stacked(heads)
    over = [[i for i, (span, _) in enumerate(columns) if _overlap(span, name.span)] for name in names]
    owned: dict[int, list[int]] = {}  # the columns of each name
    taken: set[int] = set()
    for number in sorted(range(len(names)), key=lambda n: -names[n].bottom):
        rows = [row for i in over[number] for row in columns[i][1]]
        if _stands_over(names[number], names):
            continue
        if over[number] and len(set(rows)) == len(rows) and taken.isdisjoint(over[number]):
            owned[number] = over[number]
            taken.update(over[number])
    loose = [n for n, own in enumerate(over) if not own and not _stands_over(names[n], names)]
    marks = sorted((names[n].x0, own[0], own[-1]) for n, own in owned.items())
    starts = [(float("-inf"), -1, -1), *marks, (float("inf"), len(columns), len(columns))]
    added: list[int] = []
    for (left, _, last), (right, first, _) in pairwise(starts):
        between = _lowest([n for n in loose if left < names[n].x0 < right], names)
        free = [i for i in range(last + 1, first) if i not in taken]
        if free[:1] == [0] and len(between) == len(free) - 1:
            del free[0]  # as a rule the labels are what needs no name
        if len(between) == len(free):
            owned |= {n: [i] for n, i in zip(sorted(between, key=lambda n: names[n].x0), free, strict=True)}
        elif not free and last >= 0 and first < len(columns):
            added += between
    made = [
        (_hull([names[n].span, *(columns[i][0] for i in own)]), {-1}.union(*(columns[i][1] for i in own)))
        for n, own in owned.items()
    ]
    made += [(names[n].span, {-1}) for n in added if not _stands_over(names[n], names)]
    used = {i for own in owned.values() for i in own}
    made = sorted(made + [column for i, column in enumerate(columns) if i not in used], key=lambda c: c[0])
    apart = all(left[0][1] + room < right[0][0] for left, right in pairwise(made))
    return made if apart else columns


@dataclass(frozen=True)
class Name:
    """The lines of one text of a head."""

    x0: float
    x1: float
    top: float  # of its first line
    bottom: float  # of its last line

    @property
    def span(self) -> Span:
        """Its horizontal extent."""
        return self.x0, self.x1

    @property
    def middle(self) -> float:
        """The horizontal centre."""
        return (self.x0 + self.x1) / 2


def stacked(segments: Iterable[Segment]) -> list[Name]:
    """The texts of a head: a line goes on with the one closely above it, where that stands over it alone."""
    names: list[Name] = []
    ordered = sorted(segments, key=lambda s: s.words[0].base)
    for segment in ordered:
        base, size = segment.words[0].base, segment.words[0].size
        beside = [s for s in ordered if abs(s.words[0].base - base) < 0.5 * size]
        above = [
            name
            for name in names
            if 0.5 * size < base - name.bottom <= 1.35 * size
            and _overlap(name.span, (segment.x0, segment.x1))
        ]
        if len(above) == 1 and sum(_overlap(above[0].span, (s.x0, s.x1)) for s in beside) == 1:
            names.remove(above[0])
            span = _hull([above[0].span, (segment.x0, segment.x1)])
            names.append(Name(*span, above[0].top, base))
        else:
            names.append(Name(segment.x0, segment.x1, base, base))
    return names


def _hull(spans: Sequence[Span]) -> Span:
    """The extent of all these spans together."""
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _stands_over(name: Name, names: Iterable[Name]) -> bool:
    """True when another name stands below this one."""
    return any(other.top > name.bottom and _overlap(other.span, name.span) for other in names)


def _lowest(chosen: Sequence[int], names: Sequence[Name]) -> list[int]:
    """Those of the chosen names that stand beside the lowest of them."""
    if not chosen:
        return []
    low = max((names[n] for n in chosen), key=lambda name: name.bottom)
    return [n for n in chosen if names[n].bottom >= low.top and names[n].top <= low.bottom]


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
