"""The jobs, and the clock: the nightly rebuild, the daily digest of alerts, and tidying up."""

import dagster as dg

from pipelines.assets.alerts import alerts
from pipelines.assets.plan import documents, extracted_plan, raw_plan
from pipelines.ingest import BUILD_ANEW
from pipelines.retention import prune
from warehouse.home import Home

per_document = dg.AssetSelection.assets(extracted_plan, raw_plan)
whole_warehouse = dg.AssetSelection.all() - per_document

ingest_plan = dg.define_asset_job(
    "ingest_plan",
    selection=dg.AssetSelection.all(),
    partitions_def=documents,
    description="One plan from its PDF to the report.",
)
read_plan = dg.define_asset_job(
    "read_plan",
    selection=per_document,
    partitions_def=documents,
    description="One plan from its PDF into raw: for backfills. The sensor catch_up builds once after them.",
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
    run_config=BUILD_ANEW,
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


@dg.op
def remove_old_runs(context: dg.OpExecutionContext, home: dg.ResourceParam[Home]) -> None:
    """Remove what Dagster keeps of runs of long ago."""
    context.log.info("%s runs removed", prune(home, context.instance))


@dg.job(description="Removes what Dagster keeps of runs of long ago.")
def tidy_up() -> None:
    remove_old_runs()


nightly_tidying = dg.ScheduleDefinition(
    name="nightly_tidying",
    job=tidy_up,
    cron_schedule="30 4 * * *",
    execution_timezone="Europe/Amsterdam",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
