"""A PDF as pages of content, each from the source that can be trusted with it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import DamagedPdf, NoPages, PlanError, TooLarge
from extract.page import PageContent
from extract.reader import describe
from extract.settings import DEFAULT, Settings
from extract.source.pdfium import METADATA, PdfiumDocument
from extract.source.unsuited import Unsuited
from extract.text import printable

if TYPE_CHECKING:
    import pdfplumber

_TRAILER_WITHIN = 1024  # bytes of the end of the file that hold '%%EOF' when it is whole
_PAGES_AT_ONCE = 20  # pdfplumber keeps what it has read as long as a document is open
_log = logging.getLogger(__name__)


class PlanPdf:
    """An open PDF with at least one page. Not for several threads, nor for a process forked afterwards."""

    def __init__(self, path: Path, data: bytes, settings: Settings = DEFAULT) -> None:
        """Opens the bytes of the file at `path`, which is not looked at again.

        Raises `EncryptedPdf`, `DamagedPdf`, `NoPages` or `TooLarge`.
        """
        self.path, self.data, self._settings = path, data, settings
        self._plumber: pdfplumber.PDF | None = None
        self._plumbed = 0  # pages read since it was opened
        self._pdfium = self._open_pdfium()
        if self._pdfium:
            self.n_pages, metadata = self._pdfium.n_pages, self._pdfium.metadata()
        else:
            plumber = self._open_plumber()
            self.n_pages = len(plumber.pages)
            metadata = {key: str(value) for key in METADATA if (value := plumber.metadata.get(key))}
        if self.n_pages > settings.max_pages:
            self.close()
            raise TooLarge(
                f"{path.name}: {self.n_pages} pages is over the limit of {settings.max_pages}; split it first"
            )
        self.metadata: dict[str, str] = {key: printable(value) for key, value in metadata.items()}

    def close(self) -> None:
        """Lets go of the document."""
        if self._pdfium:
            self._pdfium.close()
        if self._plumber:
            self._plumber.close()

    def read_page(self, number: int) -> PageContent:
        """The content of a page (from 1); raises a `PlanError` for a page that no source can read."""
        if self._pdfium:
            try:
                return self._pdfium.read_page(number, self._settings)
            except Unsuited as reason:
                _log.debug("page %d is left to pdfplumber: %s", number, reason)
            except PlanError as error:
                raise type(error)(f"{self.path.name}: page {number}: {error}") from error
        return self.plumb_page(number)

    def plumb_page(self, number: int) -> PageContent:
        """The content of a page as pdfplumber tells it."""
        from extract.source.plumber import read_page

        if self._plumbed >= _PAGES_AT_ONCE and self._plumber:
            self._plumber.close()
            self._plumber = None
        plumber = self._open_plumber()
        self._plumbed += 1
        try:
            page = plumber.pages[number - 1]
            try:
                return read_page(page, self._settings)
            finally:
                page.close()
        except PlanError as error:
            raise type(error)(f"{self.path.name}: page {number}: {error}") from error
        except Exception as error:  # pdfminer raises anything, and not all of it can be pickled
            raise describe(self.path, error) from None

    def _open_pdfium(self) -> PdfiumDocument | None:
        """The document in PDFium; None where it cannot be trusted with it."""
        if not self._settings.pdfium or b"%%EOF" not in self.data[-_TRAILER_WITHIN:]:
            return None
        try:
            return PdfiumDocument(self.data)
        except Unsuited as reason:
            _log.debug("%s is left to pdfplumber: %s", self.path.name, reason)
            return None

    def _open_plumber(self) -> pdfplumber.PDF:
        """The document in pdfplumber, opened when it is first needed."""
        if self._plumber is not None:
            return self._plumber
        import pdfplumber

        name, data = self.path.name, self.data
        try:
            plumber = pdfplumber.open(io.BytesIO(data))
            n_pages = len(plumber.pages)
        except (
            Exception
        ) as error:  # pdfminer raises anything from KeyError to struct.error on broken structure
            raise describe(self.path, error) from error
        if not n_pages:
            if b"%%EOF" not in data[-_TRAILER_WITHIN:]:
                raise DamagedPdf(f"{name}: the PDF is cut off or damaged; fetch it again")
            raise NoPages(f"{name}: the PDF holds no pages; fetch it again")
        self._plumber, self._plumbed = plumber, 0
        return plumber


@contextmanager
def open_plan(path: Path, data: bytes, settings: Settings = DEFAULT) -> Iterator[PlanPdf]:
    """A `PlanPdf`, closed afterwards; raises as it does."""
    pdf = PlanPdf(path, data, settings)
    try:
        yield pdf
    finally:
        pdf.close()
