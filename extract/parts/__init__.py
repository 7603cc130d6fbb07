"""The documents bound in one PDF: where each begins, what it is, whose it is, its date and cycle."""

from extract.parts.dates import metadata_date
from extract.parts.find import find_parts
from extract.parts.words import part_words

__all__ = ["find_parts", "metadata_date", "part_words"]
