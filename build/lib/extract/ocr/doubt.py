"""Doubt about readings that do not account for their ink: the recogniser can be sure of what it read and yet
pass over a sign.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.ocr.engine import Reading
from extract.ocr.segments import Segment, letter_boxes

_DOUBT = 0.6  # confidence of a reading that lacks a sign, or is no figure as figures are printed
_PLAIN = 0.95  # of a dash that is seen to be one
_FAINT = 0.15  # of a capital: ink this small may be dirt
_DIGIT = 0.85  # of a capital: the room a digit takes; what is wider is digits that touch
_FIGURE = re.compile(
    r"[-–+±]?\s?[€<>≤≥±]?\s?\d+(?:[., ]\d+)*\s?%?[*¹²³]*"  # 1.134  -56  12,5%  274*
    r"|\d+[*]?\s?[-–/]\s?\d+[*]?"  # 550-580  2024/2025
    r"|\(?\d+(?:[-/.:]\d+)+\)?|\(\d+\)|\d+[.)]"  # 01-07-2025  (3)  1.
)


def checked(segment: Segment, reading: Reading) -> Reading:
    """The reading of a segment, less sure where figures and ink disagree; a blurred dash is a dash."""
    text = reading.text.strip()
    if text in (".", "•", "·", "_") and (sure := _looks_like_dash(segment)):
        return Reading("-", (sure,), (0.5,))
    if not any(ch.isdigit() for ch in text) or any(ch.isalpha() for ch in text):
        return reading
    signs = sum(not ch.isspace() for ch in text)
    lost = "%" not in text and "/" not in text and _letters(segment) > signs
    if lost or not _FIGURE.fullmatch(text):
        return replace(reading, sure=tuple(min(sure, _DOUBT) for sure in reading.sure))
    return reading


def _letters(segment: Segment) -> int:
    """How many signs its ink makes at least, dirt aside."""
    small, digit = _FAINT * segment.cap, _DIGIT * segment.cap
    boxes = letter_boxes(segment)
    return sum(
        max(1, round((x1 - x0) / digit))
        for x0, top, x1, bottom in boxes
        if max(x1 - x0, bottom - top) > small
    )


def _looks_like_dash(segment: Segment) -> float:
    """How surely a lone stroke read as a dot is a dash: it floats, and is wider than high. 0 for no dash."""
    if len(segment.strokes) != 1:
        return 0.0
    x0, top, x1, bottom = segment.strokes[0]
    middle = segment.base - (top + bottom) / 2
    if not 0.2 * segment.cap < middle < 0.75 * segment.cap or x1 - x0 < 1.1 * (bottom - top):
        return 0.0
    return _PLAIN if x1 - x0 >= 1.3 * (bottom - top) else _DOUBT
