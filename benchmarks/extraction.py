"""Pages per second of `opvang tables --no-ocr` against plain pdfplumber on the same file, in the same run.

Each runs in a fresh process, start-up included: `python benchmarks/extraction.py plan.pdf [--repeat 3]`. With
`--profile` it shows instead where the time of ours goes, stage by stage.
"""

from __future__ import annotations

import argparse
import gc
import pickle
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extract.model import Document
from extract.pages import digest_page
from extract.read import assemble
from extract.render import render_tables
from extract.source.document import open_plan
from extract.understand import load_words, understand

PLAIN = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        for table in page.find_tables():
            print(table.bbox)
        page.close()
"""
COMMANDS = {
    "plain pdfplumber": ("-c", PLAIN),
    "opvangplannen": ("-m", "pipelines", "tables", "--no-ocr"),
}
# what the command imports before it forks the process that reads, and what each of the two loads then
COMMAND = "import pipelines.cli, extract.render, extract.sandbox"
LOADED = {
    "start of the reader": f"{COMMAND}, extract.read",
    "words that name parts": f"{COMMAND}, extract.read, extract.parts; extract.parts.part_words()",
    "words and their rules": f"{COMMAND}, extract.understand; extract.understand.load_words()",
}


def run(*arguments: Any) -> tuple[float, float, int]:
    """Seconds, CPU seconds of all processes, and lines of output of one run of Python."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], stdout=subprocess.PIPE, check=True)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used, done.stdout.count(b"\n")


def compare(pdf: Path, repeat: int) -> None:
    """Prints the speed of both readers; taking turns spreads what else the machine does over them."""
    with open_plan(pdf, pdf.read_bytes()) as plan:
        pages = plan.n_pages
    runs = [{name: run(*command, pdf) for name, command in COMMANDS.items()} for _ in range(repeat)]
    speeds = []
    for name in COMMANDS:
        seconds, used = (statistics.median(run[name][i] for run in runs) for i in (0, 1))
        speeds.append(pages / seconds)
        print(
            f"{name:17} {seconds:6.2f} s {used:6.2f} CPU s {speeds[-1]:7.1f} pages/s"
            f"  {pages} pages, {runs[0][name][2]} tables"
        )
    print(f"ratio             {speeds[1] / speeds[0]:.2f}")


def profile(pdf: Path, repeat: int) -> None:
    """Prints the CPU seconds of each stage, run one after the other, and of the whole command."""

    def used(program: str) -> float:
        return min(run("-c", program)[1] for _ in range(repeat))

    empty, command = used(""), used(COMMAND)
    spent = {"the interpreter": empty, "start of the command": command - empty}
    spent |= {name: used(program) - command for name, program in LOADED.items()}
    spent["words that name parts"] -= spent["start of the reader"]
    spent |= stages(pdf)
    for name, seconds in spent.items():
        print(f"{name:29} {seconds:6.3f} CPU s")
    seconds, in_all, _ = min(run(*COMMANDS["opvangplannen"], pdf) for _ in range(repeat))
    print(f"{'sum of these':29} {sum(spent.values()):6.3f} CPU s")
    print(f"{'the command, measured':29} {in_all:6.3f} CPU s in {seconds:.3f} s")


def stages(pdf: Path) -> dict[str, float]:
    """CPU seconds of each stage of one document."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[..., Any], *arguments: Any) -> Any:
        started = time.process_time()
        result = work(*arguments)
        spent[name] = time.process_time() - started
        return result

    load_words()
    gc.set_threshold(100_000, 20, 20)  # as the command and its reader have it
    data = pdf.read_bytes()
    with open_plan(pdf, data) as plan:
        document = Document("", "", pdf.name, len(data), plan.n_pages, plan.metadata)
        contents = timed("reading pages", lambda: [plan.read_page(n + 1) for n in range(plan.n_pages)])
    results = timed("finding tables", lambda: [digest_page(content) for content in contents])
    results = timed("half of the pages handed over", lambda: _handed_over(results[::2]) and results)
    timed("outline and parts", assemble, document, results)
    document = timed("document handed over", _handed_over, document)
    timed("understanding", understand, document)
    timed("output", render_tables, document, "jsonl")
    return spent


def _handed_over(value: Any) -> Any:
    """The value as another process gets it."""
    return pickle.loads(pickle.dumps(value))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    arguments = parser.parse_args()
    (profile if arguments.profile else compare)(arguments.pdf, arguments.repeat)


if __name__ == "__main__":
    main()
