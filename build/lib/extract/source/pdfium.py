"""Page content straight from PDFium, many times faster than through pdfplumber's objects.

What PDFium tells differently, or not at all, is left to pdfplumber: such a page raises `Unsuited`.
"""

from __future__ import annotations

import ctypes

from extract.page import PageContent
from extract.settings import DEFAULT, Settings
from extract.source.bound import Scratch, pdfium
from extract.source.objects import read_objects
from extract.source.pieces import read_pieces
from extract.source.unsuited import Unsuited
from extract.turn import Turn
from extract.words import join_pieces

METADATA = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")


class PdfiumDocument:
    """A PDF opened by PDFium. Not for use by several threads, nor by a process forked after it was opened."""

    def __init__(self, data: bytes) -> None:
        """Opens the bytes of a PDF; raises `Unsuited` where PDFium cannot, or had to mend them."""
        try:
            self._pdfium = pdfium()
        except (ImportError, OSError, AttributeError) as error:
            raise Unsuited("PDFium cannot be loaded") from error
        self._data = data  # PDFium reads from it as long as the document is open
        self._handle = self._pdfium.LoadMemDocument64(data, len(data), None)
        if not self._handle:
            raise Unsuited("PDFium cannot open the document")
        if not self._pdfium.DocumentHasValidCrossReferenceTable(self._handle):
            self.close()
            raise Unsuited("the cross-reference table is damaged")
        self.n_pages = self._pdfium.GetPageCount(self._handle)
        last = Scratch()
        if not self._pdfium.GetPageSizeByIndexF(self._handle, self.n_pages - 1, last.at_floats):
            self.close()
            raise Unsuited("the tree of pages is damaged")

    def close(self) -> None:
        """Lets go of the document."""
        if self._handle:
            self._pdfium.CloseDocument(self._handle)
            self._handle = None

    def metadata(self) -> dict[str, str]:
        """The document's own title, author, producer, dates and so on, where it gives them."""
        texts = {key: self._meta_text(key) for key in METADATA}
        return {key: text for key, text in texts.items() if text}

    def _meta_text(self, key: str) -> str:
        """One entry of the document's information, '' where it is not given."""
        length = self._pdfium.GetMetaText(self._handle, key.encode(), None, 0)
        buffer = ctypes.create_string_buffer(length)
        self._pdfium.GetMetaText(self._handle, key.encode(), ctypes.addressof(buffer), length)
        return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")

    def read_page(self, number: int, settings: Settings = DEFAULT) -> PageContent:
        """The content of a page (from 1).

        Raises `Unsuited` for a page that pdfplumber should read, `TooLarge` for one of endless objects.
        """
        page = self._pdfium.LoadPage(self._handle, number - 1)
        if not page:
            raise Unsuited("PDFium cannot open the page")
        try:
            return self._read(page, number, settings)
        finally:
            self._pdfium.ClosePage(page)

    def _read(self, page: int, number: int, settings: Settings) -> PageContent:
        """The content of a page that is open."""
        width, height = self._size(page)
        text = self._pdfium.Text_LoadPage(page)
        if not text:
            raise Unsuited("PDFium cannot read the text of the page")
        try:
            n_chars = self._pdfium.Text_CountChars(text)
            objects = read_objects(page, height, settings.max_objects_per_page - n_chars, settings)
            pieces = read_pieces(text, n_chars, height, objects.texts, settings)
        finally:
            self._pdfium.Text_ClosePage(text)
        return PageContent(
            number=number,
            width=width,
            height=height,
            turn=Turn(0, width, height),
            words=join_pieces(pieces, settings),
            rules=objects.drawings.rules,
            fills=objects.drawings.fills,
            pictures=objects.pictures,
        )

    def _size(self, page: int) -> tuple[float, float]:
        """Width and height of the MediaBox, which all coordinates are relative to."""
        if self._pdfium.Page_GetRotation(page):
            raise Unsuited("the page is rotated")
        box = Scratch()
        first = box.at_floats
        sides = (first, first + 4, first + 8, first + 12)
        if not self._pdfium.Page_GetMediaBox(page, *sides):  # inherited from the tree of pages
            self._pdfium.GetPageBoundingBox(page, first)  # left, top, right, bottom
            box.floats[1], box.floats[3] = box.floats[3], box.floats[1]
        left, bottom, right, top = box.floats[:4]
        if left or bottom or right <= 0 or top <= 0:
            raise Unsuited("the page does not begin at zero")
        return right, top
