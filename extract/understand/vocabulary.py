"""The words that carry meaning, read from `extract/vocabulary/*.yaml`.

A phrase is matched on the words of a printed text (`extract.understand.words`): any inflection of a word is
that word, a trailing `*` stands for any ending, a leading `=` asks that the phrase be the whole text. The
longest phrase wins and uses up its words, so that 'amv' inside 'asiel incl. amv' makes nothing an amv figure.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Collection
from dataclasses import dataclass, field

from extract.data import data_file, read_yaml
from extract.text import fold
from extract.understand.words import SHORTEST, Lexicon, stem, tokens

# Kinds of phrases, in the order in which one wins over another of the same length.
KINDS = (
    "maat",
    "kenmerk",
    "thema",
    "kwalificatie",
    "opmerking",
    "gebied",
    "totaal",
    "regulier",
    "hoeveelheid",
    "anders",
    "stopwoord",
)
ADDITIONS = "aanvullingen.yaml"
# The kinds whose words make compounds, and those whose words are abbreviated.
_GLUED = frozenset({"maat", "thema", "kwalificatie", "gebied", "totaal", "regulier", "hoeveelheid"})
_SHORT = frozenset({"maat", "thema"})  # their words of three letters are names: amv, poo
_ABBREVIATED = _GLUED - {"gebied"} | {"kenmerk", "stopwoord"}


_UNIT = re.compile(r"\(([a-z]+)\)$")


@dataclass(frozen=True)
class Phrase:
    """A phrase of the vocabulary: its tokens and what it names."""

    tokens: tuple[str, ...]
    kind: str
    naam: str
    totaal: bool = False
    regulier: bool = False
    zwak: bool = False  # counts only where nothing else names one of its kind
    alleen: bool = False  # counts only where it is the whole text
    thema: str | None = None  # the topic that a phrase of another kind names too: 'GOO'

    @functools.cached_property
    def rank(self) -> tuple[int, bool, int, int]:
        """Smaller goes first: more words, words of meaning before stop words, more letters, the order of
        `KINDS`.
        """
        letters = len("".join(self.tokens).replace("*", ""))
        return -len(self.tokens), self.kind == "stopwoord", -letters, KINDS.index(self.kind)

    @functools.cached_property
    def _rest(self) -> list[tuple[str, str | None]]:
        """The stem of each token but the first, and what a word may begin with instead."""
        bare = [(token, token.rstrip("*")) for token in self.tokens[1:]]
        return [(stem(word), word if word != token else None) for token, word in bare]

    def matches(self, words: list[str], at: int, unit: int) -> bool:
        """True where the phrase stands in `words` from position `at`, whose word is known to open it.

        A measure that must be the whole text may have its `unit` behind it, words in brackets.
        """
        whole = len(words) - (unit if self.kind == "maat" else 0)
        if at + len(self.tokens) > len(words):
            return False
        if self.alleen and ((at, len(self.tokens)) != (0, whole) or not self._is(words)):
            return False
        return all(
            stem(word) == bare or (beginning is not None and word.startswith(beginning))
            for (bare, beginning), word in zip(self._rest, words[at + 1 :], strict=False)
        )

    def _is(self, words: list[str]) -> bool:
        """True where the phrase is these words, letter by letter but for `*`: 'plan' is not 'plannen'."""
        return all(token[-1] == "*" or token == word for token, word in zip(self.tokens, words, strict=False))

    def stands_in(self, words: list[str], at: int) -> bool:
        """True where the phrase stands in `words` from `at` letter by letter: 'plaats' is not 'plaatsen'."""
        return list(self.tokens) == words[at : at + len(self.tokens)]


@dataclass
class Reading:
    """What the words of one printed text name, in the order in which they stand."""

    words: list[str] = field(default_factory=list)
    found: list[tuple[int, Phrase]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    denied: frozenset[str] = frozenset()  # the measures that a word like 'niet' stands before

    def names(self, kind: str) -> list[str]:
        """The names of one kind, without repeats, as printed; weak ones only where no other is named."""
        in_order = [phrase for _, phrase in sorted(self.found, key=lambda f: f[0])]
        named = [(p.naam, p.zwak) for p in in_order if p.kind == kind]
        if kind == "thema":
            named += [(p.thema, False) for p in in_order if p.thema]
        strong = [naam for naam, weak in named if not weak]
        return list(dict.fromkeys(strong or [naam for naam, _ in named]))

    def is_weak(self, kind: str) -> bool:
        """True where this kind is named by weak phrases only."""
        return all(phrase.zwak for _, phrase in self.found if phrase.kind == kind)

    def only(self, kind: str) -> str | None:
        """The one name of this kind, None where there is none or more than one."""
        names = self.names(kind)
        return names[0] if len(names) == 1 else None

    def has(self, kind: str) -> bool:
        """True where a name of this kind was found."""
        return any(phrase.kind == kind for _, phrase in self.found)

    @property
    def totaal(self) -> bool:
        """True where the words say that the figure is the total of a topic."""
        return any(phrase.kind == "totaal" or phrase.totaal for _, phrase in self.found)

    @property
    def regulier(self) -> bool:
        """True where the words say that amv are left out."""
        return any(phrase.kind == "regulier" or phrase.regulier for _, phrase in self.found)


@dataclass(frozen=True, eq=False)  # there is one, known by itself
class Vocabulary:
    """All word lists, compiled."""

    themas: dict[str, dict]
    maten: dict[str, dict]
    vertaling: dict[str, dict[str, str]]
    capaciteit_zonder_locatie: str
    samen: frozenset[str]
    toevoegingen: frozenset[str]
    zonder: frozenset[str]
    correcties: frozenset[str]  # stems of words with which a backlog is settled: 'gecorrigeerd met'
    niet: frozenset[str]
    sommen: dict[frozenset[str], str]
    min: frozenset[str]
    vergelijking: tuple[str, ...]  # words behind which the task stands that is compared with
    voortzetting: frozenset[str]  # words with which a header goes on with the one above it
    verschillen: dict[tuple[str, str], str]  # of what and what goes off it
    rijen: dict
    in_woorden: frozenset[str]  # the properties that are told in words, not figures
    geopend: frozenset[str]  # words for such a property under which figures count places
    datumwoorden: dict[str, list[str]]  # which date of a location a word in a header over dates means
    perioden: dict
    gebied_voorvoegsels: tuple[str, ...]
    _phrases: tuple[Phrase, ...]
    _lexicon: Lexicon
    _opening: dict[str, tuple[Phrase, ...]] = field(default_factory=dict)  # by word, as words come by

    @functools.cached_property
    def taken(self) -> frozenset[str]:
        """The measures that say what must be there by a date, and are not counted on one."""
        return frozenset(maat for maat, rules in self.maten.items() if rules.get("taak"))

    @functools.cached_property
    def in_use(self) -> frozenset[str]:
        """The measures that say how much of the places is in use."""
        return frozenset(maat for maat, rules in self.maten.items() if rules.get("gebruik"))

    @functools.cached_property
    def cycles(self) -> frozenset[str]:
        """The cycles of the Spreidingswet that are known."""
        return frozenset(cycle["periode"] for cycle in self.perioden["cycli"])

    @functools.cache  # noqa: B019 - held as long as the vocabulary, which is for good
    def stems(self, kind: str) -> frozenset[str]:
        """The stems of a list of words of `rijen.yaml`."""
        return frozenset(map(stem, self.rijen[kind]))

    @functools.cached_property
    def before_year(self) -> frozenset[str]:
        """The folded words that a year may follow: the months, and 'eind'."""
        months = (name for names in self.perioden["maanden"].values() for name in names)
        return frozenset(map(fold, (*months, *self.perioden["jaareinde"])))

    def by_period(self, kinds: Collection[str]) -> set[str]:
        """The topics that go by these kinds of periods, parts of a topic (amv) apart."""
        themas = self.themas.items()
        return {t for t, rules in themas if rules["periode"] in kinds and not rules.get("deel_van")}

    def family(self, thema: str) -> str:
        """The topic, or for a part of one (amv) that topic."""
        return self.themas[thema].get("deel_van", thema)

    def words(self, text: str) -> list[str]:
        """The folded words of a text, compounds taken apart: 'asielopgave' → asiel, opgave."""
        return self._lexicon.words(text)

    def read(self, text: str, kinds: tuple[str, ...] = KINDS) -> Reading:
        """What the words of `text` name, looking for phrases of `kinds`; words that name nothing are
        `unknown`.
        """
        words = self.words(text)
        behind = _UNIT.search(text)
        unit = len(self.words(behind[1])) if behind and behind[1] in self._units else 0
        candidates = [
            (at, phrase)
            for at, word in enumerate(words)
            for phrase in self._opening_with(word)
            if phrase.kind in kinds and phrase.matches(words, at, unit)
        ]
        candidates.sort(key=lambda c: (c[1].rank[:2], not c[1].stands_in(words, c[0]), c[1].rank))
        used: set[int] = set()
        reading = Reading(words)
        for at, phrase in candidates:
            span = range(at, at + len(phrase.tokens))
            if used.isdisjoint(span):
                used.update(span)
                reading.found.append((at, phrase))
        reading.denied = frozenset(
            min(after)[1]
            for i, word in enumerate(words)
            if word in self.niet
            and i not in used
            and (after := [(at, p.naam) for at, p in reading.found if p.kind == "maat" and at > i])
        )
        reading.unknown = [w for i, w in enumerate(words) if i not in used and re.search(r"[a-z]{2}", w)]
        return reading

    def _opening_with(self, word: str) -> tuple[Phrase, ...]:
        """The phrases whose first token a word matches."""
        if word not in self._opening:
            beginnings = (f"{word[:end]}*" for end in range(1, len(word) + 1))
            found = {n for token in (stem(word), *beginnings) for n in self._by_first_token.get(token, ())}
            self._opening[word] = tuple(self._phrases[number] for number in sorted(found))
        return self._opening[word]

    @functools.cached_property
    def _units(self) -> frozenset[str]:
        """The words between brackets that say what a measure is counted in: 'Particulier (personen)'."""
        return frozenset((*self.rijen["personen"], *self.rijen["plaatsen"], "aantal"))

    @functools.cached_property
    def _by_first_token(self) -> dict[str, list[int]]:
        """The numbers of the phrases by their first token: its stem, and itself where it ends in `*`."""
        numbers: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._phrases):
            token = phrase.tokens[0]
            for key in {stem(token.rstrip("*")), stem(token)}:  # 'x*' is its own stem
                numbers.setdefault(key, []).append(number)
        return numbers

    def nearest(self, text: str) -> tuple[str, str] | None:
        """The kind and name of the known phrase most like `text`, or most like one of its words."""
        words = self.words(text)
        for part, likeness in ((" ".join(words), 0.7), *((word, 0.8) for word in words)):
            if close := self._most_like(part, likeness):
                return self._known[close]
        return None

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - held as long as the vocabulary, which is for good
    def _most_like(self, text: str, likeness: float) -> str | None:
        """The known phrase most like a text, if any is as like it as asked."""
        return next(iter(difflib.get_close_matches(text, self._known, n=1, cutoff=likeness)), None)

    @functools.cached_property
    def _known(self) -> dict[str, tuple[str, str]]:
        """What the phrases name that a person may want."""
        return {
            " ".join(p.tokens).replace("*", ""): (p.kind, p.naam)
            for p in self._phrases
            if p.kind in ("maat", "kenmerk", "thema")
        }


def _load(name: str) -> dict:
    return read_yaml(data_file("vocabulary") / name)


@functools.cache
def period_words() -> dict:
    """The words of periods and dates, read once."""
    return _load("perioden.yaml")


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    themas, maten = _load("themas.yaml")["themas"], _load("maten.yaml")
    kolommen, rijen = _load("kolommen.yaml"), _load("rijen.yaml")
    # what was added goes first: of equal phrases the first counts
    entries: list[tuple[str, str, str | dict]] = [_addition(entry) for entry in _load(ADDITIONS) or ()]
    entries += [("thema", naam, w) for naam, t in themas.items() for w in t["woorden"]]
    entries += [("maat", naam, w) for naam, m in maten["maten"].items() for w in m["woorden"]]
    for kind, lists in (
        ("kenmerk", kolommen["kenmerken"]),
        ("gebied", kolommen["gebied"]),
        ("kwalificatie", rijen["kwalificaties"]),
    ):
        entries += [(kind, naam, w) for naam, woorden in lists.items() for w in woorden]
    for kind, woorden in (
        ("opmerking", kolommen["opmerking"]),
        ("hoeveelheid", kolommen["hoeveelheid"]),
        ("totaal", maten["totaal"]),
        ("regulier", maten["regulier"]),
        ("anders", kolommen["anders"]),
        ("stopwoord", kolommen["stopwoorden"]),
    ):
        entries += [(kind, kind, w) for w in woorden]

    lexicon = _lexicon(entries, maten["samenstellingen"], maten["afkortingen"])
    return Vocabulary(
        themas=themas,
        maten=maten["maten"],
        vertaling=maten["vertaling"],
        capaciteit_zonder_locatie=maten["capaciteit_zonder_locatie"],
        samen=frozenset(maten["sommen"]["woorden"]),
        toevoegingen=frozenset(maten["sommen"]["toevoegingen"]),
        zonder=frozenset(maten["sommen"]["zonder"]),
        correcties=frozenset(map(stem, maten["sommen"]["correcties"])),
        niet=frozenset(maten["ontkenning"]),
        sommen={frozenset(som["van"]): som["maat"] for som in maten["sommen"]["maten"]},
        min=frozenset(maten["sommen"]["min"]),
        vergelijking=tuple(" ".join(tokens(fold(word))) for word in maten["sommen"]["vergelijking"]),
        voortzetting=frozenset(maten["sommen"]["voortzetting"]),
        verschillen={(v["van"], v["af"]): v["maat"] for v in maten["verschillen"]},
        rijen=rijen,
        in_woorden=frozenset(kolommen["in_woorden"]),
        geopend=frozenset(kolommen["geopend"]),
        datumwoorden=kolommen["datumwoorden"],
        perioden=period_words(),
        gebied_voorvoegsels=tuple(sorted(rijen["gebied_voorvoegsels"], key=len, reverse=True)),
        _phrases=tuple(_phrase(kind, naam, word, lexicon) for kind, naam, word in entries),
        _lexicon=lexicon,
    )


def _addition(entry: dict[str, str]) -> tuple[str, str, str]:
    """One entry of the file of additions, as those of the other lists."""
    ((kind, naam),) = ((key, value) for key, value in entry.items() if key != "woord")
    return (naam, naam, entry["woord"]) if kind == "soort" else (kind, naam, entry["woord"])


def _lexicon(entries: list[tuple[str, str, str | dict]], parts: list[str], abbreviations: dict) -> Lexicon:
    """The words that name something by themselves, of which compounds and abbreviations are made."""
    alone = [
        (kind, words[0].rstrip("*"))
        for kind, _, word in entries
        if len(words := tokens(fold(_text(word)))) == 1 and not _text(word).startswith("=")
    ]
    glued = [
        word for kind, word in alone if kind in _GLUED and len(word) >= (3 if kind in _SHORT else SHORTEST)
    ]
    return Lexicon(
        parts=frozenset(map(stem, (*glued, *parts))),
        named=tuple(word for kind, word in alone if kind in _ABBREVIATED),
        abbreviations=abbreviations,
    )


def _text(word: str | dict) -> str:
    return word["phrase"] if isinstance(word, dict) else word


def _phrase(kind: str, naam: str, word: str | dict, lexicon: Lexicon) -> Phrase:
    """One entry of a word list, its compounds taken apart as those of a printed text are."""
    words: list[str] = []
    for token in tokens(fold(_text(word))):
        words += lexicon.split(token.rstrip("*"))
        words[-1] += "*" * token.endswith("*")
    options = word if isinstance(word, dict) else {}
    flags = (options.get(flag, False) for flag in ("totaal", "regulier", "zwak"))
    return Phrase(
        tuple(words), kind, naam, *flags, alleen=_text(word).startswith("="), thema=options.get("thema")
    )
