from pathlib import Path

import duckdb
import pytest

from pipelines import stamps
from pipelines.archive import Entry
from warehouse.home import Home

PLAN = Entry("aaaaaaaaaaaa", "plan.pdf")
LOADED_AT = "2024-11-24 18:00:00.123456+00"


def publish(home: Home, loaded_at: str = LOADED_AT, modelled_at: str = LOADED_AT) -> None:
    home.warehouse.unlink(missing_ok=True)
    with duckdb.connect(str(home.warehouse)) as con:
        for table, moment in (("raw.documents", loaded_at), ("marts.documenten", modelled_at)):
            con.execute(f"create schema {table.split('.')[0]}")
            con.execute(
                f"create table {table} as"
                f" select '{PLAN.document_id}' as document_id, '{moment}'::timestamptz as loaded_at"
            )


def report(home: Home) -> None:
    stamps.stamp_building(home, stamps.published_version(home))


@pytest.fixture
def published(home: Home) -> Home:
    """A home as an ingest leaves it."""
    stamps.stamp_reading(home, PLAN)
    stamps.stamp_loading(home, PLAN.document_id, LOADED_AT)
    publish(home)
    report(home)
    return home


def test_what_was_ingested_is_published(published: Home) -> None:
    assert stamps.is_published(published, PLAN)
    assert not stamps.is_published(published, Entry("bbbbbbbbbbbb", "plan.pdf"))


def test_nothing_is_published_in_a_new_home(home: Home) -> None:
    assert not stamps.is_published(home, PLAN)


@pytest.mark.parametrize("folders", [stamps.READING, stamps.BUILDING])
def test_other_code_makes_it_again(published: Home, folders, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamps._fingerprint
    monkeypatch.setattr(stamps, "_fingerprint", lambda these: "other" if these == folders else before(these))
    assert not stamps.is_published(published, PLAN)
    assert stamps.is_read(published, PLAN) == (folders != stamps.READING)


def test_a_date_given_later_makes_it_again(published: Home) -> None:
    assert not stamps.is_published(published, Entry(PLAN.document_id, PLAN.file_name, "2024-10-25"))


def test_a_reading_without_ocr_is_done_again_with_it(published: Home) -> None:
    assert stamps.is_published(published, PLAN, ocr=False)
    stamps.stamp_reading(published, PLAN, ocr=False)
    stamps.stamp_loading(published, PLAN.document_id, LOADED_AT)
    assert stamps.is_published(published, PLAN, ocr=False)
    assert not stamps.is_published(published, PLAN, ocr=True)


def test_a_run_cut_short_while_reading(published: Home) -> None:
    stamps.withdraw_reading(published, PLAN.document_id)
    assert not stamps.is_read(published, PLAN)
    assert not stamps.is_published(published, PLAN)


def test_a_run_cut_short_before_loading(published: Home) -> None:
    stamps.stamp_reading(published, PLAN, ocr=False)
    assert not stamps.is_published(published, PLAN, ocr=False)


def test_a_run_cut_short_before_publishing(published: Home) -> None:
    stamps.stamp_loading(published, PLAN.document_id, "2024-11-24 19:00:00+00")
    assert not stamps.is_published(published, PLAN)


def test_another_run_that_published_the_rows_without_their_models(published: Home) -> None:
    stamps.stamp_loading(published, PLAN.document_id, "2024-11-24 19:00:00+00")
    publish(published, loaded_at="2024-11-24 19:00:00+00")
    report(published)
    assert not stamps.is_published(published, PLAN)


def test_a_run_cut_short_before_its_report(published: Home) -> None:
    publish(published)
    assert not stamps.is_published(published, PLAN)
    report(published)
    assert stamps.is_published(published, PLAN)


def test_a_decision_that_no_build_knows_of(published: Home) -> None:
    stamps.withdraw(published)
    assert not stamps.is_published(published, PLAN)


def test_a_warehouse_is_behind_until_it_holds_what_was_loaded(published: Home) -> None:
    assert stamps.waiting_to_be_built(published) is None
    stamps.stamp_loading(published, "bbbbbbbbbbbb", LOADED_AT)
    more = stamps.waiting_to_be_built(published)
    assert more == stamps.waiting_to_be_built(published)
    stamps.stamp_loading(published, "bbbbbbbbbbbb", "2024-11-25 18:00:00+00")
    assert None not in {more, stamps.waiting_to_be_built(published)}
    assert more != stamps.waiting_to_be_built(published), "another state is another reason to build"


def test_a_decision_puts_the_warehouse_behind(published: Home) -> None:
    stamps.withdraw(published)
    assert stamps.waiting_to_be_built(published)


def test_what_is_kept_of_files_that_were_read_is_no_other_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "extract" / "__pycache__").mkdir(parents=True)
    (tmp_path / "extract" / "words.yaml").write_text("a: 1")
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    found = []
    for path in ("__pycache__/words.yaml.cpython-311", "__pycache__/text.cpython-311.pyc.140", "words.yaml"):
        stamps._fingerprint.cache_clear()
        found.append(stamps.fingerprint("extract"))
        (tmp_path / "extract" / path).write_text("kept")
    stamps._fingerprint.cache_clear()
    found.append(stamps.fingerprint("extract"))
    stamps._fingerprint.cache_clear()
    assert found[0] == found[1] == found[2] != found[3]
