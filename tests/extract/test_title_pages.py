"""Title pages and headings that open the parts of a bundle, as provinces and regions could word them."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

import pytest
import yaml

from extract.read import read_document
from tests.extract.typeset import Plan

DOCUMENTS = yaml.safe_load((Path(__file__).parent / "title_pages.yaml").read_text(encoding="utf-8"))
TABLE = [["Gemeente", "Opgave", "Gerealiseerd"], ["Noord", "12", "8"], ["Zuid", "30", "31"]]
CHAPTERS = ["Opgaven", "Stand van zaken", "Asiel", "Wat wij doen", "Onze cijfers", "Overzicht"]
PROSE = "De gemeenten werken samen aan de opvang. Zie ook het regionaal plan en het provinciaal plan. " * 3


def typeset(parts: list[dict], path: Path) -> Path:
    running: list[str | None] = [None]
    plan = Plan(running=lambda page: running[0])
    for number, part in enumerate(parts):
        if number:
            plan.then(partial(running.__setitem__, 0, None))
        if lines := part.get("titel"):
            plan.title_page(*map(escape, lines))
        elif number:
            plan.page()
        else:
            running[0] = part.get("koptekst")
        plan.then(partial(running.__setitem__, 0, part.get("koptekst")))
        if heading := part.get("kop"):
            plan.heading(1, escape(heading))
        plan.heading(2, CHAPTERS[number]).text(PROSE).table(TABLE)
    return plan.save(path, title="plan")


@pytest.mark.parametrize("document", DOCUMENTS, ids=[document["naam"] for document in DOCUMENTS])
def test_parts_of_a_bundle_by_their_titles(document, tmp_path):
    found = read_document(typeset(document["delen"], tmp_path / "plan.pdf")).parts
    stated = document["delen"]
    assert [(p.deel, p.deel_gebied) for p in found] == [(p["deel"], p["gebied"]) for p in stated]
    dates = [(p.datum, part["datum"]) for p, part in zip(found, stated, strict=True) if "datum" in part]
    assert all(read == printed for read, printed in dates), dates
