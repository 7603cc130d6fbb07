"""Lists set side by side to save paper, as the one list they are: 'Gemeente | Opgave | Gemeente | Opgave', or
label and value twice in a row without a header.
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


def unfold(table: Stitched) -> Stitched:
    """The table, the rows of its second and third list below those of the first. Where it holds no such
    lists, the table as it is.

    Every cell stays where it is on its page; its row and column are counted within the list.
    """
    lists = next((number for number in (2, 3) if _holds_lists(table, number)), 1)
    if lists == 1:
        return table
    width, body = table.n_cols // lists, table.n_rows - table.header_rows
    cells = [
        replace(cell, row=cell.row + cell.col // width * body, col=cell.col % width)
        for cell in table.cells
        if cell.row >= table.header_rows or cell.col < width
    ]
    regions = []
    for part in range(lists):
        for region, grid in zip(table.regions, table.grids, strict=True):
            box = (grid.xs[part * width], region.bbox[1], grid.xs[(part + 1) * width], region.bbox[3])
            first, end = (row + part * body for row in region.rows)
            regions.append(Region(region.page, box, (first if not part else max(first, table.n_rows), end)))
    return replace(table, cells=cells, regions=regions, n_rows=table.n_rows + (lists - 1) * body, lists=lists)


def _holds_lists(table: Stitched, number: int) -> bool:
    """True for so many lists side by side: no cell runs over two, all have the same header, or pairs of label
    and value have none.
    """
    width = table.n_cols // number
    if table.n_cols % number or width < 2 or len(table.regions) != len(table.grids):
        return False
    if any(cell.col // width != (cell.col + cell.colspan - 1) // width for cell in table.cells):
        return False
    parts = [[c for c in table.cells if c.col // width == part] for part in range(number)]
    bodies = [[c for c in own if c.row >= table.header_rows and not is_empty(c.text)] for own in parts]
    if not all(_has_labels(own, part * width) for part, own in enumerate(bodies)):
        return False
    if table.header_rows:
        heads = [
            [(c.row, c.col % width, fold(c.text)) for c in own if c.row < table.header_rows] for own in parts
        ]
        return all(sorted(head) == sorted(heads[0]) for head in heads) and any(text for *_, text in heads[0])
    return width == 2 and all(_has_values(own, part * width + 1) for part, own in enumerate(bodies))


def _has_labels(cells: Sequence[GridCell], col: int) -> bool:
    """True for a column of texts."""
    texts = [cell.text for cell in cells if cell.col == col]
    return len(texts) >= _LEAST_ROWS and not any(map(is_figure, texts))


def _has_values(cells: Sequence[GridCell], col: int) -> bool:
    """True for a column of figures."""
    texts = [cell.text for cell in cells if cell.col == col]
    return len(texts) >= _LEAST_ROWS and sum(map(is_figure, texts)) >= _MOSTLY * len(texts)
