import json
import os
from pathlib import Path

import dagster as dg
import pytest

from pipelines import archive, failures
from pipelines.automation import SETTLED_AFTER_SECONDS, inbox
from warehouse.home import Home

PDF = b"%PDF-1.7\n%%EOF\n"


def drop(home: Home, name: str, content: bytes, seconds_ago: float = 60) -> Path:
    path = home.inbox / name
    path.write_bytes(content)
    when = path.stat().st_mtime - seconds_ago
    os.utime(path, (when, when))
    return path


@pytest.fixture
def tick(home: Home):
    """Evaluates the sensor as the daemon would: the cursor of one tick goes into the next."""
    instance = dg.DagsterInstance.ephemeral()
    cursor: str | None = None

    def evaluate() -> dg.SensorResult:
        nonlocal cursor
        context = dg.build_sensor_context(instance=instance, cursor=cursor, resources={"home": home})
        result = inbox(context)
        cursor = result.cursor
        return result

    return evaluate


def test_a_plan_is_archived_registered_and_requested_once(home: Home, tick) -> None:
    plan = drop(home, "plan.pdf", PDF)
    first = tick()
    [request] = first.run_requests
    assert first.dynamic_partitions_requests[0].partition_keys == [request.partition_key]
    assert archive.find(home, request.partition_key).file_name == "plan.pdf"
    assert home.archived(request.partition_key).read_bytes() == PDF

    second = tick()
    assert second.run_requests == []
    assert not plan.exists(), "a plan leaves the inbox once its run is sure to be stored"
    assert json.loads(tick().cursor) == {}


def test_a_bad_file_stays_is_recorded_and_stops_no_other(home: Home, tick) -> None:
    bad = drop(home, "a-notes.pdf", b"no plan")
    drop(home, "b-plan.pdf", PDF)
    assert len(tick().run_requests) == 1
    assert bad.exists()
    assert [failure.file_name for failure in failures.known(home)] == ["a-notes.pdf"]

    assert tick().run_requests == []
    drop(home, "a-notes.pdf", PDF + b"mended", seconds_ago=30)
    assert len(tick().run_requests) == 1
    assert failures.known(home) == []


def test_a_file_that_is_still_being_written_is_left_alone(home: Home, tick) -> None:
    drop(home, "plan.pdf", PDF[:4], seconds_ago=SETTLED_AFTER_SECONDS / 2)
    drop(home, ".plan.pdf.part", PDF)
    (home.inbox / "link.pdf").symlink_to(home.path)
    assert tick().run_requests == []
    assert failures.known(home) == []


def test_the_same_plan_dropped_again_is_requested_again(home: Home, tick) -> None:
    drop(home, "plan.pdf", PDF, seconds_ago=90)
    keys = [tick().run_requests[0].run_key]
    tick()
    drop(home, "plan.pdf", PDF, seconds_ago=30)
    keys.append(tick().run_requests[0].run_key)
    assert keys[0] != keys[1]
