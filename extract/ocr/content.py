"""The words, rules and fills of a picture, as the content of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extract.model import BBox
from extract.ocr.doubt import checked, doubted, is_numeric, with_ink_beside
from extract.ocr.engine import Reading, Recogniser
from extract.ocr.ink import Ink, cap_height, read_ink, skew, turned_back, whole_rules
from extract.ocr.segments import Segment, crop, cut_words, find_segments, is_dash, is_leader
from extract.ocr.typeface import misfits
from extract.page import Fill, PageContent, Rule, Word
from extract.turn import Turn

_POINTS = 8.0  # the height of capitals a picture is first looked at with
_SMALLEST_CAP = 13.0  # pixels; what is smaller is enlarged
_CAP_SHARE = 0.7  # of the font size
_X_SHARE = 0.73  # of a capital: the height of small letters
_TALL = re.compile(r"[0-9A-ZÀ-ÝbdfhkltßĳĲ/()|\[\]%&€?!]")
_SAME_SIZE = 0.13  # of a size
_BOLD = 1.35  # times the usual stroke


@dataclass
class _Text:
    """A segment with what it says."""

    segment: Segment
    reading: Reading
    size: float  # points
    bold: bool = False


def picture_content(
    pixels: np.ndarray, box: BBox, number: int, turn: Turn, recogniser: Recogniser
) -> PageContent | None:
    """What the picture in `box` of a page holds, in points of that page; None where it shows no print."""
    scale = pixels.shape[1] / (box[2] - box[0])
    cap = cap_height(pixels, 0.7 * _POINTS * scale)
    if cap is None:
        return None
    if cap < _SMALLEST_CAP:
        factor = min(3.0, _SMALLEST_CAP * 1.4 / cap)
        pixels = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        scale, cap = scale * factor, cap * factor
    if angle := skew(pixels, cap):
        pixels = turned_back(pixels, angle)
    ink = read_ink(pixels, cap)
    if angle:
        ink.rules = whole_rules(ink.rules, pixels.shape[1], pixels.shape[0], angle)
    segments, labels = find_segments(ink)
    plain = [(segment, reading) for segment in segments if (reading := _plain_shape(segment, cap))]
    known = {id(segment) for segment, _ in plain}
    letters = [segment for segment in segments if id(segment) not in known]
    readings = recogniser.read([crop(segment, ink, labels) for segment in letters])
    beside = with_ink_beside([*letters, *(segment for segment, _ in plain)], ink, labels)
    readings = [
        checked(segment, reading, ink_beside=faint)
        for segment, reading, faint in zip(letters, readings, beside[: len(letters)], strict=True)
    ]
    texts = [
        _Text(segment, reading, _size(segment, reading.text) / scale)
        for segment, reading in [*zip(letters, readings, strict=True), *plain]
        if reading.text.strip()
    ]
    _draw_sizes_together(texts)
    _mark_bold(texts, ink)
    _compare_figures(texts, ink, labels)
    content = PageContent(number, *turn.size(), turn)
    content.words = [word for text in texts for word in _words(text, scale, box)]
    content.rules = [
        Rule(
            horizontal,
            round(at / scale + box[horizontal], 2),
            round(start / scale + box[not horizontal], 2),
            round(end / scale + box[not horizontal], 2),
        )
        for horizontal, at, start, end in ink.rules
    ]
    content.fills = [
        Fill((x0 / scale + box[0], y0 / scale + box[1], x1 / scale + box[0], y1 / scale + box[1]), color)
        for (x0, y0, x1, y1), color in ink.fills
    ]
    return content


def _plain_shape(segment: Segment, cap: float) -> Reading | None:
    """A lone dash or a row of dots, which needs no recogniser."""
    text = "-" if is_dash(segment) else "." * len(segment.strokes) if is_leader(segment, cap) else ""
    places = tuple((i + 0.5) / len(text) for i in range(len(text)))
    return Reading(text, (1.0,) * len(text), places) if text else None


def _size(segment: Segment, text: str) -> float:
    """The font size of a text, in pixels."""
    if _TALL.search(text) and segment.height:
        return segment.height / _CAP_SHARE
    if any(ch.isalnum() for ch in text):
        return segment.height / _X_SHARE / _CAP_SHARE
    return segment.cap / _CAP_SHARE


def _draw_sizes_together(texts: Sequence[_Text]) -> None:
    """Sizes that differ by no more than they can be measured become one: that of most text among them."""
    left = list(texts)
    while left:
        weight: Counter[float] = Counter()
        for text in left:
            weight[text.size] += len(text.reading.text)
        usual = max(weight, key=lambda size: sum(n for s, n in weight.items() if abs(s - size) < 0.04 * size))
        for text in left:
            if abs(text.size - usual) <= _SAME_SIZE * usual:
                text.size = -round(usual, 1)
        left = [text for text in left if text.size > 0]
    for text in texts:
        text.size = abs(text.size)


def _mark_bold(texts: Sequence[_Text], ink: Ink) -> None:
    """Marks what is printed with thicker strokes than most."""
    if not texts:
        return
    thick = cv2.distanceTransform(ink.text, cv2.DIST_L2, 3)
    weights = []
    for text in texts:
        x0, x1 = int(text.segment.x0), int(text.segment.x1) + 1
        top, bottom = int(text.segment.base - text.segment.cap), int(text.segment.base) + 1
        inside = thick[max(0, top) : bottom, x0:x1]
        inked = inside[inside > 0]
        weights.append(float(inked.mean()) / max(text.size, 1.0) if len(inked) else 0.0)
    letters = [
        w
        for t, w in zip(texts, weights, strict=True)
        for _ in t.reading.text
        if any(map(str.isalnum, t.reading.text))
    ]
    usual = float(np.median(letters)) if letters else 0.0
    for text, weight in zip(texts, weights, strict=True):
        text.bold = weight > _BOLD * usual > 0


def _compare_figures(texts: Sequence[_Text], ink: Ink, labels: np.ndarray) -> None:
    """Doubts the figures that do not fit the others of their face and size."""
    faces: dict[tuple[float, bool], list[_Text]] = {}
    for text in texts:
        if is_numeric(text.reading.text):
            faces.setdefault((text.size, text.bold), []).append(text)
    for alike in faces.values():
        for i in misfits([(text.segment, text.reading) for text in alike], ink, labels):
            alike[i].reading = doubted(alike[i].reading)


def _words(text: _Text, scale: float, box: BBox) -> list[Word]:
    """The words of a text, with boxes as a font of its size would have them."""
    base = text.segment.base / scale + box[1]
    words = []
    position = 0
    for part, left, right in cut_words(text.segment, text.reading.text, text.reading.at):
        position = text.reading.text.index(part.split()[0], position) if part else position
        sure = text.reading.sure[position : position + len(part)]
        position += len(part)
        x0, x1 = left / scale + box[0], right / scale + box[0]
        step = (x1 - x0) / max(len(part), 1)
        word = Word(
            part,
            x0,
            base - 0.78 * text.size,
            x1,
            base + 0.22 * text.size,
            base,
            text.size,
            text.bold,
            (),
            [(sign, x0 + i * step, x0 + (i + 1) * step) for i, sign in enumerate(part)],
        )
        words.append(replace(word, confidence=round(min(sure, default=0.0), 3)))
    return words
