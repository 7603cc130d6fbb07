"""What starts runs by itself: plans in the inbox, a warehouse behind, alerts that wait, runs that failed."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Literal

import dagster as dg
from dagster._core.storage.tags import WILL_RETRY_TAG

from extract.errors import PlanError
from extract.text import printable
from pipelines import archive, builds, failures, lock, stamps
from pipelines.alerts.config import AlertsConfigError
from pipelines.alerts.overview import waiting_channels
from pipelines.assets.plan import documents, extracted_plan, raw_plan
from pipelines.automation import ingest_plan, rebuild, tell_people
from pipelines.errors import reason_of
from pipelines.inbox import Dropped, dropped
from pipelines.instance import COMMAND_TAG, bury_the_dead
from warehouse.home import Home

INBOX_TAG = "opvang/inbox"
READING = {extracted_plan.op.name, raw_plan.op.name}
FINISHED = {dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED}
AT_WORK = [status for status in dg.DagsterRunStatus if status not in FINISHED]


@dg.sensor(job=ingest_plan, minimum_interval_seconds=15, default_status=dg.DefaultSensorStatus.RUNNING)
def inbox(context: dg.SensorEvaluationContext, home: dg.ResourceParam[Home]) -> dg.SensorResult:
    """Request a run for every plan that was dropped into the inbox, one per document.

    A file leaves the inbox when its document is published. One that failed stays, with the reason in a note
    beside it, until it changes or its document is published after all. The cursor holds what was done with
    each file.
    """
    with lock.no_command(home) as none_running:
        if none_running:
            bury_the_dead(context.instance, commands=True)
    before = {name: _Seen(**seen) for name, seen in json.loads(context.cursor or "{}").items()}
    after: dict[str, _Seen] = {}
    requests: dict[str, dg.RunRequest] = {}
    under_way = {seen.document_id: seen.run_key for seen in before.values() if seen.status == "requested"}
    for file in dropped(home):
        seen = before.get(file.path.name)
        if seen is None or seen.stamp != file.stamp:
            file.take_note_away()
            seen = _taken_in(home, file, under_way)
        else:
            seen = _followed(context.instance, home, file, seen)
        if seen.status == "done":
            failures.clear_name(home, printable(file.path.name))
            file.leave()
            continue
        after[file.path.name] = seen
        if seen.status == "requested" and _run_of(context.instance, seen) is None:
            requests[seen.run_key] = dg.RunRequest(
                run_key=seen.run_key,
                partition_key=seen.document_id,
                tags={INBOX_TAG: seen.run_key, "file": printable(file.path.name)},
            )
    partitions = sorted({request.partition_key for request in requests.values()})
    return dg.SensorResult(
        skip_reason=None if requests else "Nothing new in the inbox.",
        run_requests=list(requests.values()),
        dynamic_partitions_requests=[documents.build_add_request(partitions)] if partitions else [],
        cursor=json.dumps({name: asdict(seen) for name, seen in after.items()}),
    )


@dataclass(frozen=True)
class _Seen:
    """What was done with a file of the inbox; `document_id` and `run_key` are None for what is no PDF."""

    stamp: str
    status: Literal["requested", "failed", "done"]
    document_id: str | None = None
    run_key: str | None = None


def _taken_in(home: Home, file: Dropped, under_way: dict[str, str]) -> _Seen:
    """Archive a file and name its run: the one that is under way when the same bytes were dropped twice."""
    try:
        entry = archive.add(home, file.path)
    except PlanError as error:
        failures.record(home, None, printable(file.path.name), str(error))
        file.note_failure(str(error))
        return _Seen(file.stamp, "failed")
    if stamps.is_published(home, entry):
        return _Seen(file.stamp, "done", entry.document_id)
    run_key = under_way.setdefault(entry.document_id, f"{entry.document_id} {file.stamp}")
    return _Seen(file.stamp, "requested", entry.document_id, run_key)


def _followed(instance: dg.DagsterInstance, home: Home, file: Dropped, seen: _Seen) -> _Seen:
    """What has become of a file that was taken in before."""
    if seen.status == "failed":
        entry = archive.find(home, seen.document_id) if seen.document_id else None
        return replace(seen, status="done") if entry and stamps.is_published(home, entry) else seen
    run = _run_of(instance, seen)
    if run is not None and run.is_success:
        return replace(seen, status="done")
    if run is not None and run.is_failure_or_canceled and run.tags.get(WILL_RETRY_TAG) != "true":
        reasons = [each.reason for each in failures.known(home) if each.document_id == seen.document_id]
        if not reasons and _is_loaded(home, seen.document_id):
            file.note_that_it_waits(f"run {run.run_id} van Dagster mislukte")
        else:
            file.note_failure((reasons or [f"Run {run.run_id} of Dagster failed"])[0])
        return replace(seen, status="failed")
    return seen


def _run_of(instance: dg.DagsterInstance, seen: _Seen) -> dg.DagsterRun | None:
    """The newest run for a file: the first one, or the last time it was tried again."""
    runs = instance.get_runs(dg.RunsFilter(tags={INBOX_TAG: seen.run_key}), limit=1)
    return runs[0] if runs else None


@dg.sensor(job=rebuild, minimum_interval_seconds=60, default_status=dg.DefaultSensorStatus.RUNNING)
def catch_up(context: dg.SensorEvaluationContext, home: dg.ResourceParam[Home]) -> dg.SensorResult:
    """Request a rebuild when the warehouse is behind what was read and nothing works on it any more.

    So it is after a backfill of `read_plan`, a run that died, or a new version of this program. Once for each
    state: what fails is not tried for ever.
    """
    state = stamps.waiting_to_be_built(home)
    if state is None:
        return dg.SensorResult(skip_reason="The warehouse holds all that was read.")
    with lock.no_command(home) as none_running:
        if not none_running or context.instance.get_runs(dg.RunsFilter(statuses=AT_WORK), limit=1):
            return dg.SensorResult(skip_reason="Work is under way.")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=state)])


@dg.sensor(job=tell_people, minimum_interval_seconds=60, default_status=dg.DefaultSensorStatus.RUNNING)
def undelivered(context: dg.SensorEvaluationContext, home: dg.ResourceParam[Home]) -> dg.SensorResult:
    """Request a run when an alert can be tried again, or when a document failed: no build follows on that.

    The cursor holds when the list of failed documents last changed.
    """
    failed_at = str(home.failures.stat().st_mtime_ns) if home.failures.exists() else ""
    try:
        reasons = ["deliveries"] if waiting_channels(home) else []
    except AlertsConfigError as error:
        return dg.SensorResult(skip_reason=str(error), cursor=failed_at)
    if failed_at != (context.cursor or "") and home.alerts_config.exists():
        reasons.append("failed documents")
    if not reasons:
        return dg.SensorResult(skip_reason="Nothing waits that can be sent.", cursor=failed_at)
    return dg.SensorResult(
        run_requests=[dg.RunRequest(tags={"because": ", ".join(reasons)})], cursor=failed_at
    )


@dg.run_failure_sensor(
    request_job=tell_people, minimum_interval_seconds=15, default_status=dg.DefaultSensorStatus.RUNNING
)
def failed_runs(
    context: dg.RunFailureSensorContext, home: dg.ResourceParam[Home]
) -> dg.RunRequest | dg.SkipReason:
    """Note which run of the server failed for good, also by being killed, and let people be told of it.

    A document that could not be read is on the list of failures; all else is a build that failed.
    """
    run, instance = context.dagster_run, context.instance
    if run.job_name == tell_people.name:
        return dg.SkipReason("What was not told is tried again by the sensor undelivered.")
    if run.tags.get(WILL_RETRY_TAG) == "true":
        return dg.SkipReason("Dagster runs it again.")
    failed = context.get_step_failure_events()
    reason = reason_of(failed[0].step_failure_data) if failed else context.failure_event.message
    key = context.partition_key
    if key and (any(event.step_key in READING for event in failed) or not _is_loaded(home, key)):
        if not any(each.document_id == key for each in failures.known(home)):
            name = _name_of(home, key)
            failures.record(home, key, name, f"{name}: {reason}")
        return dg.SkipReason("A document could not be read: the sensor undelivered sees to that.")
    if _built_since(instance, run):
        return dg.SkipReason("A later run built the warehouse.")
    builds.record(home, reason)
    return dg.RunRequest(run_key=run.run_id, tags={"because": "a run failed"})


def _is_loaded(home: Home, document_id: str) -> bool:
    entry = archive.find(home, document_id)
    return entry is not None and stamps.is_loaded(home, entry)


def _name_of(home: Home, document_id: str) -> str:
    """What people call a document; its id when its bytes never came in."""
    entry = archive.find(home, document_id)
    return entry.file_name if entry else document_id


def _built_since(instance: dg.DagsterInstance, run: dg.DagsterRun) -> bool:
    """Whether a run that ended after this one built the warehouse. That of a command does so as `rebuild`."""
    ended = datetime.fromtimestamp(instance.get_run_record_by_id(run.run_id).end_time, UTC)
    return any(
        job is rebuild or not COMMAND_TAG.items() <= later.tags.items()
        for job in (rebuild, ingest_plan)
        for later in instance.get_runs(
            dg.RunsFilter(job_name=job.name, statuses=[dg.DagsterRunStatus.SUCCESS], updated_after=ended)
        )
    )
