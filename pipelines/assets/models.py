"""The dbt models, seeds and tests as assets and asset checks, built in this process."""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt.asset_utils import get_subset_selection_for_context
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage
from dagster_dbt.dbt_manifest import read_manifest_path

from pipelines import dbt
from pipelines.assets.plan import WRITER_POOL, raw_plan
from pipelines.assets.review import raw_acceptances
from pipelines.errors import DbtError
from pipelines.lock import writer
from pipelines.progress import Progress
from warehouse.home import Home


class Translator(DagsterDbtTranslator):
    """A raw table stands for the asset that fills it; folders of models are groups."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        if dbt_resource_props["resource_type"] == "source":
            return raw_acceptances.key if dbt_resource_props["name"] == "acceptaties" else raw_plan.key
        return super().get_asset_key(dbt_resource_props)

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        return dbt_resource_props["fqn"][1] if len(dbt_resource_props["fqn"]) > 2 else "reference"


class Build(dg.Config):
    """`anew` builds every model as a whole; otherwise only what a change in raw touches."""

    anew: bool = False


def dbt_models(home: Home) -> dg.AssetsDefinition:
    """The assets of the dbt project; its manifest is prepared under the home."""
    manifest = read_manifest_path(dbt.manifest_of(home))
    translator = Translator(DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True))

    @dbt_assets(manifest=manifest, dagster_dbt_translator=translator, name="dbt_models", pool=WRITER_POOL)
    def build(
        context: dg.AssetExecutionContext,
        config: Build,
        home: dg.ResourceParam[Home],
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[Any]:
        selection, _ = get_subset_selection_for_context(context, manifest, None, None, None, translator, None)
        events: list[Any] = []
        failed: DbtError | None = None

        def on_event(event: Any) -> None:
            events.append(event)
            if event.info.name == "LogStartLine":
                progress.at(event.data.index, event.data.total)

        with writer(home):
            try:
                dbt.build(home, selection, on_event, anew=config.anew)
            except DbtError as error:
                failed = error
        for event in dbt.outcomes(events):
            message = DbtCoreCliEventMessage(raw_event=dbt.as_dict(event), event_history_metadata={})
            yield from message.to_default_asset_events(manifest, translator, context)
        if failed:
            raise dg.Failure(str(failed), allow_retries=False)

    return build
