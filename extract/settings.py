"""The numbers that steer the reading of pages, in one place. Lengths are points unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """How a PDF is read; `em` means a share of the font size."""

    # the file
    max_bytes: int = 300_000_000
    max_pages: int = 5_000
    max_objects_per_page: int = 400_000
    # the child process
    time_limit: float = 600.0  # seconds
    memory_limit: int = 2 << 30  # bytes of address space
    workers: int = 2
    pdfium: bool = True  # read pages through PDFium where it can be trusted with them
    max_image_side: int = 8_000  # pixels of a drawn page
    # words and lines
    word_gap_em: float = 0.22
    segment_gap_em: float = 0.5
    text_gap_em: float = 0.8  # in tables without rules; justified prose has gaps too
    wide_gap_em: float = 2.0
    baseline_em: float = 0.25
    # rules (drawn lines)
    rule_thickness: float = 3.0
    snap: float = 3.0
    # cell grids
    min_row_height: float = 4.0
    min_column_width: float = 4.0
    same_edge: float = 3.0
    min_table_width: float = 40.0
    min_filled: float = 0.12  # share of cells with text; a chart has fewer
    # running headers and footers, as a share of the page's height
    margin_share: float = 0.11
    text_margin_share: float = 0.075  # tables without rules are not looked for beyond this
    rule_margin_share: float = 0.06  # rules above this belong to the running header
    heading_size: float = 1.1  # of the text: what is larger than this is a heading
    # pictures
    min_picture_width: float = 150.0
    min_picture_height: float = 60.0
    ocr: bool = True
    ocr_cache: str | None = None  # a folder; without one nothing is kept
    ocr_time_limit: float = 300.0  # seconds for the pictures of a document


DEFAULT = Settings()
