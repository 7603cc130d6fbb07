"""Strips and tiles of one picture are one picture; pictures that stand apart are not."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.pictures import join_strips, table_pictures


@given(st.permutations(range(12)))
def test_strips_down_the_page(order):
    strips = [(50.0, 100.0 + 20 * i, 500.0, 120.4 + 20 * i) for i in order]
    assert join_strips(strips) == [(50.0, 100.0, 500.0, 340.4)]


@given(st.permutations(list(product(range(3), range(4)))))
def test_tiles(order):
    tiles = [(50.0 + 100 * x, 90.0 + 50 * y, 150.0 + 100 * x, 140.0 + 50 * y) for x, y in order]
    assert join_strips(tiles) == [(50.0, 90.0, 350.0, 290.0)]


@pytest.mark.parametrize(
    "other",
    [
        (50.0, 210.0, 300.0, 300.0),  # a gap between them
        (50.0, 200.0, 250.0, 300.0),  # touching, but less wide
        (60.0, 200.0, 310.0, 300.0),  # touching, but shifted
    ],
)
def test_pictures_that_stand_apart(other):
    one = (50.0, 100.0, 300.0, 200.0)
    assert join_strips([other, one]) == [one, other]


def test_only_large_ones_may_be_tables():
    strips = [(50.0, 100.0 + 5 * i, 400.0, 105.0 + 5 * i) for i in range(20)]
    logo = (450.0, 20.0, 500.0, 60.0)
    assert table_pictures([logo, *strips]) == [(50.0, 100.0, 400.0, 200.0)]
