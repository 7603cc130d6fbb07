"""What there is to tell: open conflicts, failed checks, gaps, documents that could not be read, and a build
that failed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from expectations.report_data import rows
from pipelines import builds, failures
from pipelines.alerts.config import RULES
from warehouse.home import Home
from warehouse.published import connect_published

if TYPE_CHECKING:
    import duckdb

CONFLICTEN = """
    with plaatsen as (
        -- the places that print one of the differing values come first, the parts of a sum after them
        select
            c.conflict_id, b.deel, b.deel_gebied, b.page, b.raw_text as tekst, d.document,
            list_has_any(c.waarden, [b.raw_text, regexp_replace(b.raw_text, '[^0-9-]', '', 'g')]) as noemt
        from (select conflict_id, waarden, unnest(bronnen) as b from quality.conflicten) as c
        left join (select distinct document_id, document from marts.documenten) as d
            on d.document_id = b.document_id
    ),
    gebieden as (
        select gebied_code, regio, provincie from marts.gemeenten
        union all
        select regio_code, any_value(regio), any_value(provincie) from marts.gemeenten group by regio_code
        union all
        select distinct provincie_code, null, provincie from marts.gemeenten
    )
    select
        c.conflict_id as id, c.ernst, c.soort, c.eigenaar, c.thema, c.maat, c.gebied_niveau, c.gebied,
        g.regio, g.provincie, c.omschrijving, c.waarden, c.verschil,
        if(c.status = 'open', null, coalesce(c.status_reden, '')) as geaccepteerd,
        (
            select list({deel: deel, deel_gebied: deel_gebied, page: page, tekst: tekst, document: document}
                order by noemt desc, document, page)
            from plaatsen as p where p.conflict_id = c.conflict_id
        ) as plaatsen
    from quality.conflicten as c
    left join gebieden as g on g.gebied_code = c.gebied_code
    order by c.conflict_id
"""
# A run that looked at some documents only says nothing of what others failed on: it stands until a whole one.
CONTROLES = """
    with heel as (
        select controle_id, max(gelopen_op) as gelopen_op from quality.controles
        where bereik = 'alles' group by controle_id
    ),
    laatste as (select arg_max(run_id, gelopen_op) as run_id from quality.controles)
    select c.controle_id as id, c.ernst, c.verwachting as soort, c.eigenaar, c.afwijkingen as verschil,
        c.omschrijving || ': ' || coalesce(c.melding, c.afwijkingen || ' afwijkend') as omschrijving,
        [c.afwijkingen::varchar] as waarden
    from quality.controles as c
    left join heel using (controle_id)
    where c.bron = 'suite' and c.ernst = 'fout' and not c.geslaagd and not list_contains(?, c.suite)
        and (heel.gelopen_op is null or c.gelopen_op >= heel.gelopen_op)
        and c.controle_id in (select controle_id from quality.controles inner join laatste using (run_id))
    qualify row_number() over (partition by c.controle_id order by c.gelopen_op desc) = 1
    order by c.controle_id
"""
GATEN = """
    select concat_ws(' ', document_id, deel, deel_gebied) as id, document, deel, deel_gebied,
        list(page order by page) as paginas
    from quality.gaten where is_current
    group by document_id, document, deel, deel_gebied
    order by id
"""


@dataclass(frozen=True)
class Plaats:
    """Where something is printed. `page` counts from 1, in the PDF named `document`."""

    deel: str
    deel_gebied: str | None
    page: int
    tekst: str
    document: str | None = None

    @property
    def stuk(self) -> str:
        return stuk(self.deel, self.deel_gebied)


@dataclass(frozen=True)
class Melding:
    """Something a person may want to hear of. `verschil` is its size: it is worse when that grows.

    `geaccepteerd` is the reason of who accepted it, None while it is open.
    """

    id: str
    onderwerp: str  # conflict, controle, document, gat or bouw
    ernst: str
    soort: str
    eigenaar: str
    omschrijving: str
    waarden: tuple[str, ...] = ()
    verschil: float | None = None
    thema: str | None = None
    maat: str | None = None
    gebied_niveau: str | None = None
    gebied: str | None = None
    regio: str | None = None
    provincie: str | None = None
    plaatsen: tuple[Plaats, ...] = ()
    geaccepteerd: str | None = None

    @property
    def kenmerk(self) -> str:
        """The id within its kind: the conflict_id of a conflict."""
        return self.id.partition(":")[2]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Melding:
        """The inverse of `as_dict`, also after JSON made lists of the tuples."""
        plaatsen = tuple(Plaats(**each) for each in stored["plaatsen"])
        return replace(cls(**stored), waarden=tuple(stored["waarden"]), plaatsen=plaatsen)


def findings(home: Home) -> dict[str, Melding]:
    """Everything there is to tell about a home now, by id; accepted conflicts too, which say so."""
    found = [*_build(home), *_documents(home)]
    if home.warehouse.exists():
        with connect_published(home) as con:
            found += [*_conflicts(con), *_checks(con), *_gaps(con)]
    return {each.id: each for each in found}


def stuk(deel: str, deel_gebied: str | None) -> str:
    """A part in words: regionaal plan Twente."""
    return " ".join(filter(None, [deel.replace("_", " "), deel_gebied]))


def _conflicts(con: duckdb.DuckDBPyConnection) -> Iterator[Melding]:
    for row in rows(con, CONFLICTEN):
        row["id"] = f"conflict:{row['id']}"
        row["waarden"] = tuple(row["waarden"] or ())
        row["plaatsen"] = tuple(Plaats(**each) for each in row["plaatsen"] or ())
        yield Melding(onderwerp="conflict", **row)


def _checks(con: duckdb.DuckDBPyConnection) -> Iterator[Melding]:
    for row in rows(con, CONTROLES, [RULES["tellen_conflicten"]]):
        row["id"] = f"controle:{row['id']}"
        row["waarden"] = tuple(row["waarden"])
        yield Melding(onderwerp="controle", **row)


def _gaps(con: duckdb.DuckDBPyConnection) -> Iterator[Melding]:
    """One finding per part: its pictures come and go together."""
    for row in rows(con, GATEN):
        pages = row["paginas"]
        tables = "1 tabel is een plaatje" if len(pages) == 1 else f"{len(pages)} tabellen zijn een plaatje"
        yield Melding(
            id=f"gat:{row['id']}",
            onderwerp="gat",
            **RULES["gat"],
            gebied=row["deel_gebied"],
            omschrijving=f"In {stuk(row['deel'], row['deel_gebied'])} ({row['document']}): {tables}"
            f" en niet gelezen (p. {', '.join(map(str, dict.fromkeys(pages)))})",
            waarden=tuple(map(str, pages)),
            verschil=len(pages),
        )


def _documents(home: Home) -> Iterator[Melding]:
    for failure in failures.known(home):
        yield Melding(
            id=f"document:{failure.document_id or failure.file_name}",
            onderwerp="document",
            **RULES["document"],
            omschrijving=f"{failure.file_name} kon niet gelezen worden: {failure.reason}",
            waarden=(failure.reason,),
        )


def _build(home: Home) -> Iterator[Melding]:
    if failed := builds.failed(home):
        yield Melding(
            id="bouw:warehouse",
            onderwerp="bouw",
            **RULES["bouw"],
            omschrijving=f"Het warehouse en het rapport konden niet vernieuwd worden: {failed.reason}",
            waarden=(failed.reason,),
        )
