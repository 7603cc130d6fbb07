"""Printed text as words that can be looked up: abbreviations written out, compounds taken apart, inflections
undone.

Dutch glues nouns ('opvangplaatsen', 'taakstellingsopgave') and bends words ('gegarandeerde', 'beschikbare').
Both are undone by rule, so that a word list needs each word once.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from extract.text import fold

_WORD = re.compile(r"[a-z0-9]+\*?|[%+/&€]")
_NOTE_DIGIT = re.compile(r"\b([a-z]{3,})\d\b")  # a footnote's number glued to a word: 'kso2'
_ABBREVIATED = re.compile(r"\b([a-z]{2,})\.(?!\d)")
_LINKS = ("", "s", "en", "e", "n")  # what may stand between the parts of a compound
_INFLECTION = (
    (re.compile(r"(?<=[aeiou][lmnr])s$|(?<=[aeo])s$"), ""),
    (re.compile(r"(?<=\w{3})en?$"), ""),
    (re.compile(r"([^aeiou])\1$"), r"\1"),
    (re.compile(r"(?<=[^aeiou])([aeou])\1(?=[^aeiou]+$)"), r"\1"),
)
SHORTEST = 4  # letters of a word that can be inflected, or be the last part of a compound


@functools.lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word without its inflection: 'beschikbare', 'beschikbaar' → 'beschikbar'; 'plekken' → 'plek'.

    A plural or genitive -s and -e or -en go; then a double consonant or a long vowel at the end is written
    once.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return word
    for ending, rest in _INFLECTION:
        word = ending.sub(rest, word)
    return word


def tokens(text: str) -> list[str]:
    """The words and signs of a folded text; in a phrase a word may end in `*`."""
    return _WORD.findall(_NOTE_DIGIT.sub(r"\1", text.replace("+/-", " plusmin ")))


@dataclass(frozen=True)
class Lexicon:
    """Which words abbreviations and compounds are made of."""

    parts: frozenset[str]  # stems of words that compounds are made of
    named: tuple[str, ...]  # words that mean something by themselves, which an abbreviation may stand for
    abbreviations: dict[str, str]  # those that the rule would not find
    _seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _long: dict[str, str] = field(default_factory=dict)  # what abbreviations stand for

    def words(self, text: str) -> list[str]:
        """The words of a text: 'Opg. asielplaatsen' → opgave, asiel, plaatsen."""
        written = _ABBREVIATED.sub(lambda match: self._written_out(match[1]) + " ", fold(text))
        return [part for token in tokens(written) for part in self.split(token.rstrip("*"))]

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound all of whose parts are known, else the word itself."""
        if word not in self._seen:
            self._seen[word] = self._split(word)
        return self._seen[word]

    def _split(self, word: str) -> tuple[str, ...]:
        for cut in range(len(word) - SHORTEST, 2, -1):
            first = word[:cut]
            bare = next(
                (b for link in _LINKS if first.endswith(link) and self._knows(b := first.removesuffix(link))),
                None,
            )
            if bare and all(map(self._knows, rest := self.split(word[cut:]))):
                return (*self.split(bare), *rest)
        return (word,)

    def _knows(self, word: str) -> bool:
        return stem(word) in self.parts

    def _written_out(self, short: str) -> str:
        """The word that an abbreviation stands for: the one that all known words beginning so begin with."""
        if short not in self._long:
            listed = self.abbreviations.get(f"{short}.")
            self._long[short] = listed or (self._lengthened(short) if len(short) > 2 else f"{short}.")
        return self._long[short]

    def _lengthened(self, short: str) -> str:
        longer = sorted({word for word in self.named if word.startswith(short)}, key=len)
        if not longer or longer[0] == short or not all(stem(w).startswith(stem(longer[0])) for w in longer):
            return short
        return longer[0]
