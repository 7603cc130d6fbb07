"""Names of areas: the reference and how names are printed."""

from __future__ import annotations

from collections import Counter

import pytest

from extract.text import sleutel
from extract.understand.areas import Gazetteer, bare_name, reference


def test_the_reference_is_whole():
    counts = Counter(area.niveau for area in reference())
    assert counts == {"gemeente": 342, "regio": 25, "provincie": 12, "land": 1}
    assert all(a.provincie_code and a.regio_code for a in reference() if a.niveau == "gemeente")


def test_one_spelling_means_one_gemeente_but_for_bergen():
    keys = Counter(
        key for a in reference() if a.niveau == "gemeente" for key in {sleutel(n) for n in a.namen}
    )
    assert [key for key, n in keys.items() if n > 1] == ["bergen"]


@pytest.mark.parametrize(
    "printed,expected",
    [
        ("Totaal regio Twente*", ("Twente", "regio")),
        ("GEMEENTE ALMELO", ("ALMELO", "gemeente")),
        ("3.1 Gemeente Almelo", ("Almelo", "gemeente")),
        ("Zwolle*", ("Zwolle", None)),
        ("Provincie Utrecht", ("Utrecht", "provincie")),
        ("Totaal", ("Totaal", None)),
        ("Rijssen/Holten", ("Rijssen/Holten", None)),
    ],
)
def test_bare_names(printed, expected):
    assert bare_name(printed) == expected


def test_levels_of_a_name():
    gazetteer = Gazetteer(regions=frozenset({"debaronie"}), provinces=frozenset({"utrecht"}))
    assert gazetteer.niveaus("Utrecht") == {"gemeente", "regio", "provincie"}
    assert gazetteer.niveau("Utrecht", prefer=("gemeente",)) == "gemeente"
    assert gazetteer.niveau("Utrecht", prefer=("regio", "provincie")) == "provincie"
    assert gazetteer.niveau("De Baronie", prefer=("gemeente",)) == "regio"
    assert gazetteer.niveaus("Bomen en struiken") == set()


@pytest.mark.parametrize("name", ["Noord-Limburg", "Kop van Noord-Holland", "Achterhoek"])
def test_regions_that_no_document_has_to_introduce(name):
    assert Gazetteer().niveaus(name) == {"regio"}


def test_a_province_with_a_point_of_the_compass_is_no_region():
    assert Gazetteer().niveaus("Noord-Holland") == {"provincie"}
