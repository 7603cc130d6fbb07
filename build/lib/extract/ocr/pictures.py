"""The pixels of the pictures on a page, as they are seen when the page is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from extract.model import BBox
from extract.turn import Turn

if TYPE_CHECKING:
    import numpy as np

_MOST_PIXELS = 6_000_000  # of a picture that is read: a page at 250 dots an inch
_HOSTILE_PIXELS = 120_000_000  # of a picture in the file: unpacking it would be a bomb
_DPI = 220  # at which a picture is drawn where its own pixels will not do
_SAME = 1.5  # points
_TEXT, _IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


class NoPixels(Exception):
    """The pixels of a picture cannot be had; the message says why, in Dutch."""


def has_invisible_text(page: pypdfium2.PdfPage) -> bool:
    """True when most text of a page is not shown: the reading that a scanner laid over its picture."""
    modes = [
        pdfium.FPDFTextObj_GetTextRenderMode(o.raw) for o in page.get_objects(filter=[_TEXT], max_depth=3)
    ]
    return bool(modes) and modes.count(_INVISIBLE) > len(modes) / 2


def pixels_of(page: pypdfium2.PdfPage, box: BBox, turn: Turn) -> np.ndarray:
    """The RGB pixels within a box of the page as it is read, upright; the same number to a point both ways.

    Raises `NoPixels`.
    """
    import numpy as np

    placed = turn.place(box)
    try:
        images = list(page.get_objects(filter=[_IMAGE], max_depth=3))
        for image in images:
            meta = image.get_metadata()
            if meta.width * meta.height > _HOSTILE_PIXELS:
                raise NoPixels("de afbeelding heeft te veel beeldpunten")
        pixels = _own(page, images, placed) if not page.get_rotation() else None
        if pixels is None:
            pixels = _drawn(page, placed, turn)
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise NoPixels("de afbeelding is beschadigd") from error
    if min(pixels.shape[:2]) < 8:
        raise NoPixels("de afbeelding is leeg")
    return np.ascontiguousarray(np.rot90(pixels, -turn.quarter) if turn.quarter else pixels)


def _own(page: pypdfium2.PdfPage, images: Sequence[Any], box: BBox) -> np.ndarray | None:
    """The pixels of the one image that fills a box, as they are in the file; None where it is turned, masked
    or cut.
    """
    import cv2

    left, _, _, top = page.get_mediabox()
    inside = []
    for image in images:
        x0, bottom, x1, upper = image.get_bounds()
        at = (x0 - left, top - upper, x1 - left, top - bottom)
        if min(at[2], box[2]) - max(at[0], box[0]) > 1 and min(at[3], box[3]) - max(at[1], box[1]) > 1:
            inside.append((image, at))
    if len(inside) != 1 or any(abs(a - b) > _SAME for a, b in zip(inside[0][1], box, strict=True)):
        return None
    image = inside[0][0]
    a, b, c, d, *_ = image.get_matrix().get()
    if a <= 0 or d <= 0 or abs(b) > 0.001 * a or abs(c) > 0.001 * d:
        return None
    meta = image.get_metadata()
    if not 2_500 <= meta.width * meta.height <= _MOST_PIXELS or pdfium.FPDFPageObj_HasTransparency(image.raw):
        return None
    pixels = _rgb(image.get_bitmap(render=False))
    height, width = pixels.shape[:2]
    even = width * (box[3] - box[1]) / (box[2] - box[0])
    if abs(even - height) > 0.01 * height:
        wide = height * (box[2] - box[0]) / (box[3] - box[1])
        size = (width, round(even)) if even > height else (round(wide), height)
        if size[0] * size[1] > _MOST_PIXELS:
            return None
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC)
    return pixels


def _drawn(page: pypdfium2.PdfPage, box: BBox, turn: Turn) -> np.ndarray:
    """The pixels of a box with nothing but the pictures drawn."""
    width, height = turn.width, turn.height
    for item in list(page.get_objects(filter=[_TEXT], max_depth=1)):
        page.remove_obj(item)
    page.set_cropbox(*page.get_mediabox())
    area = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
    scale = min(_DPI / 72, (_MOST_PIXELS / area) ** 0.5)
    crop = (max(0.0, box[0]), max(0.0, height - box[3]), max(0.0, width - box[2]), max(0.0, box[1]))
    bitmap = page.render(scale=scale, crop=crop, may_draw_forms=False, draw_annots=False)
    return _rgb(bitmap)


def _rgb(bitmap: pypdfium2.PdfBitmap) -> np.ndarray:
    """A bitmap as an array of red, green and blue; what is see-through becomes white."""
    import numpy as np

    pixels = bitmap.to_numpy()
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    color = pixels[..., 2::-1] if bitmap.rev_byteorder is False else pixels[..., :3]
    if bitmap.mode in ("BGRA", "RGBA"):
        alpha = pixels[..., 3:].astype(np.uint16)
        color = ((color * alpha + 255 * (255 - alpha)) // 255).astype(np.uint8)
    return np.ascontiguousarray(color)
