"""The adapter: Great Expectations judges frames of DuckDB, and every outcome comes back as ours."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pytest

from expectations.model import Controle
from expectations.runner import run_suites
from expectations.suites import Suite, Verwachting


def suite(naam: str, query: str, **verwachtingen: tuple[str, dict]) -> Suite:
    return Suite(
        naam,
        naam,
        query,
        "",
        tuple(
            Verwachting(f"{naam}.{id_}", soort, id_, "fout", "data-team", argumenten)
            for id_, (soort, argumenten) in verwachtingen.items()
        ),
    )


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Controle]:
    con = duckdb.connect()
    con.execute("create table t as select * from (values (1, 'a'), (2, 'b'), (2, null)) as t(n, s)")
    suites = [
        suite(
            "t",
            "select * from t",
            uniek=("expect_column_values_to_be_unique", {"column": "n"}),
            klein=("expect_column_values_to_be_between", {"column": "n", "max_value": 2}),
            kolom_weg=("expect_column_values_to_not_be_null", {"column": "weg"}),
        ),
        suite(
            "te_veel",
            "select n, 'zin ' || n as omschrijving from t where n = 2",
            geen=("expect_table_row_count_to_equal", {"value": 0}),
        ),
        suite(
            "leeg",
            "select * from t where false",
            uniek=("expect_column_values_to_be_unique", {"column": "n"}),
        ),
        suite("weg", "select * from nergens", iets=("expect_table_row_count_to_equal", {"value": 0})),
    ]
    return {each.controle_id: each for each in run_suites(con, "run", suites)}


def test_every_expectation_has_one_outcome(outcomes: dict[str, Controle]) -> None:
    assert list(outcomes) == ["t.uniek", "t.klein", "t.kolom_weg", "te_veel.geen", "leeg.uniek", "weg.iets"]
    assert {each.run_id for each in outcomes.values()} == {"run"}


def test_a_pass_counts_what_it_looked_at(outcomes: dict[str, Controle]) -> None:
    klein = outcomes["t.klein"]
    assert (klein.geslaagd, klein.aantal, klein.afwijkingen, klein.melding) == (True, 3, 0, None)


def test_a_failure_counts_and_shows_what_deviates(outcomes: dict[str, Controle]) -> None:
    uniek = outcomes["t.uniek"]
    assert (uniek.geslaagd, uniek.afwijkingen, uniek.voorbeelden) == (False, 2, ["2", "2"])
    geen = outcomes["te_veel.geen"]
    assert (geen.geslaagd, geen.afwijkingen, geen.voorbeelden) == (False, 2, ["zin 2", "zin 2"])


def test_no_rows_is_no_failure_of_a_column(outcomes: dict[str, Controle]) -> None:
    assert outcomes["leeg.uniek"].geslaagd


def test_of_a_table_per_document_only_what_a_build_touched_is_looked_at() -> None:
    con = duckdb.connect()
    con.execute("""
        create table t as from (values ('old', 1), ('new', 2), ('new', 3)) as t(document_id, n);
        create schema intermediate;
        create table intermediate.int_geraakt as
            from (values ('new', true), ('old', false)) as g(document_id, opnieuw);
    """)
    at_most_1 = ("expect_column_values_to_be_between", {"column": "n", "max_value": 1})
    three = ("expect_table_row_count_to_equal", {"value": 3})
    suites = [
        replace(suite("per", "select * from t", klein=at_most_1, drie=three), tabel="t", per="document_id"),
        replace(suite("vraag", "select n from {rijen}", klein=at_most_1), tabel="t", per="document_id"),
        replace(suite("heel", "select * from t", klein=at_most_1), tabel="t"),
    ]
    scoped, whole = (
        {
            each.controle_id: (each.bereik, each.aantal, each.afwijkingen)
            for each in run_suites(con, "run", suites, bereik=bereik)
        }
        for bereik in ("documenten", "alles")
    )
    assert scoped == {
        "per.klein": ("documenten", 2, 2),
        "per.drie": ("alles", 3, 0),
        "vraag.klein": ("documenten", 2, 2),
        "heel.klein": ("alles", 3, 2),
    }
    assert set(whole.values()) == {("alles", 3, 2), ("alles", 3, 0)}


def test_a_check_that_cannot_be_made_fails_with_its_reason(outcomes: dict[str, Controle]) -> None:
    assert not outcomes["weg.iets"].geslaagd and "nergens" in outcomes["weg.iets"].melding
    assert not outcomes["t.kolom_weg"].geslaagd and "weg" in outcomes["t.kolom_weg"].melding
