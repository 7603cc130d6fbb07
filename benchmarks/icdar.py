"""How well tables are found and read, on the ICDAR-2013 table competition (PDFs with their truth as XML).

    python benchmarks/icdar.py [FOLDER] [--documents]

FOLDER (or the environment variable ICDAR_DIR) holds the data as tabula-java keeps it, under
src/test/resources/technology/tabula/icdar2013-dataset: `*.pdf` beside `*-str.xml`, at any depth.

The measure is that of Göbel, Hassan, Oro and Orsi (ICDAR 2013): a table is the set of its adjacency
relations, each a cell, the next cell with other text to its right or below, the direction, and how many
empty places lie between. A table that was missed costs recall, one that was invented costs precision. Where
a document has two truths (`…a` and `…b`), the kinder one counts.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from extract import extract_document
from extract.errors import PlanError
from extract.settings import Settings

Relation = tuple[str, str, str, int]  # text, next text, direction, empty places between
Placed = tuple[range, range, str]  # rows, columns, text


@dataclass(frozen=True)
class RelatedTable:
    """A table as the measure sees it."""

    pages: frozenset[int]
    relations: Counter[Relation]


@dataclass(frozen=True)
class Counts:
    """Relations: in the truth, in the output, and in both."""

    true: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.true + other.true, self.found + other.found, self.right + other.right)

    @property
    def recall(self) -> float:
        """The share of the true relations that were found."""
        return self.right / self.true if self.true else 0.0

    @property
    def precision(self) -> float:
        """The share of the relations found that are true."""
        return self.right / self.found if self.found else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision."""
        return harmonic(self.recall, self.precision)


def harmonic(one: float, other: float) -> float:
    """The harmonic mean of two shares, 0 when both are."""
    return 2 * one * other / (one + other) if one + other else 0.0


def comparable(text: str) -> str:
    """The text as the competition compares it: no white space, no case, all signs alike."""
    return re.sub(r"[^A-Za-z0-9_]", "_", re.sub(r"[\s\u200b\ufeff]+", "", text)).upper()


def related(cells: Iterable[Placed]) -> Counter[Relation]:
    """The adjacency relations of the cells; two cells that touch along several rows or columns count once."""
    texts: list[str] = []
    owner: dict[tuple[int, int], int] = {}
    for rows, cols, text in cells:
        if key := comparable(text):
            owner |= {(row, col): len(texts) for row in rows for col in cols}
            texts.append(key)
    pairs: dict[tuple[int, int, str], int] = {}
    for direction, line, along in (("right", 0, 1), ("down", 1, 0)):
        ordered = sorted(owner, key=lambda place: (place[line], place[along]))
        for place, following in pairwise(ordered):
            one, other = owner[place], owner[following]
            if place[line] == following[line] and one != other:
                pairs.setdefault((one, other, direction), following[along] - place[along] - 1)
    return Counter((texts[a], texts[b], direction, between) for (a, b, direction), between in pairs.items())


def read_truth(path: Path) -> list[RelatedTable]:
    """The tables of a `-str.xml` file; the regions of one table are joined as their offsets say."""
    tables = []
    for table in ElementTree.parse(path).getroot().iter("table"):
        cells: list[Placed] = []
        pages: set[int] = set()
        for region in table.iter("region"):
            pages.add(int(region.attrib["page"]))
            down, right = (int(region.get(name) or 0) for name in ("row-increment", "col-increment"))
            for cell in region.iter("cell"):
                row, col = int(cell.attrib["start-row"]), int(cell.attrib["start-col"])
                last_row, last_col = int(cell.get("end-row") or row), int(cell.get("end-col") or col)
                rows, cols = range(row + down, last_row + down + 1), range(col + right, last_col + right + 1)
                cells.append((rows, cols, "".join(cell.itertext())))
        tables.append(RelatedTable(frozenset(pages), related(cells)))
    return tables


def read_tables(path: Path) -> Iterator[RelatedTable]:
    """The tables that are read from a PDF, page by page, since the measure knows no table over pages."""
    for table in extract_document(path, settings=Settings(ocr=False)).tables:
        for region in table.regions:
            first, past = region.rows
            cells = [
                (range(c.row, c.row + c.rowspan), range(c.col, c.col + c.colspan), c.text)
                for c in table.cells
                if first <= c.row < past
            ]
            yield RelatedTable(frozenset({region.page}), related(cells))


def compare(truth: list[RelatedTable], found: list[RelatedTable]) -> Counts:
    """The counts of one document: each true table is paired with one found on its page, best pairs first."""
    shared = sorted(
        (
            ((true.relations & read.relations).total(), i, j)
            for i, true in enumerate(truth)
            for j, read in enumerate(found)
            if true.pages & read.pages
        ),
        key=lambda item: (-item[0], item[1:]),
    )
    right, paired_true, paired_found = 0, set(), set()
    for count, i, j in shared:
        if i not in paired_true and j not in paired_found:
            paired_true.add(i)
            paired_found.add(j)
            right += count
    return Counts(sum(t.relations.total() for t in truth), sum(t.relations.total() for t in found), right)


def score(pdf: Path) -> Counts:
    """The counts of a PDF against the truth beside it."""
    base = str(pdf.with_suffix(""))
    truths = [Path(f"{base}-str.xml")]
    if base.endswith("a"):
        truths.append(Path(f"{base[:-1]}b-str.xml"))
    try:
        found = list(read_tables(pdf))
    except PlanError as error:
        print(error, file=sys.stderr)
        found = []
    return max((compare(read_truth(path), found) for path in truths if path.exists()), key=lambda c: c.f1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=os.environ.get("ICDAR_DIR"))
    parser.add_argument("--documents", action="store_true", help="a line for each document")
    arguments = parser.parse_args()
    if arguments.folder is None:
        parser.error("name the folder with the data, or set ICDAR_DIR")
    pdfs = sorted(
        p for p in Path(arguments.folder).rglob("*.pdf") if Path(f"{p.with_suffix('')}-str.xml").exists()
    )
    if not pdfs:
        parser.error(f"{arguments.folder}: no PDF with its -str.xml here")
    scores = {pdf.stem: score(pdf) for pdf in pdfs}
    if arguments.documents:
        for name, counts in scores.items():
            print(f"{name:10} recall {counts.recall:.3f}  precision {counts.precision:.3f}")
    total = sum(scores.values(), Counts())
    recall, precision = (
        sum(getattr(counts, name) for counts in scores.values()) / len(scores)
        for name in ("recall", "precision")
    )
    print(f"{len(scores)} documents      recall  precision  F1")
    print(f"all relations     {total.recall:.3f}   {total.precision:.3f}      {total.f1:.3f}")
    print(f"mean of documents {recall:.3f}   {precision:.3f}      {harmonic(recall, precision):.3f}")


if __name__ == "__main__":
    main()
