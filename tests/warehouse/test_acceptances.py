"""Decisions about conflicts: kept in a file that a person can read, loaded as it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import duckdb
import pytest

from warehouse import (
    Acceptance,
    AcceptancesError,
    Home,
    load_acceptances,
    read_acceptances,
    write_acceptances,
)
from warehouse.schema import migrate

LOSSER = Acceptance("c1", ("28", "32"), "Losser: 28 en 32.", 'zei "28" | ok', "Ann", dt.date(2025, 1, 2))
WITHDRAWN = replace(LOSSER, ingetrokken_door="Bob", ingetrokken_op=dt.date(2025, 3, 4))


def test_what_is_written_is_read(home: Home) -> None:
    assert read_acceptances(home) == []
    write_acceptances(home, [WITHDRAWN, LOSSER])
    assert read_acceptances(home) == [WITHDRAWN, LOSSER]
    assert len(home.acceptances.read_text(encoding="utf-8").splitlines()) == 2
    assert list(home.acceptances.parent.iterdir()) == [home.acceptances]


def test_loading_replaces_what_stood_there(home: Home) -> None:
    con = duckdb.connect()
    migrate(con)
    load_acceptances(con, [LOSSER])
    load_acceptances(con, [WITHDRAWN, LOSSER])
    assert con.execute("select nr, waarden, door, op, ingetrokken_op from raw.acceptaties").fetchall() == [
        (1, ["28", "32"], "Ann", dt.date(2025, 1, 2), dt.date(2025, 3, 4)),
        (2, ["28", "32"], "Ann", dt.date(2025, 1, 2), None),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "line 2: Expecting"),
        ("[]", "not an object"),
        ('{"conflict_id": "c"}', "no text for omschrijving, reden, door, op"),
        ('{"conflict_id": "c", "kleur": "rood"}', "unknown: kleur"),
        (
            '{"conflict_id": "c", "omschrijving": "o", "reden": "r", "door": "d", "op": "2025-01-01",'
            ' "waarden": "28"}',
            "waarden is not a list",
        ),
        (
            '{"conflict_id": "c", "omschrijving": "o", "reden": "r", "door": "d", "op": "gisteren",'
            ' "waarden": []}',
            "isoformat",
        ),
    ],
)
def test_a_line_that_cannot_be_meant_is_named(home: Home, line: str, why: str) -> None:
    write_acceptances(home, [LOSSER])
    with home.acceptances.open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    with pytest.raises(AcceptancesError, match=why):
        read_acceptances(home)
