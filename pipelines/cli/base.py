"""What the commands share: help that ends in examples, the options of every command, messages, the lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from warehouse.home import DEFAULT_HOME, HOME_VARIABLE, Home

PDF = click.Path(path_type=Path)


class _WithExamples(click.Command):
    """Help that ends in examples."""

    def __init__(self, *args: Any, examples: str = "", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._examples = examples.strip().splitlines()

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self._examples:
            with formatter.section("Examples"):
                for line in self._examples:
                    formatter.write(f"{' ' * formatter.current_indent}{line.strip()}\n")


class Command(_WithExamples):
    """A command with examples."""


class Group(_WithExamples, click.Group):
    """A command with commands of its own, and examples."""

    command_class = Command

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _WithExamples.format_epilog(self, ctx, formatter)


def _set_home(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        os.environ[HOME_VARIABLE] = str(Path(value).expanduser().absolute())


def _set_debug(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        ctx.find_root().meta["debug"] = True


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that go before or after the name of a command."""
    command = click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        callback=_set_debug,
        help="Show the traceback of an error.",
    )(command)
    return click.option(
        "--home",
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=_set_home,
        help=f"Where all state lives. Default: ${HOME_VARIABLE}, else ./{DEFAULT_HOME}.",
    )(command)


def say(message: str) -> None:
    click.echo(message, err=True)


@contextmanager
def writing(home: Home) -> Iterator[None]:
    """Hold the right to write; then let people be told what no build told, also that it failed."""
    from pipelines.errors import PipelineError
    from pipelines.lock import command

    failure = None
    with command(
        home, lambda holder: say(f"Waiting for process {holder}, which is writing to {home.path} ...")
    ):
        try:
            yield
        except PipelineError as error:
            failure = error
    _tell_people(home)
    if failure:
        raise failure


def _tell_people(home: Home) -> None:
    """Tell of failed documents and builds, and what is to be tried again. Warn of what does not arrive."""
    if home.alerts_config.exists():
        from pipelines.alerts.deliver import try_to_tell

        for channel, problem in try_to_tell(home).problems.items():
            say(f"Warning: alerts: {channel}: {problem}")
