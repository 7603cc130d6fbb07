"""What is found reaches people over a real mail server and a real webhook: once, by the right way."""

from __future__ import annotations

import logging
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipelines import builds, failures
from pipelines.alerts import deliver
from pipelines.alerts.deliver import tell, try_to_tell
from pipelines.alerts.findings import Melding, Plaats, findings
from pipelines.alerts.outbox import MOST_ATTEMPTS, Outbox, outbox
from pipelines.alerts.overview import waiting_channels
from tests.pipelines.alerts.receivers import Receiver, mail_server, web_server
from warehouse.home import Home

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
CONFIG = """
channels:
  mail: {url: "${TEST_ALERT_MAIL}"}
  hook: {url: "${TEST_ALERT_HOOK}"}
routes:
  - to: [mail]
    when: {ernst: [fout, waarschuwing]}
  - to: [hook]
    when: {eigenaar: provincie}
"""
TOTAL = Melding(
    id="conflict:c1",
    onderwerp="conflict",
    ernst="fout",
    soort="hierarchie",
    eigenaar="provincie",
    omschrijving="Oost, asiel: opgave is 1.000 in provinciaal plan Waterland (p. 3), maar 1.001 elders.",
    waarden=("1000", "1001"),
    verschil=1.0,
    thema="asiel",
    maat="opgave",
    gebied_niveau="regio",
    gebied="Oost",
    plaatsen=(Plaats("provinciaal_plan", "Waterland", 3, "1.000", "plan.pdf"),),
)
FIGURE = replace(
    TOTAL,
    id="conflict:c2",
    soort="kruis",
    eigenaar="data-team",
    gebied_niveau="gemeente",
    gebied="Aardorp",
    omschrijving="Aardorp, asiel: opgave is 28, maar 32 elders.",
    waarden=("28", "32"),
    verschil=4.0,
)


class Scene:
    """A home whose findings the test decides, and the receivers of its channels."""

    def __init__(self, home: Home, mail: Receiver, hook: Receiver) -> None:
        self.home, self.mail, self.hook = home, mail, hook
        self.now: dict[str, Melding] = {}
        self.at = NOW

    def find(self, *meldingen: Melding) -> None:
        self.now = {each.id: each for each in meldingen}

    def tell(self, **how: object) -> deliver.Told:
        return tell(self.home, at=self.at, **how)

    def statuses(self, channel: str) -> list[tuple[str, int]]:
        with sqlite3.connect(self.home.outbox) as db:
            return db.execute(
                "select status, attempts from entries where channel = ? order by rowid", [channel]
            ).fetchall()


@pytest.fixture
def scene(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    home.alerts_config.write_text(CONFIG)
    home.warehouse.touch()  # there is one; what is found in it the test decides
    with mail_server() as mail, web_server() as hook:
        scene = Scene(home, mail, hook)
        monkeypatch.setenv("TEST_ALERT_MAIL", mail.url)
        monkeypatch.setenv("TEST_ALERT_HOOK", hook.url)
        monkeypatch.setattr(deliver, "findings", lambda home: scene.now)
        monkeypatch.setattr(
            "apprise.NotifyBase.request_rate_per_sec", 0
        )  # else it waits between two messages
        yield scene


def test_a_new_error_in_a_total_is_told_at_once_and_once(scene: Scene) -> None:
    scene.find(TOTAL)
    assert scene.tell().sent == {"mail": 1, "hook": 1}
    for text in [*scene.mail.texts, *scene.hook.texts]:
        for said in (
            "fout",
            "Oost",
            "1.000",
            "1.001",
            "provinciaal plan Waterland",
            "provincie",
            "kwaliteit",
        ):
            assert said in text
    assert scene.tell(digest=True).sent == {}
    assert (len(scene.mail.messages), len(scene.hook.messages)) == (1, 1)


def test_a_message_links_to_the_report_where_readers_find_it(scene: Scene) -> None:
    scene.home.alerts_config.write_text(CONFIG + "report_url: https://example.org/kwaliteit.html\n")
    scene.find(TOTAL)
    scene.tell()
    assert 'href="https://example.org/kwaliteit.html#c1"' in scene.mail.texts[0]
    assert "https://example.org/kwaliteit.html#c1" in scene.hook.texts[0]


def test_everything_else_waits_for_the_digest(scene: Scene) -> None:
    scene.find(FIGURE)
    assert scene.tell().sent == {}
    assert scene.mail.messages == []
    assert scene.tell(digest=True).sent == {"mail": 1}
    assert "overzicht" in scene.mail.texts[0]
    assert scene.hook.messages == [], "no route leads a finding of the data-team to the hook"
    assert scene.tell(digest=True).sent == {}


def test_a_digest_groups_and_a_bigger_one_still_is_one_message(scene: Scene) -> None:
    scene.find(*(replace(FIGURE, id=f"conflict:{n}", eigenaar="provincie") for n in range(400)))
    assert scene.tell(digest=True).sent == {"mail": 400, "hook": 400}
    assert (len(scene.mail.messages), len(scene.hook.messages)) == (1, 1)
    assert "400 nieuw" in scene.mail.texts[0]
    assert re.search(r"En nog \d+: zie het rapport", scene.hook.texts[0])
    assert scene.tell(digest=True).sent == {}


def test_of_what_cannot_wait_each_is_shown_however_many(scene: Scene) -> None:
    scene.find(*(replace(TOTAL, id=f"conflict:{n}x") for n in range(200)))
    assert scene.tell().sent == {"mail": 200, "hook": 200}
    assert len(scene.hook.messages) > 1
    assert all(any(f"kenmerk: {n}x" in text for text in scene.hook.texts) for n in range(200))


@pytest.mark.parametrize(
    ("then", "said", "at_once"),
    [
        ({"waarden": ("1000", "1005"), "verschil": -5.0}, "Erger geworden", True),
        ({"waarden": ("1000", "1000,5"), "verschil": 0.5}, "Andere waarden", False),
        ({"omschrijving": "anders verwoord", "verschil": 1.0}, None, False),
        ({"ernst": "waarschuwing"}, "Andere waarden", False),
        ({"geaccepteerd": "bekend"}, "Geaccepteerd", False),
    ],
)
def test_what_changes_is_told_again(scene: Scene, then: dict, said: str | None, at_once: bool) -> None:
    scene.find(TOTAL)
    scene.tell()
    scene.find(replace(TOTAL, **then))
    assert scene.tell().sent.get("mail") == (1 if at_once else None)
    scene.tell(digest=True)
    assert len(scene.mail.messages) == (2 if said else 1)
    if said:
        assert said in scene.mail.texts[1]


def test_heavier_is_worse_and_a_lapsed_acceptance_and_a_return_are_told_at_once(scene: Scene) -> None:
    steps = [
        (replace(TOTAL, ernst="waarschuwing"), "Nieuw"),
        (TOTAL, "Erger geworden"),
        (replace(TOTAL, geaccepteerd="bekend"), "Geaccepteerd"),
        (replace(TOTAL, waarden=("1000", "1002")), "Acceptatie geldt niet meer"),
        (None, "Opgelost"),
        (TOTAL, "Terug van weggeweest"),
    ]
    for number, (melding, said) in enumerate(steps):
        scene.find(*([melding] if melding else []))
        scene.tell(digest=said in ("Nieuw", "Geaccepteerd", "Opgelost"))
        assert len(scene.mail.messages) == number + 1
        assert said in scene.mail.texts[number]


def test_what_is_solved_before_the_digest_is_not_told(scene: Scene) -> None:
    scene.find(FIGURE)
    scene.tell()
    scene.find()
    assert scene.tell(digest=True).sent == {}
    assert scene.statuses("mail") == []


def test_a_failing_channel_is_tried_again_later_and_stops_no_other(scene: Scene) -> None:
    scene.hook.refuses = True
    scene.find(TOTAL)
    told = scene.tell()
    assert told.sent == {"mail": 1}
    assert "500" in told.problems["hook"]
    assert scene.tell().sent == {}, "not before it has waited"
    assert scene.statuses("hook") == [("waiting", 1)]

    scene.hook.refuses = False
    scene.at += timedelta(minutes=6)
    told = scene.tell()
    assert (told.sent, told.problems) == ({"hook": 1}, {})
    scene.at += timedelta(days=1)
    assert scene.tell(digest=True).sent == {}
    assert (len(scene.mail.messages), len(scene.hook.messages)) == (1, 1)


def test_a_digest_that_failed_is_tried_again_without_waiting_for_the_next(scene: Scene) -> None:
    scene.mail.refuses = True
    scene.find(FIGURE)
    assert "mail" in scene.tell(digest=True).problems
    scene.mail.refuses = False
    scene.at += timedelta(minutes=6)
    assert scene.tell().sent == {"mail": 1}


def test_there_is_an_end_to_trying_until_a_person_asks_again(scene: Scene) -> None:
    scene.hook.refuses = True
    scene.find(TOTAL)
    for _ in range(MOST_ATTEMPTS + 3):
        problems = scene.tell().problems
        scene.at += timedelta(days=1)
    assert scene.statuses("hook") == [("given_up", MOST_ATTEMPTS)]
    assert problems["hook"].startswith("1 not delivered")
    scene.hook.refuses = False
    assert scene.tell(digest=True).sent == {}
    assert scene.tell(again="hook").sent == {"hook": 1}
    assert scene.tell().problems == {}


def test_a_channel_without_its_variable_waits_and_says_so(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TEST_ALERT_HOOK")
    scene.find(TOTAL)
    for _ in range(MOST_ATTEMPTS + 1):
        told = scene.tell()
        scene.at += timedelta(days=1)
    assert "TEST_ALERT_HOOK is not set" in told.problems["hook"]
    assert scene.statuses("hook") == [("waiting", 0)]
    monkeypatch.setenv("TEST_ALERT_HOOK", scene.hook.url)
    assert scene.tell().sent == {"hook": 1}


@pytest.mark.parametrize(
    "url", ["s3cret://nothing", "mailto://h?to=a@s3cret.org,b@s3cret.org&from=c@s3cret.org"]
)
def test_an_address_that_cannot_be_used_is_a_problem_that_names_the_variable(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("TEST_ALERT_MAIL", url)
    scene.find(TOTAL)
    problem = scene.tell().problems["mail"]
    assert "TEST_ALERT_MAIL" in problem
    assert "s3cret" not in problem


def test_a_crash_before_sending_loses_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Outbox, "begin", _crash)
    scene.find(TOTAL)
    with pytest.raises(KeyboardInterrupt):
        scene.tell()
    monkeypatch.undo()
    assert scene.statuses("mail") == [("waiting", 0)]


@pytest.mark.parametrize("digest", [False, True])
def test_after_a_crash_while_sending_it_is_sent_again_and_then_no_more(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, digest: bool
) -> None:
    scene.find(FIGURE if digest else TOTAL)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Outbox, "sent", _crash)
        scene.tell(digest=digest)
    assert (len(scene.mail.messages), scene.statuses("mail")) == (1, [("sending", 0)])
    assert "mail" in waiting_channels(scene.home), "the sensor sees to it"
    assert scene.tell().sent["mail"] == 1
    assert scene.mail.texts[0] == scene.mail.texts[1]
    assert scene.tell(digest=True).problems == {}
    assert len(scene.mail.messages) == 2


def test_there_is_an_end_to_what_crashes_each_time_it_is_sent(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.find(TOTAL)
    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "sent", _crash)
        for _ in range(MOST_ATTEMPTS):
            with pytest.raises(KeyboardInterrupt):
                scene.tell()
        scene.home.alerts_config.write_text(CONFIG.replace("eigenaar: provincie", "eigenaar: nobody"))
        told = scene.tell()
    assert scene.statuses("mail") == [("given_up", MOST_ATTEMPTS)]
    assert "may have arrived" in told.problems["mail"]


def _crash(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_secrets_stand_neither_in_the_outbox_nor_in_logs_nor_in_what_is_said(
    scene: Scene, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    scene.find(TOTAL, FIGURE)
    scene.mail.refuses = scene.hook.refuses = True
    problems = scene.tell(digest=True).problems
    assert problems.keys() == {"mail", "hook"}
    scene.mail.refuses = scene.hook.refuses = False
    scene.at += timedelta(days=1)
    scene.tell()
    assert scene.mail.messages and scene.hook.messages
    logged = [record.getMessage() for record in caplog.records if record.name != "mail.log"]  # the receiver's
    said = [str(problems), *logged, *capfd.readouterr()]
    said += [path.read_bytes().decode("latin-1") for path in scene.home.path.rglob("*") if path.is_file()]
    assert not [text for text in said if "s3cret" in text]


HOSTILE = (
    "<script>alert(1)</script> <!channel> @everyone [klik](https://evil.example/x) {{ 7*7 }} </p>"
    " www.evil.example\n# kop \u202eomgekeerd\x07 *vet* _schuin_ `code` <https://evil.example|bank>"
    " a@evil.example 274* 1.134 n.n.t.b."
)


def test_text_from_documents_is_harmless_and_readable(scene: Scene) -> None:
    places = (Plaats("provinciaal_plan", HOSTILE, 3, HOSTILE, HOSTILE),)
    scene.find(replace(TOTAL, omschrijving=HOSTILE, gebied=HOSTILE, soort="hierarchie", plaatsen=places))
    scene.tell()
    for text in [*scene.mail.texts, *scene.hook.texts]:
        shown = text.replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        for bad in ("<script", "<!channel", "@everyone", "](", "{{", "://evil", "www.evil", "evil.example"):
            assert bad not in shown, bad
        for bad in ("\u202e", "\x07", "*vet*", "_schuin_", "`code`", "@evil", "\n# kop"):
            assert bad not in text, bad
        assert "alert(1)" in text and "klik" in text and "1.134 n.n.t.b." in text


def test_what_goes_wrong_inside_is_a_problem_and_no_error(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.home.outbox.mkdir(parents=True)
    assert "outbox" in try_to_tell(scene.home).problems
    scene.home.alerts_config.write_text("channels: [")
    assert "alerts.yaml" in try_to_tell(scene.home).problems["alerts.yaml"]


def test_a_build_that_failed_is_told_at_once_and_once_and_so_is_that_it_was_mended(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "findings", findings)
    scene.home.warehouse.unlink()
    builds.record(scene.home, "unique_cijfers: Got 2 results")
    assert scene.tell().sent == {"mail": 1}
    assert "konden niet vernieuwd worden: unique" in scene.mail.texts[0]
    builds.record(scene.home, "unique_cijfers: Got 2 results")
    assert scene.tell(digest=True).sent == {}, "the next night, for the same reason"
    builds.clear(scene.home)
    assert scene.tell(digest=True).sent == {"mail": 1}
    assert "Opgelost" in scene.mail.texts[1]


def test_a_home_without_configuration_keeps_no_outbox(home: Home) -> None:
    failures.record(home, None, "plan.pdf", "no PDF")
    assert not tell(home, digest=True).configured
    assert not home.outbox.exists()


def test_the_channels_of_others_and_those_that_are_gone_are_told_apart(scene: Scene) -> None:
    scene.find(FIGURE)
    scene.tell()
    assert scene.statuses("mail") == [("waiting", 0)]
    scene.home.alerts_config.write_text(CONFIG.replace("mail", "post"))
    scene.tell()
    assert (scene.statuses("mail"), scene.statuses("post")) == ([], [("waiting", 0)])


def test_nothing_is_imported_for_sending_before_something_is_sent(scene: Scene) -> None:
    scene.home.warehouse.unlink()
    code = (
        "import sys; from pathlib import Path; from warehouse.home import Home;"
        "from pipelines.alerts.deliver import tell; from pipelines import automation, graph;"
        f"tell(Home({str(scene.home.path)!r}), digest=True); print('apprise' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert result.stdout.strip() == "False", result.stderr


def test_two_that_tell_at_the_same_time_send_once(scene: Scene) -> None:
    scene.home.warehouse.unlink()
    failures.record(scene.home, None, "a.pdf", "no PDF")
    code = (
        "from warehouse.home import Home; from pipelines.alerts.deliver import tell;"
        f"tell(Home({str(scene.home.path)!r}), digest=True)"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    assert len(scene.mail.messages) == 1
    assert "a.pdf" in scene.mail.texts[0].replace("․", ".")
    with outbox(scene.home.outbox) as box:
        assert [row[1] for row in box.rows()] == ["sent"]
