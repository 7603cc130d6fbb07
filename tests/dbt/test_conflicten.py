"""An invented plan that contradicts itself in known places, and in others only seems to."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from pipelines import dbt
from tests.dbt.plan import Plan, gemeente, sleutel
from warehouse import Home, load_records, write_records

GEMEENTEN = ["Aardorp", "Beekstad", "Duinoord", "Essenburg", "Fluitwijk", "Grasland"]
KOP = {"rol": "kop"}
OOST = {"rol": "totaal", "gebied": "Oost", "gebied_niveau": "regio"}


def waterland() -> Plan:
    plan = Plan("conflicten00", "2024-11-01", "waterland.pdf")
    gebieden = [("PV90", "provincie", "Waterland", None, None), ("VR90", "regio", "Oost", "PV90", None)]
    gebieden += [(f"GM90{n:02d}", "gemeente", naam, "PV90", "VR90") for n, naam in enumerate(GEMEENTEN)]
    velden = ("gebied_code", "gebied_niveau", "gebied", "provincie_code", "regio_code")
    plan.records["gebieden"] = [dict(zip(velden, each, strict=True)) for each in gebieden]
    plan.records["gebied_namen"] = [
        {"sleutel": sleutel(naam), "naam": naam, "gebied_code": code, "gebied_niveau": niveau}
        for code, niveau, naam, _, _ in gebieden
    ]
    plan.records["maten"] = [
        {
            "maat": maat,
            "omschrijving": maat,
            "eenheid": "plekken",
            "optelbaar": maat != "percentage",
            "met_teken": maat == "verschil",
        }
        for maat in ("opgave", "realisatie", "percentage", "taakstelling", "verschil", "voornemens")
    ]
    perioden = {
        "asiel": "1e cyclus",
        "amv": "1e cyclus",
        "oekraine": "2025-01-01",
        "statushouders": "2024-II",
    }
    for number, (deel, gebied, niveau) in enumerate(
        [
            ("provinciaal_plan", "Waterland", "provincie"),
            ("regionaal_plan", "Oost", "regio"),
            ("uitsplitsing", "Waterland", "provincie"),
        ],
        start=1,
    ):
        plan.part(number, deel, gebied, niveau, perioden=perioden)

    def per_gemeente(part_no: int, columns: dict, totaal: list[str] | None = None, **meaning) -> None:
        cells = [
            [naam, *row] for naam, row in zip(GEMEENTEN, zip(*columns["cellen"], strict=True), strict=False)
        ]
        rows = [["Gemeente", *[""] * len(columns["cellen"])], *cells]
        wie = [KOP, *[gemeente(naam) for naam, *_ in cells]]
        if totaal:
            rows, wie = [*rows, ["Totaal Oost", *totaal]], [*wie, OOST]
        plan.table(rows, [{"rol": "gebied"}, *columns["kolommen"]], wie, part_no, **meaning)

    # the provincial plan: all of it follows, but a percentage and the realisatie of statushouders
    per_gemeente(
        1,
        {
            "kolommen": [{"maat": "opgave"}, {"maat": "realisatie"}, {"maat": "percentage"}],
            "cellen": [
                ["100", "200", "300", "1.400", "50", "60"],
                ["90", "200", "40", "1.400", "0", "60"],
                ["90%", "100 %", "13%", "100%", "0%", "99%"],
            ],
        },
        ["2.110", "1.790", "85%"],
        thema="asiel",
    )
    per_gemeente(
        1,
        {
            "kolommen": [
                {"maat": "taakstelling"},
                {"maat": "taakstelling_incl_achterstand"},
                {"maat": "realisatie", "peildatum": "2024-09-15"},
            ],
            "cellen": [
                ["10", "20", "30", "40", "5", "6"],
                ["15", "26", "39", "50", "9", "8"],
                ["3", "4", "n.n.t.b.", "6", "1", "2"],
            ],
        },
        ["111", "147", "15"],
        thema="statushouders",
    )
    # the regional plan calls taakstelling what includes the backlog, and gives one gemeente ten more
    per_gemeente(
        2,
        {"kolommen": [{"maat": "opgave"}], "cellen": [["15", "26", "39", "50", "9", "18"]]},
        ["157"],
        thema="statushouders",
    )
    # another period is another figure; the last gemeente is left out
    per_gemeente(
        2,
        {
            "kolommen": [
                {"maat": "opgave"},
                {"maat": "realisatie", "periode": "voor 2025-07-01"},
                {"maat": "verschil"},
            ],
            "cellen": [
                ["100", "200", "300", "1.400", "50"],
                ["96", "0", "40", "1.500", "40"],
                ["-4", "-200", "-260", "+ 100", "-10"],
            ],
        },
        thema="asiel",
    )
    # a share beside its whole is another figure
    per_gemeente(
        1,
        {
            "kolommen": [{"maat": "realisatie"}, {"maat": "realisatie", "kwalificatie": "structureel"}],
            "cellen": [["10", "20", "30", "40", "5", "6"], ["7", "0", "30", "12", "5", "0"]],
        },
        thema="oekraine",
    )
    # regions without a code, each with its total above its gemeenten
    blokken = {"West": ["10", "20"], "Midden": ["30", "40"], "Noord": ["5", "6"]}
    rows, wie = [["Gemeente", ""]], [KOP]
    namen = iter(GEMEENTEN)
    for regio, cellen in blokken.items():
        leden = [next(namen) for _ in cellen]
        rows += [[f"Totaal {regio}", str(sum(map(int, cellen)))], *zip(leden, cellen, strict=True)]
        wie += [OOST | {"gebied": regio}, *map(gemeente, leden)]
    plan.table(rows, [{"rol": "gebied"}, {"maat": "opgave"}], wie, 3, thema="oekraine")
    plannen = [{"rol": "gebied"}, {"maat": "voornemens"}, {"rol": "kenmerk", "kenmerk": "startdatum"}]
    plan.table(
        [["Essenburg", "550-580", "n.n.t.b."], ["Duinoord", "40", "01-03-2025"]],
        plannen,
        [gemeente("Essenburg"), gemeente("Duinoord")],
        1,
        thema="asiel",
    )
    plan.table(
        [["Essenburg", "550"], ["Duinoord", "40"]],
        plannen[:2],
        [gemeente("Essenburg"), gemeente("Duinoord")],
        3,
        thema="asiel",
    )
    locaties = [
        {"rol": "gebied"},
        {"rol": "kenmerk", "kenmerk": "locatie"},
        {"maat": "capaciteit"},
        {"rol": "kenmerk", "kenmerk": "startdatum"},
        {"rol": "kenmerk", "kenmerk": "einddatum"},
    ]
    regionaal = [
        ["Aardorp", "AZC Kerkstraat 12 te Aardorp", "66", "1-1-2020", "Nntb"],
        ["Aardorp", "NO Havenlaan", "30", "1-1-2023", "1-6-2026"],
        ["Grasland", "De Wilg", "60", "apr-22", "1-1-2030"],
        ["Duinoord", "Zonnehof", "40", "1-3-2025", "1-3-2035"],
    ]
    verdeeld = [
        ["Aardorp", "Kerkstraat", "60", "01-01-2020", "Onbepaald"],
        ["Aardorp", "Havenlan", "30", "01-01-2023", "01-07-2026"],
        ["Grasland", "Wilg", "60", "05-04-2202", "01-01-2030"],
        ["Duinoord", "Zonnehof (nieuw)", "40", "01-03-2025", "01-03-2035"],
    ]
    for part_no, rows in ((2, regionaal), (3, verdeeld)):
        plan.table(rows, locaties, [gemeente(row[0]) for row in rows], part_no, thema="asiel")
    return plan


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("conflicten") / "home").ensure()
    plan = waterland()
    write_records(plan.records, home.records(plan.document_id))
    load_records(home, home.records(plan.document_id))
    dbt.invoke(home, ["build", "--exclude-resource-type", "unit_test"])
    return home


@pytest.fixture
def con(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(home.build), read_only=True) as con:
        yield con


def conflicten(con: duckdb.DuckDBPyConnection, ernst: str) -> set[tuple[str, str, str]]:
    """(gebied, soort, maat or field) of the conflicts of that severity."""
    return set(
        con.execute(
            "select gebied, soort, coalesce(veld, maat, '') from quality.conflicten where ernst = ?", [ernst]
        ).fetchall()
    )


def test_what_cannot_be_right_is_an_error(con: duckdb.DuckDBPyConnection) -> None:
    assert conflicten(con, "fout") == {
        ("Oost", "som", "realisatie"),
        ("Grasland", "afleiding", "percentage"),
        ("Grasland", "kruis", "taakstelling_incl_achterstand"),
        ("Oost", "hierarchie", "taakstelling_incl_achterstand"),
        ("Aardorp", "kruis", "capaciteit"),
        ("Grasland", "datum", "startdatum"),
    }


def test_what_another_reading_could_explain_is_a_warning(con: duckdb.DuckDBPyConnection) -> None:
    assert conflicten(con, "waarschuwing") == {
        ("Aardorp", "kruis", "einddatum"),
        ("Grasland", "ontbreekt", ""),
    }


def test_look_alikes_are_explained_and_raise_no_alarm(con: duckdb.DuckDBPyConnection) -> None:
    info = conflicten(con, "info")
    assert {(naam, "definitie", "taakstelling") for naam in [*GEMEENTEN, "Oost"]} <= info
    assert ("Essenburg", "kruis", "voornemens") in info  # 550-580 against 550
    assert ("Aardorp", "kruis", "einddatum") in info  # Nntb against Onbepaald
    assert not {maat for _, _, maat in info} & {
        "realisatie",
        "opgave",
        "verschil",
    }  # another period, another figure


def test_a_conflict_names_all_its_places_and_figures(con: duckdb.DuckDBPyConnection) -> None:
    omschrijving, waarden, bronnen = con.execute(
        """
        select omschrijving, waarden, bronnen
        from quality.conflicten
        where gebied = 'Grasland' and soort = 'kruis'
        """
    ).fetchone()
    assert waarden == ["8", "18"]
    assert {(bron["deel"], bron["raw_text"]) for bron in bronnen} == {
        ("provinciaal_plan", "8"),
        ("regionaal_plan", "18"),
    }
    assert "8 in provinciaal plan Waterland" in omschrijving and "18 in regionaal plan Oost" in omschrijving


def test_a_consequence_names_its_cause(con: duckdb.DuckDBPyConnection) -> None:
    omschrijving, oorzaak = con.execute(
        """
        select g.omschrijving, o.gebied
        from quality.conflicten as g inner join quality.conflicten as o on o.conflict_id = g.oorzaak_id
        where g.soort = 'hierarchie'
        """
    ).fetchone()
    assert oorzaak == "Grasland"
    assert "Dit volgt uit Grasland" in omschrijving


def test_comparisons_that_agree_are_kept_too(con: duckdb.DuckDBPyConnection) -> None:
    gelijk = dict(
        con.execute(
            "select regel_id, count(*) from quality.vergelijkingen where uitkomst = 'gelijk' group by 1"
        ).fetchall()
    )
    assert gelijk["som_totaal"] == 8
    assert gelijk["kruis_gelijk"] >= 10
    assert gelijk["afleiding_verschil"] == 5
    assert gelijk["ontbreekt_gebied"] >= 1  # a list that names every gemeente of its region


def test_another_build_changes_nothing_but_when_it_was_last_seen(home: Home) -> None:
    query = "select * exclude (laatst_gezien) from quality.conflicten order by conflict_id"
    with duckdb.connect(str(home.build), read_only=True) as con:
        before = con.execute(query).fetchall()
        seen = con.execute("select max(laatst_gezien) from quality.conflicten").fetchone()
    dbt.invoke(home, ["run", "--select", "int_conflicten+"])
    with duckdb.connect(str(home.build), read_only=True) as con:
        assert con.execute(query).fetchall() == before
        assert con.execute("select max(laatst_gezien) from quality.conflicten").fetchone() > seen


def test_conflicts_have_the_shape_that_readers_rely_on(con: duckdb.DuckDBPyConnection) -> None:
    types = dict(
        con.execute(
            "select column_name, data_type from duckdb_columns()"
            " where schema_name = 'quality' and table_name = 'conflicten'"
        ).fetchall()
    )
    texts = ["conflict_id", "soort", "ernst", "thema", "maat", "periode", "omschrijving", "status", "locatie"]
    texts += ["gebied_niveau", "gebied_code", "gebied"]
    assert {types[name] for name in texts} == {"VARCHAR"}
    assert types["waarden"] == "VARCHAR[]" and types["verschil"] == "DOUBLE"
    assert types["eerst_gezien"] == types["laatst_gezien"] == "TIMESTAMP WITH TIME ZONE"
    assert types["bronnen"] == (
        "STRUCT(document_id VARCHAR, deel VARCHAR, deel_gebied VARCHAR, table_id VARCHAR, page INTEGER,"
        ' "row" INTEGER, col INTEGER, bbox DOUBLE[], raw_text VARCHAR)[]'
    )
