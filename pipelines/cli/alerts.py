"""`opvang alerts`: who is told what, and what did not arrive."""

from __future__ import annotations

import sys
from typing import Any

import click

from pipelines.cli.base import Group, common, say
from pipelines.errors import PipelineError
from warehouse.home import Home


@click.group(
    cls=Group,
    invoke_without_command=True,
    examples="""
    opvang alerts
    opvang alerts --all --format csv > alerts.csv
    opvang alerts test data-team
    opvang alerts digest""",
)
@click.option("--all", "everything", is_flag=True, help="Every message, not only the newest 20.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@common
@click.pass_context
def alerts(ctx: click.Context, everything: bool, form: str) -> None:
    """Show who is told what is new or worse: channels, what was sent, what waits, what failed and why.

    HOME/alerts.yaml says who is told what; without it nobody is. As csv and json: the messages.
    """
    if ctx.invoked_subcommand is None:
        from pipelines.alerts.overview import write_overview

        write_overview(Home.resolve(), sys.stdout, form, most=None if everything else 20)


@alerts.command(examples="opvang alerts digest")
@common
def digest() -> None:
    """Send what waits for the daily digest now."""
    _deliver(digest=True)


@alerts.command(examples="opvang alerts test data-team")
@click.argument("channel", metavar="CHANNEL")
@common
def test(channel: str) -> None:
    """Send a trial message to one channel."""
    from pipelines.alerts.deliver import try_out

    try_out(Home.resolve(), channel)
    click.echo(f"A trial message was sent to {channel}.")


@alerts.command(examples="opvang alerts retry data-team")
@click.argument("channel", metavar="CHANNEL")
@common
def retry(channel: str) -> None:
    """Send again, now, what failed on a channel."""
    _deliver(again=channel)


def _deliver(**how: Any) -> None:
    from pipelines.alerts.deliver import tell

    told = tell(Home.resolve(), **how)
    if not told.configured:
        say("Nobody is told anything: this home has no alerts.yaml.")
    for channel, sent in told.sent.items():
        click.echo(f"{channel}: {sent} sent")
    if told.configured and not told.sent and not told.problems:
        click.echo("Nothing waits.")
    if told.problems:
        raise PipelineError("; ".join(f"{channel}: {why}" for channel, why in told.problems.items()))
