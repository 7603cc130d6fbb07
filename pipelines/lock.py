"""One writer per home: every step that changes the warehouse takes this lock, in whatever process it runs."""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from warehouse.home import Home

_held: Counter[str] = Counter()  # how often this process holds the lock of a home


@contextmanager
def writer(home: Home, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the right to write under `home`; waits for another process that has it.

    `on_wait(holder)` is called once before waiting, with the process id of the holder as text. The lock is
    re-entrant within a process, and the system releases it when the process dies, however it dies.
    """
    key = str(home.path)
    if _held[key]:
        _held[key] += 1
        try:
            yield
        finally:
            _held[key] -= 1
        return
    home.work.mkdir(parents=True, exist_ok=True)
    with (home.work / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if on_wait:
                file.seek(0)
                on_wait(file.read().strip() or "unknown")
            fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        _held[key] = 1
        try:
            yield
        finally:
            _held[key] = 0
