"""From what is found to what is sent: fill the outbox, then empty it as far as it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipelines import lock
from pipelines.alerts.channel import Channel, ChannelError, is_set
from pipelines.alerts.compare import Entry, entries
from pipelines.alerts.config import AlertsConfigError, Config, load
from pipelines.alerts.findings import findings
from pipelines.alerts.message import Message, compose, trial
from pipelines.alerts.outbox import Outbox, outbox
from pipelines.errors import PipelineError
from warehouse.home import Home

OUTSIDE = ("document", "bouw")  # what is known without a warehouse


@dataclass
class Told:
    """What one run of the alerts came to. `problems` gives for a channel why it did not take everything."""

    configured: bool
    sent: dict[str, int] = field(default_factory=dict)  # channel → findings told
    problems: dict[str, str] = field(default_factory=dict)


def tell(home: Home, *, digest: bool = False, again: str | None = None, at: datetime | None = None) -> Told:
    """Tell every channel what cannot wait or is to be tried again, and with `digest` all the rest.

    `again` names a channel for which everything that failed is tried anew. Raises AlertsConfigError.
    """
    config = load(home)
    if config is None:
        return Told(configured=False)
    at = at or datetime.now(UTC)
    told = Told(configured=True)
    with lock.sender(home), outbox(home.outbox) as box:
        box.bury_the_dead(at)
        if again:
            _variable(config, again)
            box.again(again, at)
        now = findings(home)
        box.forget_others(config.channels)
        for name in config.channels:
            known = box.told(name)
            if not home.warehouse.exists():
                # Nothing is solved because there is no warehouse to find it in.
                known = {key: entry for key, entry in known.items() if entry.melding.onderwerp in OUTSIDE}
            box.want(name, entries(config, name, now, known), at)
        for name, variable in config.channels.items():
            if waiting := box.due(name, at, digest=digest):
                _deliver(box, name, variable, waiting, config.report_url or str(home.report), at, told)
        told.problems = {**box.problems(), **told.problems}
    return told


def try_to_tell(home: Home, *, digest: bool = False) -> Told:
    """`tell`, where the warehouse and the report stand whatever goes wrong: an error becomes a problem."""
    try:
        return tell(home, digest=digest)
    except PipelineError as error:
        return Told(configured=True, problems={"alerts.yaml": str(error)})
    except Exception as error:
        return Told(configured=True, problems={"outbox": f"{type(error).__name__}: {error}"})


def try_out(home: Home, name: str) -> None:
    """Send a trial message to a channel. Raises PipelineError with the reason when it did not arrive."""
    config = load(home)
    if config is None:
        raise AlertsConfigError(f"there is no {home.alerts_config}")
    if error := Channel(_variable(config, name)).send(trial(name), "info"):
        raise PipelineError(f"{name}: {error}")


def _variable(config: Config, name: str) -> str:
    if name not in config.channels:
        raise PipelineError(f"{name!r} is no channel; alerts.yaml has {', '.join(config.channels)}")
    return config.channels[name]


def _deliver(
    box: Outbox, name: str, variable: str, waiting: Sequence[Entry], report: str, at: datetime, told: Told
) -> None:
    """Send what is due to one channel; after a failure the rest waits as well."""
    if not is_set(variable):
        # No attempt: the next run may have it.
        told.problems[name] = f"{len(waiting)} not sent: the environment variable {variable} is not set"
        return
    try:
        channel = Channel(variable)
    except ChannelError as error:
        box.failed(waiting, str(error), at)
        return
    waiting = sorted(waiting, key=lambda entry: not entry.at_once)
    while waiting:
        urgent = waiting[0].at_once
        part, message = _fitting(
            channel, [e for e in waiting if e.at_once == urgent], report, digest=not urgent
        )
        box.begin(part)
        if error := channel.send(message, "failure" if urgent else "info"):
            box.failed(waiting, error, at)
            return
        box.sent(part, at)
        told.sent[name] = told.sent.get(name, 0) + len(part)
        waiting = [entry for entry in waiting if entry not in part]


def _fitting(
    channel: Channel, waiting: Sequence[Entry], report: str, *, digest: bool
) -> tuple[Sequence[Entry], Message]:
    """What goes into the next message, and the message.

    A digest is one message, which may count what does not fit; of what cannot wait each is shown, over more
    messages where need be.
    """
    most = len(waiting)
    while True:
        part = waiting if digest else waiting[:most]
        message = compose(part, report, digest=digest, most=most)
        if len(channel.body(message)) <= channel.longest:
            return part, message
        if most == 1:
            return part, compose(part, report, digest=digest, most=most, bare=True)
        most //= 2
