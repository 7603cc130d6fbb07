"""What a real home has to tell, and how it reaches people from there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines import failures
from pipelines.alerts.deliver import tell
from pipelines.alerts.findings import Melding, findings
from pipelines.alerts.outbox import Outbox, outbox
from pipelines.assets.alerts import alerts
from pipelines.automation import daily_digest
from pipelines.cli import cli
from pipelines.errors import PipelineError
from pipelines.sensors import undelivered
from tests.pipelines.alerts.receivers import Receiver, mail_server
from warehouse.home import Home

CONFIG = """
channels: {mail: {url: "${TEST_ALERT_MAIL}"}}
routes: [{to: [mail]}]
"""


@pytest.fixture(scope="module")
def found(ingested: Home) -> dict[str, Melding]:
    return findings(ingested)


@pytest.fixture
def copy(ingested: Home, home: Home) -> Home:
    """A home of our own with what the sample plan gave."""
    shutil.copyfile(ingested.warehouse, home.warehouse)
    shutil.copyfile(ingested.failures, home.failures)
    home.alerts_config.write_text(CONFIG)
    return home


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> Receiver:
    with mail_server() as receiver:
        monkeypatch.setenv("TEST_ALERT_MAIL", receiver.url)
        yield receiver


def opvang(home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, env={"OPVANG_HOME": str(home.path)})


def test_conflicts_are_told_with_their_places_and_region(found: dict[str, Melding]) -> None:
    losser = [each for each in found.values() if each.gebied == "Losser" and each.waarden == ("28", "32")]
    assert len(losser) == 1
    assert (losser[0].regio, losser[0].provincie, losser[0].thema) == (
        "Twente",
        "Overijssel",
        "statushouders",
    )
    assert {"28", "32"} <= {place.tekst for place in losser[0].plaatsen}
    assert all(place.document == "overijssel-2024.pdf" for place in losser[0].plaatsen)


def test_the_places_that_differ_come_before_the_parts_of_a_sum(found: dict[str, Melding]) -> None:
    [total] = [each for each in found.values() if each.soort == "som" and each.waarden == ("-267", "-238")]
    assert total.plaatsen[0].tekst == "-267"
    assert len(total.plaatsen) > 8


def test_documents_that_failed_are_told_and_suites_that_count_conflicts_are_not(
    found: dict[str, Melding],
) -> None:
    about = {each.onderwerp for each in found.values()}
    assert about >= {"conflict", "document"}
    assert "controle" not in about
    [document] = [each for each in found.values() if each.onderwerp == "document"]
    assert "damaged.pdf" in document.omschrijving


def test_failed_suites_and_gaps_are_told_a_part_at_a_time(copy: Home) -> None:
    with duckdb.connect(str(copy.warehouse)) as con:
        con.execute(
            "insert into quality.controles by name select * replace ('new' as run_id, now() as gelopen_op,"
            " not starts_with(controle_id, 'cijfers.') as geslaagd, 3 as afwijkingen) from quality.controles"
        )
        con.execute("delete from quality.gaten")
        con.execute(
            "insert into quality.gaten by name select document_id, document, part_no as gap_no, deel,"
            " deel_gebied, unnest([7, 9, 9]) as page, 'plaatje' as reden, is_current from marts.documenten"
            " where deel = 'regionaal_plan'"
        )
    found = findings(copy)
    gaps = [each for each in found.values() if each.onderwerp == "gat"]
    assert {(each.gebied, each.verschil) for each in gaps} == {("IJsselland", 3), ("Twente", 3)}
    assert all("3 tabellen zijn een plaatje" in each.omschrijving for each in gaps)
    assert all("p. 7, 9)" in each.omschrijving for each in gaps)
    checks = [each for each in found.values() if each.onderwerp == "controle"]
    assert checks
    assert {each.ernst for each in checks} == {"fout"}
    assert all(
        each.id.startswith("controle:cijfers.") and "3 afwijkend" in each.omschrijving for each in checks
    )


def test_what_failed_on_all_documents_stands_until_all_are_looked_at_again(copy: Home) -> None:
    def run(number: int, bereik: str, failed: int) -> set[str]:
        """A run in which that many checks on figures fail; gives the checks of which people are told."""
        with duckdb.connect(str(copy.warehouse)) as con:
            con.execute(
                "insert into quality.controles by name select * replace (? as run_id, ? as bereik,"
                " now() + to_hours(?) as gelopen_op, controle_id not in (select distinct controle_id"
                " from quality.controles where suite = 'cijfers' and ernst = 'fout' order by 1 limit ?)"
                " as geslaagd) from quality.controles where run_id = (select min_by(run_id, gelopen_op)"
                " from quality.controles)",
                [f"run {number}", bereik, number, failed],
            )
        return {each.id for each in findings(copy).values() if each.onderwerp == "controle"}

    assert len(run(1, "alles", 2)) == 2
    assert len(run(2, "documenten", 0)) == 2, "none of these documents"
    assert len(run(3, "documenten", 3)) == 3
    assert len(run(4, "documenten", 1)) == 3
    assert len(run(5, "alles", 1)) == 1


def test_what_is_told_survives_the_outbox(found: dict[str, Melding]) -> None:
    for melding in found.values():
        assert Melding.from_dict(json.loads(json.dumps(melding.as_dict()))) == melding


def test_totals_are_told_at_once_and_a_second_build_tells_nothing(copy: Home, mail: Receiver) -> None:
    first = dg.materialize([alerts], resources={"home": copy})
    [at_once] = mail.texts
    assert "995" in at_once and "999" in at_once and "Twente" in at_once
    assert first.get_asset_check_evaluations()[0].passed
    digest = tell(copy, digest=True)
    assert digest.sent["mail"] > 30
    assert "Losser" in mail.texts[1] and "damaged" in mail.texts[1]
    dg.materialize([alerts], resources={"home": copy})
    assert tell(copy, digest=True).sent == {}
    assert len(mail.messages) == 2


def test_a_warehouse_that_is_gone_solves_nothing(copy: Home, mail: Receiver) -> None:
    tell(copy, digest=True)
    arrived = len(mail.messages)
    away = copy.warehouse.rename(copy.path / "away")
    assert tell(copy, digest=True).sent == {}
    away.rename(copy.warehouse)
    assert tell(copy, digest=True).sent == {}
    assert len(mail.messages) == arrived


def test_a_receiver_that_is_down_fails_no_run_but_its_check_warns(
    copy: Home, mail: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail.refuses = True
    result = dg.materialize([alerts], resources={"home": copy})
    [check] = result.get_asset_check_evaluations()
    assert result.success
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert "mail" in check.metadata["problems"].value


def test_the_schedule_sends_the_digest(copy: Home, mail: Receiver) -> None:
    defs = dg.Definitions(assets=[alerts], schedules=[daily_digest], resources={"home": copy})
    context = dg.build_schedule_context()
    [request] = daily_digest.evaluate_tick(context).run_requests
    job = defs.resolve_job_def("tell_people")
    assert job.execute_in_process(run_config=request.run_config, resources={"home": copy}).success
    assert "overzicht" in mail.texts[-1]


def test_the_sensor_asks_for_a_run_when_a_document_failed_or_a_delivery_can_be_tried(
    copy: Home, mail: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    cursor: str | None = None

    def tick() -> list[str]:
        nonlocal cursor
        result = undelivered(dg.build_sensor_context(cursor=cursor, resources={"home": copy}))
        cursor = result.cursor
        return [request.tags["because"] for request in result.run_requests or []]

    assert tick() == ["failed documents"]
    assert tick() == []
    failures.record(copy, None, "other.pdf", "no PDF")
    assert tick() == ["failed documents"]
    with monkeypatch.context() as patch:
        patch.delenv("TEST_ALERT_MAIL")
        tell(copy)
        assert tick() == [], "without an address there is nothing to try"
    assert tick() == ["deliveries"]
    tell(copy)
    assert tick() == []
    copy.alerts_config.write_text("channels: [")
    assert tick() == []
    copy.alerts_config.unlink()
    failures.record(copy, None, "third.pdf", "no PDF")
    assert tick() == []


def test_the_command_shows_channels_and_what_became_of_messages(copy: Home, mail: Receiver) -> None:
    assert "0" in opvang(copy, "alerts").stdout
    assert not copy.outbox.exists(), "looking changes nothing"
    sent = opvang(copy, "alerts", "digest")
    assert sent.stdout.startswith("mail: "), sent.stderr
    shown = opvang(copy, "alerts")
    assert "TEST_ALERT_MAIL" in shown.stdout and "sent" in shown.stdout
    assert mail.url not in shown.stdout
    everything = opvang(copy, "alerts", "--all", "--format", "csv").stdout
    assert len(everything.splitlines()) > 40
    assert opvang(copy, "alerts", "digest").stdout == "Nothing waits.\n"


def test_the_command_tries_out_and_tries_again(copy: Home, mail: Receiver) -> None:
    assert opvang(copy, "alerts", "test", "mail").exit_code == 0
    assert "proefbericht" in mail.texts[0]
    mail.refuses = True
    for arguments in (["test", "mail"], ["test", "post"], ["digest"], ["retry", "post"]):
        result = opvang(copy, "alerts", *arguments)
        assert isinstance(result.exception, PipelineError)
    mail.refuses = False
    assert opvang(copy, "alerts", "retry", "mail").stdout.startswith("mail: ")
    assert opvang(copy, "alerts", "retry", "mail").stdout == "Nothing waits.\n"


def test_a_document_that_fails_is_told_without_a_build(home: Home, mail: Receiver, tmp_path: Path) -> None:
    home.alerts_config.write_text(CONFIG.replace("{to: [mail]}", "{to: [mail], deliver: at_once}"))
    notes = tmp_path / "notes.pdf"
    notes.write_text("no plan")
    for _ in range(2):
        assert opvang(home, "ingest", str(notes)).exit_code == 1
    assert len(mail.messages) == 1
    assert "notes" in mail.texts[0]


def test_without_configuration_nothing_is_sent_and_the_command_says_so(home: Home) -> None:
    assert "there is no" in opvang(home, "alerts").stdout
    assert "Nobody is told" in opvang(home, "alerts", "digest").stderr
    result = opvang(home, "alerts", "test", "mail")
    assert isinstance(result.exception, PipelineError)
    assert "alerts.yaml" in str(result.exception)


def test_an_entry_that_nobody_could_send_is_listed_with_its_reason(copy: Home) -> None:
    tell(copy)
    shown = opvang(copy, "alerts").stdout
    assert "TEST_ALERT_MAIL is not set" in shown
    with outbox(copy.outbox) as box:
        assert isinstance(box, Outbox)
        assert {row[1] for row in box.rows()} == {"waiting"}
