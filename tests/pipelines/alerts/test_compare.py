"""Whatever comes and goes: a channel is told each change, and no change twice."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.alerts.compare import CLOSED, WORSE, Entry, entries, reason
from pipelines.alerts.config import Condition, Config, Route
from pipelines.alerts.findings import Melding
from pipelines.alerts.outbox import outbox

EVERYTHING = Condition({})
CONFIG = Config({"a": "A"}, (Route(EVERYTHING, ("a",), "auto"),), (EVERYTHING,), None)
NOW = datetime(2026, 1, 5, tzinfo=UTC)

meldingen = st.builds(
    Melding,
    id=st.sampled_from(["conflict:1", "conflict:2", "gat:1"]),
    onderwerp=st.just("conflict"),
    ernst=st.sampled_from(["fout", "waarschuwing", "info"]),
    soort=st.just("som"),
    eigenaar=st.just("data-team"),
    omschrijving=st.sampled_from(["zo", "anders"]),
    waarden=st.sampled_from([("1", "2"), ("1", "3"), ("x",)]),
    verschil=st.sampled_from([None, 1.0, -2.0]),
    geaccepteerd=st.sampled_from([None, None, "bekend"]),
)
builds = st.lists(st.tuples(st.lists(meldingen, max_size=3), st.booleans()), max_size=8)


@given(builds)
def test_no_change_is_told_twice_and_none_is_missed(builds: list[tuple[list[Melding], bool]]) -> None:
    with outbox(Path(":memory:")) as box:
        arrived: list[Entry] = []
        for found, digest in builds:
            now = {melding.id: melding for melding in found}
            box.want("a", entries(CONFIG, "a", now, box.told("a")), NOW)
            due = box.due("a", NOW, digest=digest)
            box.begin(due)
            box.sent(due, NOW)
            arrived += due
            left = entries(CONFIG, "a", now, box.told("a"))
            assert all(not digest and not entry.at_once for entry in left)
            if digest:
                told = box.told("a").items()
                still = {key: entry.melding.waarden for key, entry in told if entry.aanleiding not in CLOSED}
                assert still == {key: each.waarden for key, each in now.items() if each.geaccepteerd is None}
        assert len({entry.id for entry in arrived}) == len(arrived)


@given(meldingen, meldingen)
def test_what_is_worse_is_heavier_or_differs_more(was: Melding, now: Melding) -> None:
    before = Entry("1", "a", "nieuw", True, was)
    found = reason(before, now)
    if found in WORSE:
        heavier = ["fout", "waarschuwing", "info"].index(now.ernst) < ["fout", "waarschuwing", "info"].index(
            was.ernst
        )
        assert heavier or abs(now.verschil) > abs(was.verschil)
    if found is None:
        assert (now.ernst, now.waarden) == (was.ernst, was.waarden)
