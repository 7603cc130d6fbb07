"""What the person at the keyboard sees while a plan is read. All of it goes to standard error."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqdm import tqdm


def silent(done: int, total: int) -> None:
    """Progress for runs that nobody watches."""


class Bar:
    """A progress bar over the pages of one document after the other, drawn on a terminal only."""

    def __init__(self) -> None:
        self._bar: tqdm | None = None

    def __call__(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            from tqdm import tqdm  # imported late: most runs draw no bar

            self._bar = tqdm(desc="Reading", unit="page", total=total, file=sys.stderr, leave=False)
        elif done < self._bar.n:
            self._bar.reset(total)
        self._bar.update(done - self._bar.n)

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
