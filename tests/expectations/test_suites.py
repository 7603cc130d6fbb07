"""Suites are read strictly: what is not understood is an error, never a check less."""

from pathlib import Path

import pytest

from expectations.suites import SuiteError, load_suites

GOED = """
suite: s
tabel: marts.t
eigenaar: data-team
omschrijving: Een suite.
verwachtingen:
  - id: uniek
    verwachting: expect_column_values_to_be_unique
    argumenten: {column: c}
    ernst: fout
    omschrijving: Uniek
"""


def read(tmp_path: Path, text: str):
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    return load_suites(tmp_path)


def test_the_suites_of_the_project_are_understood() -> None:
    suites = load_suites()
    assert {"cijfers", "asiel", "amv", "oekraine", "statushouders", "locaties", "conflicten"} <= {
        suite.naam for suite in suites
    }
    assert all(suite.verwachtingen for suite in suites)


def test_a_suite_gives_its_owner_and_table_to_its_expectations(tmp_path: Path) -> None:
    (suite,) = read(tmp_path, GOED)
    (verwachting,) = suite.verwachtingen
    assert (suite.tabel, suite.query) == ("marts.t", "select * from marts.t")
    assert (verwachting.id, verwachting.eigenaar, verwachting.ernst) == ("s.uniek", "data-team", "fout")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ernst: fout", "ernst: ernstig", "ernstig"),
        ("    ernst: fout\n", "", "ernst"),
        ("argumenten:", "argument:", "argument"),
        ("expect_column", "verwacht_kolom", "names no expectation"),
        ("tabel: marts.t", "tabel: marts.t\nquery: select 1", "either"),
        ("tabel: marts.t\n", "", "either"),
    ],
)
def test_what_is_not_understood_is_an_error(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOED
    with pytest.raises(SuiteError, match=message):
        read(tmp_path, GOED.replace(old, new))


def test_one_id_stands_for_one_check(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(GOED, encoding="utf-8")
    with pytest.raises(SuiteError, match="twice"):
        read(tmp_path, GOED)
