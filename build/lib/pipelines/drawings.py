"""The pictures in the report: drawn from the archived PDFs, and kept until nothing shows them any more."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import extract.draw
from expectations.cutouts import Cutout, Draw, Images, Pane
from extract.clip import Clip
from extract.errors import PlanError
from extract.sandbox import draw_in_child
from warehouse.home import Home
from warehouse.whole import sweep, whole

DPI = 120
GONE = "het PDF-bestand staat niet meer in het archief"
UNDRAWABLE = "het PDF-bestand kan niet getekend worden"


def drawer(home: Home) -> Draw:
    """What draws cut-outs of the documents archived under a home; see `expectations.cutouts.Draw`.

    What was drawn before is taken from `home.drawings`; what is not asked for is removed there.
    """

    def draw(cutouts: Sequence[Cutout]) -> dict[Cutout, Images | str]:
        by_document: dict[str, list[Cutout]] = {}
        for cutout in cutouts:
            by_document.setdefault(cutout.document_id, []).append(cutout)
        found: dict[Cutout, Images | str] = {}
        used: set[Path] = set()
        for document_id, members in by_document.items():
            panes = {pane for cutout in members for row in cutout.panes for pane in row}
            paths = {pane: home.drawings / document_id / _name(pane) for pane in panes}
            images = _images(home.archived(document_id), paths)
            used |= set(paths.values())
            found |= {
                cutout: images
                if isinstance(images, str)
                else [[images[pane] for pane in row] for row in cutout.panes]
                for cutout in members
            }
        _forget(home.drawings, used)
        return found

    return draw


def _images(archived: Path, paths: dict[Pane, Path]) -> dict[Pane, bytes] | str:
    """The image of each pane, or why the document has none."""
    images = {}
    for pane, path in paths.items():
        with suppress(FileNotFoundError):
            images[pane] = path.read_bytes()
    # in the order of the pages, so that each is drawn once
    missing = sorted(paths.keys() - images.keys(), key=lambda pane: (pane.page, pane.box))
    if not missing:
        return images
    if not archived.exists():
        return GONE
    try:
        clips = [Clip(pane.page, pane.box, pane.marks) for pane in missing]
        drawings = draw_in_child(archived, clips, dpi=DPI)
    except PlanError:
        return UNDRAWABLE
    for pane, drawing in zip(missing, drawings, strict=True):
        with whole(paths[pane]) as coming:
            coming.write_bytes(drawing.image)
        images[pane] = drawing.image
    return images


def _name(pane: Pane) -> str:
    """The file of a pane: another name where it would be drawn otherwise."""
    drawn_by = f"{pane} {DPI} {_code()}"
    return f"{hashlib.sha256(drawn_by.encode()).hexdigest()[:16]}.webp"


@cache
def _code() -> str:
    return hashlib.sha256(Path(extract.draw.__file__).read_bytes()).hexdigest()


def _forget(drawings: Path, used: set[Path]) -> None:
    """Remove what nothing shows any more and what was left unfinished; another report may do the same."""
    for path in set(drawings.glob("*/*.webp")) - used:
        path.unlink(missing_ok=True)
    for directory in drawings.glob("*"):
        sweep(directory)
        with suppress(OSError):  # it is not empty
            directory.rmdir()
