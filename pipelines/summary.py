"""What the command line tells about a home, as lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TextIO

from expectations import open_findings
from pipelines import failures
from warehouse.home import Home
from warehouse.published import connect_published
from warehouse.query import run_query

MOST_SHOWN = 5
LONGEST = 160
DOCUMENTS = """
    select document_id, document, part_no as part, deel, deel_gebied, cyclus, document_datum, is_current,
        page_from || '-' || page_to as pages, tabellen, tabellen_niet_begrepen as niet_begrepen,
        hiaten, cijfers
    from marts.documenten order by loaded_at, document_id, part_no
"""


def document(home: Home, document_id: str, status: str) -> str:
    """What was found in one document and what is flagged about it."""
    with connect_published(home) as con:
        name, pages, parts, tables, understood, not_understood, gaps, figures = con.execute(
            "select any_value(document), any_value(n_pages), count(*), sum(tabellen),"
            " sum(tabellen_begrepen), sum(tabellen_niet_begrepen), sum(hiaten), sum(cijfers)"
            " from marts.documenten where document_id = ?",
            [document_id],
        ).fetchone()
        if status == "unchanged":
            return f"{name} ({document_id}): known already, nothing changed"
        flagged = con.execute(
            "select ernst, omschrijving from quality.conflicten"
            " where status = 'open' and list_contains([bron.document_id for bron in bronnen], ?)"
            " order by len(bronnen) desc, conflict_id",
            [document_id],
        ).fetchall()
    errors = [text for severity, text in flagged if severity == "fout"]
    lines = [
        f"{name} ({document_id})",
        f"  {_count(pages, 'page')}, {_count(parts, 'part')}",
        f"  {_count(tables, 'table')}: {understood} understood, {not_understood} not,"
        f" {tables - understood - not_understood} left out with a reason;"
        f" {_count(gaps, 'picture')} of tables not read",
        f"  {_count(figures, 'figure')}, {_by_severity(severity for severity, _ in flagged)}",
        *(f"    {textwrap.shorten(text, LONGEST, placeholder=' ...')}" for text in errors[:MOST_SHOWN]),
    ]
    if len(errors) > MOST_SHOWN:
        lines.append(f"    ... and {len(errors) - MOST_SHOWN} more: see the report")
    return "\n".join(lines)


def warehouse(home: Home) -> str:
    """How much the warehouse holds, and where it and the report are."""
    with connect_published(home) as con:
        documents, parts, tables, figures = con.execute(
            "select count(distinct document_id), count(*), sum(tabellen), sum(cijfers) from marts.documenten"
        ).fetchone()
        severities = con.execute("select ernst from quality.conflicten where status = 'open'").fetchall()
    return "\n".join(
        [
            f"In all: {_count(documents, 'document')}, {_count(parts, 'part')}, {_count(tables, 'table')},"
            f" {_count(figures, 'figure')}, {_by_severity(severity for (severity,) in severities)}",
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
        severities = con.execute("select ernst from quality.conflicten where status = 'open'").fetchall()
    open_conflicts = _by_severity(severity for (severity,) in severities)
    return f"{_count(run, 'check')}, {passed} passed; {open_conflicts} open"


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


def _by_severity(severities: Iterable[str]) -> str:
    found = list(severities)
    counts = ", ".join(f"{found.count(severity)} {severity}" for severity in ("fout", "waarschuwing", "info"))
    return f"{_count(len(found), 'conflict')} ({counts})"
