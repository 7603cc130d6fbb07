"""What the report shows, read from the published tables. One function per section; plain dicts and lists.

The figures are taken as they stand in the marts: this module chooses and groups, and computes nothing but
sums and the shares for the bars. What is listed is of the documents in `getoond` (see `report_scope`), what
is counted of all.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from expectations.model import ERNST
from expectations.report_places import CONFLICTEN, NA_TE_KIJKEN, places
from expectations.report_scope import IS_GETOOND

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]


def rows(con: duckdb.DuckDBPyConnection, query: str, parameters: list[Any] | None = None) -> list[Row]:
    """The rows of a query as dicts. For parameters DuckDB imports pandas: that takes seconds."""
    cursor = con.execute(query, parameters) if parameters else con.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def themas(con: duckdb.DuckDBPyConnection) -> dict[str, Row]:
    """Topic → its name for readers and what it counts."""
    return {row["thema"]: row for row in rows(con, "select * from quality.regels_themas order by volgorde")}


def headline(con: duckdb.DuckDBPyConnection) -> Row:
    """The numbers at the top: what was read and what was found."""
    (top,) = rows(
        con,
        """
        select
            (select count(distinct document_id) from marts.documenten) as documenten,
            (select count(*) from marts.documenten) as delen,
            (select sum(tabellen) from marts.documenten) as tabellen,
            (select count(*) from marts.cijfers) as cijfers,
            (select count(*) from quality.vergelijkingen) as vergelijkingen,
            (select count(*) from quality.gaten where is_current) as gaten,
            (
                select count(*) from quality.niet_herkend where is_current and status = 'niet begrepen'
            ) as niet_begrepen
        """,
    )
    counted = con.execute(
        "select ernst, count(*) from quality.conflicten where status = 'open' group by 1"
    ).fetchall()
    open_now = dict(counted)
    accepted = con.execute("select count(*) from quality.conflicten where status <> 'open'").fetchone()
    return {**top, "ernst": {each: open_now.get(each, 0) for each in ERNST}, "geaccepteerd": accepted[0]}


def soorten(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Kind of conflict → how many of each severity are open, and how many comparisons were made."""
    return rows(
        con,
        """
        select
            r.soort,
            any_value(c.fout) as fout,
            any_value(c.waarschuwing) as waarschuwing,
            any_value(c.info) as info,
            any_value(v.vergelijkingen) as vergelijkingen
        from (select distinct soort from quality.regels_vergelijking) as r
        left join (
            select
                soort,
                count(*) filter (where ernst = 'fout') as fout,
                count(*) filter (where ernst = 'waarschuwing') as waarschuwing,
                count(*) filter (where ernst = 'info') as info
            from quality.conflicten
            where status = 'open'
            group by soort
        ) as c using (soort)
        left join (select soort, count(*) as vergelijkingen from quality.vergelijkingen group by soort) as v
            using (soort)
        group by r.soort
        order by coalesce(any_value(c.fout), 0) desc, coalesce(any_value(c.waarschuwing), 0) desc, r.soort
        """,
    )


def conflicten(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Conflicts, the heaviest first, each with its `plaatsen`, its consequences and the areas it lies in."""
    found = rows(
        con,
        f"""
        select
            c.* exclude (bronnen),
            coalesce(c.gebied_code, c.gebied) as gebied_sleutel,
            list_distinct([
                coalesce(c.gebied_code, c.gebied), g.regio_code, coalesce(g.provincie_code, r.provincie_code)
            ]) as gebieden
        from quality.conflicten as c
        left join marts.gemeenten as g on g.gebied_code = c.gebied_code
        left join (
            select regio_code, any_value(provincie_code) as provincie_code from marts.gemeenten group by all
        ) as r on r.regio_code = c.gebied_code
        where {IS_GETOOND}
        order by
            array_position(['fout', 'waarschuwing', 'info'], c.ernst),
            array_position(['land', 'provincie', 'regio', 'gemeente'], c.gebied_niveau),
            c.gebied, c.thema, c.maat, c.conflict_id
        """,
    )
    where = places(con, CONFLICTEN)
    known = {conflict["conflict_id"]: conflict for conflict in found}
    for conflict in found:
        conflict["plaatsen"] = where.get(conflict["conflict_id"], [])
        conflict["oorzaak"] = known.get(conflict["oorzaak_id"])
        conflict["gevolgen"] = []
    for conflict in found:
        if conflict["oorzaak"]:
            conflict["oorzaak"]["gevolgen"].append(conflict)
    return found


def gebieden(con: duckdb.DuckDBPyConnection) -> dict[str, list[Row]]:
    """Level → the areas that a conflict is about or lies in, to choose from."""
    found = rows(
        con,
        f"""
        with genoemd as (
            select distinct gebied_niveau, coalesce(gebied_code, gebied) as sleutel, gebied
            from quality.conflicten
            where gebied is not null and {IS_GETOOND}
        ),
        omvattend as (
            select g.* from marts.gemeenten as g inner join genoemd on sleutel = gebied_code
        )
        from (
            from genoemd
            union
            select 'regio', regio_code, regio from omvattend
            union
            select 'provincie', provincie_code, provincie from omvattend
        )
        order by array_position(['land', 'provincie', 'regio', 'gemeente'], gebied_niveau), gebied
        """,
    )
    groups: dict[str, list[Row]] = defaultdict(list)
    for each in found:
        groups[each["gebied_niveau"]].append(each)
    return groups


def delen(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Parts with their edition, and what was read from each; `na_te_kijken` counts the doubtful."""
    return rows(
        con,
        """
        select d.*, coalesce(n.cellen, 0) as na_te_kijken
        from marts.documenten as d
        semi join getoond as g on g.document_id = d.document_id
        left join (
            select document_id, deel, deel_gebied, count(*) as cellen from quality.na_te_kijken group by all
        ) as n
            on n.document_id = d.document_id and n.deel = d.deel
                and n.deel_gebied is not distinct from d.deel_gebied
        order by d.document, d.document_id, d.page_from
        """,
    )


def gaten(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Pictures of tables in current parts that could not be read."""
    return rows(
        con,
        """
        select * from quality.gaten
        semi join getoond using (document_id)
        where is_current
        order by document, page, gap_no
        """,
    )


def acceptaties(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Conflicts that someone accepted, those that are open again first."""
    return rows(
        con,
        """
        select * from quality.acceptaties
        order by
            array_position(['vervallen', 'geldig', 'opgelost', 'vervangen', 'ingetrokken'], status), nr desc
        """,
    )


def correcties(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Cells that are read otherwise than printed, those whose correction does not fit first."""
    return rows(
        con,
        """
        select * from quality.correcties
        where status <> 'document_niet_aanwezig'
        order by status = 'toegepast', document, table_id, "row", col
        """,
    )


def na_te_kijken(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Per table and page the cells of current parts that were read from a picture with doubt."""
    return [place for members in places(con, NA_TE_KIJKEN).values() for place in members]


def niet_herkend(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """What was extracted and not understood, then what was left out with a reason."""
    return rows(
        con,
        """
        select * from quality.niet_herkend
        semi join getoond using (document_id)
        where is_current
        order by status = 'genegeerd', document, page, table_id, "row", col
        """,
    )


def controles(con: duckdb.DuckDBPyConnection) -> Row:
    """The last run's checks, and how the runs before it went. Empty lists where none was made yet."""
    exists = con.execute(
        "select 1 from duckdb_tables() where schema_name = 'quality' and table_name = 'controles'"
    ).fetchone()
    if not exists:
        return {"laatste": [], "runs": []}
    laatste = rows(
        con,
        """
        select * from quality.controles
        where gelopen_op = (select max(gelopen_op) from quality.controles)
        order by bron, geslaagd, array_position(['fout', 'waarschuwing', 'info'], ernst), suite, controle_id
        """,
    )
    return {"laatste": laatste, "runs": runs(con)}


def runs(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """The last thirty runs, the newest first: the checks, the comparisons, and the conflicts there were then.

    `nieuw` and `verdwenen` count the conflicts against the run before; None in the first run known.
    """
    return rows(
        con,
        """
        with runs as (
            select
                run_id,
                any_value(gelopen_op) as gelopen_op,
                count(*) filter (where bron = 'suite') as controles,
                count(*) filter (where bron = 'suite' and not geslaagd) as gezakt,
                sum(aantal) filter (where bron = 'vergelijking') as vergelijkingen,
                sum(afwijkingen) filter (where bron = 'vergelijking') as afwijkingen
            from quality.controles
            group by run_id
        ),
        opeenvolgend as (
            select
                *,
                lag(gelopen_op) over (order by gelopen_op) as vorige,
                lag(gelopen_op, 2) over (order by gelopen_op) as daarvoor
            from runs
            order by gelopen_op desc
            limit 30
        )
        -- the models are built shortly before the checks run, so what a run saw lies between two moments
        select
            r.*,
            count(h.conflict_id)
                filter (where h.laatst_gezien > coalesce(r.vorige, '-infinity')) as conflicten,
            case when any_value(r.vorige) is not null then count(h.conflict_id) filter (
                where h.eerst_gezien > r.vorige
            ) end as nieuw,
            case when any_value(r.vorige) is not null then count(h.conflict_id) filter (
                where h.laatst_gezien <= r.vorige and h.laatst_gezien > coalesce(r.daarvoor, '-infinity')
            ) end as verdwenen
        from opeenvolgend as r
        left join quality.conflict_historie as h on h.eerst_gezien <= r.gelopen_op
        group by all
        order by r.gelopen_op desc
        """,
    )


def nieuws(con: duckdb.DuckDBPyConnection, known: list[Row]) -> Row | None:
    """The newest of the runs `known` in which conflicts came or went, with which; None where none did.

    `nieuw` are ids, `verdwenen` rows with id and description: those conflicts are no longer among the others.
    """
    run = next((each for each in known if each["nieuw"] or each["verdwenen"]), None)
    if run is None:
        return None
    came = rows(
        con,
        f"""
        select conflict_id from quality.conflicten
        where eerst_gezien > '{run["vorige"]}' and eerst_gezien <= '{run["gelopen_op"]}'
        """,
    )
    gone = rows(
        con,
        f"""
        select conflict_id, omschrijving from quality.conflict_historie
        where laatst_gezien <= '{run["vorige"]}' and laatst_gezien > '{run["daarvoor"] or "-infinity"}'
        order by omschrijving
        """,
    )
    return {**run, "nieuw": {each["conflict_id"] for each in came}, "verdwenen": gone}
