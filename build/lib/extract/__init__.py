"""From a plan PDF to its parts, tables, cells and what they mean.

What belongs here: reading pages, finding tables, the outline of parts and headings, and the
vocabulary that says what a row and a column state. Pure: bytes in, a `Document` out.
What does not: databases, Dagster, dbt, the state under a home directory.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.clip import Drawing
    from extract.model import Document
    from extract.settings import Settings

__all__ = ["draw_document", "extract_document", "to_records"]


def extract_document(
    path: Path | str,
    *,
    pages: list[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    settings: Settings | None = None,
) -> Document:
    """Read the plan at `path` and say what its tables mean.

    `pages` limits the tables to those pages (from 1); `progress(done, total)` is called per page; `settings`
    say how it is read, among others whether pictures are.
    Raises `extract.errors.PlanError` where the file cannot be read as a plan.
    """
    from extract.sandbox import read_in_child  # imported late: `opvang --help` need not wait for it
    from extract.settings import DEFAULT

    document = read_in_child(
        path, pages=pages, progress=progress, settings=settings or DEFAULT, meanwhile=_load_words
    )
    from extract.understand import understand

    return understand(document)


def _load_words() -> None:
    """Imports what says what tables mean, and loads its word lists: work for the time that reading takes."""
    from extract.understand import load_words

    load_words()


def draw_document(path: Path | str, document: Document) -> dict[int, Drawing]:
    """The pages of the document at `path` on which something was found, drawn, by number.

    Raises `extract.errors.PlanError` where the file cannot be drawn.
    """
    from extract.overlay import clips
    from extract.sandbox import draw_in_child

    wanted = clips(document)
    drawings = draw_in_child(path, wanted)
    return {clip.page: drawing for clip, drawing in zip(wanted, drawings, strict=True)}


def to_records(document: Document, *, opgegeven_datum: str | None = None) -> dict[str, list[dict]]:
    """The document as rows per raw table: see `extract.records`."""
    from extract.records import to_records as build

    return build(document, opgegeven_datum=opgegeven_datum)
