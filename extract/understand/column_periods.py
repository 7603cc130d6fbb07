"""Period and peildatum of every column of figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from extract.model import ColumnMeaning, Table
from extract.understand.context import Context
from extract.understand.grid import Grid
from extract.understand.headers import HeaderReading
from extract.understand.periods import PeriodReading, read_period, settle
from extract.understand.vocabulary import vocabulary


def settle_periods(
    table: Table, grid: Grid, columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context
) -> None:
    """Period and peildatum per column: printed in its header, in the footnote its header points to, or for a
    derived measure those of the realisatie nearest to it.
    """
    figures = [column for column in columns if column.rol == "cijfer"]
    halves = named_halves([reading.period for reading in readings], context)
    printed = {
        c.col: counted_on(
            _period(table, grid, c, readings[c.col].period, context), c.thema, c.maat, halves, context
        )
        for c in figures
    }
    _carry_cycle_of_date(printed)
    for column in figures:
        column.periode, column.peildatum = settle(
            printed[column.col], column.thema or context.thema, column.maat
        )
    _tell_years_apart(figures, printed)
    for column in figures:
        derived = vocabulary().maten.get(column.maat or "", {}).get("afgeleid")
        counted = [c for c in figures if c.maat == "realisatie" and c.thema == column.thema]
        if printed[column.col].found:  # of those in its own period
            counted = [c for c in counted if c.periode == column.periode and not column.peildatum]
        if derived and counted and not printed[column.col].dag:
            nearest = min(counted, key=lambda c: (c.col > column.col, abs(c.col - column.col)))
            column.periode, column.peildatum = nearest.periode, nearest.peildatum
    for column in figures:
        if column.maat and column.maat not in vocabulary().taken:
            column.peildatum = column.peildatum or context.stand


def named_halves(periods: list[PeriodReading], context: Context) -> set[str]:
    """The half-years that headers, labels or the heading name."""
    return {p.periode for p in (*periods, context.period) if p.periode and p.periode.endswith(("-I", "-II"))}


def counted_on(
    period: PeriodReading, thema: str | None, maat: str | None, halves: set[str], context: Context
) -> PeriodReading:
    """A day of counting without its year, in that of the half-year: 'Gehuisvest per 1 mei'.

    Where none is named, people were housed before the date that the part prints.
    """
    thema = thema or context.thema
    by_half = vocabulary().themas.get(thema or "", {}).get("periode") == "halfjaar"
    if maat is None or maat in vocabulary().taken:
        return period
    printed = context.part if context.part and context.part.datum_bron != "metadata" else None
    past = printed.datum if printed and by_half and maat in ("realisatie", "percentage") else None
    return period.on_day(halves if by_half else set(), context.jaar, past)


def _carry_cycle_of_date(printed: dict[int, PeriodReading]) -> None:
    """A day of counting that one header gives beside a period has that period in the other headers too:
    'Eerste cyclus / Stand 1-9-2025 | Waarvan amv / Stand 1-9-2025'.
    """
    days = {p.op or p.kaal: p.periode for p in printed.values() if p.periode and (p.op or p.kaal)}
    for col, period in printed.items():
        if period.periode is None and (day := period.op or period.kaal) in days:
            printed[col] = replace(period, periode=days[day])


def _tell_years_apart(figures: list[ColumnMeaning], printed: dict[int, PeriodReading]) -> None:
    """Columns of one measure whose headers differ in their year are of those years."""
    by_measure: dict[tuple, list[ColumnMeaning]] = defaultdict(list)
    for column in figures:
        if column.maat and printed[column.col].jaar and column.periode is None:
            by_measure[column.thema, column.maat].append(column)
    for columns in by_measure.values():
        if len({printed[c.col].jaar for c in columns}) > 1:
            for column in columns:
                column.periode = printed[column.col].jaar


def _period(
    table: Table, grid: Grid, column: ColumnMeaning, period: PeriodReading, context: Context
) -> PeriodReading:
    """The period that the header prints, its footnote, or the heading for the measure it names."""
    if period.found:
        return period.in_year(context.jaar)
    for text in reversed(grid.header_path(column.col)):
        mark = "*" * (len(text) - len(text.rstrip("* ")))
        for note in table.notes:
            if mark and note.mark == mark and (reading := read_period(note.text)).found:
                return reading
    return context.dated if column.maat and column.maat == context.dated_maat else period
