"""What the report shows of a page: the cells a conflict is about, with the headers and labels they belong to.

Worked out from where the cells of a table stand. Whoever has the PDF draws it: this package knows none.
Lengths are points, positions count from the top left of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

BBox = tuple[float, float, float, float]
Span = tuple[float, float]

WIDEST = 470.0  # a wider table is shown in panes, so that its text stays large enough to read
LABEL_WIDTH = 150.0  # at most this much of a label that the rest of the row is too far from
HEADER_HEIGHT = 130.0  # at most this much of a header, its lower part
NEIGHBOUR = 26.0  # at most this much of the rows above and below
ABOVE = 44.0  # what is shown above a table without headers: the heading says what it is about
NEAR = 30.0  # what lies closer together is shown as one
MARGIN = 3.0


@dataclass(frozen=True)
class Cell:
    """A cell of a table where it stands on `page`; `is_header` when its row is one of the headers."""

    row: int
    page: int
    bbox: BBox
    text: str
    is_header: bool


@dataclass(frozen=True)
class Pane:
    """A box of a page, and the boxes to be marked in it."""

    page: int
    box: BBox
    marks: tuple[BBox, ...]


@dataclass(frozen=True)
class Cutout:
    """What is shown of a document: a pane for each crossing of strips and columns, as in a frozen sheet.

    `strips` are (page, top, bottom) from top to bottom, `columns` (left, right) from left to right, `marks`
    the cells to be marked on `page`.
    """

    document_id: str
    page: int
    strips: tuple[tuple[int, float, float], ...]
    columns: tuple[Span, ...]
    marks: tuple[BBox, ...]

    @property
    def panes(self) -> list[list[Pane]]:
        """The panes, a list per strip."""
        return [
            [self._pane(page, (x0, top, x1, bottom)) for x0, x1 in self.columns]
            for page, top, bottom in self.strips
        ]

    def _pane(self, page: int, box: BBox) -> Pane:
        marks = self.marks if page == self.page else ()
        return Pane(page, box, tuple(mark for mark in marks if _overlap(mark, box)))


# What draws cut-outs: for each its images, laid out as its panes, or the reason in Dutch why it has none.
Images = list[list[bytes]]
Draw = Callable[[Sequence[Cutout]], Mapping[Cutout, Images | str]]


def cut_out(document_id: str, cells: Sequence[Cell], page: int, marks: Sequence[BBox]) -> Cutout:
    """The cut-out for the cells `marks` of a table on `page`; `cells` are those of all its pages."""
    here = [cell for cell in cells if cell.page == page]
    boxes = [cell.bbox for cell in here] or list(marks)
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    rows = {cell.row for cell in here for mark in marks if cell.bbox == tuple(mark)}
    spans = [_with_neighbours(here, row) for row in sorted(rows)] or [(box[1], box[3]) for box in marks]
    spans += [(mark[1], mark[3]) for mark in marks]
    header = [cell for cell in cells if cell.is_header]
    if not header:
        spans.append((max(0.0, min(box[1] for box in boxes) - ABOVE), min(box[3] for box in boxes)))
    else:
        first = min(cell.page for cell in header)
        top, bottom = _extent(cell for cell in header if cell.page == first)
        if first == page:
            spans.append((max(top, bottom - HEADER_HEIGHT), bottom))
    strips = [(page, *span) for span in merge(spans)]
    if header and first != page:
        strips.insert(0, (first, max(top, bottom - HEADER_HEIGHT), bottom))
    label = label_of(here, marks[0])
    edges = sorted({round(edge, 1) for box in boxes for edge in (box[0], box[2])})
    columns = _columns(left, right, label and label.bbox, edges, marks)
    return Cutout(
        document_id,
        page,
        tuple((number, max(0.0, top - MARGIN), bottom + MARGIN) for number, top, bottom in strips),
        tuple((max(0.0, x0 - MARGIN), x1 + MARGIN) for x0, x1 in columns),
        tuple(marks),
    )


def label_of(cells: Iterable[Cell], mark: BBox) -> Cell | None:
    """The cell that says what the row of `mark` is about: the first in letters, also one merged over rows."""
    middle = (mark[1] + mark[3]) / 2
    beside = [cell for cell in cells if cell.bbox[1] <= middle <= cell.bbox[3] and not cell.is_header]
    in_letters = [cell for cell in beside if any(map(str.isalpha, cell.text))]
    return min(in_letters or beside, default=None, key=lambda cell: cell.bbox[0])


def merge(spans: Iterable[Span], near: float = NEAR) -> list[Span]:
    """The spans in order, those that lie closer together than `near` as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] < near:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _with_neighbours(cells: Sequence[Cell], row: int) -> Span:
    """From top to bottom: a row, and of the rows above and below what says where it stands."""
    top, bottom = _extent(cell for cell in cells if cell.row == row)
    around_top, around_bottom = _extent(cell for cell in cells if abs(cell.row - row) <= 1)
    return max(around_top, top - NEIGHBOUR), min(around_bottom, bottom + NEIGHBOUR)


def _extent(cells: Iterable[Cell]) -> Span:
    boxes = [cell.bbox for cell in cells]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)


def _columns(
    left: float, right: float, label: BBox | None, edges: Sequence[float], marks: Sequence[BBox]
) -> list[Span]:
    """From left to right: all of a narrow table, else the label and what is around the marks."""
    if right - left <= WIDEST:
        return [(left, right)]
    spans = [] if label is None else [(label[0], min(label[2], label[0] + LABEL_WIDTH))]
    room = WIDEST - sum(end - start for start, end in spans)
    first, last = min(mark[0] for mark in marks), max(mark[2] for mark in marks)
    if last - first <= room:
        start = min(max(left, (first + last - room) / 2), right - room)
        spans.append(_whole((start, start + room), (first, last), edges))
    else:
        spans += [_whole((mark[0] - 60, mark[2] + 60), (mark[0], mark[2]), edges) for mark in marks]
    return merge(spans)


def _whole(span: Span, inner: Span, edges: Sequence[float]) -> Span:
    """The span made smaller to whole columns, as long as it holds the inner one."""
    start, end = span
    return (
        min((edge for edge in edges if start <= edge <= inner[0]), default=min(start, inner[0])),
        max((edge for edge in edges if inner[1] <= edge <= end), default=max(end, inner[1])),
    )


def _overlap(a: BBox, b: BBox) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
