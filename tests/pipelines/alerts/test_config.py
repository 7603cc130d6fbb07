"""`alerts.yaml`: what is wrong in it is told by file and key, and never quoted."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml

from pipelines.alerts import config
from pipelines.alerts.config import RULES, AlertsConfigError, load
from pipelines.alerts.findings import Melding
from warehouse.home import Home

EXAMPLE = Path(config.__file__).with_name("alerts.example.yaml")
TOTAL = Melding(
    "conflict:c1", "conflict", "fout", "som", "provincie", "Een zin", gebied_niveau="regio", regio="Twente"
)


def test_the_example_and_the_rules_fit_the_schema(home: Home) -> None:
    home.alerts_config.write_text(EXAMPLE.read_text())
    read = load(home)
    assert read.channels["data-team"] == "OPVANG_ALERT_MAIL"
    schema = json.loads(config.SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(
        RULES["at_once"],
        {"$defs": schema["$defs"], "$ref": "#/$defs/conditions"},
        cls=jsonschema.Draft202012Validator,
    )


def test_without_a_file_there_is_no_configuration(home: Home) -> None:
    assert load(home) is None


ROUTE = {"to": ["a"]}
CHANNELS = {"a": {"url": "${A}"}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("channels: [", "line 1"),
        ("", "the file must be of type object"),
        ({"channels": CHANNELS}, "the file needs routes"),
        ({"channels": {"a": {"url": "slack://s3cret"}}, "routes": [ROUTE]}, "channels.a.url must be ${NAME}"),
        ({"channels": {"a": {"url": "x${A}"}}, "routes": [ROUTE]}, "channels.a.url must be ${NAME}"),
        ({"channels": {"a": {"adres": "${A}"}}, "routes": [ROUTE]}, "channels.a"),
        ({"channels": CHANNELS, "routes": [{"to": ["b"]}]}, "routes[0].to names no channel of this file: b"),
        ({"channels": CHANNELS, "routes": [{"to": "a"}]}, "routes[0].to must be of type array"),
        ({"channels": CHANNELS, "routes": [{**ROUTE, "when": {"erntst": "fout"}}]}, "erntst"),
        ({"channels": CHANNELS, "routes": [{**ROUTE, "when": {"ernst": "erg"}}]}, "routes[0].when.ernst"),
        (
            {"channels": CHANNELS, "routes": [{**ROUTE, "when": {"ernst": ["erg"]}}]},
            "routes[0].when.ernst[0]",
        ),
        (
            {"channels": CHANNELS, "routes": [{**ROUTE, "deliver": "soms"}]},
            "routes[0].deliver must be one of",
        ),
        ({"channels": CHANNELS, "routes": [ROUTE], "at_once": [{"soort": 3}]}, "at_once[0].soort"),
        ({"channels": CHANNELS, "routes": [ROUTE], "report_url": "javascript:1"}, "report_url must match"),
    ],
)
def test_what_is_wrong_is_told_by_file_and_key(home: Home, content: object, said: str) -> None:
    home.alerts_config.write_text(content if isinstance(content, str) else yaml.safe_dump(content))
    with pytest.raises(AlertsConfigError) as caught:
        load(home)
    assert said in str(caught.value)
    assert str(home.alerts_config) in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("melding", "way"),
    [
        (TOTAL, "at_once"),
        (replace(TOTAL, soort="hierarchie", gebied_niveau="gemeente"), "at_once"),
        (replace(TOTAL, soort="kruis", gebied_niveau="provincie"), "at_once"),
        (replace(TOTAL, gebied_niveau="gemeente"), "digest"),
        (replace(TOTAL, ernst="waarschuwing"), "digest"),
        (replace(TOTAL, soort="afleiding"), "digest"),
        (replace(TOTAL, onderwerp="controle"), "digest"),
    ],
)
def test_totals_between_tables_of_regions_and_province_cannot_wait(
    home: Home, melding: Melding, way: str
) -> None:
    home.alerts_config.write_text(yaml.safe_dump({"channels": CHANNELS, "routes": [ROUTE]}))
    assert load(home).delivery(melding, "a") == way


@pytest.mark.parametrize(
    ("routes", "way"),
    [
        ([{**ROUTE, "when": {"ernst": ["fout", "info"], "regio": "twente"}}], "at_once"),
        ([{**ROUTE, "when": {"ernst": "fout", "regio": "IJsselland"}}], None),
        ([{**ROUTE, "when": {"thema": "asiel"}}], None),
        ([{**ROUTE, "deliver": "digest"}], "digest"),
        ([{**ROUTE, "deliver": "digest"}, {**ROUTE, "when": {"eigenaar": "provincie"}}], "at_once"),
        ([{**ROUTE, "deliver": "at_once", "when": {"soort": "som"}}], "at_once"),
    ],
)
def test_routes_decide_where_and_how(home: Home, routes: list[dict], way: str | None) -> None:
    home.alerts_config.write_text(yaml.safe_dump({"channels": CHANNELS, "routes": routes}))
    assert load(home).delivery(TOTAL, "a") == way
    assert load(home).delivery(TOTAL, "b") is None


def test_the_rules_of_a_home_take_the_place_of_the_own_ones(home: Home) -> None:
    home.alerts_config.write_text(
        yaml.safe_dump({"channels": CHANNELS, "routes": [ROUTE], "at_once": [{"onderwerp": "document"}]})
    )
    assert load(home).delivery(TOTAL, "a") == "digest"
    assert load(home).delivery(replace(TOTAL, onderwerp="document"), "a") == "at_once"
