"""The verdict of `opvang check`: what is open and weighs at least as much as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.model import Bevinding, minstens

if TYPE_CHECKING:
    import duckdb

CONFLICTEN = """
select 'conflict' as bron, conflict_id, ernst, omschrijving
from quality.conflicten
where status = 'open' and list_contains(?, ernst)
"""

# A rule of comparison that found something is there as its conflicts; of the checks the suites are left.
CONTROLES = """
select
    'controle' as bron,
    controle_id,
    ernst,
    coalesce(melding, omschrijving || ' (' || afwijkingen || ' afwijkend)') as omschrijving
from quality.controles
where bron = 'suite' and not geslaagd and list_contains(?, ernst)
    and gelopen_op = (select max(gelopen_op) from quality.controles)
"""


def open_findings(con: duckdb.DuckDBPyConnection, ernst: str) -> list[Bevinding]:
    """Open conflicts and the failed checks of the last run that weigh at least `ernst`, the heaviest first.

    Raises ValueError when `ernst` is no severity.
    """
    heavy = list(minstens(ernst))
    rows = con.execute(CONFLICTEN, [heavy]).fetchall()
    if con.execute(
        "select 1 from duckdb_tables() where schema_name = 'quality' and table_name = 'controles'"
    ).fetchone():
        rows += con.execute(CONTROLES, [heavy]).fetchall()
    return sorted(
        (Bevinding(*row) for row in rows), key=lambda each: (heavy.index(each.ernst), each.bron, each.id)
    )
