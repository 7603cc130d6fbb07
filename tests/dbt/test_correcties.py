"""Cells of the sample plan that are corrected: what becomes of them in the marts, conflicts and checks."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator

import duckdb
import pytest

from expectations import run_suites
from pipelines import dbt
from warehouse import Home

WAAROM = ["zetfout", "mail van de gemeente", "Ann", "2025-02-01"]
IN_2202 = """
select document_id, table_id, startdatum_row, startdatum_col, startdatum_tekst from intermediate.int_locaties
where startdatum_tekst like '%2202%'
"""
LOSSER = """
select document_id, table_id, "row", col, raw_text from intermediate.int_cijfers
where gebied = 'Losser' and maat = 'taakstelling' and raw_text = '32'
"""


@pytest.fixture(scope="module")
def corrected(
    ingested: Home, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample, with 32 read as 28 and 2202 as 2022; a third correction expects what is not there."""
    directory = tmp_path_factory.mktemp("correcties")
    project = shutil.copytree(dbt.PROJECT_DIR, directory / "dbt_project")
    home = Home(directory / "home").ensure()
    shutil.copy(ingested.build, home.build)
    with duckdb.connect(str(home.build)) as con:
        (datum,), (cijfer,) = con.execute(IN_2202).fetchall(), con.execute(LOSSER).fetchall()
    document_id, table_id, row, col, _ = cijfer
    with (project / "seeds" / "regels_correcties.csv").open("a", newline="") as seed:
        csv.writer(seed, lineterminator="\n").writerows(
            [*line, *WAAROM]
            for line in (
                [*cijfer, "28"],
                [*datum, datum[-1].replace("2202", "2022")],
                [document_id, table_id, row + 1, col, "wat er niet staat", "1"],
            )
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dbt, "PROJECT_DIR", project)
        dbt.invoke(home, ["build", "--full-refresh", "--exclude-resource-type", "unit_test"])
    with duckdb.connect(str(home.build)) as con:
        yield con


def test_a_correction_is_read_and_the_print_is_kept(corrected: duckdb.DuckDBPyConnection) -> None:
    assert corrected.execute(
        "select gebied, raw_text, waarde, correctie from marts.cijfers where correctie is not null"
    ).fetchall() == [("Losser", "32", 28.0, "gelezen als 28: zetfout (mail van de gemeente)")]
    assert corrected.execute(
        "select gebied, gecorrigeerde_maten from marts.statushouders where gecorrigeerde_maten <> []"
    ).fetchall() == [("Losser", ["taakstelling"])]
    ((year, printed, correctie),) = corrected.execute(
        "select year(startdatum), startdatum_tekst, correctie from marts.locaties where correctie is not null"
    ).fetchall()
    assert year == 2022
    assert "2202" in printed
    assert "2022" in correctie


def test_what_was_wrong_is_no_conflict_any_more(corrected: duckdb.DuckDBPyConnection) -> None:
    left = corrected.execute(
        """
        select omschrijving from quality.conflicten
        where array_to_string(waarden, ' ') like '%2202%'
            or (gebied = 'Losser' and maat = 'taakstelling_incl_achterstand' and list_contains(waarden, '32'))
        """
    ).fetchall()
    assert left == []


def test_a_correction_that_does_not_fit_fails_its_check(corrected: duckdb.DuckDBPyConnection) -> None:
    states = corrected.execute("select wordt, status from quality.correcties").fetchall()
    assert {status for wordt, status in states if wordt != "1"} == {"toegepast"}
    assert ("1", "bron_gewijzigd") in states
    failed = {check.controle_id for check in run_suites(corrected, "proef") if not check.geslaagd}
    assert "correcties.elke_correctie_past" in failed
