"""People at work: what is published while the site runs, and hands on its pages."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Locator, Page, expect

import pipeline
from collectors.attempt import Collected
from dashboard.i18n import _, using
from data.model import DateState, RawItem, SourceState, User
from data.store import Store

#: A machine may be busy with other tests.
expect.set_options(timeout=20_000)


class News(NamedTuple):
    """A text as an outlet of the demo publishes it."""

    region: str
    title: str
    text: str
    hours_ago: float = 2


def publish(database_url: str, news: Iterable[News]) -> None:
    """Through the whole flow into the store of a running site: read, kept, assessed."""
    now = datetime.now(UTC)
    with closing(Store.open(database_url)) as store:
        keeper = pipeline.Keeper(store, store.sources())
        for each in news:
            source = f"demo-{each.region.lower()}"
            state = store.source_states().get(source, SourceState(source))
            keeper.keep(
                Collected(source, (_raw(source, each, now),), state, {}, 1), now
            )
        pipeline.assess_store(store, now)


def _raw(source: str, news: News, now: datetime) -> RawItem:
    at = now - timedelta(hours=news.hours_ago)
    address = f"https://{source}.example/{zlib.crc32(news.title.encode())}"
    return RawItem(
        source,
        address,
        news.title,
        news.text,
        published_at=at,
        date_state=DateState.DATED,
    )


def hired(database_url: str, user: User) -> User:
    """Somebody who works here from now on; a name that is known gets what is new."""
    with closing(Store.open(database_url)) as store:
        known = {each.name: each.id for each in store.users()}
        return store.save_user(replace(user, id=known.get(user.name)))


def words(lang: str, message: str, **facts: object) -> str:
    """A sentence of ours as the reader of a language sees it."""
    with using(lang):
        said = _(message)
    return said % facts if facts else said


# -- hands


def part(page: Page, key: str) -> Locator:
    """What bears a key of ours."""
    return page.locator(f".st-key-{re.sub('[^A-Za-z0-9_-]', '-', key)}")


def press(page: Page, key: str) -> None:
    """Click a button by its key."""
    part(page, key).locator("button").first.click()


def fold(page: Page, label: str) -> Locator:
    """Open a folded part by its heading; what is in it."""
    found = page.locator('[data-testid="stExpander"]').filter(has_text=label).first
    if found.locator("details").get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def choose(scope: Locator, option: str) -> None:
    """Choose in a list by typing what one looks for, as by keyboard."""
    box = scope.locator("input").first
    box.click()
    box.fill(option)
    scope.page.get_by_role("option").filter(has_text=option).first.click()


def pick(scope: Locator, n: int) -> None:
    """Choose the n-th answer (from nought) of a list of answers."""
    scope.locator('[data-testid="stRadio"] label:has(input)').nth(n).click()


def calm(page: Page) -> None:
    """Wait until the script has ended and the page has a title."""
    rests = '[data-testid="stApp"][data-test-script-state="notRunning"]'
    page.locator(f'{rests} [data-testid="stMain"] h1').first.wait_for()


def told(page: Page, sentence: str) -> None:
    """Wait for a notice with these words, and for the page to rest."""
    notice = page.locator('[data-testid="stAlert"]').filter(has_text=sentence)
    expect(notice.first).to_be_visible()
    calm(page)


def download(page: Page, key: str) -> Path:
    """The file that a button gives; the page rests before it is pressed."""
    calm(page)
    with page.expect_download() as waiting:
        press(page, key)
    return Path(waiting.value.path())


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
