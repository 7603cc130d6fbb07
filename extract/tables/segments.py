"""Lines cut to segments: words of one text, labels with their leaders, figures with their signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.page import Word, read_rows, split_word
from extract.settings import DEFAULT, Settings
from extract.tables.values import is_number, is_value

_DOT = frozenset(".·…_")
_DOTS = re.compile(r"[.·…_]+$")
_LEADER = re.compile(r"^(?P<label>.*?[.·…_]{3,})(?P<figure>[^.·…_].*)$")
_CURRENCY = frozenset("$€£¥")
_AFTER = frozenset({"%", ")", "*", "**", "†", "‡"})


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line that no wide gap keeps apart."""

    x0: float
    x1: float
    words: tuple[Word, ...]

    @property
    def middle(self) -> float:
        """The horizontal centre."""
        return (self.x0 + self.x1) / 2

    @property
    def text(self) -> str:
        """The words, joined by spaces."""
        return " ".join([word.text for word in self.words])


def read_segments(
    words: Iterable[Word], settings: Settings = DEFAULT, gap_em: float | None = None
) -> list[Segment]:
    """The segments of all lines among these words, parted by gaps of `gap_em`, if not the usual."""
    gap_em = gap_em or settings.segment_gap_em
    rows = read_rows(words, settings)
    return [segment for row in rows for segment in split_row(row, gap_em)]


def split_row(row: Sequence[Word], gap_em: float) -> list[Segment]:
    """The segments of a line: cut at gaps, behind leaders and between figures; a currency sign goes with its
    figure however far that stands.
    """
    runs: list[list[Word]] = []
    for word in row:
        for piece in cut_leader(word):
            if runs and _belongs(runs[-1], piece, gap_em):
                runs[-1].append(piece)
            else:
                runs.append([piece])
    return [segment_of(run) for run in runs]


def segment_of(words: Sequence[Word]) -> Segment:
    """The segment that these words make."""
    return Segment(words[0].x0, max([word.x1 for word in words]), tuple(words))


def cut_segment(segment: Segment, at: float) -> list[Segment]:
    """The segment cut between the words left and right of a position."""
    left = [word for word in segment.words if word.middle[0] < at]
    right = [word for word in segment.words if word.middle[0] >= at]
    return [segment_of(part) for part in (left, right)] if left and right else [segment]


def cut_leader(word: Word) -> list[Word]:
    """A word cut where its leader ends: 'Total.....12' → 'Total.....', '12'."""
    text = word.text
    if len(text) < 2 or (".." not in text and "__" not in text and "…" not in text):
        return [word]
    found = _LEADER.match(text)
    if found is None or len(word.glyphs) != len(text) or not is_value(found["figure"]):
        return [word]
    return split_word(word, word.glyphs[len(found["label"])][1])


def _belongs(run: Sequence[Word], word: Word, gap_em: float) -> bool:
    """True when a word goes on with the words before it."""
    last = run[-1]
    gap = (word.x0 - last.x1) / (last.size if last.size > word.size else word.size)
    dots = word.text[:1] in _DOT and _DOTS.match(word.text)  # the look at the first saves most of the search
    if dots and gap < 1.5 and (_DOTS.search(last.text) or not is_value(last.text)):
        return gap < 1.0 or len(run) > 1
    figure = is_value(word.text)
    if len(run) == 1 and last.text in _CURRENCY:
        return figure
    if word.text in _AFTER and gap < 1.0:
        return True
    close = gap <= gap_em and gap <= 0.6
    if not figure and (close or gap > gap_em):
        return close  # whatever stands before it
    text = " ".join([w.text for w in run])
    if figure:
        if _ends_leader(run):
            return False
        if is_value(text):
            return gap <= (0.36 if is_number(text) and is_number(f"{text} {word.text}") else 0.3)
        return close
    return not is_value(text)


def _ends_leader(run: Sequence[Word]) -> bool:
    """True for words that end in a run of dots."""
    tail = "".join(word.text for word in run[-3:])
    return len(tail) > 3 and not tail[-3:].strip(".·…_")
