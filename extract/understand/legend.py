"""What letters in a header stand for: as the text around the table says ('T is de taakstelling, R het aantal
gehuisveste statushouders'), or a list anywhere in its part ('RO = resterende opgave').
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from extract.model import Table
from extract.text import plain
from extract.understand.headers import read_text

_MEANS = re.compile(
    r"""(?<![\w(]) ([A-Z]{1,3})
        \s* (?: = | : | \bis\b | \bstaat\ voor\b | \bbetekent\b | \s(?=(?:de|het)\s) ) \s*
        (?:(?:de|het|een)\s)? ([^\W\dA-Z_][^.,;:=()]{3,60})""",
    re.X,
)
_LISTED = re.compile(r"(?<![\w(])([^\W\d_][\w.]{0,7})\s=\s([^\W\dA-Z_][^.,;:=()]{3,60})")


def legend_of(table: Table, listed: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Letters → what they stand for, as the text above the table or a note below it says, else as they are
    `listed` elsewhere; only such as say nothing by themselves.
    """
    texts = (table.inleiding, table.bijschrift, *(note.text for note in table.notes))
    found = {letters: meant.strip() for text in texts for letters, meant in _MEANS.findall(plain(text))}
    return {
        letters: meant for letters, meant in {**listed, **found}.items() if read_text(letters).says_nothing
    }


def listed_in(texts: Iterable[str]) -> dict[str, str]:
    """Abbreviations → what they stand for, where texts set them equal: 'Ger. = gerealiseerd'."""
    found = (pair for text in texts if " = " in text for pair in _LISTED.findall(plain(text)))
    return {short: meant.strip() for short, meant in found}
