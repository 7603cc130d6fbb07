"""Tables without rules between columns, or without any, as plans print them: cell by cell as typeset."""

from __future__ import annotations

import pytest

from extract.model import Document, Table
from extract.read import read_document
from extract.render import table_rows
from extract.tables.grid import Grid, GridCell
from extract.tables.stitch import Placed, stitch
from tests.extract.typeset import Plan

UNRULED = ["none", "lines", "booktabs"]


def read(plan: Plan, tmp_path) -> Document:
    return read_document(plan.save(tmp_path / "plan.pdf"))


def only(plan: Plan, tmp_path) -> Table:
    """The one table of a plan."""
    (table,) = read(plan, tmp_path).tables
    return table


def test_a_table_goes_on_without_a_head_under_wider_labels():
    def grid(page: int, label_end: float) -> Grid:
        found = Grid(page, "plain", [60.0, label_end + 6, 200.0], [0.0, 10.0, 20.0])
        for row in range(2):
            for col, (text, reach) in enumerate((("Opgave", (63.0, label_end)), ("400", (180.0, 197.0)))):
                box = (found.xs[col], found.ys[row], found.xs[col + 1], found.ys[row + 1])
                found.cells.append(GridCell(row, col, 1, 1, box, page, text, reach=reach))
        return found

    (table,) = stitch([Placed(grid(1, 90.0), False, False), Placed(grid(2, 150.0), False, False)])
    assert (table.n_rows, table.n_cols) == (4, 2)
    assert len(stitch([Placed(grid(1, 90.0), False, False), Placed(grid(2, 190.0), False, False)])) == 2


@pytest.mark.parametrize("look", UNRULED)
def test_a_head_with_one_name_on_two_lines_over_a_heading_within_the_table(tmp_path, look):
    rows = [
        ["Gemeente", "Opgave", "Garantie\n(excl. amv)", "Bijzonderheden"],
        ["Regio Noord-Limburg", "", "", ""],
        *[[name, "111", "81", ""] for name in ("Beesel", "Gennep", "Venlo", "Venray")],
    ]
    assert table_rows(only(Plan().heading(1, "Garantie").table(rows, look), tmp_path)) == rows


@pytest.mark.parametrize("look", UNRULED)
@pytest.mark.parametrize("n_regions", [1, 2])
def test_a_column_of_regions_beside_gemeenten_with_totals_over_both(tmp_path, look, n_regions):
    rows = [["Regio", "Gemeente", "Opgave", "GOO", "Gerealiseerd"]]
    spans = []
    regions = [("Noordkop", ["Den Helder", "Schagen", "Texel"]), ("Gooi", ["Blaricum", "Huizen", "Laren"])]
    for region, gemeenten in regions[:n_regions]:
        spans.append((len(rows), 0, len(rows) + 2, 0))
        rows += [["" if i else region, name, "348", "354", "101,7%"] for i, name in enumerate(gemeenten)]
        spans.append((len(rows), 0, len(rows), 1))
        rows.append([f"Totaal {region}", "", "1.044", "1.062", "101,7%"])
    plan = Plan().heading(1, "Ontheemden").table(rows, look, spans=spans, widths=[60, 80, 60, 40, 90])
    table = only(plan, tmp_path)
    assert [[text for text in row if text] for row in table_rows(table)] == [
        [text for text in row if text] for row in rows
    ]
    assert table.n_cols == 5


def test_a_region_in_each_row_beside_gemeenten_with_totals_over_both(tmp_path):
    rows = [["Regio", "Gemeente", "Doel", "Gerealiseerd"]]
    for region, gemeenten in (("Noord", ["Beesel", "Venlo", "Venray"]), ("Zuid", ["Beek", "Stein", "Vaals"])):
        rows += [[region, name, "60", "510"] for name in gemeenten]
        rows.append([f"Totaal {region}", "", "180", "1.530"])
    spans = [(row, 0, row, 1) for row in (4, 8)]
    table = only(Plan().heading(1, "Asielopgave").table(rows, "rules", spans=spans), tmp_path)
    assert table_rows(table) == rows


def test_a_heading_close_above_a_table_is_no_row_of_it(tmp_path):
    rows = [["Opgave asiel", "191"], ["Gerealiseerd asiel", "1.050"], ["Inspanningsverplichting", "234"]]
    plan = Plan().heading(1, "Gemeente Hoogeveen").table(rows, "none", header_rows=0)
    plan.heading(1, "Gemeente Assen").table(rows, "none", header_rows=0)
    assert [table_rows(table) for table in read(plan, tmp_path).tables] == [rows, rows]


@pytest.mark.parametrize("look", ["none", "lines"])
def test_a_name_on_more_lines_beside_a_group_head(tmp_path, look):
    rows = [
        ["Gemeente", "Inspannings-\nverplichting\n1 januari 2026", "Plekken", "", "Saldo"],
        ["", "", "Vast", "Korter", ""],
        *[[name, "410", "200", "110", "-100"] for name in ("Almere", "Dronten", "Urk")],
    ]
    spans = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)]
    plan = Plan().heading(1, "Asiel").table(rows, look, header_rows=2, spans=spans)
    assert table_rows(only(plan, tmp_path)) == rows


@pytest.mark.parametrize("look", ["none", "lines"])
def test_a_name_beside_group_heads_keeps_its_own_column(tmp_path, look):
    rows = [
        ["Regio", "Opgave", "", "Toegezegd en\nbesloten", "", "In verkenning"],
        ["", "totaal", "waarvan amv", "totaal", "waarvan amv", ""],
        *[
            [name, "2.600", "250", "2.300", "200", "300"]
            for name in ("De Baronie", "Hart van Brabant", "Peel")
        ],
    ]
    spans = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 1, 5)]
    plan = Plan().heading(1, "Asiel").table(rows, look, header_rows=2, spans=spans)
    assert table_rows(only(plan, tmp_path)) == rows


@pytest.mark.parametrize("look", ["booktabs", "lines"])
def test_rows_of_words_beside_merged_first_cells_between_two_rules(tmp_path, look):
    rows = [
        ["Waar", "Welke plek", "Plekken", "Voor wie", "Open tot"],
        ["Assen", "Schepersmaat", "640", "asiel", "2031"],
        ["", "Groningerstraat", "40", "amv", "onbepaald"],
        ["", "Hotel Van der Hoop", "210", "ontheemden", "1 juli 2026"],
        ["Emmen", "Bargerpark", "min. 50", "amv", "1 juni 2034"],
        ["", "Oude school", "96", "ontheemden", "11 apr. 2027"],
    ]
    plan = Plan().heading(1, "Locaties").table(rows, look, spans=[(1, 0, 3, 0), (4, 0, 5, 0)])
    assert table_rows(only(plan, tmp_path)) == rows


def test_rules_of_another_table_do_not_tell_the_columns_of_a_head(tmp_path):
    rows = [
        ["Gemeente", "Asiel", "", "Oekraïne", "", "", ""],
        ["", "Opgave", "w.v. amv", "Opgave", "Stand", "Vrij", "In gebruik"],
        *[[name, "410", "41", "560", "500", "20", "480"] for name in ("Aalten", "Berkelland", "Doetinchem")],
    ]
    spans = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 6)]
    other = [["Gemeente", "Saldo"], ["Aalten", "14"], ["Berkelland", "15"], ["Doetinchem", "16"]]
    plan = Plan().heading(1, "Opgaven").table(rows, "lines", header_rows=2, spans=spans)
    plan.text("Het saldo is per 1 juli.").table(other, "lines")
    assert [table_rows(table) for table in read(plan, tmp_path).tables] == [rows, other]


def test_dates_that_go_on_below_are_no_rows(tmp_path):
    rows = [
        ["Gemeente", "Locatie", "Exploitatie", "Soort", "Plekken", "Sinds", "Tot"],
        ["Goes", "Azc Goes", "COA", "azc", "440", "1 maart 2016", "1 maart 2031"],
        ["", "De Vier Winden", "COA", "amv", "60", "15 augustus\n2022", "15 augustus\n2027"],
        ["Hulst", "Dokter Adriaansen", "gemeente", "TGO", "160", "1 juni 2024", "31 mei 2029"],
        ["Kapelle", "Annie M.G.\nSchmidtlaan", "COA", "amv", "30", "9 september\n2024", "n.n.t.b."],
        ["Middelburg", "Azc Middelburg", "COA", "azc", "340", "1 december\n2013", "onbepaald"],
        ["", "Stommesweg", "COA", "amv", "40", "1 april 2023", "1 april 2028"],
        ["Schouwen", "Azc Burgh", "COA", "azc", "280", "1 september\n2015", "1 september\n2033"],
        ["", "Zuidhoek", "COA", "amv", "20", "1 februari\n2025", "1 februari\n2030"],
    ]
    plan = Plan().heading(1, "Locaties").table(rows, "none", spans=[(1, 0, 2, 0), (5, 0, 6, 0), (7, 0, 8, 0)])
    assert table_rows(only(plan, tmp_path)) == rows


def test_a_narrow_table_between_wide_ones_stays_apart(tmp_path):
    wide = [
        ["Gerealiseerd per\n1-10-2024", "Verwacht op\n31-12-2024", "Plekken"],
        ["14", "-6", "24"],
    ]
    narrow = [["Aantal personen (BRP)", "25"]]
    plan = Plan(running=lambda page: "Provincie Limburg").heading(3, "Particuliere opvang")
    plan.table(narrow, "rules", header_rows=0).heading(2, "Huisvesting vergunninghouders")
    plan.table(wide, "rules", widths=[160, 160, 155.28])
    assert [table_rows(table) for table in read(plan, tmp_path).tables] == [narrow, wide]


def test_tables_closely_under_each_other_stay_apart(tmp_path):
    dsl = [
        ["Gemeente", "Doorstroomlocatie", "Plekken", "Open sinds"],
        ["Middelburg", "Arnestein", "48", "1-4-2025"],
        ["Terneuzen", "Hotel Churchill", "60", "15-1-2025"],
        ["Tholen", "Stadszicht", "24", "1-9-2025"],
    ]
    kso = [
        ["Gemeente", "KWG", "KWE", "Totaal KSO"],
        ["Goes", "12", "-", "12"],
        ["Middelburg", "8", "4", "12"],
    ]
    kso.append(["Provincie Zeeland", "20", "4", "24"])
    plan = Plan().heading(1, "Locaties").table(dsl, "lines").table(kso, "lines")
    assert [table_rows(table) for table in read(plan, tmp_path).tables] == [dsl, kso]


def test_a_caption_under_the_running_header_is_no_head(tmp_path):
    rows = [["", "Provincie", "Eemsdelta", "Groningen"]] + [
        [label, "4.025", "318", "1.462"] for label in ("Gevraagd aantal plekken", "w.v. amv", "Nog te vinden")
    ]
    plan = Plan(running=lambda page: "Plan").page(wide=True).caption("Alle taken").table(rows, "none")
    plan.flow.pop(0)
    table = only(plan, tmp_path)
    assert (table_rows(table), table.bijschrift) == (rows, "Alle taken")


def test_a_caption_set_as_the_first_column_is_no_head(tmp_path):
    rows = [["", "Provincie", "Eemsdelta"]] + [
        [label, "4.025", "318"] for label in ("Gevraagd", "Vrij", "Nodig")
    ]
    plan = Plan(running=lambda page: "Plan")
    plan._paragraph("Tabel 1. Taken", 9, 12, bold=True, leftIndent=6)
    assert table_rows(only(plan.table(rows, "none", widths=[235.28, 120, 120]), tmp_path)) == rows
