"""A whole demo, served, and a Chromium that may speak to this machine only."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Request, sync_playwright

import one_round
from dashboard import server
from dashboard.session import COOKIE
from data.demo import serve_demo
from data.model import User
from data.settings import sqlite_url
from data.store import Store

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("KELISIM_REQUIRE_BROWSER") == "1"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class Site(NamedTuple):
    """The served dashboard and its database."""

    base: str
    database_url: str


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, collected and assessed, behind the real server."""
    url = sqlite_url(tmp_path_factory.mktemp("browser") / "demo.sqlite")
    now = datetime.now(UTC)
    with serve_demo(now) as web_port:
        one_round.run(url, web_port, now)
    with closing(Store.open(url)) as store:
        store.set_meta("demo", "1")
    port = one_round.free_port()
    process = server.serve(url, port)
    assert server.wait_until_ready(port, 180, process)
    yield Site(f"http://127.0.0.1:{port}", url)
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserContext]:
    """The Chromium of this machine; without one these tests skip, or fail in CI.

    One profile for all tests: scripts are fetched once, as on a person's machine.
    """
    if CHROMIUM is None:
        if REQUIRED:
            pytest.fail("KELISIM_REQUIRE_BROWSER=1, but no chromium is installed")
        pytest.skip("no chromium on this machine; install it to run the browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_context(
            reduced_motion="reduce", timezone_id="Asia/Almaty", accept_downloads=True
        )
        browser.close()


@pytest.fixture(scope="session")
def second_chromium(chromium: BrowserContext) -> BrowserContext:
    """The browser of somebody else: its own cookies, its own memory."""
    assert chromium.browser is not None
    return chromium.browser.new_context(
        reduced_motion="reduce", timezone_id="Asia/Almaty", accept_downloads=True
    )


Seat = Callable[..., Page]


@pytest.fixture
def sit(
    visit: Open,
    site: Site,
    chromium: BrowserContext,
    second_chromium: BrowserContext,
) -> Iterator[Seat]:
    """Open a page as a user, in the first or the second browser; leave it clean."""
    browsers = (chromium, second_chromium)

    def sit_down(user: User, path: str = "", at: int = 0) -> Page:
        mark = {"name": COOKIE, "value": str(user.id), "url": site.base}
        browsers[at].add_cookies([mark])
        return visit(
            f"{path}{'&' if '?' in path else '?'}lang={user.lang}", of=browsers[at]
        )

    yield sit_down
    for browser in browsers:
        browser.clear_cookies()


Tabs = dict[BrowserContext, list[Page]]


@pytest.fixture(scope="session")
def tabs() -> Tabs:
    """Tabs that no test uses now: a new one costs a second of both cores."""
    return defaultdict(list)


@pytest.fixture
def visit(chromium: BrowserContext, site: Site, tabs: Tabs) -> Iterator[Open]:
    """Open a page of the site; afterwards fail on any request that left the machine."""
    strangers: list[str] = []
    pages: list[Page] = []

    def watch(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            strangers.append(request.url)

    def open_page(
        path: str = "",
        width: int = 1440,
        scheme: str = "light",
        of: BrowserContext | None = None,
    ) -> Page:
        idle = tabs[of or chromium]
        page = idle.pop() if idle else (of or chromium).new_page()
        page.bring_to_front()  # a tab behind another draws seldom
        pages.append(page)
        page.on("request", watch)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_default_timeout(30_000)
        page.goto(f"{site.base}/{path}")
        settle(page)
        return page

    yield open_page
    for page in pages:
        page.remove_listener("request", watch)
        page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")
        tabs[page.context].append(page)
    assert strangers == []


#: The page rests when the script has ended, nothing of an earlier run stands greyed out
#: and its text stays the same for a moment.
RESTS = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const main = document.querySelector('[data-testid="stMain"]');
  const rests = main?.querySelector("h1")
    && app.dataset.testScriptState === "notRunning"
    && !main.querySelector('[data-stale="true"]');
  if (!rests || window.kelisimText !== main.innerText) {
    window.kelisimText = rests ? main.innerText : null;
    window.kelisimSince = performance.now();
    return false;
  }
  return performance.now() - window.kelisimSince > 300;
}"""


def settle(page: Page) -> None:
    """Wait until Streamlit has drawn the page and rests, counted from now.

    A rest before the last click would let a test look at the page before it changes.
    """
    page.evaluate("window.kelisimText = null")
    page.wait_for_function(RESTS, polling=50)


def artefact(page: Page, name: str) -> None:
    """Keep a screenshot when a folder for them is named."""
    if folder := os.environ.get("KELISIM_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
