"""Documents that come one after the other give the warehouse that a whole build of all of them gives."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines import dbt
from pipelines.errors import DbtError
from tests.dbt.plan import Plan, gemeente
from warehouse import Home, load_records, write_records
from warehouse.models import documents_made_anew

PROVINCES = {"Waterland": ["Aardorp", "Beekstad", "Bergen", "Waterland"], "Duinland": ["Bergen", "Aardorp"]}
# Tables of the documents that a build looked at, texts read once and for all, and moments of building.
OF_THE_BUILD = ("int_geraakt", "int_stand", "gemaakt_door", "conflict_historie")
KEPT = (
    "int_delen", "int_editie_paren", "int_gebieden_in_document", "int_cijfers", "int_locaties",
    "int_veranderingen", "int_vergelijkingen", "int_conflicten",
)  # fmt: skip


def plan(document_id: str, choose: random.Random) -> Plan:
    """A plan of one of two provinces in one of two cycles, or an addendum to one, with figures by chance."""
    province = choose.choice(list(PROVINCES))
    cycle = choose.choice(["1e cyclus", "2e cyclus", None])
    day = date(2024, 11, 1) + timedelta(days=choose.randrange(700))
    made = Plan(document_id, day.isoformat(), f"{document_id}.pdf")
    kinds = choose.choice(
        [["provinciaal_plan"], ["addendum"], ["provinciaal_verslag", "provinciaal_plan", "regionaal_plan"]]
    )
    perioden = {"asiel": cycle, "statushouders": "2024-II"} if cycle else {"statushouders": "2024-II"}
    for part_no, kind in enumerate(kinds, start=1):
        area = ("Oost", "regio") if kind == "regionaal_plan" else (province, "provincie")
        made.part(part_no, kind, *area, cyclus=cycle, perioden=perioden)
        areas = PROVINCES[province][: choose.randint(1, 4)]
        figures = [choose.choice([10, 20, 30]) for _ in areas]
        total = sum(figures) + choose.choice([0, 0, 5])
        made.table(
            [
                *(
                    [area, str(figure), choose.choice(["7", "8", "-"])]
                    for area, figure in zip(areas, figures, strict=True)
                ),
                ["Totaal", str(total), ""],
            ],
            [{"rol": "gebied"}, {"maat": "opgave"}, {"maat": "realisatie"}],
            [
                *(gemeente(area) for area in areas),
                {"rol": "totaal", "gebied": province, "gebied_niveau": "provincie"},
            ],
            part_no=part_no,
            thema=choose.choice(["asiel", "statushouders"]),
        )
        made.table(
            [
                [
                    areas[0],
                    choose.choice(["Molen", "de Molen", "Dijk"]),
                    choose.choice(["34", "40"]),
                    "1-11-2023",
                ],
                [areas[-1], "Hof", choose.choice(["12", "13"]), choose.choice(["1-1-2025", "31-2-2025"])],
            ],
            [
                {"rol": "gebied"},
                {"rol": "kenmerk", "kenmerk": "locatie"},
                {"maat": "capaciteit"},
                {"rol": "kenmerk", "kenmerk": "startdatum"},
            ],
            [gemeente(areas[0]), gemeente(areas[-1])],
            part_no=part_no,
            thema="asiel",
        )
    return made


def load(home: Home, made: Plan) -> None:
    write_records(made.records, home.records(made.document_id))
    load_records(home, home.records(made.document_id))


@pytest.mark.parametrize("seed", [1])
def test_what_comes_bit_by_bit_is_what_comes_at_once_or_in_turns(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose = random.Random(seed)
    bit_by_bit, at_once = Home(tmp_path / "bits").ensure(), Home(tmp_path / "whole").ensure()
    in_turns = Home(tmp_path / "turns").ensure()
    known: list[str] = []
    for step in range(4):
        new = [f"{seed}{step}{number}".ljust(12, "0") for number in range(3)]
        again = choose.sample(
            known, min(len(known), 2)
        )  # read with other content: tables and figures may be gone
        for document_id in [*new, *again]:
            load(bit_by_bit, plan(document_id, choose))
        known += new
        dbt.build(bit_by_bit)
        with duckdb.connect(str(bit_by_bit.build), read_only=True) as con:
            made = con.execute(
                "select count(distinct document_id) from intermediate.int_geraakt where opnieuw"
            ).fetchone()
            assert len(known) >= made[0] >= len(new) + len(again)
    shutil.copy(bit_by_bit.build, at_once.build)
    dbt.build(at_once, anew=True)
    assert different_tables(bit_by_bit.build, at_once.build) == {}

    shutil.copy(bit_by_bit.build, in_turns.build)
    monkeypatch.setattr(dbt, "TURN", 5)
    dbt.build(in_turns, anew=True)
    assert different_tables(at_once.build, in_turns.build) == {}
    with duckdb.connect(str(in_turns.build), read_only=True) as con:
        assert con.execute("select count(*) from intermediate.beurt").fetchone() == (0,)
        assert documents_made_anew(con) is None  # all of them, and not those of the last turn


def test_what_came_in_is_tested_as_it_was_loaded(tmp_path: Path) -> None:
    """Tests on raw and staging look at what was loaded since the last build, however far this one is."""
    home = Home(tmp_path / "home").ensure()
    choose = random.Random(2)
    load(home, plan("first0000000", choose))
    dbt.build(home)
    second = plan("second000000", choose)
    cells = second.records["cells"]
    second.records["cells"] = [*cells, cells[0]]  # twice in one place
    load(home, second)
    with pytest.raises(DbtError, match="unique_combination_stg_cellen"):
        dbt.build(home)


def different_tables(one: Path, other: Path) -> dict[str, int]:
    """The tables that hold other rows, with how many."""
    with duckdb.connect() as con:
        con.execute(f"attach '{one}' as one (read_only); attach '{other}' as other (read_only)")
        names = con.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'one'"
            " and (schema_name in ('marts', 'quality') or list_contains($kept, table_name))"
            " and not list_contains($not, table_name)",
            {"kept": KEPT, "not": OF_THE_BUILD},
        ).fetchall()
        assert len(names) > 25
        found = {}
        for schema, table in names:
            columns = "* exclude (laatst_gezien)" if table == "conflicten" else "*"
            rows = [f'select {columns} from {side}.{schema}."{table}"' for side in ("one", "other")]
            (number,) = con.execute(
                f"select count(*) from (({rows[0]} except all {rows[1]})"
                f" union all ({rows[1]} except all {rows[0]}))"
            ).fetchone()
            if number:
                found[f"{schema}.{table}"] = number
        return found
