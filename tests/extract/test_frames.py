"""The frames of cells, against pdfplumber's own steps."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from extract.page import Rule
from extract.tables.frames import table_frames

SNAP = 3
# fractions, so that both compute the same means to the last digit
PLACES = st.builds(
    lambda step, off: Fraction(11 * step) + off, st.integers(0, 6), st.sampled_from([0, 1, 2, 3, 4])
)
RULES = st.lists(
    st.builds(lambda h, at, a, b: Rule(h, at, min(a, b), max(a, b)), st.booleans(), PLACES, PLACES, PLACES),
    max_size=40,
)


def edge(rule: Rule) -> dict[str, Any]:
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


@given(RULES)
def test_frames_are_those_of_pdfplumber(rules: list[Rule]) -> None:
    edges = merge_edges([edge(rule) for rule in rules], SNAP, SNAP, SNAP, SNAP)
    theirs = cells_to_tables(intersections_to_cells(edges_to_intersections(edges, SNAP, SNAP)))
    enough = all(sum(rule.horizontal == side for rule in rules) > 1 for side in (True, False))
    assert [sorted(table) for table in table_frames(rules)] == [sorted(t) for t in theirs if enough]


def test_a_merged_cell_is_one_frame() -> None:
    rules = [Rule(True, y, 0, 200) for y in (0, 20, 40)]
    rules += [Rule(False, x, 0, 40) for x in (0, 200)] + [Rule(False, 100, 20, 40)]
    assert table_frames(rules) == [[(0, 0, 200, 20), (0, 20, 100, 40), (100, 20, 200, 40)]]


def test_tables_apart_are_two() -> None:
    def grid(left: float) -> list[Rule]:
        return [Rule(True, y, left, left + 80) for y in (0, 20, 40)] + [
            Rule(False, x, 0, 40) for x in (left, left + 80)
        ]

    assert [len(table) for table in table_frames([*grid(0), *grid(100)])] == [2, 2]
