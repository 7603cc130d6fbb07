"""When things run by themselves: plans in the inbox, the nightly rebuild, alerts and their digest."""

import json
import time
from pathlib import Path

import dagster as dg

from extract.errors import PlanError
from extract.text import printable
from pipelines import archive, failures, lock
from pipelines.alerts.config import AlertsConfigError
from pipelines.alerts.overview import waiting_channels
from pipelines.assets.alerts import alerts
from pipelines.assets.plan import documents, extracted_plan, raw_plan
from pipelines.instance import bury_the_dead
from warehouse.home import Home

SETTLED_AFTER_SECONDS = 5  # a file that changed more recently may still be on its way in

per_document = dg.AssetSelection.assets(extracted_plan, raw_plan)
whole_warehouse = dg.AssetSelection.all() - per_document

ingest_plan = dg.define_asset_job(
    "ingest_plan",
    selection=dg.AssetSelection.all(),
    partitions_def=documents,
    description="One plan from its PDF to the report.",
)
rebuild = dg.define_asset_job(
    "rebuild",
    selection=whole_warehouse,
    description="Models, suites, published warehouse and report anew, from what stands in raw.",
)
nightly = dg.ScheduleDefinition(
    name="nightly_rebuild",
    job=rebuild,
    cron_schedule="30 2 * * *",
    execution_timezone="Europe/Amsterdam",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
tell_people = dg.define_asset_job(
    "tell_people",
    selection=dg.AssetSelection.assets(alerts),
    description="Alerts that wait, without a build.",
)
daily_digest = dg.ScheduleDefinition(
    name="daily_digest",
    job=tell_people,
    cron_schedule="30 7 * * *",
    execution_timezone="Europe/Amsterdam",
    run_config={"ops": {"alerts": {"config": {"digest": True}}}},
    default_status=dg.DefaultScheduleStatus.RUNNING,
)


@dg.sensor(job=ingest_plan, minimum_interval_seconds=15, default_status=dg.DefaultSensorStatus.RUNNING)
def inbox(context: dg.SensorEvaluationContext, home: dg.ResourceParam[Home]) -> dg.SensorResult:
    """Archive every settled file in the inbox and request its run; record the failure of what is no PDF.

    The cursor holds what was done with each file. A file leaves the inbox one tick after its run was
    requested, when the request is sure to be stored; one that was refused stays, and is looked at again
    when it has changed.
    """
    with lock.no_command(home) as none_running:
        if none_running:
            bury_the_dead(context.instance, commands=True)
    before: dict[str, str] = json.loads(context.cursor or "{}")
    after: dict[str, str] = {}
    requests: list[dg.RunRequest] = []
    for path in _settled(home.inbox):
        stamp = str(path.stat().st_mtime_ns)
        if before.get(path.name) == f"requested {stamp}":
            path.unlink()
            continue
        if before.get(path.name) == f"refused {stamp}":
            after[path.name] = before[path.name]
            continue
        try:
            entry = archive.add(home, path)
        except PlanError as error:
            context.log.warning("%s", error)
            failures.record(home, None, printable(path.name), str(error))
            after[path.name] = f"refused {stamp}"
            continue
        failures.clear(home, None, printable(path.name))
        after[path.name] = f"requested {stamp}"
        requests.append(
            dg.RunRequest(
                run_key=f"{entry.document_id} {stamp}",
                partition_key=entry.document_id,
                tags={"file": printable(path.name)},
            )
        )
    known = (
        [documents.build_add_request(sorted({request.partition_key for request in requests}))]
        if requests
        else []
    )
    return dg.SensorResult(run_requests=requests, dynamic_partitions_requests=known, cursor=json.dumps(after))


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
    requests = [dg.RunRequest(tags={"because": ", ".join(reasons)})] if reasons else []
    return dg.SensorResult(run_requests=requests, cursor=failed_at)


def _settled(inbox: Path) -> list[Path]:
    """The files that are whole as far as one can tell; hidden files and folders are left alone."""
    limit = time.time() - SETTLED_AFTER_SECONDS
    return sorted(
        path
        for path in inbox.glob("*")
        if path.is_file()
        and not path.is_symlink()
        and not path.name.startswith(".")
        and path.stat().st_mtime < limit
    )
