"""The hand-over from extraction to the warehouse: rows per raw table, as in `warehouse/raw.sql`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from extract.model import BBox, Document
from extract.parts import metadata_date
from extract.text import sleutel
from extract.understand.areas import bare_name, reference
from extract.understand.vocabulary import vocabulary

EXTRACTOR_VERSION = "1"


def _key(name: str | None) -> str | None:
    return sleutel(bare_name(name)[0]) if name else None


def _box(bbox: BBox) -> dict[str, float]:
    return dict(zip(("x0", "top", "x1", "bottom"), (round(v, 2) for v in bbox), strict=True))


def to_records(document: Document, *, opgegeven_datum: str | None = None) -> dict[str, list[dict]]:
    """Rows per raw table for one document, without `loaded_at`. Dates are ISO strings.

    `opgegeven_datum` is the date a person gave for the document; it dates parts that print none.
    """
    doc = {"document_id": document.document_id}
    pages = {part.part_no: part for part in document.parts}

    def part_on(page: int) -> int:
        return next((no for no, part in pages.items() if part.page_from <= page <= part.page_to), 0)

    records: dict[str, list[dict]] = {
        "documents": [
            doc
            | {
                "sha256": document.sha256,
                "file_name": document.file_name,
                "n_bytes": document.n_bytes,
                "n_pages": document.n_pages,
                "titel": document.metadata.get("Title"),
                "auteur": document.metadata.get("Author"),
                "producer": document.metadata.get("Producer"),
                "pdf_datum": metadata_date(document.metadata),
                "opgegeven_datum": opgegeven_datum,
                "extractor_version": EXTRACTOR_VERSION,
            }
        ],
        "parts": [
            doc
            | {
                "part_no": p.part_no,
                "deel": p.deel,
                "deel_gebied": p.deel_gebied,
                "deel_gebied_sleutel": _key(p.deel_gebied),
                "gebied_niveau": p.gebied_niveau,
                "titel": p.titel,
                "page_from": p.page_from,
                "page_to": p.page_to,
                "document_datum": p.datum or opgegeven_datum,
                "datum_bron": p.datum_bron if p.datum else opgegeven_datum and "opgegeven",
                "cyclus": p.cyclus or p.perioden.get("asiel"),
                "confidence": p.confidence,
            }
            for p in document.parts
        ],
        "part_perioden": [
            doc | {"part_no": p.part_no, "thema": thema, "periode": periode}
            for p in document.parts
            for thema, periode in p.perioden.items()
        ],
        "headings": [
            doc
            | {
                "heading_no": no,
                "part_no": part_on(h.page),
                "page": h.page,
                "top": round(h.top, 2),
                "level": h.level,
                "text": h.text,
            }
            for no, h in enumerate(document.headings, 1)
        ],
        "gaps": [
            doc
            | {
                "gap_no": no,
                "part_no": g.part_no,
                "page": g.page,
                **_box(g.bbox),
                "kop": g.kop,
                "bijschrift": g.bijschrift,
                "reden": g.reden,
            }
            for no, g in enumerate(document.gaps, 1)
        ],
        **{name: [] for name in ("tables", "regions", "cells", "columns", "rows", "mentions", "notes")},
    }
    for table in document.tables:
        at = doc | {"table_id": table.table_id}
        records["tables"].append(
            at
            | {
                "table_no": table.table_no,
                "part_no": table.part_no,
                "kop": table.kop,
                "koppen": table.koppen,
                "bijschrift": table.bijschrift,
                "kind": table.kind,
                "gebied": table.gebied,
                "gebied_sleutel": _key(table.gebied),
                "gebied_niveau": table.gebied_niveau,
                "thema": table.thema,
                "maat": table.maat,
                "periode": table.periode,
                "peildatum": table.peildatum,
                "n_rows": table.n_rows,
                "n_cols": table.n_cols,
                "header_rows": table.header_rows,
                "origin": table.origin,
                "ocr_engine": table.ocr_engine,
                "confidence": table.confidence,
                "status": table.status,
                "reden": table.reden,
                "suggestie": table.suggestie,
            }
        )
        records["regions"] += [
            at | {"region_no": no, "page": r.page, **_box(r.bbox), "row_from": r.rows[0], "row_to": r.rows[1]}
            for no, r in enumerate(table.regions, 1)
        ]
        records["cells"] += [
            at
            | {
                "row": c.row,
                "col": c.col,
                "rowspan": c.rowspan,
                "colspan": c.colspan,
                "text": c.text,
                "page": c.page,
                **_box(c.bbox),
                "origin": c.origin,
                "ocr_text": c.text if c.origin == "ocr" else None,
                "confidence": c.confidence,
            }
            for c in table.cells
        ]
        records["columns"] += [at | asdict(c) | {"gebied_sleutel": _key(c.gebied)} for c in table.columns]
        records["rows"] += [at | asdict(r) | {"gebied_sleutel": _key(r.gebied)} for r in table.rows]
        records["mentions"] += [at | asdict(m) | {"mention_no": no} for no, m in enumerate(table.mentions, 1)]
        records["notes"] += [
            at | {"note_no": no, "mark": n.mark, "text": n.text, "page": n.page, **_box(n.bbox)}
            for no, n in enumerate(table.notes, 1)
        ]
    return records | reference_records()


def reference_records() -> dict[str, list[dict]]:
    """The reference tables: areas, their spellings, measures and their translation per topic."""
    words = vocabulary()
    return {
        "gebieden": [
            {
                "gebied_code": a.code,
                "gebied_niveau": a.niveau,
                "gebied": a.naam,
                "provincie_code": a.provincie_code,
                "regio_code": a.regio_code,
            }
            for a in reference()
        ],
        "gebied_namen": list(_spellings()),
        "maten": [
            {
                "maat": naam,
                "omschrijving": m["omschrijving"],
                "eenheid": m["eenheid"],
                "optelbaar": m["optelbaar"],
                "met_teken": m.get("met_teken", False),
            }
            for naam, m in words.maten.items()
        ],
        "maat_vertaling": [
            {"thema": thema, "maat": maat, "wordt": wordt}
            for thema, pairs in words.vertaling.items()
            for maat, wordt in pairs.items()
        ],
    }


def _spellings() -> Iterable[dict]:
    for area in reference():
        seen = set()
        for naam in area.namen:
            if (key := sleutel(naam)) not in seen:
                seen.add(key)
                yield {"sleutel": key, "naam": naam, "gebied_code": area.code, "gebied_niveau": area.niveau}
