"""What has changed since a channel was last told of something: reasons to tell it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from expectations.model import ERNST
from pipelines.alerts.config import Config
from pipelines.alerts.findings import Melding

CLOSED = ("geaccepteerd", "opgelost")
WORSE = ("nieuw", "erger", "terug", "vervallen")


@dataclass(frozen=True)
class Entry:
    """Something a channel is to be told, or was told: `melding` as it was then, and why."""

    id: str
    channel: str
    aanleiding: str
    at_once: bool
    melding: Melding


def entries(
    config: Config, channel: str, now: Mapping[str, Melding], told: Mapping[str, Entry]
) -> list[Entry]:
    """What `channel` has still to be told, given what it was told last of each finding."""
    wanted = []
    for key in sorted(now.keys() | told.keys()):
        before, melding = told.get(key), now.get(key)
        delivery = config.delivery(melding, channel) if melding else "digest"
        aanleiding = reason(before, melding)
        if aanleiding is None or delivery is None:
            continue
        wanted.append(
            Entry(
                id=_identity(channel, aanleiding, melding or before.melding, before),
                channel=channel,
                aanleiding=aanleiding,
                at_once=delivery == "at_once" and aanleiding in WORSE,
                melding=melding or before.melding,
            )
        )
    return wanted


def reason(before: Entry | None, now: Melding | None) -> str | None:
    """Why to tell of a finding as it is `now` (None: it is gone), or None when nothing needs telling.

    nieuw · erger (heavier, or its difference grew) · terug (it had been solved) · vervallen (its acceptance
    no longer holds) · gewijzigd (other values) · geaccepteerd · opgelost
    """
    if now is None or now.geaccepteerd is not None:
        if before is None or before.aanleiding in CLOSED:
            return None
        return "opgelost" if now is None else "geaccepteerd"
    if before is None:
        return "nieuw"
    if before.aanleiding in CLOSED:
        return "terug" if before.aanleiding == "opgelost" else "vervallen"
    was = before.melding
    if now.ernst != was.ernst:
        return "erger" if ERNST.index(now.ernst) < ERNST.index(was.ernst) else "gewijzigd"
    if now.waarden == was.waarden:
        return None
    grew = None not in (now.verschil, was.verschil) and abs(now.verschil) > abs(was.verschil)
    return "erger" if grew else "gewijzigd"


def _identity(channel: str, aanleiding: str, melding: Melding, before: Entry | None) -> str:
    """The key under which something is told once: channel, what, severity, values, and what came before."""
    parts = [channel, melding.id, melding.ernst, melding.waarden, aanleiding, before.id if before else ""]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
