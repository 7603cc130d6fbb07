"""Lines of text from ink: strokes that stand side by side, without a wide gap or a rule between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from extract.ocr.ink import Ink

# shares of the height of a capital
_GAP = 0.8  # wider gaps part two texts
_SMALL = 0.45  # dots, dashes, accents
_SPECK = 0.1
_LARGE = 4.0
_LEADERS = 6  # dots in a row
_ABOVE = 0.35  # between a letter and its accent
_BROKEN = 0.14  # between the pieces of a letter
_HANGING = 0.2  # of the height of a comma, beside a figure
_LONE = 0.28  # the least width of a stroke that stands alone: a dash


@dataclass
class Segment:
    """A piece of one line of text; lengths in pixels. `strokes` are boxes (x0, top, x1, bottom)."""

    strokes: list[tuple[int, int, int, int]]
    labels: list[int]
    base: float = 0.0
    height: float = 0.0  # of its tallest letters above the base
    cap: float = 0.0  # the height of capitals in its font, as far as can be seen
    x0: float = field(init=False)
    x1: float = field(init=False)

    def __post_init__(self) -> None:
        """Takes the extent from the strokes."""
        self.x0 = min(s[0] for s in self.strokes)
        self.x1 = max(s[2] for s in self.strokes)


def find_segments(ink: Ink, limit: int = 20_000) -> tuple[list[Segment], np.ndarray]:
    """The segments of a picture in reading order, and the picture of stroke labels they refer to.

    [] when there are more strokes than `limit`: a photograph, not print.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.text, connectivity=8)
    if count > limit:
        return [], labels
    cap = ink.cap
    strokes = []
    for number, (x, y, w, h, area) in enumerate(stats[1:].tolist(), 1):
        if max(w, h) < _SPECK * cap or area < 2 or h > _LARGE * cap or (w > 12 * cap and h > 1.6 * cap):
            continue
        if _on_rule((x, y, x + w, y + h), ink):
            continue
        strokes.append((x, y, x + w, y + h, number))
    strokes.sort()
    groups = [part for group in _groups(strokes, ink) for part in _part_leaders(group, cap)]
    segments = [Segment([s[:4] for s in group], [s[4] for s in group]) for group in groups]
    segments = [s for s in segments if _is_print(s, cap)]
    set_baselines(segments, cap)
    segments = _gather_tails(segments, cap)
    return sorted(segments, key=lambda s: (s.base, s.x0)), labels


def _groups(strokes: Sequence[tuple[int, ...]], ink: Ink) -> list[list[tuple[int, ...]]]:
    """The strokes of each segment."""
    cap = ink.cap
    parent = list(range(len(strokes)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    lefts = [s[0] for s in strokes]
    reach = round(_GAP * cap)
    for i, stroke in enumerate(strokes):
        _, top, x1, bottom, _ = stroke
        height = bottom - top
        for j in range(i + 1, bisect_right(lefts, x1 + reach)):
            other = strokes[j]
            gap = other[0] - x1
            low, high = max(top, other[1]), min(bottom, other[3])
            smaller = min(height, other[3] - other[1])
            lower = stroke if bottom > other[3] else other
            hangs = lower[3] - lower[1] == smaller <= _SMALL * cap  # a comma, from the base line down
            if high - low < (_HANGING if hangs else 0.5) * smaller:
                above = height if top < other[1] else other[3] - other[1]
                # an accent or a dot above a letter, or a piece broken off one
                apart = _ABOVE if above <= _SMALL * cap else _BROKEN if smaller <= _SMALL * cap else -1.0
                if gap > 0 or low - high > apart * cap:
                    continue
            elif gap > 1 and ink.vertical[(low + high) // 2, x1 : other[0]].any():
                continue
            a, b = root(i), root(j)
            if a != b:
                parent[b] = a
    found: dict[int, list[tuple[int, ...]]] = {}
    for i, stroke in enumerate(strokes):
        found.setdefault(root(i), []).append(stroke)
    return list(found.values())


def _part_leaders(group: list[tuple[int, ...]], cap: float) -> list[list[tuple[int, ...]]]:
    """The strokes of a segment, parted where a row of dots leads from one text to another."""
    parts: list[list[tuple[int, ...]]] = []
    dots: list[tuple[int, ...]] = []
    rest: list[tuple[int, ...]] = []
    for stroke in [*sorted(group), None]:
        if stroke and max(stroke[2] - stroke[0], stroke[3] - stroke[1]) <= 0.35 * cap:
            dots.append(stroke)
            continue
        if len(dots) >= _LEADERS:
            parts += [rest, dots]
            rest = []
        else:
            rest += dots
        dots = []
        if stroke:
            rest.append(stroke)
    return [part for part in [*parts, rest] if part]


def is_leader(segment: Segment, cap: float) -> bool:
    """True for a row of dots."""
    small = [s for s in segment.strokes if max(s[2] - s[0], s[3] - s[1]) <= 0.35 * cap]
    return len(small) == len(segment.strokes) >= _LEADERS


def _on_rule(box: tuple[int, int, int, int], ink: Ink) -> bool:
    """True for a crumb: a stroke as slim as a rule, in line with a rule or with the side of a shading."""
    x0, top, x1, bottom = box
    cap = ink.cap
    lines = [(*rule, max(2.0, 0.15 * cap)) for rule in ink.rules]
    for (left, upper, right, lower), _ in ink.fills:
        lines += [(True, at, left, right, 0.4 * cap) for at in (upper, lower)]
        lines += [(False, at, upper, lower, 0.4 * cap) for at in (left, right)]
    for horizontal, at, start, end, near in lines:
        low, high, begin, past = (top, bottom, x0, x1) if horizontal else (x0, x1, top, bottom)
        slim = high - low <= max(3, (0.25 if horizontal else 0.35) * cap)
        if slim and abs((low + high) / 2 - at) <= near and begin >= start - cap and past <= end + cap:
            return True
    return False


def _is_print(segment: Segment, cap: float) -> bool:
    """False for a lone speck."""
    if len(segment.strokes) > 1:
        return True
    ((x0, top, x1, bottom),) = segment.strokes
    return bottom - top >= 0.5 * cap or x1 - x0 >= _LONE * cap


def set_baselines(segments: Sequence[Segment], cap: float) -> None:
    """Gives each segment its base and heights; segments of one line share theirs."""
    unsure: list[Segment] = []
    sure: list[Segment] = []
    for segment in segments:
        letters = [box for box in letter_boxes(segment) if box[3] - box[1] >= 0.55 * cap]
        if not letters:
            unsure.append(segment)
            continue
        bottoms = [s[3] for s in letters]
        near = max(1.0, 0.1 * cap)
        # most letters stand on the base; of two heights with as many, the upper, as descenders go below
        segment.base = max(
            sorted(set(bottoms)), key=lambda b: (sum(abs(b - other) <= near for other in bottoms), -b)
        )
        on_base = [s for s in letters if abs(s[3] - segment.base) <= near] or letters
        segment.base = float(np.median([s[3] for s in on_base]))
        sure.append(segment)
    _level(sure, cap)
    for segment in unsure:
        top, bottom = min(s[1] for s in segment.strokes), max(s[3] for s in segment.strokes)
        middle = (top + bottom) / 2
        beside = [s for s in sure if s.base - 1.15 * s.cap <= middle <= s.base + 0.2 * s.cap]
        if beside:
            nearest = min(beside, key=lambda s: max(s.x0 - segment.x1, segment.x0 - s.x1))
            segment.base, segment.cap = nearest.base, nearest.cap
        else:
            segment.base, segment.cap = middle + 0.4 * cap, cap
        segment.height = segment.base - top


def letter_boxes(segment: Segment) -> list[tuple[int, int, int, int]]:
    """The boxes of its letters: strokes over each other are pieces of one."""
    letters: list[tuple[int, int, int, int]] = []
    for x0, top, x1, bottom in sorted(segment.strokes):
        if letters:
            left, upper, right, lower = letters[-1]
            if min(right, x1) - max(left, x0) >= 0.5 * min(right - left, x1 - x0):
                letters[-1] = (left, min(upper, top), max(right, x1), max(lower, bottom))
                continue
        letters.append((x0, top, x1, bottom))
    return letters


def _level(segments: Sequence[Segment], cap: float) -> None:
    """Draws bases that differ by less than a stroke together; short texts learn how high capitals are."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: s.base):
        if rows and segment.base - rows[-1][-1].base <= max(1.0, 0.1 * cap):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    rows = _join_rows(rows, cap)
    for row in rows:
        base = float(np.median([s.base for s in row]))
        for segment in row:
            tops = [s[1] for s in segment.strokes if s[3] - s[1] >= 0.55 * cap and s[1] < base]
            segment.base = base
            segment.height = segment.cap = base - min(tops, default=base - cap)
        tallest = float(np.percentile([s.height for s in row], 80))
        for segment in row:
            # without a capital, an ascender or a digit only two thirds of it can be seen
            if 0.6 * tallest <= segment.height < 0.85 * tallest:
                segment.cap = tallest


def _join_rows(rows: list[list[Segment]], cap: float) -> list[list[Segment]]:
    """The rows, those of few letters joined to one of many a little higher or lower: print is seldom exact,
    but no line stands so close to another.
    """
    weights = [sum(len(s.strokes) for s in row) for row in rows]
    bases = [float(np.median([s.base for s in row])) for row in rows]
    owner = list(range(len(rows)))
    for i in sorted(range(len(rows)), key=lambda i: weights[i]):
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(rows) and abs(bases[i] - bases[j]) <= 0.35 * cap]
        if near and weights[best := max(near, key=lambda j: weights[j])] > weights[i]:
            owner[i] = best
    joined: dict[int, list[Segment]] = {}
    for i, row in enumerate(rows):
        j = i
        while owner[j] != j:
            j = owner[j]
        joined.setdefault(j, []).extend(row)
    # the base is that of most letters
    for j, row in joined.items():
        for segment in row:
            segment.base = bases[j]
    return list(joined.values())


def _gather_tails(segments: list[Segment], cap: float) -> list[Segment]:
    """The segments, pieces of descenders that stand apart under a text joined to it."""
    kept: list[Segment] = []
    tails = []
    for segment in segments:
        height = max(s[3] for s in segment.strokes) - min(s[1] for s in segment.strokes)
        (tails if height < 0.55 * cap and segment.x1 - segment.x0 < 1.2 * cap else kept).append(segment)
    for tail in tails:
        top, bottom = min(s[1] for s in tail.strokes), max(s[3] for s in tail.strokes)
        owner = next(
            (
                s
                for s in kept
                if s.x0 - 1 <= tail.x0
                and tail.x1 <= s.x1 + 1
                and s.base - 0.2 * s.cap <= top
                and bottom <= s.base + 0.5 * s.cap
            ),
            None,
        )
        if owner is None:
            kept.append(tail)
        else:
            owner.strokes += tail.strokes
            owner.labels += tail.labels
    return kept


def crop(segment: Segment, ink: Ink, labels: np.ndarray) -> np.ndarray:
    """The segment alone on white, with the margins that the recogniser is used to."""
    left, top, right, bottom = frame(segment, ink)
    height, width = ink.page.shape
    y0, y1, x0, x1 = max(0, top), min(height, bottom), max(0, left), min(width, right)
    own = np.isin(labels[y0:y1, x0:x1], [0, *segment.labels])
    piece = np.where(own, ink.page[y0:y1, x0:x1], 255).astype(np.uint8)
    pads = ((y0 - top, bottom - y1), (x0 - left, right - x1))
    return np.pad(piece, pads, constant_values=255)


def frame(segment: Segment, ink: Ink) -> tuple[int, int, int, int]:
    """The box that `crop` cuts out: left, top, right, bottom."""
    cap = max(segment.cap, 0.7 * ink.cap)
    top = int(min(segment.base - 1.3 * cap, *(s[1] - 1 for s in segment.strokes)))
    bottom = int(max(segment.base + 0.45 * cap, *(s[3] + 1 for s in segment.strokes))) + 1
    left, right = int(segment.x0 - 0.35 * cap), int(segment.x1 + 0.35 * cap) + 1
    return left, top, right, bottom


def is_dash(segment: Segment) -> bool:
    """True for a lone dash: too little of a shape for the recogniser, but not for the eye."""
    if len(segment.strokes) != 1:
        return False
    x0, top, x1, bottom = segment.strokes[0]
    middle = segment.base - (top + bottom) / 2
    return (
        x1 - x0 > max(1.4 * (bottom - top), _LONE * segment.cap)
        and bottom - top < 0.3 * segment.cap
        and 0.15 * segment.cap < middle < 0.75 * segment.cap
    )


def word_gaps(segment: Segment) -> list[tuple[float, float]]:
    """The gaps between the strokes of a segment, left to right."""
    gaps = []
    reach = segment.strokes[0][2]
    for stroke in sorted(segment.strokes)[1:]:
        if stroke[0] > reach:
            gaps.append((reach, stroke[0]))
        reach = max(reach, stroke[2])
    return gaps


def cut_words(segment: Segment, text: str, at: Sequence[float]) -> list[tuple[str, float, float]]:
    """The words of a segment as (text, x0, x1): each space lies at the widest gap near where it was read."""
    words = text.split()
    if len(words) < 2:
        return [(text.strip(), segment.x0, segment.x1)]
    gaps = [gap for gap in word_gaps(segment) if gap[1] - gap[0] >= 0.12 * segment.cap]
    margin = 0.35 * segment.cap
    whole = segment.x1 - segment.x0 + 2 * margin
    cuts: list[tuple[float, float]] = []
    for index, (sign, share) in enumerate(zip(text, at, strict=True)):
        if sign != " " or not text[:index].strip() or not text[index:].strip() or text[index - 1] == " ":
            continue
        x = segment.x0 - margin + share * whole
        near = [g for g in gaps if g not in cuts and abs((g[0] + g[1]) / 2 - x) < 1.0 * segment.cap]
        cuts.append(max(near, key=lambda g: g[1] - g[0]) if near else (x, x))
    edges = [segment.x0, *(x for cut in sorted(cuts) for x in cut), segment.x1]
    spans = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    if len(spans) != len(words) or any(b <= a for a, b in spans):
        return [(" ".join(words), segment.x0, segment.x1)]
    return [(word, *span) for word, span in zip(words, spans, strict=True)]
