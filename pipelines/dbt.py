"""dbt in this process: one import serves parsing, the asset graph and the build."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines import lock, stamps
from pipelines.errors import DbtError
from warehouse.home import Home
from warehouse.load import open_build
from warehouse.memory import MEMORY_VARIABLE, memory_limit
from warehouse.models import begin_build, begin_turn, end_build, end_turns, turns
from warehouse.rebuild import documents
from warehouse.whole import whole

PROJECT_DIR = Path(__file__).resolve().parents[1] / "dbt_project"
TURN = 100  # documents that a build holds at once
OUTCOMES = ("LogSeedResult", "LogModelResult", "LogTestResult")
# Unit tests try the SQL on made-up rows: they belong to development, not to every ingest.
BUILD = ("build", "--exclude-resource-type", "unit_test")


def manifest_of(home: Home) -> Path:
    """The project's manifest under this home, parsed anew when a file of the project or dbt has changed.

    A copy: dbt writes its own anew with every command, and not as a whole.
    """
    made_from = f"{stamps.fingerprint(PROJECT_DIR.name)} {version('dbt-core')}"
    manifest = home.dbt / f"manifest-{hashlib.sha256(made_from.encode()).hexdigest()[:16]}.json"
    with lock.writer(home):
        if not manifest.exists():
            invoke(home, ["parse"])
            for outdated in home.dbt.glob("manifest-*.json"):
                outdated.unlink()
            with whole(manifest) as coming:
                shutil.copyfile(home.dbt / "target" / "manifest.json", coming)
    return manifest


def invoke(home: Home, arguments: Sequence[str], on_event: Callable[[Any], None] | None = None) -> None:
    """Run one dbt command on this home's writer database; `on_event` gets every structured log event.

    Raises DbtError with the messages of the nodes that failed.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    home.ensure()
    options = ["--project-dir", str(PROJECT_DIR), "--profiles-dir", str(PROJECT_DIR), "--log-level", "none"]
    with _environment(home):
        try:
            result = dbtRunner(callbacks=[on_event] if on_event else []).invoke([*arguments, *options])
        finally:
            # dbt keeps its connection open while the process lives; publishing needs the file closed.
            DuckDBConnectionManager.close_all_connections()
    _pass_on_interrupt(result.exception)
    if not result.success:
        raise DbtError(_reasons(result))


def build(
    home: Home,
    selection: Sequence[str] = (),
    on_event: Callable[[Any], None] | None = None,
    *,
    anew: bool = False,
) -> None:
    """Build and test the models: `anew` as a whole, else what a change in raw touches. They are built as a
    whole all the same when other code made what stands there, or a build that did not end.

    Many documents are built in turns, so that a thousand need no more memory than a hundred.
    Raises DbtError with the messages of the nodes that failed.
    """
    code = stamps.fingerprint("extract", "warehouse", PROJECT_DIR.name)
    with open_build(home) as con:
        anew |= begin_build(con) != code
        many = len(documents(con)) > TURN
    if anew and many and not selection:
        _build_in_turns(home, on_event)
    else:
        invoke(home, [*BUILD, *selection, *(["--full-refresh"] if anew else [])], on_event)
    if not selection:
        with open_build(home) as con:
            end_build(con, code)


def _build_in_turns(home: Home, on_event: Callable[[Any], None] | None) -> None:
    """Make all documents anew, as if they came turn after turn. What is set side by side is of one turn."""
    invoke(home, ["run", "--select", "+int_delen"])
    with open_build(home) as con:
        in_turn = turns(con, TURN)
    for number, turn in enumerate(in_turn):
        with open_build(home) as con:
            begin_turn(con, turn)
        invoke(home, [*BUILD, "--full-refresh"] if number == 0 else BUILD, on_event)
    with open_build(home) as con:
        end_turns(con)
    # Each turn was tested; what has to be unique is to be so over all of them.
    invoke(home, ["build", "--resource-type", "test", "--select", "test_name:unique", "--full-refresh"])


def outcomes(events: Iterable[Any]) -> Iterator[Any]:
    """The events of a build with one outcome per node: its last, or the first that was not well."""
    last: dict[str, Any] = {}
    for event in events:
        if event.info.name not in OUTCOMES:
            yield event
        elif (node := event.data.node_info.unique_id) not in last or _is_well(last[node]):
            last[node] = event
    yield from last.values()


def _is_well(event: Any) -> bool:
    return event.data.node_info.node_status in ("success", "pass")


def as_dict(event: Any) -> dict[str, Any]:
    """One structured log event as plain data, as dbt writes it to a JSON log."""
    from dbt_common.events.functions import msg_to_dict

    return msg_to_dict(event)


def _pass_on_interrupt(error: BaseException | None) -> None:
    """dbt wraps whatever stops it; an interrupt is no failure of dbt's."""
    while error:
        if not isinstance(error, Exception):
            raise error
        error = error.__cause__ or error.__context__


def _reasons(result: Any) -> str:
    if result.exception:
        return " ".join(str(result.exception).split())
    failed = [node for node in result.result if node.status in ("error", "fail", "runtime error")]
    return "; ".join(f"{node.node.name}: {' '.join((node.message or '').split())}" for node in failed)


@contextmanager
def _environment(home: Home) -> Iterator[None]:
    """The variables dbt reads, for the duration of one command; nothing is written outside the home."""
    values = {
        "OPVANG_BUILD_DB": str(home.build),
        MEMORY_VARIABLE: memory_limit(),
        "DBT_TARGET_PATH": str(home.dbt / "target"),
        "DBT_LOG_PATH": str(home.dbt / "logs"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_VERSION_CHECK": "false",
        "DBT_USE_COLORS": "false",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    }
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
