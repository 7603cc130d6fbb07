"""The asset graph as a file, its steps inside dbt left out: a change of it shows in a diff.

After a change that is meant: `python -m pytest tests/pipelines/test_graph.py --update-snapshots`.
"""

from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest

from expectations.suites import load_suites
from pipelines.graph import build_definitions
from warehouse.home import Home

SNAPSHOT = Path(__file__).parent / "asset_graph.txt"


@pytest.fixture(scope="module")
def defs(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    return build_definitions(Home(tmp_path_factory.mktemp("graph") / "home"))


def test_the_asset_graph_is_the_one_on_file(defs: dg.Definitions, request: pytest.FixtureRequest) -> None:
    graph = defs.resolve_asset_graph()
    lines = []
    for key in sorted(graph.materializable_asset_keys, key=dg.AssetKey.to_user_string):
        node = graph.get(key)
        parents = sorted(parent.to_user_string() for parent in node.parent_keys)
        if node.group_name in ("staging", "intermediate", "reference"):
            continue
        lines.append(f"{node.group_name}: {key.to_user_string()}")
        if node.group_name != "marts":
            lines += [
                f"    from {parent}"
                for parent in parents
                if not parent.startswith(("intermediate", "staging"))
            ]
    found = "\n".join(lines) + "\n"
    if request.config.getoption("--update-snapshots"):
        SNAPSHOT.write_text(found, encoding="utf-8")
    assert found == SNAPSHOT.read_text(encoding="utf-8")


def test_every_expectation_is_an_asset_check(defs: dg.Definitions) -> None:
    checks = {check.name for check in defs.resolve_asset_graph().asset_check_keys}
    expected = {each.id.replace(".", "__") for suite in load_suites() for each in suite.verwachtingen}
    assert expected <= checks


def test_every_step_that_writes_waits_its_turn(defs: dg.Definitions) -> None:
    nodes = defs.resolve_job_def("ingest_plan").graph.node_defs
    pools = {node.name: node.pool for node in nodes}
    unpooled = {name for name, pool in pools.items() if pool is None}
    assert unpooled == {"extracted_plan", "quality_report", "alerts"}
    assert {pool for pool in pools.values() if pool} == {"duckdb_writer"}


def test_nothing_in_the_graph_changes_tracked_files(defs: dg.Definitions) -> None:
    project = Path(__file__).resolve().parents[2] / "dbt_project"
    assert not (project / "target").exists()
    assert not (project / "logs").exists()


def test_a_check_on_an_unknown_asset_is_refused() -> None:
    from pipelines.graph import require_known_assets

    @dg.asset_check(asset="nowhere")
    def check() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=True)

    with pytest.raises(dg.DagsterInvalidDefinitionError, match="nowhere"):
        require_known_assets(dg.Definitions(asset_checks=[check]))


def test_what_people_read_should_be_made_every_night(defs: dg.Definitions) -> None:
    graph = defs.resolve_asset_graph()
    for name in ("published_warehouse", "quality_report"):
        policy = graph.get(dg.AssetKey(name)).freshness_policy
        assert timedelta(hours=24) < policy.warn_window.to_timedelta() < policy.fail_window.to_timedelta()
