"""Homes of earlier versions are led forward and used on; a home of a later one is refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines import archive
from tests.extract.typeset import Plan
from warehouse.errors import SchemaVersionError
from warehouse.home import Home
from warehouse.load import open_build
from warehouse.published import connect_published
from warehouse.schema import MIGRATIONS, migrate, raw_tables, version_of

STORED = Path(__file__).parents[1] / "warehouse"
NEWEST = max(int(path.name.split("_")[0]) for path in MIGRATIONS.glob("*.sql"))
ASIEL = [["Gemeente", "Opgave", "Realisatie"], ["Goes", "90", "95"], ["Hulst", "60", "61"]]


def opvang(home: Home, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipelines", "--home", home.path, *arguments],
        capture_output=True,
        text=True,
        timeout=600,
    )


def left_by(version: int, home: Home) -> None:
    """Make `home` what a program of an earlier version left."""
    for database in (home.build, home.warehouse):
        with duckdb.connect(str(database)) as con:
            con.execute((STORED / f"raw_{version:04}.sql").read_text(encoding="utf-8"))
            con.execute("insert into raw.schema_version (version) values (?)", [version])
            con.execute((STORED / "document.sql").read_text(encoding="utf-8"))


def rows(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """All that stands in raw."""
    return {
        table.name: sorted(
            map(repr, con.sql(f"select {table.column_list} from {table.full_name}").fetchall())
        )
        for table in raw_tables(con)
    }


@pytest.mark.parametrize("version", [1, 2])
def test_nothing_of_an_old_home_is_lost(home: Home, version: int) -> None:
    left_by(version, home)
    with connect_published(home) as con:
        before = rows(con)
    with open_build(home) as con, duckdb.connect() as new:
        migrate(new)
        assert version_of(con) == NEWEST
        assert raw_tables(con) == raw_tables(new)
        after = rows(con)
    assert {name: after[name] for name in before} == before
    assert sum(map(len, before.values())) > 60


def test_an_old_home_is_used_on(home: Home, tmp_path: Path) -> None:
    """Models, checks and history of what it held, beside a plan that is read now."""
    left_by(1, home)
    plan = Plan().title_page("Regionaal plan Zeeland", "1e cyclus", "2 november 2024")
    plan.heading(1, "Asielopvang").table(ASIEL).save(tmp_path / "new.pdf")
    archive.add(home, tmp_path / "new.pdf")
    done = opvang(home, "rebuild", "--no-ocr")
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == (
        "Warning: tiny.pdf (c16e4f1e2076) is not in the archive; it stays in the warehouse as it was"
    )
    with connect_published(home) as con:
        figures = con.execute(
            "select document, gebied, opgave, realisatie from marts.asiel"
            " where gebied_niveau = 'gemeente' order by gebied"
        ).fetchall()
        assert figures == [
            ("new.pdf", "Goes", 90, 95),
            ("new.pdf", "Hulst", 60, 61),
            ("tiny.pdf", "Middelburg", 280, 285),
            ("tiny.pdf", "Veere", 130, 110),
        ]
        assert con.execute("select count(distinct run_id) from quality.controles").fetchone() == (2,)
        assert con.execute(
            "select year(eerst_gezien) from quality.conflict_historie where conflict_id = 'solved'"
        ).fetchone() == (2024,)
        assert con.execute("from duckdb_tables() where table_name = 'gone'").fetchall() == []


def test_a_step_to_the_next_version(home: Home, tmp_path: Path) -> None:
    """A program with one step more leads the home forward; this one then refuses it, and harms nothing."""
    for step in MIGRATIONS.glob("*.sql"):
        shutil.copy(step, tmp_path)
    step = tmp_path / f"{NEWEST + 1:04}_kleur.sql"
    step.write_text("alter table raw.gaps add column kleur varchar;")
    with open_build(home) as con:
        assert migrate(con, migrations=tmp_path) == NEWEST + 1
        assert con.execute("select kleur from raw.gaps").fetchall() == []
    shutil.copy(home.build, home.warehouse)
    plan = Plan().title_page("Provinciaal plan Zeeland").table(ASIEL).save(tmp_path / "plan.pdf")
    before = home.build.read_bytes()
    with pytest.raises(SchemaVersionError), open_build(home):
        pass
    with pytest.raises(SchemaVersionError):
        connect_published(home)
    for command in (["ingest", "--no-ocr", plan], ["rebuild"], ["query", "select 1"]):
        refused = opvang(home, *command)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert f"version {NEWEST + 1}, this program knows {NEWEST}; install the newer" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1, refused.stderr
    assert home.build.read_bytes() == before
