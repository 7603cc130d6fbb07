"""Tables with horizontal rules only: rules make the rows, white space makes the columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import BBox
from extract.page import PageContent, Rule, Word, read_lines
from extract.settings import DEFAULT, Settings
from extract.tables.columns import column_edges, column_spans
from extract.tables.frames import table_frames
from extract.tables.grid import Grid, build_grid, edges_of, fill_grid
from extract.tables.head_spans import has_figures, head_spans
from extract.tables.ruled import same_extent
from extract.tables.segments import Segment, cut_leader, read_segments
from extract.tables.textrows import text_rows
from extract.tables.values import is_number, is_year


@dataclass
class Band:
    """The space between two rules that run over the whole width of a table."""

    top: float
    bottom: float
    words: list[Word]
    segments: list[Segment]

    @property
    def height(self) -> float:
        """The distance between the rules."""
        return self.bottom - self.top

    def is_tabular(self) -> bool:
        """True when some text stands beside other text."""
        spans = sorted((s.x0, s.x1) for s in self.segments)
        return any(right[0] > left[1] for left, right in pairwise(spans)) and not self.is_prose()

    def is_prose(self) -> bool:
        """True for lines of text that do not stand in a row: more of them than a row holds, or loose from
        the rules.
        """
        if not self.words:
            return False
        size = max(word.size for word in self.words)
        top, bottom = min(w.top for w in self.words), max(w.bottom for w in self.words)
        return (
            top - self.top > 1.1 * size
            and self.bottom - bottom > 0.5 * size
            and len(self.segments) < 4
            and (all(s.x0 < self.segments[0].x0 + 1 for s in self.segments))
        )

    def is_single(self) -> bool:
        """True for one line of text set close to its rules."""
        if len(self.segments) != 1:
            return False
        size = self.words[0].size
        return (
            min(w.top for w in self.words) - self.top <= 0.7 * size
            and self.bottom - max(w.bottom for w in self.words) <= size
        )


def light_grids(content: PageContent, taken: Sequence[BBox] = (), settings: Settings = DEFAULT) -> list[Grid]:
    """The grids that horizontal rules and white space make, outside the boxes already taken."""
    rules = [rule for rule in content.rules if not _inside(rule, taken)]
    horizontal = join_rules(row_rules(content, rules, settings), settings)
    uprights = [rule.at for rule in rules if not rule.horizontal]
    grids: list[Grid] = []
    for group in same_extent(horizontal, settings):
        if group[0].end - group[0].start < settings.min_table_width:
            continue
        for bands in runs(
            [
                band
                for band in make_bands(content, group, settings)
                if not _is_foreign(band, group[0], horizontal)
            ]
        ):
            if (grid := band_grid(content, bands, group, horizontal, uprights, settings)) is not None:
                grids.append(grid)
    return drop_overlapping([grid for grid in grids if not any(overlap(grid.bbox, box) for box in taken)])


def row_rules(content: PageContent, rules: Iterable[Rule], settings: Settings = DEFAULT) -> list[Rule]:
    """The horizontal rules but those so high on the page that they part its header from it."""
    return [r for r in rules if r.horizontal and r.at > content.height * settings.rule_margin_share]


def _inside(rule: Rule, boxes: Iterable[BBox]) -> bool:
    """True when the middle of the rule lies in one of the boxes."""
    middle = (rule.start + rule.end) / 2
    x, y = (middle, rule.at) if rule.horizontal else (rule.at, middle)
    return any(b[0] - 1 <= x <= b[2] + 1 and b[1] - 1 <= y <= b[3] + 1 for b in boxes)


def _is_foreign(band: Band, own: Rule, rules: Iterable[Rule]) -> bool:
    """True when the rules in a band are those of another table: one reaches out on both sides of the rules
    around it, several of one extent, none as long as they, lie in it, or all rows do between such rules.
    Rules up to the right side part rows beside a merged first cell, rules beside a text and amid no figures a
    head of several rows.
    """
    inside = [
        r for r in rules if band.top + 2 < r.at < band.bottom - 2 and own.start < r.end and r.start < own.end
    ]
    if any(r.start < own.start - 6 and r.end > own.end + 6 for r in inside):
        return True
    wide = [r for r in inside if r.end - r.start > 0.4 * (own.end - own.start) and r.end < own.end - 3]
    inset = [r for r in inside if r not in wide and r.start > own.start + 6 and r.end < own.end - 6]
    return any(
        len(group) > 1 and group[-1].at - group[0].at > 8 and not _parts_a_head(group, band)
        for group in same_extent(wide)
    ) or any(_is_table_within(group, band) for group in same_extent(inset))


def _is_table_within(rules: Sequence[Rule], band: Band) -> bool:
    """True where text stands beside text between the first and the last of some rules, and nowhere else in
    the band.
    """
    top, bottom = rules[0].at, rules[-1].at
    within = [s for s in band.segments if top < s.words[0].middle[1] < bottom]
    beside = Band(top, bottom, [], within).is_tabular()
    return beside and not Band(top, bottom, [], [s for s in band.segments if s not in within]).is_tabular()


def _parts_a_head(rules: Sequence[Rule], band: Band) -> bool:
    """True for rules that stand under group heads: the first column has its name to the left of them, and
    nothing in the band is a figure.
    """
    beside = any(s.x1 <= rules[0].start + 2 for s in band.segments)
    return beside and not any(is_number(s.text) and not is_year(s.text) for s in band.segments)


def join_rules(rules: Iterable[Rule], settings: Settings = DEFAULT) -> list[Rule]:
    """Horizontal rules on one height that touch, joined to one."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at), r.start)):
        last = joined[-1] if joined else None
        if last and abs(last.at - rule.at) <= 1.0 and rule.start - last.end <= settings.snap:
            joined[-1] = Rule(True, last.at, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return joined


def make_bands(content: PageContent, rules: Sequence[Rule], settings: Settings = DEFAULT) -> list[Band]:
    """The bands between successive rules; the rules of a double line count as one."""
    left, right = rules[0].start - 2, rules[0].end + 2
    heights = [
        (upper.at, lower.at)
        for upper, lower in pairwise(rules)
        if lower.at - upper.at >= settings.min_row_height
    ]
    words = [word for word in content.words if left <= (word.x0 + word.x1) / 2 <= right]
    return [
        Band(top, bottom, own, read_segments(own, settings))
        for (top, bottom), own in zip(heights, deal(words, heights), strict=True)
    ]


def deal(words: Iterable[Word], heights: Sequence[tuple[float, float]]) -> list[list[Word]]:
    """The words whose middle lies between each pair of heights; the pairs follow each other down the page."""
    tops = [top for top, _ in heights]
    dealt: list[list[Word]] = [[] for _ in heights]
    for word in words:
        y = (word.top + word.bottom) / 2
        index = bisect_right(tops, y) - 1
        if index >= 0 and y <= heights[index][1]:
            dealt[index].append(word)
    return dealt


def runs(bands: Sequence[Band]) -> list[list[Band]]:
    """Successive bands that make one table: rows of text beside text, with single texts and blank rows
    between them.
    """
    found: list[list[Band]] = []
    current: list[Band] = []
    for index, band in enumerate(bands):
        attached = not current or abs(current[-1].bottom - band.top) < 4
        blank = bool(current) and _is_blank_row(band, [*current, *bands[index + 1 : index + 2]])
        if (attached and (band.is_tabular() or band.is_single() or blank)) or (
            attached and current and _is_row_heading(band, current[-1], bands[index + 1 : index + 2])
        ):
            current.append(band)
        else:
            found.append(current)
            current = [band] if band.is_tabular() or band.is_single() else []
    found.append(current)
    return [trimmed for run in found if (trimmed := _trim(run))]


def _is_row_heading(band: Band, above: Band, below: Sequence[Band]) -> bool:
    """True for a short text at the left, between rows, with some room over it."""
    if len(band.segments) != 1 or not above.segments or not below or not below[0].is_tabular():
        return False
    text, size = band.segments[0], band.words[0].size
    left = min(segment.x0 for segment in (*above.segments, *below[0].segments))
    right = max(segment.x1 for segment in below[0].segments)
    return (
        band.height < 2.8 * size
        and band.bottom - max(w.bottom for w in band.words) <= size
        and text.x0 < left + size
        and text.x1 < left + 0.4 * (right - left)
    )


def _is_blank_row(band: Band, around: Sequence[Band]) -> bool:
    """True for a band without text as high as the rows around it: not the gap between two tables."""
    heights = [other.height for other in around if other.words]
    return not band.words and 0.9 * min(heights) <= band.height <= 1.6 * min(heights)


def _trim(bands: list[Band]) -> list[Band]:
    """The run without blank rows at its ends; [] when it holds no row of text beside text."""
    while bands and not bands[-1].words:
        bands = bands[:-1]
    return bands if any(band.is_tabular() for band in bands) else []


def band_grid(
    content: PageContent,
    bands: Sequence[Band],
    group: Sequence[Rule],
    rules: Sequence[Rule],
    uprights: Sequence[float],
    settings: Settings = DEFAULT,
) -> Grid | None:
    """The filled grid of a run of bands; None when its text makes no columns."""
    left, right = group[0].start, group[0].end
    top, bottom = bands[0].top, bands[-1].bottom
    partial = [
        r
        for r in rules
        if r not in group and top + 1 < r.at < bottom - 1 and left - 3 <= r.start and r.end <= right + 3
    ]
    bands = [row for n, band in enumerate(bands) for row in split_rows(band, partial, settings, first=not n)]
    spans = column_spans(_between_ends(bands, partial), settings)
    if len(spans) < 2:
        return None
    segments = [segment for band in bands for segment in band.segments]
    fixed = [x for rule in partial for x in (rule.start, rule.end)] + list(uprights)
    edges = column_edges(spans, segments, (left, right), fixed)
    heights = sorted({band.top for band in bands} | {bottom})
    slices = cut_bands(
        bands, edges_of([*heights, *(rule.at for rule in partial)], settings.min_row_height), settings
    )
    drawn = [*partial, *(Rule(True, y, left, right) for y in heights)]
    drawn += [Rule(False, x, top, bottom) for x in (left, right)]
    for piece, bridged in zip(slices, _bridged(slices, edges, partial), strict=True):
        inner = [x for i, x in enumerate(edges[1:-1], 1) if i not in bridged]
        drawn += [Rule(False, x, piece.top, piece.bottom) for x in inner]
    frames = table_frames(drawn, settings)
    if not frames:
        return None
    grid = build_grid(content.number, "light", max(frames, key=len), settings)
    grid.confidence = 0.95
    words = [piece for word in content.words for piece in cut_leader(word)]
    fill_grid(grid, words, content.fills, settings, cut=False)
    return grid


def _between_ends(bands: Iterable[Band], partial: Iterable[Rule]) -> list[list[Segment]]:
    """The texts of each band, without those over a position where several rules begin or end: they stand in
    a merged cell.
    """
    ends = Counter(round(x) for rule in partial for x in (rule.start, rule.end))
    edges = [x for x, count in ends.items() if count > 1]
    kept = [
        [s for s in band.segments if not any(s.x0 < x - 1.5 and x + 1.5 < s.x1 for x in edges)]
        for band in bands
    ]
    return [segments for segments in kept if segments]


def split_rows(
    band: Band, partial: Sequence[Rule], settings: Settings = DEFAULT, *, first: bool = False
) -> list[Band]:
    """The rows of a band in which text alone makes them: lines that mostly have a label and a figure each,
    three and more that all fill every column, or texts side by side that stand further apart than lines do.
    Rules over some columns of the `first` band stand in the head: the rows are below the last.
    """
    if not band.words:
        return [band]
    inside = [rule.at for rule in partial if band.top < rule.at < band.bottom]
    if inside and not first:
        return [band]
    if inside:
        head, body = cut_bands([band], [band.top, max(inside), band.bottom], settings)
        rows = split_rows(body, [], settings)
        return [head, *rows] if len(rows) > 1 else [band]
    rows = text_rows(read_lines(band.words, settings), settings)
    left = min((s.x0 for s in band.segments), default=0.0) + 1
    listed = [
        row
        for row in rows
        if any(s.x0 <= left for s in row.segments)
        and any(is_number(s.text) for s in row.segments if s.x0 > left)
    ]
    widths = {len(row.segments) for row in rows}
    full = len(rows) >= 3 and len(widths) == 1 and min(widths) >= 3
    apart = all(lower.top - upper.last > 1.35 * band.words[0].size for upper, lower in pairwise(rows))
    apart = apart and sum(len(row.segments) > 1 for row in rows) >= 0.6 * len(rows)
    if len(rows) < 2 or (len(listed) < 0.6 * len(rows) and not full and not apart):
        return [band]
    tops = [band.top, *(row.top - 1 for row in rows[1:]), band.bottom]
    return [
        Band(upper, lower, [w for s in row.segments for w in s.words], row.segments)
        for (upper, lower), row in zip(pairwise(tops), rows, strict=True)
    ]


def cut_bands(bands: Sequence[Band], heights: Sequence[float], settings: Settings = DEFAULT) -> list[Band]:
    """The bands, cut also where a rule runs over some columns only."""
    pieces = list(pairwise(heights))
    words = deal((word for band in bands for word in band.words), pieces)
    return [
        Band(top, bottom, own, read_segments(own, settings))
        for (top, bottom), own in zip(pieces, words, strict=True)
    ]


def _bridged(slices: Sequence[Band], edges: Sequence[float], partial: Sequence[Rule]) -> list[set[int]]:
    """The inner column edges that texts reach over in each row. The rows of the head are read from the
    lowest up, since groups stand over groups.
    """
    n_heads = _head_rows(slices)
    found: list[set[int]] = []
    for index in reversed(range(len(slices))):
        below = slices[index + 1] if index + 1 < len(slices) else None
        under = _reaches(below, edges, found[-1]) if below and index + 1 < n_heads else None
        bridged = bridges(slices[index], edges, heads=index < max(1, n_heads - 1), below=below, under=under)
        if index == 0:
            drawn = [rule for rule in partial if abs(rule.at - slices[0].bottom) < 1.5]
            bridged |= _ruled_together(slices[0], edges, drawn)
        found.append(bridged)
    return found[::-1]


def _head_rows(slices: Sequence[Band]) -> int:
    """How many leading rows are bold and hold no figures, where others are not bold."""
    bold = [all(word.bold for word in band.words) for band in slices]
    leading = 0
    while leading < len(slices) and bold[leading] and not has_figures(slices[leading].segments):
        leading += 1
    return leading if leading < len(slices) and not all(bold) else 0


def _reaches(band: Band, edges: Sequence[float], bridged: set[int]) -> list[tuple[int, int]]:
    """The first and the last column of each text of a row."""
    reaches = []
    for segment in band.segments:
        first = last = min(bisect_right(edges, segment.middle, 1), len(edges) - 1) - 1
        while first in bridged:
            first -= 1
        while last + 1 in bridged:
            last += 1
        reaches.append((first, last))
    return reaches


def bridges(
    band: Band,
    edges: Sequence[float],
    *,
    heads: bool,
    below: Band | None,
    under: Sequence[tuple[int, int]] | None = None,
) -> set[int]:
    """The inner column edges that a text of this row reaches over: by its width, as a heading alone in the
    middle of the table, or as a group head centred on the columns it stands over; `under` tells which
    columns the texts `below` stand over.
    """
    if len(band.segments) == 1 and _is_central(band.segments[0], edges):
        return set(range(1, len(edges) - 1))
    crossed = {
        i
        for i in range(1, len(edges) - 1)
        for segment in band.segments
        if segment.x0 < edges[i] - 1.5 and segment.x1 > edges[i] + 1.5
    }
    ordered = sorted(band.segments, key=lambda s: s.x0)
    for left, right in pairwise(ordered):  # texts side by side stay apart, though one reaches over an edge
        between = [i for i in range(1, len(edges) - 1) if left.middle < edges[i] < right.middle]
        if left.x1 < right.x0 and between and crossed.issuperset(between):
            gap = (left.x1 + right.x0) / 2
            crossed.discard(min(between, key=lambda i: abs(edges[i] - gap)))
    if heads and band.segments and below is not None and len(below.segments) > 1:  # one text names no columns
        for first, last in head_spans(band.segments, below.segments, edges, under):
            crossed |= set(range(first + 1, last + 1))
    return crossed


def _ruled_together(band: Band, edges: Sequence[float], under: Iterable[Rule]) -> set[int]:
    """The inner column edges over which a head of one text reaches by the rule drawn under it."""
    bridged: set[int] = set()
    for rule in under:
        own = [s for s in band.segments if rule.start < s.middle < rule.end]
        if own and max(s.x0 for s in own) < min(s.x1 for s in own):
            bridged |= {i for i in range(1, len(edges) - 1) if rule.start + 2 < edges[i] < rule.end - 2}
    return bridged


def _is_central(segment: Segment, edges: Sequence[float]) -> bool:
    """True for words centred between the sides of the table."""
    off = abs((edges[0] + edges[-1]) / 2 - segment.middle)
    return off <= 0.45 * segment.words[0].size and not is_number(segment.text) and len(segment.text) > 3


def drop_overlapping(grids: Sequence[Grid]) -> list[Grid]:
    """Of grids that lie over each other only the one with most cells."""
    kept: list[Grid] = []
    for grid in sorted(grids, key=lambda g: -len(g.cells)):
        if not any(overlap(grid.bbox, other.bbox) for other in kept):
            kept.append(grid)
    return kept


def overlap(one: BBox, other: BBox) -> bool:
    """True when two boxes share more than their borders."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    )
