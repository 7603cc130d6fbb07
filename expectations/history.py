"""The history of checks: every run adds its outcomes to `quality.controles`, passes too.

The table is this package's own: dbt knows nothing of it, so no build drops what earlier runs found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from expectations.model import Controle

if TYPE_CHECKING:
    import duckdb

DDL = """
create schema if not exists quality;
create table if not exists quality.controles (
    run_id varchar not null,
    bron varchar not null,
    suite varchar not null,
    controle_id varchar not null,
    tabel varchar not null,
    verwachting varchar not null,
    omschrijving varchar not null,
    ernst varchar not null,
    eigenaar varchar not null,
    geslaagd boolean not null,
    aantal bigint not null,
    afwijkingen bigint not null,
    voorbeelden varchar[] not null,
    melding varchar,
    gelopen_op timestamptz not null,
    bereik varchar not null
);
alter table quality.controles add column if not exists bereik varchar default 'alles';
comment on table quality.controles is 'Eén rij per controle en run, ook als de controle slaagde.';
comment on column quality.controles.run_id is 'Kenmerk van de run.';
comment on column quality.controles.bron is 'suite (een verwachting) of vergelijking (al die van een regel).';
comment on column quality.controles.suite is 'Suite waarin de verwachting staat.';
comment on column quality.controles.controle_id is 'Vaste sleutel: suite en verwachting, of de regel.';
comment on column quality.controles.tabel is 'Tabel of zoekvraag waarop gecontroleerd is.';
comment on column quality.controles.verwachting is 'Soort verwachting, of de soort van de regel.';
comment on column quality.controles.omschrijving is 'Wat waar moet zijn, als Nederlandse zin.';
comment on column quality.controles.ernst is 'Hoe zwaar een afwijking weegt: fout, waarschuwing of info.';
comment on column quality.controles.eigenaar is 'Wie een afwijking kan oplossen.';
comment on column quality.controles.geslaagd is 'Waar als er geen afwijkingen zijn.';
comment on column quality.controles.aantal is 'Hoeveel rijen of vergelijkingen bekeken zijn.';
comment on column quality.controles.afwijkingen is 'Hoeveel daarvan afwijken.';
comment on column quality.controles.voorbeelden is 'Ten hoogste vijf van de afwijkingen.';
comment on column quality.controles.melding is 'Waarom er niets te bekijken was of niets bekeken kon worden.';
comment on column quality.controles.gelopen_op is 'Wanneer de run gecontroleerd is.';
comment on column quality.controles.bereik is 'alles, of documenten: alleen wat die run opnieuw maakte.';
"""

# What the comparisons of the warehouse came to, per rule; a rule that had nothing to compare is told too.
VERGELIJKINGEN = """
with geteld as (
    select regel_id, uitkomst = 'afwijkend' as wijkt_af, gebied, count(*) as aantal
    from quality.vergelijkingen
    group by all
)
select
    r.regel_id,
    r.soort,
    r.omschrijving,
    r.ernst,
    r.eigenaar,
    coalesce(sum(g.aantal), 0)::bigint as aantal,
    coalesce(sum(g.aantal) filter (where g.wijkt_af), 0)::bigint as afwijkingen,
    list(g.gebied) filter (where g.wijkt_af) as gebieden
from quality.regels_vergelijking as r
left join geteld as g using (regel_id)
group by all
order by r.soort, r.regel_id
"""


def ensure(con: duckdb.DuckDBPyConnection) -> None:
    """Make `quality.controles` where it is missing."""
    con.execute(DDL)


def comparisons(con: duckdb.DuckDBPyConnection, run_id: str) -> list[Controle]:
    """One `Controle` per rule of comparison: how many comparisons were made and how many disagreed."""
    rows = con.execute(VERGELIJKINGEN).fetchall()
    return [
        Controle(
            run_id=run_id,
            bron="vergelijking",
            suite="vergelijkingen",
            controle_id=regel_id,
            tabel="quality.vergelijkingen",
            verwachting=soort,
            omschrijving=omschrijving,
            ernst=ernst,
            eigenaar=eigenaar,
            geslaagd=afwijkingen == 0,
            aantal=aantal,
            afwijkingen=afwijkingen,
            voorbeelden=sorted(gebieden or [])[:5],
            melding=None if aantal else "er was niets te vergelijken",
        )
        for regel_id, soort, omschrijving, ernst, eigenaar, aantal, afwijkingen, gebieden in rows
    ]


def record(
    con: duckdb.DuckDBPyConnection, controles: Sequence[Controle], *, at: datetime | None = None
) -> None:
    """Add a run: the `controles` given, and what the comparisons came to. The same run again replaces itself.

    `con` must be able to write; `at` is when the run was made (now by default).
    """
    ensure(con)
    run_ids = {each.run_id for each in controles}
    if len(run_ids) != 1:
        raise ValueError(f"the checks of one run have one run_id, not {sorted(run_ids)}")
    (run_id,) = run_ids
    moment = at or datetime.now(UTC)
    rows = [(*astuple(each), moment) for each in [*controles, *comparisons(con, run_id)]]
    columns = ", ".join([*(each.name for each in fields(Controle)), "gelopen_op"])
    marks = ", ".join("?" * (len(fields(Controle)) + 1))
    con.begin()
    try:
        con.execute("delete from quality.controles where run_id = ?", [run_id])
        con.executemany(f"insert into quality.controles ({columns}) values ({marks})", rows)
        con.commit()
    except BaseException:
        con.rollback()
        raise
