"""After the models: suites over them, the published warehouse and the report."""

from collections.abc import Iterator
from datetime import timedelta

import dagster as dg

from expectations import record, run_suites, write_report
from expectations.suites import Suite, load_suites
from pipelines import builds, stamps
from pipelines.assets.plan import WRITER_POOL
from pipelines.drawings import drawer
from pipelines.lock import writer
from pipelines.retry import retried
from warehouse.home import Home
from warehouse.load import open_build
from warehouse.models import documents_made_anew
from warehouse.published import connect_published, publish

SEVERITY = {
    "fout": dg.AssetCheckSeverity.ERROR,
    "waarschuwing": dg.AssetCheckSeverity.WARN,
    "info": dg.AssetCheckSeverity.WARN,
}
# Built anew every night: a day and a bit later a night was missed, a day and a half later two.
NIGHTLY = dg.FreshnessPolicy.time_window(warn_window=timedelta(hours=26), fail_window=timedelta(hours=36))
COUNTS = """
    select (select count(distinct document_id) from marts.documenten), (select count(*) from marts.cijfers),
        (select count(*) from quality.conflicten where status = 'open')
"""
LAST_RUN = """
    select controle_id, ernst, geslaagd, aantal, afwijkingen, voorbeelden, melding from quality.controles
    where bron = 'suite' and run_id = (select arg_max(run_id, gelopen_op) from quality.controles)
"""


def quality_assets(models: dg.AssetsDefinition) -> list[dg.AssetsDefinition]:
    """What follows the models, in one line: checks, publishing, report."""
    judged = [key for key in models.keys if key.path[0] in ("marts", "quality")]

    @dg.asset(key=["quality", "controles"], deps=judged, group_name="quality", pool=WRITER_POOL)
    def controles(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> dg.MaterializeResult:
        """Every check of every run with its outcome: the suites, and what the comparisons came to."""
        with retried(context), writer(home), open_build(home) as con:
            bereik = "alles" if documents_made_anew(con) is None else "documenten"
            outcomes = run_suites(con, context.run_id, bereik=bereik)
            record(con, outcomes)
        failed = [outcome.controle_id for outcome in outcomes if not outcome.geslaagd]
        return dg.MaterializeResult(
            metadata={"scope": bereik, "checks": len(outcomes), "failed": len(failed), "which": failed}
        )

    @dg.asset(deps=[controles], group_name="published", pool=WRITER_POOL, freshness_policy=NIGHTLY)
    def published_warehouse(
        context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]
    ) -> dg.MaterializeResult:
        """The database that everyone reads, swapped in as a whole."""
        with retried(context), writer(home):
            path = publish(home)
        with connect_published(home) as con:
            documents, figures, conflicts = con.execute(COUNTS).fetchone()
        return dg.MaterializeResult(
            metadata={
                "path": dg.MetadataValue.path(str(path)),
                "bytes": path.stat().st_size,
                "documents": documents,
                "figures": figures,
                "open_conflicts": conflicts,
            }
        )

    @dg.asset(deps=[published_warehouse], group_name="published", freshness_policy=NIGHTLY)
    def quality_report(
        context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]
    ) -> dg.MaterializeResult:
        """The report for people: conflicts with every place, coverage and gaps, in one HTML file."""
        version = stamps.published_version(home)
        with retried(context), connect_published(home) as con:
            path = write_report(con, home.report, draw=drawer(home))
        stamps.stamp_building(home, version)
        builds.clear(home)
        return dg.MaterializeResult(
            metadata={"report": dg.MetadataValue.url(path.as_uri()), "bytes": path.stat().st_size}
        )

    return [controles, published_warehouse, quality_report]


def suite_checks() -> dg.AssetChecksDefinition:
    """One asset check per expectation, on the table it is about; it tells what the last run of them found."""
    checks = {
        each.id: _spec(suite, each.id, each.omschrijving)
        for suite in load_suites()
        for each in suite.verwachtingen
    }

    @dg.multi_asset_check(name="suites", specs=list(checks.values()), pool=WRITER_POOL)
    def suites(
        context: dg.AssetCheckExecutionContext, home: dg.ResourceParam[Home]
    ) -> Iterator[dg.AssetCheckResult]:
        with retried(context), writer(home), open_build(home) as con:
            outcomes = con.execute(LAST_RUN).fetchall()
        for controle_id, ernst, passed, rows, deviating, examples, message in outcomes:
            yield dg.AssetCheckResult(
                asset_key=checks[controle_id].asset_key,
                check_name=checks[controle_id].name,
                passed=passed,
                severity=SEVERITY[ernst],
                description=message,
                metadata={"rows": rows, "deviating": deviating, "examples": examples},
            )

    return suites


def _spec(suite: Suite, controle_id: str, description: str) -> dg.AssetCheckSpec:
    """A suite on a query is about no one table: its checks hang on the outcomes themselves."""
    table = suite.tabel if "." in suite.tabel else "quality.controles"
    outcomes = dg.AssetKey(["quality", "controles"])
    asset = dg.AssetKey(table.split("."))
    return dg.AssetCheckSpec(
        name=controle_id.replace(".", "__"),
        asset=asset,
        description=description,
        additional_deps=[] if asset == outcomes else [outcomes],
    )
