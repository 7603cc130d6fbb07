"""Loading: one transaction, one document, and nothing changes that did not change."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import to_records
from extract.model import (
    Cell,
    ColumnMeaning,
    Document,
    Gap,
    Heading,
    Mention,
    Note,
    Part,
    Region,
    RowMeaning,
    Table,
)
from extract.text import printable
from tests.dbt.plan import Plan
from warehouse import Home, RecordsError, load_records, open_build, write_records
from warehouse.export import ILLEGAL_IN_XML
from warehouse.schema import raw_tables


def raw(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that stands in raw."""
    with open_build(home) as con:
        names = con.execute("select table_name from duckdb_tables() where schema_name = 'raw'").fetchall()
        return {name: con.execute(f'select * from raw."{name}" order by all').fetchall() for (name,) in names}


def test_records_stand_in_raw_as_they_were_written(home: Home, records: Path) -> None:
    loaded = load_records(home, records)
    assert loaded.changed and loaded.document_id == "aaaaaaaaaaaa"
    assert loaded.rows["cells"] == len((records / "cells.jsonl").read_text().splitlines()) == 5
    with open_build(home) as con:
        cells = con.execute('select "row", col, text, rowspan from raw.cells order by all').fetchall()
        assert con.execute("select loaded_at is not null from raw.documents").fetchall() == [(True,)]
    assert cells == [
        (0, 0, "Aardorp", 1),
        (0, 1, "1.134", 1),
        (1, 0, '=HYPERLINK("x")', 1),
        (1, 1, "-35", 2),
        (2, 0, "+70 POO", 1),
    ]


def test_a_path_of_odd_signs_is_no_pattern(home: Home, records: Path, tmp_path: Path) -> None:
    odd = records.rename(tmp_path / "plan [1] *?")
    assert load_records(home, odd).rows["cells"] == 5


def test_the_same_again_leaves_raw_as_it_was(home: Home, records: Path) -> None:
    load_records(home, records)
    before = raw(home)
    assert not load_records(home, records).changed
    assert raw(home) == before


def test_another_content_replaces_the_document_only(home: Home, plan: Plan, records: Path) -> None:
    other = Plan("bbbbbbbbbbbb").part()
    other.table([["1"]], [{}], [{}])
    write_records(other.records, home.records(other.document_id))
    load_records(home, records)
    load_records(home, home.records(other.document_id))
    before = raw(home)
    plan.records["cells"] = plan.records["cells"][:1]
    plan.records["documents"][0]["extractor_version"] = "newer"
    del plan.records["tables"]
    write_records(plan.records, records)
    assert load_records(home, records).changed
    after = raw(home)
    mine, theirs = "aaaaaaaaaaaa", "bbbbbbbbbbbb"
    assert [row for row in after["cells"] if row[0] == mine] == before["cells"][:1]
    assert not [row for row in after["tables"] if row[0] == mine]
    for table, rows in before.items():
        assert [row for row in rows if row[0] == theirs] == [row for row in after[table] if row[0] == theirs]
    assert len(after["documents"]) == 2


def test_reference_data_is_replaced_as_a_whole_and_does_not_touch_the_document(
    home: Home, plan: Plan, records: Path
) -> None:
    load_records(home, records)
    before = raw(home)
    plan.records["gebieden"] = plan.records["gebieden"][:2]
    write_records(plan.records, records)
    assert load_records(home, records).changed
    after = raw(home)
    assert len(after["gebieden"]) == 2
    assert after["documents"] == before["documents"]


def test_reference_data_that_is_not_handed_over_stays(home: Home, records: Path) -> None:
    load_records(home, records)
    (records / "gebieden.jsonl").unlink()
    assert not load_records(home, records).changed


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        ("cells", {"document_id": "aaaaaaaaaaaa", "kleur": "rood"}, "no column kleur"),
        ("cells", {"document_id": "cccccccccccc", "table_id": "t"}, "another document"),
        ("headings", {"document_id": "aaaaaaaaaaaa"}, "NOT NULL"),
        ("parts", {"document_id": "aaaaaaaaaaaa", "part_no": "een"}, "cast value"),
        ("onbekend", {"a": 1}, "no raw table"),
    ],
)
def test_what_does_not_fit_leaves_raw_as_it_was(
    home: Home, records: Path, table: str, row: dict[str, Any], reason: str
) -> None:
    load_records(home, records)
    before = raw(home)
    (records / "tables.jsonl").write_text("")
    (records / f"{table}.jsonl").write_text(json.dumps(row) + "\n")
    with pytest.raises(RecordsError, match=reason):
        load_records(home, records)
    assert raw(home) == before


def test_no_records_is_said_clearly(home: Home, tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="no extracted records"):
        load_records(home, tmp_path)


def test_writing_records_removes_what_is_no_longer_handed_over(tmp_path: Path) -> None:
    write_records({"cells": [{"a": 1}], "gaps": []}, tmp_path)
    write_records({"cells": [{"a": 2}]}, tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"cells.jsonl": '{"a": 2}\n'}


def test_what_extraction_hands_over_fits_raw_column_by_column(home: Home) -> None:
    metadata = {"Title": "Plan", "Author": "Aardorp", "Producer": "zetter", "CreationDate": "D:20241105"}
    document = Document("cccccccccccc", "c" * 64, "plan.pdf", 9, 1, metadata)
    document.parts = [Part(1, "overig", None, None, "Plan", 1, 1)]
    document.headings = [Heading(1, 9.0, 1, "Kop")]
    document.gaps = [Gap(1, (0, 0, 9, 9), 1, "Kop", "", "plaatje")]
    document.tables = [
        Table(
            "t1", 1, 1, "Kop", ["Kop"], "", [Region(1, (0, 0, 9, 9), (0, 1))],
            [Cell(0, 0, "1", 1, (0, 0, 9, 9))], 1, 1,
            notes=[Note("*", "noot", 1, (0, 9, 9, 12))], columns=[ColumnMeaning(0, "")],
            rows=[RowMeaning(0)], mentions=[Mention(0, 0, "+1 POO", "+1")],
        )
    ]  # fmt: skip
    records = to_records(document)
    write_records(records, home.records(document.document_id))
    load_records(home, home.records(document.document_id))
    with open_build(home) as con:
        fields = {table.name: set(table.columns) for table in raw_tables(con)}
        about = con.execute("select titel, auteur, producer, pdf_datum from raw.documents").fetchall()
    assert {name: set(rows[0]) for name, rows in records.items() if rows} == {
        name: columns for name, columns in fields.items() if name not in ("part_perioden", "acceptaties")
    }
    assert about == [("Plan", "Aardorp", "zetter", date(2024, 11, 5))]


@given(st.text(st.characters(exclude_categories=())))
def test_what_can_be_printed_can_be_written_to_any_file(text: str) -> None:
    kept = printable(text)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert not ILLEGAL_IN_XML.search(kept)
    assert printable("Aardorp’s 1.134*\n(±5 %)") == "Aardorp’s 1.134*\n(±5 %)"
