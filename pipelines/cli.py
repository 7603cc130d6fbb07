"""The command line. Results go to standard output, everything else to standard error.

Only `click` and the paths of a home are imported at the start: Dagster, dbt and Great Expectations take
seconds, and most commands need none of them.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from extract.errors import PlanError
from pipelines.errors import PipelineError
from warehouse.errors import WarehouseError
from warehouse.home import DEFAULT_HOME, HOME_VARIABLE, Home


class _WithExamples(click.Command):
    """Help that ends in examples."""

    def __init__(self, *args: Any, examples: str = "", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._examples = examples.strip().splitlines()

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self._examples:
            with formatter.section("Examples"):
                for line in self._examples:
                    formatter.write(f"{' ' * formatter.current_indent}{line.strip()}\n")


class Command(_WithExamples):
    """A command with examples."""


class Group(_WithExamples, click.Group):
    """A command with commands of its own, and examples."""

    command_class = Command

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _WithExamples.format_epilog(self, ctx, formatter)


def _set_home(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        os.environ[HOME_VARIABLE] = str(Path(value).expanduser().absolute())


def _set_debug(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        ctx.find_root().meta["debug"] = True


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that go before or after the name of a command."""
    command = click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        callback=_set_debug,
        help="Show the traceback of an error.",
    )(command)
    return click.option(
        "--home",
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=_set_home,
        help=f"Where all state lives. Default: ${HOME_VARIABLE}, else ./{DEFAULT_HOME}.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="opvangplannen", prog_name="opvang")
@common
def cli() -> None:
    """From Dutch asylum-reception plans to a warehouse in which every figure leads back to its cell."""


PDF = click.Path(path_type=Path)
LONGEST_SENTENCE = 110  # characters of a conflict in a table; csv and json have all of it
LONGEST_ERROR = 400  # characters of an error message; --debug shows all of it


@cli.command(
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
    with _writing(home), Bar() as bar:
        for outcome in pipeline.ingest(home, pdfs, date, taken, bar, ocr=not no_ocr):
            if outcome.status == "failed":
                failed = True
                _say(f"Error: {outcome.reason}")
            else:
                known = True
                click.echo(summary.document(home, outcome.document_id, outcome.status))
    _tell_people(home)
    if known:
        click.echo(summary.warehouse(home))
    if timings:
        _say(summary.timings(taken.seconds))
    if failed:
        sys.exit(1)


@cli.command(
    cls=Command,
    examples="""
    opvang tables plan.pdf > tables.jsonl
    opvang tables plan.pdf --format xlsx --pages 3-9 > tables.xlsx
    opvang tables plan.pdf --format html > tables.html""",
)
@click.argument("pdf", metavar="PDF", type=PDF)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "html", "xlsx"]),
    default="jsonl",
    show_default=True,
)
@click.option(
    "--pages", metavar="3-9", callback=lambda ctx, parameter, value: _pages(value), help="Only these pages."
)
@click.option("--no-ocr", is_flag=True, help="Leave pictures of tables as gaps.")
@common
def tables(pdf: Path, form: str, pages: list[int] | None, no_ocr: bool) -> None:
    """Print the tables of a PDF, in reading order. Touches no warehouse.

    html shows each page with what was found drawn over it: tables, cells, their meaning and how sure it is.
    """
    from extract import draw_document, extract_document
    from extract.render import render_tables
    from extract.settings import Settings
    from pipelines.progress import Bar

    home = Home.resolve()
    settings = Settings(ocr=not no_ocr, ocr_cache=str(home.ocr) if home.path.exists() else None)
    with Bar() as bar:
        document = extract_document(pdf, pages=pages, progress=bar, settings=settings)
    rendered = render_tables(document, form, draw_document(pdf, document) if form == "html" else None)
    if isinstance(rendered, bytes):
        if sys.stdout.isatty():
            raise click.UsageError(f"{form} is not for a terminal: send it to a file with > tables.{form}")
        sys.stdout.buffer.write(rendered)
    else:
        click.echo(rendered, nl=False)


@cli.command(
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


@cli.command(cls=Command, examples="opvang documents")
@common
def documents() -> None:
    """List the documents and parts known, their versions and status, and what failed."""
    from pipelines import summary

    summary.write_documents(Home.resolve(), sys.stdout)


@cli.command(
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
    from warehouse.published import connect_published

    home = Home.resolve()
    connect_published(home).close()  # without a warehouse there is nothing to check
    taken = pipeline.Timings()
    with _writing(home):
        pipeline.rebuild(home, taken)
    _tell_people(home)
    found = summary.findings(home, fail_on or "fout")
    for line in found:
        click.echo(line)
    click.echo(summary.checks(home))
    if timings:
        _say(summary.timings(taken.seconds))
    if fail_on and found:
        sys.exit(1)


@cli.command(
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


@cli.group(
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
        _say(f"{len(rows)} conflict{'' if len(rows) == 1 else 's'}.")


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
    with _writing(home):
        decided = decide(home)
        stamps.withdraw(home)
        try:
            pipeline.rebuild(home, pipeline.Timings())
        except PipelineError as error:
            raise PipelineError(
                f"{error}; the decision is kept, and counts from the next build on"
            ) from error
    _tell_people(home)
    for conflict in decided:
        click.echo(f"{done} {conflict.conflict_id}: {conflict.omschrijving}")
    click.echo(summary.checks(home))


@cli.command(
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
        _say(line)


@cli.command(
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
        _say(f"{page.document}, page {page.page}: {', '.join(map(repr, page.texts))}")
        if open_it:
            click.launch(str(page.path))


@cli.command(
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


@cli.group(
    cls=Group,
    invoke_without_command=True,
    examples="""
    opvang alerts
    opvang alerts --all --format csv > alerts.csv
    opvang alerts test data-team
    opvang alerts digest""",
)
@click.option("--all", "everything", is_flag=True, help="Every message, not only the newest 20.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@common
@click.pass_context
def alerts(ctx: click.Context, everything: bool, form: str) -> None:
    """Show who is told what is new or worse: channels, what was sent, what waits, what failed and why.

    HOME/alerts.yaml says who is told what; without it nobody is. As csv and json: the messages.
    """
    if ctx.invoked_subcommand is None:
        from pipelines.alerts.overview import write_overview

        write_overview(Home.resolve(), sys.stdout, form, most=None if everything else 20)


@alerts.command(examples="opvang alerts digest")
@common
def digest() -> None:
    """Send what waits for the daily digest now."""
    _deliver(digest=True)


@alerts.command(examples="opvang alerts test data-team")
@click.argument("channel", metavar="CHANNEL")
@common
def test(channel: str) -> None:
    """Send a trial message to one channel."""
    from pipelines.alerts.deliver import try_out

    try_out(Home.resolve(), channel)
    click.echo(f"A trial message was sent to {channel}.")


@alerts.command(examples="opvang alerts retry data-team")
@click.argument("channel", metavar="CHANNEL")
@common
def retry(channel: str) -> None:
    """Send again, now, what failed on a channel or may not have arrived."""
    _deliver(again=channel)


def _deliver(**how: Any) -> None:
    from pipelines.alerts.deliver import tell

    told = tell(Home.resolve(), **how)
    if not told.configured:
        _say("Nobody is told anything: this home has no alerts.yaml.")
    for channel, sent in told.sent.items():
        click.echo(f"{channel}: {sent} sent")
    if told.configured and not told.sent and not told.problems:
        click.echo("Nothing waits.")
    if told.problems:
        raise PipelineError("; ".join(f"{channel}: {why}" for channel, why in told.problems.items()))


def _tell_people(home: Home) -> None:
    """Tell what no build told: failed documents, what is to be tried again. Warn of what does not arrive."""
    if home.alerts_config.exists():
        from pipelines.alerts.deliver import try_to_tell

        for channel, problem in try_to_tell(home).problems.items():
            _say(f"Warning: alerts: {channel}: {problem}")


@cli.command(
    cls=Command,
    examples="""
    opvang dev
    opvang dev --port 3100""",
)
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True)
@common
def dev(port: int) -> None:
    """Open Dagster on this home, for this machine only; plans dropped into the inbox are ingested.

    Runs until interrupted.
    """
    from pipelines import dbt, lock
    from pipelines.instance import bury_the_dead, instance_of

    home = Home.resolve()
    with lock.server(home) as other:
        if other:
            raise PipelineError(f"process {other} serves {home.path} already")
        with instance_of(home) as instance:
            bury_the_dead(instance, commands=False)
        dbt.manifest_of(home)
        _serve(home, port)


def _serve(home: Home, port: int) -> None:
    _say(f"http://127.0.0.1:{port} shows {home.path}; drop plans into {home.inbox}. Ctrl-C stops.")
    os.environ |= {HOME_VARIABLE: str(home.path), "DAGSTER_HOME": str(home.dagster)}
    arguments = [
        "dagster",
        "dev",
        "--module-name",
        "pipelines.definitions",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    os.execv(sys.executable, [sys.executable, "-m", *arguments])


def main() -> None:
    """Run the command line; every foreseeable error ends in a line or two and exit status 1 or 2."""
    debug = "--debug" in sys.argv
    gc.set_threshold(100_000, 20, 20)  # what a plan holds is much, and holds hardly any cycles
    try:
        cli(prog_name="opvang", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        _say("Interrupted; the published warehouse is what it was.")
        # Threads of dbt may still be inside DuckDB, and would make the end of the interpreter an abort.
        atexit._run_exitfuncs()
        os._exit(130)
    except BrokenPipeError:
        # Whoever read our output has seen enough. Nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if debug:
            raise
        _say(f"Error: {_in_words(error)}")
        sys.exit(1)


def _in_words(error: Exception) -> str:
    """An error as one line; what nobody foresaw names its kind."""
    text = textwrap.shorten(str(error), LONGEST_ERROR)
    if isinstance(error, PlanError | WarehouseError | PipelineError):
        return text
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"{type(error).__name__}: {text} (--debug shows where)"


def _say(message: str) -> None:
    click.echo(message, err=True)


@contextmanager
def _writing(home: Home) -> Iterator[None]:
    from pipelines.lock import command

    with command(
        home, lambda holder: _say(f"Waiting for process {holder}, which is writing to {home.path} ...")
    ):
        yield


def _pages(text: str | None) -> list[int] | None:
    """'3-9', '3', '1,4-6' as page numbers."""
    if text is None:
        return None
    pages: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        try:
            span = range(int(first), int(last or first) + 1)
        except ValueError:
            span = range(0)
        if not span or span.start < 1:
            raise click.BadParameter(f"{text!r} names no pages; write 3, 3-9 or 1,4-6")
        pages.update(span)
    return sorted(pages)
