"""What a person sees of the alerts: the channels, and what became of every message."""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from pipelines.alerts.channel import is_set
from pipelines.alerts.config import load
from pipelines.alerts.outbox import SHOWN, outbox
from warehouse.home import Home
from warehouse.query import write_rows

LONGEST = 80  # characters of a description in a table
CHANNELS = ("channel", "address_in", "sent", "waiting", "failed", "problem")


def waiting_channels(home: Home) -> list[str]:
    """The channels to which something can be sent now that is urgent or to be tried again.

    Raises AlertsConfigError.
    """
    config = load(home)
    if config is None or not home.outbox.exists():
        return []
    with outbox(home.outbox) as box:
        due = box.channels_due(datetime.now(UTC))
    return [name for name, variable in config.channels.items() if name in due and is_set(variable)]


def write_overview(home: Home, out: TextIO, form: str, *, most: int | None) -> None:
    """Write the channels and the newest `most` messages to `out`; as csv or json the messages only.

    Raises AlertsConfigError.
    """
    config = load(home)
    with outbox(home.outbox if home.outbox.exists() else Path(":memory:")) as box:
        messages = box.rows()[:most]
        problems = box.problems()
        channels = [
            _channel(name, variable, box.counts(name), problems.get(name))
            for name, variable in (config.channels.items() if config else ())
        ]
    if form != "table":
        write_rows(list(SHOWN), messages, form, out)
        return
    if config:
        write_rows(CHANNELS, channels, "table", out)
    else:
        out.write(f"Nobody is told anything: there is no {home.alerts_config}\n")
    if messages:
        out.write("\n")
        write_rows(list(SHOWN), [tuple(map(_short, message)) for message in messages], "table", out)


def _channel(name: str, variable: str, counts: dict[str, int], problem: str | None) -> tuple[Any, ...]:
    """One row of CHANNELS."""
    known = is_set(variable)
    failed = counts.get("given_up", 0)
    if not known:
        problem = f"{variable} is not set" + (f"; {problem}" if problem else "")
    return name, variable, counts.get("sent", 0), counts.get("waiting", 0), failed, problem


def _short(value: Any) -> Any:
    return textwrap.shorten(value, LONGEST, placeholder=" ...") if isinstance(value, str) else value
