"""Locks under a home. The system releases them when their process dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.home import Home


@contextmanager
def writer(home: Home) -> Iterator[None]:
    """Hold the right to write the databases; waits its turn. Every step that writes takes it."""
    with _held(home.work / "writer.lock"):
        yield


@contextmanager
def command(home: Home, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the right to run a command that writes; waits its turn. Commands queue whole, so that each can
    tell what it found.

    `on_wait(holder)` is called once before waiting, with the process id of the holder as text.
    """
    with _open(home.work / "command.lock") as lock:
        if not _take(lock):
            on_wait(_holder(lock))
            _wait(lock)
        yield


@contextmanager
def sender(home: Home) -> Iterator[None]:
    """Hold the right to send alerts; waits its turn."""
    with _held(home.outbox.with_name("lock")):
        yield


@contextmanager
def archive(home: Home) -> Iterator[None]:
    """Hold the right to add to the archive; waits its turn."""
    with _held(home.work / "archive.lock"):
        yield


@contextmanager
def failures(home: Home) -> Iterator[None]:
    """Hold the right to change the list of failures; waits its turn."""
    with _held(home.work / "failures.lock"):
        yield


@contextmanager
def records(home: Home, document_id: str) -> Iterator[None]:
    """Hold the right to write or load the records of a document; waits its turn. Taken before `writer`."""
    with _held(home.records(document_id) / "lock"):
        yield


@contextmanager
def no_command(home: Home) -> Iterator[bool]:
    """Whether no command that writes is running; if so, none starts meanwhile."""
    with _open(home.work / "command.lock") as lock:
        yield _take(lock)


def holders(home: Home) -> dict[str, str]:
    """The locks that are held, by name, each with the process id of its holder as text."""
    held = {}
    for path in sorted(home.work.glob("*.lock")):
        with _open(path) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                held[path.stem] = _holder(lock)
    return held


@contextmanager
def server(home: Home) -> Iterator[str | None]:
    """Be the one Dagster server of this home; gives the process id of the other one when there is one.

    The lock passes on to the program that this process becomes.
    """
    with _open(home.work / "server.lock") as lock:
        os.set_inheritable(lock, True)
        yield None if _take(lock) else _holder(lock)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    with _open(path) as lock:
        _wait(lock)
        yield


@contextmanager
def _open(path: Path) -> Iterator[int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        yield lock
    finally:
        os.close(lock)


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    _sign(lock)
    return True


def _wait(lock: int) -> None:
    fcntl.flock(lock, fcntl.LOCK_EX)
    _sign(lock)


def _sign(lock: int) -> None:
    os.truncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)


def _holder(lock: int) -> str:
    return os.pread(lock, 20, 0).decode() or "unknown"
