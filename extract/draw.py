"""Images of pages and of places on them, drawn by PDFium."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.clip import Clip, Drawing
from extract.errors import PlanError
from extract.reader import check_file, describe
from extract.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

POINTS_PER_INCH = 72
_MARK = (200, 16, 46)


def draw(
    path: str | Path,
    clips: Sequence[Clip],
    dpi: int = 100,
    form: str = "webp",
    settings: Settings = DEFAULT,
) -> Iterator[Drawing]:
    """The drawing of each clip, in the order asked for, as `form` "webp" (small) or "png".

    A page asked for several times in a row is drawn once; one too large for `settings.max_image_side`
    comes out coarser.
    Raises a `PlanError` for a file that cannot be opened or a page it does not have.
    """
    import pypdfium2

    path = Path(path)
    check_file(path, settings)
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            page: _Page | None = None
            for clip in clips:
                if not 1 <= clip.page <= len(pdf):
                    raise PlanError(f"{path.name}: has no page {clip.page}, only 1-{len(pdf)}")
                if page is None or page.number != clip.page:
                    page = _draw_page(pdf, clip.page, dpi, settings)
                yield _cut(page, clip, form)
    except pypdfium2.PdfiumError as error:
        raise describe(path, error) from error


@dataclass(frozen=True)
class _Page:
    """The image of a page, `scale` pixels a point."""

    number: int
    image: Image
    scale: float


def _draw_page(pdf: PdfDocument, number: int, dpi: int, settings: Settings) -> _Page:
    """The whole page as the coordinates of cells see it: its MediaBox, turned as the page says."""
    page = pdf[number - 1]
    if box := page.get_mediabox(fallback_ok=False):  # one that the page inherits is the size it has by itself
        page.set_cropbox(*box)
    page.close()
    page = pdf[number - 1]  # its size was fixed when it was loaded
    scale = min(dpi / POINTS_PER_INCH, settings.max_image_side / max(*page.get_size(), 1))
    image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    page.close()
    return _Page(number, image, scale)


def _cut(page: _Page, clip: Clip, form: str) -> Drawing:
    """The part of a page that a clip asks for, with its marks."""
    from PIL import ImageDraw

    image, scale = page.image, page.scale
    if clip.marks:
        image = image.copy()
        pen = ImageDraw.Draw(image)
        for x0, top, x1, bottom in clip.marks:
            around = (x0 * scale - 2, top * scale - 2, x1 * scale + 2, bottom * scale + 2)
            pen.rectangle(around, outline=_MARK, width=max(2, round(1.5 * scale)))
    if clip.box is not None:
        x0, top, x1, bottom = (round(value * scale) for value in clip.box)
        image = image.crop((max(0, x0), max(0, top), min(image.width, x1), min(image.height, bottom)))
    out = io.BytesIO()
    image.save(out, form, quality=70, method=2)  # settings of webp; png ignores them
    return Drawing(out.getvalue(), image.width / scale, image.height / scale)
