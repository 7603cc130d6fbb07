"""Pages per second of the extraction against plain pdfplumber on the same file, in the same run.

Each runs in a fresh process, start-up included: `python benchmarks/extraction.py plan.pdf [--repeat 3]`.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

PLAIN = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    tables = 0
    for page in pdf.pages:
        tables += len(page.find_tables())
        page.close()
print(len(pdf.pages), tables)
"""
OURS = """
import sys
from extract import extract_document
document = extract_document(sys.argv[1])
print(document.n_pages, len(document.tables))
"""


def measure(program: str, pdf: Path) -> tuple[float, int, int]:
    """Seconds, pages and tables of one run."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", program, pdf], stdout=subprocess.PIPE, text=True, check=True)
    seconds = time.perf_counter() - started
    pages, tables = map(int, done.stdout.split())
    return seconds, pages, tables


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    speeds = {}
    # Taking turns spreads what else the machine does over both.
    runs = [
        {
            name: measure(program, arguments.pdf)
            for name, program in (("plain pdfplumber", PLAIN), ("opvangplannen", OURS))
        }
        for _ in range(arguments.repeat)
    ]
    for name in runs[0]:
        seconds = statistics.median(run[name][0] for run in runs)
        _, pages, tables = runs[0][name]
        speeds[name] = pages / seconds
        print(f"{name:17} {seconds:6.1f} s  {pages / seconds:6.1f} pages/s  {pages} pages, {tables} tables")
    print(f"ratio             {speeds['opvangplannen'] / speeds['plain pdfplumber']:.2f}")


if __name__ == "__main__":
    main()
