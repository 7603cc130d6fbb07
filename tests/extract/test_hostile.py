"""No PDF does harm: each is read, or costs one clear line within the limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import PlanError
from extract.sandbox import read_in_child
from extract.settings import Settings
from tests.extract.hostile import MADE, damaged
from tests.extract.rawpdf import stream, write_page

LIMITS = Settings(time_limit=60, memory_limit=600 << 20, max_objects_per_page=50_000, ocr=False)
# Reached by their limit only, which takes long: benchmarks/hostile.py has them.
SLOW = {"letters_on_one_spot", "forms_without_end", "unpacks_to_a_gigabyte"}


def read(path: Path) -> str | None:
    """What reading a file comes to: None, or the one line that it costs."""
    try:
        read_in_child(path, settings=LIMITS)
    except PlanError as error:
        return str(error)
    return None


@pytest.mark.parametrize("name", sorted(MADE.keys() - SLOW))
def test_what_no_plan_should_be(tmp_path: Path, name: str) -> None:
    message = read(MADE[name](tmp_path / "plan.pdf"))
    assert message is None or (message.startswith("plan.pdf: ") and "\n" not in message)


def test_a_plan_damaged_in_many_ways(tmp_path: Path) -> None:
    plan = write_page(tmp_path / "whole.pdf", stream(b"BT /F1 10 Tf 72 700 Td (Aardorp 12) Tj ET"))
    path = tmp_path / "plan.pdf"
    outcomes = {}
    for name, data in damaged(plan.read_bytes()):
        path.write_bytes(data)
        outcomes[name] = read(path)
    assert outcomes["junk_after"] is outcomes["twice"] is None
    assert all(outcomes[name] for name in ("cut_1", "cut_5", "zeros", "only_header", "html"))
    assert not [message for message in outcomes.values() if message and "\n" in message]
