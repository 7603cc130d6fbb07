"""A backfill over all documents: Dagster's own, up to the runs in its queue, and what those runs lead to."""

import logging
import time
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.execution.backfill import BulkActionStatus, PartitionBackfill
from dagster._core.test_utils import create_test_daemon_workspace_context
from dagster._core.workspace.load_target import ModuleTarget
from dagster._daemon.backfill import execute_backfill_iteration

from pipelines import archive, failures, stamps
from pipelines.graph import build_definitions
from pipelines.instance import instance_of
from pipelines.sensors import catch_up
from tests.extract.typeset import Plan
from warehouse.home import HOME_VARIABLE, Home

JOB = "read_plan"


@pytest.fixture
def documents(home: Home, tmp_path: Path, instance: dg.DagsterInstance) -> list[str]:
    """Two plans in the archive, and one file that only looks like a plan."""
    sources = []
    for title in ("Plan A", "Plan B"):
        plan = Plan()
        plan.heading(1, title)
        plan.text("Almelo 12, Losser 7")
        sources.append(plan.save(tmp_path / f"{title}.pdf"))
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\n")
    found = [archive.add(home, source).document_id for source in [*sources, damaged]]
    instance.add_dynamic_partitions("documents", found)
    return found


@pytest.fixture
def instance(home: Home) -> dg.DagsterInstance:
    with instance_of(home) as instance:
        yield instance


def test_a_backfill_queues_a_run_for_every_document(
    home: Home, documents: list[str], instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(home.path))
    target = ModuleTarget("pipelines.definitions", None, None, "opvangplannen")
    with create_test_daemon_workspace_context(target, instance) as workspace:
        location = workspace.create_request_context().get_code_location("opvangplannen")
        [repository] = location.get_repositories().values()
        [partitions] = [each for each in repository.get_partition_sets() if each.job_name == JOB]
        instance.add_backfill(
            PartitionBackfill(
                backfill_id="again",
                partition_set_origin=partitions.get_remote_origin(),
                status=BulkActionStatus.REQUESTED,
                partition_names=documents,
                from_failure=False,
                reexecution_steps=None,
                tags={},
                backfill_timestamp=time.time(),
            )
        )
        errors = [error for error in execute_backfill_iteration(workspace, logging.getLogger()) if error]
    assert errors == []
    runs = instance.get_runs()
    assert {run.tags["dagster/partition"] for run in runs} == set(documents)
    assert {(run.job_name, run.status) for run in runs} == {(JOB, dg.DagsterRunStatus.QUEUED)}


def test_after_its_runs_one_build_is_requested_and_what_failed_is_known(
    home: Home, documents: list[str], instance: dg.DagsterInstance
) -> None:
    job = build_definitions(home).resolve_job_def(JOB)
    done = [
        job.execute_in_process(instance=instance, partition_key=key, raise_on_error=False).success
        for key in documents
    ]
    assert done == [True, True, False]
    assert [failure.file_name for failure in failures.known(home)] == ["damaged.pdf"]
    context = dg.build_sensor_context(instance=instance, resources={"home": home})
    assert [request.run_key for request in catch_up(context).run_requests] == [
        stamps.waiting_to_be_built(home)
    ]
