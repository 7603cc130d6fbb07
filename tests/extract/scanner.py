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
    contrast: float = 1.0,
    specks: float = 0.0,
    only: Document | None = None,
    mode: str = "RGB",
) -> Path:
    """A PDF of pictures of the pages of `source`, or of the tables that `only` has on them.

    `quality` is that of JPEG, None for none; `angle` in degrees; `noise` and `blur` as standard
    deviations, in grey levels and pixels; `contrast` a share of that printed; `specks` of dirt an inch².
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
            dirty = _soiled(np.ascontiguousarray(piece), round(specks * piece.size / 3 / dpi**2))
            worse = _worsen(dirty, angle, noise, blur, contrast)
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


def _soiled(pixels: np.ndarray, specks: int) -> np.ndarray:
    """The picture with specks of dirt, one to three pixels wide."""
    dice = np.random.default_rng(2)
    for x, y, width, height, grey in zip(
        dice.integers(0, pixels.shape[1], specks), dice.integers(0, pixels.shape[0], specks),
        dice.integers(1, 4, specks), dice.integers(1, 4, specks), dice.integers(0, 120, specks), strict=True,
    ):  # fmt: skip
        pixels[y : y + height, x : x + width] = grey
    return pixels


def _worsen(pixels: np.ndarray, angle: float, noise: float, blur: float, contrast: float) -> np.ndarray:
    """The picture turned, blurred, faded and noisy."""
    height, width = pixels.shape[:2]
    if angle:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        pixels = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_AREA, borderValue=(255,) * 3)
    if blur:
        pixels = cv2.GaussianBlur(pixels, (0, 0), blur)
    if contrast < 1:
        pixels = (255 - contrast * (255 - pixels.astype(np.float32))).astype(np.uint8)
    if noise:
        grain = np.random.default_rng(1).normal(0, noise, pixels.shape)
        pixels = np.clip(pixels + grain, 0, 255).astype(np.uint8)
    return pixels
