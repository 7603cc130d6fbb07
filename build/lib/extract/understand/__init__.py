"""What tables mean: words (vocabulary) and layouts name topic, measure, period and area per row and column.

What belongs here: everything that reads meaning from words. What does not: geometry, and parsing figures
(that is staging's).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.model import Document

__all__ = ["load_words", "understand"]


def understand(document: Document) -> Document:
    """Add to every table of `document` what it means, and to every part its periods. Returns the same
    document.
    """
    # imported late: the process that reads pages looks up areas and periods, and needs no more than those
    from extract.understand.document import understand as add_meaning

    return add_meaning(document)


def load_words() -> None:
    """Imports and loads what `understand` needs, which it else does when it is called."""
    from extract.understand.document import load_words as load

    load()
