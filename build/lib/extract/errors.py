"""What can be wrong with a plan PDF; every message is one line that names the file and says what to do."""

from __future__ import annotations

from extract.text import printable


class PlanError(Exception):
    """A document could not be read. `str(error)` is meant for people, and can be written to any file."""

    def __str__(self) -> str:
        return printable(super().__str__())


class NotAPdf(PlanError):
    """The bytes are something else."""


class EmptyFile(PlanError):
    """The file holds no bytes."""


class EncryptedPdf(PlanError):
    """The PDF asks for a password."""


class DamagedPdf(PlanError):
    """The PDF is cut off or its structure cannot be followed."""


class NoPages(PlanError):
    """The PDF opens but holds no page."""


class TooLarge(PlanError):
    """The PDF has more bytes, pages or objects than the settings allow."""


class ReadTimeout(PlanError):
    """Reading took longer than the settings allow."""


class OutOfMemory(PlanError):
    """Reading needed more memory than the settings allow."""
