"""What the report shows, read from the published tables. One function per section; plain dicts and lists.

The figures are taken as they stand in the marts: this module chooses and groups, and computes nothing but
sums and the shares for the bars.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from expectations.model import ERNST

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

# The parts a province and its gemeenten speak through, the first that states a figure is shown.
VOORRANG = ("provinciaal_plan", "provinciaal_verslag", "regionaal_plan", "uitsplitsing", "addendum", "overig")


def rows(con: duckdb.DuckDBPyConnection, query: str, parameters: list[Any] | None = None) -> list[Row]:
    """The rows of a query as dicts."""
    cursor = con.execute(query, parameters or [])
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
    """Conflicts, the heaviest first, each with every place it stands (heading, page, text as printed)."""
    found = rows(
        con,
        """
        select c.* exclude (bronnen), g.regio, p.gebied as provincie
        from quality.conflicten as c
        left join marts.gemeenten as g on g.gebied_code = c.gebied_code
        left join (select distinct provincie_code, provincie as gebied from marts.gemeenten) as p
            on p.provincie_code = coalesce(g.provincie_code, c.gebied_code)
        order by
            array_position(['fout', 'waarschuwing', 'info'], c.ernst),
            array_position(['land', 'provincie', 'regio', 'gemeente'], c.gebied_niveau),
            c.gebied, c.thema, c.maat, c.conflict_id
        """,
    )
    places = rows(
        con,
        """
        select b.*, t.kop
        from (select conflict_id, unnest(bronnen, recursive := true) from quality.conflicten) as b
        left join (select distinct document_id, table_id, kop from marts.cijfers) as t
            using (document_id, table_id)
        order by b.document_id, b.page, b.table_id, b."row", b.col
        """,
    )
    by_conflict: dict[str, list[Row]] = defaultdict(list)
    for place in places:
        by_conflict[place["conflict_id"]].append(place)
    for conflict in found:
        conflict["plaatsen"] = by_conflict[conflict["conflict_id"]]
    return found


def regios(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Per province and topic: each measure of the province, of its regions there, and in their own plans."""
    stated = rows(
        con,
        """
        select
            coalesce(g.provincie_code, c.provincie_code, c.gebied_code) as provincie_code,
            c.gebied_niveau, c.gebied, c.thema, c.maat, c.periode,
            c.deel = 'regionaal_plan' as uit_regio,
            list(distinct c.waarde order by c.waarde) as waarden
        from marts.cijfers as c
        left join (select distinct regio_code, provincie_code from marts.gemeenten) as g
            on g.regio_code = c.gebied_code and c.gebied_niveau = 'regio'
        where c.is_current and c.locatie is null and c.waarde is not null
            and c.gebied_niveau in ('regio', 'provincie')
            and c.maat <> 'percentage'
        group by all
        """,
    )
    names = dict(con.execute("select distinct provincie_code, provincie from marts.gemeenten").fetchall())
    other_meaning = set(
        con.execute(
            """select gebied, thema, maat, coalesce(periode, '')
            from quality.conflicten where soort = 'definitie'"""
        ).fetchall()
    )
    groups: dict[tuple[str, str], dict[tuple[str, str], Row]] = defaultdict(dict)
    for each in stated:
        measure = groups[each["provincie_code"], each["thema"]].setdefault(
            (each["maat"], each["periode"] or ""),
            {"maat": each["maat"], "periode": each["periode"], "provincie": None, "regios": {}},
        )
        if each["gebied_niveau"] == "provincie":
            measure["provincie"] = each["waarden"]
        else:
            key = (each["gebied"], each["thema"], each["maat"], each["periode"] or "")
            region = measure["regios"].setdefault(
                each["gebied"], {"provincie": None, "regio": None, "andere_definitie": key in other_meaning}
            )
            region["regio" if each["uit_regio"] else "provincie"] = each["waarden"]
    order = {thema: number for number, thema in enumerate(themas(con))}
    return [
        {
            "provincie": names.get(code, code),
            "thema": thema,
            "regios": sorted({name for each in measures.values() for name in each["regios"]}),
            # a measure that only one of them states has nothing to be set against
            "maten": [
                _som(each)
                for _, each in sorted(measures.items(), key=_maatvolgorde)
                if each["provincie"] or len(each["regios"]) > 1
            ],
            "eigen_plan": sorted(
                {name for each in measures.values() for name, said in each["regios"].items() if said["regio"]}
            ),
        }
        for (code, thema), measures in sorted(
            groups.items(), key=lambda item: (item[0][0], order.get(item[0][1], 9))
        )
    ]


MAATVOLGORDE = (
    "opgave", "opgave_regulier", "taakstelling", "taakstelling_incl_achterstand", "realisatie", "voornemens",
    "realisatie_plus_voornemens", "verschil", "restopgave", "verwachte_achterstand", "vaste_voorraad", "poo",
)  # fmt: skip


def _maatvolgorde(item: tuple[tuple[str, str], Row]) -> tuple[int, str, str]:
    (maat, periode), _ = item
    return (MAATVOLGORDE.index(maat) if maat in MAATVOLGORDE else len(MAATVOLGORDE), maat, periode)


def _som(measure: Row) -> Row:
    """Add the sum of the regions, whether it all agrees (None: nothing to compare), and the shares.

    `anders_bedoeld` is true where a region's own plan gives another figure because it means something else.
    """
    regions = measure["regios"]
    values = {name: said["provincie"] or said["regio"] for name, said in regions.items()}
    single = {name: each[0] for name, each in values.items() if len(each) == 1}
    total = sum(single.values()) if single and len(single) == len(values) else None
    for said in regions.values():
        said["anders"] = bool(said["provincie"] and said["regio"] and said["provincie"] != said["regio"])
    same = not any(said["anders"] and not said["andere_definitie"] for said in regions.values())
    whole = sum(abs(each) for each in single.values())
    return {
        **measure,
        "anders_bedoeld": any(said["anders"] and said["andere_definitie"] for said in regions.values()),
        "som": total,
        "klopt": None
        if not measure["provincie"] or total is None
        else same and measure["provincie"] == [total],
        "delen": {name: abs(each) / whole for name, each in sorted(single.items())} if whole else {},
    }


def gemeenten(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Per topic and region: what each gemeente has to do and has done, for the period of its task."""
    stated = rows(
        con,
        """
        with cijfers as (
            select *
            from marts.cijfers
            where is_current and gebied_niveau = 'gemeente' and locatie is null and waarde is not null
                and (kwalificatie is null or kwalificatie not in ('nood', 'procent'))
        ),
        taken as (
            select gebied_code, thema, periode, maat, arg_min(waarde, array_position(?, deel)) as taak
            from cijfers
            where maat in ('opgave', 'taakstelling_incl_achterstand')
            group by all
        ),
        realisaties as (
            select gebied_code, thema, periode, arg_min(waarde, array_position(?, deel)) as realisatie
            from cijfers
            where maat = 'realisatie'
            group by all
        )
        select g.provincie, g.regio, g.gemeente, t.thema, t.periode, t.maat, t.taak, r.realisatie
        from taken as t
        inner join marts.gemeenten as g using (gebied_code)
        left join realisaties as r using (gebied_code, thema, periode)
        left join quality.regels_themas as k using (thema)
        order by k.volgorde, g.provincie, g.regio, g.gemeente
        """,
        [list(VOORRANG), list(VOORRANG)],
    )
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for each in stated:
        groups[each["thema"], each["provincie"], each["regio"], each["periode"], each["maat"]].append(each)
    return [
        {
            "thema": thema,
            "provincie": provincie,
            "regio": regio,
            "periode": periode,
            "maat": maat,
            "gemeenten": members,
            "schaal": max(max(each["taak"], each["realisatie"] or 0) for each in members) or 1,
        }
        for (thema, provincie, regio, periode, maat), members in groups.items()
    ]


def delen(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Parts with their edition, and what was read from each."""
    return rows(con, "select * from marts.documenten order by document, document_id, page_from")


def gaten(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Pictures of tables in current parts that could not be read."""
    return rows(con, "select * from quality.gaten where is_current order by document, page, gap_no")


def na_te_kijken(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Cells of current parts that were read from a picture with doubt, the most doubtful first."""
    return rows(
        con,
        """
        select * from quality.na_te_kijken
        where is_current
        order by cijfer_ids is null, confidence, document, page, table_id, "row", col
        """,
    )


def niet_herkend(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """What was extracted and not understood, then what was left out with a reason."""
    return rows(
        con,
        """
        select * from quality.niet_herkend
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
    runs = rows(
        con,
        """
        select
            run_id,
            any_value(gelopen_op) as gelopen_op,
            count(*) filter (where bron = 'suite') as controles,
            count(*) filter (where bron = 'suite' and not geslaagd) as gezakt,
            sum(aantal) filter (where bron = 'vergelijking') as vergelijkingen,
            sum(afwijkingen) filter (where bron = 'vergelijking') as afwijkingen
        from quality.controles
        group by run_id
        order by gelopen_op desc
        limit 30
        """,
    )
    return {"laatste": laatste, "runs": runs}
