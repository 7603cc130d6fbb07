"""Small documents for tests of meaning: tables as lists of rows, without geometry."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import Cell, Document, Heading, Note, Part, Region, Table
from extract.text import is_empty
from extract.understand import understand
from extract.understand.grid import Grid
from extract.understand.vocabulary import vocabulary


def table(
    rows: list[list[str | None]],
    *,
    koppen: list[str] = (),
    bijschrift: str = "",
    header_rows: int = 1,
    notes: list[str] = (),
) -> Table:
    """A table from its printed rows; None continues the cell to the left, '^' the cell above."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is None or text == "^":
                continue
            colspan = next((n for n in range(1, len(row) - c) if row[c + n] is not None), len(row) - c)
            rowspan = next((n for n in range(1, len(rows) - r) if rows[r + n][c] != "^"), len(rows) - r)
            cells.append(
                Cell(
                    r,
                    c,
                    text,
                    1,
                    (60.0 * c, 12.0 * r, 60.0 * (c + colspan), 12.0 * (r + rowspan)),
                    rowspan,
                    colspan,
                )
            )
    marked = [Note("*" * (len(n) - len(n.lstrip("*"))), n, 1, (0, 0, 1, 1)) for n in notes]
    return Table(
        "t",
        1,
        1,
        koppen[-1] if koppen else "",
        list(koppen),
        bijschrift,
        [Region(1, (0, 0, 1, 1), (0, len(rows)))],
        cells,
        len(rows),
        len(rows[0]),
        header_rows,
        notes=marked,
    )


@dataclass(frozen=True)
class Plan:
    """The part that the tables of a test stand in."""

    deel: str = "provinciaal_plan"
    gebied: str = "Utrecht"
    niveau: str = "provincie"
    datum: str = "2024-11-01"
    text: str = ""


def document(*tables: Table, plan: Plan = Plan()) -> Document:
    """An understood document of one part that holds `tables`."""
    doc = Document("0" * 12, "0" * 64, "plan.pdf", 1, 1, {}, page_text=[plan.text])
    doc.parts = [Part(1, plan.deel, plan.gebied, plan.niveau, "Plan", 1, 1, plan.datum)]
    for number, one in enumerate(tables, 1):
        one.table_no, one.table_id = number, f"t{number}"
        doc.headings += [Heading(1, -1.0, level, text) for level, text in enumerate(one.koppen, 1)]
        doc.tables.append(one)
    return understand(doc)


def figures(doc: Document, *fields: str) -> list[tuple]:
    """The figures of all tables, in reading order, by the composition rule of docs/architecture.md."""
    found = []
    for one in doc.tables:
        grid, part = Grid(one), doc.parts[one.part_no - 1]
        for row in one.rows:
            for column in one.columns:
                text = grid.own_text(row.row, column.col)
                if row.rol not in ("data", "totaal", "subrij") or column.rol != "cijfer" or is_empty(text):
                    continue
                thema = row.thema or column.thema or one.thema
                maat = row.maat or column.maat or one.maat
                maat = vocabulary().vertaling.get(thema, {}).get(maat, maat)
                if "regulier" in (row.kwalificatie, column.kwalificatie):
                    maat = vocabulary().vertaling["regulier"].get(maat)
                periode = row.periode or column.periode or one.periode or part.perioden.get(thema)
                found.append(
                    {
                        "gebied": column.gebied or row.gebied or one.gebied,
                        "niveau": column.gebied_niveau or row.gebied_niveau or one.gebied_niveau,
                        "thema": thema,
                        "maat": maat,
                        "periode": periode,
                        "peildatum": row.peildatum or column.peildatum,
                        "kwalificatie": row.kwalificatie or column.kwalificatie,
                        "rol": row.rol,
                        "text": text,
                    }
                )
    return [tuple(figure[name] for name in fields) for figure in found]
