"""A scanner for typeset plans: pages, or the tables on them, become pictures, as bad as asked for."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.model import BBox, Document


def scan(
    source: Path,
    target: Path,
    *,
    dpi: int = 200,
    quality: int | None = None,
    angle: float = 0.0,
    noise: float = 0.0,
    blur: float = 0.0,
    only: Document | None = None,
    mode: str = "RGB",
) -> Path:
    """A PDF of pictures of the pages of `source`, or of the tables that `only` has on them.

    `quality` is that of JPEG, None for none; `angle` in degrees; `noise` and `blur` as standard
    deviations, in grey levels and pixels.
    """
    pdf = pypdfium2.PdfDocument(source)
    canvas = Canvas(str(target), invariant=1)
    for number, page in enumerate(pdf, 1):
        width, height = page.get_size()
        canvas.setPageSize((width, height))
        pixels = page.render(scale=dpi / 72).to_numpy()[..., 2::-1]
        for x0, top, x1, bottom in _boxes(number, width, height, only):
            scale = dpi / 72
            piece = pixels[int(top * scale) : int(bottom * scale), int(x0 * scale) : int(x1 * scale)]
            worse = _worsen(np.ascontiguousarray(piece), angle, noise, blur)
            picture = Image.fromarray(worse).convert(mode)
            if quality is not None:
                kept = io.BytesIO()
                picture.save(kept, "JPEG", quality=quality)
                picture = Image.open(kept)
            canvas.drawImage(ImageReader(picture), x0, height - bottom, x1 - x0, bottom - top)
        canvas.showPage()
    canvas.save()
    return target


def _boxes(number: int, width: float, height: float, only: Document | None) -> list[BBox]:
    """What of a page becomes a picture."""
    if only is None:
        return [(0, 0, width, height)]
    regions = [region for table in only.tables for region in table.regions if region.page == number]
    return [(r.bbox[0] - 4, r.bbox[1] - 3, r.bbox[2] + 4, r.bbox[3] + 3) for r in regions]


def _worsen(pixels: np.ndarray, angle: float, noise: float, blur: float) -> np.ndarray:
    """The picture turned, blurred and noisy."""
    height, width = pixels.shape[:2]
    if angle:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        pixels = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_AREA, borderValue=(255,) * 3)
    if blur:
        pixels = cv2.GaussianBlur(pixels, (0, 0), blur)
    if noise:
        grain = np.random.default_rng(1).normal(0, noise, pixels.shape)
        pixels = np.clip(pixels + grain, 0, 255).astype(np.uint8)
    return pixels
