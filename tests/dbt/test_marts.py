"""From raw records to marts, over the whole dbt project."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse import Home
from warehouse.dictionary import dictionary
from warehouse.published import connect_published

Built = duckdb.DuckDBPyConnection


def rows(built: Built, sql: str) -> list[tuple[Any, ...]]:
    return built.execute(sql).fetchall()


def test_schemas_and_marts_are_those_promised(built: Built) -> None:
    found = rows(
        built,
        "select schema_name || '.' || table_name from duckdb_tables() where schema_name = 'marts' order by 1",
    )
    assert [name for (name,) in found] == [
        f"marts.{name}"
        for name in (
            "amv",
            "asiel",
            "cijfers",
            "documenten",
            "gemeenten",
            "locaties",
            "maten",
            "oekraine",
            "statushouders",
        )
    ]
    schemas = {name for (name,) in rows(built, "select distinct schema_name from duckdb_tables()")}
    assert schemas <= {"raw", "staging", "intermediate", "marts", "quality"}


def test_every_mart_and_column_is_described(built: Built) -> None:
    bare = rows(
        built,
        "select table_name, column_name from duckdb_columns()"
        " where schema_name = 'marts' and comment is null",
    )
    assert bare == []
    grain = rows(built, "select comment from duckdb_tables() where schema_name = 'marts'")
    assert all(comment.startswith("Eén rij per ") for (comment,) in grain)


@pytest.mark.parametrize(
    ("raw_text", "expected"),
    [
        ("1.134", ("Aardorp", "GM9001", "asiel", "opgave", "1e cyclus", None, 1134, 1134, 1134, None)),
        ("84%", ("Aardorp", "GM9001", "asiel", "percentage", "1e cyclus", None, 84, 84, 84, None)),
        ("550-580", ("Beekstad", "GM9002", "asiel", "opgave", "1e cyclus", None, None, 550, 580, None)),
        ("1.700", ("Oost", "VR90", "asiel", "opgave", "1e cyclus", None, 1700, 1700, 1700, None)),
        (
            "900",
            ("Aardorp", "GM9001", "asiel", "capaciteit", "1e cyclus", "onderverdeling", 900, 900, 900, None),
        ),
        ("34*", ("Aardorp", "GM9001", "asiel", "capaciteit", "1e cyclus", "Molen", 34, 34, 34, "minimum")),
        ("12", ("Beekstad", "GM9002", "statushouders", "dsl_plekken", "2024-II", "Hof", 12, 12, 12, None)),
        ("4", ("Beekstad", "GM9002", "statushouders", "kso_plekken", "2024-II", "Kade", 4, 4, 4, None)),
        ("6", ("Beekstad", "GM9002", "statushouders", "kso_plekken", "2024-II", None, 6, 6, 6, None)),
        ("153", ("Aardorp", "GM9001", "statushouders", "taakstelling", "2024-II", None, 153, 153, 153, None)),
        ("+70 POO", ("Aardorp", "GM9001", "oekraine", "poo", None, None, 70, 70, 70, None)),
        ("40", ("Aardorp", "GM9001", "asiel", "capaciteit", "1e cyclus", "Dijk", 40, 40, 40, None)),
    ],
)
def test_a_cell_becomes_a_figure(built: Built, raw_text: str, expected: tuple[Any, ...]) -> None:
    found = rows(
        built,
        "select gebied, gebied_code, thema, maat, periode, locatie, waarde, waarde_min, waarde_max,"
        " kwalificatie"
        f" from marts.cijfers where raw_text = '{raw_text}' and document = 'bundel.pdf'",
    )
    assert expected in found


def test_the_total_of_locations_is_the_capacity_of_none(built: Built) -> None:
    assert rows(built, "select maat from intermediate.int_cijfers where raw_text = '74'") == [("capaciteit",)]
    assert rows(built, "select maat from marts.cijfers where raw_text = '74'") == []


def test_the_same_name_twice_is_told_apart_by_province(built: Built) -> None:
    codes = rows(built, "select gebied_code from marts.cijfers where raw_text = '40' and locatie is null")
    assert codes == [("GM9003",)]


def test_what_has_no_code_keeps_its_printed_name(built: Built) -> None:
    found = rows(
        built,
        "select gebied, gebied_code, gebied_niveau, provincie_code from marts.cijfers"
        " where raw_text in ('7', '8')",
    )
    assert sorted(found) == [("Vreemd", None, "gemeente", None), ("Zuid", None, "regio", "PV90")]


def test_no_half_figures(built: Built) -> None:
    assert rows(built, "select count(*) from marts.cijfers where raw_text in ('5', '99')") == [(0,)]
    incomplete = rows(
        built, "select raw_text, ontbreekt from intermediate.int_cijfers_alle where len(ontbreekt) > 0"
    )
    assert incomplete == [("5", ["maat"])]


def test_every_figure_leads_to_its_cell(built: Built) -> None:
    lost = rows(
        built,
        "select count(*) from marts.cijfers f anti join raw.cells c on f.document_id = c.document_id"
        " and f.table_id = c.table_id and f.row = c.row and f.col = c.col and f.page = c.page"
        " and f.x0 = c.x0",
    )
    assert lost == [(0,)]


def test_the_newest_edition_is_current(built: Built) -> None:
    found = rows(
        built,
        "select document, raw_text, is_current from marts.cijfers"
        " where gebied = 'Aardorp' and maat = 'opgave'",
    )
    assert sorted(found) == [
        ("bundel.pdf", "1.134", False),
        ("bundel.pdf", "1.134", True),
        ("bundel.pdf", "1.135", False),
        ("herzien.pdf", "1.200", True),
    ]


def test_an_addendum_supersedes_what_it_states_again(built: Built) -> None:
    found = rows(
        built,
        "select document, raw_text, is_current from marts.cijfers"
        " where gebied = 'Beekstad' and maat = 'opgave'",
    )
    assert sorted(found) == [("addendum.pdf", "560", True), ("bundel.pdf", "550-580", False)]


def test_two_values_in_one_part_leave_the_column_empty(built: Built) -> None:
    wide = rows(
        built,
        "select deel, document, opgave, conflict_maten, regio, provincie from marts.asiel"
        " where gebied = 'Aardorp' and periode = '1e cyclus'",
    )
    assert sorted(wide) == [
        ("provinciaal_plan", "bundel.pdf", 1134, [], "Oost", "Waterland"),
        ("regionaal_plan", "bundel.pdf", None, ["opgave"], "Oost", "Waterland"),
        ("regionaal_plan", "herzien.pdf", 1200, [], "Oost", "Waterland"),
    ]


def test_locations_with_their_dates(built: Built) -> None:
    found = rows(
        built,
        "select locatie, capaciteit, kwalificatie, startdatum, startdatum_precisie, einddatum,"
        " einddatum_precisie, einddatum_tekst, status, gebied from marts.locaties"
        " where locatie in ('Molen', 'Dijk') order by row",
    )
    assert found == [
        (
            "Molen",
            34,
            "minimum",
            dt.date(2023, 11, 1),
            "dag",
            dt.date(2032, 9, 19),
            "dag",
            "19  -9-2032",
            "bestaand",
            "Aardorp",
        ),
        ("Dijk", 40, None, dt.date(2022, 4, 1), "maand", None, "nntb", "Nntb*", "in verkenning", "Aardorp"),
    ]


def test_groups_side_by_side_are_statements_of_their_own(built: Built) -> None:
    found = rows(
        built,
        "select locatie, soort, capaciteit, startdatum, page, col from marts.locaties"
        " where thema = 'statushouders' order by row, col",
    )
    assert found == [
        ("Hof", "DSL", 12, dt.date(2025, 1, 1), 2, 1),
        ("Kade", "KSO", 4, None, 2, 4),
        (None, "KSO", 6, None, 2, 4),
    ]


def test_a_window_without_a_name_counts_as_a_statement(built: Built) -> None:
    found = rows(
        built,
        "select locatie, thema, capaciteit, startdatum, einddatum, einddatum_precisie, einddatum_tekst"
        " from marts.locaties where deel = 'provinciaal_plan' order by capaciteit",
    )
    assert found == [
        ("onderverdeling", "asiel", 12, None, None, None, None),
        (None, "amv", 56, dt.date(2025, 1, 1), dt.date(2035, 1, 1), "jaar", "2035"),
        (None, "asiel", 398, dt.date(2016, 3, 16), None, "onbepaald", "onbepaald"),
    ]


def test_documents_count_what_was_found(built: Built) -> None:
    found = rows(
        built,
        "select document, part_no, is_current, tabellen, tabellen_begrepen, tabellen_niet_begrepen"
        " from marts.documenten",
    )
    assert sorted(found) == [
        ("addendum.pdf", 1, True, 1, 1, 0),
        ("bundel.pdf", 1, True, 2, 2, 0),
        ("bundel.pdf", 2, False, 7, 6, 1),
        ("herzien.pdf", 1, True, 1, 1, 0),
    ]


def test_gemeenten_have_region_and_province(built: Built) -> None:
    assert ("GM9001", "Aardorp", "VR90", "Oost", "PV90", "Waterland") in rows(built, "from marts.gemeenten")


def test_every_measure_says_its_unit_where_analysts_look(ingested: Home) -> None:
    with connect_published(ingested) as con:
        units = dict(con.execute("select thema || '.' || maat, eenheid from marts.maten").fetchall())
        told = rows(
            con,
            """
            select eenheid, lower(comment)
            from marts.maten
            inner join duckdb_columns()
                on schema_name = 'marts' and table_name = thema and column_name = maat
            """,
        )
    assert (units["asiel.realisatie"], units["statushouders.realisatie"]) == ("plekken", "personen")
    assert (units["statushouders.dsl_plekken"], units["oekraine.poo"]) == ("plekken", "personen")
    stems = {"plekken": "plek", "personen": "personen", "woningen": "woning", "procent": "procent"}
    assert len(told) > 50
    assert [each for each in told if stems[each[0]] not in each[1]] == []


def test_the_data_dictionary_is_up_to_date(built: Built) -> None:
    document = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"
    assert document.read_text(encoding="utf-8") == dictionary(built), (
        "run: python -m warehouse.dictionary > docs/data-dictionary.md"
    )
