"""What was read from a picture, kept under its hash, so that no picture is read twice."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import BBox
from extract.ocr.engine import engine_name
from extract.page import Fill, PageContent, Rule, Word
from extract.turn import Turn

if TYPE_CHECKING:
    import numpy as np


class Kept:
    """The folder of what was read; with None nothing is kept."""

    def __init__(self, folder: str | None) -> None:
        """The folder is made when something is first written to it."""
        self._folder = Path(folder) if folder else None

    def find(self, key: str, number: int, turn: Turn, box: BBox) -> PageContent | None:
        """What was read before from the picture that now stands in `box` of a page; None when nothing was."""
        if self._folder is None:
            return None
        try:
            kept = json.loads(self._path(key).read_text(encoding="utf-8"))
            content = PageContent(number, *turn.size(), turn)
            for word in kept["words"]:
                glyphs = [tuple(glyph) for glyph in word.pop("glyphs")]
                content.words.append(Word(**word | {"color": tuple(word["color"]), "glyphs": glyphs}))
            content.rules = [Rule(*rule) for rule in kept["rules"]]
            content.fills = [Fill(tuple(fill), tuple(color)) for fill, color in kept["fills"]]
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None  # never kept, or by another version of this code
        return moved(content, box[0], box[1])

    def keep(self, key: str, content: PageContent, box: BBox) -> None:
        """Keeps what was read; a folder that cannot be written to only costs time."""
        if self._folder is None:
            return
        content = moved(content, -box[0], -box[1])
        kept = {
            "words": [asdict(word) for word in content.words],
            "rules": [[r.horizontal, r.at, r.start, r.end] for r in content.rules],
            "fills": [[f.bbox, f.color] for f in content.fills],
        }
        path = self._path(key)
        coming = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            coming.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            coming.replace(path)
        except OSError:
            coming.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{key}.json"


def picture_key(pixels: np.ndarray, box: BBox) -> str:
    """The hash of a picture at its size on the page, and of what reads it."""
    digest = hashlib.sha256(_reader().encode())
    digest.update(f"{pixels.shape} {box[2] - box[0]:.1f} {box[3] - box[1]:.1f}".encode())
    digest.update(pixels.tobytes())
    return digest.hexdigest()[:32]


@cache
def _reader() -> str:
    """Changes when the engine or this package does."""
    digest = hashlib.sha256(engine_name().encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def moved(content: PageContent, right: float, down: float) -> PageContent:
    """The content, some points further to the right and down."""
    words = [
        replace(
            word,
            x0=word.x0 + right,
            x1=word.x1 + right,
            top=word.top + down,
            bottom=word.bottom + down,
            base=word.base + down,
            glyphs=[(sign, x0 + right, x1 + right) for sign, x0, x1 in word.glyphs],
        )
        for word in content.words
    ]
    rules = []
    for rule in content.rules:
        at, along = (down, right) if rule.horizontal else (right, down)
        rules.append(Rule(rule.horizontal, rule.at + at, rule.start + along, rule.end + along))
    fills = [
        Fill((x0 + right, top + down, x1 + right, bottom + down), fill.color)
        for fill in content.fills
        for x0, top, x1, bottom in (fill.bbox,)
    ]
    return replace(content, words=words, rules=rules, fills=fills)
