"""The messages people get, in Dutch: as HTML for mail, as text for everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from expectations.model import ERNST
from expectations.report import getal, woorden
from pipelines.alerts.compare import Entry
from pipelines.alerts.harmless import harmless

TEMPLATES = Path(__file__).parent / "templates"
MOST_PLACES = 8
# Headings in the order in which a message shows them.
AANLEIDINGEN = {
    "erger": "Erger geworden",
    "nieuw": "Nieuw",
    "terug": "Terug van weggeweest",
    "vervallen": "Acceptatie geldt niet meer",
    "gewijzigd": "Andere waarden",
    "geaccepteerd": "Geaccepteerd",
    "opgelost": "Opgelost",
}


@dataclass(frozen=True)
class Message:
    title: str
    text: str
    html: str


def compose(
    entries: Sequence[Entry], report: str, *, digest: bool, most: int | None = None, bare: bool = False
) -> Message:
    """One message about `entries`; `report` is the address or path of the report.

    Of more than `most` entries the first are shown and the rest is counted. `bare` leaves out the places.
    """
    ordered = sorted(entries, key=_weight)
    shown = ordered[:most]
    context = {
        "groepen": {
            kop: members
            for aanleiding, kop in AANLEIDINGEN.items()
            if (members := [entry for entry in shown if entry.aanleiding == aanleiding])
        },
        "verder": len(ordered) - len(shown),
        "rapport": report,
        "is_adres": report.startswith(("http://", "https://")),
        "met_plaatsen": not (digest or bare),
        "most_places": MOST_PLACES,
    }
    return Message(
        title=_title(ordered, digest=digest),
        text=_environment(html=False).get_template("bericht.txt.j2").render(context),
        html=_environment(html=True).get_template("bericht.html.j2").render(context),
    )


def trial(channel: str) -> Message:
    """A message that shows that a channel works."""
    text = f"Dit is een proefbericht van opvangplannen aan het kanaal {harmless(channel)}."
    return Message("opvangplannen: proefbericht", text, f"<p>{text}</p>")


def _title(entries: Sequence[Entry], *, digest: bool) -> str:
    if digest:
        counts = {kop: sum(e.aanleiding == a for e in entries) for a, kop in AANLEIDINGEN.items()}
        found = ", ".join(f"{count} {kop.lower()}" for kop, count in counts.items() if count)
        return f"opvangplannen: overzicht ({found})"
    first = entries[0].melding
    subject = harmless(": ".join(filter(None, [first.gebied, woorden(first.maat)])) or first.omschrijving, 80)
    more = f" en {len(entries) - 1} meer" if len(entries) > 1 else ""
    return f"opvangplannen: {first.ernst}, {subject}{more}"


def _weight(entry: Entry) -> tuple[int, int, str, str]:
    """Order in a message: by reason, the heaviest first, then by area."""
    reason = list(AANLEIDINGEN).index(entry.aanleiding)
    return reason, ERNST.index(entry.melding.ernst), entry.melding.gebied or "", entry.id


@cache
def _environment(*, html: bool) -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(veilig=harmless, getal=getal, woorden=woorden)
    return env
