"""What plans state in words and layouts of their own: topics, parts, totals, dates and expectations."""

from __future__ import annotations

import pytest

from extract.model import Note, Part
from extract.understand.defaults import part_periods
from extract.understand.short_names import abbreviates
from tests.extract.plans import Plan, document, figures, table

PLAN = Plan()


def read(rows, *fields, plan=PLAN, **around):
    """The figures of one table."""
    return figures(document(table(rows, **around), plan=plan), *(fields or ("thema", "maat")))


def columns(*headers, thema="Asielopvang", values=None):
    """Topic and measure of the columns under `headers`, in a chapter about `thema`; a header of two rows is a
    tuple.
    """
    deep = any(isinstance(header, tuple) for header in headers)
    paths = [header if isinstance(header, tuple) else (header, "^") for header in headers]
    head = [["Gemeente", *(p[0] for p in paths)], ["^", *(p[1] for p in paths)]][: 1 + deep]
    values = values or [str(10 + n) for n in range(len(headers))]
    return read([*head, ["Zeist", *values]], header_rows=1 + deep, koppen=[thema])


def test_any_inflection_of_a_word_that_may_go_on():
    """'operationeel*' also means 'operationele'."""
    assert columns("Opgave", "Operationele plekken") == [("asiel", "opgave"), ("asiel", "realisatie")]


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Asielopgave amv", ("amv", "opgave")),
        ("Opgave asiel en amv", ("asiel", "opgave")),
        ("Opgave regulier + amv", ("asiel", "opgave")),
        ("Opgave regulier", ("asiel", "opgave_regulier")),
    ],
)
def test_a_topic_and_its_part_in_one_header(header, meaning):
    assert columns(header, thema="Cijfers") == [meaning]


def test_a_caption_about_a_part_of_what_the_chapter_is_about():
    rows = [["Gemeente", "Opgave", "Gerealiseerd"], ["Zeist", "20", "10"]]
    for caption, thema in (
        ("Opvang van amv", "amv"),
        ("Opvang en waarvan amv", "asiel"),
        ("Asiel en amv", "asiel"),
    ):
        assert read(rows, "thema", koppen=["Asielopvang"], bijschrift=caption) == [(thema,), (thema,)]


def test_a_comparison_is_about_the_one_topic_that_is_counted():
    assert columns("Amv-opgave", "Amv-plekken gegarandeerd", "Tekort") == [
        ("amv", "opgave"),
        ("amv", "realisatie"),
        ("amv", "restopgave"),
    ]


def test_totals_and_regulier_beside_amv():
    head = [["Gemeente", "Opgave", None, None], ["^", "Regulier", "Amv", "Totaal"]]
    assert read([*head, ["Zeist", "20", "5", "25"]], header_rows=2) == [
        ("asiel", "opgave_regulier"),
        ("amv", "opgave"),
        ("asiel", "opgave"),
    ]


def test_a_total_over_more_topics_than_amv_and_asiel_has_none():
    for topic in ("Amv", "Asiel"):
        head = [["Gemeente", "Opgave", None, None], ["^", topic, "Oekraïne", "Totaal"]]
        assert read([*head, ["Zeist", "20", "5", "25"]], header_rows=2)[2] == (None, "opgave")


@pytest.mark.parametrize("across", [False, True])
def test_regulier_leaves_amv_out_of_the_measure_that_the_other_direction_names(across):
    rows = [["Opgave", "20", "5", "25"], ["Realisatie", "10", "1", "11"], ["Percentage", "50%", "20%", "44%"]]
    rows = [["", "Regulier", "Amv", "Totaal"], *rows]
    if across:
        rows = [list(row) for row in zip(*rows, strict=True)]
    stated = {text: (thema, maat) for thema, maat, text in read(rows, "thema", "maat", "text")}
    assert [stated[text] for text in ("20", "10", "50%")] == [
        ("asiel", "opgave_regulier"),
        ("asiel", "realisatie_regulier"),
        ("asiel", None),
    ]
    assert stated["5"] == ("amv", "opgave")
    assert stated["25"] == ("asiel", "opgave") or across


def test_a_difference_without_amv_is_no_difference_of_the_topic():
    headers = (("Regulier", "Verschil"), ("Totaal", "Verschil"))
    assert columns(*headers) == [("asiel", "verschil")]


def test_columns_that_count_the_same_without_a_topic_have_one():
    meanings = columns(
        "Opgave asiel",
        "Opgave amv",
        "Realisatie vóór 1 juli 2025",
        "Realisatie eerste cyclus",
        "Realisatie eerste cyclus amv",
        thema="Bijdrage per gemeente",
    )
    assert meanings[2:] == [("asiel", "realisatie"), ("asiel", "realisatie"), ("amv", "realisatie")]


def test_the_name_of_an_area_says_nothing_else():
    """Nieuwegein is not new; what the corner calls a gemeente are the other headers."""
    rows = [["Gemeente", "Nieuwegein", "Houten"], ["Asielopgave", "20", "10"]]
    assert read(rows, "gebied", "maat") == [("Nieuwegein", "opgave"), ("Houten", "opgave")]


def test_regions_that_the_corner_announces_and_their_total():
    rows = [
        ["Cluster", "Noordoost", "Rivieren-\nland", "Samen"],
        ["Asielopgave", "20", "10", "30"],
        ["Gerealiseerd", "10", "5", "15"],
    ]
    assert read(rows, "gebied", "niveau", "maat")[:3] == [
        ("Noordoost", "regio", "opgave"),
        ("Rivierenland", "regio", "opgave"),
        ("Utrecht", "provincie", "opgave"),
    ]


@pytest.mark.parametrize(
    "label", ["Utrecht (nieuw totaal)", "Nieuw totaal", "Herzien totaal Utrecht", "Provincie"]
)
def test_a_total_that_replaces_an_earlier_one(label):
    rows = [["Gemeente", "Opgave"], ["Zeist", "20"], [label, "20"]]
    assert read(rows, "gebied", "rol", koppen=["Asiel"])[1] == ("Utrecht", "totaal")


@pytest.mark.parametrize("topic", ["^", ""])
def test_topics_and_measures_in_columns_of_their_own(topic):
    rows = [
        ["Thema", "", "Houten"],
        ["Asiel incl. amv", "Opgave", "20"],
        [topic, "Realisatie", "10"],
        ["Amv", "Opgave", "2"],
        [topic, "Realisatie", "1"],
        ["Statushouders", "Taakstelling 2025-I", "4"],
        [topic, "Gehuisvest", "3"],
    ]
    assert read(rows, "thema", "maat", "periode", plan=Plan(datum="2024-09-01")) == [
        ("asiel", "opgave", "1e cyclus"),
        ("asiel", "realisatie", "1e cyclus"),
        ("amv", "opgave", "1e cyclus"),
        ("amv", "realisatie", "1e cyclus"),
        ("statushouders", "taakstelling", "2025-I"),
        ("statushouders", "realisatie", "2025-I"),
    ]


def test_a_task_that_a_label_adds_below_headers_that_name_measures():
    rows = [["", "Doel", "Gerealiseerd", "% van doel"], ["Asiel", "20", "10", "50%"]]
    meanings = read([*rows, ["Vergunninghouders (taakstelling 2025-I)", "8", "4", "50%"]], "maat", "periode")
    assert meanings[3:] == [("taakstelling", "2025-I"), ("realisatie", "2025-I"), ("percentage", "2025-I")]
    meanings = read([*rows, ["Vergunninghouders (taakstelling incl. achterstand)", "8", "4", "50%"]], "maat")
    assert meanings == [("opgave",), ("realisatie",), ("percentage",)]


def test_a_row_of_places_beside_what_is_asked():
    rows = [
        ["Onderwerp", "Zeist"],
        ["Inspanningsverplichting Oekraïne", "20"],
        ["Plekken Oekraïne 1 oktober 2024", "10"],
    ]
    assert read(rows, "maat", bijschrift="ruim voldoende voor de opgave") == [("opgave",), ("realisatie",)]


@pytest.mark.parametrize("header", ["Plaatsen GOO", "GOO-plaatsen", "Bedden in GOO"])
def test_places_of_the_municipal_reception(header):
    assert columns(header, thema="Opgave") == [("oekraine", "realisatie")]


@pytest.mark.parametrize(
    ("value", "maat"), [("80 %", "percentage"), ("-40", "verschil"), ("+ 40", "verschil"), ("40", None)]
)
def test_what_there_is_against_what_is_asked_by_how_it_is_printed(value, maat):
    stated = columns("Opgave", "Gegarandeerd t.o.v. opgave", values=["50", value])
    assert [m for _, m in stated] == ["opgave", maat][: 1 + bool(maat)]


def test_a_difference_between_two():
    assert columns("Opgave", "Verschil tussen garantie en opgave")[1] == ("asiel", "verschil")
    assert columns("Opgave", "Verschil bestaand en opgave")[1] == ("asiel", "verschil")


def test_what_is_expected_is_a_backlog_with_a_sign_and_no_count():
    def housing(*texts):
        headers = ("Taakstelling 2024-II", "Verwachting 31-12-2024", "Prognose realisatie")
        rows = [["Gemeente", *headers], ["Zeist", "20", *texts]]
        return read(rows, "maat", "periode", "peildatum", koppen=["Statushouders"])

    assert housing("-4", "18") == [
        ("taakstelling", "2024-II", None),
        ("verwachte_achterstand", "2024-II", "2024-12-31"),
    ]
    assert housing("4", "18") == [("taakstelling", "2024-II", None)]


def test_what_the_deepest_header_leaves_out():
    head = [["Gemeente", "Taakstelling 2024-II", None], ["^", "zonder achterstand", "incl. achterstand"]]
    assert read([*head, ["Zeist", "20", "30"]], "maat", header_rows=2) == [
        ("taakstelling",),
        ("taakstelling_incl_achterstand",),
    ]


def test_a_day_of_counting_below_the_cycle_it_counts_for():
    head = [
        ["Gemeente", "Asiel, eerste cyclus", None, "Waarvan amv", "Plekken asiel op 1-3-2025"],
        ["^", "Opgave", "Beschikbaar 1-9-2025", "Beschikbaar 1-9-2025", "^"],
    ]
    assert read([*head, ["Zeist", "20", "10", "2", "8"]], "periode", "peildatum", header_rows=2) == [
        ("1e cyclus", None),
        ("1e cyclus", "2025-09-01"),
        ("1e cyclus", "2025-09-01"),
        ("2025-03-01", "2025-03-01"),
    ]


def test_housed_until_a_day_is_counted_on_it():
    rows = [["Gemeente", "Taakstelling 2025-II", "Gehuisvest tot 1 oktober 2025"], ["Zeist", "20", "10"]]
    assert read(rows, "maat", "periode", "peildatum", koppen=["Statushouders"]) == [
        ("taakstelling", "2025-II", None),
        ("realisatie", "2025-II", "2025-10-01"),
    ]


def test_a_cycle_above_a_table_is_none_of_the_ukrainians():
    rows = [
        ["Onderwerp", "Zeist"],
        ["Asielopgave", "20"],
        ["Inspanningsverplichting Oekraïne", "10"],
    ]
    read_periods = read(rows, "periode", bijschrift="Opgaven in de tweede cyclus")
    assert read_periods == [("2e cyclus",), ("2025-01-01",)]


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("Start BO", "Einde bestuurs-\novereenkomst"),
        ("Open vanaf", "Sluit"),
        ("Aanvang", "Contract loopt tot"),
    ],
)
def test_dates_of_a_location_in_other_words(begins, ends):
    rows = [
        ["Gemeente", "Naam locatie", "Capaciteit", begins, ends],
        ["Zeist", "De Ahof", "90", "1-3-2023", "1-3-2028"],
        ["Soest", "De Berg", "60", "1-4-2023", "1-4-2028"],
    ]
    doc = document(table(rows, koppen=["Asielopvang"]))
    assert [c.kenmerk for c in doc.tables[0].columns[3:]] == ["startdatum", "einddatum"]
    assert figures(doc, "maat") == [("capaciteit",), ("capaciteit",)]


@pytest.mark.parametrize(
    ("header", "maat"),
    [
        ("Gerealiseerd en gepland", "realisatie_plus_voornemens"),
        ("Invulling opgave", "realisatie"),
        ("Plekken die meetellen", "realisatie"),
        ("Harde toezeggingen", "realisatie"),
        ("Potentiële plekken", "voornemens"),
        ("Nog te besluiten", "voornemens"),
        ("Verschil met opgave", "verschil"),
        ("Open opgave", "restopgave"),
    ],
)
def test_measures_in_other_words(header, maat):
    assert columns("Opgave", header)[1] == ("asiel", maat)


@pytest.mark.parametrize(
    "header",
    [
        "Opgave incl. uitruil",  # another task, by something that we do not know
        "Realisatie plus overloop",
        "Potentiële locaties",  # how many locations
        "Besluit genomen",  # a property told in words
        "In exploitatie",
    ],
)
def test_figures_that_are_listed_and_not_stated(header):
    doc = document(table([["Gemeente", "Opgave", header], ["Zeist", "20", "3"]], koppen=["Asielopvang"]))
    column = doc.tables[0].columns[2]
    assert (column.rol, column.maat) == ("onbekend", None)
    assert column.reden


def test_what_stands_before_a_plus_that_is_part_of_a_number():
    assert columns("Opgave", "Duurzame plekken (5+ jaar)")[1] == ("asiel", "vaste_voorraad")


@pytest.mark.parametrize("header", ["Aantal ontheemden", "Gemeentelijke opvang (personen)", "Personen"])
def test_people_are_no_places(header):
    assert columns("Inspanningsverplichting", header, thema="Oekraïne")[1] == ("oekraine", None)
    assert columns("Inspanningsverplichting", "Plekken ontheemden", thema="Oekraïne")[1][1] == "realisatie"


def test_a_capacity_of_a_group_of_locations_is_that_of_the_group():
    assert (
        columns("Taakstelling", "Capaciteit doorstroomlocaties", thema="Statushouders")[1][1] == "dsl_plekken"
    )


def test_a_day_alone_is_no_task_of_half_a_year():
    assert columns("Taakstelling 2024-II", "Stand 1 juli 2024", thema="Statushouders")[1][1] != "taakstelling"


@pytest.mark.parametrize(
    ("half", "header", "counted"),
    [
        ("2025-I", "Gehuisvest per 1 mei", "2025-05-01"),
        ("2025-II", "Gehuisvest t/m 15 september", "2025-09-15"),
        ("2025-II", "Gehuisvest eind september", "2025-09-30"),
        ("2025-II", "Verwachte achterstand 1 januari", "2026-01-01"),
        ("", "Gehuisvest per 1 oktober", "2024-10-01"),  # the last before the plan
        ("", "Gehuisvest per 1 december", "2023-12-01"),
        ("", "Verwachte achterstand 31 december", None),
    ],
)
def test_a_day_of_counting_without_its_year(half, header, counted):
    rows = [["Gemeente", f"Taakstelling {half}", header], ["Zeist", "20", "10"]]
    assert read(rows, "peildatum", koppen=["Statushouders"]) == [(None,), (counted,)]
    labelled = [list(row) for row in zip(*[["Onderwerp", *rows[0][1:]], rows[1]], strict=True)]
    assert read(labelled, "peildatum", koppen=["Statushouders"]) == [(None,), (counted,)]


def test_a_day_without_its_year_that_may_be_to_come_is_none_of_counting():
    rows = [["Gemeente", "Opgave", "Beschikbaar per 1 juli"], ["Zeist", "20", "10"]]
    assert read(rows, "periode", "peildatum", koppen=["Asiel"])[1] == ("1e cyclus", None)
    assert read(rows, "peildatum", koppen=["Asiel"], bijschrift="Stand 1 oktober")[1] == ("2024-10-01",)


def test_figures_that_were_taken_for_the_wrong_columns_are_not_stated():
    rows = [
        ["Gemeente", "Aantal in POO", "Realisatie", None, "Inspanningsverplichting"],
        ["^", "^", "eind Q3 2024", "", "^"],
        ["Zeist", "", "31", "89", "134"],
        ["Soest", "", "22", "26", "24"],
    ]
    assert read(rows, "maat", header_rows=2, koppen=["Oekraïne"]) == [("opgave",), ("opgave",)]
    rows[2][1], rows[3][1] = "3", "4"
    assert ("realisatie",) in read(rows, "maat", header_rows=2, koppen=["Oekraïne"])


def test_a_share_below_its_half_year_is_counted_when_what_it_is_a_share_of_is():
    head = [["Gemeente", "Tweede halfjaar 2025", None, None]]
    head += [["^", "Taakstelling", "Gehuisvest (1 september)", "% gehuisvest"]]
    rows = [*head, ["Zeist", "20", "10", "50%"]]
    assert read(rows, "periode", "peildatum", header_rows=2, koppen=["Statushouders"]) == [
        ("2025-II", None),
        ("2025-II", "2025-09-01"),
        ("2025-II", "2025-09-01"),
    ]


@pytest.mark.parametrize(
    ("label", "thema", "maat"),
    [
        ("Ingeschreven ontheemden", "Oekraïne", None),  # not the task of the row above
        ("Aantal ontheemden", "Oekraïne", None),
        ("GOO + POO", "Oekraïne", None),
        ("Gekoppelde statushouders", "Statushouders", None),
        ("Prognose realisatie", "Statushouders", None),
        ("Opgave incl. uitruil", "Asielopvang", None),
        ("Totale capaciteit", "Asielopvang", None),
        ("Huidige capaciteit", "Asielopvang", "realisatie"),
        ("Geplande capaciteit", "Asielopvang", "voornemens"),
        ("Aantal plekken ontheemden", "Oekraïne", "realisatie"),
    ],
)
def test_labels_count_what_they_say_and_not_what_stands_above(label, thema, maat):
    rows = [["Onderwerp", "Zeist", "Soest"], ["Opgave", "20", "30"], [label, "10", "15"]]
    stated = {text: maat for maat, text in read(rows, "maat", "text", koppen=[thema])}
    assert stated.get("10") == maat


def test_a_label_of_what_is_expected_with_a_sign():
    rows = [
        ["Onderwerp", "Zeist"],
        ["Taakstelling", "20"],
        ["Gehuisvest", "9"],
        ["Verwacht op 31-12-2024", "-4"],
    ]
    assert read(rows, "maat", koppen=["Statushouders"])[2:] == [("verwachte_achterstand",)]


@pytest.mark.parametrize(
    ("around", "area"),
    [
        ({"koppen": ["Kerncijfers Tiel"]}, "Tiel"),
        ({"koppen": ["Kerncijfers West Betuwe, eerste cyclus"]}, "West Betuwe"),
        ({"koppen": ["Cijfers"], "bijschrift": "Tabel 3. Cijfers van Tiel (asiel)"}, "Tiel"),
        ({"koppen": ["Kerncijfers gemeente Utrecht"]}, "Utrecht"),
        ({"koppen": ["Tiel in cijfers"]}, "Tiel"),
        ({"koppen": ["Tiel en Buren in cijfers"]}, "Rivierenland"),
        ({"koppen": ["Beek en omgeving"]}, "Rivierenland"),
        ({"koppen": ["Kerncijfers regio Alkmaar"]}, "Alkmaar"),
        ({"koppen": ["Kerncijfers regio Foodvalley"]}, "Foodvalley"),
        ({"koppen": ["De provincie Gelderland in cijfers"]}, "Gelderland"),
        ({"koppen": ["Overloop uit Tiel"]}, None),
    ],
)
def test_a_gemeente_that_a_heading_names_among_other_words(around, area):
    """No other area is assumed where the heading names a gemeente it is not about."""
    doc = document(
        table([["", "Asiel"], ["Opgave", "9"]], **around),
        plan=Plan("regionaal_plan", "Rivierenland", "regio"),
    )
    assert figures(doc, "gebied") == [(area,)]


@pytest.mark.parametrize(
    "header",
    [
        "Incl. achterstand\nof voorsprong",
        "incl. achter- stand",
        "gecorrigeerd met voorsprong of achterstand",
        "Taakstelling na verrekening van voorsprong/achterstand",
        "Taakstelling, rekening houdend met achterstand",
    ],
)
def test_a_task_with_its_backlog_in_other_words(header):
    assert columns(header, thema="Statushouders") == [("statushouders", "taakstelling_incl_achterstand")]


@pytest.mark.parametrize(
    ("header", "maat"),
    [
        ("Taakstelling excl. voor- en achterstand", "taakstelling"),
        ("excl. achter-\nstand", "taakstelling"),
        ("Gecorrigeerde achterstand", "achterstand"),
    ],
)
def test_a_backlog_that_is_left_out_or_alone(header, maat):
    assert columns(header, thema="Statushouders") == [("statushouders", maat)]


def test_a_word_cut_in_the_deepest_of_three_headers():
    deep = [["Gemeente", "Statushouders", None], ["^", "Taakstelling 2024-II", None]]
    rows = [*deep, ["^", "excl. achter-\nstand", "incl. achter-\nstand"], ["Zeist", "20", "24"]]
    assert read(rows, "maat", header_rows=3) == [("taakstelling",), ("taakstelling_incl_achterstand",)]


@pytest.mark.parametrize(
    ("thema", "header", "value", "maat"),
    [
        ("Statushouders", "% van gecorrigeerd", "31 %", "percentage"),
        ("Oekraïne", "% van de verplichting", "31 %", "percentage"),
        ("Asielopvang", "Hard in % van de opgave", "31 %", "percentage"),
        ("Asielopvang", "Verschil (hard – opgave)", "-31", "verschil"),
        ("Asielopvang", "Omvang initiatief (plekken)", "31", "voornemens"),
        ("Asielopvang", "Hard (plekken)", "31", "realisatie"),
        ("Oekraïne", "Particulier\n(personen)", "31", "poo"),
        ("Oekraïne", "Particulier opgevangen", "31", "poo"),
        ("Asielopvang", "1e cyclus plus\nvoornemens", "31", "realisatie_plus_voornemens"),
        ("Asielopvang", ("Realisatie", "incl. voornemens"), "31", "realisatie_plus_voornemens"),
    ],
)
def test_more_measures_in_other_words(thema, header, value, maat):
    assert [m for _, m in columns(header, thema=thema, values=[value])] == [maat]


def test_what_an_adjective_counts_that_are_no_places():
    assert columns("Aanwezige gemeenten") == []
    assert columns("Aanwezige plekken") == [("asiel", "realisatie")]


def test_the_kind_of_a_location_names_its_group():
    rows = [
        ["Gemeente", "Vorm", "Naam", "Aantal plekken"],
        ["Zeist", "DSL", "Parkzicht", "24"],
        ["Soest", "KWE", "Dorpsstraat", "4"],
        ["Soest", "flexwoningen", "Molenweg", "30"],
    ]
    assert read(rows, "maat", "text", koppen=["Statushouders"]) == [
        ("dsl_plekken", "24"),
        ("kso_plekken", "4"),
        ("capaciteit", "30"),
    ]


def test_a_total_names_a_region_that_columns_name_too():
    by_gemeente = [["Gemeente", "Opgave"], ["Soest", "9"], ["Subtotaal Centraal", "9"]]
    across = [["", "Centraal"], ["Opgave", "9"]]
    tables = [table(rows, koppen=["Asielopvang"]) for rows in (by_gemeente, across)]
    assert figures(document(*tables, plan=PLAN), "gebied", "niveau") == [
        ("Soest", "gemeente"),
        ("Centraal", "regio"),
        ("Centraal", "regio"),
    ]


def test_the_city_and_the_province_of_one_name():
    rows = [["Gemeente", "Opgave"], ["Stad Utrecht", "9"], ["Utrecht", "90"]]
    assert read(rows, "gebied", "niveau", koppen=["Asielopvang"])[0] == ("Utrecht", "gemeente")


def test_the_region_of_the_part_by_its_initials():
    rows = [["", "Gorinchem", "Regio ZHZ"], ["Opgave asiel", "9", "90"]]
    region = Plan("regionaal_plan", "Zuid-Holland Zuid", "regio")
    assert read(rows, "gebied", plan=region) == [("Gorinchem",), ("Zuid-Holland Zuid",)]


def test_the_day_of_counting_behind_the_name_of_a_task():
    """The date of a monitor is none of what is asked."""
    rows = [["Gemeente", "Doel", "Gerealiseerd"], ["Zeist", "20", "10"]]
    assert read(rows, "periode", "peildatum", koppen=["Monitor Asielopgave, peildatum 1 november 2024"]) == [
        ("1e cyclus", None),
        ("1e cyclus", "2024-11-01"),
    ]


def test_places_beside_what_is_asked_of_their_topic():
    head = [["Gemeente", "Asiel", None, "Oekraïne", None], ["^", "Doel", "Hard", "Doel", "Plaatsen"]]
    rows = [*head, ["Zeist", "20", "10", "30", "25"]]
    assert read(rows, header_rows=2, koppen=["Overzicht van de opgaven"])[3] == ("oekraine", "realisatie")


def test_a_column_of_gemeenten_below_the_name_of_a_group_of_locations():
    """A row names one gemeente: the group beside it that names others is set aside."""
    head = [["Doorstroomlocaties (DSL)", None, None, "Kleinschalige opvang (KSO)", None, None]]
    head += [["Gemeente", "Locatie", "Plekken"] * 2]
    rows = [
        *head,
        ["Zeist", "Slot", "30", "Zeist", "Kerkstraat", "8"],
        ["Soest", "Park", "24", "Zeist", "Hof", "4"],
    ]
    assert read(rows, "gebied", "maat", header_rows=2) == [("Zeist", "dsl_plekken"), ("Soest", "dsl_plekken")]


def test_amv_in_the_column_of_who_runs_a_location():
    rows = [["Locatie", "Gemeente", "Capaciteit", "Exploitatie"], ["Veldwijk", "Zeist", "24", "COA (amv)"]]
    assert read(rows, koppen=["Asiel"]) == [("amv", "capaciteit")]
    rows[1] = ["Amv-opvang Veldwijk", "Zeist", "24", "COA"]
    assert read(rows, koppen=["Locaties"]) == [("amv", "capaciteit")]


def test_the_date_of_what_is_asked_in_a_sentence_of_its_own():
    doc = document(table([["Gemeente", "Opgave"], ["Zeist", "14"]], koppen=["Oekraïne"]), plan=PLAN)
    doc.page_text[:] = [
        "Monitor asielopgave, peildatum 1 mei 2026\nVoor Oekraïners de inspanningsverplichting van 1-1-2026."
    ]
    assert part_periods(doc, doc.parts[0])["oekraine"] == "2026-01-01"


def test_a_sentence_that_counts_on_a_day():
    """'Geteld op' goes with the day and is no word of its own."""
    counts = table([["Gemeente", "Opgave", "Gerealiseerd"], ["Zeist", "14", "9"]], koppen=["Oekraïne"])
    counts.inleiding = "De realisatie is geteld op 30 september 2024. Een min is een tekort."
    doc = document(counts, plan=PLAN)
    assert figures(doc, "peildatum") == [(None,), ("2024-09-30",)]


def test_a_row_of_municipal_reception_beside_what_is_asked():
    rows = [["", "Zeist"], ["Opgave Oekraïne", "9"], ["Gemeentelijke opvang Oekraïne, eind Q3 2024", "7"]]
    assert read(rows) == [("oekraine", "opgave"), ("oekraine", "realisatie")]


def test_places_below_the_heading_of_their_region():
    """'Plaats' gives the gemeente where the heading names only the region around it."""
    rows = [
        ["Naam locatie", "Plaats", "Aantal plekken"],
        ["Berkenweg", "Soest", "200"],
        ["Kamp", "Zeist", "90"],
    ]
    assert read(rows, "gebied", koppen=["Asielopvang in Eemland"]) == [("Soest",), ("Zeist",)]


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("Totaal amv", ("Utrecht", "amv")),
        ("Totaal asiel", ("Utrecht", "asiel")),
        ("Totaal incl. amv", ("Utrecht", "asiel")),
        ("Totaal noodopvang", None),
        ("Totaal excl. amv", None),
        ("Totaal zonder Zeist", None),
        ("Nog te verdelen", None),
        ("Gemiddeld", None),
    ],
)
def test_what_the_label_of_a_row_below_gemeenten_counts(label, meaning):
    rows = [["Gemeente", "Opgave"], ["Zeist", "20"], ["Totaal", "25"], [label, "9"]]
    stated = read(rows, "gebied", "thema", "text", koppen=["Asielopvang"])
    assert [row[:2] for row in stated if row[2] == "9"] == ([meaning] if meaning else [])


def test_a_part_by_topic_below_a_gemeente_and_below_the_total():
    rows = [
        ["Gemeente", "Opgave"],
        ["Zeist", "20"],
        ["waarvan amv", "3"],
        ["Totaal", "20"],
        ["waarvan amv", "3"],
    ]
    assert read(rows, "gebied", "thema", "maat", koppen=["Asielopvang"]) == [
        ("Zeist", "asiel", "opgave"),
        ("Zeist", "amv", "opgave"),
        ("Utrecht", "asiel", "opgave"),
        ("Utrecht", "amv", "opgave"),
    ]


def test_the_topic_of_a_total_beside_columns_of_topics():
    rows = [["Gemeente", "Asielopgave", "waarvan amv"], ["Zeist", "20", "3"], ["Totaal asiel", "20", "3"]]
    assert read(rows, "thema", "text", koppen=["Cijfers"])[2:] == [("asiel", "20"), ("amv", "3")]


def test_figures_under_a_word_for_opening_count_what_is_open():
    headers = ("Opgave", "Open op 1 juli 2025", "Opent na 1-7-2025")
    assert columns(*headers) == [("asiel", "opgave"), ("asiel", "realisatie"), ("asiel", "realisatie")]
    rows = [["Locatie", "Plekken", "Open"], ["De Brink", "30", "1 mei 2026"], ["De Esch", "20", "2027"]]
    assert read(rows, "maat", koppen=["Asielopvang"]) == [("capaciteit",), ("capaciteit",)]


def test_a_part_counts_what_its_own_group_head_counts():
    headers = [("Opgave", "excl. amv"), ("Opgave", "amv"), ("Plekken nu", "excl. amv"), ("Plekken nu", "amv")]
    assert columns(*headers) == [
        ("asiel", "opgave_regulier"),
        ("amv", "opgave"),
        ("asiel", "realisatie_regulier"),
        ("amv", "realisatie"),
    ]


def test_a_sentence_about_one_column_says_nothing_of_the_others():
    rows = [["Gemeente", "Opgave", "waarvan amv", "Hard", "Zacht"], ["Zeist", "41", "4", "30", "11"]]
    assert read(rows, koppen=["Asielopvang"], bijschrift="Zacht = nog geen besluit.") == [
        ("asiel", "opgave"),
        ("amv", "opgave"),
        ("asiel", "realisatie"),
        ("asiel", "voornemens"),
    ]


def test_what_is_in_use_is_what_there_is_unless_the_places_stand_beside_it():
    assert columns("Opgave", "In gebruik op 1 mei 2026")[1] == ("asiel", "realisatie")
    assert columns("Beschikbaar", "In gebruik")[1] == ("asiel", "bezetting")
    assert columns("Opgave", "Bezette plekken")[1] == ("asiel", "bezetting")


def test_a_sum_written_out_in_a_header_is_no_measure_by_itself():
    assert columns("Opgave", "Opgave min gewonnen tijd") == [("asiel", "opgave"), ("asiel", None)]
    assert columns("Opgave", ("Gat", "Opgave min wat open is"))[1] == ("asiel", "restopgave")


def test_the_period_of_a_row_told_in_a_column():
    rows = [
        ["Gemeente", "Halfjaar", "Taakstelling", "Gehuisvest"],
        ["Zeist", "2025-I", "16", "14"],
        ["", "2025-II*", "14", "6"],
    ]
    assert read(rows, "gebied", "maat", "periode", koppen=["Statushouders"]) == [
        ("Zeist", "taakstelling", "2025-I"),
        ("Zeist", "realisatie", "2025-I"),
        ("Zeist", "taakstelling", "2025-II"),
        ("Zeist", "realisatie", "2025-II"),
    ]


def test_rows_of_periods_without_areas_are_labels():
    rows = [["", "Opgave", "Realisatie"], ["Eerste cyclus", "16", "14"], ["Tweede cyclus", "14", "6"]]
    found = read(rows, "gebied", "periode", koppen=["Asielopvang"])
    assert found == [("Utrecht", "1e cyclus")] * 2 + [("Utrecht", "2e cyclus")] * 2


def test_places_on_a_day_count_what_there_is_then():
    rows = [["Opgave asiel", "45"], ["Plekken op 1 mei 2026", "30"], ["Plekken op 1 juli 2027", "40"]]
    assert read(rows, "maat", header_rows=0) == [("opgave",), ("realisatie",), ("realisatie",)]


def test_a_task_of_a_half_year_is_of_the_topic_that_goes_by_half_years():
    rows = [["Bedden Oekraïne", "130"], ["Taakstelling 2025-II", "10"], ["Gehuisvest 2025-II", "5"]]
    found = read(rows, "thema", "maat", header_rows=0)
    assert found[1:] == [("statushouders", "taakstelling"), ("statushouders", "realisatie")]


def test_a_comparison_beside_totals_is_of_these():
    headers = [("Opgave", "amv"), ("Opgave", "totaal"), ("Hard", "amv"), ("Hard", "totaal"), "Tekort"]
    assert columns(*headers, thema="Cijfers")[-1] == ("asiel", "restopgave")


def test_a_caption_is_nearer_than_its_heading():
    rows = [["Gemeente", "Plekken"], ["Zeist", "70"]]
    around = {"koppen": ["Asielopvang", "Begroting"], "bijschrift": "Initiatieven zonder besluit"}
    assert read(rows, **around) == [("asiel", "voornemens")]
    assert read(rows, koppen=["Asielopvang", "Begroting"]) == [(None, None)]


def test_a_year_in_a_remark_is_no_figure():
    rows = [["Gemeente", "Opgave", "Opmerking"], ["Zeist", "70", "verlenging tot 2030 besloten"]]
    assert document(table(rows, koppen=["Asielopvang"])).tables[0].mentions == []


def test_the_region_by_its_initials_and_a_total_of_so_many_gemeenten():
    plan = Plan(deel="regionaal_plan", gebied="Hart van Brabant", niveau="regio")
    for label in ("HvB", "Totaal regio (9 gemeenten)"):
        rows = [["Gemeente", "Opgave"], ["Goirle", "7"], ["Tilburg", "70"], [label, "77"]]
        assert read(rows, "gebied", koppen=["Asielopvang"], plan=plan)[-1] == ("Hart van Brabant",)


@pytest.mark.parametrize(
    "legend",
    ["T is de taakstelling, R het aantal gehuisveste statushouders.", "T = taakstelling; R = gehuisvest"],
)
def test_letters_that_the_text_explains(legend):
    rows = [["Gemeente", "2025-I", None], ["^", "T", "R*"], ["Zeist", "16", "14"]]
    one = table(rows, header_rows=2, koppen=["Statushouders"])
    one.inleiding = legend
    assert figures(document(one), "maat", "periode") == [("taakstelling", "2025-I"), ("realisatie", "2025-I")]
    other = table(rows, header_rows=2, koppen=["Statushouders"])
    assert all(maat is None for (maat,) in figures(document(other), "maat"))


def test_letters_that_say_something_by_themselves_keep_their_meaning():
    one = table([["Gemeente", "DSL"], ["Zeist", "16"]], koppen=["Statushouders"])
    one.inleiding = "DSL is de opgave."
    assert figures(document(one), "maat") == [("dsl_plekken",)]


def test_a_subregion_that_only_its_band_names():
    rows = [["Gemeente", "Opgave"], ["Rijnstroom", ""], ["Zeist", "16"], ["Soest", "4"], ["Subtotaal", "20"]]
    assert read(rows, "gebied", "niveau", koppen=["Asielopvang"])[-1] == ("Rijnstroom", "regio")


def test_places_compared_with_a_task():
    assert columns("Opgave", "Plekken", "Plekken t.o.v. opgave", values=["20", "10", "50%"])[-1] == (
        "asiel",
        "percentage",
    )


def test_the_plan_that_a_header_cites_is_no_plan_to_come():
    headers = ("Eerste cyclus (plan oktober 2024)", "Plannen")
    assert columns("Opgave", *headers)[1:] == [("asiel", None), ("asiel", "voornemens")]


def test_columns_of_dates_under_a_group_head_of_their_own_are_of_no_part():
    headers = [
        ("Opgave", "incl. amv"),
        ("Opgave", "amv"),
        ("Plekken", "vóór 1-7-2027"),
        ("Plekken", "na 1-7-2027"),
    ]
    assert [thema for thema, _ in columns(*headers)][2:] == ["asiel", "asiel"]


def test_a_row_for_the_whole_and_one_for_its_part_of_each_gemeente():
    rows = [
        ["Gemeente", "", "Opgave"],
        ["Goes", "totaal", "410"],
        ["", "w.o. amv", "31"],
        ["Kapelle", "totaal", "90"],
        ["", "w.o. amv", "8"],
    ]
    found = read(rows, "gebied", "thema", koppen=["Asielopvang"])
    assert found == [("Goes", "asiel"), ("Goes", "amv"), ("Kapelle", "asiel"), ("Kapelle", "amv")]


def test_abbreviations_listed_anywhere_in_the_part():
    plan = Plan(
        text="Afkortingen. RO = resterende opgave (opgave min ger.), Ger. = gerealiseerd; TZ = toegezegd."
    )
    rows = [["Gemeente", "Opgave", "Ger.", "TZ", "RO"], ["Zeist", "20", "12", "3", "8"]]
    maten = [("opgave",), ("realisatie",), ("voornemens",), ("restopgave",)]
    assert read(rows, "maat", plan=plan, koppen=["Asielopvang"]) == maten


def test_the_title_of_a_table_says_what_columns_of_other_topics_count():
    rows = [
        ["Gemeente", "Asiel", None, None, "Oekraïne"],
        ["^", "Totaal", "Regulier", "Amv", "Opgave"],
        ["Zeist", "20", "15", "5", "30"],
    ]
    found = read(rows, header_rows=2, koppen=["De regio"], bijschrift="Tabel 1 Opgaven per gemeente")
    assert found == [
        ("asiel", "opgave"),
        ("asiel", "opgave_regulier"),
        ("amv", "opgave"),
        ("oekraine", "opgave"),
    ]


def test_a_sentence_above_a_table_does_not_say_what_its_other_columns_count():
    rows = [["Gemeente", "Opgave Oekraïne", "Asiel"], ["Zeist", "30", "20"]]
    sentence = "Hieronder staat de opgave van de gemeenten in onze provincie."
    assert ("asiel", "opgave") not in read(rows, bijschrift=sentence)


def test_labels_of_two_columns_some_of_which_only_name_a_part():
    rows = [
        ["Taak", "Onderdeel", "Zeist", "Soest"],
        ["Asielopvang", "Totaal (incl. amv)", "20", "10"],
        ["^", "Regulier", "15", "8"],
        ["^", "Amv", "5", "2"],
        ["Oekraïne", "Inspanningsverplichting", "30", "9"],
        ["Statushouders", "Taakstelling 2026-II", "4", "6"],
    ]
    assert read(rows, koppen=["Onze opgave"])[::2] == [
        ("asiel", "opgave"),
        ("asiel", "opgave_regulier"),
        ("amv", "opgave"),
        ("oekraine", "opgave"),
        ("statushouders", "taakstelling"),
    ]


@pytest.mark.parametrize(
    ("upper", "lower", "meaning"),
    [
        ("Gereed in %", "van de verplichting", ("percentage", None)),
        ("Gerealiseerd op 15 september", "2024", ("realisatie", "2024-09-15")),
    ],
)
def test_a_header_of_two_rows_that_is_one_text(upper, lower, meaning):
    rows = [
        ["Gemeente", "Gemeentelijke opvang", None],
        ["^", "Plekken gereed", upper],
        ["^", "^", lower],
        ["Zeist", "30", "88%" if "%" in upper else "20"],
    ]
    assert read(rows, "maat", "peildatum", header_rows=3, koppen=["Oekraïne"])[1] == meaning


def test_the_area_of_the_part_cut_short_heads_a_column():
    plan = Plan("regionaal_plan", "Zuid-Hollandse Eilanden", "regio")
    rows = [["", "Nissewaard", "Eilanden"], ["Opgave", "12", "30"], ["Opvangplekken", "10", "28"]]
    found = read(rows, "gebied", "maat", plan=plan, koppen=["Oekraïne"])
    area = "Zuid-Hollandse Eilanden"
    assert found == [
        ("Nissewaard", "opgave"),
        (area, "opgave"),
        ("Nissewaard", "realisatie"),
        (area, "realisatie"),
    ]


def test_a_total_closes_the_region_named_once_beside_its_gemeenten():
    def areas(*rows):
        head = ["Regio", "Gemeente", "Opgave"]
        return [area for (area,) in read([head, *rows], "gebied", koppen=["Asiel"])]

    eemland = [["Eemland", "Soest", "20"], ["", "Baarn", "10"]]
    lekstroom = [["Lekstroom", "Houten", "5"], ["", "Lopik", "3"]]
    total = ["", "Totaal", "38"]
    subtotals = [*eemland, ["", "Subtotaal", "30"], *lekstroom, ["", "Subtotaal", "8"]]
    assert areas(*subtotals, ["Utrecht", "", "38"])[2::3] == ["Eemland", "Lekstroom"]
    assert areas(*subtotals, total)[-1] == "Utrecht"
    assert areas(*eemland, *lekstroom, total)[-1] == "Utrecht"


def test_places_for_a_share_of_a_topic_that_its_header_names():
    rows = [
        ["Gemeente", "Gerealiseerd als % van de opgave", None],
        ["^", "Asiel", "Oekraïne"],
        ["Zeist", "80%", "95%"],
    ]
    assert read(rows, header_rows=2, koppen=["Monitor"]) == [
        ("asiel", "percentage"),
        ("oekraine", "percentage"),
    ]


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("E-M", "Eijsden-Margraten"),
        ("Gulpen-W.", "Gulpen-Wittem"),
        ("Valk.", "Valkenburg aan de Geul"),
        ("Valkenburg a.d. Geul", "Valkenburg aan de Geul"),
        ("HvT", "Hof van Twente"),
        ("Horst", "Horst aan de Maas"),
        ("Mrs.", "Meerssen"),
        ("Hrn", "Hoorn"),
    ],
)
def test_names_of_gemeenten_cut_short(short, name):
    assert abbreviates(short, name)
    assert not abbreviates(short, "Zeist")


def test_a_short_name_is_the_one_gemeente_that_the_document_names():
    plan = Plan(
        "regionaal_plan",
        "Maastricht-Heuvelland",
        "regio",
        text="Eijsden-Margraten en Gulpen-Wittem doen mee.",
    )
    rows = [["Gemeente", "Opgave"], ["Meerssen", "9"], ["E-M", "8"], ["G-W", "7"], ["Totaal", "24"]]
    areas = [area for (area,) in read(rows, "gebied", plan=plan, koppen=["Asielopvang"])]
    assert areas == ["Meerssen", "Eijsden-Margraten", "Gulpen-Wittem", "Maastricht-Heuvelland"]
    doc = document(table(rows, koppen=["Asielopvang"]), plan=plan)
    assert [row.confidence for row in doc.tables[0].rows[1:4]] == [1.0, 0.8, 0.8]
    assert doc.tables[0].rows[2].reden == "gebied 'E-M' gelezen als Eijsden-Margraten"
    heads = [["", "Meerssen", "E-M", "MH"], ["Opgave", "9", "8", "17"]]
    areas = [area for (area,) in read(heads, "gebied", plan=plan, koppen=["Asielopvang"])]
    assert areas == ["Meerssen", "Eijsden-Margraten", "Maastricht-Heuvelland"]


def test_a_short_name_that_may_be_two_gemeenten_stays_what_it_is():
    plan = Plan(text="Hoorn en Haarlem.")
    rows = [["Gemeente", "Opgave"], ["Zeist", "9"], ["Soest", "5"], ["H.", "8"]]
    assert read(rows, "gebied", plan=plan, koppen=["Asielopvang"])[2] == ("H.",)


def test_a_list_says_what_short_names_stand_for():
    plan = Plan(text="Afkortingen: Mtr. = Maastricht, MH = de regio Maastricht-Heuvelland. GOO is opvang.")
    rows = [["Kerncijfers Mtr.", "Opgave"], ["Asiel", "9"]]
    assert read(rows, "gebied", "maat", plan=plan) == [("Maastricht", "opgave")]


def test_what_is_open_counts_beside_a_task_in_rows_too():
    rows = [["", "Zeist"], ["Opgave", "20"], ["- waarvan amv", "4"], ["Gereed", "12"], ["- waarvan amv", "1"]]
    maten = [("asiel", "opgave"), ("amv", "opgave"), ("asiel", "realisatie"), ("amv", "realisatie")]
    assert read(rows, koppen=["Asielopvang"]) == maten


def test_a_task_of_a_half_year_is_about_statushouders():
    rows = [["Gemeente", "Opg. asiel", "Taakst. 25-I"], ["Zeist", "20", "7"]]
    assert read(rows, koppen=["Asiel"]) == [("asiel", "opgave"), ("statushouders", "taakstelling")]


def test_places_in_use_are_no_places():
    rows = [["Opvang per 1-9-2026", "Zeist"], ["Bezette plekken gemeentelijke opvang", "20"]]
    assert read(rows, "maat", "peildatum", koppen=["Oekraïne"]) == [("bezetting", "2026-09-01")]


def test_the_date_of_a_task_that_another_part_or_a_note_tells():
    one = table([["Gemeente", "Opgave"], ["Zeist", "20"]], koppen=["Oekraïne"])
    one.notes = [
        Note("", "De inspanningsverplichting voor Oekraïne geldt per 1 januari 2027.", 1, (0, 0, 1, 1))
    ]
    doc = document(one, plan=Plan(datum="2026-11-01"))
    assert doc.parts[0].perioden["oekraine"] == "2027-01-01"
    one = table([["Gemeente", "Opgave"], ["Zeist", "20"]], koppen=["Oekraïne"])
    doc = document(one, plan=Plan(datum="2026-11-01"))
    doc.parts.append(Part(2, "regionaal_plan", "Eemland", "regio", "Plan", 2, 2, "2026-11-01"))
    doc.page_text = ["De inspanningsverplichting voor Oekraïne geldt per 1 januari 2027.", "Tekst."]
    assert part_periods(doc, doc.parts[1])["oekraine"] == "2027-01-01"


def test_names_of_locations_under_a_header_that_says_something_else():
    rows = [["Gemeentelijke opvang", "Plekken", "Geopend", "Sluit"]]
    rows += [
        ["Hofstraat", "140", "april 2022", "1 juli 2027"],
        ["Oudestraat", "60", "1 juli 2023", "1 juli 2028"],
    ]
    doc = document(table(rows, koppen=["Gemeente Zeist", "Oekraïne"]), plan=PLAN)
    assert figures(doc, "thema", "maat") == [("oekraine", "capaciteit")] * 2
    assert doc.tables[0].columns[0].kenmerk == "locatie"


def test_the_total_of_the_cluster_that_the_title_names():
    rows = [
        ["Gemeente", "Taakstelling 2025-II"],
        ["Oss", "9"],
        ["Land van Cuijk", "8"],
        ["Cluster totaal", "17"],
    ]
    plan = Plan("regionaal_plan", "Noordoost-Brabant", "regio")
    title = "Tabel 5.1 Taakstelling, cluster Land van Cuijk"
    found = read(rows, "gebied", "niveau", plan=plan, koppen=["Statushouders"], bijschrift=title)
    assert found[1:] == [("Land van Cuijk", "gemeente"), ("Land van Cuijk", "regio")]


def test_a_part_of_the_topic_in_the_column_before():
    rows = [
        ["Taak", "Onderdeel", "Zeist"],
        ["Asiel", "Opgave", "20"],
        ["", "waarvan amv", "5"],
        ["", "Gereed", "12"],
    ]
    assert read(rows)[:2] == [("asiel", "opgave"), ("amv", "opgave")]


def test_the_share_of_an_obligation_in_a_row():
    rows = [
        ["", "Zeist"],
        ["Inspanningsverplichting", "20"],
        ["Plekken", "10"],
        ["Invulling van de verplichting", "50%"],
    ]
    assert read(rows, "maat", koppen=["Oekraïne"])[-1] == ("percentage",)


def test_places_in_use_beside_places_of_the_same_topic():
    rows = [
        ["Gemeente", "Inspanningsverplichting", "Plaatsen GOO", "In gebruik", "Vrij"],
        ["Zeist", "70", "64", "60", "4"],
    ]
    maten = [("opgave",), ("realisatie",), ("bezetting",), ("vrij",)]
    assert read(rows, "maat", koppen=["Oekraïne"]) == maten
    rows = [
        ["Gemeente", "GOO", None, None],
        ["^", "Plaatsen", "In gebruik", "Vrij"],
        ["Zeist", "64", "60", "4"],
    ]
    assert read(rows, "maat", koppen=["Oekraïne"], header_rows=2) == maten[1:]
    rows = [["Hoeksche Waard in cijfers", ""], ["Gemeentelijke opvang Oekraïne (GOO), in gebruik", "60"]]
    assert read(rows, "maat") == [("bezetting",)]


def test_a_topic_that_a_caption_leaves_out():
    rows = [["Gemeente", "Locatie", "Capaciteit"], ["Zeist", "Dorpsweg", "20"]]
    caption = "Locaties voor asielopvang (zonder de amv-locaties)"
    assert read(rows, "thema", bijschrift=caption) == [("asiel",)]


def test_places_of_a_topic_on_two_days():
    rows = [
        ["Gemeente", "Amv-opgave", "Amv-plaatsen op 1-7-2025", "Amv-plaatsen op 1-2-2026"],
        ["Zeist", "9", "5", "8"],
    ]
    found = read(rows, "maat", "peildatum", plan=Plan(datum="2025-03-01"), koppen=["Asielopvang"])
    assert found[1:] == [("realisatie", "2025-07-01"), ("realisatie", "2026-02-01")]


def test_the_total_of_some_gemeenten_that_the_heading_names():
    rows = [["Gemeente", "Opgave"], ["Druten", "9"], ["Wijchen", "8"], ["Samen", "17"]]
    assert len(read(rows, "gebied", koppen=["Asiel", "Gezamenlijk plan van Druten en Wijchen"])) == 2
    assert len(read(rows, "gebied", koppen=["Asiel"])) == 3


def test_gemeenten_with_their_task_and_no_header():
    rows = [["Achtkarspelen", "138"], ["Amelân", "21"], ["Harns", "73"]]
    title = "Tabel 2 Opgave per gemeente: aantal opvangplekken, inclusief amv"
    found = read(rows, "thema", "maat", header_rows=0, koppen=["Asielopvang"], bijschrift=title)
    assert found == [("asiel", "opgave")] * 3


def test_locations_of_a_region_that_is_one_gemeente():
    rows = [
        ["Kern", "Locatie", "Doelgroep", "Plaatsen"],
        ["Strijen", "Zinkweg", "Asielzoekers", "200"],
        ["Strijen", "Dijk", "Amv", "12"],
    ]
    plan = Plan("regionaal_plan", "Hoeksche Waard", "regio")
    assert read(rows, "gebied", plan=plan, koppen=["Locaties"]) == [("Hoeksche Waard",)] * 2
    plan = Plan("regionaal_plan", "Drechtsteden", "regio")
    assert read(rows, "gebied", plan=plan, koppen=["Locaties"]) == [(None,)] * 2


def test_locations_that_are_all_of_one_kind_or_another():
    rows = [
        ["Gemeente", "Locatie", "Capaciteit", None],
        ["^", "^", "Structureel", "Tijdelijk"],
        ["Almere", "Azc", "604", ""],
        ["Almere", "Hotel", "", "300"],
    ]
    found = read(rows, "maat", header_rows=2, koppen=["Locaties asielopvang"])
    assert found == [("capaciteit",)] * 2


def test_a_total_of_a_region_whose_name_begins_as_a_gemeente_may():
    rows = [
        ["Gemeente", "Opgave"],
        ["Groningen", "9"],
        ["Westerkwartier", "5"],
        ["Totaal Stad en Westerkwartier", "14"],
    ]
    plan = Plan("provinciaal_plan", "Groningen", "provincie")
    found = read(rows, "gebied", "niveau", plan=plan, koppen=["Asielopvang"])
    assert found[-1] == ("Stad en Westerkwartier", "regio")


def test_regular_places_as_a_part_of_the_row_above():
    rows = [
        ["Asielopvang", "Zeist"],
        ["Opgave totaal", "20"],
        ["waarvan regulier", "15"],
        ["waarvan amv", "5"],
    ]
    assert read(rows, koppen=["Asielopvang"])[1:] == [("asiel", "opgave_regulier"), ("amv", "opgave")]


def test_a_sum_over_three_lines_of_a_header():
    assert columns("Garantie\nplus\ntoegezegd")[0] == ("asiel", "realisatie_plus_voornemens")


def test_the_topic_of_another_table_with_the_same_measures():
    first = table(
        [["Gemeente", "Opgave", "Gegarandeerd", "Toegezegd"], ["Zeist", "9", "5", "2"]], koppen=["1. Asiel"]
    )
    other = table(
        [["Gemeente", "Inspanningsverplichting", "Plekken"], ["Zeist", "8", "4"]], koppen=["2. Oekraïne"]
    )
    alike = table([["Gemeente", "Opgave", "Toegezegd"], ["Soest", "7", "3"]], koppen=["3. Stand"])
    doc = document(first, other, alike)
    assert figures(doc, "thema")[-2:] == [("asiel",), ("asiel",)]
    assert doc.tables[2].confidence == 0.8


def test_the_topic_of_a_chapter_for_labels_that_name_none():
    first = table([["Gemeente", "Opgave"], ["Zeist", "9"]], koppen=["1. Toegroeien", "Asiel"])
    second = table([["", "Zeist"], ["Toegezegd per 1-1-2027", "5"]], koppen=["1. Toegroeien", "Toezeggingen"])
    assert figures(document(first, second), "thema", "maat")[-1] == ("asiel", "voornemens")


def test_achieved_is_a_count_in_a_list_of_gemeenten_and_a_key_figure_beside_topics():
    assert columns("Doel", "Behaald", "% van doel", values=["9", "5", "56%"])[1] == ("asiel", "realisatie")
    rows = [
        ["Gemeente", "Doelgroep", "Opgave", "Behaald"],
        ["Zeist", "Asiel", "9", "5"],
        ["", "Oekraïne", "8", "4"],
    ]
    assert read(rows, "maat")[1] == ("behaald",)


def test_parts_shortened_with_a_point():
    rows = [
        ["Gem.", "Opgave", None, "Gerealiseerd", None, "Toegezegd"],
        ["^", "totaal incl. amv", "wv. amv", "totaal incl. amv", "wv. amv", "^"],
    ]
    found = read([*rows, ["Zeist", "9", "2", "5", "1", "3"]], header_rows=2, koppen=["De puzzel"])
    assert found[-1] == ("asiel", "voornemens")
