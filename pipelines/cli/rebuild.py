"""`opvang rebuild`: everything anew from the archive."""

from __future__ import annotations

import sys

import click

from pipelines.cli.base import Command, common, say, writing
from pipelines.errors import PipelineError
from warehouse.home import Home


@click.command(
    cls=Command,
    examples="""
    opvang rebuild
    opvang rebuild --no-ocr --timings""",
)
@click.option("--no-ocr", is_flag=True, help="Leave pictures of tables as gaps.")
@click.option("--timings", is_flag=True, help="Show how long each stage took.")
@common
def rebuild(no_ocr: bool, timings: bool) -> None:
    """Make everything anew from the archive: raw, models, suites, warehouse and report.

    Documents are read again where another version of the program read them. The folder work/ of the home may
    be gone: what earlier runs found is kept as far as the published warehouse still has it.
    """
    from pipelines import archive, summary
    from pipelines import ingest as pipeline
    from pipelines.progress import Bar
    from warehouse.published import connect_published
    from warehouse.rebuild import documents

    home = Home.resolve()
    if not home.warehouse.exists() and not archive.entries(home):
        raise PipelineError(f"nothing stands in {home.archive}: run 'opvang ingest PDF' first")
    taken = pipeline.Timings()
    failed = False
    with writing(home), Bar() as bar:
        for outcome in pipeline.rebuild_from_archive(home, taken, bar, ocr=not no_ocr):
            if outcome.status == "failed":
                failed = True
                say(f"Error: {outcome.reason}; the warehouse keeps what it had of it")
    with connect_published(home) as con:
        known = documents(con)
    for entry in archive.entries(home):
        known.pop(entry.document_id, None)
    for document_id, name in known.items():
        say(f"Warning: {name} ({document_id}) is not in the archive; it stays in the warehouse as it was")
    click.echo(summary.warehouse(home))
    if timings:
        say(summary.timings(taken.seconds))
    if failed:
        sys.exit(1)
