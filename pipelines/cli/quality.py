"""Commands about what does not agree: check, report, conflicts."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from typing import Any

import click

from pipelines.cli.base import Command, Group, common, say, writing
from pipelines.errors import PipelineError
from warehouse.home import Home

LONGEST_SENTENCE = 110  # characters of a conflict in a table; csv and json have all of it


@click.command(
    cls=Command,
    examples="""
    opvang check
    opvang check --fail-on fout""",
)
@click.option(
    "--fail-on",
    type=click.Choice(["fout", "waarschuwing"]),
    help="Exit with status 1 when a conflict or check of this severity, or a worse one, is open.",
)
@click.option("--timings", is_flag=True, help="Show how long each stage took.")
@common
def check(fail_on: str | None, timings: bool) -> None:
    """Reconcile the figures and run the suites on what is in the warehouse."""
    from pipelines import ingest as pipeline
    from pipelines import summary
    from pipelines.progress import Bar
    from warehouse.published import connect_published

    home = Home.resolve()
    connect_published(home).close()  # without a warehouse there is nothing to check
    taken = pipeline.Timings()
    with writing(home), Bar() as bar:
        pipeline.rebuild(home, taken, bar, anew=True)
    found = summary.findings(home, fail_on or "fout")
    for line in found:
        click.echo(line)
    click.echo(summary.checks(home))
    if timings:
        say(summary.timings(taken.seconds))
    if fail_on and found:
        sys.exit(1)


@click.command(
    cls=Command,
    examples="""
    opvang report
    opvang report --open""",
)
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser.")
@common
def report(open_it: bool) -> None:
    """Write the quality report anew and print its path."""
    from expectations import write_report
    from pipelines.drawings import drawer
    from warehouse.published import connect_published

    home = Home.resolve()
    with connect_published(home) as con:
        path = write_report(con, home.report, draw=drawer(home))
    click.echo(path)
    if open_it:
        click.launch(path.as_uri())


@click.group(
    cls=Group,
    invoke_without_command=True,
    examples="""
    opvang conflicts
    opvang conflicts --ernst fout --gebied Losser
    opvang conflicts --status all --format csv > conflicts.csv
    opvang conflicts accept 3f9c0a --reason "the province confirmed 28"
    opvang conflicts reopen 3f9c0a""",
)
@click.option(
    "--ernst", multiple=True, type=click.Choice(["fout", "waarschuwing", "info"]), help="Only this severity."
)
@click.option("--soort", multiple=True, metavar="KIND", help="Only this kind, such as kruis or som.")
@click.option("--thema", multiple=True, metavar="TOPIC", help="Only this topic, such as asiel.")
@click.option("--gebied", multiple=True, metavar="AREA", help="Only this area.")
@click.option(
    "--status", type=click.Choice(["open", "geaccepteerd", "all"]), default="open", show_default=True
)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@click.option("--all-columns", is_flag=True, help="Every column of quality.conflicten, with all places.")
@common
@click.pass_context
def conflicts(ctx: click.Context, status: str, form: str, all_columns: bool, **wanted: Any) -> None:
    """List the conflicts, the heaviest first; accept one, or open it again.

    The filters can be given more than once, and none of them means all.
    """
    if ctx.invoked_subcommand is None:
        from pipelines.review import conflicts as find
        from warehouse.query import write_rows

        columns, rows = find(Home.resolve(), status=status, all_columns=all_columns, **wanted)
        if form == "table" and not all_columns:
            rows = [
                (*row[:-1], textwrap.shorten(row[-1], LONGEST_SENTENCE, placeholder=" ...")) for row in rows
            ]
        if rows or form != "table":
            write_rows(columns, rows, form, sys.stdout)
        say(f"{len(rows)} conflict{'' if len(rows) == 1 else 's'}.")


@conflicts.command(
    examples="""
    opvang conflicts accept 3f9c0a --reason "the province confirmed 28"
    opvang conflicts accept 3f9c0a 77b2d4 --reason "put right in the addendum" --by "A. de Vries\""""
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", metavar="TEXT", required=True, help="Why it is accepted.")
@click.option("--by", metavar="NAME", help="Who accepts it. Default: the name of your login.")
@common
def accept(ids: tuple[str, ...], reason: str, by: str | None) -> None:
    """Accept conflicts as they are now, and build the warehouse and the report anew.

    The beginning of an id will do where it is the only one. A conflict is open again as soon as one of its
    values changes. Decisions are kept in review/acceptaties.jsonl under the home.
    """
    from pipelines import review

    _review("Accepted", lambda home: review.accept(home, ids, reason, by))


@conflicts.command(examples="opvang conflicts reopen 3f9c0a")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--by", metavar="NAME", help="Who opens it again. Default: the name of your login.")
@common
def reopen(ids: tuple[str, ...], by: str | None) -> None:
    """Open accepted conflicts again, and build the warehouse and the report anew."""
    from pipelines import review

    _review("Reopened", lambda home: review.reopen(home, ids, by))


def _review(done: str, decide: Callable[[Home], list[Any]]) -> None:
    """Record a decision and let everything know of it."""
    from pipelines import ingest as pipeline
    from pipelines import stamps, summary

    home = Home.resolve()
    with writing(home):
        decided = decide(home)
        stamps.withdraw(home)
        try:
            pipeline.rebuild(home, pipeline.Timings())
        except PipelineError as error:
            raise PipelineError(
                f"{error}; the decision is kept, and counts from the next build on"
            ) from error
    for conflict in decided:
        click.echo(f"{done} {conflict.conflict_id}: {conflict.omschrijving}")
    click.echo(summary.checks(home))
