"""The quality report: one HTML file in Dutch that needs no network, for who decides and for who asks."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from expectations import report_areas as areas
from expectations import report_data as data
from expectations.cutouts import Draw
from expectations.report_changes import wijzigingen
from expectations.report_places import illustrate
from expectations.report_scope import choose
from warehouse.whole import whole

if TYPE_CHECKING:
    import duckdb

TEMPLATES = Path(__file__).parent / "templates"

# The sections in reading order: the name of the template in templates/onderdelen/, and the heading.
SECTIES = {
    "overzicht": "Overzicht",
    "regios": "Regio’s en provincie",
    "gemeenten": "Opgave en realisatie",
    "conflicten": "Conflicten",
    "acceptaties": "Acceptaties",
    "correcties": "Correcties",
    "wijzigingen": "Wijzigingen sinds de vorige editie",
    "gaten": "Gaten",
    "na-te-kijken": "Na te kijken",
    "niet-herkend": "Niet begrepen",
    "controles": "Controles",
    "delen": "Delen en edities",
    "uitleg": "Uitleg",
}
ERNSTEN = {"fout": "Fouten", "waarschuwing": "Waarschuwingen", "info": "Verklaard"}

# Characters that a browser does not show, or that turn the order of what follows; a line break is kept.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def write_report(
    con: duckdb.DuckDBPyConnection, path: Path, *, at: datetime | None = None, draw: Draw | None = None
) -> Path:
    """Write the report on the warehouse behind `con` to `path`, whatever stood there; gives the path.

    `draw` gives the images of places in documents; without it the report has none.
    """
    html = render(con, at=at, draw=draw)
    with whole(path) as coming:
        coming.write_text(html, encoding="utf-8")
    return path


def render(con: duckdb.DuckDBPyConnection, *, at: datetime | None = None, draw: Draw | None = None) -> str:
    """The report as HTML. All text that comes from documents is escaped."""
    shown = choose(con)
    conflicten = data.conflicten(con)
    na_te_kijken = data.na_te_kijken(con)
    illustrate([place for each in conflicten for place in each["plaatsen"]] + na_te_kijken, draw)
    controles = data.controles(con)
    script = (TEMPLATES / "filter.js").read_text(encoding="utf-8")
    return (
        environment()
        .get_template("kwaliteit.html.j2")
        .render(
            gemaakt_op=at or datetime.now().astimezone(),
            secties=SECTIES,
            ernsten=ERNSTEN,
            themas=data.themas(con),
            top=data.headline(con),
            getoond=shown,
            soorten=data.soorten(con),
            conflicten=conflicten,
            gebieden=data.gebieden(con),
            regios=areas.regios(con),
            acceptaties=data.acceptaties(con),
            correcties=data.correcties(con),
            wijzigingen=wijzigingen(con),
            opgaven=areas.opgaven(con),
            delen=data.delen(con),
            gaten=data.gaten(con),
            na_te_kijken=na_te_kijken,
            niet_herkend=data.niet_herkend(con),
            controles=controles,
            nieuws=data.nieuws(con, controles["runs"]),
            style=(TEMPLATES / "stijl.css").read_text(encoding="utf-8"),
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )


def environment() -> Environment:
    """The template environment: everything is escaped, a missing name is an error."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        getal=getal, getallen=getallen, woorden=woorden, datum=datum, deel=deel, periode=periode
    )
    return env


def visible(value: Any) -> Any:
    """What is put into the page, text without the characters that could make it look like other text."""
    return UNSEEN.sub("\ufffd", value) if type(value) is str else value


def getal(value: float | int | None) -> str:
    """A number as Dutch readers write it: 3.050, −19, 60,6; nothing for None."""
    if value is None:
        return ""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return text.translate(str.maketrans({",": ".", ".": ",", "-": "−"}))


def getallen(values: list[float] | None) -> str:
    """Several numbers that stand for one: 3.669 of 3.727."""
    return " of ".join(getal(each) for each in values or [])


def woorden(name: str | None) -> str:
    """A name of the warehouse as words: taakstelling_incl_achterstand → taakstelling incl. achterstand."""
    spelled = (name or "").replace("incl_", "incl. ").replace("_", " ")
    short = {"poo", "kso", "kwg", "kwe", "dsl"}
    return " ".join(word.upper() if word in short else word for word in spelled.split(" "))


def datum(value: Any) -> str:
    """A date, or a moment with its time, in Dutch order; nothing for None."""
    if value is None:
        return ""
    return value.strftime("%d-%m-%Y %H:%M" if isinstance(value, datetime) else "%d-%m-%Y")


def periode(text: str | None) -> str:
    """A period of the warehouse for readers: voor 2025-07-01 → voor 1-7-2025."""
    return re.sub(r"(\d{4})-0?(\d{1,2})-0?(\d{1,2})", r"\3-\2-\1", text or "")


def deel(row: dict[str, Any]) -> str:
    """The part a row stands in as words: regionaal plan Twente."""
    return " ".join(filter(None, [woorden(row["deel"]), row["deel_gebied"]]))
