"""Whatever a table holds, understanding it ends in a verdict, and every row and column has a role."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import to_records
from tests.extract.plans import document, figures, table

PRINTED = (
    "|-|Gemeente|Regio|Zeist|Utrecht|Bergen|Totaal|Totaal Utrecht|Opgave|waarvan amv|Realisatie op 1-7-2025"
    "|% realisatie|Asiel|Oekraïne|Statushouders|Locatie|Capaciteit|van/tot|onderverdeling|Bijzonderheden"
    "|3.864|274*|n.n.t.b.|550-580|01-01-2024|2024-II|* minimum aantal|+70 POO"
)
WORDS = st.sampled_from(PRINTED.split("|"))
TEXTS = WORDS | st.text(max_size=12)


@st.composite
def tables(draw):
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=6))
    for row in rows[1:]:
        for col in range(width):
            if draw(st.integers(0, 9)) == 0:
                row[col] = "^"
    header = draw(st.integers(0, min(2, len(rows))))
    return table(rows, koppen=draw(st.lists(TEXTS, max_size=3)), bijschrift=draw(TEXTS), header_rows=header)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_any_table_is_judged(one):
    doc = document(one)
    read = doc.tables[0]
    assert read.status in ("begrepen", "genegeerd", "niet_begrepen")
    assert read.status == "begrepen" or read.reden
    assert [c.col for c in read.columns] == list(range(read.n_cols))
    assert [r.row for r in read.rows] == list(range(read.n_rows))
    figures(doc, "gebied", "maat")
    to_records(doc)
