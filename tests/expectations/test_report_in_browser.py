"""The report in a real browser, used as its readers do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from expectations import write_report
from tests.expectations import warehouse
from tests.expectations.browser import Page, browser, installed
from tests.expectations.test_report import HOSTILE, with_pictures

PROGRAM = installed()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine")

# The conflict of the made warehouse, three times: about two gemeenten and a region, of three severities.
MORE = """
    insert into quality.conflicten
    select * replace (
        'c2' as conflict_id, 'waarschuwing' as ernst, 'som' as soort, 'Brielle' as gebied,
        'GM2' as gebied_code, 'Brielle zegt Oekraïne 1.134.' as omschrijving, 'provincie' as eigenaar
    )
    from quality.conflicten
    union all
    select * replace (
        'c3' as conflict_id, 'info' as ernst, 'Oost' as gebied, 'VR1' as gebied_code,
        'regio' as gebied_niveau,
        'Oost noemt iets anders.' as omschrijving, 'geaccepteerd' as status
    )
    from quality.conflicten
"""
SHOWN = (
    "[...document.querySelectorAll('.conflict')].filter(each => each.checkVisibility()).map(each => each.id)"
)
COUNT = "document.querySelector('#aantal').textContent"

# What has the focus: its kind, its name or address, how that is shown, and its place in the document.
FOCUS = """(e => e === document.body ? null : [
  e.tagName, e.name || e.getAttribute("href") || "", getComputedStyle(e).outlineStyle,
  [...document.querySelectorAll("*")].indexOf(e),
])(document.activeElement)"""

# Of every text that can be seen: the ratio of its colour to that of what it stands on, as WCAG 2 defines it.
CONTRASTS = """(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = parts(colour).slice(0, 3).map((each) => each / 255)
      .map((each) => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((parts(colour)[3] ?? 1) === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.textContent.trim();
    if (!text || !element.checkVisibility() || element.matches("script")) continue;
    const both = [luminance(getComputedStyle(element).color), luminance(ground(element))];
    found.push([(Math.max(...both) + .05) / (Math.min(...both) + .05), text]);
  }
  return found;
})()"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Page]:
    with browser(PROGRAM) as page:
        yield page


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    con = warehouse.make()
    con.execute(MORE)
    return write_report(con, tmp_path_factory.mktemp("r") / "kwaliteit.html", draw=with_pictures).as_uri()


def choose(page: Page, name: str, value: str) -> None:
    page.run(
        f"(() => {{ const field = document.querySelector('.filter [name={name}]'); field.value = '{value}';"
        " field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def test_it_asks_for_nothing_and_complains_of_nothing(chromium: Page, tmp_path: Path) -> None:
    evil = write_report(warehouse.make(HOSTILE, HOSTILE), tmp_path / "kwaliteit.html").as_uri()
    chromium.asked.clear()
    chromium.complaints.clear()
    chromium.open(evil)
    assert [address for address in chromium.asked if not address.startswith(("data:", "about:"))] == [evil]
    assert not chromium.complaints
    assert chromium.run("document.querySelectorAll('script').length") == 1


def test_the_filters_narrow_together_and_stand_in_the_address(chromium: Page, report: str) -> None:
    chromium.open(report)
    assert chromium.run(SHOWN) == ["c1", "c2", "c3"] and chromium.run(COUNT) == "3 van 3 conflicten"
    choose(chromium, "gebied", "VR1")  # a region holds its gemeenten
    assert chromium.run(SHOWN) == ["c1", "c3"]
    choose(chromium, "status", "open")
    assert chromium.run(SHOWN) == ["c1"] and chromium.run(COUNT) == "1 van 3 conflicten"
    address = chromium.run("location.href")
    assert address.endswith("#?gebied=VR1&status=open")
    chromium.open(address)  # as someone else would who was sent it
    assert chromium.run(SHOWN) == ["c1"]
    chromium.run("document.querySelector('.filter button').click()")
    chromium.run("new Promise(done => setTimeout(done, 20))")
    assert chromium.run(SHOWN) == ["c1", "c2", "c3"] and "?" not in chromium.run("location.hash")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("oekraine", ["c2"]), ("1134", ["c2"]), ("1.134", ["c2"]), ("OOST anders", ["c3"]), ("nergens", [])],
)
def test_searching_forgives_accents_dots_and_case(
    chromium: Page, report: str, asked: str, shown: list
) -> None:
    chromium.open(report)
    chromium.run("document.querySelector('[name=zoek]').focus()")
    chromium.type(asked)
    assert chromium.run(SHOWN) == shown
    if not shown:
        assert chromium.run(COUNT) == "Geen conflict past bij deze keuze"


def test_a_link_to_a_conflict_finds_it_though_it_was_filtered_away(chromium: Page, report: str) -> None:
    chromium.open(report + "#?ernst=fout")
    assert chromium.run(SHOWN) == ["c1"]
    chromium.run("location.hash = 'c3'; new Promise(done => setTimeout(done, 50))")
    assert "c3" in chromium.run(SHOWN)


def test_a_number_in_the_overview_leads_to_its_conflicts(chromium: Page, report: str) -> None:
    chromium.open(report)
    chromium.run("document.querySelector('a[href*=\"ernst=waarschuwing\"]').click()")
    chromium.run("new Promise(done => setTimeout(done, 50))")
    assert chromium.run(SHOWN) == ["c2"]


def test_the_keyboard_goes_from_top_to_bottom_and_is_seen(chromium: Page, report: str) -> None:
    chromium.open(report)
    seen = []
    for _ in range(200):
        chromium.press("Tab")
        at = chromium.run(FOCUS)
        if at is None:
            break
        seen.append(at)
    assert seen[0][1] == "#inhoud"
    order = [place for *_, place in seen]
    assert order == sorted(order) and len(set(order)) == len(order)
    assert {"zoek", "ernst", "soort", "thema", "gebied", "eigenaar", "status"} <= {
        name for _, name, *_ in seen
    }
    assert {"../archive/d1.pdf#page=3", "../archive/d1.pdf#page=7"} <= {name for _, name, *_ in seen}
    assert all(outline != "none" for _, _, outline, _ in seen)
    chromium.open(report)
    chromium.press("Tab")
    chromium.press("Enter")
    assert chromium.run("document.activeElement.id") == "inhoud"


def test_what_is_seen_can_be_read(chromium: Page, report: str) -> None:
    chromium.open(report)
    chromium.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    contrasts = chromium.run(CONTRASTS)
    assert len(contrasts) > 100
    assert [text for ratio, text in contrasts if ratio < 4.5] == []


def test_on_paper_there_is_nothing_to_press_and_all_is_open(chromium: Page, report: str) -> None:
    chromium.open(report)
    chromium.call("Emulation.setEmulatedMedia", media="print")
    assert not chromium.run("document.querySelector('.filter').checkVisibility()")
    assert chromium.run("getComputedStyle(document.querySelector('.conflict')).breakInside") == "avoid"
    chromium.call("Emulation.setEmulatedMedia", media="")
    assert chromium.pdf().startswith(b"%PDF-")


def test_without_scripts_it_is_a_plain_page(chromium: Page, report: str) -> None:
    chromium.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        chromium.call("Page.navigate", url=report)
        tree = {}
        while "c3" not in str(tree):  # until it is read
            tree = chromium.call("DOMSnapshot.captureSnapshot", computedStyles=["display"])
        texts = " ".join(tree["strings"])
        assert "Brielle zegt Oekraïne 1.134." in texts and "Oost noemt iets anders." in texts
    finally:
        chromium.call("Emulation.setScriptExecutionDisabled", value=False)


def test_a_narrow_window_scrolls_in_its_tables_only(chromium: Page, report: str) -> None:
    chromium.call(
        "Emulation.setDeviceMetricsOverride", width=400, height=800, deviceScaleFactor=1, mobile=False
    )
    chromium.open(report)
    assert chromium.run("document.documentElement.scrollWidth") <= 400
    wide = chromium.run(
        "[...document.querySelectorAll('.rol[tabindex]')].map(e => e.getAttribute('aria-label'))"
    )
    assert wide and all(wide)
    chromium.call("Emulation.clearDeviceMetricsOverride")
