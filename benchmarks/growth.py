"""What one more plan costs when many are in already, and what the warehouse then weighs.

`python benchmarks/growth.py plan.pdf` reads the plan once, writes variations of it into `raw` of new homes
(other provinces, cycles, editions and figures), builds those homes, and ingests the plan into each in a fresh
process. CPU is in seconds of the processor: those hardly change with what else a machine does.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines import summary
from pipelines.ingest import Timings, rebuild
from warehouse.home import Home
from warehouse.load import open_build
from warehouse.schema import raw_tables

CYCLES = 10  # of two years each; more plans than provinces and cycles are editions of one another
QUERIES = {
    "one gemeente": "select * from marts.asiel where gebied = 'Zwolle' and is_current",
    "current figures": "select maat, sum(waarde) from marts.cijfers where is_current group by all",
    "all of a topic": "select * from marts.statushouders",
    "open conflicts": "select * from quality.conflicten where status = 'open'",
}
# How a raw table is varied, beside its document_id; `k` is the variation, `n` and `m` what an area becomes.
AREA = {"gebied": "n.naam", "gebied_sleutel": "n.sleutel"}
PERIOD = {"periode": "p.wordt", "peildatum": "t.peildatum + to_years(k.jaren)"}
VARIED = {
    "documents": {
        "sha256": "sha256(k.document_id)",
        "file_name": "k.document_id || '.pdf'",
        "pdf_datum": "t.pdf_datum + to_years(k.jaren) - to_days(k.dagen)",
    },
    "parts": {
        "deel_gebied": "n.naam",
        "deel_gebied_sleutel": "n.sleutel",
        "document_datum": "t.document_datum + to_years(k.jaren) - to_days(k.dagen)",
        "cyclus": "p.wordt",
    },
    "part_perioden": {"periode": "p.wordt"},
    "tables": {
        **AREA,
        **PERIOD,
        "status": "if(n.sleutel is null and t.gebied is not null, 'genegeerd', t.status)",
    },
    "columns": {
        **AREA,
        **PERIOD,
        "rol": "if(n.sleutel is null and t.gebied is not null, 'genegeerd', t.rol)",
    },
    "rows": {**AREA, **PERIOD, "rol": "if(n.sleutel is null and t.gebied is not null, 'leeg', t.rol)"},
    "cells": {
        "text": """if(
            regexp_full_match(t.text, '[1-9]\\d{0,4}')
                and hash(k.document_id, t.table_id, t."row", t.col) % 50 = 0,
            (t.text::integer + 1)::varchar, t.text
        )"""
    },
    "mentions": PERIOD,
}


@dataclass(frozen=True)
class Ingest:
    """One ingest in a fresh process."""

    seconds: float
    cpu: float
    stages: str


def opvang(home: Home, *arguments: str) -> Ingest:
    """Run a command that tells its timings."""
    command = [sys.executable, "-m", "pipelines", "--home", str(home.path), *arguments]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after, seconds = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - started
    if done.returncode:
        raise SystemExit(done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ingest(seconds, cpu, done.stderr.splitlines()[-1])


def grow(home: Home, template: Home, number: int) -> None:
    """Write `number` variations of the one document of `template` into raw."""
    home.ensure()
    with open_build(home) as con:
        con.execute(f"attach '{template.build}' as template (read_only)")
        for table in raw_tables(con):
            if table.is_reference:
                con.execute(f"insert into {table.full_name} from template.{table.full_name}")
        variations(con, number)
        for table in raw_tables(con):
            if not table.is_reference:
                con.execute(f"insert into {table.full_name} by name {varied(table.name, table.columns)}")
        con.execute("detach template")


def variations(con: duckdb.DuckDBPyConnection, number: int) -> None:
    """The temporary tables that say what becomes of documents, areas and periods."""
    home_province = con.execute(
        "select gebied_code from template.raw.parts as p inner join raw.gebied_namen as n"
        " on p.deel_gebied_sleutel = n.sleutel and n.gebied_niveau = 'provincie' limit 1"
    ).fetchone()
    con.execute(
        "create temp table klonen"
        " (document_id varchar, plaats integer, cyclus integer, jaren integer, dagen integer)"
    )
    provinces = con.execute(
        "select gebied_code from raw.gebieden where gebied_niveau = 'provincie'"
        " order by gebied_code <> ?, gebied_code",
        home_province,
    ).fetchall()
    rows = []
    for nr in range(number):
        cycle = nr // len(provinces) % CYCLES
        edition = nr // (len(provinces) * CYCLES)
        document_id = f"{nr:012x}"
        rows.append((document_id, nr % len(provinces), cycle, 2 * cycle, 200 - 20 * edition))
    con.executemany("insert into klonen values (?, ?, ?, ?, ?)", rows)
    # the first gemeente of the plan becomes the first one of another province, and so on
    con.execute(
        """
        create temp table namen as
        with genummerd as (
            select
                g.*, n.sleutel, coalesce(g.provincie_code, g.gebied_code) as provincie,
                row_number() over (partition by provincie, g.gebied_niveau order by g.gebied_code) as nr
            from raw.gebieden as g
            inner join (
                select gebied_code, gebied_niveau, min(sleutel) as sleutel from raw.gebied_namen group by all
            ) as n using (gebied_code, gebied_niveau)
        ),
        provincies as (
            select
                gebied_code as provincie,
                row_number() over (order by gebied_code <> $1, gebied_code) - 1 as plaats
            from raw.gebieden
            where gebied_niveau = 'provincie'
        )
        select
            oud_namen.sleutel as was, oud_namen.gebied_niveau, p.plaats, nieuw.gebied as naam, nieuw.sleutel
        from genummerd as oud
        inner join raw.gebied_namen as oud_namen using (gebied_code, gebied_niveau)
        inner join genummerd as nieuw on nieuw.gebied_niveau = oud.gebied_niveau and nieuw.nr = oud.nr
        inner join provincies as p on p.provincie = nieuw.provincie
        where oud.provincie = $1
    """,
        home_province,
    )
    periods = con.execute(
        "from (select periode from template.raw.part_perioden union select periode from template.raw.tables"
        " union select periode from template.raw.columns union select periode from template.raw.rows"
        " union select cyclus from template.raw.parts union select periode from template.raw.mentions)"
        " where periode is not null"
    ).fetchall()
    con.execute("create temp table perioden (was varchar, cyclus integer, wordt varchar)")
    con.executemany(
        "insert into perioden values (?, ?, ?)",
        [(period, cycle, later(period, cycle)) for (period,) in periods for cycle in range(CYCLES)],
    )


def later(period: str, cycles: int) -> str:
    """A period so many cycles of two years on."""
    if match := re.fullmatch(r"(\d+)e cyclus", period):
        return f"{int(match[1]) + cycles}e cyclus"
    return re.sub(r"\d{4}", lambda year: str(int(year[0]) + 2 * cycles), period)


def varied(table: str, columns: dict[str, str]) -> str:
    """The query of all variations of one raw table."""
    changes = {"document_id": "k.document_id", **VARIED.get(table, {})}
    if table == "documents":
        changes["loaded_at"] = "now()"
    replaced = ", ".join(f'{value} as "{name}"' for name, value in changes.items())
    kept = ", ".join(f't."{name}"' for name in columns if name not in changes)
    query = f'select {replaced}, {kept} from template.raw."{table}" as t cross join klonen as k'
    values = " ".join(changes.values())
    if "n.naam" in values:
        key = "deel_gebied_sleutel" if table == "parts" else "gebied_sleutel"
        query += (
            f" left join namen as n on n.was = t.{key} and n.gebied_niveau = t.gebied_niveau"
            " and n.plaats = k.plaats"
        )
    if "p.wordt" in values:
        key = "cyclus" if table == "parts" else "periode"
        query += f" left join perioden as p on p.was = t.{key} and p.cyclus = k.cyclus"
    return query


def models(home: Home, number: int) -> Iterator[str]:
    """Where the last dbt run spent its time."""
    results = json.loads((home.dbt / "target" / "run_results.json").read_text())["results"]
    kinds: Counter[str] = Counter()
    for each in results:
        kinds[each["unique_id"].split(".")[0]] += each["execution_time"]
    yield ", ".join(f"{kind} {seconds:.1f}" for kind, seconds in kinds.most_common())
    slowest = sorted(results, key=lambda each: -each["execution_time"])[:number]
    yield ", ".join(f"{each['unique_id'].split('.')[2]} {each['execution_time']:.1f}" for each in slowest)


def query_times(home: Home) -> str:
    """Milliseconds of questions to the marts, the best of three."""
    found = {}
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        for name, query in QUERIES.items():
            times = []
            for _ in range(3):
                started = time.perf_counter()
                con.execute(query).fetchall()
                times.append(time.perf_counter() - started)
            found[name] = min(times) * 1000
    return ", ".join(f"{name} {milliseconds:.0f} ms" for name, milliseconds in found.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", type=Path)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10, 100, 1000], help="plans that are in already"
    )
    parser.add_argument("--keep", type=Path, help="make the homes here, and leave them")
    parser.add_argument("--slowest", type=int, default=12, help="how many models to name")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        base = (arguments.keep or Path(directory)).absolute()
        template = Home(base / "template")
        if not template.build.exists():
            opvang(template, "ingest", "--timings", "--no-ocr", str(arguments.pdf))
        for size in arguments.sizes:
            home = Home(base / str(size))
            if not home.build.exists():
                grow(home, template, size)
                started, taken = time.process_time(), Timings()
                rebuild(home, taken)
                cpu = time.process_time() - started
                print(f"{size} plans, built whole: CPU {cpu:.0f} s ({summary.timings(taken.seconds)})")
                for line in models(home, arguments.slowest):
                    print("    ", line)
            taken = opvang(home, "ingest", "--timings", "--no-ocr", str(arguments.pdf))
            print(f"{size} plans, one more: {taken.seconds:.1f} s, CPU {taken.cpu:.1f} s ({taken.stages})")
            for line in models(home, arguments.slowest):
                print("    ", line)
            sizes = {path.name: path.stat().st_size / 1e6 for path in (home.warehouse, home.report)}
            print("    ", ", ".join(f"{name} {megabytes:.0f} MB" for name, megabytes in sizes.items()))
            print("    ", query_times(home), flush=True)


if __name__ == "__main__":
    main()
