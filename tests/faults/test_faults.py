"""Whatever happens to a run, a plain run after it gives what there would have been without."""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipelines import archive, dbt, stamps
from pipelines.alerts.findings import findings
from pipelines.alerts.harmless import harmless
from tests.faults.runs import Run, contents, differences, tables
from tests.pipelines.alerts.receivers import Receiver, web_server
from tests.plans.invented import InventedPlan
from warehouse.home import Home
from warehouse.published import connect_published

PLANS = Path(__file__).parents[1] / "plans"
READER = """
import sys, threading, duckdb

stop, seen = threading.Event(), set()
COUNTS = "select count(*), count(distinct document_id) from marts.cijfers"
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
last = False
while not last:
    last = stop.wait(0.2)
    with duckdb.connect(sys.argv[1], read_only=True) as con:
        seen.add(con.execute(COUNTS).fetchone())
print(sorted(seen))
"""


@dataclass(frozen=True)
class Peace:
    """A home with one plan, and what a run without faults makes of it with the files that follow.

    Homes are tried in one place: in any other dbt would parse its project anew.
    """

    place: Path
    before: Home
    after: Home
    first: Path
    second: Path  # a newer edition of the first
    third: Path
    damaged: Path
    contents: dict[str, Any]  # of the home after it
    seconds: float  # of the processor, for the run without faults

    @property
    def files(self) -> list[Path]:
        return [self.second, self.third, self.damaged]

    def copy(self, of: Home | None = None) -> Home:
        """A home in the place, as it was before or as one of these two."""
        if self.place.exists() and not self.place.is_mount():
            shutil.rmtree(self.place)
        return Home(shutil.copytree((of or self.before).path, self.place, dirs_exist_ok=True))


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory) -> Peace:
    directory = tmp_path_factory.mktemp("peace")
    names = ("zeeland", "zeeland-2025", "fryslan")
    first, second, third = (
        InventedPlan.load(PLANS / f"{name}.yaml").save(directory / f"{name}.pdf") for name in names
    )
    damaged = directory / "damaged.pdf"
    damaged.write_bytes(first.read_bytes()[:2000])
    home = Home(directory / "home")
    printed = Run.start(home, [first]).finish()
    assert home.report.exists(), printed
    before = Home(shutil.copytree(home.path, directory / "before"))
    run = Run.start(home, [second, third, damaged])
    assert not run.kill_when(lambda run: False)
    assert run.process.returncode == 1  # one of the files is damaged
    after = Home(shutil.copytree(home.path, directory / "after"))
    found = contents(after)
    assert [len(found[name]) for name in ("raw.documents", "failures", "unfinished")] == [3, 1, 0]
    return Peace(home.path, before, after, first, second, third, damaged, found, run.seconds)


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    with web_server() as receiver:
        monkeypatch.setenv("TEST_ALERT_HOOK", receiver.url)
        yield receiver


@pytest.fixture
def home(peace: Peace) -> Iterator[Home]:
    """The home after a run met a full disk, with room again."""
    with mounted(peace.place, "-t", "tmpfs", "-o", "size=1g", "tmpfs") as is_mounted:
        home = peace.copy()
        if is_mounted:
            disk_full(peace, home)
        yield home


def disk_full(peace: Peace, home: Home) -> None:
    resize(home.path, shutil.disk_usage(home.path).used + (4 << 20))
    run = Run.start(home, peace.files)
    printed = run.finish()
    assert run.process.returncode == 1
    assert f"Error: the disk is full that holds {home.path}: make room" in printed
    assert "Traceback" not in printed
    assert home.warehouse.read_bytes() == peace.before.warehouse.read_bytes()
    resize(home.path, 1 << 30)


def test_killed_at_any_moment(peace: Peace, home: Home, hook: Receiver) -> None:
    """One fault after the other on one home, and one run that is to make all of them good."""
    home.alerts_config.write_text(
        "channels: {hook: {url: '${TEST_ALERT_HOOK}'}}\nroutes: [{to: [hook], deliver: at_once}]\n"
    )
    moments = [random.uniform(0, 0.4), random.uniform(0.4, 0.8)]

    def used(part: float) -> Callable[[Run], bool]:
        return lambda run: run.seconds > part * peace.seconds

    def loading(run: Run) -> bool:
        return home.build.with_suffix(".duckdb.wal").exists()

    def publishing(run: Run) -> bool:
        return bool(list(home.path.glob(".warehouse.duckdb.*.tmp")))

    versions = (tables(peace.before.warehouse), tables(peace.after.warehouse))
    killed = 0
    for reached in (used(moments[0]), used(moments[1]), loading, publishing):
        run = Run.start(home, peace.files)
        killed += run.kill_when(reached)  # on a busy machine loading and publishing may pass unseen
        assert not run.outlived_by(), moments
        assert tables(home.warehouse) in versions, moments
    assert killed >= 2, moments
    Run.start(home, peace.files).finish()
    assert differences(peace.contents, contents(home)) == [], moments
    for entry in archive.entries(home):
        assert stamps.is_published(home, entry, ocr=False) == (entry.file_name != peace.damaged.name), entry
    told = "".join(hook.texts)
    found = findings(home).values()
    assert [each for each in found if f"kenmerk: {harmless(each.kenmerk)}" not in told] == [], moments
    assert len(found) > 5


def test_several_at_once_with_readers(peace: Peace) -> None:
    """Different files and the same file twice; one reader looks again and again, one keeps what it opened."""
    home = peace.copy()
    counts = "select count(*), count(distinct document_id) from marts.cijfers"
    with connect_published(home) as kept:
        before = kept.execute(counts).fetchone()
        reader = subprocess.Popen(
            [sys.executable, "-c", READER, home.warehouse],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        sets = ([peace.second], [peace.damaged, peace.third], [peace.second])
        runs = [Run.start(home, files) for files in sets]
        printed = [run.finish() for run in runs]
        seen, errors = reader.communicate(timeout=60)
        assert kept.execute(counts).fetchone() == before
    assert errors == ""
    with connect_published(home) as con:
        after = con.execute(counts).fetchone()
    versions = ast.literal_eval(seen)
    assert {before, after} <= set(versions), "what is there whole, before and after"
    assert len(versions) <= 1 + len(sets), "and nothing but what was published"
    assert [run.process.returncode for run in runs] == [0, 1, 0], printed
    assert sum("known already" in each for each in printed) == 1, printed
    assert differences(peace.contents, contents(home)) == []


def test_read_only(peace: Peace, tmp_path: Path) -> None:
    with mounted(tmp_path / "home", "--bind", peace.before.path) as is_mounted:
        if not is_mounted:
            pytest.skip("nothing can be mounted here")
        directory = tmp_path / "home"
        subprocess.run(["mount", "-o", "remount,ro,bind", directory], check=True)
        home = Home(directory)
        run = Run.start(home, peace.files)
        printed = run.finish()
        assert run.process.returncode == 1
        assert len(printed.splitlines()) == 1
        assert "cannot be written (Read-only file system)" in printed
        with connect_published(home) as con:
            assert con.execute("select count(*) from marts.cijfers").fetchone() > (0,)


def test_rebuilt_from_the_archive(peace: Peace) -> None:
    """The folder work/ is gone: the archive and what was published are enough, history included."""
    home = peace.copy(peace.after)
    shutil.rmtree(home.work)
    printed = Run.start(home, [], "rebuild").finish()
    assert printed.count("Error: damaged.pdf: ") == 1, printed
    assert differences(peace.contents, contents(home)) == []
    with connect_published(peace.after) as old, connect_published(home) as con:
        runs, first_seen = (
            "select count(distinct run_id) from quality.controles",
            ("select conflict_id, eerst_gezien from quality.conflict_historie order by all"),
        )
        assert con.execute(runs).fetchone()[0] == old.execute(runs).fetchone()[0] + 1
        assert con.execute(first_seen).fetchall() == old.execute(first_seen).fetchall()


def test_a_clock_set_back(peace: Peace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of the home come from the future, and nothing is made again for it."""
    home = peace.copy()
    later = 4_000_000_000
    for path in home.path.rglob("*"):
        if path != home.warehouse:
            os.utime(path, (later, later))
    monkeypatch.setattr(dbt, "invoke", lambda *_: pytest.fail("parsed again"))
    dbt.manifest_of(home)
    assert "known already" in Run.start(home, [peace.first]).finish()


@contextmanager
def mounted(place: Path, *arguments: str | Path) -> Iterator[bool]:
    """Something mounted at a place; gives whether it could be, which most users may not do."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    done = subprocess.run(["mount", *arguments, place], capture_output=True, text=True)
    if done.returncode:
        warnings.warn(f"nothing can be mounted here: {done.stderr.strip()}", stacklevel=3)
    try:
        yield not done.returncode
    finally:
        if not done.returncode:
            subprocess.run(["umount", place], check=True)


def resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", disk], check=True)
