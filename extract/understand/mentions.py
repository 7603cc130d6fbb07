"""Figures named in remarks: '+70 POO', 'Incl. 56 AMV', "*vanaf 1-9-'26 +320 plaatsen"."""

from __future__ import annotations

import re

from extract.model import ColumnMeaning, Mention, RowMeaning
from extract.text import plain
from extract.understand.grid import Grid
from extract.understand.headers import read_text
from extract.understand.vocabulary import vocabulary

_NUMBER = re.compile(
    r"(?<![\w.,/-])[+-]?\s?\d{1,3}(?:\.\d{3})+(?![\d,])|(?<![\w.,/-])[+-]?\s?\d{1,5}(?![\d.,/%-]*\d|%)"
)
_PARTS = re.compile(r"\n|;|/(?=\s|\*)|\s/|,\s")


def read_mentions(grid: Grid, columns: list[ColumnMeaning], rows: list[RowMeaning]) -> list[Mention]:
    """The figures in the remark columns of rows that state something; sentences are left alone."""
    return [
        mention
        for column in columns
        if column.rol == "opmerking"
        for row in rows
        if row.rol in ("data", "totaal")
        for text in _PARTS.split(grid.own_text(row.row, column.col))
        if (mention := _mention(row, column.col, text)) is not None
    ]


def _mention(row: RowMeaning, col: int, text: str) -> Mention | None:
    """The figure of one short remark: it needs one number, and a word that says of what."""
    rules = vocabulary().rijen["vermelding"]
    printed = plain(text)
    if not printed or len(printed.split()) > rules["max_woorden"]:
        return None
    reading = read_text(printed)
    numbers = [n for n in _NUMBER.findall(reading.period.rest) if n.strip() != reading.period.jaar]
    if len(numbers) != 1:
        return None
    words = set(vocabulary().words(printed))
    maat = next((m for m in reading.maten if m != "capaciteit"), None)
    thema = vocabulary().maten.get(maat or "", {}).get("thema") or reading.thema
    if maat is None and thema:
        maat = rules["zonder_maat"]
    if maat is None and words & set(rules["eenheden"]):
        maat = next((m for m, signs in rules["woorden"].items() if words & set(signs)), None)
    if maat is None:
        return None
    periode = f"na {reading.period.na}" if reading.period.na else None
    return Mention(
        row=row.row,
        col=col,
        text=text.strip(),
        waarde_text=numbers[0].strip(),
        thema=thema or row.thema,
        maat=maat,
        periode=periode,
    )
