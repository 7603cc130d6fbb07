"""What stands around a table and holds for the whole of it: headings, the line above, the corner cell, the
part.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from extract.model import Cell, Document, Heading, Part, Table
from extract.text import fold, sentences, sleutel
from extract.understand.areas import Gazetteer, bare_name, openings, says, shortens
from extract.understand.headers import HeaderReading, names_measures, read_text
from extract.understand.periods import PeriodReading
from extract.understand.vocabulary import vocabulary
from extract.understand.words import stem

_REFERENCE = Gazetteer()  # knows no names of a document


def gazetteer_of(document: Document) -> Gazetteer:
    """The areas this document speaks of: the reference, and the regions and provinces it names itself.

    A document names a region as the area of a part, in a column headed 'Regio', by that word before a
    name, in a heading too ('Totaal regio De Baronie'), or where a total over some of its gemeenten names it:
    'Subtotaal Centraal'.
    """
    named = {(p.gebied_niveau, sleutel(p.deel_gebied)) for p in document.parts if p.deel_gebied}
    regions = {p.deel_gebied for p in document.parts if p.deel_gebied and p.gebied_niveau == "regio"}
    names = [(heading.text, False) for heading in document.headings]
    for table in document.tables:
        header = [cell for cell in table.cells if cell.row < table.header_rows]
        over_regions = {cell.col for cell in header if read_text(cell.text).gebied == "regio"}
        if over_regions == {0} and names_measures([c.text for c in table.cells if c.col == 0][1:]):
            names += [(c.text, _may_name(c.text)) for c in header if c.col]
            over_regions = set()  # the corner speaks of the other headers
        summed = _columns_of_gemeenten_and_totals(table)
        names += [
            (c.text, c.row >= table.header_rows and (c.col in over_regions or _names_sum(c, summed)))
            for c in table.cells
        ]
    for text, below_regio in dict.fromkeys(names):
        if text == text.lower():
            continue  # most cells are figures, and a name begins with a capital
        name, said = bare_name(text)
        if (
            (said == "regio" or below_regio)
            and name[:1].isupper()
            and len(name.split()) <= 5
            and not any(shortens(name, region) for region in regions)
        ):
            named.add(("regio", sleutel(name)))
    return Gazetteer(
        regions=frozenset(key for niveau, key in named if niveau == "regio"),
        provinces=frozenset(key for niveau, key in named if niveau == "provincie"),
    )


def _columns_of_gemeenten_and_totals(table: Table) -> set[int]:
    """The columns in which totals stand among names of gemeenten."""
    body = [cell for cell in table.cells if cell.row >= table.header_rows]
    totals = {cell.col for cell in body if cell.text[:1].isalpha() and says(cell.text, "totaal")}
    return {c.col for c in body if c.col in totals and "gemeente" in _REFERENCE.niveaus(c.text)}


def _names_sum(cell: Cell, columns: set[int]) -> bool:
    """True for a total among gemeenten that gives the name of what it sums, which is no other area."""
    if cell.col not in columns or not says(cell.text, "totaal"):
        return False
    name = bare_name(cell.text)[0]
    return _may_name(name) and not _REFERENCE.is_area(name)


def _may_name(text: str) -> bool:
    """True for a header that says nothing we know, and so may be a name."""
    return read_text(text).says_nothing and not says(text, "totaal")


# A heading names no column: 'GOO locaties' is about Oekraïne, not the header of a column of locations.
_HEADING_KINDS = ("maat", "thema", "totaal", "regulier", "hoeveelheid", "anders", "stopwoord")
_CAPTION_WORDS = 12  # a line above a table that is longer is a sentence, which may name much
_TITLE_WORDS = 8
_CLOSING_DATE = re.compile(r"[,(:–-]\s*\d{1,2}[\s/-]+(?:\d{1,2}|[^\W\d]+\.?)[\s/-]+'?\d{2,4}\s*[).]*$")


def status_of(text: str) -> str | None:
    """Whether a text speaks of what exists or of what is to come."""
    words = set(vocabulary().words(text))
    statuses = vocabulary().rijen["status_uit_kop"].items()
    return next((status for status, names in statuses if words & set(names)), None)


@dataclass(frozen=True)
class Context:
    """The surroundings of a table, read."""

    part: Part | None
    gazetteer: Gazetteer
    thema: str | None
    near: bool  # the topic is named by the table's own heading, the line above or the corner cell
    anders: str | None  # the heading or caption, where it is about something else than our topics
    maat: str | None
    heading_maat: str | None  # of the nearest heading alone
    titled: bool  # the measure is that of the heading or of the table's title, not of a sentence
    period: PeriodReading
    dated: PeriodReading  # the one date that a heading or the line above gives to the one measure it names
    dated_maat: str | None
    jaar: str | None  # the year that the heading or the line above names
    stand: str | None  # the date on which a heading or the line above says that all was counted
    gebied: str | None
    gebied_niveau: str | None
    several: bool  # the heading or the line above names the gemeenten of the rows, more than one
    elsewhere: bool  # the heading, the line above or the corner names an area, and is not about that
    heading_text: str

    @property
    def status(self) -> str | None:
        """Whether the heading speaks of what exists or of what is to come."""
        return status_of(self.heading_text)

    def niveau(self, label: str, prefer: tuple[str, ...]) -> str | None:
        """The level of the area that a label names; a name that the part bears has the level of the part."""
        name, said = bare_name(label)
        own = self.part and self.part.deel_gebied and sleutel(name) == sleutel(self.part.deel_gebied)
        if own and not said and prefer[0] != "gemeente":
            return self.part.gebied_niveau
        return self.gazetteer.niveau(label, prefer)

    def own_area(self, label: str) -> tuple[str, str | None] | None:
        """The area of the part with its level, where a label gives its name cut short: 'Regio ZHZ'."""
        name, said = bare_name(label)
        own = self.part.deel_gebied if self.part else None
        level = self.part.gebied_niveau if self.part else None
        known = self.gazetteer.is_area(name) or said not in (None, level)
        return (own, level) if own and not known and shortens(name, own) else None

    def area_of_total(self, said: str | None) -> tuple[str, str | None] | None:
        """The area that a total over all areas of the table speaks of, with its level; `said` is the level
        its label names. That of the heading, else that of the part, unless the heading names some gemeenten.
        """
        around = [(self.gebied, self.gebied_niveau)] if self.gebied_niveau != "gemeente" else []
        if self.part and not (self.several and said is None):
            around.append((self.part.deel_gebied, self.part.gebied_niveau))
        return next((area for area in around if area[0] and said in (None, area[1])), None)


def read_context(
    table: Table, part: Part | None, gazetteer: Gazetteer, corner: str, headings: list[Heading]
) -> Context:
    """What surrounds `table`, from near to far: corner cell, nearest heading, line above, outer headings,
    earlier siblings.

    The nearest that names exactly one topic settles it; a measure is taken from the heading and the line
    above only, where exactly one is named; an area from the innermost heading that is the name of one.
    """
    near = [read_text(text, _HEADING_KINDS) for text in (corner, table.kop, table.bijschrift)]
    far = [
        read_text(text, _HEADING_KINDS)
        for text in (*reversed(table.koppen[:-1]), *_siblings_before(table, headings))
    ]
    themas = [
        (thema, reading.words.is_weak("thema") and not reading.maten)
        for reading in (*near, *far)
        if (thema := reading.thema or _thema_of(reading))
    ]
    if _narrows(near[2], near[1]) and len(table.bijschrift.split()) <= _CAPTION_WORDS:
        themas.insert(0, (near[2].thema, False))
    anders = next((t for t in (table.bijschrift, table.kop) if _about_something_else(t)), None)
    if anders == table.kop and len(table.bijschrift.split()) <= _CAPTION_WORDS and near[2].maten:
        anders = None  # 'Initiatieven', and below it 'Initiatieven zonder besluit'
    dated = next(
        (
            reading
            for reading, text in zip(near[1:], (table.kop, table.bijschrift), strict=True)
            if reading.maat and _one_counting_date(reading.period) and not _counts_beside_task(reading, text)
        ),
        HeaderReading(),
    )
    notes = (note.text for note in table.notes if not note.mark)
    captions = [
        date for text in (corner, table.kop, table.bijschrift, *notes) if (date := _counted_on(text, part))
    ]
    stand = captions[0] if captions else _counted_in(table.inleiding, part)
    gebied = niveau = None
    elsewhere = False
    caption = table.bijschrift if len(table.bijschrift.split()) <= _CAPTION_WORDS else ""
    for text in [caption, *reversed(table.koppen), corner]:
        if name := _area_in(text, gazetteer):
            gebied = bare_name(name)[0]
            niveau = gazetteer.niveau(name, prefer=("gemeente", "regio", "provincie"))
            break
        if elsewhere := text in (caption, table.kop, corner) and len(_areas_in(text, gazetteer)) == 1:
            break
    return Context(
        part=part,
        gazetteer=gazetteer,
        thema=_nearest(themas) if not anders else None,
        near=any(reading.thema or _thema_of(reading) for reading in near),
        anders=anders,
        # 'Vaste voorraad en tijdelijke plekken' lists what its columns count
        maat=next((m for r in near[1:] if (m := _heading_maat(r)) and not (r.joins and r.hoeveelheid)), None),
        heading_maat=_heading_maat(near[1]),
        titled=bool(_heading_maat(near[1])) or _is_title(table.bijschrift),
        period=next((r.period for r in near if r.period.periode), PeriodReading()),
        dated=dated.period,
        dated_maat=dated.maat,
        jaar=next((r.period.jaar for r in near[1:] if r.period.jaar), None),
        stand=stand,
        gebied=gebied,
        gebied_niveau=niveau,
        several=any(_names_rows(text, table, gazetteer) for text in (caption, table.kop)),
        elsewhere=elsewhere,
        heading_text=table.kop,
    )


def _nearest(themas: list[tuple[str, bool]]) -> str | None:
    """The first topic that is named outright, else the first that is named weakly."""
    return next((thema for thema, weak in themas if not weak), next((thema for thema, _ in themas), None))


def _narrows(caption: HeaderReading, heading: HeaderReading) -> bool:
    """True for a caption about a part of what its heading is about: 'Opvang van amv' under asiel."""
    splits = not set(vocabulary().rijen["subrij"]).isdisjoint(caption.words.words)
    whole = vocabulary().themas.get(caption.thema or "", {}).get("deel_van")
    return whole is not None and whole == heading.thema and not splits


def _is_title(text: str) -> bool:
    """True for a line above a table that is no sentence: 'Tabel 1 Opgaven per gemeente'."""
    return text[:1].isupper() and len(text.split()) <= _TITLE_WORDS and not text.endswith((".", ":"))


def _heading_maat(reading: HeaderReading) -> str | None:
    """The measure a heading names outright: 'Nieuwe locaties' names none."""
    return reading.maat if reading.hoeveelheid or not reading.words.is_weak("maat") else None


def _about_something_else(text: str) -> bool:
    """True for a heading or caption that names something else, and neither topic nor measure of ours."""
    if len(text.split()) > _CAPTION_WORDS:
        return False
    reading = read_text(text, _HEADING_KINDS)
    return reading.anders and not reading.thema and set(reading.maten) <= {"capaciteit"}


def _area_in(text: str, gazetteer: Gazetteer) -> str | None:
    """The area that a heading is the name of, or the one it names and is about: 'Kerncijfers Tiel', 'Tiel:
    asielopvang', but not 'Plekken naast Tiel' or 'Tiel en Buren'.
    """
    if not text or gazetteer.is_area(text):
        return text or None
    words, named = text.split(), _areas_in(text, gazetteer)
    if len(named) != 1:
        return None
    start, end = named[0]
    beside = {*vocabulary().rijen["naast_gebied"]}
    around = (*words[start - 1 : start], *words[end : end + 1])
    return _unmarked(words[start:end]) if beside.isdisjoint(fold(w).strip(",.") for w in around) else None


def _areas_in(text: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Where a text names what can be one kind of area only, with a word like 'regio' before it: the first
    word of each name and the one after it.

    A text begins with a capital anyway: 'Best practices' names none.
    """
    words, found, at = text.split(), [], 0
    while at < len(words):
        if words[at][:1].islower() and fold(words[at]).strip(",.:;") not in openings():
            at += 1
            continue
        for length in range(min(5, len(words) - at), 0, -1):
            name = _unmarked(words[at : at + length])
            bare, said = bare_name(name)
            levels = gazetteer.niveaus(name) if bare[:1].isupper() and (said or name[:1].isupper()) else ()
            if len(levels) != 1 or (not at and length == 1 and _may_be_a_word(words[0], levels)):
                continue
            if said in (None, *levels):
                found.append((at, at + length))
            at += length - 1  # 'regio Alkmaar' is not the gemeente
            break
        at += 1
    return found


def _names_rows(text: str, table: Table, gazetteer: Gazetteer) -> bool:
    """True for a text that names just the gemeenten in the first column: 'Plan van Druten en Wijchen'."""
    if " en " not in text:
        return False
    words = text.split()
    named = {sleutel(_unmarked(words[start:end])) for start, end in _areas_in(text, gazetteer)}
    if len(named) < 2:
        return False
    body = [cell.text for cell in table.cells if cell.col == 0 and cell.row >= table.header_rows]
    return named == {sleutel(name) for name in body if "gemeente" in gazetteer.niveaus(name)}


def _may_be_a_word(first: str, levels: set[str]) -> bool:
    """True for the first word of a text that is a name and may be another word too."""
    common = vocabulary().rijen["gemeente_en_woord"]
    return not first.endswith(":") and ("gemeente" not in levels or fold(first) in common)


def _unmarked(words: list[str]) -> str:
    """Words of a text as a name, without the marks around them."""
    return " ".join(words).strip("(),.:;")


def _one_counting_date(period: PeriodReading) -> bool:
    return bool(period.op) and not (period.periode or period.voor or period.na or period.kaal)


def _counted_on(text: str, part: Part | None) -> str | None:
    """The date on which a heading or caption says that all was counted: 'stand 1 november 2025'; without
    a year, the last before the date of the part.

    A bare date that ends it says so too, where it is none that was still to come: 'Opvang (1 oktober 2024)'.
    """
    reading = read_text(text, _HEADING_KINDS)
    beside_task = _counts_beside_task(reading, text)
    if not vocabulary().taken.isdisjoint(reading.maten) and not beside_task:
        return None
    period = _on_past_day(reading, text, part)
    if _one_counting_date(period):
        return None if reading.maten and not beside_task else period.op
    alone = replace(period, op=period.kaal, kaal=None)
    if not _one_counting_date(alone):
        return None
    return (
        alone.op
        if _speaks_of_counting(text) or (_CLOSING_DATE.search(text) and _is_past(alone.op, part))
        else None
    )


def _counted_in(text: str, part: Part | None) -> str | None:
    """The one date on which sentences above a table say that was counted: 'De telling is van 1 mei 2025'."""
    dates = set()
    for sentence in sentences(text, ends=".:;!?"):
        reading = read_text(sentence, _HEADING_KINDS)
        period = _on_past_day(reading, sentence, part)
        date = period.op or period.kaal
        if date and _speaks_of_counting(sentence) and _is_past(date, part):
            dates.add(date)
    return dates.pop() if len(dates) == 1 else None


def _on_past_day(reading: HeaderReading, text: str, part: Part | None) -> PeriodReading:
    """The period of a text about counting, a day without a year in the last one before the part's date."""
    if not _speaks_of_counting(text):
        return reading.period
    return reading.period.on_day(set(), reading.period.jaar, part.datum if part else None)


@functools.lru_cache(maxsize=4096)
def _speaks_of_counting(text: str) -> bool:
    """True for a text with a word that makes its date the day of counting."""
    return not vocabulary().stems("stand").isdisjoint(map(stem, vocabulary().words(text)))


def _counts_beside_task(reading: HeaderReading, text: str) -> bool:
    """True for a heading of what is asked whose date says when the rest was counted: 'Monitor asielopgave,
    peildatum 1 november 2025'.
    """
    return _speaks_of_counting(text) and not vocabulary().taken.isdisjoint(reading.maten)


def _is_past(date: str | None, part: Part | None) -> bool:
    """False for a date after that of the part."""
    return bool(date) and not (part and part.datum and date > part.datum)


def _siblings_before(table: Table, headings: list[Heading]) -> list[str]:
    """The headings of the same level before the table's own, nearest first, within the same section.

    A form prints 'Opvang Oekraïense ontheemden' and directly below it, in the same type, 'Gemeentelijke
    opvang'. A heading of the outermost level begins something new.
    """
    first = table.regions[0]
    above = bisect_right(
        headings, (first.page, first.bbox[1]), key=lambda heading: (heading.page, heading.top)
    )
    if not above or headings[above - 1].level == 1:
        return []
    own, siblings = headings[above - 1], []
    for number in reversed(range(above - 1)):
        heading = headings[number]
        if heading.level < own.level:
            break
        if heading.level == own.level:
            siblings.append(heading.text)
    return siblings


def _thema_of(reading: HeaderReading) -> str | None:
    """The topic that the measures named belong to, where they all belong to one."""
    themas = {vocabulary().maten[maat].get("thema") for maat in reading.maten}
    return themas.pop() if len(themas) == 1 else None
