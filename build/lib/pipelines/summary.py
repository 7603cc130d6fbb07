"""What the command line tells about a home, as lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, TextIO

from expectations import open_findings
from extract.text import printable
from pipelines import archive, failures
from warehouse.home import Home
from warehouse.published import connect_published
from warehouse.query import run_query, write_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from pipelines.ingest import Outcome

MOST_SHOWN = 5
LONGEST = 160
FILE_COUNTS = ("pages", "parts", "tables", "not_understood", "gaps", "figures")
SEVERITIES = ("fout", "waarschuwing", "info")
COUNTS = """
    select count(*), coalesce(sum(pages), 0)::bigint, coalesce(sum(parts), 0)::bigint,
        coalesce(sum(tables), 0)::bigint, coalesce(sum(understood), 0)::bigint,
        coalesce(sum(not_understood), 0)::bigint, coalesce(sum(gaps), 0)::bigint,
        coalesce(sum(figures), 0)::bigint
    from (
        select any_value(n_pages) as pages, count(*) as parts, sum(tabellen) as tables,
            sum(tabellen_begrepen) as understood, sum(tabellen_niet_begrepen) as not_understood,
            sum(hiaten) as gaps, sum(cijfers) as figures
        from marts.documenten where $id is null or document_id = $id group by document_id
    )
"""
CONFLICTS = """
    select ernst, omschrijving from quality.conflicten
    where status = 'open' and ($id is null or list_contains([bron.document_id for bron in bronnen], $id))
    order by len(bronnen) desc, conflict_id
"""
DOCUMENTS = """
    select document_id, document, part_no as part, deel, deel_gebied, cyclus, document_datum, is_current,
        page_from || '-' || page_to as pages, tabellen, tabellen_niet_begrepen as niet_begrepen,
        hiaten, cijfers
    from marts.documenten order by loaded_at, document_id, part_no
"""


@dataclass(frozen=True)
class Found:
    """What is in the warehouse, of one document or in all. `conflicts` counts the open ones by severity."""

    documents: int
    pages: int
    parts: int
    tables: int
    understood: int
    not_understood: int
    gaps: int
    figures: int
    conflicts: dict[str, int]


def found(home: Home, document_id: str | None = None) -> Found:
    """What the published warehouse holds of a document, or of all of them."""
    with connect_published(home) as con:
        counts = con.execute(COUNTS, {"id": document_id}).fetchone()
        severities = [severity for severity, _ in _open_conflicts(con, document_id)]
    return Found(*counts, {each: severities.count(each) for each in SEVERITIES})


def document(home: Home, document_id: str, status: str) -> str:
    """What was found in one document and what is flagged about it."""
    name = archive.find(home, document_id).file_name
    if status == "unchanged":
        return f"{name} ({document_id}): known already, nothing changed"
    has = found(home, document_id)
    with connect_published(home) as con:
        errors = [text for severity, text in _open_conflicts(con, document_id) if severity == "fout"]
    lines = [
        f"{name} ({document_id})",
        f"  {_count(has.pages, 'page')}, {_count(has.parts, 'part')}",
        f"  {_count(has.tables, 'table')}: {has.understood} understood, {has.not_understood} not,"
        f" {has.tables - has.understood - has.not_understood} left out with a reason;"
        f" {_count(has.gaps, 'picture')} of tables not read",
        f"  {_count(has.figures, 'figure')}, {_by_severity(has.conflicts)}",
        *(f"    {textwrap.shorten(text, LONGEST, placeholder=' ...')}" for text in errors[:MOST_SHOWN]),
    ]
    if len(errors) > MOST_SHOWN:
        lines.append(f"    ... and {len(errors) - MOST_SHOWN} more: see the report")
    return "\n".join(lines)


def files(home: Home, outcomes: Sequence[Outcome]) -> str:
    """A table of what became of every file."""
    rows = []
    for outcome in outcomes:
        has = found(home, outcome.document_id) if outcome.status != "failed" else None
        counts = [getattr(has, name, None) for name in FILE_COUNTS]
        conflicts = [has and has.conflicts[severity] for severity in SEVERITIES]
        rows.append([printable(outcome.path.name), outcome.status, outcome.document_id, *counts, *conflicts])
    out = StringIO()
    write_rows(["file", "status", "document_id", *FILE_COUNTS, *SEVERITIES], rows, "table", out)
    return out.getvalue()


def warehouse(home: Home) -> str:
    """How much the warehouse holds, and where it and the report are."""
    has = found(home)
    return "\n".join(
        [
            f"In all: {_count(has.documents, 'document')}, {_count(has.parts, 'part')},"
            f" {_count(has.tables, 'table')}, {_count(has.figures, 'figure')}, {_by_severity(has.conflicts)}",
            f"Warehouse: {home.warehouse}",
            f"Report:    {home.report}",
        ]
    )


def findings(home: Home, severity: str) -> list[str]:
    """What is open and weighs at least `severity`, a line each."""
    with connect_published(home) as con:
        return [f"{found.ernst}  {found.omschrijving}" for found in open_findings(con, severity)]


def checks(home: Home) -> str:
    """How the last run of the suites went, and how many conflicts are open."""
    with connect_published(home) as con:
        run, passed = con.execute(
            "select count(*), count(*) filter (where geslaagd) from quality.controles where bron = 'suite'"
            " and run_id = (select arg_max(run_id, gelopen_op) from quality.controles)"
        ).fetchone()
    return f"{_count(run, 'check')}, {passed} passed; {_by_severity(found(home).conflicts)} open"


def write_documents(home: Home, out: TextIO) -> None:
    """List the parts of every document and what could not be read."""
    failed = failures.known(home)
    if home.warehouse.exists():
        run_query(home, DOCUMENTS, "table", out)
    elif not failed:
        out.write("No documents yet.\n")
    for failure in failed:
        out.write(f"Could not be read ({failure.failed_at}): {failure.reason}\n")


def timings(seconds: dict[str, float]) -> str:
    """Seconds per stage on one line."""
    stages = ", ".join(f"{stage} {took:.1f}" for stage, took in seconds.items())
    return f"Seconds: {stages}, in all {sum(seconds.values()):.1f}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _by_severity(conflicts: dict[str, int]) -> str:
    counts = ", ".join(f"{number} {severity}" for severity, number in conflicts.items())
    return f"{_count(sum(conflicts.values()), 'conflict')} ({counts})"


def _open_conflicts(con: DuckDBPyConnection, document_id: str | None) -> list[tuple[str, str]]:
    """Severity and sentence of each, those with the most places first."""
    return con.execute(CONFLICTS, {"id": document_id}).fetchall()
