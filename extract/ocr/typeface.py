"""Figures of a picture beside each other: a digit looks alike wherever it stands, and as many digits are
about as wide. What does not fit the type it is printed in was misread, however sure the recogniser is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import cv2
import numpy as np

from extract.ocr.engine import Reading
from extract.ocr.ink import Ink
from extract.ocr.segments import Segment, crop, frame, letter_boxes

Box = tuple[int, int, int, int]
Figure = tuple[Segment, Reading]

_CAP = 16  # pixels, of a capital where shapes are compared
_SHAPE = (_CAP + 8, 20)
_SOFT = 0.8  # pixels of blur, which hides how a digit happens to fall on the pixels
_FEW = 3  # figures at least that show what is usual
_AGAIN = 2  # figures that show how a digit looks
_MANY = 40  # that suffice to tell
_TORN = 0.35  # of one digit's shapes: it stands for two signs
_ALIKE = 0.85  # the least likeness of two prints of one sign,
_UNLIKE = 3  # and how many times less alike than is usual
_DASHES = "-–+±"
# shares of a capital
_DIGIT = 0.85  # the widest digit; what is wider is digits that touch
_TALL = 0.6
_ASIDE = 0.35  # as far beside its ink as the recogniser places a sign
_BROKEN = 0.12
_ODD_WIDTH = 0.3


def misfits(figures: Sequence[Figure], ink: Ink, labels: np.ndarray) -> set[int]:
    """The numbers of the figures that do not fit the others, all of one face and size."""
    return odd_widths(figures) | odd_shapes(figures, ink, labels)


def odd_widths(figures: Sequence[Figure]) -> set[int]:
    """The figures that are wider or narrower than their digits are elsewhere: ink was passed over, or signs
    were seen where there are none.
    """
    boxes: dict[str, list[int]] = defaultdict(list)
    for segment, reading in figures:
        for sign, (x0, _, x1, _) in own_boxes(segment, reading):
            boxes[sign].append(x1 - x0)
    if not boxes:
        return set()
    wide = {sign: float(np.median(widths)) for sign, widths in boxes.items()}
    other = float(np.median([width for widths in boxes.values() for width in widths]))
    kinds: dict[tuple[str, bool], list[int]] = defaultdict(list)
    steps, spans = [0] * len(figures), [0.0] * len(figures)
    for i, (segment, reading) in enumerate(figures):
        digits = [sign for sign in reading.text if sign.isdecimal()]
        if reading.text.lstrip()[0] in _DASHES:
            continue  # there are dashes of several widths
        others = "".join(sign for sign in reading.text if not sign.isdecimal() and sign != " ")
        kinds[others, len(digits) > 3].append(i)  # a space may part the thousands
        # from the middle of the first digit to that of the last, and what other signs add
        steps[i] = len(digits) - 1
        spans[i] = (
            segment.x1 - segment.x0 - sum(wide.get(sign, other) for sign in (digits[0], digits[-1])) / 2
        )
    slopes = [
        (spans[i] - spans[j]) / (steps[i] - steps[j])
        for alike in kinds.values()
        for i in alike[:_MANY]
        for j in alike[:_MANY]
        if steps[i] > steps[j]
    ]
    if len(slopes) < _FEW:
        return set()
    step = float(np.median(slopes))
    odd = set()
    for alike in kinds.values():
        rests = {i: spans[i] - step * steps[i] for i in alike}
        usual = float(np.median(list(rests.values())))
        if len(alike) > _FEW:
            odd |= {i for i in alike if abs(rests[i] - usual) > _ODD_WIDTH * figures[i][0].cap}
    return odd


def odd_shapes(figures: Sequence[Figure], ink: Ink, labels: np.ndarray) -> set[int]:
    """The figures with a digit that looks more like another sign than like itself elsewhere, or like none."""
    signs, owners, shapes = [], [], []
    for i, (segment, reading) in enumerate(figures):
        own = [(sign, box) for sign, box in own_boxes(segment, reading) if sign.isdecimal() or sign == "%"]
        if own:
            piece = crop(segment, ink, labels)
            for sign, box in own:
                signs.append(sign)
                owners.append(i)
                shapes.append(_shape(piece, segment, ink, box))
    drawn = np.array(shapes)
    members: dict[str, list[int]] = defaultdict(list)
    for n, sign in enumerate(signs):
        members[sign].append(n)
    usual = {
        sign: same[_middle(drawn[same])]
        for sign, same in members.items()
        if len({owners[n] for n in same}) >= _AGAIN
    }
    if not usual:
        return set()
    alike = likeness(drawn, drawn[list(usual.values())])
    itself = np.full(len(signs), np.nan)
    for column, sign in enumerate(usual):
        itself[members[sign]] = alike[members[sign], column]
    least = 1 - _UNLIKE * (1 - float(np.nanmedian(itself)))
    # what is seen too seldom to be known should at least be no known sign
    strange = (itself < min(_ALIKE, least)) | (
        np.nan_to_num(itself, nan=max(_ALIKE, least)) < alike.max(axis=1)
    )
    odd = set()
    for sign, same in members.items():
        if sign.isdecimal():
            those = [n for n in same if strange[n]]
            torn = sign in usual and len(those) > _TORN * len(same)
            odd |= {owners[n] for n in (same if torn else those)}
    return odd


def own_boxes(segment: Segment, reading: Reading) -> list[tuple[str, Box]]:
    """The signs of a reading that have a box of ink for themselves."""
    boxes = letter_boxes(segment)
    margin = 0.35 * segment.cap
    width = segment.x1 - segment.x0 + 2 * margin
    signs = [
        (sign, segment.x0 - margin + share * width)
        for sign, share in zip(reading.text, reading.at, strict=True)
        if sign != " "
    ]
    if len(signs) == len(boxes):
        pairs = [
            (sign, box)
            for (sign, x), box in zip(signs, boxes, strict=True)
            if box[0] - _ASIDE * segment.cap < x < box[2] + _ASIDE * segment.cap
        ]
    else:
        nearest = [
            min(range(len(boxes)), key=lambda b: max(boxes[b][0] - x, x - boxes[b][2])) for _, x in signs
        ]
        pairs = [
            (sign, boxes[b])
            for (sign, _), b in zip(signs, nearest, strict=True)
            if nearest.count(b) == 1
            and not any(
                n not in nearest and _near(boxes[b], boxes[n], segment.cap) for n in range(len(boxes))
            )
        ]
    return [
        (sign, box)
        for sign, box in pairs
        if box[2] - box[0] <= _DIGIT * segment.cap and box[3] - box[1] >= _TALL * segment.cap
    ]


def _near(box: Box, other: Box, cap: float) -> bool:
    """True for boxes as close as the pieces of a broken sign."""
    return max(box[0], other[0]) - min(box[2], other[2]) < _BROKEN * cap


def _shape(piece: np.ndarray, segment: Segment, ink: Ink, box: Box) -> np.ndarray:
    """A sign of a segment that `crop` cut out: on the base line, in the middle of a small picture."""
    left, top, _, _ = frame(segment, ink)
    scale = _CAP / segment.cap
    height, width = _SHAPE
    middle = (box[0] + box[2]) / 2 - left
    base = segment.base - top
    matrix = np.array([[scale, 0, width / 2 - middle * scale], [0, scale, _CAP + 4 - base * scale]])
    drawn = cv2.warpAffine(255 - piece, matrix, (width, height), flags=cv2.INTER_LINEAR).astype(np.float32)
    reach = (box[2] - box[0]) / 2 * scale + 1
    drawn[:, np.abs(np.arange(width) + 0.5 - width / 2) > reach] = 0
    return cv2.GaussianBlur(drawn, (0, 0), _SOFT)


def _middle(shapes: np.ndarray) -> int:
    """The number of the shape that most are like."""
    some = shapes[:_MANY]
    return int(np.median(likeness(some, some), axis=1).argmax())


def likeness(shapes: np.ndarray, models: np.ndarray) -> np.ndarray:
    """How alike each shape is to each model (1: the same), up to a pixel aside."""
    flat = _level(shapes)
    best = np.full((len(shapes), len(models)), -1, np.float32)
    for right in (-1, 0, 1):
        for down in (-1, 0, 1):
            best = np.maximum(best, flat @ _level(np.roll(models, (down, right), (1, 2))).T)
    return best


def _level(shapes: np.ndarray) -> np.ndarray:
    """Shapes as rows of one length, around nothing."""
    flat = shapes.reshape(len(shapes), -1)
    flat = flat - flat.mean(axis=1, keepdims=True)
    return flat / (np.linalg.norm(flat, axis=1, keepdims=True) + 1e-6)
