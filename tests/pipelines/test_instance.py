import dagster as dg
import pytest

from pipelines.instance import COMMAND_TAG, bury_the_dead


@dg.job
def job() -> None:
    """A job of nothing, for runs that are made by hand."""


@pytest.mark.parametrize("commands", [True, False])
def test_only_unfinished_runs_of_the_dead_are_ended(commands: bool) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        runs = {
            (owner, status): instance.create_run_for_job(job, status=status, tags=tags)
            for owner, tags in {"command": COMMAND_TAG, "server": {}}.items()
            for status in (
                dg.DagsterRunStatus.STARTED,
                dg.DagsterRunStatus.SUCCESS,
                dg.DagsterRunStatus.NOT_STARTED,
            )
        }
        bury_the_dead(instance, commands=commands)
        failed = {
            which
            for which, run in runs.items()
            if instance.get_run_by_id(run.run_id).status is dg.DagsterRunStatus.FAILURE
        }
    assert failed == {("command" if commands else "server", dg.DagsterRunStatus.STARTED)}
