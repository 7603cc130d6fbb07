"""The sample plan from PDF to warehouse: the figures and conflicts that people know of must stand in it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from PIL import Image

from pipelines import builds
from pipelines.show import DPI
from warehouse.home import Home
from warehouse.published import connect_published


@pytest.fixture(scope="module")
def con(ingested: Home) -> duckdb.DuckDBPyConnection:
    with connect_published(ingested) as connection:
        yield connection


def opvang(home: Home, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipelines", "--home", home.path, *arguments],
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_the_parts_of_the_bundle_are_told_apart(con: duckdb.DuckDBPyConnection) -> None:
    parts = con.execute("select deel, deel_gebied from marts.documenten order by part_no").fetchall()
    assert parts == [
        ("provinciaal_verslag", "Overijssel"),
        ("provinciaal_plan", "Overijssel"),
        ("regionaal_plan", "IJsselland"),
        ("regionaal_plan", "Twente"),
        ("uitsplitsing", "Overijssel"),
    ]


@pytest.mark.parametrize(
    ("mart", "periode", "expected"),
    [
        ("asiel", "1e cyclus", {"opgave": 6325, "realisatie": 3864, "voornemens": 1835}),
        ("asiel", "voor 2025-07-01", {"realisatie": 4848}),
        ("amv", "1e cyclus", {"opgave": 538, "realisatie": 130}),
        ("oekraine", "2025-01-01", {"opgave": 9781, "realisatie": 7603}),
        (
            "statushouders",
            "2024-II",
            {"taakstelling": 1134, "taakstelling_incl_achterstand": 1802, "realisatie": 432},
        ),
    ],
)
def test_provincial_totals(
    con: duckdb.DuckDBPyConnection, mart: str, periode: str, expected: dict[str, int]
) -> None:
    row = con.execute(
        f"select {', '.join(expected)} from marts.{mart}"
        " where deel = 'provinciaal_plan' and gebied = 'Overijssel' and gebied_niveau = 'provincie'"
        " and periode = ?",
        [periode],
    ).fetchone()
    assert row == tuple(expected.values())


@pytest.mark.parametrize(
    ("gebied", "expected"),
    [("Twente", (3275, 1866, 556)), ("IJsselland", (3050, 1998, 1279))],
)
def test_regional_totals(con: duckdb.DuckDBPyConnection, gebied: str, expected: tuple[int, ...]) -> None:
    row = con.execute(
        "select opgave, realisatie, voornemens from marts.asiel where deel = 'provinciaal_plan'"
        " and gebied = ? and gebied_niveau = 'regio' and periode = '1e cyclus'",
        [gebied],
    ).fetchone()
    assert row == expected


@pytest.mark.parametrize(
    ("gebied", "thema", "maat", "soort", "values"),
    [
        ("Losser", "statushouders", "taakstelling_incl_achterstand", "kruis", {"32", "28"}),
        ("Twente", "statushouders", "taakstelling_incl_achterstand", "hierarchie", {"999", "995"}),
        ("Hellendoorn", "oekraine", "realisatie", "kruis", {"284", "226"}),
        ("Zwolle", "statushouders", "realisatie", "kruis", {"66", "177"}),
        ("Twente", "statushouders", "verwachte_achterstand", "som", {"-267", "-238"}),
        ("Haaksbergen", "statushouders", "percentage", "afleiding", {"43", "40"}),
        ("Deventer", "oekraine", "realisatie", "locaties", {"578", "478"}),
    ],
)
def test_known_conflicts_are_flagged_with_every_place(
    con: duckdb.DuckDBPyConnection, gebied: str, thema: str, maat: str, soort: str, values: set[str]
) -> None:
    found = con.execute(
        "select ernst, waarden, len(bronnen) from quality.conflicten"
        " where gebied = ? and thema = ? and maat = ? and soort = ?",
        [gebied, thema, maat, soort],
    ).fetchall()
    matching = [row for row in found if values <= {str(value).removesuffix(".0") for value in row[1]}]
    assert len(matching) == 1, found
    severity, _, places = matching[0]
    assert severity in ("fout", "waarschuwing")
    assert places >= 2


def test_an_impossible_date_is_an_error(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute("select ernst, omschrijving from quality.conflicten where soort = 'datum'").fetchall()
    assert any(severity == "fout" and "2202" in text for severity, text in found), found


@pytest.mark.parametrize(
    ("gebied", "thema", "values"),
    [("Almelo", "statushouders", {"70", "153"}), ("Almelo", "asiel", {"398", "468"})],
)
def test_what_another_definition_explains_is_no_error(
    con: duckdb.DuckDBPyConnection, gebied: str, thema: str, values: set[str]
) -> None:
    flagged = con.execute(
        "select waarden from quality.conflicten where gebied = ? and thema = ? and ernst <> 'info'",
        [gebied, thema],
    ).fetchall()
    assert not [row for row in flagged if values <= {str(value).removesuffix(".0") for value in row[0]}]


def test_pictures_of_tables_are_read(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("select deel_gebied from marts.documenten where hiaten > 0").fetchall() == []
    parts = con.execute("select distinct deel_gebied from marts.cijfers where origin = 'ocr'").fetchall()
    assert parts == [("IJsselland",)]


def test_every_figure_leads_to_its_cell(con: duckdb.DuckDBPyConnection) -> None:
    figures, found = con.execute(
        "select count(*), count(cells.text) from marts.cijfers"
        ' left join raw.cells as cells using (document_id, table_id, "row", col, page)'
    ).fetchone()
    assert figures == found > 1000


def test_the_same_bytes_again_change_nothing(ingested: Home, sample: Path) -> None:
    before = ingested.warehouse.read_bytes()
    result = opvang(ingested, "ingest", sample)
    assert result.returncode == 0, result.stderr
    assert "nothing changed" in result.stdout
    assert ingested.warehouse.read_bytes() == before


def test_programs_get_one_json_object(ingested: Home, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(sample.read_bytes())
    (tmp_path / "notes.pdf").write_text("no plan")
    result = opvang(ingested, "ingest", tmp_path, "--json")
    assert result.returncode == 1, "one of the files failed"
    outcome = json.loads(result.stdout)
    by_name = {Path(file["path"]).name: file for file in outcome["files"]}
    assert by_name["plan.pdf"]["status"] == "unchanged"
    assert by_name["plan.pdf"]["found"] == outcome["found"], "it is the only document"
    assert outcome["found"]["figures"] > 1000
    assert sum(outcome["found"]["conflicts"].values()) > 50
    assert (by_name["notes.pdf"]["status"], by_name["notes.pdf"]["found"]) == ("failed", None)
    assert "notes.pdf" in by_name["notes.pdf"]["reason"]


def test_what_could_not_be_read_is_listed_with_its_reason(ingested: Home) -> None:
    lines = opvang(ingested, "documents").stdout.splitlines()
    [failed] = [line for line in lines if "damaged.pdf" in line]
    assert "cut off or damaged" in failed


def test_a_file_that_is_no_pdf_leaves_the_warehouse_as_it_was(ingested: Home, tmp_path: Path) -> None:
    notes = tmp_path / "notes.pdf"
    notes.write_text("no plan")
    before = ingested.warehouse.read_bytes()
    result = opvang(ingested, "ingest", notes)
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "notes.pdf" in result.stderr
    assert ingested.warehouse.read_bytes() == before


def test_a_query_answers_in_every_form(ingested: Home) -> None:
    sql = (
        "select opgave from marts.asiel where gebied = 'Overijssel' and part_no = 2 and periode = '1e cyclus'"
    )
    assert "6325" in opvang(ingested, "query", sql).stdout
    assert opvang(ingested, "query", sql, "--format", "csv").stdout == "opgave\n6325\n"
    assert json.loads(opvang(ingested, "query", sql, "--format", "json").stdout) == [{"opgave": 6325}]


@pytest.mark.parametrize("command", [["--help"], ["query", "select 1"], ["documents"]])
def test_simple_commands_start_without_the_heavy_tools(ingested: Home, command: list[str]) -> None:
    code = (
        "import sys; from pipelines.cli import cli\n"
        f"cli({command!r}, standalone_mode=False)\n"
        "heavy = {'dagster', 'dbt', 'great_expectations', 'pandas', 'pdfplumber'}\n"
        "print(heavy & set(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "OPVANG_HOME": str(ingested.path)},
    )
    assert result.stdout
    assert result.stderr == "set()\n"


def test_a_query_cannot_write(ingested: Home) -> None:
    result = opvang(ingested, "query", "drop table marts.cijfers")
    assert (result.returncode, result.stdout) == (1, "")
    assert len(result.stderr.strip().splitlines()) <= 2


def test_export_and_report(ingested: Home, tmp_path: Path) -> None:
    assert opvang(ingested, "export", tmp_path, "--format", "csv").returncode == 0
    assert (tmp_path / "datapackage.json").exists()
    result = opvang(ingested, "report")
    assert result.stdout.strip() == str(ingested.report)
    assert "<html" in ingested.report.read_text(encoding="utf-8")


def test_a_conflict_is_shown_on_every_page_it_stands_on(
    con: duckdb.DuckDBPyConnection, ingested: Home, tmp_path: Path
) -> None:
    conflict_id, places = con.execute(
        "select conflict_id, bronnen from quality.conflicten"
        " where gebied = 'Losser' and thema = 'statushouders' and soort = 'kruis'"
    ).fetchone()
    result = opvang(ingested, "show", conflict_id, "--to", tmp_path)
    assert result.returncode == 0, result.stderr
    drawn = [Path(line) for line in result.stdout.splitlines()]
    assert [path.name.split("-p")[1] for path in drawn] == [
        f"{page}.png" for page in sorted({p["page"] for p in places})
    ]
    image = Image.open(drawn[0]).convert("RGB")
    x0, top, x1, _ = (value * DPI / 72 for value in places[0]["bbox"])
    red, green, _ = image.getpixel((round((x0 + x1) / 2), round(top) - 1))
    assert red > 180 > 90 > green, "the cell is framed"
    result = opvang(ingested, "show", "nonsense")
    assert (result.returncode, result.stdout) == (1, "")


def test_check_fails_on_what_is_open_and_keeps_history(ingested: Home, tmp_path: Path) -> None:
    home = Home(shutil.copytree(ingested.path, tmp_path / "copy"))
    builds.record(home, "the disk was full")
    result = opvang(home, "check", "--fail-on", "fout")
    assert builds.failed(home) is None
    assert result.returncode == 1, result.stderr
    assert "Losser" in result.stdout
    with connect_published(home) as con:
        [(runs,)] = con.execute("select count(distinct run_id) from quality.controles").fetchall()
        conflicts = con.execute(
            "select conflict_id, eerst_gezien from quality.conflicten order by 1"
        ).fetchall()
    with connect_published(ingested) as con:
        before = con.execute("select conflict_id, eerst_gezien from quality.conflicten order by 1").fetchall()
    assert runs == 2
    assert conflicts == before
