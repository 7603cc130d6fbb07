"""What each column of figures counts, and about which topic."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extract.model import ColumnMeaning
from extract.understand.areas import says
from extract.understand.arithmetic import follows_from
from extract.understand.context import Context, status_of
from extract.understand.counting import (
    against_task,
    are_shares,
    are_signed,
    counts_people,
    is_expected_backlog,
    is_share_of_task,
    only_counts,
    why_not,
)
from extract.understand.grid import Grid
from extract.understand.headers import HeaderReading, read_text
from extract.understand.periods import thema_of_half
from extract.understand.suggest import Suggestion
from extract.understand.topics import (
    CARRIED,
    carry_thema,
    leave_amv_out,
    name_total_of_parts,
    name_wholes,
    own_header,
    settle_regulier,
    thema_of_comparisons,
)
from extract.understand.vocabulary import vocabulary

UNKNOWN_WORDS = 0.8  # the confidence of a header with words left over


def settle_measures(
    grid: Grid, columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context
) -> None:
    """Topic and measure per column of figures: named by its header, its neighbours, or the heading above."""
    words = vocabulary()
    areas = any(c.rol == "gebied" for c in columns)
    group_maat = {c.groep: _group_measure(grid, c) for c in columns if names_location(grid, c, columns)}
    if len(group_maat) == 1 and words.maten.get(context.maat or "", {}).get("groep"):
        group_maat = {groep: maat or context.maat for groep, maat in group_maat.items()}
    named = {(reading.maat, reading.thema or context.thema) for reading in readings}
    if not context.titled and any(maat == context.maat for maat, _ in named):
        context = replace(context, maat=None)  # a sentence above that says what one of the columns is
    in_use = any(not words.in_use.isdisjoint(reading.maten) for reading in readings)
    asked = any(reading.maat in words.taken for reading in readings)
    labelled = any(c.rol == "label" for c in columns)
    whole: ColumnMeaning | None = None  # the last column whose header names a measure of its own
    counted: ColumnMeaning | None = None  # the same, not given up for what is derived from it
    before: ColumnMeaning | None = None
    for column in columns:
        reading = readings[column.col]
        if column.rol != "cijfer":
            continue
        maat, thema = reading.maat, reading.thema
        if maat in (None, "capaciteit") and reading.kenmerk == "locatie" and column.groep not in group_maat:
            maat = _group_measure(grid, column) or maat  # figures under the name of a group count its places
        counts = reading.hoeveelheid or (reading.totaal and len(group_maat) == 1)
        counts_places = counts and not reading.maten and column.groep in group_maat
        if maat == "capaciteit" or counts_places:
            maat = _places(column, reading, columns, group_maat, in_use, asked, context)
        elif maat is not None:
            whole = None if words.maten[maat].get("afgeleid") else column
            counted = whole or counted
        elif not reading.maten and column.gebied is None:
            told = any(says(text, "subrij") for text in grid.header_path(column.col))
            of = whole or (counted if told else None)
            part = of and _under_one_head(grid, column.col, of.col)
            if part and _is_part(reading, readings[of.col], of.thema or context.thema, told=told):
                maat = of.maat
                readings[column.col].period = readings[of.col].period
            else:
                maat = _measure_of_context(grid.header_path(column.col), reading, context, labelled)
                themas = {t for m, t in named if m == context.maat}
                if maat == context.maat and (
                    (thema or context.thema) in themas or (reading.hoeveelheid and themas)
                ):
                    maat = None  # the heading's measure has a column of its own
                if maat is None and reading.hoeveelheid and areas and not group_maat:
                    maat = words.capaciteit_zonder_locatie if context.status == "nieuw" else None
                if before and reading.period.found and _under_one_head(grid, column.col, before.col):
                    thema = thema or before.thema  # "Na 1/7/'25" goes on where "Voor 1/7/'25" was
        if reading.regulier and f"{maat}_regulier" in words.maten:
            maat = f"{maat}_regulier"
        column.maat = maat
        column.thema = words.maten.get(maat or "", {}).get("thema") or thema
        column.kwalificatie = reading.kwalificatie
        if column.maat == "taakstelling" and column.thema is None:
            column.thema = thema_of_half(reading.period.periode)
        if maat is None and is_share_of_task(reading.maten) and not (reading.samen or reading.niet):
            column.maat = against_task(grid.body(column.col))
        elif column.maat in (None, "achterstand", "verschil") and is_expected_backlog(
            reading, reading.thema or context.thema, grid.body(column.col)
        ):
            column.maat, column.thema = "verwachte_achterstand", "statushouders"
        _doubt(column, reading)
        before = column
    if areas and context.maat is None and not context.status:
        _count_places_on_a_day(columns, readings, context)
    if context.thema is None:
        name_total_of_parts(columns, readings)
    if context.thema is None and not labelled:
        carry_thema(columns, readings, name_wholes(columns, readings))
    if context.thema is None:
        name_total_of_parts(columns, readings)
    _refuse_shares_of_places(grid, columns, readings)
    thema_of_comparisons(columns, readings)
    leave_amv_out(columns, readings, context)
    if areas or context.gebied:
        _count_places_beside_a_task(columns, readings, context)
    _count_what_is_used(grid, columns, context)
    if areas and not any(c.rol == "label" or c.kenmerk == "doelgroep" for c in columns):
        _count_by_area(columns)
    _add_backlogs(columns, readings, context)
    _refuse_signs(grid, columns)
    _set_parts_aside(columns)
    if not labelled:
        _refuse_unknown_parts(columns, readings)
        _refuse_lone_comparisons(columns, context)
    settle_regulier(columns, readings, context)


def _count_places_beside_a_task(
    columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context
) -> None:
    """Beside what is asked of a topic, the one column of it that only says 'plekken' counts what there is.

    Not where another column counts that already, nor under a heading of what is to come.
    """
    figures = [c for c in columns if c.rol == "cijfer"]
    bare = [
        c
        for c in figures
        if c.maat is None
        and only_counts(readings[c.col])
        and not counts_people(c.header, c.thema or context.thema)
    ]
    themas = {c.thema or context.thema for c in figures if c.maat in vocabulary().taken}
    if context.maat not in (None, *vocabulary().taken) or context.status:
        return
    only = next(iter(themas)) if len(themas) == 1 else None
    about = [(c, c.thema or context.thema or only) for c in bare]
    counted = {c.thema or context.thema for c in figures if c.maat in ("realisatie", "behaald")}
    for column, thema in about:
        alone = len(themas) > 1 and sum(other == thema for _, other in about) == 1
        if thema in themas - {None} and counted.isdisjoint((thema, None)) and (alone or len(bare) == 1):
            column.maat, column.thema, column.confidence = "realisatie", thema, CARRIED
            column.reden = f"aantal naast de opgave, als realisatie gelezen: '{column.header}'"


def _count_places_on_a_day(
    columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context
) -> None:
    """Places of a topic on a date are what there is then: 'Amv-plaatsen op 1-7-2025'."""
    for column in columns:
        reading, thema = readings[column.col], column.thema or context.thema
        bare = column.rol == "cijfer" and column.maat is None and not column.gebied and reading.thema
        if bare and reading.period.op and only_counts(reading) and not counts_people(column.header, thema):
            column.maat, column.confidence = "realisatie", CARRIED
            column.reden = f"plekken op een datum, als realisatie gelezen: '{column.header}'"


def _count_by_area(columns: list[ColumnMeaning]) -> None:
    """What is a key figure beside labels of topics is the plain count in a list of areas: 'Behaald'."""
    for column in columns:
        column.maat = vocabulary().maten.get(column.maat or "", {}).get("per_gebied", column.maat)


def _count_what_is_used(grid: Grid, columns: list[ColumnMeaning], context: Context) -> None:
    """What is in use is all there is where no column beside it has the places: 'In gebruik op 1 mei 2026'."""
    figures = [c for c in columns if c.rol == "cijfer"]
    used = [
        c
        for c in figures
        if vocabulary().maten.get(c.maat or "", {}).get("zonder_plekken")
        and all(read_text(text).words.is_weak("maat") for text in grid.header_path(c.col))
    ]
    places = [c for c in figures if c.maat in ("realisatie", "capaciteit", None)]
    for column in used:
        if all((c.thema or context.thema) != (column.thema or context.thema) for c in places):
            column.maat = vocabulary().maten[column.maat]["zonder_plekken"]


def _add_backlogs(columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context) -> None:
    """Beside a taakstelling and the backlog it comes with, a total of tasks is the two together."""
    figures = [c for c in columns if c.rol == "cijfer" and (c.thema or context.thema) == "statushouders"]
    tasks = [c for c in figures if c.maat in vocabulary().taken and not readings[c.col].totaal]
    if not tasks or not any(c.maat == "achterstand" for c in figures):
        return
    for column in figures:
        if readings[column.col].totaal and column.maat in (None, *vocabulary().taken):
            column.maat = vocabulary().sommen[frozenset({tasks[0].maat, "achterstand"})]


def _set_parts_aside(columns: list[ColumnMeaning]) -> None:
    """A part by kind of reception ('waarvan noodopvang') beside other figures of its measure is not that
    measure, and has none of its own; of locations that are all of one kind or another it is.
    """
    figures = [c for c in columns if c.rol == "cijfer" and c.maat]
    if any(c.kenmerk == "locatie" for c in columns) and all(c.kwalificatie for c in figures):
        return
    for part in [c for c in figures if c.kwalificatie]:
        if any(
            c is not part and (c.maat, c.thema, c.periode) == (part.maat, part.thema, part.periode)
            for c in figures
        ):
            part.rol, part.maat = "genegeerd", None
            part.reden = f"deel naar soort opvang ({part.kwalificatie}): geen eigen maat"


def _refuse_unknown_parts(columns: list[ColumnMeaning], readings: list[HeaderReading]) -> None:
    """Under a group head that names a measure, a header of unknown words alone beside others of that measure
    is a part that we do not know: 'Plekken / Korter | Totaal'.
    """
    figures = [c for c in columns if c.rol == "cijfer" and c.maat and c.gebied is None]
    counted = Counter((c.maat, c.thema, readings[c.col].period) for c in figures)
    for part in figures:
        own = read_text(own_header(part))
        alike = counted[part.maat, part.thema, readings[part.col].period]
        if " / " in part.header and own.unknown and own.says_nothing and alike > 1:
            part.rol, part.maat = "onbekend", None
            part.reden = f"onbekend deel van een groep: '{part.header}'"
            part.suggestie = Suggestion(own_header(part))


def _refuse_lone_comparisons(columns: list[ColumnMeaning], context: Context) -> None:
    """A difference or a share of what no column counts, where neither its header nor the table's own heading
    names a topic, may be of anything.
    """
    figures = [c for c in columns if c.rol == "cijfer"]
    compares = [c for c in figures if vocabulary().maten.get(c.maat or "", {}).get("vergelijkt")]
    counted = [c for c in figures if c.maat and c not in compares]
    for column in compares:
        share = column.maat == "percentage" and not any(c.maat not in vocabulary().taken for c in counted)
        told = context.near or context.maat or column.thema
        if (not counted and not told) or (share and not _names_count(column)):
            column.rol, column.reden = (
                "onbekend",
                f"vergelijking zonder wat vergeleken wordt: '{column.header}'",
            )
            column.maat = None


def _names_count(column: ColumnMeaning) -> bool:
    """True where the header itself says of what it is a share: '% gerealiseerd', 'realisatiegraad'."""
    reading = read_text(column.header)
    words = " ".join(vocabulary().words(column.header))
    return len(reading.maten) > 1 or len(words) > len("percentage")


def _under_one_head(grid: Grid, col: int, whole: int) -> bool:
    """False where a group head stands over the one column and not over the other, 'waarvan' apart."""
    own = [text for text in grid.header_path(col)[:-1] if not says(text, "subrij")]
    return own == grid.header_path(whole)[: len(own)]


def _is_part(reading: HeaderReading, whole: HeaderReading, thema: str | None, *, told: bool) -> bool:
    """True for a header that names a part of the column before it, and nothing else: 'waarvan amv'; `told`
    where it says that it does.
    """
    if not {*reading.unknown} <= {*whole.unknown} or (
        reading.period.found and reading.period != whole.period
    ):
        return False
    if reading.kwalificatie or (told and reading.regulier):
        return True
    families = {vocabulary().family(t) for t in (reading.thema, thema) if t}
    return reading.thema is not None and len(families) == 1 and (reading.thema != thema or whole.totaal)


def _refuse_shares_of_places(grid: Grid, columns: list[ColumnMeaning], readings: list[HeaderReading]) -> None:
    """Percentages under a header that counts places are of something the header does not say, unless they
    are in most rows the share of what is asked: 'Gerealiseerd' in % beside 'Opgave' and 'Plekken'. Where one
    column prints the sign, numbers without it are no percentages.
    """
    signed = {c.col for c in columns if are_shares(grid.body(c.col))}
    for column in columns:
        if column.rol != "cijfer" or column.maat is None:
            continue
        if column.maat == "percentage":
            if signed and column.col not in signed and not any("%" in t for t in grid.body(column.col)):
                column.rol, column.maat = "onbekend", None
                column.reden = f"getallen zonder % onder een kop die percentages noemt: '{column.header}'"
        elif column.col not in signed:
            continue
        elif is_share_of_task(readings[column.col].maten) or (
            column.maat in ("realisatie", *vocabulary().taken)
            and follows_from(grid, column.col, columns) == "percentage"
        ):
            column.maat = "percentage"
        else:
            column.rol, column.maat = "onbekend", None
            column.reden = f"percentages onder een kop die er geen noemt: '{column.header}'"
            column.suggestie = Suggestion(column.header, "percentage")


def _refuse_signs(grid: Grid, columns: list[ColumnMeaning]) -> None:
    """Numbers with a sign under a header that counts what cannot be negative are of something else."""
    for column in columns:
        if column.rol != "cijfer" or not column.maat or vocabulary().maten[column.maat].get("met_teken"):
            continue
        if are_signed(grid.body(column.col)):
            column.rol, column.maat = "onbekend", None
            column.reden = f"getallen met + of - onder een kop die er geen noemt: '{column.header}'"
            column.suggestie = Suggestion(column.header)


def _doubt(column: ColumnMeaning, reading: HeaderReading) -> None:
    """Say what about the header is not understood."""
    if len(reading.maten) > 1 and column.maat is None:
        column.rol = "onbekend"
        column.reden = f"kolomkop noemt meer dan één maat ({', '.join(reading.maten)}): '{column.header}'"
    elif reading.niet:
        column.rol, column.maat = "onbekend", None
        column.reden = f"ontkenning in de kolomkop: '{column.header}'"
        column.suggestie = Suggestion(column.header)
    elif not column.gebied and (why := why_not(column.header, reading, column.maat)):
        column.rol, column.maat = "onbekend", None
        column.reden, column.suggestie = why, Suggestion(column.header)
    elif reading.unknown and column.maat in ("verschil", "percentage"):
        column.rol, column.maat = "onbekend", None
        column.reden = f"vergelijking met onbekende woorden ({', '.join(reading.unknown)}): '{column.header}'"
        column.suggestie = Suggestion(column.header)
    elif reading.unknown and column.gebied is None:
        column.confidence = UNKNOWN_WORDS
        column.reden = f"woorden in de kolomkop niet herkend: {', '.join(reading.unknown)}"
        column.suggestie = Suggestion(column.header)


def _places(
    column: ColumnMeaning,
    reading: HeaderReading,
    columns: list[ColumnMeaning],
    group_maat: dict[int, str | None],
    in_use: bool,
    asked: bool,
    context: Context,
) -> str | None:
    """What a number of places is: of a location, of a group of locations (DSL), or for an area without one
    a plan, unless the header says that the places exist. A total, or one beside what is in use or asked, is
    neither.
    """
    if column.groep in group_maat:
        return group_maat[column.groep] or "capaciteit"
    if not any(c.rol == "gebied" for c in columns):
        return "capaciteit"
    if reading.totaal:
        return None
    if status_of(column.header) == "bestaand":
        return "realisatie"
    if in_use:
        return "capaciteit"
    if reading.period.op or reading.period.kaal:
        return "realisatie"  # counted on that day
    if status_of(column.header) == "nieuw":
        return vocabulary().capaciteit_zonder_locatie
    if context.heading_maat not in (None, *vocabulary().taken):
        return context.heading_maat
    dated = any(c.kenmerk in ("startdatum", "periode", "status") for c in columns)
    return vocabulary().capaciteit_zonder_locatie if dated or not asked else None


def names_location(grid: Grid, column: ColumnMeaning, columns: list[ColumnMeaning]) -> bool:
    """True for the column that tells the locations of a table apart: their names, else their addresses."""
    if any(c.kenmerk == "locatie" for c in columns):
        return column.kenmerk == "locatie"
    return column.kenmerk == "adres" and any(map(str.isdigit, "".join(grid.body(column.col))))


def _group_measure(grid: Grid, name_column: ColumnMeaning) -> str | None:
    """The measure that the header of a column of location names gives its group: 'Doorstroomlocaties (DSL)' →
    dsl_plekken.
    """
    return next((m for text in reversed(grid.header_path(name_column.col)) if (m := named_group(text))), None)


def named_group(text: str) -> str | None:
    """The measure of the group of locations that a text names, also where it is the name of a property."""
    return next((m for m in maten_named(text) if vocabulary().maten[m].get("groep")), None)


def maten_named(text: str) -> list[str]:
    """The measures that a text names, also where it is the name of a property: 'Doorstroomlocatie'."""
    return vocabulary().read(text, kinds=("maat",)).names("maat")


def _measure_of_context(
    path: list[str], reading: HeaderReading, context: Context, labelled: bool
) -> str | None:
    """The measure of a column whose header names only a topic, a total or a period.

    A period alone is what its topic counts by period (`alleen_periode`); else the heading above the table
    says of what. Where rows are labelled, the label may give the measure, so that only a word of quantity
    asks the heading.
    """
    nearest = read_text(path[-1]) if path else HeaderReading()
    if nearest.unknown:
        return None  # 'Inwoners per 1-1-2024'
    if (
        nearest.period.found
        and not nearest.period.jaar
        and not (nearest.totaal or nearest.regulier or nearest.thema)
    ):
        rules = vocabulary().themas.get(reading.thema or context.thema or "", {})
        by_half = rules.get("periode") == "halfjaar"  # a day is none: 'Stand 1 juli 2024'
        return rules.get("alleen_periode") if nearest.period.periode or not by_half else None
    if labelled and path and not reading.hoeveelheid:
        return None
    return context.maat
