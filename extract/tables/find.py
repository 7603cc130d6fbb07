"""All grids of a page, whichever way they are drawn."""

from __future__ import annotations

from extract.page import PageContent
from extract.settings import DEFAULT, Settings
from extract.tables.grid import Grid
from extract.tables.light import light_grids
from extract.tables.ruled import ruled_grids
from extract.tables.unruled import unruled_grids


def find_grids(content: PageContent, settings: Settings = DEFAULT) -> list[Grid]:
    """The grids of a page, top to bottom."""
    grids = ruled_grids(content, settings)
    grids += light_grids(content, [grid.bbox for grid in grids], settings)
    grids += unruled_grids(content, [grid.bbox for grid in grids], settings)
    return sorted(grids, key=lambda grid: (grid.bbox[1], grid.bbox[0]))
