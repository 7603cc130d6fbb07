"""All grids of a page, whichever way they are drawn."""

from __future__ import annotations

from extract.page import PageContent
from extract.settings import DEFAULT, Settings
from extract.tables.figures import figure_grids
from extract.tables.grid import Grid
from extract.tables.header import has_figures
from extract.tables.light import light_grids
from extract.tables.ruled import ruled_grids
from extract.tables.unruled import unruled_grids


def find_grids(content: PageContent, settings: Settings = DEFAULT) -> list[Grid]:
    """The grids of a page, top to bottom; drawn ones first, then those that white space makes.

    A drawn head without drawn rows under it gives way to the table that white space finds there.
    """
    drawn = ruled_grids(content, settings)
    drawn += figure_grids(content, [grid.bbox for grid in drawn], settings)
    drawn += light_grids(content, [grid.bbox for grid in drawn], settings)
    heads = [grid for grid in drawn if grid.n_rows <= 3 and not has_figures(grid.cells)]
    grids = _with_unruled(content, [grid for grid in drawn if grid not in heads], settings)
    alone = [head for head in heads if not any(_covers(grid, head) for grid in grids)]
    if alone:
        grids = _with_unruled(
            content, [grid for grid in drawn if grid not in heads or grid in alone], settings
        )
    return sorted(grids, key=lambda grid: (grid.bbox[1], grid.bbox[0]))


def _with_unruled(content: PageContent, drawn: list[Grid], settings: Settings) -> list[Grid]:
    """The drawn grids and those found by white space outside them."""
    return drawn + unruled_grids(content, [grid.bbox for grid in drawn], settings)


def _covers(grid: Grid, head: Grid) -> bool:
    """True when a grid holds a drawn head and the rows under it."""
    x0, top, x1, bottom = head.bbox
    middle = (x0 + x1) / 2
    return (
        grid.bbox[1] - 6 <= top
        and bottom < grid.bbox[3] - 6
        and grid.bbox[0] < middle < grid.bbox[2]
        and grid.n_rows > head.n_rows
    )
