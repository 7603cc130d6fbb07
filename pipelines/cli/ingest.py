"""`opvang ingest`: from PDF to report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pipelines.cli.base import PDF, Command, common, say, tell_people, writing
from warehouse.home import Home


@click.command(
    cls=Command,
    examples="""
    opvang ingest plan.pdf
    opvang ingest plans/*.pdf --timings
    opvang ingest addendum.pdf --date 2025-03-01""",
)
@click.argument("pdfs", metavar="PDF...", nargs=-1, required=True, type=PDF)
@click.option(
    "--date",
    "datum",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The document's date, for a plan that states none.",
)
@click.option("--no-ocr", is_flag=True, help="Leave pictures of tables as gaps.")
@click.option("--timings", is_flag=True, help="Show how long each stage took.")
@common
def ingest(pdfs: tuple[Path, ...], datum: Any, no_ocr: bool, timings: bool) -> None:
    """Read plans, load them, build the models, run the suites and write the report.

    The same bytes again change nothing. A file that fails does not stop the others, and makes the exit
    status 1.
    """
    from pipelines import ingest as pipeline
    from pipelines import summary
    from pipelines.progress import Bar

    home = Home.resolve()
    taken = pipeline.Timings()
    date = datum and datum.date().isoformat()
    failed = known = False
    with writing(home), Bar() as bar:
        for outcome in pipeline.ingest(home, pdfs, date, taken, bar, ocr=not no_ocr):
            if outcome.status == "failed":
                failed = True
                say(f"Error: {outcome.reason}")
            else:
                known = True
                click.echo(summary.document(home, outcome.document_id, outcome.status))
    tell_people(home)
    if known:
        click.echo(summary.warehouse(home))
    if timings:
        say(summary.timings(taken.seconds))
    if failed:
        sys.exit(1)
