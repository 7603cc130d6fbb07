"""What a person may add to the word lists so that a header or label is understood: a line to paste."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from extract.model import ColumnMeaning, RowMeaning
from extract.understand.headers import read_text
from extract.understand.vocabulary import ADDITIONS, vocabulary


@dataclass(frozen=True)
class Suggestion:
    """A line for `extract/vocabulary/aanvullingen.yaml` that gives the unknown words of `text` a meaning.

    The measure is `maat`, else that of the nearest known words; where nothing known is near, the line would
    have the text left out on purpose. The meaning is a guess for a person to correct.
    """

    text: str
    maat: str | None = None

    def __str__(self) -> str:
        reading = read_text(self.text)
        words = vocabulary().words(reading.period.rest)
        unknown = [i for i, word in enumerate(words) if word in reading.unknown]
        woord = " ".join(words[unknown[0] : unknown[-1] + 1] if unknown else words)
        kind, naam = ("maat", self.maat) if self.maat else vocabulary().nearest(woord) or ("soort", "anders")
        quoted = json.dumps(woord, ensure_ascii=False)  # a word like 'no' must stay one
        return f"- {{woord: {quoted}, {kind}: {naam}}}  # extract/vocabulary/{ADDITIONS}"


def write_suggestions(meanings: Iterable[ColumnMeaning | RowMeaning]) -> None:
    """Replaces the suggestions by their lines: those that a later reading dropped need none."""
    for meaning in meanings:
        if meaning.suggestie is not None:
            meaning.suggestie = str(meaning.suggestie)
