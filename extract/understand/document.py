"""Understanding a whole document: every table in its context, then the periods of its parts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extract.model import Document, Note, Part, RowMeaning, Table
from extract.shared import shared
from extract.text import is_empty, is_figure
from extract.understand.areas import Gazetteer, reference
from extract.understand.columns import read_columns
from extract.understand.context import Context, gazetteer_of, read_context
from extract.understand.defaults import part_periods
from extract.understand.grid import Grid
from extract.understand.headers import read_text
from extract.understand.layouts import find_layout, layouts, overrule_columns, overrule_rows
from extract.understand.legend import legend_of, listed_in
from extract.understand.mentions import read_mentions
from extract.understand.rows import read_rows
from extract.understand.short_names import ShortNames
from extract.understand.suggest import write_suggestions
from extract.understand.sums import check_sums
from extract.understand.vocabulary import vocabulary

_WORTH_A_PROCESS = 40  # tables; below this, starting a second process costs more than it saves
# what of a table its rows and columns say
_MEANING = (
    "status",
    "kind",
    "thema",
    "periode",
    "gebied",
    "gebied_niveau",
    "columns",
    "rows",
    "confidence",
    "reden",
    "suggestie",
)


def load_words() -> None:
    """Loads all word lists, which `understand` else does when it first needs them."""
    for load in (vocabulary, layouts, reference):
        load()
    read_text("opgave 2025")  # what is made of them when a text is first read
    Gazetteer().is_area("Nederland")


def understand(document: Document) -> Document:
    """Add to every table of `document` what it means, and to every part its periods. Returns the same
    document.
    """
    surroundings = _Surroundings(document)
    meanings = shared(surroundings.meaning, document.tables, _WORTH_A_PROCESS)
    for number, (table, meaning) in enumerate(zip(document.tables, meanings, strict=True)):
        vars(table).update(meaning)
        _settle(table, surroundings, document.tables[:number])
    for part in document.parts:
        part.perioden = part_periods(document, part)
    return document


class _Surroundings:
    """What of a document the meaning of each of its tables depends on, other tables apart."""

    def __init__(self, document: Document) -> None:
        self._gazetteer = gazetteer_of(document)
        self._parts = {part.part_no: part for part in document.parts}
        self._headings = document.headings
        self._short = ShortNames(document, self._gazetteer)
        self._listed = {
            part.part_no: listed_in(document.page_text[part.page_from - 1 : part.page_to])
            for part in document.parts
        }

    def of(self, table: Table, grid: Grid) -> tuple[Part | None, Context]:
        """The part of a table, and what stands around it."""
        part = self._parts.get(table.part_no)
        corner = grid.text(table.header_rows - 1, 0) if table.header_rows else ""
        return part, read_context(table, part, self._gazetteer, corner, self._headings)

    def grid(self, table: Table) -> Grid:
        """The cells of a table, with what letters and short names stand for."""
        return Grid(table, legend_of(table, self._listed.get(table.part_no, {})), self._short.of(table))

    def meaning(self, table: Table) -> dict[str, Any]:
        """What a table means by itself, by the names of its attributes."""
        grid = self.grid(table)
        _read(table, grid, *self.of(table, grid))
        return {name: getattr(table, name) for name in _MEANING}


def _settle(table: Table, surroundings: _Surroundings, before: list[Table]) -> None:
    """Gives a table without a topic that of what stands around it, then adds its notes and mentions."""
    lacks = _lacks_thema(table)
    grid = surroundings.grid(table) if lacks else Grid(table)
    if lacks:
        part, context = surroundings.of(table, grid)
        if not context.anders and (thema := _thema_around(table, part, before, context)):
            _read(table, grid, part, replace(context, thema=thema[0]))
            table.confidence, table.reden = min(table.confidence, 0.8), thema[1]
    table.notes += _notes_in(grid, table.rows)
    table.mentions = read_mentions(grid, table.columns, table.rows)
    check_sums(table)


def _lacks_thema(table: Table) -> bool:
    """True for measures without a topic, in the heading and in every header."""
    figures = [c for c in table.columns if c.rol == "cijfer"]
    if not figures or table.thema or any(c.thema for c in figures):
        return False
    return any(c.maat or table.maat for c in figures) or any(r.maat and not r.thema for r in table.rows)


def _thema_around(
    table: Table, part: Part | None, before: list[Table], context: Context
) -> tuple[str, str] | None:
    """The topic of a table whose measures have none, with where it comes from: its other rows, the tables
    before it in its chapter, the title of its part, the kind of its periods, all tables of its part, or those
    that state its measures too.
    """
    figures = [c for c in table.columns if c.rol == "cijfer"]
    family = _families([table])
    if len(family) == 1 and any(r.rol == "data" and not r.thema for r in table.rows):
        return family.pop(), "thema van andere rijen van de tabel"
    if family:
        return None
    own = [t for t in before if t.part_no == table.part_no]
    chapter = [t for t in own if t.koppen[:1] == table.koppen[:1]]
    # a chapter of one measure that other tables of the part state too: 'Toezeggingen'
    named = context.maat is not None and any(c.maat == context.maat for c in figures)
    same = own if named and any(c.maat == context.maat for t in own for c in t.columns) else []
    for families, source in (
        (_families(chapter), "van het hoofdstuk"),
        ({read_text(part.titel if part else "").thema} - {None}, "van de titel"),
        (_themas_by_period(table, context), "bij deze periode"),
        (_families(same), "van het deel"),
        (
            _families([t for t in own if len(_maten(table)) > 1 and _maten(table) <= _maten(t)]),
            "bij deze maten",
        ),
    ):
        if len(families) == 1:
            thema = families.pop()
            return thema, f"geen thema bij de tabel: {thema} {source} aangenomen"
    return None


def _themas_by_period(table: Table, context: Context) -> set[str]:
    """The topic whose kind of period the headers or the heading of a table name: a cycle is of the
    Spreidingswet, a task per half-year of the housing of statushouders.
    """
    periods = {c.periode for c in table.columns if c.rol == "cijfer"} | {context.period.periode}
    tasks = any(c.maat in ("taakstelling", "taakstelling_incl_achterstand") for c in table.columns)
    kinds = {"cyclus"} if periods & vocabulary().cycles else set()
    kinds |= {"halfjaar"} if tasks and any(p and p.endswith(("-I", "-II")) for p in periods) else set()
    return vocabulary().by_period(kinds)


def _maten(table: Table) -> set[str]:
    """The measures that a table states."""
    return {m.maat for m in (*table.columns, *table.rows) if m.maat}


def _families(tables: list[Table]) -> set[str]:
    """The topics that tables are about, a part of a topic (amv) as that topic."""
    meanings = [m for t in tables for m in (t, *t.columns, *t.rows) if m.thema]
    return {vocabulary().family(m.thema) for m in meanings}


def _read(table: Table, grid: Grid, part: Part | None, context: Context) -> None:
    """Read columns and rows of a table in its context, and judge what came of it."""
    table.reden = table.suggestie = None
    columns = read_columns(table, grid, context)
    rows = read_rows(table, grid, columns, context)
    layout = find_layout(table, part.deel if part else None, columns, rows, context.thema)
    if layout:
        table.kind = layout.kind
        if overrule_columns(layout, columns):
            rows = read_rows(table, grid, columns, context)
        overrule_rows(layout, rows)
    write_suggestions((*columns, *rows))
    table.columns, table.rows = columns, rows
    table.thema = context.thema
    _settle_period(table, context.period.periode)
    if not any(c.rol == "gebied" or c.gebied for c in columns):
        table.gebied, table.gebied_niveau = context.gebied, context.gebied_niveau
        if table.gebied is None and not context.elsewhere:
            _area_of_part(table, part)
    if layout and layout.genegeerd:
        table.status, table.reden = "genegeerd", layout.genegeerd
    else:
        _judge(table, grid)


def _settle_period(table: Table, periode: str | None) -> None:
    """The period of the heading holds for the topics that go by such periods: a cycle for no Ukrainians.

    Where others are in the table too, it goes to the columns, else the rows, of those that do.
    """
    halves = (periode or "").endswith(("-I", "-II"))
    kinds = (
        {"cyclus"}
        if periode in vocabulary().cycles
        else {"halfjaar"}
        if halves
        else {"cyclus", "halfjaar", "datum"}
    )

    def goes_by(thema: str | None) -> bool:
        return thema is None or vocabulary().themas[thema]["periode"] in kinds

    figures = [c for c in table.columns if c.rol == "cijfer"]
    themas = {m.thema for m in (table, *figures, *table.rows)}
    table.periode = periode if all(map(goes_by, themas)) else None
    if table.periode is None and periode:
        dated = any(c.periode for c in figures)
        for meaning in (*figures, *(() if dated else table.rows)):
            if meaning.thema and goes_by(meaning.thema):
                meaning.periode = meaning.periode or periode


def _notes_in(grid: Grid, rows: list[RowMeaning]) -> list[Note]:
    """The footnotes printed in rows of the table itself."""
    cells = [grid.cell(row.row, col) for row in rows if row.rol == "noot" for col in grid.filled(row.row)]
    return [
        Note("*" * (len(c.text.strip()) - len(c.text.strip().lstrip("*"))), c.text.strip(), c.page, c.bbox)
        for c in cells
        if c
    ]


def _area_of_part(table: Table, part: Part | None) -> None:
    """A table that names no area speaks for its part, where it lists measures or has one row, or locations of
    a region that is one gemeente: a lesser certainty.
    """
    labelled = any(c.rol == "label" for c in table.columns)
    one_row = sum(r.rol == "data" for r in table.rows) == 1
    names = any(c.kenmerk == "locatie" for c in table.columns)
    single = (
        part and part.gebied_niveau == "regio" and "gemeente" in Gazetteer().niveaus(part.deel_gebied or "")
    )
    if part and part.deel_gebied and (single if names else labelled or one_row):
        table.gebied, table.gebied_niveau = part.deel_gebied, part.gebied_niveau
        table.confidence = min(table.confidence, 0.8)
        table.reden = "geen gebied in de tabel: dat van het deel aangenomen"


def _judge(table: Table, grid: Grid) -> None:
    """Understood, left out because it states no figures, or not understood: with what is lacking."""
    lacking: list[str] = []
    stated = 0
    for row in table.rows:
        for column in table.columns:
            if (
                row.rol not in ("data", "totaal", "subrij")
                or column.rol != "cijfer"
                or is_empty(grid.own_text(row.row, column.col))
            ):
                continue
            known = {
                "thema": row.thema or column.thema or table.thema,
                "maat": row.maat or column.maat or table.maat,
                "gebied": column.gebied or row.gebied or table.gebied,
            }
            lacking += [name for name, value in known.items() if not value]
            stated += all(known.values())
    figures = any(is_figure(grid.own_text(r, c)) for r in grid.body_rows for c in range(table.n_cols))
    if stated:
        table.status = "begrepen"
    elif not figures:
        table.status, table.reden = "genegeerd", "geen cijfers in de tabel"
    else:
        table.status = "niet_begrepen"
        names = list(dict.fromkeys(lacking)) or ["maat"]
        table.reden = f"cijfers zonder {' en '.join(names)}"
        table.suggestie = next((c.suggestie for c in table.columns if c.suggestie), None)
