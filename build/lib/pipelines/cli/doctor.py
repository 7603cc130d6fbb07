"""`opvang doctor`: is everything sound?"""

from __future__ import annotations

import sys

import click

from pipelines.cli.base import Command, common
from warehouse.home import Home

COLOURS = {"ok": "green", "attention": "yellow", "failure": "red"}


@click.command(
    cls=Command,
    examples="""
    opvang doctor
    opvang doctor --home /srv/opvang --json""",
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as one JSON object.")
@common
def doctor(as_json: bool) -> None:
    """Look whether the installation and the home are sound, and tell how to mend what is not.

    Changes nothing. Exit status 1 when something is broken; what only needs attention leaves it 0.
    """
    import json
    from dataclasses import asdict

    from pipelines.doctor import State, examine

    home = Home.resolve()
    findings = []
    for finding in examine(home):
        findings.append(finding)
        if not as_json:
            click.echo(
                f"{click.style(f'{finding.state:9}', COLOURS[finding.state])}  {finding.what}: {finding.says}"
            )
            if finding.mend:
                click.echo(f"{'':11}{finding.mend}")
    broken = any(finding.state is State.FAILURE for finding in findings)
    if as_json:
        found = {"home": str(home.path), "sound": not broken, "findings": [asdict(each) for each in findings]}
        click.echo(json.dumps(found, ensure_ascii=False))
    if broken:
        sys.exit(1)
