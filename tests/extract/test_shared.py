"""Work shared with a forked process: the same results in the same order, whatever becomes of the process."""

from __future__ import annotations

import os
import threading

import pytest

from extract import shared as module
from extract.shared import shared


@pytest.fixture(autouse=True)
def may_fork(monkeypatch):
    """The tests themselves may run beside other threads."""
    if not hasattr(os, "fork"):
        pytest.skip("needs fork")
    monkeypatch.setattr(module, "may_fork", lambda most_memory: True)


@pytest.mark.parametrize("number", [0, 1, 4, 5])
def test_results_come_in_order_and_half_of_them_from_another_process(number):
    results = shared(lambda item: (item, os.getpid()), range(number), least=4)
    assert [item for item, _ in results] == list(range(number))
    assert len({process for _, process in results}) == (2 if number >= 4 else min(1, number))


def test_what_the_other_process_could_not_do_is_done_here():
    here = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != here:
            os._exit(1)
        return item

    assert shared(work, range(6), least=2) == list(range(6))


def test_an_error_of_either_half_is_raised_here():
    def work(item: int) -> int:
        if item == 5:
            raise ValueError("five")
        return item

    with pytest.raises(ValueError, match="five"):
        shared(work, range(6), least=2)


def test_a_process_of_several_threads_is_not_forked(monkeypatch):
    monkeypatch.undo()
    waits = threading.Event()
    thread = threading.Thread(target=waits.wait)
    thread.start()
    try:
        assert not module.may_fork(1 << 50)
    finally:
        waits.set()
        thread.join()
