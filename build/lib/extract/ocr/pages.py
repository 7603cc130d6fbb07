"""The pages whose pictures are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2


class Pages:
    """The pages of one file, opened with PDFium at first use. A context manager."""

    def __init__(self, path: Path) -> None:
        """Opens nothing yet."""
        self._path = path
        self._pdf: pypdfium2.PdfDocument | None = None

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def page(self, number: int) -> pypdfium2.PdfPage:
        """A page, from 1."""
        if self._pdf is None:
            import pypdfium2

            self._pdf = pypdfium2.PdfDocument(self._path)
        return self._pdf[number - 1]
