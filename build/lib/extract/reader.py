"""Looks at a file before it is read, and says in one line why it cannot be."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.errors import (
    DamagedPdf,
    EmptyFile,
    EncryptedPdf,
    NotAPdf,
    OutOfMemory,
    PlanError,
    TooLarge,
)
from extract.settings import DEFAULT, Settings

_HEADER_WITHIN = 1024  # the PDF specification lets '%PDF-' stand anywhere in the first kilobyte


def check_file(path: Path, settings: Settings = DEFAULT) -> bytes:
    """The bytes of a file that claims to be a PDF.

    Raises `EmptyFile`, `NotAPdf` or `TooLarge`; `PlanError` when it cannot be opened at all.
    """
    try:
        size = path.stat().st_size
        if size > settings.max_bytes:
            raise TooLarge(
                f"{path.name}: {size:,} bytes is over the limit of {settings.max_bytes:,}; split it first"
            )
        data = path.read_bytes()
    except OSError as error:
        raise PlanError(
            f"{path.name}: cannot be opened ({error.strerror}); check the path and the rights"
        ) from error
    if not data:
        raise EmptyFile(f"{path.name}: the file is empty; fetch it again")
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise NotAPdf(f"{path.name}: not a PDF; export or print the document to PDF first")
    return data


def sha256(data: bytes) -> str:
    """The hex digest that identifies a document."""
    return hashlib.sha256(data).hexdigest()


def describe(path: Path, error: BaseException) -> PlanError:
    """The clear form of an error raised while a PDF was read."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFTextExtractionNotAllowed
    from pdfplumber.utils.exceptions import PdfminerException

    causes: list[BaseException] = []
    pending: list[BaseException | None] = [error]
    while pending:
        cause = pending.pop()
        if cause is None or cause in causes:
            continue
        causes.append(cause)
        pending += [cause.__cause__, cause.__context__]
        if isinstance(cause, PdfminerException):
            pending += [argument for argument in cause.args if isinstance(argument, BaseException)]
    for cause in causes:
        if isinstance(cause, PlanError):
            return cause
        if isinstance(cause, PDFEncryptionError | PDFPasswordIncorrect | PDFTextExtractionNotAllowed):
            return EncryptedPdf(f"{path.name}: the PDF asks for a password; save it without protection first")
        if isinstance(cause, MemoryError):
            return OutOfMemory(
                f"{path.name}: reading needs more memory than allowed; split the file or print it to PDF anew"
            )
    kind = type(error).__name__
    return DamagedPdf(
        f"{path.name}: the PDF is cut off or damaged ({kind}); fetch it again or print it to PDF anew"
    )
