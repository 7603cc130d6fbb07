"""The same tables in several looks: what is printed is read cell by cell. All figures are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import extract_document
from extract.tables.grid import Grid, GridCell
from extract.tables.stitch import append, begin, continues
from tests.extract.typeset import Plan

REGIONS = [
    ["Subregio", "Gemeente", "Wettelijke opgave", "Beschikbaar"],
    ["Oosterschelde", "Borsele", "130", "135"],
    ["", "Goes", "220", "200"],
    ["", "Kapelle", "75", "80"],
    ["Totaal Oosterschelde", "", "425", "415"],
    ["Walcheren", "Middelburg", "280", "285"],
    ["", "Veere", "130", "110"],
    ["Totaal Walcheren", "", "410", "395"],
]
REGION_SPANS = [(1, 0, 3, 0), (4, 0, 4, 1), (5, 0, 6, 0), (7, 0, 7, 1)]
HALVES = [
    ["Gemeente", "2024-I", "", "2024-II", ""],
    ["", "taakstelling", "gehuisvest", "taakstelling", "gehuisvest"],
    ["Bunnik", "20", "15", "22", "4"],
    ["De Bilt", "21", "16", "23", "5"],
    ["Houten", "23", "18", "25", "7"],
]
HALF_SPANS = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)]
COUNTS = [
    ["Gemeente", "Opgave", "Stand\n1/10/24", "Opgave", "Opgave incl.\nachterstand"],
    ["Aalten", "200", "190", "14", "20"],
    ["Bronckhorst", "210", "202", "16", "22"],
    ["Winterswijk", "225", "220", "19", "25"],
]


@pytest.mark.parametrize("look", ["grid", "rules"])
@pytest.mark.parametrize(
    ("rows", "header_rows", "spans"),
    [
        pytest.param(REGIONS, 1, REGION_SPANS, id="regions"),
        pytest.param(HALVES, 2, HALF_SPANS, id="halves"),
        pytest.param(COUNTS, 1, [], id="counts"),
    ],
)
def test_a_table_is_read_as_printed(tmp_path: Path, look, rows, header_rows, spans):
    plan = Plan().heading(1, "Overzicht").text("Zo staat het ervoor.")
    plan.table(rows, look, header_rows=header_rows, spans=spans)
    (table,) = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    texts = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        texts[cell.row][cell.col] = cell.text
    merged = {
        (c.row, c.col, c.row + c.rowspan - 1, c.col + c.colspan - 1)
        for c in table.cells
        if c.rowspan * c.colspan > 1
    }
    assert (texts, merged) == (rows, set(spans))


def test_a_group_head_over_two_lines_above_one_rule(tmp_path):
    rows = [
        ["Gemeente", "Opgave asiel", "", "Taakstelling\nstatushouders", ""],
        ["", "amv", "totaal", "2026-II", "achterstand"],
        *([name, "12", "130", "14", "3"] for name in ("Assen", "Emmen", "Meppel")),
    ]
    spans = [(0, 1, 0, 2), (0, 3, 0, 4)]
    plan = Plan().heading(1, "Opgaven").table(rows, look="booktabs", header_rows=2, spans=spans)
    (table,) = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    heads = {(c.row, c.col, c.colspan): c.text for c in table.cells if c.row < table.header_rows and c.text}
    assert heads[0, 3, 2] == "Taakstelling\nstatushouders"
    assert heads[0, 1, 2].split() == ["Opgave", "asiel"]
    assert table.header_rows == 2


def test_a_raised_figure_does_not_end_the_reading_of_a_page(tmp_path):
    rows = [["Gemeente", "Opgave"], ["Assen", "130"], ["Totaal", "130¹"]]
    plan = Plan().heading(1, "Opgaven").table(rows, look="rules").table(rows, look="none")
    document = extract_document(plan.save(tmp_path / "plan.pdf"))
    assert [table.n_rows for table in document.tables] == [3, 3]
    assert document.gaps == []


PLACES = [[name, "12", "130", "14"] for name in ("Assen", "Emmen", "Meppel", "Westerveld")]


def test_a_table_without_rules_and_one_with_few_keep_apart(tmp_path):
    """A line with the title of the second, and the rule at its top, stand between them."""
    plan = Plan(running=lambda page: "Drenthe").heading(1, "Statushouders")
    plan.table([["Gemeente", "TS", "Achterst.", "Samen"], *PLACES], look="none")
    plan.caption("Ter vergelijking: 2026")
    halves = [["Gemeente", "2026-I", "", "2026-II"], ["", "Taak", "Klaar", "Taak"], *PLACES]
    plan.table(halves, look="booktabs", header_rows=2, spans=[(0, 1, 0, 2)])
    plan.table([["Gemeente", "Opgave"], ["Assen", "130"]], look="grid")
    found = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    assert [(table.n_rows, table.n_cols) for table in found] == [(5, 4), (6, 4), (2, 2)]


def test_the_second_line_of_a_name_in_the_middle_is_no_heading(tmp_path):
    rows = [["Drenthe", "Doel", "Gerealiseerd op\n1-3-2027", "% van doel"]]
    rows += [[name, "12", "130", "14%"] for name in ("Asielplekken", "waarvan amv", "Oekraïne", "Huizen")]
    plan = Plan().heading(1, "Monitor").table(rows, look="none")
    (table,) = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    assert table.columns[2].header == "Gerealiseerd op 1-3-2027"
    assert table.n_rows == 5


def test_a_short_group_head_beside_names_of_two_lines(tmp_path):
    rows = [
        ["Regio", "Opgave", "", "Beschikbaar voor\n1 juli 2025", "Nog te\nrealiseren"],
        ["", "Totaal", "waarvan amv", "", ""],
        *([name, "1.512", "130", "1.414", "98"] for name in ("Eemland", "Lekstroom", "Foodvalley")),
    ]
    plan = Plan().heading(1, "Asielopvang")
    plan.table(rows, look="booktabs", header_rows=2, spans=[(0, 1, 0, 2)])
    (table,) = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    assert [c.header for c in table.columns[1:3]] == ["Opgave / Totaal", "Opgave / waarvan amv"]


def test_a_name_set_left_over_a_column_of_few_figures_set_right(tmp_path):
    """No row fills both 'gereed' and the 'bestaand' beside it, whose figures stand away from its name."""
    rows = [
        ["Gemeente", "Plannen voor 2025", "", "", "", "", ""],
        ["", "Woningvoorraad", "", "", "Flexwoningen", "", ""],
        ["", "bestaand", "uitbreiding", "gereed", "bestaand", "uitbreiding", "gereed"],
        ["Aalten", "14", "", "", "", "", ""],
        ["Berkelland", "22", "6", "1-12-2024", "", "", ""],
        ["Bronckhorst", "18", "", "", "4", "", ""],
        ["Doetinchem", "31", "12", "1-12-2024", "", "20", "15-12-2024"],
        ["Montferland", "20", "", "", "", "10", "1-1-2025"],
        ["Oude IJsselstreek", "25", "", "", "6", "", ""],
    ]
    plan = Plan().heading(1, "Statushouders")
    spans = [(0, 1, 0, 6), (1, 1, 1, 3), (1, 4, 1, 6)]
    plan.table(rows, look="lines", header_rows=3, spans=spans)
    (table,) = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    headers = [column.header.partition(" / ")[2] for column in table.columns[3:5]]
    assert headers == ["Woningvoorraad / gereed", "Flexwoningen / bestaand"]


def test_a_repeated_header_whose_lines_are_read_as_other_rows():
    """White space tells which lines are one text, and less of it on a page with few rows."""
    before = [["Gemeente", "Gemeentelijke\nopvang"], ["", "Vrij"], ["Goes", "12"], ["Sluis", "9"]]
    after = [["Gemeente", "Gemeentelijke opvang\nVrij"], ["Veere", "3"]]
    first, second = (grid_of(rows, page) for page, rows in ((1, before), (2, after)))
    table = begin(first)
    table.header_rows, table.open_end = 2, True
    assert continues(table, second)
    append(table, second)
    assert [c.text for c in table.cells if c.col == 0] == ["Gemeente", "", "Goes", "Sluis", "Veere"]


def grid_of(rows: list[list[str]], page: int) -> Grid:
    """A grid of these texts, its head bold."""
    cells = [
        GridCell(r, c, 1, 1, (60.0 * c, 12.0 * r, 60.0 * c + 60, 12.0 * r + 12), page, text, bold=r < 1)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    n_rows, n_cols = len(rows), len(rows[0])
    return Grid(
        page, "plain", [60.0 * c for c in range(n_cols + 1)], [12.0 * r for r in range(n_rows + 1)], cells
    )


def test_a_title_outside_the_rows_parts_two_tables_without_rules(tmp_path):
    plan = Plan().heading(1, "Monitor").table([["Gemeente", "TS", "Klaar", "Rest"], *PLACES], look="none")
    plan.caption("Overige")
    counts = [["", "Q1", "Q2", "Q3"], *([name, "41", "38", "52"] for name in ("Huis", "Plek", "Zaal"))]
    plan.table(counts, look="none")
    found = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    assert [(table.n_rows, table.n_cols) for table in found] == [(5, 4), (4, 4)]


def test_the_rest_of_a_label_and_of_a_text_below_every_row(tmp_path):
    rows = [["Gemeente", "Plekken", "Stand van zaken"]]
    rows += [
        [f"Gemert-\n{name}", "100", f"Eerste fase vergund,\ntweede in {name}"]
        for name in ("Bakel", "Handel", "Elsendorp")
    ]
    plan = Plan().heading(1, "Nieuw").table(rows, look="filled")
    (table,) = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    assert [c.text for c in table.cells if c.col == 0] == [row[0] for row in rows]


def test_the_last_rows_of_a_table_below_group_heads_with_rules(tmp_path):
    """A page that begins with the header again and holds but two rows more."""
    rows = [["Regio", "2026-I", "", "2026-II"], ["", "Taakstelling", "Gehuisvest", "Taakstelling"]]
    rows += [["Twente", "606", "545", "550"], ["Overijssel", "1.104", "986", "998"]]
    plan = Plan(running=lambda page: "Overijssel").heading(1, "Statushouders")
    plan.table(rows, look="booktabs", header_rows=2, spans=[(0, 1, 0, 2)])
    (table,) = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    assert (table.n_rows, table.n_cols, table.header_rows) == (4, 4, 2)
    assert [c.text for c in table.cells if c.row == 3] == ["Overijssel", "1.104", "986", "998"]


def test_group_heads_over_names_of_different_depth_above_one_rule(tmp_path):
    rows = [
        ["Gemeente", "Opgave", "", "Plaatsen in de eerste cyclus", "", ""],
        ["", "Asiel incl. amv", "Waarvan amv", "Hard", "", "Zacht"],
        ["", "", "", "Asiel incl. amv", "Waarvan amv", "Asiel incl. amv"],
        *([name, "1.220", "103", "1.000", "96", "150"] for name in ("Almere", "Dronten", "Lelystad")),
    ]
    spans = [(0, 0, 2, 0), (0, 1, 0, 2), (0, 3, 0, 5), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)]
    plan = Plan().heading(1, "Asielopvang").table(rows, look="booktabs", header_rows=3, spans=spans)
    (table,) = extract_document(plan.save(tmp_path / "plan.pdf")).tables
    assert [c.maat for c in table.columns[1:]] == [
        "opgave",
        "opgave",
        "realisatie",
        "realisatie",
        "voornemens",
    ]
