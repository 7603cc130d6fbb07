"""The raw schema only moves forward."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.errors import SchemaVersionError
from warehouse.schema import migrate, raw_tables, version_of


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def test_a_new_database_gets_the_newest_schema(con: duckdb.DuckDBPyConnection) -> None:
    assert version_of(con) is None
    version = migrate(con)
    assert version_of(con) == version
    assert migrate(con) == version
    assert con.execute("select count(*) from raw.schema_version").fetchone() == (1,)


def test_a_home_of_the_first_version_gets_what_a_new_one_has(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    migrate(con, Path(__file__).with_name("raw_0001.sql"), migrations=tmp_path)
    con.execute("create schema quality; create table quality.regels_aanvaard (conflict_id varchar)")
    assert version_of(con) == 1
    new = duckdb.connect()
    assert migrate(con) == migrate(new)
    assert raw_tables(con) == raw_tables(new)
    assert con.execute("from duckdb_tables() where schema_name = 'quality'").fetchall() == []


def test_an_older_database_is_led_forward_step_by_step(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    migrate(con, migrations=tmp_path)
    (tmp_path / "0003_derde.sql").write_text("alter table raw.gaps rename column kleur to tint;")
    (tmp_path / "0002_tweede.sql").write_text("alter table raw.gaps add column kleur varchar;")
    assert migrate(con, migrations=tmp_path) == version_of(con) == 3
    assert con.execute("select tint from raw.gaps").fetchall() == []


def test_a_step_that_fails_leaves_the_database_as_it_was(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    migrate(con, migrations=tmp_path)
    (tmp_path / "0002_goed.sql").write_text("alter table raw.gaps add column kleur varchar;")
    (tmp_path / "0003_fout.sql").write_text("alter table raw.bestaat_niet add column kleur varchar;")
    with pytest.raises(duckdb.Error):
        migrate(con, migrations=tmp_path)
    assert version_of(con) == 1
    with pytest.raises(duckdb.Error):
        con.execute("select kleur from raw.gaps")


def test_a_newer_database_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    migrate(con)
    con.execute("insert into raw.schema_version (version) values (99)")
    with pytest.raises(SchemaVersionError, match=r"version 99.*knows \d+; install the newer"):
        migrate(con)
