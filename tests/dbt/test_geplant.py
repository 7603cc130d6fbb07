"""Errors planted at random in plans: each is found, and nothing is flagged where nothing was planted.

Longer runs: OPVANG_DRAWS=20 pytest tests/dbt/test_geplant.py
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from extract import extract_document, to_records
from pipelines import dbt
from tests.dbt.planting import Field
from tests.plans.invented import InventedPlan
from warehouse import Home, load_records, write_records

N_DRAWS = int(os.environ.get("OPVANG_DRAWS", "2"))
N_PLANTED = 30
PLANS = Path(__file__).parents[1] / "plans"
INVENTED = ("drenthe-2025", "fryslan-2025", "groningen-2025", "noord-holland-2025", "utrecht-2026")


@pytest.fixture(scope="module")
def sample_field(ingested: Home, tmp_path_factory: pytest.TempPathFactory) -> Field:
    """The sample plan."""
    return Field(ingested, tmp_path_factory.mktemp("field"))


@pytest.fixture(scope="module")
def invented_field(tmp_path_factory: pytest.TempPathFactory) -> Field:
    """Five invented plans of other provinces, each with its own layout."""
    home = Home(tmp_path_factory.mktemp("invented") / "home").ensure()
    for name in INVENTED:
        _load(home, InventedPlan.load(PLANS / f"{name}.yaml"))
    dbt.invoke(home, ["seed"])
    dbt.invoke(home, ["run", "--select", "+int_conflicten"])
    return Field(home, home.path / "field")


@pytest.mark.parametrize("field", ["sample_field", "invented_field"])
def test_planted_errors_are_found_and_nothing_else(field: str, request: pytest.FixtureRequest) -> None:
    plans: Field = request.getfixturevalue(field)
    outcomes = [plans.plant(plans.draw(random.Random(seed), N_PLANTED)) for seed in range(N_DRAWS)]
    planted = [each for outcome in outcomes for each in outcome.planted]
    missed = [each for outcome in outcomes for each in outcome.missed]
    elsewhere = [alarm.omschrijving for outcome in outcomes for alarm in outcome.elsewhere]
    assert len(planted) >= 0.8 * N_PLANTED * N_DRAWS
    assert {each.kind for each in planted} >= {"kruis", "som", "afleiding", "datum"}
    assert len(missed) <= 0.05 * len(planted), missed
    # a plant in an area that has a true conflict already can change what follows from that
    assert len(elsewhere) <= 0.02 * len(planted), elsewhere


def _load(home: Home, plan: InventedPlan) -> None:
    document = extract_document(plan.save(home.inbox / f"{plan.id}.pdf"))
    directory = home.records(document.document_id)
    write_records(to_records(document), directory)
    load_records(home, directory)
