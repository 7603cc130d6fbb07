"""Database values as text and JSON, the same in every output."""

from __future__ import annotations

import csv
import datetime as dt
import decimal
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TextIO


def to_json(value: Any) -> Any:
    """A value as JSON knows it: dates in ISO form, times in UTC."""
    match value:
        case dt.datetime():
            moment = value.astimezone(dt.UTC) if value.tzinfo else value
            return moment.strftime("%Y-%m-%dT%H:%M:%S") + ("Z" if value.tzinfo else "")
        case dt.date() | dt.time():
            return value.isoformat()
        case decimal.Decimal():
            return float(value)
        case float():
            return int(value) if value.is_integer() else value
        case list() | tuple():
            return [to_json(item) for item in value]
        case dict():
            return {str(key): to_json(item) for key, item in value.items()}
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)


def to_text(value: Any) -> str:
    """A value as one cell of text: null is empty, lists and structs are JSON."""
    plain = to_json(value)
    match plain:
        case None:
            return ""
        case str():
            return plain
        case _:
            return json.dumps(plain, ensure_ascii=False)


def csv_writer(
    out: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Any]], cell: Callable[[Any], str] = to_text
) -> None:
    """Write a header and rows as CSV (RFC 4180, but lines end in a plain newline)."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])
