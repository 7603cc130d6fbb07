"""Which code made the models in the writer's database, so that a build knows what it may leave alone; and the
turns in which a build makes more documents than it should hold at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

DDL = """
create schema if not exists intermediate;
create table if not exists intermediate.gemaakt_door (code varchar not null);
comment on table intermediate.gemaakt_door is 'Welke code de modellen maakte; leeg als een bouw niet af is.';
create table if not exists intermediate.beurt (document_id varchar not null, nu boolean not null);
comment on table intermediate.beurt is 'Wat een bouw in beurten tot nu toe maakt; leeg als er geen bezig is.';
"""
# A document in one place only: with the first of its groups. Groups stay whole.
GROUPS = """
    select list(document_id order by document_id) from (
        select document_id, min(plangroep) as plangroep from intermediate.int_delen group by document_id
    )
    group by plangroep
    order by plangroep
"""


def begin_build(con: duckdb.DuckDBPyConnection) -> str | None:
    """Note that the models are about to change; gives the code that made them, None where the last build of
    them did not end.
    """
    con.execute(DDL)
    found = con.execute("select code from intermediate.gemaakt_door").fetchone()
    con.execute("delete from intermediate.gemaakt_door; delete from intermediate.beurt")
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


def turns(con: duckdb.DuckDBPyConnection, size: int) -> list[list[str]]:
    """All documents that `int_delen` knows, in turns of `size` at most. What is set side by side is in one
    turn, however much that is.
    """
    made: list[list[str]] = [[]]
    for (group,) in con.execute(GROUPS).fetchall():
        if made[-1] and len(made[-1]) + len(group) > size:
            made.append([])
        made[-1] += group
    return made


def begin_turn(con: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> None:
    """Let the next build make these documents beside those of earlier turns, as if there were no others."""
    con.execute("update intermediate.beurt set nu = false")
    con.execute("insert into intermediate.beurt select unnest(?::varchar[]), true", [list(documents)])


def end_turns(con: duckdb.DuckDBPyConnection) -> None:
    """Note that the turns together made all documents anew."""
    con.begin()
    con.execute("delete from intermediate.beurt; delete from intermediate.int_geraakt")
    con.execute(
        "insert into intermediate.int_geraakt"
        " select distinct document_id, plangroep, true from intermediate.int_delen"
    )
    con.commit()
