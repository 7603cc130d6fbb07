"""Tables in every look, on one page and over several: cell by cell as typeset."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document
from extract.page import Rule, Word
from extract.read import read_document
from extract.render import table_rows, table_spans
from extract.settings import Settings
from extract.tables.columns import column_spans
from extract.tables.grid import Grid, build_grid, cell_text, edges_of
from extract.tables.ruled import table_frames
from extract.tables.segments import Segment
from extract.tables.stitch import Placed, stitch
from extract.turn import Turn
from tests.extract.typeset import Plan

LOOKS = ["grid", "rules", "booktabs", "lines", "zebra", "filled", "none"]
GEMEENTEN = ["Assen", "Emmen", "Hoogeveen", "Meppel", "Aa en Hunze", "De Wolden"]

OPGAVEN = [
    ["Gemeente", "Opgave", "Gerealiseerd", "Bijzonderheden"],
    *[
        [name, str(120 + 11 * i), f"1.0{i:02d}" if i % 2 else "-", "" if i % 3 else "Besluit volgt"]
        for i, name in enumerate(GEMEENTEN)
    ],
    ["Totaal", "885", "3.009", ""],
]
LOCATIES = [["Gemeente", "Locatie", "Capaciteit", "Startdatum"]] + [
    [GEMEENTEN[i % 6], f"Locatie {i}", str(20 + i), f"01-0{1 + i % 9}-2025"] for i in range(90)
]


def read(plan: Plan, tmp_path, **options) -> Document:
    return read_document(plan.save(tmp_path / "plan.pdf"), **options)


@pytest.mark.parametrize("look", LOOKS)
def test_a_table_in_any_look(tmp_path, look):
    document = read(
        Plan().heading(1, "Opgaven").text("De opgaven staan hier.").table(OPGAVEN, look), tmp_path
    )
    assert [table_rows(table) for table in document.tables] == [OPGAVEN]
    table = document.tables[0]
    assert (table.header_rows, table.kop, table.bijschrift) == (1, "Opgaven", "De opgaven staan hier.")
    assert len(table.cells) == table.n_rows * table.n_cols


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("repeat", [True, False])
def test_a_table_over_pages_is_one(tmp_path, look, repeat):
    document = read(Plan().heading(1, "Locaties").table(LOCATIES, look, repeat=repeat), tmp_path)
    assert [table_rows(table) for table in document.tables] == [LOCATIES]
    regions = document.tables[0].regions
    assert [region.page for region in regions] == [1, 2, 3]
    assert [regions[0].rows[0], *(region.rows[1] for region in regions)] == [
        0,
        regions[1].rows[0],
        regions[2].rows[0],
        91,
    ]
    assert {cell.page for cell in document.tables[0].cells if cell.row == 90} == {3}


@pytest.mark.parametrize("look", ["rules", "zebra", "none"])
def test_groups_within_groups_of_a_head(tmp_path, look):
    rows = [
        ["Gemeente", "Spreidingswet", "", "", "", "Statushouders", ""],
        ["", "Plekken", "", "Amv", "", "2025-I", ""],
        ["", *["Gevraagd", "Geregeld"] * 2, "Taak", "Gehuisvest"],
        *[[name, "1.300", "280", "20", "10", "31", "12"] for name in GEMEENTEN],
    ]
    spans = [(0, 1, 0, 4), (0, 5, 0, 6), (1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 1, 6)]
    plan = Plan().heading(1, "Opgaven").table(rows, look, header_rows=3, spans=[(0, 0, 2, 0), *spans])
    (table,) = read(plan, tmp_path).tables
    assert (table_rows(table), table.header_rows) == (rows, 3)
    assert [list(span) for span in spans] == [s for s in table_spans(table) if s[2] == s[0]]


@pytest.mark.parametrize("look", ["rules", "none"])
def test_names_at_the_left_over_figures_at_the_right_under_a_group_head(tmp_path, look):
    rows = [
        ["Gem.", "1e halfjaar 2025", "", "2e halfjaar 2025", "", ""],
        ["", "Taakst.", "Gerealis.", "Taakst.", "Achterst. (-)\nper 1 juli", "Taakst. incl.\nachterst."],
        *[[name, "26", "21", "28", "-5", "33"] for name in GEMEENTEN],
    ]
    spans = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 5)]
    plan = Plan().heading(1, "Huisvesting")
    plan.table(rows, look, header_rows=2, spans=spans, widths=[84, 49, 57, 49, 110, 125])
    (table,) = read(plan, tmp_path).tables
    assert table_rows(table) == rows


def test_names_over_one_row_of_figures_are_paired_in_their_order(tmp_path):
    rows = [
        ["Plannen", "Bestaande\nvoorraad", "Nieuwbouw\nwoningen", "Bestaande\nflexwoningen", "Nieuwe"],
        ["Aantal", "5", "3", "0", "12 flexwoningen"],
    ]
    plan = Plan().heading(1, "Plannen").table(rows, "rules", widths=[74, 88, 95, 105, 110])
    assert [table_rows(table) for table in read(plan, tmp_path).tables] == [rows]


@pytest.mark.parametrize("look", ["rules", "zebra", "none"])
def test_group_heads_at_the_left_of_names_that_come_back(tmp_path, look):
    rows = [
        ["", "Asiel", "", "", "AMV", "", ""],
        ["Gemeente", *["Opgave", "Geldig", "Verschil"] * 2],
        *[[name, "300", "280", "-20", "20", "10", "-10"] for name in GEMEENTEN],
    ]
    document = read(Plan().heading(1, "Opgaven").table(rows, look, header_rows=2), tmp_path)
    assert [table_rows(table) for table in document.tables] == [rows]
    assert table_spans(document.tables[0]) == [[0, 1, 0, 3], [0, 4, 0, 6]]


@pytest.mark.parametrize("look", LOOKS)
def test_a_header_of_two_rows_with_group_heads(tmp_path, look):
    rows = [
        ["", "Asiel", "", "", "Oekraïne", ""],
        ["Gemeente", "Opgave", "Realisatie", "Verschil", "Opgave", "Realisatie"],
        *[
            [name, str(100 + i), str(90 + i), "-10", str(200 + i), str(180 + i)]
            for i, name in enumerate(GEMEENTEN)
        ],
    ]
    spans = [(0, 1, 0, 3), (0, 4, 0, 5)]
    document = read(Plan().heading(1, "Opgaven").table(rows, look, header_rows=2, spans=spans), tmp_path)
    assert [table_rows(table) for table in document.tables] == [rows]
    assert document.tables[0].header_rows == 2
    if look == "grid":
        assert table_spans(document.tables[0]) == [list(span) for span in spans]


@pytest.mark.parametrize("look", ["grid", "rules", "booktabs"])
def test_a_header_of_three_rows(tmp_path, look):
    rows = [
        ["Gemeente", "Asielopvang", "", "", "", "Alle plekken"],
        ["", "Verdeelbesluit", "", "Gegarandeerd", "", ""],
        ["", "totaal", "amv", "totaal", "amv", ""],
        *[[name, str(800 + i), "71", str(700 + i), "65", str(650 + i)] for i, name in enumerate(GEMEENTEN)],
    ]
    spans = [(0, 0, 2, 0), (0, 1, 0, 4), (1, 1, 1, 2), (1, 3, 1, 4), (0, 5, 2, 5)]
    document = read(Plan().heading(1, "Opgaven").table(rows, look, header_rows=3, spans=spans), tmp_path)
    assert [table_rows(table) for table in document.tables] == [rows]
    assert document.tables[0].header_rows == 3


def test_cells_merged_over_rows(tmp_path):
    rows = [
        ["Gemeente", "Locatie", "Plekken"],
        ["Emmen", "Noord", "10"],
        ["", "Zuid", "20"],
        ["Assen", "Kern", "5"],
    ]
    document = read(Plan().table(rows, "grid", spans=[(1, 0, 2, 0)]), tmp_path)
    assert table_rows(document.tables[0]) == rows
    merged = next(cell for cell in document.tables[0].cells if cell.text == "Emmen")
    assert (merged.rowspan, merged.colspan) == (2, 1)


def test_a_total_over_both_columns_of_names_between_groups(tmp_path):
    rows = [["Subregio", "Gemeente", "Opgave"]]
    spans = []
    for region, names in (
        ("Oosterschelderegio", ["Borsele", "Goes"]),
        ("Walcheren", ["Veere", "Vlissingen"]),
    ):
        first = len(rows)
        rows += [[region if name == names[0] else "", name, "130"] for name in names]
        rows.append([f"Totaal {region}", "", "260"])
        spans += [(first, 0, first + 1, 0), (first + 2, 0, first + 2, 1)]
    document = read(Plan().table(rows, "grid", spans=spans), tmp_path)
    assert [table_rows(table) for table in document.tables] == [rows]
    assert table_spans(document.tables[0]) == [list(span) for span in spans]


SHAPES = {
    "group headings": [
        ["Gemeente", "Opgave", "Realisatie"],
        ["Regio Noord", "", ""],
        ["Assen", "100", "90"],
        ["Meppel", "50", "40"],
        ["Regio Zuid", "", ""],
        ["Emmen", "200", "150"],
        ["Totaal", "350", "280"],
    ],
    "cells of several lines": [
        ["Gemeente", "Toelichting", "Plekken"],
        *[
            [
                name,
                "Er loopt een onderzoek naar\neen locatie in het centrum" if i % 2 else "Geen",
                str(10 + i),
            ]
            for i, name in enumerate(GEMEENTEN)
        ],
    ],
    "areas across": [
        ["", "Drenthe", "Regio Noord", "Regio Zuid"],
        ["Opgave asiel", "2.430", "1.200", "1.230"],
        ["Gerealiseerd", "61 %", "50 %", "70 %"],
        ["Verschil", "-1.000", "-600", "-400"],
    ],
    "side by side": [
        ["DSL-locatie", "Plekken", "Status", "KSO-locatie", "Plekken", "Status"],
        ["Huize Noord", "20", "nieuw", "Kern", "8", "bestaand"],
        ["De Wending", "12", "nieuw", "", "", ""],
        ["-", "0", "-", "Zuid", "4", "nieuw"],
    ],
    "words only": [
        ["Gemeente", "Locatie", "Exploitant", "Status"],
        ["Assen", "Kloosterveen", "COA", "In verkenning"],
        ["Emmen", "Noordbarge", "Gemeente", "Besluit genomen"],
        ["Meppel", "Koedijkslanden", "COA", "In verkenning"],
        ["Hoogeveen", "Centrum", "Gemeente", "Besluit genomen"],
    ],
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("shape", SHAPES)
def test_tables_of_many_shapes_between_prose(tmp_path, shape, look):
    spans = [(1, 0, 1, 2), (4, 0, 4, 2)] if shape == "group headings" else []
    plan = Plan().heading(1, "Opgaven").text("Hieronder staan de opgaven van de gemeenten.")
    plan.table(SHAPES[shape], look, spans=spans).text(
        "Na de tabel volgt gewone tekst, die er niet bij hoort. " * 3
    )
    document = read(plan, tmp_path)
    assert [table_rows(table) for table in document.tables] == [SHAPES[shape]]
    assert document.tables[0].header_rows == 1


def one_page_grid(page: int, rows: list[list[str]]) -> Grid:
    boxes = [
        (c * 100, r * 20, c * 100 + 100, r * 20 + 20) for r in range(len(rows)) for c in range(len(rows[0]))
    ]
    grid = build_grid(page, "ruled", boxes)
    for cell in grid.cells:
        cell.text = rows[cell.row][cell.col]
    return grid


def stitched(first: list[list[str]], second: list[list[str]]) -> list[list[list[str]]]:
    """The rows of the tables that two grids on successive pages make."""
    tables = stitch(
        [Placed(one_page_grid(1, first), True, False), Placed(one_page_grid(2, second), False, True)]
    )
    result = []
    for table in tables:
        rows = [[""] * table.n_cols for _ in range(table.n_rows)]
        for cell in table.cells:
            rows[cell.row][cell.col] = cell.text
        result.append(rows)
    return result


HEAD = ["Gemeente", "Plekken", "Toelichting"]


@pytest.mark.parametrize("repeated", [[HEAD], []])
def test_a_row_cut_by_the_page_break_is_joined(repeated):
    first = [HEAD, ["Assen", "12", "Een locatie."], ["Emmen", "30", "Besluitvorming volgt in"]]
    second = [*repeated, ["", "", "het voorjaar."], ["Meppel", "5", "Geen."]]
    (rows,) = stitched(first, second)
    assert rows[2:] == [["Emmen", "30", "Besluitvorming volgt in\nhet voorjaar."], ["Meppel", "5", "Geen."]]


def test_a_row_without_label_but_with_figures_is_a_row_of_its_own():
    first = [HEAD, ["Assen", "12", "Een locatie."], ["Emmen", "30", "onderverdeling"]]
    (rows,) = stitched(first, [["", "20", ""], ["Meppel", "5", "Geen."]])
    assert rows[3:] == [["", "20", ""], ["Meppel", "5", "Geen."]]


def test_pictures_of_tables_are_gaps_and_logos_are_not(tmp_path):
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    picture = ImageReader(Image.new("RGB", (900, 500), "white"))
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 780, "Bestaande locaties")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 750, "De tabel toont alle locaties.")
    canvas.drawImage(picture, 60, 480, 450, 250)
    canvas.drawImage(picture, 60, 60, 60, 30)
    canvas.save()
    document = read_document(path, settings=Settings(ocr=False))
    assert document.tables == []
    (gap,) = document.gaps
    assert (gap.page, gap.kop, gap.bijschrift) == (1, "Bestaande locaties", "De tabel toont alle locaties.")
    assert gap.bbox == pytest.approx((60, A4[1] - 730, 510, A4[1] - 480), abs=0.5)


@pytest.mark.parametrize("look", LOOKS)
def test_a_label_with_its_figure_is_a_table(tmp_path, look):
    document = read(
        Plan().heading(1, "Particuliere opvang").text("Nu.").table([["Aantal", "25"]], look, header_rows=0),
        tmp_path,
    )
    assert [table_rows(table) for table in document.tables] == [[["Aantal", "25"]]]
    assert document.tables[0].header_rows == 0


@pytest.mark.parametrize("look", LOOKS)
def test_two_tables_of_one_shape_under_own_headings_stay_two(tmp_path, look):
    plan = Plan().heading(1, "Asiel").table(OPGAVEN, look).heading(1, "Oekraïne").table(OPGAVEN, look)
    document = read(plan, tmp_path)
    assert [table.kop for table in document.tables] == ["Asiel", "Oekraïne"]


def test_a_table_with_another_header_overleaf_is_another_table(tmp_path):
    other = [["Gemeente", "Adres", "Plekken", "Einddatum"], *LOCATIES[1:5]]
    document = read(Plan().table(LOCATIES[:50], "grid", repeat=False).page().table(other, "grid"), tmp_path)
    assert [table_rows(table) for table in document.tables] == [LOCATIES[:50], other]


def test_a_box_around_text_a_list_and_contents_are_no_tables(tmp_path):
    plan = Plan().heading(1, "Inhoudsopgave")
    for number, title in enumerate(("Inleiding", "Opgaven", "Locaties"), 1):
        plan.text(f"{number}. {title} {'.' * 60} {number}")
    plan.heading(1, "Inleiding").table([["Dit is een kader om tekst."]], "grid", header_rows=0)
    plan.text("• eerste punt").text("• tweede punt").text(
        "Een gewone zin van enige lengte, zonder tabel. " * 8
    )
    assert read(plan, tmp_path).tables == []


def test_landscape_pages_and_a_choice_of_pages(tmp_path):
    plan = Plan().heading(1, "Staand").table(OPGAVEN).page(wide=True).heading(1, "Liggend").table(OPGAVEN)
    path = plan.save(tmp_path / "plan.pdf")
    wide = read_document(path, pages=[2])
    assert [table.kop for table in wide.tables] == ["Liggend"]
    assert wide.tables == read_document(path).tables[1:], "the same table, whichever pages are asked for"
    assert wide.n_pages == 2


@pytest.mark.parametrize("look", LOOKS)
def test_notes_under_a_table_are_no_rows(tmp_path, look):
    plan = (
        Plan()
        .heading(1, "Opgaven")
        .text("Dit is een inleidende zin van het gewone formaat. " * 12)
        .table(OPGAVEN, look)
    )
    document = read(plan.note("* Peildatum 1 november 2025"), tmp_path)
    assert table_rows(document.tables[0]) == OPGAVEN
    assert [(note.mark, note.text) for note in document.tables[0].notes] == [
        ("*", "* Peildatum 1 november 2025")
    ]


def test_boxes_lie_on_the_text(tmp_path):
    table = read(Plan().table(OPGAVEN), tmp_path).tables[0]
    x0, top, x1, bottom = table.regions[0].bbox
    for cell in table.cells:
        assert x0 - 1 <= cell.bbox[0] < cell.bbox[2] <= x1 + 1
        assert top - 1 <= cell.bbox[1] < cell.bbox[3] <= bottom + 1


@pytest.mark.parametrize("degrees", [90, 270])
@pytest.mark.parametrize("look", ["grid", "rules", "none"])
def test_a_page_set_sideways(tmp_path, look, degrees):
    path = Plan().heading(1, "Opgaven").text("De opgaven.").table(OPGAVEN, look).save(tmp_path / "plan.pdf")
    upright = read_document(path).tables[0]
    pdf = pdfium.PdfDocument(path)
    pdf[0].set_rotation(degrees)
    pdf.save(tmp_path / "turned.pdf")
    (table,) = read_document(tmp_path / "turned.pdf").tables
    assert (table_rows(table), table.kop) == (OPGAVEN, "Opgaven")
    x0, top, x1, bottom = upright.regions[0].bbox
    width, height = A4
    expected = (
        (height - bottom, x0, height - top, x1) if degrees == 90 else (top, width - x1, bottom, width - x0)
    )
    assert table.regions[0].bbox == pytest.approx(expected, abs=0.5)


@given(st.tuples(*[st.floats(0, 800)] * 4), st.sampled_from([1, 0, -1]))
def test_turning_a_box_there_and_back(box, quarter):
    turn = Turn(quarter, 595, 842)
    assert turn.place(turn.read(box)) == pytest.approx(box)


# ---------------------------------------------------------------- the steps by themselves


def word(text: str, x0: float, base: float, size: float = 10.0) -> Word:
    x1 = x0 + 5 * len(text)
    glyphs = [(ch, x0 + 5 * i, x0 + 5 * i + 5) for i, ch in enumerate(text)]
    return Word(text, x0, base - size, x1, base, base, size, False, (), glyphs)


def test_words_of_a_cell_keep_their_lines():
    words = [word("amv", 40, 32), word("Realisat", 10, 20), word("ie", 10, 32)]
    assert cell_text(words) == "Realisat\nie amv"


def test_a_decorative_line_draws_no_table():
    assert table_frames([Rule(True, 40, 50, 500), Rule(True, 60, 50, 500)]) == []


def test_columns_under_a_centred_head_and_right_aligned_figures_are_one():
    def segment(text, x0):
        item = word(text, x0, 0)
        return Segment(item.x0, item.x1, (item,))

    bands = [
        [segment("Gemeente", 0), segment("Opgave", 100), segment("Realisatie", 200)],
        [segment("Assen", 0), segment("12", 140), segment("8", 270)],
    ]
    assert [round(start) for start, _ in column_spans(bands)] == [0, 100, 200]


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=6), st.lists(st.integers(1, 4), min_size=2, max_size=6)
)
def test_any_grid_of_frames_is_rebuilt(heights, widths):
    ys, xs = [0], [0]
    for height in heights:
        ys.append(ys[-1] + 12 * height)
    for width in widths:
        xs.append(xs[-1] + 12 * width)
    boxes = [(xs[c], ys[r], xs[c + 1], ys[r + 1]) for r in range(len(heights)) for c in range(len(widths))]
    grid = build_grid(1, "ruled", boxes)
    assert (grid.n_rows, grid.n_cols) == (len(heights), len(widths))
    assert {(cell.row, cell.col, cell.rowspan, cell.colspan) for cell in grid.cells} == {
        (r, c, 1, 1) for r in range(len(heights)) for c in range(len(widths))
    }


@given(st.lists(st.floats(0, 1000), max_size=30), st.floats(0.5, 10))
def test_edges_are_sorted_and_apart(values, gap):
    edges = edges_of(values, gap)
    assert edges == sorted(edges)
    assert len(edges) <= len(values)
    assert all(min(values) - 1e-9 <= edge <= max(values) + 1e-9 for edge in edges)
