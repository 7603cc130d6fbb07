"""The sample plan against a copy of it: moved about, which is no change, and changed in known places."""

from __future__ import annotations

import random
import shutil

import duckdb
import pytest

from pipelines import dbt
from warehouse import Home

N_CHANGED = 40
NEW = "nieuweeditie"

FIGURES = """
select table_id, "row", col, any_value(raw_text)
from marts.cijfers
where regexp_full_match(raw_text, '\\d[\\d.]*')
group by all
having count(*) = 1  -- a cell with a remark may state several
order by all
"""
DATES = """
select l.table_id, l.startdatum_row, l.startdatum_col, any_value(c.text)
from intermediate.int_locaties as l
inner join raw.cells as c  -- not the cells that hold the end too
    on c.table_id = l.table_id and c."row" = l.startdatum_row and c.col = l.startdatum_col
        and c.text = l.startdatum_tekst
where l.startdatum_precisie = 'dag' and l.gebied is not null
group by all
having count(*) = 1
order by all
"""
PLACES = """
select distinct soort, p.table_id, p."row", p.col
from (select soort, unnest({column}) as p from quality.veranderingen)
"""


def copy_as_new_edition(con: duckdb.DuckDBPyConnection, choose: random.Random) -> dict[str, str]:
    """Put the one document into raw a second time, its tables shuffled, on other pages and some with their
    columns in reverse; gives the new name of each table.
    """
    raw = con.execute(
        "select table_name, list(column_name) from duckdb_columns() where schema_name = 'raw' group by 1"
    ).fetchall()
    for table, columns in raw:
        if "document_id" in columns:
            con.execute(f"insert into raw.{table} select * replace ('{NEW}' as document_id) from raw.{table}")
    con.execute(
        "update raw.documents set file_name = 'nieuw.pdf', pdf_datum = pdf_datum + 30"
        f" where document_id = '{NEW}'"
    )
    names = [
        name for (name,) in con.execute("select distinct table_id from raw.tables order by 1").fetchall()
    ]
    shuffled = choose.sample(names, len(names))
    con.execute("create temp table naam (oud varchar, nieuw varchar)")
    con.executemany("insert into naam values (?, ?)", list(zip(names, shuffled, strict=True)))
    con.execute(
        """
        create temp table omgekeerd as
        select table_id, n_cols from raw.tables
        where table_id not in (
            select table_id from raw.columns where rol in ('kenmerk', 'opmerking') or groep > 0
        )
        order by md5(table_id) limit 60
        """
    )
    for table in ("cells", "columns", "mentions"):
        span = "raw.cells.colspan" if table == "cells" else "1"
        con.execute(
            f"update raw.{table} set col = omgekeerd.n_cols - raw.{table}.col - {span} from omgekeerd"
            f" where omgekeerd.table_id = raw.{table}.table_id and document_id = '{NEW}'"
        )
    for table, columns in raw:
        if "table_id" in columns:
            con.execute(
                f"update raw.{table} set table_id = naam.nieuw from naam"
                f" where table_id = naam.oud and document_id = '{NEW}'"
            )
        if "page" in columns and "document_id" in columns:
            con.execute(f"update raw.{table} set page = page + 7 where document_id = '{NEW}'")
    con.execute(f"update raw.tables set table_no = {len(names)} - table_no where document_id = '{NEW}'")
    return dict(zip(names, shuffled, strict=True))


def plus(text: str, choose: random.Random) -> str:
    return str(int(text.replace(".", "")) + choose.choice([1, 2, 30]))


@pytest.mark.parametrize("seed", [1])
def test_what_was_changed_in_a_copy_is_the_difference(ingested: Home, tmp_path, seed: int) -> None:
    home = Home(tmp_path / "home").ensure()
    shutil.copy(ingested.build, home.build)
    choose = random.Random(seed)
    with duckdb.connect(str(home.build)) as con:
        kept = con.execute("select count(*) from marts.cijfers").fetchone()
        figures, dates = con.execute(FIGURES).fetchall(), con.execute(DATES).fetchall()
        dropped = choose.choice(sorted({table_id for table_id, *_ in figures}))
        changed = choose.sample([each for each in figures if each[0] != dropped], N_CHANGED)
        changed_dates = choose.sample([each for each in dates if each[0] != dropped], 4)
        name = copy_as_new_edition(con, choose)
        reversed_ = dict(con.execute("from omgekeerd").fetchall())
        for table_id, row, col, text in [*changed, *changed_dates]:
            new = "17-3-2031" if (table_id, row, col, text) in changed_dates else plus(text, choose)
            if table_id in reversed_:
                col = reversed_[table_id] - col - 1
            con.execute(
                "update raw.cells set text = ? where (document_id, table_id, row, col) = (?, ?, ?, ?)",
                [new, NEW, name[table_id], row, col],
            )
        for table in ("tables", "cells", "columns", "rows", "regions", "mentions", "notes"):
            con.execute(
                f"delete from raw.{table} where document_id = ? and table_id = ?", [NEW, name[dropped]]
            )
    dbt.invoke(home, ["run"])

    with duckdb.connect(str(home.build), read_only=True) as con:
        was = con.execute(PLACES.format(column="bronnen_oud")).fetchall()
        now = con.execute(PLACES.format(column="bronnen_nieuw")).fetchall()
        only_there = con.execute(
            """
            select "row", col from marts.cijfers as c
            where table_id = ? and not is_current and not exists (
                select 1 from marts.cijfers as n
                where n.is_current and (n.deel, n.deel_gebied, n.gebied, n.thema, n.maat)
                    = (c.deel, c.deel_gebied, c.gebied, c.thema, c.maat)
            )
            """,
            [dropped],
        ).fetchall()
        old = con.execute("select count(*) from marts.cijfers where not is_current").fetchone()
    cells = {each[:3] for each in [*changed, *changed_dates]}
    assert {place[1:] for place in was if place[0] == "gewijzigd"} == cells
    assert {(table, row) for soort, table, row, _ in now if soort == "gewijzigd"} == {
        (name[table], row) for table, row, _ in cells
    }
    assert [place for place in now if place[0] == "nieuw"] == []
    gone = {place[1:] for place in was if place[0] == "vervallen"}
    assert {table for table, _, _ in gone} <= {dropped}
    assert {(dropped, *cell) for cell in only_there} <= gone
    assert old == kept, "nothing of the old edition is lost"
