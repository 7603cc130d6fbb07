"""Dagster's own state under a home: its settings file and the instance that reads it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from warehouse.home import Home

if TYPE_CHECKING:
    from dagster import DagsterInstance

COMMAND_TAG = {"opvang/started_by": "command line"}
SETTINGS = """\
# Written by opvang at every start. SQLite databases beside this file hold runs, events and schedules.
telemetry:
  enabled: false
concurrency:
  pools:
    default_limit: 1        # one writer: see the pool duckdb_writer
    granularity: run        # runs wait in the queue; a run that waits inside a step keeps a core busy
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
"""


def prepare(home: Home) -> None:
    """Write Dagster's settings under the home."""
    home.ensure()
    settings = home.dagster / "dagster.yaml"
    if not settings.exists() or settings.read_text(encoding="utf-8") != SETTINGS:
        settings.write_text(SETTINGS, encoding="utf-8")


@contextmanager
def instance_of(home: Home) -> Iterator[DagsterInstance]:
    """The Dagster instance of a home: the one that `opvang dev` shows."""
    from dagster import DagsterInstance

    prepare(home)
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
