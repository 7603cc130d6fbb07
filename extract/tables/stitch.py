"""Grids on successive pages that are one table: the repeated header dropped, a row cut by the page break
joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.model import Region
from extract.settings import DEFAULT, Settings
from extract.tables.grid import Grid, GridCell
from extract.tables.header import has_figures, header_rows, style_of
from extract.text import fold, is_empty, is_figure


@dataclass
class Placed:
    """A grid, whether body text stands before it on its page, and whether text or half a page stands after
    it.
    """

    grid: Grid
    text_before: bool
    text_after: bool


@dataclass
class Stitched:
    """One table: its cells with rows counted over all pages, and where it stands."""

    grids: list[Grid]
    cells: list[GridCell]
    regions: list[Region]
    n_rows: int
    header_rows: int
    open_end: bool  # it runs down to the end of its page
    columns: tuple[int, int]  # of its grids: from the first to before the last

    @property
    def n_cols(self) -> int:
        """The number of columns."""
        return self.columns[1] - self.columns[0]


def stitch(placed: Sequence[Placed], settings: Settings = DEFAULT) -> list[Stitched]:
    """The tables of a document, given its grids in reading order."""
    tables: list[Stitched] = []
    for item in placed:
        table = tables[-1] if tables else None
        grid = item.grid
        if table is not None and not item.text_before:
            grid = refit(grid, table.grids[-1], settings)
        if table is not None and not item.text_before and continues(table, grid, settings):
            append(table, grid)
        else:
            tables.append(begin(item.grid))
        tables[-1].open_end = not item.text_after
    return tables


def begin(grid: Grid) -> Stitched:
    """A table that so far stands on one page."""
    region = Region(grid.page, grid.bbox, (0, grid.n_rows))
    cells, columns = list(grid.cells), (0, grid.n_cols)
    return Stitched([grid], cells, [region], grid.n_rows, header_rows(grid), False, columns)


def continues(table: Stitched, grid: Grid, settings: Settings = DEFAULT) -> bool:
    """True when a grid at the top of a page goes on with the table at the end of the page before."""
    last = table.grids[-1]
    if not table.open_end or grid.page != last.page + 1 or grid.n_cols != last.n_cols:
        return False
    if repeated_rows(table, grid):
        return True
    aligned = all(abs(a - b) <= settings.same_edge for a, b in zip(last.xs, grid.xs, strict=True))
    return aligned and not has_own_header(table, grid)


def refit(grid: Grid, last: Grid, settings: Settings = DEFAULT) -> Grid:
    """The grid with its columns placed as those of `last`, when neither was drawn and all its texts fall
    into them.

    White space shows fewer columns on a page where some hold nothing, and places them a little differently.
    """
    if "ruled" in (grid.method, last.method) or grid.page != last.page + 1:
        return grid
    if grid.n_cols == last.n_cols and _share_columns(grid, last):
        return replace(grid, xs=last.xs)
    cells: list[GridCell] = []
    for row in range(grid.n_rows):
        col = 0
        for cell in grid.row_cells(row):
            if not cell.text:
                continue
            first = _column_of(last, cell.reach[0], col)
            end = _column_of(last, cell.reach[1], first)
            inside = last.xs[first] - settings.same_edge <= cell.reach[0] and (
                cell.reach[1] <= last.xs[end + 1] + settings.same_edge
            )
            if first < col or not inside or (end > first and cell.colspan == 1):
                return grid
            cells += _blanks(last, grid, row, col, first)
            box = (last.xs[first], cell.bbox[1], last.xs[end + 1], cell.bbox[3])
            cells.append(replace(cell, col=first, colspan=end - first + 1, bbox=box))
            col = end + 1
        cells += _blanks(last, grid, row, col, last.n_cols)
    return Grid(grid.page, grid.method, last.xs, grid.ys, cells, grid.confidence)


def _share_columns(grid: Grid, last: Grid) -> bool:
    """True when white space runs between the columns of both, which have as many."""
    reaches: list[list[tuple[float, float]]] = [[] for _ in last.xs]
    for cell in (*grid.cells, *last.cells):
        if cell.text and cell.colspan == 1:
            reaches[cell.col].append(cell.reach)
    hulls = [(min(x0 for x0, _ in own), max(x1 for _, x1 in own)) for own in reaches if own]
    return all(left[1] < right[0] for left, right in pairwise(hulls))


def _column_of(grid: Grid, x: float, start: int) -> int:
    """The first column from `start` on that reaches to a position."""
    columns = range(start, grid.n_cols)
    return next((col for col in columns if x < grid.xs[col + 1]), grid.n_cols - 1)


def _blanks(last: Grid, grid: Grid, row: int, start: int, end: int) -> list[GridCell]:
    """Empty cells of a row in the columns [start, end)."""
    top, bottom = grid.ys[row], grid.ys[row + 1]
    return [
        GridCell(row, col, 1, 1, (last.xs[col], top, last.xs[col + 1], bottom), grid.page)
        for col in range(start, end)
    ]


def repeated_rows(table: Stitched, grid: Grid) -> int:
    """How many leading rows of the grid repeat the table's header, if in other rows: lines of one text may
    be read as rows of their own.
    """
    count = 0
    while count < min(table.header_rows, grid.n_rows) and _texts(table.cells, count) == _texts(
        grid.cells, count
    ):
        count += 1
    if count == table.header_rows:
        return count
    own = header_rows(grid)
    return own if own and _words(table.cells, table.header_rows) == _words(grid.cells, own) else 0


def _words(cells: Sequence[GridCell], rows: int) -> list[str]:
    """The folded words of the first rows, sorted."""
    return sorted(word for row in range(rows) for text in _texts(cells, row) for word in text.split())


def has_own_header(table: Stitched, grid: Grid) -> bool:
    """True when the first row of the grid is set as the table's header is, but says something else."""
    first = grid.row_cells(0)
    if has_figures(first):
        return False
    if table.header_rows and table.n_rows > table.header_rows:
        head = style_of([c for c in table.cells if c.row == 0])
        body = style_of([c for c in table.cells if c.row == table.header_rows])
        if head != body:
            return style_of(first) == head
    return _figures_turn_to_words(table, first)


def _figures_turn_to_words(table: Stitched, first: Sequence[GridCell]) -> bool:
    """True when the columns that held figures so far hold words in this row."""
    turned = 0
    for cell in first:
        column = [
            c.text
            for c in table.cells
            if c.col == cell.col and c.row >= table.header_rows and not is_empty(c.text)
        ]
        mostly = column and sum(map(is_figure, column)) > 0.7 * len(column)
        turned += bool(mostly and any(ch.isalpha() for ch in cell.text) and len(fold(cell.text)) > 6)
    return turned >= 2


def append(table: Stitched, grid: Grid) -> None:
    """Adds the rows of a grid to the table."""
    skip = repeated_rows(table, grid)
    cut = is_cut(table, grid, skip)
    shift = table.n_rows - skip - cut
    for cell in grid.cells:
        if cell.row + cell.rowspan <= skip:
            continue
        if cut and cell.row == skip:
            _join_cell(table, cell)
            continue
        table.cells.append(replace(cell, row=cell.row + shift))
    if grid.n_rows > skip:
        table.regions.append(Region(grid.page, grid.bbox, (table.n_rows - cut, grid.n_rows + shift)))
    table.n_rows = grid.n_rows + shift
    table.grids.append(grid)


def is_cut(table: Stitched, grid: Grid, skip: int) -> bool:
    """True when the grid's first row is the rest of the table's last row: only running text that goes on,
    no label, no figure.
    """
    rest = [c for c in grid.cells if c.row == skip]
    above = {c.col: c for c in table.cells if c.row + c.rowspan == table.n_rows}
    if not rest or any(c.rowspan > 1 for c in rest) or not any(c.text for c in rest):
        return False
    if table.n_rows <= table.header_rows or any(c.col == 0 and c.text for c in rest):
        return False
    for cell in rest:
        if not cell.text:
            continue
        before = above.get(cell.col)
        if (
            before is None
            or not before.text
            or is_empty(before.text)
            or is_figure(cell.text)
            or before.colspan != cell.colspan
        ):
            return False
        starts_anew = cell.text[0].isupper() or cell.text[0].isdigit()
        if starts_anew and before.text.rstrip()[-1:] in ".!?;:":
            return False
    return True


def _join_cell(table: Stitched, rest: GridCell) -> None:
    """Adds the rest of a cut cell's text to the cell above it."""
    if not rest.text:
        return
    for index, cell in enumerate(table.cells):
        if cell.col == rest.col and cell.row + cell.rowspan == table.n_rows:
            table.cells[index] = replace(cell, text=f"{cell.text}\n{rest.text}")


def _texts(cells: Sequence[GridCell], row: int) -> list[str]:
    """Folded texts of a row from left to right, to compare: a text set over several columns may be read as
    standing in another of them on the next page.
    """
    return [fold(c.text) for c in sorted(cells, key=lambda c: c.col) if c.row == row and c.text]
