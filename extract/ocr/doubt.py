"""Doubt about readings that do not account for their ink: the recogniser can be sure of what it read and yet
pass over a sign, or see one in dirt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from extract.ocr import INK_DISAGREES
from extract.ocr.engine import Reading
from extract.ocr.ink import Ink
from extract.ocr.segments import Segment, letter_boxes
from extract.page import Word
from extract.tables.grid import Grid, GridCell

_PLAIN = 0.95  # of a dash that is seen to be one
# shares of a capital
_FAINT = 0.15  # ink this small may be dirt
_DIGIT = 0.85  # the room a digit takes; what is wider is digits that touch
_NARROW = 0.5  # the least room
_TALL = 0.6  # the height of a digit at least, old-style ones too
_LOW = 0.2  # above the base line: the foot of a point or comma
_DASH = 0.25  # the least width
_PERCENT = 1.4
_HALO = 0.1  # the blur around a stroke
_TRACE = 0.25  # of the contrast around it: ink, if a faint one
_MARK = 0.2  # the size of a faint point
_BESIDE = 0.8  # as far as a minus stands from its figure
_APART = 1.2  # of a font size: no space between words of one text is as wide
_MARK_APART = 0.5  # nor between a figure and its minus
_MOSTLY = 0.5  # of a column of figures
_FEW_LETTERS = 2
_FIGURE = re.compile(
    r"[-–+±]?\s?[€<>≤≥±]?\s?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?\s?%?[*¹²³]*"  # 1.134  -56  12,5%  274*
    r"|\d+[*]?\s?[-–/]\s?\d+[*]?"  # 550-580  2024/2025
    r"|\(?\d+(?:[-/.:]\d+){2}\)?|\d\d?:\d\d|\(\d+\)|\d{1,2}[.)]"  # 01-07-2025  12:30  (3)  1.
)
_ALMOST = re.compile(r"(?=.*\d)[-–+\d.,%* ]*[LlIiOoSZzQn|][-–+\d.,%* ]*")  # a digit read as a letter
_FLOATING = frozenset("-–+±*°'\"¹²³<>=")
_EITHER = frozenset("+±<>≤≥¹²³:")  # as tall as a digit or not, as the face will have it


def checked(segment: Segment, reading: Reading, *, ink_beside: bool = False) -> Reading:
    """The reading of a segment, less sure where figures and ink disagree; a blurred dash is a dash.

    `ink_beside`: see `with_ink_beside`.
    """
    text = reading.text.strip()
    if text in (".", "•", "·", "_") and (sure := _looks_like_dash(segment)):
        return Reading("-", (sure,), (0.5,))
    if not is_numeric(text):
        return doubted(reading) if _ALMOST.fullmatch(text) else reading
    if ink_beside or not _FIGURE.fullmatch(text) or not _accounts_for(text, segment):
        return doubted(reading)
    return reading


def with_ink_beside(segments: Sequence[Segment], ink: Ink, labels: np.ndarray) -> list[bool]:
    """For each segment whether ink stands in it or close beside it that is in no segment: too faint or too
    small for a stroke of its own, a minus or a point that the recogniser may have passed over.
    """
    owned = np.zeros(int(labels.max()) + 1, np.uint8)
    owned[[label for segment in segments for label in segment.labels]] = 1
    reach = np.ones((2 * max(1, round(_HALO * ink.cap)) + 1,) * 2, np.uint8)
    known = cv2.dilate(owned[labels] | ink.horizontal | ink.vertical, reach)
    loose = ((ink.page < 255 * (1 - _TRACE)) & (known == 0)).astype(np.uint8)
    _, _, stats, middles = cv2.connectedComponentsWithStats(loose, connectivity=8)
    size = np.maximum(stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT])
    xs, ys = middles[1:][size >= _MARK * ink.cap].T
    return [
        bool(
            np.any(
                (xs > segment.x0 - _BESIDE * segment.cap)
                & (xs < segment.x1 + _BESIDE * segment.cap)
                & (ys > segment.base - 1.1 * segment.cap)
                & (ys < segment.base + 0.25 * segment.cap)
            )
        )
        for segment in segments
    ]


def is_numeric(text: str) -> bool:
    """True for a text with digits and no letters."""
    return any(ch.isdecimal() for ch in text) and not any(ch.isalpha() for ch in text)


def doubted(reading: Reading) -> Reading:
    """The reading with no sign surer than a doubtful one."""
    return replace(reading, sure=tuple(min(sure, INK_DISAGREES) for sure in reading.sure))


def cell_confidence(text: str, words: Sequence[Word]) -> float:
    """The confidence of a cell with this text and these words: that of the least certain, and doubtful where
    they seem to be those of several cells, or of a figure and dirt.
    """
    sure = min((word.confidence for word in words), default=1.0)
    marks = [line for line in text.split("\n") if not any(ch.isalpha() for ch in line)]
    figures = [line for line in marks if is_numeric(line)]
    whole = not figures or (len(marks) == 1 and _FIGURE.fullmatch(figures[0]))
    return sure if whole and not _far_apart(words) else min(sure, INK_DISAGREES)


def stray_letters(grid: Grid) -> list[GridCell]:
    """The cells of a letter or two in columns of figures: rather figures read as letters than texts."""
    columns: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        if cell.text:
            columns.setdefault(cell.col, []).append(cell)
    return [
        cell
        for cells in columns.values()
        if sum(not any(map(str.isalpha, cell.text)) for cell in cells) >= _MOSTLY * len(cells)
        for cell in cells
        if 1 <= sum(ch.isalpha() for ch in cell.text) <= _FEW_LETTERS
    ]


def _far_apart(words: Sequence[Word]) -> bool:
    """True where words of one line stand further apart than those of one text."""
    ordered = sorted(words, key=lambda word: (round(word.base), word.x0))
    return any(
        abs(b.base - a.base) <= 0.5 * a.size
        and b.x0 - a.x1 > (_APART if _says(a) and _says(b) else _MARK_APART) * a.size
        for a, b in pairwise(ordered)
    )


def _says(word: Word) -> bool:
    """False for a mark alone: a dash, a dot."""
    return any(ch.isalnum() for ch in word.text)


def _accounts_for(text: str, segment: Segment) -> bool:
    """True when a figure has a sign for all its ink: digits for what is tall, points for what lies low,
    dashes and stars for what floats.
    """
    signs = Counter(_kind(sign) for sign in text if not sign.isspace())
    seen: Counter[str] = Counter()
    most = 0  # digits that the ink has room for
    dashes = 0
    percent = segment.x1 - _PERCENT * segment.cap if "%" in text else segment.x1
    boxes = [box for box in letter_boxes(segment) if _size(box) > _FAINT * segment.cap]
    own = [box for box in boxes if box[0] < percent]
    if len(own) < len(boxes):
        signs["tall"] -= 1
    for x0, top, x1, bottom in own:
        width, height = (x1 - x0) / segment.cap, (bottom - top) / segment.cap
        if height >= _TALL:
            seen["tall"] += max(1, round(width / _DIGIT))
            most += max(1, int(width / _NARROW + 0.35))
        elif segment.base - bottom <= _LOW * segment.cap:
            seen["low"] += 1
        else:
            seen["floating"] += 1
            dashes += width >= _DASH and width >= 1.3 * height
    unread = (
        seen["low"] > signs["low"] + signs["either"]
        or seen["floating"] > signs["floating"] + signs["either"]
        or seen.total() > signs.total()
    )
    invented = most < signs["tall"] or dashes < sum(sign in "-–" for sign in text)
    return not (unread or invented)


def _kind(sign: str) -> str:
    """Where the ink of a sign stands."""
    if sign in _EITHER:
        return "either"
    return "low" if sign in ".," else "floating" if sign in _FLOATING else "tall"


def _size(box: tuple[int, int, int, int]) -> int:
    return max(box[2] - box[0], box[3] - box[1])


def _looks_like_dash(segment: Segment) -> float:
    """How surely a lone stroke read as a dot is a dash: it floats, and is wider than high. 0 for no dash."""
    if len(segment.strokes) != 1:
        return 0.0
    x0, top, x1, bottom = segment.strokes[0]
    middle = segment.base - (top + bottom) / 2
    if not 0.2 * segment.cap < middle < 0.75 * segment.cap or x1 - x0 < 1.1 * (bottom - top):
        return 0.0
    return _PLAIN if x1 - x0 >= 1.3 * (bottom - top) else INK_DISAGREES
