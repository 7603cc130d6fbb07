"""Tables and speed of other open readers on the same plan, in the same run.

    python benchmarks/peers.py plan.pdf --python peers/bin/python [--truth part.json ...] [--only camelot ...]

`--python` is an interpreter that has camelot-py, tabula-py (with Java), pymupdf and pdfplumber; ours runs in
this one. A truth file holds tables cell by cell (`blocks` with `rows`); against it rows count, so that a
table cut by the page costs a reader that does not join pages only its repeated header. Each reader runs with
its published defaults, in a process of its own, start-up included; pictures are left alone.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from pathlib import Path

OURS = "opvangplannen"
READERS = {
    OURS: """
        from extract import extract_document
        from extract.render import table_rows
        from extract.settings import Settings
        tables = [table_rows(table) for table in extract_document(pdf, settings=Settings(ocr=False)).tables]
    """,
    "pdfplumber": """
        import pdfplumber
        tables = []
        with pdfplumber.open(pdf) as document:
            for page in document.pages:
                tables += [table.extract() for table in page.find_tables()]
                page.close()
    """,
    "PyMuPDF": """
        import pymupdf
        tables = [table.extract() for page in pymupdf.open(pdf) for table in page.find_tables().tables]
    """,
    "camelot lattice": """
        import camelot
        tables = [table.data for table in camelot.read_pdf(pdf, pages="all", flavor="lattice")]
    """,
    "camelot auto": """
        import camelot
        tables = [table.data for table in camelot.read_pdf(pdf, pages="all", flavor="auto")]
    """,
    "tabula": """
        import tabula
        found = tabula.read_pdf(pdf, pages="all", output_format="json", silent=True)
        tables = [[[cell["text"] for cell in row] for row in table["data"]] for table in found]
    """,
}
_FRAME = """
import json, sys, warnings
warnings.simplefilter("ignore")
pdf = sys.argv[1]
{body}
json.dump(tables, open(sys.argv[2], "w"))
"""
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def run(name: str, python: str, pdf: Path) -> tuple[float, float, list[list[list[str | None]]]]:
    """Wall seconds, CPU seconds (its processes included) and the tables of one reader."""
    body = "\n".join(line[8:] for line in READERS[name].splitlines())
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        before, started = os.times(), time.perf_counter()
        subprocess.run(
            [python, "-c", _FRAME.format(body=body), pdf, out.name], check=True, stdout=subprocess.DEVNULL
        )
        seconds, after = time.perf_counter() - started, os.times()
        tables = json.load(out)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, cpu, tables


def normal(text: str | None) -> str:
    """What two printings of a cell share: no spaces, case, kinds of dashes."""
    text = unicodedata.normalize("NFKC", text or "").translate(_DASHES)
    return re.sub(r"[\s\u00ad]+", "", text).casefold()


def rows_of(tables: list[list[list[str | None]]]) -> Counter[tuple[str, ...]]:
    """The filled cells of every row, left to right."""
    rows = (tuple(filter(None, map(normal, row))) for table in tables for row in table)
    return Counter(row for row in rows if row)


def truth(paths: list[Path]) -> list[list[list[str | None]]]:
    """The tables with a text layer that truth files hold."""
    blocks = [block for path in paths for block in json.loads(path.read_text())["blocks"]]
    return [block["rows"] for block in blocks if block.get("t") == "table" and not block.get("image")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has the other readers")
    parser.add_argument("--truth", type=Path, nargs="*", default=[])
    parser.add_argument("--only", nargs="*", choices=READERS, default=list(READERS))
    arguments = parser.parse_args()
    real = rows_of(truth(arguments.truth))
    print("| reader | seconds | CPU seconds | tables | rows found | rows right |")
    print("|---|---|---|---|---|---|")
    for name in arguments.only:
        seconds, cpu, tables = run(name, sys.executable if name == OURS else arguments.python, arguments.pdf)
        found = rows_of(tables)
        right = (real & found).total()
        shares = (
            f"{right / real.total():.1%} | {right / max(1, found.total()):.1%}" if real else "| ".rjust(3)
        )
        print(f"| {name} | {seconds:.1f} | {cpu:.1f} | {len(tables)} | {shares} |", flush=True)


if __name__ == "__main__":
    main()
