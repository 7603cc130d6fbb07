"""What changed between two editions of a part, and by an addendum, as rows for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import PipelineError
from warehouse.home import Home
from warehouse.published import connect_published

SHORT = """
    deel || coalesce(' ' || deel_gebied, '') as deel, gebied, thema, coalesce(veld, maat) as maat, periode,
    regexp_replace(locatie, '\\s+', ' ', 'g') as locatie,
    soort, tekst_oud as oud, tekst_nieuw as nieuw, verschil,
    array_to_string(list_sort(list_distinct(list_transform(bronnen_oud, b -> b.page))), ', ') as p_oud,
    array_to_string(list_sort(list_distinct(list_transform(bronnen_nieuw, b -> b.page))), ', ') as p_nieuw
"""
CHANGES = """
    select {columns}
    from intermediate.int_veranderingen
    where list_contains($paren, paar_id)
        and if($oud is null, is_current, oud_document_id is null or oud_document_id = $oud)
    order by
        nieuw_datum, nieuw_document_id, deel, deel_gebied,
        array_position(['land', 'provincie', 'regio', 'gemeente'], gebied_niveau), gebied,
        thema, maat nulls last, veld, periode, locatie, verandering_id
"""
# One row per two editions that are set against each other, with how much could not be read in the newer one.
PAIRS = """
    with kanten as (
        select p.*, d.deel, d.deel_gebied, d.is_current,
            d.document || coalesce(' (' || d.document_datum || ')', '') as editie,
            d.tabellen_niet_begrepen + d.hiaten as ongelezen
        from intermediate.int_editie_paren as p
        inner join marts.documenten as d using (document_id, part_no)
    )
    select
        paar_id,
        any_value(deel) filter (where kant = 'nieuw') as deel,
        any_value(deel_gebied) filter (where kant = 'nieuw') as deel_gebied,
        list(distinct document_id) filter (where kant = 'oud') as oud_ids,
        string_agg(distinct editie, ', ' order by editie) filter (where kant = 'oud') as oud,
        any_value(nieuw_document_id) as nieuw_id,
        any_value(editie) filter (where kant = 'nieuw') as nieuw,
        any_value(is_opvolgend) and bool_and(is_current) filter (where kant = 'nieuw') as is_laatste,
        any_value(is_addendum) as is_addendum,
        sum(ongelezen) filter (where kant = 'nieuw') as ongelezen
    from kanten
    group by paar_id
    order by nieuw, deel, deel_gebied, oud
"""
WORDS = {"gewijzigd": "changed", "nieuw": "new", "vervallen": "gone"}


@dataclass(frozen=True)
class Diff:
    """The changes as rows, and a line about each two editions that were set against each other."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    messages: tuple[str, ...]


def diff(home: Home, between: tuple[str, str] | None = None, *, all_columns: bool = False) -> Diff:
    """What changed from the older of two documents to the newer; without them, in the newest edition of
    every part that has an older one, and by addenda as far as what they state still holds.

    A document is named by the beginning of its id or by its file name. `all_columns` are those of
    quality.veranderingen, places included. Raises PipelineError where a name fits no document or several,
    or where the two have no part in common.
    """
    with connect_published(home) as con:
        pairs = _dicts(con, PAIRS)
        old = None
        if between:
            old, new = (_document(con, name) for name in between)
            chosen = _between(con, pairs, old, new)
        else:
            chosen = [pair for pair in pairs if pair["is_laatste"]]
        chosen_ones = {"paren": [pair["paar_id"] for pair in chosen], "oud": old}
        columns = "* exclude (paar_id, is_opvolgend)" if all_columns else SHORT
        cursor = con.execute(CHANGES.format(columns=columns), chosen_ones)
        names = tuple(column[0] for column in cursor.description)
        rows = cursor.fetchall()
        counted = con.execute(
            f"select paar_id, soort, count(*) from ({CHANGES.format(columns='paar_id, soort')}) group by all",
            chosen_ones,
        ).fetchall()
    counts = {(pair, kind): number for pair, kind, number in counted}
    if not between:  # of an addendum, only what no later edition states anew
        changed = {pair for pair, _ in counts}
        chosen = [pair for pair in chosen if not pair["is_addendum"] or pair["paar_id"] in changed]
    lines = [_line(pair, counts) for pair in chosen] or ["No part has two editions yet."]
    return Diff(names, rows, tuple(lines))


def _line(pair: dict[str, Any], counts: dict[tuple[str, str], int]) -> str:
    found = ", ".join(f"{counts.get((pair['paar_id'], kind), 0)} {word}" for kind, word in WORDS.items())
    part = " ".join(filter(None, (pair["deel"], pair["deel_gebied"])))
    line = f"{part}: {pair['oud']} -> {pair['nieuw']}: {found}"
    if pair["ongelezen"]:
        line += f" ({pair['ongelezen']} tables of the newer one were not read: what they state shows as gone)"
    return line


def _between(
    con: duckdb.DuckDBPyConnection, pairs: Sequence[dict[str, Any]], old: str, new: str
) -> list[dict[str, Any]]:
    """The editions that the two documents have in common, as older and newer."""
    if old == new:
        raise PipelineError(f"{_name(con, old)} is the same document twice")
    if chosen := [pair for pair in pairs if old in pair["oud_ids"] and pair["nieuw_id"] == new]:
        return chosen
    if any(new in pair["oud_ids"] and pair["nieuw_id"] == old for pair in pairs):
        raise PipelineError(f"{_name(con, old)} is the newer of the two: name {_name(con, new)} first")
    if set(_parts(con, old)) & set(_parts(con, new)):
        raise PipelineError(
            f"too many editions lie between {_name(con, old)} and {_name(con, new)}: name one of those"
        )
    held = " and ".join(f"{_name(con, each)} has {', '.join(_parts(con, each))}" for each in (old, new))
    raise PipelineError(f"no part stands in both: {held}")


def _document(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """The id of the document that a name means."""
    known = con.execute("select distinct document_id, document from marts.documenten order by all").fetchall()
    file = Path(name).name
    found = [
        (document_id, document)
        for document_id, document in known
        if name and (document_id.startswith(name) or file in (document, Path(document).stem))
    ]
    if len(found) == 1:
        return found[0][0]
    listed = ", ".join(f"{document_id} ({document})" for document_id, document in found or known)
    if not found:
        raise PipelineError(f"no document is called {name!r}; known: {listed}")
    raise PipelineError(f"{len(found)} documents are called {name!r}: {listed}; name one by its id")


def _name(con: duckdb.DuckDBPyConnection, document_id: str) -> str:
    return con.execute(
        "select any_value(document) from marts.documenten where document_id = ?", [document_id]
    ).fetchone()[0]


def _parts(con: duckdb.DuckDBPyConnection, document_id: str) -> list[str]:
    """The parts of a document, in words."""
    parts = con.execute(
        "select distinct concat_ws(' ', deel, deel_gebied, cyclus) from marts.documenten"
        " where document_id = ? order by 1",
        [document_id],
    ).fetchall()
    return [part for (part,) in parts]


def _dicts(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    cursor = con.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
