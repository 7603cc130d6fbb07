"""Whatever a document prints, a message stays text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.alerts.harmless import harmless


@given(st.text() | st.text(alphabet="<>[]{}*_`~|\\@#:/.wa1 \n\u202e\u2028"))
def test_nothing_that_means_something_is_left(text: str) -> None:
    shown = harmless(text, longest=50)
    assert len(shown) <= 50
    assert not set(shown) & set("<>[]{}*_`~|\\@#\n")
    assert "://" not in shown
    assert not any(unicodedata.category(c).startswith("C") for c in shown)
    assert shown == " ".join(shown.split())
    assert harmless(shown, longest=50) == shown


@pytest.mark.parametrize(
    "text",
    ["1.134", "n.n.t.b.", "550-580", "24 %", "−19", "Nijverdal (p. 14)", "12,5", "1-7-2025", "a & b"],
)
def test_figures_stay_as_printed(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    "text", ["www.example.org", "t.co/x", "mail@example.org", "https://10.0.0.1/", "x.pdf"]
)
def test_addresses_are_no_longer_addresses(text: str) -> None:
    assert not any(dotted in harmless(text) for dotted in ("example.org", "t.co", "://", "@", ".pdf"))
