"""Whoever tells people is killed, and what was found reaches them all the same."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from pipelines import failures
from pipelines.alerts.deliver import tell
from tests.pipelines.alerts.receivers import web_server
from warehouse.home import Home

ALERTS = "channels: {hook: {url: '${TEST_ALERT_HOOK}'}}\nroutes: [{to: [hook]}]\n"


@pytest.mark.parametrize(("arrives", "messages"), [(True, 2), (False, 1)])
def test_killed_while_telling(
    home: Home, monkeypatch: pytest.MonkeyPatch, arrives: bool, messages: int
) -> None:
    """Nobody knows whether the message arrived: it is sent again, and then no more."""
    failures.record(home, None, "plan.pdf", "no PDF")
    home.alerts_config.write_text(ALERTS)
    with web_server() as hook:
        monkeypatch.setenv("TEST_ALERT_HOOK", hook.url)
        hook.refuses = not arrives
        teller = subprocess.Popen(
            [sys.executable, "-m", "pipelines", "--home", home.path, "alerts", "digest"],
            stdout=subprocess.DEVNULL,
        )
        hook.meanwhile = teller.kill
        assert teller.wait(120) == -signal.SIGKILL
        hook.refuses, hook.meanwhile = False, bool
        assert tell(home).sent == {"hook": 1}
        assert tell(home, digest=True).sent == {}
    assert len(hook.messages) == messages
    assert "plan" in hook.texts[-1]
