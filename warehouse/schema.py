"""The raw schema and its versions: `raw.sql` is the newest, `migrations/` lead an older database to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import SchemaVersionError

HERE = Path(__file__).parent
RAW_SQL = HERE / "raw.sql"
MIGRATIONS = HERE / "migrations"  # 0002_<what>.sql brings version 1 to version 2


def migrate(con: duckdb.DuckDBPyConnection, raw_sql: Path = RAW_SQL, migrations: Path = MIGRATIONS) -> int:
    """Create the raw schema, or bring it forward, in one transaction; gives the version it then has.

    Raises SchemaVersionError when the database is newer than this program.
    """
    steps = _steps(migrations)
    newest = max(steps, default=1)
    found = refuse_newer(con, migrations)
    if found == newest:
        return newest
    con.begin()
    try:
        if found is None:
            con.execute(raw_sql.read_text(encoding="utf-8"))
        else:
            for version in sorted(v for v in steps if v > found):
                con.execute(steps[version].read_text(encoding="utf-8"))
        con.execute("insert into raw.schema_version (version) values (?)", [newest])
        con.commit()
    except BaseException:
        con.rollback()
        raise
    return newest


def newest_version(migrations: Path = MIGRATIONS) -> int:
    """The raw schema version that this program knows."""
    return max(_steps(migrations), default=1)


def refuse_newer(con: duckdb.DuckDBPyConnection, migrations: Path = MIGRATIONS) -> int | None:
    """The raw schema version of a database, None where there is none yet.

    Raises SchemaVersionError when this program does not know it.
    """
    found, newest = version_of(con), newest_version(migrations)
    if found is not None and found > newest:
        raise SchemaVersionError(
            f"a newer opvangplannen wrote this home: its raw schema is version {found}, this program knows"
            f" {newest}; install the newer one"
        )
    return found


def _steps(migrations: Path) -> dict[int, Path]:
    """The version that a step leads to → its file."""
    return {int(path.name.split("_")[0]): path for path in sorted(migrations.glob("[0-9]*_*.sql"))}


def version_of(con: duckdb.DuckDBPyConnection) -> int | None:
    """The raw schema version of a database, None where there is none yet."""
    exists = con.execute(
        "select count(*) from information_schema.tables"
        " where table_schema = 'raw' and table_name = 'schema_version'"
    ).fetchone()[0]
    return con.execute("select max(version) from raw.schema_version").fetchone()[0] if exists else None


@dataclass(frozen=True)
class RawTable:
    """A raw table: its columns and their types in order, without `loaded_at`, which loading fills in."""

    name: str
    columns: dict[str, str]

    @property
    def full_name(self) -> str:
        return f'raw."{self.name}"'

    @property
    def is_reference(self) -> bool:
        """True for data that belongs to no document."""
        return "document_id" not in self.columns

    @property
    def column_list(self) -> str:
        return ", ".join(f'"{name}"' for name in self.columns)

    def select(self, document_id: str) -> str:
        return f"select {self.column_list} from {self.full_name}{self._where(document_id)}"

    def delete(self, document_id: str) -> str:
        return f"delete from {self.full_name}{self._where(document_id)}"

    def belongs_elsewhere(self, document_id: str) -> str:
        return "false" if self.is_reference else f"document_id is distinct from {literal(document_id)}"

    def _where(self, document_id: str) -> str:
        return "" if self.is_reference else f" where document_id = {literal(document_id)}"


def raw_tables(con: duckdb.DuckDBPyConnection) -> list[RawTable]:
    """The raw tables of a database, by name."""
    rows = con.execute(
        "select table_name, column_name, data_type from information_schema.columns"
        " where table_schema = 'raw' and table_name <> 'schema_version' and column_name <> 'loaded_at'"
        " order by table_name, ordinal_position"
    ).fetchall()
    tables: dict[str, dict[str, str]] = {}
    for table, column, data_type in rows:
        tables.setdefault(table, {})[column] = data_type
    return [RawTable(name, columns) for name, columns in tables.items()]


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
