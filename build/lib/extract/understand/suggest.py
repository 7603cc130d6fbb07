"""What a person may add to the word lists so that a header or label is understood: a line to paste."""

from __future__ import annotations

import yaml

from extract.understand.headers import read_text
from extract.understand.vocabulary import ADDITIONS, vocabulary


def suggest(text: str, maat: str | None = None) -> str:
    """A line for `extract/vocabulary/aanvullingen.yaml` that gives the unknown words of `text` a meaning.

    The measure is `maat`, else that of the nearest known words; where nothing known is near, the line would
    have the text left out on purpose. The meaning is a guess for a person to correct.
    """
    reading = read_text(text)
    words = vocabulary().words(reading.period.rest)
    unknown = [i for i, word in enumerate(words) if word in reading.unknown]
    woord = " ".join(words[unknown[0] : unknown[-1] + 1] if unknown else words)
    kind, naam = ("maat", maat) if maat else vocabulary().nearest(woord) or ("soort", "anders")
    line = yaml.safe_dump(
        {"woord": woord, kind: naam}, default_flow_style=True, sort_keys=False, width=1000, allow_unicode=True
    )
    return f"- {line.strip()}  # extract/vocabulary/{ADDITIONS}"
