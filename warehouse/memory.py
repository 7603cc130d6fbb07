"""How much memory a build may use; what it needs beyond that is set aside on disk (`Home.spill`)."""

from __future__ import annotations

import os

MEMORY_VARIABLE = "OPVANG_MEMORY"
AT_MOST = 4_000  # MB
SHARE = 0.7  # of the machine, where that is less


def memory_limit() -> str:
    """The limit as DuckDB reads it ('4000MB'): what `$OPVANG_MEMORY` says, else 4 GB, or less on a small
    machine.
    """
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e6
    return os.environ.get(MEMORY_VARIABLE) or f"{min(AT_MOST, int(SHARE * machine))}MB"
