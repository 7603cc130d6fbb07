"""What must hold: suites over the marts and the conflicts, their history, and the report people read.

What belongs here: expectations as data (`suites/*.yaml`), the thin adapter that has Great Expectations judge
them, the history of every check, the verdict of `opvang check`, and the HTML report.
What does not: comparing figures (dbt does), publishing, Dagster.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from expectations.cutouts import Draw
    from expectations.model import Bereik, Bevinding, Controle

__all__ = ["open_findings", "record", "run_suites", "write_report"]


def run_suites(con: duckdb.DuckDBPyConnection, run_id: str, *, bereik: Bereik = "alles") -> list[Controle]:
    """Judge every suite against the warehouse behind `con`; one result per expectation, passes too. With
    `bereik` "documenten" only the rows that the last build made anew are looked at, where that can be.
    """
    from expectations.runner import run_suites as run  # Great Expectations takes seconds to import

    return run(con, run_id, bereik=bereik)


def record(
    con: duckdb.DuckDBPyConnection, controles: Sequence[Controle], *, at: datetime | None = None
) -> None:
    """Add the results of a run, and what its comparisons came to, to `quality.controles`."""
    from expectations.history import record as add

    add(con, controles, at=at)


def open_findings(con: duckdb.DuckDBPyConnection, ernst: str) -> list[Bevinding]:
    """Open conflicts and failed checks of the last run that weigh at least `ernst` (see `model.ERNST`)."""
    from expectations.verdict import open_findings as find

    return find(con, ernst)


def write_report(
    con: duckdb.DuckDBPyConnection, path: Path, *, at: datetime | None = None, draw: Draw | None = None
) -> Path:
    """Write the quality report, one HTML file that needs no network, and give its path.

    `draw` gives the pictures of places in documents; without it the report has none.
    """
    from expectations.report import write_report as write

    return write(con, path, at=at, draw=draw)
