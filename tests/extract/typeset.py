"""A small typesetter for invented plans: headings, paragraphs and tables in several styles, as a PDF.

All names of places are real, all figures are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)

Span = tuple[int, int, int, int]  # first row, first column, last row, last column

_TITLE = ParagraphStyle(
    "title", fontName="Helvetica-Bold", fontSize=26, leading=31, spaceBefore=180, spaceAfter=14
)
_LEVELS = {
    1: ParagraphStyle("h1", fontName="Helvetica-Bold", fontSize=16, leading=20, spaceBefore=10, spaceAfter=8),
    2: ParagraphStyle("h2", fontName="Helvetica-Bold", fontSize=13, leading=16, spaceBefore=8, spaceAfter=6),
    3: ParagraphStyle("h3", fontName="Helvetica-Bold", fontSize=11, leading=14, spaceBefore=8, spaceAfter=5),
}
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13.5, spaceAfter=7)
_NOTE = ParagraphStyle("note", fontName="Helvetica", fontSize=8, leading=10, spaceBefore=3)

_COMMON = [
    ("FONT", (0, 0), (-1, -1), "Helvetica", 9),
    ("LEADING", (0, 0), (-1, -1), 11),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
_LOOKS: dict[str, list[tuple]] = {
    "grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)],
    "rules": [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey),
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
    ],
    "booktabs": [
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
    ],
    "zebra": [("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.whitesmoke, colors.white])],
    "filled": [
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#1f3864")),
        ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
    ],
    "none": [],
}


@dataclass
class Plan:
    """Flowables of a plan in the making."""

    running: Callable[[int], str | None] = lambda page: None  # the running header of a page
    flow: list[Flowable] = field(default_factory=list)

    def title_page(self, *lines: str) -> Plan:
        """A page with a title and some lines under it."""
        if self.flow:
            self.flow.append(PageBreak())
        self.flow += [
            Paragraph(lines[0], _TITLE),
            *(Paragraph(line, _BODY) for line in lines[1:]),
            PageBreak(),
        ]
        return self

    def heading(self, level: int, text: str) -> Plan:
        """A heading."""
        self.flow.append(Paragraph(text, _LEVELS[level]))
        return self

    def text(self, text: str) -> Plan:
        """A paragraph."""
        self.flow.append(Paragraph(text, _BODY))
        return self

    def note(self, text: str) -> Plan:
        """A note in small print."""
        self.flow.append(Paragraph(text, _NOTE))
        return self

    def space(self, height: float) -> Plan:
        """White space."""
        self.flow.append(Spacer(1, height))
        return self

    def page(self, *, wide: bool = False) -> Plan:
        """A new page, `wide` for landscape."""
        self.flow += [NextPageTemplate("wide" if wide else "tall"), PageBreak()]
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
        """A table whose figures stand right-aligned and whose header is bold."""
        style = [*_COMMON, *_LOOKS[look]]
        if header_rows:
            style.append(("FONT", (0, 0), (-1, header_rows - 1), "Helvetica-Bold", 9))
        for row, texts in enumerate(rows):
            for col, text in enumerate(texts):
                if text and row >= header_rows and text.replace(".", "").strip("-*% ").isdigit():
                    style.append(("ALIGN", (col, row), (col, row), "RIGHT"))
        style += [("SPAN", (c0, r0), (c1, r1)) for r0, c0, r1, c1 in spans]
        style += [("ALIGN", (c0, r0), (c0, r0), "CENTER") for r0, c0, r1, c1 in spans if c1 > c0]
        repeated = header_rows if repeat else 0
        self.flow.append(LongTable(rows, colWidths=widths, repeatRows=repeated, style=TableStyle(style)))
        self.flow.append(Spacer(1, 10))
        return self

    def save(self, path: Path, **metadata: str) -> Path:
        """Writes the PDF."""

        def decorate(canvas, document) -> None:
            canvas.setFont("Helvetica", 8)
            width, height = document.pageTemplate.pagesize
            if text := self.running(document.page):
                canvas.drawString(60, height - 38, text)
                canvas.line(60, height - 44, width - 60, height - 44)
            canvas.drawRightString(width - 60, 30, f"Pagina {document.page}")

        document = BaseDocTemplate(str(path), pagesize=A4, **metadata)
        templates = []
        for name, size in (("tall", A4), ("wide", landscape(A4))):
            frame = Frame(60, 55, size[0] - 120, size[1] - 115, 0, 0, 0, 0)
            templates.append(PageTemplate(name, [frame], onPage=decorate, pagesize=size))
        document.addPageTemplates(templates)
        document.build(self.flow)
        return path
