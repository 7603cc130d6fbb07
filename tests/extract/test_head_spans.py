"""Over which columns the texts of a header row stand, where no rule tells."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.page import Rule, Word, make_line
from extract.tables.figure_heads import head_rows
from extract.tables.head_spans import head_spans
from extract.tables.segments import Segment
from extract.tables.tokens import TokenLine

EDGES = [0.0, 100.0, 150.0, 200.0, 250.0, 300.0]


def text(x0: float, x1: float, base: float, words: str) -> Segment:
    word = Word(words, x0, base - 8, x1, base, base, 10.0, True, (), [])
    return Segment(x0, x1, (word,))


def names(*cols: int) -> list[Segment]:
    """Names in the middle of columns, in the row below."""
    return [text(EDGES[c] + 10, EDGES[c + 1] - 10, 130, "Opgave") for c in cols]


@pytest.mark.parametrize(
    ("heads", "reaches"),
    [
        ([(130, 170), (230, 270)], [(1, 2), (3, 4)]),  # in the middle of two columns each
        ([(110, 140), (210, 240)], [(1, 2), (3, 4)]),  # at the left of the first of them
        ([(180, 220)], [(1, 4)]),  # all columns that no other text wants
        ([(130, 170), (210, 240)], [(1, 2), (3, 3)]),  # a name alone beside a group
    ],
)
def test_texts_share_out_the_columns_named_below(heads, reaches):
    below = names(1, 2, 3) if len(heads) == 2 and reaches[-1] == (3, 3) else names(1, 2, 3, 4)
    assert head_spans([text(*head, 100, "Asiel") for head in heads], below, EDGES) == reaches


def test_groups_stand_over_whole_groups():
    below = [text(140, 160, 130, "Regulier"), text(240, 260, 130, "Amv")]
    under = [(1, 2), (3, 4)]
    assert head_spans([text(180, 220, 100, "Asiel")], below, EDGES, under) == [(1, 4)]


def test_a_head_just_in_the_middle_leaves_a_column_without_one():
    edges = [0.0, 120.0, 190.0, 295.0, 365.0, 455.0]
    below = [text(x0 + 4, x0 + 44, 130, "Opgave") for x0 in edges[:-1]]
    middle = (edges[1] + edges[4]) / 2
    assert head_spans([text(middle - 20, middle + 20, 100, "Amv")], below, edges) == [(1, 3)]


def test_a_head_in_the_middle_of_its_list_takes_in_the_names():
    edges = [0.0, 60.0, 100.0, 140.0, 180.0, 240.0, 280.0]
    below = [text(x0 + 5, x1 - 5, 130, "Naam") for x0, x1 in pairwise(edges)]
    heads = [text(78, 102, 100, "Asiel"), text(218, 242, 100, "Oekraïne")]
    assert head_spans(heads, below, edges) == [(0, 3), (4, 5)]


def test_a_bracket_at_the_end_of_a_line_is_no_figure():
    below = [text(10 + x, 40 + x, 130, "Opgave") for x in (100, 150, 200)]
    below += [text(260, 270, 130, "(1"), text(260, 290, 142, "juli)")]
    assert head_spans([text(130, 170, 100, "A"), text(246, 254, 100, "B")], below, EDGES) == [(1, 2), (3, 4)]


def test_texts_over_figures_stand_over_their_own_column():
    figures = [text(EDGES[c] + 10, EDGES[c + 1] - 10, 130, "410") for c in range(1, 5)]
    assert head_spans([text(180, 190, 100, "Asiel")], figures, EDGES) == [(2, 2)]


def test_a_rule_under_two_group_heads_does_not_tell_their_columns():
    edges = [
        0.0,
        60.0,
        110.0,
        160.0,
        200.0,
        290.0,
        400.0,
    ]  # the last columns are wide: nearness would mislead
    spans = [(left + 5, right - 5) for left, right in pairwise(edges)]

    def line(*texts: Segment) -> TokenLine:
        return TokenLine(make_line([word for t in texts for word in t.words]), list(texts))

    heads = line(text(70, 150, 100, "2025-I"), text(240, 320, 100, "2025-II"))
    names = line(*(text(x0, x1, 120, "Taak") for x0, x1 in spans[1:]))
    rule = Rule(True, 105.0, 60.0, 400.0)
    rows = head_rows([heads, names], spans, edges, [rule])
    assert [(cell.first, cell.last) for cell in rows[0].cells] == [(1, 2), (3, 5)]
