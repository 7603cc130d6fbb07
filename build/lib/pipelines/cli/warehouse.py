"""Commands that read the published warehouse: query, documents, diff, show, export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipelines.cli.base import Command, common, say
from warehouse.home import Home


@click.command(
    cls=Command,
    examples="""
    opvang query "select gebied, opgave, realisatie from marts.asiel where gebied_niveau = 'provincie'"
    opvang query "from quality.conflicten where ernst = 'fout'" --format csv > conflicten.csv
    opvang query "from marts.cijfers" --format parquet > cijfers.parquet""",
)
@click.argument("sql", metavar="SQL")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    default="table",
    show_default=True,
)
@common
def query(sql: str, form: str) -> None:
    """Run SQL on the published warehouse, read-only."""
    from warehouse.query import run_query

    run_query(Home.resolve(), sql, form, sys.stdout)


@click.command(cls=Command, examples="opvang documents")
@common
def documents() -> None:
    """List the documents and parts known, their versions and status, and what failed."""
    from pipelines import summary

    summary.write_documents(Home.resolve(), sys.stdout)


@click.command(
    cls=Command,
    examples="""
    opvang diff
    opvang diff plan-2024.pdf plan-2025.pdf
    opvang diff 3f9c0a 77b2d4 --format csv > changes.csv""",
)
@click.argument("old", metavar="[OLD", required=False)
@click.argument("new", metavar="NEW]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="csv and json have every column, with all places.",
)
@common
def diff(old: str | None, new: str | None, form: str) -> None:
    """Show what changed between two documents: per gemeente and measure, with the pages.

    OLD and NEW are file names or the beginnings of document ids. Without them: the newest edition of every
    part against the one before it, and every addendum against what it states again.
    """
    from pipelines.diff import diff as compare
    from warehouse.query import write_rows

    if old and not new:
        raise click.UsageError("give both OLD and NEW, or neither")
    found = compare(Home.resolve(), (old, new) if old and new else None, all_columns=form != "table")
    if found.rows or form != "table":
        write_rows(found.columns, found.rows, form, sys.stdout)
    for line in found.messages:
        say(line)


@click.command(
    cls=Command,
    examples="""
    opvang show 3f9c0a17b2d4
    opvang show 3f9c --open
    opvang show 3f9c0a17b2d4 --to pages/""",
)
@click.argument("identifier", metavar="CIJFER_ID|CONFLICT_ID")
@click.option("--open", "open_it", is_flag=True, help="Open the pages.")
@click.option(
    "--to",
    "directory",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write them. Default: reports/plaatsen under the home.",
)
@common
def show(identifier: str, open_it: bool, directory: Path | None) -> None:
    """Draw the pages on which a figure or a conflict stands, its cells marked.

    The beginning of an id will do where it is the only one. Prints the path of each page.
    """
    from pipelines.show import show as draw

    for page in draw(Home.resolve(), identifier, directory):
        click.echo(page.path)
        say(f"{page.document}, page {page.page}: {', '.join(map(repr, page.texts))}")
        if open_it:
            click.launch(str(page.path))


@click.command(
    cls=Command,
    examples="""
    opvang export marts/
    opvang export marts/ --format xlsx""",
)
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--format", "form", type=click.Choice(["parquet", "csv", "xlsx"]), default="parquet", show_default=True
)
@common
def export(directory: Path, form: str) -> None:
    """Write the marts as files, with a data package descriptor."""
    from warehouse.export import export_marts

    for path in export_marts(Home.resolve(), directory, form):
        click.echo(path)
