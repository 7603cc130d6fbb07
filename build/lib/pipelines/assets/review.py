"""What people decided about conflicts, on its way into the models."""

import dagster as dg

from pipelines.assets.plan import WRITER_POOL
from pipelines.lock import writer
from pipelines.retry import retried
from warehouse.acceptances import load_acceptances, read_acceptances
from warehouse.home import Home
from warehouse.load import open_build


@dg.asset(group_name="plan", kinds={"duckdb"}, pool=WRITER_POOL)
def raw_acceptances(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> dg.MaterializeResult:
    """The conflicts that people accepted, from the file under the home into schema `raw`."""
    acceptances = read_acceptances(home)
    with retried(context), writer(home), open_build(home) as con:
        load_acceptances(con, acceptances)
    return dg.MaterializeResult(metadata={"accepted": len(acceptances)})
