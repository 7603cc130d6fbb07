"""Which text lines make one row, where no rule says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.page import Line
from extract.settings import DEFAULT, Settings
from extract.tables.segments import Segment, split_row
from extract.tables.values import is_number, is_value

_ITEM = re.compile(r"^(?:[•●▪■◦‣·o\-–*]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\d+(?:\.\d+)+\.?)$")


@dataclass
class TextRow:
    """The lines of one row; `top` is where its first line begins."""

    top: float
    segments: list[Segment] = field(default_factory=list)

    @property
    def last(self) -> float:
        """Where its last line begins."""
        return max(segment.words[0].top for segment in self.segments)

    @property
    def bottom(self) -> float:
        """The lowest point of its text."""
        return max(word.bottom for segment in self.segments for word in segment.words)


def line_segments(line: Line, settings: Settings = DEFAULT) -> list[Segment]:
    """The segments of a line; a bullet or an item's number belongs to the text after it."""
    segments = split_row(line.words, settings.text_gap_em)
    texts = [segment.text for segment in segments]
    if len(texts) == 2 and _ITEM.match(texts[0]) and not (is_value(texts[1])):
        first, second = segments
        return [Segment(first.x0, second.x1, first.words + second.words)]
    return segments


def text_rows(block: Sequence[Line], settings: Settings = DEFAULT) -> list[TextRow]:
    """The rows of a block: a line goes on with a row when all its text stands closely under text of that
    row.
    """
    size = median(line.size for line in block)
    cut = [line_segments(line, settings) for line in block]
    loose = row_pitch(block, cut) > 1.35 * size
    rows: list[TextRow] = []
    for line, segments in zip(block, cut, strict=True):
        if rows and _continues(rows, segments, line, size, loose):
            for segment in segments:
                _owner(rows, segment, size).segments.append(segment)
        else:
            rows.append(TextRow(line.top, list(segments)))
    return rows


def row_pitch(block: Sequence[Line], cut: Sequence[Sequence[Segment]]) -> float:
    """The usual distance between successive lines that both hold figures, else between lines of text beside
    text; `cut` are the segments of each line.
    """
    lines = list(zip(block, cut, strict=True))
    full = [line for line, segments in lines if any(is_number(s.text) for s in segments[1:])]
    if len(full) < 2:
        full = [line for line, segments in lines if len(segments) > 1]
    steps = [lower.top - upper.top for upper, lower in pairwise(full)]
    return median(steps) if steps else 0.0


def _continues(
    rows: Sequence[TextRow], segments: Sequence[Segment], line: Line, size: float, loose: bool
) -> bool:
    """True when a line is no row of its own."""
    if line.top - rows[-1].top < 0.9 * size:
        return True
    under = all(_above(rows, segment, size) is not None for segment in segments)
    if loose:
        return under
    label = segments[0].x0 <= min(s.x0 for row in rows for s in row.segments) + 1
    return under and not label and not any(is_number(segment.text) for segment in segments)


def _above(rows: Sequence[TextRow], segment: Segment, size: float) -> TextRow | None:
    """The row with text right above a segment, no further than a line's height."""
    top = segment.words[0].top
    for row in reversed(rows[-3:]):
        for other in row.segments:
            touches = min(other.x1, segment.x1) - max(other.x0, segment.x0) > 0
            if touches and 0 < top - other.words[0].top <= 1.35 * size:
                return row
    return None


def _owner(rows: Sequence[TextRow], segment: Segment, size: float) -> TextRow:
    """The row a segment goes on with."""
    return _above(rows, segment, size) or rows[-1]
