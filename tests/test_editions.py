"""Two editions of an invented plan and an addendum, from PDF to `opvang diff`: exactly what was changed."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date

import duckdb
import pytest

from extract import extract_document, to_records
from pipelines import dbt
from pipelines.diff import diff
from pipelines.errors import PipelineError
from tests.extract.typeset import Plan
from warehouse import Home, load_records, publish, write_records

ASIEL = [
    ["Gemeente", "Opgave", "Realisatie"],
    ["Middelburg", "280", "285"],
    ["Veere", "1.130", "110"],
    ["Vlissingen", "250", "255"],
    ["Totaal Walcheren", "1.660", "650"],
]
OEKRAINE = [
    ["Gemeente", "Opgave Oekraïne", "Realisatie Oekraïne"],
    ["Goes", "53", "50"],
    ["Hulst", "66", "60"],
    ["Tholen", "170", "164"],
]
STATUSHOUDERS = [
    ["Gemeente", "Taakstelling statushouders 2024-II", "Realisatie statushouders"],
    ["Goes", "11", "6"],
    ["Hulst", "12", "7"],
    ["Tholen", "20", "15"],
]
LOCATIES = [
    ["Gemeente", "Locatie", "Capaciteit", "Startdatum", "Einddatum", "Exploitant"],
    ["Middelburg", "Stationsweg", "120", "1-3-2022", "1-3-2030", "COA"],
    ["Vlissingen", "Buitenhaven", "200", "1-5-2023", "1-5-2027", "COA"],
]


def first() -> Plan:
    plan = Plan().title_page("Provinciaal plan Zeeland", "1e cyclus", "1 november 2024")
    plan.heading(1, "Asielopvang").text("De opgave en de realisatie asiel per gemeente.").table(ASIEL)
    plan.heading(1, "Oekraïne").table(OEKRAINE)
    plan.heading(1, "Statushouders").table(STATUSHOUDERS)
    return plan.heading(1, "Locaties asiel").table(LOCATIES)


def second() -> Plan:
    """Locations first, on a page of their own; columns in another order; Oekraïne gone; a gemeente more."""
    asiel = [
        ["Gemeente", "Realisatie", "Opgave"],
        ["Kapelle", "80", "75"],
        ["Middelburg", "290", "280"],
        ["Veere", "110", "1130"],
        ["Vlissingen", "255", "250"],
        ["Totaal Walcheren", "655", "1.660"],
    ]
    locaties = [
        ["Gemeente", "Exploitant", "Locatie", "Startdatum", "Einddatum", "Capaciteit"],
        ["Vlissingen", "Gemeente", "Buitenhaven", "1-5-2023", "1-5-2029", "180"],
        ["Middelburg", "COA", "Stationsweg", "1-3-2022", "1-3-2030", "120"],
    ]
    plan = Plan(font="Times").title_page("Provinciaal plan Zeeland", "1e cyclus", "2 mei 2025")
    plan.heading(1, "Locaties asiel").table(locaties, "rules").page()
    plan.heading(1, "Asielopvang").text("De opgave en de realisatie asiel per gemeente.").table(asiel)
    return plan.heading(1, "Statushouders").table(STATUSHOUDERS, "rules")


def addendum() -> Plan:
    plan = Plan().title_page("Addendum op het provinciaal plan Zeeland", "1e cyclus", "3 februari 2025")
    plan.heading(1, "Statushouders").text("Twee cijfers zijn hersteld.")
    return plan.table([STATUSHOUDERS[0], ["Goes", "13", "6"], ["Hulst", "12", "9"]])


CHANGES = [
    ("Goes", "oekraine", "opgave", "vervallen", "53", None),
    ("Goes", "oekraine", "realisatie", "vervallen", "50", None),
    ("Hulst", "oekraine", "opgave", "vervallen", "66", None),
    ("Hulst", "oekraine", "realisatie", "vervallen", "60", None),
    ("Kapelle", "asiel", "opgave", "nieuw", None, "75"),
    ("Kapelle", "asiel", "realisatie", "nieuw", None, "80"),
    ("Middelburg", "asiel", "realisatie", "gewijzigd", "285", "290"),
    ("Tholen", "oekraine", "opgave", "vervallen", "170", None),
    ("Tholen", "oekraine", "realisatie", "vervallen", "164", None),
    ("Vlissingen", "asiel", "beheer", "gewijzigd", "COA", "Gemeente"),
    ("Vlissingen", "asiel", "capaciteit", "gewijzigd", "200", "180"),
    ("Vlissingen", "asiel", "einddatum", "gewijzigd", "1-5-2027", "1-5-2029"),
    ("Walcheren", "asiel", "realisatie", "gewijzigd", "650", "655"),
]
ADDENDUM = [
    ("Goes", "statushouders", "taakstelling", "gewijzigd", "11", "13"),
    ("Hulst", "statushouders", "realisatie", "gewijzigd", "7", "9"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    directory = tmp_path_factory.mktemp("editions")
    home = Home(directory / "home").ensure()
    made = {
        "plan-2024.pdf": (first(), date(2024, 11, 1)),
        "addendum.pdf": (addendum(), date(2025, 2, 3)),
        "plan-2025.pdf": (second(), date(2025, 5, 2)),
    }
    for name, (plan, day) in made.items():
        document = extract_document(plan.save(directory / name, made=day))
        write_records(to_records(document), home.records(document.document_id))
        load_records(home, home.records(document.document_id))
    dbt.invoke(home, ["build", "--exclude-resource-type", "unit_test"])
    publish(home)
    return home


def changes(home: Home, *between: str) -> list[tuple]:
    found = diff(home, between or None)
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    shown = ("gebied", "thema", "maat", "soort", "oud", "nieuw")
    return sorted((tuple(row[name] for name in shown) for row in rows), key=str)


def test_the_difference_of_two_editions_is_what_changed(home: Home) -> None:
    assert changes(home, "plan-2024.pdf", "plan-2025.pdf") == CHANGES


def test_the_difference_an_addendum_makes_is_the_figures_it_states_again(home: Home) -> None:
    assert changes(home, "plan-2024", "addendum") == ADDENDUM


def test_without_names_the_newest_editions_and_what_still_holds_of_addenda(home: Home) -> None:
    # the newer edition states both figures of the addendum anew
    assert changes(home) == CHANGES
    [line] = diff(home).messages
    assert "5 changed, 2 new, 6 gone" in line


def test_the_old_edition_can_be_queried_and_is_not_current(home: Home) -> None:
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        found = con.execute(
            "select document, count(*), bool_or(is_current) from marts.cijfers group by 1 order by 1"
        ).fetchall()
    assert found == [("addendum.pdf", 4, False), ("plan-2024.pdf", 22, False), ("plan-2025.pdf", 18, True)]


@pytest.mark.parametrize(
    ("between", "message"),
    [
        (("plan-2025", "plan-2024"), "is the newer of the two"),
        (("plan-2024", "plan-2024.pdf"), "same document twice"),
        (("addendum", "plan-2025"), "no part stands in both"),
        (("plan-2024", "plan-2026"), "no document is called 'plan-2026'; known: "),
        (("plan-2024", ""), "no document is called ''"),
    ],
)
def test_what_cannot_be_set_against_each_other_is_said(home: Home, between: tuple, message: str) -> None:
    with pytest.raises(PipelineError, match=message):
        diff(home, between)


def test_the_command_writes_every_form(home: Home) -> None:
    def opvang(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipelines", "--home", home.path, "diff", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    table = opvang("plan-2024", "plan-2025")
    assert table.returncode == 0 and "Buitenhaven" in table.stdout and "5 changed" in table.stderr
    rows = list(csv.DictReader(opvang("--format", "csv").stdout.splitlines()))
    assert len(rows) == len(CHANGES)
    assert all(row["bronnen_oud"] != "[]" or row["bronnen_nieuw"] != "[]" for row in rows)
    assert len(json.loads(opvang("--format", "json").stdout)) == len(CHANGES)
