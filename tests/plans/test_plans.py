"""Recall and precision on plans that the program was not written for, and whether the scorer counts right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pdfplumber
import pytest

from tests.plans.invented import Figure, InventedPlan, number, printed
from tests.plans.score import Score, read_plans, score
from warehouse import Home

PLANS = sorted(Path(__file__).parent.glob("*.yaml"))
ZEIST = Figure(
    "provinciaal_plan",
    "Utrecht",
    "Zeist",
    "asiel",
    "opgave",
    410,
    410,
    "1e cyclus",
    None,
    None,
    "t1",
    "Opgave",
    "410",
)
SOEST = replace(ZEIST, gebied="Soest", waarde_min=96, waarde_max=96, raw_text="96")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home in which `scores` reads the plans."""
    return Home(tmp_path_factory.mktemp("plans") / "home")


@pytest.fixture(scope="session")
def scores(home: Home) -> dict[str, Score]:
    """The score of every plan, read in one home."""
    plans = [InventedPlan.load(path) for path in PLANS]
    readings = read_plans(plans, home)
    return {
        plan.id: score(plan.figures(), reading.figures) for plan, reading in zip(plans, readings, strict=True)
    }


def test_all_plans_together(scores):
    total = sum(scores.values(), Score([], [], []))
    assert total.recall >= 0.97, total
    assert total.precision >= 0.99, total


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_each_plan(scores, name):
    assert scores[name].recall >= 0.9, scores[name]
    assert scores[name].precision >= 0.97, scores[name]


@pytest.mark.parametrize(
    ("document", "raw_text", "area"),
    [
        ("limburg-monitor-2025", "61", ("gemeente", "GM0893", "Bergen (L.)")),
        ("noord-holland-gooi-2026", "154", ("gemeente", "GM0373", "Bergen (NH.)")),
        ("groningen-oost-2024", "1.064", ("gemeente", "GM0014", "Groningen")),
        ("groningen-oost-2024", "2.688", ("provincie", "PV20", "Groningen")),
        ("utrecht-lekstroom-2026", "1.968", ("gemeente", "GM0344", "Utrecht")),
        ("utrecht-lekstroom-2026", "7.220", ("provincie", "PV26", "Utrecht")),
    ],
)
def test_areas_of_one_name_are_told_apart_in_the_mart(scores, home, document, raw_text, area):
    with duckdb.connect(str(home.build), read_only=True) as con:
        areas = con.execute(
            "select distinct gebied_niveau, gebied_code, gebied from marts.cijfers where document = ?"
            " and thema = 'asiel' and maat = 'opgave' and raw_text = ? and gebied like ?",
            [f"{document}.pdf", raw_text, area[2][:6] + "%"],
        ).fetchall()
    assert areas == [area]


def test_what_is_read_as_stated_is_right():
    result = score([ZEIST, SOEST], [SOEST, ZEIST])
    assert (result.recall, result.precision, result.missed, result.extra) == (1, 1, [], [])


def test_a_figure_not_read_lowers_recall():
    result = score([ZEIST, SOEST], [ZEIST])
    assert (result.recall, result.precision, result.missed) == (0.5, 1, [SOEST])


@pytest.mark.parametrize(
    "wrong",
    [
        {"waarde_min": 401, "waarde_max": 401},
        {"waarde_max": None},
        {"maat": "realisatie"},
        {"thema": "amv"},
        {"gebied": "Soest"},
        {"deel": "addendum"},
        {"deel_gebied": "Zeeland"},
    ],
)
def test_a_wrong_figure_lowers_both(wrong):
    result = score([ZEIST], [replace(ZEIST, **wrong)])
    assert (result.recall, result.precision) == (0, 0)


def test_a_figure_in_another_part_is_wrong_and_said_to_be_misplaced():
    elsewhere = replace(ZEIST, deel="addendum")
    result = score([ZEIST, SOEST], [elsewhere])
    assert (result.recall, result.precision) == (0, 0)
    assert (result.misplaced.hits, result.misplaced.missed) == ([(ZEIST, elsewhere)], [SOEST])


def test_a_figure_read_twice_is_right_once():
    result = score([ZEIST], [ZEIST, ZEIST])
    assert (result.recall, result.precision) == (1, 0.5)


def test_a_figure_without_a_number_counts_for_nothing():
    result = score([ZEIST], [ZEIST, replace(ZEIST, waarde_min=None, waarde_max=None)])
    assert (result.recall, result.precision) == (1, 1)


def test_names_are_compared_without_their_level_and_signs():
    stated = replace(ZEIST, gebied="’s-Gravenhage", deel_gebied="Provincie Utrecht")
    assert score([stated], [replace(ZEIST, gebied="'s–gravenhage")]).recall == 1


def test_what_stands_beside_a_hit_is_counted_where_it_is_stated():
    late = replace(ZEIST, periode="2024-II")
    result = score([ZEIST, late, replace(SOEST, periode=None)], [late, replace(ZEIST, periode=None), SOEST])
    assert result.recall == 1
    assert result.beside("periode") == (1, 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.864", 3864),
        ("1 134*", 1134),
        ("24 %", 24),
        ("60,6%", 60.6),
        ("--35", -35),
        ("+ 20", 20),
        ("–96", -96),
        ("12 1)", 12),
        ("1234", 1234),
        ("n.n.t.b.", None),
    ],
)
def test_a_plain_number(text, value):
    assert number(text) == value


@pytest.mark.parametrize("text", ["550-580", "ca. 60", "26 (93 plekken)", "1-1-2025"])
def test_what_is_no_plain_number_must_be_explained(text):
    with pytest.raises(ValueError, match="no plain number"):
        number(text)


def test_cells_that_run_on():
    rows = [
        ["Gemeente", "Asiel", None, "Oekraïne"],
        ["^", "Opgave", "amv", "^"],
        ["Zeist", "410", "31", "560"],
    ]
    texts, spans = printed(rows)
    assert spans == [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)]
    assert texts[1] == ["", "Opgave", "amv", ""]


@pytest.mark.parametrize("rows", [[[None, "1"]], [["^", "1"]], [["1", "2"], ["3"]]])
def test_rows_that_do_not_fit_are_refused(rows):
    with pytest.raises(ValueError):
        printed(rows)


def test_what_table_column_and_row_say_of_a_cell():
    table = {
        "id": "t1",
        "header_rows": 1,
        "rows": [
            ["Gemeente", "Opgave", "Stand"],
            ["Zeist", "410", "550-580"],
            ["^", "96", "-"],
            ["Totaal", "506", "7"],
        ],
        "figures": {
            "table": {"thema": "asiel", "periode": "1e cyclus"},
            "area_col": 0,
            "rows": {2: {"thema": "amv"}, 3: {"gebied": "Utrecht"}},
            "cols": {1: {"maat": "opgave"}, 2: {"maat": "realisatie", "periode": "2024-Q4"}},
            "values": {"1,2": [550, 580]},
            "skip": ["3,2"],
        },
    }
    plan = InventedPlan(
        {
            "id": "p",
            "parts": [{"part": "provinciaal_plan", "area": "Utrecht", "blocks": [{"table": table}]}],
        }
    )
    facts = [(f.gebied, f.thema, f.maat, f.waarde_min, f.waarde_max, f.periode) for f in plan.figures()]
    assert facts == [
        ("Zeist", "asiel", "opgave", 410, 410, "1e cyclus"),
        ("Zeist", "asiel", "realisatie", 550, 580, "2024-Q4"),
        ("Zeist", "amv", "opgave", 96, 96, "1e cyclus"),
        ("Utrecht", "asiel", "opgave", 506, 506, "1e cyclus"),
    ]
    del table["figures"]["cols"][1]["maat"]
    with pytest.raises(ValueError, match=r"p, table t1: cell 1,1 .* has no maat"):
        plan.figures()


def test_parts_with_and_without_a_title_page(tmp_path):
    """Accents print, a running header begins after the title page and ends with its part."""
    part = {
        "part": "provinciaal_plan",
        "area": "Fryslân",
        "blocks": [{"h1": "Opgave"}, {"p": "Súdwest < één"}],
    }
    plan = InventedPlan(
        {
            "id": "p",
            "date": "2025-11-03",
            "parts": [
                part | {"title": ["Opvangplan Fryslân", "É ë ï ö ü – ’s"], "running": "Opvangplan"},
                part | {"blocks": [{"newpage": {"landscape": True}}, *part["blocks"]]},
                part | {"running": "Bijlage ≥ 2"},
            ],
        }
    )
    with pdfplumber.open(plan.save(tmp_path / "plan.pdf")) as pdf:
        pages = [(page.width > page.height, page.extract_text().split("\n")) for page in pdf.pages]
    assert pages == [
        (False, ["Opvangplan Fryslân", "É ë ï ö ü – ’s", "Pagina 1"]),
        (False, ["Opvangplan", "Opgave", "Súdwest < één", "Pagina 2"]),
        (True, ["Opgave", "Súdwest < één", "Pagina 3"]),
        (False, ["Bijlage ≥ 2", "Opgave", "Súdwest < één", "Pagina 4"]),
    ]
