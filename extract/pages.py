"""From an open PDF to what its pages hold, by several processes where there are many."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from extract.errors import OutOfMemory, PlanError
from extract.model import BBox
from extract.outline import TextLine, text_line
from extract.page import PageContent, read_lines
from extract.pictures import table_pictures
from extract.reader import describe
from extract.settings import DEFAULT, Settings
from extract.source.document import PlanPdf, open_plan
from extract.tables.find import find_grids
from extract.tables.grid import Grid
from extract.turn import Turn

_WORTH_A_PROCESS = 30  # pages; below this, starting a second process costs more than it saves
# A forked process has all modules at hand; elsewhere the system's own libraries do not stand forking.
_START = "fork" if sys.platform == "linux" else "spawn"


@dataclass
class PageResult:
    """What is kept of a page once its tables are found: the lines outside them, its grids and pictures."""

    number: int
    turn: Turn
    lines: list[TextLine]
    grids: list[Grid]
    pictures: list[BBox]
    unread: dict[BBox, str] = field(default_factory=dict)  # why a picture was not read
    ocr_engine: str | None = None  # what read the pictures


def read_pages(pdf: PlanPdf, settings: Settings = DEFAULT) -> Iterator[PageResult]:
    """The results of all pages in order; raises a `PlanError` for a page that cannot be read."""
    numbers = range(1, pdf.n_pages + 1)
    workers = settings.workers if len(numbers) >= _WORTH_A_PROCESS else 1
    if workers < 2:
        yield from _read_some(pdf, numbers, settings)
        return
    context = multiprocessing.get_context(_START)
    helpers: list[tuple[multiprocessing.process.BaseProcess, Connection]] = []
    try:
        for share in range(1, workers):
            receiver, sender = context.Pipe(duplex=False)
            task = (sender, pdf.path, pdf.data, numbers[share::workers], settings)
            helper = context.Process(target=_help, args=task, daemon=True)
            helper.start()
            sender.close()
            helpers.append((helper, receiver))
        own = _read_some(pdf, numbers[::workers], settings)
        for number in numbers:
            share = (number - 1) % workers
            yield next(own) if share == 0 else _receive(helpers[share - 1][1], pdf.path)
    finally:
        for helper, receiver in helpers:
            receiver.close()
            helper.kill()
            helper.join()


def _receive(receiver: Connection, path: Path) -> PageResult:
    """The next result of a helper; its error is raised here."""
    try:
        result = receiver.recv()
    except EOFError:  # a process that runs out of memory inside PDFium just ends
        raise OutOfMemory(
            f"{path.name}: a reading process ended, perhaps for lack of memory; split the file or print it to"
            " PDF anew"
        ) from None
    if isinstance(result, PlanError):
        raise result
    return result


def _help(sender: Connection, path: Path, data: bytes, numbers: Sequence[int], settings: Settings) -> None:
    """Reads some pages in a process of its own and sends their results, or the error that ends it."""
    with sender:
        try:
            with open_plan(path, data, settings) as pdf:
                for result in _read_some(pdf, numbers, settings):
                    sender.send(result)
        except BrokenPipeError:  # nobody waits for the results any more
            return
        except Exception as error:
            sender.send(describe(path, error))


def _read_some(pdf: PlanPdf, numbers: Sequence[int], settings: Settings) -> Iterator[PageResult]:
    """The results of some pages, read in this process."""
    for number in numbers:
        yield digest_page(pdf.read_page(number), settings)


def digest_page(content: PageContent, settings: Settings = DEFAULT) -> PageResult:
    """The grids of a page and the lines outside them."""
    grids = find_grids(content, settings)
    outside = content.words
    for grid in grids:
        x0, top, x1, bottom = grid.bbox
        outside = [w for w in outside if not (x0 <= w.middle[0] <= x1 and top <= w.middle[1] <= bottom)]
    lines = [text_line(line) for line in read_lines(outside, settings)]
    pictures = table_pictures(content.pictures, settings)
    return PageResult(content.number, content.turn, lines, grids, pictures)
