"""Which leading rows of a grid are its header."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.grid import Grid, GridCell
from extract.tables.values import is_year
from extract.text import is_empty, is_figure


def header_rows(grid: Grid) -> int:
    """The number of header rows: leading rows set apart by bold or fill, else those before the first figures.

    A table of one row has none; a row that holds figures never is one.
    """
    if grid.n_rows < 2:
        return 0
    rows = [grid.row_cells(row) for row in range(grid.n_rows)]
    leading = _before_figures(rows)
    if leading == 0:
        return 0
    styled = _styled(rows)
    count = min(leading, styled) if styled else 1
    if not styled:
        count = min(leading, 1 + _spanning(rows))
    return min(_reach(rows, count), grid.n_rows - 1)


def has_figures(cells: Sequence[GridCell]) -> bool:
    """True when some cell is a number; a year alone may also be a column's name."""
    return any(is_figure(cell.text) and not is_year(cell.text) for cell in cells)


def style_of(cells: Sequence[GridCell]) -> tuple[bool, tuple[float, ...]]:
    """Whether all text of a row is bold, and the fill of most of its cells."""
    texts = [cell for cell in cells if cell.text]
    fills = [cell.fill for cell in cells]
    return bool(texts) and all(cell.bold for cell in texts), max(fills, key=fills.count, default=())


def _before_figures(rows: Sequence[Sequence[GridCell]]) -> int:
    """The number of rows before the first that holds a figure."""
    for index, cells in enumerate(rows):
        if has_figures(cells):
            return index
    return len(rows)


def _styled(rows: Sequence[Sequence[GridCell]]) -> int:
    """The number of leading rows that look alike and unlike the row after them; 0 when the first row stands
    out in nothing.
    """
    first = style_of(rows[0])
    count = 0
    for cells in rows:
        style = style_of(cells)
        if not any(cell.text for cell in cells) or (style != first and not (first[0] and style[0])):
            break
        count += 1
    return count if (first[0] or first[1]) and count < len(rows) else 0


def _spanning(rows: Sequence[Sequence[GridCell]]) -> int:
    """How many leading rows hold group heads over several columns: each asks for one more header row."""
    count = 0
    for cells in rows:
        texts = [cell for cell in cells if not is_empty(cell.text)]
        if not any(cell.colspan > 1 for cell in texts) or len(texts) == 1:
            break
        count += 1
    return count


def _reach(rows: Sequence[Sequence[GridCell]], count: int) -> int:
    """`count`, made larger where a header cell is merged downwards past it."""
    return max([count, *(cell.row + cell.rowspan for cells in rows[:count] for cell in cells)])
