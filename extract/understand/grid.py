"""A table's cells by position: what covers a place, what its header says, what stands below it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from extract.model import Cell, Table
from extract.text import is_empty, is_figure, plain
from extract.understand.short_names import Meant


class Grid:
    """Look-up of cells by row and column; a merged cell covers all its places. What it gives is shared by all
    who ask, and not to be changed.
    """

    def __init__(
        self,
        table: Table,
        legend: Mapping[str, str] = MappingProxyType({}),
        short_names: Mapping[str, Meant] = MappingProxyType({}),
    ) -> None:
        """`legend` says what letters that stand alone in a header mean, `short_names` which areas."""
        self.table, self._legend, self._short_names = table, legend, short_names
        self._covering: dict[tuple[int, int], Cell] = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for col in range(cell.col, cell.col + cell.colspan):
                    self._covering[row, col] = cell
        self._paths: dict[int, list[str]] = {}
        self._bodies: dict[int, list[str]] = {}

    def cell(self, row: int, col: int) -> Cell | None:
        """The cell that covers this place, None where there is none."""
        return self._covering.get((row, col))

    def text(self, row: int, col: int) -> str:
        """The text that covers this place: a merged cell's text at all its places."""
        cell = self.cell(row, col)
        return self._in_full(cell.text) if cell else ""

    def own_text(self, row: int, col: int) -> str:
        """The text that begins at this place: '' in the rest of a merged cell."""
        cell = self.cell(row, col)
        return self._in_full(cell.text) if cell and (cell.row, cell.col) == (row, col) else ""

    def _in_full(self, text: str) -> str:
        """The text with short names of areas in full; among other words those with a sign in them."""
        names = self._short_names
        if not names or not text[:1].isalpha():
            return text
        if whole := names.get(plain(text)):
            return whole.name
        words = text.split(" ")
        return " ".join(names[w].name if w in names and not w.isalpha() else w for w in words)

    def guessed(self, row: int, col: int) -> tuple[str, float] | None:
        """The short name printed at this place with how sure its meaning is, where it is not certain."""
        cell = self.cell(row, col)
        meant = self._short_names.get(plain(cell.text)) if cell and self._short_names else None
        return (cell.text, meant.confidence) if cell and meant and meant.confidence < 1 else None

    def header_path(self, col: int) -> list[str]:
        """The header texts above a column, outermost first; a merged header counts once, letters that the
        legend knows have their meaning behind them.
        """
        if col not in self._paths:
            cells = [self.cell(row, col) for row in range(self.table.header_rows)]
            texts = [self._in_full(cell.text) for cell in dict.fromkeys(cells) if cell and cell.text.strip()]
            self._paths[col] = [self._written_out(text) for text in texts] if self._legend else texts
        return self._paths[col]

    def _written_out(self, text: str) -> str:
        """A header with the meaning of its letters behind it: 'T' → 'T (taakstelling)'."""
        meant = self._legend.get(text.strip(" *"))
        return f"{text} ({meant})" if meant else text

    def header_cell(self, col: int) -> Cell | None:
        """The deepest header cell above a column that says anything."""
        cells = (self.cell(row, col) for row in reversed(range(self.table.header_rows)))
        return next((cell for cell in cells if cell and cell.text.strip()), None)

    @property
    def body_rows(self) -> range:
        """The rows below the header."""
        return range(self.table.header_rows, self.table.n_rows)

    def body(self, col: int) -> list[str]:
        """The texts of a column below the header that state something."""
        if col not in self._bodies:
            texts = (self.own_text(row, col) for row in self.body_rows)
            self._bodies[col] = [text for text in texts if not is_empty(text)]
        return self._bodies[col]

    def share_of_figures(self, col: int) -> float:
        """Which part of a column's stated cells are figures; 0 where none states anything."""
        stated = self.body(col)
        return sum(map(is_figure, stated)) / len(stated) if stated else 0.0

    def filled(self, row: int) -> list[int]:
        """The columns in which a row's own cells state something; an empty mark counts as stated."""
        return [col for col in range(self.table.n_cols) if self.own_text(row, col).strip()]
