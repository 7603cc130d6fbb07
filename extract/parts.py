"""The documents bound in one PDF: where each begins, what it is, whose it is, its date and cycle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.data import data_file, read_yaml
from extract.model import Part
from extract.outline import HeadingLine, TextPage, find_headings, page_number
from extract.text import fold, plain, sentences
from extract.understand.areas import place_in_province, reference
from extract.understand.vocabulary import period_words

_TITLE_PAGE_WORDS = 60
_NAME_JOINS = frozenset({"de", "het", "en", "van"})  # within the name of an area
_CHAPTER = re.compile(r"^\s*(\d+(\.\d+)*\.?|[ivx]+\.)\s+", re.I)
_DATE = re.compile(r"\b(\d{1,2})[\s\-/.]+([a-z]+\.?|\d{1,2})[\s\-/.]+((?:19|20)\d\d)\b")
_MONTH = re.compile(r"\b([a-z]{3,9})\.?\s+((?:19|20)\d\d)\b")
_SENTENCE_END = re.compile(r"[a-z]{3}\.(?:\s+[A-Z]|$)")
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


@dataclass(frozen=True)
class PartWords:
    """The words of `vocabulary/delen.yaml`, folded, and the names of the provinces and regions."""

    titles: tuple[tuple[str, str], ...]  # (words, deel), the longest first
    annex_titles: frozenset[str]  # those that count only in the title of an annex
    annex_words: frozenset[str]
    niveau: dict[str, str]
    regional_too: frozenset[str]  # the kinds of parts that a region may have as well
    before_title: frozenset[str]
    area_words: dict[str, tuple[str, ...]]
    no_area: frozenset[str]
    date_words: tuple[str, ...]
    contents_words: frozenset[str]
    cycles: tuple[tuple[str, str], ...]
    months: dict[str, int]
    referring: tuple[str, ...]
    kinds: tuple[tuple[str, dict[str, str]], ...]  # (the last word of a title, {level: deel})
    adjectives: tuple[tuple[str, str], ...]  # ('zeeuws', 'Zeeland')
    provinces: tuple[tuple[str, str], ...]  # (folded spelling, name)
    regions: tuple[tuple[str, str], ...]
    regional_adjectives: tuple[tuple[str, str], ...]  # ('walchers', 'Walcheren')
    landscapes: tuple[str, ...]  # that a region is called after, behind the adjective of its province


@dataclass(frozen=True)
class Claim:
    """What a title says a part is."""

    deel: str
    niveau: str | None  # whose plan it is: provincie or regio
    gebied: str | None
    text: str


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
    return PartWords(
        titles=tuple(sorted(titles, key=lambda item: -len(item[0]))),
        niveau={deel: entry["niveau"] for deel, entry in words["delen"].items()},
        regional_too=frozenset(deel for deel, entry in words["delen"].items() if entry.get("ook_regio")),
        annex_titles=frozenset(annexes),
        annex_words=annex_words,
        before_title=frozenset(map(fold, words["voor_titel"])) | annex_words,
        area_words={
            niveau: tuple(sorted(map(fold, names), key=len, reverse=True))
            for niveau, names in words["gebied_woorden"].items()
        },
        no_area=frozenset(map(fold, words["geen_gebied"])),
        date_words=tuple(map(fold, words["datum_woorden"])),
        contents_words=frozenset(map(fold, words["inhoudsopgave"])),
        cycles=tuple((fold(word), entry["periode"]) for entry in times["cycli"] for word in entry["woorden"]),
        months={fold(name): number for number, names in times["maanden"].items() for name in names},
        referring=tuple(map(fold, words["verwijst"])),
        kinds=tuple((fold(noun), delen) for noun, delen in words["soorten"].items()),
        adjectives=_forms(words["bijvoeglijk"]),
        regional_adjectives=_forms(words["bijvoeglijk_regio"]),
        landscapes=tuple(map(fold, words["landschappen"])),
        provinces=_spellings("provincie"),
        regions=_longest_first([*_spellings("regio"), *((fold(name), name) for name in words["streken"])]),
    )


def _spellings(niveau: str) -> tuple[tuple[str, str], ...]:
    """(folded spelling, name) of all areas of a level, the longest spelling first; without initials, which
    folded may be a word: 'NOG'.
    """
    return _longest_first(
        (fold(name), area.naam)
        for area in reference()
        if area.niveau == niveau
        for name in area.namen
        if not (name.isupper() and len(name) < 5)
    )


def _forms(words: Mapping[str, list[str]]) -> tuple[tuple[str, str], ...]:
    """(folded form, name) of the words that stand for a name."""
    return tuple((fold(form), naam) for naam, forms in words.items() for form in forms)


def _longest_first(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(set(pairs), key=lambda pair: (-len(pair[0]), pair)))


# ---------------------------------------------------------------- what a title says


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
        rest = plain(text)[match.end() :] if len(plain(text)) == len(folded) else folded[match.end() :]
        niveau = words.niveau[deel]
        if deel == "addendum":
            for other_title, other in words.titles:
                if other_title in fold(rest):
                    niveau = words.niveau[other]
                    rest = rest[fold(rest).index(other_title) + len(other_title) :]
                    break
        gebied = _area(niveau, rest, [text, *beside])
        if deel in words.regional_too and (region := _region_by_adjective([text, *beside])):
            niveau, gebied = "regio", region
        if gebied is None and deel in words.regional_too and (region := _known_region([text, *beside])):
            niveau, gebied = "regio", region
        return Claim(deel, niveau, gebied, plain(text))
    return None


def _known_region(texts: Sequence[str]) -> str | None:
    """The region that one of the texts names, by its own name or by its place in a province."""
    return _in_province(texts) or find_name(texts, part_words().regions)


def compose_claim(lines: Sequence[str], beside: Sequence[str] = ()) -> Claim | None:
    """The part that the lines of a title page name together: what it is in one, whose it is in another.

    'Zeeuws opvangplan'; 'Subregio Eemland' above 'Plan voor opvang en huisvesting'. Whose it is may also be
    said `beside` the title: in a running header, in the metadata. A region with a date is a region's plan,
    whatever it is called.
    """
    kinds = ((line, delen) for noun, delen in part_words().kinds for line in lines if _names_kind(line, noun))
    title, delen = next(kinds, (None, {}))
    dated = any(map(_is_date_line, lines))
    for texts in (lines, beside):
        for niveau, gebied in _areas_named(texts, dated):
            if niveau in delen:
                return Claim(delen[niveau], niveau, gebied, plain(title or ""))
            if dated and not title and texts is lines and niveau == "regio":
                return Claim("regionaal_plan", niveau, gebied, plain(lines[0]))
    deel = delen.get("provincie")
    # it goes with the parts before it, unless sentences make a chapter of it
    if title and deel in part_words().regional_too and not _SENTENCE_END.search(" ".join(lines)):
        return Claim(deel, "provincie", None, plain(title))
    return None


def _areas_named(texts: Sequence[str], dated: bool) -> Iterable[tuple[str, str]]:
    """The areas that texts name, (level, name), the surest first; a stranger counts where all is `dated`."""
    words = part_words()
    region = next((name for text in texts if (name := _labelled_region(text, behind_kind=True))), None)
    if region := region or _in_province(texts):
        yield "regio", region
    if region := _region_by_adjective(texts):
        yield "regio", region
    province = find_name(texts, (*words.adjectives, *words.provinces))
    region = find_name(texts, (*words.regions, *words.regional_adjectives))
    if province and region and fold(region).startswith(f"{fold(province)} "):  # Zuid-Holland Zuid
        yield "regio", region
    if province:
        yield "provincie", province
    if region:
        yield "regio", region
    regional = any(token.startswith("regio") for text in texts for token in fold(text).split())
    if dated and regional and (name := _line_of_name("", texts)):
        yield "regio", name


def _in_province(texts: Iterable[str]) -> str | None:
    """The region that is named after its place in a province: 'Zuidoost-Drenthe'."""
    matches = (place_in_province().search(plain(text)) for text in texts)
    names = (match[0] for match in matches if match)
    provinces = {name for _, name in part_words().provinces}
    return next((name for name in names if name not in provinces), None)


def _region_by_adjective(texts: Iterable[str]) -> str | None:
    """The region that is called after its province: 'Zuid-Hollandse Eilanden'."""
    words = part_words()
    adjectives, nouns = (
        "|".join(map(re.escape, own)) for own in ([f for f, _ in words.adjectives], words.landscapes)
    )
    for text in map(plain, texts):
        match = re.search(rf"(?<![\w-])(?:{adjectives})\s(?:{nouns})(?!\w)", fold(text))
        if match and len(fold(text)) == len(text):
            return text[match.start() : match.end()]
    return None


def _is_date_line(line: str) -> bool:
    """True for a line that is a date and hardly more: 'Roermond, 20 oktober 2025', 'versie 3-2-2026'."""
    n_words = len(line.split())
    return n_words <= 6 and read_date(line, whole=n_words > 3) is not None


def _names_kind(line: str, noun: str) -> bool:
    """True for a line with this noun, alone or as the end of a compound ('opvangplan').

    Not for a chapter or a sentence, nor where it refers to another part: 'Bijdrage aan het provinciaal plan'.
    """
    folded = fold(line)
    match = re.search(rf"{re.escape(noun)}(?!\w)", folded)
    if match is None or _CHAPTER.match(folded) or _SENTENCE_END.search(line):
        return False
    before = f" {folded[: match.start()].rpartition(' ')[0]} "
    return not any(f" {words} " in before for words in part_words().referring)


def _labelled_region(line: str, *, behind_kind: bool = False) -> str | None:
    """The region that a line names after a word like 'regio', with which it begins; or one `behind_kind`:
    'Tussenrapportage regio Utrecht-West'.
    """
    for label in part_words().area_words["regio"]:
        match = re.match(rf"(.*?)(?<!\w){re.escape(label)}\b[\s:]*(.+)", fold(line))
        if (
            match
            and (not match[1].strip() or (behind_kind and _ends_in_kind(match[1])))
            and (name := leading_area(plain(line)[match.start(2) :]))
        ):
            return name
    return None


def _ends_in_kind(text: str) -> bool:
    """True for a folded text whose last word says what a part is, 'van de' apart."""
    last = re.sub(r"(?:\s(?:van|voor|uit|door|de|het))+$", "", text.strip()).rpartition(" ")[2]
    return any(last.endswith(noun) for noun, _ in part_words().kinds)


def _is_annex(line: str, words: PartWords) -> bool:
    """True for a line that begins as the title of an annex does: 'Bijlage 6', 'Bijlage bij het plan'."""
    return any(token in words.annex_words for token in re.findall(r"\w+", fold(line))[:1])


def _may_stand_before(prefix: str, words: PartWords) -> bool:
    """True when only words like 'Bijlage 3:' stand before the title's words, or the title opens a new
    clause.
    """
    clause = re.split(r"[:|]|\s-\s", prefix)[-1]
    names = {token for spelling, _ in words.provinces + words.regions for token in spelling.split()}
    return all(
        token in words.before_title or token in names or re.fullmatch(r"\d+[a-z]?|[ivx]+|[a-z]", token)
        for token in re.findall(r"\w+", clause)
    )


def _area(niveau: str, rest: str, texts: Sequence[str]) -> str | None:
    """The area a title speaks for: a province by its name, a region by the words after 'regio' or after the
    title.
    """
    words = part_words()
    if niveau == "provincie":
        return find_name(texts, (*words.provinces, *words.adjectives))
    labelled = next((name for text in [*texts[1:], texts[0]] if (name := _labelled_region(text))), None)
    return labelled or leading_area(rest) or _known_region(texts) or _line_of_name(texts[0], texts[1:])


def _line_of_name(title: str, lines: Sequence[str]) -> str | None:
    """The line that is a name and nothing else ('Hart van Brabant' under 'Regionaal plan'), below the title
    first.
    """
    at = next((i for i, line in enumerate(lines) if fold(line) == fold(title)), -1)
    provinces = {spelling for spelling, _ in part_words().provinces}
    for line in map(_without_kind, (*lines[at + 1 :], *lines[:at])):
        name = leading_area(line)
        words = [word for word in plain(line).split() if fold(word) not in _NAME_JOINS]
        one = "," not in line  # 'Goes, Kapelle en Reimerswaal' are those who take part
        if (
            one
            and name == plain(line)
            and fold(line) not in provinces
            and all(w[:1].isupper() for w in words)
        ):
            return name
    return None


def _without_kind(line: str) -> str:
    """The line without a word before a name that says what the part is: 'Opvangplan Rijk van Nijmegen'."""
    first, _, rest = line.partition(" ")
    return rest if any(fold(first).endswith(noun) for noun, _ in part_words().kinds) else line


def find_name(texts: Iterable[str], spellings: Iterable[tuple[str, str]]) -> str | None:
    """The first known area that one of the texts names."""
    for text in texts:
        folded = fold(text)
        for spelling, name in spellings:
            # 'Midden-Limburg' is not Limburg
            if spelling in folded and re.search(rf"(?<![\w-]){re.escape(spelling)}(?![\w-])", folded):
                return name
    return None


def leading_area(text: str) -> str | None:
    """The area's name at the start of a text: 'regio Twente 2024' → 'Twente'; None when it holds no name."""
    words = part_words()
    clause = re.split(r"[:|()]|\s[-–—]\s|[\s,]v?\d|^\d", plain(text).strip(" -–—:,"))[0]
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


# ---------------------------------------------------------------- where parts begin


def find_parts(pages: Sequence[TextPage], metadata: dict[str, str]) -> list[Part]:
    """The parts of a document, covering all its pages."""
    headings = {page.number: find_headings(page) for page in pages}
    headers = {page.number: _header_claim(page) for page in pages}
    titles = {
        page.number: _title_claim(page, headings[page.number], _beside(pages[number : number + 3], metadata))
        for number, page in enumerate(pages)
        if not (number and _goes_on(page, pages[number - 1]))
    }
    if _headers_say_nothing(headers, titles):
        headers = dict.fromkeys(headers)
    starts: list[tuple[int, Claim]] = []
    current: Claim | None = None
    for page in pages:
        title, header = titles.get(page.number), headers[page.number]
        claim = title if title and (header is None or _same(title, header)) else header
        if claim and (current is None or not _same(claim, current)):
            starts.append((page.number, claim))
            current = claim
    if not starts:
        starts = [(pages[0].number, _claim_of_whole(pages, metadata))]
    starts = _merge_leading(starts, pages)
    return _make_parts(starts, pages, metadata)


def _same(one: Claim, other: Claim) -> bool:
    """True when two claims can be about the same part."""
    short, long = sorted((fold(c.gebied or "") for c in (one, other)), key=len)
    return one.deel == other.deel and f"{long} ".startswith(f"{short} " if short else "")


def _header_claim(page: TextPage) -> Claim | None:
    """The part that the running header or footer of a page names."""
    texts = [piece for line in page.running for piece in line.pieces]
    for text in texts:
        if claim := read_claim(text, [other for other in texts if other != text]):
            return claim
    return None


def _is_title_page(page: TextPage) -> bool:
    """True for a page with no more than a title: few words, no table, and something set large."""
    n_words = sum(line.n_words for line in page.lines)
    largest = max((line.size for line in page.lines), default=0.0)
    return 0 < n_words <= _TITLE_PAGE_WORDS and not page.n_tables and largest >= 1.3 * page.body_size


def _goes_on(page: TextPage, before: TextPage) -> bool:
    """True for running text under the header of the page before: no title page, though it holds little."""
    headers = [{piece for line in p.running for piece in line.pieces} for p in (page, before)]
    same = any(len(text.split()) > 1 and not text[-1:].isdigit() for text in set.intersection(*headers))
    return same and any(line.text.rstrip().endswith(".") and line.n_words > 3 for line in page.lines)


def _beside(pages: Sequence[TextPage], metadata: Mapping[str, str]) -> list[str]:
    """What may say whose part begins on the first of these pages when its title does not."""
    running = [piece for page in pages for line in page.running for piece in line.pieces]
    return [*running, *(metadata.get(key, "") for key in ("Title", "Subject", "Author"))]


def _title_claim(page: TextPage, headings: Sequence[HeadingLine], beside: Sequence[str]) -> Claim | None:
    """The part that a page opens: the title on a title page, or the heading with which the page begins."""
    if page.is_contents or not page.lines:
        return None
    first = min(page.lines, key=lambda line: line.top)
    texts = [line.text for line in sorted(page.lines, key=lambda line: line.top)]
    if _is_title_page(page):
        largest_first = [heading.text for heading in sorted(headings, key=lambda h: -h.style[0])]
        for text in (*largest_first, *texts):
            if claim := read_claim(text, texts[:12]):
                return claim
        opens = page.number == 1 or any(map(_is_date_line, texts))
        # a heading of several lines counts as one
        lines = [h.text for h in headings] + [t for t in texts if not any(t in h.text for h in headings)]
        return compose_claim(lines[:12], beside if opens else ())
    top = [h for h in headings if h.top <= first.top + 1]
    if top and top[0].style[0] >= max(h.style[0] for h in headings):
        return read_claim(top[0].text, texts[1:4])
    return None


def _headers_say_nothing(headers: dict[int, Claim | None], titles: dict[int, Claim | None]) -> bool:
    """True when one header runs through the whole bundle while title pages tell parts apart."""
    named = {(c.deel, fold(c.gebied or "")) for c in headers.values() if c}
    opened = {(c.deel, fold(c.gebied or "")) for c in titles.values() if c}
    return len(named) == 1 and len(opened) > 1


def _claim_of_whole(pages: Sequence[TextPage], metadata: dict[str, str]) -> Claim:
    """What a document without title page is, from its metadata title or its first lines; `overig` when
    nothing says so.
    """
    first = [line.text for page in pages[:2] for line in page.lines[:15]]
    for text in [metadata.get("Title", ""), *first]:
        if claim := read_claim(text, first):
            return claim
    if claim := compose_claim([metadata.get("Title", ""), *first[:3]]):
        return claim
    title = metadata.get("Title") or (first[0] if first else "")
    return Claim("overig", None, find_name([title, *first], part_words().provinces), plain(title))


def _merge_leading(starts: list[tuple[int, Claim]], pages: Sequence[TextPage]) -> list[tuple[int, Claim]]:
    """Gives pages before the first part to it when they hold no table, else makes them a part."""
    first = pages[0].number
    if starts[0][0] == first:
        return starts
    before = [page for page in pages if page.number < starts[0][0]]
    if any(page.n_tables for page in before):
        return [
            (first, Claim("overig", None, None, before[0].lines[0].text if before[0].lines else "")),
            *starts,
        ]
    return [(first, starts[0][1]), *starts[1:]]


# ---------------------------------------------------------------- what is known of each part


def _make_parts(
    starts: Sequence[tuple[int, Claim]], pages: Sequence[TextPage], metadata: dict[str, str]
) -> list[Part]:
    """The parts with area, date and cycle; a province that a part does not name is carried over from the
    others.
    """
    province = _usual_province(starts, pages, metadata)
    of_region = all(claim.niveau == "regio" for _, claim in starts if claim.gebied)
    parts: list[Part] = []
    for index, (begin, claim) in enumerate(starts):
        end = starts[index + 1][0] - 1 if index + 1 < len(starts) else pages[-1].number
        own = [page for page in pages if begin <= page.number <= end]
        niveau = claim.niveau
        gebied = claim.gebied
        if gebied is None and claim.deel in part_words().regional_too and parts and of_region:
            gebied, niveau = parts[-1].deel_gebied, "regio"  # an annex goes with the plan that it follows
        elif gebied is None and niveau != "regio":
            gebied, niveau = province, "provincie" if province else niveau
        datum, bron = find_date(own, metadata)
        sure = claim.gebied is not None and _numbering_agrees(own, index)
        parts.append(
            Part(
                part_no=index + 1,
                deel=claim.deel,
                deel_gebied=gebied,
                gebied_niveau=niveau if gebied else None,
                titel=claim.text,
                page_from=begin,
                page_to=end,
                datum=datum,
                datum_bron=bron,
                cyclus=find_cycle(claim.text, own),
                confidence=1.0 if sure else 0.8 if claim.deel != "overig" else 0.5,
            )
        )
    return parts


def _numbering_agrees(own: Sequence[TextPage], index: int) -> bool:
    """False when printed page numbers run on from another part, which makes a boundary less sure."""
    numbers = [(page.number, printed[0]) for page in own if (printed := page_number(page))]
    return not numbers or index == 0 or numbers[0][1] - (numbers[0][0] - own[0].number) <= 2


def _usual_province(
    starts: Sequence[tuple[int, Claim]], pages: Sequence[TextPage], metadata: dict[str, str]
) -> str | None:
    """The province the bundle is about: named in a title, else in the metadata, else most often in headers
    and text.
    """
    words = part_words()
    for _, claim in starts:
        if claim.gebied and claim.niveau == "provincie":
            return claim.gebied
    if name := find_name([metadata.get("Title", ""), metadata.get("Author", "")], words.provinces):
        return name
    text = fold(" ".join(line.text for page in pages[:40] for line in [*page.running, *page.lines]))
    counts: Counter[str] = Counter()
    for spelling, name in words.provinces:
        counts[name] += len(re.findall(rf"\bprovincie {re.escape(spelling)}(?!\w)", text)) * 5
        counts[name] += len(re.findall(rf"(?<!\w){re.escape(spelling)}(?!\w)", text))
    name, count = counts.most_common(1)[0]
    return name if count else None


def find_date(own: Sequence[TextPage], metadata: dict[str, str]) -> tuple[str | None, str | None]:
    """The date of a part and where it was found: its title page, its text, or the PDF's metadata."""
    words = part_words()
    first = own[0]
    opening = [line.text for line in sorted(first.lines, key=lambda line: line.top)]
    for text in opening if _is_title_page(first) else opening[:6]:
        sentence = re.split(r"\.\s+(?=[A-Z])", text)[0]  # '26 sept. 2024' goes on
        if len(sentence) < 60 and (found := read_date(sentence)):
            return found, "titelpagina"
    text = " ".join(line.text for page in own for line in page.lines)
    for sentence in sentences(text):
        folded = fold(sentence)
        own_date = any(
            word in folded and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded)
            for word in words.date_words
        )
        if own_date and (found := read_date(sentence, whole=True)):
            return found, "tekst"
    found = metadata_date(metadata)
    return found, "metadata" if found else None


def metadata_date(metadata: Mapping[str, str]) -> str | None:
    """The ISO date on which a PDF was made, else changed, by its own account."""
    for key in ("CreationDate", "ModDate"):
        match = _PDF_DATE.match(metadata.get(key, ""))
        if match and (found := _iso(*match.groups())):
            return found
    return None


def _iso(year: str, month: str | int, day: str) -> str | None:
    """The ISO date, None for a day that does not exist."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def read_date(text: str, *, whole: bool = False) -> str | None:
    """The first date in a text, ISO; a month without a day counts as its first day unless `whole` is asked
    for.
    """
    months = part_words().months
    folded = fold(text)
    for day, month, year in _DATE.findall(folded):
        number = month if month.isdigit() else months.get(month.rstrip("."), 0)
        if found := _iso(year, number, day):
            return found
    if not whole:
        for month, year in _MONTH.findall(folded):
            if month in months:
                return f"{year}-{months[month]:02d}-01"
    return None


def find_cycle(title: str, own: Sequence[TextPage]) -> str | None:
    """The cycle that the title, else most of the text, names."""
    words = part_words()
    counts: Counter[str] = Counter()
    text = fold(" ".join(line.text for page in own for line in page.lines))
    for spelling, name in words.cycles:
        whole = re.compile(rf"\b{re.escape(spelling)}\b")  # 'de tweede cyclus, 19 maart' names no cyclus 1
        if whole.search(fold(title)):
            return name
        counts[name] += len(whole.findall(text))
    name, count = counts.most_common(1)[0]
    return name if count else None
