"""Paths and pictures of a page, from PDFium."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.drawings import Color, Drawings, Point
from extract.errors import TooLarge
from extract.model import BBox
from extract.settings import DEFAULT, Settings
from extract.source.bound import Scratch, pdfium

Matrix = tuple[float, float, float, float, float, float]
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2
_RECTANGLE = 5  # segments of a rectangle as PDFium keeps it: there, round and back


@dataclass
class PageObjects:
    """What a page holds besides text, and its text objects with the matrix of the form they stand in."""

    drawings: Drawings
    pictures: list[BBox] = field(default_factory=list)
    texts: dict[int, Matrix | None] = field(default_factory=dict)


def read_objects(page: int, height: float, limit: int, settings: Settings = DEFAULT) -> PageObjects:
    """The objects of an open page of this height; raises `TooLarge` for more than `limit` of them."""
    return _Walk(height, limit, settings).page(page)


class _Walk:
    """One walk over the objects of a page and of the forms in it."""

    def __init__(self, height: float, limit: int, settings: Settings) -> None:
        self._pdfium = pdfium()
        self._scratch = Scratch()
        self._height = height
        self._thickness = settings.rule_thickness
        self._left = limit
        self._limit = settings.max_objects_per_page
        self._found = PageObjects(Drawings(settings))

    def page(self, page: int) -> PageObjects:
        count = self._pdfium.Page_CountObjects(page)
        self._spend(count)
        get = self._pdfium.Page_GetObject
        for index in range(count):
            self._object(get(page, index), None)
        return self._found

    def _spend(self, count: int) -> None:
        """Counts objects; raises `TooLarge` beyond the limit."""
        self._left -= count
        if self._left < 0:
            raise TooLarge(f"over {self._limit:,} objects on one page; leave the page out")

    def _object(self, item: int, outer: Matrix | None) -> None:
        """One object; `outer` is the matrix of the forms around it."""
        kind = self._pdfium.PageObj_GetType(item)
        if kind == _TEXT:
            self._found.texts[item] = outer
        elif kind == _PATH:
            self._path(item, outer)
        elif kind == _IMAGE:
            self._found.pictures.append(self._bounds(item, outer))
        elif kind == _FORM:
            inner = self._matrix(item, outer)
            count = self._pdfium.FormObj_CountObjects(item)
            self._spend(count)
            for index in range(count):
                self._object(self._pdfium.FormObj_GetObject(item, index), inner)

    def _matrix(self, item: int, outer: Matrix | None) -> Matrix:
        """The matrix of an object, down to the page."""
        self._pdfium.PageObj_GetMatrix(item, self._scratch.at_floats)
        own = tuple(self._scratch.floats[:6])
        return own if outer is None else multiplied(own, outer)

    def _bounds(self, item: int, outer: Matrix | None) -> BBox:
        """The box around an object, from the top of the page."""
        at = self._scratch.at_floats
        self._pdfium.PageObj_GetBounds(item, at, at + 4, at + 8, at + 12)
        x0, y0, x1, y1 = self._scratch.floats[:4]
        if outer is None:
            return x0, self._height - y1, x1, self._height - y0
        return self._box([moved(outer, x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))])

    def _box(self, points: list[Point]) -> BBox:
        """The box around points of the page, from its top."""
        xs = [x for x, _ in points]
        ys = [y for _, y in points]
        return min(xs), self._height - max(ys), max(xs), self._height - min(ys)

    def _path(self, item: int, outer: Matrix | None) -> None:
        """A painted path: the rectangles, lines and other shapes it consists of."""
        at = self._scratch.at_ints
        self._pdfium.Path_GetDrawMode(item, at, at + 4)
        filled, stroked = bool(self._scratch.ints[0]), bool(self._scratch.ints[1])
        if not filled and not stroked:
            return
        count = self._pdfium.Path_CountSegments(item)
        self._spend(count)
        if count == _RECTANGLE and not stroked:  # most table borders; without a pen its bounds are its own
            box = self._bounds(item, outer)
            if min(box[2] - box[0], box[3] - box[1]) <= self._thickness:
                self._found.drawings.line(*box)
                return
        color = self._color(item) if filled else ()
        for points, shape in self._subpaths(item, count, self._matrix(item, outer)):
            self._shape(points, shape, filled, stroked, color)

    def _color(self, item: int) -> Color:
        """The fill colour in red, green and blue, () for a pattern."""
        at = self._scratch.at_ints
        if not self._pdfium.PageObj_GetFillColor(item, at, at + 4, at + 8, at + 12):
            return ()
        return tuple(round(part / 255, 2) for part in self._scratch.ints[:3])

    def _subpaths(self, item: int, count: int, matrix: Matrix) -> list[tuple[list[Point], str]]:
        """The points of each part of a path on the page, and its segments as letters: m, l, c, h (closed)."""
        subpaths: list[tuple[list[Point], str]] = []
        points: list[Point] = []
        shape = ""
        get_segment, get_point = self._pdfium.Path_GetPathSegment, self._pdfium.PathSegment_GetPoint
        get_type, is_closed = self._pdfium.PathSegment_GetType, self._pdfium.PathSegment_GetClose
        at, floats = self._scratch.at_floats, self._scratch.floats
        a, b, c, d, e, f = matrix
        controls = 0
        for index in range(count):
            segment = get_segment(item, index)
            kind = get_type(segment)
            if kind == _BEZIER_TO:
                controls += 1
                if controls % 3:  # two control points come before the one the curve leads to
                    continue
            get_point(segment, at, at + 4)
            x, y = floats[0], floats[1]
            point = a * x + c * y + e, b * x + d * y + f
            if kind == _MOVE_TO:
                if shape:
                    subpaths.append((points, shape))
                points, shape = [point], "m"
            else:
                points.append(point)
                shape += "l" if kind == _LINE_TO else "c"
                if is_closed(segment):
                    points.append(points[0])
                    shape += "h"
        if shape:
            subpaths.append((points, shape))
        return subpaths

    def _shape(self, points: list[Point], shape: str, filled: bool, stroked: bool, color: Color) -> None:
        """One part of a path, told apart as pdfminer does."""
        if len(shape) > 3 and shape.endswith("lh") and points[-2] == points[0]:
            points.pop()
            shape = shape[:-2] + "h"
        if len(points) < 2:
            return
        if shape in ("ml", "mlh"):
            self._found.drawings.line(*self._box(points[:2]))
        elif shape in ("mlllh", "mllll") and _is_rectangle(points):
            self._found.drawings.rectangle(self._box(points), filled, stroked, color)
        else:
            flipped = [(x, self._height - y) for x, y in points]
            self._found.drawings.shape(self._box(points), filled, stroked, flipped)


def _is_rectangle(points: list[Point]) -> bool:
    """True for five points that go round an upright rectangle."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3), last = points
    return last == points[0] and (
        (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)
    )


def multiplied(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` and then `outer`."""
    a, b, c, d, e, f = inner
    k, m, n, p, q, r = outer
    return (
        a * k + b * n,
        a * m + b * p,
        c * k + d * n,
        c * m + d * p,
        e * k + f * n + q,
        e * m + f * p + r,
    )


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """A point after the matrix is applied."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
