"""The last step: people are told what is new or worse. Failing at that fails no run, only its own check."""

import dagster as dg

from pipelines.alerts.deliver import try_to_tell
from warehouse.home import Home


class Delivery(dg.Config):
    """`digest` sends what waited for it, too."""

    digest: bool = False


@dg.asset(
    deps=["published_warehouse", "quality_report"],
    group_name="published",
    check_specs=[
        dg.AssetCheckSpec("delivered", asset="alerts", description="Elk kanaal heeft zijn meldingen gekregen")
    ],
)
def alerts(config: Delivery, home: dg.ResourceParam[Home]) -> dg.MaterializeResult:
    """What people were told: what cannot wait at once, the rest with the daily digest."""
    told = try_to_tell(home, digest=config.digest)
    return dg.MaterializeResult(
        metadata={"configured": told.configured, "sent": told.sent, "problems": told.problems},
        check_results=[
            dg.AssetCheckResult(
                check_name="delivered",
                passed=not told.problems,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"problems": told.problems},
            )
        ],
    )
