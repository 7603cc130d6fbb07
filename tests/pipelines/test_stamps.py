import duckdb
import pytest

from pipelines import stamps
from warehouse.home import Home

DOCUMENT = "aaaaaaaaaaaa"


@pytest.fixture
def published(home: Home) -> Home:
    """A home as an ingest leaves it."""
    home.records(DOCUMENT).mkdir()
    with duckdb.connect(str(home.warehouse)) as con:
        con.execute("create schema raw")
        con.execute(f"create table raw.documents as select '{DOCUMENT}' as document_id")
    stamps.stamp_reading(home, DOCUMENT)
    stamps.stamp_building(home)
    return home


def test_what_was_ingested_is_published(published: Home) -> None:
    assert stamps.is_published(published, DOCUMENT)
    assert not stamps.is_published(published, "bbbbbbbbbbbb")


def test_nothing_is_published_in_a_new_home(home: Home) -> None:
    assert not stamps.is_published(home, DOCUMENT)


@pytest.mark.parametrize("folders", [stamps.READING, stamps.BUILDING])
def test_other_code_makes_it_again(published: Home, folders, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamps._fingerprint
    monkeypatch.setattr(stamps, "_fingerprint", lambda these: "other" if these == folders else before(these))
    assert not stamps.is_published(published, DOCUMENT)


def test_a_reading_without_ocr_is_done_again_with_it(published: Home) -> None:
    assert stamps.is_published(published, DOCUMENT, ocr=False)
    stamps.stamp_reading(published, DOCUMENT, ocr=False)
    assert stamps.is_published(published, DOCUMENT, ocr=False)
    assert not stamps.is_published(published, DOCUMENT, ocr=True)


def test_a_reading_that_was_cut_short_is_done_again(published: Home) -> None:
    stamps.withdraw(published)
    stamps.stamp_reading(published, DOCUMENT)
    assert not stamps.is_published(published, DOCUMENT)
