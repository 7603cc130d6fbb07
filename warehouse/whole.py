"""Files that are there whole or not at all, however the process that writes them ends."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from warehouse.home import Home

UNFINISHED = ".*.tmp"
FICLONE = 0x40049409  # Linux: XFS, Btrfs and others that copy on write


@contextmanager
def whole(target: Path, *, lasting: bool = False) -> Iterator[Path]:
    """A path beside `target` to write to; what stands there takes the target's place when all went well.

    `lasting` waits for the disk, so that a power cut takes nothing back either.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    coming = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    file = os.open(coming, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)  # for as long as we live: see sweep
        yield coming
        if lasting:
            os.fsync(file)
        os.replace(coming, target)
        if lasting:
            _sync_directory(target.parent)
    except BaseException:
        coming.unlink(missing_ok=True)
        raise
    finally:
        os.close(file)


def clone(source: Path, target: Path) -> None:
    """Copy a file; in no time where the file system can let two files share their blocks."""
    with source.open("rb") as old, target.open("wb") as new:
        try:
            fcntl.ioctl(new, FICLONE, old.fileno())
        except OSError:
            shutil.copyfile(source, target)


def sweep(directory: Path) -> None:
    """Remove what processes that were killed left unfinished in a directory."""
    for path in directory.glob(UNFINISHED):
        with suppress(FileNotFoundError, BlockingIOError):
            file = os.open(path, os.O_RDWR)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            finally:
                os.close(file)


def unfinished(home: Home) -> list[Path]:
    """What stands half-written under a home, by processes that were killed or are still at it."""
    return sorted(home.path.rglob(UNFINISHED))


def sweep_home(home: Home) -> None:
    """Remove what killed processes left unfinished under a home.

    Records and drawings of a document are swept when it is read or drawn again.
    """
    for directory in (home.path, home.archive, home.reports, home.work, home.dbt, home.acceptances.parent):
        sweep(directory)
    for path in home.ocr.glob("*.[0-9]*"):  # extraction knows no homes, and names its own unfinished files
        path.unlink(missing_ok=True)


def _sync_directory(directory: Path) -> None:
    """Make a rename last over a power cut."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
