"""The date and the cycle of a part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from extract.outline import TextPage, is_title_page
from extract.parts.words import part_words
from extract.text import fold, sentences

_DATE = re.compile(r"\b(\d{1,2})[\s\-/.]+([a-z]+\.?|\d{1,2})[\s\-/.]+((?:19|20)\d\d)\b")
_MONTH = re.compile(r"\b([a-z]{3,9})\.?\s+((?:19|20)\d\d)\b")
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


def find_date(own: Sequence[TextPage], metadata: dict[str, str]) -> tuple[str | None, str | None]:
    """The date of a part and where it was found: its title page, its text, or the PDF's metadata."""
    first = own[0]
    opening = [line.text for line in sorted(first.lines, key=lambda line: line.top)]
    lines = opening if is_title_page(first) else opening[:6]
    if found := _date_of_title(lines):
        return found, "titelpagina"
    text = " ".join(line.text for page in own for line in page.lines)
    for sentence in sentences(text):
        if _says(sentence, part_words().date_words) and (found := read_date(sentence, whole=True)):
            return found, "tekst"
    found = metadata_date(metadata)
    return found, "metadata" if found else None


def _date_of_title(lines: Sequence[str]) -> str | None:
    """The date of its own on a title page: what stands there as a date alone, else one that is said to be its
    own, else one that is not said to be of something else, else any.
    """
    # '26 sept. 2024' goes on
    clauses = (
        clause for line in lines for clause in re.split(r"\s\|\s", re.split(r"\.\s+(?=[A-Z])", line)[0])
    )
    words = part_words()
    dated = [
        (clause, found)
        for clause in clauses
        if len(clause) < (100 if _says(clause, words.date_words) else 60) and (found := read_date(clause))
    ]

    def rank(item: tuple[str, str]) -> int:
        clause = item[0]
        other = _says(clause, words.other_date_words) or len(_DATE.findall(fold(clause))) > 1
        return 3 if other else 0 if is_date_line(clause) else 1 if _says(clause, words.date_words) else 2

    return min(dated, key=rank)[1] if dated else None


def is_date_line(line: str) -> bool:
    """True for a line that is a date and hardly more: 'Roermond, 20 oktober 2025', 'versie 3-2-2026'."""
    n_words = len(line.split())
    return n_words <= 6 and read_date(line, whole=n_words > 3) is not None


def _says(text: str, words: Iterable[str]) -> bool:
    """True for a text with one of these folded words."""
    folded = fold(text)
    return any(word in folded and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) for word in words)


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
