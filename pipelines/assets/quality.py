"""After the models: suites over them, the published warehouse and the report."""

import dagster as dg

from pipelines.assets.plan import WRITER_POOL
from pipelines.lock import writer
from warehouse.home import Home
from warehouse.publish import publish


def published_warehouse(models: dg.AssetsDefinition) -> dg.AssetsDefinition:
    """The database that everyone reads, swapped in as a whole."""

    @dg.asset(
        name="published_warehouse",
        deps=list(models.keys),
        group_name="published",
        kinds={"duckdb"},
        pool=WRITER_POOL,
    )
    def build(home: dg.ResourceParam[Home]) -> dg.MaterializeResult:
        with writer(home):
            path = publish(home)
        return dg.MaterializeResult(
            metadata={"path": dg.MetadataValue.path(str(path)), "bytes": path.stat().st_size}
        )

    return build
