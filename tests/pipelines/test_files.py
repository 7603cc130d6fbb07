from pathlib import Path

import pytest

from pipelines.files import plans_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.pdf",
        "a.PDF",
        "notes.docx",
        "c.pdf.part",
        ".d.pdf",
        "deeper/e.pdf",
        ".hidden/f.pdf",
        "g.pdf/h.pdf",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"%PDF-1.7")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "b.pdf")
    return tmp_path


def names(paths: list[Path], folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in paths]


def test_the_pdfs_in_a_folder_and_below_it(folder: Path) -> None:
    found, left_out = plans_in([folder])
    assert names(found, folder) == ["a.PDF", "b.pdf", "deeper/e.pdf", "g.pdf/h.pdf"]
    assert names(left_out, folder) == [".d.pdf", "c.pdf.part", "link.pdf"]


def test_what_is_named_is_taken_as_it_is_and_once(folder: Path) -> None:
    named = [folder / ".d.pdf", folder / "gone.pdf", folder / "b.pdf"]
    found, left_out = plans_in([*named, folder / "deeper", folder / "b.pdf"])
    assert found == [*named, folder / "deeper" / "e.pdf"]
    assert left_out == []
