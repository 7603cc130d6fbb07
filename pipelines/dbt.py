"""dbt in this process: one import serves parsing, the asset graph and the build."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines import lock, stamps
from pipelines.errors import DbtError
from warehouse.home import Home
from warehouse.load import open_build
from warehouse.models import begin_build, end_build
from warehouse.whole import whole

PROJECT_DIR = Path(__file__).resolve().parents[1] / "dbt_project"


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

    Raises DbtError with the messages of the nodes that failed.
    """
    code = stamps.fingerprint("extract", "warehouse", PROJECT_DIR.name)
    with open_build(home) as con:
        anew |= begin_build(con) != code
    # Unit tests try the SQL on made-up rows: they belong to development, not to every ingest.
    arguments = ["build", "--exclude-resource-type", "unit_test", *selection]
    invoke(home, [*arguments, "--full-refresh"] if anew else arguments, on_event)
    if not selection:
        with open_build(home) as con:
            end_build(con, code)


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
