"""Readers see the old warehouse or the new one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from warehouse import Home, NotPublishedError, WarehouseError, connect_published, open_build, publish


def test_nothing_published_is_said_clearly(home: Home) -> None:
    with pytest.raises(NotPublishedError, match="opvang ingest"):
        connect_published(home)
    with pytest.raises(WarehouseError, match="nothing was built"):
        publish(home)
    home.archived("0123456789ab").touch()
    with pytest.raises(NotPublishedError, match="opvang rebuild"):
        connect_published(home)


def test_readers_keep_reading_while_a_new_version_is_built_and_swapped_in(published: Home) -> None:
    with connect_published(published) as reader:
        with open_build(published) as con:
            con.execute("delete from marts.cijfers")
        assert reader.execute("select count(*) from marts.cijfers").fetchone() == (5,)
        publish(published)
        assert reader.execute("select count(*) from marts.cijfers").fetchone() == (5,)
    with connect_published(published) as reader:
        assert reader.execute("select count(*) from marts.cijfers").fetchone() == (0,)


def test_a_crash_before_the_swap_leaves_the_last_good_version(
    published: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published.warehouse.read_bytes()
    with open_build(published) as con:
        con.execute("delete from marts.cijfers")

    def crash(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(OSError, match="no space"):
        publish(published)
    monkeypatch.undo()
    assert published.warehouse.read_bytes() == before
    publish(published)
    assert {path.name for path in published.path.glob("warehouse*")} == {"warehouse.duckdb"}


def test_the_published_warehouse_cannot_be_written(published: Home) -> None:
    with connect_published(published) as con, pytest.raises(Exception, match="read-only"):
        con.execute("delete from marts.cijfers")


def test_publishing_leaves_no_write_ahead_log(published: Home) -> None:
    assert [Path(name) for name in os.listdir(published.path) if name.endswith((".wal", ".tmp"))] == []
