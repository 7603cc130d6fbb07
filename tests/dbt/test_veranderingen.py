"""Editions of an invented plan set against each other: what changed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from pipelines import dbt
from tests.dbt.plan import Plan, gemeente
from warehouse import Home, load_records, write_records

KOP = {"rol": "kop"}
OOST = {"rol": "totaal", "gebied": "Oost", "gebied_niveau": "regio"}
KENMERKEN = [{"rol": "kenmerk", "kenmerk": each} for each in ("locatie", "startdatum", "einddatum", "beheer")]


def first_edition() -> Plan:
    plan = Plan("editie100000", "2024-11-01", "plan-1.pdf").part()
    plan.table(
        [
            ["Gemeente", "Opgave", "Realisatie"],
            ["Aardorp", "100", "90"],
            ["Beekstad", "200*", "n.n.t.b."],
            ["Bergen", "1.300", "250-280"],
            ["Totaal", "1.600", "340"],
        ],
        [{"rol": "gebied"}, {"maat": "opgave"}, {"maat": "realisatie"}],
        [KOP, gemeente("Aardorp"), gemeente("Beekstad"), gemeente("Bergen"), OOST],
        thema="asiel",
        kop="Opgave en realisatie",
    )
    plan.table(  # states the same figures again
        [["Aardorp", "90"], ["Bergen", "250-280"]],
        [{"rol": "gebied"}, {"maat": "realisatie"}],
        [gemeente("Aardorp"), gemeente("Bergen")],
        thema="asiel",
        kop="Samenvatting",
    )
    plan.table(
        [["Aardorp", "5"], ["Beekstad", "6"]],
        [{"rol": "gebied"}, {"maat": "voornemens"}],
        [gemeente("Aardorp"), gemeente("Beekstad")],
        thema="asiel",
        kop="Plannen",
    )
    plan.table(
        [
            ["Aardorp", "Havezatelaan", "34", "1-11-2023", "1-11-2028", "COA"],
            ["Aardorp", "AZC Dijk 12", "40", "apr-22", "Nntb", "COA"],
            ["Aardorp", "Dijk 14", "40", "apr-22", "-", "COA"],
            ["Beekstad", "", "50", "", "", ""],
            ["Beekstad", "", "50", "", "", ""],
            ["Beekstad", "", "60", "", "", ""],
        ],
        [{"rol": "gebied"}, KENMERKEN[0], {"maat": "capaciteit"}, *KENMERKEN[1:]],
        [gemeente("Aardorp")] * 3 + [gemeente("Beekstad")] * 3,
        thema="asiel",
        kop="Locaties",
    )
    return plan


def second_edition() -> Plan:
    """Tables in another order, columns in another order, one table gone, a gemeente more."""
    plan = Plan("editie200000", "2025-05-01", "plan-2.pdf").part(1)
    plan.table(
        [
            ["Aardorp", "COA", "34", "Havezatenlaan", "1-11-2023", "1-11-2030"],
            ["Aardorp", "Gemeente", "45", "Dijk\n12", "1-4-2022", "n.n.t.b."],
            ["Aardorp", "COA", "40", "Dijk 14", "april 2022", ""],
            ["Beekstad", "", "50", "", "", ""],
            ["Beekstad", "", "60", "", "", ""],
        ],
        [{"rol": "gebied"}, KENMERKEN[3], {"maat": "capaciteit"}, *KENMERKEN[:3]],
        [gemeente("Aardorp")] * 3 + [gemeente("Beekstad")] * 2,
        thema="asiel",
        kop="Locaties",
    )
    plan.table(
        [["Aardorp", "90"], ["Bergen", "250-280"]],
        [{"rol": "gebied"}, {"maat": "realisatie"}],
        [gemeente("Aardorp"), gemeente("Bergen")],
        thema="asiel",
        kop="Samenvatting",
    )
    plan.table(
        [
            ["Gemeente", "Realisatie", "Opgave"],
            ["Waterland", "8", "9"],
            ["Aardorp", "95", "110"],
            ["Beekstad", "70", "200"],
            ["Bergen", "250-280", "1300"],
            ["Totaal", "340", "1.619"],
        ],
        [{"rol": "gebied"}, {"maat": "realisatie"}, {"maat": "opgave"}],
        [KOP, gemeente("Waterland"), gemeente("Aardorp"), gemeente("Beekstad"), gemeente("Bergen"), OOST],
        thema="asiel",
        kop="Opgave en realisatie",
    )
    return plan


def regional_plan() -> Plan:
    plan = Plan("regio0000000", "2024-11-01", "regio.pdf").part(1, "regionaal_plan", "Oost", "regio")
    plan.table(
        [
            ["Gemeente", "Opgave", "Realisatie"],
            ["Aardorp", "100", "90"],
            ["Beekstad", "200", "60"],
            ["Totaal", "300", "155"],
        ],
        [{"rol": "gebied"}, {"maat": "opgave"}, {"maat": "realisatie"}],
        [KOP, gemeente("Aardorp"), gemeente("Beekstad"), OOST],
        thema="asiel",
    )
    plan.table(
        [["Beekstad", "60"]],
        [{"rol": "gebied"}, {"maat": "realisatie"}],
        [gemeente("Beekstad")],
        thema="asiel",
    )
    plan.table(
        [
            ["Aardorp", "AZC Molen", "34", "1-11-2023", "1-11-2028", "COA"],
            ["Aardorp", "Dijk", "56", "1-11-2023", "1-11-2028", "COA"],
        ],
        [{"rol": "gebied"}, KENMERKEN[0], {"maat": "capaciteit"}, *KENMERKEN[1:]],
        [gemeente("Aardorp")] * 2,
        thema="asiel",
    )
    return plan


def addendum() -> Plan:
    """Two figures of the regional plan, one of them stated there twice, and the end of a location."""
    plan = Plan("addendum0000", "2025-02-01", "addendum.pdf").part(1, "addendum", "Oost", "regio")
    plan.table(
        [["Gemeente", "Realisatie"], ["Aardorp", "90"], ["Beekstad", "65"]],
        [{"rol": "gebied"}, {"maat": "realisatie"}],
        [KOP, gemeente("Aardorp"), gemeente("Beekstad")],
        thema="asiel",
    )
    plan.table(
        [["Aardorp", "Molen", "34", "1-11-2030"]],
        [{"rol": "gebied"}, KENMERKEN[0], {"maat": "capaciteit"}, KENMERKEN[2]],
        [gemeente("Aardorp")],
        thema="asiel",
    )
    return plan


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = Home(tmp_path_factory.mktemp("edities") / "home").ensure()
    for plan in (second_edition(), first_edition(), regional_plan(), addendum()):
        write_records(plan.records, home.records(plan.document_id))
        load_records(home, home.records(plan.document_id))
    dbt.invoke(home, ["build", "--exclude-resource-type", "unit_test"])
    with duckdb.connect(str(home.build), read_only=True) as con:
        yield con


def changes(built: duckdb.DuckDBPyConnection, document: str) -> list[tuple[Any, ...]]:
    return built.execute(
        "select soort, gebied, coalesce(veld, maat), locatie, tekst_oud, tekst_nieuw, verschil"
        " from quality.veranderingen where nieuw_document = ? order by all",
        [document],
    ).fetchall()


def test_the_difference_of_two_editions_is_what_changed(built: duckdb.DuckDBPyConnection) -> None:
    assert changes(built, "plan-2.pdf") == [
        ("gewijzigd", "Aardorp", "beheer", "Dijk\n12", "COA", "Gemeente", None),
        ("gewijzigd", "Aardorp", "capaciteit", "Dijk\n12", "40", "45", 5),
        ("gewijzigd", "Aardorp", "einddatum", "Havezatenlaan", "1-11-2028", "1-11-2030", None),
        ("gewijzigd", "Aardorp", "opgave", None, "100", "110", 10),
        ("gewijzigd", "Aardorp", "realisatie", None, "90", "95", 5),
        ("gewijzigd", "Aardorp", "startdatum", "Dijk\n12", "apr-22", "1-4-2022", None),
        ("gewijzigd", "Beekstad", "realisatie", None, "n.n.t.b.", "70", None),
        ("gewijzigd", "Oost", "opgave", None, "1.600", "1.619", 19),
        ("nieuw", "Waterland", "opgave", None, None, "9", None),
        ("nieuw", "Waterland", "realisatie", None, None, "8", None),
        ("vervallen", "Aardorp", "voornemens", None, "5", None, None),
        ("vervallen", "Beekstad", "capaciteit", None, "50", None, None),
        ("vervallen", "Beekstad", "voornemens", None, "6", None, None),
    ]


def test_a_figure_in_two_tables_changed_where_it_changed(built: duckdb.DuckDBPyConnection) -> None:
    [(old, new, sentence)] = built.execute(
        "select bronnen_oud, bronnen_nieuw, omschrijving from quality.veranderingen"
        " where nieuw_document = 'plan-2.pdf' and gebied = 'Aardorp' and maat = 'realisatie'"
    ).fetchall()
    assert [(place["table_id"], place["row"], place["col"]) for place in old] == [("t001", 1, 2)]
    assert [(place["table_id"], place["row"], place["col"]) for place in new] == [("t003", 2, 1)]
    assert sentence == "Aardorp, asiel: realisatie (1e cyclus) was 90 en is nu 95."


def test_an_addendum_changes_what_it_states_again(built: duckdb.DuckDBPyConnection) -> None:
    assert changes(built, "addendum.pdf") == [
        ("gewijzigd", "Aardorp", "einddatum", "Molen", "1-11-2028", "1-11-2030", None),
        ("gewijzigd", "Beekstad", "realisatie", None, "60", "65", 5),
    ]
    [(places,)] = built.execute(
        "select len(bronnen_oud) from quality.veranderingen"
        " where nieuw_document = 'addendum.pdf' and gebied = 'Beekstad'"
    ).fetchall()
    assert places == 2


def test_the_old_edition_stays_and_is_not_current(built: duckdb.DuckDBPyConnection) -> None:
    for mart in ("cijfers", "locaties", "asiel"):
        kept = built.execute(
            f"select count(*), bool_or(is_current) from marts.{mart} where document = 'plan-1.pdf'"
        ).fetchone()
        assert kept[0] > 0 and kept[1] is False, mart
    assert built.execute(
        "select is_current, vervangen_door from marts.documenten where document = 'plan-1.pdf'"
    ).fetchall() == [(False, "editie200000")]


def test_an_addendum_supersedes_no_more_than_it_states(built: duckdb.DuckDBPyConnection) -> None:
    superseded = built.execute(
        "select gebied, maat, raw_text from marts.cijfers"
        " where document = 'regio.pdf' and not is_current order by all"
    ).fetchall()
    assert superseded == [
        ("Aardorp", "capaciteit", "34"),
        ("Aardorp", "realisatie", "90"),
        ("Beekstad", "realisatie", "60"),
        ("Beekstad", "realisatie", "60"),
    ]
    locations = built.execute(
        "select locatie, is_current from marts.locaties where document = 'regio.pdf' order by locatie"
    ).fetchall()
    assert locations == [("AZC Molen", False), ("Dijk", True)]


def test_a_wide_row_leaves_out_what_an_addendum_supersedes(built: duckdb.DuckDBPyConnection) -> None:
    found = built.execute(
        "select document, opgave, realisatie, vervangen_maten from marts.asiel"
        " where is_current and gebied = 'Beekstad' and deel <> 'provinciaal_plan' order by all"
    ).fetchall()
    assert found == [("addendum.pdf", None, 65, []), ("regio.pdf", 200, None, ["realisatie"])]


def test_superseded_figures_make_no_conflict(built: duckdb.DuckDBPyConnection) -> None:
    sources = built.execute(
        "select bron.document_id from (select unnest(bronnen) as bron from quality.conflicten)"
    ).fetchall()
    assert ("editie100000",) not in sources
    # the total 155 holds with what the addendum states again, the 90 + 60 of its own table it never was
    sums = built.execute(
        "select gebied, maat, uitkomst from quality.vergelijkingen"
        " where soort = 'som' and bronnen_a[1].document_id = 'regio0000000' order by all"
    ).fetchall()
    assert sums == [("Oost", "opgave", "gelijk"), ("Oost", "realisatie", "gelijk")]
    listed = built.execute(
        "select uitkomst, waarde_b from quality.vergelijkingen where regel_id = 'locaties_realisatie'"
        " and gebied = 'Aardorp' and bronnen_a[1].document_id = 'addendum0000'"
    ).fetchall()
    assert listed == [("gelijk", 90)]
