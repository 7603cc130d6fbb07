"""Whatever stands on a page, the search for tables ends, and each grid it finds has its cells within it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.page import PageContent, Rule, Word
from extract.tables.find import find_grids
from extract.turn import Turn

SIZE, PITCH = 9.0, 5.0
PRINTED = "863¹|²|1.234|12%|Gemeente|Opgave|–|2025|(x)|€ 12|٣|½|1e|n.v.t.|Totaal|Ⅷ|①|'25|10-12|*|¹)|1 234"
LEFT = st.integers(2, 12).map(lambda n: 40.0 * n)
TEXT = st.sampled_from(PRINTED.split("|")) | st.text(
    st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=6
)


def word(text: str, x: float, base: float) -> Word:
    glyphs = [(sign, x + PITCH * n, x + PITCH * (n + 1)) for n, sign in enumerate(text)]
    return Word(text, x, base - SIZE, x + PITCH * len(text), base, base, SIZE, False, (0, 0, 0), glyphs)


@st.composite
def pages(draw):
    words, rules, base = [], [], 80.0
    for row in draw(st.lists(st.dictionaries(LEFT, TEXT, min_size=1, max_size=6), min_size=1, max_size=10)):
        base += draw(st.sampled_from([11.0, 12.0, 14.0, 22.0]))
        words += [word(text, x, base) for x, text in sorted(row.items())]
        if draw(st.booleans()):
            rules.append(Rule(True, base + 3, 60.0, 540.0))
    if draw(st.booleans()):
        rules += [Rule(False, x - 4, 70.0, base + 10) for x in (80.0, 160.0, 320.0)]
    return PageContent(1, 595.0, 842.0, Turn(0, 595.0, 842.0), words, rules)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(pages())
def test_any_page_is_searched(page):
    for grid in find_grids(page):
        assert grid.n_rows and grid.n_cols
        for cell in grid.cells:
            assert cell.row >= 0 and cell.row + cell.rowspan <= grid.n_rows
            assert cell.col >= 0 and cell.col + cell.colspan <= grid.n_cols
