"""From an open PDF to what its pages hold, by several processes where there are many."""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
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
from extract.tables.grid import Grid, words_outside
from extract.turn import Turn

_WORTH_A_PROCESS = 30  # pages; below this, starting a second process costs more than it saves
_MOST_AHEAD = 16  # pages that a helper is asked for before it has read them
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
    unread: dict[BBox, str] = field(default_factory=dict)  # why a picture, or the page, was not read
    ocr_engine: str | None = None  # what read the pictures


def read_pages(
    pdf: PlanPdf, settings: Settings = DEFAULT, meanwhile: Callable[[], None] = lambda: None
) -> Iterator[PageResult]:
    """The results of all pages in order; `meanwhile` is called once, with other processes at work already.

    Raises a `PlanError` for a page that cannot be read.
    """
    workers = settings.workers if pdf.n_pages >= _WORTH_A_PROCESS else 1
    helpers = [_Helper(pdf, settings) for _ in range(1, workers)]
    try:
        yield from _share(pdf, helpers, settings, meanwhile)
    finally:
        for helper in helpers:
            helper.end()


def _share(
    pdf: PlanPdf, helpers: Sequence[_Helper], settings: Settings, meanwhile: Callable[[], None]
) -> Iterator[PageResult]:
    """The results of all pages in order, read here and by the helpers, whoever is free."""
    todo = deque(range(1, pdf.n_pages + 1))
    done: dict[int, PageResult] = {}
    for number in range(1, pdf.n_pages + 1):
        while number not in done:
            for helper in helpers:
                done.update((result.number, result) for result in helper.answers(wait=not todo))
                ahead = min(_MOST_AHEAD, len(todo) // (2 * len(helpers)))  # fewer as the end comes near
                while todo and len(helper.asked) <= ahead:
                    helper.ask(todo.popleft())
            if number == 1:
                meanwhile()
            if todo:
                own = todo.popleft()
                done[own] = digest_page(pdf.read_page(own), settings)
        yield done.pop(number)


class _Helper:
    """A process that reads the pages it is asked for."""

    def __init__(self, pdf: PlanPdf, settings: Settings) -> None:
        context = multiprocessing.get_context(_START)
        self._connection, theirs = context.Pipe()
        self._path = pdf.path
        self._process = context.Process(
            target=_help, args=(theirs, pdf.path, pdf.data, settings), daemon=True
        )
        self._process.start()
        theirs.close()
        self.asked: deque[int] = deque()  # not answered yet

    def ask(self, number: int) -> None:
        """Asks for a page."""
        with contextlib.suppress(BrokenPipeError):  # its end shows when it is listened to
            self._connection.send(number)
        self.asked.append(number)

    def answers(self, wait: bool) -> Iterator[PageResult]:
        """The results that are there, at least one when asked to `wait`; its error is raised here."""
        while self.asked and (wait or self._connection.poll()):
            try:
                result = self._connection.recv()
            except (EOFError, ConnectionResetError):  # without memory, PDFium just ends its process
                raise OutOfMemory(
                    f"{self._path.name}: a reading process broke off, as a rule for lack of memory;"
                    " split the file or print it to PDF anew"
                ) from None
            if isinstance(result, PlanError):
                raise result
            self.asked.popleft()
            wait = False
            yield result

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        self._connection.close()
        self._process.kill()
        self._process.join()


def _help(connection: Connection, path: Path, data: bytes, settings: Settings) -> None:
    """Answers the numbers of pages with their results, or with the error that ends it."""
    with contextlib.suppress(EOFError, BrokenPipeError):  # nobody waits for results any more
        try:
            with open_plan(path, data, settings) as pdf:
                while True:
                    connection.send(digest_page(pdf.read_page(connection.recv()), settings))
        except (EOFError, BrokenPipeError):
            raise
        except Exception as error:
            connection.send(describe(path, error))


def digest_page(content: PageContent, settings: Settings = DEFAULT) -> PageResult:
    """The grids of a page and the lines outside them.

    A page whose tables cannot be found for an error keeps its lines, and counts as a picture that is not
    read, so that it costs no other page.
    """
    unread: dict[BBox, str] = {}
    try:
        grids = find_grids(content, settings)
    except (PlanError, MemoryError):
        raise
    except Exception as error:
        grids = []
        unread[0.0, 0.0, content.width, content.height] = (
            f"pagina niet gelezen: het zoeken naar tabellen mislukte ({type(error).__name__})"
        )
    outside = words_outside(content.words, [grid.bbox for grid in grids])
    lines = [text_line(line) for line in read_lines(outside, settings)]
    pictures = table_pictures(content.pictures, settings)
    return PageResult(content.number, content.turn, lines, grids, [*pictures, *unread], unread)
