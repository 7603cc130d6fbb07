"""What the report shows of the changes since the edition before, per part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.report_data import Row, rows

if TYPE_CHECKING:
    import duckdb

MOST_SHOWN = 400  # changes per part; `opvang diff` prints all


def wijzigingen(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """The parts with an edition before the current one, and the addenda: how much changed, and what.

    Each part has `aantallen` (kind of change → number), `ongelezen` (tables of the newer edition that were
    not read), `regels` (the changes, by area) and `meer`, the number of changes left out.
    """
    parts = rows(
        con,
        """
        with nieuw as (
            select
                document_id as nieuw_document_id, any_value(document) as nieuw_document,
                any_value(document_datum) as nieuw_datum, deel, deel_gebied,
                sum(coalesce(tabellen_niet_begrepen, 0) + coalesce(hiaten, 0)) as ongelezen
            from marts.documenten
            semi join getoond using (document_id)
            where is_current
            group by document_id, deel, deel_gebied
        )
        select
            n.*, string_agg(distinct o.document, ', ') as oud_document, min(o.document_datum) as oud_datum
        from nieuw as n
        left join marts.documenten as o
            on o.vervangen_door = n.nieuw_document_id and o.deel = n.deel
                and o.deel_gebied is not distinct from n.deel_gebied
        group by all
        having count(o.document) > 0 or n.deel = 'addendum'
        order by n.nieuw_datum desc, n.deel, n.deel_gebied
        """,
    )
    changes = rows(
        con,
        """
        select *
        from quality.veranderingen
        semi join getoond on getoond.document_id = nieuw_document_id
        where is_current
        order by
            array_position(['land', 'provincie', 'regio', 'gemeente'], gebied_niveau), gebied,
            thema, maat nulls last, veld, periode, locatie, verandering_id
        """,
    )
    for part in parts:
        own = [
            each
            for each in changes
            if all(each[name] == part[name] for name in ("nieuw_document_id", "deel", "deel_gebied"))
        ]
        part["aantallen"] = {
            soort: sum(each["soort"] == soort for each in own)
            for soort in ("gewijzigd", "nieuw", "vervallen")
        }
        part["regels"] = own[:MOST_SHOWN]
        part["meer"] = len(own) - len(part["regels"])
    return parts
