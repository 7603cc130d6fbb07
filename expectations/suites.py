"""Suites as data: a YAML file per table, read strictly so that a typing error is not a check less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from expectations.model import ERNST, Bereik, Ernst

SUITES = Path(__file__).parent / "suites"


class SuiteError(ValueError):
    """A suite file that does not say what it should. The message names the file and the fault."""


@dataclass(frozen=True)
class Verwachting:
    """One expectation: a type of Great Expectations in snake case, its arguments and its weight."""

    id: str
    verwachting: str
    omschrijving: str
    ernst: Ernst
    eigenaar: str
    argumenten: Mapping[str, Any] = field(default_factory=dict)

    @property
    def telt_rijen(self) -> bool:
        """True for an expectation of a table as a whole."""
        return self.verwachting.startswith("expect_table_row_count")

    @property
    def kolommen(self) -> set[str]:
        """The columns that it looks at."""
        named = [value for name, value in self.argumenten.items() if name.startswith("column")]
        return {column for each in named for column in ([each] if isinstance(each, str) else each)}


@dataclass(frozen=True)
class Suite:
    """Expectations on a table, or on the rows of a query. `per` names the column by which
    intermediate.int_geraakt tells which rows a build made anew; `{rijen}` in a query stands for the rows of
    the table.
    """

    naam: str
    tabel: str
    query: str
    omschrijving: str
    verwachtingen: tuple[Verwachting, ...]
    per: str | None = None

    def frames(self, bereik: Bereik) -> Iterator[tuple[str, Bereik, list[Verwachting]]]:
        """Queries, what they reach, and the expectations on each: no more rows and columns than are needed.
        The number of rows is always that of the whole table.
        """
        reached = bereik if self.per else "alles"
        if self.query != f"select * from {self.tabel}":
            yield (
                self.query.replace("{rijen}", f"({self._rows('*', reached)})"),
                reached,
                [*self.verwachtingen],
            )
            return
        counted = [each for each in self.verwachtingen if each.telt_rijen]
        others = [each for each in self.verwachtingen if not each.telt_rijen]
        if counted:
            yield self._rows("1 as rij", "alles"), "alles", counted
        if others:
            # one that is missing is left for its own expectation to fail on
            columns = sorted(set.union(*(each.kolommen for each in others)))
            yield self._rows(f"columns(lambda name: name in {(*columns, '')})", reached), reached, others

    def _rows(self, columns: str, bereik: Bereik) -> str:
        rows = f"select {columns} from {self.tabel}"
        if bereik == "alles":
            return rows
        return f"{rows} where {self.per} in (select {self.per} from intermediate.int_geraakt where opnieuw)"


def load_suites(directory: Path = SUITES) -> list[Suite]:
    """All suites in `directory`, by file name. Raises SuiteError for a file that is not understood."""
    suites: list[Suite] = []
    for path in sorted(directory.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        # a file may hold several suites: small queries that belong together
        for item in content if isinstance(content, list) else [content]:
            suites.append(_suite(path, item))
    _unique(directory, [verwachting.id for suite in suites for verwachting in suite.verwachtingen])
    return suites


def _suite(path: Path, item: Any) -> Suite:
    _keys(
        path,
        item,
        required={"suite", "omschrijving", "eigenaar", "verwachtingen"},
        allowed={"tabel", "query", "per"},
    )
    if ("tabel" in item) == ("query" in item and "{rijen}" not in item["query"]):
        raise SuiteError(f"{path.name}: suite {item['suite']} needs either 'tabel' or 'query'")
    if "per" in item and "tabel" not in item:
        raise SuiteError(f"{path.name}: suite {item['suite']} has 'per', and no 'tabel' whose column that is")
    return Suite(
        naam=item["suite"],
        tabel=item.get("tabel") or item["suite"],
        query=item.get("query") or f"select * from {item['tabel']}",
        per=item.get("per"),
        omschrijving=item["omschrijving"],
        verwachtingen=tuple(_verwachting(path, item, each) for each in item["verwachtingen"]),
    )


def _verwachting(path: Path, suite: Mapping[str, Any], item: Any) -> Verwachting:
    _keys(
        path,
        item,
        required={"id", "verwachting", "ernst", "omschrijving"},
        allowed={"argumenten", "eigenaar"},
    )
    if item["ernst"] not in ERNST:
        raise SuiteError(f"{path.name}: {item['id']} has ernst {item['ernst']!r}, none of {', '.join(ERNST)}")
    if not str(item["verwachting"]).startswith("expect_"):
        raise SuiteError(f"{path.name}: {item['id']} names no expectation: {item['verwachting']!r}")
    return Verwachting(
        id=f"{suite['suite']}.{item['id']}",
        verwachting=item["verwachting"],
        omschrijving=item["omschrijving"],
        ernst=item["ernst"],
        eigenaar=item.get("eigenaar") or suite["eigenaar"],
        argumenten=item.get("argumenten") or {},
    )


def _keys(path: Path, item: Any, *, required: set[str], allowed: set[str]) -> None:
    if not isinstance(item, Mapping):
        raise SuiteError(f"{path.name}: expected keys and values, found {type(item).__name__}")
    if missing := required - item.keys():
        raise SuiteError(f"{path.name}: {', '.join(sorted(missing))} is missing in {dict(item)}")
    if unknown := item.keys() - required - allowed:
        raise SuiteError(f"{path.name}: {', '.join(sorted(unknown))} is no key here")


def _unique(directory: Path, ids: list[str]) -> None:
    if double := {each for each in ids if ids.count(each) > 1}:
        raise SuiteError(f"{directory.name}: {', '.join(sorted(double))} stands there twice")
