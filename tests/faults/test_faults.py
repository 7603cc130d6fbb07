"""Whatever happens to a run, a plain run after it gives what there would have been without."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipelines import archive, dbt, stamps
from tests.faults.runs import Run, contents, differences, tables
from tests.plans.invented import InventedPlan
from warehouse.home import Home
from warehouse.published import connect_published

PLANS = Path(__file__).parents[1] / "plans"
READER = """
import sys, threading, duckdb

stop, seen = threading.Event(), set()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
while not stop.wait(0.2):
    with duckdb.connect(sys.argv[1], read_only=True) as con:
        seen.add(con.execute("select count(*), count(distinct document_id) from marts.cijfers").fetchone())
print(len(seen))
"""


@dataclass(frozen=True)
class Peace:
    """A home with one plan, and what a run without faults makes of it with the files that follow."""

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

    def copy(self, path: Path) -> Home:
        """The home as it was before."""
        return Home(shutil.copytree(self.before.path, path))


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory) -> Peace:
    directory = tmp_path_factory.mktemp("peace")
    names = ("zeeland", "zeeland-2025", "fryslan")
    first, second, third = (
        InventedPlan.load(PLANS / f"{name}.yaml").save(directory / f"{name}.pdf") for name in names
    )
    damaged = directory / "damaged.pdf"
    damaged.write_bytes(first.read_bytes()[:2000])
    before, after = Home(directory / "before"), Home(directory / "after")
    printed = Run.start(before, [first]).finish()
    assert before.report.exists(), printed
    shutil.copytree(before.path, after.path)
    run = Run.start(after, [second, third, damaged])
    assert not run.kill_when(lambda run: False)
    assert run.process.returncode == 1  # one of the files is damaged
    found = contents(after)
    assert [len(found[name]) for name in ("raw.documents", "failures", "unfinished")] == [3, 1, 0]
    return Peace(before, after, first, second, third, damaged, found, run.seconds)


def test_killed_at_any_moment(peace: Peace, tmp_path: Path) -> None:
    home = peace.copy(tmp_path / "home")
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


def test_several_at_once_with_readers(peace: Peace, tmp_path: Path) -> None:
    """Different files and the same file twice; one reader looks again and again, one keeps what it opened."""
    home = peace.copy(tmp_path / "home")
    figures = "select count(*) from marts.cijfers"
    with connect_published(home) as kept:
        before = kept.execute(figures).fetchone()
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
        versions_seen, errors = reader.communicate(timeout=60)
        assert kept.execute(figures).fetchone() == before
    assert errors == ""
    assert int(versions_seen) >= 2
    assert [run.process.returncode for run in runs] == [0, 1, 0], printed
    assert sum("known already" in each for each in printed) == 1, printed
    assert differences(peace.contents, contents(home)) == []


def test_disk_full(peace: Peace, tmp_path: Path) -> None:
    with mounted(tmp_path, "-t", "tmpfs", "-o", "size=1g", "tmpfs") as disk:
        home = peace.copy(disk / "home")
        free = shutil.disk_usage(disk)
        resize(disk, free.used + (4 << 20))
        run = Run.start(home, peace.files)
        printed = run.finish()
        assert run.process.returncode == 1
        assert f"Error: the disk is full that holds {home.path}: make room" in printed
        assert "Traceback" not in printed
        assert home.warehouse.read_bytes() == peace.before.warehouse.read_bytes()
        resize(disk, 1 << 30)
        Run.start(home, peace.files).finish()
        assert differences(peace.contents, contents(home)) == []


def test_read_only(peace: Peace, tmp_path: Path) -> None:
    with mounted(tmp_path, "--bind", peace.before.path) as directory:
        subprocess.run(["mount", "-o", "remount,ro,bind", directory], check=True)
        home = Home(directory)
        run = Run.start(home, peace.files)
        printed = run.finish()
        assert run.process.returncode == 1
        assert len(printed.splitlines()) == 1
        assert "cannot be written (Read-only file system)" in printed
        with connect_published(home) as con:
            assert con.execute("select count(*) from marts.cijfers").fetchone() > (0,)


def test_rebuilt_from_the_archive(peace: Peace, tmp_path: Path) -> None:
    """The folder work/ is gone: the archive and what was published are enough, history included."""
    home = Home(shutil.copytree(peace.after.path, tmp_path / "home"))
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


def test_a_clock_set_back(peace: Peace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of the home come from the future, and nothing is made again for it."""
    home = peace.copy(tmp_path / "home")
    later = 4_000_000_000
    for path in home.path.rglob("*"):
        if path != home.warehouse:
            os.utime(path, (later, later))
    monkeypatch.setattr(dbt, "invoke", lambda *_: pytest.fail("parsed again"))
    dbt.manifest_of(home)
    assert "known already" in Run.start(home, [peace.first]).finish()


@contextmanager
def mounted(directory: Path, *arguments: str | Path) -> Iterator[Path]:
    """Something mounted, for whoever may do so."""
    place = directory / "mounted"
    place.mkdir()
    done = subprocess.run(["mount", *arguments, place], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", disk], check=True)
