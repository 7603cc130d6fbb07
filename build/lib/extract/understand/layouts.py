"""Layouts: one YAML per kind of table, for what the words alone cannot settle.

`herken` says which tables are of the kind, by what the vocabulary found in them; `kolommen` and `rijen` then
overrule single columns and rows. See docs/adding-a-plan.md and `extract/schemas/layout.schema.json`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from extract.data import data_file, read_yaml
from extract.model import ColumnMeaning, RowMeaning, Table
from extract.text import fold
from extract.understand.vocabulary import vocabulary


@dataclass(frozen=True)
class Layout:
    """One kind of table. All conditions given must hold."""

    kind: str
    omschrijving: str
    delen: tuple[str, ...] = ()
    kop: tuple[str, ...] = ()
    gebied: str | None = None  # kolom | kop | matrix
    themas: frozenset[str] = frozenset()
    maten: frozenset[str] = frozenset()
    kenmerken: frozenset[str] = frozenset()
    zonder_themas: frozenset[str] = frozenset()
    zonder_maten: frozenset[str] = frozenset()
    zonder_kenmerken: frozenset[str] = frozenset()
    kolommen: tuple[dict, ...] = ()
    rijen: tuple[dict, ...] = ()
    genegeerd: str | None = None  # the reason why tables of this kind state no figures
    weight: int = field(default=0, compare=False)

    def fits(self, found: Found) -> bool:
        """True where a table with these findings is of this kind."""
        return (
            (not self.delen or found.deel in self.delen)
            and (not self.kop or any(_stands_in(phrase, found.koppen) for phrase in self.kop))
            and self.gebied in (None, found.gebied)
            and self.themas <= found.themas
            and self.maten <= found.maten
            and self.kenmerken <= found.kenmerken
            and self.zonder_themas.isdisjoint(found.themas)
            and self.zonder_maten.isdisjoint(found.maten)
            and self.zonder_kenmerken.isdisjoint(found.kenmerken)
        )


@dataclass(frozen=True)
class Found:
    """What the vocabulary found in a table."""

    deel: str | None
    koppen: str
    gebied: str | None
    themas: frozenset[str]
    maten: frozenset[str]
    kenmerken: frozenset[str]


_SETS = ("themas", "maten", "kenmerken", "zonder_themas", "zonder_maten", "zonder_kenmerken")


@functools.cache
def layouts() -> tuple[Layout, ...]:
    """All layouts, the most particular first."""
    loaded = [_layout(read_yaml(path)) for path in sorted(data_file("layouts").glob("*.yaml"))]
    return tuple(sorted(loaded, key=lambda layout: -layout.weight))


def _layout(data: dict) -> Layout:
    conditions = data["herken"]
    sets = {name: frozenset(conditions.get(name, ())) for name in _SETS}
    delen, kop = tuple(conditions.get("delen", ())), tuple(conditions.get("kop", ()))
    weight = sum(map(len, sets.values())) + bool(delen) + 2 * bool(kop) + ("gebied" in conditions)
    return Layout(
        kind=data["kind"],
        omschrijving=data["omschrijving"],
        delen=delen,
        kop=kop,
        gebied=conditions.get("gebied"),
        **sets,
        kolommen=tuple(data.get("kolommen", ())),
        rijen=tuple(data.get("rijen", ())),
        genegeerd=data.get("genegeerd"),
        weight=weight,
    )


def find_layout(
    table: Table, deel: str | None, columns: list[ColumnMeaning], rows: list[RowMeaning], thema: str | None
) -> Layout | None:
    """The most particular layout that fits, None where none does."""
    if any(c.rol == "cijfer" and c.gebied for c in columns):
        gebied = "matrix"
    elif any(c.rol == "gebied" for c in columns):
        gebied = "kolom"
    else:
        gebied = "kop"
    meanings = [m for m in (*columns, *rows) if m.rol in ("cijfer", "data", "totaal")]
    themas = {m.thema for m in meanings if m.thema}
    if thema and any(c.rol == "cijfer" and c.thema is None for c in columns):
        themas.add(thema)
    found = Found(
        deel,
        " ".join(table.koppen),
        gebied,
        frozenset(themas),
        frozenset(m.maat for m in meanings if m.maat),
        frozenset(c.kenmerk for c in columns if c.kenmerk),
    )
    return next((layout for layout in layouts() if layout.fits(found)), None)


def overrule_columns(layout: Layout, columns: list[ColumnMeaning]) -> bool:
    """Apply what the layout says of columns; True where it changed any."""
    changed = [
        _overrule(rule, "kop", column, column.header) for rule in layout.kolommen for column in columns
    ]
    return any(changed)


def overrule_rows(layout: Layout, rows: list[RowMeaning]) -> None:
    """Apply what the layout says of rows."""
    for rule in layout.rijen:
        for meaning in rows:
            _overrule(rule, "label", meaning, meaning.label)


def _overrule(rule: dict, key: str, meaning: ColumnMeaning | RowMeaning, text: str) -> bool:
    if not _stands_in(rule[key], text):
        return False
    for name, value in rule.items():
        if name != key:
            setattr(meaning, name, value)
    meaning.reden, meaning.suggestie, meaning.confidence = rule.get("reden"), None, 1.0
    return True


def _stands_in(phrase: str, text: str) -> bool:
    """True where the words of `phrase` stand in `text`, in order and next to each other."""
    words = " ".join(vocabulary().words(text))
    return f" {' '.join(vocabulary().words(fold(phrase)))} " in f" {words} "
