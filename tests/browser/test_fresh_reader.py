"""Somebody who sees Kelisim for the first time: what is acute, and what to do first."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

import at_work
from at_work import words
from browsing import Open, artefact

#: Seconds and clicks from the open Home page to the first step.
SECONDS, CLICKS = 60, 3
_COUNT = """() => {
  sessionStorage.clicks ??= "0";
  document.addEventListener("click", (event) => {
    if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks) + 1;
  }, true);
}"""


def clicks(page: Page) -> int:
    return int(page.evaluate("sessionStorage.clicks"))


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_acute_flag_and_its_first_step_are_found(visit: Open, lang: str) -> None:
    page = visit(f"?lang={lang}", 1440)
    page.evaluate(_COUNT)
    began = time.monotonic()
    heading = page.get_by_role("heading", name=words(lang, "Acute events"))
    expect(heading).to_be_in_viewport()
    card = page.locator("article.kel-acute").first
    expect(card).to_be_in_viewport()
    expect(
        card.locator("p").filter(has_text=words(lang, "First step:"))
    ).to_be_visible()
    title = card.locator("h3").inner_text()
    artefact(page, f"fresh-reader-1-home-{lang}")

    card.locator("h3 a").click()
    page.wait_for_url(re.compile(r"desk\?flag="))
    expect(page.locator("h2").first).to_have_text(title)
    advice = page.locator(".kel-card.kel-accord").first
    step = advice.locator("strong").first
    step.scroll_into_view_if_needed()
    expect(step).to_be_in_viewport()
    expect(advice).to_contain_text(words(lang, "First step"))
    expect(advice).to_contain_text(words(lang, "Whom to call"))
    assert len(step.inner_text().split()) > 3
    at_work.calm(page)
    artefact(page, f"fresh-reader-2-flag-{lang}")
    assert 1 <= clicks(page) <= CLICKS
    assert time.monotonic() - began < SECONDS
