"""What each column of a table states."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from extract.model import ColumnMeaning, Table
from extract.text import plain
from extract.understand.areas import bare_name
from extract.understand.context import Context
from extract.understand.grid import Grid
from extract.understand.headers import HeaderReading, read_path, read_text
from extract.understand.periods import read_period, settle
from extract.understand.vocabulary import vocabulary

CARRIED = 0.8  # the confidence of a topic that only the neighbour names
MOSTLY = 0.5  # a column is of a kind when more than half of what it states is


def read_columns(table: Table, grid: Grid, context: Context) -> list[ColumnMeaning]:
    """The meaning of every column, left to right."""
    readings = [read_path(grid.header_path(col)) for col in range(table.n_cols)]
    areas_elsewhere = context.gebied is not None or any(reading.gebied for reading in readings)
    columns = [
        _read_column(grid, col, reading, context, areas_elsewhere) for col, reading in enumerate(readings)
    ]
    _set_aside_second_lists(grid, columns, context)
    _settle_label_column(grid, columns)
    _number_groups(columns)
    _settle_measures(grid, columns, readings, context)
    if context.thema is None and not any(c.rol == "label" for c in columns):
        _carry_thema(columns, readings)
    _settle_periods(table, grid, columns, readings, context)
    return columns


def _read_column(
    grid: Grid, col: int, reading: HeaderReading, context: Context, areas_elsewhere: bool
) -> ColumnMeaning:
    """The role of one column: what its cells are decides, then what its header says.

    Where the area stands elsewhere, a column 'Plaats' that happens to hold names of gemeenten stays a
    property.
    """
    path = grid.header_path(col)
    meaning = ColumnMeaning(col=col, header=" / ".join(plain(text) for text in path))
    body = grid.body(col)
    figures = grid.share_of_figures(col)
    areas = sum(map(context.gazetteer.is_area, body)) / len(body) if body else 0.0

    if not path and not body:
        meaning.rol = "leeg"
    elif (areas > MOSTLY and not (reading.kenmerk and areas_elsewhere)) or (
        reading.gebied and not reading.maten and not reading.kenmerk and figures <= MOSTLY
    ):
        meaning.rol = "gebied"
    elif path and context.gazetteer.is_area(path[-1]) and figures > MOSTLY:
        meaning.rol, meaning.gebied = "cijfer", bare_name(path[-1])[0]
        meaning.gebied_niveau = context.gazetteer.niveau(path[-1], prefer=("provincie", "regio", "gemeente"))
    elif reading.kenmerk and not (reading.maten and figures > MOSTLY):
        meaning.rol, meaning.kenmerk = "kenmerk", reading.kenmerk
    elif reading.opmerking:
        meaning.rol = "opmerking"
    elif not body and not path:
        meaning.rol = "leeg"
    elif not reading.says_nothing:
        meaning.rol = "cijfer" if figures > 0 or not body or reading.maten else "onbekend"
    elif figures > MOSTLY and not path:
        meaning.rol = "cijfer"
    if meaning.rol == "onbekend" and body:
        meaning.reden = f"kolomkop niet herkend: '{meaning.header}'" if path else "kolom zonder kop"
        meaning.suggestie = vocabulary().nearest(path[-1]) if path else None
    elif meaning.rol == "onbekend":
        meaning.rol, meaning.reden = "genegeerd", "kolom zonder inhoud"
    return meaning


def carried_thema(named: list[str]) -> str | None:
    """The topic that goes on from those named before; none where it could be amv or the asiel around it."""
    if not named or (named[-1] == "amv" and "asiel" in named):
        return None
    return named[-1]


def _set_aside_second_lists(grid: Grid, columns: list[ColumnMeaning], context: Context) -> None:
    """Where a second list of gemeenten stands beside the first, a row speaks of two: it is set aside."""

    def lists_gemeenten(column: ColumnMeaning) -> bool:
        names = {text for text in grid.body(column.col) if "gemeente" in context.gazetteer.niveaus(text)}
        return len(names) > 1 and read_text(column.header).gebied not in ("regio", "provincie")

    lists = [c.col for c in columns if c.rol == "gebied" and lists_gemeenten(c)]
    for column in columns:
        if len(lists) > 1 and column.col >= lists[1] and column.rol in ("gebied", "cijfer"):
            column.rol, column.reden = "onbekend", "tweede lijst van gemeenten naast de eerste"


def _settle_label_column(grid: Grid, columns: list[ColumnMeaning]) -> None:
    """A column of words that name measures or topics labels the rows.

    Beside a column of areas it has to name measures; a property like doelgroep is a label only in a table
    without areas and locations.
    """
    areas = any(c.rol == "gebied" for c in columns)
    locations = any(c.kenmerk == "locatie" for c in columns)
    for column in columns:
        body = grid.body(column.col)
        property_of_location = column.rol == "kenmerk" and (locations or areas)
        if column.rol not in ("onbekend", "kenmerk") or property_of_location or not body:
            continue
        known = [read_text(text) for text in body]
        naming = sum(bool(r.thema or r.maten or r.hoeveelheid) for r in known)
        if areas and not any(r.maten for r in known):
            continue
        if grid.share_of_figures(column.col) <= MOSTLY and naming / len(known) > MOSTLY:
            column.rol, column.kenmerk, column.reden, column.suggestie = "label", None, None, None
            return


def _number_groups(columns: list[ColumnMeaning]) -> None:
    """Side-by-side groups, so that a property is read with the figures it belongs to.

    Every further column of location names opens a group. Without those, properties that come back (a second
    'van/tot') belong each to the one column of figures before them.
    """
    names = [c.col for c in columns if c.kenmerk == "locatie"]
    if len(names) > 1:
        for column in columns:
            column.groep = sum(name <= column.col for name in names)
        return
    counts = Counter(c.kenmerk for c in columns if c.kenmerk)
    groep = 0
    for before, column in pairwise(columns):
        if counts[column.kenmerk] > 1:
            if before.rol == "cijfer":
                groep += 1
                before.groep = groep
            column.groep = before.groep


def _settle_measures(
    grid: Grid, columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context
) -> None:
    """Topic and measure per column of figures: named by its header, by the column before it, or by the
    heading above.
    """
    words = vocabulary()
    group_maat = {c.groep: _group_measure(grid, c) for c in columns if c.kenmerk == "locatie"}
    labelled = any(c.rol == "label" for c in columns)
    named: tuple[ColumnMeaning, HeaderReading] | None = None
    for column in columns:
        reading = readings[column.col]
        if column.rol != "cijfer":
            continue
        path = grid.header_path(column.col)
        maat = reading.maat
        if maat == "capaciteit" or (
            maat is None and not reading.maten and reading.hoeveelheid and column.groep in group_maat
        ):
            maat = _places(column, columns, group_maat, context)
        elif maat is not None:
            named = (column, reading) if not words.maten[maat].get("afgeleid") else None
        elif not reading.maten and column.gebied is None:
            if named and (reading.thema or reading.kwalificatie) and not reading.period.found:
                maat = named[0].maat
                readings[column.col].period = named[1].period
            else:
                maat = _measure_of_context(path, reading, context, labelled)
        if reading.regulier and f"{maat}_regulier" in words.maten:
            maat = f"{maat}_regulier"
        column.thema, column.maat = words.maten.get(maat or "", {}).get("thema") or reading.thema, maat
        column.kwalificatie = reading.kwalificatie
        if len(reading.maten) > 1 and maat is None:
            column.rol = "onbekend"
            column.reden = f"kolomkop noemt meer dan één maat ({', '.join(reading.maten)}): '{column.header}'"
        elif reading.unknown and column.gebied is None:
            column.confidence = 0.8
            column.reden = f"woorden in de kolomkop niet herkend: {', '.join(reading.unknown)}"
            column.suggestie = words.nearest(" ".join(reading.unknown))
    _settle_regulier(columns, readings, context)


def _places(
    column: ColumnMeaning, columns: list[ColumnMeaning], group_maat: dict[int, str | None], context: Context
) -> str:
    """What a number of places is: of a location, of a group of locations (DSL), or a plan for an area without
    one.
    """
    if column.groep in group_maat:
        return group_maat[column.groep] or "capaciteit"
    if any(c.rol == "gebied" for c in columns):
        return context.heading_maat or vocabulary().capaciteit_zonder_locatie
    return "capaciteit"


def _group_measure(grid: Grid, name_column: ColumnMeaning) -> str | None:
    """The measure that the header of a column of location names gives its group: 'Doorstroomlocaties (DSL)' →
    dsl_plekken.
    """
    words = vocabulary()
    for text in reversed(grid.header_path(name_column.col)):
        maten = [m for m in words.read(text, kinds=("maat",)).names("maat") if words.maten[m].get("groep")]
        if maten:
            return maten[0]
    return None


def _measure_of_context(
    path: list[str], reading: HeaderReading, context: Context, labelled: bool
) -> str | None:
    """The measure of a column whose header names only a topic, a total or a period.

    A period alone is what its topic counts by period (`alleen_periode`); else the heading above the table
    says of what. Where rows are labelled, the label may give the measure, so that only a word of quantity
    asks the heading.
    """
    nearest = read_text(path[-1]) if path else HeaderReading()
    if nearest.period.found and not (nearest.totaal or nearest.regulier or nearest.thema):
        return vocabulary().themas.get(reading.thema or context.thema or "", {}).get("alleen_periode")
    if labelled and path and not reading.hoeveelheid:
        return None
    return context.maat


def _settle_regulier(columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context) -> None:
    """Beside a column 'totaal' (or 'incl. amv'), the column of the topic alone leaves amv out."""
    words = vocabulary()
    siblings: dict[tuple, list[ColumnMeaning]] = defaultdict(list)
    for column in columns:
        if column.rol == "cijfer" and column.maat and (column.thema or context.thema) == "asiel":
            siblings[column.maat, readings[column.col].period].append(column)
    for (maat, _), group in siblings.items():
        total = [c for c in group if readings[c.col].totaal]
        plain_ones = [c for c in group if readings[c.col].thema == "asiel" and not readings[c.col].totaal]
        if total and len(plain_ones) == 1 and f"{maat}_regulier" in words.maten:
            plain_ones[0].maat, plain_ones[0].thema = f"{maat}_regulier", "asiel"


def _carry_thema(columns: list[ColumnMeaning], readings: list[HeaderReading]) -> None:
    """Where nothing else names a topic, a column has that of the one before it: 'Opgave asiel | Realisatie'.

    A column that is a part of another ('waarvan amv') names no topic for the next.
    """
    named: list[str] = []
    for column in columns:
        if column.rol != "cijfer" or column.gebied:
            continue
        if column.thema:
            named += [column.thema] if readings[column.col].maten else []
        elif (thema := carried_thema(named)) and column.maat:
            column.thema, column.confidence = thema, min(column.confidence, CARRIED)
            column.reden = column.reden or f"thema {thema} overgenomen van de kolom ervoor"


def _settle_periods(
    table: Table, grid: Grid, columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context
) -> None:
    """Period and peildatum per column: printed in its header, in the footnote its header points to, or its
    neighbour's.
    """
    counted: dict[str | None, tuple[str | None, str | None]] = {}
    for column in columns:
        if column.rol != "cijfer":
            continue
        thema = column.thema or context.thema
        period = readings[column.col].period
        if not period.found:
            period = _period_of_note(table, grid, column.col) or period
        if not period.found and column.maat in context.dated_maten:
            period = context.dated
        column.periode, column.peildatum = settle(period, thema, column.maat)
        if column.maat == "realisatie":
            counted[thema] = (column.periode, column.peildatum)
        elif (
            vocabulary().maten.get(column.maat or "", {}).get("afgeleid")
            and not period.found
            and thema in counted
        ):
            column.periode, column.peildatum = counted[thema]


def _period_of_note(table: Table, grid: Grid, col: int):
    """The dates in the footnote that a star in the column's header points to."""
    for text in reversed(grid.header_path(col)):
        mark = "*" * (len(text) - len(text.rstrip("* ")))
        for note in table.notes:
            if mark and note.mark == mark and (reading := read_period(note.text)).found:
                return reading
    return None
