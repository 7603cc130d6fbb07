"""Is this installation sound, and this home? Looks and tells how to mend; changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.doctor import homes, installation
from pipelines.doctor.finding import Finding, State
from warehouse.home import Home

__all__ = ["Finding", "State", "examine"]


def examine(home: Home) -> Iterator[Finding]:
    """Everything that was looked at, one finding after the other: the installation first, then the home."""
    for check in (*installation.CHECKS, *homes.CHECKS):
        try:
            yield from check(home)
        except Exception as error:
            where = check.__name__.replace("_", " ")
            yield Finding(where, State.FAILURE, f"{type(error).__name__}: {' '.join(str(error).split())}")
