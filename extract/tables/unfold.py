"""Lists set side by side to save paper: those that go on beside themselves become the one list they are
('Gemeente | Opgave | Gemeente | Opgave', or label and value twice in a row without a header), those of other
things become tables of their own ('Gemeente | DSL | Gemeente | KSO'; labels and values of one topic beside
those of another).

Every cell stays where it is on its page; its row and column are counted within the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Region
from extract.tables.grid import GridCell
from extract.tables.stitch import Stitched
from extract.text import fold, is_empty, is_figure

_MOSTLY = 0.7
_LEAST_ROWS = 2


def unfold(table: Stitched) -> list[Stitched]:
    """The lists of a table from left to right; the table as it is where it holds no more than one."""
    if len(table.regions) != len(table.grids):
        return [table]
    for number in (2, 3):
        if _is_folded(table, number):
            return [_joined(table, number)]
    if _are_pairs(table):
        return [_columns(table, col, col + 2) for col in range(0, table.n_cols, 2)]
    for col in range(2, table.n_cols - 1):
        if _begins_again(table, col):
            return [_columns(table, 0, col), *unfold(_columns(table, col, table.n_cols))]
    return [table]


def _joined(table: Stitched, lists: int) -> Stitched:
    """The table, the rows of its second and third list below those of the first."""
    width, body = table.n_cols // lists, table.n_rows - table.header_rows
    joined = _columns(table, 0, width)
    for part in range(1, lists):
        own, down = _columns(table, part * width, (part + 1) * width), part * body
        joined.cells += [replace(c, row=c.row + down) for c in own.cells if c.row >= table.header_rows]
        for number, region in enumerate(own.regions):
            head = 0 if number else table.header_rows
            rows = (region.rows[0] + head + down, region.rows[1] + down)
            joined.regions.append(replace(region, rows=rows))
    joined.n_rows += (lists - 1) * body
    return joined


def _columns(table: Stitched, start: int, end: int) -> Stitched:
    """The columns [start, end) of a table as a table."""
    x = table.columns[0]
    cells = [replace(c, col=c.col - start) for c in table.cells if start <= c.col < end]
    regions = [
        Region(
            region.page, (grid.xs[x + start], region.bbox[1], grid.xs[x + end], region.bbox[3]), region.rows
        )
        for region, grid in zip(table.regions, table.grids, strict=True)
    ]
    return replace(table, cells=cells, regions=regions, columns=(x + start, x + end))


def _is_folded(table: Stitched, number: int) -> bool:
    """True for so many lists of the same: all have one header, or pairs of label and value have none."""
    width = table.n_cols // number
    if table.n_cols % number or width < 2:
        return False
    starts = [part * width for part in range(number)]
    if any(_runs_over(table, col) for col in starts[1:]) or not all(_has_labels(table, s) for s in starts):
        return False
    if table.header_rows:
        heads = [
            sorted(
                (c.row, c.col - start, fold(c.text))
                for c in table.cells
                if c.row < table.header_rows and start <= c.col < start + width
            )
            for start in starts
        ]
        return all(head == heads[0] for head in heads) and any(text for *_, text in heads[0])
    return width == 2 and all(_has_values(table, start + 1) for start in starts)


def _are_pairs(table: Stitched) -> bool:
    """True for labels with their values, side by side under a head of each: 'Asiel' | | 'Oekraïne' |."""
    starts = range(0, table.n_cols, 2)
    if table.n_cols % 2 or table.n_cols < 4 or table.header_rows != 1:
        return False
    heads = {c.col: c.text for c in table.cells if c.row == 0 and c.text}
    return {*heads} == {*starts} and all(
        _has_labels(table, col) and _has_values(table, col + 1) and not _runs_over(table, col)
        for col in starts
    )


def _begins_again(table: Stitched, col: int) -> bool:
    """True where a column of labels has the header of the first, and no cell runs from before it into it."""
    first, again = _header(table, 0), _header(table, col)
    return (
        bool(first)
        and first == again
        and not _runs_over(table, col)
        and _has_labels(table, 0)
        and _has_labels(table, col)
    )


def _header(table: Stitched, col: int) -> str:
    """The lowest header of a column, folded."""
    above = [
        c for c in table.cells if c.col == col and c.colspan == 1 and c.row < table.header_rows and c.text
    ]
    return fold(max(above, key=lambda c: c.row).text) if above else ""


def _runs_over(table: Stitched, col: int) -> bool:
    """True where a cell stands on both sides of the left edge of a column."""
    return any(c.col < col < c.col + c.colspan for c in table.cells)


def _texts(table: Stitched, col: int) -> list[str]:
    """What the body of a column states."""
    cells: Sequence[GridCell] = table.cells
    return [c.text for c in cells if c.col == col and c.row >= table.header_rows and not is_empty(c.text)]


def _has_labels(table: Stitched, col: int) -> bool:
    """True for a column of texts."""
    texts = _texts(table, col)
    return len(texts) >= _LEAST_ROWS and not any(map(is_figure, texts))


def _has_values(table: Stitched, col: int) -> bool:
    """True for a column of figures."""
    texts = _texts(table, col)
    return len(texts) >= _LEAST_ROWS and sum(map(is_figure, texts)) >= _MOSTLY * len(texts)
