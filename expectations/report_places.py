"""The places that the report shows: per table and page the cells, and the cut-out."""

from __future__ import annotations

import base64
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from expectations.cutouts import BBox, Cell, Cutout, Draw, Images, cut_out, label_of
from expectations.report_scope import IS_GETOOND

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

MOST_PICTURES = 600  # some 12 kB each: the report stays a file that can be mailed
NO_PICTURE = "alleen de eerste {most} plaatsen van het rapport hebben een uitsnede"

# The cells of conflicts and of what has to be looked at, keyed by what they belong to.
CONFLICTEN = f"""
    select
        conflict_id as sleutel, p.document_id, p.deel, p.deel_gebied, p.table_id, p.page, p."row", p.col,
        p.bbox, p.raw_text
    from (select conflict_id, unnest(bronnen) as p from quality.conflicten where {IS_GETOOND})
"""
NA_TE_KIJKEN = """
    select
        'na te kijken' as sleutel, document_id, deel, deel_gebied, table_id, page, "row", col, bbox,
        tekst as raw_text
    from quality.na_te_kijken
    semi join getoond using (document_id)
    where is_current
"""
# An empty cell, where a figure was expected, comes without its box.
PLACES = """
    select
        p.* exclude (bbox), coalesce(p.bbox, [c.x0, c.top, c.x1, c.bottom]) as bbox,
        coalesce(c.origin = 'ocr', false) as is_ocr, c.confidence, t.kop, k.header, r.correctie
    from ({cells}) as p
    left join raw.cells as c using (document_id, table_id, "row", col)
    left join raw.tables as t using (document_id, table_id)
    left join raw.columns as k using (document_id, table_id, col)
    left join (
        select document_id, table_id, "row", col, wordt as correctie
        from quality.correcties
        where status = 'toegepast'
    ) as r using (document_id, table_id, "row", col)
    order by p.sleutel, p.document_id, p.page, p.table_id, p."row", p.col
"""
TABLES = """
    select document_id, table_id, "row", page, x0, top, x1, bottom, text, "row" < header_rows as is_header
    from raw.cells
    inner join raw.tables using (document_id, table_id)
    semi join ({cells}) as p using (document_id, table_id)
    order by document_id, table_id, "row", col
"""


def places(con: duckdb.DuckDBPyConnection, cells: str) -> dict[str, list[Row]]:
    """What the query `cells` is keyed by → a row per table and page of it, in the order of the document.

    Each says in which part it stands and under which heading, and has its `cellen` as printed and a `cutout`.
    """
    tables = _tables(con, cells)
    if not tables:
        return {}
    cursor = con.execute(PLACES.format(cells=cells))
    names = [column[0] for column in cursor.description]
    found: dict[str, dict[tuple[str, str, int], Row]] = defaultdict(dict)
    for values in cursor.fetchall():
        each = dict(zip(names, values, strict=True))
        place = found[each["sleutel"]].setdefault(
            (each["document_id"], each["table_id"], each["page"]),
            {name: each[name] for name in ("document_id", "deel", "deel_gebied", "table_id", "page", "kop")}
            | {"cellen": []},
        )
        bbox = _bbox(each["bbox"])
        label = _label(tables[each["document_id"], each["table_id"]], each["page"], bbox)
        place["cellen"].append(
            {name: each[name] for name in ("raw_text", "correctie", "is_ocr", "confidence", "header")}
            | {"bbox": bbox, "rij": label}
        )
    for members in found.values():
        for (document_id, table_id, page), place in members.items():
            marks = [cell["bbox"] for cell in place["cellen"] if cell["bbox"]]
            table = tables[document_id, table_id]
            place["cutout"] = cut_out(document_id, table, page, marks) if marks else None
    return {key: list(members.values()) for key, members in found.items()}


def illustrate(found: list[Row], draw: Draw | None) -> None:
    """Give each place its `beeld`, or in `geen_beeld` why it has none; the first places come first."""
    asked = dict.fromkeys(place["cutout"] for place in found if place["cutout"])
    drawn = dict(draw(list(asked)[:MOST_PICTURES])) if draw else {}
    too_many = NO_PICTURE.format(most=MOST_PICTURES)
    for place in found:
        cutout = place["cutout"]
        images = drawn.get(cutout, too_many if draw and cutout else "")
        place["geen_beeld"] = images if isinstance(images, str) else None
        place["beeld"] = None if isinstance(images, str) else _picture(cutout, images)


def _picture(cutout: Cutout, images: Images) -> Row:
    """A picture for the report: the widths of its columns in points, its panes, and which one to describe."""
    told = False
    rows = []
    for panes, row in zip(cutout.panes, images, strict=True):
        rows.append([])
        for pane, image in zip(panes, row, strict=True):
            rows[-1].append({"src": _data_uri(image), "is_alt": bool(pane.marks) and not told})
            told = told or bool(pane.marks)
    return {"breedtes": [x1 - x0 for x0, x1 in cutout.columns], "stroken": rows}


def _data_uri(image: bytes) -> str:
    return f"data:image/webp;base64,{base64.b64encode(image).decode('ascii')}"


def _tables(con: duckdb.DuckDBPyConnection, cells: str) -> dict[tuple[str, str], list[Cell]]:
    """The cells of every table that one of `cells` stands in."""
    tables: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for document_id, table_id, row, page, *bbox, text, is_header in con.execute(
        TABLES.format(cells=cells)
    ).fetchall():
        tables[document_id, table_id].append(Cell(row, page, tuple(bbox), text, is_header))
    return tables


def _bbox(values: list[float | None] | None) -> BBox | None:
    return tuple(values) if values and None not in values else None


def _label(cells: list[Cell], page: int, mark: BBox | None) -> str:
    """What the row of a cell is about, as printed; nothing where that is the cell itself."""
    label = label_of((cell for cell in cells if cell.page == page), mark) if mark else None
    return "" if label is None or label.bbox == mark else " ".join(label.text.split())
