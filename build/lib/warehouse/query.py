"""SQL on the published warehouse, for people and programs: it can read the warehouse and nothing else."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

import duckdb

from warehouse.errors import QueryError
from warehouse.home import Home
from warehouse.published import connect_published
from warehouse.values import csv_writer, to_json, to_text

FORMATS = ("table", "csv", "json", "parquet")


def run_query(home: Home, sql: str, form: str, out: TextIO) -> None:
    """Write the result of `sql` to `out` as `form`, one of FORMATS; parquet goes to `out.buffer`.

    The SQL runs read-only, without access to other files or the network.
    Raises QueryError with DuckDB's message when it cannot run, NotPublishedError when there is no warehouse.
    """
    with tempfile.TemporaryDirectory() as directory, connect_published(home) as con:
        result = str(Path(directory, "result.parquet")).replace("'", "''")
        con.execute(f"set allowed_paths = ['{result}']")  # as a parameter it would make DuckDB import pandas
        con.execute("set enable_external_access = false")
        con.execute("set lock_configuration = true")
        try:
            if form == "parquet":
                con.execute(f"copy ({sql.strip().rstrip(';')}\n) to '{result}' (format parquet)")
            else:
                cursor = con.execute(sql)
                columns = [column[0] for column in cursor.description or ()]
                rows = cursor.fetchall() if columns else []
        except duckdb.Error as error:
            raise QueryError(str(error).strip().splitlines()[0]) from error
        if form == "parquet":
            with Path(directory, "result.parquet").open("rb") as source:
                shutil.copyfileobj(source, out.buffer)
        else:
            write_rows(columns, rows, form, out)


def write_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str, out: TextIO) -> None:
    """Write rows to `out` as `form`: csv, json or table."""
    if form == "csv":
        csv_writer(out, columns, rows)
    elif form == "json":
        records = [dict(zip(columns, map(to_json, row), strict=True)) for row in rows]
        out.write(json.dumps(records, ensure_ascii=False) + "\n")
    else:
        out.write(_table(columns, rows))


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """The rows as aligned text, numbers to the right."""
    texts = [[" ".join(to_text(value).split()) for value in row] for row in rows]
    widths = [max(map(len, [name, *(row[i] for row in texts)])) for i, name in enumerate(columns)]
    numeric = [
        any(row[i] is not None for row in rows)
        and all(isinstance(row[i], int | float | None) for row in rows)
        for i in range(len(columns))
    ]
    lines = [columns, ["-" * width for width in widths], *texts]
    return "".join(
        "  ".join(
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )
