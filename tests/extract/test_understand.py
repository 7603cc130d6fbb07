"""What tables mean, also in plans with other words and column orders than the sample's."""

from __future__ import annotations

import pytest
import yaml

from extract.understand import areas, headers
from extract.understand import vocabulary as vocabulary_module
from tests.extract.plans import Plan, document, figures, table


def test_other_words_for_the_same_measures():
    doc = document(
        table(
            [
                [
                    "Gemeente",
                    "Wettelijke opgave",
                    "Harde plannen",
                    "Zachte plannen",
                    "Restopgave",
                    "Realisatiegraad",
                ],
                ["Amersfoort", "1.000", "700", "120", "300", "70%"],
                ["Totaal", "1.000", "700", "120", "300", "70%"],
            ],
            koppen=["Asielopvang per gemeente"],
        )
    )
    assert figures(doc, "gebied", "niveau", "thema", "maat", "text") == [
        ("Amersfoort", "gemeente", "asiel", "opgave", "1.000"),
        ("Amersfoort", "gemeente", "asiel", "realisatie", "700"),
        ("Amersfoort", "gemeente", "asiel", "voornemens", "120"),
        ("Amersfoort", "gemeente", "asiel", "restopgave", "300"),
        ("Amersfoort", "gemeente", "asiel", "percentage", "70%"),
        ("Utrecht", "provincie", "asiel", "opgave", "1.000"),
        ("Utrecht", "provincie", "asiel", "realisatie", "700"),
        ("Utrecht", "provincie", "asiel", "voornemens", "120"),
        ("Utrecht", "provincie", "asiel", "restopgave", "300"),
        ("Utrecht", "provincie", "asiel", "percentage", "70%"),
    ]


def test_waarvan_amv_counts_what_the_column_before_it_counts():
    doc = document(
        table(
            [
                ["Gemeente", "Opgave", "waarvan amv", "Garantie", "waarvan amv"],
                ["Zeist", "300", "25", "200", "10"],
            ],
            koppen=["Opgave asiel"],
        )
    )
    assert figures(doc, "thema", "maat", "text") == [
        ("asiel", "opgave", "300"),
        ("amv", "opgave", "25"),
        ("asiel", "realisatie", "200"),
        ("amv", "realisatie", "10"),
    ]


def test_waarvan_heads_count_on_past_what_is_derived_from_the_whole():
    one = table(
        [
            ["Gemeente", "Opgave asiel", "Garantie", None, "Waarvan regulier", None, "Waarvan amv", None],
            ["^", "^", "Plekken", "Verschil", "Plekken", "Looptijd", "Plekken", "Looptijd"],
            ["Zeist", "300", "200", "-100", "190", "5 jaar", "10", "2 jaar"],
        ],
        header_rows=2,
    )
    assert figures(document(one), "thema", "maat", "text") == [
        ("asiel", "opgave", "300"),
        ("asiel", "realisatie", "200"),
        ("asiel", "verschil", "-100"),
        ("asiel", "realisatie_regulier", "190"),
        ("amv", "realisatie", "10"),
    ]


def test_a_table_of_figures_under_the_heading_of_the_process():
    one = table(
        [["Onderwerp", "Opgave", "Bestaande plekken", "Verschil"], ["Asielopvang", "592", "562", "-30"]],
        koppen=["Stand van zaken op hoofdlijnen"],
    )
    assert figures(document(one), "thema", "maat", "text") == [
        ("asiel", "opgave", "592"),
        ("asiel", "realisatie", "562"),
        ("asiel", "verschil", "-30"),
    ]
    assert one.status == "begrepen"


def test_labels_without_an_area_belong_to_the_one_above():
    doc = document(
        table(
            [
                ["", "", "Opgave", "Behaald"],
                ["Almere", "Asielzoekers", "1.012", "1.200"],
                ["", "Oekraïners", "1.248", "1.190"],
                ["Urk", "Asielzoekers", "119", "60"],
                ["", "Oekraïners", "120", "61"],
                ["Totaal", "Asielzoekers", "1.131", "1.260"],
                ["", "Oekraïners", "1.368", "1.251"],
            ],
            koppen=["Overzicht per gemeente"],
        )
    )
    assert figures(doc, "gebied", "thema", "text")[2::4] == [
        ("Almere", "oekraine", "1.248"),
        ("Urk", "oekraine", "120"),
        ("Utrecht", "oekraine", "1.368"),
    ]


def test_addresses_without_an_area_lie_in_the_one_above():
    doc = document(
        table(
            [
                ["Gemeente", "Adres", "Plekken", "Doelgroep"],
                ["Amersfoort", "Stadsring 75", "108", "regulier"],
                ["", "Zonnehof", "72", "amv"],
                ["Baarn", "Amsterdamsestraatweg", "90", "regulier"],
            ],
            koppen=["Locaties voor asielzoekers"],
        )
    )
    assert figures(doc, "gebied", "thema", "maat", "text") == [
        ("Amersfoort", "asiel", "capaciteit", "108"),
        ("Amersfoort", "amv", "capaciteit", "72"),
        ("Baarn", "asiel", "capaciteit", "90"),
    ]


def test_beside_a_total_the_topic_alone_leaves_amv_out():
    doc = document(
        table(
            [
                ["Gemeente", "Realisatie totaal", "Realisatie asiel", "Realisatie amv"],
                ["Wierden", "93", "37", "56"],
            ],
            koppen=["Asielopvang"],
        )
    )
    assert figures(doc, "thema", "maat") == [
        ("asiel", "realisatie"),
        ("asiel", "realisatie_regulier"),
        ("amv", "realisatie"),
    ]


def test_two_row_header_with_groups_per_topic():
    doc = document(
        table(
            [
                ["", "Asiel", None, None, "Oekraïne", "Vergunninghouders"],
                ["Gemeente", "Totaal", "regulier", "amv", "Opgave", "2024-II"],
                ["Zeist", "300", "275", "25", "400", "60"],
            ],
            koppen=["Opgaven"],
            header_rows=2,
        )
    )
    assert figures(doc, "thema", "maat", "periode") == [
        ("asiel", "opgave", "1e cyclus"),
        ("asiel", "opgave_regulier", "1e cyclus"),
        ("amv", "opgave", "1e cyclus"),
        ("oekraine", "opgave", "2025-01-01"),
        ("statushouders", "taakstelling", "2024-II"),
    ]


def test_area_column_need_not_be_the_first_nor_have_a_header():
    doc = document(
        table(
            [
                ["Nr", "", "Inspanningsverplichting 1-1-2025", "Realisatie 1-10-2024"],
                ["1", "Zeist", "400", "380"],
                ["2", "De Bilt", "200", "90"],
            ],
            koppen=["Opvang ontheemden Oekraïne"],
        )
    )
    assert figures(doc, "gebied", "thema", "maat", "periode", "peildatum") == [
        ("Zeist", "oekraine", "opgave", "2025-01-01", None),
        ("Zeist", "oekraine", "realisatie", "2025-01-01", "2024-10-01"),
        ("De Bilt", "oekraine", "opgave", "2025-01-01", None),
        ("De Bilt", "oekraine", "realisatie", "2025-01-01", "2024-10-01"),
    ]


def test_a_column_of_row_numbers_is_no_figure():
    doc = document(
        table([["Nr", "Gemeente", "Opgave asiel"], ["1", "Zeist", "400"], ["2", "De Bilt", "200"]])
    )
    assert figures(doc, "text") == [("400",), ("200",)]


def test_matrix_with_areas_across_and_measures_down():
    doc = document(
        table(
            [
                ["", "Utrecht", "Gooi en Vechtstreek"],
                ["Amv-opgave", "500", "120"],
                ["Bestuurlijke voornemens", "50", "0"],
                ["Realisatie + voornemens", "300", "90"],
            ],
            koppen=["Opgave, realisatie en voornemens amv"],
        )
    )
    assert figures(doc, "gebied", "niveau", "thema", "maat") == [
        ("Utrecht", "provincie", "amv", "opgave"),
        ("Gooi en Vechtstreek", "regio", "amv", "opgave"),
        ("Utrecht", "provincie", "amv", "voornemens"),
        ("Gooi en Vechtstreek", "regio", "amv", "voornemens"),
        ("Utrecht", "provincie", "amv", "realisatie_plus_voornemens"),
        ("Gooi en Vechtstreek", "regio", "amv", "realisatie_plus_voornemens"),
    ]


def test_regions_that_are_no_veiligheidsregio():
    doc = document(
        table(
            [
                ["Gemeente", "Opgave", "Realisatie"],
                ["Regio De Baronie", None, None],
                ["Breda", "900", "500"],
                ["Subtotaal", "900", "500"],
                ["Regio Hart van Brabant", None, None],
                ["Tilburg", "1.100", "800"],
                ["Subtotaal", "1.100", "800"],
                ["Totaal Noord-Brabant", "2.000", "1.300"],
            ],
            koppen=["Asiel"],
        ),
        plan=Plan(gebied="Noord-Brabant"),
    )
    assert figures(doc, "gebied", "niveau", "rol")[::2] == [
        ("Breda", "gemeente", "data"),
        ("De Baronie", "regio", "totaal"),
        ("Tilburg", "gemeente", "data"),
        ("Hart van Brabant", "regio", "totaal"),
        ("Noord-Brabant", "provincie", "totaal"),
    ]


def test_region_column_beside_the_column_of_gemeenten():
    doc = document(
        table(
            [
                ["Regio", "Gemeente", "Opgave asiel"],
                ["Noord-Limburg", "Venlo", "600"],
                ["^", "Venray", "300"],
                ["^", "Totaal", "900"],
                ["Totaal Limburg", "", "900"],
            ]
        ),
        plan=Plan(gebied="Limburg"),
    )
    assert figures(doc, "gebied", "niveau", "text") == [
        ("Venlo", "gemeente", "600"),
        ("Venray", "gemeente", "300"),
        ("Noord-Limburg", "regio", "900"),
        ("Limburg", "provincie", "900"),
    ]


def test_two_counting_dates_are_two_periods():
    doc = document(
        table(
            [
                ["Gemeente", "Realisatie op 1 juli 2025", "Realisatie op 1 februari 2026"],
                ["Delft", "200", "350"],
            ],
            koppen=["Asielopvang"],
        ),
        plan=Plan(gebied="Zuid-Holland"),
    )
    assert figures(doc, "periode", "peildatum") == [
        ("2025-07-01", "2025-07-01"),
        ("2026-02-01", "2026-02-01"),
    ]


def test_a_part_by_kind_of_reception_is_no_measure_of_its_own():
    doc = document(
        table(
            [
                ["Gemeente", "Realisatie", "waarvan structureel", "waarvan tijdelijk"],
                ["Almere", "500", "300", "200"],
            ],
            koppen=["Asielopvang"],
        ),
        plan=Plan(gebied="Flevoland"),
    )
    assert figures(doc, "maat", "text") == [("realisatie", "500")]
    assert [c.rol for c in doc.tables[0].columns[2:]] == ["genegeerd"] * 2
    assert "structureel" in doc.tables[0].columns[2].reden


def test_frisian_names():
    doc = document(
        table([["Gemeente", "Opgave"], ["Ljouwert", "563"], ["De Fryske Marren", "301"]], koppen=["Asiel"]),
        plan=Plan(gebied="Fryslân"),
    )
    assert figures(doc, "gebied", "niveau") == [("Ljouwert", "gemeente"), ("De Fryske Marren", "gemeente")]


def test_statushouders_by_other_names():
    doc = document(
        table(
            [
                [
                    "Gemeente",
                    "Taakstelling 2024-II",
                    "Achterstand",
                    "Gecorrigeerde taakstelling",
                    "Gehuisvest op 1-10-2024",
                    "Gerealiseerd %",
                ],
                ["Venlo", "80", "-12", "92", "40", "43 %"],
            ],
            koppen=["Huisvesting vergunninghouders"],
        ),
        plan=Plan(gebied="Limburg"),
    )
    assert figures(doc, "thema", "maat", "periode", "peildatum") == [
        ("statushouders", "taakstelling", "2024-II", None),
        ("statushouders", "achterstand", "2024-II", None),
        ("statushouders", "taakstelling_incl_achterstand", "2024-II", None),
        ("statushouders", "realisatie", "2024-II", "2024-10-01"),
        ("statushouders", "percentage", "2024-II", "2024-10-01"),
    ]


def test_target_by_the_name_of_another_topic():
    doc = document(
        table([["Gemeente", "Taakstelling"], ["Venlo", "600"]], koppen=["Asielopvang"]),
        plan=Plan(gebied="Limburg"),
    )
    assert figures(doc, "thema", "maat") == [("asiel", "opgave")]


def test_locations_amv_by_doelgroep():
    doc = document(
        table(
            [
                ["Opvanglocatie", "Plaats", "Doelgroep", "Aantal plekken", "Van", "Tot", "Exploitant"],
                ["Azc Dorpsstraat", "Den Dolder", "Regulier", "300", "1-1-2020", "1-1-2030", "COA"],
                ["Kade 3", "Zeist", "Amv", "24", "1-5-2023", "1-5-2026", "COA"],
            ],
            koppen=["Asielopvang", "Zeist"],
        )
    )
    assert figures(doc, "gebied", "thema", "maat", "text") == [
        ("Zeist", "asiel", "capaciteit", "300"),
        ("Zeist", "amv", "capaciteit", "24"),
    ]
    assert [c.kenmerk for c in doc.tables[0].columns] == [
        "locatie",
        "adres",
        "doelgroep",
        None,
        "startdatum",
        "einddatum",
        "beheer",
    ]


def test_capacity_without_a_location_is_a_plan_for_the_area():
    doc = document(
        table(
            [
                ["Gemeente", "Capaciteit", "Start", "Toelichting"],
                ["Zeist", "188", "n.n.t.b.", "Er loopt een onderzoek."],
            ],
            koppen=["Toekomstige asiellocaties"],
        )
    )
    assert figures(doc, "maat") == [("voornemens",)]


def test_sub_rows_are_places_of_their_own():
    doc = document(
        table(
            [
                ["Gemeente", "Realisatie", "Beschikbaar (van/tot)"],
                ["Kampen", "248", ""],
                ["onderverdeling", "200", "01/02/24 – 01/02/26"],
                ["^", "48", "26/06/24 – 26/06/26"],
                ["Raalte", "80", ""],
            ],
            koppen=["Asielopvang"],
        ),
        plan=Plan(gebied="Overijssel"),
    )
    assert figures(doc, "gebied", "rol", "maat", "text") == [
        ("Kampen", "data", "realisatie", "248"),
        ("Kampen", "subrij", "capaciteit", "200"),
        ("Kampen", "subrij", "capaciteit", "48"),
        ("Raalte", "data", "realisatie", "80"),
    ]


def test_kerncijfers_under_the_heading_of_a_gemeente():
    doc = document(
        table(
            [
                ["Borne", "Opgave", "Behaald", "In ontw.", "Netto", "Bijzonderheden"],
                ["Statushouders", "27", "13", "14", "0", ""],
                ["Oekraïners", "183", "300", "", "+117", "+17 POO"],
                ["Asiel Nood", "", "", "0", "", "TGO in ontwikkeling"],
                ["Asiel Structureel", "148", "93", "", "-55", "Incl. 56 AMV"],
            ],
            koppen=["GEMEENTE BORNE", "KERNCIJFERS"],
        ),
        plan=Plan("regionaal_plan", "Twente", "regio"),
    )
    assert {(f[0].upper(), *f[1:]) for f in figures(doc, "gebied", "thema", "maat", "text")} >= {
        ("BORNE", "statushouders", "taakstelling", "27"),
        ("BORNE", "oekraine", "netto", "+117"),
        ("BORNE", "asiel", "in_ontwikkeling", "0"),
    }
    assert [(m.thema, m.maat, m.waarde_text) for m in doc.tables[0].mentions] == [
        ("oekraine", "poo", "+17"),
        ("amv", "behaald", "56"),
    ]


def test_a_header_broken_within_a_word():
    doc = document(table([["Gemeente", "Realisat\nie amv"], ["Zeist", "12"]]))
    assert figures(doc, "thema", "maat") == [("amv", "realisatie")]


def test_date_in_the_footnote_of_a_header():
    doc = document(
        table(
            [["Gemeente", "Realisatie*"], ["Zeist", "12"]],
            koppen=["Statushouders"],
            notes=["* Realisatie op datum 15-09-2024"],
        )
    )
    assert figures(doc, "peildatum") == [("2024-09-15",)]


def test_dsl_and_kso_side_by_side():
    doc = document(
        table(
            [
                [
                    "Doorstroomlocaties\n(DSL)",
                    "Capaciteit\nDSL",
                    "Einddatum",
                    "Kleinschalige opvang\nlocaties (KSO)",
                    "Capaciteit\nKSO",
                    "Einddatum",
                ],
                ["De Kroon", "40", "01-07-2025", "Perikplein", "16", "n.n.t.b."],
                ["", "", "", "KWE", "4", "01-11-2027"],
            ],
            koppen=["Enschede", "Huisvesting statushouders"],
        ),
        plan=Plan("uitsplitsing", "Overijssel"),
    )
    assert figures(doc, "maat", "text") == [
        ("dsl_plekken", "40"),
        ("kso_plekken", "16"),
        ("kso_plekken", "4"),
    ]
    assert [c.groep for c in doc.tables[0].columns] == [1, 1, 1, 2, 2, 2]


def test_a_form_heading_without_topic_takes_that_of_the_heading_before_it():
    form = table([["Locatie", "Capaciteit"], ["Singel", "170"]], koppen=["Zeist", "Gemeentelijke opvang"])
    doc = document(form)
    assert doc.tables[0].status == "niet_begrepen"
    doc.headings.insert(1, type(doc.headings[0])(1, -1.0, 2, "Opvang Oekraïense ontheemden"))
    from extract.understand import understand

    assert figures(understand(doc), "gebied", "thema", "maat") == [("Zeist", "oekraine", "capaciteit")]


def test_an_older_round_does_not_look_like_this_one():
    doc = document(
        table(
            [["Provincie", "Opgave (inclusief amv)"], ["Overijssel", "4.001"]],
            bijschrift="Provinciale opgaven per 1 januari 2024 totaal",
        ),
        plan=Plan(gebied="Overijssel"),
    )
    assert figures(doc, "maat", "periode") == [("opgave", "2024-01-01")]


# ---- what is not understood is listed, never guessed


def test_unknown_words_in_a_header_lower_the_confidence_and_are_listed():
    doc = document(table([["Gemeente", "Realisatie bruto"], ["Zeist", "12"]], koppen=["Asielopvang"]))
    column = doc.tables[0].columns[1]
    assert column.confidence < 1 and "bruto" in column.reden


def test_an_unknown_header_over_figures_is_listed_with_a_suggestion():
    doc = document(
        table([["Gemeente", "Opgave", "Reallisatie"], ["Zeist", "12", "11"]], koppen=["Asielopvang"])
    )
    column = doc.tables[0].columns[2]
    assert column.rol == "onbekend" and "Reallisatie" in column.reden and "realisatie" in column.suggestie
    assert figures(doc, "text") == [("12",)]


def test_a_table_of_figures_without_a_topic_is_not_understood():
    doc = document(table([["Gemeente", "Bomen"], ["Zeist", "12"]]))
    assert doc.tables[0].status == "niet_begrepen" and doc.tables[0].reden


def test_a_table_of_words_is_left_out_with_a_reason():
    doc = document(table([["Wie", "Wat"], ["COA", "Beheert locaties"]]))
    assert (doc.tables[0].status, doc.tables[0].reden) == ("genegeerd", "geen cijfers in de tabel")


def test_an_unknown_gemeente_keeps_its_printed_name():
    doc = document(table([["Gemeente", "Opgave"], ["Zeist", "12"], ["Nergenshuizen", "3"]], koppen=["Asiel"]))
    row = doc.tables[0].rows[2]
    assert (row.gebied, row.gebied_niveau, row.confidence < 1) == (
        "Nergenshuizen",
        "gemeente",
        True,
    ) and row.reden


@pytest.mark.parametrize("naam,niveau", [("Utrecht", "gemeente"), ("Groningen", "gemeente")])
def test_a_name_of_several_levels_under_the_header_gemeente(naam, niveau):
    doc = document(table([["Gemeente", "Opgave"], [naam, "12"], ["Zeist", "3"]], koppen=["Asiel"]))
    assert doc.tables[0].rows[1].gebied_niveau == niveau


def test_a_column_headed_regio_names_regions_that_the_reference_does_not_know():
    doc = document(
        table(
            [
                ["Regio", "Opgave"],
                ["Noord-Limburg", "1.570"],
                ["Midden-Limburg", "1.365"],
                ["Zuid-Limburg", "2.185"],
                ["Limburg", "5.120"],
            ],
            koppen=["Asielopvang"],
        ),
        plan=Plan(gebied="Limburg"),
    )
    assert figures(doc, "gebied", "niveau", "rol") == [
        ("Noord-Limburg", "regio", "data"),
        ("Midden-Limburg", "regio", "data"),
        ("Zuid-Limburg", "regio", "data"),
        ("Limburg", "provincie", "totaal"),
    ]


def test_a_total_merged_over_the_columns_of_areas():
    doc = document(
        table(
            [
                ["Regio", "Gemeente", "Opgave asiel"],
                ["Noord-Limburg", "Venlo", "600"],
                ["Totaal Limburg", None, "600"],
            ]
        ),
        plan=Plan(gebied="Limburg"),
    )
    assert figures(doc, "gebied", "rol") == [("Venlo", "data"), ("Limburg", "totaal")]


def test_a_long_table_with_the_measure_in_a_column():
    doc = document(
        table(
            [
                ["Gemeente", "Onderwerp", "Aantal"],
                ["Zeist", "Opgave asiel", "300"],
                ["^", "waarvan amv", "25"],
                ["De Bilt", "Opgave asiel", "200"],
                ["^", "waarvan amv", "17"],
            ]
        )
    )
    assert figures(doc, "gebied", "thema", "maat", "text") == [
        ("Zeist", "asiel", "opgave", "300"),
        ("Zeist", "amv", "opgave", "25"),
        ("De Bilt", "asiel", "opgave", "200"),
        ("De Bilt", "amv", "opgave", "17"),
    ]


def test_topics_down_under_the_header_doelgroep():
    doc = document(
        table(
            [
                ["Doelgroep", "Opgave", "Gerealiseerd"],
                ["Asielzoekers", "300", "200"],
                ["Oekraïense ontheemden", "400", "390"],
                ["Statushouders", "60", "20"],
            ],
            koppen=["Gemeente Zeist"],
        )
    )
    assert figures(doc, "gebied", "thema", "maat")[::2] == [
        ("Zeist", "asiel", "opgave"),
        ("Zeist", "oekraine", "opgave"),
        ("Zeist", "statushouders", "taakstelling"),
    ]


def test_a_gemeente_and_a_doelgroep_per_row():
    doc = document(
        table(
            [
                ["Gemeente", "Doelgroep", "Opgave", "Gerealiseerd"],
                ["Zeist", "Asiel", "300", "200"],
                ["^", "Amv", "25", "10"],
                ["^", "Oekraïne", "400", "390"],
            ]
        )
    )
    assert figures(doc, "gebied", "thema", "text") == [
        ("Zeist", "asiel", "300"),
        ("Zeist", "asiel", "200"),
        ("Zeist", "amv", "25"),
        ("Zeist", "amv", "10"),
        ("Zeist", "oekraine", "400"),
        ("Zeist", "oekraine", "390"),
    ]


def test_a_window_belongs_to_the_figures_before_it():
    doc = document(
        table(
            [
                [
                    "Gemeente",
                    "Realisatie totaal",
                    "Realisatie asiel",
                    "Beschikbaar (van/tot)",
                    "Realisatie amv",
                    "Beschikbaar (van/tot)",
                    "Toelichting",
                ],
                ["Zeist", "93", "37", "01/10/22 – 01/10/27", "56", "01/03/23 – 01/03/26", "Twee locaties"],
            ],
            koppen=["Asielopvang"],
        )
    )
    assert [c.groep for c in doc.tables[0].columns] == [0, 0, 1, 1, 2, 2, 0]


def test_a_second_list_of_gemeenten_beside_the_first_is_set_aside():
    doc = document(
        table(
            [
                ["Gemeente", "Opgave", "Gemeente", "Opgave"],
                ["Baarn", "10", "Zeist", "20"],
                ["De Bilt", "11", "Utrecht", "21"],
            ],
            koppen=["Asielopvang"],
        )
    )
    assert figures(doc, "gebied", "text") == [("Baarn", "10"), ("De Bilt", "11")]
    assert [bool(c.reden) for c in doc.tables[0].columns] == [False, False, True, True]


def test_a_topic_goes_on_to_the_next_column_with_less_certainty():
    doc = document(
        table(
            [
                [
                    "Gemeente",
                    "Opgave (inclusief amv)",
                    "Gegarandeerd",
                    "Verschil",
                    "Opgave amv",
                    "Gegarandeerd",
                ],
                ["Ede", "750", "805", "55", "60", "61"],
            ],
            koppen=["Regio De Vallei"],
        ),
        plan=Plan(gebied="Gelderland"),
    )
    assert figures(doc, "thema", "maat") == [
        ("asiel", "opgave"),
        ("asiel", "realisatie"),
        ("asiel", "verschil"),
        ("amv", "opgave"),
        (None, "realisatie"),
    ]
    assert doc.tables[0].columns[2].confidence < 1 and doc.tables[0].columns[2].reden


def test_a_topic_goes_on_to_the_next_row():
    doc = document(
        table(
            [
                ["", "Gelderland", "De Vallei"],
                ["Opgave asielopvang", "3.220", "930"],
                ["Gegarandeerde plekken", "2.405", "530"],
                ["waarvan amv", "131", "30"],
                ["Toegezegd", "350", "150"],
                ["Opgave Oekraïne", "500", "90"],
                ["Gerealiseerd", "450", "80"],
            ],
            koppen=["In het kort", "Regio De Vallei"],
        ),
        plan=Plan(gebied="Gelderland"),
    )
    assert figures(doc, "gebied", "thema", "maat")[::2] == [
        ("Gelderland", "asiel", "opgave"),
        ("Gelderland", "asiel", "realisatie"),
        ("Gelderland", "amv", "realisatie"),
        ("Gelderland", "asiel", "voornemens"),
        ("Gelderland", "oekraine", "opgave"),
        ("Gelderland", "oekraine", "realisatie"),
    ]


def test_a_period_alone_goes_on_with_the_topic_before_it():
    doc = document(
        table(
            [
                ["", "Asiel AMV", None, ""],
                ["Gemeente", "Opgave", "Voor 1/7/'25", "Na 1/7/'25"],
                ["Borne", "13", "0", "5"],
            ],
            koppen=["Kwantitatief beeld asiel"],
            header_rows=2,
        ),
        plan=Plan("regionaal_plan", "Twente", "regio"),
    )
    assert figures(doc, "thema", "maat", "periode") == [
        ("amv", "opgave", "1e cyclus"),
        ("amv", "realisatie", "voor 2025-07-01"),
        ("amv", "realisatie", "na 2025-07-01"),
    ]


def test_a_difference_before_its_count_has_the_period_of_that_count():
    doc = document(
        table(
            [["Gemeente", "Opgave", "Verschil", "Realisatie vóór 1-7-2025"], ["Borne", "148", "-148", "0"]],
            koppen=["Asiel"],
        )
    )
    assert figures(doc, "maat", "periode")[1:] == [
        ("verschil", "voor 2025-07-01"),
        ("realisatie", "voor 2025-07-01"),
    ]


# ---- wording and shapes of other provinces


def test_a_topic_beside_a_target_is_no_part_of_it():
    doc = document(
        table(
            [
                ["Gemeente", "Inspanningsverplichting", "Oekraïners", "POO"],
                ["Goes", "200", "180", "12"],
            ],
            koppen=["Opvang van Oekraïense ontheemden"],
        ),
        plan=Plan(gebied="Zeeland"),
    )
    assert figures(doc, "maat", "text") == [("opgave", "200"), (None, "180"), ("poo", "12")]


def test_a_header_with_unknown_words_is_no_part_of_the_column_before_it():
    doc = document(
        table([["Gemeente", "Opgave", "Gezochte amv"], ["Goes", "200", "9"]], koppen=["Asiel"]),
        plan=Plan(gebied="Zeeland"),
    )
    assert ("amv", "opgave") not in figures(doc, "thema", "maat")
    assert doc.tables[0].columns[2].reden


@pytest.mark.parametrize(
    "header,maat",
    [
        ("% van de taakstelling", "percentage"),
        ("Ingevuld (%)", "percentage"),
        ("Garantie + kansrijk", "realisatie_plus_voornemens"),
        ("Gerealiseerd en toegezegd", "realisatie_plus_voornemens"),
        ("Reeds gerealiseerd of besloten", "realisatie"),
        ("Halfjaar-\ntaakstelling\n2024-II", "taakstelling"),
        ("Bod totaal (incl. amv)", "realisatie"),
        ("Opgave en realisatie", None),
    ],
)
def test_headers_that_name_two_things(header, maat):
    doc = document(table([["Gemeente", header], ["Goes", "20"]], koppen=["Asiel"]))
    assert doc.tables[0].columns[1].maat == maat


@pytest.mark.parametrize(
    "label,gebied,niveau",
    [
        ("Totaal provincie", "Zeeland", "provincie"),
        ("Zeeland totaal", "Zeeland", "provincie"),
        ("Totaal gemeenten", "Zeeland", "provincie"),
        ("Totaal aantal plekken", "Zeeland", "provincie"),
        ("Totaal Walcheren", "Walcheren", "regio"),
    ],
)
def test_labels_of_totals(label, gebied, niveau):
    doc = document(
        table([["Gemeente", "Opgave"], ["Goes", "12"], [label, "12"]], koppen=["Asiel"]),
        plan=Plan(gebied="Zeeland"),
    )
    assert figures(doc, "rol", "gebied", "niveau")[1] == ("totaal", gebied, niveau)


def test_the_total_of_the_province_is_not_that_of_the_last_region():
    doc = document(
        table(
            [
                ["Gemeente", "Opgave"],
                ["Regio Walcheren", None],
                ["Veere", "12"],
                ["Totaal provincie", "12"],
            ],
            koppen=["Asiel"],
        ),
        plan=Plan(gebied="Zeeland"),
    )
    assert figures(doc, "gebied", "niveau")[1] == ("Zeeland", "provincie")


@pytest.mark.parametrize("header", ["Totaal", "Regio"])
def test_the_total_beside_columns_of_areas(header):
    doc = document(
        table(
            [["", "Breda", "Oosterhout", header], ["Taakstelling 2024-II", "40", "21", "61"]],
            koppen=["Huisvesting vergunninghouders"],
        ),
        plan=Plan("regionaal_plan", "De Baronie", "regio"),
    )
    assert figures(doc, "gebied", "niveau", "maat")[2] == ("De Baronie", "regio", "taakstelling")


def test_a_stranger_under_regio_or_gemeente_is_a_region():
    doc = document(
        table([["Regio / gemeente", "Opgave"], ["Plassenstreek", "60"], ["Leiden", "60"]], koppen=["Asiel"]),
        plan=Plan(gebied="Zuid-Holland"),
    )
    assert figures(doc, "gebied", "niveau") == [("Plassenstreek", "regio"), ("Leiden", "gemeente")]
    assert doc.tables[0].rows[1].confidence < 1


def test_places_under_a_heading_of_what_is_to_come():
    doc = document(
        table(
            [["Gemeente", "Plekken (indicatief)", "Verwachte start"], ["Goes", "100 – 150", "Q3 2025"]],
            koppen=["Toekomstige asiellocaties"],
        )
    )
    assert figures(doc, "maat", "text") == [("voornemens", "100 – 150")]
    assert doc.tables[0].columns[2].kenmerk == "startdatum"


def test_a_heading_that_lists_what_its_columns_count_settles_no_measure():
    doc = document(
        table(
            [["Gemeente", "Structurele opvangplekken", "Tijdelijke opvangplekken"], ["Emmen", "50", "3"]],
            koppen=["Asielopvang: vaste voorraad en tijdelijke plekken"],
        )
    )
    assert figures(doc, "maat") == [(None,), (None,)]


def test_names_of_locations_under_a_header_that_counts():
    doc = document(
        table(
            [
                ["Gemeente", "Doorstroomlocatie", "Plekken", "KSO-locatie", "Plekken"],
                ["Doetinchem", "De Kamp", "40", "Veldweg 8", "12"],
            ],
            koppen=["Doorstroomlocaties en kleinschalige opvang"],
        )
    )
    assert figures(doc, "maat", "text") == [("dsl_plekken", "40"), ("kso_plekken", "12")]


def test_half_years_as_labels_of_rows():
    doc = document(
        table(
            [["Statushouders", "Taakstelling"], ["2024-I", "14"], ["2024-II", "16"]],
            koppen=["Gemeente Zeist"],
        )
    )
    assert figures(doc, "maat", "periode") == [("taakstelling", "2024-I"), ("taakstelling", "2024-II")]


def test_columns_under_one_merged_header_are_not_told_apart():
    doc = document(
        table([["Gemeente", "Opgave regulier en amv", None], ["Zeist", "14", "3"]], koppen=["Asiel"])
    )
    assert figures(doc, "text") == []
    assert all("één kop" in column.reden for column in doc.tables[0].columns[1:])


def test_the_date_of_a_heading_dates_what_was_counted():
    doc = document(
        table(
            [["Gemeente", "Taakstelling 2e helft 2024", "Gehuisvest"], ["Zeist", "14", "3"]],
            koppen=["Statushouders: stand per 1 oktober 2024"],
        )
    )
    assert figures(doc, "periode", "peildatum") == [("2024-II", None), ("2024-II", "2024-10-01")]


def test_a_part_without_a_date_follows_the_parts_it_is_bound_with():
    doc = document(table([["Gemeente", "Opgave"], ["Zeist", "14"]], koppen=["Asiel"]))
    from extract.model import Part
    from extract.understand import understand

    doc.parts.append(
        Part(2, "uitsplitsing", "Utrecht", "provincie", "Bijlage", 1, 1, "2026-11-24", datum_bron="metadata")
    )
    assert understand(doc).parts[1].perioden["asiel"] == "1e cyclus"


def test_the_total_of_a_list_of_locations_is_no_location():
    doc = document(
        table(
            [["Naam locatie", "Aantal plaatsen"], ["Kazerne", "50"], ["Totaal", "50"]],
            koppen=["Venlo", "Asielopvang"],
        )
    )
    assert figures(doc, "rol", "maat", "text") == [
        ("data", "capaciteit", "50"),
        ("totaal", "capaciteit", "50"),
    ]


def test_a_name_that_the_part_bears_has_the_level_of_the_part():
    doc = document(
        table([["Gemeente", "Opgave"], ["Urk", "12"], ["Totaal Flevoland", "12"]], koppen=["Asiel"]),
        plan=Plan("regionaal_plan", "Flevoland", "regio"),
    )
    assert figures(doc, "gebied", "niveau")[1] == ("Flevoland", "regio")


def test_leading_columns_are_about_the_only_topic_of_the_table():
    doc = document(
        table(
            [
                ["Gemeente", "Opgave", "Garantie totaal", "Garantie asiel", "Garantie amv"],
                ["Venlo", "60", "50", "40", "10"],
            ],
            koppen=["Gegarandeerde plekken"],
        )
    )
    assert figures(doc, "thema", "maat") == [
        ("asiel", "opgave"),
        ("asiel", "realisatie"),
        ("asiel", "realisatie_regulier"),
        ("amv", "realisatie"),
    ]
    assert doc.tables[0].columns[1].confidence < 1 and doc.tables[0].columns[1].reden


def test_words_under_a_header_that_counts_are_labels():
    doc = document(
        table(
            [["Plannen Q4 2024", "Bestaande voorraad"], ["Aantal", "5"]],
            koppen=["Venlo", "Huisvesting vergunninghouders"],
        )
    )
    assert figures(doc, "maat", "text") == [("woningvoorraad_bestaand", "5")]


def test_of_two_half_years_printed_as_often_the_later_is_the_default():
    doc = document(
        table(
            [
                ["Gemeente", "Taakstelling 2024-I", "Taakstelling 2024-II", "Gerealiseerd"],
                ["Huizen", "3", "4", "2"],
            ],
            koppen=["Statushouders"],
        )
    )
    assert figures(doc, "periode")[2] == ("2024-II",)


def test_years_of_a_target_are_told_apart():
    doc = document(
        table(
            [["Gemeente", "Taakstelling 2024", "Taakstelling 2025"], ["Zeist", "9", "8"]],
            koppen=["Statushouders"],
        )
    )
    assert figures(doc, "maat", "periode") == [("taakstelling", "2024"), ("taakstelling", "2025")]


@pytest.mark.parametrize(
    "header,maat",
    [
        ("Inwoners per 1-1-2024", None),
        ("Inwoners 2024", None),
        ("Totaal GOO + POO", None),
        ("Totale capaciteit", None),
        ("Nog te huisvesten", "restopgave"),
        ("Huidige capaciteit", "realisatie"),
        ("Toekomstige capaciteit", "voornemens"),
    ],
)
def test_look_alikes_of_measures(header, maat):
    doc = document(table([["Gemeente", "Opgave", header], ["Zeist", "9", "8"]], koppen=["Opgave Oekraïne"]))
    assert doc.tables[0].columns[2].maat == maat


def test_capacity_beside_what_is_in_use_is_no_plan():
    doc = document(
        table(
            [["Gemeente", "Capaciteit", "Bezetting", "Vrije plekken"], ["Zeist", "100", "80", "20"]],
            koppen=["Opvang Oekraïne"],
        )
    )
    assert figures(doc, "maat") == [("capaciteit",), ("bezetting",), ("vrij",)]


def test_huidige_capaciteit_of_a_location_is_its_capacity():
    doc = document(
        table(
            [["Gemeente", "Locatie", "Huidige capaciteit"], ["Zeist", "Azc", "100"]], koppen=["Asielopvang"]
        )
    )
    assert figures(doc, "maat") == [("capaciteit",)]


def test_a_word_broken_over_two_rows_of_the_header():
    doc = document(
        table(
            [["Gemeente", "Inspannings-", ""], ["^", "verplichting", "Realisatie"], ["Zeist", "100", "80"]],
            koppen=["Opvang Oekraïne"],
            header_rows=2,
        )
    )
    assert figures(doc, "maat") == [("opgave",), ("realisatie",)]
    assert doc.tables[0].columns[1].reden is None


def test_a_capacity_in_words_is_no_name_of_a_location():
    doc = document(
        table([["Doorstroomlocaties (DSL)", "Capaciteit DSL"], ["Park", "45 kamers"]], koppen=["Raalte"]),
        plan=Plan("uitsplitsing", "Overijssel"),
    )
    assert figures(doc, "maat", "text") == [("dsl_plekken", "45 kamers")]


def test_a_sentence_under_a_header_that_counts_labels_no_row():
    doc = document(
        table(
            [["Bestaande woningvoorraad", "Bestaande flexwoningen"], ["Conform taakstelling", "0"]],
            koppen=["Raalte", "Huisvesting statushouders"],
        )
    )
    assert ("flexwoningen_bestaand", "0") in figures(doc, "maat", "text")


def test_a_heading_of_the_outermost_level_takes_no_topic_from_the_one_before_it():
    doc = document(
        table([["Gemeente", "Opgave"], ["Zeist", "400"]], koppen=["Opvang Oekraïne"]),
        table([["Gemeente", "Gerealiseerd"], ["Zeist", "12"]], koppen=["Samenwerking"]),
    )
    assert [one.thema for one in doc.tables] == ["oekraine", None]


def test_goo_counts_the_places_of_municipal_reception():
    doc = document(
        table(
            [
                ["Gemeente", "Inspanningsverplichting", "Gemeentelijke opvang (GOO)", None, "GOO + POO"],
                ["", "per 1-1-2025", "Plekken", "Verschil", "Totaal"],
                ["Zeist", "400", "380", "-20", "410"],
            ],
            koppen=["Overzicht"],
            header_rows=2,
        )
    )
    assert figures(doc, "thema", "maat")[1:3] == [("oekraine", "realisatie"), ("oekraine", "verschil")]
    assert ("oekraine", "realisatie", "410") not in figures(doc, "thema", "maat", "text")


@pytest.fixture
def with_additions(monkeypatch):
    """Read the word lists as if a file of additions held these lines."""

    def forget() -> None:
        for cached in (vocabulary_module.vocabulary, headers.read_text, areas.bare_name):
            cached.cache_clear()

    def add(lines: str) -> None:
        load = vocabulary_module._load
        monkeypatch.setattr(
            vocabulary_module,
            "_load",
            lambda name: yaml.safe_load(lines) if name == vocabulary_module.ADDITIONS else load(name),
        )
        forget()

    yield add
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("header", ["Reallisatie", "Leegstand", "Toegewezen plekken"])
def test_a_suggestion_pasted_into_the_additions_makes_the_column_understood(header, with_additions):
    rows = [["Gemeente", "Opgave", header], ["Zeist", "30", "20"], ["De Bilt", "10", "10"]]
    column = document(table(rows, koppen=["Asiel"])).tables[0].columns[2]
    assert column.reden and "extract/vocabulary/aanvullingen.yaml" in column.suggestie
    pasted = column.suggestie.replace("soort: anders", "maat: realisatie")
    with_additions(pasted)
    found = document(table(rows, koppen=["Asiel"]))
    assert figures(found, "maat", "text")[1] == (yaml.safe_load(pasted)[0]["maat"], "20")
    assert found.tables[0].columns[2].reden is None


def test_an_addition_that_leaves_out_on_purpose(with_additions):
    rows = [["Gemeente", "Opgave", "Zwemles"], ["Zeist", "30", "20"]]
    with_additions(document(table(rows, koppen=["Asiel"])).tables[0].columns[2].suggestie)
    assert document(table(rows, koppen=["Asiel"])).tables[0].columns[2].rol == "genegeerd"


@pytest.mark.parametrize(
    "figures_,maat",
    [
        (("-10", "+5", "0"), "verschil"),
        (("10", "-5", "0"), "restopgave"),
        (("67 %", "125 %", "100%"), "percentage"),
        (("1", "2", "3"), None),
    ],
)
def test_figures_that_follow_from_those_beside_them_are_a_hint_and_no_more(figures_, maat):
    rows = [["Gemeente", "Opgave", "Realisatie", "Zwemles"]]
    for naam, asked, there, other in zip(
        ("Zeist", "De Bilt", "Soest"), ("30", "20", "1.100"), ("20", "25", "1.100"), figures_, strict=True
    ):
        rows.append([naam, asked, there, other])
    column = document(table(rows, koppen=["Asiel"])).tables[0].columns[3]
    assert column.maat is None and column.rol == "onbekend"
    assert (f"maat: {maat}" if maat else "soort: anders") in column.suggestie


@pytest.mark.parametrize(
    "header,maat",
    [
        ("Opg. asiel", "opgave"),
        ("Real. totaal", "realisatie"),
        ("Aant. plaatsen gereed", "realisatie"),
        ("Taakstellingsopgave", "opgave"),
        ("Opvangopgave", "opgave"),
        ("Gegarandeerde opvangplaatsen", "realisatie"),
        ("Noodopvangplekken in voorbereiding", "voornemens"),
        ("Saldo ten opzichte van de opgave", "verschil"),
        ("Verschil opgave en realisatie", "verschil"),
        ("Tekort (-) of overschot (+)", "verschil"),
        ("Beschikbaar als deel van de opgave", "percentage"),
        ("Opgave excl. realisatie", "opgave"),
        ("Bestaande opvang", "realisatie"),
        ("Nieuwe opvang", "voornemens"),
        ("Nieuwe opgave", "opgave"),
        ("Netto opgave", None),
    ],
)
def test_words_glued_bent_and_cut_short(header, maat):
    doc = document(table([["Gemeente", "Opgave 2e cyclus", header], ["Goes", "9", "20"]], koppen=["Asiel"]))
    assert doc.tables[0].columns[2].maat == maat


@pytest.mark.parametrize(
    "header",
    [
        "Verschil tussen beide cycli",
        "Aantal inwoners",
        "Kosten opvang",
        "Realisatie per inwoner",
        "Opgave woningbouw",
        "Fte asiel",
    ],
)
def test_a_column_about_something_else_states_nothing(header):
    doc = document(table([["Gemeente", "Opgave", header], ["Goes", "9", "20"]], koppen=["Asiel"]))
    assert figures(doc, "text") == [("9",)]
    assert doc.tables[0].columns[2].reden


@pytest.mark.parametrize(
    "koppen,rows",
    [
        (["Asiel", "Budget"], [["Gemeente", "Begroot", "Realisatie", "Verschil"], ["Goes", "9", "8", "1"]]),
        (["Asiel"], [["Gemeente", "Realisatie"], ["Goes", "€ 900"], ["Veere", "€ 1.200"]]),
        (["Asiel", "Beeld van de markt"], [["Gemeente", "Koophuizen", "Verschil"], ["Goes", "9", "-8"]]),
    ],
)
def test_a_table_about_something_else_states_nothing(koppen, rows):
    doc = document(table(rows, koppen=koppen), plan=Plan(gebied="Zeeland"))
    assert doc.tables[0].status == "niet_begrepen"


def test_a_measure_in_two_headers():
    doc = document(
        table(
            [
                ["Gemeente", "Woningvoorraad", None],
                ["^", "bestaand", "uitbreiding"],
                ["Soest", "4", "2"],
            ],
            koppen=["Statushouders"],
            header_rows=2,
        )
    )
    assert figures(doc, "maat") == [("woningvoorraad_bestaand",), ("woningvoorraad_uitbreiding",)]


def test_places_beside_what_is_asked_are_what_there_is():
    rows = [["Gemeente", "Inspanningsverplichting", "Plaatsen"], ["Goes", "90", "80"]]
    doc = document(table(rows, koppen=["Opvang Oekraïne"]))
    assert figures(doc, "maat") == [("opgave",), ("realisatie",)]
    assert doc.tables[0].columns[2].confidence < 1 and doc.tables[0].columns[2].reden
    rows[0].append("Realisatie")
    rows[1].append("70")
    assert figures(document(table(rows, koppen=["Opvang Oekraïne"])), "maat")[1] == (None,)


def test_a_whole_before_waarvan_amv_is_asiel():
    doc = document(
        table(
            [
                ["Gemeente", "Opgave", None, "Beschikbaar", None],
                ["^", "Totaal", "waarvan amv", "Totaal", "waarvan amv"],
                ["Goes", "90", "9", "80", "8"],
            ],
            koppen=["Wie doet wat"],
            header_rows=2,
        )
    )
    assert figures(doc, "thema", "maat") == [
        ("asiel", "opgave"),
        ("amv", "opgave"),
        ("asiel", "realisatie"),
        ("amv", "realisatie"),
    ]


def test_a_table_without_topic_is_about_that_of_its_chapter():
    first = table([["Gemeente", "Opgave asiel"], ["Goes", "9"]], koppen=["Richtgetallen"])
    second = table([["Gemeente", "Toegezegd"], ["Goes", "4"]], koppen=["Richtgetallen", "Wat komt erbij"])
    other = table([["Gemeente", "Toegezegd"], ["Goes", "3"]], koppen=["Overig"])
    doc = document(first, second, other)
    assert figures(doc, "thema", "text") == [("asiel", "9"), ("asiel", "4"), (None, "3")]
    assert doc.tables[1].confidence < 1 and "hoofdstuk" in doc.tables[1].reden


def test_the_total_of_tasks_beside_a_backlog_holds_the_backlog():
    header = ["Gemeente", "Achterstand", "Taakstelling 2025-II", "Totaal te huisvesten"]
    doc = document(table([header, ["Goes", "3", "9", "12"]], koppen=["Statushouders"]))
    assert figures(doc, "maat") == [("achterstand",), ("taakstelling",), ("taakstelling_incl_achterstand",)]


def test_a_half_year_in_the_year_of_the_heading():
    doc = document(
        table(
            [
                ["Gemeente", "1e halfjaar", None, "Tweede helft"],
                ["^", "Taakstelling", "Gehuisvest", "Taakstelling"],
                ["Goes", "9", "8", "7"],
            ],
            koppen=["Huisvesting statushouders 2025"],
            header_rows=2,
        )
    )
    assert figures(doc, "periode") == [("2025-I",), ("2025-I",), ("2025-II",)]


def test_an_address_names_a_location_without_a_name():
    doc = document(
        table(
            [["Gemeente", "Adres", "Plekken nov. 2026"], ["Soest", "Den Blieklaan 4", "40"]],
            koppen=["Asiellocaties"],
        )
    )
    assert figures(doc, "maat", "peildatum") == [("capaciteit", "2026-11-01")]
    assert doc.tables[0].rows[1].locatie == "Den Blieklaan 4"


def test_a_level_behind_a_name_and_a_level_alone():
    doc = document(
        table(
            [["Gebied", "Opgave"], ["Eemland", "9"], ["Utrecht (stad)", "8"], ["Provincie", "17"]],
            koppen=["Asiel"],
        )
    )
    assert figures(doc, "gebied", "niveau") == [
        ("Eemland", "regio"),
        ("Utrecht", "gemeente"),
        ("Utrecht", "provincie"),
    ]


@pytest.mark.parametrize(
    "kop,gebied",
    [
        ("Kerncijfers gemeente Tiel", "Tiel"),
        ("Asielopvang in West Betuwe", "West Betuwe"),
        ("Tiel: kerncijfers", "Tiel"),
        ("Afspraken in Tiel en Buren", "Rivierenland"),
        ("Afspraken in Tiel, Buren en Culemborg", "Rivierenland"),
        ("Best practices", "Rivierenland"),
        ("Kerncijfers regio", "Rivierenland"),
    ],
)
def test_a_gemeente_named_in_a_longer_heading(kop, gebied):
    doc = document(
        table([["", "Asiel"], ["Opgave", "9"]], koppen=[kop]),
        plan=Plan("regionaal_plan", "Rivierenland", "regio"),
    )
    assert figures(doc, "gebied", "maat") == [(gebied, "opgave")]


def test_group_rows_give_periods_and_measures():
    doc = document(
        table(
            [
                ["Gemeente", "Asiel", "Amv"],
                ["Opgave", None, None],
                ["Tiel", "9", "1"],
                ["Gerealiseerd per 1 juli 2025", None, None],
                ["Tiel", "8", "0"],
            ],
            koppen=["Overzicht"],
        )
    )
    assert figures(doc, "thema", "maat", "peildatum") == [
        ("asiel", "opgave", None),
        ("amv", "opgave", None),
        ("asiel", "realisatie", "2025-07-01"),
        ("amv", "realisatie", "2025-07-01"),
    ]


def test_topics_in_the_first_column_beside_gemeenten():
    doc = document(
        table(
            [
                ["Onderwerp", "Gemeente", "Opgave"],
                ["Asiel", "Tiel", "9"],
                ["", "Buren", "8"],
                ["Oekraïne", "Tiel", "7"],
                ["", "Buren", "6"],
            ]
        )
    )
    assert figures(doc, "thema", "text") == [
        ("asiel", "9"),
        ("asiel", "8"),
        ("oekraine", "7"),
        ("oekraine", "6"),
    ]


def test_years_of_a_count_are_told_apart():
    doc = document(
        table([["Gemeente", "2024", "2025"], ["Tiel", "8", "9"]], koppen=["Realisatie asielopvang"])
    )
    assert figures(doc, "maat", "periode") == [("realisatie", "2024"), ("realisatie", "2025")]


def test_figures_in_multiples_are_not_stated_as_they_stand():
    doc = document(table([["Gemeente", "Opgave (x 1.000)"], ["Tiel", "1,2"]], koppen=["Asiel"]))
    assert figures(doc, "maat") == []


def test_percentages_under_a_header_of_places_are_not_stated():
    doc = document(
        table([["Gemeente", "Opgave", "Bezetting"], ["Tiel", "90", "80%"]], koppen=["Opvang Oekraïne"])
    )
    assert figures(doc, "text") == [("90",)]
    assert "percentages" in doc.tables[0].columns[2].reden


def test_a_topic_of_another_family_is_no_part():
    doc = document(
        table([["Gemeente", "Opgave", "KSO", "COA"], ["Tiel", "9", "5", "4"]], koppen=["Opvang van amv"])
    )
    assert ("kso_plekken", "4") not in figures(doc, "maat", "text")


def test_a_column_of_topics_labels_the_rows_of_areas_whatever_its_header():
    one = table(
        [
            ["Taak", "Gemeente", "Gevraagd", "Gerealiseerd"],
            ["Asiel (incl. amv)", "Zeist", "10", "8"],
            ["^", "Baarn", "5", "4"],
            ["^", "Regiototaal", "15", "12"],
            ["Oekraïne", "Zeist", "20", "21"],
        ]
    )
    doc = document(one, plan=Plan("regionaal_plan", "Heuvelrug", "regio"))
    assert figures(doc, "gebied", "niveau", "thema", "maat", "text") == [
        (gebied, niveau, thema, maat, text)
        for gebied, niveau, thema, texts in [
            ("Zeist", "gemeente", "asiel", ("10", "8")),
            ("Baarn", "gemeente", "asiel", ("5", "4")),
            ("Heuvelrug", "regio", "asiel", ("15", "12")),
            ("Zeist", "gemeente", "oekraine", ("20", "21")),
        ]
        for maat, text in zip(("opgave", "realisatie"), texts, strict=True)
    ]


@pytest.mark.parametrize(
    "label", ["Regiototaal", "Totaal Kop", "Samen", "Regio totaal", "Alle gemeenten", "Hele regio"]
)
def test_totals_under_other_names_are_of_the_area_around(label):
    one = table([["Gemeente", "Opgave asiel"], ["Schagen", "9"], [label, "9"]])
    doc = document(one, plan=Plan("regionaal_plan", "Kop van het Land", "regio"))
    assert figures(doc, "gebied", "niveau", "rol")[-1] == ("Kop van het Land", "regio", "totaal")


def test_dates_under_a_word_of_measure_are_no_figures():
    one = table(
        [
            ["Gemeente", "Locatie", "Plekken", "Geopend"],
            ["Goes", "Hotel", "66", "2024"],
            ["Veere", "Hof", "12", "maart 2025"],
        ],
        koppen=["Opvang asiel"],
    )
    doc = document(one)
    assert figures(doc, "maat", "text") == [("capaciteit", "66"), ("capaciteit", "12")]
    assert doc.tables[0].columns[3].kenmerk == "startdatum"


def test_a_period_of_one_topic_tells_the_topic():
    one = table(
        [["Gemeente", "Richtgetal", "Gegarandeerd"], ["Goes", "9", "8"]],
        bijschrift="Bod voor de eerste cyclus",
    )
    assert figures(document(one), "thema", "text") == [("asiel", "9"), ("asiel", "8")]


def test_a_chapter_of_one_measure_has_the_topic_of_its_part():
    first = table([["Gemeente", "Opgave asiel", "Toegezegd"], ["Goes", "9", "2"]], koppen=["Opgaven"])
    second = table([["Gemeente", "Toegezegd aantal"], ["Goes", "2"]], koppen=["Toezeggingen"])
    assert figures(document(first, second), "thema", "maat")[-1] == ("asiel", "voornemens")


@pytest.mark.parametrize(
    "caption", ["Asielopvang, stand 1 november 2025", "Asielopvang (situatie per 1-11-2025)"]
)
def test_the_day_of_counting_in_a_caption(caption):
    one = table([["Gemeente", "Gerealiseerd"], ["Goes", "8"]], bijschrift=caption)
    assert figures(document(one), "peildatum") == [("2025-11-01",)]


def test_a_label_that_counts_places_does_not_go_on_with_the_task_above():
    one = table(
        [
            ["Inspanningsverplichting Oekraïne", "30"],
            ["Plaatsen gemeentelijke opvang Oekraïne", "28"],
            ["Taakstelling vergunninghouders 2025-I", "6"],
            ["Taakstelling vergunninghouders 2025-I, inclusief achterstand", "8"],
            ["Geplaatst per 1 maart 2025", "5"],
        ],
        header_rows=0,
        koppen=["Gemeente Zeist"],
    )
    assert figures(document(one), "maat", "text") == [
        ("opgave", "30"),
        ("realisatie", "28"),
        ("taakstelling", "6"),
        ("taakstelling_incl_achterstand", "8"),
        ("realisatie", "5"),
    ]


@pytest.mark.parametrize(
    ("header", "maat"),
    [
        ("Nog niet ingevuld", "restopgave"),
        ("Toegezegd, nog geen besluit", "voornemens"),
        ("Toegezegd (nog niet gegarandeerd)", "voornemens"),
        ("Plekken die niet gegarandeerd zijn", None),
        ("Niet gerealiseerde opgave", None),
        ("Inspannings-verplichting", "opgave"),
        ("Verdeling rijk", "opgave"),
        ("Prognose voor- of achterstand (+/-)", "verwachte_achterstand"),
    ],
)
def test_what_is_denied_is_not_what_is_counted(header, maat):
    assert headers.read_text(header).maat == maat


def test_a_part_does_not_hide_the_topic_of_the_whole():
    one = table(
        [
            ["Gemeente", "Opgave asiel", None, "Toegezegd", None, "Nog te realiseren"],
            ["^", "totaal", "waarvan amv", "totaal", "w.o. amv", "^"],
            ["Zeist", "300", "25", "200", "10", "100"],
        ],
        header_rows=2,
    )
    assert figures(document(one), "thema", "maat") == [
        ("asiel", "opgave"),
        ("amv", "opgave"),
        ("asiel", "voornemens"),
        ("amv", "voornemens"),
        ("asiel", "restopgave"),
    ]


@pytest.mark.parametrize(("share", "maat"), [("50 %", "percentage"), ("80 %", None)])
def test_percentages_of_what_is_asked(share, maat):
    rows = [["Zeist", "100", "50", share], ["Soest", "40", "10", "25%"], ["Baarn", "30", "30", "100%"]]
    one = table([["Gemeente", "Opgave", "Plekken GOO", "Gerealiseerd"], *rows], koppen=["Oekraïne"])
    document(one)
    assert one.columns[3].maat == maat


@pytest.mark.parametrize(
    ("caption", "text", "date"),
    [
        ("Opvang van ontheemden (1 oktober 2024)", "", "2024-10-01"),
        ("Ontheemden bij particulieren volgens de BRP, 1-9-2024", "", "2024-09-01"),
        ("", "Er is veel gebeurd. De telling is van eind september 2024.", "2024-09-30"),
        ("", "De stand van de plekken is die van 1 oktober 2024. De opgave is van 1 mei 2023.", "2024-10-01"),
        ("", "De tellingen zijn van 1 mei 2024.", "2024-05-01"),
        ("Opvang van ontheemden (1 juli 2025)", "", None),  # still to come
        ("Opgave en opvang, 1 oktober 2024", "", None),
        ("", "Het overleg was op 1 oktober 2024.", None),
        ("", "De stand is van 1 mei 2024. De telling van POO is van 1 juni 2024.", None),
    ],
)
def test_the_day_of_counting_in_the_words_above_a_table(caption, text, date):
    counted = table([["Gemeente", "Opgave", "GOO"], ["Goes", "9", "8"]], bijschrift=caption)
    matrix = table([["", "Goes", "Hulst"], ["Opgave", "9", "8"], ["Gerealiseerd", "9", "8"]])
    matrix.bijschrift = caption
    for one in (counted, matrix):
        one.inleiding = text
        one.koppen, one.kop = ["Oekraïne"], "Oekraïne"
    document(counted, matrix)
    assert [c.peildatum for c in counted.columns] == [None, None, date]
    assert [row.peildatum for row in matrix.rows] == [None, None, date]


def test_numbers_without_the_sign_are_no_percentages_beside_those_with_it():
    one = table(
        [["Gemeente", "GOO %", "gerealiseerd %"], ["Goes", "354", "98%"], ["Veere", "275", "92%"]],
        koppen=["Oekraïne"],
    )
    document(one)
    assert [c.maat for c in one.columns[1:]] == [None, "percentage"]


def test_percentages_under_what_is_there_and_what_is_asked_are_the_share():
    doc = document(
        table(
            [
                ["", "Zeist", "Soest"],
                ["Doel", "100", "50"],
                ["Zekere plaatsen", "80", "20"],
                ["Doel gehaald", "80%", "40%"],
                ["Zekere plaatsen", "80%", "40%"],
            ],
            koppen=["Asielopvang"],
        )
    )
    assert figures(doc, "maat", "text")[-2:] == [("percentage", "80%"), ("percentage", "40%")]
    assert doc.tables[0].rows[-1].reden.startswith("percentages onder een rijlabel")


def test_a_row_of_the_same_topic_is_no_part_of_the_row_above():
    doc = document(
        table(
            [
                ["Inspanningsverplichting Oekraïne", "636"],
                ["Opvang Oekraïne", "571"],
                ["Gemeentelijke opvang Oekraïne (GOO)", "570"],
            ],
            koppen=["Zeist"],
            header_rows=0,
        )
    )
    assert figures(doc, "maat", "text") == [
        ("opgave", "636"),
        (None, "571"),
        ("realisatie", "570"),
    ]


def test_a_heading_names_the_group_of_its_locations():
    doc = document(
        table(
            [
                ["Naam", "Gemeente", "Aantal plekken", "Begin", "Einde"],
                ["Kade 3", "Zeist", "24", "mei 2024", "mei 2027"],
            ],
            koppen=["Doorstroomlocaties (DSL) voor statushouders"],
        )
    )
    assert figures(doc, "gebied", "thema", "maat", "text") == [
        ("Zeist", "statushouders", "dsl_plekken", "24")
    ]


def test_a_target_group_tells_the_topic_of_a_location():
    doc = document(
        table(
            [
                ["Locatie", "Voor wie", "Plekken"],
                ["Kade 3", "asielzoekers", "30"],
                ["Haven", "ontheemden", "92"],
            ],
            koppen=["Asielopvang", "Zeist"],
        )
    )
    assert figures(doc, "thema", "maat", "text") == [
        ("asiel", "capaciteit", "30"),
        ("oekraine", "capaciteit", "92"),
    ]


def test_signed_numbers_are_no_task():
    doc = document(
        table(
            [["Gemeente", "Taakstelling"], ["Zeist", "-5"], ["Soest", "+1"], ["Baarn", "0"]],
            koppen=["Statushouders"],
        )
    )
    assert figures(doc, "maat") == []
    assert doc.tables[0].columns[1].reden.startswith("getallen met + of -")
