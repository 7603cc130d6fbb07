"""Conflicts that people accepted: a file under the home, which every build loads into `raw.acceptaties`.

One JSON object a line, in the order of acceptance; a person may read and edit it. Nothing else holds these
decisions, so that everything else can be built anew.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from warehouse.errors import AcceptancesError
from warehouse.home import Home
from warehouse.values import to_json
from warehouse.whole import whole

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Acceptance:
    """A conflict that someone accepted, with the values it had then; later perhaps withdrawn."""

    conflict_id: str
    waarden: tuple[str, ...]
    omschrijving: str
    reden: str
    door: str
    op: dt.date
    ingetrokken_door: str | None = None
    ingetrokken_op: dt.date | None = None


NAMES = tuple(field.name for field in fields(Acceptance))


def read_acceptances(home: Home) -> list[Acceptance]:
    """Every acceptance ever given, withdrawn ones too.

    Raises AcceptancesError, with file and line, when the file says something else.
    """
    if not home.acceptances.exists():
        return []
    found = []
    for number, line in enumerate(home.acceptances.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                found.append(_parse(json.loads(line)))
            except (ValueError, TypeError) as error:
                raise AcceptancesError(f"{home.acceptances}, line {number}: {error}") from error
    return found


def write_acceptances(home: Home, acceptances: Sequence[Acceptance]) -> None:
    """Replace the file as a whole: after a crash it is what it was, or what it was to be."""
    with whole(home.acceptances, lasting=True) as coming, coming.open("w", encoding="utf-8") as out:
        for each in acceptances:
            said = {name: value for name, value in asdict(each).items() if value is not None}
            out.write(json.dumps(to_json(said), ensure_ascii=False) + "\n")


def load_acceptances(con: duckdb.DuckDBPyConnection, acceptances: Sequence[Acceptance]) -> None:
    """Put the acceptances into `raw`, in place of those that stood there, in one transaction."""
    insert = f"insert into raw.acceptaties (nr, {', '.join(NAMES)}) values (?{', ?' * len(NAMES)})"
    con.begin()
    try:
        con.execute("delete from raw.acceptaties")
        for number, each in enumerate(acceptances, start=1):
            values = {name: getattr(each, name) for name in NAMES} | {"waarden": list(each.waarden)}
            con.execute(insert, [number, *values.values()])
        con.commit()
    except BaseException:
        con.rollback()
        raise


def _parse(said: Any) -> Acceptance:
    """An acceptance as the file has it. Raises ValueError where it is none."""
    if not isinstance(said, dict):
        raise ValueError("not an object")
    if unknown := said.keys() - set(NAMES):
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    texts = ("conflict_id", "omschrijving", "reden", "door", "op")
    if missing := [name for name in texts if not (isinstance(said.get(name), str) and said[name].strip())]:
        raise ValueError(f"no text for {', '.join(missing)}")
    values = said.get("waarden")
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError("waarden is not a list of texts")
    withdrawn = said.get("ingetrokken_op")
    return Acceptance(
        **{
            **said,
            "waarden": tuple(values),
            "op": dt.date.fromisoformat(said["op"]),
            "ingetrokken_op": withdrawn and dt.date.fromisoformat(withdrawn),
        }
    )
