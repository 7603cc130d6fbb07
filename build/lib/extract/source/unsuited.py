"""Why PDFium is not used."""

from __future__ import annotations


class Unsuited(Exception):
    """PDFium tells something of this page or document differently than it is printed, or not at all."""
