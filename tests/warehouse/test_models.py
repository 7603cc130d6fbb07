"""The turns of a build: every document once, and with those it is set side by side with."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.models import begin_build, begin_turn, documents_made_anew, end_build, end_turns, turns

PARTS = [("a", "1"), ("b", "1"), ("c", "2"), ("d", "2"), ("e", "2"), ("f", "3"), ("g", "4"), ("g", "1")]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database whose parts have a group each; those of one document may have different ones."""
    with duckdb.connect() as con:
        begin_build(con)
        con.execute("create table intermediate.int_delen (document_id varchar, plangroep varchar)")
        con.executemany("insert into intermediate.int_delen values (?, ?)", PARTS)
        con.execute(
            "create table intermediate.int_geraakt (document_id varchar, plangroep varchar, opnieuw boolean);"
            "create table intermediate.int_stand as select distinct document_id from intermediate.int_delen"
        )
        yield con


def test_groups_stay_whole(con: duckdb.DuckDBPyConnection) -> None:
    assert turns(con, 4) == [["a", "b", "g"], ["c", "d", "e", "f"]]
    assert turns(con, 2) == [["a", "b", "g"], ["c", "d", "e"], ["f"]]
    assert turns(con, 100) == [["a", "b", "g", "c", "d", "e", "f"]]


def test_a_turn_comes_beside_those_before_it(con: duckdb.DuckDBPyConnection) -> None:
    begin_turn(con, ["a"])
    begin_turn(con, ["b", "c"])
    assert dict(con.execute("select * from intermediate.beurt").fetchall()) == {
        "a": False,
        "b": True,
        "c": True,
    }


def test_after_the_turns_all_documents_were_made_anew(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("insert into intermediate.int_geraakt values ('f', '3', true)")
    assert documents_made_anew(con) == 1
    begin_turn(con, ["f"])
    end_turns(con)
    assert documents_made_anew(con) is None
    assert con.execute("from intermediate.beurt").fetchall() == []


def test_a_build_that_did_not_end_leaves_no_turn(con: duckdb.DuckDBPyConnection) -> None:
    begin_turn(con, ["a"])
    assert begin_build(con) is None
    assert con.execute("from intermediate.beurt").fetchall() == []
    end_build(con, "code")
    assert begin_build(con) == "code"
