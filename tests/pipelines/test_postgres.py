"""Dagster's state in a real PostgreSQL, started for the test on a socket in a folder of its own."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.assets.review import raw_acceptances
from pipelines.errors import PipelineError
from pipelines.instance import POSTGRES_VARIABLE, instance_of, settings_of
from warehouse.home import Home

PASSWORD = "not-in-any-file"


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """The address of a server; it refuses to run as root, and runs as the user that its package made."""
    pytest.importorskip("dagster_postgres")
    if not shutil.which("initdb") or not shutil.which("postgres"):
        pytest.skip("PostgreSQL is not installed")
    prefix: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.getuid() == 0:
        try:
            user = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        prefix = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    try:
        cluster = folder / "data"
        subprocess.run(
            [*prefix, "initdb", "--pgdata", cluster, "--auth=trust", "--username=opvang", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
        )
        with subprocess.Popen(
            [*prefix, "postgres", "-D", cluster, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
        ) as server:
            try:
                assert any("ready to accept connections" in line for line in server.stderr)
                yield f"postgresql+psycopg2://opvang:{PASSWORD}@/postgres?host={folder}"
            finally:
                server.terminate()
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def configured(home: Home, postgres: str, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv(POSTGRES_VARIABLE, postgres)
    return home


def test_runs_events_and_partitions_are_kept_there(configured: Home) -> None:
    with instance_of(configured) as instance:
        assert dg.materialize([raw_acceptances], instance=instance, resources={"home": configured}).success
        instance.add_dynamic_partitions("documents", ["aaaaaaaaaaaa"])
    with instance_of(configured) as instance:
        [run] = instance.get_runs()
        assert run.status is dg.DagsterRunStatus.SUCCESS
        assert instance.get_latest_materialization_event(raw_acceptances.key).run_id == run.run_id
        assert instance.has_dynamic_partition("documents", "aaaaaaaaaaaa")
    assert list(configured.dagster.rglob("*.db")) == []


def test_the_password_stands_in_no_file(configured: Home) -> None:
    with instance_of(configured):
        pass
    written = b"".join(path.read_bytes() for path in configured.path.rglob("*") if path.is_file())
    assert POSTGRES_VARIABLE.encode() in written
    assert PASSWORD.encode() not in written


def test_a_server_that_does_not_answer_is_said_in_one_line(home: Home, sample: Path) -> None:
    pytest.importorskip("dagster_postgres")
    address = f"postgresql+psycopg2://opvang:{PASSWORD}@127.0.0.1:1/postgres"
    result = subprocess.run(
        [sys.executable, "-m", "pipelines", "--home", home.path, "ingest", sample],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, POSTGRES_VARIABLE: address},
    )
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "Connection refused" in result.stderr
    assert PASSWORD not in result.stderr


def test_settings_of_the_home_take_the_place_of_ours(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(POSTGRES_VARIABLE, raising=False)
    home.dagster_config.write_text("run_retries: {enabled: false}\n")
    assert settings_of(home)["run_retries"] == {"enabled": False}
    assert settings_of(home)["concurrency"]["pools"]["default_limit"] == 1
    with instance_of(home) as instance:
        assert not instance.run_retries_enabled
    assert list(home.dagster.rglob("*.db")), "without an address everything is kept under the home"


def test_an_address_for_another_driver_is_refused_without_showing_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(POSTGRES_VARIABLE, f"postgresql://opvang:{PASSWORD}@localhost/postgres")
    with pytest.raises(PipelineError, match="should begin with") as refused:
        settings_of(home)
    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize("text", ["storage: [", "- a list"])
def test_settings_that_cannot_be_read_are_said_to_be_so(home: Home, text: str) -> None:
    home.dagster_config.write_text(text)
    with pytest.raises(PipelineError, match=r"dagster\.yaml"):
        settings_of(home)
