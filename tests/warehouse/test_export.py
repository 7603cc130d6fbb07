"""The marts as files, described by a data package."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from importlib.metadata import version
from pathlib import Path

import duckdb
import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from warehouse import Home, NotPublishedError, export_marts
from warehouse.export import harmless


@pytest.mark.parametrize("form", ["parquet", "csv", "xlsx"])
def test_the_package_describes_every_file_and_column(published: Home, tmp_path: Path, form: str) -> None:
    paths = export_marts(published, tmp_path / "uit", form)
    assert sorted(tmp_path.joinpath("uit").iterdir()) == sorted(paths)
    package = json.loads((tmp_path / "uit" / "datapackage.json").read_text())
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert list(resources) == [
        "marts.asiel", "marts.cijfers", "marts.maten", "quality.conflicten", "quality.vergelijkingen",
    ]  # fmt: skip
    (soort,) = resources["quality.vergelijkingen"]["schema"]["fields"]
    assert soort["description"] == "Soort vergelijking."  # a view is described too
    (source,) = package["sources"]
    assert source["title"] == f"plan.pdf (sha256 {'aaaaaaaaaaaa' * 5})"
    assert source["document_id"] and source["extractor_version"]
    assert package["version"] == version("opvangplannen")
    assert resources["quality.conflicten"]["schema"]["primaryKey"] == ["conflict_id"]
    assert resources["marts.asiel"]["schema"]["fields"][1] == {
        "name": "opgave",
        "type": "number",
        "description": "",
        "unit": "plekken",
        "usage": "Tel niet over delen op.",
    }
    for resource in package["resources"]:
        content = (tmp_path / "uit" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    cijfers = resources["marts.cijfers"]
    assert cijfers["description"] == "Eén rij per cijfer."
    assert cijfers["schema"]["fields"][0] == {
        "name": "raw_text",
        "type": "string",
        "description": "De cel zoals gedrukt.",
    }
    types = [field["type"] for field in cijfers["schema"]["fields"]]
    assert types == ["string", "integer", "number", "date", "array", "boolean"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_data_package_that_frictionless_accepts(published: Home, tmp_path: Path, form: str) -> None:
    export_marts(published, tmp_path, form)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert [task.stats["rows"] for task in report.tasks] == [1, 5, 1, 1, 1]


def test_a_parquet_package_describes_its_files(published: Home, tmp_path: Path) -> None:
    """Frictionless reads Parquet with an engine we do without: it judges the descriptor, DuckDB the files."""
    *_, package = export_marts(published, tmp_path, "parquet")
    described = frictionless.Package(json.loads(package.read_text()))
    assert list(described.metadata_validate(described.to_descriptor())) == []
    for resource in described.resources:
        read = duckdb.sql(f"from '{tmp_path / resource.path}'")
        assert read.columns == resource.schema.field_names


def test_parquet_keeps_types(published: Home, tmp_path: Path) -> None:
    export_marts(published, tmp_path, "parquet")
    found = duckdb.sql(
        f"select bronnen[1].page, gezien from '{tmp_path}/quality.conflicten.parquet'"
    ).fetchone()
    assert found[0] == 1 and found[1].isoformat().startswith("2024-11-01T12:00:00")


def test_csv_holds_no_formula_and_leaves_numbers_alone(published: Home, tmp_path: Path) -> None:
    export_marts(published, tmp_path, "csv")
    with (tmp_path / "marts.cijfers.csv").open(newline="") as lines:
        texts = {row["raw_text"] for row in csv.DictReader(lines)}
    assert texts == {"Aardorp", "1.134", '\'=HYPERLINK("x")', "-35", "'+70 POO"}


def test_xlsx_holds_no_formula(published: Home, tmp_path: Path) -> None:
    (workbook_path, _) = export_marts(published, tmp_path, "xlsx")
    workbook = load_workbook(workbook_path)
    assert workbook.sheetnames == [
        "toelichting", "marts.asiel", "marts.cijfers", "marts.maten", "quality.conflicten",
        "quality.vergelijkingen",
    ]  # fmt: skip
    cells = [
        cell for sheet in workbook for line in sheet.iter_rows() for cell in line if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert '=HYPERLINK("x")' in {cell.value for cell in cells}
    assert ("marts.cijfers", "raw_text", "De cel zoals gedrukt.") in workbook["toelichting"].iter_rows(
        values_only=True
    )


def test_nothing_is_written_without_a_warehouse(home: Home, tmp_path: Path) -> None:
    with pytest.raises(NotPublishedError):
        export_marts(home, tmp_path / "uit", "csv")
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("text", ["-35", "+ 20", "-19 %", "-12,5", "-4*"])
def test_figures_with_a_sign_stay_as_printed(text: str) -> None:
    assert harmless(text) == text


@given(st.text(max_size=20))
def test_no_text_survives_as_a_formula(text: str) -> None:
    made = harmless(text)
    assert made in (text, "'" + text)
    starts_a_formula = made[:1] in tuple("=+-@\t\r")
    assert not starts_a_formula or re.fullmatch(r"[+-]?\s?[\d.,]+\s?%?\**", made)
