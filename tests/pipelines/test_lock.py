import subprocess
import sys
import textwrap

from pipelines.lock import writer
from warehouse.home import Home

SECOND_PROCESS = textwrap.dedent("""
    import sys
    from pipelines.lock import writer
    from warehouse.home import Home

    with writer(Home(sys.argv[1]), lambda holder: print("waiting for", holder, flush=True)):
        print("writing", flush=True)
""")


def second_process(home: Home) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND_PROCESS, str(home.path)], stdout=subprocess.PIPE, text=True, bufsize=1
    )


def test_a_second_process_waits_and_says_for_whom(home: Home) -> None:
    with writer(home):
        other = second_process(home)
        assert other.stdout.readline().startswith("waiting for ")
    assert other.stdout.readline() == "writing\n"
    assert other.wait(30) == 0


def test_homes_do_not_wait_for_each_other(home: Home, tmp_path) -> None:
    with writer(home):
        other = second_process(Home(tmp_path / "other"))
        assert other.communicate(timeout=30)[0] == "writing\n"


def test_a_process_may_take_its_own_lock_again(home: Home) -> None:
    with writer(home), writer(home):
        pass
    other = second_process(home)
    assert other.communicate(timeout=30)[0] == "writing\n"
