"""The word lists and layouts are valid, and a new layout is one file."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema
import pytest
import yaml

from extract.understand import layouts as module
from extract.understand.layouts import layouts
from extract.understand.vocabulary import vocabulary
from tests.extract.plans import document, figures, table


def _schema(name: str) -> dict:
    return json.loads(resources.files("extract.schemas").joinpath(name).read_text(encoding="utf-8"))


def test_word_lists_fit_their_schema():
    names = ("themas", "maten", "kolommen", "rijen", "perioden", "aanvullingen")
    lists = {
        n: yaml.safe_load(
            resources.files("extract.vocabulary").joinpath(f"{n}.yaml").read_text(encoding="utf-8")
        )
        for n in names
    }
    jsonschema.validate(json.loads(json.dumps(lists)), _schema("vocabulary.schema.json"))


@pytest.mark.parametrize(
    "path",
    [p for p in resources.files("extract.layouts").iterdir() if p.name.endswith(".yaml")],
    ids=lambda p: p.name,
)
def test_layouts_fit_their_schema(path):
    layout = yaml.safe_load(path.read_text(encoding="utf-8"))
    jsonschema.validate(layout, _schema("layout.schema.json"))
    assert layout["kind"] == path.name.removesuffix(".yaml")


def test_layouts_name_only_what_the_vocabulary_knows():
    kenmerken = set(
        yaml.safe_load(
            resources.files("extract.vocabulary").joinpath("kolommen.yaml").read_text(encoding="utf-8")
        )["kenmerken"]
    )
    for layout in layouts():
        assert layout.themas <= set(vocabulary().themas)
        assert layout.maten | layout.zonder_maten <= set(vocabulary().maten)
        assert layout.kenmerken | layout.zonder_kenmerken <= kenmerken


def test_a_layout_overrules_columns_and_rows(monkeypatch):
    rows = [["Gemeente", "Opgave", "Kolom Q"], ["Zeist", "30", "20"], ["Overige", "1", "1"]]
    assert figures(document(table(rows, koppen=["Asiel in cijfers"])), "maat") == [("opgave",), ("opgave",)]
    extra = module._layout(
        {
            "kind": "cijfers_q",
            "omschrijving": "Een tabel met een kolom die alleen hier iets betekent",
            "herken": {"kop": ["asiel in cijfers"]},
            "kolommen": [{"kop": "kolom q", "rol": "cijfer", "maat": "realisatie"}],
            "rijen": [{"label": "overige", "rol": "noot"}],
        }
    )
    monkeypatch.setattr(module, "layouts", lambda: (extra,))
    doc = document(table(rows, koppen=["Asiel in cijfers"]))
    assert figures(doc, "maat", "text") == [("opgave", "30"), ("realisatie", "20")]
    assert doc.tables[0].kind == "cijfers_q"


def test_a_layout_can_leave_a_table_out(monkeypatch):
    extra = module._layout(
        {
            "kind": "planning",
            "omschrijving": "Een planning zonder cijfers",
            "herken": {"kop": ["planning"]},
            "genegeerd": "planning",
        }
    )
    monkeypatch.setattr(module, "layouts", lambda: (extra,))
    doc = document(table([["Stap", "Week"], ["Besluit", "12"]], koppen=["Planning"]))
    assert (doc.tables[0].status, doc.tables[0].reden) == ("genegeerd", "planning")
