"""The data dictionary: what each schema holds, and every mart and column with its description, as Markdown.

`python -m warehouse.dictionary > docs/data-dictionary.md` writes it from a published warehouse; the words are
those of the dbt YAML.
"""

from __future__ import annotations

import sys

import duckdb

from warehouse.export import published_tables
from warehouse.home import Home
from warehouse.published import connect_published

HEAD = """# Data dictionary

| schema | for | holds |
|---|---|---|
| `marts` | analysts | every figure with its cell, a table per thema, locations, documents, gemeenten |
| `quality` | quality readers | conflicts, comparisons, what was not understood, checks, and the rules |
| `raw` | tracing | the text as printed, cell by cell, and what each row and column states |
| `staging`, `intermediate` | maintainers | steps on the way; may change without notice |

What must not be added up: asiel and Oekraïne are places, statushouders are people; amv is part of asiel;
`percentage` never adds up. The marts have one row per part of a document, so the same figure stands there
once for each part that states it: choose a part (`deel`, `deel_gebied`) and `is_current` before you sum.
[queries.md](queries.md) has examples to start from.

Below are the marts, column by column, in Dutch as analysts read them, written by
`python -m warehouse.dictionary` from the YAML under `dbt_project/models/`. dbt writes the descriptions of
every table into the database too, and `opvang export` into `datapackage.json`:

```sql
select column_name, data_type, comment
from duckdb_columns()
where schema_name = 'quality' and table_name = 'conflicten'
```
"""


def dictionary(con: duckdb.DuckDBPyConnection) -> str:
    """The data dictionary, with the marts of a database."""
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
        sys.stdout.write(dictionary(published))
