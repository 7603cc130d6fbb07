"""What failed, also by being killed, is noted, so that people are told of it."""

from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest
from click.testing import CliRunner

from pipelines import archive, builds, dbt, failures
from pipelines.automation import rebuild, tell_people
from pipelines.cli import cli
from pipelines.errors import DbtError
from pipelines.sensors import failed_runs
from tests.pipelines.alerts.receivers import web_server
from warehouse.home import Home

Judge = Callable[[dg.DagsterRun], dg.RunRequest | dg.SkipReason]
PARTITION = "dagster/partition"


def failing(name: str, step: str = "dbt_models") -> dg.JobDefinition:
    """A job of which one step fails."""

    @dg.op(name=step)
    def fails() -> None:
        raise dg.Failure("unique_cijfers: Got 2 results", allow_retries=False)

    @dg.job(name=name)
    def job() -> None:
        fails()

    return job


@dg.job(name=rebuild.name)
def succeeding() -> None:
    """A build that goes well."""


@pytest.fixture
def instance() -> dg.DagsterInstance:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


@pytest.fixture
def judge(home: Home, instance: dg.DagsterInstance) -> Judge:
    """Shows a failed run to the sensor as the daemon would."""

    def evaluate(run: dg.DagsterRun) -> dg.RunRequest | dg.SkipReason:
        [failure] = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.RUN_FAILURE)
        context = dg.build_run_status_sensor_context(
            failed_runs.name,
            failure.dagster_event,
            instance,
            run,
            resources={"home": home},
            partition_key=run.tags.get(PARTITION),
        )
        return failed_runs(context.for_run_failure())

    return evaluate


def killed(instance: dg.DagsterInstance, name: str, **tags: str) -> dg.DagsterRun:
    """A run whose process was killed."""
    run = instance.create_run_for_job(failing(name), status=dg.DagsterRunStatus.STARTED, tags=tags)
    instance.report_run_failed(run, "The process of this run was killed.")
    return instance.get_run_by_id(run.run_id)


def dropped(home: Home, tmp_path: Path) -> str:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7 a plan\n%%EOF")
    return archive.add(home, tmp_path / "plan.pdf").document_id


@pytest.mark.parametrize("name", ["rebuild", "ingest_plan", "__ASSET_JOB"])
def test_a_build_that_fails_is_told_with_its_reason(
    home: Home, instance: dg.DagsterInstance, judge: Judge, name: str
) -> None:
    run = failing(name).execute_in_process(instance=instance, raise_on_error=False).dagster_run
    assert isinstance(judge(run), dg.RunRequest)
    assert builds.failed(home).reason == "unique_cijfers: Got 2 results"


def test_a_build_that_is_killed_is_told_once_it_is_not_tried_again(
    home: Home, instance: dg.DagsterInstance, judge: Judge
) -> None:
    succeeding.execute_in_process(instance=instance)  # the night before
    assert isinstance(judge(killed(instance, "rebuild", **{"dagster/will_retry": "true"})), dg.SkipReason)
    assert builds.failed(home) is None
    assert isinstance(judge(killed(instance, "rebuild")), dg.RunRequest)
    assert builds.failed(home).reason == "The process of this run was killed."


def test_a_build_that_a_later_one_made_good_is_not_told(
    home: Home, instance: dg.DagsterInstance, judge: Judge
) -> None:
    run = killed(instance, "rebuild")
    succeeding.execute_in_process(instance=instance)
    assert isinstance(judge(run), dg.SkipReason)
    assert builds.failed(home) is None


def test_telling_people_does_not_lead_to_telling_people(
    home: Home, instance: dg.DagsterInstance, judge: Judge
) -> None:
    assert isinstance(judge(killed(instance, tell_people.name)), dg.SkipReason)
    assert builds.failed(home) is None


def test_a_document_whose_reading_is_killed_is_known_to_have_failed(
    home: Home, instance: dg.DagsterInstance, judge: Judge, tmp_path: Path
) -> None:
    document_id = dropped(home, tmp_path)
    judge(killed(instance, "read_plan", **{PARTITION: document_id}))
    [failure] = failures.known(home)
    assert (failure.document_id, failure.reason) == (
        document_id,
        "plan.pdf: The process of this run was killed.",
    )
    assert builds.failed(home) is None


def test_what_the_reader_says_of_a_document_stands(
    home: Home, instance: dg.DagsterInstance, judge: Judge, tmp_path: Path
) -> None:
    document_id = dropped(home, tmp_path)
    failures.record(home, document_id, "plan.pdf", "plan.pdf: cut off or damaged")
    job = failing("ingest_plan", "extracted_plan")
    tags = {PARTITION: document_id}
    judge(job.execute_in_process(instance=instance, raise_on_error=False, tags=tags).dagster_run)
    assert [each.reason for each in failures.known(home)] == ["plan.pdf: cut off or damaged"]
    assert builds.failed(home) is None


def test_a_command_that_fails_tells_people_too(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DbtError("unique_cijfers: Got 2 results")

    dropped(home, home.path)
    home.alerts_config.write_text("channels: {hook: {url: '${TEST_ALERT_HOOK}'}}\nroutes: [{to: [hook]}]\n")
    monkeypatch.setattr(dbt, "build", fail)
    with web_server() as hook:
        monkeypatch.setenv("TEST_ALERT_HOOK", hook.url)
        result = CliRunner().invoke(cli, ["rebuild"], env={"OPVANG_HOME": str(home.path)})
    assert result.exception is not None
    [text] = hook.texts
    assert "Got 2 results" in text
