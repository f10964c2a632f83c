"""No page shuts anybody out: axe finds nothing grave, in two languages and schemes."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browsing import Open, settle
from dashboard.navigation import PAGES

#: What weighs enough to stop somebody.
GRAVE = frozenset({"serious", "critical"})
#: Rules broken by the page that Streamlit wraps around ours, with the parts they are
#: broken in; nothing of ours is excused.
STREAMLIT: dict[str, tuple[str, ...]] = {}
#: Words that are the same in every language.
OURS = {"Kelisim", "English", "CSV", "XLSX", "PDF", "DOCX", "HTML"}
PARAMS = {"region": "&region=KZ-39", "meeting": "&region=KZ-39"}


def address(page: str, lang: str) -> str:
    """Home bears no name in its address."""
    path = "" if page == PAGES[0].name else page
    return f"{path}?lang={lang}{PARAMS.get(page, '')}"


def findings(page: Page) -> list[str]:
    """The grave findings, each with its parts."""
    run = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{found['id']} ({found['impact']}): {node['html'][:160]} {node['target']}"
        for found in run.response["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
        if not any(part in node["html"] for part in STREAMLIT.get(found["id"], ()))
    ]


def english(page: Page) -> list[str]:
    """Names, hints and pictures' texts that a screen reader would say in English."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap((element) =>
          ["aria-label", "placeholder", "alt", "title"].map(
            (name) => element.getAttribute(name))).filter(Boolean)"""
    )
    return [said for said in found if set(re.findall(r"[A-Za-z]{3,}", said)) - OURS]


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_nothing_grave_on_any_page(visit: Open, name: str) -> None:
    page = visit(address(name, "kk"))
    assert findings(page) == []
    assert english(page) == []
    page.emulate_media(color_scheme="dark")
    settle(page)
    assert findings(page) == []
    again = visit(address(name, "ru"), scheme="dark")
    assert findings(again) == []


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_nothing_grave_on_a_flag_and_on_what_was_set_aside(
    visit: Open, lang: str
) -> None:
    page = visit(address("desk", lang))
    page.locator("[class*='st-key-desk-open'] button").first.click()
    settle(page)
    assert findings(page) == []
    aside = visit(address("desk", lang) + "&aside=list", scheme="dark")
    assert aside.locator('[data-testid="stAlert"]').count() == 0
    assert findings(aside) == []
