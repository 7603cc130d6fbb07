"""Recall and precision of what is read from invented plans: `python tests/plans/score.py plan.yaml... [-v]`.

Every plan is typeset, extracted and loaded into a home of its own making; the models are built once for all.
A figure counts when part, area, topic, measure and value are right; period, reference date and location are
reported beside it.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)] * (str(ROOT) not in sys.path)  # to run as a script

from extract import extract_document, to_records  # noqa: E402
from pipelines import dbt  # noqa: E402
from tests.extract.typeset import LOOKS  # noqa: E402
from tests.plans.invented import Figure, InventedPlan  # noqa: E402
from warehouse import Home, load_records, write_records  # noqa: E402

BESIDE = ("periode", "peildatum", "locatie")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_FIGURES = """
    select c.deel, c.deel_gebied, c.gebied, c.thema, c.maat,
           coalesce(c.waarde_min, if(c.waarde_max is null, c.waarde, null))::double,
           coalesce(c.waarde_max, if(c.waarde_min is null, c.waarde, null))::double,
           c.periode, c.peildatum::varchar, c.locatie, c.table_id || ' ' || t.kop, k.header, c.raw_text
    from marts.cijfers as c
    inner join raw.tables as t using (document_id, table_id)
    left join raw.columns as k using (document_id, table_id, col)
    where c.document_id = ?
    order by t.table_no, c."row", c.col
"""
_UNKNOWN = """
    select soort, status, table_id, kop, tekst, reden, suggestie from quality.niet_herkend
    where document_id = ? order by all
"""


@dataclass(frozen=True)
class Reading:
    """What the warehouse says a plan states, and what it lists as not understood."""

    figures: list[Figure]
    unknown: list[tuple]


@dataclass(frozen=True)
class Score:
    """The figures that are right, those missed and those wrongly stated."""

    hits: list[tuple[Figure, Figure]]  # as stated, as read
    missed: list[Figure]
    extra: list[Figure]

    @property
    def recall(self) -> float:
        return _share(len(self.hits), len(self.hits) + len(self.missed))

    @property
    def precision(self) -> float:
        return _share(len(self.hits), len(self.hits) + len(self.extra))

    @property
    def misplaced(self) -> Score:
        """Of what is missed and extra, the figures that are right but for the part they stand in."""
        return score(self.missed, self.extra, key=lambda figure: _key(figure)[2:])

    def beside(self, name: str) -> tuple[int, int]:
        """How many of the hits that should give a period (date, location) give the right one."""
        stated = [
            (_same(getattr(a, name)), _same(getattr(b, name))) for a, b in self.hits if getattr(a, name)
        ]
        return sum(one == other for one, other in stated), len(stated)

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.missed + other.missed, self.extra + other.extra)

    def __str__(self) -> str:
        beside = "  ".join(f"{name} {right}/{all_}" for name in BESIDE for right, all_ in [self.beside(name)])
        stated, read = len(self.hits) + len(self.missed), len(self.hits) + len(self.extra)
        shares = f"recall {self.recall:.3f} precision {self.precision:.3f}"
        return f"stated {stated:4} read {read:4}  {shares}  {beside}  misplaced {len(self.misplaced.hits)}"


def score(
    stated: Iterable[Figure], read: Iterable[Figure], key: Callable[[Figure], tuple] | None = None
) -> Score:
    """Pairs what is stated with what is read, one to one; among equals those that agree beside it first."""
    key = key or _key
    ours, theirs = _grouped(stated, key), _grouped(read, key)
    result = Score([], [], [])
    for group in ours | theirs:
        missed, extra = ours.get(group, []), theirs.get(group, [])
        while missed and extra:
            hit = max(product(missed, extra), key=lambda pair: _agreement(*pair))
            result.hits.append(hit)
            missed.remove(hit[0])
            extra.remove(hit[1])
        result.missed.extend(missed)
        result.extra.extend(extra)
    return result


def read_plans(plans: Sequence[InventedPlan], home: Home, look: str | None = None) -> list[Reading]:
    """Each plan typeset, extracted, loaded and built, and what the warehouse then says."""
    ids = []
    for plan in plans:
        pdf = plan.save(home.ensure().inbox / f"{plan.id}.pdf", look)
        document = extract_document(pdf)
        directory = home.records(document.document_id)
        write_records(to_records(document), directory)
        load_records(home, directory)
        ids.append(document.document_id)
    dbt.invoke(
        home,
        ["build", "--indirect-selection", "cautious", "--select", "+path:models/marts", "+niet_herkend"],
    )
    with duckdb.connect(str(home.build), read_only=True) as con:
        return [
            Reading(
                [Figure(*row) for row in con.execute(_FIGURES, [document_id]).fetchall()],
                con.execute(_UNKNOWN, [document_id]).fetchall(),
            )
            for document_id in ids
        ]


def _key(figure: Figure) -> tuple:
    low, high = (None if v is None else round(v, 3) for v in (figure.waarde_min, figure.waarde_max))
    return (
        figure.deel,
        _area(figure.deel_gebied),
        _area(figure.gebied),
        figure.thema,
        figure.maat,
        low,
        high,
    )


def _grouped(figures: Iterable[Figure], key: Callable[[Figure], tuple]) -> dict[tuple, list[Figure]]:
    """The figures that state a number, by key."""
    groups = defaultdict(list)
    for figure in figures:
        if (figure.waarde_min, figure.waarde_max) != (None, None):
            groups[key(figure)].append(figure)
    return groups


def _agreement(one: Figure, other: Figure) -> int:
    return sum(_same(getattr(one, name)) == _same(getattr(other, name)) for name in BESIDE)


def _same(text: str | None) -> str:
    """A name without spaces, case and differences of quotes and dashes."""
    text = unicodedata.normalize("NFKC", text or "").translate(_DASHES)
    return re.sub(r"\s+", "", text.replace("’", "'").replace("‘", "'").replace("\u00ad", "")).lower()


def _area(name: str | None) -> str:
    """The bare name: without its level, and without the letters that tell it from a namesake elsewhere."""
    return re.sub(r"^(provincie|gemeente|regio|veiligheidsregio)|\([a-z]+\.?\)$", "", _same(name))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _print_groups(sign: str, figures: Iterable[Figure]) -> None:
    groups: dict[tuple, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[(figure.deel, figure.table, figure.header, figure.thema, figure.maat)].append(figure)
    for (deel, table, header, thema, maat), members in groups.items():
        examples = ", ".join(f"{f.gebied} {f.raw_text!r}" for f in members[:3])
        print(f"  {sign} {len(members):3} {thema} {maat} | {header!r} | {deel}, {table} | {examples}")


def _print_misplaced(pairs: Iterable[tuple[Figure, Figure]]) -> None:
    """Parts that were taken for another, with how many figures."""
    wrong = Counter((one.deel, one.deel_gebied, other.deel, other.deel_gebied) for one, other in pairs)
    for (deel, gebied, read, read_gebied), count in wrong.items():
        print(f"  ! {count:3} of {deel} {gebied}, read in {read} {read_gebied}")


def _print_beside(hits: Iterable[tuple[Figure, Figure]]) -> None:
    """Periods, dates and locations that are wrong, with how often."""
    wrong = Counter(
        (name, one.table, one.header, getattr(one, name), getattr(other, name))
        for one, other in hits
        for name in BESIDE
        if getattr(one, name) and _same(getattr(one, name)) != _same(getattr(other, name))
    )
    for (name, table, header, stated, read), count in wrong.items():
        print(f"  ~ {count:3} {name} {stated}, read as {read} | {header!r} | {table}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plans", type=Path, nargs="+", help="YAML files")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="list what is missed, wrong and not understood"
    )
    parser.add_argument("--look", choices=LOOKS, help="typeset every table in this look")
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs and the database, instead of none")
    arguments = parser.parse_args()
    plans = [InventedPlan.load(path) for path in arguments.plans]
    stated = [plan.figures() for plan in plans]
    with tempfile.TemporaryDirectory() as directory:
        readings = read_plans(plans, Home(arguments.keep or Path(directory)), arguments.look)
    total = Score([], [], [])
    for plan, figures, reading in zip(plans, stated, readings, strict=True):
        result = score(figures, reading.figures)
        total += result
        print(f"{plan.id:24} {result}")
        if arguments.verbose:
            _print_misplaced(result.misplaced.hits)
            _print_groups("-", result.misplaced.missed)
            _print_groups("+", result.misplaced.extra)
            _print_beside(result.hits)
            for row in reading.unknown:
                print("  ?", *(" ".join(str(value).split()) for value in row if value is not None), sep=" | ")
    if len(plans) > 1:
        print(f"{'all':24} {total}")


if __name__ == "__main__":
    main()
