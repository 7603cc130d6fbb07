"""Tables without rules: successive lines whose gaps stand under each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from statistics import median

from extract.model import BBox
from extract.page import Line, PageContent, read_lines
from extract.settings import DEFAULT, Settings
from extract.tables.columns import column_edges, column_spans
from extract.tables.grid import Grid, GridCell, set_words, words_outside
from extract.tables.light import Band, bridges
from extract.tables.textrows import TextRow, line_segments, text_rows
from extract.tables.values import is_number, is_value

_LEADERS = re.compile(r"(\.\s?){5,}|…{2,}")


def unruled_grids(
    content: PageContent, taken: Sequence[BBox] = (), settings: Settings = DEFAULT
) -> list[Grid]:
    """The grids that white space alone makes, outside the boxes already taken."""
    words = words_outside(content.words, taken)
    reach = content.height * settings.text_margin_share
    lines = [
        line
        for line in read_lines(words, settings)
        if line.bottom > reach and line.top < content.height - reach
    ]
    grids = []
    for block in blocks(lines, taken, settings):
        rows = text_rows(block, settings)
        if (grid := text_grid(content, rows, settings)) is not None:
            grids.append(grid)
    return grids


def blocks(lines: Sequence[Line], taken: Sequence[BBox], settings: Settings = DEFAULT) -> list[list[Line]]:
    """Runs of lines of one size, at most a blank row apart, that hold text beside text."""
    found: list[list[Line]] = []
    current: list[Line] = []
    beside = {id(line) for line in lines if len(line_segments(line, settings)) > 1}
    for line in lines:
        if current and not _goes_on(current, line, taken, beside):
            found.append(current)
            current = []
        current.append(line)
    found.append(current)
    return [trimmed for block in found if (trimmed := _trim(block, beside))]


def _goes_on(block: Sequence[Line], line: Line, taken: Sequence[BBox], beside: Set[int]) -> bool:
    """True when a line can belong to the same table as the lines before it; `beside` are the ids of lines
    with text beside text.
    """
    last = block[-1]
    if abs(line.size - last.size) > 0.3 or _LEADERS.search(line.text) or _LEADERS.search(last.text):
        return False
    if any(last.bottom <= box[1] + 2 and box[3] - 2 <= line.top for box in taken):
        return False
    step = line.top - max(other.top for other in block[-3:])
    if step > 3.6 * line.size:
        return False
    if step > 2.0 * line.size and line.bold and not last.bold:
        return False
    if id(line) not in beside and line.x0 <= min(other.x0 for other in block) + 1:
        share = (line.x1 - line.x0) / (max(other.x1 for other in block) - min(other.x0 for other in block))
        lately = any(id(other) in beside for other in block[-3:])
        return share < 0.3 or (share < 0.55 and lately)
    return True


def _trim(block: list[Line], beside: Set[int]) -> list[Line]:
    """The block from its first line of text beside text on; [] when it has none."""
    full = [index for index, line in enumerate(block) if id(line) in beside]
    if not full:
        return []
    first = full[0]
    while (
        first > 0
        and block[first].top - block[first - 1].top < 2.0 * block[first].size
        and (block[first - 1].bold == block[first].bold and block[first - 1].x0 > block[first].x0 + 1)
    ):
        first -= 1
    last = full[-1]
    while last + 1 < len(block) and block[last + 1].top - block[last].top < 1.9 * block[last].size:
        last += 1
    return block[first : last + 1]


def text_grid(content: PageContent, rows: Sequence[TextRow], settings: Settings = DEFAULT) -> Grid | None:
    """The filled grid of these rows; None when they are no table."""
    spans = column_spans([row.segments for row in rows], settings)
    if len(spans) < 2 or not is_table(rows, len(spans)):
        return None
    segments = [segment for row in rows for segment in row.segments]
    outer = (min(s.x0 for s in segments) - 3, max(s.x1 for s in segments) + 3)
    xs = column_edges(spans, segments, outer)
    ys = [rows[0].top - 2, *((row.top - 1) for row in rows[1:]), max(row.bottom for row in rows) + 2]
    grid = Grid(content.number, "plain", xs, ys, confidence=0.85)
    bands = [Band(ys[i], ys[i + 1], [], row.segments) for i, row in enumerate(rows)]
    for number, (row, band) in enumerate(zip(rows, bands, strict=True)):
        below = bands[number + 1] if number + 1 < len(bands) else None
        joined = bridges(band, xs, heads=number == 0 and len(rows) > 2, below=below)
        start = 0
        for col in range(grid.n_cols):
            if col + 1 in joined:
                continue
            own = [w for s in row.segments for w in s.words if xs[start] <= w.middle[0] < xs[col + 1]]
            box = (xs[start], ys[number], xs[col + 1], ys[number + 1])
            cell = GridCell(
                number, start, 1, col + 1 - start, box, content.number, confidence=grid.confidence
            )
            set_words(cell, own, content.fills, settings)
            grid.cells.append(cell)
            start = col + 1
    return grid


def is_table(rows: Sequence[TextRow], n_cols: int) -> bool:
    """False for prose in columns, lists and single lines; one line is a table only as a label with its
    figure.
    """
    if len(rows) == 1:
        texts = [segment.text for segment in rows[0].segments]
        return len(texts) == 2 and is_number(texts[1]) and any(ch.isalpha() for ch in texts[0])
    full = [row for row in rows if len(row.segments) > 1]
    if len(full) < 2 or len(full) < 0.4 * len(rows):
        return False
    texts = [segment.text for row in rows for segment in row.segments]
    figures = sum(is_value(segment.text) for row in full for segment in row.segments[1:])
    if median(map(len, texts)) > 30 or (n_cols == 2 and sum(map(len, texts)) > 45 * len(texts)):
        return False
    if not figures and (len(rows) < 4 or sum(map(len, texts)) > 25 * len(texts)):
        return False
    return _has_short_column(full) or median(len(row.segments) for row in full) >= 3


def _has_short_column(rows: Iterable[TextRow]) -> bool:
    """True when most rows end in a figure or another short text."""
    last = [row.segments[-1].text for row in rows]
    return sum(is_number(text) or len(text) <= 12 for text in last) >= 0.5 * len(last)
