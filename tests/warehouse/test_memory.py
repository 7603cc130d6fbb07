"""A build has a limit of memory, and leaves nothing of what it set aside on disk."""

import pytest

from warehouse import Home, memory, open_build
from warehouse.memory import memory_limit


def test_the_limit_is_what_the_environment_says(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(memory.MEMORY_VARIABLE, "300MB")
    with open_build(home) as con:
        assert con.execute("select current_setting('memory_limit')").fetchone() == ("286.1 MiB",)


def test_a_small_machine_is_not_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(memory.MEMORY_VARIABLE, raising=False)
    monkeypatch.setattr("os.sysconf", {"SC_PAGE_SIZE": 1000, "SC_PHYS_PAGES": 2_000_000}.get)
    assert memory_limit() == "1400MB"
    monkeypatch.setattr("os.sysconf", {"SC_PAGE_SIZE": 1000, "SC_PHYS_PAGES": 64_000_000}.get)
    assert memory_limit() == "4000MB"


def test_what_a_killed_build_set_aside_is_swept(home: Home) -> None:
    home.spill.mkdir(parents=True)
    (home.spill / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"of a killed build")
    with open_build(home) as con:
        assert con.execute("select current_setting('temp_directory')").fetchone() == (str(home.spill),)
        assert not home.spill.exists()
