"""The document model: what one plan PDF says, cell by cell, and what each row and column means.

Coordinates are PDF points from the top left corner of the page (`x0, top, x1, bottom`); pages count
from 1; rows and columns from 0, header rows included. Text is as printed: an in-cell line break is
`\\n`, a word broken by one is not mended. Everything here is plain data without behaviour.
"""

from __future__ import annotations

from dataclasses import dataclass, field

BBox = tuple[float, float, float, float]


@dataclass(frozen=True)
class Cell:
    """One cell. A merged cell stands once, at its first row and column, with its spans."""

    row: int
    col: int
    text: str
    page: int
    bbox: BBox
    rowspan: int = 1
    colspan: int = 1
    origin: str = "text"  # text | ocr
    confidence: float = 1.0


@dataclass(frozen=True)
class Region:
    """Where a table stands on one page: rows [first, past the last)."""

    page: int
    bbox: BBox
    rows: tuple[int, int]


@dataclass(frozen=True)
class Heading:
    """A heading of the text, in reading order. Level 1 is the outermost."""

    page: int
    top: float
    level: int
    text: str


@dataclass(frozen=True)
class Note:
    """A footnote that stands directly under a table. `mark` is its star or number, '' without one."""

    mark: str
    text: str
    page: int
    bbox: BBox


@dataclass(frozen=True)
class Mention:
    """A figure named inside a remark cell, such as '+70 POO'."""

    row: int
    col: int
    text: str  # the words as printed
    waarde_text: str  # the number within them, as printed
    thema: str | None = None
    maat: str | None = None
    periode: str | None = None
    peildatum: str | None = None
    kwalificatie: str | None = None


@dataclass
class ColumnMeaning:
    """What a column states. See docs/architecture.md, "Meaning of rows and columns"."""

    col: int
    header: str  # the header cells above it, outermost first, joined by ' / '
    rol: str = "onbekend"  # gebied|cijfer|kenmerk|opmerking|label|leeg|genegeerd|onbekend
    kenmerk: str | None = None
    thema: str | None = None
    maat: str | None = None
    periode: str | None = None
    peildatum: str | None = None  # ISO date
    gebied: str | None = None
    gebied_niveau: str | None = None
    groep: int = 0
    kwalificatie: str | None = None
    confidence: float = 1.0
    reden: str | None = None
    suggestie: str | None = None


@dataclass
class RowMeaning:
    """What a row states. Where row, column and table disagree, the row wins, then the column."""

    row: int
    rol: str = "data"  # kop|data|totaal|subrij|groep|leeg|noot|onbekend
    label: str = ""
    gebied: str | None = None
    gebied_niveau: str | None = None
    locatie: str | None = None
    thema: str | None = None
    maat: str | None = None
    periode: str | None = None
    peildatum: str | None = None
    kwalificatie: str | None = None
    ouder_row: int | None = None
    confidence: float = 1.0
    reden: str | None = None
    suggestie: str | None = None


@dataclass
class Table:
    """One table, also when it runs over several pages."""

    table_id: str
    table_no: int  # reading order in the document, from 1
    part_no: int
    kop: str  # the nearest heading above it
    koppen: list[str]  # the heading path, outermost first, `kop` last
    bijschrift: str  # the last line of text between heading and table, '' without one
    regions: list[Region]
    cells: list[Cell]
    n_rows: int
    n_cols: int
    header_rows: int = 1
    origin: str = "text"
    ocr_engine: str | None = None
    confidence: float = 1.0
    notes: list[Note] = field(default_factory=list)
    inleiding: str = ""  # the running text between the heading, or the table before, and the table
    # what `extract.understand` adds
    status: str = "niet_begrepen"  # begrepen | genegeerd | niet_begrepen
    kind: str | None = None
    gebied: str | None = None  # the area a heading (not a column) gives
    gebied_niveau: str | None = None
    thema: str | None = None
    maat: str | None = None
    periode: str | None = None
    peildatum: str | None = None
    reden: str | None = None
    suggestie: str | None = None
    columns: list[ColumnMeaning] = field(default_factory=list)
    rows: list[RowMeaning] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


@dataclass
class Gap:
    """Something that looks like a table but has no readable text: a picture."""

    page: int
    bbox: BBox
    part_no: int
    kop: str
    bijschrift: str
    reden: str


@dataclass
class Part:
    """One logical document bound in the PDF, on pages [page_from, page_to]."""

    part_no: int  # from 1, reading order
    deel: str  # provinciaal_verslag | provinciaal_plan | regionaal_plan | uitsplitsing | addendum | overig
    deel_gebied: str | None
    gebied_niveau: str | None  # provincie | regio | gemeente
    titel: str
    page_from: int
    page_to: int
    datum: str | None = None  # ISO date
    datum_bron: str | None = None  # titelpagina | tekst | metadata | opgegeven
    cyclus: str | None = None
    confidence: float = 1.0
    perioden: dict[str, str] = field(default_factory=dict)  # thema -> the period where none is printed


@dataclass
class Document:
    """A plan PDF: `document_id` is the first 12 hex digits of the SHA-256 of its bytes."""

    document_id: str
    sha256: str
    file_name: str
    n_bytes: int
    n_pages: int
    metadata: dict[str, str]  # the PDF's own: Title, Author, Producer, CreationDate, …
    parts: list[Part] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    page_text: list[str] = field(default_factory=list)  # running text per page, tables left out
