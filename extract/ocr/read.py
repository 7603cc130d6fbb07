"""Which pictures of a document are read, and what becomes of them: tables, running text, or a gap with the
reason.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import BBox
from extract.ocr import INK_DISAGREES
from extract.ocr.cache import Kept, picture_key
from extract.ocr.engine import NoEngine, engine_name, recogniser
from extract.ocr.pages import Pages
from extract.outline import TextLine, text_line
from extract.page import PageContent, read_lines
from extract.settings import DEFAULT, Settings
from extract.tables.find import find_grids
from extract.tables.grid import Grid, words_within
from extract.tables.textrows import line_segments
from extract.text import is_figure

if TYPE_CHECKING:
    from extract.pages import PageResult

_SCAN = 0.6  # of the page: a picture this large is the page itself
_LEGIBLE = 0.6  # confidence of a text that is one
_LAYER = 0.85  # confidence in the text that a scanner laid under its picture


def read_pictures(path: Path, results: Sequence[PageResult], settings: Settings = DEFAULT) -> None:
    """Reads the pictures of these pages that may hold a table: their tables and lines are added to the
    results, and they are taken off the pictures; for what could not be read the reason is noted.

    With `settings.ocr` off, or where no engine is installed, none is read.
    """
    why_not = "" if settings.ocr else "niet gelezen: OCR is uitgezet"
    if settings.ocr:
        try:
            engine_name()
            recogniser()
        except NoEngine as error:
            why_not = f"niet gelezen: OCR is niet geïnstalleerd ({error})"
    kept = Kept(settings.ocr_cache)
    started = time.monotonic()
    with Pages(path) as pages:
        for result in results:
            for box in list(result.pictures):
                late = time.monotonic() - started > settings.ocr_time_limit
                reason = why_not or (
                    "niet gelezen: het lezen van afbeeldingen duurde te lang" if late else ""
                )
                _read_picture(pages, result, box, kept, reason, settings)


def _read_picture(
    pages: Pages, result: PageResult, box: BBox, kept: Kept, reason: str, settings: Settings
) -> None:
    """Reads one picture into the result of its page."""
    if box in result.unread:
        return  # the page itself, in which an error ended the search for tables
    scan = _covers(box, result.turn.size())
    with_text = scan and bool(result.lines or result.grids)
    if reason and not with_text:
        result.unread[box] = reason
        return
    from extract.ocr.doubt import cell_confidence, stray_letters  # most plans do without OpenCV
    from extract.ocr.pictures import NoPixels, has_invisible_text, pixels_of

    try:
        page = pages.page(result.number)
        layered = with_text and has_invisible_text(page)
        if reason:
            if layered:
                _mark_layer(result, box)
            else:
                result.unread[box] = reason
            return
        pixels = pixels_of(page, box, result.turn)
        key = picture_key(pixels, box)
        content = kept.find(key, result.number, result.turn, box)
        if content is None:
            from extract.ocr.content import picture_content  # needs what comes with the engine

            content = picture_content(pixels, box, result.number, result.turn, recogniser())
            content = content or PageContent(result.number, *result.turn.size(), result.turn)
            kept.keep(key, content, box)
    except NoPixels as error:
        result.unread[box] = f"niet gelezen: {error}"
        return
    except Exception as error:  # a picture that cannot be read must not cost the document
        result.unread[box] = f"niet gelezen: het lezen van de afbeelding mislukte ({type(error).__name__})"
        return
    grids = [grid for grid in find_grids(content, settings) if looks_like_table(grid)]
    if layered and content.words:
        result.lines, result.grids = [], []
    for grid in grids:
        for cell in grid.cells:
            cell.origin = "ocr"
            cell.confidence = cell_confidence(cell.text, words_within(content.words, cell.bbox))
        for cell in stray_letters(grid):
            cell.confidence = min(cell.confidence, INK_DISAGREES)
    if grids or scan:
        result.ocr_engine = engine_name()
        result.grids = sorted([*result.grids, *grids], key=lambda grid: (grid.bbox[1], grid.bbox[0]))
        result.lines = sorted([*result.lines, *_outside(content, grids, settings)], key=lambda line: line.top)
        result.pictures.remove(box)
    elif rows_of_figures(content, settings) >= 3:
        result.unread[box] = "afbeelding met cijfers, waarin geen tabel is herkend"
    else:
        result.pictures.remove(box)  # a photograph, a map, a logo


def _covers(box: BBox, page: tuple[float, float]) -> bool:
    """True for a picture as large as the page."""
    return (box[2] - box[0]) * (box[3] - box[1]) >= _SCAN * page[0] * page[1]


def _mark_layer(result: PageResult, box: BBox) -> None:
    """Says of a scanned page whose own text layer is used that its text was read by a machine."""
    for grid in result.grids:
        for cell in grid.cells:
            cell.origin, cell.confidence = "ocr", min(cell.confidence, _LAYER)
    result.ocr_engine = "tekstlaag van de scan"
    result.pictures.remove(box)


def _outside(content: PageContent, grids: Sequence[Grid], settings: Settings) -> list[TextLine]:
    """The lines of a picture outside its tables."""
    inside = {id(word) for grid in grids for word in words_within(content.words, grid.bbox)}
    words = [word for word in content.words if id(word) not in inside]
    return [text_line(line) for line in read_lines(words, settings)]


def looks_like_table(grid: Grid) -> bool:
    """False for what the axes of a chart or the names on a map seem to make."""
    texts = [cell for cell in grid.cells if cell.text]
    if grid.n_cols < 2 or grid.n_rows < 2 or len(texts) < 4:
        return False
    if grid.method == "ruled":
        return True
    figures = sum(is_figure(cell.text) for cell in texts)
    sure = sum(cell.confidence >= _LEGIBLE for cell in texts)
    return (
        grid.n_rows >= 3 and len(texts) >= 0.5 * len(grid.cells) and figures >= 2 and sure >= 0.7 * len(texts)
    )


def rows_of_figures(content: PageContent, settings: Settings = DEFAULT) -> int:
    """How many lines hold a figure apart from another text: a table has several."""
    rows = 0
    for line in read_lines([word for word in content.words if word.confidence >= _LEGIBLE], settings):
        texts = [segment.text for segment in line_segments(line, settings)]
        rows += len(texts) > 1 and any(map(is_figure, texts))
    return rows
