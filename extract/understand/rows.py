"""What each row of a table states: its area, its role, and what its label says."""

from __future__ import annotations

from dataclasses import replace

from extract.model import ColumnMeaning, RowMeaning, Table
from extract.text import is_empty, is_figure, plain
from extract.understand.area_rows import State, area_columns, read_area_row
from extract.understand.areas import bare_name, says
from extract.understand.column_periods import counted_on, named_halves
from extract.understand.context import Context, status_of
from extract.understand.counting import (
    against_task,
    are_shares,
    counts_people,
    is_expected_backlog,
    is_share_of_task,
    only_counts,
    says_what_is_open,
    why_not,
)
from extract.understand.grid import Grid
from extract.understand.headers import HeaderReading, read_text
from extract.understand.measures import maten_named, names_location
from extract.understand.periods import TIJDVAK, PeriodReading, settle, thema_of_half, whole_period
from extract.understand.suggest import Suggestion
from extract.understand.topics import CARRIED, REGULIER, carried_thema
from extract.understand.vocabulary import vocabulary

Whole = tuple[str | None, str | None]  # measure and topic of the row that a part may follow


def read_rows(table: Table, grid: Grid, columns: list[ColumnMeaning], context: Context) -> list[RowMeaning]:
    """The meaning of every row, top to bottom.

    A row inherits area and topic of the group heading above it; a part ('waarvan amv') the measure of the
    whole.
    """
    area_cols = area_columns(grid, columns, context)
    label_cols = [c.col for c in columns if c.rol == "label"]
    name_cols = [c.col for c in columns if c.kenmerk == "locatie"]
    stated = {c.maat for c in columns if c.rol == "cijfer" and c.maat}
    labels = _labels(grid, label_cols)
    context = _unless_labelled(labels, context)
    of_areas = any(read_text(label).maat in ("realisatie", *vocabulary().taken) for label in labels.values())
    halves = named_halves([read_text(label).period for label in labels.values()], context)
    dated = any(c.peildatum for c in columns)
    rows = [RowMeaning(row=row, rol="kop") for row in range(table.header_rows)]
    state, label = State(), ""
    whole: Whole = None, None
    named: list[str] = []
    for row in grid.body_rows:
        if area_cols:
            meaning = read_area_row(grid, row, area_cols, columns, context, state)
        else:
            meaning = RowMeaning(row=row, rol="data" if grid.filled(row) else "leeg")
            if any(says(plain(grid.own_text(row, col)), "totaal") for col in name_cols):
                meaning.rol = "totaal"  # of the locations above it
            elif heading := _heading_of(grid, row, columns):
                _open_group(meaning, heading, state, named, context)
                whole = state.group_maat, None
            else:
                _join_group(meaning, state)
        if label_cols and meaning.rol in ("data", "totaal"):
            label = labels[row] or (label if area_cols else "")
            texts = [grid.own_text(row, c.col) for c in columns if c.rol == "cijfer"]
            _read_label(meaning, label, whole, stated, texts, context, halves)
            if meaning.maat == "capaciteit" and of_areas:
                meaning.maat = {"bestaand": "realisatie", "nieuw": "voornemens"}.get(status_of(label) or "")
            if meaning.maat or only_counts(read_text(label)):
                whole = (meaning.maat or "").removesuffix("_regulier") or None, meaning.thema
            if meaning.periode is None and meaning.peildatum is None:
                thema = meaning.thema or context.thema
                meaning.periode, meaning.peildatum = settle(state.group_period, thema, meaning.maat)
            if not dated and meaning.maat and meaning.maat not in vocabulary().taken:
                meaning.peildatum = meaning.peildatum or context.stand
            if context.thema is None:
                _name_whole(meaning, rows)
            if context.thema is None and not stated:
                _carry_thema(meaning, named)
        _period_from_column(grid, columns, meaning)
        _thema_from_properties(grid, columns, meaning, context)
        _measure_from_properties(grid, columns, meaning)
        _name_from_address(grid, columns, meaning)
        _status_from_heading(columns, meaning, context)
        rows.append(meaning)
        if meaning.rol == "data":
            state.last_data = meaning
    if not stated:
        _count_places_beside_a_task(rows, context, dated)
    return rows


def _count_places_beside_a_task(rows: list[RowMeaning], context: Context, dated: bool) -> None:
    """Beside what is asked, the one row of its topic that only says 'plekken' counts what there is."""
    figures = [row for row in rows if row.rol in ("data", "totaal") or only_counts(read_text(row.label))]
    for row in figures:
        alike = [r for r in figures if (r.thema or context.thema) == (row.thema or context.thema)]
        maten = [r.maat for r in alike]
        alone = maten.count(None) == 1 and not vocabulary().taken.isdisjoint(maten) and not context.status
        alone &= row.maat is None and "realisatie" not in maten
        people = counts_people(row.label, row.thema or context.thema)
        if alone and only_counts(read_text(row.label)) and not people:
            row.maat, row.confidence, row.suggestie = "realisatie", CARRIED, None
            row.rol = "data" if row.rol == "onbekend" else row.rol
            row.peildatum = row.peildatum or (None if dated else context.stand)
            row.reden = f"aantal naast de opgave, als realisatie gelezen: '{row.label}'"
            part = next((r for r in figures if r.row == row.row + 1), row)
            if part.maat is None and says(part.label, "subrij") and read_text(part.label).thema:
                part.maat, part.confidence, part.reden = row.maat, row.confidence, row.reden


def _heading_of(grid: Grid, row: int, columns: list[ColumnMeaning]) -> str | None:
    """The text of a row that is a heading within the table: alone in its row and merged over the figures, or
    naming no measure that would want one.
    """
    figures = [c.col for c in columns if c.rol == "cijfer" and c.gebied is None] or [
        c.col for c in columns if c.rol == "cijfer"
    ]
    filled = grid.filled(row)
    if len(filled) != 1 or not figures or filled[0] in figures or is_figure(grid.text(row, filled[0])):
        return None
    text = plain(grid.text(row, filled[0]))
    merged = all(grid.cell(row, col) is grid.cell(row, filled[0]) for col in figures)
    reading = read_text(text)
    return text if merged or not (reading.maten or reading.kwalificatie) else None


def _open_group(meaning: RowMeaning, heading: str, state: State, named: list[str], context: Context) -> None:
    """A heading within a table without areas: topic, measure, period or area of the rows below it."""
    reading = read_text(heading)
    meaning.rol, meaning.label = "groep", heading
    if reading.thema or context.gazetteer.is_area(heading):
        state.group_thema, state.group_maat = reading.thema, reading.maat
        state.group_period = PeriodReading()
        named.clear()
    if reading.period.found:
        state.group_period = reading.period.in_year(context.jaar)
    if context.gazetteer.is_area(heading):
        niveau = context.niveau(heading, prefer=("gemeente", "regio", "provincie"))
        state.group_area = bare_name(heading)[0], niveau


def _join_group(meaning: RowMeaning, state: State) -> None:
    """Gives a row what the heading above it says."""
    meaning.thema = state.group_thema
    if state.group_area and meaning.rol == "data":
        meaning.gebied, meaning.gebied_niveau = state.group_area


def _read_label(
    meaning: RowMeaning,
    label: str,
    whole: Whole,
    stated: set[str],
    texts: list[str],
    context: Context,
    halves: set[str],
) -> None:
    """Topic, measure and period from a row's label: kerncijfers, matrices, label and value.

    Percentages among the row's `texts` are what there is as a share of what is asked, where the label names
    both. Below headers that state measures, a task in the label says what is asked: 'Vergunninghouders
    (taakstelling)'.
    """
    reading = read_text(label)
    meaning.label = meaning.label or label
    if reading.niet or (reading.anders and not reading.maat):
        why = "ontkenning in het rijlabel" if reading.niet else "rij over iets anders"
        meaning.rol, meaning.reden = "onbekend", f"{why}: '{label}'"
        return
    meaning.thema, meaning.kwalificatie = reading.thema or meaning.thema, reading.kwalificatie
    maat, shares, taken = reading.maat, are_shares(texts), vocabulary().taken
    if maat is None and reading.kenmerk == "startdatum" and says_what_is_open(label):
        maat = "realisatie"
    if is_share_of_task(reading.maten) and not reading.samen:
        maat = against_task(texts)
    elif is_expected_backlog(reading, meaning.thema or context.thema, texts):
        maat = "verwachte_achterstand"
    elif maat and (why := why_not(label, reading, maat)):
        meaning.rol, meaning.reden, meaning.suggestie = "onbekend", why, Suggestion(label)
        return
    if maat in taken and stated & taken and stated - taken:
        if maat not in ("opgave", "taakstelling"):
            meaning.rol, meaning.reden = "onbekend", f"taak in het rijlabel onder koppen met maten: '{label}'"
            return
    elif maat:
        meaning.maat = maat
        meaning.thema = vocabulary().maten[maat].get("thema") or meaning.thema
    elif not stated:
        meaning.maat = _unnamed_measure(reading, whole, context)
    if reading.regulier and "regulier" not in (meaning.maat or ""):
        _leave_amv_out(meaning, context)
    period = counted_on(reading.period, meaning.thema, meaning.maat, halves, context)
    meaning.periode, meaning.peildatum = settle(period, meaning.thema or context.thema, meaning.maat)
    if reading.says_nothing or not (meaning.thema or meaning.maat or stated):
        meaning.rol, meaning.reden = "onbekend", f"rijlabel niet herkend: '{label}'"
        meaning.suggestie = Suggestion(label)
    elif shares and not stated and meaning.maat not in (None, "percentage"):
        meaning.rol, meaning.maat = "onbekend", None
        meaning.reden = f"percentages onder een rijlabel dat er geen noemt: '{label}'"
        meaning.suggestie = Suggestion(label, "percentage")


def _leave_amv_out(meaning: RowMeaning, context: Context) -> None:
    """A label 'regulier' leaves amv out of what its row counts; about Ukrainians it means something else."""
    if (meaning.thema or context.thema or "asiel") != "asiel":
        return
    meaning.thema = "asiel"
    if meaning.maat and f"{meaning.maat}_regulier" in vocabulary().maten:
        meaning.maat = f"{meaning.maat}_regulier"
    else:
        meaning.kwalificatie = REGULIER


def _labels(grid: Grid, cols: list[int]) -> dict[int, str]:
    """The text that labels each row: a topic and one of its measures may stand in columns of their own, the
    topic once.
    """
    labels, topic = {}, ""
    for row in grid.body_rows:
        *outer, inner = [plain(grid.text(row, col)) for col in cols] or [""]
        topic = next(filter(None, outer), topic if inner else "")
        part = says(inner, "subrij") and read_text(inner).thema  # 'Asiel' | 'waarvan amv'
        labels[row] = inner if part else f"{topic} {inner}".strip()
    return labels


def _unless_labelled(labels: dict[int, str], context: Context) -> Context:
    """The context without its heading's measure where a label of the table names that: the others are not it.

    Unless its title says so and all that labels name is asked: 'Inspanningsverplichting' under 'Opgaven'.
    """
    readings = [read_text(label) for label in labels.values()]
    maten = {reading.maat for reading in readings} - {None}
    asked = maten | {context.maat} <= vocabulary().taken
    counted = any(reading.hoeveelheid and not reading.maten for reading in readings)
    if context.maat not in maten or (context.titled and asked and not counted):
        return context
    return replace(context, maat=None)


def _name_whole(part: RowMeaning, rows: list[RowMeaning]) -> None:
    """The row that 'waarvan amv' follows is about the topic that amv are a part of."""
    whole_thema = vocabulary().themas.get(part.thema or "", {}).get("deel_van")
    whole = rows[-1] if rows else None
    if whole_thema and whole and (whole.rol, whole.maat, whole.thema) == ("data", part.maat, None):
        whole.thema, whole.confidence = whole_thema, CARRIED
        whole.reden = f"thema {whole_thema}: de rij erna is het deel {part.thema}"


def _carry_thema(meaning: RowMeaning, named: list[str]) -> None:
    """Where nothing else names a topic, a row has that of the row above: 'Opgave asiel', 'Realisatie'."""
    if meaning.thema is None and meaning.maat in vocabulary().taken:
        meaning.thema = thema_of_half(meaning.periode)
    if meaning.thema:
        named += [meaning.thema] if read_text(meaning.label).maten else []
    elif (thema := carried_thema(named, meaning.maat)) and meaning.maat:
        meaning.thema, meaning.confidence = thema, CARRIED
        meaning.reden = f"thema {thema} overgenomen van de rij erboven"
        if meaning.periode is None:
            meaning.periode, _ = settle(read_text(meaning.label).period, thema, meaning.maat)


def _unnamed_measure(reading: HeaderReading, whole: Whole, context: Context) -> str | None:
    """The measure of a label that names none: a part, or another topic, counts what the whole counts; else
    the heading says.
    """
    if reading.regulier and not (reading.thema or reading.unknown):
        return whole[0] or context.maat  # 'waarvan regulier'
    if reading.kwalificatie:
        return None  # a part by kind of reception ('waarvan tijdelijk') is no measure of its own
    if reading.thema and reading.unknown:
        return None  # 'Ingeschreven ontheemden'
    if reading.thema:
        maat, thema = whole[0], whole[1] or context.thema
        counts_anew = reading.hoeveelheid and not vocabulary().themas[reading.thema].get("deel_van")
        return context.maat if counts_anew or thema == reading.thema else maat or context.maat
    if context.maat is None and only_counts(reading) and (reading.period.op or reading.period.kaal):
        return "realisatie"  # 'Plekken op 1 mei 2026'
    return context.maat if reading.hoeveelheid else None


def _period_from_column(grid: Grid, columns: list[ColumnMeaning], meaning: RowMeaning) -> None:
    """The period that a column gives to the figures of its row: '2025-I' under 'Halfjaar'."""
    if meaning.rol in ("data", "totaal") and meaning.periode is None:
        texts = [grid.text(meaning.row, c.col) for c in columns if c.kenmerk == TIJDVAK]
        meaning.periode = next(filter(None, map(whole_period, texts)), None)


def _thema_from_properties(
    grid: Grid, columns: list[ColumnMeaning], meaning: RowMeaning, context: Context
) -> None:
    """The topic a row's own property gives, in a table about asiel or no one topic: 'Amv' under doelgroep."""
    rules = vocabulary().rijen["thema_uit_kenmerk"]
    if meaning.rol not in ("data", "totaal") or context.thema not in (*rules["bij_thema"], None):
        return
    order = [*rules["kenmerken"]]
    own = sorted((c for c in columns if c.kenmerk in order), key=lambda c: order.index(c.kenmerk))
    named = [(c.kenmerk, thema) for c in own if (thema := read_text(grid.text(meaning.row, c.col)).thema)]
    listed = [thema for kenmerk, thema in named if thema in rules["kenmerken"][kenmerk]]
    free = [thema for _, thema in named if context.thema is None]
    meaning.thema = next(iter(listed + free), meaning.thema)


def _measure_from_properties(grid: Grid, columns: list[ColumnMeaning], meaning: RowMeaning) -> None:
    """The group of locations that a row's own property gives, where its figures only count places: 'DSL'
    under soort.
    """
    rules = vocabulary().rijen["maat_uit_kenmerk"]
    figures = {c.maat for c in columns if c.rol == "cijfer"}
    if meaning.rol != "data" or meaning.maat or not figures <= {None, *rules["bij_maten"]}:
        return
    texts = [grid.text(meaning.row, c.col) for c in columns if c.kenmerk in rules["kenmerken"]]
    named = {rules["maten"].get(maat) for text in texts for maat in maten_named(text)} - {None}
    if len(named) == 1:
        meaning.maat = named.pop()
        meaning.thema = vocabulary().maten[meaning.maat]["thema"]


def _name_from_address(grid: Grid, columns: list[ColumnMeaning], meaning: RowMeaning) -> None:
    """A location without a name of its own goes by its address."""
    address = next(
        (c.col for c in columns if c.kenmerk == "adres" and names_location(grid, c, columns)), None
    )
    if (
        meaning.rol == "data"
        and address is not None
        and not is_empty(text := grid.text(meaning.row, address))
    ):
        meaning.locatie = plain(text)


def _status_from_heading(columns: list[ColumnMeaning], meaning: RowMeaning, context: Context) -> None:
    """Locations under 'Bestaande locaties' exist, those under 'Nieuwe locaties' do not yet."""
    has_names = any(c.kenmerk == "locatie" for c in columns)
    if (
        meaning.rol != "data"
        or meaning.kwalificatie
        or not has_names
        or any(c.kenmerk == "status" for c in columns)
    ):
        return
    meaning.kwalificatie = context.status
