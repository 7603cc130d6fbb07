"""From the writer's database to the published one: readers see the old file or the new one, never a half."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.errors import NotPublishedError, WarehouseError
from warehouse.home import Home
from warehouse.schema import refuse_newer
from warehouse.whole import clone, whole


def publish(home: Home) -> Path:
    """Swap a copy of the writer's database in as `warehouse.duckdb`; gives its path.

    Readers that have the old file open keep reading it. A crash at any moment leaves the last good version.
    Raises WarehouseError when there is nothing to publish.
    """
    if not home.build.exists():
        raise WarehouseError(f"nothing was built yet under {home.path}")
    with duckdb.connect(str(home.build)) as con:
        con.execute("force checkpoint")
    with whole(home.warehouse, lasting=True) as coming:
        clone(home.build, coming)
    return home.warehouse


def connect_published(home: Home) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published warehouse.

    Raises NotPublishedError when there is none, SchemaVersionError when a newer program wrote it.
    """
    if not home.warehouse.exists():
        first = "opvang rebuild" if any(home.archive.glob("*.pdf")) else "opvang ingest PDF"
        raise NotPublishedError(f"no warehouse under {home.path} yet: run '{first}' first")
    con = duckdb.connect(str(home.warehouse), read_only=True)
    try:
        refuse_newer(con)
    except BaseException:
        con.close()
        raise
    return con
