"""The code book: every mart and column with its description, as Markdown.

`python -m warehouse.codebook > docs/codebook.md` writes it from a published warehouse; the words are those of
the dbt YAML.
"""

from __future__ import annotations

import sys

import duckdb

from warehouse.export import published_tables
from warehouse.home import Home
from warehouse.publish import connect_published

HEAD = """# Code book

The marts, column by column, in Dutch as analysts read them. Written by `python -m warehouse.codebook` from
`dbt_project/models/marts/_marts.yml` and `dbt_project/models/kolommen.md`: change those, not this.
"""


def codebook(con: duckdb.DuckDBPyConnection) -> str:
    """The code book of the marts in a database."""
    sections = [HEAD]
    for table in published_tables(con):
        if table.schema != "marts":
            continue
        lines = [
            f"## `{table.full_name}`",
            "",
            table.description,
            "",
            "| kolom | type | omschrijving |",
            "|---|---|---|",
        ]
        for column in table.columns:
            description = column.description.replace("|", "\\|")
            lines.append(f"| `{column.name}` | {column.data_type.lower()} | {description} |")
        sections.append("\n".join(lines) + "\n")
    return "\n".join(sections)


if __name__ == "__main__":
    with connect_published(Home.resolve()) as published:
        sys.stdout.write(codebook(published))
