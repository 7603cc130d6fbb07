"""What a check and a finding are. Plain data, words as the report shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Bereik = Literal["alles", "documenten"]
Ernst = Literal["fout", "waarschuwing", "info"]
ERNST: tuple[Ernst, ...] = ("fout", "waarschuwing", "info")  # from heavy to light


def minstens(grens: str) -> tuple[Ernst, ...]:
    """The severities that weigh at least `grens`. Raises ValueError for a word that is none."""
    if grens not in ERNST:
        raise ValueError(f"{grens!r} is no severity: use one of {', '.join(ERNST)}")
    return ERNST[: ERNST.index(grens) + 1]


@dataclass(frozen=True)
class Controle:
    """The outcome of one check in one run, also when it passed."""

    run_id: str
    bron: Literal["suite", "vergelijking"]
    suite: str
    controle_id: str
    tabel: str  # table or query the check was made on
    verwachting: str  # the expectation's type, or the rule's kind
    omschrijving: str
    ernst: Ernst
    eigenaar: str
    geslaagd: bool
    aantal: int  # rows or comparisons looked at
    afwijkingen: int
    voorbeelden: list[str] = field(default_factory=list)
    melding: str | None = None  # why the check itself could not be made
    bereik: Bereik = "alles"  # or only the rows of documents that the build made anew


@dataclass(frozen=True)
class Bevinding:
    """Something open that `opvang check` may fail on."""

    bron: Literal["conflict", "controle"]
    id: str
    ernst: Ernst
    omschrijving: str
