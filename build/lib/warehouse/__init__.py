"""The DuckDB files: raw schema, loading, publishing, reading and exporting.

What belongs here: everything that opens a database file, and the layout of the home directory.
What does not: PDFs, the meaning of tables, Dagster.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warehouse.acceptances import Acceptance, load_acceptances, read_acceptances, write_acceptances
    from warehouse.errors import (
        AcceptancesError,
        NotPublishedError,
        QueryError,
        RecordsError,
        SchemaVersionError,
        WarehouseError,
    )
    from warehouse.export import export_marts
    from warehouse.home import Home
    from warehouse.load import Loaded, load_records, open_build, write_records
    from warehouse.published import connect_published, publish
    from warehouse.query import run_query

__all__ = [
    "Acceptance",
    "AcceptancesError",
    "Home",
    "Loaded",
    "NotPublishedError",
    "QueryError",
    "RecordsError",
    "SchemaVersionError",
    "WarehouseError",
    "connect_published",
    "export_marts",
    "load_acceptances",
    "load_records",
    "open_build",
    "publish",
    "read_acceptances",
    "run_query",
    "write_acceptances",
    "write_records",
]

_MODULES = ("errors", "home", "acceptances", "load", "published", "query", "export")


def __getattr__(name: str) -> Any:
    """A public name, imported when it is first asked for: not all commands should wait for DuckDB."""
    if name in __all__:
        for module in map(import_module, (f"warehouse.{module}" for module in _MODULES)):
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
