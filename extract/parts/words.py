"""The words that name the parts of a bundle (`vocabulary/delen.yaml`), folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from extract.data import data_file, read_yaml
from extract.text import fold
from extract.understand.areas import reference
from extract.understand.vocabulary import period_words


@dataclass(frozen=True)
class PartWords:
    """The words of `vocabulary/delen.yaml`, folded, and the names of the areas."""

    titles: tuple[tuple[str, str], ...]  # (words, deel), the longest first
    annex_titles: frozenset[str]  # those that count only in the title of an annex
    annex_words: frozenset[str]
    division_words: frozenset[str]  # before the number of what is bound in: 'Bijlage 3', 'Deel B'
    niveau: dict[str, str]
    regional_too: frozenset[str]  # the kinds of parts that a region may have as well
    before_title: frozenset[str]
    of_names: frozenset[str]  # words of which names of provinces and regions are made
    area_words: dict[str, tuple[str, ...]]
    level_words: tuple[tuple[str, str], ...]  # ('regionaal', 'regio')
    no_area: frozenset[str]
    date_words: tuple[str, ...]
    other_date_words: tuple[str, ...]  # of a date that is not the document's own
    cycles: tuple[tuple[str, str], ...]
    months: dict[str, int]
    referring: tuple[str, ...]
    addressing: tuple[str, ...]  # before an area that the document is not of
    kinds: tuple[tuple[str, dict[str, str]], ...]  # (the last word of a title, {level: deel})
    amending: tuple[str, ...]  # those of an addendum
    areas: dict[str, tuple[str, str]]  # folded spelling → (level, name)
    adjectives: frozenset[str]  # those of them that are adjectives
    landscapes: frozenset[str]  # that a region is called after, behind the adjective of its province


@cache
def part_words() -> PartWords:
    """The words that name parts, read once."""
    words = read_yaml(data_file("vocabulary/delen.yaml"))
    times = period_words()
    annexes = {fold(title) for entry in words["delen"].values() for title in entry.get("als_bijlage", [])}
    titles = [
        (fold(title), deel)
        for deel, entry in words["delen"].items()
        for title in [*entry["titels"], *entry.get("als_bijlage", [])]
    ]
    annex_words = frozenset(map(fold, words["bijlage_woorden"]))
    area_words = {
        niveau: tuple(sorted(map(fold, names), key=len, reverse=True))
        for niveau, names in words["gebied_woorden"].items()
    }
    regional, provincial = _forms(words["bijvoeglijk_regio"]), _forms(words["bijvoeglijk"])
    areas = {
        **{spelling: ("gemeente", name) for spelling, name in _spellings("gemeente")},
        **{spelling: ("regio", name) for spelling, name in _spellings("regio")},
        **{fold(name): ("regio", name) for name in words["streken"]},
        **{form: ("regio", name) for form, name in regional.items()},
        **{form: ("provincie", name) for form, name in provincial.items()},
        **{spelling: ("provincie", name) for spelling, name in _spellings("provincie")},
    }
    larger = [spelling for spelling, (niveau, _) in areas.items() if niveau != "gemeente"]
    larger += [label for labels in area_words.values() for label in labels]
    return PartWords(
        titles=tuple(sorted(titles, key=lambda item: -len(item[0]))),
        annex_titles=frozenset(annexes),
        annex_words=annex_words,
        division_words=annex_words | set(map(fold, words["onderdeel_woorden"])),
        niveau={deel: entry["niveau"] for deel, entry in words["delen"].items()},
        regional_too=frozenset(deel for deel, entry in words["delen"].items() if entry.get("ook_regio")),
        before_title=frozenset(map(fold, words["voor_titel"])) | annex_words,
        of_names=frozenset(token for name in larger for token in re.findall(r"\w+", name)),
        area_words=area_words,
        level_words=tuple(
            (fold(word), niveau) for niveau, own in words["niveau_woorden"].items() for word in own
        ),
        no_area=frozenset(map(fold, words["geen_gebied"])),
        date_words=tuple(map(fold, words["datum_woorden"])),
        other_date_words=tuple(map(fold, words["andere_datum_woorden"])),
        cycles=tuple((fold(word), entry["periode"]) for entry in times["cycli"] for word in entry["woorden"]),
        months={fold(name): number for number, names in times["maanden"].items() for name in names},
        referring=tuple(map(fold, words["verwijst"])),
        addressing=tuple(map(fold, words["aan_of_bij"])),
        kinds=tuple((fold(noun), delen) for noun, delen in words["soorten"].items()),
        amending=tuple(
            fold(noun) for noun, delen in words["soorten"].items() if "addendum" in delen.values()
        ),
        areas=areas,
        adjectives=frozenset(regional | provincial),
        landscapes=frozenset(map(fold, words["landschappen"])),
    )


def _spellings(niveau: str) -> Iterable[tuple[str, str]]:
    """(folded spelling, name) of all areas of a level; without initials, which may be a word: 'NOG'."""
    return (
        (fold(name), area.naam)
        for area in reference()
        if area.niveau == niveau
        for name in area.namen
        if not (name.isupper() and len(name) < 5)
    )


def _forms(words: Mapping[str, list[str]]) -> dict[str, str]:
    """Folded form → name, of the words that stand for a name."""
    return {fold(form): naam for naam, forms in words.items() for form in forms}
