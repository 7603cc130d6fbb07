"""The names of areas that the lines of a title speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extract.parts.words import part_words
from extract.text import fold, plain
from extract.understand.areas import place_in_province

_NAME_JOINS = frozenset({"de", "het", "en", "van"})  # within the name of an area
_TOKEN = re.compile(r"[^\s,;:()|/\"]+")
_CALLED_AFTER = re.compile(r"-?gemeenten$")  # 'Lekstroomgemeenten'
_CAPITAL = re.compile(r"'?[^\W\d_a-zà-ÿ]|[A-Z]?\d|'s")
_GOES_ON = re.compile(r"\s*/|\s+en\b|-")  # behind a known name that is only the first part of one
_JOINS = re.compile(r"\s*/\s*|\s+en\s+(?:de\s+)?")
_LONGEST = 6  # words of a name


class Name(NamedTuple):
    """An area that a line names."""

    niveau: str  # provincie | regio | gemeente
    naam: str
    start: int  # where it stands in the plain line
    end: int
    refers: bool  # the line is addressed to it, or speaks of another document of it
    weak: bool  # told by an adjective alone: 'Zeeuws'


@lru_cache(maxsize=1024)
def names_in(line: str) -> tuple[Name, ...]:
    """The areas a line names, left to right; of names within each other the longest: 'Parkstad Limburg'."""
    text = plain(line)
    found = sorted(
        (*_labelled(text), *_placed(text), *_known(text)),
        key=lambda name: (name.start - name.end, name.weak),
    )
    kept: list[Name] = []
    for name in found:
        if all(name.end <= other.start or name.start >= other.end for other in kept):
            kept.append(name)
    return tuple(_joined(text, sorted(kept, key=lambda name: name.start)))


def _joined(text: str, names: Sequence[Name]) -> Iterable[Name]:
    """The names, a region and what it makes one plan with as one: 'Kromme Rijn/Utrechtse Heuvelrug'."""
    last: Name | None = None
    for name in names:
        one = (
            last
            and _JOINS.fullmatch(text[last.end : name.start])
            and "provincie" not in (last.niveau, name.niveau)
        )
        if last and one and "regio" in (last.niveau, name.niveau):
            last = last._replace(niveau="regio", naam=text[last.start : name.end], end=name.end)
        else:
            if last:
                yield last
            last = name
    if last:
        yield last


def _name(text: str, niveau: str, naam: str, start: int, end: int, weak: bool = False) -> Name:
    before = f" {fold(text[:start])} "
    refers = any(f" {words} " in before for words in part_words().addressing)
    return Name(niveau, naam, start, end, refers, weak)


def _known(text: str) -> Iterable[Name]:
    """The names of the reference and of the word lists, and regions called after them."""
    words = part_words()
    tokens = [(fold(m[0]).rstrip("."), *m.span()) for m in _TOKEN.finditer(text)]
    for first, (_, start, _) in enumerate(tokens):
        if not _CAPITAL.match(text[start:]):
            continue
        for last in range(first, min(first + _LONGEST, len(tokens))):
            end = tokens[last][2]
            own = [token for token, _, _ in tokens[first : last + 1]]
            spelling = " ".join(own)
            if area := words.areas.get(spelling) or words.areas.get(_CALLED_AFTER.sub("", spelling)):
                yield _name(text, *area, start, end, weak=spelling in words.adjectives)
            elif _is_landscape(own):
                yield _name(text, "regio", text[start:end].rstrip("."), start, end)
            elif _are_gemeenten(spelling) and text[:start].rstrip()[-1:] != ",":
                yield _name(text, "gemeente", text[start:end].rstrip("."), start, end)


def _is_landscape(tokens: Sequence[str]) -> bool:
    """True for a region that is called after its province: 'Zuid-Hollandse Eilanden'."""
    words = part_words()
    return len(tokens) == 2 and tokens[0] in words.adjectives and tokens[1] in words.landscapes


def _are_gemeenten(spelling: str) -> bool:
    """True for two or more gemeenten that make one plan: 'Almere-Zeewolde', 'Noordoostpolder en Urk'."""
    names = re.split(r"-| en ", spelling)
    areas = part_words().areas
    return len(names) > 1 and all(areas.get(name, ("",))[0] == "gemeente" for name in names)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(place_in_province().pattern, re.I)


def _placed(text: str) -> Iterable[Name]:
    """Regions that are named after their place in a province: 'Zuidoost-Drenthe'."""
    for match in _place().finditer(text):
        if fold(match[0]) not in part_words().areas and _CAPITAL.match(match[0]):
            yield _name(text, "regio", match[0], *match.span())


def _labelled(text: str) -> Iterable[Name]:
    """Areas behind a word for their level: 'regio Utrecht-West', 'Provincie Drenthe'.

    Of a name that is known only that counts, not what a title has behind it.
    """
    for label, niveau in _labels():
        for match in re.finditer(rf"(?<![\w-]){re.escape(label)}(?![\w'-])[\s:]*", text, re.I):
            start, rest = match.end(), text[match.end() :]
            known = [name for name in (*_placed(rest), *_known(rest)) if name.start == 0 and not name.weak]
            longest = max(known, key=lambda name: name.end, default=None)
            naam = leading_area(rest)
            if longest and not _GOES_ON.match(rest[longest.end :]):
                yield _name(text, niveau, longest.naam, start, start + longest.end)
            elif naam and niveau == "regio" and rest.startswith(naam):
                yield _name(text, niveau, naam, start, start + len(naam))


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """(word for a level, level), the longest word first."""
    own = ((label, niveau) for niveau, labels in part_words().area_words.items() for label in labels)
    return tuple(sorted(own, key=lambda item: -len(item[0])))


def leading_area(text: str) -> str | None:
    """The area's name at the start of a text: 'regio Twente 2024' → 'Twente'; None when it holds no name."""
    words = part_words()
    clause = re.split(r"[:|(),]|\s[-–—]\s|[\s,]v?\d|^\d", plain(text).strip(" -–—:,"))[0]
    labels = {token for names in words.area_words.values() for name in names for token in name.split()}
    tokens = clause.split()
    while tokens:
        label_next = len(tokens) > 1 and fold(tokens[1]) in labels
        capitals = tokens[0].istitle() or clause.isupper()
        article = capitals and len(tokens[0]) <= 3 and not label_next  # 'De Baronie'
        if fold(tokens[0]) in labels or (_is_no_area(tokens[0]) and not article):
            tokens.pop(0)
        else:
            break
    name: list[str] = []
    for token in tokens:
        joins = fold(token) in _NAME_JOINS
        if (name and _is_no_area(token) and not joins) or len(name) == 6:
            break
        name.append(token)
    while name and fold(name[-1]) in words.no_area:
        name.pop()
    result = " ".join(name).strip(" ,.;")
    whole = place_in_province().match(result)
    if whole and result[whole.end() :].startswith(" en "):  # 'Noordoost-Fryslân en de eilanden'
        result = whole[0]
    return result if result[:1].isupper() or result[:2].lower() in ("'s", "’s") else None


def _is_no_area(token: str) -> bool:
    """True for a word, or a compound of words, that belongs to no area's name."""
    return any(piece in part_words().no_area for piece in fold(token).strip(",.;").split("-"))


def line_of_name(title: str, lines: Sequence[str]) -> str | None:
    """The line that is a name and nothing else ('Hart van Brabant' under 'Regionaal plan'), below the title
    first.
    """
    at = next((i for i, line in enumerate(lines) if fold(line) == fold(title)), -1)
    for line in map(_without_kind, (*lines[at + 1 :], *lines[:at])):
        name = leading_area(line)
        words = [word for word in plain(line).split() if fold(word) not in _NAME_JOINS]
        one = "," not in line  # 'Goes, Kapelle en Reimerswaal' are those who take part
        if (
            one
            and name == plain(line)
            and part_words().areas.get(fold(line), ("",))[0] != "provincie"
            and all(w[:1].isupper() for w in words)
        ):
            return name
    return None


def _without_kind(line: str) -> str:
    """The line without a word before a name that says what the part is: 'Opvangplan Rijk van Nijmegen'."""
    first, _, rest = line.partition(" ")
    return rest if any(fold(first).endswith(noun) for noun, _ in part_words().kinds) else line
