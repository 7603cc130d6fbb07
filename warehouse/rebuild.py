"""What a build makes of raw, dropped so that it is made from nothing."""

from __future__ import annotations

import duckdb

from warehouse.home import Home
from warehouse.load import open_build

# What earlier runs found: nothing can make it again.
HISTORY = ("quality.controles", "quality.conflict_historie")
MADE = """
    select kind, format('"{}"."{}"', schema_name, name) from (
        select 'view' as kind, schema_name, view_name as name from duckdb_views()
        where not internal and database_name = current_database()
        union all
        select 'table', schema_name, table_name from duckdb_tables()
        where not internal and database_name = current_database()
    )
    where schema_name <> 'raw' and not list_contains(?, schema_name || '.' || name)
"""


def forget_models(home: Home) -> None:
    """Drop everything in the writer's database but raw and the history, in one transaction.

    Tables of models that are no more go with it.
    """
    with open_build(home) as con:
        con.begin()
        for kind, name in con.execute(MADE, [list(HISTORY)]).fetchall():
            con.execute(f"drop {kind} {name}")
        con.commit()


def documents(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The documents in raw: id → file name."""
    return dict(con.execute("select document_id, file_name from raw.documents order by 1").fetchall())
