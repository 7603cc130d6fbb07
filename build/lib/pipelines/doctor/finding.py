"""What was looked at and how it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is: nothing to do, something to know of, or broken."""

    OK = "ok"
    ATTENTION = "attention"
    FAILURE = "failure"


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, how it is, and what to do about it."""

    what: str
    state: State
    says: str
    mend: str | None = None
