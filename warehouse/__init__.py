"""The DuckDB files: raw schema, loading, publishing, reading and exporting.

What belongs here: everything that opens a database file, and the layout of the home directory.
What does not: PDFs, the meaning of tables, Dagster.
"""

from warehouse.errors import NotPublishedError, QueryError, RecordsError, SchemaVersionError, WarehouseError
from warehouse.export import export_marts
from warehouse.home import Home
from warehouse.load import Loaded, load_records, open_build, write_records
from warehouse.publish import connect_published, publish
from warehouse.query import run_query

__all__ = [
    "Home",
    "Loaded",
    "NotPublishedError",
    "QueryError",
    "RecordsError",
    "SchemaVersionError",
    "WarehouseError",
    "connect_published",
    "export_marts",
    "load_records",
    "open_build",
    "publish",
    "run_query",
    "write_records",
]
