"""An invented plan in YAML (see README.md): what it prints, typeset as a PDF, and what its tables state."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from tests.extract.typeset import Plan, Span

COVERED_LEFT, COVERED_ABOVE = None, "^"  # a cell that the one to its left, or above it, runs on into
_SIGN = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_NUMBER = re.compile(r"([-+]*) ?(\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,(\d+))? ?%?")
_MARK = re.compile(r"(?:\s*[*¹²³⁴⁵]+|\s+\d\)|\s*\(\d\))$")


@dataclass(frozen=True)
class Figure:
    """What one cell states. Fields that neither table, row nor column gives are None."""

    deel: str
    deel_gebied: str
    gebied: str
    thema: str
    maat: str
    waarde_min: float | None
    waarde_max: float | None
    periode: str | None
    peildatum: str | None
    locatie: str | None
    table: str  # id and title of its table
    header: str  # the header cells above it, outermost first, joined by ' / '
    raw_text: str


@dataclass(frozen=True)
class InventedPlan:
    """One file: `source` as YAML gives it."""

    source: dict[str, Any]

    @classmethod
    def load(cls, path: Path) -> InventedPlan:
        """The plan in a file."""
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    @property
    def id(self) -> str:
        return self.source["id"]

    def save(self, path: Path, look: str | None = None) -> Path:
        """Writes the plan as a PDF, with every table in `look` where that is given."""
        running: list[str | None] = [None]
        plan = Plan(running=lambda page: running[0], font=self.source.get("font", "Helvetica"))
        for number, part in enumerate(self.source["parts"]):
            if number:
                plan.then(partial(running.__setitem__, 0, None))
            if title := part.get("title"):
                plan.title_page(*map(_escaped, title))
            elif number:
                plan.page()
            else:
                running[0] = part.get("running")
            plan.then(partial(running.__setitem__, 0, part.get("running")))
            for block in part["blocks"]:
                ((kind, content),) = block.items()
                self._set(plan, kind, content, look)
        return plan.save(path, made=date.fromisoformat(str(self.source["date"])), title=self.id)

    def _set(self, plan: Plan, kind: str, content: Any, look: str | None) -> None:
        """Typesets one block."""
        match kind:
            case "h1" | "h2" | "h3":
                plan.heading(int(kind[1]), _escaped(content))
            case "p":
                plan.text(_escaped(content))
            case "bullets":
                plan.bullets(map(_escaped, content))
            case "newpage":
                plan.page(wide=bool(content and content.get("landscape")))
            case "table":
                if title := content.get("title"):
                    plan.caption(_escaped(title))
                rows, spans = printed(content["rows"])
                look = look or content.get("look") or self.source.get("look", "grid")
                plan.table(
                    rows,
                    look,
                    header_rows=content.get("header_rows", 1),
                    spans=spans,
                    repeat=content.get("repeat_header", True),
                )
                for note in content.get("notes", ()):
                    plan.note(_escaped(note))
            case _:
                raise ValueError(f"{self.id}: unknown block {kind!r}")

    def figures(self) -> list[Figure]:
        """What the tables state, in reading order. Raises ValueError where the truth is not complete."""
        found: list[Figure] = []
        for part in self.source["parts"]:
            for block in part["blocks"]:
                if "table" in block:
                    try:
                        found += _figures(part, block["table"])
                    except (ValueError, KeyError, TypeError, AttributeError) as error:
                        raise ValueError(f"{self.id}, table {block['table'].get('id')}: {error}") from error
        return found


def printed(rows: list[list[str | None]]) -> tuple[list[list[str]], list[Span]]:
    """The texts of all cells, '' where another cell runs on, and the spans of cells that do."""
    if len(lengths := {len(row) for row in rows}) != 1:
        raise ValueError(f"rows of {sorted(lengths)} cells")
    spans, covered = [], set()
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if (r, c) in covered:
                continue
            if text in (COVERED_LEFT, COVERED_ABOVE):
                raise ValueError(f"cell {r},{c} is covered by nothing")
            bottom, right = r, c
            while right + 1 < len(row) and row[right + 1] is COVERED_LEFT and (r, right + 1) not in covered:
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1][c] == COVERED_ABOVE:
                bottom += 1
            if (bottom, right) != (r, c):
                spans.append((r, c, bottom, right))
                covered |= {(i, j) for i in range(r, bottom + 1) for j in range(c, right + 1)}
    starts = {(r0, c0) for r0, c0, _, _ in spans}
    texts = [
        ["" if (r, c) in covered - starts else str(text) for c, text in enumerate(row)]
        for r, row in enumerate(rows)
    ]
    return texts, spans


def number(text: str) -> float | None:
    """The number a cell prints, None where it prints none. Raises ValueError for what is no plain number."""
    plain = _MARK.sub("", text.replace("\n", " ").strip()).translate(_SIGN).strip()
    if match := _NUMBER.fullmatch(plain):
        sign, whole, decimals = match.groups()
        value = float(re.sub(r"\D", "", whole) + "." + (decimals or "0"))
        return -value if "-" in sign else value
    if re.search(r"\d", plain):
        raise ValueError(f"{text!r} is no plain number: give it under values, or skip it")
    return None


def _figures(part: dict, table: dict) -> Iterator[Figure]:
    truth = table.get("figures") or {}
    rows, columns, cells, values = (truth.get(key) or {} for key in ("rows", "cols", "cells", "values"))
    skipped = set(truth.get("skip") or ())
    texts, spans = printed(table["rows"])
    filled = _filled(texts, spans)
    header_rows = table.get("header_rows", 1)
    for r in range(header_rows, len(texts)):
        if rows.get(r, {}) is None:
            continue
        area = {"gebied": filled[r][truth["area_col"]]} if "area_col" in truth else {}
        for c, text in enumerate(texts[r]):
            key = f"{r},{c}"
            if (c not in columns and key not in cells) or key in skipped or _is_empty(text):
                continue
            low, high = _bounds(values[key]) if key in values else [number(text)] * 2
            if low is None and high is None:
                continue
            means: dict[str, Any] = {}
            for more in (area, truth.get("table"), columns.get(c), rows.get(r), cells.get(key)):
                means |= more or {}
            if missing := [name for name in ("gebied", "thema", "maat") if not means.get(name)]:
                raise ValueError(f"cell {key} ({text!r}) has no {', '.join(missing)}")
            yield Figure(
                part["part"],
                part["area"],
                *(means[name] for name in ("gebied", "thema", "maat")),
                low,
                high,
                *(_text(means.get(name)) for name in ("periode", "peildatum", "locatie")),
                " ".join(filter(None, (table.get("id"), table.get("title")))),
                " / ".join(dict.fromkeys(" ".join(filled[h][c].split()) for h in range(header_rows))),
                text,
            )


def _is_empty(text: str) -> bool:
    return text.strip().translate(_SIGN) in ("", "-")


def _filled(texts: list[list[str]], spans: list[Span]) -> list[list[str]]:
    """The texts with a merged cell's own in all the cells it covers."""
    filled = [list(row) for row in texts]
    for r0, c0, r1, c1 in spans:
        for r in range(r0, r1 + 1):
            filled[r][c0 : c1 + 1] = [texts[r0][c0]] * (c1 - c0 + 1)
    return filled


def _bounds(value: Any) -> tuple[float | None, float | None]:
    low, high = value if isinstance(value, list) else (value, value)
    return (None if low is None else float(low)), (None if high is None else float(high))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)  # YAML reads a bare date as a date


def _escaped(text: Any) -> str:
    return html.escape(str(text), quote=False)
