"""What is shown of a page for the cells of a conflict."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from expectations.cutouts import HEADER_HEIGHT, WIDEST, Cell, cut_out, merge


def table(rows: int, columns: int, *, width: float = 80, page: int = 1, header: int = 1) -> list[Cell]:
    """A table at (50, 100) with rows of 20 points, its first column in letters."""
    return [
        Cell(
            row,
            page,
            (50 + col * width, 100 + row * 20, 50 + (col + 1) * width, 120 + row * 20),
            "naam" if not col or row < header else "1",
            row < header,
        )
        for row in range(rows)
        for col in range(columns)
    ]


def cell(cells: list[Cell], row: int, col: int) -> tuple[float, float, float, float]:
    return [each for each in cells if each.row == row][col].bbox


def test_a_row_near_the_headers_is_one_piece_of_the_whole_width() -> None:
    cells = table(9, 4)
    found = cut_out("d", cells, 1, [cell(cells, 2, 3)])
    assert found.columns == ((47, 373),)
    assert found.strips == ((1, 97, 183),)  # from the header to the row after


def test_a_row_far_below_stands_under_the_headers() -> None:
    cells = table(40, 4)
    found = cut_out("d", cells, 1, [cell(cells, 30, 3)])
    assert found.strips == ((1, 97, 123), (1, 677, 743))
    assert [[bool(pane.marks) for pane in row] for row in found.panes] == [[False], [True]]


def test_headers_on_an_earlier_page_come_from_there() -> None:
    first = table(20, 3, page=4)
    after = [Cell(each.row + 19, 5, each.bbox, each.text, False) for each in table(6, 3)[3:]]
    found = cut_out("d", first + after, 5, [after[-1].bbox])
    assert [strip[0] for strip in found.strips] == [4, 5]
    assert not found.panes[0][0].marks and found.panes[1][0].marks


def test_of_a_wide_table_the_label_and_the_columns_around_the_figure_are_shown() -> None:
    cells = table(5, 12)
    found = cut_out("d", cells, 1, [cell(cells, 3, 10)])
    (label, around) = found.columns
    assert label == (47, 133)
    assert around[0] <= cell(cells, 3, 10)[0] and around[1] - around[0] + label[1] - label[0] <= WIDEST + 12
    assert (around[0] + 3 - 50) % 80 == 0  # whole columns


def test_a_label_merged_over_rows_is_the_label_of_each() -> None:
    merged = Cell(1, 1, (50, 120, 130, 200), "Losser", False)
    cells = [each for each in table(5, 12) if each.row == 0 or each.bbox[0] > 50] + [merged]
    found = cut_out("d", cells, 1, [(930, 160, 1010, 180)])
    assert found.columns[0] == (47, 133)


def test_a_table_without_headers_has_its_heading_above() -> None:
    cells = table(2, 2, header=0)
    assert cut_out("d", cells, 1, [cell(cells, 1, 1)]).strips == ((1, 53, 143),)


def test_a_tall_header_is_shown_from_below() -> None:
    cells = table(40, 3, header=20)
    found = cut_out("d", cells, 1, [cell(cells, 35, 1)])
    assert found.strips[0] == (1, 500 - HEADER_HEIGHT - 3, 503)


@given(
    st.integers(2, 60), st.integers(1, 20), st.integers(0, 3), st.lists(st.integers(0, 10_000), min_size=1)
)
def test_every_mark_is_whole_in_one_of_the_panes(
    rows: int, columns: int, header: int, chosen: list[int]
) -> None:
    cells = table(rows, columns, header=header)
    marks = list({cells[number % len(cells)].bbox for number in chosen})
    panes = [pane for row in cut_out("d", cells, 1, marks).panes for pane in row]
    for x0, top, x1, bottom in marks:
        assert any(
            pane.box[0] <= x0 and pane.box[1] <= top and pane.box[2] >= x1 and pane.box[3] >= bottom
            for pane in panes
            if (x0, top, x1, bottom) in pane.marks
        )


def test_spans_that_lie_close_together_become_one() -> None:
    assert merge([(100, 110), (0, 10), (35, 50)]) == [(0, 50), (100, 110)]
