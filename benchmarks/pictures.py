"""How well pictures of tables are read: invented tables typeset, made into ever worse pictures, read back.

    python benchmarks/pictures.py               # the kinds, faces and seeds that were looked at
    python benchmarks/pictures.py --held-out    # others
    python benchmarks/pictures.py --wrong       # each misread figure too

Prints a line per kind of picture: cell F1 (relations between neighbours); figures printed, wrongly read (any
sign of them: digits, minus, point, star, per cent) and how many of those are doubted; the same of those with
wrong digits; the share of the right ones that is doubted; and CPU seconds a picture.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from extract.model import Cell, Document, Table
from extract.read import read_document
from extract.render import table_rows
from extract.settings import Settings
from tests.extract.scanner import scan
from tests.extract.typeset import Plan

DOUBT = 0.9  # confidence under which a figure is doubtful
LOOKS = ("grid", "rules", "booktabs", "zebra", "filled", "none")
FONTS = ("Helvetica", "Times", "Vera", "Courier")
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
    "110 dpi, faint, JPEG 30": {"dpi": 110, "quality": 30, "contrast": 0.4},
    "120 dpi, rules at the digits, JPEG 60": {"dpi": 120, "quality": 60, "tight": True},
    "140 dpi, dirt, JPEG 60": {"dpi": 140, "quality": 60, "specks": 2},
    "80 dpi, blur 0.6, JPEG 60": {"dpi": 80, "quality": 60, "blur": 0.6},
    "70 dpi, JPEG 75": {"dpi": 70, "quality": 75},
}  # fmt: skip
HELD_OUT_FONTS = ("Helvetica-Bold", "Times-Italic", "VeraIt", "VeraBd")
HELD_OUT = {
    "170 dpi": {"dpi": 170},
    "105 dpi, JPEG 60": {"dpi": 105, "quality": 60},
    "160 dpi, turned 1.8°, noise 14, blur 0.6, JPEG 45": {
        "dpi": 160, "quality": 45, "angle": 1.8, "noise": 14, "blur": 0.6,
    },
    "135 dpi, faint, rules at the digits, JPEG 55": {
        "dpi": 135, "quality": 55, "contrast": 0.5, "tight": True,
    },
    "125 dpi, dirt, noise 7, JPEG 65": {"dpi": 125, "quality": 65, "noise": 7, "specks": 2},
    "86 dpi, blur 0.7, JPEG 70": {"dpi": 86, "quality": 70, "blur": 0.7},
    "74 dpi, JPEG 60": {"dpi": 74, "quality": 60},
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
_DASHES = str.maketrans("–−", "--")


def figure(dice: random.Random) -> str:
    """A figure as plans print them."""
    number = dice.randint(1, 1500)
    kinds = [str(number)] * 6 + [
        f"{number + 1000:,}".replace(",", "."),
        f"{number % 150}%",
        f"{number / 10:.1f}%".replace(".", ","),
        f"{dice.choice('--–−')}{number % 99 + 1}",
        f"+{number % 99 + 1}",
        f"{number}*",
        "-",
        "0",
    ]
    return dice.choice(kinds)


def plan(path: Path, look: str, font: str, seed: int, *, tight: bool) -> Path:
    """Three tables of invented figures."""
    dice = random.Random(seed)
    made = Plan(font=font, tight=tight)
    for number in range(3):
        if number:
            made.page()
        heads = dice.sample(HEADS, dice.randint(3, len(HEADS)))
        rows = [
            [name, *(figure(dice) for _ in heads)] for name in dice.sample(NAMES, dice.randint(5, len(NAMES)))
        ]
        made.table([["Gemeente", *heads], *rows], look)
    return made.save(path)


def signs(text: str) -> str:
    """A text without white space, each dash alike."""
    return "".join(text.split()).translate(_DASHES)


def relations(rows: list[list[str]]) -> Counter:
    """Each text with the next to its right and below it."""
    texts = [[signs(text) for text in row] for row in rows]
    found: Counter = Counter()
    for lines in (texts, [list(column) for column in zip(*texts, strict=True)]):
        kind = "right" if lines is texts else "below"
        for line in lines:
            filled = [text for text in line if text]
            found.update((a, b, kind) for a, b in pairwise(filled))
    return found


def compare(printed: Document, read: Document, score: Counter) -> list[str]:
    """Adds to the score what became of the tables of one document. Returns the misread figures."""
    misread = []
    for table in printed.tables:
        truth = relations(table_rows(table))
        score["printed"] += truth.total()
        found = [other for other in read.tables if other.regions[0].page == table.regions[0].page]
        if not found:
            continue
        best = max(found, key=lambda other: (truth & relations(table_rows(other))).total())
        own = relations(table_rows(best))
        score["read"] += own.total()
        score["right"] += (truth & own).total()
        for text, cell in _pairs(table, best):
            misread += compare_figure(text, cell, score)
    return misread


def _pairs(table: Table, read: Table) -> list[tuple[str, Cell]]:
    """The cells read, each with what was printed there; where the grids differ, with its own text as far as
    that was printed as often.
    """
    printed = {(cell.row, cell.col): signs(cell.text) for cell in table.cells}
    if (table.n_rows, table.n_cols) == (read.n_rows, read.n_cols):
        return [(printed.get((cell.row, cell.col), ""), cell) for cell in read.cells]
    left = Counter(printed.values())
    pairs = []
    for cell in read.cells:
        text = signs(cell.text)
        pairs.append((text if left[text] > 0 else "", cell))
        left[text] -= 1
    return pairs


def compare_figure(printed: str, cell: Cell, score: Counter) -> list[str]:
    """Adds one figure to the score. Returns it where it is misread."""
    read = signs(cell.text)
    if not any(ch.isdigit() for ch in printed + read):
        return []
    wrong, doubted = printed != read, cell.confidence < DOUBT
    digits = [ch for ch in printed if ch.isdigit()] != [ch for ch in read if ch.isdigit()]
    score.update(
        figures=1,
        wrong=wrong,
        caught=wrong and doubted,
        digits=digits,
        digits_caught=digits and doubted,
        alarms=doubted and not wrong,
    )
    return [f"{printed} -> {read} {cell.confidence:.2f}"] if wrong else []


def line(name: str, score: Counter, seconds: float, pictures: int) -> str:
    """One line of the table."""
    f1 = 2 * score["right"] / max(1, score["printed"] + score["read"])
    alarms = score["alarms"] / max(1, score["figures"] - score["wrong"])
    return (
        f"{name} | {f1:.3f} | {score['figures']} | {score['wrong']} | {score['caught']} | {score['digits']}"
        f" | {score['digits_caught']} | {alarms:.1%} | {seconds / pictures:.2f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="How well pictures of tables are read.")
    parser.add_argument("--held-out", action="store_true", help="kinds, faces and seeds not looked at")
    parser.add_argument("--wrong", action="store_true", help="print the misread figures")
    parser.add_argument(
        "--faces", nargs="+", help="other faces: TrueType families where ReportLab looks for them"
    )
    parser.add_argument("--only", default="", help="the kinds with this in their name")
    parser.add_argument("--every", type=int, default=1, help="each so many of the 24 plans only")
    options = parser.parse_args(arguments)
    kinds, fonts, first = (HELD_OUT, HELD_OUT_FONTS, 3000) if options.held_out else (PICTURES, FONTS, 0)
    fonts = options.faces or fonts
    kinds = {name: kind for name, kind in kinds.items() if options.only in name}
    print("picture | F1 | figures | wrong | doubted | wrong digits | doubted | right ones doubted | seconds")
    everything: Counter = Counter()
    total, count = 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name, kind in kinds.items():
            tight, kind = kind.get("tight", False), {k: v for k, v in kind.items() if k != "tight"}
            score: Counter = Counter()
            seconds = 0.0
            cases = [(look, font) for look in LOOKS for font in fonts]
            cases = list(enumerate(cases, first))[:: options.every]
            misread = []
            for seed, (look, font) in cases:
                source = plan(Path(folder) / "plan.pdf", look, font, seed, tight=tight)
                printed = read_document(source, settings=Settings(ocr=False))
                picture = scan(source, Path(folder) / "scan.pdf", only=printed, **kind)
                started = time.process_time()
                read = read_document(picture)
                seconds += time.process_time() - started
                misread += compare(printed, read, score)
            print(line(name, score, seconds, 3 * len(cases)), flush=True)
            if options.wrong:
                print(*(f"    {figure}" for figure in misread), sep="\n", flush=True)
            everything += score
            total, count = total + seconds, count + 3 * len(cases)
    print(line("all", everything, total, count))


if __name__ == "__main__":
    main()
