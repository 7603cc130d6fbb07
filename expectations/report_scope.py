"""Which documents the report is about: of many the newest, so that it stays a file that opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MOST_CONFLICTS = 1000
MOST_DOCUMENTS = 100

# The newest documents, for as long as those before them have fewer conflicts. A conflict is of its first
# place: what it sets side by side is of one province and cycle.
CHOOSE = f"""
    create or replace temp table getoond as
    with documenten as (
        select document_id, max(document_datum) as datum from marts.documenten group by document_id
    ),
    conflicten as (
        select bronnen[1].document_id as document_id, count(*) as conflicten
        from quality.conflicten
        group by all
    ),
    geteld as (
        select
            document_id,
            row_number() over nieuwste_eerst as rang,
            sum(coalesce(conflicten, 0)) over nieuwste_eerst - coalesce(conflicten, 0) as ervoor
        from documenten
        left join conflicten using (document_id)
        window nieuwste_eerst as (
            order by datum desc nulls last, document_id rows between unbounded preceding and current row
        )
    )
    select document_id from geteld where rang <= {MOST_DOCUMENTS} and ervoor < {MOST_CONFLICTS}
"""
# SQL condition: a conflict is of a document that is shown; one without a place always is.
IS_GETOOND = "(len(bronnen) = 0 or bronnen[1].document_id in (select document_id from getoond))"


def choose(con: duckdb.DuckDBPyConnection) -> int:
    """Make the temporary table `getoond` of the documents to show; gives how many there are."""
    con.execute(CHOOSE)
    return con.execute("select count(*) from getoond").fetchone()[0]
