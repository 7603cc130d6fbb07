"""The report is about the newest documents, as long as they and their conflicts are not too many."""

import duckdb
import pytest

from expectations import report_scope


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """Documents d000, d001 ... each a day newer than the one before, without conflicts."""
    con = duckdb.connect()
    con.execute("""
        create schema marts; create schema quality;
        create table marts.documenten as
            select printf('d%03d', i) as document_id, date '2024-01-01' + i::int as document_datum
            from range(120) as t(i);
        create table quality.conflicten (bronnen struct(document_id varchar)[]);
    """)
    return con


def shown(con: duckdb.DuckDBPyConnection) -> list[str]:
    number = report_scope.choose(con)
    found = [each for (each,) in con.execute("from getoond order by 1").fetchall()]
    assert len(found) == number
    return found


def test_of_many_documents_the_newest_are_shown(con: duckdb.DuckDBPyConnection) -> None:
    assert shown(con) == [f"d{number:03}" for number in range(20, 120)]
    con.execute("update marts.documenten set document_datum = null where document_id = 'd119'")
    assert shown(con)[0] == "d019", "one without a date is no newest one"


def test_documents_before_many_conflicts_are_left_out(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "insert into quality.conflicten select [{document_id: 'd118'}] from range($most)",
        {"most": report_scope.MOST_CONFLICTS},
    )
    con.execute("insert into quality.conflicten values ([{document_id: 'd117'}]), ([])")
    assert shown(con) == ["d118", "d119"], "the one with many is shown whole"
    kept = con.execute(f"select count(*) from quality.conflicten where {report_scope.IS_GETOOND}").fetchone()
    assert kept == (report_scope.MOST_CONFLICTS + 1,), "and what has no place"
