"""Periods and dates as plans print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.understand.periods import PeriodReading, read_period, settle


@pytest.mark.parametrize(
    "text,expected",
    [
        ("juli ’25 – febr. ‘26", {"periode": "1e cyclus"}),
        ("Overzicht gedurende 1e cyclus Spreidingswet", {"periode": "1e cyclus"}),
        ("Taakstelling 24-II incl. voor/achter", {"periode": "2024-II"}),
        ("Taakstelling 2e helft 2024", {"periode": "2024-II"}),
        ("PLANNEN Q4 2024", {"periode": "2024-Q4"}),
        ("Gegarandeerd 1-7-2025 t/m 1-2-2026", {"periode": "1e cyclus"}),
        ("van 1 juli 2025 tot 1 februari 2026", {"periode": "1e cyclus"}),
        ("januari 2025 t/m juni 2025", {"periode": "2025-01/2025-06"}),
        ("Realisatie vóór 1-7-2025", {"voor": "2025-07-01"}),
        ("Na 1/7/'25", {"na": "2025-07-01"}),
        ("Realisatie eind\nQ3 2024", {"op": "2024-09-30"}),
        ("Realisatie op\n15/09/24", {"op": "2024-09-15"}),
        ("stand per 1 juli 2025", {"op": "2025-07-01"}),
        ("Gerealiseerd t/m sept. 2024", {"op": "2024-09-30"}),
        ("Taakstelling 2024 (tweede helft)", {"periode": "2024-II"}),
        ("Opgave 1/1/2025", {"kaal": "2025-01-01"}),
        ("Taakstelling 1 januari t/m 30 juni 2025", {"periode": "2025-I"}),
        ("Taakstelling HJ2 2025", {"periode": "2025-II"}),
        ("Beschikbaar op 1.10.2025", {"op": "2025-10-01"}),
        ("Beschikbaar op 01.10.25", {"op": "2025-10-01"}),
        ("Paragraaf 3.10.25", {}),
        ("Gehuisvest per 1 mei", {}),  # of which year?
        ("Plannen na september 2024", {}),
        ("Datum 31-02-2025", {}),
    ],
)
def test_what_a_text_names(text, expected):
    reading = read_period(text)
    assert {k: v for k in ("periode", "voor", "na", "op", "kaal") if (v := getattr(reading, k))} == expected


@pytest.mark.parametrize(
    "reading,thema,maat,expected",
    [
        (PeriodReading(voor="2025-07-01"), "asiel", "realisatie", ("voor 2025-07-01", None)),
        (PeriodReading(voor="2025-01-01"), "oekraine", "realisatie", ("2025-01-01", None)),
        (PeriodReading(kaal="2025-01-01"), "oekraine", "opgave", ("2025-01-01", None)),
        (PeriodReading(op="2024-09-30"), "oekraine", "realisatie", (None, "2024-09-30")),
        (PeriodReading(op="2025-07-01"), "asiel", "realisatie", ("2025-07-01", "2025-07-01")),
        (PeriodReading(op="2024-09-15"), "statushouders", "realisatie", (None, "2024-09-15")),
        (PeriodReading(voor="2024-09-15"), "statushouders", "realisatie", (None, "2024-09-15")),
        (PeriodReading(periode="2025-07/2025-12"), "statushouders", "taakstelling", ("2025-II", None)),
        (PeriodReading(periode="2025-01/2025-06"), "asiel", "opgave", ("2025-01/2025-06", None)),
        (
            PeriodReading(periode="2024-II", op="2024-12-31"),
            "statushouders",
            "verwachte_achterstand",
            ("2024-II", "2024-12-31"),
        ),
    ],
)
def test_what_a_date_means_for_a_figure(reading, thema, maat, expected):
    assert settle(reading, thema, maat) == expected


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["{d}-{m}-{y}", "{d}/{m}/{yy:02d}", "{d:02d}-{m:02d}-{y}", "{d}/{m}/'{yy:02d}"]),
)
def test_every_date_is_read_back(day, form):
    text = form.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100)
    assert read_period(f"Stand op {text}").op == day.isoformat()


@given(st.text())
def test_nothing_is_too_odd_to_read(text):
    read_period(text)
