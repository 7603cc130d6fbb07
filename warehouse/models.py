"""Which code made the models in the writer's database, so that a build knows what it may leave alone."""

from __future__ import annotations

import duckdb

DDL = """
create schema if not exists intermediate;
create table if not exists intermediate.gemaakt_door (code varchar not null);
comment on table intermediate.gemaakt_door is 'Welke code de modellen maakte; leeg als een bouw niet af is.';
"""


def begin_build(con: duckdb.DuckDBPyConnection) -> str | None:
    """Note that the models are about to change; gives the code that made them, None where the last build of
    them did not end.
    """
    con.execute(DDL)
    found = con.execute("select code from intermediate.gemaakt_door").fetchone()
    con.execute("delete from intermediate.gemaakt_door")
    return found[0] if found else None


def end_build(con: duckdb.DuckDBPyConnection, code: str) -> None:
    """Note that every model is what `code` makes of raw."""
    con.execute("insert into intermediate.gemaakt_door values (?)", [code])


def documents_made_anew(con: duckdb.DuckDBPyConnection) -> int | None:
    """How many documents the last build made anew; None where it was all of them."""
    anew, known = con.execute("""
        select
            (select count(distinct document_id) from intermediate.int_geraakt where opnieuw),
            (select count(distinct document_id) from intermediate.int_stand)
    """).fetchone()
    return None if anew >= known else anew
