"""Sums that check what was read from a picture: one that fits makes its figures certain, one that does not,
doubtful.

A relation is only held against a figure where it holds for most of the table: columns called alike may
measure different things. Tables with a text layer are left alone: what is printed there is what was read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from extract.model import Cell, ColumnMeaning, RowMeaning, Table
from extract.ocr import INK_DISAGREES
from extract.text import fold, is_empty
from extract.understand.vocabulary import vocabulary

CERTAIN = 0.97  # confidence of figures in a sum that fits
DOUBTFUL = 0.8  # and at most that of those in one that does not
_NUMBER = re.compile(r"([-+]*)\s*(\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,(\d+))?\s*(?:%|\*+)?")
_RANGE = re.compile(r"(\d+)\s*(?:-|tot|a|t/m)\s*\d+\*?")
# the first measure is the sum of the others, counted down where there is a minus
_RELATIONS = (
    ("verschil", (("realisatie", 1), ("opgave", -1))),
    ("restopgave", (("opgave", 1), ("realisatie", -1))),
    ("realisatie_plus_voornemens", (("realisatie", 1), ("voornemens", 1))),
    ("opgave", (("opgave_regulier", 1), ("amv:opgave", 1))),
    ("realisatie", (("realisatie_regulier", 1), ("amv:realisatie", 1))),
    ("kso_plekken", (("kwg_plekken", 1), ("kwe_plekken", 1))),
)

Slot = tuple[int, int]


def check_sums(table: Table) -> None:
    """Raises or lowers the confidence of the figures of a table that was read from a picture."""
    if table.origin != "ocr" or table.status != "begrepen":
        return
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    fits: set[Slot] = set()
    fails: set[Slot] = set()
    for column in table.columns:
        if column.rol == "cijfer":
            _check_totals(column, table.rows, cells, fits, fails)
    _check_relations(table, cells, fits, fails)

    def judged(cell: Cell) -> Cell:
        slot = (cell.row, cell.col)
        if slot in fits and cell.confidence > INK_DISAGREES:  # a lost minus fits too
            return replace(cell, confidence=max(cell.confidence, CERTAIN))
        if slot in fails:
            return replace(cell, confidence=min(cell.confidence, DOUBTFUL))
        return cell

    table.cells = [judged(cell) for cell in table.cells]


def number(text: str) -> float | None:
    """The number a cell states: 0 where it states none, the lower end of a range, None for another text."""
    folded = fold(text)
    if is_empty(text) or not any(ch.isdigit() for ch in folded):
        return 0.0
    if match := _RANGE.fullmatch(folded):
        return float(match[1])
    if match := _NUMBER.fullmatch(folded):
        value = float(re.sub(r"[.\s]", "", match[2]) + (f".{match[3]}" if match[3] else ""))
        return -value if "-" in match[1] else value
    return None


def _check_totals(
    column: ColumnMeaning,
    rows: list[RowMeaning],
    cells: dict[Slot, Cell],
    fits: set[Slot],
    fails: set[Slot],
) -> None:
    """The one total of a table against all its other rows."""
    maat = column.maat
    if maat and not vocabulary().maten.get(maat, {}).get("optelbaar", True):
        return
    body = [row for row in rows if row.rol in ("data", "totaal")]
    if sum(row.rol == "totaal" for row in body) != 1:
        return
    (total,) = (row for row in body if row.rol == "totaal")
    slots = [(row.row, column.col) for row in body if row is not total]
    values = [number(cells[slot].text) for slot in slots if slot in cells]
    place = (total.row, column.col)
    stated = number(cells[place].text) if place in cells and not is_empty(cells[place].text) else None
    if stated is None or None in values or sum(map(bool, values)) < 2:
        return
    involved = {place, *(slot for slot in slots if slot in cells and not is_empty(cells[slot].text))}
    (fits if sum(values) == stated else fails).update(involved)


def _check_relations(table: Table, cells: dict[Slot, Cell], fits: set[Slot], fails: set[Slot]) -> None:
    """Measures of one row that follow from others of it."""
    rows = [row for row in table.rows if row.rol in ("data", "totaal")]
    figures = [column for column in table.columns if column.rol == "cijfer"]
    for result, parts in _RELATIONS:
        held: list[set[Slot]] = []
        broken: list[set[Slot]] = []
        for row in rows:
            for found in _rows_of_terms(row, figures, table, result, parts):
                slots = [(row.row, column.col) for column in found]
                texts = [cells[slot].text for slot in slots if slot in cells]
                if len(texts) < len(slots) or any(is_empty(text) for text in texts):
                    continue
                values = [number(text) for text in texts]
                if None in values:
                    continue
                expected = sum(v * sign for v, (_, sign) in zip(values[1:], parts, strict=True))
                (held if abs(expected) == abs(values[0]) else broken).append(set(slots))
        if len(held) > len(broken) and len(held) >= 3:
            for slots in held:
                fits |= slots
            for slots in broken:
                fails |= slots - fits


def _rows_of_terms(
    row: RowMeaning,
    figures: list[ColumnMeaning],
    table: Table,
    result: str,
    parts: tuple[tuple[str, int], ...],
) -> list[list[ColumnMeaning]]:
    """The columns of a relation in one row, its result first: one list a topic and period."""
    by_key: dict[tuple[str | None, str | None], dict[str, ColumnMeaning]] = defaultdict(dict)
    for column in figures:
        thema = row.thema or column.thema or table.thema
        periode = row.periode or column.periode or table.periode
        maat = row.maat or column.maat or table.maat
        if maat:
            by_key[thema, periode].setdefault(maat, column)
    found = []
    for (thema, periode), columns in list(by_key.items()):
        terms = [columns.get(result)]
        for maat, _ in parts:
            of, _, name = maat.rpartition(":")
            of = of or thema
            # a task is often printed without the period that its realisation has
            terms.append(by_key[of, periode].get(name) or by_key[of, None].get(name))
        if None not in terms:
            found.append([term for term in terms if term is not None])
    return found
