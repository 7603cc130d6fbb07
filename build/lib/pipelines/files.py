"""Which files a person means who names files and folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipelines.inbox import is_on_its_way


def plans_in(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files named, and the PDFs in the folders named and below them; and what was left out there.

    Left out are PDFs that are hidden, links, or still being copied, and whatever stands in hidden folders.
    A file that is named itself is never left out. Each comes once.
    """
    wanted: dict[Path, None] = {}
    left_out: list[Path] = []
    for path in paths:
        if not path.is_dir():
            wanted[path] = None
            continue
        for found in sorted(path.rglob("*")):
            below = found.relative_to(path)
            if ".pdf" not in found.name.lower() or any(part.startswith(".") for part in below.parts[:-1]):
                continue
            if is_on_its_way(found) or found.is_symlink():
                left_out.append(found)
            elif found.suffix.lower() == ".pdf" and found.is_file():
                wanted[found] = None
    return list(wanted), left_out
