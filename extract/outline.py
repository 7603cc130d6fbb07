"""Running headers, headings and their levels, from how lines look compared to the body text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from extract.page import Line
from extract.settings import DEFAULT, Settings
from extract.text import ends_sentence

_LEADERS = re.compile(r"(\.\s?){5,}\s*\d*\s*$|…{2,}\s*\d*\s*$")
_PAGE_NUMBER = re.compile(
    r"^[\s\-–|]*(?:(?:pagina|pag\.?|p\.|blad)\s*)?(\d{1,4})(?:\s*(?:van|/|\|)\s*(\d{1,4}))?[\s\-–|]*$", re.I
)
_BULLET = re.compile(r"^\s*[•●▪■◦‣·o\-–]\s")
_NUMBERED = re.compile(r"^\s*(\d+(\.\d+)*[.)]?|[A-Z][.)])\s")
_MAX_HEADING = 160  # characters
_SMALL = 0.92  # of the usual size
_TITLE_WORDS = 60  # at most, on a title page
_LONG_LINE = 9  # words


class TextLine(NamedTuple):
    """A line outside the tables, as the outline sees it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    n_words: int
    pieces: tuple[str, ...]  # its texts that wide gaps keep apart: 'title … author' in a header
    leads: bool  # a row of dots leads to a page number


def text_line(line: Line, gap_em: float = 2.0) -> TextLine:
    """The line without its words."""
    pieces: list[list[str]] = [[]]
    last = line.words[0].x1
    for word in line.words:
        if word.x0 - last > gap_em * word.size:
            pieces.append([])
        pieces[-1].append(word.text)
        last = word.x1
    return TextLine(
        text := line.text,
        line.x0,
        line.top,
        line.x1,
        line.bottom,
        line.size,
        line.bold,
        len(line.words),
        tuple(map(" ".join, pieces)),
        bool(_LEADERS.search(text)),
    )


@dataclass
class TextPage:
    """The lines of one page that stand outside its tables, sorted into running and body lines."""

    number: int
    width: float
    height: float
    lines: list[TextLine]
    running: list[TextLine] = field(default_factory=list)
    is_contents: bool = False
    n_tables: int = 0
    body_size: float = 0.0


@dataclass
class HeadingLine:
    """A heading before its level is known; `style` orders the levels (larger is outer)."""

    page: int
    top: float
    bottom: float
    text: str
    style: tuple[float, bool]
    words: int = 0


def split_running(pages: Sequence[TextPage], settings: Settings = DEFAULT) -> None:
    """Moves running headers and footers from each page's lines to `running`.

    A line in the margin is running when its text, digits aside, returns at that height on other pages, when
    it is a page number, when it stands at the height and in the size of lines that are, or when it is smaller
    than the text, apart from it, and at the height of such lines of other pages. What is larger
    than the text is a heading that happens to open several pages, unless it returns on most of them.
    """
    usual = _usual_size(_plain_lines(pages))

    def in_margin(page: TextPage, line: TextLine) -> bool:
        reach = page.height * settings.margin_share
        return line.bottom <= reach or line.top >= page.height - reach

    def is_heading(line: TextLine) -> bool:
        return line.size > settings.heading_size * usual

    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_running_key(page, line) for line in page.lines if in_margin(page, line)})
    bands: set[tuple[int, float]] = set()
    for page in pages:
        for line in filter(partial(in_margin, page), page.lines):
            returns = seen[_running_key(page, line)]
            enough = max(2, len(pages) // 2 + 1) if is_heading(line) else 2
            if returns >= enough or _PAGE_NUMBER.match(line.text):
                bands.add((_height_key(page, line), round(line.size, 1)))
    small = Counter(
        (_height_key(page, line), round(line.size, 1))
        for page in pages
        if (line := _set_apart(page)) and in_margin(page, line) and line.size < _SMALL * usual
    )
    bands |= {band for band, count in small.items() if count > 1}
    for page in pages:
        page.running = [
            line
            for line in page.lines
            if in_margin(page, line)
            and (_height_key(page, line), round(line.size, 1)) in bands
            and not line.leads
        ]
        page.lines = [line for line in page.lines if line not in page.running]
        page.is_contents = sum(line.leads for line in page.lines) >= 3


def _set_apart(page: TextPage) -> TextLine | None:
    """The first line of a page, where white space keeps it from those below."""
    first, *others = sorted(page.lines, key=lambda line: line.top)[:2] or [None]
    apart = first and all(other.top - first.bottom > first.size for other in others)
    return first if apart else None


def _height_key(page: TextPage, line: TextLine) -> int:
    """The height of a line from the nearer edge of the page, footers negative."""
    return round(line.top) if line.top < page.height / 2 else -round(page.height - line.top)


def _running_key(page: TextPage, line: TextLine) -> tuple[str, int]:
    """What makes two margin lines the same: the text without digits, and the height."""
    return re.sub(r"\d+", "#", line.text), _height_key(page, line)


def set_body_sizes(pages: Sequence[TextPage]) -> None:
    """Notes for each page the size of its running text.

    Pages with the same running header share one size; a group with little running text takes that of the
    document.
    """
    groups: dict[str, list[TextPage]] = {}
    for page in pages:
        key = " ".join(re.sub(r"\d+", "#", line.text) for line in page.running)
        groups.setdefault(key, []).append(page)
    overall = _usual_size(_plain_lines(pages))
    for group in groups.values():
        lines = _plain_lines(group)
        size = _usual_size(lines) if sum(len(line.text) for line in lines) >= 1000 else overall
        for page in group:
            page.body_size = size


def _plain_lines(pages: Iterable[TextPage]) -> list[TextLine]:
    """The lines that may be running text."""
    return [line for page in pages for line in page.lines if not (line.bold or line.leads)]


def _usual_size(lines: Iterable[TextLine]) -> float:
    """The size in which most characters are set; 10 points when there is no text."""
    weight: Counter[float] = Counter()
    for line in lines:
        weight[round(line.size, 1)] += len(line.text)
    return weight.most_common(1)[0][0] if weight else 10.0


def find_headings(page: TextPage) -> list[HeadingLine]:
    """The headings of a page, top to bottom: lines larger than the running text, or bold and no smaller."""
    found: list[HeadingLine] = []
    previous: TextLine | None = None
    for line in sorted(page.lines, key=lambda item: item.top):
        if is_heading(line, page):
            style = (round(line.size * 2) / 2, line.bold)
            last = found[-1] if found else None
            follows = (
                last is not None
                and previous is not None
                and last.bottom == previous.bottom
                and last.style == style
                and line.top - previous.top < 1.5 * line.size
            )
            if follows and last is not None:
                found[-1] = HeadingLine(page.number, last.top, line.bottom, f"{last.text} {line.text}", style)
            else:
                found.append(HeadingLine(page.number, line.top, line.bottom, line.text, style))
        previous = line
    return [heading for heading in found if len(heading.text) <= _MAX_HEADING]


def is_heading(line: TextLine, page: TextPage) -> bool:
    """True for a line that is set as a heading."""
    text = line.text.strip()
    if not any(ch.isalpha() for ch in text) or line.leads or _BULLET.match(text) or text[0] in "*¹²³†":
        return False
    if line.size > 1.08 * page.body_size:
        return not (text.endswith((",", ";")) or (not line.bold and len(text) > 90))
    return line.bold and line.size >= 0.95 * page.body_size and not text.endswith((".", ",", ";"))


def is_title_page(page: TextPage) -> bool:
    """True for a page with no more than a title: few words, no table, no list, no running text, and something
    set large.
    """
    lines = [line.text for line in page.lines]
    prose = any(line.n_words >= _LONG_LINE for line in page.lines) and ends_sentence(" ".join(lines))
    if prose or sum(map(bool, map(_BULLET.match, lines))) > 1:
        return False
    n_words = sum(line.n_words for line in page.lines)
    largest = max((line.size for line in page.lines), default=0.0)
    return 0 < n_words <= _TITLE_WORDS and not page.n_tables and largest >= 1.3 * page.body_size


def rank_styles(headings: Iterable[HeadingLine], levels: int = 3) -> dict[tuple[float, bool], int]:
    """The level of each style, the largest 1."""
    styles = sorted({heading.style for heading in headings}, reverse=True)
    return {style: min(index + 1, levels) for index, style in enumerate(styles)}


def is_page_number(text: str) -> bool:
    """True for a page number and nothing else: 'Pagina 3 van 12'."""
    return bool(_PAGE_NUMBER.match(text))


def page_number(page: TextPage) -> tuple[int, int | None] | None:
    """The printed page number and, where it stands beside it, the number of pages."""
    for line in page.running:
        for piece in [line.text, *line.pieces]:
            if match := _PAGE_NUMBER.match(piece):
                return int(match[1]), int(match[2]) if match[2] else None
    return None


class PathTracker:
    """The heading path while a document is read from top to bottom."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []
        self._empty = False  # nothing has stood under the last heading yet

    def heading(self, level: int, text: str) -> None:
        """Enters a heading.

        One that directly follows another of its level is taken to stand under it, chapters and numbered
        headings excepted.
        """
        above = self._stack[-1] if self._stack else (0, "")
        under = self._empty and above[0] == level > 1 and not _NUMBERED.match(text)
        self._stack = [item for item in self._stack if item[0] < level] + [above] * under + [(level, text)]
        self._empty = not under

    def content(self) -> None:
        """Notes that text or a table stands under the last heading."""
        self._empty = False

    @property
    def path(self) -> list[str]:
        """The headings above this place, outermost first."""
        return [text for _, text in self._stack]
