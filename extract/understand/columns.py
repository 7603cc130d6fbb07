"""What each column of a table is: areas, labels, figures, properties, remarks."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from extract.model import ColumnMeaning, Table
from extract.text import fold, is_figure, plain, sleutel
from extract.understand.areas import bare_name, says
from extract.understand.arithmetic import follows_from
from extract.understand.column_periods import settle_periods
from extract.understand.context import Context
from extract.understand.counting import says_what_is_open
from extract.understand.grid import Grid
from extract.understand.headers import HeaderReading, names_measures, read_path, read_text
from extract.understand.measures import named_group, names_location, settle_measures
from extract.understand.periods import TIJDVAK, read_period, whole_period
from extract.understand.suggest import Suggestion
from extract.understand.topics import CARRIED
from extract.understand.vocabulary import vocabulary
from extract.understand.words import stem

LABEL_WORDS = 12  # what is longer is a sentence, no label
DATE_WORDS = 6  # what is longer is no date, though it may name one
_OF_LOCATIONS = {"startdatum", "einddatum", "periode", "doelgroep", "beheer", "soort"}  # properties
MOSTLY = 0.5  # a column is of a kind when more than half of what it states is


def read_columns(table: Table, grid: Grid, context: Context) -> list[ColumnMeaning]:
    """The meaning of every column, left to right."""
    readings = [read_path(grid.header_path(col)) for col in range(table.n_cols)]
    areas_elsewhere = context.gebied_niveau == "gemeente" or any(reading.gebied for reading in readings)
    counted = any("capaciteit" in r.maten or (r.hoeveelheid and not r.maten) for r in readings)
    columns = [
        _read_column(grid, col, reading, context, areas_elsewhere, counted)
        for col, reading in enumerate(readings)
    ]
    for column in columns:
        if column.gebied:  # the name of the area says nothing else: 'Nieuwegein' is not new
            readings[column.col] = read_path(grid.header_path(column.col)[:-1])
    _name_locations(grid, columns)
    lists = _lists_of_gemeenten(grid, columns, context)
    _settle_label_column(grid, columns)
    _number_groups(columns)
    _settle_total_of_areas(columns, readings, context)
    for own in lists:
        settle_measures(grid, own, readings, context)
        settle_periods(table, grid, own, readings, context)
    _refuse_shared_headers(grid, columns)
    _refuse_shifted(grid, columns)
    _suggest_by_figures(grid, columns)
    return columns


def _suggest_by_figures(grid: Grid, columns: list[ColumnMeaning]) -> None:
    """What an unknown header over figures may mean, where the figures follow from those beside them."""
    for column in columns:
        header = grid.header_path(column.col)
        counts = column.rol == "onbekend" and header and grid.share_of_figures(column.col) > MOSTLY
        if counts and (maat := follows_from(grid, column.col, columns)):
            column.suggestie = Suggestion(header[-1], maat)


def _read_column(
    grid: Grid, col: int, reading: HeaderReading, context: Context, areas_elsewhere: bool, counted: bool
) -> ColumnMeaning:
    """The role of one column: what its cells are decides, then what its header says.

    Where the area stands elsewhere, a column 'Plaats' that happens to hold names of gemeenten stays a
    property. Where some column has the places `counted`, figures under a group of locations are names.
    """
    path = grid.header_path(col)
    meaning = ColumnMeaning(col=col, header=" / ".join(plain(text) for text in path))
    if path and read_text(path[-1]).gebied:  # 'Gemeente' below 'Doorstroomlocaties' names no locations
        reading = read_text(path[-1])
    body = grid.body(col)
    figures = grid.share_of_figures(col)
    areas = sum(map(context.gazetteer.is_area, body)) / len(body) if body else 0.0
    dates = _mostly_dates(body)

    if not path and not body:
        meaning.rol = "leeg"
    elif (areas > MOSTLY and not (reading.kenmerk and areas_elsewhere)) or (
        reading.gebied
        and not reading.maten
        and not reading.kenmerk
        and figures <= MOSTLY
        and not context.gazetteer.is_area(path[-1])  # the corner says whose table it is
        and not names_measures(body)  # or what the other headers are
    ):
        meaning.rol = "gebied"
    elif path and context.gazetteer.is_area(path[-1]) and figures > MOSTLY:
        meaning.rol = "cijfer"
        meaning.gebied, meaning.gebied_niveau = context.own_area(path[-1]) or (
            bare_name(path[-1])[0],
            context.niveau(path[-1], prefer=("provincie", "regio", "gemeente")),
        )
        if guess := grid.guessed(grid.table.header_rows - 1, col):
            meaning.confidence, meaning.reden = guess[1], f"gebied '{guess[0]}' gelezen als {meaning.gebied}"
    elif (
        body
        and not (reading.kenmerk or reading.opmerking)
        and (other := _something_else(grid, col, reading, figures))
    ):
        meaning.rol, meaning.reden = "genegeerd", other
    elif (
        areas_elsewhere
        and reading.kenmerk in (None, "periode", TIJDVAK)
        and not reading.maten
        and _all_periods(body)
    ):
        meaning.rol, meaning.kenmerk = "kenmerk", TIJDVAK
    elif (reading.maten or reading.says_nothing) and not reading.hoeveelheid and dates:
        meaning.kenmerk = reading.kenmerk or _kind_of_date(path) or ("startdatum" if reading.maten else None)
        meaning.rol = "kenmerk" if meaning.kenmerk else "onbekend"
    elif reading.kenmerk == "locatie" and figures > MOSTLY and _counts_group(path, counted):
        meaning.rol = "cijfer"
    elif reading.kenmerk in vocabulary().in_woorden and figures > MOSTLY and not (reading.maten or dates):
        meaning.reden = f"getallen onder een kop die een eigenschap noemt: '{meaning.header}'"
    elif (
        reading.kenmerk == "startdatum"
        and figures > MOSTLY
        and not dates
        and path
        and says_what_is_open(path[-1])
    ):
        meaning.rol, reading.maten = "cijfer", ["realisatie"]
    elif (
        reading.kenmerk
        and (areas_elsewhere or reading.kenmerk != TIJDVAK)
        and not (reading.maten and figures > MOSTLY)
    ):
        meaning.rol, meaning.kenmerk = "kenmerk", reading.kenmerk
    elif body and not figures and _names_group(reading):
        meaning.rol, meaning.kenmerk = "kenmerk", "locatie"
    elif reading.opmerking:
        meaning.rol = "opmerking"
    elif not reading.says_nothing:
        meaning.rol = "cijfer" if figures > 0 or not body or reading.maten else "onbekend"
    elif figures > MOSTLY and not path:
        meaning.rol = "cijfer"
    if meaning.rol == "onbekend" and meaning.reden:
        meaning.suggestie = Suggestion(path[-1])
    elif meaning.rol == "onbekend" and body:
        meaning.reden = f"kolomkop niet herkend: '{meaning.header}'" if path else "kolom zonder kop"
        meaning.suggestie = Suggestion(path[-1]) if path else None
    elif meaning.rol == "onbekend":
        meaning.rol, meaning.reden = "genegeerd", "kolom zonder inhoud"
    return meaning


def _counts_group(path: list[str], counted: bool) -> bool:
    """True for a header that names a group of locations (DSL) over their places: it says so itself, or no
    column has them `counted`.
    """
    return any(map(named_group, path)) and (not counted or read_text(path[-1]).hoeveelheid)


def _all_periods(body: list[str]) -> bool:
    """True for cells each of which is a half-year or a cycle and nothing else: '2025-II*'."""
    return bool(body) and all(whole_period(text) for text in body)


def _kind_of_date(path: list[str]) -> str | None:
    """Which date of a location a header over dates means, by its words: 'Einde bestuursovereenkomst'."""
    words = {stem(word) for text in path for word in vocabulary().words(text)}
    kinds = vocabulary().datumwoorden.items()
    found = [kind for kind, own in kinds if not words.isdisjoint(map(stem, own))]
    return found[0] if len(found) == 1 else None


def _mostly_dates(body: list[str]) -> bool:
    """True for cells that are dates, or years among them: 'maart 2024', '2025' under 'Geopend'."""
    readings = [(read_period(fold(text)), is_figure(text) or len(text.split()) > DATE_WORDS) for text in body]
    dates = [bool(r.found and not r.jaar and not other) for r, other in readings]
    years = [bool(r.jaar and text.strip() == r.jaar) for (r, _), text in zip(readings, body, strict=True)]
    return sum(dates) + sum(years) > MOSTLY * len(body) and (any(dates) or sum(years) > 1)


def _something_else(grid: Grid, col: int, reading: HeaderReading, figures: float) -> str | None:
    """Why a column is none of ours: its header, or the cells among its figures, name something else."""
    header = " / ".join(map(plain, grid.header_path(col)))
    if reading.anders:
        return f"kolom over iets anders: '{header}'"
    body = grid.body(col)
    if figures and sum(read_text(text).anders for text in body if not text.isdigit()) > MOSTLY * len(body):
        return f"cellen over iets anders: '{plain(body[0])}'"
    return None


def _settle_total_of_areas(
    columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context
) -> None:
    """Beside columns headed by areas, 'Totaal', 'Samen' or 'Provincie' is the area they are parts of; so is
    that area's own name cut short: 'Eilanden'.
    """
    if not any(column.gebied for column in columns):
        return
    for column in columns:
        if column.gebied or column.rol not in ("cijfer", "onbekend"):
            continue
        reading, total = readings[column.col], says(column.header, "totaal")
        level = reading.gebied if reading.gebied != "gemeente" else None
        named = reading.thema or reading.maten or reading.period.found or (reading.unknown and not total)
        sums = (reading.totaal or total or level) and not named and (column.rol == "cijfer" or total)
        own = context.own_area(column.header)
        if area := own or (context.area_of_total(level) if sums else None):
            column.rol, column.reden, column.suggestie = "cijfer", None, None
            column.gebied, column.gebied_niveau = area


def _name_locations(grid: Grid, columns: list[ColumnMeaning]) -> None:
    """Beside properties of locations, the one column of texts that no header explains has their names."""
    kinds = {column.kenmerk for column in columns}
    if kinds & {"locatie", "adres"} or len(kinds & _OF_LOCATIONS) < 2:
        return
    named = [
        c
        for c in columns
        if c.rol == "onbekend" and not grid.share_of_figures(c.col) and _all_different(grid.body(c.col))
    ]
    if len(named) == 1:
        named[0].rol, named[0].kenmerk, named[0].confidence = "kenmerk", "locatie", CARRIED
        named[0].reden, named[0].suggestie = f"namen van locaties onder '{named[0].header}'", None


def _all_different(texts: list[str]) -> bool:
    return len(texts) > 1 and len(set(texts)) == len(texts)


def _names_group(reading: HeaderReading) -> bool:
    """True for a header that names places and counts none: 'Doorstroomlocatie', not 'Capaciteit DSL'."""
    counts = reading.hoeveelheid or "capaciteit" in reading.maten
    return not counts and any(vocabulary().maten[maat].get("groep") for maat in reading.maten)


def _lists_of_gemeenten(
    grid: Grid, columns: list[ColumnMeaning], context: Context
) -> list[list[ColumnMeaning]]:
    """The columns by the list of gemeenten they stand in, where one that repeats the first stands beside it.

    Where the second list names others, a row speaks of two areas: it is set aside.
    """

    def lists_gemeenten(column: ColumnMeaning) -> bool:
        names = {text for text in grid.body(column.col) if "gemeente" in context.gazetteer.niveaus(text)}
        said = read_text(column.header).gebied
        return len(names) > (said != "gemeente") and said not in ("regio", "provincie")

    first, *others = [c.col for c in columns if c.rol == "gebied" and lists_gemeenten(c)] or [0]
    rows = [[sleutel(grid.text(row, col)) for col in (first, *others)] for row in grid.body_rows]
    if all(len(set(names)) == 1 for names in rows):
        ends = pairwise([0, *others, len(columns)])
        return [columns[start:end] for start, end in ends]
    for column in columns[others[0] :]:
        if column.rol in ("gebied", "cijfer"):
            column.rol, column.reden = "onbekend", "tweede lijst van gemeenten naast de eerste"
    return [columns]


def _refuse_shared_headers(grid: Grid, columns: list[ColumnMeaning]) -> None:
    """Several columns of figures under one merged header, with none of their own, cannot be told apart."""
    sharing: dict[tuple, list[ColumnMeaning]] = defaultdict(list)
    for column in columns:
        if column.rol == "cijfer" and grid.body(column.col) and (header := grid.header_cell(column.col)):
            sharing[header.row, header.col].append(column)
    for column in (column for shared in sharing.values() if len(shared) > 1 for column in shared):
        column.rol, column.reden = "onbekend", f"één kop over meer kolommen: '{column.header}'"


def _refuse_shifted(grid: Grid, columns: list[ColumnMeaning]) -> None:
    """Beside a header over nothing, figures under a merged header some of which have none of their own were
    taken for the wrong columns.
    """
    bare = {c.col for c in columns if grid.header_path(c.col) and not grid.body(c.col)}
    for column in columns:
        head = grid.header_cell(column.col)
        if column.rol != "cijfer" or not head or head.colspan < 2 or not grid.body(column.col):
            continue
        group = range(head.col, head.col + head.colspan)
        if bare.isdisjoint((head.col - 1, head.col + head.colspan)) or not bare.isdisjoint(group):
            continue
        for other in (columns[col] for col in group):
            other.rol, other.maat = "onbekend", None
            other.reden = f"kolommen verschoven: een lege kolom naast de kop '{plain(head.text)}'"


def _settle_label_column(grid: Grid, columns: list[ColumnMeaning]) -> None:
    """A column of words that name measures or topics labels the rows.

    Beside a column of areas it has to name measures; a property like doelgroep is a label only in a table
    without areas and locations.
    """
    areas = any(c.rol == "gebied" for c in columns)
    locations = any(names_location(grid, c, columns) for c in columns)
    for column in columns:
        body = grid.body(column.col)
        property_of_location = column.rol == "kenmerk" and (locations or areas)
        # words of quantity alone under a header that counts: 'Aantal'
        wordy = column.rol == "cijfer" and all(_is_quantity(read_text(text)) for text in body)
        topics = not grid.share_of_figures(column.col) and all(_is_topic(read_text(text)) for text in body)
        known_role = column.rol not in ("onbekend", "kenmerk") and not wordy and not topics
        if known_role or property_of_location or not body:
            continue
        known = [read_text(text) for text in body if len(text.split()) <= LABEL_WORDS]
        naming = sum(bool(r.thema or r.hoeveelheid or not r.words.is_weak("maat")) for r in known)
        if column.rol == "onbekend":  # '2024-I' above '2024-II'
            naming += sum(bool(r.period.periode) and r.words.found == r.unknown == [] for r in known)
        if any(r.thema for r in known):  # 'Regulier' above 'Amv' and 'Totaal'
            naming += sum((r.regulier or r.totaal) and not (r.thema or r.maten) for r in known)
        parts = any(r.thema for r in known) and all(r.thema or r.totaal or r.regulier for r in known)
        themas = topics or (column.rol == "onbekend" and parts)
        if areas and not themas and not any(r.maten for r in known):
            continue
        if grid.share_of_figures(column.col) <= MOSTLY and naming / len(body) > MOSTLY:
            column.rol, column.kenmerk, column.reden, column.suggestie = "label", None, None, None
            _settle_second_label(grid, column, columns)
            return


def _settle_second_label(grid: Grid, first: ColumnMeaning, columns: list[ColumnMeaning]) -> None:
    """Beside labels that name topics only, the next column labels the rows too where it names measures."""
    if names_measures(grid.body(first.col)) or first.col + 1 == len(columns):
        return
    second = columns[first.col + 1]
    body = grid.body(second.col)
    known = list(map(read_text, body))
    told = any(r.maten for r in known) and all(
        r.maten or r.thema or r.regulier or r.totaal or says_what_is_open(text)
        for r, text in zip(known, body, strict=True)
    )  # 'Totaal', 'Amv', 'Taakstelling 2026-II'
    if second.rol in ("onbekend", "kenmerk", "opmerking") and (told or names_measures(body)):
        second.rol, second.kenmerk, second.reden, second.suggestie = "label", None, None, None


def _is_topic(reading: HeaderReading) -> bool:
    """True for a text that names a topic and hardly more: 'Asiel (incl. amv)' under the header 'Taak'."""
    return reading.thema is not None and not (reading.maten or reading.unknown)


def _is_quantity(reading: HeaderReading) -> bool:
    """True for a text that names a quantity and nothing else."""
    return reading.hoeveelheid and not (reading.maten or reading.thema or reading.unknown)


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
