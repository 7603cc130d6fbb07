"""`opvang ingest`: from PDF to report."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.base import PDF, Command, common, say, writing
from pipelines.errors import PipelineError
from warehouse.home import Home

if TYPE_CHECKING:
    from pipelines.ingest import Outcome


@click.command(
    cls=Command,
    examples="""
    opvang ingest plan.pdf
    opvang ingest plans/ more/*.pdf --timings
    opvang ingest addendum.pdf --date 2025-03-01
    opvang ingest plans/ --json > outcome.json""",
)
@click.argument("paths", metavar="PDF|DIR...", nargs=-1, required=True, type=PDF)
@click.option(
    "--date",
    "datum",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The document's date, for a plan that states none.",
)
@click.option("--no-ocr", is_flag=True, help="Leave pictures of tables as gaps.")
@click.option("--timings", is_flag=True, help="Show how long each stage took.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as one JSON object.")
@common
def ingest(paths: tuple[Path, ...], datum: Any, no_ocr: bool, timings: bool, as_json: bool) -> None:
    """Read plans, load them, build the models, run the suites and write the report.

    Of a folder, the PDFs in it and below it are taken, but for hidden ones, links and those still being
    copied. The same bytes again change nothing. A file that fails does not stop the others, and makes the
    exit status 1.
    """
    from pipelines import ingest as pipeline
    from pipelines import summary
    from pipelines.files import plans_in
    from pipelines.progress import Bar

    home = Home.resolve()
    pdfs, left_out = plans_in(paths)
    for path in left_out:
        say(f"Left out: {path} is hidden, a link or still being copied")
    if not pdfs:
        raise PipelineError(f"no PDF in {', '.join(map(str, paths))}")
    taken = pipeline.Timings()
    outcomes: list[Outcome] = []
    error: PipelineError | None = None
    with writing(home), Bar() as bar:
        try:
            for outcome in pipeline.ingest(
                home, pdfs, datum and datum.date().isoformat(), taken, bar, ocr=not no_ocr
            ):
                outcomes.append(outcome)
                bar.close()
                if outcome.status == "failed":
                    say(f"Error: {outcome.reason}")
                elif len(pdfs) == 1 and not as_json:
                    click.echo(summary.document(home, outcome.document_id, outcome.status))
        except PipelineError as failure:
            error = failure
    if as_json:
        click.echo(_json(home, outcomes, left_out, taken.seconds, error))
    elif any(outcome.status != "failed" for outcome in outcomes):
        if len(pdfs) > 1:
            click.echo(summary.files(home, outcomes), nl=False)
        click.echo(summary.warehouse(home))
    if error:
        raise error
    if timings:
        say(summary.timings(taken.seconds))
    if any(outcome.status == "failed" for outcome in outcomes):
        sys.exit(1)


def _json(
    home: Home,
    outcomes: list[Outcome],
    left_out: list[Path],
    seconds: dict[str, float],
    error: PipelineError | None,
) -> str:
    """The outcome for programs; docs/cli.md says what each key holds."""
    import json

    from pipelines import summary

    return json.dumps(
        {
            "files": [
                {
                    "path": str(outcome.path),
                    "status": outcome.status,
                    "document_id": outcome.document_id,
                    "reason": outcome.reason,
                    "found": asdict(summary.found(home, outcome.document_id))
                    if outcome.status != "failed"
                    else None,
                }
                for outcome in outcomes
            ],
            "left_out": [str(path) for path in left_out],
            "error": str(error) if error else None,
            "warehouse": str(home.warehouse) if home.warehouse.exists() else None,
            "report": str(home.report) if home.report.exists() else None,
            "found": asdict(summary.found(home)) if home.warehouse.exists() else None,
            "seconds": {stage: round(took, 3) for stage, took in seconds.items()},
        },
        ensure_ascii=False,
    )
