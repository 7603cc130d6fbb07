"""What a header says: topic, measure, period, or the property that its column gives."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from extract.text import fold, readings
from extract.understand.periods import PeriodReading, read_period
from extract.understand.vocabulary import KINDS, Reading, vocabulary
from extract.understand.words import stem

_NEAR = 2  # words before a topic that may leave it out
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass
class HeaderReading:
    """What one printed text, or a path of them, says."""

    thema: str | None = None
    maten: list[str] = field(default_factory=list)
    kenmerk: str | None = None
    kwalificatie: str | None = None
    gebied: str | None = None  # a header over areas: their level, or 'gemengd'
    opmerking: bool = False
    hoeveelheid: bool = False
    totaal: bool = False
    regulier: bool = False
    anders: bool = False  # about something these plans tabulate too, but not we: money, staff, inhabitants
    samen: bool = False  # two things are named together: 'en', '+'
    zonder: bool = False  # what follows is left out: 'excl.'
    niet: bool = False  # what is named is denied: 'nog niet gerealiseerd', or a task so far: '... opgave'
    min: bool = False  # what follows goes off what stands before it: 'minus'
    period: PeriodReading = field(default_factory=PeriodReading)
    unknown: list[str] = field(default_factory=list)
    words: Reading = field(default_factory=Reading)

    @property
    def maat(self) -> str | None:
        """The one measure named; a named group of places (DSL) is more precise than 'capaciteit'.

        Of several, a comparison names what it compares: 'Ingevuld (%)', 'Saldo ten opzichte van de opgave'.
        Two that are joined are the sum that the vocabulary knows: 'Garantie + kansrijk'. Of two that are both
        a task the last is the noun: 'taakstellingsopgave'. What is denied is not the measure.
        """
        words = vocabulary()
        if self.niet or (self.min and self.unknown):
            return None
        maten = [m for m in self.maten if m != "capaciteit"] or self.maten
        if len(maten) < 2:
            return maten[0] if maten else None
        if self.min and len(maten) == 2 and (rest := words.verschillen.get((maten[0], maten[1]))):
            return rest
        in_use = words.in_use.intersection(maten)
        if len(in_use) == 1 and set(maten) == {*in_use, "realisatie"} and not self.samen:
            return min(in_use)  # 'Bezette plekken gemeentelijke opvang'
        compares = [m for m in maten if words.maten[m].get("vergelijkt")]
        joined = self.samen or len(compares) == len(maten)
        if summed := next(
            (m for van, m in words.sommen.items() if m in maten and {*maten} <= {m, *van}), None
        ):
            return summed  # 'Taakstelling 2025-I, inclusief achterstand'
        if joined and (summed := words.sommen.get(frozenset(maten))):
            return summed
        if len(compares) == 1 and (len(maten) > 2 or not self.samen):
            return compares[0] if not (compares == ["percentage"] and self.hoeveelheid) else None
        if self.zonder and not self.samen and not compares:
            return maten[0]
        if not self.samen and words.taken.issuperset(maten):
            return maten[-1]
        return None

    @property
    def joins(self) -> bool:
        """True where two things stand side by side: 'Vaste voorraad en tijdelijk', not 'inclusief amv'."""
        joining = vocabulary().samen - vocabulary().toevoegingen | {"+"}
        return not joining.isdisjoint(self.words.words)

    @property
    def says_nothing(self) -> bool:
        """True where no word of it is known."""
        return not (
            self.thema
            or self.maten
            or self.kenmerk
            or self.kwalificatie
            or self.gebied
            or self.opmerking
            or self.hoeveelheid
            or self.totaal
            or self.regulier
            or self.anders
            or self.period.found
        )


@functools.lru_cache(maxsize=16384)  # headings and labels come back, and every column asks for them
def read_text(text: str, kinds: tuple[str, ...] = KINDS) -> HeaderReading:
    """What one printed text says, by the reading of its line breaks that leaves the fewest letters unknown.

    All who ask share the answer: it is not to be changed.
    """
    best: HeaderReading | None = None
    for reading in readings(text):
        period = read_period(reading)
        words = vocabulary().read(period.rest, kinds)
        if best is None or len("".join(words.unknown)) < len("".join(best.unknown)):
            maten = words.names("maat")
            samen = not vocabulary().samen.isdisjoint(words.words)
            thema, whole = _topic(words, samen)
            maten = [maat.removesuffix("_regulier") for maat in maten] if whole else maten
            both = frozenset(p.naam for _, p in words.found if p.kind == "maat")
            if samen and len(both) > len(maten) and (summed := vocabulary().sommen.get(both)):
                maten = [summed]  # 'Gerealiseerd en gepland', the one word weaker than the other
            elif maten == ["realisatie"] and not samen and (used := both & vocabulary().in_use):
                maten = list(used)  # 'Gemeentelijke opvang (GOO), in gebruik'
            elif period.found and words.words[:1] and words.words[0] in vocabulary().samen:
                maten = _beside_a_period(maten)
            elif backlog := _role_of_backlog(words):
                maten = _settle_backlog(maten, backlog)
                samen = samen and backlog == "toegevoegd"
            best = HeaderReading(
                thema=thema,
                maten=_compared([maat for maat in maten if maat not in words.denied] or maten, words),
                kenmerk=next(iter(words.names("kenmerk")), None),
                kwalificatie=words.only("kwalificatie"),
                gebied=next(iter(words.names("gebied")), None),
                opmerking=words.has("opmerking"),
                hoeveelheid=words.has("hoeveelheid"),
                totaal=words.totaal or whole,
                regulier=words.regulier and not whole,
                anders=words.has("anders"),
                samen=samen,
                zonder=not vocabulary().zonder.isdisjoint(words.words),
                niet=bool(words.denied) and vocabulary().taken.union(words.denied).issuperset(maten),
                min=not vocabulary().min.isdisjoint(words.words),
                period=period,
                unknown=words.unknown,
                words=words,
            )
    assert best is not None  # readings() never comes back empty
    return best


def _compared(maten: list[str], words: Reading) -> list[str]:
    """The measures of a header, with what there is where only the task is named that it is compared with:
    'Plekken t.o.v. verplichting'.
    """
    at = next((at for at, p in words.found if p.kind == "maat"), 0)
    text = f" {' '.join(words.words[:at])} "
    compares = any(f" {word} " in text for word in vocabulary().vergelijking)
    return (
        ["realisatie", *maten] if compares and len(maten) == 1 and maten[0] in vocabulary().taken else maten
    )


def _beside_a_period(maten: list[str]) -> list[str]:
    """The measures of a header that goes on from a period, which stands for what there is: '1e cyclus plus
    voornemens'.
    """
    summed = vocabulary().sommen.get(frozenset({"realisatie", *maten}))
    return [summed] if summed and len(maten) == 1 else maten


def _role_of_backlog(words: Reading) -> str | None:
    """Whether a header adds a backlog to what is asked or leaves it out, by the words before the first that
    names it: 'Incl. achterstand of voorsprong', 'gecorrigeerd met voorsprong', 'excl. voor- en achterstand'.
    A plus may be the sign of what is ahead: '(+ voorsprong / - achterstand)'.
    """
    at = min((at for at, p in words.found if (p.kind, p.naam) == ("maat", "achterstand")), default=0)
    before = words.words[:at]
    if not before:
        return None
    if before[-1] in vocabulary().zonder:
        return "weggelaten"
    corrects = any(stem(word) in vocabulary().correcties for word in before[:-1])
    added = before[-1] in vocabulary().toevoegingen - {"+"} or (
        corrects and before[-1] in ("met", "voor", "van")
    )
    return "toegevoegd" if added else None


def _settle_backlog(maten: list[str], role: str) -> list[str]:
    """The measures of a header that adds a backlog or leaves it out, where no other than a task is named.

    What a backlog is left out of is the task, also where only 'excl. achterstand' is printed.
    """
    tasks = [maat for maat in maten if maat in vocabulary().taken]
    if len(tasks) + 1 < len(maten):
        return maten
    if role == "weggelaten":
        return tasks or ["taakstelling"]
    return [vocabulary().sommen[frozenset({"taakstelling", "achterstand"})]]


def names_measures(texts: list[str]) -> bool:
    """True for labels most of which name a measure, such as stand before the rows of a matrix."""
    return sum(bool(read_text(text).maten) for text in texts) > len(texts) / 2


def _left_out(words: Reading) -> set[str]:
    """The topics behind a word that leaves them out: 'Locaties (zonder de amv-locaties)'."""
    before = {at: words.words[max(at - _NEAR, 0) : at] for at, p in words.found if p.kind == "thema"}
    return {
        p.naam
        for at, p in words.found
        if p.kind == "thema" and not vocabulary().zonder.isdisjoint(before[at])
    }


def _topic(words: Reading, samen: bool) -> tuple[str | None, bool]:
    """The one topic named, and whether it is named as the whole of its parts.

    Of a topic and a part of it, the part is meant: 'Asielopgave amv'; joined, the whole: 'Asiel en amv',
    'Regulier + amv'. 'Asiel, waarvan amv' may be either.
    """
    named = [thema for thema in words.names("thema") if thema not in _left_out(words)]
    if not named:
        return None, False
    parts = [thema for thema in named if "deel_van" in vocabulary().themas[thema]]
    whole = vocabulary().themas[parts[0]]["deel_van"] if parts else None
    if not parts or not {*named} <= {parts[0], whole}:
        return (named[0] if len(named) == 1 else None), False
    regulier = words.regulier or any(maat.endswith("_regulier") for maat in words.names("maat"))
    if samen and (len(named) > 1 or regulier):
        return whole, True
    splits = not set(vocabulary().rijen["subrij"]).isdisjoint(words.words)
    return (None, False) if len(named) > 1 and splits else (parts[0], False)


def read_path(path: list[str]) -> HeaderReading:
    """What the headers above a column say together: the deepest that names a topic or a measure decides.

    A general word below a precise one yields to it: 'Doorstroomlocaties' / 'Capaciteit' counts dsl_plekken.
    """
    whole, outright = HeaderReading(), False
    for text in _mended(path):
        part = read_text(text)
        whole.thema = part.thema or whole.thema
        weak = part.words.is_weak("maat") or _leaves_out(part)
        told = part.min and any(vocabulary().maten[m].get("vergelijkt") for m in whole.maten)
        weak &= vocabulary().in_use.isdisjoint(part.maten)  # 'GOO' / 'In gebruik'
        less = weak or told or part.maten == ["capaciteit"]  # 'Gat' / 'Opgave min open plekken'
        if part.maten and not (whole.maten and less):
            outright = outright or not weak
            adds = bool(part.words.words) and part.words.words[0] in vocabulary().toevoegingen
            summed = vocabulary().sommen.get(frozenset({*whole.maten, *part.maten})) if adds else None
            settled = summed or (part.maat if part.maat == "percentage" else None)  # 'Opvang' / 'Gereed in %'
            whole.maten, whole.niet = [settled] if settled else part.maten, part.niet
            whole.samen, whole.zonder = part.samen, part.zonder
            whole.min = part.min
        whole.kenmerk = part.kenmerk or whole.kenmerk
        whole.kwalificatie = part.kwalificatie or whole.kwalificatie
        whole.gebied = part.gebied or whole.gebied
        whole.opmerking |= part.opmerking
        whole.hoeveelheid |= part.hoeveelheid
        whole.anders |= part.anders
        whole.totaal |= part.totaal
        whole.regulier |= part.regulier
        whole.period = part.period.within(whole.period)
        whole.unknown = [*whole.unknown, *part.unknown]
    if not outright and len(path) > 1:
        _read_across(path, whole)
    return whole


def _leaves_out(part: HeaderReading) -> bool:
    """True for a header that only says what the one above it is without: 'zonder achterstand'."""
    return part.zonder and len(part.maten) == 1 and part.words.words[0] in vocabulary().zonder


def _mended(path: list[str]) -> list[str]:
    """The headers, those joined that are one text over two rows: a word broken by a hyphen, a bracket that
    closes in the next, a slash that something follows, words that need others before them, a year behind its
    month: 'Opgave (incl.' above 'amv)', 'Gereed in %' above 'van de opgave', 'op 15 september' above '2024'.
    """
    texts: list[str] = []
    for text in path:
        last = texts[-1] if texts else ""
        if re.search(r"\w-$", last) and text[:1].islower():
            texts[-1] = last[:-1] + text
        elif last and _goes_on(last, text):
            texts[-1] = f"{last} {text}"
        else:
            texts.append(text)
    return texts


def _goes_on(above: str, text: str) -> bool:
    """True for a header that is the rest of the one above it.

    A date that begins with such a word says enough by itself.
    """
    open_end = above.count("(") > above.count(")") or above.rstrip().endswith("/")
    year = _YEAR.fullmatch(text.strip()) and fold(above).rpartition(" ")[2] in vocabulary().before_year
    needs_more = text.split(maxsplit=1)[:1] and text.split(maxsplit=1)[0] in vocabulary().voortzetting
    return bool(open_end or year or (needs_more and not read_text(text).period.found))


def _read_across(path: list[str], whole: HeaderReading) -> None:
    """A measure whose words stand in different headers: 'Woningvoorraad' above 'bestaand'."""
    for texts in (path, path[::-1]):
        joined = read_text(" ".join(texts))
        if joined.maten and not joined.words.is_weak("maat") and len(joined.unknown) <= len(whole.unknown):
            whole.maten, whole.samen, whole.unknown = joined.maten, joined.samen, joined.unknown
            whole.anders, whole.kenmerk = joined.anders, joined.kenmerk
            return
