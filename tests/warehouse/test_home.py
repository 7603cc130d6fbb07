from pathlib import Path

import pytest

from warehouse import Home


def test_option_goes_before_environment_and_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPVANG_HOME", raising=False)
    assert Home.resolve().path == tmp_path / "data"
    monkeypatch.setenv("OPVANG_HOME", str(tmp_path / "omgeving"))
    assert Home.resolve().path == tmp_path / "omgeving"
    assert Home.resolve("optie").path == tmp_path / "optie"


def test_all_state_lies_under_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").ensure()
    paths = [value for name in dir(Home) if isinstance(value := getattr(home, name), Path)]
    assert len(paths) > 10
    assert all(path.is_relative_to(home.path) for path in paths)
    assert home.archived("abc") == home.path / "archive" / "abc.pdf"
    assert home.inbox.is_dir() and home.extracted.is_dir()


def test_a_relative_home_does_not_move_with_the_working_directory(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    home = Home(Path("hier"))
    monkeypatch.chdir("/")
    assert home.path == tmp_path / "hier"
