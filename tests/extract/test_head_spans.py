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
