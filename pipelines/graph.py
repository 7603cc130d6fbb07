"""Everything Dagster knows of this project: assets, checks, jobs, sensor and schedule for one home."""

import dagster as dg

from extract.settings import Settings
from pipelines import automation, sensors
from pipelines.assets import models, plan, quality, review
from pipelines.assets.alerts import alerts
from pipelines.progress import Progress, stages_of
from warehouse.home import Home

STAGES = {
    "extracted_plan": "Reading",
    "raw_plan": "Loading",
    "dbt_models": "Building models",
    "quality__controles": "Running suites",
    "published_warehouse": "Publishing",
    "quality_report": "Writing the report",
    "alerts": "Telling people",
}


def build_definitions(home: Home, progress: Progress | None = None, *, ocr: bool = True) -> dg.Definitions:
    """The definitions for one home; its dbt manifest is prepared on the way.

    `progress` is told of every stage. With `ocr` pictures of tables are read.
    """
    progress = progress or Progress()
    dbt_models = models.dbt_models(home)
    defs = dg.Definitions(
        assets=[
            plan.extracted_plan,
            plan.raw_plan,
            review.raw_acceptances,
            dbt_models,
            *quality.quality_assets(dbt_models),
            alerts,
        ],
        asset_checks=[quality.suite_checks()],
        jobs=[
            automation.ingest_plan,
            automation.read_plan,
            automation.rebuild,
            automation.tell_people,
            automation.tidy_up,
        ],
        sensors=[sensors.inbox, sensors.catch_up, sensors.undelivered, sensors.failed_runs],
        schedules=[automation.nightly, automation.daily_digest, automation.nightly_tidying],
        resources={
            "home": home,
            "progress": progress,
            "settings": Settings(ocr=ocr, ocr_cache=str(home.ocr)),
        },
        loggers={"stages": stages_of(progress, STAGES)},
        # The default executor imports everything again for every step.
        executor=dg.in_process_executor,
    )
    require_known_assets(defs)
    return defs


def require_known_assets(defs: dg.Definitions) -> None:
    """Dagster never runs a check on an asset it does not know, and says nothing; this does."""
    graph = defs.resolve_asset_graph()
    unknown = {key.asset_key for key in graph.asset_check_keys} - graph.materializable_asset_keys
    if unknown:
        names = ", ".join(sorted(key.to_user_string() for key in unknown))
        raise dg.DagsterInvalidDefinitionError(f"suites check assets that do not exist: {names}")
