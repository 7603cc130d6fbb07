"""Names of areas: which gemeenten, regions and provinces there are, and how they are printed.

Reference: the 342 gemeenten of 2024 with CBS codes, their province and veiligheidsregio
(`extract/vocabulary/gebieden.csv`). A region of a plan need not be a veiligheidsregio: names of regions that
the document itself uses are added to those of the reference.
"""

from __future__ import annotations

import csv
import functools
import re
from collections import defaultdict
from dataclasses import dataclass, field

from extract.data import data_file, read_yaml
from extract.text import fold, plain, sleutel
from extract.understand.vocabulary import vocabulary

NIVEAUS = ("gemeente", "regio", "provincie", "land")
_NUMBERING = re.compile(r"^(?:bijlage\s+)?\d+(?:\.\d+)*[.:)]?\s+", re.I)
_LEVEL_BEHIND = re.compile(r"\s*\((\w+)\)$")
_MARKS = re.compile(r"(?:\s*\(\d+ [a-z]+\)|\s*\*+|\s*\(?\d\)|(?<=[a-z])\d)+$|^\*+\s*|:$")


# a name broken over two lines; 'Noord- en Midden-Limburg' is none
_BROKEN = re.compile(r"(?<=[^\W\d_])- (?!(?:en|of) )(?=([^\W\d_]))")


@dataclass(frozen=True)
class Area:
    """One row of the reference."""

    code: str
    niveau: str
    naam: str
    provincie_code: str | None
    regio_code: str | None
    namen: tuple[str, ...]


@functools.cache
def reference() -> tuple[Area, ...]:
    """All areas of the reference, with every spelling."""
    with data_file("vocabulary/gebieden.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Area(
                row["gebied_code"],
                row["gebied_niveau"],
                row["gebied"],
                row["provincie_code"] or None,
                row["regio_code"] or None,
                (row["gebied"], *filter(None, row["varianten"].split("|"))),
            )
            for row in csv.DictReader(lines)
        )


@functools.cache
def _index() -> dict[str, tuple[Area, ...]]:
    index: dict[str, list[Area]] = defaultdict(list)
    for area in reference():
        for key in {sleutel(naam) for naam in area.namen}:
            index[key].append(area)
    return {key: tuple(found) for key, found in index.items()}


@functools.cache
def _districts() -> frozenset[str]:
    """The keys of regions that work together and are no veiligheidsregio."""
    return frozenset(map(sleutel, read_yaml(data_file("vocabulary/delen.yaml"))["streken"]))


@functools.cache
def place_in_province() -> re.Pattern[str]:
    """'Midden-Limburg', 'Kop van Noord-Holland', 'Utrecht Zuidoost': the name of a region that lies in the
    province it names.
    """
    words = read_yaml(data_file("vocabulary/delen.yaml"))["windstreken"]
    before = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    names = [name for area in reference() if area.niveau == "provincie" for name in area.namen]
    names += [name.partition("-")[2] for name in names if "-" in name]
    provinces = "|".join(map(re.escape, names))
    behind = "|".join(re.escape(word) for word in words if " " not in word and not word.endswith("ijk"))
    before, provinces, behind = (f"(?:{words})" for words in (before, provinces, behind))
    return re.compile(
        rf"(?<![\w-])(?:(?:{before}[ -])+{provinces}(?:[ -]{behind})?|{provinces}[ -]{behind})(?![\w-])"
    )


@functools.cache
def ends_in_total() -> re.Pattern[str]:
    """The end of a label that has its word for a total last: 'Drenthe totaal'."""
    words = "|".join(map(re.escape, vocabulary().rijen["totaal_achteraan"]))
    new = "|".join(map(re.escape, vocabulary().rijen["totaal_herzien"]))
    return re.compile(rf"(?<=\w)[ ,:-]+\(?(?:(?:{new}) )?(?:{words})\)?$", re.I)


@functools.cache
def revised() -> re.Pattern[str]:
    """What stands before a word for a total that replaces an earlier one: 'Nieuw totaal'."""
    words = vocabulary().rijen
    new, totals = (
        "|".join(re.escape(word.rstrip("*")) for word in words[key]) for key in ("totaal_herzien", "totaal")
    )
    return re.compile(rf"^(?:{new}) (?=(?:{totals})\b)", re.I)


@functools.cache
def _opening(kind: str) -> re.Pattern[str]:
    """The beginning of a label that has a word of this list first; a word in `*` may go on."""
    words = (
        re.escape(fold(word).rstrip("*")) + r"(?: |\Z)" * (word[-1] != "*")
        for word in vocabulary().rijen[kind]
    )
    return re.compile("|".join(words))


@functools.cache
def openings() -> frozenset[str]:
    """The first words of what may stand before a name, in lower case."""
    before = (*vocabulary().gebied_voorvoegsels, *vocabulary().rijen["totaal_herzien"], "bijlage")
    return frozenset(fold(words).split()[0].rstrip(".*") for words in before)


@functools.lru_cache(maxsize=8192)
def bare_name(text: str) -> tuple[str, str | None]:
    """The name without footnote marks and words like 'Totaal' or 'gemeente', and the level such a word gives.

    'Totaal regio Twente*' → ('Twente', 'regio'); '3.1 GEMEENTE ALMELO' → ('ALMELO', 'gemeente');
    'Rijssen/Holten' stays.
    """
    printed = _BROKEN.sub(lambda match: "" if match[1].islower() else "-", plain(text))
    name, niveau = revised().sub("", _NUMBERING.sub("", _MARKS.sub("", printed).strip())), None
    name, stripped = ends_in_total().subn("", name)
    behind = _LEVEL_BEHIND.search(name)
    if behind and (niveau := vocabulary().rijen["gebied_achtervoegsels"].get(fold(behind[1]))):
        name = name[: behind.start()]
    while True:
        folded = fold(name)
        for prefix in vocabulary().gebied_voorvoegsels:
            # 'Totaal provincie' names a level and no area; 'Totaal' alone stays what it is
            whole = folded.startswith(f"{prefix} en ")  # 'Stad en Westerkwartier'
            if (folded.startswith(prefix + " ") and not whole) or (stripped and folded == prefix):
                name, stripped = name[len(prefix) :].strip(" :-"), 1
                word = prefix.rstrip(".")
                niveau = niveau or vocabulary().rijen["gebied_achtervoegsels"].get(word)
                niveau = niveau or next(
                    (n for n in NIVEAUS if n == word or (n.startswith(word) and len(word) >= 3)), None
                )
                niveau = niveau or ("regio" if word.endswith("regio") else None)
                break
        else:
            return _MARKS.sub("", name).strip(), niveau


def says(label: str, kind: str) -> bool:
    """True where the label begins with a word of this list, or is one; 'Drenthe totaal' ends with one."""
    folded = revised().sub("", fold(label).rstrip(" :*"))
    return bool(_opening(kind).match(folded) or (kind == "totaal" and ends_in_total().search(folded)))


def shortens(name: str, area: str) -> bool:
    """True where a name is the first words of an area's, or the last: 'Totaal Kop' of the Kop van
    Noord-Holland, 'Eilanden' of the Zuid-Hollandse Eilanden; or its initials: 'HvB' of Hart van Brabant.
    """
    words, own = (re.findall(r"\w+", fold(text)) for text in (name, area))
    initials = "".join(word[0] for word in own)
    return bool(words) and (
        words in (own[: len(words)], own[-len(words) :])
        or (words == [initials] and (len(initials) > 2 or (len(initials) == 2 and name.isupper())))
    )


@dataclass(frozen=True)
class Gazetteer:
    """The areas a document can speak of: the reference, and the regions named by its own parts."""

    regions: frozenset[str] = frozenset()  # keys of region names in this document
    provinces: frozenset[str] = frozenset()
    _seen: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)

    def niveaus(self, text: str) -> frozenset[str]:
        """The levels at which an area of this printed name exists; empty for a name unknown everywhere.

        A region need not be known: a short name that the text itself calls a region is one.
        """
        if text not in self._seen:
            self._seen[text] = self._niveaus(text)
        return self._seen[text]

    def _niveaus(self, text: str) -> frozenset[str]:
        name, said = bare_name(text)
        key = sleutel(name)
        found = {area.niveau for area in _index().get(key, ())}
        called = said == "regio" and name[:1].isupper() and len(name.split()) <= 4
        if (
            key in self.regions
            or key in _districts()
            or (not found and (called or place_in_province().fullmatch(name)))
        ):
            found.add("regio")
        if said == "regio" and found == {"gemeente"}:
            return frozenset({said})  # 'cluster Land van Cuijk' is not the gemeente
        return frozenset({said} if said in found else found)

    def is_area(self, text: str) -> bool:
        """True where the whole text is the name of an area."""
        return bool(self.niveaus(text))

    def niveau(self, text: str, prefer: tuple[str, ...]) -> str | None:
        """The level meant: said by the text itself, else the first of `prefer` that exists for the name."""
        found = self.niveaus(text)
        if len(found) == 1:
            return next(iter(found))
        key = sleutel(bare_name(text)[0])
        if "provincie" in found and key in self.provinces and prefer[0] != "gemeente":
            return "provincie"
        return next((n for n in (*prefer, *NIVEAUS) if n in found), None)
