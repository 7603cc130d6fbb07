"""Text, rules and shading of a picture, told apart by their shape: strokes are small, rules long and thin,
shading wide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

_FAINT = 18  # grey levels from the background on which a rule may still be printed
_STROKE = 0.35  # of the contrast around it: a pixel of text
_MIN_CONTRAST = 30
_PATCH = 0.7  # of a capital: no stroke is as thick
_SMALL_PATCH = 0.3
_EVEN = 14  # grey levels within an even patch
_LETTERS = 0.25  # of its length with ink beside it: no rule
_SHADE = 6  # grey levels that tell shading from paper


RuleLine = tuple[bool, float, float, float]  # horizontal, at, start, end


@dataclass
class Ink:
    """What is printed in a picture; lengths in pixels. `page` is the text alone, dark on white."""

    cap: float  # the height of a capital
    page: np.ndarray
    text: np.ndarray  # mask
    horizontal: np.ndarray  # masks of the rules
    vertical: np.ndarray
    rules: list[RuleLine]
    fills: list[tuple[tuple[float, float, float, float], tuple[float, ...]]]  # box, colour


def read_ink(pixels: np.ndarray, cap: float) -> Ink:
    """The ink of an RGB picture whose capitals are about `cap` high."""
    paper = background(pixels, cap)
    contrast = _contrast(pixels, paper)
    inked = (contrast > _FAINT).astype(np.uint8)
    horizontal = _long(inked, round(max(3 * cap, 24)), across=False)
    vertical = _long(inked, round(max(2 * cap, 16)), across=True)
    rules, horizontal = _rules(horizontal, inked, cap, horizontal=True)
    upright, vertical = _rules(vertical, inked, cap, horizontal=False)
    drawn = cv2.dilate(horizontal | vertical, np.ones((3, 3), np.uint8))
    reach = int(2 * cap) | 1
    without = np.where(drawn > 0, 0, contrast).astype(np.uint8)
    around = np.maximum(cv2.dilate(without, np.ones((reach, reach), np.uint8)), 2 * _MIN_CONTRAST)
    text = ((without > _STROKE * around) & (without > _MIN_CONTRAST)).astype(np.uint8)
    page = 255 - np.minimum(255, without.astype(np.float32) * (255 / around)).astype(np.uint8)
    fills = _fills(paper, cap, grain=int(np.median(contrast)))
    return Ink(cap, page, text, horizontal, vertical, flush(rules, cap) + flush(upright, cap), fills)


def background(pixels: np.ndarray, cap: float) -> np.ndarray:
    """The paper and shading behind the ink: what is even over more than a stroke's width; elsewhere
    the even patch nearest by.
    """
    smooth = cv2.medianBlur(np.ascontiguousarray(pixels), 3)
    even, covered = _even(smooth, _PATCH * cap)
    if not even.any():
        return smooth
    # between a rule and the text under it only a small patch fits, of a colour known from large ones
    small, small_covered = _even(smooth, _SMALL_PATCH * cap)
    shades = np.array(palette(smooth[even]))
    known = small & (_nearest_shade(smooth, shades)[1] <= 2 * _SHADE)
    even |= known
    covered |= cv2.dilate(known.astype(np.uint8), _patch(_SMALL_PATCH * cap)) & small_covered
    _, labels = cv2.distanceTransformWithLabels(
        (~even).astype(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    colors = np.zeros((labels.max() + 1, 3), np.uint8)
    colors[labels[even]] = smooth[even]
    return np.where(covered[..., None] > 0, smooth, colors[labels])


def _patch(size: float) -> np.ndarray:
    """A square of pixels with a middle."""
    return np.ones((max(3, round(size) | 1),) * 2, np.uint8)


def _even(smooth: np.ndarray, size: float) -> tuple[np.ndarray, np.ndarray]:
    """The middles of even patches, and all that such patches cover."""
    patch = _patch(size)
    spread = cv2.subtract(cv2.dilate(smooth, patch), cv2.erode(smooth, patch)).max(axis=2)
    even = spread <= max(_EVEN, int(np.percentile(spread, 15)) + 6)
    return even, cv2.dilate(even.astype(np.uint8), patch)


def palette(colors: np.ndarray, most: int = 16, apart: int = _SHADE) -> list[np.ndarray]:
    """The colours among these that the eye tells apart, the most frequent first."""
    sixths = colors.reshape(-1, 3).astype(np.int32) >> 2  # 64 levels of red, green and blue
    counts = np.bincount(sixths[:, 0] << 12 | sixths[:, 1] << 6 | sixths[:, 2], minlength=1 << 18)
    shades: list[np.ndarray] = []
    for index in np.argsort(-counts)[:2000]:
        color = np.array([index >> 12, index >> 6 & 63, index & 63]) * 4 + 2
        if shades and (counts[index] < max(20, counts.sum() / 2000) or len(shades) == most):
            break
        # light shades are told apart closely (zebra stripes); dark ones are not, where JPEG mixes colours
        if all(
            np.abs(color - other).max() > apart * (1 if min(color.min(), other.min()) > 200 else 4)
            for other in shades
        ):
            shades.append(color)
    return shades


def _nearest_shade(picture: np.ndarray, shades: Any) -> tuple[np.ndarray, np.ndarray]:
    """For each pixel the number of the shade nearest to it, and how far it is."""
    best = np.zeros(picture.shape[:2], np.uint8)
    least = np.full(picture.shape[:2], 255, np.uint8)
    for index, shade in enumerate(shades):
        distance = cv2.absdiff(picture, np.full_like(picture, shade)).max(axis=2)
        closer = distance < least
        best[closer], least[closer] = index, distance[closer]
    return best, least


def _contrast(pixels: np.ndarray, paper: np.ndarray) -> np.ndarray:
    """How far each pixel is from the paper, in the colour where it is furthest."""
    return cv2.absdiff(pixels, paper).max(axis=2)


def cap_height(pixels: np.ndarray, guess: float) -> float | None:
    """The height of capitals in most of a picture, from the heights of its strokes; None without text."""
    contrast = _contrast(pixels, background(pixels, guess))
    _, mask = cv2.threshold(contrast, 70, 1, cv2.THRESH_BINARY)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes = stats[1:]
    width, height = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]
    letters = (height >= 5) & (height < 4 * guess) & (width < 2.5 * height) & (width > 0.12 * height)
    if letters.sum() < 4:
        return None
    # small letters are the most, at two thirds of a capital
    return float(np.percentile(height[letters], 75))


def skew(pixels: np.ndarray, cap: float) -> float:
    """The angle in degrees by which a picture is turned clockwise; 0 when it shows no clear direction."""
    contrast = _contrast(pixels, background(pixels, cap))
    shrink = max(1.0, max(contrast.shape) / 1200)
    small = cv2.resize(contrast, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
    ys, xs = np.nonzero(small > 40)
    if len(xs) < 200:
        return 0.0
    if len(xs) > 60_000:
        keep = np.random.default_rng(0).choice(len(xs), 60_000, replace=False)
        xs, ys = xs[keep], ys[keep]

    def sharpness(degrees: float) -> float:
        """How much the rows of ink stand out when the picture is turned back by an angle."""
        rows = ys - xs * np.tan(np.radians(degrees))
        counts = np.bincount((rows - rows.min()).astype(int)).astype(float)
        return float((np.diff(counts) ** 2).sum())

    best = max(np.arange(-4, 4.01, 0.25), key=sharpness)
    best = max(np.arange(best - 0.25, best + 0.26, 0.05), key=sharpness)
    return float(best) if abs(best) > 0.06 and sharpness(best) > 1.15 * sharpness(0.0) else 0.0


def turned_back(pixels: np.ndarray, degrees: float) -> np.ndarray:
    """The picture turned counter-clockwise about its middle, at its own size; what comes in is white."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(
        pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def _long(mask: np.ndarray, length: int, *, across: bool) -> np.ndarray:
    """The pixels that lie in a straight run of some length; one pixel of slant or gap does not break it."""
    thick, run = ((3, 1), (1, length)) if across else ((1, 3), (length, 1))
    kernel = lambda size: cv2.getStructuringElement(cv2.MORPH_RECT, size)  # noqa: E731
    wide = cv2.dilate(mask, kernel(thick))
    return cv2.bitwise_and(cv2.morphologyEx(wide, cv2.MORPH_OPEN, kernel(run)), mask)


def _rules(
    mask: np.ndarray, inked: np.ndarray, cap: float, *, horizontal: bool
) -> tuple[list[RuleLine], np.ndarray]:
    """The rules of a mask, and the mask without what is too thick to be one or runs through letters."""
    _, labels, stats, middles = cv2.connectedComponentsWithStats(mask, connectivity=8)
    rules, kept = [], np.zeros(len(stats), np.uint8)
    for number, (x, y, width, height, area) in enumerate(stats[1:].tolist(), 1):
        length = width if horizontal else height
        if area / length > max(3.0, 0.45 * cap) or length < 3 * min(width, height):
            continue
        if _beside(labels, number, inked, (x, y, width, height), cap, horizontal) > _LETTERS:
            continue
        kept[number] = 1
        start = x if horizontal else y
        rules.append(
            (horizontal, float(middles[number][1 if horizontal else 0]) + 0.5, start, start + length)
        )
    return rules, kept[labels]


def flush(rules: list[RuleLine], cap: float) -> list[RuleLine]:
    """Parallel rules, those that begin or end about alike made to do so: noise eats at their ends."""

    def drawn(values: set[float], outward: Callable[..., float]) -> dict[float, float]:
        groups: list[list[float]] = []
        for value in sorted(values):
            if groups and value - groups[-1][-1] <= 0.6 * cap and value - groups[-1][0] <= 1.2 * cap:
                groups[-1].append(value)
            else:
                groups.append([value])
        return {value: outward(group) for group in groups for value in group}

    starts = drawn({rule[2] for rule in rules}, min)
    ends = drawn({rule[3] for rule in rules}, max)
    return [(horizontal, at, starts[start], ends[end]) for horizontal, at, start, end in rules]


def whole_rules(rules: list[RuleLine], width: int, height: int, degrees: float) -> list[RuleLine]:
    """The rules, those along the upper and lower side of a picture turned by some degrees as long as the
    others that share one of their ends: its sides cut a part of them off.
    """
    lost = 1.2 * abs(np.tan(np.radians(degrees))) * width
    level = [rule for rule in rules if rule[0]]

    def whole(rule: RuleLine) -> RuleLine:
        horizontal, at, start, end = rule
        if not horizontal or lost < at < height - lost:
            return rule
        alike = [
            r
            for r in level
            if r[2] <= start + 2 and r[3] >= end - 2 and (r[2] >= start - 2 or r[3] <= end + 2)
        ]
        start, end = min(r[2] for r in alike), max(r[3] for r in alike)
        return horizontal, at, start, end

    return [whole(rule) for rule in rules]


def _beside(
    labels: np.ndarray,
    number: int,
    inked: np.ndarray,
    box: tuple[int, int, int, int],
    cap: float,
    horizontal: bool,
) -> float:
    """The share of a rule's length with ink close by, on the side that has most: a run of strokes through
    letters has their stems there.
    """
    x, y, width, height = box
    reach = max(3, round(0.25 * cap))
    rows = slice(max(0, y - reach), y + height + reach) if horizontal else slice(y, y + height)
    cols = slice(x, x + width) if horizontal else slice(max(0, x - reach), x + width + reach)
    own, ink = labels[rows, cols] == number, inked[rows, cols] > 0
    if not horizontal:
        own, ink = own.T, ink.T
    first = own.argmax(axis=0)
    last = len(own) - 1 - own[::-1].argmax(axis=0)
    row = np.arange(len(own))[:, None]
    shares = []
    for near in ((row < first - 1) & (row >= first - reach), (row > last + 1) & (row <= last + reach)):
        shares.append(float((ink & near).any(axis=0).mean()))
    return max(shares)


def _fills(
    paper: np.ndarray, cap: float, grain: int
) -> list[tuple[tuple[float, float, float, float], tuple[float, ...]]]:
    """The shaded rectangles, large ones first; `grain` is the noise in grey levels."""
    small = max(1, round(cap / 4))
    shrunk = cv2.medianBlur(np.ascontiguousarray(paper[::small, ::small]), 5 if grain else 3)
    height, width = shrunk.shape[:2]
    shades = palette(shrunk, apart=_SHADE + 3 * grain)
    if len(shades) < 2:
        return []
    nearest, _ = _nearest_shade(np.ascontiguousarray(shrunk), shades)
    white = next((i for i, shade in enumerate(shades) if shade.min() > 225), 0)
    fills = []
    for index, color in enumerate(shades):
        if index == white:
            continue
        _, _, stats, _ = cv2.connectedComponentsWithStats((nearest == index).astype(np.uint8), connectivity=4)
        for x, y, w, h, area in stats[1:].tolist():
            large = h * small > 1.1 * cap and w * small > 1.5 * cap
            if large and area > 0.8 * w * h and w * h < 0.9 * width * height:
                box = (x * small, y * small, (x + w) * small, (y + h) * small)
                fills.append((box, tuple(round(float(c) / 255, 2) for c in color)))
    return sorted(fills, key=lambda fill: -(fill[0][2] - fill[0][0]) * (fill[0][3] - fill[0][1]))
