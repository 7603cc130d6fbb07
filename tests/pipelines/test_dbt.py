"""The manifest of the dbt project is parsed when it must be, and is never half."""

import pytest

from pipelines import dbt, stamps
from warehouse.home import Home


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What dbt was asked to do; it writes its manifest as it does."""
    asked: list[str] = []

    def invoke(home: Home, arguments: list[str]) -> None:
        asked.extend(arguments)
        (home.dbt / "target").mkdir(exist_ok=True)
        (home.dbt / "target" / "manifest.json").write_text(f"manifest {len(asked)}")

    monkeypatch.setattr(dbt, "invoke", invoke)
    return asked


def test_the_project_is_parsed_once(home: Home, parsed: list[str]) -> None:
    manifest = dbt.manifest_of(home)
    (home.dbt / "target" / "manifest.json").write_text("half a")  # a build that was killed
    assert dbt.manifest_of(home) == manifest
    assert manifest.read_text() == "manifest 1"
    assert parsed == ["parse"]


def test_a_project_that_changed_is_parsed_anew(
    home: Home, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dbt.manifest_of(home)
    monkeypatch.setattr(stamps, "fingerprint", lambda *folders: "other")
    assert dbt.manifest_of(home).read_text() == "manifest 2"
    assert not before.exists()


def test_a_parse_that_fails_leaves_no_manifest(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise dbt.DbtError("a model does not compile")

    monkeypatch.setattr(dbt, "invoke", fail)
    for _ in range(2):
        with pytest.raises(dbt.DbtError):
            dbt.manifest_of(home)
    assert list(home.dbt.iterdir()) == []
