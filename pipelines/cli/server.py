"""`opvang dev`: Dagster on one home."""

from __future__ import annotations

import atexit
import os
import sys

import click

from pipelines.cli.base import Command, common, say
from pipelines.errors import PipelineError
from warehouse.home import HOME_VARIABLE, Home

SUPERSEDED = "ignore:Function `dev_command` is superseded"  # by a tool that serves other layouts


@click.command(
    cls=Command,
    examples="""
    opvang dev
    opvang dev --port 3100""",
)
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True)
@common
def dev(port: int) -> None:
    """Open Dagster on this home, for this machine only; plans dropped into the inbox are ingested.

    Runs until interrupted.
    """
    from pipelines import dbt, lock
    from pipelines.instance import bury_the_dead, instance_of

    home = Home.resolve()
    with lock.server(home) as other:
        if other:
            raise PipelineError(f"process {other} serves {home.path} already")
        with instance_of(home) as instance:
            bury_the_dead(instance, commands=False)
        dbt.manifest_of(home)
        _serve(home, port)


def _serve(home: Home, port: int) -> None:
    say(f"http://127.0.0.1:{port} shows {home.path}; drop plans into {home.inbox}. Ctrl-C stops.")
    atexit._run_exitfuncs()  # what this process would do at its end: the next program knows nothing of it
    os.environ |= {HOME_VARIABLE: str(home.path), "DAGSTER_HOME": str(home.dagster)}
    arguments = [
        "dagster",
        "dev",
        "--module-name",
        "pipelines.definitions",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "warning",  # else each sensor tells at each look that there is nothing to do
    ]
    os.execv(sys.executable, [sys.executable, "-W", SUPERSEDED, "-m", *arguments])
