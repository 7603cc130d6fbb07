"""Dagster's own state under a home: its settings file and the instance that reads it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pipelines.errors import PipelineError
from warehouse.home import Home
from warehouse.whole import whole

if TYPE_CHECKING:
    from dagster import DagsterInstance

COMMAND_TAG = {"opvang/started_by": "command line"}
INSTALL = "pip install --require-hashes -r requirements.lock"
POSTGRES_VARIABLE = "OPVANG_DAGSTER_POSTGRES_URL"
HEADER = """\
# Written by opvang at every start. Keys of dagster.yaml in the home take the place of these: change it there.
"""
SETTINGS: dict[str, Any] = {
    "telemetry": {"enabled": False},
    "concurrency": {
        "pools": {
            "default_limit": 1,  # one writer: see the pool duckdb_writer
            "granularity": "run",  # runs wait in the queue; one that waits inside a step keeps a core busy
        }
    },
    # A run whose process died is run again from where it was; a step that failed decides for itself.
    "run_retries": {"enabled": True, "max_retries": 2, "retry_on_asset_or_op_failure": False},
    "freshness": {"enabled": True},
    # Days. Sensors look every quarter of a minute, mostly for nothing; runs: see pipelines/retention.py.
    "retention": {
        "sensor": {"purge_after_days": {"skipped": 1, "started": 30, "success": 30, "failure": 30}},
        "schedule": {"purge_after_days": 365},
    },
    "python_logs": {"python_log_level": "INFO"},  # on the console, else a line for each of hundreds of events
    "compute_logs": {
        "module": "dagster._core.storage.noop_compute_log_manager",
        "class": "NoOpComputeLogManager",
    },
}
POSTGRES_SCHEME = "postgresql+psycopg2://"  # without its driver SQLAlchemy takes another one
# The address stays in the environment: it holds a password.
IN_POSTGRES = {"storage": {"postgres": {"postgres_url": {"env": POSTGRES_VARIABLE}}}}


def settings_of(home: Home) -> dict[str, Any]:
    """Dagster's settings for a home: ours, and over them those of its own dagster.yaml.

    Runs, events and schedules stand in SQLite databases beside the settings, or in PostgreSQL when
    OPVANG_DAGSTER_POSTGRES_URL is set. Raises PipelineError when the home's file cannot be read or PostgreSQL
    not be used.
    """
    address = os.environ.get(POSTGRES_VARIABLE)
    settings = SETTINGS | (IN_POSTGRES if address else {}) | _own_settings(home)
    if address and not address.startswith(POSTGRES_SCHEME):
        raise PipelineError(f"{POSTGRES_VARIABLE} should begin with {POSTGRES_SCHEME}")
    if "postgres" in settings.get("storage", {}) and find_spec("dagster_postgres") is None:
        raise PipelineError(f"PostgreSQL is to keep the state of Dagster, and lacks its driver: {INSTALL}")
    return settings


def prepare(home: Home) -> None:
    """Write Dagster's settings under the home. Raises PipelineError as settings_of does."""
    import yaml

    home.ensure()
    text = HEADER + yaml.safe_dump(settings_of(home), sort_keys=False)
    path = home.dagster / "dagster.yaml"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        with whole(path) as coming:
            coming.write_text(text, encoding="utf-8")


def require_storage() -> None:
    """Try PostgreSQL once, where it is to be used: Dagster would try for half a minute, and say less.

    Raises PipelineError.
    """
    address = os.environ.get(POSTGRES_VARIABLE)
    if not address:
        return
    from sqlalchemy import create_engine
    from sqlalchemy.exc import SQLAlchemyError

    try:
        create_engine(address).connect().close()
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or "its address is wrong").splitlines()[0]
        raise PipelineError(f"PostgreSQL, which is to keep the state of Dagster: {reason}") from None


def _own_settings(home: Home) -> dict[str, Any]:
    import yaml

    if not home.dagster_config.exists():
        return {}
    try:
        own = yaml.safe_load(home.dagster_config.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise PipelineError(f"{home.dagster_config}: {' '.join(str(error).split())}") from error
    if not isinstance(own, dict):
        raise PipelineError(f"{home.dagster_config}: it should hold keys and values, as dagster.yaml does")
    return own


@contextmanager
def instance_of(home: Home) -> Iterator[DagsterInstance]:
    """The Dagster instance of a home: the one that `opvang dev` shows."""
    from dagster import DagsterInstance

    prepare(home)
    require_storage()
    with _unhurried_commits(), DagsterInstance.from_config(str(home.dagster)) as instance:
        yield instance


def bury_the_dead(instance: DagsterInstance, *, commands: bool) -> None:
    """End the unfinished runs of commands, or of the server, of which the caller knows that none is alive.

    Dagster would wait for them for ever when their process was killed.
    """
    from dagster import DagsterRunStatus, RunsFilter

    unfinished = [DagsterRunStatus.STARTING, DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]
    for run in instance.get_runs(RunsFilter(statuses=unfinished)):
        if (COMMAND_TAG.items() <= run.tags.items()) == commands:
            instance.report_run_failed(run, "The process of this run was killed.")


@contextmanager
def _unhurried_commits() -> Iterator[None]:
    """Spare the hundreds of events of a run a wait for the disk each; a crash loses the last of them at most.

    Dagster opens and closes a connection per event. While another one stays open, closing does not flush the
    write-ahead log, and with synchronous=NORMAL committing does not either.
    """
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    kept: dict[str, sqlite3.Connection] = {}

    def relax(connection: Any, _: Any) -> None:
        if not isinstance(connection, sqlite3.Connection):
            return
        connection.execute("pragma journal_mode = wal")  # as Dagster sets it, but before the tables are made
        connection.execute("pragma synchronous = normal")
        path = connection.execute("pragma database_list").fetchone()[2]
        if path and path not in kept:
            kept[path] = sqlite3.connect(path, check_same_thread=False)
            kept[path].execute("select count(*) from sqlite_master").fetchone()

    event.listen(Engine, "connect", relax)
    try:
        yield
    finally:
        event.remove(Engine, "connect", relax)
        for connection in kept.values():
            connection.close()
