"""Errors planted in plans that hold: which cells can be planted, how a cell is changed, what is then flagged.

What can be planted is worked out here from the figures alone, not from the comparisons that are to find it:
a figure that stands in two tables, a row or total of a column that adds up, a percentage or difference that
follows from its row, a date of a location, a capacity that two tables give. A figure stated once cannot be
planted, and a percentage that is one off may have been rounded up or down.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import duckdb

from pipelines import dbt
from warehouse import Home

Cell = tuple[str, str, int, int]  # document_id, table_id, row, col

_PLAIN = re.compile(r"[-+]?\s?\d[\d.]*\s?%?")
_DATE = re.compile(r"(\d{1,2})([-/. ]+)(\d{1,2})([-/. ]+)(\d{4})")

# A figure that other tables state too, with one value everywhere.
_TWICE = """
    select c.document_id, c.table_id, c."row", c.col, c.gebied, c.raw_text
    from intermediate.int_cijfers as c
    where c.is_current and c.locatie is null and c.kwalificatie is null and c.waarde is not null
        and c.rij_rol in ('data', 'totaal')
    window same as (
        partition by coalesce(c.gebied_code, c.gebied), c.thema, c.maat, c.periode, c.peildatum
    )
    qualify count(distinct c.table_id) over same > 1 and min(c.waarde) over same = max(c.waarde) over same
"""
# Rows and total of a column with one total, that adds up.
_SUM = """
    select document_id, table_id, "row", col, gebied, raw_text
    from intermediate.int_cijfers as c
    inner join raw.maten as m using (maat)
    where c.is_current and m.optelbaar and c.rij_rol in ('data', 'totaal') and c.kwalificatie is null
    window kolom as (partition by document_id, table_id, col)
    qualify count(*) filter (where rij_rol = 'totaal') over kolom = 1 and count(*) over kolom > 2
        and count(waarde) over kolom = count(*) over kolom
        and sum(if(rij_rol = 'totaal', -waarde, waarde)) over kolom = 0
        and count(distinct (thema, maat, periode)) over kolom = 1
"""
# A difference or percentage that follows from the task and the result in its row.
_DERIVED = """
    select t.document_id, t.table_id, t."row", t.col, t.gebied, t.raw_text
    from intermediate.int_cijfers as t
    inner join intermediate.int_cijfers as o
        on o.document_id = t.document_id and o.table_id = t.table_id and o."row" = t."row"
            and o.thema = t.thema
            and o.maat in ('opgave', 'taakstelling', 'taakstelling_incl_achterstand')
    inner join intermediate.int_cijfers as r
        on r.document_id = t.document_id and r.table_id = t.table_id and r."row" = t."row"
            and r.thema = t.thema
            and r.maat in ('realisatie', 'behaald')
    where t.is_current and t.maat in ('verschil', 'percentage') and t.kwalificatie is distinct from 'voetnoot'
    group by all
    having bool_or(t.waarde = case t.maat
        when 'verschil' then r.waarde - o.waarde else round(100 * r.waarde / nullif(o.waarde, 0)) end)
"""
_DATES = """
    select document_id, table_id, startdatum_row, startdatum_col, gebied, startdatum_tekst, einddatum_tekst,
        'start'
    from intermediate.int_locaties
    where is_current and startdatum_precisie = 'dag' and startdatum_col <> coalesce(einddatum_col, -1)
    union all
    select document_id, table_id, einddatum_row, einddatum_col, gebied, einddatum_tekst, startdatum_tekst,
        'eind'
    from intermediate.int_locaties
    where is_current and einddatum_precisie = 'dag' and einddatum_col <> coalesce(startdatum_col, -1)
        and startdatum_precisie = 'dag'
"""
# A location that two tables name alike, with one capacity.
_PLACES = """
    select document_id, table_id, "row", col, gebied, capaciteit_tekst
    from intermediate.int_locaties
    where is_current and naamkern <> '' and capaciteit is not null and kwalificatie is null
    window naam as (partition by gebied_code, naamkern)
    qualify count(distinct (document_id, part_no)) over naam > 1 and count(*) over naam = 2
        and min(capaciteit) over naam = max(capaciteit) over naam
"""
_ALARMS = """
    select conflict_id, waarden, omschrijving, regels, oorzaak_id, bronnen
    from intermediate.int_conflicten
    where ernst <> 'info'
"""


@dataclass(frozen=True)
class Plant:
    """A cell with the text it gets."""

    kind: str
    cell: Cell
    gebied: str
    before: str
    after: str


@dataclass(frozen=True)
class Alarm:
    """A conflict of severity fout or waarschuwing."""

    conflict_id: str
    waarden: tuple[str, ...]
    omschrijving: str
    regels: tuple[str, ...]
    oorzaak_id: str | None
    cells: frozenset[Cell]


@dataclass(frozen=True)
class Outcome:
    """What was planted, what of it was not flagged, and what was flagged elsewhere."""

    planted: list[Plant]
    missed: list[Plant]
    elsewhere: list[Alarm]


class Field:
    """Plans that are built, copied to a database of its own, in which errors are planted again and again."""

    def __init__(self, home: Home, directory: Path) -> None:
        """Compiles the models of `home` and copies its writer's database to `directory`."""
        dbt.invoke(home, ["compile", "--full-refresh"])
        self._models = list(_in_order(home.dbt / "target" / "manifest.json"))
        directory.mkdir(parents=True, exist_ok=True)
        database = directory / home.build.name  # compiled models name the database
        shutil.copy(home.build, database)
        self.con = duckdb.connect(str(database))
        self._build()
        self.before = {alarm.conflict_id: alarm.waarden for alarm in self.alarms()}
        self.candidates = {
            kind: self.con.execute(f"select * from ({sql}) order by all").fetchall()  # one draw for one seed
            for kind, sql in [
                ("kruis", _TWICE),
                ("som", _SUM),
                ("afleiding", _DERIVED),
                ("datum", _DATES),
                ("locatie", _PLACES),
            ]
        }

    def draw(self, choose: random.Random, n: int) -> list[Plant]:
        """At most `n` errors, each in an area and a column of its own, of all kinds in turn."""
        shuffled = [
            [(kind, row) for row in choose.sample(rows, len(rows))] for kind, rows in self.candidates.items()
        ]
        pool = [item for turn in zip_longest(*shuffled) for item in turn if item]
        plants: list[Plant] = []
        used: set[tuple] = set()
        for kind, (document_id, table_id, row, col, gebied, text, *more) in pool:
            column, area = (document_id, table_id, col), (document_id, gebied)
            after = _changed(choose, kind, text, *more)
            if len(plants) < n and after and not used & {column, area}:
                plants.append(Plant(kind, (document_id, table_id, row, col), gebied, text, after))
                used |= {column, area}
        return plants

    def plant(self, plants: Iterable[Plant]) -> Outcome:
        """What is flagged once these errors stand in the plans. The plans are then as they were."""
        plants = list(plants)
        for each in plants:
            self._write(each.cell, each.after)
        self._build()
        new = [alarm for alarm in self.alarms() if self.before.get(alarm.conflict_id) != alarm.waarden]
        for each in plants:
            self._write(each.cell, each.before)
        flagged = set().union(*(alarm.cells for alarm in new))
        planted = {each.cell for each in plants}
        touching = {alarm.conflict_id for alarm in new if alarm.cells & planted}
        return Outcome(
            plants,
            [each for each in plants if each.cell not in flagged],
            [a for a in new if a.conflict_id not in touching and a.oorzaak_id not in touching],
        )

    def alarms(self) -> list[Alarm]:
        """The conflicts that are no `info`."""
        return [
            Alarm(
                conflict_id,
                tuple(waarden or ()),
                omschrijving,
                tuple(regels),
                oorzaak_id,
                frozenset((b["document_id"], b["table_id"], b["row"], b["col"]) for b in bronnen or ()),
            )
            for conflict_id, waarden, omschrijving, regels, oorzaak_id, bronnen in self.con.execute(
                _ALARMS
            ).fetchall()
        ]

    def _write(self, cell: Cell, text: str) -> None:
        self.con.execute(
            'update raw.cells set text = ? where (document_id, table_id, "row", col) = (?, ?, ?, ?)',
            [text, *cell],
        )

    def _build(self) -> None:
        for name, kind, code in self._models:
            self.con.execute(f"create or replace {kind} {name} as {code}")


def _in_order(manifest: Path) -> Iterator[tuple[str, str, str]]:
    """Name, kind and SQL of the models that conflicts are made of, each after those it reads."""
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"]
    seen: set[str] = set()

    def visit(key: str) -> Iterator[tuple[str, str, str]]:
        node = nodes.get(key)
        if node is None or node["resource_type"] != "model" or key in seen:
            return
        seen.add(key)
        for parent in node["depends_on"]["nodes"]:
            yield from visit(parent)
        kind = "view" if node["config"]["materialized"] == "view" else "table"
        yield f'"{node["schema"]}"."{node["alias"]}"', kind, node["compiled_code"]

    return visit("model.opvangplannen.int_conflicten")


def _changed(choose: random.Random, kind: str, text: str, *more: str) -> str | None:
    """Another text for a cell, in its own style; None where it cannot be changed."""
    if kind == "datum":
        return _changed_date(choose, text, *more)
    if not _PLAIN.fullmatch(text.strip()):
        return None
    digits = re.sub(r"\D", "", text)
    number = int(digits)
    ways = [number + 1, number - 1, number + max(2, number // 50), number + max(3, number // 10), number * 10]
    if len(digits) > 1:
        at = choose.randrange(len(digits) - 1)
        ways.append(int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]))
    other = choose.choice(ways)
    if other == number or other < 0 or ("%" in text and abs(other - number) == 1):
        return None
    printed = f"{other:,}".replace(",", ".") if "." in text or number < 1000 <= other else str(other)
    sign = "-" if "-" in text else "+" if "+" in text else ""
    if sign and choose.random() < 0.2 and number:
        sign, printed = ("" if sign == "-" else "-"), text.strip().lstrip("-+ ").rstrip("% ")
    return sign + printed + (" %" if " %" in text else "%" if "%" in text else "")


def _changed_date(choose: random.Random, text: str, other: str | None, which: str) -> str | None:
    """A date that does not exist, a year far off, or an end before the start."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    day, one, month, two, year = match.groups()
    ways = [f"31{one}02{two}{year}", f"{day}{one}{month}{two}{2202 if which == 'eind' else 1202}"]
    if which == "eind" and other and (start := _DATE.search(other)):
        ways.append(f"{day}{one}{month}{two}{int(start[5]) - 1}")
    return choose.choice(ways)
