"""The tables of a document in each of the four formats."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from openpyxl import load_workbook

from extract.clip import Drawing
from extract.model import Cell, ColumnMeaning, Document, Gap, Part, Region, RowMeaning, Table
from extract.render import render_tables, safe

TEXTS = [["", "Asiel", ""], ["Gemeente", "Opgave", "amv"], ["<b>Assen</b>", "=1+1", "-35"]]


@pytest.fixture
def document() -> Document:
    cells = [
        Cell(r, c, text, 4, (c * 50, r * 20, c * 50 + 50, r * 20 + 20), colspan=2 if (r, c) == (0, 1) else 1)
        for r, row in enumerate(TEXTS)
        for c, text in enumerate(row)
        if (r, c) != (0, 2)
    ]
    table = Table(
        "abc-t001",
        1,
        1,
        "Opgaven: [1]",
        ["Asiel", "Opgaven: [1]"],
        "",
        [Region(4, (0, 0, 150, 60), (0, 3))],
        cells,
        3,
        3,
        header_rows=2,
    )
    part = Part(1, "regionaal_plan", "Twente", "regio", "Regionaal plan Twente", 1, 9)
    gap = Gap(5, (0, 0, 10, 10), 1, "Locaties", "", "afbeelding zonder tekstlaag")
    return Document("abc", "abc", "plan <x>.pdf", 1, 9, {}, parts=[part], tables=[table], gaps=[gap])


def test_jsonl_has_exactly_the_fields_of_the_contract(document):
    (line,) = render_tables(document, "jsonl").splitlines()
    assert json.loads(line) == {
        "table_id": "abc-t001",
        "deel": "regionaal_plan",
        "deel_gebied": "Twente",
        "kop": "Opgaven: [1]",
        "gebied": None,
        "kind": None,
        "origin": "text",
        "header_rows": 2,
        "confidence": 1.0,
        "regions": [{"page": 4, "bbox": [0, 0, 150, 60], "rows": [0, 3]}],
        "rows": TEXTS,
        "spans": [[0, 1, 0, 2]],
    }


def test_csv_holds_every_cell_and_no_formula(document):
    rows = list(csv.reader(io.StringIO(render_tables(document, "csv"))))
    assert rows[0][:7] == ["table_id", "deel", "deel_gebied", "kop", "gebied", "page", "row"]
    assert rows[3][5:] == ["4", "2", "<b>Assen</b>", "'=1+1", "-35"]


def test_html_is_escaped_and_complete(document):
    page = render_tables(document, "html")
    assert "<b>Assen" not in page and "&lt;b&gt;Assen&lt;/b&gt;" in page
    assert "plan &lt;x&gt;.pdf" in page
    assert '<th colspan="2">Asiel</th>' in page
    assert "afbeelding zonder tekstlaag" in page
    assert "http" not in page, "nothing is fetched"


def test_html_draws_what_a_cell_states_over_its_page(document):
    (table,) = document.tables
    table.columns = [
        ColumnMeaning(0, "Gemeente", "gebied"),
        ColumnMeaning(1, "Asiel / Opgave", "cijfer", thema="asiel", maat="opgave", periode="1e cyclus"),
        ColumnMeaning(2, "Asiel / ??", "onbekend", reden="onbekend woord", suggestie="maten.yaml: '<x>'"),
    ]
    table.rows = [RowMeaning(0, "kop"), RowMeaning(1, "kop"), RowMeaning(2, gebied="Assen", confidence=0.8)]
    page = render_tables(document, "html", {4: Drawing(b"webp", 595.0, 842.0)})
    assert 'viewBox="0 0 595.0 842.0"' in page and "data:image/webp;base64,d2VicA==" in page
    drawn = re.findall(r'<rect class="(cell [a-z ]+)"[^>]*><title>([^<]*)</title>', page)
    assert (
        "cell cijfer doubtful",
        "rij 2, kolom 1\n=1+1\nAssen · asiel · opgave · 1e cyclus\nzekerheid 0.80",
    ) in drawn
    assert [look for look, _ in drawn][:2] == ["cell kop", "cell kop"]
    assert "onbekend woord" in page and "maten.yaml: &#39;&lt;x&gt;&#39;" in page
    assert '<rect class="gap"' in page


def test_xlsx_holds_text_only(document):
    book = load_workbook(io.BytesIO(render_tables(document, "xlsx")))
    sheet = book.worksheets[1]
    assert sheet["B3"].value == "=1+1"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["B1:C1"]


def test_an_unknown_format_is_refused(document):
    with pytest.raises(ValueError, match="choose from jsonl"):
        render_tables(document, "pdf")


@pytest.mark.parametrize("text", ["=SOM(A1)", "@x", "+cmd|' /C'!A0", "-1+1", " =1", "\t=1"])
def test_texts_a_spreadsheet_would_run_are_quoted(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-35", "--96", "+ 20", "-", "1.134", "-12 %", "Assen", "01-10-2022"])
def test_figures_are_left_as_printed(text):
    assert safe(text) == text
