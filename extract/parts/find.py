"""Where the parts bound in one PDF begin, and what is known of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Part
from extract.outline import TextPage, find_headings, is_page_number, is_title_page, page_number
from extract.parts.claims import Claim, compose_claim, read_claim, read_title_page, whose
from extract.parts.dates import find_cycle, find_date, is_date_line
from extract.parts.names import names_in
from extract.parts.words import part_words
from extract.text import fold, plain

_ARTICLE = re.compile(r"^(?:de|het) ")


def find_parts(pages: Sequence[TextPage], metadata: dict[str, str]) -> list[Part]:
    """The parts of a document, covering all its pages."""
    headers = {page.number: _header_claim(page) for page in pages}
    titles = {page.number: title for page, title in zip(pages, _titles(pages, metadata), strict=True)}
    if _headers_say_nothing(headers, titles):
        headers = dict.fromkeys(headers)
    starts: list[tuple[int, Claim]] = []
    current: Claim | None = None
    overruled: Claim | None = None  # the header that runs on under a title page of another part
    for before, page in pairwise([None, *pages]):
        title, header = titles[page.number], headers[page.number]
        running = header or headers.get(page.number + 1)
        runs_on = before is not None and running is not None and headers[before.number] == running
        if title and not title.told and not _is_like(title.claim, current):
            title = None
        if title and title.sure and runs_on and not _same(title.claim, running):
            overruled = running
        if header == overruled:
            header = None
        claim = title.claim if title and (header is None or _same(title.claim, header)) else header
        if claim and (current is None or not _same(claim, current)):
            starts.append((page.number, claim))
            current = claim
    if not starts:
        starts = [(pages[0].number, _claim_of_whole(pages, metadata))]
    starts = _merge_leading(starts, pages, metadata)
    return _make_parts(starts, pages, metadata)


@dataclass(frozen=True)
class _Title:
    """What a page says that it opens."""

    claim: Claim
    sure: bool  # a title page with a date, or numbered as what is bound in
    told: bool = True  # by more than a heading on top of a page: one like that of the part before may do


def _is_like(one: Claim, other: Claim | None) -> bool:
    """True for titles that begin alike, such as 'Monitor Twente' after 'Monitor IJsselland'."""
    return (
        other is not None
        and one.deel == other.deel
        and fold(one.text).split()[:1] == fold(other.text).split()[:1]
    )


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


def _goes_on(page: TextPage, before: TextPage) -> bool:
    """True for running text under the header of the page before: no title page, though it holds little."""
    headers = [{piece for line in p.running for piece in line.pieces} for p in (page, before)]
    same = any(len(text.split()) > 1 and not text[-1:].isdigit() for text in set.intersection(*headers))
    return same and any(line.text.rstrip().endswith(".") and line.n_words > 3 for line in page.lines)


def _titles(pages: Sequence[TextPage], metadata: Mapping[str, str]) -> Iterable[_Title | None]:
    """What each page opens, None for most."""
    for number, page in enumerate(pages):
        before, after = pages[max(number - 2, 0) : number], pages[number : number + 3]
        goes_on = page.is_contents or not page.lines or (before and _goes_on(page, before[-1]))
        yield None if goes_on else _title(page, before, after, metadata)


def _title(
    page: TextPage, before: Sequence[TextPage], after: Sequence[TextPage], metadata: Mapping[str, str]
) -> _Title | None:
    """The part that a page opens, by the title on a title page or the heading with which the page begins."""
    lines = sorted(page.lines, key=lambda line: line.top)
    texts = [line.text for line in lines]
    headings = find_headings(page)
    divisions, new = sum(map(_is_division, texts)), _begins_anew(before, after)
    if divisions > 1:
        return None  # a list of what is bound in
    if not is_title_page(page):
        top = [heading for heading in headings if heading.top <= lines[0].top + 1]
        if not top or top[0].style[0] < max(heading.style[0] for heading in headings):
            return None
        text, division = top[0].text, _is_division(top[0].text)
        claim = read_claim(text, texts[1:4])
        told = claim is not None or new or division
        if claim is None and (named := compose_claim([text])) and named.gebied:
            annex = division and named.deel in part_words().regional_too
            claim = named if named.niveau == "regio" or annex else None  # else it is a chapter
        return _Title(claim, sure=False, told=told) if claim else None
    dated = any(map(is_date_line, texts))
    largest_first = [heading.text for heading in sorted(headings, key=lambda h: -h.style[0])]
    # a heading of several lines counts as one
    whole = [*largest_first, *(text for text in texts if not any(text in h for h in largest_first))]
    opens = not before or dated or new
    beside = _beside(after, metadata) if opens else []
    claim = read_title_page(whole[:12], texts[:12], beside, opens=opens)
    if claim is None and divisions and new:
        claim = Claim("overig", None, None, plain(whole[0]))
    return _Title(claim, sure=dated or divisions > 0) if claim else None


def _is_division(text: str) -> bool:
    """True for a line that begins as what is bound in does: 'Bijlage 3', 'Deel B: ...'."""
    first, _, rest = fold(text).partition(" ")
    return first in part_words().division_words and bool(re.match(r"(?:\d{1,2}|[ivx]+|[a-z])\b", rest))


def _begins_anew(before: Sequence[TextPage], after: Sequence[TextPage]) -> bool:
    """True where the running headers of the pages before do not return, or the pages are numbered anew."""
    old, new = (
        {
            re.sub(r"\d+", "#", piece)
            for page in pages
            for line in page.running
            for piece in line.pieces
            if not is_page_number(piece)
        }
        for pages in (before, after[:2])
    )
    numbers = [printed[0] - at for at, page in enumerate(after[:2]) if (printed := page_number(page))]
    last = [printed[0] for page in before if (printed := page_number(page))]
    return bool(old and new and old.isdisjoint(new)) or (numbers[:1] == [1] and bool(last))


def _beside(pages: Sequence[TextPage], metadata: Mapping[str, str]) -> list[str]:
    """What may say whose part begins on the first of these pages when its title does not."""
    running = [piece for page in pages for line in page.running for piece in line.pieces]
    return [*running, *(metadata.get(key, "") for key in ("Title", "Subject", "Author"))]


def _headers_say_nothing(headers: dict[int, Claim | None], titles: dict[int, _Title | None]) -> bool:
    """True when one header runs through the whole bundle while title pages tell parts apart."""
    named = {(c.deel, fold(c.gebied or "")) for c in headers.values() if c}
    opened = {(t.claim.deel, fold(t.claim.gebied or "")) for t in titles.values() if t}
    return len(named) == 1 and len(opened) > 1


def _claim_of_whole(pages: Sequence[TextPage], metadata: dict[str, str]) -> Claim:
    """What a document without title page is, from its metadata title or its first lines; `overig` when
    nothing says so.
    """
    first = [line.text for page in pages[:2] for line in page.lines[:15]]
    for text in [metadata.get("Title", ""), *first]:
        if claim := read_claim(text, first):
            return claim
    beside = [line.text for page in pages[1:2] for line in page.lines[:1]]  # a header that stands but once
    if claim := compose_claim([metadata.get("Title", ""), *first[:3]], beside):
        return claim
    title = metadata.get("Title") or (first[0] if first else "")
    name = whose([title, *first], ("provincie",))
    return Claim("overig", None, name and name.naam, plain(title))


def _merge_leading(
    starts: list[tuple[int, Claim]], pages: Sequence[TextPage], metadata: dict[str, str]
) -> list[tuple[int, Claim]]:
    """Gives pages before the first part to it when they hold no table, else makes them a part."""
    first = pages[0].number
    before = [page for page in pages if page.number < starts[0][0]]
    if any(page.n_tables for page in before):
        return [(first, _claim_of_whole(before, metadata)), *starts]
    return [(first, starts[0][1]), *starts[1:]]


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
        if gebied is None and niveau == "regio":
            gebied = _usual_region(own)
        elif gebied is None and claim.deel in part_words().regional_too and parts and of_region:
            gebied, niveau = parts[-1].deel_gebied, "regio"  # an annex goes with the plan that it follows
        elif gebied is None and niveau != "regio":
            gebied, niveau = province, "provincie" if province else niveau
        gebied = next((p.deel_gebied for p in parts if gebied and _is_name_of(p.deel_gebied, gebied)), gebied)
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


def _is_name_of(one: str | None, other: str) -> bool:
    """True for two names that differ by an article: 'De Kempen', 'Kempen'."""
    return one is not None and _ARTICLE.sub("", fold(one)) == _ARTICLE.sub("", fold(other))


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
    for _, claim in starts:
        if claim.gebied and claim.niveau == "provincie":
            return claim.gebied
    if name := whose([metadata.get("Title", ""), metadata.get("Author", "")], ("provincie",)):
        return name.naam
    text = fold(" ".join(line.text for page in pages[:40] for line in [*page.running, *page.lines]))
    counts: Counter[str] = Counter()
    for spelling, (niveau, name) in part_words().areas.items():
        if niveau == "provincie" and spelling not in part_words().adjectives:
            counts[name] += len(re.findall(rf"\bprovincie {re.escape(spelling)}(?!\w)", text)) * 5
            counts[name] += len(re.findall(rf"(?<!\w){re.escape(spelling)}(?!\w)", text))
    return _most_often(counts)


def _usual_region(own: Sequence[TextPage]) -> str | None:
    """The region that headers and text of a regional plan name most often, where its title names none."""
    texts = [line.text for page in own for line in [*page.running, *page.lines]]
    return _most_often(Counter(n.naam for text in texts for n in names_in(text) if n.niveau == "regio"))


def _most_often(counts: Counter[str]) -> str | None:
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    return name if count else None
