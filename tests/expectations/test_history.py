"""The history of checks and the verdict drawn from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from expectations.history import record
from expectations.model import Controle, minstens
from expectations.verdict import open_findings
from tests.expectations import warehouse

CONTROLE = Controle(
    "r1", "suite", "s", "s.uniek", "marts.t", "expect_x", "Uniek", "waarschuwing", "team", True, 9, 0
)
MAANDAG, DINSDAG = datetime(2024, 11, 4, tzinfo=UTC), datetime(2024, 11, 5, tzinfo=UTC)


def test_every_run_is_kept_with_its_passes_and_comparisons() -> None:
    con = warehouse.make()
    record(con, [CONTROLE], at=MAANDAG)
    record(con, [replace(CONTROLE, run_id="r2")], at=DINSDAG)
    rows = con.execute(
        "select run_id, controle_id, geslaagd, aantal, afwijkingen from quality.controles order by all"
    ).fetchall()
    assert rows == [
        (run, *outcome)
        for run in ("r1", "r2")
        for outcome in [("kruis_gelijk", False, 2, 1), ("s.uniek", True, 9, 0), ("som_totaal", True, 0, 0)]
    ]
    (melding,) = con.execute(
        "select distinct melding from quality.controles where controle_id = 'som_totaal'"
    ).fetchone()
    assert melding == "er was niets te vergelijken"


def test_the_same_run_again_replaces_itself() -> None:
    con = warehouse.make()
    record(con, [CONTROLE], at=MAANDAG)
    record(con, [replace(CONTROLE, geslaagd=False)], at=MAANDAG)
    assert con.execute("select geslaagd from quality.controles where bron = 'suite'").fetchall() == [(False,)]


def test_a_run_has_one_id() -> None:
    with pytest.raises(ValueError, match="one run_id"):
        record(warehouse.make(), [CONTROLE, replace(CONTROLE, run_id="r2")])


def test_the_verdict_weighs_conflicts_and_the_checks_of_the_last_run() -> None:
    con = warehouse.make()
    assert [each.id for each in open_findings(con, "waarschuwing")] == ["c1"]
    record(con, [replace(CONTROLE, geslaagd=False)], at=MAANDAG)
    assert [each.id for each in open_findings(con, "fout")] == ["c1"]
    assert [each.id for each in open_findings(con, "waarschuwing")] == ["c1", "s.uniek"]
    record(con, [replace(CONTROLE, run_id="r2")], at=DINSDAG)
    assert [each.id for each in open_findings(con, "waarschuwing")] == ["c1"]


def test_what_was_accepted_is_not_open() -> None:
    con = warehouse.make()
    con.execute("update quality.conflicten set status = 'geaccepteerd'")
    assert open_findings(con, "info") == []


def test_severities_are_ordered() -> None:
    assert minstens("waarschuwing") == ("fout", "waarschuwing")
    with pytest.raises(ValueError, match="no severity"):
        minstens("erg")
