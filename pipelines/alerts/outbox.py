"""The outbox: what each channel was told, what waits and what failed. SQLite under the home.

Everything is sent once at least. An entry is written before it is sent and marked after, each in a
transaction of its own, so that a crash loses nothing. One whose sending was cut off is sent again: it may
have arrived, nobody knows, and told twice is better than not at all. Otherwise nothing is sent twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipelines.alerts.compare import Entry
from pipelines.alerts.findings import Melding

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=12)
MOST_ATTEMPTS = 8
# Times are ISO texts in UTC; `next_attempt` is null for what waits for the digest.
TABLE = """
    create table if not exists entries (
        id text primary key,
        channel text not null,
        melding_id text not null,
        aanleiding text not null,
        at_once integer not null,
        melding text not null,
        status text not null check (status in ('waiting', 'sending', 'sent', 'given_up')),
        created_at text not null,
        attempts integer not null default 0,
        next_attempt text,
        sent_at text,
        error text
    )
"""
CUT_OFF = "status in ('sending', 'uncertain')"  # the latter by earlier versions, which left it at that
SHOWN = {  # column for people → what stands in it
    "channel": "channel",
    "status": "status",
    "aanleiding": "aanleiding",
    "ernst": "json_extract(melding, '$.ernst')",
    "omschrijving": "json_extract(melding, '$.omschrijving')",
    "created_at": "created_at",
    "next_attempt": "case when status = 'waiting' then coalesce(next_attempt, 'digest') end",
    "attempts": "attempts",
    "sent_at": "sent_at",
    "error": "error",
}


class Outbox:
    """An open outbox. The caller holds the lock `sender` when it writes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def bury_the_dead(self, at: datetime) -> None:
        """Let entries whose sender was killed be sent again; it counts as an attempt, so it has an end."""
        with self._db:
            self._db.execute(
                "update entries set attempts = attempts + 1, next_attempt = iif(attempts + 1 < ?, ?, null),"
                " status = iif(attempts + 1 < ?, 'waiting', 'given_up'),"
                f" error = 'cut off while sending: may have arrived' where {CUT_OFF}",
                [MOST_ATTEMPTS, _iso(at), MOST_ATTEMPTS],
            )

    def told(self, channel: str) -> dict[str, Entry]:
        """What a channel was told last of each finding, by the id of the finding."""
        rows = self._db.execute(
            "select id, channel, aanleiding, at_once, melding from entries"
            " where channel = ? and status = 'sent' order by rowid",
            [channel],
        )
        return {entry.melding.id: entry for entry in map(_entry, rows)}

    def want(self, channel: str, wanted: Sequence[Entry], at: datetime) -> None:
        """Make `wanted` what waits for a channel: what waits already stays, what is outdated goes."""
        ids = json.dumps([entry.id for entry in wanted])
        rows = [
            (
                entry.id,
                entry.channel,
                entry.melding.id,
                entry.aanleiding,
                entry.at_once,
                json.dumps(entry.melding.as_dict(), ensure_ascii=False),
                _iso(at),
                _iso(at) if entry.at_once else None,
            )
            for entry in wanted
        ]
        with self._db:
            self._db.execute(
                "delete from entries where channel = ? and status in ('waiting', 'given_up')"
                " and id not in (select value from json_each(?))",
                [channel, ids],
            )
            self._db.executemany(
                "insert into entries (id, channel, melding_id, aanleiding, at_once, melding, created_at,"
                " next_attempt, status) values (?, ?, ?, ?, ?, ?, ?, ?, 'waiting')"
                " on conflict (id) do update set at_once = excluded.at_once, melding = excluded.melding,"
                " next_attempt = coalesce(next_attempt, excluded.next_attempt) where status = 'waiting'",
                rows,
            )

    def forget_others(self, channels: Iterable[str]) -> None:
        """Drop what waits for channels that are no more."""
        with self._db:
            self._db.execute(
                "delete from entries where status in ('waiting', 'given_up')"
                " and channel not in (select value from json_each(?))",
                [json.dumps(list(channels))],
            )

    def due(self, channel: str, at: datetime, *, digest: bool) -> list[Entry]:
        """What to send now: what is urgent or to be tried again, and with `digest` all that waits for it."""
        rows = self._db.execute(
            "select id, channel, aanleiding, at_once, melding from entries"
            " where channel = ? and status = 'waiting'"
            " and (next_attempt <= ? or (? and next_attempt is null)) order by rowid",
            [channel, _iso(at), digest],
        )
        return list(map(_entry, rows))

    def channels_due(self, at: datetime) -> set[str]:
        """The channels for which something is urgent, to be tried again now, or was cut off."""
        found = self._db.execute(
            "select distinct channel from entries"
            f" where status = 'waiting' and next_attempt <= ? or {CUT_OFF}",
            [_iso(at)],
        )
        return {channel for (channel,) in found}

    def counts(self, channel: str) -> dict[str, int]:
        """How many entries of a channel have each status."""
        return dict(
            self._db.execute(
                "select status, count(*) from entries where channel = ? group by status", [channel]
            ).fetchall()
        )

    def begin(self, entries: Sequence[Entry]) -> None:
        """Note that these are on their way."""
        self._mark(entries, "status = 'sending'")

    def sent(self, entries: Sequence[Entry], at: datetime) -> None:
        """Note that these arrived."""
        self._mark(
            entries,
            "status = 'sent', attempts = attempts + 1, next_attempt = null, error = null, sent_at = ?",
            _iso(at),
        )

    def failed(self, entries: Sequence[Entry], error: str, at: datetime) -> None:
        """Note that these did not arrive. Each attempt waits twice as long, until there have been enough."""
        counted = self._db.execute(
            "select id, attempts + 1 from entries where id in (select value from json_each(?))",
            [json.dumps([entry.id for entry in entries])],
        ).fetchall()
        with self._db:
            for key, attempts in counted:
                wait = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
                self._db.execute(
                    "update entries set status = ?, attempts = ?, next_attempt = ?, error = ? where id = ?",
                    [
                        "given_up" if attempts >= MOST_ATTEMPTS else "waiting",
                        attempts,
                        None if attempts >= MOST_ATTEMPTS else _iso(at + wait),
                        error,
                        key,
                    ],
                )

    def again(self, channel: str, at: datetime) -> None:
        """Let everything that failed be tried anew, at once."""
        with self._db:
            self._db.execute(
                "update entries set status = 'waiting', attempts = 0, next_attempt = ? where channel = ?"
                " and (status = 'given_up' or (status = 'waiting' and error is not null))",
                [_iso(at), channel],
            )

    def problems(self) -> dict[str, str]:
        """Channel → how much did not arrive there, and the last reason."""
        found = self._db.execute(
            "select channel, count(*), error, max(rowid) from entries"
            " where status <> 'sent' and error is not null group by channel order by channel"
        )
        return {channel: f"{count} not delivered: {error}" for channel, count, error, _ in found}

    def rows(self) -> list[tuple[Any, ...]]:
        """Every entry, the newest first, as a tuple of SHOWN."""
        return self._db.execute(
            f"select {', '.join(SHOWN.values())} from entries order by rowid desc"
        ).fetchall()

    def _mark(self, entries: Sequence[Entry], change: str, *values: Any) -> None:
        with self._db:
            self._db.executemany(
                f"update entries set {change} where id = ?", [(*values, entry.id) for entry in entries]
            )


@contextmanager
def outbox(path: Path) -> Iterator[Outbox]:
    """The outbox at `path`, made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma synchronous = full")  # what is marked stays marked, also over a power cut
        db.execute(TABLE)
        yield Outbox(db)


def _entry(row: tuple[Any, ...]) -> Entry:
    key, channel, aanleiding, at_once, melding = row
    return Entry(key, channel, aanleiding, bool(at_once), Melding.from_dict(json.loads(melding)))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
