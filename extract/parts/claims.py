"""What a title says a part is: its kind, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from extract.parts.dates import is_date_line
from extract.parts.names import Name, leading_area, line_of_name, names_in
from extract.parts.words import PartWords, part_words
from extract.text import ends_sentence, fold, plain

_CHAPTER = re.compile(r"^\s*(\d+(\.\d+)*\.?|[ivx]+\.)\s+", re.I)
_LEVELS = ("provincie", "regio")


@dataclass(frozen=True)
class Claim:
    """What a title says a part is."""

    deel: str
    niveau: str | None  # whose plan it is: provincie or regio
    gebied: str | None
    text: str


def read_claim(text: str, beside: Sequence[str] = ()) -> Claim | None:
    """The part that a title names, if any; `beside` are lines near it that may name the area.

    An addendum to another part speaks for the area of that part.
    """
    words = part_words()
    folded = fold(text)
    if _CHAPTER.match(folded):
        return None
    for title, deel in words.titles:
        if title not in folded:
            continue
        match = re.search(rf"(?<!\w){re.escape(title)}(?!\w)", folded)
        if not match or not _may_stand_before(folded[: match.start()], words):
            continue
        if title in words.annex_titles and not any(_is_annex(line, words) for line in (text, *beside)):
            continue
        rest = (plain(text) if len(plain(text)) == len(folded) else folded)[match.end() :].strip()
        return Claim(deel, *_whose_title(deel, rest, text, beside), plain(text))
    return None


def _whose_title(deel: str, rest: str, text: str, beside: Sequence[str]) -> tuple[str, str | None]:
    """The level and the area of a part with a title of its own, that has `rest` behind its words."""
    words = part_words()
    niveau, levels = words.niveau[deel], (words.niveau[deel],)
    if deel in words.regional_too:
        amended = [(title, own) for title, own in words.titles if deel == "addendum" and title in fold(rest)]
        if amended:
            title, own = amended[0]
            niveau, rest = words.niveau[own], rest[fold(rest).index(title) + len(title) :]
        levels = (niveau,) if amended else _LEVELS
    name = whose((text, *beside), levels)
    whole = [
        own for own in names_in(rest) if (own.start, own.end) == (0, len(rest)) and own.niveau != "provincie"
    ]
    if niveau == "regio" and whole:
        return niveau, whole[0].naam
    if niveau == "regio" and (
        name is None or name.refers or name.weak or not _stands_for_itself(name, text, beside)
    ):
        # a name that nobody knows comes before one that is known and stands elsewhere
        naam = leading_area(rest) or (None if name and not name.refers else line_of_name(text, beside))
        return niveau, naam or (name and name.naam)
    return (name.niveau, name.naam) if name else (niveau, None)


def _stands_for_itself(name: Name, title: str, beside: Iterable[str]) -> bool:
    """True for a name in the title, or on a line that holds it and at most a word for its level."""
    labels = {"", *part_words().area_words[name.niveau]}
    return name in names_in(title) or any(
        name in names_in(line)
        and name.end == len(plain(line))
        and fold(plain(line)[: name.start]).rstrip(": ") in labels
        for line in beside
    )


def whose(texts: Iterable[str], levels: Collection[str]) -> Name | None:
    """The area that texts speak for, of these levels: one they name themselves before one they refer to.

    A region before the province it lies in, unless more regions than one stand below the province.
    """
    names = [name for text in texts for name in names_in(text) if name.niveau in levels]
    for refers in (False, True):
        own = [name for name in names if name.refers is refers]
        provinces = _surest(name for name in own if name.niveau == "provincie")
        provincial = {name.naam for name in provinces}
        regions = _surest(n for n in own if n.niveau != "provincie" and n.naam not in provincial)
        several = len({fold(name.naam) for name in regions}) > 1
        if provinces and (not regions or (several and own.index(provinces[0]) < own.index(regions[0]))):
            return provinces[0]
        if regions:
            return _fullest(regions)
    return None


def _surest(names: Iterable[Name]) -> list[Name]:
    """The names that stand there themselves, where there are such; else those told by an adjective."""
    found = list(names)
    return [name for name in found if not name.weak] or found


def _fullest(names: Sequence[Name]) -> Name:
    """The first of the names, as it stands in full: 'De Kempen' for 'Kempen'."""
    first = f" {fold(names[0].naam)} "
    return max((name for name in names if first in f" {fold(name.naam)} "), key=lambda name: len(name.naam))


def read_title_page(
    lines: Sequence[str], texts: Sequence[str], beside: Sequence[str] = (), *, opens: bool = False
) -> Claim | None:
    """The part that a title page names: `lines` with the largest first, `texts` from top to bottom.

    A line that amends comes before the title of what it amends: 'Nota van wijziging'.
    """
    first = True
    for text in (*lines, *texts):
        if first and any(_names_kind(text, noun) for noun in part_words().amending):
            name = whose(lines, _LEVELS)
            return Claim("addendum", name.niveau if name else "provincie", name and name.naam, plain(text))
        if claim := read_claim(text, texts):
            named = whose(beside, ("regio",)) if claim.niveau == "regio" and not claim.gebied else None
            return replace(claim, gebied=named.naam) if named else claim
        first = first and not any(_names_kind(text, noun) for noun, _ in part_words().kinds)
    return compose_claim(lines, beside, opens=opens)


def compose_claim(lines: Sequence[str], beside: Sequence[str] = (), *, opens: bool = False) -> Claim | None:
    """The part that the lines of a title page name together: what it is in one, whose it is in another.

    'Zeeuws opvangplan'; 'Subregio Eemland' above 'Plan voor opvang en huisvesting'. Whose it is may also be
    said `beside` the title: in a running header, in the metadata. A region with a date is a region's plan,
    whatever it is called; so is one on a page that `opens` a part.
    """
    title, noun, delen = next(
        ((line, noun, own) for noun, own in part_words().kinds for line in lines if _names_kind(line, noun)),
        (None, "", {}),
    )
    opens = opens or any(map(is_date_line, lines))
    if title is None and not opens:
        return None
    kinds = delen or {"regio": "regionaal_plan"}
    end = fold(title or "").find(noun) + len(noun)
    levels = _levels_named(fold(title).partition(noun)[0] if title else "", kinds)
    found = [name for texts in (lines, beside) if (name := whose(texts, levels))]
    if name := min(found, key=lambda name: name.refers, default=None):
        return Claim(kinds[name.niveau], name.niveau, name.naam, plain(title or lines[0]))
    if "regio" in levels and (naam := _stranger(title, end, lines, opens)):
        return Claim(kinds["regio"], "regio", naam, plain(title or lines[0]))
    deel = delen.get("provincie")
    # it goes with the parts before it, unless sentences make a chapter of it
    if title and deel in part_words().regional_too and not ends_sentence(" ".join(lines)):
        return Claim(deel, "provincie", None, plain(title))
    return None


def _levels_named(before: str, kinds: Collection[str]) -> tuple[str, ...]:
    """The levels a title can be of by what stands `before` its noun: 'Regionaal bod' is no province's."""
    words = before.split()
    named = {niveau for start, niveau in part_words().level_words if any(w.startswith(start) for w in words)}
    return tuple(niveau for niveau in _LEVELS if niveau in kinds and (not named or niveau in named))


def _stranger(title: str | None, end: int, lines: Sequence[str], opens: bool) -> str | None:
    """A region that no list knows: the gemeenten that the title names, what stands behind its kind, which
    `end`s there, or a line that is a name, where a line speaks of a region.
    """
    if own := [n for n in names_in(title or "") if n.niveau == "gemeente" and not n.refers]:
        return own[0].naam if len(own) == 1 else plain(title or "")[own[0].start : own[-1].end]
    rest = plain(title or "")[end:].strip()
    if opens and rest and leading_area(rest) == rest:
        return rest  # 'Plan Heuvelland'
    regional = any(token.startswith("regio") for line in lines for token in fold(line).split())
    return line_of_name("", lines) if opens and regional else None


def _names_kind(line: str, noun: str) -> bool:
    """True for a line with this noun, alone or as the end of a compound ('opvangplan').

    Not for a chapter or a sentence, nor where it refers to another part: 'Bijdrage aan het provinciaal plan'.
    """
    folded = fold(line)
    match = re.search(rf"{re.escape(noun)}(?!\w)", folded)
    if match is None or _CHAPTER.match(folded) or ends_sentence(line):
        return False
    before = f" {folded[: match.start()].rpartition(' ')[0]} "
    return not any(f" {words} " in before for words in part_words().referring)


def _is_annex(line: str, words: PartWords) -> bool:
    """True for a line that begins as the title of an annex does: 'Bijlage 6', 'Bijlage bij het plan'."""
    return any(token in words.annex_words for token in re.findall(r"\w+", fold(line))[:1])


def _may_stand_before(prefix: str, words: PartWords) -> bool:
    """True when only words like 'Bijlage 3:' stand before the title's words, or the title opens a new
    clause.
    """
    clause = re.split(r"[:|]|\s-\s", prefix)[-1]
    return all(
        token in words.before_title
        or token in words.of_names
        or re.fullmatch(r"\d+[a-z]?|[ivx]+|[a-z]", token)
        for token in re.findall(r"\w+", clause)
    )
