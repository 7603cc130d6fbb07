"""Reading one line of text from its pixels, with a recogniser that needs no network.

The models come inside the wheel of RapidOCR (PP-OCR); they are run with ONNX Runtime on one thread. The
detector that belongs to them is left out: in a table it overlooks lone digits and dashes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_HEIGHT = 48  # pixels, of the lines the model was trained on
_STEP = 32  # widths are rounded up to this, so that lines of about one width share a shape
_BATCH = 2400  # pixels of width in all: what is read at once sets how much memory is used
_MODEL = "*_rec_*.onnx"
# what a Dutch plan is printed with; the model knows 18,000 signs, most of them Chinese
_SIGNS = (
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "àáâäçèéêëìíîïñòóôöùúûüÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜ"
    " .,:;-–—+=*/\\|%‰€$&@#§°²³¹½¼¾<>≤≥±×•()[]{}'\"’‘“”_!?~^"
)
_ALIKE = dict(zip("一ー－，．：；（）％＋／＊０１２３４５６７８９", "---,.:;()%+/*0123456789", strict=True))


class NoEngine(Exception):
    """Pictures cannot be read on this system."""


@dataclass(frozen=True)
class Reading:
    """One line as read: its text, how sure each sign is (0-1), and where it stands (0-1 of the width)."""

    text: str
    sure: tuple[float, ...]
    at: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """That of the least certain sign."""
        return min(self.sure, default=0.0)


def engine_name() -> str:
    """The name and version of what reads pictures. Raises `NoEngine` where it is not installed."""
    import importlib.metadata

    try:
        return f"rapidocr {importlib.metadata.version('rapidocr')}"
    except importlib.metadata.PackageNotFoundError as error:
        raise NoEngine("rapidocr is not installed") from error


class Recogniser:
    """The model and its alphabet."""

    def __init__(self) -> None:
        """Raises `NoEngine` where the model or its runtime is missing."""
        found = find_spec("rapidocr")
        folder = Path(found.submodule_search_locations[0]) / "models" if found else Path()
        models = sorted(folder.glob(_MODEL)) if found else []
        if not models:
            raise NoEngine("rapidocr or its model is not installed")
        try:
            import numpy as np
            import onnxruntime
        except ImportError as error:
            raise NoEngine("onnxruntime is not installed") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # an arena keeps the largest line's memory for good
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            str(models[0]), options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name
        signs = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        known = ["", *signs, " "]  # the model's own order: a blank first, the space last
        self._columns = np.array([i for i, sign in enumerate(known) if sign in _SIGNS or sign in _ALIKE])
        self._signs = [_ALIKE.get(known[i], known[i]) for i in self._columns]

    def read(self, lines: Sequence[np.ndarray]) -> list[Reading]:
        """The readings of lines of text, each the grey pixels of one, dark on white."""
        import numpy as np

        scaled = [_scale(line) for line in lines]
        order = sorted(range(len(lines)), key=lambda i: scaled[i].shape[1])
        readings: dict[int, Reading] = {}
        while order:
            widths = [-(-scaled[i].shape[1] // _STEP) * _STEP for i in order[:8]]
            count = max([1, *(n for n in range(1, len(widths) + 1) if n * widths[n - 1] <= _BATCH)])
            chosen, order, width = order[:count], order[count:], widths[count - 1]
            batch = np.zeros((len(chosen), 3, _HEIGHT, width), np.float32)
            for row, i in enumerate(chosen):
                batch[row, :, :, : scaled[i].shape[1]] = scaled[i].astype(np.float32) / 127.5 - 1
            (scores,) = self._session.run(None, {self._input: batch})
            for row, i in enumerate(chosen):
                readings[i] = self._decode(scores[row][:, self._columns], width / scaled[i].shape[1])
        return [readings[i] for i in range(len(lines))]

    def _decode(self, scores: Any, stretch: float) -> Reading:
        """The best sign of each step, runs of one sign taken together."""
        best = scores.argmax(axis=1)
        edges = [0, *(i for i in range(1, len(best)) if best[i] != best[i - 1]), len(best)]
        text, sure, at = "", [], []
        for start, end in pairwise(edges):
            if sign := self._signs[best[start]]:
                text += sign
                sure.append(float(scores[start:end, best[start]].max()))
                at.append(min(1.0, (start + end) / 2 / len(best) * stretch))
        return Reading(text, tuple(sure), tuple(at))


@cache
def recogniser() -> Recogniser:
    """The recogniser of this process, loaded at first use. Raises `NoEngine`."""
    return Recogniser()


def _scale(line: np.ndarray) -> np.ndarray:
    """The line at the model's height."""
    import cv2

    height, width = line.shape[:2]
    to = max(8, min(2400, round(width * _HEIGHT / height)))
    return cv2.resize(
        line, (to, _HEIGHT), interpolation=cv2.INTER_CUBIC if height < _HEIGHT else cv2.INTER_AREA
    )
