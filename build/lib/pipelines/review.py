"""Reviewing conflicts: listing them, accepting them, opening them again."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipelines.errors import PipelineError
from warehouse.acceptances import Acceptance, read_acceptances, write_acceptances
from warehouse.home import Home
from warehouse.published import connect_published

OPEN = ("conflict_id", "ernst", "soort", "thema", "gebied", "omschrijving")
DECIDED = ("conflict_id", "ernst", "soort", "thema", "gebied", "status", "status_door", "status_op",
           "status_reden", "omschrijving")  # fmt: skip
LISTED = """
    select {columns}
    from quality.conflicten
    where {conditions}
    order by
        array_position(['fout', 'waarschuwing', 'info'], ernst),
        array_position(['land', 'provincie', 'regio', 'gemeente'], gebied_niveau),
        abs(verschil) desc nulls last, gebied, thema, maat, conflict_id
"""


@dataclass(frozen=True)
class Conflict:
    """A conflict as the published warehouse has it, or one that was accepted and is solved since."""

    conflict_id: str
    omschrijving: str
    waarden: tuple[str, ...]
    is_solved: bool = False


def conflicts(
    home: Home, *, status: str = "open", all_columns: bool = False, **wanted: Sequence[str]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The conflicts as column names and rows, the heaviest first.

    `status` is open, geaccepteerd or all. `wanted` limits columns (ernst, soort, thema, gebied) to values, in
    whatever case; no values are all.
    """
    limits = {name: [value.lower() for value in values] for name, values in wanted.items() if values}
    if status != "all":
        limits["status"] = [status]
    conditions = " and ".join(f"list_contains(?, lower({name}))" for name in limits) or "true"
    columns = "*" if all_columns else ", ".join(OPEN if status == "open" else DECIDED)
    with connect_published(home) as con:
        cursor = con.execute(LISTED.format(columns=columns, conditions=conditions), list(limits.values()))
        return [column[0] for column in cursor.description], cursor.fetchall()


def accept(home: Home, ids: Iterable[str], reason: str, by: str | None = None) -> list[Conflict]:
    """Record that conflicts are accepted as they are now; gives them. It counts from the next build on.

    `ids` may be the beginnings of ids. `by` is the name of the login where it is not given. All are accepted
    or none. The caller holds the command lock. Raises PipelineError when an id means no conflict or several,
    when one was accepted already, and without a reason or a name.
    """
    reason, by = _said(reason, "a reason"), _name(by)
    chosen = _chosen(home, ids)
    before = read_acceptances(home)
    standing = {(each.conflict_id, each.waarden) for each in before if each.ingetrokken_op is None}
    for conflict in chosen:
        if (conflict.conflict_id, conflict.waarden) in standing:
            raise PipelineError(
                f"{conflict.conflict_id} was accepted already; to do so anew, reopen it first"
            )
        if conflict.is_solved:
            raise PipelineError(f"{conflict.conflict_id} is no longer a conflict")
    today = dt.date.today()
    acceptances = [
        Acceptance(each.conflict_id, each.waarden, each.omschrijving, reason, by, today) for each in chosen
    ]
    write_acceptances(home, [*before, *acceptances])
    return chosen


def reopen(home: Home, ids: Iterable[str], by: str | None = None) -> list[Conflict]:
    """Withdraw what was accepted of these conflicts, on record; gives them. Otherwise as `accept`.

    Raises PipelineError also where nothing was accepted.
    """
    by, today = _name(by), dt.date.today()
    chosen = _chosen(home, ids)
    acceptances = read_acceptances(home)
    standing = {each.conflict_id for each in acceptances if each.ingetrokken_op is None}
    for conflict in chosen:
        if conflict.conflict_id not in standing:
            raise PipelineError(f"{conflict.conflict_id} was not accepted")
    withdrawn = {conflict.conflict_id for conflict in chosen}
    write_acceptances(
        home,
        [
            replace(each, ingetrokken_door=by, ingetrokken_op=today)
            if each.conflict_id in withdrawn and each.ingetrokken_op is None
            else each
            for each in acceptances
        ],
    )
    return chosen


def _chosen(home: Home, ids: Iterable[str]) -> list[Conflict]:
    """The conflicts that ids, or the beginnings of ids, mean, each once."""
    with connect_published(home) as con:
        found = con.execute(
            "select conflict_id, omschrijving, coalesce(waarden, []) from quality.conflicten"
        ).fetchall()
    known = {row[0]: Conflict(*row[:2], tuple(row[2])) for row in found}
    for each in read_acceptances(home):
        solved = Conflict(each.conflict_id, each.omschrijving, each.waarden, is_solved=True)
        known.setdefault(each.conflict_id, solved)
    chosen: dict[str, Conflict] = {}
    for prefix in ids:
        meant = sorted(conflict_id for conflict_id in known if prefix and conflict_id.startswith(prefix))
        if not meant:
            raise PipelineError(f"no conflict has the id {prefix!r}; opvang conflicts lists them")
        if len(meant) > 1:
            raise PipelineError(
                f"{len(meant)} ids begin with {prefix!r}: {', '.join(meant[:3])}"
                f"{' ...' if len(meant) > 3 else ''}; give more of it"
            )
        chosen[meant[0]] = known[meant[0]]
    return list(chosen.values())


def _said(text: str, what: str) -> str:
    """A text on one line. Raises PipelineError where it says nothing."""
    if not (said := " ".join(text.split())):
        raise PipelineError(f"give {what}: it is empty")
    return said


def _name(by: str | None) -> str:
    if by is None:
        try:
            by = getpass.getuser()
        except (OSError, KeyError) as error:
            raise PipelineError("this login has no name: say with --by who decides") from error
    return _said(by, "a name")
