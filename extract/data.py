"""The data files that come with this package: word lists, layouts, the reference of areas.

A YAML file that was read is kept parsed in `__pycache__` beside it, as Python keeps its modules:
`python -m extract.data` does so for all of them.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


def data_file(name: str) -> Path:
    """A file or folder, by its path within the package."""
    return _FOLDER / name


def read_yaml(path: Path) -> Any:
    """The content of a YAML file."""
    status = path.stat()
    seen = (status.st_mtime_ns, status.st_size)
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
        of, content = marshal.loads(_kept(path).read_bytes())
        if of == seen:
            return content
    content = _parse(path)
    if not sys.dont_write_bytecode:
        _keep(path, seen, content)
    return content


def _parse(path: Path) -> Any:
    import yaml  # not needed where the file was parsed before

    # libyaml where it is there: ten times as fast, the same values
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), loader)


def _kept(path: Path) -> Path:
    return path.parent / "__pycache__" / f"{path.name}.{sys.implementation.cache_tag}"


def _keep(path: Path, seen: tuple[int, int], content: Any) -> None:
    """Writes the parsed content whole or not at all; a folder that may not be written in is left alone."""
    kept = _kept(path)
    part = kept.with_name(f"{kept.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        kept.parent.mkdir(exist_ok=True)
        part.write_bytes(marshal.dumps((seen, content)))
        part.replace(kept)


if __name__ == "__main__":
    sys.dont_write_bytecode = False
    for file in _FOLDER.rglob("*.yaml"):
        read_yaml(file)
