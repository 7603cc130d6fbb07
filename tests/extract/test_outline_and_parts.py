"""The parts bound in a plan, and the headings above its tables."""

from __future__ import annotations

import pytest

from extract.outline import PathTracker
from extract.parts.claims import compose_claim, read_claim
from extract.parts.dates import read_date
from extract.parts.names import leading_area
from extract.read import read_document
from tests.extract.typeset import Plan

TABLE = [["Gemeente", "Opgave"], ["Assen", "12"], ["Emmen", "30"]]
PROSE = "De gemeenten werken samen aan de opvang. Zie ook het regionaal plan en het provinciaal plan. " * 5


def test_a_region_ends_before_its_date():
    assert leading_area("Drechtsteden, 24 september 2026") == "Drechtsteden"
    assert leading_area("A2-gemeenten 2026") == "A2-gemeenten"
    assert leading_area("De Peel v1.3") == "De Peel"
    assert leading_area("DE PEEL") == "DE PEEL"
    assert leading_area("Noordoost-Fryslân en de eilanden") == "Noordoost-Fryslân"


def bundle(running=lambda page: None) -> Plan:
    plan = Plan(running).title_page(
        "Provinciaal verslag Spreidingswet", "Provincie Drenthe", "12 december 2025"
    )
    plan.heading(1, "1. Inleiding").text(PROSE + "Dit gaat over de tweede cyclus.")
    plan.heading(2, "Opgaven").table(TABLE).heading(1, "Bijlage: Provinciaal plan").text(
        "Het plan is bijgevoegd."
    )
    plan.title_page("Provinciaal opvangplan", "november 2025")
    plan.heading(1, "1. Opgaven").text(PROSE).table(TABLE)
    plan.title_page("Regionaal plan Zuidoost-Drenthe", "Regio Zuidoost-Drenthe", "3-10-2025")
    plan.heading(1, "OPGAVEN").text(PROSE).table(TABLE)
    plan.page(wide=True).heading(1, "Bijlage 3: Uitsplitsing per gemeente")
    plan.heading(2, "Assen").heading(3, "Asielopvang").table(TABLE)
    plan.heading(3, "Opvang Oekraïense ontheemden").heading(3, "Gemeentelijke opvang").table(TABLE)
    return plan.page(wide=True).heading(3, "Statushouders").table(TABLE)


def headers(page: int) -> str:
    """Running headers as a bundle of separate documents has them."""
    names = ["Provinciaal verslag Drenthe", "Provinciaal opvangplan", "Regionaal plan Zuidoost-Drenthe"]
    return names[(page - 1) // 2] if page < 7 else "Bijlage 3: Uitsplitsing per gemeente"


@pytest.mark.parametrize("running", [lambda page: None, headers, lambda page: "Provinciaal verslag Drenthe"])
def test_parts_with_and_without_running_headers(tmp_path, running):
    document = read_document(bundle(running).save(tmp_path / "plan.pdf"))
    assert [(p.deel, p.deel_gebied, p.page_from, p.page_to) for p in document.parts] == [
        ("provinciaal_verslag", "Drenthe", 1, 2),
        ("provinciaal_plan", "Drenthe", 3, 4),
        ("regionaal_plan", "Zuidoost-Drenthe", 5, 6),
        ("uitsplitsing", "Drenthe", 7, 8),
    ]
    assert [p.datum for p in document.parts[:3]] == ["2025-12-12", "2025-11-01", "2025-10-03"]
    assert {p.datum_bron for p in document.parts[:3]} == {"titelpagina"}
    assert document.parts[0].cyclus == "2e cyclus"
    assert [p.gebied_niveau for p in document.parts] == ["provincie", "provincie", "regio", "provincie"]


def test_headings_make_paths_that_carry_over_pages(tmp_path):
    document = read_document(bundle(headers).save(tmp_path / "plan.pdf"))
    per_gemeente = ["Bijlage 3: Uitsplitsing per gemeente", "Assen"]
    assert [table.koppen for table in document.tables] == [
        ["1. Inleiding", "Opgaven"],
        ["1. Opgaven"],
        ["OPGAVEN"],
        [*per_gemeente, "Asielopvang"],
        [*per_gemeente, "Opvang Oekraïense ontheemden", "Gemeentelijke opvang"],
        [*per_gemeente, "Statushouders"],
    ]
    assert [table.part_no for table in document.tables] == [1, 2, 3, 4, 4, 4]


def test_running_lines_are_no_text(tmp_path):
    document = read_document(bundle(headers).save(tmp_path / "plan.pdf"))
    assert "De gemeenten werken samen" in document.page_text[1]
    assert not any(
        "Pagina" in text or text.startswith("Provinciaal verslag Drenthe") for text in document.page_text
    )


def test_a_document_of_one_part_without_title_page(tmp_path):
    plan = (
        Plan()
        .heading(1, "Erratum bij het provinciaal verslag Drenthe")
        .text("Datum: 4 maart 2026.")
        .table(TABLE)
    )
    (part,) = read_document(plan.save(tmp_path / "plan.pdf")).parts
    assert (part.deel, part.deel_gebied, part.datum) == ("addendum", "Drenthe", "2026-03-04")


def test_a_document_that_names_no_part_is_overig(tmp_path):
    (part,) = read_document(Plan().heading(1, "Notitie").text("Tekst.").save(tmp_path / "plan.pdf")).parts
    assert (part.deel, part.confidence) == ("overig", 0.5)
    assert part.datum_bron == "metadata"


@pytest.mark.parametrize(
    ("title", "claim"),
    [
        ("Regionaal plan Twente", ("regionaal_plan", "Twente")),
        ("Bijlage 1: Regionaal plan IJsselland", ("regionaal_plan", "IJsselland")),
        ("Regionaal opvangplan regio Hart van Brabant 2026", ("regionaal_plan", "Hart van Brabant")),
        ("Regionaal Plan Achterhoek – Samen aan de slag", ("regionaal_plan", "Achterhoek")),
        ("Provinciaal plan Spreidingswet Noord-Holland", ("provinciaal_plan", "Noord-Holland")),
        ("Ambtsbericht Spreidingswet provincie Fryslân", ("provinciaal_verslag", "Fryslân")),
        ("Uitsplitsing per gemeente", ("uitsplitsing", None)),
        ("Uitsplitsing per gemeente – Haaglanden", ("uitsplitsing", "Haaglanden")),
        ("Uitsplitsing per gemeente Noord-Brabant", ("uitsplitsing", "Noord-Brabant")),
        ("Bijlage 4: Overzicht gemeenten", ("uitsplitsing", None)),
        ("Deel 2 – Regioplan De Baronie", ("regionaal_plan", "De Baronie")),
        ("Regioplan Asiel- en Oekraïne-opvang", ("regionaal_plan", None)),
        ("Addendum bij het regionaal plan Twente", ("addendum", "Twente")),
    ],
)
def test_titles_that_name_a_part(title, claim):
    found = read_claim(title)
    assert found is not None
    assert (found.deel, found.gebied) == claim


@pytest.mark.parametrize(
    "text",
    [
        "3. Regionaal plan",
        "Zie het regionaal plan Twente",
        "Als bijlage is het provinciaal plan opgenomen",
        "Opgaven",
    ],
)
def test_texts_that_only_mention_a_part(text):
    assert read_claim(text) is None


def test_bare_names_of_areas():
    assert leading_area("regio Twente 2024") == "Twente"
    assert leading_area("de regio 's-Hertogenbosch") == "'s-Hertogenbosch"
    assert leading_area("over de opgaven") is None


def test_dates_in_dutch_forms():
    assert read_date("Zwolle, 1 november 2024") == "2024-11-01"
    assert read_date("versie 03-10-2025") == "2025-10-03"
    assert read_date("november 2025") == "2025-11-01"
    assert read_date("november 2025", whole=True) is None
    assert read_date("05-14-2025") is None


def test_a_path_nests_headings_that_follow_each_other_but_not_chapters():
    path = PathTracker()
    for level, text in ((1, "PROCES"), (1, "OPGAVEN"), (2, "Asiel"), (2, "Bestaand")):
        path.heading(level, text)
    assert path.path == ["OPGAVEN", "Asiel", "Bestaand"]
    path.content()
    path.heading(2, "Nieuw")
    assert path.path == ["OPGAVEN", "Nieuw"]


def test_the_same_heading_on_top_of_several_pages_is_no_running_header(tmp_path):
    plan = Plan()
    for regio in ("Zuidoost-Drenthe", "Noord-Drenthe"):
        plan.title_page(f"Regionaal plan {regio}", f"Regio {regio}", "3-10-2025")
        plan.heading(1, "1. Opgaven").text(PROSE).table(TABLE)
        plan.page().heading(1, "2. Oekraïne").text(PROSE).table(TABLE)
    document = read_document(plan.save(tmp_path / "plan.pdf"))
    assert [table.koppen for table in document.tables] == [["1. Opgaven"], ["2. Oekraïne"]] * 2


@pytest.mark.parametrize(
    "lines,claim",
    [
        (["Zeeuws opvangplan", "31 oktober 2025"], ("provinciaal_plan", "Zeeland")),
        (["Subregio Eemland", "Plan voor opvang en huisvesting"], ("regionaal_plan", "Eemland")),
        (["Deelplan Zuid-Limburg"], ("regionaal_plan", "Zuid-Limburg")),
        (["Aanvulling op het verslag", "Provincie Utrecht"], ("addendum", "Utrecht")),
        (["Opgaven per gemeente", "Bijlage bij het plan", "Limburg"], ("uitsplitsing", "Limburg")),
        (
            ["Samen opvangen in Midden-Limburg", "Bijdrage aan het provinciaal plan"],
            ("regionaal_plan", "Midden-Limburg"),
        ),
        (
            ["Zuidoost-Friesland", "Opvang in 2026", "Heerenveen, 12 januari 2026"],
            ("regionaal_plan", "Zuidoost-Friesland"),
        ),
        (["De Waarden", "Inbreng van de regio", "4-3-2026"], ("regionaal_plan", "De Waarden")),
        (["Achterhoek", "1 maart 2025"], ("regionaal_plan", "Achterhoek")),
        (["Gelderse aanpak asielopvang"], ("provinciaal_plan", "Gelderland")),
        (["Voortgang Spreidingswet", "Provincie Flevoland"], ("provinciaal_verslag", "Flevoland")),
        (["Gemeenten in beeld", "Provincie Zeeland"], ("uitsplitsing", "Zeeland")),
        (["Herziene cijfers bij het provinciaal plan", "Utrecht"], ("addendum", "Utrecht")),
        (["Opvangplan Zuid-Holland Zuid", "Tien gemeenten"], ("regionaal_plan", "Zuid-Holland Zuid")),
        (["Opvangplan Utrecht"], ("provinciaal_plan", "Utrecht")),
        (["Walcherse aanpak opvang", "versie 1.2, 27-03-2025"], ("regionaal_plan", "Walcheren")),
        (["Brief aan de minister", "Provincie Limburg", "9 september 2025"], None),
        (["Zeeland heeft elf gemeenten die samen dit plan hebben gemaakt.", "Goes"], None),
        (["Deel 2", "Zuid-Limburg"], None),  # a chapter's divider
        (["1. Plan van aanpak", "Zeeland"], None),
        (["Samen verder", "Zeeland"], None),
    ],
)
def test_titles_put_in_other_words(lines, claim):
    found = compose_claim(lines)
    assert (found and (found.deel, found.gebied)) == claim


def test_the_name_of_a_region_on_a_line_of_its_own():
    lines = ["Regionaal plan opvang", "Hart van Brabant", "24 september 2025"]
    assert read_claim(lines[0], lines).gebied == "Hart van Brabant"


def test_a_region_with_a_date_begins_a_part_and_a_divider_does_not(tmp_path):
    plan = Plan(lambda page: "Provinciaal plan Limburg" if page < 5 else None)
    plan.title_page("Provinciaal plan", "Provincie Limburg", "3 november 2025").heading(1, "Opgaven").text(
        PROSE
    )
    plan.title_page("Zuid-Limburg").heading(1, "Asiel").text(PROSE).table(TABLE)
    plan.title_page("Midden-Limburg", "Wat wij bijdragen", "7 oktober 2025").heading(1, "Asiel").table(TABLE)
    parts = read_document(plan.save(tmp_path / "plan.pdf")).parts
    assert [(p.deel, p.deel_gebied, p.page_from) for p in parts] == [
        ("provinciaal_plan", "Limburg", 1),
        ("regionaal_plan", "Midden-Limburg", 5),
    ]


def test_whose_plan_it_is_may_stand_in_the_running_header(tmp_path):
    plan = Plan(lambda page: "Provincie Zeeland" if page > 1 else None)
    plan.title_page("Opvangplan 2026", "3 november 2025").heading(1, "Opgaven").text(PROSE).table(TABLE)
    plan.page().text(PROSE)
    (part,) = read_document(plan.save(tmp_path / "plan.pdf")).parts
    assert (part.deel, part.deel_gebied) == ("provinciaal_plan", "Zeeland")


TITLE_PAGES = [
    (
        [
            "Verslag als bedoeld in artikel 4 Wet gemeentelijke taak mogelijk maken asielopvangvoorzieningen",
            "Provincie Drenthe",
            "Assen, 30 oktober 2024",
        ],
        "provinciaal_verslag",
        "Drenthe",
    ),
    (["Eindverslag Provinciale Regietafel Groningen"], "provinciaal_verslag", "Groningen"),
    (
        ["Spreidingsplan Zuid-Holland", "Bijlage 1 bij het verslag van de commissaris"],
        "provinciaal_plan",
        "Zuid-Holland",
    ),
    (["Fries opvangplan", "Tweede cyclus"], "provinciaal_plan", "Fryslân"),
    (
        ["Regionaal Plan Spreidingswet", "Veiligheidsregio Brabant-Noord", "16 september 2024"],
        "regionaal_plan",
        "Brabant-Noord",
    ),
    (["Bijlage 4 - Plan regio Parkstad Limburg"], "regionaal_plan", "Parkstad Limburg"),
    (["Bouwsteen Utrecht Zuidoost", "voor het provinciaal opvangplan"], "regionaal_plan", "Utrecht Zuidoost"),
    (
        ["Eilandenplan opvang", "Bijdrage van de Zuid-Hollandse Eilanden aan het provinciaal plan"],
        "regionaal_plan",
        "Zuid-Hollandse Eilanden",
    ),
    (["Limburgs opvangplan 2025", "Limburgse Regietafel (LiRT)"], "provinciaal_plan", "Limburg"),
    (["Tussenrapportage regio Utrecht-West", "Versie van 30 oktober 2025"], "regionaal_plan", "Utrecht-West"),
    (["Subregio Lekstroom", "Bijdrage aan het provinciaal plan"], "regionaal_plan", "Lekstroom"),
    (["District De Baronie", "Regionaal plan opvang"], "regionaal_plan", "De Baronie"),
    (["Uitvoeringsplan Spreidingswet", "Regio Rijk van Nijmegen"], "regionaal_plan", "Rijk van Nijmegen"),
    (["Regionale Regietafel Drechtsteden", "Plan opvang"], "regionaal_plan", "Drechtsteden"),
    (["Uitsplitsing opgave per gemeente"], "uitsplitsing", None),
    (["Gemeentelijke bijdragen", "Bijlage bij het provinciaal plan Zeeland"], "uitsplitsing", "Zeeland"),
    (["Overzicht per gemeente", "Bijlage 2 bij het verslag"], "uitsplitsing", None),
    (["De cijfers per gemeente", "Bijlage 6"], "uitsplitsing", None),
    (["Gemeentelijke plannen", "Drenthe"], "uitsplitsing", "Drenthe"),
    (["Detailoverzicht gemeenten"], "uitsplitsing", None),
    (["Actualisatie provinciaal plan Gelderland", "april 2025"], "addendum", "Gelderland"),
    (["Addendum regionaal plan Twente"], "addendum", "Twente"),
    (["Erratum bij het Drents opvangplan"], "addendum", "Drenthe"),
    (["Nagekomen bijlage", "Gewijzigde cijfers Groningen", "10 december 2024"], "addendum", "Groningen"),
    (
        [
            "Samen sterk in opvang",
            "Het Zeeuwse plan voor asielopvang, Oekraïne en statushouders",
            "januari 2027",
        ],
        "provinciaal_plan",
        "Zeeland",
    ),
    (
        ["Bestuurlijke afspraken opvang", "Provincie Utrecht", "1 november 2026"],
        "provinciaal_plan",
        "Utrecht",
    ),
    (
        ["Regio Zuid-Kennemerland / IJmond", "Plan voor de opvang van asielzoekers"],
        "regionaal_plan",
        "Zuid-Kennemerland / IJmond",
    ),
    (
        [
            "Kerncijfers en duiding van alle opvang in Flevoland, uitgesplitst per gemeente",
            "Bijlage bij het provinciaal plan",
        ],
        "uitsplitsing",
        "Flevoland",
    ),
    (["Fries plan opvang en huisvesting", "Actualisatie september 2025"], "provinciaal_plan", "Fryslân"),
    (
        ["Regionaal plan cluster Zuidoost", "Heerenveen, Opsterland en Weststellingwerf", "September 2025"],
        "regionaal_plan",
        "Zuidoost",
    ),
    (["Regionaal plan opvang", "Goes, Kapelle en Reimerswaal"], "regionaal_plan", None),
    (
        ["Opvangplan Rijk van Nijmegen", "Regionaal plan", "5 november 2026"],
        "regionaal_plan",
        "Rijk van Nijmegen",
    ),
]


@pytest.mark.parametrize("lines,deel,gebied", TITLE_PAGES, ids=[lines[0] for lines, _, _ in TITLE_PAGES])
def test_title_pages_as_provinces_word_them(tmp_path, lines, deel, gebied):
    plan = Plan().title_page("Bundel", "Alle stukken bij elkaar").heading(1, "Vooraf").text(PROSE)
    plan.title_page(*lines).heading(1, "Inleiding").text(PROSE).table(TABLE)
    part = read_document(plan.save(tmp_path / "plan.pdf")).parts[-1]
    assert (part.deel, part.deel_gebied) == (deel, gebied)


def test_an_annex_of_the_province_without_a_title_of_a_part_is_a_chapter(tmp_path):
    plan = Plan().title_page("Provinciaal plan Drenthe", "3 november 2025").heading(1, "Opgaven").table(TABLE)
    plan.page().heading(1, "Bijlage 1 Voortgang Drentse aanpak").text(PROSE).table(TABLE)
    plan.page().heading(1, "Bijlage 2 Aanpak Zuidoost-Drenthe").text(PROSE).table(TABLE)
    parts = read_document(plan.save(tmp_path / "plan.pdf")).parts
    assert [(p.deel, p.deel_gebied) for p in parts] == [
        ("provinciaal_plan", "Drenthe"),
        ("regionaal_plan", "Zuidoost-Drenthe"),
    ]


def test_a_chapter_on_a_page_of_its_own_is_no_part(tmp_path):
    plan = bundle()
    plan.page(wide=True).heading(1, "Stand van zaken per gemeente")
    plan.text("Een plek is gevonden als het college van die gemeente een besluit heeft genomen.")
    plan.page().table(TABLE)
    titles = [part.titel for part in read_document(plan.save(tmp_path / "plan.pdf")).parts]
    assert "Stand van zaken per gemeente" not in titles


def test_a_cycle_by_its_name_and_no_day_after_it(tmp_path):
    """'De tweede cyclus', and below it '19 maart', name no cyclus 1."""
    plan = Plan().title_page(
        "Addendum", "bij het provinciaal plan Drenthe voor de tweede cyclus", "19 maart 2027"
    )
    document = read_document(plan.heading(1, "Opgaven").text(PROSE).table(TABLE).save(tmp_path / "plan.pdf"))
    assert document.parts[0].cyclus == "2e cyclus"


def test_a_month_may_be_abbreviated_on_a_title_page(tmp_path):
    plan = Plan().title_page("Opvangplan Zuid-Holland Zuid", "Bestuurlijk akkoord 26 sept. 2024")
    part = read_document(plan.heading(1, "Asiel").table(TABLE).save(tmp_path / "plan.pdf")).parts[0]
    assert (part.datum, part.datum_bron) == ("2024-09-26", "titelpagina")


def test_an_annex_without_an_area_goes_with_the_regional_plan_before_it(tmp_path):
    plan = (
        Plan()
        .title_page("Plan van de regio Parkstad", "24 september 2026")
        .heading(1, "Opgaven")
        .table(TABLE)
    )
    plan.title_page("Bijlage - gemeentebladen", "Landgraaf en Brunssum").heading(1, "Landgraaf").table(TABLE)
    parts = read_document(plan.save(tmp_path / "plan.pdf")).parts
    assert [(p.deel, p.deel_gebied, p.gebied_niveau) for p in parts] == [
        ("regionaal_plan", "Parkstad", "regio"),
        ("uitsplitsing", "Parkstad", "regio"),
    ]


@pytest.mark.parametrize(
    ("heading", "claim"),
    [
        ("Zeeuws opvangplan", ("provinciaal_plan", "Zeeland", "provincie")),
        ("Opvangplan Achterhoek 2026", ("regionaal_plan", "Achterhoek", "regio")),
        ("Notitie", ("overig", None, None)),
    ],
)
def test_a_plan_without_title_page_before_an_annex(tmp_path, heading, claim):
    plan = Plan().heading(1, heading).text("3 november 2025").text(PROSE).table(TABLE)
    plan.page().heading(1, "Bijlage 1: Uitsplitsing per gemeente").table(TABLE)
    first, annex = read_document(plan.save(tmp_path / "plan.pdf")).parts
    assert (first.deel, first.deel_gebied, first.gebied_niveau) == claim
    assert (annex.deel, annex.deel_gebied, annex.gebied_niveau) == ("uitsplitsing", *claim[1:])


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Regionaal plan Kromme Rijn/Utrechtse Heuvelrug", "Kromme Rijn/Utrechtse Heuvelrug"),
        ("Regionaal plan Zuid-Kennemerland en IJmond", "Zuid-Kennemerland en IJmond"),
        ("Regionaal plan Twente, provincie Overijssel", "Twente"),
    ],
)
def test_regions_that_make_one_plan(title, area):
    assert read_claim(title).gebied == area
