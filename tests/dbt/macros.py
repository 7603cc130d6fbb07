"""The reading macros outside dbt: rendered with plain Jinja and run on texts of our choice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import yaml

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
VARS = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
MACROS = "".join(
    (PROJECT / "macros" / name).read_text(encoding="utf-8")
    for name in ("woorden.sql", "lees_getallen.sql", "lees_datums.sql")
)
CONNECTION = duckdb.connect()
Reading = dict[str, Any]


def getallen(texts: Iterable[str]) -> dict[str, Reading]:
    """`{text: its reading as a number}`."""
    return _read("lees_getallen", "getalwoorden", texts)


def datums(texts: Iterable[str]) -> dict[str, Reading]:
    """`{text: its reading as a date}`."""
    return _read("lees_datums", "datumwoorden", texts)


def vensters(texts: Iterable[str]) -> dict[str, Reading]:
    """`{text: its reading as a from and an until}`."""
    return _read("lees_vensters", "datumwoorden", texts)


def _read(macro: str, woorden: str, texts: Iterable[str]) -> dict[str, Reading]:
    CONNECTION.execute(
        "create or replace temp table teksten as select unnest(?::varchar[]) as tekst", [list(texts)]
    )
    cursor = CONNECTION.execute(_sql(macro, woorden))
    columns = [column[0] for column in cursor.description]
    return {row[0]: dict(zip(columns, row, strict=True)) for row in cursor.fetchall()}


@cache
def _sql(macro: str, woorden: str) -> str:
    template = jinja2.Environment().from_string(MACROS + "{{ " + macro + "('teksten', 'tekst', woorden) }}")
    return template.render(woorden=VARS[woorden])
