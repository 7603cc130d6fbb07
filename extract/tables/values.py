"""What stands in the body of a table of figures, in any notation: '1,234', '(12.5)', '$ 3 200', 'n.a.'."""

from __future__ import annotations

import functools
import re

from extract.text import is_empty, is_figure, is_part_of_year

_NUMBER = re.compile(
    r"""[<>~≈±≤≥]? \s* [-+–−]? \s* \(? \s* [$€£]? \s* [-+–−]? \s*
        (?: \d{1,3} (?: [.,'’\s] \d{3} )+ | \d+ )? (?: \s? [.,·] \d+ )? (?<=\d)
        \s* %? \s* \)? \s* (?: [*†‡§]{1,3} | \(\w\) | [a-z] | [¹²³⁴⁵⁶⁷⁸⁹] )? \s* %? $""",
    re.X,
)
_SPREAD = re.compile(r"\d+(?:[.,]\d+)?\s*(?:-|–|/|to|±)\s*\d+(?:[.,]\d+)?%?$")
YEARS = range(1990, 2100)
_MARKS = re.compile(
    r"""(?: n\.?/?[as]\.? | n\.?d\.? | \(?[a-z]\)? | [-–—−*†‡§#:.…·]{1,4} | \(?[*†‡#–-]\)? | (?:\.\s?){2,4}
        | [A-Z]\d{1,2} )$""",
    re.X | re.I,
)


@functools.lru_cache(maxsize=8192)
def is_number(text: str) -> bool:
    """True for a number as printed, with its sign, currency, share and note marks."""
    text = text.strip()
    spread = _SPREAD.match(text) and not is_part_of_year(text)
    return bool(_NUMBER.match(text) or spread) or is_figure(text)


@functools.lru_cache(maxsize=8192)
def is_value(text: str) -> bool:
    """True for a number, and for the short signs that stand where there is none: '–', '(X)', 'n.a.'."""
    return is_number(text) or is_empty(text) or bool(_MARKS.match(text.strip()))


def is_year(text: str) -> bool:
    """True for a year, which may also be the name of a column."""
    return text.strip().isdecimal() and int(text) in YEARS
