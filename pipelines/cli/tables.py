"""`opvang tables`: extraction only."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipelines.cli.base import PDF, Command, common
from warehouse.home import Home


@click.command(
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
    from extract.settings import Settings
    from pipelines.progress import Bar

    home = Home.resolve()
    settings = Settings(ocr=not no_ocr, ocr_cache=str(home.ocr) if home.path.exists() else None)
    with Bar() as bar:
        bar.stage("Reading")
        document = extract_document(pdf, pages=pages, progress=bar.at, settings=settings)
    from extract.render import render_tables  # the reader need not wait for it

    rendered = render_tables(document, form, draw_document(pdf, document) if form == "html" else None)
    if isinstance(rendered, bytes):
        if sys.stdout.isatty():
            raise click.UsageError(f"{form} is not for a terminal: send it to a file with > tables.{form}")
        sys.stdout.buffer.write(rendered)
    else:
        click.echo(rendered, nl=False)


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
