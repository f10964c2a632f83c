"""The dashboard as a person meets it: pages, map, verdict, export; nothing leaves."""

from __future__ import annotations

import csv
import io
import re
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from browsing import Open, Site, settle
from data.reference import load
from data.store import Store

PAGES = ("", "region?region=KZ-39", "desk", "report", "sources", "method")
#: Words that would be English inside a Kazakh or Russian page.
ENGLISH = re.compile(
    r"\b(Region|Source|Level|Flag|Verdict|Download|Search|Choose|Show|Today|Calm|Acute)\b"
)


def address(path: str, lang: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


def text_of(page: Page) -> str:
    return page.locator('[data-testid="stMain"]').inner_text()


def check(page: Page, lang: str, width: int) -> None:
    """A page that is whole, in its language, and no wider than the window."""
    expect(page.locator('[data-testid="stMain"]')).to_contain_text("DEMO")
    expect(page.locator("html")).to_have_attribute("lang", lang)
    assert page.locator('[data-testid="stException"]').count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if lang == "en":
        return
    english = [
        line
        for line in text_of(page).splitlines()
        # English-language news keeps its English title: three words in a row.
        if ENGLISH.search(line)
        and not re.search(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+", line)
    ]
    assert english == []


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_in_every_language_and_width(
    visit: Open, path: str, lang: str
) -> None:
    page = visit(address(path, lang), 1440)
    check(page, lang, 1440)
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    check(page, lang, 390)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_on_a_phone(visit: Open, path: str) -> None:
    page = visit(address(path, "kk"), 390)
    check(page, "kk", 390)


def test_the_page_follows_the_dark_mode_of_the_system(visit: Open) -> None:
    def ground(page: Page) -> str:
        return page.evaluate(
            "getComputedStyle(document.querySelector('[data-testid=stApp]'))"
            ".backgroundColor"
        )

    assert ground(visit("", scheme="light")) != ground(visit("", scheme="dark"))


def map_region(page: Page, code: str) -> object:
    return page.locator(f'[role="button"][data-region="{code}"]')


def test_a_region_opens_from_the_map_by_mouse(visit: Open) -> None:
    page = visit(address("", "kk"))
    shape = map_region(page, "KZ-39")
    shape.wait_for()
    shape.scroll_into_view_if_needed()
    box = shape.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"region.*KZ-39"))
    settle(page)
    expect(page.locator("h2").first).to_contain_text("Қостанай")


def test_a_region_opens_from_the_map_by_keyboard(visit: Open) -> None:
    page = visit(address("", "ru"))
    shape = map_region(page, "KZ-75")
    shape.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"region.*KZ-75"))
    settle(page)
    expect(page.locator("h2").first).to_contain_text("Алматы")


def test_all_twenty_regions_speak_their_name_and_level(visit: Open) -> None:
    page = visit(address("", "ru"))
    expect(page.locator('[role="button"][data-region]')).to_have_count(20)
    spoken = page.locator('[role="button"][data-region]').evaluate_all(
        "all => all.map(one => [one.dataset.region, one.getAttribute('aria-label')])"
    )
    assert {code for code, _ in spoken} == set(load().regions)
    assert all(len(label) > 8 for _, label in spoken)


def test_city_markers_are_big_enough_for_a_finger(visit: Open) -> None:
    page = visit(address("", "kk"), 390)
    for code in ("KZ-71", "KZ-75", "KZ-79"):
        box = map_region(page, code).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_the_language_switch_keeps_the_place(visit: Open) -> None:
    page = visit(address("region?region=KZ-15", "kk"))
    page.get_by_text("Русский", exact=True).first.click()
    page.wait_for_url(re.compile("lang=ru"))
    settle(page)
    expect(page.locator("h2").first).to_contain_text("Актюбинская")
    assert "region=KZ-15" in page.url


def test_what_streamlit_says_follows_the_language(visit: Open) -> None:
    page = visit(address("profile", "kk"))
    skip = page.locator("a").first
    expect(skip).to_have_text("Негізгі мазмұнға өту")
    field = page.locator('[data-testid="stForm"] input[type=text]').first
    field.fill("Aigul")
    hint = page.locator('[data-testid="InputInstructions"]')
    expect(hint).to_contain_text("Жіберу үшін Enter басыңыз")
    for name, said in (
        ("Русский", "Перейти к основному содержанию"),
        ("English", "Skip to main content"),
        ("Қазақша", "Негізгі мазмұнға өту"),
    ):
        page.get_by_text(name, exact=True).first.click()
        settle(page)
        expect(skip).to_have_text(said)


def test_a_headline_that_reads_like_streamlit_stays_as_it_was(visit: Open) -> None:
    page = visit(address("profile", "kk"))
    page.evaluate(
        """() => ["stMarkdownContainer", "stSelectbox"].forEach((id) => {
          const made = document.createElement("div");
          made.dataset.testid = id;
          made.className = "made";
          made.textContent = "No results";
          document.body.append(made);
        })"""
    )
    expect(page.locator(".made").last).to_have_text("Ештеңе табылмады")
    expect(page.locator(".made").first).to_have_text("No results")


def test_a_verdict_is_given_and_kept(visit: Open, site: Site) -> None:
    with closing(Store.open(site.database_url)) as store:
        flag = store.flags("KZ-15")[0]
    page = visit(address(f"desk?flag={flag.id}", "ru"))
    form = page.locator('[data-testid="stForm"]').first
    form.locator('[data-testid="stRadio"] label').nth(1).click()
    form.locator("textarea").fill("Разговаривали с жителями обоих сёл.")
    form.locator("input[type=text]").fill("Медиатор Дома дружбы")
    form.get_by_role("button").last.click()
    expect(page.locator('[data-testid="stAlert"]').first).to_be_visible()
    with closing(Store.open(site.database_url)) as store:
        (kept,) = store.verdicts(flag.id)
    assert kept.reason == "Разговаривали с жителями обоих сёл."
    assert kept.author == "Медиатор Дома дружбы"


def test_a_verdict_without_a_reason_is_refused_in_words(
    visit: Open, site: Site
) -> None:
    with closing(Store.open(site.database_url)) as store:
        flag = store.flags("KZ-39")[0]
    page = visit(address(f"desk?flag={flag.id}", "kk"))
    form = page.locator('[data-testid="stForm"]').first
    form.locator('[data-testid="stRadio"] label').nth(1).click()
    form.get_by_role("button").last.click()
    expect(page.locator('[data-testid="stAlert"]').first).to_be_visible()
    with closing(Store.open(site.database_url)) as store:
        assert store.verdicts(flag.id) == []


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_csv_holds_exactly_the_rows_on_the_screen(visit: Open, lang: str) -> None:
    page = visit(address("desk?region=KZ-15", lang))
    expect(page.locator('[class*="st-key-desk-open-"] button').first).to_be_visible()
    titles = [
        button.strip()
        for button in page.locator(
            '[class*="st-key-desk-open-"] button'
        ).all_inner_texts()
    ]
    assert titles
    with page.expect_download() as waiting:
        page.locator('[data-testid="stDownloadButton"] button').first.click()
    download = waiting.value
    assert "DEMO" in download.suggested_filename
    raw = download.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(
        csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")
    )
    column = 7  # title, in the fixed order of docs/flags_csv.md
    assert [row[column] for row in rows[1:]] == titles
    assert all("DEMO" in "".join(row) for row in rows[1:])


def test_unknown_names_in_the_address_do_no_harm(visit: Open) -> None:
    page = visit("region?region=KZ-99&lang=xx")
    assert page.locator('[data-testid="stException"]').count() == 0
    expect(page.locator("h1")).to_be_visible()
