"""From drawn rules to the frames of cells: the steps of pdfplumber's table finder on bare numbers.

The steps and their outcome are pdfplumber's (tests compare the two); only the bookkeeping differs. Its edges
are dictionaries that each step copies, and every crossing is held against every other: in a bundle of plans
that takes as long as reading the pages.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.model import BBox
from extract.page import Rule
from extract.settings import DEFAULT, Settings

Point = tuple[float, float]


class Edge(NamedTuple):
    """A line at x or y = `at`, from `start` to `end`."""

    at: float
    start: float
    end: float


class Crossing(NamedTuple):
    """The edges that meet in a point, each a bit of a number."""

    vertical: int
    horizontal: int


def table_frames(rules: Iterable[Rule], settings: Settings = DEFAULT) -> list[list[BBox]]:
    """The cell frames of each table that the rules draw, tables from top to bottom."""
    rules = list(rules)
    horizontal = [Edge(rule.at, rule.start, rule.end) for rule in rules if rule.horizontal]
    vertical = [Edge(rule.at, rule.start, rule.end) for rule in rules if not rule.horizontal]
    if min(len(horizontal), len(vertical)) < 2:
        return []
    crossings = find_crossings(
        merge_edges(vertical, settings.snap), merge_edges(horizontal, settings.snap), settings.snap
    )
    return group_cells(smallest_cells(crossings))


def merge_edges(edges: Iterable[Edge], tolerance: float) -> list[Edge]:
    """Edges less than `tolerance` apart moved to their common mean, those that touch on one line joined."""
    snapped: list[Edge] = []
    cluster: list[Edge] = []
    for edge in [*sorted(edges), None]:
        if cluster and (edge is None or edge.at > cluster[-1].at + tolerance):
            mean = sum(other.at for other in cluster) / len(cluster)
            snapped += [Edge(mean, other.start, other.end) for other in cluster]
            cluster = []
        if edge is not None:
            cluster.append(edge)
    merged: list[Edge] = []
    for edge in sorted(snapped):
        last = merged[-1] if merged else None
        if last and last.at == edge.at and edge.start <= last.end + tolerance:
            merged[-1] = Edge(last.at, last.start, max(last.end, edge.end))
        else:
            merged.append(edge)
    return merged


def find_crossings(
    vertical: Sequence[Edge], horizontal: Sequence[Edge], tolerance: float
) -> dict[Point, Crossing]:
    """The points where edges meet, or miss each other by no more than `tolerance`; both come sorted."""
    heights = [edge.at for edge in horizontal]
    found: dict[Point, Crossing] = {}
    for number, upright in enumerate(vertical):
        first = bisect_left(heights, upright.start - tolerance)
        last = bisect_right(heights, upright.end + tolerance)
        for index in range(first, last):
            level = horizontal[index]
            if level.start - tolerance <= upright.at <= level.end + tolerance:
                point = upright.at, level.at
                before = found.get(point, Crossing(0, 0))
                found[point] = Crossing(before.vertical | 1 << number, before.horizontal | 1 << index)
    return found


def smallest_cells(crossings: dict[Point, Crossing]) -> list[BBox]:
    """For each point the smallest rectangle of which it is the top left corner and whose sides are drawn."""
    columns: dict[float, list[float]] = defaultdict(list)
    rows: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(crossings):
        columns[x].append(y)
        rows[y].append(x)
    cells: list[BBox] = []
    for x, ys in columns.items():
        for number, y in enumerate(ys):
            corner = crossings[x, y]
            below = [low for low in ys[number + 1 :] if crossings[x, low].vertical & corner.vertical]
            if not below:
                continue
            beside = rows[y][bisect_right(rows[y], x) :]
            right = [end for end in beside if crossings[end, y].horizontal & corner.horizontal]
            for bottom, end in ((low, end) for low in below for end in right):
                opposite = crossings.get((end, bottom))
                if (
                    opposite
                    and opposite.vertical & crossings[end, y].vertical
                    and opposite.horizontal & crossings[x, bottom].horizontal
                ):
                    cells.append((x, y, end, bottom))
                    break
    return cells


def group_cells(cells: Sequence[BBox]) -> list[list[BBox]]:
    """The cells of each table: those that hang together by their corners. A cell alone is no table."""
    at_corner: dict[Point, list[int]] = defaultdict(list)
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            at_corner[corner].append(number)
    tables: list[list[BBox]] = []
    seen: set[int] = set()
    for number in range(len(cells)):
        pending, table = [number], []
        while pending:
            if (current := pending.pop()) in seen:
                continue
            seen.add(current)
            table.append(current)
            x0, top, x1, bottom = cells[current]
            for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
                pending += at_corner.pop(corner, ())
        if len(table) > 1:
            tables.append([cells[index] for index in sorted(table)])
    return sorted(tables, key=lambda table: min((top, x0) for x0, top, _, _ in table))
