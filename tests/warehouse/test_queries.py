"""Every example in docs/queries.md runs on the sample plan and finds something."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from warehouse import Home, run_query

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("sql", QUERIES, ids=[f"query{number}" for number in range(1, len(QUERIES) + 1)])
def test_an_example_finds_something(ingested: Home, sql: str) -> None:
    out = io.StringIO()
    run_query(ingested, sql, "csv", out)
    assert len(list(csv.reader(io.StringIO(out.getvalue())))) > 1


def test_there_are_a_dozen() -> None:
    assert len(QUERIES) >= 12
