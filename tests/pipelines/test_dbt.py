"""The manifest of the dbt project is parsed when it must be and never half; what makes a build whole."""

from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest

from pipelines import dbt, stamps
from warehouse.home import Home
from warehouse.load import open_build
from warehouse.models import documents_made_anew


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


@pytest.fixture
def build(home: Home, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Builds by today's code, or as it is told; gives whether all of it was built."""

    def run(code: str = "today's", *, fails: bool = False, **how: Any) -> bool:
        asked: list[list[str]] = []

        def invoke(home: Home, arguments: list[str], on_event: None) -> None:
            asked.append(arguments)
            if fails:
                raise dbt.DbtError("a test fails")

        monkeypatch.setattr(stamps, "fingerprint", lambda *folders: code)
        monkeypatch.setattr(dbt, "invoke", invoke)
        with pytest.raises(dbt.DbtError) if fails else nullcontext():
            dbt.build(home, **how)
        [arguments] = asked
        return "--full-refresh" in arguments

    return run


def test_the_first_build_is_whole_and_the_next_is_not(build: Callable[..., bool]) -> None:
    assert [build(), build(), build()] == [True, False, False]


def test_a_build_is_whole_when_it_is_asked_to_be(build: Callable[..., bool]) -> None:
    assert [build(), build(anew=True), build()] == [True, True, False]


def test_a_build_by_other_code_is_whole(build: Callable[..., bool]) -> None:
    assert [build("old"), build("new"), build("new")] == [True, True, False]


def test_after_a_build_that_failed_the_next_is_whole(build: Callable[..., bool]) -> None:
    assert [build(), build(fails=True), build(), build()] == [True, False, True, False]


def test_a_part_of_the_models_is_no_build(build: Callable[..., bool]) -> None:
    assert [build(), build(selection=["--select", "cijfers"]), build()] == [True, False, True]


@pytest.mark.parametrize(("touched", "anew"), [(0, 0), (1, 1), (2, None), (3, None)])
def test_a_build_of_every_document_is_one_of_all(home: Home, touched: int, anew: int | None) -> None:
    with open_build(home) as con:
        con.execute("create schema if not exists intermediate")
        con.execute("create table intermediate.int_stand as select range as document_id from range(2)")
        con.execute(
            "create table intermediate.int_geraakt as"
            f" select range as document_id, range < {touched} as opnieuw from range(3)"
        )
        assert documents_made_anew(con) == anew


def event(name: str, node: str = "", status: str = "") -> SimpleNamespace:
    """A structured log event of dbt's."""
    info = SimpleNamespace(unique_id=node, node_status=status)
    return SimpleNamespace(info=SimpleNamespace(name=name), data=SimpleNamespace(node_info=info))


def test_a_test_that_failed_in_one_turn_has_failed() -> None:
    model, again = event("LogModelResult", "model", "success"), event("LogModelResult", "model", "success")
    warned, passed = event("LogTestResult", "test", "warn"), event("LogTestResult", "test", "pass")
    start = event("LogStartLine")
    assert list(dbt.outcomes([start, model, warned, again, passed])) == [start, again, warned]
