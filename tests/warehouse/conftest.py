"""A home with one invented document, and the same with marts published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dbt.plan import Plan, gemeente
from warehouse import Home, load_records, open_build, publish, write_records

MARTS = """
    create schema marts;
    create schema quality;
    create table marts.cijfers as
        select
            text as raw_text, "row", x0, date '2024-11-01' as document_datum, ['a', 'b'] as lijst,
            page = 1 as eerste
        from raw.cells where table_id = 't001';
    comment on table marts.cijfers is 'Eén rij per cijfer.';
    comment on column marts.cijfers.raw_text is 'De cel zoals gedrukt.';
    create table marts.maten as
        select 'asiel' as thema, 'opgave' as maat, 'plekken' as eenheid, 'Tel niet over delen op.' as gebruik;
    create table marts.asiel as select 'Aardorp' as gebied, 1134.0::double as opgave, 'd' as document_id;
    create table quality.conflicten as
        select
            'c1' as conflict_id, [{'page': 1, 'raw_text': '5'}] as bronnen,
            timestamptz '2024-11-01 12:00:00+00' as gezien;
    create view quality.vergelijkingen as select 'som' as soort;
    comment on column quality.vergelijkingen.soort is 'Soort vergelijking.';
"""


@pytest.fixture
def plan() -> Plan:
    plan = Plan().part()
    plan.table(
        [["Aardorp", "1.134"], ['=HYPERLINK("x")', "-35"], ["+70 POO", None]],
        [{"rol": "gebied"}, {"maat": "opgave"}],
        [gemeente("Aardorp"), gemeente("Beekstad"), gemeente("Beekstad")],
        thema="asiel",
    )
    return plan


@pytest.fixture
def records(plan: Plan, home: Home) -> Path:
    """The records of the plan, as extraction leaves them under the home."""
    directory = home.records(plan.document_id)
    write_records(plan.records, directory)
    return directory


@pytest.fixture
def published(home: Home, records: Path) -> Home:
    """A home with a published warehouse."""
    load_records(home, records)
    with open_build(home) as con:
        con.execute(MARTS)
    publish(home)
    return home
