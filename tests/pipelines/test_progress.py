import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

import dagster as dg

from pipelines.progress import Progress, stages_of

STAGES = """
from pipelines.progress import Bar
with Bar() as bar:
    bar.about("plan.pdf (1 of 2)")
    bar.stage("Reading")
    bar.at(5, 5)
    bar.about("")
    bar.stage("Publishing")
"""


def run(stderr: int) -> None:
    subprocess.run([sys.executable, "-c", STAGES], stderr=stderr, check=True, timeout=60)


def test_a_terminal_shows_each_stage_and_how_far_it_is() -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    run(theirs)
    shown = os.read(ours, 10_000).decode()
    assert "Reading plan.pdf (1 of 2)" in shown
    assert "5/5" in shown
    assert "Publishing 00:00" in shown


def test_a_file_gets_no_bar(tmp_path) -> None:
    with (tmp_path / "log").open("wb") as log:
        run(log.fileno())
    assert (tmp_path / "log").read_bytes() == b""


def test_the_steps_of_a_run_are_stages() -> None:
    seen: list[str] = []

    class Seen(Progress):
        def stage(self, name: str) -> None:
            seen.append(name)

    @dg.op
    def first() -> None: ...

    @dg.op
    def unnamed() -> None: ...

    @dg.job(logger_defs={"stages": stages_of(Seen(), {"first": "Reading"})})
    def job() -> None:
        first()
        unnamed()

    job.execute_in_process(run_config={"loggers": {"stages": {}}})
    assert seen == ["Reading"]
