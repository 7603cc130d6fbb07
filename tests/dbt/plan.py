"""A plan made by hand, as the records that extraction hands to the warehouse. All figures are invented."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

GEBIEDEN = [
    ("PV90", "provincie", "Waterland", None, None),
    ("PV91", "provincie", "Duinland", None, None),
    ("VR90", "regio", "Oost", "PV90", None),
    ("GM9001", "gemeente", "Aardorp", "PV90", "VR90"),
    ("GM9002", "gemeente", "Beekstad", "PV90", "VR90"),
    ("GM9003", "gemeente", "Bergen (W.)", "PV90", "VR90"),
    ("GM9103", "gemeente", "Bergen (D.)", "PV91", None),
    ("GM9004", "gemeente", "Waterland", "PV90", "VR90"),
]
NAMEN = [
    ("waterland", "PV90", "provincie"),
    ("duinland", "PV91", "provincie"),
    ("oost", "VR90", "regio"),
    ("aardorp", "GM9001", "gemeente"),
    ("ierdoarp", "GM9001", "gemeente"),
    ("beekstad", "GM9002", "gemeente"),
    ("bergen", "GM9003", "gemeente"),
    ("bergen", "GM9103", "gemeente"),
    ("waterland", "GM9004", "gemeente"),
]


class Plan:
    """Collects the records of one document; `records` is what `extract.to_records` would give."""

    def __init__(
        self, document_id: str = "aaaaaaaaaaaa", datum: str = "2024-11-01", file_name: str = "plan.pdf"
    ):
        self.document_id = document_id
        self.datum = datum
        self.records: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.records["documents"] = [
            {
                "document_id": document_id,
                "sha256": document_id * 5,
                "file_name": file_name,
                "n_bytes": 1000,
                "n_pages": 9,
                "titel": "Plan",
                "auteur": None,
                "producer": None,
                "pdf_datum": None,
                "opgegeven_datum": None,
                "extractor_version": "test",
            }
        ]
        self.records["gebieden"] = [
            dict(
                zip(
                    ("gebied_code", "gebied_niveau", "gebied", "provincie_code", "regio_code"), g, strict=True
                )
            )
            for g in GEBIEDEN
        ]
        self.records["gebied_namen"] = [
            {"sleutel": s, "naam": s, "gebied_code": code, "gebied_niveau": niveau}
            for s, code, niveau in NAMEN
        ]
        self.records["maten"] = [
            {"maat": m, "omschrijving": m, "eenheid": "plekken", "optelbaar": True, "met_teken": False}
            for m in ("opgave", "realisatie", "voornemens", "capaciteit", "taakstelling", "poo", "percentage")
        ]
        self.records["maat_vertaling"] = [
            {"thema": "statushouders", "maat": "opgave", "wordt": "taakstelling"}
        ]

    def _add(self, table: str, **row: Any) -> None:
        self.records[table].append({"document_id": self.document_id, **row})

    def part(
        self,
        part_no: int = 1,
        deel: str = "provinciaal_plan",
        gebied: str | None = "Waterland",
        niveau: str | None = "provincie",
        datum: str | None = None,
        cyclus: str | None = "1e cyclus",
        perioden: dict[str, str] | None = None,
    ) -> Plan:
        self._add(
            "parts",
            part_no=part_no,
            deel=deel,
            deel_gebied=gebied,
            deel_gebied_sleutel=sleutel(gebied),
            gebied_niveau=niveau,
            titel=deel,
            page_from=part_no,
            page_to=part_no,
            document_datum=datum or self.datum,
            datum_bron="titelpagina",
            cyclus=cyclus,
            confidence=1.0,
        )
        for thema, periode in (perioden or {"asiel": "1e cyclus", "statushouders": "2024-II"}).items():
            self._add("part_perioden", part_no=part_no, thema=thema, periode=periode)
        return self

    def table(
        self,
        rows: list[list[str | None]],
        columns: list[dict[str, Any]],
        row_meaning: list[dict[str, Any]],
        part_no: int = 1,
        notes: dict[str, str] | None = None,
        mentions: list[dict[str, Any]] | None = None,
        **meaning: Any,
    ) -> str:
        """Add a table; a cell that is None is covered by the one above it. Gives its table_id."""
        no = len(self.records["tables"]) + 1
        table_id = f"t{no:03d}"
        table = {
            "kop": "Kop",
            "koppen": ["Kop"],
            "bijschrift": "",
            "kind": None,
            "gebied": None,
            "gebied_niveau": None,
            "thema": None,
            "maat": None,
            "periode": None,
            "peildatum": None,
            "origin": "text",
            "ocr_engine": None,
            "confidence": 1.0,
            "status": "begrepen",
            "reden": None,
            "suggestie": None,
        } | meaning
        self._add(
            "tables",
            table_id=table_id,
            table_no=no,
            part_no=part_no,
            n_rows=len(rows),
            n_cols=len(columns),
            header_rows=0,
            gebied_sleutel=sleutel(table["gebied"]),
            **table,
        )
        self._add(
            "regions",
            table_id=table_id,
            region_no=1,
            page=part_no,
            x0=0,
            top=0,
            x1=100,
            bottom=100,
            row_from=0,
            row_to=len(rows),
        )
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text is None:
                    continue
                rowspan = 1
                while r + rowspan < len(rows) and rows[r + rowspan][c] is None:
                    rowspan += 1
                self._add(
                    "cells",
                    table_id=table_id,
                    row=r,
                    col=c,
                    rowspan=rowspan,
                    colspan=1,
                    text=text,
                    page=part_no,
                    x0=10.0 * c,
                    top=10.0 * r,
                    x1=10.0 * c + 9,
                    bottom=10.0 * r + 9,
                    origin="text",
                    ocr_text=None,
                    confidence=1.0,
                )
        for c, given in enumerate(columns):
            column = {
                "header": f"kolom {c}",
                "rol": "cijfer",
                "kenmerk": None,
                "thema": None,
                "maat": None,
                "periode": None,
                "peildatum": None,
                "gebied": None,
                "gebied_niveau": None,
                "groep": 0,
                "kwalificatie": None,
                "confidence": 1.0,
                "reden": None,
                "suggestie": None,
            } | given
            self._add("columns", table_id=table_id, col=c, gebied_sleutel=sleutel(column["gebied"]), **column)
        for r, given in enumerate(row_meaning):
            row = {
                "rol": "data",
                "label": "",
                "gebied": None,
                "gebied_niveau": None,
                "locatie": None,
                "thema": None,
                "maat": None,
                "periode": None,
                "peildatum": None,
                "kwalificatie": None,
                "ouder_row": None,
                "confidence": 1.0,
                "reden": None,
                "suggestie": None,
            } | given
            self._add("rows", table_id=table_id, row=r, gebied_sleutel=sleutel(row["gebied"]), **row)
        for no, (mark, text) in enumerate((notes or {}).items(), start=1):
            self._add(
                "notes",
                table_id=table_id,
                note_no=no,
                mark=mark,
                text=text,
                page=part_no,
                x0=0,
                top=99,
                x1=99,
                bottom=100,
            )
        for no, given in enumerate(mentions or [], start=1):
            self._add(
                "mentions",
                table_id=table_id,
                mention_no=no,
                **(
                    {"thema": None, "maat": None, "periode": None, "peildatum": None, "kwalificatie": None}
                    | given
                ),
            )
        return table_id


def sleutel(naam: str | None) -> str | None:
    """The folded spelling of an invented name."""
    return naam and "".join(c for c in naam.lower() if c.isalnum())


def gemeente(naam: str, **meaning: Any) -> dict[str, Any]:
    return {"gebied": naam, "gebied_niveau": "gemeente", **meaning}
