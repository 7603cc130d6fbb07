"""The period a part means where a table prints none: its cycle, its date, its half-year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, partial

from extract.model import Document, Part
from extract.text import fold, readings
from extract.understand.headers import HeaderReading, read_text
from extract.understand.periods import read_cycle, read_period
from extract.understand.vocabulary import vocabulary

_YEAR = re.compile(r"(?:20|\D|^)\d\d(?!\d)")  # what each period or date holds that counts here
_SHAPE = {"halfjaar": re.compile(r"\d{4}-I{1,2}"), "datum": re.compile(r"\d{4}-\d\d-\d\d")}
Dated = tuple[str, HeaderReading]  # a sentence and what it says


def part_periods(document: Document, part: Part) -> dict[str, str]:
    """Topic → period: printed in the part's tables, else in its text, else elsewhere in the document, else by
    its date.
    """
    found = {}
    date = _date_of(document, part)
    sentences = cache(partial(_dated_sentences, document, part))
    elsewhere = cache(partial(_dated_sentences, document, *(p for p in document.parts if p is not part)))
    for thema, rules in vocabulary().themas.items():
        kind = rules["periode"]
        if kind == "cyclus":
            periode = part.cyclus or _named_cycle(document) or _by_date(vocabulary().perioden["cycli"], date)
        else:
            periode = (
                _printed(document, thema, _SHAPE[kind], {part.part_no})
                or _in_text(sentences(), thema, kind)
                or _printed(document, thema, _SHAPE[kind], {p.part_no for p in document.parts})
                or (_in_text(elsewhere(), thema, kind) if kind == "datum" else None)
                or (_half_year(date) if kind == "halfjaar" else None)
                or _by_date(vocabulary().perioden["datums"].get(thema, []), date)
            )
        if periode:
            found[thema] = periode
    return found


def _printed(document: Document, thema: str, shape: re.Pattern[str], parts: set[int]) -> str | None:
    """The period most often printed over columns of this topic; targets first, for a count may have a date of
    its own.
    """
    columns = [
        c
        for t in document.tables
        if t.part_no in parts
        for c in (*t.columns, *t.rows)
        if c.rol in ("cijfer", "data", "totaal")
        and (c.thema or t.thema) == thema
        and c.periode
        and shape.fullmatch(c.periode)
    ]
    targets = [c.periode for c in columns if c.maat in vocabulary().taken]
    titles = [
        t.periode
        for t in document.tables
        if t.part_no in parts and t.thema == thema and t.periode and shape.fullmatch(t.periode)
    ]
    for periods in (targets, [c.periode for c in columns], titles):
        if periods:
            counts = Counter(periods)
            return max(counts, key=lambda periode: (counts[periode], periode))  # of equals the latest
    return None


def _dated_sentences(document: Document, *parts: Part) -> list[Dated]:
    """The sentences of parts, in the notes below their tables too, that name a period or a date, with what
    they say.
    """
    texts = [text for p in parts for text in document.page_text[p.page_from - 1 : p.page_to]]
    own = {part.part_no for part in parts}
    texts += [note.text for table in document.tables if table.part_no in own for note in table.notes]
    sentences = (sentence for text in texts for sentence in re.split(r"(?<=[.:;])\s+", text))
    return [
        (sentence, read_text(sentence))
        for sentence in sentences
        if _YEAR.search(sentence) and any(read_period(reading).found for reading in readings(sentence))
    ]


def _in_text(sentences: Iterable[Dated], thema: str, kind: str) -> str | None:
    """The period most often named in sentences that name the topic, or what is asked of that topic alone: 'De
    inspanningsverplichting is die van 1 januari 2026'.
    """
    counts: Counter[str] = Counter()
    own = vocabulary().themas[thema].get("taakwoord")
    for sentence, reading in sentences:
        named = reading.words.names("thema")
        if kind == "datum" and own in reading.words.words and (not named or thema in named):
            period = read_period(fold(sentence).partition(own)[2])
            counts.update(filter(None, [period.voor or period.op or period.kaal]))
            continue
        if thema not in named and not any(
            vocabulary().maten[m].get("thema") == thema
            or (thema in vocabulary().vertaling and m == "taakstelling")
            for m in reading.maten
        ):
            continue
        if kind == "halfjaar" and reading.period.periode and _SHAPE[kind].fullmatch(reading.period.periode):
            counts[reading.period.periode] += 1
        if (
            kind == "datum"
            and (date := reading.period.voor or reading.period.op)
            and "opgave" in reading.maten
        ):
            counts[date] += 1
    return counts.most_common(1)[0][0] if counts else None


def _named_cycle(document: Document) -> str | None:
    """The cycle that most pages of the document name."""
    named = Counter(cycle for text in document.page_text if (cycle := read_cycle(text)))
    return named.most_common(1)[0][0] if named else None


def _date_of(document: Document, part: Part) -> str:
    """The date that the part prints; else the latest that the parts it is bound with print, or that its
    figures were counted on; the PDF's own account of when it was made comes last.
    """
    if part.datum and part.datum_bron != "metadata":
        return part.datum
    bound = [p.datum for p in document.parts if p.datum and p.datum_bron != "metadata"]
    counted = [c.peildatum for t in document.tables for c in t.columns if c.peildatum]
    return max(bound or [date for date in counted if date <= (part.datum or date)], default=part.datum or "")


def _by_date(periods: list[dict], date: str) -> str | None:
    """The period whose documents appear around this date."""
    return next((p["periode"] for p in periods if p["verslagen"][0] <= date <= p["verslagen"][1]), None)


def _half_year(date: str) -> str | None:
    """The half-year in which this date lies."""
    return f"{date[:4]}-{'I' if date[5:7] <= '06' else 'II'}" if date else None
