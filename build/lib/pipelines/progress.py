"""What the person at the keyboard sees while the stages run. All of it goes to standard error."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import dagster as dg
    from tqdm import tqdm


class Progress:
    """Told how far the work is; says nothing, for runs that nobody watches."""

    def about(self, what: str) -> None:
        """What the stages from here on are about: a file, or '' for everything."""

    def stage(self, name: str) -> None:
        """A stage begins."""

    def at(self, done: int, total: int) -> None:
        """This much of the stage is done: pages, or models."""


class Bar(Progress):
    """A bar for one stage after the other, drawn on a terminal only."""

    def __init__(self) -> None:
        self._bar: tqdm | None = None
        self._what = ""

    def about(self, what: str) -> None:
        self._what = what

    def stage(self, name: str) -> None:
        self.close()
        if sys.stderr.isatty():
            from tqdm import tqdm  # imported late: most runs draw no bar

            name = f"{name} {self._what}".strip()
            self._bar = tqdm(desc=name, file=sys.stderr, leave=False, bar_format="{desc} {elapsed}")

    def at(self, done: int, total: int) -> None:
        if self._bar is not None:
            self._bar.bar_format = "{desc} {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} {elapsed}"
            self._bar.n, self._bar.total = done, total
            self._bar.refresh()

    def close(self) -> None:
        """Take the bar off the screen, for what else is to be said."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def stages_of(progress: Progress, names: dict[str, str]) -> dg.LoggerDefinition:
    """A logger of Dagster that passes the start of each step on, by its name in `names`, and nothing else."""
    import logging

    import dagster as dg

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            event = record.dagster_meta["dagster_event"]
            if event is not None and event.is_step_start and event.step_key in names:
                progress.stage(names[event.step_key])

    @dg.logger(description="Tells the person at the keyboard which stage runs.")
    def stages(_: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("stages", logging.DEBUG)
        logger.addHandler(Handler())
        return logger

    return stages
