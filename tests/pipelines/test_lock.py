import os
import subprocess
import sys
import textwrap
from pathlib import Path

from pipelines import lock
from warehouse.home import Home

COMMAND = textwrap.dedent("""
    import sys
    from pipelines import lock
    from warehouse.home import Home

    with lock.command(Home(sys.argv[1]), lambda holder: print("waiting for", holder, flush=True)):
        print("running", flush=True)
""")
BECOMES_ANOTHER_PROGRAM = textwrap.dedent("""
    import os, sys
    from pipelines import lock
    from warehouse.home import Home

    with lock.server(Home(sys.argv[1])) as other:
        if other:
            print("served by", other, flush=True)
        else:
            os.execv(sys.executable, [sys.executable, "-c", "print('up', flush=True); input()"])
""")


def process(program: str, home: Home) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(home.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def fail(holder: str) -> None:
    raise AssertionError(f"waited for {holder}")


def test_a_second_command_waits_and_says_for_whom(home: Home) -> None:
    with lock.command(home, fail):
        other = process(COMMAND, home)
        assert other.stdout.readline() == f"waiting for {os.getpid()}\n"
    assert other.stdout.readline() == "running\n"
    assert other.wait(30) == 0


def test_homes_do_not_wait_for_each_other(home: Home, tmp_path: Path) -> None:
    with lock.command(home, fail), lock.command(Home(tmp_path / "other"), fail):
        pass


def test_a_command_may_write(home: Home) -> None:
    with lock.command(home, fail), lock.writer(home):
        pass


def test_no_command_tells_whether_one_runs(home: Home) -> None:
    with lock.no_command(home) as free:
        assert free
    with lock.command(home, fail), lock.no_command(home) as free:
        assert not free


def test_one_server_per_home_for_as_long_as_it_lives(home: Home) -> None:
    first = process(BECOMES_ANOTHER_PROGRAM, home)
    assert first.stdout.readline() == "up\n"
    assert process(BECOMES_ANOTHER_PROGRAM, home).communicate(timeout=30)[0] == f"served by {first.pid}\n"
    first.kill()
    first.wait(30)
    third = process(BECOMES_ANOTHER_PROGRAM, home)
    assert third.stdout.readline() == "up\n"
    third.communicate("\n", timeout=30)
