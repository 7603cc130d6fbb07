import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from pipelines import archive, builds, doctor, failures, lock, stamps
from pipelines.cli import cli
from pipelines.doctor import State, homes, installation
from warehouse.home import Home

ALERTS = "channels: {mail: {url: '${TEST_DOCTOR_MAIL}'}}\nroutes: [{to: [mail]}]\n"


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The installation is looked at in tests of its own: loading it all takes a while."""
    monkeypatch.setattr(installation, "CHECKS", ())


def publish(home: Home, version: int = 2, *document_ids: str) -> None:
    with duckdb.connect(str(home.warehouse)) as con:
        con.execute(
            "create schema raw; create table raw.documents (document_id varchar, loaded_at timestamptz)"
        )
        con.executemany(
            "insert into raw.documents values (?, now())", [[each] for each in document_ids or ("a",)]
        )
        con.execute("create table raw.schema_version as select ? as version", [version])


def found(home: Home, state: State) -> dict[str, str]:
    return {finding.what: finding.says for finding in doctor.examine(home) if finding.state is state}


def test_a_home_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert "does not exist yet" in found(home, State.ATTENTION)["Home"]
    assert found(home, State.FAILURE) == {}
    assert not home.path.exists()


def test_a_sound_home_needs_nothing(home: Home) -> None:
    publish(home)
    assert (found(home, State.FAILURE), found(home, State.ATTENTION)) == ({}, {})
    assert found(home, State.OK)["Warehouse"] == "1 documents"


def test_a_home_that_cannot_be_written_to_is_broken(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(dir: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(homes.tempfile, "TemporaryFile", refuse)
    assert "Permission denied" in found(home, State.FAILURE)["Home"]


@pytest.mark.parametrize(("free", "state"), [(50, State.FAILURE), (500, State.ATTENTION), (50_000, State.OK)])
def test_room_on_the_disk(home: Home, free: int, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type(homes.shutil.disk_usage("/"))(0, 0, free * homes.MIB)
    monkeypatch.setattr(homes.shutil, "disk_usage", lambda path: usage)
    assert "MiB free" in found(home, state)["Disk"]


def test_a_newer_home_and_a_damaged_warehouse_are_broken(home: Home) -> None:
    publish(home, version=99)
    assert "version 99, this program knows" in found(home, State.FAILURE)["Warehouse"]
    home.warehouse.write_bytes(b"no database")
    assert "IOException" in found(home, State.FAILURE)["warehouse"]


def test_what_the_archive_holds_and_the_warehouse_does_not(home: Home, tmp_path: Path) -> None:
    entries = []
    for name in ("known.pdf", "failed.pdf", "lost.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 " + name.encode())
        entries.append(archive.add(home, tmp_path / name))
    known, failed, lost = entries
    publish(home, 2, known.document_id)
    failures.record(home, failed.document_id, failed.file_name, "failed.pdf: damaged")
    [missing] = [each for each in doctor.examine(home) if each.what == "Archive"]
    assert (missing.state, missing.mend) == (
        State.ATTENTION,
        f"opvang ingest {home.archived(lost.document_id)}",
    )
    assert "failed.pdf: damaged" in found(home, State.ATTENTION)["Document"]


def test_many_documents_that_are_missing_are_for_a_rebuild(home: Home, tmp_path: Path) -> None:
    for number in range(homes.MOST_NAMED + 1):
        (tmp_path / f"{number}.pdf").write_bytes(b"%PDF-1.7 " + str(number).encode())
        archive.add(home, tmp_path / f"{number}.pdf")
    nothing = [each.mend for each in doctor.examine(home) if each.what == "Warehouse"]
    assert nothing == ["opvang rebuild makes it"]
    publish(home)
    assert [each.mend for each in doctor.examine(home) if each.what == "Archive"] == [
        "opvang rebuild reads them"
    ]


def test_what_was_loaded_waits_for_a_build_and_what_other_code_read_for_a_rebuild(
    home: Home, tmp_path: Path
) -> None:
    entries = []
    for name in ("loaded.pdf", "outdated.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 " + name.encode())
        entries.append(archive.add(home, tmp_path / name))
        stamps.stamp_reading(home, entries[-1])
        stamps.stamp_loading(home, entries[-1].document_id, "2026-01-01")
    publish(home, 2, entries[1].document_id)
    assert "Archive" not in found(home, State.ATTENTION)
    (home.records(entries[1].document_id) / "read_by").write_text("an older version")
    assert [(each.says, each.mend) for each in doctor.examine(home) if each.what == "Archive"][1:] == [
        ("1 documents were read by another version of the program", "opvang rebuild reads them again")
    ]


def test_a_build_that_failed(home: Home) -> None:
    publish(home)
    builds.record(home, "unique_cijfers: Got 2 results")
    assert "unique_cijfers: Got 2 results" in found(home, State.ATTENTION)["Build"]


def test_who_is_at_work_and_what_the_killed_left(home: Home) -> None:
    (home.work / ".made_by.0123abcd.tmp").write_text("half")
    assert found(home, State.ATTENTION)["Leftovers"].startswith("1 files")
    assert "Lock" not in found(home, State.OK)
    with lock.command(home, pytest.fail):
        assert found(home, State.OK)["Lock"].startswith("command: held by process")


@pytest.mark.parametrize(
    ("variable", "alerts", "state"),
    [(None, ALERTS, State.ATTENTION), ("json://x", ALERTS, State.OK), (None, "channels: 3", State.FAILURE)],
)
def test_alerts(
    home: Home, variable: str | None, alerts: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    if variable:
        monkeypatch.setenv("TEST_DOCTOR_MAIL", variable)
    home.alerts_config.write_text(alerts)
    assert "Alerts" in found(home, state)


def test_settings_of_dagster_that_cannot_be_read_are_broken(home: Home) -> None:
    home.dagster_config.write_text("storage: [")
    result = CliRunner().invoke(cli, ["doctor", "--json"], env={"OPVANG_HOME": str(home.path)})
    told = json.loads(result.output)
    assert (result.exit_code, told["sound"]) == (1, False)
    assert [each["what"] for each in told["findings"] if each["state"] == "failure"] == ["Dagster"]


def test_a_line_and_how_to_mend_it(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["doctor"], env={"OPVANG_HOME": str(tmp_path / "home")})
    assert result.exit_code == 0
    assert "attention  Home:" in result.output
    assert "opvang ingest PDF makes it" in result.output


def test_packages_are_compared_with_the_lock_file(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "LOCK", tmp_path / "lock")
    hashed = " \\\n    --hash=sha256:0\n"
    installation.LOCK.write_text(
        f"click==0.1{hashed}duckdb==0 ; sys_platform == 'nowhere'{hashed}nobody-has-this==1{hashed}"
    )
    [finding] = installation.packages(home)
    assert finding.state is State.ATTENTION
    assert finding.says.startswith("not the tested versions: click ")
    monkeypatch.setattr(installation, "requires", lambda name: ["nobody-has-this==1"])
    assert [each.state for each in installation.packages(home)] == [State.FAILURE, State.ATTENTION]


def test_a_tool_that_does_not_load_is_broken(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "TOOLS", {"JSON": "json", "Nothing": "nothing.at.all"})
    assert [each.state for each in installation.tools(home)] == [State.OK, State.FAILURE]
