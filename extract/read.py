"""From a PDF file to a `Document`: everything but what its rows and columns mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from extract.errors import PlanError
from extract.model import BBox, Cell, Document, Gap, Heading, Note, Part, Region, Table
from extract.outline import (
    HeadingLine,
    PathTracker,
    TextLine,
    TextPage,
    find_headings,
    rank_styles,
    set_body_sizes,
    split_running,
)
from extract.pages import PageResult, read_pages
from extract.reader import check_file, sha256
from extract.settings import DEFAULT, Settings
from extract.source.document import open_plan
from extract.tables.grid import Grid
from extract.tables.stitch import Placed, Stitched, stitch
from extract.tables.unfold import unfold
from extract.text import printable, sentences
from extract.turn import Turn

Progress = Callable[[int, int], None]
Boxed = TypeVar("Boxed", Cell, Gap, Note, Region)
_NOTE_MARK = re.compile(r"^\s*(\*+|[¹²³⁴⁵†‡]+|\(?\d{1,2}[).]|[a-z]\))\s*")


def read_document(
    path: str | Path,
    *,
    pages: list[int] | None = None,
    progress: Progress | None = None,
    settings: Settings = DEFAULT,
) -> Document:
    """The document in a PDF file; `progress` is told (pages done, pages to do).

    `pages` (from 1) limits the tables and gaps to those that touch one of them. The whole file is read all
    the same: the part and the number of a table follow from what stands before it.
    Raises a `PlanError` that says in one line what is wrong with the file.
    """
    path = Path(path)
    data = check_file(path, settings)
    digest = sha256(data)
    results = []
    with open_plan(path, data, settings) as pdf:
        n_pages, metadata = pdf.n_pages, pdf.metadata
        if pages and not any(1 <= number <= n_pages for number in pages):
            raise PlanError(
                f"{path.name}: has pages 1-{n_pages}, none of those asked for; choose other pages"
            )
        for result in read_pages(pdf, settings, meanwhile=_load_parts):
            results.append(result)
            if progress:
                progress(len(results), n_pages)
    if any(result.pictures for result in results):
        from extract.ocr.read import read_pictures  # not every plan holds pictures

        read_pictures(path, results, settings)
    document = Document(digest[:12], digest, printable(path.name), len(data), n_pages, metadata)
    assemble(document, results, settings)
    if pages:
        document.tables = [table for table in document.tables if any(r.page in pages for r in table.regions)]
        document.gaps = [gap for gap in document.gaps if gap.page in pages]
    return document


def _load_parts() -> None:
    """Imports what finds the parts, and its word lists, while other processes read pages."""
    from extract.parts import part_words

    part_words()


# ---------------------------------------------------------------- pages to document


@dataclass
class _Place:
    """Where a table or picture stands in the outline."""

    koppen: list[str]
    bijschrift: str
    inleiding: str


def assemble(document: Document, results: Sequence[PageResult], settings: Settings = DEFAULT) -> None:
    """Fills parts, headings, tables, gaps and running text of a document from its pages."""
    text_pages = [
        TextPage(
            r.number,
            *r.turn.size(),
            list(r.lines),
            n_tables=len(r.grids) + len(r.pictures),
        )
        for r in results
    ]
    split_running(text_pages, settings)
    set_body_sizes(text_pages)
    notes = {
        (r.number, i): find_notes(page, r.grids, i)
        for r, page in zip(results, text_pages, strict=True)
        for i in range(len(r.grids))
    }
    for page, result in zip(text_pages, results, strict=True):
        noted = {id(line) for i in range(len(result.grids)) for line, _ in notes[result.number, i]}
        page.lines = [line for line in page.lines if id(line) not in noted]
    from extract.parts import find_parts  # see _load_parts

    document.parts = find_parts(text_pages, document.metadata)
    headings = find_document_headings(text_pages, document.parts)
    document.headings = [Heading(h.page, round(h.top, 2), level, h.text) for h, level in headings]
    document.page_text = [page_text(page) for page in text_pages]
    placed = [
        (
            Placed(grid, bool(_body(page, bottom=grid.bbox[1])), not runs_down(page, grid)),
            (r.number, i),
        )
        for r, page in zip(results, text_pages, strict=True)
        for i, grid in enumerate(r.grids)
    ]
    places = locate(text_pages, results, headings, document.parts, settings)
    tables = [one for table in stitch([item for item, _ in placed], settings) for one in unfold(table)]
    engines = {result.number: result.ocr_engine for result in results}
    by_place = {(item.grid.page, item.grid.ys[0]): key for item, key in placed}
    for number, stitched in enumerate(tables, 1):
        keys = [by_place[grid.page, grid.ys[0]] for grid in stitched.grids]
        note_lines = [line for key in keys for line in notes[key]]
        table = make_table(document, number, stitched, places[keys[0]], note_lines)
        if table.origin == "ocr":
            table.ocr_engine = next((engines[page] for page, _ in keys if engines[page]), None)
        document.tables.append(table)
    for result in results:
        for index, box in enumerate(result.pictures):
            place = places[result.number, -1 - index]
            document.gaps.append(
                Gap(
                    result.number,
                    _rounded(box),
                    part_at(document.parts, result.number).part_no,
                    place.koppen[-1] if place.koppen else "",
                    place.bijschrift,
                    result.unread.get(box, "afbeelding zonder tekstlaag, mogelijk een tabel"),
                )
            )
    place_back(document, {r.number: r.turn for r in results if r.turn.quarter})


def place_back(document: Document, turns: dict[int, Turn]) -> None:
    """Moves the boxes on pages that were turned to where they stand on the page as it is."""
    for table in document.tables:
        table.regions = [_placed(region, turns) for region in table.regions]
        table.cells = [_placed(cell, turns) for cell in table.cells]
        table.notes = [_placed(note, turns) for note in table.notes]
    document.gaps = [_placed(gap, turns) for gap in document.gaps]


def _placed(item: Boxed, turns: dict[int, Turn]) -> Boxed:
    """The item with its box on the page as it is."""
    turn = turns.get(item.page)
    return replace(item, bbox=_rounded(turn.place(item.bbox))) if turn else item


def _body(page: TextPage, top: float = 0.0, bottom: float = 1e9) -> list[TextLine]:
    """The body lines of a page between two heights."""
    return [line for line in page.lines if top <= (line.top + line.bottom) / 2 <= bottom]


def runs_down(page: TextPage, grid: Grid) -> bool:
    """True when a grid may go on overleaf: it ends in the lower half of its page, with no text after it."""
    return grid.bbox[3] > page.height / 2 and not _body(page, top=grid.bbox[3])


def part_at(parts: Sequence[Part], page: int) -> Part:
    """The part that holds a page."""
    return next(part for part in reversed(parts) if part.page_from <= page)


def find_document_headings(pages: Sequence[TextPage], parts: Sequence[Part]) -> list[tuple[HeadingLine, int]]:
    """All headings with their level; levels follow from the styles used within a part. Title and contents
    pages have none.
    """
    found: list[tuple[HeadingLine, int]] = []
    for part in parts:
        own = [
            page for page in pages if part.page_from <= page.number <= part.page_to and not page.is_contents
        ]
        headings = [heading for page in own for heading in find_headings(page)]
        styles = [heading.style for heading in headings]
        distinct = sorted(set(styles), reverse=True)
        if distinct and styles.count(distinct[0]) == 1 and headings[0].style == distinct[0]:
            title_page = next(page for page in own if page.number == headings[0].page)
            alone = (
                title_page.number == part.page_from
                and not title_page.n_tables
                and sum(line.n_words for line in title_page.lines) <= 60
            )
            if alone or len(distinct) > 3:
                skipped = {headings[0].page} if alone else set()
                headings = [h for h in headings[1:] if h.page not in skipped]
        levels = rank_styles(headings)
        found += [(heading, levels[heading.style]) for heading in headings]
    return found


def locate(
    pages: Sequence[TextPage],
    results: Sequence[PageResult],
    headings: Sequence[tuple[HeadingLine, int]],
    parts: Sequence[Part],
    settings: Settings = DEFAULT,
) -> dict[tuple[int, int], _Place]:
    """The outline place of each grid (page, index) and picture (page, -1 - index)."""
    places: dict[tuple[int, int], _Place] = {}
    starts = {part.page_from for part in parts}
    tracker = PathTracker()
    since: list[TextLine] = []  # body lines since the last heading or table
    for page, result in zip(pages, results, strict=True):
        if page.number in starts:
            tracker, since = PathTracker(), []
        own = [(h, level) for h, level in headings if h.page == page.number]
        in_heading = [(h.top - 0.5, h.bottom + 0.5) for h, _ in own]
        events: list[tuple[float, int, object]] = [(h.top, 0, (h, level)) for h, level in own]
        events += [
            (line.top, 1, line)
            for line in page.lines
            if not any(low <= line.top and line.bottom <= high for low, high in in_heading)
        ]
        events += [(grid.bbox[1], 2, (page.number, i)) for i, grid in enumerate(result.grids)]
        events += [(box[1], 2, (page.number, -1 - i)) for i, box in enumerate(result.pictures)]
        for _, kind, what in sorted(events, key=lambda event: event[:2]):
            if kind == 0:
                heading, level = what
                tracker.heading(level, heading.text)
                since = []
            elif kind == 1:
                since.append(what)
                tracker.content()
            else:
                text = " ".join(line.text for line in since)
                places[what] = _Place(tracker.path, last_sentence(since), text)
                tracker.content()
                since = []
    return places


def last_sentence(lines: Sequence[TextLine]) -> str:
    """The last sentence of the paragraph that ends these lines."""
    paragraph: list[TextLine] = []
    for line in reversed(lines):
        if paragraph and not 0 <= paragraph[0].top - line.top < 1.55 * line.size:
            break
        paragraph.insert(0, line)
    text = " ".join(line.text for line in paragraph).strip()
    return sentences(text)[-1]


def find_notes(page: TextPage, grids: Sequence[Grid], index: int) -> list[tuple[TextLine, str]]:
    """The note lines directly under a grid, each with the mark that opens it ('' where a line goes on or
    has none).
    """
    grid = grids[index]
    below = [other.bbox[1] for other in grids if other.bbox[1] > grid.bbox[3]]
    lines = sorted(_body(page, grid.bbox[3], min(below, default=1e9)), key=lambda line: line.top)
    notes: list[tuple[TextLine, str]] = []
    bottom = grid.bbox[3]
    for line in lines:
        mark = _NOTE_MARK.match(line.text)
        small = line.size < 0.93 * page.body_size and not line.bold
        starred = mark is not None and mark[1][0] in "*¹²³⁴⁵†‡"
        if line.top - bottom > 2.2 * line.size or not (
            small
            or starred
            or (notes and line.size == notes[-1][0].size and line.top - bottom < 0.6 * line.size)
        ):
            break
        notes.append((line, mark[1] if mark else ""))
        bottom = line.bottom
    return notes


def join_notes(lines: Sequence[tuple[TextLine, str]], page_of: Callable[[TextLine], int]) -> list[Note]:
    """Notes from their lines; a line without a mark that follows closely goes on with the note before it."""
    notes: list[Note] = []
    last: TextLine | None = None
    for line, mark in lines:
        box = _rounded((line.x0, line.top, line.x1, line.bottom))
        if (
            not mark
            and notes
            and last is not None
            and notes[-1].page == page_of(line)
            and line.top - last.top < 1.45 * line.size
        ):
            before = notes[-1]
            union = (min(before.bbox[0], box[0]), before.bbox[1], max(before.bbox[2], box[2]), box[3])
            notes[-1] = Note(before.mark, f"{before.text} {line.text}", before.page, union)
        else:
            notes.append(Note(mark, line.text, page_of(line), box))
        last = line
    return notes


def make_table(
    document: Document,
    number: int,
    stitched: Stitched,
    place: _Place,
    note_lines: Sequence[tuple[TextLine, str]],
) -> Table:
    """The table in the shape of the model."""
    first = stitched.regions[0]
    pages = {id(line): stitched.regions[-1].page for line, _ in note_lines}
    return Table(
        table_id=f"{document.document_id}-t{number:03d}",
        table_no=number,
        part_no=part_at(document.parts, first.page).part_no,
        kop=place.koppen[-1] if place.koppen else "",
        koppen=place.koppen,
        bijschrift=place.bijschrift,
        inleiding=place.inleiding,
        regions=[Region(r.page, _rounded(r.bbox), r.rows) for r in stitched.regions],
        cells=[
            Cell(c.row, c.col, c.text, c.page, _rounded(c.bbox), c.rowspan, c.colspan, c.origin, c.confidence)
            for c in sorted(stitched.cells, key=lambda c: (c.row, c.col))
        ],
        n_rows=stitched.n_rows,
        n_cols=stitched.n_cols,
        header_rows=stitched.header_rows,
        origin="ocr" if any(cell.origin == "ocr" for cell in stitched.cells) else "text",
        confidence=min(grid.confidence for grid in stitched.grids),
        notes=join_notes(note_lines, lambda line: pages[id(line)]),
    )


def page_text(page: TextPage) -> str:
    """The running text of a page, paragraphs apart."""
    text = ""
    previous: TextLine | None = None
    for line in sorted(page.lines, key=lambda item: (item.top, item.x0)):
        if previous is not None:
            text += "\n\n" if line.top - previous.top > 1.55 * line.size else "\n"
        text += line.text
        previous = line
    return text


def _rounded(box: BBox) -> BBox:
    """The box in hundredths of a point."""
    return round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)
