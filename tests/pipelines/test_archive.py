from pathlib import Path

import pytest

from extract.errors import PlanError
from pipelines import archive
from warehouse.home import Home

PDF = b"%PDF-1.7\n%%EOF\n"


def write(path: Path, content: bytes = PDF) -> Path:
    path.write_bytes(content)
    return path


def test_a_document_is_kept_under_its_content_hash(home: Home, tmp_path: Path) -> None:
    entry = archive.add(home, write(tmp_path / "plan.pdf"))
    assert home.archived(entry.document_id).read_bytes() == PDF
    assert len(entry.document_id) == 12
    assert archive.find(home, entry.document_id) == entry


def test_the_first_name_of_the_same_bytes_stays(home: Home, tmp_path: Path) -> None:
    first = archive.add(home, write(tmp_path / "plan.pdf"))
    assert archive.add(home, write(tmp_path / "plan (1).pdf")) == first


def test_a_given_date_stays_until_another_is_given(home: Home, tmp_path: Path) -> None:
    plan = write(tmp_path / "plan.pdf")
    archive.add(home, plan, "2024-10-25")
    assert archive.add(home, plan).datum == "2024-10-25"
    assert archive.add(home, plan, "2024-11-01").datum == "2024-11-01"


@pytest.mark.parametrize("content", [b"", b"hello", b"<html></html>" * 1000])
def test_what_is_no_pdf_is_refused(home: Home, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PlanError, match=r"notes\.pdf"):
        archive.add(home, write(tmp_path / "notes.pdf", content))
    assert not any(home.archive.iterdir())


def test_a_missing_file_is_refused(home: Home, tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"gone\.pdf"):
        archive.add(home, tmp_path / "gone.pdf")


def test_a_name_that_is_no_text_is_kept_as_far_as_it_is(home: Home, tmp_path: Path) -> None:
    entry = archive.add(home, write(tmp_path / "caf\udce9.pdf"))
    assert archive.find(home, entry.document_id) == entry
    assert entry.file_name == "caf.pdf"
    with pytest.raises(PlanError, match=r"^rapport\.pdf: not a PDF"):
        archive.add(home, write(tmp_path / "rapport\udcff.pdf", b"tekst"))


def test_a_document_whose_note_was_lost(home: Home, tmp_path: Path) -> None:
    plan = write(tmp_path / "plan.pdf")
    entry = archive.add(home, plan)
    (home.archive / f"{entry.document_id}.json").unlink()
    [found] = archive.entries(home)
    assert (found.document_id, found.file_name) == (entry.document_id, f"{entry.document_id}.pdf")
    archive.add(home, plan)
    assert archive.entries(home) == [entry]
