"""Kills `opvang ingest` at random moments, runs it again, and compares with a home that was left in peace.

`python benchmarks/faults.py plan.pdf --kills 50`. Several kills in a row may hit the same home, new or in
use; after the last of them the same command runs once more. Beside the plan a damaged file goes in.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.faults.runs import Run, contents, differences
from warehouse.home import Home

MOST_IN_A_ROW = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=None)
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else random.randrange(1_000_000)
    chance = random.Random(seed)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        damaged = folder / "damaged.pdf"
        damaged.write_bytes(arguments.pdf.read_bytes()[:2000])
        pdfs = [arguments.pdf, damaged]
        started = time.monotonic()
        seconds = complete(Home(folder / "peace"), pdfs)
        expected = contents(Home(folder / "peace"))
        print(f"undisturbed: {time.monotonic() - started:.0f} s, {seconds:.0f} of the processor")
        kills = orphans = wrong = 0
        while kills < arguments.kills:
            home = Home(folder / "home")
            if chance.random() < 0.5:
                shutil.rmtree(home.path, ignore_errors=True)  # else: a home in use, whose plan is read anew
            else:
                (home.work / "made_by").unlink(missing_ok=True)
            moments = []
            for _ in range(chance.randint(1, MOST_IN_A_ROW)):
                moment = chance.uniform(0, 0.9 * seconds)
                run = Run.start(home, pdfs)
                if run.kill_when(lambda run, moment=moment: run.seconds >= moment):
                    kills += 1
                    moments.append(moment)
                    orphans += len(run.outlived_by())
            complete(home, pdfs)
            found = differences(expected, contents(home))
            wrong += bool(found)
            at = ", ".join(f"{moment:.1f}" for moment in moments)
            print(f"{kills:4} kills, at {at or '-'} s: {', '.join(found) or 'as undisturbed'}", flush=True)
    print(f"{kills} kills, {wrong} homes that differ after a plain run, {orphans} processes left behind")
    sys.exit(1 if wrong or orphans else 0)


def complete(home: Home, pdfs: list[Path]) -> float:
    """Ingest without a fault; gives the processor seconds it took."""
    run = Run.start(home, pdfs)
    run.kill_when(lambda run: False)
    return run.seconds


if __name__ == "__main__":
    main()
