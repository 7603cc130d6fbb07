"""Tables of figures whose rows no rules draw: lines of a label and figures that stand under each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from statistics import median

from extract.model import BBox
from extract.page import PageContent, Rule, Word
from extract.settings import DEFAULT, Settings
from extract.tables.columns import Span, column_edges, two_labels, union
from extract.tables.figure_heads import head_reach, head_rows, physical_lines, widen
from extract.tables.figure_rows import FigureRow, body_rows, row_pitch, ruled_between, stub_only
from extract.tables.grid import Grid, GridCell, set_words, words_outside
from extract.tables.light import join_rules, overlap
from extract.tables.ruled import same_extent
from extract.tables.tokens import TokenLine, prose_words, token_lines
from extract.tables.values import is_value

_FEWEST_ROWS = 3  # of figures


def figure_grids(
    content: PageContent, taken: Sequence[BBox] = (), settings: Settings = DEFAULT
) -> list[Grid]:
    """The grids of tables of figures outside the boxes already taken: first those between rules of one
    extent, then those that white space alone keeps together.
    """
    words = words_outside(content.words, taken)
    rules = join_rules([r for r in content.rules if r.horizontal], settings)
    grids: list[Grid] = []
    read: dict[tuple[int, ...], list[TokenLine]] = {}
    extents = sorted(
        {(group[0].start, group[0].end) for group in same_extent(rules, settings)}, key=lambda e: e[0] - e[1]
    )
    widths = [(left, right) for left, right in extents if right - left >= settings.min_table_width]
    for left, right in widths:
        own = [w for w in words if left - 3 <= (w.x0 + w.x1) / 2 <= right + 3]
        grids += _find(content, own, rules, (left, right), grids, read, settings)
    grids += _find(content, words, rules, None, grids, read, settings)
    return grids


def _find(
    content: PageContent,
    words: Sequence[Word],
    rules: Sequence[Rule],
    extent: Span | None,
    found: Sequence[Grid],
    read: dict[tuple[int, ...], list[TokenLine]],
    settings: Settings,
) -> list[Grid]:
    """The tables among these words; within an `extent` only those that a rule of that extent belongs to.

    `read` keeps the lines of words by their ids: rules of several extents may lie around the same words.
    """
    boxes = [grid.bbox for grid in found]
    words = words_outside(words, boxes)
    if sum(is_value(w.text) for w in words) < _FEWEST_ROWS:
        return []
    key = tuple(map(id, words))
    if key not in read:
        read[key] = _without_prose(words, settings)
    lines = read[key]
    grids = []
    bands = [
        (upper, lower)
        for group in same_extent(rules, settings)
        for upper, lower in pairwise(group)
        if lower.at - upper.at > settings.min_row_height
    ]
    for start, end in _runs(lines, bands, rules):
        if extent is not None and not _has_rule(lines[start:end], rules, extent):
            continue
        grid = make_grid(content, lines, start, end, rules, settings)
        if grid is not None and not any(overlap(grid.bbox, box) for box in boxes):
            grids.append(grid)
            boxes.append(grid.bbox)
    return grids


def _without_prose(words: Sequence[Word], settings: Settings) -> list[TokenLine]:
    """The lines of these words, running text left out."""
    lines = token_lines(words, settings)
    prose = prose_words(lines)
    if not prose:
        return lines
    return token_lines([w for line in lines for w in line.line.words if id(w) not in prose], settings)


def _has_rule(run: Sequence[TokenLine], rules: Sequence[Rule], extent: Span) -> bool:
    """True when a rule of this extent stands in or close to a run."""
    size = median(line.size for line in run)
    top, bottom = run[0].top - 6 * size, run[-1].line.bottom + 2 * size
    return any(
        top <= r.at <= bottom and abs(r.start - extent[0]) <= 3 and abs(r.end - extent[1]) <= 3 for r in rules
    )


def _runs(
    lines: Sequence[TokenLine], bands: Sequence[tuple[Rule, Rule]], rules: Sequence[Rule]
) -> list[tuple[int, int]]:
    """Stretches [start, end) of lines from the first to the last line of figures of one table."""
    body = [index for index, line in enumerate(lines) if line.is_body()]
    runs: list[list[int]] = []
    for index in body:
        if runs and _linked(lines, runs[-1], index, bands, rules):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [(run[0], run[-1] + 1) for run in runs if len(run) >= _FEWEST_ROWS]


def _linked(
    lines: Sequence[TokenLine],
    run: Sequence[int],
    index: int,
    bands: Sequence[tuple[Rule, Rule]],
    rules: Sequence[Rule],
) -> bool:
    """True when a line of figures goes on with those before it; more space may lie between where rules hold
    both together.
    """
    last = run[-1]
    size = lines[last].size
    if abs(lines[index].size - size) > 1.6:
        return False
    steps = [lines[b].top - lines[a].top for a, b in pairwise(run)]
    pitch = median(steps) if steps else 1.6 * size
    between = lines[last + 1 : index]
    even = all(b.top - a.top < 1.3 * pitch for a, b in pairwise(lines[last : index + 1]))
    if len(between) > (12 if even else 4):
        return False
    allowed = max(2.2 * size, 1.75 * pitch)
    if not between and _same_columns(lines[index], [lines[i] for i in run[-4:]]):
        allowed = max(2.2 * size, min(2.4 * pitch, 4 * size))
    held = any(
        upper.at < lines[last].line.bottom
        and lines[index].line.bottom < lower.at + size
        and upper.start - 3 <= lines[index].line.x0
        and lines[index].line.x1 <= upper.end + 3
        and not any(_parts(r, lines[last], lines[index]) for r in rules if r not in (upper, lower))
        for upper, lower in bands
    )
    if held:
        allowed = max(allowed, 4.5 * size)
    for upper, lower in pairwise(lines[last : index + 1]):
        if lower.top - upper.top > allowed:
            return False
    if (
        not held
        and any(len(line.tokens) > 1 for line in between)
        and any(lower.top - upper.top > 1.3 * pitch for upper, lower in pairwise(lines[last : index + 1]))
    ):
        return False  # the head of the next table
    reach = max(lines[i].line.x1 for i in run[-6:]), min(lines[i].line.x0 for i in run[-6:])
    width = reach[0] - reach[1]
    for line in between:
        wide = line.line.x1 - line.line.x0 > 0.65 * width
        if wide and max(token.x1 - token.x0 for token in line.tokens) > 0.6 * width:
            return False
        if line.line.x0 < reach[1] - 3 * size:
            return False  # it stands outside: the title of the next table
    return True


def _parts(rule: Rule, upper: TokenLine, lower: TokenLine) -> bool:
    """True for a rule between two lines, over most of the lower one: there begins another table."""
    between = upper.line.bottom - 2 < rule.at < lower.line.bottom - 0.4 * lower.size
    x0, x1 = lower.line.x0, lower.line.x1
    return between and min(rule.end, x1) - max(rule.start, x0) > 0.6 * (x1 - x0)


def _same_columns(line: TokenLine, others: Sequence[TokenLine]) -> bool:
    """True when most figures of a line end or begin where figures of the others do."""
    values = [t for t in line.tokens[1:] if is_value(t.text)]
    above = [t for other in others for t in other.tokens[1:]]
    fit = sum(any(abs(t.x1 - o.x1) < 1.5 or abs(t.x0 - o.x0) < 1.5 for o in above) for t in values)
    return len(values) > 1 and fit >= 0.6 * len(values)


def body_columns(body: Sequence[TokenLine]) -> list[Span]:
    """The extents of the columns of these lines; where one line in sixteen bridges two, they stay two."""
    most = max(len(line.tokens) for line in body)
    full = [line for line in body if len(line.tokens) * 2 >= most]
    headed = [line for line in full if not is_value(line.tokens[0].text)]
    if len(headed) >= 3 and len(headed) * 2 > len(full):
        full = [line for line in full if line in headed or line is not full[0]]
    tolerated = len(full) // 16
    size = median(line.size for line in full)
    changes: list[tuple[float, int]] = []
    for line in full:
        for token in line.tokens:
            changes += [(token.x0, 1), (token.x1, -1)]
    spans: list[Span] = []
    depth, start = 0, 0.0
    for x, change in sorted(changes):
        before, depth = depth, depth + change
        if before <= tolerated < depth:
            start = x
        elif depth <= tolerated < before:
            if spans and start - spans[-1][1] < 0.12 * size:
                spans[-1] = (spans[-1][0], x)
            else:
                spans.append((start, x))
    return spans


def join_split(
    spans: list[Span], lines: Sequence[TokenLine], head: Sequence[TokenLine], size: float
) -> list[Span]:
    """Joins close neighbours that no line fills both of and no two names head: figures and the dashes that
    stand in their place.
    """

    def named(left: Span, right: Span) -> bool:
        """True where two names of one line stand on two sides of the middle, or over one of the two each."""
        middle = (left[1] + right[0]) / 2
        return any(
            (left[0] < a.x1 <= middle + 1 and middle - 1 <= b.x0 < right[1])
            or (
                a.x0 < left[1]
                and left[0] < a.x1 <= right[0]
                and left[1] <= b.x0 < right[1]
                and right[0] < b.x1
            )
            for line in head
            for a, b in combinations(line.tokens, 2)
        )

    names = union((t.x0, t.x1) for line in head for t in line.tokens)

    def close(left: Span, right: Span) -> bool:
        """True for columns near each other, or under one name only."""
        under = sum(min(name[1], right[1]) - max(name[0], left[0]) > 0 for name in names)
        return right[0] - left[1] < 3 * size or (under == 1 and len(names) > 2)

    def filled(span: Span) -> set[int]:
        return {
            i
            for i, line in enumerate(lines)
            if any(min(t.x1, span[1]) - max(t.x0, span[0]) > 0 for t in line.tokens)
        }

    columns = [(span, filled(span)) for span in spans]
    while True:
        choices = [
            (b[0][0] - a[0][1], i)
            for i, (a, b) in enumerate(pairwise(columns))
            if close(a[0], b[0])
            and len(a[1] & b[1]) <= 0.05 * min(len(a[1]), len(b[1]))
            and not named(a[0], b[0])
        ]
        if not choices:
            return [span for span, _ in columns]
        _, i = min(choices)
        (left, left_lines), (right, right_lines) = columns[i], columns[i + 1]
        columns[i : i + 2] = [((left[0], right[1]), left_lines | right_lines)]


def make_grid(
    content: PageContent,
    lines: Sequence[TokenLine],
    start: int,
    end: int,
    rules: Sequence[Rule],
    settings: Settings = DEFAULT,
) -> Grid | None:
    """The filled grid of the lines [start, end) and their head; None when they are no table of figures."""
    body = [line for line in lines[start:end] if line.is_body()]
    if 2 * len(body) < sum(len(line.tokens) > 1 for line in lines[start:end]):
        return None  # dates that go on below in rows of words
    spans = body_columns(body)
    if len(spans) < 2 or not _is_table(body, spans):
        return None
    outer = (spans[0][0], spans[-1][1])
    full = [
        r
        for r in rules
        if r.start <= outer[0] + 0.1 * (outer[1] - outer[0])
        and r.end >= outer[1] - 0.1 * (outer[1] - outer[0])
    ]
    inner = [r for r in rules if r not in full and r.start > outer[0] - 8 and r.end < outer[1] + 8]
    wide = [r for r in rules if min(r.end, outer[1]) - max(r.start, outer[0]) > 0.6 * (outer[1] - outer[0])]
    if _rules_make_rows(body, wide):
        return None
    end = _with_empty_rows(lines, start, end, spans, full)
    top, body_start = head_reach(lines, start, end, spans, full, inner)
    head = physical_lines(lines[top:body_start])
    size = median(line.size for line in body)
    spans = two_labels(spans, [line.tokens for line in body], [t for line in head for t in line.tokens])
    spans = widen(join_split(spans, body, head, size), body, head)
    if len(spans) < 2 or _goes_on_below(lines, end, spans):
        return None
    segments = [token for line in [*head, *body] for token in line.tokens]
    reach = (min(s.x0 for s in segments) - 3, max(s.x1 for s in segments) + 3)
    uprights = [r.at for r in content.rules if not r.horizontal and reach[0] < r.at < reach[1]]
    xs = column_edges(spans, segments, reach, uprights)
    inner = [r for r in inner if head and head[0].top < r.at < head[-1].line.bottom + head[-1].size]
    rows = head_rows(head, spans, xs, inner) + body_rows(lines, body_start, end, spans, xs, full)
    return _grid(content, rows, xs, lines[min(top, body_start)].top - 2, settings)


def _with_empty_rows(
    lines: Sequence[TokenLine], start: int, end: int, spans: Sequence[Span], full: Sequence[Rule]
) -> int:
    """Where the table ends, rows without figures included: names like those above, at their distance."""
    pitch = row_pitch(lines[start:end])
    while end < len(lines):
        line, last = lines[end], lines[end - 1]
        if (
            not stub_only(line, spans)
            or line.top - last.top > 1.1 * pitch
            or ruled_between(last, line, full)
            or abs(line.line.x0 - last.line.x0) > 1
            or line.line.x1 > spans[0][1] + line.size
            or abs(line.size - last.size) > 0.2
        ):
            break
        end += 1
    return end


def _goes_on_below(lines: Sequence[TokenLine], end: int, spans: Sequence[Span]) -> bool:
    """True when text goes on right under the last line of figures, in other columns than the first: the rows
    of this table are not lines of figures.
    """
    if end >= len(lines):
        return False
    line = lines[end]
    return (
        line.top - lines[end - 1].top < 1.5 * line.size
        and line.tokens[-1].x0 > spans[1][0] - 2
        and line.line.x1 < spans[-1][1] + 12
        and abs(line.size - lines[end - 1].size) < 0.3
    )


def _rules_make_rows(body: Sequence[TokenLine], wide: Sequence[Rule]) -> bool:
    """True when rules part most of the rows, be it beside a first cell that is merged over several."""
    parted = sum(
        any(upper.line.bottom - 2 < r.at < lower.line.bottom - 0.4 * lower.size for r in wide)
        for upper, lower in pairwise(body)
    )
    return parted >= 0.5 * (len(body) - 1)


def _is_table(body: Sequence[TokenLine], spans: Sequence[Span]) -> bool:
    """True when most lines hold figures in most of their columns, and little else."""
    if len(spans) < 4 and not any(ch.isalpha() for line in body for ch in line.tokens[0].text):
        return False  # the scale of a chart
    texts = [t for line in body for t in line.tokens[1:]]
    values = [t for t in texts if is_value(t.text)]
    if len(values) < 0.6 * len(texts):
        return False
    if len(spans) == 2:
        right = [abs(a.x1 - b.x1) < 1.5 or abs(a.x0 - b.x0) < 1.5 for a, b in pairwise(values)]
        return len(body) >= 3 and sum(right) >= 0.6 * len(right)
    return True


def _grid(
    content: PageContent, rows: Sequence[FigureRow], xs: list[float], top: float, settings: Settings
) -> Grid:
    """The grid of these rows."""
    ys = [top, *(row.top - 1 for row in rows[1:]), max(row.bottom for row in rows) + 2]
    ys = [max(y, ys[0] + 0.5 * i) for i, y in enumerate(ys)]
    grid = Grid(content.number, "plain", list(xs), ys, confidence=0.85)
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        for cell in row.cells:
            box = (xs[cell.first], ys[number], xs[cell.last + 1], ys[number + cell.rowspan])
            slots = {
                (r, c) for r in range(number, number + cell.rowspan) for c in range(cell.first, cell.last + 1)
            }
            if slots & taken:
                continue
            taken |= slots
            made = GridCell(number, cell.first, cell.rowspan, cell.last + 1 - cell.first, box, content.number)
            made.confidence = grid.confidence
            set_words(made, cell.words, content.fills, settings)
            grid.cells.append(made)
    for r in range(grid.n_rows):
        for c in range(grid.n_cols):
            if (r, c) not in taken:
                box = (xs[c], ys[r], xs[c + 1], ys[r + 1])
                grid.cells.append(GridCell(r, c, 1, 1, box, content.number, confidence=grid.confidence))
    grid.cells.sort(key=lambda cell: (cell.row, cell.col))
    return grid
