"""Folding of printed text, so that one word list serves every way of printing a word."""

from __future__ import annotations

import functools
import re
import unicodedata

_PLAIN = {
    **str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"'}),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"), None),
}
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|[⁽⁾]")
# control characters, halves of surrogate pairs and non-characters: no file format takes them
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
EMPTY_MARKS = frozenset({"", "-", "--", ".", "x", "n.v.t.", "nvt"})


def printable(text: str) -> str:
    """The text without what cannot be printed: a damaged font may give such characters, a file name too."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def written_out(text: str) -> str:
    """The text with its ligatures as letters."""
    return text if text.isascii() else text.translate(_LIGATURES)


def plain(text: str) -> str:
    """One line with plain quotes and dashes; invisible characters and raised figures dropped; case and
    accents kept.
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    return " ".join(unicodedata.normalize("NFKC", _RAISED.sub("", text)).translate(_PLAIN).split())


@functools.lru_cache(maxsize=8192)  # the same few words are folded thousands of times a document
def fold(text: str) -> str:
    """`plain`, in lower case and without accents: 'Oekraïne' → 'oekraine'."""
    lower = plain(text).lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFKD", lower)
    return " ".join("".join([c for c in decomposed if c < "\u0300" or not unicodedata.combining(c)]).split())


@functools.lru_cache(maxsize=8192)
def sleutel(naam: str) -> str:
    """The key under which spellings of one name meet: letters and digits only, '&' read as 'en'."""
    return re.sub(r"[^a-z0-9]", "", fold(naam).replace("&", " en ").replace("a/d", "aan de"))


_CUT_WORD = re.compile(r"(?<=[^\W\d_])- (?!(?:en|of) )(?=[a-z])")


def readings(text: str) -> list[str]:
    """The folded readings of a printed cell: line breaks as spaces, and as breaks within a word.

    'Realisat\\nie amv' → ['realisat ie amv', 'realisatie amv']; the caller keeps the one it knows best.
    Where only some lines end in a hyphen, mending those alone is a reading too, and so is leaving out the
    hyphens that a word was set with to let it break: 'Inspannings-verplichting'. On one line, such a word has
    a space after its hyphen: 'achter- stand', but not 'voor- en achterstand'.
    """
    if "-" not in text and "\n" not in text:
        return [fold(text)]
    hyphens, breaks = re.sub(r"-[ \t]*\n", "", text), re.sub(r"-?\n", "", text)
    unbroken = re.sub(r"(?<=[^\W\d_])-(?=[a-z])", "", hyphens)
    one_line = _CUT_WORD.sub("", text) if "- " in text else text
    return list(dict.fromkeys(map(fold, (text, hyphens, breaks, unbroken, one_line))))


_ABBREVIATION = re.compile(
    r"\b(?:incl|excl|ca|nrs?|max|min|resp|bijv|evt|tab|fig|art|wv|w\.v|o\.a|m\.n|t\.o\.v|d\.d|c\.a)\.$",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")


def sentences(text: str, ends: str = ".!?") -> list[str]:
    """The sentences of a text, each from a capital on; an abbreviation ends none: 'Asiel incl. AMV'."""
    found: list[list[str]] = []
    for part in _SENTENCE.split(text):
        last = found[-1][-1] if found else ""
        if last and (last[-1] not in ends or _ABBREVIATION.search(last) or not part[:1].isupper()):
            found[-1].append(part)
        else:
            found.append([part])
    return [" ".join(parts) for parts in found]


_SENTENCE_END = re.compile(r"[a-z]{3}\.(?:\s+[A-Z]|$)")


def ends_sentence(text: str) -> bool:
    """True where a full stop behind three small letters ends the text, or a capital follows it."""
    return bool(_SENTENCE_END.search(text))


def is_empty(text: str) -> bool:
    """True where a cell states nothing: '', '-', 'n.v.t.'. A printed 0 and 'n.n.t.b.' do state something."""
    return fold(text) in EMPTY_MARKS


_LEAD = r"[^\w%+-]{0,3} [<>]? \s* [+-]{0,2} \s*"
_TRAIL = r"\s* %? \s* (?: \*+ | \d\) | \(\d\) )? $"
_FIGURE = re.compile(
    rf"""{_LEAD} \d{{1,3}} (?:[.\s]\d{{3}})+ (?:,\d+)? {_TRAIL}     # 3.864
       | {_LEAD} \d{{1,6}} (?:[.,]\d{{1,2}})? {_TRAIL}             # 1211, 12,5
    """,
    re.X,
)
_PART_OF_YEAR = re.compile(r"(?:19|20)\d\d[-/][1-4]")
_RANGE = re.compile(r"\d+\s*(?:-|tot|a|t/m)\s*\d+\b(?![-/]\d)")


def is_part_of_year(text: str) -> bool:
    """True for a numbered half or quarter of a year, which looks like a range: '2024-2'."""
    return bool(_PART_OF_YEAR.fullmatch(fold(text)))


@functools.lru_cache(maxsize=8192)
def is_figure(text: str) -> bool:
    """True for a cell that is a number as printed, with its marks: '3.864', '274*', '24 %', '--96',
    '550-580', 'nihil'.
    """
    folded = fold(text)
    if is_part_of_year(folded):
        return False
    return folded == "nihil" or bool(_FIGURE.match(folded)) or bool(_RANGE.fullmatch(folded.rstrip("*")))
