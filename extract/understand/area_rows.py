"""Rows of a table with columns of areas: gemeenten, totals, breakdowns, headings within the table."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.model import ColumnMeaning, RowMeaning
from extract.text import fold, is_figure, plain
from extract.understand.areas import NIVEAUS, Gazetteer, bare_name, says
from extract.understand.context import Context
from extract.understand.grid import Grid
from extract.understand.headers import read_text
from extract.understand.periods import TIJDVAK, PeriodReading, settle
from extract.understand.vocabulary import vocabulary

_ABOUT = ("adres", "doelgroep", "soort", TIJDVAK)  # properties that tell rows of one area apart


@dataclass
class State:
    """What carries over from row to row."""

    last_data: RowMeaning | None = None
    last_area: RowMeaning | None = None  # the last row of an area, totals too
    group_thema: str | None = None
    group_maat: str | None = None
    group_period: PeriodReading = field(default_factory=PeriodReading)
    group_area: tuple[str, str | None] | None = None
    groups: int = 0
    totals: int = 0


def area_columns(grid: Grid, columns: list[ColumnMeaning], context: Context) -> list[int]:
    """The columns of areas, that of the smallest areas first: 'Regio | Gemeente' is a table of gemeenten."""

    def gemeenten(col: int) -> int:
        return len({text for text in grid.body(col) if "gemeente" in context.gazetteer.niveaus(text)})

    return sorted((c.col for c in columns if c.rol == "gebied"), key=gemeenten, reverse=True)


def read_area_row(
    grid: Grid, row: int, area_cols: list[int], columns: list[ColumnMeaning], context: Context, state: State
) -> RowMeaning:
    """A row of a table with columns of areas."""
    label, area_col = _area_label(grid, row, area_cols, context, state)
    filled = grid.filled(row)
    others = [col for col in filled if col not in area_cols]
    meaning = RowMeaning(row=row, label=label)

    if not filled and not label:
        meaning.rol = "leeg"
    elif filled and all(grid.own_text(row, col).lstrip().startswith("*") for col in filled):
        meaning.rol = "noot"
    elif label and not others and not _is_plain_area(label, context.gazetteer):
        _group_row(meaning, label, context, state)
    elif says(label, "totaal") or _names_level(label):
        last = not any(grid.filled(below) for below in range(row + 1, grid.table.n_rows))
        _total_row(meaning, label, context, state, last)
        _judge_total(meaning, label, columns)
    elif (
        label and says(label, "subrij") and (read_text(label).thema or state.last_area is not state.last_data)
    ):
        _part_by_topic(meaning, label, columns, state)
    elif label and says(label, "subrij"):
        _sub_row(meaning, label, state)
    elif label and not is_figure(label):
        _named_row(
            meaning,
            label,
            columns[area_col],
            context,
            state,
            _is_among_gemeenten(grid, row, area_col, context),
        )
    elif not label and state.last_area and _has_label(grid, row, columns):  # beside a cell that runs down
        meaning.rol = state.last_area.rol
        meaning.gebied, meaning.gebied_niveau = state.last_area.gebied, state.last_area.gebied_niveau
    elif not label and others and state.last_data:
        if any(c.kenmerk == "locatie" for c in columns):
            meaning.gebied, meaning.gebied_niveau = state.last_data.gebied, state.last_data.gebied_niveau
        else:
            _sub_row(meaning, label, state)
    else:
        meaning.rol, meaning.reden = "onbekend", "rij zonder gebied"
    meaning.thema = meaning.thema or state.group_thema
    if meaning.rol in ("data", "totaal"):
        meaning.maat = meaning.maat or (None if any(c.maat for c in columns) else state.group_maat)
        thema = meaning.thema or context.thema
        meaning.periode, meaning.peildatum = settle(state.group_period, thema, meaning.maat)
        state.last_area = meaning
    if meaning.gebied and (guess := grid.guessed(row, area_col)):
        meaning.confidence = min(meaning.confidence, guess[1])
        meaning.reden = meaning.reden or f"gebied '{guess[0]}' gelezen als {meaning.gebied}"
    return meaning


def _has_label(grid: Grid, row: int, columns: list[ColumnMeaning]) -> bool:
    """True where a column says what or whom the row is about: it is no breakdown of the row above."""
    told = [c.col for c in columns if c.rol == "label" or c.kenmerk in _ABOUT]
    return any(plain(grid.own_text(row, col)) for col in told)


def _area_label(
    grid: Grid, row: int, area_cols: list[int], context: Context, state: State
) -> tuple[str, int]:
    """The label that names the row's area, and its column.

    Of 'Regio | Gemeente' it is the gemeente; a total over all regions stands in the outer column, and a bare
    'Totaal' beside a region, or in the last of its rows, closes that region.
    """
    inner = area_cols[0]
    label = plain(grid.text(row, inner))
    for outer in area_cols[1:]:
        outer_label = plain(grid.text(row, outer))
        if outer_label and (not label or says(outer_label, "totaal")):
            return outer_label, outer
        if not outer_label and says(label, "totaal"):
            outer_label = _region_it_closes(grid, row, inner, outer, state)
        if outer_label and says(label, "totaal"):
            niveau = context.gazetteer.niveau(outer_label, prefer=("regio", "provincie")) or "regio"
            state.group_area = bare_name(outer_label)[0], niveau
    return label, inner


def _region_it_closes(grid: Grid, row: int, inner: int, outer: int, state: State) -> str:
    """The region in the outer column whose rows a total follows; '' where another total closed it before, and
    for the only total of the table, in its last row: that is over all.
    """
    last = not any(grid.filled(below) for below in range(row + 1, grid.table.n_rows))
    if last and not state.totals:
        return ""
    for above in range(row - 1, grid.table.header_rows - 1, -1):
        if region := plain(grid.text(above, outer)):
            return region
        if says(plain(grid.text(above, inner)), "totaal"):
            return ""
    return ""


def _named_row(
    meaning: RowMeaning,
    label: str,
    column: ColumnMeaning,
    context: Context,
    state: State,
    among_gemeenten: bool,
) -> None:
    """A row that names its area; an area larger than that of the row above is a total.

    Under the header 'Gemeente', or among gemeenten, a name of several levels is the gemeente.
    """
    said = read_text(column.header).gebied
    is_gemeente = said == "gemeente" or among_gemeenten
    prefer = ("gemeente", "provincie", "regio") if is_gemeente else ("provincie", "regio", "gemeente")
    meaning.gebied, meaning.gebied_niveau = bare_name(label)[0], context.niveau(label, prefer)
    if meaning.gebied_niveau is None and _is_no_name(label):
        meaning.rol, meaning.gebied, meaning.reden = "onbekend", None, f"rij zonder gebied: '{label}'"
        return
    if meaning.gebied_niveau is None and (own := context.own_area(label)):
        meaning.gebied, meaning.gebied_niveau = own  # 'HvB' in the plan of Hart van Brabant
    elif meaning.gebied_niveau is None:
        # every gemeente is known by name: under 'Regio / gemeente' a stranger is rather a region
        meaning.gebied_niveau = {"gemengd": "regio", None: "gemeente"}.get(said, said)
        meaning.confidence, meaning.reden = 0.5, f"gebied niet herkend: '{label}'"
    above = state.last_data.gebied_niveau if state.last_data else None
    if above in NIVEAUS and NIVEAUS.index(meaning.gebied_niveau) > NIVEAUS.index(above):
        meaning.rol = "totaal"


def _is_no_name(label: str) -> bool:
    """True for a label where an area should stand that says what its figures are: 'Verschil', 'Gemiddeld'."""
    reading = read_text(label)
    return bool(reading.thema or reading.hoeveelheid or reading.anders) or not reading.words.is_weak("maat")


def _is_among_gemeenten(grid: Grid, row: int, col: int, context: Context) -> bool:
    """True where the column names gemeenten, and another row says that it is the larger area or the total."""
    label = plain(grid.text(row, col))
    if len(context.gazetteer.niveaus(label)) < 2:
        return False  # nothing to choose
    own = fold(bare_name(label)[0])
    others = [plain(grid.text(other, col)) for other in grid.body_rows if other != row]
    if not any(context.gazetteer.niveaus(name) == {"gemeente"} for name in others):
        return False
    named = [bare_name(name) for name in others]
    return any(says(name, "totaal") for name in others) or any(
        fold(name) == own and said in ("regio", "provincie") for name, said in named
    )


def _names_level(label: str) -> bool:
    """True for a label that is nothing but a level above the gemeente: 'Provincie' in the last row."""
    return _level_of(label) is not None


def _level_of(label: str) -> str | None:
    """The level above the gemeente that a label names and nothing else: 'Provincie', 'Regiototaal'."""
    reading = read_text(label)
    said = [phrase.kind for _, phrase in reading.words.found if phrase.kind not in ("totaal", "stopwoord")]
    alone = said == ["gebied"] and not reading.unknown
    return reading.gebied if alone and reading.gebied in ("regio", "provincie") else None


def _is_plain_area(label: str, gazetteer: Gazetteer) -> bool:
    """A row with nothing but the name of a gemeente states nothing, but is no group heading."""
    return "gemeente" in gazetteer.niveaus(label)


def _group_row(meaning: RowMeaning, label: str, context: Context, state: State) -> None:
    """A heading within the table: topic, measure, period or region of the rows below it."""
    reading = read_text(label)
    meaning.rol = "groep"
    if reading.thema:
        state.group_thema = reading.thema
    state.group_maat = reading.maat or state.group_maat
    if reading.period.found:
        state.group_period = reading.period.in_year(context.jaar)
    if context.gazetteer.is_area(label):
        state.groups += 1
        state.group_area = (
            bare_name(label)[0],
            context.niveau(label, prefer=("regio", "provincie", "gemeente")),
        )
    elif reading.says_nothing and label[:1].isupper():  # a subregion that only this table names
        state.groups += 1
        state.group_area = bare_name(label)[0], "regio"


def _total_row(meaning: RowMeaning, label: str, context: Context, state: State, last: bool) -> None:
    """A total: of the area it names, else of the group it closes, else of what the table or its part speaks
    for.
    """
    meaning.rol = "totaal"
    name, said = bare_name(label)
    if level := _level_of(label):
        name, said = "", level
    said = None if said == "gemeente" else said  # 'Totaal gemeenten' is over gemeenten
    closes_all = last and state.groups > 1 and not state.totals
    state.totals += 1
    if name and (own := context.own_area(label)):
        meaning.gebied, meaning.gebied_niveau = own
    elif _names_area(name, said, context.gazetteer):
        niveau = context.niveau(label, prefer=("provincie", "regio", "land"))
        meaning.gebied, meaning.gebied_niveau = name, niveau or said or "regio"
        if niveau is None:
            meaning.confidence, meaning.reden = 0.5, f"gebied niet herkend: '{label}'"
    elif state.group_area and not closes_all and said in (None, state.group_area[1]):
        meaning.gebied, meaning.gebied_niveau = state.group_area
    elif area := context.area_of_total(said):
        meaning.gebied, meaning.gebied_niveau = area
    else:
        meaning.rol, meaning.reden = "onbekend", f"totaal van een onbekend gebied: '{label}'"
    state.group_area = None


def _judge_total(meaning: RowMeaning, label: str, columns: list[ColumnMeaning]) -> None:
    """A total of one topic is about that; one of a part, or with something added or left out, is none of
    ours: 'Totaal amv', 'Totaal noodopvang', 'Totaal zonder Zeist'.
    """
    reading = read_text(label)
    changed = not {*vocabulary().zonder, *vocabulary().toevoegingen}.isdisjoint(reading.words.words)
    if reading.kwalificatie or reading.regulier or (changed and not reading.thema):
        meaning.rol, meaning.reden = "onbekend", f"totaal van een deel: '{label}'"
    elif reading.thema:
        _about_topic(meaning, reading.thema, label, columns)


def _about_topic(meaning: RowMeaning, thema: str, label: str, columns: list[ColumnMeaning]) -> None:
    """Gives a row the topic of its label, where its columns name none but that it is a part of; left alone
    where they are all about it. Beside other topics it says nothing we know.
    """
    named = {c.thema for c in columns if c.rol == "cijfer" and c.thema}
    whole = vocabulary().themas[thema].get("deel_van")
    if named <= {whole}:
        meaning.thema = thema
    elif any(thema not in (t, vocabulary().themas[t].get("deel_van")) for t in named):
        meaning.rol, meaning.reden = "onbekend", f"thema in het rijlabel naast dat van de kolommen: '{label}'"


def _part_by_topic(meaning: RowMeaning, label: str, columns: list[ColumnMeaning], state: State) -> None:
    """'Waarvan amv' below a row of an area counts of that area what its columns count, of its topic."""
    above, reading = state.last_area, read_text(label)
    if above is None or not reading.thema or reading.unknown or reading.kwalificatie:
        meaning.rol, meaning.reden = "onbekend", f"deel van de rij erboven: '{label}'"
        return
    meaning.rol, meaning.gebied, meaning.gebied_niveau = above.rol, above.gebied, above.gebied_niveau
    _about_topic(meaning, reading.thema, label, columns)


def _names_area(name: str, said: str | None, gazetteer: Gazetteer) -> bool:
    """False for what a total counts instead of where: 'Totaal aantal plekken'."""
    if not name or says(name, "totaal"):
        return False
    named = name[:1].isupper() or name[:1] == "'"
    return bool(said) or gazetteer.is_area(name) or (named and bool(read_text(name).unknown))


def _sub_row(meaning: RowMeaning, label: str, state: State) -> None:
    """A breakdown of the row above it: places of its own, never added to the area."""
    if state.last_data is None:
        meaning.rol, meaning.reden = "onbekend", "uitsplitsing zonder rij erboven"
        return
    meaning.rol, meaning.maat, meaning.ouder_row = "subrij", "capaciteit", state.last_data.row
    meaning.gebied, meaning.gebied_niveau = state.last_data.gebied, state.last_data.gebied_niveau
    meaning.locatie = label or "onderverdeling"
