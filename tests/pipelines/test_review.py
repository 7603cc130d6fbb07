"""Accepting conflicts and opening them again, on the sample plan."""

from __future__ import annotations

import shutil
from itertools import pairwise

import duckdb
import pytest

from expectations import open_findings
from pipelines import ingest as pipeline
from pipelines import review
from pipelines.errors import PipelineError
from warehouse import Home, connect_published, read_acceptances


@pytest.fixture
def copy(ingested: Home, home: Home) -> Home:
    shutil.copyfile(ingested.warehouse, home.warehouse)
    shutil.copyfile(ingested.build, home.build)
    return home


@pytest.fixture
def worst(copy: Home) -> str:
    _, rows = review.conflicts(copy)
    return rows[0][0]


def status(home: Home, conflict_id: str) -> tuple:
    with connect_published(home) as con:
        return con.execute(
            "select status, status_reden, status_door, acceptatie_vervallen from quality.conflicten"
            " where conflict_id = ?",
            [conflict_id],
        ).fetchone()


def test_the_list_is_filtered_and_heaviest_first(copy: Home) -> None:
    columns, rows = review.conflicts(copy)
    severities = [row[columns.index("ernst")] for row in rows]
    assert severities == sorted(severities, key=["fout", "waarschuwing", "info"].index)
    _, losser = review.conflicts(copy, gebied=["LOSSER"], soort=["kruis"], ernst=["fout"])
    assert 0 < len(losser) < len(rows)
    assert {row[columns.index("gebied")] for row in losser} == {"Losser"}
    assert review.conflicts(copy, status="geaccepteerd")[1] == []
    assert "bronnen" in review.conflicts(copy, all_columns=True)[0]


@pytest.mark.parametrize(
    ("ids", "reason", "why"),
    [
        (["zzz"], "r", "no conflict has the id 'zzz'"),
        ([""], "r", "no conflict has the id ''"),
        (["WORST", "zzz"], "r", "no conflict has the id 'zzz'"),
        (["WORST"], " \n", "give a reason"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    copy: Home, worst: str, ids: list[str], reason: str, why: str
) -> None:
    with pytest.raises(PipelineError, match=why):
        review.accept(copy, [worst if each == "WORST" else each for each in ids], reason, "Ann")
    assert not copy.acceptances.exists()


def test_a_beginning_that_means_several_is_refused(copy: Home) -> None:
    ids = sorted(row[0] for row in review.conflicts(copy, status="all")[1])
    shared = next(a[0] for a, b in pairwise(ids) if a[0] == b[0])
    with pytest.raises(PipelineError, match=f"ids begin with '{shared}'"):
        review.accept(copy, [shared], "r", "Ann")


def test_an_accepted_conflict_is_not_open_until_it_is_reopened(copy: Home, worst: str) -> None:
    (conflict,) = review.accept(copy, [worst[:8]], " de provincie\n bevestigde dit ", "Ann")
    assert conflict.conflict_id == worst
    with pytest.raises(PipelineError, match="accepted already"):
        review.accept(copy, [worst], "r", "Ann")
    pipeline.rebuild(copy, pipeline.Timings())
    assert status(copy, worst) == ("geaccepteerd", "de provincie bevestigde dit", "Ann", False)
    with connect_published(copy) as con:
        assert worst not in {found.id for found in open_findings(con, "info")}
    assert "de provincie bevestigde dit" in copy.report.read_text(encoding="utf-8")

    review.reopen(copy, [worst], "Bob")
    with pytest.raises(PipelineError, match="was not accepted"):
        review.reopen(copy, [worst], "Bob")
    assert [each.ingetrokken_door for each in read_acceptances(copy)] == ["Bob"]


def test_an_acceptance_lapses_when_a_figure_changes(copy: Home) -> None:
    """The plan is read again with another figure in one of the places of a conflict."""
    columns, rows = review.conflicts(
        copy, gebied=["losser"], soort=["kruis"], ernst=["fout"], all_columns=True
    )
    conflict = dict(zip(columns, rows[0], strict=True))
    review.accept(copy, [conflict["conflict_id"]], "afgesproken", "Ann")
    place = conflict["bronnen"][0]
    with duckdb.connect(str(copy.build)) as con:
        con.execute(
            "update raw.cells set text = '7' where (document_id, table_id, row, col) = (?, ?, ?, ?)",
            [place[name] for name in ("document_id", "table_id", "row", "col")],
        )
        con.execute("update raw.documents set loaded_at = now()")
    pipeline.rebuild(copy, pipeline.Timings())
    assert status(copy, conflict["conflict_id"]) == ("open", None, None, True)
    with connect_published(copy) as con:
        ((state, then, now),) = con.execute(
            "select status, waarden_toen, waarden_nu from quality.acceptaties"
        ).fetchall()
        assert conflict["conflict_id"] in {found.id for found in open_findings(con, "fout")}
    assert state == "vervallen"
    assert then == conflict["waarden"]
    assert "7" in now and "7" not in then
    assert "acceptatie vervallen" in copy.report.read_text(encoding="utf-8")
