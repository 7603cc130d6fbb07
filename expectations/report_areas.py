"""The areas in the report: what a province, its regions and gemeenten have to do and did."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from expectations.report_data import rows, themas

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

# The parts a province and its gemeenten speak through, the first that states a figure is shown.
VOORRANG = ["provinciaal_plan", "provinciaal_verslag", "regionaal_plan", "uitsplitsing", "addendum", "overig"]


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
        semi join getoond as d on d.document_id = c.document_id
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


def opgaven(con: duckdb.DuckDBPyConnection) -> dict[str, list[Row]]:
    """Topic → per province and period what the province, its regions and its gemeenten have to do and did.

    Each area has its `taak`, `realisatie` (None where none is stated for that period) and the number of open
    `conflicten` about it; `schaal` is the largest figure of those that are drawn together.
    """
    stated = rows(
        con,
        f"""
        with gebieden as (
            select gebied_code, 'gemeente' as gebied_niveau, gemeente as gebied, regio, provincie
            from marts.gemeenten
            union all
            select regio_code, 'regio', any_value(regio), any_value(regio), any_value(provincie)
            from marts.gemeenten
            group by regio_code
            union all
            select distinct provincie_code, 'provincie', provincie, null, provincie from marts.gemeenten
        ),
        cijfers as (
            select *, array_position({VOORRANG}, deel) as voorrang
            from marts.cijfers
            semi join getoond using (document_id)
            where is_current and locatie is null and waarde is not null
                and (kwalificatie is null or kwalificatie not in ('nood', 'procent'))
        ),
        taken as (
            select gebied_code, thema, periode, maat, arg_min(waarde, voorrang) as taak
            from cijfers
            where maat in ('opgave', 'taakstelling_incl_achterstand')
            group by all
        ),
        realisaties as (
            select gebied_code, thema, periode, arg_min(waarde, voorrang) as realisatie
            from cijfers
            where maat = 'realisatie'
            group by all
        ),
        conflicten as (
            select gebied_code, thema, count(*) as conflicten
            from quality.conflicten
            where status = 'open' and ernst <> 'info'
            group by all
        )
        select
            g.*, t.thema, t.periode, t.maat, t.taak, r.realisatie, coalesce(c.conflicten, 0) as conflicten
        from taken as t
        inner join gebieden as g using (gebied_code)
        left join realisaties as r using (gebied_code, thema, periode)
        left join conflicten as c using (gebied_code, thema)
        left join quality.regels_themas as k using (thema)
        order by
            k.volgorde, g.provincie, t.periode, t.maat,
            array_position(['provincie', 'regio', 'gemeente'], g.gebied_niveau), g.regio, g.gebied
        """,
    )
    series: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for each in stated:
        series[each["thema"], each["provincie"], each["periode"], each["maat"]].append(each)
    found: dict[str, list[Row]] = defaultdict(list)
    for (thema, provincie, periode, maat), areas in series.items():
        above = [each for each in areas if each["gebied_niveau"] != "gemeente"]
        by_region: dict[str, list[Row]] = defaultdict(list)
        for each in areas:
            if each["gebied_niveau"] == "gemeente":
                by_region[each["regio"]].append(each)
        found[thema].append(
            {
                "provincie": provincie,
                "periode": periode,
                "maat": maat,
                "gebieden": above,
                "schaal": _schaal(above),
                "regios": [
                    {"regio": regio, "gemeenten": members, "schaal": _schaal(members)}
                    for regio, members in by_region.items()
                ],
            }
        )
    return found


def _schaal(areas: list[Row]) -> float:
    return max((max(each["taak"], each["realisatie"] or 0) for each in areas), default=0) or 1
