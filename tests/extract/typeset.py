"""A small typesetter for invented plans: headings, paragraphs and tables in several styles, as a PDF.

All names of places are real, all figures are made up.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from unittest import mock

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    ListFlowable,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)

Span = tuple[int, int, int, int]  # first row, first column, last row, last column

LOOKS = ("grid", "rules", "booktabs", "lines", "zebra", "filled", "none")
MARGIN = 60.0
SIZES = (9.0, 8.0, 7.0, 6.0, 5.0)  # of table text, in points: the first in which every word fits its column
PADDING = 12.0  # left and right of a cell's text together

_FAMILIES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Helvetica-Bold": ("Helvetica-Bold", "Helvetica-Bold"),
    "Times-Italic": ("Times-Italic", "Times-BoldItalic"),
    "Courier": ("Courier", "Courier-Bold"),
    "Vera": ("Vera", "VeraBd"),  # comes with reportlab, embedded
    "VeraIt": ("VeraIt", "VeraBI"),
    "VeraBd": ("VeraBd", "VeraBd"),
}
_FALLBACK = "Vera"
# what no face at hand has, and Word would take from another face
_REPLACED = str.maketrans({"\u2011": "-", "\u202f": "\u00a0"})
_FIGURE = re.compile(r"[-–−+±\d][\d.,\s\u00a0]*\s?%?[*¹²³]*|[-–]")


@dataclass
class Plan:
    """Flowables of a plan in the making."""

    running: Callable[[int], str | None] = lambda page: None  # the running header of a page
    flow: list[Flowable] = field(default_factory=list)
    font: str = "Helvetica"  # Helvetica | Times | Vera | a TTF family on this machine, else Vera
    tight: bool = False  # tables without room between text and rules
    wide: bool = False  # whether the page at hand is landscape

    def title_page(self, *lines: str) -> Plan:
        """A page with a title and some lines under it."""
        if self.flow:
            self.page()
        self._paragraph(lines[0], 26, 31, bold=True, spaceBefore=180, spaceAfter=14)
        for line in lines[1:]:
            self.text(line)
        self.flow.append(PageBreak())
        return self

    def heading(self, level: int, text: str) -> Plan:
        """A heading."""
        self._keep_together()
        size, leading, before, after = {1: (16, 20, 10, 8), 2: (13, 16, 8, 6), 3: (11, 14, 8, 5)}[level]
        return self._paragraph(text, size, leading, bold=True, spaceBefore=before, spaceAfter=after)

    def text(self, text: str) -> Plan:
        """A paragraph."""
        return self._paragraph(text, 10, 13.5, spaceAfter=7)

    def bullets(self, texts: Iterable[str]) -> Plan:
        """A list with a dot before each text."""
        items = [Paragraph(*self._styled(text, 10, 13.5)) for text in texts]
        self.flow += [ListFlowable(items, bulletType="bullet", start="•", leftIndent=14), Spacer(1, 7)]
        return self

    def note(self, text: str) -> Plan:
        """A note in small print."""
        return self._paragraph(text, 8, 10, spaceBefore=3)

    def caption(self, text: str) -> Plan:
        """The line above a table that says what it holds; it stays with the table."""
        self._keep_together()
        return self._paragraph(text, 9, 12, bold=True, spaceBefore=4, spaceAfter=3)

    def space(self, height: float) -> Plan:
        """White space."""
        self.flow.append(Spacer(1, height))
        return self

    def page(self, *, wide: bool = False) -> Plan:
        """A new page, `wide` for landscape; directly after another break it takes that one's place."""
        if self._at_break:
            del self.flow[-1]
        self.wide = wide
        self.flow += [NextPageTemplate("wide" if wide else "tall"), PageBreak()]
        return self

    def then(self, action: Callable[[], None]) -> Plan:
        """An action when the page at hand is full: `running` answers for the next page only after it."""
        self.flow.insert(-1 if self._at_break else len(self.flow), _Action(action))
        return self

    def table(
        self,
        rows: Sequence[Sequence[str]],
        look: str = "grid",
        *,
        header_rows: int = 1,
        repeat: bool = True,
        spans: Sequence[Span] = (),
        widths: Sequence[float] | None = None,
    ) -> Plan:
        """A table whose figures stand right-aligned and whose header is bold.

        Without `widths` the columns are as wide as their text; where that is too wide for the page, the
        text is wrapped, then set smaller. Raises ValueError where that does not help.
        """
        size = SIZES[0]
        if widths is None:
            frame = (A4[1] if self.wide else A4[0]) - 2 * MARGIN
            size, widths = self._fit(rows, header_rows, spans, frame)
            rows = self._wrapped(rows, header_rows, spans, widths, size)
        cells = [(0, 0), (-1, -1)]
        style = [("LEADING", *cells, size + 2), ("VALIGN", *cells, "TOP"), *_look(look, header_rows)]
        if self.tight:
            style += [("LEADING", *cells, size + 1), ("TOPPADDING", *cells, 1), ("BOTTOMPADDING", *cells, 0)]
        for row, texts in enumerate(rows):
            for col, text in enumerate(texts):
                cell = [(col, row), (col, row)]
                style.append(("FONT", *cell, face_for(text, self.font, bold=row < header_rows), size))
                if row >= header_rows and _FIGURE.fullmatch(text):
                    style.append(("ALIGN", *cell, "RIGHT"))
        style += [("SPAN", (c0, r0), (c1, r1)) for r0, c0, r1, c1 in spans]
        style += [("ALIGN", (c0, r0), (c0, r0), "CENTER") for r0, c0, r1, c1 in spans if c1 > c0]
        rows = [[text.translate(_REPLACED) for text in texts] for texts in rows]
        repeated = header_rows if repeat else 0
        self.flow.append(LongTable(rows, colWidths=widths, repeatRows=repeated, style=TableStyle(style)))
        self.flow.append(Spacer(1, 10))
        return self

    def save(self, path: Path, *, made: date = date(2024, 11, 1), **metadata: str) -> Path:
        """Writes the PDF, made on that day: the same bytes for the same plan."""

        def decorate(canvas, document) -> None:
            width, height = document.pageTemplate.pagesize
            if text := self.running(document.page):
                canvas.setFont(face_for(text, self.font), 8)
                canvas.drawString(MARGIN, height - 38, text.translate(_REPLACED))
                canvas.line(MARGIN, height - 44, width - MARGIN, height - 44)
            canvas.setFont(face_for("Pagina", self.font), 8)
            canvas.drawRightString(width - MARGIN, 30, f"Pagina {document.page}")

        document = BaseDocTemplate(str(path), pagesize=A4, invariant=1, **metadata)
        templates = []
        for name, size in (("tall", A4), ("wide", landscape(A4))):
            frame = Frame(MARGIN, 55, size[0] - 2 * MARGIN, size[1] - 115, 0, 0, 0, 0)
            templates.append(PageTemplate(name, [frame], onPage=decorate, pagesize=size))
        document.addPageTemplates(templates)
        noon = datetime.combine(made, time(12), UTC).timestamp()
        with mock.patch.dict(os.environ, SOURCE_DATE_EPOCH=f"{noon:.0f}"):
            document.build(self.flow)
        return path

    @property
    def _at_break(self) -> bool:
        return bool(self.flow) and isinstance(self.flow[-1], PageBreak)

    def _keep_together(self) -> None:
        """No heading at the bottom of a page without some lines of what it is above of."""
        self.flow.append(CondPageBreak(90))

    def _paragraph(self, text: str, size: float, leading: float, **style) -> Plan:
        self.flow.append(Paragraph(*self._styled(text, size, leading, **style)))
        return self

    def _styled(self, text: str, size: float, leading: float, *, bold: bool = False, **style):
        face = face_for(text, self.font, bold=bold)
        return text.translate(_REPLACED), ParagraphStyle(
            "", fontName=face, fontSize=size, leading=leading, **style
        )

    def _fit(
        self, rows: Sequence[Sequence[str]], header_rows: int, spans: Sequence[Span], frame: float
    ) -> tuple[float, list[float]]:
        """The size of the text and the widths of the columns with which the table fits the frame."""
        merged = {(r0, c0): c1 for r0, c0, _, c1 in spans if c1 > c0}
        for size in SIZES:
            whole, least = ([PADDING] * len(rows[0]) for _ in range(2))
            for row, texts in enumerate(rows):
                for col, text in enumerate(texts):
                    if (row, col) in merged:
                        continue
                    face = face_for(text, self.font, bold=row < header_rows)
                    for widths, words in ((whole, text.split("\n")), (least, text.split())):
                        widest = max((pdfmetrics.stringWidth(word, face, size) for word in words), default=0)
                        widths[col] = max(widths[col], widest + PADDING)
            for (row, col), last in merged.items():  # a merged cell's longest word fits too
                face = face_for(rows[row][col], self.font, bold=row < header_rows)
                words = [pdfmetrics.stringWidth(word, face, size) for word in rows[row][col].split()]
                for widths in (whole, least):
                    short = max(words, default=0) + PADDING - sum(widths[col : last + 1])
                    widths[last] += max(short, 0)
            if sum(whole) <= frame:
                return size, whole
            if sum(least) <= frame:
                room = (frame - sum(least)) / (sum(whole) - sum(least))
                # a hair wider than the words, so that rounding breaks none
                return size, [
                    low + room * (high - low) + 0.01 for low, high in zip(least, whole, strict=True)
                ]
        raise ValueError(f"the table under {rows[0]} is too wide for its page")

    def _wrapped(
        self,
        rows: Sequence[Sequence[str]],
        header_rows: int,
        spans: Sequence[Span],
        widths: Sequence[float],
        size: float,
    ) -> list[list[str]]:
        """The rows with a line break wherever a line is wider than its cell."""
        last = {(r0, c0): c1 for r0, c0, _, c1 in spans}
        wrapped = []
        for row, texts in enumerate(rows):
            wrapped.append([])
            for col, text in enumerate(texts):
                face = face_for(text, self.font, bold=row < header_rows)
                width = sum(widths[col : last.get((row, col), col) + 1]) - PADDING + 0.01
                lines = [line for part in text.split("\n") for line in simpleSplit(part, face, size, width)]
                wrapped[-1].append("\n".join(lines))
        return wrapped


class _Action(Flowable):
    """Nothing to see: calls a function when its place in the text is reached."""

    def __init__(self, action: Callable[[], None]):
        super().__init__()
        self.action = action

    def wrap(self, *_) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.action()


def _look(look: str, header_rows: int) -> list[tuple]:
    """The rules and fills of a table whose first `header_rows` rows are its header."""
    everywhere, last_head = [(0, 0), (-1, -1)], header_rows - 1
    if look == "grid":
        return [("GRID", *everywhere, 0.5, colors.grey)]
    if look == "rules":
        return [
            ("LINEBELOW", *everywhere, 0.5, colors.grey),
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ]
    if look in ("booktabs", "lines"):  # a rule under the first row of the head, or under all of it
        under = 0 if look == "booktabs" else max(last_head, 0)
        return [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, under), (-1, under), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ]
    if look == "zebra":
        return [("ROWBACKGROUNDS", (0, max(header_rows, 1)), (-1, -1), [colors.whitesmoke, colors.white])]
    if look == "filled" and header_rows:
        return [
            ("BACKGROUND", (0, 0), (-1, last_head), colors.HexColor("#1f3864")),
            ("TEXTCOLOR", (0, 0), (-1, last_head), colors.white),
        ]
    if look not in LOOKS:
        raise ValueError(f"unknown look {look!r}: one of {', '.join(LOOKS)}")
    return []


def face_for(text: str, family: str, *, bold: bool = False) -> str:
    """The face of the family, or of the one to fall back on, that can print every character of the text."""
    for name in (family, _FALLBACK):
        face = _face(name, bold)
        if not (missing := _missing(face, text)):
            return face
    raise ValueError(f"no face at hand prints {' '.join(missing)} of {text!r}")


def _missing(face: str, text: str) -> list[str]:
    font = pdfmetrics.getFont(face)
    if isinstance(font, TTFont):
        has = font.face.charToGlyph.__contains__
        return sorted({c for c in text.translate(_REPLACED) if not c.isspace() and not has(ord(c))})
    return sorted({c for c in text.translate(_REPLACED) if not c.encode("cp1252", "ignore")})


@functools.cache
def _face(family: str, bold: bool) -> str:
    """The registered face of a family; the fallback's where there is no such family on this machine."""
    name = _FAMILIES.get(family, (family, f"{family}-Bold"))[bold]
    if name not in pdfmetrics.standardFonts:
        try:
            pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
        except TTFError:
            return _face(_FALLBACK, bold)
    return name
