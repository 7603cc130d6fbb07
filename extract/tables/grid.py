"""The cell grid of one table on one page: which rows and columns there are, and what each cell holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.model import BBox
from extract.page import Fill, Word, split_word
from extract.settings import DEFAULT, Settings


@dataclass
class GridCell:
    """A cell with its place, its text as printed, and how it looks."""

    row: int
    col: int
    rowspan: int
    colspan: int
    bbox: BBox
    page: int
    text: str = ""
    bold: bool = False
    fill: tuple[float, ...] = ()
    color: tuple[float, ...] = ()
    reach: tuple[float, float] = (0.0, 0.0)  # from the left to the right end of its text
    confidence: float = 1.0
    origin: str = "text"  # text | ocr


@dataclass
class Grid:
    """A table on one page; `xs` and `ys` are the edges of its columns and rows, `method` how it was found."""

    page: int
    method: str  # ruled | light | plain
    xs: list[float]
    ys: list[float]
    cells: list[GridCell] = field(default_factory=list)
    confidence: float = 1.0

    @property
    def n_rows(self) -> int:
        """The number of rows."""
        return len(self.ys) - 1

    @property
    def n_cols(self) -> int:
        """The number of columns."""
        return len(self.xs) - 1

    @property
    def bbox(self) -> BBox:
        """The outer frame."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def row_cells(self, row: int) -> list[GridCell]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == row]


def edges_of(values: Iterable[float], gap: float) -> list[float]:
    """Sorted positions, those closer than `gap` to their neighbour drawn together at their mean."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] < gap:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def nearest(edges: Sequence[float], value: float) -> int:
    """The index of the edge closest to a position."""
    after = bisect_left(edges, value)
    if after in (0, len(edges)):
        return max(0, after - 1)
    return after if edges[after] - value < value - edges[after - 1] else after - 1


def build_grid(page: int, method: str, boxes: Iterable[BBox], settings: Settings = DEFAULT) -> Grid:
    """The grid of cell frames; a frame that reaches over several rows or columns becomes one merged cell."""
    boxes = list(boxes)
    xs = edges_of([x for b in boxes for x in (b[0], b[2])], settings.min_column_width)
    ys = edges_of([y for b in boxes for y in (b[1], b[3])], settings.min_row_height)
    grid = Grid(page, method, xs, ys)
    taken: set[tuple[int, int]] = set()
    for x0, top, x1, bottom in sorted(boxes, key=lambda b: (b[1], b[0])):
        col, end_col = nearest(xs, x0), nearest(xs, x1)
        row, end_row = nearest(ys, top), nearest(ys, bottom)
        slots = {(r, c) for r in range(row, end_row) for c in range(col, end_col)}
        if slots and not slots & taken:
            taken |= slots
            grid.cells.append(GridCell(row, col, end_row - row, end_col - col, (x0, top, x1, bottom), page))
    for row in range(grid.n_rows):
        for col in range(grid.n_cols):
            if (row, col) not in taken:
                box = (xs[col], ys[row], xs[col + 1], ys[row + 1])
                grid.cells.append(GridCell(row, col, 1, 1, box, page))
    grid.cells.sort(key=lambda cell: (cell.row, cell.col))
    return grid


def words_within(words: Iterable[Word], bbox: BBox) -> list[Word]:
    """The words whose centre lies in a box."""
    x0, top, x1, bottom = bbox
    return [w for w in words if top <= (w.top + w.bottom) / 2 <= bottom and x0 <= (w.x0 + w.x1) / 2 <= x1]


def words_outside(words: Iterable[Word], boxes: Iterable[BBox]) -> list[Word]:
    """The words whose centre lies in none of the boxes."""
    outside = list(words)
    for x0, top, x1, bottom in boxes:
        outside = [
            w
            for w in outside
            if not (top <= (w.top + w.bottom) / 2 <= bottom and x0 <= (w.x0 + w.x1) / 2 <= x1)
        ]
    return outside


def fill_grid(
    grid: Grid,
    words: Iterable[Word],
    fills: Iterable[Fill],
    settings: Settings = DEFAULT,
    *,
    cut: bool = True,
) -> dict[tuple[int, int], list[Word]]:
    """Deals the words of the page out to the cells and notes each cell's look; a word over an edge is cut
    at it, or with `cut` off goes to the cell of its middle. Returns the words by the row and column of
    their cell.
    """
    inside = words_within(words, grid.bbox)
    owned: dict[tuple[int, int], list[Word]] = {}
    slots = {
        (cell.row + r, cell.col + c): cell
        for cell in grid.cells
        for r in range(cell.rowspan)
        for c in range(cell.colspan)
    }
    for word in inside:
        row = _slot(grid.ys, (word.top + word.bottom) / 2)
        for piece in _cut(word, grid, slots, row) if cut else (word,):
            cell = slots[row, _slot(grid.xs, (piece.x0 + piece.x1) / 2)]
            owned.setdefault((cell.row, cell.col), []).append(piece)
    backgrounds = [f for f in fills if f.bbox[3] > grid.ys[0] and f.bbox[1] < grid.ys[-1]]
    for cell in grid.cells:
        set_words(cell, owned.get((cell.row, cell.col), []), backgrounds, settings)
    return owned


def set_words(
    cell: GridCell, own: Sequence[Word], fills: Iterable[Fill], settings: Settings = DEFAULT
) -> None:
    """Gives a cell its words, and the look that follows from them."""
    cell.text = cell_text(own, settings)
    cell.bold = bool(own) and all(word.bold for word in own)
    cell.color = own[0].color if own else ()
    cell.reach = (min(w.x0 for w in own), max(w.x1 for w in own)) if own else (0.0, 0.0)
    cell.fill = background(cell.bbox, fills)
    cell.confidence = min([cell.confidence, *(word.confidence for word in own)])


def _slot(edges: Sequence[float], value: float) -> int:
    """The index of the interval that holds a position, or of the one nearest to it."""
    return bisect_right(edges, value, 1, len(edges) - 1) - 1


def _cut(word: Word, grid: Grid, slots: dict[tuple[int, int], GridCell], row: int) -> list[Word]:
    """The word, cut at each column edge that a cell border of this row follows and that has glyphs on both
    sides.
    """
    pieces = [word]
    for col in range(bisect_right(grid.xs, word.x0 + 1), bisect_left(grid.xs, word.x1 - 1)):
        at = grid.xs[col]
        if 0 < col < grid.n_cols and slots[row, col - 1] is not slots[row, col]:
            pieces = [part for piece in pieces for part in split_word(piece, at)]
    return pieces


def cell_text(words: Iterable[Word], settings: Settings = DEFAULT) -> str:
    """The words of one cell as printed, a line break where a new line begins."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.base):
        if lines and word.base - lines[-1][-1].base <= settings.baseline_em * max(
            word.size, lines[-1][-1].size
        ):
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join(" ".join(w.text for w in sorted(line, key=lambda w: w.x0)) for line in lines)


def background(bbox: BBox, fills: Iterable[Fill]) -> tuple[float, ...]:
    """The colour of the last fill that covers the middle of a box, () when none does."""
    x, y = (bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2
    color: tuple[float, ...] = ()
    for fill in fills:
        if fill.bbox[0] <= x <= fill.bbox[2] and fill.bbox[1] <= y <= fill.bbox[3]:
            color = fill.color
    return color
