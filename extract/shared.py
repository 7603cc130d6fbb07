"""Work on many things, half of it done by a process forked for it."""

from __future__ import annotations

import contextlib
import mmap
import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_LARGE = 512 << 20  # bytes; a process of more is slow to fork


def shared(work: Callable[[Item], Result], items: Sequence[Item], least: int) -> list[Result]:
    """`[work(item) for item in items]`, every other one of `least` items or more in a process of its own
    where forking is safe: items that cost much stand together. Its results must be picklable. What it could
    not do is done here.
    """
    if len(items) < max(least, 2) or not may_fork(_LARGE):
        return [work(item) for item in items]
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    helper = context.Process(target=_send, args=(theirs, work, items[1::2]), daemon=True)
    helper.start()
    theirs.close()
    results: list[Result] = [None] * len(items)
    results[::2] = [work(item) for item in items[::2]]
    try:
        with contextlib.closing(ours):
            results[1::2] = ours.recv()
    except EOFError:
        results[1::2] = [work(item) for item in items[1::2]]
    helper.join()
    return results


def _send(connection: Connection, work: Callable[[Item], Result], items: Sequence[Item]) -> None:
    """Answers with the results, or ends without: an error shows again where the rest of the work is done."""
    try:
        connection.send([work(item) for item in items])
    finally:
        os._exit(0)  # nothing of the process it was forked from is to be tidied up, or printed, here


def may_fork(most_memory: int) -> bool:
    """True where a fork is sure to work: on Linux, in a process of one thread (others may hold locks) that
    takes no more than `most_memory` bytes of addresses.
    """
    try:
        threads = len(os.listdir("/proc/self/task"))
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return False
    return threads == 1 and pages * mmap.PAGESIZE <= most_memory
