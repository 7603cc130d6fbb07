"""SQL for analysts: every format, and no way out of the warehouse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest

from warehouse import Home, QueryError, run_query

ALL = 'select * from marts.cijfers order by "row", raw_text'


def run(home: Home, sql: str, form: str) -> str:
    out = io.StringIO()
    run_query(home, sql, form, out)
    return out.getvalue()


def test_table_is_aligned_with_numbers_to_the_right(published: Home) -> None:
    text = run(published, "select 'a' as tekst, 5 as getal union all select 'bcd', 1134 order by 1", "table")
    assert text == "tekst  getal\n-----  -----\na          5\nbcd     1134\n"


def test_csv_gives_values_as_they_are(published: Home) -> None:
    read = list(csv.DictReader(io.StringIO(run(published, ALL, "csv"))))
    assert read[0] == {
        "raw_text": "1.134",
        "row": "0",
        "x0": "10",
        "document_datum": "2024-11-01",
        "lijst": '["a", "b"]',
        "eerste": "true",
    }
    assert {row["raw_text"] for row in read} >= {"+70 POO", '=HYPERLINK("x")'}


def test_json_is_a_list_of_objects(published: Home) -> None:
    first = json.loads(run(published, ALL, "json"))[0]
    assert (
        first["lijst"] == ["a", "b"] and first["document_datum"] == "2024-11-01" and first["eerste"] is True
    )
    nested = json.loads(run(published, "select * from quality.conflicten", "json"))[0]
    assert nested == {
        "conflict_id": "c1",
        "bronnen": [{"page": 1, "raw_text": "5"}],
        "gezien": "2024-11-01T12:00:00Z",
    }


def test_parquet_goes_to_the_binary_stream(published: Home, tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    with path.open("wb") as binary, io.TextIOWrapper(binary) as out:
        run_query(published, ALL + ";", "parquet", out)
    assert duckdb.sql(f"select count(*), any_value(lijst) from '{path}'").fetchall() == [(5, ["a", "b"])]


def test_nothing_found_is_an_empty_result(published: Home) -> None:
    nothing = "select raw_text from marts.cijfers where false"
    assert run(published, nothing, "csv") == "raw_text\n"
    assert json.loads(run(published, nothing, "json")) == []


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('{path}')",
        "select * from '{path}'",
        "copy (select 1) to '{path}'",
        "select 1) to '{path}' (format csv); --",
        "attach '{path}' as ander",
        "set enable_external_access = true",
        "set allowed_paths = ['{path}']",
        "delete from marts.cijfers",
        "create table marts.nieuw as select 1",
        "install httpfs",
        "select * from bestaat_niet",
        "geen sql",
    ],
)
def test_sql_reads_the_warehouse_and_nothing_else(
    published: Home, tmp_path: Path, sql: str, form: str
) -> None:
    path = tmp_path / "geheim.csv"
    path.write_text("geheim\n1\n")
    with pytest.raises(QueryError) as caught:
        run(published, sql.format(path=path), form)
    assert "\n" not in str(caught.value)
    assert path.read_text() == "geheim\n1\n"
