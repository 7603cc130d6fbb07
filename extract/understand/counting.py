"""What a header or a row's label counts, told by its own words and by how its figures are printed.

What belongs here: judgements on one text, for columns and rows alike. What does not: neighbours.
"""

from __future__ import annotations

import re

from extract.text import fold
from extract.understand.headers import HeaderReading, read_text
from extract.understand.vocabulary import vocabulary
from extract.understand.words import stem

_SIGNED = re.compile(r"[+-]\s?\d")


def only_counts(reading: HeaderReading) -> bool:
    """True for a text that names a quantity, and at most a topic and a date."""
    return reading.hoeveelheid and not (
        set(reading.maten) - {"capaciteit"}
        or reading.unknown
        or (reading.totaal and not reading.thema)
        or reading.regulier
        or reading.kwalificatie
    )


def counts_people(text: str, thema: str | None) -> bool:
    """True for people under a topic that counts places: 'Aantal ontheemden', not 'Plekken ontheemden'."""
    groups, places = vocabulary().stems("doelgroepen"), vocabulary().stems("plaatsen")
    words = [stem(word) for word in vocabulary().words(text)]
    first = next((word for word in words if word in groups | places), None)
    return thema != "statushouders" and (
        first in groups or not vocabulary().stems("personen").isdisjoint(words)
    )


def says_what_is_open(text: str) -> bool:
    """True for a text over or beside figures that says only what is open, or will be by a date: 'Open op 1
    juli', 'Gereed'.
    """
    words = vocabulary().words(text)
    return bool(words) and words[0] in vocabulary().geopend


def why_not(text: str, reading: HeaderReading, maat: str | None) -> str | None:
    """Why a header, its parts joined by ' / ', or a label does not state the measure that it names."""
    if maat and any(_adds_unknown(read_text(part)) for part in text.split(" / ")):
        return f"met of zonder iets onbekends ({', '.join(reading.unknown)}): '{text}'"
    if maat and _counts_locations(text, reading, maat):
        return f"telt locaties, geen plekken: '{text}'"
    if _expects(reading) and maat != "verwachte_achterstand":
        return f"een verwachting, geen telling: '{text}'"
    return None


def _adds_unknown(reading: HeaderReading) -> bool:
    """True for a measure with something added or left out that we do not know: 'Opgave incl. uitruil'."""
    changes = {*vocabulary().toevoegingen, *vocabulary().zonder}
    words = ["", *reading.words.words]
    triples = zip(words, words[1:], words[2:], strict=False)
    return any(a in changes and b in reading.unknown and not before.isdigit() for before, a, b in triples)


def _counts_locations(text: str, reading: HeaderReading, maat: str) -> bool:
    """True for a text whose innermost part is about locations and names no places: 'Potentiële locaties'; or
    about others, where an adjective alone names the measure: 'Aanwezige gemeenten'.
    """
    inner = read_text(text.rpartition(" / ")[2])
    words = {stem(word) for word in inner.words.words}
    others = (
        bool(inner.maten)
        and inner.words.is_weak("maat")
        and not words.isdisjoint(vocabulary().stems("andere_tellingen"))
    )
    group = vocabulary().maten[maat].get("groep")
    places = reading.hoeveelheid or "capaciteit" in reading.maten or group
    return not places and (others or not words.isdisjoint(vocabulary().stems("locaties")))


def _expects(reading: HeaderReading) -> bool:
    """True for a text with a word of expectation that is no part of a measure's name."""
    return any(stem(word) in vocabulary().stems("verwachting") for word in reading.unknown)


def is_expected_backlog(reading: HeaderReading, thema: str | None, texts: list[str]) -> bool:
    """True for what is expected under statushouders, with a sign: 'Verwachting 31-12-2024' over '+3', '-190'.

    Without a sign it may be how many will be housed.
    """
    named = set(reading.maten) <= {"achterstand", "verschil"}
    signed = any(_SIGNED.match(fold(text)) for text in texts)
    return _expects(reading) and named and thema == "statushouders" and signed


def against_task(texts: list[str]) -> str | None:
    """What there is against what is asked, by how the cells print it: 'Gegarandeerd t.o.v. opgave'."""
    if are_shares(texts):
        return "percentage"
    return "verschil" if are_signed(texts) else None


def is_share_of_task(maten: list[str]) -> bool:
    """True for what there is beside what is asked, which percentages are the share of: 'Doel gehaald'."""
    return len(maten) == 2 and "realisatie" in maten and not vocabulary().taken.isdisjoint(maten)


def are_shares(texts: list[str]) -> bool:
    """True where most cells print a percentage."""
    return sum(text.rstrip(" *").endswith("%") for text in texts) > len(texts) / 2


def are_signed(texts: list[str]) -> bool:
    """True where most cells print a number with its sign."""
    return sum(bool(_SIGNED.match(fold(text))) for text in texts) > len(texts) / 2
