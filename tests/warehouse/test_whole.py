"""What is written is there whole or not at all, and what was left unfinished goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.home import Home
from warehouse.whole import sweep, sweep_home, whole

WRITES_FOR_EVER = """
import sys, time
from pathlib import Path
from warehouse.whole import whole

with whole(Path(sys.argv[1])) as coming:
    coming.write_text("half")
    print("busy", flush=True)
    time.sleep(60)
"""


def test_the_old_stays_until_the_new_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "inside" / "file.txt"
    for text in ("old", "new"):
        with whole(target, lasting=True) as coming:
            coming.write_text(text)
            assert not target.exists() or target.read_text() == "old"
    assert target.read_text() == "new"
    assert [path.name for path in target.parent.iterdir()] == ["file.txt"]


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), whole(tmp_path / "file.txt") as coming:
        coming.write_text("half")
        raise OSError("full")
    assert list(tmp_path.iterdir()) == []


def test_only_what_the_dead_left_is_swept(home: Home) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITES_FOR_EVER, home.archive / "plan.pdf"], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout.readline() == "busy\n"
    sweep(home.archive)
    assert len(list(home.archive.iterdir())) == 1
    writer.kill()
    writer.wait(30)
    sweep_home(home)
    assert list(home.archive.iterdir()) == []
