"""Periods and dates in headings, headers and footnotes: '2024-II', 'vóór 1-7-2025', "juli '25 - febr. '26",
'eind Q3 2024'.
"""

from __future__ import annotations

import calendar
import functools
import re
from dataclasses import dataclass, replace
from itertools import chain

from extract.text import fold
from extract.understand.vocabulary import vocabulary


@dataclass(frozen=True)
class PeriodReading:
    """The periods and dates that a text names. Dates are ISO; `rest` is the text without them."""

    periode: str | None = None  # a cycle, a half-year, a quarter or a range of months
    voor: str | None = None
    na: str | None = None
    op: str | None = None  # a date of counting ('op', 'per', 'eind')
    kaal: str | None = None  # a date with no word before it
    jaar: str | None = None  # a year by itself
    helft: str | None = None  # a half-year without its year: I or II
    dag: str | None = None  # a day without its year, month first: '10-01'
    rest: str = ""

    @property
    def found(self) -> bool:
        """True where the text names any period or date."""
        return any((self.periode, self.voor, self.na, self.op, self.kaal, self.jaar, self.helft))

    def within(self, outer: PeriodReading) -> PeriodReading:
        """This reading below a header that names a period or a date too: 'Eerste cyclus' / 'Stand 1-9-2025'.

        A period and the day of counting go together; else the inner one counts.
        """
        if not self.found:
            return replace(outer, dag=self.dag) if self.dag else outer
        own = self.in_year(outer.jaar)
        if own.periode is None and (own.op or own.kaal) and not (own.voor or own.na):
            return replace(own, periode=outer.periode)
        if own.periode and not (own.op or own.kaal or own.voor or own.na):
            return replace(own, op=outer.op, kaal=outer.kaal)
        return own

    def on_day(self, halves: set[str], jaar: str | None, past: str | None) -> PeriodReading:
        """This reading, its day in the year of the one half-year or year that is named elsewhere, else the
        last such day before the date `past`.
        """
        if not self.dag or self.op or self.kaal or self.voor or self.na:
            return self
        half = self.periode or (next(iter(halves)) if len(halves) == 1 else None)
        if half and _HALF.fullmatch(half):
            year = int(half[:4]) + (half.endswith("-II") and self.dag == "01-01")
        elif jaar or past:
            year = int(jaar) if jaar else int(past[:4]) - (self.dag > past[5:])
        else:
            return self
        return replace(self, op=f"{year}-{self.dag}")

    def in_year(self, jaar: str | None) -> PeriodReading:
        """This reading, its half-year in the year that is named elsewhere."""
        if not (self.helft and jaar) or self.periode:
            return self
        return replace(self, periode=f"{jaar}-{self.helft}")


def _alternatives(words) -> str:
    return "|".join(sorted((re.escape(fold(w)) for w in words), key=len, reverse=True))


@dataclass(frozen=True)
class _Patterns:
    cycles: tuple[tuple[re.Pattern[str], str], ...]
    windows: tuple[re.Pattern[str], ...]
    halves: tuple[tuple[re.Pattern[str], str | None], ...]
    quarter: re.Pattern[str]
    month_end: re.Pattern[str]
    date: re.Pattern[str]
    day: re.Pattern[str]  # '1 oktober', 'eind september'
    numeric_day: re.Pattern[str]  # '1/10'
    year_end: re.Pattern[str]
    month: re.Pattern[str]
    half_months: re.Pattern[str]  # 'jul-dec 2025'
    bare_halves: tuple[tuple[re.Pattern[str], str], ...]
    year: re.Pattern[str]
    months: dict[str, int]
    named_month: re.Pattern[str]  # what most patterns need


TIJDVAK = "tijdvak"  # the property of a column that says which period the figures of its rows are of
_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"\d{1,3}(?:\.\d{3})?")  # most of what is printed, and no period
_HALF = re.compile(r"\d{4}-I{1,2}")
_YEAR = r"'?\s?((?:20)?\d\d)(?![\d/-])"
_DOTTED = re.compile(r"(?<![\d.])(?:(\d{1,2})\.(\d{1,2})\.(20\d\d)|(\d\d)\.(\d\d)\.(\d\d))(?![\d.])")
_HALF_IN_MONTHS = re.compile(r"(?P<jaar>\d{4})-(?:(?P<eerste>01)/(?P=jaar)-06|07/(?P=jaar)-12)")
_HALVES = {(1, 6): "I", (7, 12): "II"}  # by their first and last month
_NUMERIC = r"\d{1,2}[-/](\d{1,2})[-/]'?((?:20)?\d\d)"


@functools.cache
def _patterns() -> _Patterns:
    words = vocabulary().perioden
    months = {fold(w): number for number, names in words["maanden"].items() for w in names}
    month = rf"({_alternatives(months)})\.?"
    until = rf"\s*(?:{_alternatives(words['tot_en_met'])})\s*"
    prepositions = _alternatives([*words["voor"], *words["na"], *words["peildatum"]])
    return _Patterns(
        cycles=tuple(
            (re.compile(rf"\b(?:{_alternatives(c['woorden'])})\b"), c["periode"]) for c in words["cycli"]
        ),
        windows=(
            re.compile(rf"(?:\b\d{{1,2}}\s)?\b{month}\s*{_YEAR}{until}(?:\d{{1,2}}\s)?{month}\s*{_YEAR}"),
            re.compile(rf"\b{_NUMERIC}{until}{_NUMERIC}(?!\d)"),
        ),
        halves=(
            (re.compile(r"\b(?P<jaar>(?:20)?\d\d)\s*[-/ ]\s*(?P<helft>ii?)\b"), None),
            (re.compile(r"\b(?P<helft>ii?)\s*[-/ ]\s*(?P<jaar>20\d\d)\b"), None),
            (re.compile(r"(?<![\d/-])(?P<jaar>20\d\d)\s?[-/]\s?1(?![\d/-])"), "I"),
            (re.compile(r"(?<![\d/-])(?P<jaar>20\d\d)\s?[-/]\s?2(?![\d/-])"), "II"),
            *(
                (
                    re.compile(rf"\b(?:{_alternatives(names)})(?:\s+van)?\s+'?(?P<jaar>20\d\d|(?<=')\d\d)"),
                    half,
                )
                for half, names in words["halfjaren"].items()
            ),
            *(
                (re.compile(rf"\b(?P<jaar>20\d\d)[\s,(-]+(?:{_alternatives(names)})\b"), half)
                for half, names in words["halfjaren"].items()
            ),
        ),
        quarter=re.compile(
            rf"(?:\b({prepositions})\s+)?(?:\bq([1-4])|\b([1-4])(?:{_alternatives(words['kwartaal'])}))\s*(?:van\s+)?{_YEAR}"
        ),
        month_end=re.compile(rf"\b(?:{_alternatives(words['maandeinde'])})\s+{month}\s*{_YEAR}"),
        date=re.compile(
            rf"(?:\b({prepositions})[\s:]*)?(?<![\d/-])(?:(\d{{1,2}})\s?[-/]\s?(\d{{1,2}})\s?[-/]\s?'?((?:\d\d)?\d\d)(?!\d)"
            rf"|(\d{{1,2}})\s+{month}\s*'?((?:20)?\d\d)\b)"
        ),
        day=re.compile(
            rf"(?:\b(?:{prepositions})[\s:]*)?(?:(?<![\d/-])\b(\d{{1,2}})|\b(?:{_alternatives(words['maandeinde'])}))"
            rf"\s+{month}(?![a-z])(?!\s*'?\d)"
        ),
        numeric_day=re.compile(
            rf"(?:\b(?:{prepositions})[\s:]*)?(?<![\w/.,-])(\d{{1,2}})/(\d{{1,2}})(?![\w/-])"
        ),
        year_end=re.compile(rf"\b(?:{_alternatives(words['jaareinde'])})\s+(20\d\d)(?![\d/-])"),
        month=re.compile(rf"(?:\b({prepositions})\s+)?\b{month}\s+'?((?:20)?\d\d)(?![\d/-])"),
        half_months=re.compile(rf"(?:\b\d{{1,2}}\s)?\b{month}{until}(?:\d{{1,2}}\s)?{month}\s*{_YEAR}"),
        bare_halves=tuple(
            (re.compile(rf"\b(?:{_alternatives(names)})\b"), half)
            for half, names in words["halfjaren"].items()
        ),
        year=re.compile(r"\b20\d\d\b|'\d\d\b"),
        months=months,
        named_month=re.compile(month),
    )


def _field(preposition: str | None) -> str:
    """What the word before a date makes of it; see `PeriodReading`."""
    words = vocabulary().perioden
    if preposition is None:
        return "kaal"
    if preposition in words["peildatum"]:
        return "op"
    return "voor" if preposition in map(fold, words["voor"]) else "na"


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def iso_date(year: int, month: int, day: int) -> str | None:
    """The ISO date, None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _window(match: re.Match[str]) -> str:
    """The cycle whose months a match of a window names, else those months."""
    months = [_patterns().months.get(match[group]) or int(match[group]) for group in (1, 3)]
    window = [f"{_year(match[group]):04d}-{month:02d}" for group, month in zip((2, 4), months, strict=True)]
    cycles = vocabulary().perioden["cycli"]
    return next((cycle["periode"] for cycle in cycles if window in cycle["vensters"]), "/".join(window))


@functools.lru_cache(maxsize=1024)  # every part of a document asks for all its pages
def read_cycle(text: str) -> str | None:
    """The cycle that a text names, by its name or by its months; as `read_period`, but for long texts."""
    patterns, folded = _patterns(), fold(text)
    named = (naam for pattern, naam in patterns.cycles if pattern.search(folded))
    windows = (_window(match) for pattern in patterns.windows if (match := pattern.search(folded)))
    known = vocabulary().cycles
    return next((periode for periode in chain(named, windows) if periode in known), None)


@functools.lru_cache(maxsize=16384)
def read_period(text: str) -> PeriodReading:
    """The periods and dates that `text` names; where one kind is named more than once, the first counts."""
    if _COUNT.fullmatch(text):
        return PeriodReading(rest=text)
    patterns, words, reading = _patterns(), vocabulary().perioden, PeriodReading()
    rest = _DOTTED.sub(lambda match: "-".join(filter(None, match.groups())), fold(text))

    def take(match: re.Match[str], **found: str | None) -> None:
        nonlocal rest, reading
        rest = rest[: match.start()] + " " + rest[match.end() :]
        reading = replace(reading, **{k: v for k, v in found.items() if v and getattr(reading, k) is None})

    for pattern, naam in patterns.cycles:
        if match := pattern.search(rest):
            take(match, periode=naam)
    for pattern, half in patterns.bare_halves:
        if (match := pattern.search(rest)) and not patterns.year.search(rest):
            take(match, helft=half)
    if not _DIGIT.search(rest):  # all but a cycle, half a year and the end of a month is printed with digits
        reading, rest = _read_day(reading, rest)
        return replace(reading, rest=rest)
    in_words = bool(patterns.named_month.search(rest))
    for pattern in patterns.windows if in_words else patterns.windows[-1:]:
        if match := pattern.search(rest):
            take(match, periode=_window(match))
    if in_words and (match := patterns.half_months.search(rest)):
        half = _HALVES.get((patterns.months[match[1]], patterns.months[match[2]]))
        if half:
            take(match, periode=f"{_year(match[3])}-{half}")
    for pattern, half in patterns.halves:
        if match := pattern.search(rest):
            take(match, periode=f"{_year(match['jaar'])}-{half or match['helft'].upper()}")
    if match := patterns.quarter.search(rest):
        number, year = int(match[2] or match[3]), _year(match[4])
        if match[1] in words["peildatum"]:
            take(match, op=iso_date(year, 3 * number, calendar.monthrange(year, 3 * number)[1]))
        else:
            take(match, periode=f"{year}-Q{number}")
    if in_words and (match := patterns.month_end.search(rest)):
        year, month = _year(match[2]), patterns.months[match[1]]
        take(match, op=iso_date(year, month, calendar.monthrange(year, month)[1]))
    if match := patterns.year_end.search(rest):
        take(match, op=f"{match[1]}-12-31")
    while match := patterns.date.search(rest):
        preposition = match[1]
        if match[2]:
            date = iso_date(_year(match[4]), int(match[3]), int(match[2]))
        else:
            date = iso_date(_year(match[7]), patterns.months[match[6]], int(match[5]))
        take(match, **{_field(preposition): date})
    match = patterns.month.search(rest) if in_words else None
    if match and (field := _field(match[1])) != "na":  # 'na september': from its end or its beginning?
        take(match, **{field: iso_date(_year(match[3]), patterns.months[match[2]], 1)})
    reading, rest = _read_day(reading, rest)
    if not reading.found and patterns.months.keys().isdisjoint(re.findall(r"[a-z]+", rest)):
        years = re.findall(r"(?<![\d.,/-])20[2-4]\d(?![\d.,/-])", rest)
        reading = replace(reading, jaar=years[0] if len(years) == 1 else None)
    return replace(reading, rest=rest)


def thema_of_half(periode: str | None) -> str | None:
    """The one topic that goes by half-years, for such a period."""
    themas = vocabulary().by_period(["halfjaar"]) if _HALF.fullmatch(periode or "") else set()
    return themas.pop() if len(themas) == 1 else None


def whole_period(text: str) -> str | None:
    """The half-year or cycle that a text is, where it says nothing else: '2025-II*'."""
    reading = read_period(text)
    periode = reading.periode or ""
    known = periode in vocabulary().cycles or _HALF.fullmatch(periode)
    return periode if known and not re.search(r"\w", reading.rest) else None


def _read_day(reading: PeriodReading, rest: str) -> tuple[PeriodReading, str]:
    """The reading with the day without a year that `rest` names, and `rest` without that."""
    patterns = _patterns()
    if match := patterns.day.search(rest):
        month = patterns.months[match[2]]
        day = int(match[1]) if match[1] else calendar.monthrange(2025, month)[1]
    elif match := patterns.numeric_day.search(rest):
        day, month = int(match[1]), int(match[2])
    if not match or not iso_date(2024, month, day):
        return reading, rest
    return replace(reading, dag=f"{month:02d}-{day:02d}"), rest[: match.start()] + " " + rest[match.end() :]


def settle(reading: PeriodReading, thema: str | None, maat: str | None) -> tuple[str | None, str | None]:
    """(periode, peildatum) of a figure of this topic and measure, from what its header says.

    'voor 1-7-2025' is a period of its own; under a topic whose period is a date (Oekraïne) it is that date.
    A date of a target is its period; the date of a count is its peildatum, and where a topic tells its counts
    apart by date (asiel, amv) its period too. A year is a period of a topic that goes by half-years.
    """
    rules = vocabulary().themas.get(thema or "", {})
    periode, peildatum = reading.periode, None
    if rules.get("periode") == "halfjaar" and (months := _HALF_IN_MONTHS.fullmatch(periode or "")):
        periode = f"{months['jaar']}-{'I' if months['eerste'] else 'II'}"
    until = None
    if reading.voor and rules.get("periode") == "halfjaar" and maat and maat not in vocabulary().taken:
        until = reading.voor  # 'Gehuisvest tot 1-10-2025' is counted on that day
    elif reading.voor:
        periode = periode or (reading.voor if rules.get("periode") == "datum" else f"voor {reading.voor}")
    if reading.na:
        periode = periode or f"na {reading.na}"
    if rules.get("periode") == "halfjaar":
        periode = periode or reading.jaar
    if counted := reading.op or reading.kaal or until:
        if maat in vocabulary().taken:
            periode = periode or counted
        else:
            peildatum = counted
            if periode is None and rules.get("peildatum_is_periode"):
                periode = counted
    return periode, peildatum
