"""Tables drawn with rules on all sides: pdfplumber's steps from edges to cells, fed with cleaned rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from extract.model import BBox
from extract.page import Fill, PageContent, Rule
from extract.settings import DEFAULT, Settings
from extract.tables.grid import Grid, build_grid, fill_grid


def ruled_grids(content: PageContent, settings: Settings = DEFAULT) -> list[Grid]:
    """The grids that rules draw; where a page has none of them, those that the sides of filled rectangles
    draw.
    """
    frames = table_frames(content.rules, settings)
    grids = [grid for boxes in frames if (grid := _grid(content, boxes, settings)) is not None]
    if not grids and len(content.fills) > 3:
        frames = table_frames([*content.rules, *fill_sides(content.fills)], settings)
        grids = [grid for boxes in frames if (grid := _grid(content, boxes, settings)) is not None]
    return grids


def table_frames(rules: Iterable[Rule], settings: Settings = DEFAULT) -> list[list[BBox]]:
    """The cell frames of each table that the rules draw."""
    rules = list(rules)
    if sum(rule.horizontal for rule in rules) < 2 or sum(not rule.horizontal for rule in rules) < 2:
        return []
    edges = merge_edges(
        [_edge(rule) for rule in rules], settings.snap, settings.snap, settings.snap, settings.snap
    )
    edges = [edge for edge in edges if max(edge["width"], edge["height"]) >= settings.min_rule]
    return cells_to_tables(
        intersections_to_cells(edges_to_intersections(edges, settings.snap, settings.snap))
    )


def fill_sides(fills: Iterable[Fill]) -> list[Rule]:
    """The four sides of every filled rectangle, as rules."""
    return [
        Rule(horizontal, at, start, end)
        for fill in fills
        for x0, top, x1, bottom in (fill.bbox,)
        for horizontal, at, start, end in (
            (True, top, x0, x1),
            (True, bottom, x0, x1),
            (False, x0, top, bottom),
            (False, x1, top, bottom),
        )
    ]


def _edge(rule: Rule) -> dict[str, Any]:
    """The rule in the shape of pdfplumber's edges."""
    x0, x1 = (rule.start, rule.end) if rule.horizontal else (rule.at, rule.at)
    top, bottom = (rule.at, rule.at) if rule.horizontal else (rule.start, rule.end)
    return {
        "object_type": "line",
        "orientation": "h" if rule.horizontal else "v",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _grid(content: PageContent, boxes: list[BBox], settings: Settings) -> Grid | None:
    """The filled grid of these frames; None for a box around text and for a frame without any."""
    grid = build_grid(content.number, "ruled", boxes, settings)
    if grid.n_cols < 2:
        return None
    fill_grid(grid, content.words, content.fills, settings)
    return grid if sum(bool(cell.text) for cell in grid.cells) >= 2 else None
