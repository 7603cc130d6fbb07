"""What becomes of odd PDFs, each read in a fresh process: read, or refused with one clear line.

`python benchmarks/hostile.py DIR...` prints how many were read and refused, by reason, the slowest and the
largest, and every breach: a traceback, more than two lines, another exit status than 0 or 1, a limit passed.
Exit status 1 when there is one. `tests/extract/hostile.py` makes a folder to begin with.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """How reading one file went. `mebibytes` is the largest of its processes, resident."""

    path: Path
    status: int
    seconds: float
    mebibytes: float
    said: str

    @property
    def reason(self) -> str:
        """What was said, without the name of the file and with every number as #."""
        if self.status == 0:
            return "read"
        line = self.said.splitlines()[-1] if self.said else "nothing said"
        return re.sub(r"\d+", "#", line.replace(self.path.name, "FILE"))[:110]

    def breaches(self, seconds: float, mebibytes: float) -> list[str]:
        """What this file made go wrong."""
        lines = self.said.splitlines()
        found = {
            "a traceback": "Traceback" in self.said,
            f"exit status {self.status}": self.status not in (0, 1),
            f"{len(lines)} lines": len(lines) > 2,
            "refused without a word": self.status == 1 and not lines,
            f"{self.seconds:.0f} s": self.seconds > seconds,
            f"{self.mebibytes:.0f} MiB": self.mebibytes > mebibytes,
        }
        return [breach for breach, is_so in found.items() if is_so]


def read(path: Path, *options: str) -> Outcome:
    """`opvang tables` on one file."""
    command = [sys.executable, "-m", "pipelines", "tables", *options, str(path)]
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        said.seek(0)
        text = said.read().decode(errors="replace").strip()
    return Outcome(path, process.returncode, seconds, usage.ru_maxrss / 1024, text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--seconds", type=float, default=60, help="allowed per file")
    parser.add_argument("--mebibytes", type=float, default=1024, help="allowed per process")
    parser.add_argument("--ocr", action="store_true", help="read pictures too")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    files = sorted(path for folder in arguments.folder for path in folder.rglob("*") if path.is_file())
    options = [] if arguments.ocr else ["--no-ocr"]
    with ThreadPoolExecutor(arguments.workers) as pool:
        outcomes = list(pool.map(lambda path: read(path, *options), files))

    print(f"{len(outcomes)} files")
    for reason, count in Counter(outcome.reason for outcome in outcomes).most_common():
        print(f"{count:5}  {reason}")
    for title, key, unit in (("slowest", "seconds", "s"), ("largest", "mebibytes", "MiB")):
        worst = sorted(outcomes, key=lambda outcome: getattr(outcome, key), reverse=True)[:5]
        print(f"{title}: " + ", ".join(f"{each.path.name} {getattr(each, key):.1f} {unit}" for each in worst))
    broken = {
        outcome.path: breaches
        for outcome in outcomes
        if (breaches := outcome.breaches(arguments.seconds, arguments.mebibytes))
    }
    for path, breaches in broken.items():
        print(f"BREACH {path}: {', '.join(breaches)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
