"""Lines of a table of figures as tokens: labels with their leaders, figures with their signs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.page import Line, Word, make_line, read_lines
from extract.settings import DEFAULT, Settings
from extract.tables.segments import Segment, split_row
from extract.tables.values import is_value

_TEXT_GAP = 0.75  # em; wider gaps part texts of one line


@dataclass(slots=True)
class TokenLine:
    """One text line and what it holds, left to right."""

    line: Line
    tokens: list[Segment]

    @property
    def top(self) -> float:
        """Where the line begins."""
        return self.line.top

    @property
    def size(self) -> float:
        """The font size of most of it."""
        return self.line.size

    def values(self) -> list[Segment]:
        """The tokens that are figures or stand in their place."""
        return [token for token in self.tokens if is_value(token.text)]

    def is_body(self) -> bool:
        """True for a label with figures, or for figures alone."""
        if len(self.tokens) < 2:
            return False
        found = [is_value(token.text) for token in self.tokens]
        rest = found if found[0] else found[1:]
        return any(found[1:] if found[0] else rest) and 2 * sum(rest) >= len(rest)


def token_lines(words: Iterable[Word], settings: Settings = DEFAULT) -> list[TokenLine]:
    """The text lines of these words with their tokens, top to bottom."""
    lines = _with_marks(read_lines(words, settings))
    return [TokenLine(line, split_row(line.words, _TEXT_GAP)) for line in lines]


def _with_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that hold nothing but raised note marks joined to the line that they stand in."""
    kept: list[Line] = []
    marks: list[Word] = []
    for line in lines:
        low = line.words[0].base - (marks[0].base if marks else 0.0)
        if marks and line.size > 1.2 * marks[0].size and low < 0.7 * line.size:
            line = make_line([*line.words, *marks])
            marks = []
        if all(len(word.text) <= 2 for word in line.words) and not any("." in w.text for w in line.words):
            if marks:
                kept.append(make_line(marks))
            marks = list(line.words)
            continue
        if marks:
            kept.append(make_line(marks))
            marks = []
        kept.append(line)
    return kept + ([make_line(marks)] if marks else [])


def prose_words(lines: Sequence[TokenLine]) -> set[int]:
    """The ids of words of running text: lines under each other that break where the next word no longer fits.

    Text that begins beside a figure is the text of a cell, and no running text.
    """
    runs: list[list[_Stretch]] = []
    still_open: list[list[_Stretch]] = []
    for line in lines:
        still_open = [run for run in still_open if line.top - run[-1].top <= 1.9 * run[-1].size]
        for stretch in _stretches(line):
            host = next((run for run in still_open if stretch.goes_on(run[-1])), None)
            if host is not None:
                host.append(stretch)
            else:
                runs.append([stretch])
                still_open.append(runs[-1])
    return {id(word) for run in runs for word in _prose_of(run)}


@dataclass(slots=True)
class _Stretch:
    """A part of a line that no gap wider than justified text has keeps apart from the rest."""

    words: list[Word]
    after_figure: bool

    @property
    def x0(self) -> float:
        """The left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """The top of its first word."""
        return self.words[0].top

    @property
    def size(self) -> float:
        """The size of its first word."""
        return self.words[0].size

    def goes_on(self, above: _Stretch) -> bool:
        """True when it stands at the left under text of its size."""
        return (
            abs(above.x0 - self.x0) < 2.2 * self.size
            and abs(above.size - self.size) < 0.6
            and above.words[0].base < self.words[0].base - 0.5 * self.size
        )


def _stretches(line: TokenLine) -> list[_Stretch]:
    """The stretches of a line that may be running text: not labels with a leader or a figure behind them."""
    runs: list[list[Word]] = [[line.line.words[0]]]
    for left, right in pairwise(line.line.words):
        if right.x0 - left.x1 > 1.0 * max(left.size, right.size):
            runs.append([])
        runs[-1].append(right)
    found = []
    for i, run in enumerate(runs):
        labels = i + 1 < len(runs) and is_value(runs[i + 1][0].text)
        if not labels and not run[-1].text.endswith("..") and run[-1].text != ".":
            found.append(_Stretch(run, i > 0 and is_value(runs[i - 1][-1].text)))
    return found


def _prose_of(run: Sequence[_Stretch]) -> list[Word]:
    """The words of the parts of a run that are running text."""
    found: list[Word] = []
    start, right = 0, -math.inf
    for end in range(1, len(run) + 1):
        if end < len(run):
            right = max(right, run[end - 1].x1, run[end].x1)
            first, size = run[end].words[0], run[end].size
            if run[end - 1].x1 + 0.2 * size + (first.x1 - first.x0) > right - 0.5 * size:
                continue
        part = run[start:end]
        width = max([s.x1 for s in part]) - min([s.x0 for s in part])
        if len(part) >= 3 and width > 14 * part[0].size and not part[0].after_figure:
            words = [word for stretch in part for word in stretch.words]
            if sum(any(map(str.isalpha, word.text)) for word in words) > 0.7 * len(words):
                found += words
        start, right = end, -math.inf
    return found
