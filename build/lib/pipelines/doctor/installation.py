"""The program and what it is built on."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from extract.ocr.engine import NoEngine, engine_name
from pipelines.doctor.finding import Finding, State
from warehouse.home import Home

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
INSTALL = "install again: pip install --require-hashes -r requirements.lock"
MOST_NAMED = 5
TOOLS = {
    "PDFium": "pypdfium2",
    "DuckDB": "duckdb",
    "dbt": "dbt.cli.main",
    "dbt-duckdb": "dbt.adapters.duckdb",
    "Dagster": "dagster",
    "dagster-dbt": "dagster_dbt",
    "Great Expectations": "great_expectations",
}


def python(_: Home) -> Iterator[Finding]:
    """The version of Python, against what this program says it needs."""
    found = ".".join(map(str, sys.version_info[:3]))
    if (3, 11) <= sys.version_info[:2] < (3, 14):
        yield Finding("Python", State.OK, found)
    else:
        yield Finding("Python", State.FAILURE, f"{found} is not supported", "use Python 3.11, 3.12 or 3.13")


def packages(_: Home) -> Iterator[Finding]:
    """The versions of packages, against the lock file and what this program depends on."""
    from packaging.requirements import Requirement

    needed = {Requirement(line).name for line in requires("opvangplannen") or () if "extra ==" not in line}
    if not LOCK.exists():
        yield Finding("Packages", State.ATTENTION, f"{LOCK.name} is not there to compare with")
        return
    missing, other = [], []
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith((" ", "#")):
            continue
        wanted = Requirement(line.rstrip(" \\"))
        if wanted.marker and not wanted.marker.evaluate():
            continue
        try:
            found = version(wanted.name)
        except PackageNotFoundError:
            if wanted.name in needed:
                missing.append(wanted.name)
            continue
        if not wanted.specifier.contains(found, prereleases=True):
            other.append(f"{wanted.name} {found} instead of {str(wanted.specifier).lstrip('=')}")
    if missing:
        yield Finding("Packages", State.FAILURE, f"missing: {_some(missing)}", INSTALL)
    if other:
        yield Finding("Packages", State.ATTENTION, f"not the tested versions: {_some(other)}", INSTALL)
    if not missing and not other:
        yield Finding("Packages", State.OK, f"as in {LOCK.name}")


def tools(_: Home) -> Iterator[Finding]:
    """The libraries that do the work: do they load?"""
    for name, module in TOOLS.items():
        try:
            importlib.import_module(module)
        except Exception as error:
            says = f"does not load: {type(error).__name__}: {' '.join(str(error).split())}"
            yield Finding(name, State.FAILURE, says, INSTALL)
        else:
            yield Finding(name, State.OK, "loads")


def reading_pictures(_: Home) -> Iterator[Finding]:
    """What reads pictures of tables."""
    try:
        yield Finding("OCR", State.OK, engine_name())
    except NoEngine as error:
        yield Finding("OCR", State.ATTENTION, f"{error}: pictures of tables are left as gaps", INSTALL)


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


CHECKS = (python, packages, tools, reading_pictures)
