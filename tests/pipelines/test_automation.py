"""The sensors, evaluated as the daemon would."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from pipelines import archive, failures, stamps
from pipelines.inbox import GIVEN_UP_AFTER_SECONDS, NOTE, SETTLED_AFTER_SECONDS
from pipelines.sensors import catch_up, inbox
from warehouse.home import Home

PDF = b"%PDF-1.7\n%%EOF\n"
Tick = Callable[[], dg.SensorResult]
Finish = Callable[..., None]


def drop(home: Home, name: str, content: bytes, seconds_ago: float = 60) -> Path:
    path = home.inbox / name
    path.write_bytes(content)
    when = path.stat().st_mtime - seconds_ago
    os.utime(path, (when, when))
    return path


def listed(home: Home) -> list[str]:
    return [failure.file_name for failure in failures.known(home)]


@pytest.fixture
def instance() -> dg.DagsterInstance:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


@pytest.fixture
def tick(home: Home, instance: dg.DagsterInstance) -> Tick:
    """Evaluates the sensor as the daemon would: the cursor of one tick goes into the next."""
    cursor: str | None = None

    def evaluate() -> dg.SensorResult:
        nonlocal cursor
        context = dg.build_sensor_context(instance=instance, cursor=cursor, resources={"home": home})
        result = inbox(context)
        cursor = result.cursor
        return result

    return evaluate


@dg.job
def job() -> None:
    """A job of nothing, for runs that are made by hand."""


@pytest.fixture
def run(instance: dg.DagsterInstance) -> Finish:
    """Makes the run of a request, in whatever state."""

    def make(request: dg.RunRequest, status: dg.DagsterRunStatus, **tags: str) -> None:
        instance.create_run_for_job(job, status=status, tags={**request.tags, **tags})

    return make


def test_a_plan_is_archived_registered_and_requested_until_its_run_is_stored(
    home: Home, tick: Tick, run: Finish
) -> None:
    plan = drop(home, "plan.pdf", PDF)
    first = tick()
    [request] = first.run_requests
    assert first.dynamic_partitions_requests[0].partition_keys == [request.partition_key]
    assert archive.find(home, request.partition_key).file_name == "plan.pdf"
    assert home.archived(request.partition_key).read_bytes() == PDF
    assert [again.run_key for again in tick().run_requests] == [request.run_key], "Dagster runs a key once"

    run(request, dg.DagsterRunStatus.STARTED)
    assert tick().run_requests == []
    assert plan.exists()


def test_a_plan_leaves_the_inbox_when_its_run_is_done(home: Home, tick: Tick, run: Finish) -> None:
    plan = drop(home, "plan.pdf", PDF)
    run(tick().run_requests[0], dg.DagsterRunStatus.SUCCESS)
    assert tick().run_requests == []
    assert not plan.exists()
    after = tick()
    assert (json.loads(after.cursor), after.skip_reason.skip_message) == ({}, "Nothing new in the inbox.")


def test_a_plan_that_fails_stays_with_the_reason_beside_it_until_it_is_replaced(
    home: Home, tick: Tick, run: Finish
) -> None:
    plan = drop(home, "plan.pdf", PDF)
    [request] = tick().run_requests
    failures.record(home, request.partition_key, "plan.pdf", "plan.pdf: cut off or damaged")
    run(request, dg.DagsterRunStatus.FAILURE)
    assert tick().run_requests == []
    assert tick().run_requests == [], "what failed is not tried for ever"
    note = plan.with_name(plan.name + NOTE)
    assert "cut off or damaged" in note.read_text(encoding="utf-8")

    drop(home, "plan.pdf", PDF + b"mended\n%%EOF")
    [second] = tick().run_requests
    assert second.partition_key != request.partition_key
    assert not note.exists()
    run(second, dg.DagsterRunStatus.SUCCESS)
    tick()
    assert (listed(home), list(home.inbox.iterdir())) == ([], [])


def test_a_plan_whose_build_failed_need_not_be_replaced(
    home: Home, tick: Tick, run: Finish, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = drop(home, "plan.pdf", PDF)
    run(tick().run_requests[0], dg.DagsterRunStatus.FAILURE)
    monkeypatch.setattr(stamps, "is_loaded", lambda home, entry: True)
    tick()
    note = plan.with_name(plan.name + NOTE).read_text(encoding="utf-8")
    assert "plan.pdf is gelezen, maar het warehouse kon niet vernieuwd worden" in note
    assert "Vervang" not in note
    monkeypatch.setattr(stamps, "is_published", lambda home, entry: True)
    tick()
    assert list(home.inbox.iterdir()) == [], "the next build went well"


def test_a_run_that_is_tried_again_has_not_failed_yet(home: Home, tick: Tick, run: Finish) -> None:
    plan = drop(home, "plan.pdf", PDF)
    [request] = tick().run_requests
    run(request, dg.DagsterRunStatus.FAILURE, **{"dagster/will_retry": "true"})
    tick()
    assert not plan.with_name(plan.name + NOTE).exists()
    run(request, dg.DagsterRunStatus.SUCCESS)
    tick()
    assert not plan.exists()


def test_a_bad_file_stays_is_recorded_and_stops_no_other(home: Home, tick: Tick) -> None:
    bad = drop(home, "a-notes.pdf", b"no plan")
    drop(home, "b-plan.pdf", PDF)
    assert len(tick().run_requests) == 1
    assert bad.exists()
    assert listed(home) == ["a-notes.pdf"]
    assert bad.with_name(bad.name + NOTE).exists()

    assert [request.tags["file"] for request in tick().run_requests] == ["b-plan.pdf"]
    drop(home, "a-notes.pdf", PDF + b"mended\n%%EOF", seconds_ago=30)
    assert {request.tags["file"] for request in tick().run_requests} == {"a-notes.pdf", "b-plan.pdf"}
    assert not bad.with_name(bad.name + NOTE).exists()


def test_a_note_follows_no_link_and_fits_any_name(home: Home, tick: Tick, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("untouched")
    trap = drop(home, "notes.pdf", b"no plan")
    trap.with_name(trap.name + NOTE).symlink_to(outside)
    drop(home, "é" * 123 + ".pdf", b"no plan")
    tick()
    assert outside.read_text() == "untouched"
    assert len(list(home.inbox.glob(f"*{NOTE}"))) == 2


def test_the_same_bytes_under_two_names_are_one_run(home: Home, tick: Tick, run: Finish) -> None:
    drop(home, "a.pdf", PDF)
    [request] = tick().run_requests
    drop(home, "b.pdf", PDF)
    drop(home, "c.pdf", PDF)
    assert [again.run_key for again in tick().run_requests] == [request.run_key]
    run(request, dg.DagsterRunStatus.SUCCESS)
    tick()
    assert list(home.inbox.iterdir()) == []


def test_what_is_published_already_leaves_without_a_run(
    home: Home, tick: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "is_published", lambda home, entry: True)
    plan = drop(home, "plan.pdf", PDF)
    assert tick().run_requests == []
    assert not plan.exists()


@pytest.mark.parametrize(
    ("name", "content", "seconds_ago"),
    [
        ("plan.pdf", PDF, SETTLED_AFTER_SECONDS / 2),
        ("plan.pdf", PDF[:9], GIVEN_UP_AFTER_SECONDS / 2),
        (".plan.pdf.part", PDF, 60),
        ("plan.pdf.crdownload", PDF, 60),
        ("~$plan.pdf", PDF, 60),
    ],
)
def test_a_file_that_is_still_being_written_is_left_alone(
    home: Home, tick: Tick, name: str, content: bytes, seconds_ago: float
) -> None:
    drop(home, name, content, seconds_ago)
    (home.inbox / "link.pdf").symlink_to(home.path)
    assert tick().run_requests == []
    assert listed(home) == []


def test_a_file_dated_in_the_future_is_taken(home: Home, tick: Tick) -> None:
    drop(home, "plan.pdf", PDF, seconds_ago=-3600)
    assert len(tick().run_requests) == 1


def test_a_copy_that_never_gets_its_end_is_read_as_it_is(home: Home, tick: Tick) -> None:
    drop(home, "plan.pdf", PDF[:9], GIVEN_UP_AFTER_SECONDS + 1)
    assert len(tick().run_requests) == 1


def test_the_same_plan_dropped_again_is_requested_again(home: Home, tick: Tick, run: Finish) -> None:
    drop(home, "plan.pdf", PDF, seconds_ago=90)
    [first] = tick().run_requests
    run(first, dg.DagsterRunStatus.SUCCESS)
    tick()
    drop(home, "plan.pdf", PDF, seconds_ago=90)
    [second] = tick().run_requests
    assert first.run_key != second.run_key


def test_a_warehouse_that_is_behind_is_built_once_nothing_is_at_work(
    home: Home, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def evaluate() -> dg.SensorResult:
        return catch_up(dg.build_sensor_context(instance=instance, resources={"home": home}))

    assert evaluate().skip_reason, "nothing was read yet"
    monkeypatch.setattr(stamps, "waiting_to_be_built", lambda home: "state")
    busy = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
    assert evaluate().skip_reason
    instance.report_run_failed(busy)
    assert [request.run_key for request in evaluate().run_requests] == ["state"]
