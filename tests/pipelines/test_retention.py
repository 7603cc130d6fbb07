"""What runs leave in Dagster's state goes after a time, but for the newest of its kind."""

from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest

from pipelines.automation import nightly_tidying, tidy_up
from pipelines.errors import PipelineError
from pipelines.instance import instance_of
from pipelines.retention import KEEP_DAYS, KEEP_VARIABLE, prune
from warehouse.home import Home

LATER = datetime.now(UTC) + timedelta(days=KEEP_DAYS + 1)


@dg.asset(check_specs=[dg.AssetCheckSpec("check", asset="checked")])
def checked() -> dg.MaterializeResult:
    """An asset with a check."""
    return dg.MaterializeResult(check_results=[dg.AssetCheckResult(passed=True)])


@pytest.fixture
def instance(home: Home) -> dg.DagsterInstance:
    with instance_of(home) as instance:
        yield instance


def run(instance: dg.DagsterInstance, **tags: str) -> str:
    return dg.materialize([checked], instance=instance, tags=tags).run_id


def left(home: Home, instance: dg.DagsterInstance) -> set[str]:
    """The runs of which anything is left."""
    tables = ("event_logs", "asset_check_executions")
    with instance.event_log_storage.index_connection() as con:
        found = [con.exec_driver_sql(f"select run_id from {table} where run_id <> ''") for table in tables]
        events = {run_id for rows in found for (run_id,) in rows}
    files = {path.name.partition(".")[0] for path in home.dagster.glob("history/runs/*-*.db*")}
    return events | files | {run.run_id for run in instance.get_runs()}


def test_of_old_runs_the_newest_of_each_document_stays(home: Home, instance: dg.DagsterInstance) -> None:
    for _ in range(2):
        run(instance)
        run(instance, **{"dagster/partition": "a"})
    newest = {run(instance), run(instance, **{"dagster/partition": "a"})}
    job = instance.get_runs(limit=1)[0].job_name
    failed = dg.JobDefinition(name=job, graph_def=tidy_up.graph)
    newest.add(instance.create_run_for_job(failed, status=dg.DagsterRunStatus.FAILURE).run_id)
    unfinished = instance.create_run_for_job(tidy_up, status=dg.DagsterRunStatus.STARTED).run_id
    assert prune(home, instance) == 0, "none is old"
    assert prune(home, instance, LATER) == 4
    assert left(home, instance) == {*newest, unfinished}


def test_the_number_of_days_can_be_chosen(
    home: Home, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(instance), run(instance)
    monkeypatch.setenv(KEEP_VARIABLE, "365")
    assert prune(home, instance, LATER) == 0
    monkeypatch.setenv(KEEP_VARIABLE, "soon")
    with pytest.raises(PipelineError, match="a number of days, not 'soon'"):
        prune(home, instance)


def test_the_clock_starts_it(home: Home, instance: dg.DagsterInstance) -> None:
    assert nightly_tidying.default_status is dg.DefaultScheduleStatus.RUNNING
    assert tidy_up.execute_in_process(instance=instance, resources={"home": home}).success
