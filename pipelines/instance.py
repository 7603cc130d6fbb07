"""Dagster's own state under a home: its settings file and the instance that reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.home import Home

if TYPE_CHECKING:
    from dagster import DagsterInstance

SETTINGS = """\
# Written by opvang at every start. SQLite databases beside this file hold runs, events and schedules.
telemetry:
  enabled: false
concurrency:
  pools:
    default_limit: 1        # one writer: see the pool duckdb_writer
    granularity: op
  runs:
    max_concurrent_runs: 2
run_monitoring:
  enabled: true             # a run whose process died gives its slots back
  free_slots_after_run_end_seconds: 60
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


def instance_of(home: Home) -> DagsterInstance:
    """The Dagster instance of a home: the one that `opvang dev` shows."""
    from dagster import DagsterInstance

    prepare(home)
    return DagsterInstance.from_config(str(home.dagster))
