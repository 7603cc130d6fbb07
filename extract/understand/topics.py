"""The topic of columns that name none: that of their neighbours, of their whole or of their parts.

What belongs here: how one column's topic follows from those of others. What does not: measures and periods.
"""

from __future__ import annotations

from collections import defaultdict

from extract.model import ColumnMeaning
from extract.understand.areas import says
from extract.understand.context import Context
from extract.understand.headers import HeaderReading, read_text
from extract.understand.vocabulary import vocabulary

CARRIED = 0.8  # the confidence of a topic that only the neighbour names
REGULIER = "regulier"  # the qualification of a row or column that leaves amv out of what the other one counts


def name_wholes(columns: list[ColumnMeaning], readings: list[HeaderReading]) -> set[int]:
    """What has 'waarvan amv' after it is about the topic that amv are a part of, and so is what else counts
    the same without a topic. Returns the columns of such parts.
    """
    parts = set()
    nameless = [c for c in columns if c.rol == "cijfer" and c.maat and not (c.thema or c.gebied)]
    for part in columns:
        whole_thema = vocabulary().themas.get(part.thema or "", {}).get("deel_van")
        before = [c for c in columns if c.col < part.col and c.rol == "cijfer" and c.maat == part.maat]
        if part.rol != "cijfer" or not part.maat or not whole_thema or not before:
            continue
        whole = before[-1]
        if whole.thema is None:
            whole.thema, whole.confidence = whole_thema, CARRIED
            whole.reden = f"thema {whole_thema}: de kolom erna is het deel {part.thema}"
            parts.add(part.col)
            for other in nameless:
                if (other.maat, other.thema) == (whole.maat, None) and not readings[other.col].unknown:
                    other.thema, other.confidence, other.reden = whole.thema, CARRIED, whole.reden
        elif whole.thema == whole_thema and read_text(own_header(whole)).thema is None:
            parts.add(part.col)
    return parts


def name_total_of_parts(columns: list[ColumnMeaning], readings: list[HeaderReading]) -> None:
    """Beside amv, a total and what is 'regulier' are about the topic that amv are a part of."""
    figures = [c for c in columns if c.rol == "cijfer" and not c.gebied]
    for column in figures:
        reading = readings[column.col]
        beside = {c.thema for c in figures if c.thema and c.maat == column.maat}
        whole = {vocabulary().themas[thema].get("deel_van") for thema in beside} - {None}
        nameless = column.thema is None and (reading.totaal or reading.regulier) and not reading.unknown
        if nameless and len(whole) == 1 and beside <= {"amv", *whole}:
            column.thema, column.confidence = whole.pop(), CARRIED
            column.reden = (
                f"thema {column.thema}: het totaal waar {min(beside - {column.thema})} een deel van is"
            )


def settle_regulier(columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context) -> None:
    """Beside a column 'totaal' (or 'incl. amv'), the column of the topic alone leaves amv out."""
    words = vocabulary()
    siblings: dict[tuple, list[ColumnMeaning]] = defaultdict(list)
    for column in columns:
        if column.rol == "cijfer" and column.maat and (column.thema or context.thema) == "asiel":
            siblings[column.maat, readings[column.col].period].append(column)
    for (maat, _), group in siblings.items():
        total = [c for c in group if readings[c.col].totaal]
        plain_ones = [c for c in group if readings[c.col].thema == "asiel" and not readings[c.col].totaal]
        if total and len(plain_ones) == 1 and f"{maat}_regulier" in words.maten:
            plain_ones[0].maat, plain_ones[0].thema = f"{maat}_regulier", "asiel"


def leave_amv_out(columns: list[ColumnMeaning], readings: list[HeaderReading], context: Context) -> None:
    """What is 'regulier' leaves amv out: of what its rows count; other measures have no word for that."""
    figures = [c for c in columns if c.rol == "cijfer" and not c.gebied]
    for column in figures:
        if not readings[column.col].regulier or (column.thema or context.thema or "asiel") != "asiel":
            continue
        beside = any(c.maat == column.maat for c in figures if c is not column)
        if column.maat is None:
            column.thema, column.kwalificatie = "asiel", REGULIER
        elif beside and REGULIER not in column.maat and column.maat != "capaciteit":
            column.rol, column.reden = "genegeerd", f"deel zonder amv: geen eigen maat: '{column.header}'"
            column.maat = None


def thema_of_comparisons(columns: list[ColumnMeaning], readings: list[HeaderReading]) -> None:
    """A difference or a share is about the one topic that all its table counts names: 'Amv-opgave |
    Amv-plekken | Tekort' below a heading about asiel; or about what its table has totals of.
    """
    figures = [c for c in columns if c.rol == "cijfer" and c.maat and not c.gebied]
    compares = [c for c in figures if vocabulary().maten[c.maat].get("vergelijkt")]
    counted = [c for c in figures if c not in compares]
    themas = {c.thema for c in counted}
    wholes = {c.thema for c in counted if c.thema and readings[c.col].totaal}
    if len(themas) > 1 and {t and vocabulary().family(t) for t in themas} == wholes:
        themas = wholes
    if len(themas) == 1:
        for column in compares:
            column.thema = column.thema or next(iter(themas))


def carried_thema(named: list[str], maat: str | None) -> str | None:
    """The topic that goes on from those named before; none where it could be amv or the asiel around it, or
    where a taakstelling, as a rule of statushouders, follows another topic.
    """
    if not named or (named[-1] == "amv" and "asiel" in named):
        return None
    if maat == "taakstelling" and maat in vocabulary().vertaling.get(named[-1], {}):
        return None
    return named[-1]


def carry_thema(columns: list[ColumnMeaning], readings: list[HeaderReading], parts: set[int]) -> None:
    """Where nothing else names a topic, a column has that of the one before it: 'Opgave asiel | Realisatie'.

    A column that is a part of another ('waarvan amv'), such as `parts`, names no topic for the next.
    """
    named: list[str] = []
    for column in columns:
        if column.rol != "cijfer" or column.gebied:
            continue
        if column.thema:
            part = column.col in parts or _is_named_part(column)
            named += [column.thema] if readings[column.col].maten and not part else []
        elif readings[column.col].totaal and len({vocabulary().family(thema) for thema in named}) > 1:
            continue  # of which topics?
        elif (thema := carried_thema(named, column.maat)) and column.maat:
            column.thema, column.confidence = thema, min(column.confidence, CARRIED)
            column.reden = column.reden or f"thema {thema} overgenomen van de kolom ervoor"
    _thema_of_leading(columns, named)


def _is_named_part(column: ColumnMeaning) -> bool:
    """True where the deepest header calls its column a part of another: 'Toegezegd' / 'waarvan amv'."""
    return says(own_header(column), "subrij")


def _thema_of_leading(columns: list[ColumnMeaning], named: list[str]) -> None:
    """Columns before the first that names a topic are about it where the table names no other, amv apart:
    'Opgave | Garantie totaal | Garantie asiel | Garantie amv'.
    """
    families = {vocabulary().family(thema) for thema in named}
    if len(families) != 1 or set(named) == {"amv"}:
        return
    thema = families.pop()
    for column in columns:
        if column.rol != "cijfer" or column.gebied:
            continue
        if column.thema:
            return
        if column.maat:
            column.thema, column.confidence = thema, min(column.confidence, CARRIED)
            column.reden = column.reden or f"thema {thema} overgenomen van de kolom erna"


def own_header(column: ColumnMeaning) -> str:
    """The innermost of the headers above a column."""
    return column.header.rpartition(" / ")[2]
