"""How long what runs leave in Dagster's state is kept: some megabytes of events each."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pipelines.errors import PipelineError
from warehouse.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dagster import DagsterInstance

KEEP_VARIABLE = "OPVANG_KEEP_RUNS_DAYS"
KEEP_DAYS = 30
PARTITION = "dagster/partition"


def prune(home: Home, instance: DagsterInstance, at: datetime | None = None) -> int:
    """Remove runs of long ago, with their events; gives how many. The warehouse knows nothing of them.

    The newest run of each job and document that went well, and that did not, stays: what Dagster shows hangs
    on it. `at` is now by default. Raises PipelineError when OPVANG_KEEP_RUNS_DAYS is no number of days.
    """
    from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable as Checks

    outdated = list(_outdated(instance, (at or datetime.now(UTC)) - timedelta(days=_days())))
    for run_id in outdated:
        with instance.event_log_storage.index_connection() as con:  # deleting a run leaves these
            con.execute(Checks.delete().where(Checks.c.run_id == run_id))
        instance.delete_run(run_id)
        for left in home.dagster.glob(f"history/runs/{run_id}.db*"):  # and its empty file
            left.unlink()
    return len(outdated)


def _outdated(instance: DagsterInstance, before: datetime) -> Iterator[str]:
    """The ids of finished runs that began before this, but for the newest of their kind."""
    from dagster import RunsFilter
    from dagster._core.storage.dagster_run import FINISHED_STATUSES

    kept = set()
    for record in instance.get_run_records(RunsFilter(statuses=FINISHED_STATUSES)):  # the newest first
        run = record.dagster_run
        kind = (run.job_name, run.tags.get(PARTITION), run.is_success)
        if kind in kept and record.create_timestamp < before:
            yield run.run_id
        kept.add(kind)


def _days() -> int:
    days = os.environ.get(KEEP_VARIABLE) or str(KEEP_DAYS)
    if not days.isdecimal() or days == "0":
        raise PipelineError(f"{KEEP_VARIABLE} should be a number of days, not {days!r}")
    return int(days)
