"""Pictures for the report: drawn once, kept while they are shown, and missing without harm."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from expectations.cutouts import Cutout
from pipelines import drawings
from warehouse.home import Home

SAMPLE = Path(__file__).parents[2] / "samples" / "overijssel-2024.pdf"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path).ensure()
    shutil.copy(SAMPLE, home.archived("plan"))
    return home


def a_cutout(document_id: str = "plan", top: float = 90) -> Cutout:
    return Cutout(
        document_id,
        1,
        ((1, 40, 60), (1, top, top + 30)),
        ((50, 150), (300, 400)),
        ((310, top, 340, top + 9),),
    )


def kept(home: Home) -> list[Path]:
    return list(home.drawings.glob("*/*"))


def test_each_pane_is_drawn_and_kept(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    cutout = a_cutout()
    images = drawings.drawer(home)([cutout])[cutout]
    assert [len(row) for row in images] == [2, 2]
    assert all(image[:4] == b"RIFF" and image[8:12] == b"WEBP" for row in images for image in row)
    assert len(kept(home)) == 4
    monkeypatch.setattr(drawings, "draw_in_child", lambda *_, **__: pytest.fail("drawn again"))
    assert drawings.drawer(home)([cutout]) == {cutout: images}


def test_what_is_no_longer_shown_is_removed(home: Home) -> None:
    drawings.drawer(home)([a_cutout(), a_cutout(top=300)])
    drawings.drawer(home)([a_cutout()])
    assert len(kept(home)) == 4
    drawings.drawer(home)([])
    assert not list(home.drawings.iterdir())


def test_a_document_that_cannot_be_drawn_says_so_and_spares_the_others(home: Home) -> None:
    home.archived("stuk").write_bytes(b"%PDF-1.7\nnothing that follows is a PDF")
    gone, broken, whole = a_cutout("weg"), a_cutout("stuk"), a_cutout()
    found = drawings.drawer(home)([gone, broken, whole])
    assert found[gone] == drawings.GONE and found[broken] == drawings.UNDRAWABLE
    assert isinstance(found[whole], list)
    home.archived("plan").unlink()
    assert drawings.drawer(home)([whole])[whole] == found[whole]  # kept, though the PDF is gone
