"""Seconds per stage of an ingest, each time in a fresh process: into a new home, and into one that is in use.

`python benchmarks/stages.py plan.pdf`. The second run reads the plan anew, as after a change of the code.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def ingest(home: Path, pdf: Path) -> str:
    """The timings that `opvang ingest` prints, and the seconds the whole command took."""
    command = [sys.executable, "-m", "pipelines", "--home", home, "ingest", "--timings", "--no-ocr", pdf]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - started
    return f"{seconds:.1f} s ({done.stderr.splitlines()[-1]})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory) / "home"
        print("new home:   ", ingest(home, arguments.pdf))
        (home / "work" / "made_by").unlink()
        print("home in use:", ingest(home, arguments.pdf))


if __name__ == "__main__":
    main()
