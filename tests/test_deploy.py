"""The files in deploy/ against the tools that read them, where installed, and against the program."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from dagster._config import process_config
from dagster._core.instance.config import dagster_instance_config_schema

from pipelines.cli import cli
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"


def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed")
    unit = tmp_path / "opvang.service"
    text = (DEPLOY / "opvang.service").read_text()
    unit.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={shutil.which('true')}", text, flags=re.MULTILINE))
    result = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_unit_and_the_image_start_a_command_that_exists() -> None:
    unit = (DEPLOY / "opvang.service").read_text()
    command = re.search(r"^ExecStart=\S*/opvang (\S+) (\S+)", unit, re.MULTILINE)
    assert command[2] in {option for each in cli.commands[command[1]].params for option in each.opts}
    image = (DEPLOY / "Dockerfile").read_text()
    for run in re.findall(r'CMD \[(?:"opvang", )?"(\w+)"\]', image):
        assert run in cli.commands


def test_the_image_installs_as_make_does() -> None:
    image, make = (DEPLOY / "Dockerfile").read_text(), (ROOT / "Makefile").read_text()
    for flags in ("--require-hashes -r requirements.lock", "--no-deps --no-build-isolation -e ."):
        assert flags in image
        assert flags in make


def test_the_volume_of_the_compose_file_is_the_home_of_the_image() -> None:
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]["opvang"]
    home = re.search(r"OPVANG_HOME=(\S+)", (DEPLOY / "Dockerfile").read_text())[1]
    assert [volume.rsplit(":", 1)[1] for volume in service["volumes"]] == [home]
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()


def test_dagster_knows_the_settings_for_many_machines() -> None:
    settings = yaml.safe_load((DEPLOY / "dagster.many-machines.yaml").read_text())
    result = process_config(dagster_instance_config_schema(), settings)
    assert result.success, result.errors
