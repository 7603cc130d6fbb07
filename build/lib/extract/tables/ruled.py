"""Tables drawn with rules on all sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from extract.model import BBox
from extract.page import Fill, PageContent, Rule, Word, read_lines
from extract.settings import DEFAULT, Settings
from extract.tables.frames import table_frames
from extract.tables.grid import Grid, build_grid, fill_grid, words_within
from extract.tables.segments import read_segments
from extract.tables.values import is_value


def ruled_grids(content: PageContent, settings: Settings = DEFAULT) -> list[Grid]:
    """The grids that rules draw; where a page has none of them, those that the sides of filled rectangles
    draw.
    """
    frames = table_frames([*content.rules, *open_sides(content.rules, settings)], settings)
    grids = [grid for boxes in frames if (grid := _grid(content, boxes, settings)) is not None]
    if not grids and len(content.fills) > 3:
        frames = table_frames([*content.rules, *fill_sides(content.fills)], settings)
        shaded = [grid for boxes in frames if (grid := _grid(content, boxes, settings)) is not None]
        grids = [grid for grid in shaded if not _goes_on_outside(content, grid, settings)]
    return grids


def open_sides(rules: Iterable[Rule], settings: Settings = DEFAULT) -> list[Rule]:
    """The sides that are missing where rules of one extent follow each other, joined by a rule between
    them. No side is missing where a longer rule lies between the two: a merged cell stands there.
    """
    sides: list[Rule] = []
    rules = list(rules)
    for horizontal in (True, False):
        across = [rule for rule in rules if rule.horizontal != horizontal]
        along = [rule for rule in rules if rule.horizontal == horizontal]
        if not across:
            continue
        for group in same_extent(along, settings):
            for one, other in pairwise(group):
                if any(
                    rule.start <= one.at + settings.snap
                    and rule.end >= other.at - settings.snap
                    and one.start < rule.at < one.end
                    for rule in across
                ):
                    between = [r for r in along if one.at + settings.snap < r.at < other.at - settings.snap]
                    sides += [
                        Rule(not horizontal, at, one.at, other.at)
                        for at in (one.start, one.end)
                        if not any(
                            r.start < at - settings.snap and at + settings.snap < r.end for r in between
                        )
                    ]
    return sides


def same_extent(rules: Iterable[Rule], settings: Settings = DEFAULT) -> list[list[Rule]]:
    """Parallel rules that begin and end alike, in order; groups of one are left out."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        for group in groups:
            first = group[0]
            if max(abs(first.start - rule.start), abs(first.end - rule.end)) <= settings.same_edge:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 1]


def fill_sides(fills: Iterable[Fill]) -> list[Rule]:
    """The four sides of every filled rectangle, as rules."""
    return [
        Rule(horizontal, at, start, end)
        for fill in fills
        for x0, top, x1, bottom in (fill.bbox,)
        for horizontal, at, start, end in (
            (True, top, x0, x1),
            (True, bottom, x0, x1),
            (False, x0, top, bottom),
            (False, x1, top, bottom),
        )
    ]


def _grid(content: PageContent, boxes: list[BBox], settings: Settings) -> Grid | None:
    """The filled grid of these frames; None for a box around text, a frame without any, and rules that leave
    out most of the columns or rows.
    """
    grid = build_grid(content.number, "ruled", boxes, settings)
    if grid.n_cols < 2:
        return None
    words = fill_grid(grid, content.words, content.fills, settings)
    texts = [cell for cell in grid.cells if cell.text]
    beside = Counter(cell.row for cell in texts)
    enough = len(texts) >= max(2, settings.min_filled * len(grid.cells)) and (
        grid.n_rows < 4 or len(texts) > 0.4 * len(grid.cells) or sum(n > 1 for n in beside.values()) > 1
    )
    return grid if enough and not lacks_rules(grid, words, settings) else None


def lacks_rules(
    grid: Grid, words: Mapping[tuple[int, int], Sequence[Word]], settings: Settings = DEFAULT
) -> bool:
    """True when the text shows more columns or rows than the rules: texts far apart on one line in many
    cells, or columns of figures stacked within cells of one row. `words` are those of each
    cell by its row and column.
    """
    texts = [cell for cell in grid.cells if cell.text]
    lines_apart = {id(cell): _lines_apart(words[cell.row, cell.col], settings) for cell in texts}
    apart = [cell for cell in texts if lines_apart[id(cell)]]
    wide = {cell.row for cell in apart if cell.colspan > 1}
    tall = any(lines_apart[id(cell)] > max(2, 0.5 * len(cell.text.split("\n"))) for cell in apart)
    stacked: Counter[int] = Counter()
    for cell in texts:
        lines = cell.text.split("\n")
        stacked[cell.row] += len(lines) >= 3 and sum(map(is_value, lines)) >= 0.7 * len(lines)
    return (
        len(apart) > 0.3 * len(texts)
        or len(wide) >= max(2, 0.5 * grid.n_rows)
        or tall
        or any(count >= 2 for count in stacked.values())
    )


def _goes_on_outside(content: PageContent, grid: Grid, settings: Settings) -> bool:
    """True when text stands beside text right above or below a shaded grid: every other row of a table is
    shaded, or its head only.
    """
    x0, top, x1, bottom = grid.bbox
    inside = words_within(content.words, grid.bbox)
    reach = 2.6 * max((word.size for word in inside), default=0.0)
    for low, high in ((top - reach, top), (bottom, bottom + reach)):
        beside = words_within(content.words, (x0, low, x1, high))
        if len(read_segments(beside, settings, settings.wide_gap_em)) > 1:
            return True
    return False


def _lines_apart(words: Sequence[Word], settings: Settings) -> int:
    """How many lines hold text beside text, a wide gap between."""
    if len(words) < 2:
        return 0
    return sum(
        any(right.x0 - left.x1 > settings.wide_gap_em * line.size for left, right in pairwise(line.words))
        for line in read_lines(words, settings)
    )
