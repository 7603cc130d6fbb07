"""How well pictures of tables are read: invented tables typeset, made into ever worse pictures, read back.

    python benchmarks/pictures.py

Prints a line per kind of picture: cell F1 (relations between neighbours), figures read wrongly, how many of
those are marked doubtful, the share of all figures so marked, and CPU seconds a picture.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from extract.model import Document, Table
from extract.read import read_document
from extract.render import table_rows
from extract.settings import Settings
from tests.extract.scanner import scan
from tests.extract.typeset import Plan

DOUBT = 0.9
FONTS = ("Helvetica", "Times", "Vera")
LOOKS = ("grid", "rules", "booktabs", "zebra", "filled", "none")
PICTURES = {
    "150 dpi": {"dpi": 150},
    "96 dpi, JPEG 75": {"dpi": 96, "quality": 75},
    "130 dpi, JPEG 40": {"dpi": 130, "quality": 40},
    "200 dpi, turned 0.7°, noise 6, blur 0.6, JPEG 70": {
        "dpi": 200, "quality": 70, "angle": 0.7, "noise": 6, "blur": 0.6,
    },
    "150 dpi, turned 1.3°, noise 12, blur 0.8, JPEG 50": {
        "dpi": 150, "quality": 50, "angle": -1.3, "noise": 12, "blur": 0.8,
    },
}  # fmt: skip
NAMES = [
    "Assen", "Emmen", "Meppel", "Midden-Drenthe", "Súdwest-Fryslân", "Noordoostpolder", "Het Hogeland",
    "Aa en Hunze", "Bergen", "Utrechtse Heuvelrug", "Goeree-Overflakkee", "Sluis", "Westerkwartier",
]  # fmt: skip
HEADS = [
    "Opgave asiel",
    "Realisatie",
    "Realisatie voor 1-7-2025",
    "Waarvan amv",
    "Verschil",
    "% realisatie",
    "POO",
]


def figure(dice: random.Random) -> str:
    """A figure as plans print them."""
    number = dice.randint(1, 1500)
    kinds = [str(number)] * 6 + [
        f"{number / 100:.3f}",
        f"{number % 150}%",
        f"-{number % 99 + 1}",
        f"{number}*",
        "-",
        "0",
    ]
    return dice.choice(kinds)


def plan(path: Path, look: str, font: str, seed: int) -> Path:
    """Three tables of invented figures."""
    dice = random.Random(seed)
    made = Plan(font=font)
    for number in range(3):
        if number:
            made.page()
        heads = dice.sample(HEADS, dice.randint(3, len(HEADS)))
        rows = [
            [name, *(figure(dice) for _ in heads)] for name in dice.sample(NAMES, dice.randint(5, len(NAMES)))
        ]
        made.heading(2, f"Tabel {number}").table([["Gemeente", *heads], *rows], look)
    return made.save(path)


def relations(rows: list[list[str]]) -> Counter:
    """Each text with the next to its right and below it."""
    texts = [["".join(text.split()) for text in row] for row in rows]
    found: Counter = Counter()
    for lines in (texts, [list(column) for column in zip(*texts, strict=True)]):
        kind = "right" if lines is texts else "below"
        for line in lines:
            filled = [text for text in line if text]
            found.update((a, b, kind) for a, b in pairwise(filled))
    return found


def compare(printed: Document, read: Document, score: Counter) -> None:
    """Adds to the score what became of the tables of one document."""
    left = [(relations(table_rows(table)), table) for table in read.tables]
    for table in printed.tables:
        truth = relations(table_rows(table))
        score["printed"] += truth.total()
        if not left:
            continue
        best = max(left, key=lambda item: (truth & item[0]).total())
        left.remove(best)
        score["read"] += best[0].total()
        score["right"] += (truth & best[0]).total()
        if (table.n_rows, table.n_cols) == (best[1].n_rows, best[1].n_cols):
            compare_figures(table, best[1], score)


def compare_figures(printed: Table, read: Table, score: Counter) -> None:
    """Adds the figures of a table that has as many rows and columns as were printed."""
    truth = {(cell.row, cell.col): cell.text for cell in printed.cells}
    for cell in read.cells:
        digits, expected = (
            [ch for ch in text if ch.isdigit()] for text in (cell.text, truth.get((cell.row, cell.col), ""))
        )
        if digits or expected:
            wrong, doubted = digits != expected, cell.confidence < DOUBT
            score.update(figures=1, doubted=doubted, wrong=wrong, caught=wrong and doubted)


def main() -> None:
    """Prints the table."""
    print("picture | F1 | figures | wrong | of which doubted | doubted | s a picture")
    with tempfile.TemporaryDirectory() as folder:
        for name, options in PICTURES.items():
            score: Counter = Counter()
            seconds = 0.0
            for seed, (look, font) in enumerate((look, font) for look in LOOKS for font in FONTS):
                source = plan(Path(folder) / "plan.pdf", look, font, seed)
                printed = read_document(source, settings=Settings(ocr=False))
                picture = scan(source, Path(folder) / "scan.pdf", only=printed, **options)
                started = time.process_time()
                read = read_document(picture)
                seconds += time.process_time() - started
                compare(printed, read, score)
            f1 = 2 * score["right"] / max(1, score["printed"] + score["read"])
            print(
                f"{name} | {f1:.3f} | {score['figures']} | {score['wrong']} | {score['caught']}"
                f" | {score['doubted'] / max(1, score['figures']):.1%} | {seconds / 3 / (seed + 1):.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
