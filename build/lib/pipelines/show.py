"""From a figure or a conflict to the page it stands on: the page drawn, with the cell marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from extract.clip import Clip
from extract.model import BBox
from extract.sandbox import draw_in_child
from pipelines.errors import PipelineError
from warehouse.home import Home
from warehouse.published import connect_published
from warehouse.whole import whole

DPI = 130
PLACES = """
    with plaatsen as (
        select cijfer_id as id, document_id, page, x0, top, x1, bottom, raw_text
        from marts.cijfers
        union all
        select conflict_id, b.document_id, b.page, coalesce(b.bbox[1], c.x0), coalesce(b.bbox[2], c.top),
            coalesce(b.bbox[3], c.x1), coalesce(b.bbox[4], c.bottom), b.raw_text
        from (select conflict_id, unnest(bronnen) as b from quality.conflicten)
        inner join raw.cells as c
            on c.document_id = b.document_id and c.table_id = b.table_id
                and c."row" = b."row" and c.col = b.col
    )
    select distinct id, plaatsen.* exclude (id), documenten.document
    from plaatsen
    inner join (select distinct document_id, document from marts.documenten) as documenten using (document_id)
    where starts_with(id, ?)
    order by document_id, page, top, x0
"""


@dataclass(frozen=True)
class Page:
    """A page that was drawn: the file, and what is marked on it, as printed."""

    path: Path
    document: str
    page: int
    texts: tuple[str, ...]


def show(home: Home, found_by: str, directory: Path | None = None) -> Iterator[Page]:
    """Draw every page on which a figure or conflict stands, into `directory` (default: under the reports).

    `found_by` is a `cijfer_id` or `conflict_id`, or the beginning of one. Raises `PipelineError` where none
    or several are meant or the archived PDF is gone, `PlanError` where it cannot be drawn.
    """
    with connect_published(home) as con:
        places = con.execute(PLACES, [found_by]).fetchall()
    ids = sorted({place[0] for place in places})
    if not found_by or not ids:
        raise PipelineError(
            f"no figure or conflict has the id {found_by!r}; see marts.cijfers and quality.conflicten"
        )
    if len(ids) > 1:
        raise PipelineError(
            f"{len(ids)} ids begin with {found_by!r}: {', '.join(ids[:3])} ...; give more of it"
        )
    directory = directory or home.reports / "plaatsen"
    for (document_id, document), group in groupby(places, key=lambda place: (place[1], place[-1])):
        by_page: dict[int, dict[BBox, str]] = {}
        for _, _, page, x0, top, x1, bottom, text, _ in group:
            by_page.setdefault(page, {})[x0, top, x1, bottom] = text
        clips = [Clip(page, None, tuple(marks)) for page, marks in by_page.items()]
        for clip, drawing in zip(clips, _draw(home, document_id, document, clips), strict=True):
            path = directory / f"{ids[0]}-{document_id}-p{clip.page}.png"
            with whole(path) as coming:
                coming.write_bytes(drawing.image)
            yield Page(path, document, clip.page, tuple(by_page[clip.page].values()))


def _draw(home: Home, document_id: str, document: str, clips: list[Clip]) -> list:
    """The drawings of pages of an archived document."""
    archived = home.archived(document_id)
    if not archived.exists():
        raise PipelineError(f"{document} is no longer in the archive as {archived}")
    return draw_in_child(archived, clips, dpi=DPI, form="png")
