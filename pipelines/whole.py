"""Files that are there whole or not at all, however the process that writes them ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to; what stands there takes the target's place when all went well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    coming = target.with_suffix(".tmp")
    yield coming
    coming.replace(target)
