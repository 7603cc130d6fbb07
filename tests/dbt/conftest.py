"""Invented plans, loaded and built once; tests read the result."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from pipelines import dbt
from tests.dbt.plan import Plan, gemeente
from warehouse import Home, load_records, write_records


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's database with three documents, after every model, data test and unit test passed."""
    home = Home(tmp_path_factory.mktemp("dbt") / "home").ensure()
    for plan in (bundle(), second_edition(), addendum()):
        write_records(plan.records, home.records(plan.document_id))
        load_records(home, home.records(plan.document_id))
    dbt.invoke(home, ["build", "--select", "+path:models/marts", "--indirect-selection", "cautious"])
    with duckdb.connect(str(home.build), read_only=True) as con:
        yield con


def bundle() -> Plan:
    """A provincial plan and a regional plan in one PDF."""
    plan = Plan("bundel000000", "2024-11-01", "bundel.pdf")
    plan.part(1, "provinciaal_plan", "Waterland", "provincie").part(2, "regionaal_plan", "Oost", "regio")
    plan.table(
        [
            ["Gemeente", "Opgave", "%"],
            ["Aardorp", "1.134", "84%"],
            ["Beekstad", "550-580", "-"],
            ["Totaal Oost", "1.700", ""],
        ],
        [{"rol": "gebied"}, {"maat": "opgave"}, {"maat": "percentage"}],
        [
            {"rol": "kop"},
            gemeente("Aardorp"),
            gemeente("Beekstad"),
            {"rol": "totaal", "gebied": "Oost", "gebied_niveau": "regio"},
        ],
        thema="asiel",
    )
    plan.table(
        [
            ["Ierdoarp", "1.134"],
            ["onderverdeling", "900"],
            ["Bergen", "40"],
            ["Vreemd", "7"],
            ["Totaal Zuid", "8"],
        ],
        [{"rol": "gebied"}, {"maat": "opgave", "thema": "asiel"}],
        [
            gemeente("Ierdoarp"),
            gemeente("Aardorp", rol="subrij", ouder_row=0, locatie="onderverdeling", maat="capaciteit"),
            gemeente("Bergen"),
            gemeente("Vreemd"),
            {"rol": "totaal", "gebied": "Zuid", "gebied_niveau": "regio"},
        ],
        part_no=2,
    )
    plan.table(
        [["Aardorp", "1.135"], ["Aardorp", "16/03/16 – onbepaald"]],
        [{"rol": "gebied"}, {"maat": "opgave"}],
        [gemeente("Aardorp"), {"rol": "noot"}],
        part_no=2,
        thema="asiel",
    )
    plan.table(
        [
            ["Aardorp", "Molen", "34*", "1-11-2023", "19  -9-2032", "bestaand"],
            [None, "Dijk", "40", "apr-22", "Nntb*", "in verkenning"],
            ["Beekstad", "-", "-", "-", "-", "-"],
            ["Totaal", "Totaal", "74", "", "", ""],
        ],
        [
            {"rol": "gebied"},
            {"rol": "kenmerk", "kenmerk": "locatie"},
            {"maat": "capaciteit"},
            {"rol": "kenmerk", "kenmerk": "startdatum"},
            {"rol": "kenmerk", "kenmerk": "einddatum"},
            {"rol": "kenmerk", "kenmerk": "status"},
        ],
        [
            gemeente("Aardorp"),
            gemeente("Aardorp"),
            gemeente("Beekstad"),
            {"rol": "totaal", "gebied": "Oost", "gebied_niveau": "regio"},
        ],
        part_no=2,
        thema="asiel",
        notes={"*": "* minimum aantal"},
    )
    plan.table(
        [
            ["Hof", "12", "1-1-2025", "Kade", "4", "-"],
            ["0", "-", "-", "-", "6", "-"],
            ["-", "0", "-", "", "", ""],
        ],
        [
            {"rol": "kenmerk", "kenmerk": "locatie", "groep": 1},
            {"maat": "dsl_plekken", "groep": 1},
            {"rol": "kenmerk", "kenmerk": "realisatiedatum", "groep": 1},
            {"rol": "kenmerk", "kenmerk": "locatie", "groep": 2},
            {"maat": "kso_plekken", "groep": 2},
            {"rol": "kenmerk", "kenmerk": "realisatiedatum", "groep": 2},
        ],
        [gemeente("Beekstad")] * 3,
        part_no=2,
        thema="statushouders",
    )
    plan.table(
        [
            ["Aardorp", "398", "16/03/16 – onbepaald", "56", "01/01/25 – 2035"],
            ["onderverdeling", "12", "-", "-", None],
        ],
        [
            {"rol": "gebied"},
            {"maat": "realisatie", "groep": 1},
            {"rol": "kenmerk", "kenmerk": "periode", "groep": 1},
            {"maat": "realisatie", "thema": "amv", "groep": 2},
            {"rol": "kenmerk", "kenmerk": "periode", "groep": 2},
        ],
        [
            gemeente("Aardorp"),
            gemeente("Aardorp", rol="subrij", ouder_row=0, locatie="onderverdeling", maat="capaciteit"),
        ],
        part_no=1,
        thema="asiel",
    )
    plan.table(
        [["Aardorp", "153", "+70 POO"]],
        [{"rol": "gebied"}, {"maat": "opgave"}, {"rol": "opmerking"}],
        [gemeente("Aardorp")],
        part_no=2,
        thema="statushouders",
        mentions=[
            {"row": 0, "col": 2, "text": "+70 POO", "waarde_text": "+70", "thema": "oekraine", "maat": "poo"}
        ],
    )
    plan.table(
        [["Aardorp", "5"]],
        [{"rol": "gebied"}, {"maat": None}],
        [gemeente("Aardorp")],
        part_no=2,
        thema="asiel",
    )
    plan.table(
        [["Aardorp", "99"]],
        [{"rol": "gebied"}, {"maat": "opgave"}],
        [gemeente("Aardorp")],
        part_no=2,
        thema="asiel",
        status="niet_begrepen",
        reden="onbekende kop",
    )
    return plan


def second_edition() -> Plan:
    """The regional plan again, half a year later, with another figure."""
    plan = Plan("herzien00000", "2025-05-01", "herzien.pdf").part(1, "regionaal_plan", "Oost", "regio")
    plan.table(
        [["Aardorp", "1.200"]], [{"rol": "gebied"}, {"maat": "opgave"}], [gemeente("Aardorp")], thema="asiel"
    )
    return plan


def addendum() -> Plan:
    """One figure of the provincial plan, put right."""
    plan = Plan("addendum0000", "2025-01-15", "addendum.pdf").part(1, "addendum", "Waterland", "provincie")
    plan.table(
        [["Beekstad", "560"]], [{"rol": "gebied"}, {"maat": "opgave"}], [gemeente("Beekstad")], thema="asiel"
    )
    return plan
