"""Who is told what: `alerts.yaml` in the home, checked against `alerts.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml

from pipelines.errors import PipelineError
from warehouse.home import Home

if TYPE_CHECKING:
    from jsonschema import ValidationError

    from pipelines.alerts.findings import Melding

HERE = Path(__file__).parent
SCHEMA = HERE / "alerts.schema.json"
RULES = yaml.safe_load((HERE / "rules.yaml").read_text(encoding="utf-8"))


class AlertsConfigError(PipelineError):
    """`alerts.yaml` does not say what it should. The message names the file and the key, and quotes no value:
    somebody may have written a secret there.
    """


@dataclass(frozen=True)
class Condition:
    """What a finding must be: field → the words of which it must have one. No fields fit everything."""

    words: Mapping[str, frozenset[str]]

    def fits(self, melding: Melding) -> bool:
        return all((getattr(melding, field) or "").casefold() in words for field, words in self.words.items())


@dataclass(frozen=True)
class Route:
    when: Condition
    to: tuple[str, ...]
    deliver: Literal["auto", "at_once", "digest"]


@dataclass(frozen=True)
class Config:
    """`channels` gives for each name the environment variable with its address."""

    channels: Mapping[str, str]
    routes: tuple[Route, ...]
    at_once: tuple[Condition, ...]
    report_url: str | None

    def delivery(self, melding: Melding, channel: str) -> Literal["at_once", "digest"] | None:
        """How a new or worse finding goes to a channel, None where no route leads there."""
        ways = {route.deliver for route in self.routes if channel in route.to and route.when.fits(melding)}
        if not ways:
            return None
        urgent = "auto" in ways and any(condition.fits(melding) for condition in self.at_once)
        return "at_once" if urgent or "at_once" in ways else "digest"


def load(home: Home) -> Config | None:
    """The configuration of a home, None where it has none. Raises AlertsConfigError."""
    path = home.alerts_config
    if not path.exists():
        return None
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise AlertsConfigError(f"{path} cannot be read as YAML{where}") from None
    _check(path, content)
    for number, route in enumerate(content["routes"]):
        if unknown := sorted(set(route["to"]) - content["channels"].keys()):
            raise AlertsConfigError(
                f"{path}: routes[{number}].to names no channel of this file: {', '.join(unknown)}"
            )
    return Config(
        channels={name: channel["url"][2:-1] for name, channel in content["channels"].items()},
        routes=tuple(
            Route(_condition(route.get("when", {})), tuple(route["to"]), route.get("deliver", "auto"))
            for route in content["routes"]
        ),
        at_once=tuple(_condition(each) for each in content.get("at_once", RULES["at_once"])),
        report_url=content.get("report_url"),
    )


def _condition(written: Mapping[str, str | list[str]]) -> Condition:
    lists = {field: [words] if isinstance(words, str) else words for field, words in written.items()}
    return Condition({field: frozenset(map(str.casefold, words)) for field, words in lists.items()})


def _check(path: Path, content: Any) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    if error := best_match(Draft202012Validator(schema).iter_errors(content)):
        raise AlertsConfigError(f"{path}: {_key(error)} {_demand(error)}")


def _key(error: ValidationError) -> str:
    """Where in the file, as routes[0].when.ernst."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path]
    return "".join(parts).lstrip(".") or "the file"


def _demand(error: ValidationError) -> str:
    """What the schema asks there."""
    asked = error.validator_value
    match error.validator:
        case "required":
            return f"needs {', '.join(sorted(set(asked) - set(error.instance)))}"
        case "additionalProperties":
            unknown = sorted(map(str, set(error.instance) - set(error.schema["properties"])))
            return f"has unknown keys: {', '.join(unknown)}"
        case "enum":
            return f"must be one of {', '.join(asked)}"
        case "type":
            return f"must be of type {asked if isinstance(asked, str) else ' or '.join(asked)}"
        case "pattern" if "${" in error.schema.get("description", ""):
            return "must be ${NAME}, the name of an environment variable that holds the address"
        case "pattern":
            return f"must match {asked}"
        case _:
            return f"must have {error.validator} {asked}"
