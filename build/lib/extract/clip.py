"""What is to be drawn of a page, and the drawing."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import BBox


@dataclass(frozen=True)
class Clip:
    """A page (from 1) or a box of it, in points from its top left, and the boxes to be marked on it."""

    page: int
    box: BBox | None = None
    marks: tuple[BBox, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A clip as the bytes of an image file; `width` and `height` are what it covers, in points."""

    image: bytes
    width: float
    height: float
