"""What the README shows is what the program answers."""

import io
import re
from pathlib import Path

import pytest

from warehouse.home import Home
from warehouse.query import run_query

README = Path(__file__).resolve().parents[1] / "README.md"
EXAMPLE = re.compile(
    r'```(?:sql\n(?P<sql>[^`]*)|\nopvang query "(?P<query>[^"]*)"\n)```\n```\n(?P<answer>[^`]*)```'
)
EXAMPLES = [
    (match["sql"] or match["query"], match["answer"])
    for match in EXAMPLE.finditer(README.read_text(encoding="utf-8"))
]


def test_the_readme_has_examples() -> None:
    assert len(EXAMPLES) == 4


@pytest.mark.parametrize(("sql", "answer"), EXAMPLES)
def test_the_examples_give_what_is_shown(ingested: Home, sql: str, answer: str) -> None:
    out = io.StringIO()
    run_query(ingested, sql, "table", out)
    assert out.getvalue() == answer
