"""Runs of `opvang ingest` as processes of their own, to be killed, and what a home then holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pipelines import failures
from warehouse.home import Home

TICK = os.sysconf("SC_CLK_TCK")
SOON = 0.005  # seconds within which a moment is seen
NOW_AND_THEN = 0.1  # seconds between two looks at the processes of a run
VOLATILE = {"loaded_at", "applied_at", "eerst_gezien", "laatst_gezien", "run_id", "gelopen_op"}
# What was found on the way there is history, and what a run looked at depends on where it began.
ROWS = {
    "quality.controles": "where false",
    "quality.conflict_historie": "where conflict_id in (select conflict_id from quality.conflicten)",
}


@dataclass
class Run:
    """A running `opvang ingest`. It leads a process group of its own."""

    process: subprocess.Popen[str]
    seconds: float = 0.0  # of the processor so far, its children included
    seen: dict[int, str] = field(default_factory=dict)  # every process of the run → its start time

    @classmethod
    def start(cls, home: Home, pdfs: Sequence[Path], command: str = "ingest") -> Run:
        """Ingest `pdfs`, without reading pictures."""
        return cls(
            subprocess.Popen(
                [sys.executable, "-m", "pipelines", "--home", home.path, command, "--no-ocr", *pdfs],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        )

    def finish(self) -> str:
        """Wait for its end; gives what it printed."""
        return self.process.communicate(timeout=600)[0]

    def kill_when(self, reached: Callable[[Run], bool]) -> bool:
        """Kill it as soon as `reached`; gives whether it still ran then."""
        looked = 0.0
        try:
            while self.process.poll() is None:
                if time.monotonic() > looked + NOW_AND_THEN:
                    self._look()
                    looked = time.monotonic()
                if reached(self):
                    return True
                time.sleep(SOON)
            return False
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()

    def _look(self) -> None:
        """See its processes, and the time they took."""
        ticks = 0
        found = [self.process.pid]
        for pid in found:
            with suppress(OSError):
                start, used = _status(pid)
                self.seen[pid] = start
                ticks += used
                for task in Path(f"/proc/{pid}/task").iterdir():
                    found += map(int, (task / "children").read_text().split())
        self.seconds = max(self.seconds, ticks / TICK)

    def outlived_by(self, within: float = 20) -> list[int]:
        """The processes of this run that do not end by themselves within so many seconds."""
        deadline = time.monotonic() + within
        while (living := [pid for pid, start in self.seen.items() if _lives(pid, start)]) and (
            time.monotonic() < deadline
        ):
            time.sleep(0.05)
        return living


def _status(pid: int) -> tuple[str, int]:
    """When a process started, and the ticks that it and its dead children used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return fields[19], sum(map(int, fields[11:15]))


def _lives(pid: int, start: str) -> bool:
    with suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return _status(pid)[0] == start and state not in "ZX"
    return False


def contents(home: Home) -> dict[str, Any]:
    """All that a home holds but what may differ from run to run: tables, files, failures, alerts."""
    held: dict[str, Any] = dict(tables(home.warehouse))
    held["failures"] = sorted((each.file_name, each.reason) for each in failures.known(home))
    for directory in (home.archive, home.extracted, home.reports):
        for path in sorted(directory.rglob("*")):
            if path.is_file() and path.name not in ("lock", "loaded_as"):
                name = str(path.relative_to(home.path))
                held[name] = path.read_bytes() if directory != home.reports else path.stat().st_size > 0
    held["unfinished"] = [str(path) for path in home.path.rglob("*.tmp")]
    return held


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """The names of what differs between two contents."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def tables(database: Path) -> dict[str, list[str]]:
    """The rows of every table that readers are promised, but for what may differ from run to run.

    What stands in `intermediate` is a workpiece of the last build, and depends on what that looked at.
    """
    with duckdb.connect(str(database), read_only=True) as con:
        columns: dict[str, list[str]] = {}
        for table, column in con.execute(
            "select schema_name || '.' || table_name, column_name from duckdb_columns()"
            " where schema_name in ('raw', 'marts', 'quality')"
        ).fetchall():
            columns.setdefault(table, []).extend([column] if column not in VOLATILE else [])
        rows = {
            table: con.execute(f"select {_listed(names)} from {table} {ROWS.get(table, '')}").fetchall()
            for table, names in columns.items()
        }
    return {table: sorted(map(repr, found)) for table, found in rows.items()}


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names) or "count(*)"
