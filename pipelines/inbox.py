"""The inbox of a home: which files can be taken, and the note beside one that failed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from warehouse.home import Home
from warehouse.whole import whole

SETTLED_AFTER_SECONDS = 5  # a file that changed more recently may still be on its way in
GIVEN_UP_AFTER_SECONDS = 600  # a PDF without an end is read as it is when it has not grown for so long
ON_THEIR_WAY = {".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp"}
NOTE = ".mislukt.txt"
LONGEST_NAME = 200  # bytes of a file's name in the name of its note; file systems allow 255 in all
END_WITHIN = 2048  # bytes from the end of a PDF in which its end mark stands


@dataclass(frozen=True)
class Dropped:
    """A file in the inbox as it was when it was looked at. `stamp` changes with every change of the file."""

    path: Path
    stamp: str

    def is_unchanged(self) -> bool:
        return _stamp(self.path) == self.stamp

    def leave(self) -> None:
        """Remove the file, now that it is in the archive and in the warehouse; not what replaced it."""
        if self.is_unchanged():
            self.path.unlink()
            self.take_note_away()

    def note_failure(self, reason: str) -> None:
        """Say beside the file why it failed, for whoever looks into the inbox only."""
        self._note_down(
            reason, f"Vervang {self.path.name} door een beter bestand; dan wordt het opnieuw gelezen."
        )

    def note_that_it_waits(self, reason: str) -> None:
        """Say beside the file that nothing is wrong with it: the warehouse could not be built."""
        self._note_down(
            f"{self.path.name} is gelezen, maar het warehouse kon niet vernieuwd worden: {reason}",
            "Aan het bestand hoeft niets te gebeuren; het verdwijnt hier na de volgende bouw die lukt.",
        )

    def _note_down(self, reason: str, advice: str) -> None:
        with whole(self._note) as coming:  # in place of what stands there: a link is not followed
            coming.write_text(f"{reason}\n\n{advice}\n", encoding="utf-8")

    def take_note_away(self) -> None:
        self._note.unlink(missing_ok=True)

    @property
    def _note(self) -> Path:
        name = self.path.name.encode()[:LONGEST_NAME].decode(errors="ignore")
        return self.path.with_name(name + NOTE)


def is_on_its_way(path: Path) -> bool:
    """Whether the name is that of a hidden file, or of one that a browser or copier is still writing."""
    return path.name.startswith((".", "~$")) or path.suffix.lower() in ON_THEIR_WAY


def dropped(home: Home) -> list[Dropped]:
    """The files that are whole as far as one can tell, by name. Links and folders are left alone."""
    found = []
    for path in sorted(home.inbox.iterdir()):
        if is_on_its_way(path) or path.name.endswith(NOTE) or path.is_symlink() or not path.is_file():
            continue
        if _is_settled(path):
            found.append(Dropped(path, _stamp(path)))
    return found


def _is_settled(path: Path) -> bool:
    age = abs(time.time() - path.stat().st_mtime)  # another machine's clock may be ahead
    return age > GIVEN_UP_AFTER_SECONDS or (age > SETTLED_AFTER_SECONDS and not _lacks_its_end(path))


def _lacks_its_end(path: Path) -> bool:
    """Whether a file starts as a PDF and does not end as one: a copy that has come to a halt, perhaps."""
    with path.open("rb") as file:
        if not file.read(5).startswith(b"%PDF-"):
            return False
        file.seek(max(0, path.stat().st_size - END_WITHIN))
        return b"%%EOF" not in file.read()


def _stamp(path: Path) -> str:
    """When the file last changed in any way, its size; unlike the time of its content no copier sets this."""
    status = path.stat()
    return f"{status.st_ctime_ns}-{status.st_size}"
