"""Two people at two browsers on one desk: never the same flag, never lost words."""

from __future__ import annotations

from contextlib import closing
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

import at_work
from at_work import words
from browsing import Seat, Site
from data.model import Role, User, VerdictCode
from data.store import Store

#: Regions with a flag or two of the demo each, apart for every language.
REGIONS = {
    "kk": ("KZ-10", "KZ-11", "KZ-19", "KZ-23", "KZ-31", "KZ-35"),
    "ru": ("KZ-47", "KZ-55", "KZ-61", "KZ-63", "KZ-71", "KZ-75"),
}
#: Where both judge the same flag.
SAME = {"kk": "KZ-79", "ru": "KZ-27"}
TYPED = {
    "kk": ("Ауыл кеңесі растады.", "Мектеппен сөйлестім, рас емес."),
    "ru": ("Совет села подтвердил.", "Говорил со школой: это не так."),
}
#: One clock for both browsers, so that neither has seen what the other takes.
_PRESS = """moment => void setTimeout(
  () => document.querySelector(".st-key-desk-take button").click(),
  moment - Date.now())"""


def pair(site: Site, lang: str, regions: tuple[str, ...]) -> list[User]:
    """Two mediators of the same regions."""
    names = (f"Аға медиатор {lang}", f"Екінші медиатор {lang}")
    return [
        at_work.hired(site.database_url, User(name, Role.MEDIATOR, regions, lang))
        for name in names
    ]


def batch(page: Page) -> list[str]:
    asked = parse_qs(urlsplit(page.url).query)
    return asked["batch"][0].split(",")


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_two_batches_taken_at_once_share_no_flag(
    sit: Seat, site: Site, lang: str
) -> None:
    people = pair(site, lang, REGIONS[lang])
    pages = [sit(user, "desk", at=n) for n, user in enumerate(people)]
    for page in pages:
        at_work.part(page, "desk.take").locator("button").wait_for()
        at_work.calm(page)
    moment = pages[0].evaluate("Date.now()") + 1_000
    for page in pages:
        page.evaluate(_PRESS, moment)
    for page in pages:
        page.wait_for_url("**batch=**")
    taken = [batch(page) for page in pages]
    assert all(taken)
    assert not set(taken[0]) & set(taken[1])
    with closing(Store.open(site.database_url)) as store:
        held = store.claims(at_work.now())
        for user, flags in zip(people, taken, strict=True):
            assert {held[flag].holder for flag in flags} == {user.name}
            for flag in flags:
                store.release_flag(flag, user.name, at_work.now())


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_a_verdict_from_a_stale_page_overwrites_nothing_and_is_not_lost(
    sit: Seat, site: Site, lang: str
) -> None:
    with closing(Store.open(site.database_url)) as store:
        (flag, *_more) = store.flags(SAME[lang])
        before = len(store.verdicts(flag.id))
    people = pair(site, lang, (SAME[lang],))
    pages = [sit(user, f"desk?flag={flag.id}", at=n) for n, user in enumerate(people)]
    for n, page in enumerate(pages):
        form = at_work.part(page, "desk_verdict")
        at_work.pick(form, 3 * n)
        form.locator("textarea").fill(TYPED[lang][n])
    first, second = pages
    keep = words(lang, "Keep this verdict")
    first.get_by_role("button", name=keep).click()
    at_work.told(first, people[0].name)

    second.get_by_role("button", name=keep).click()
    sentence = words(
        lang,
        "Somebody judged this flag while you were reading. Nothing of yours is "
        "lost: read their verdict, then send yours again if it still stands.",
    )
    at_work.told(second, sentence)
    expect(second.locator('[data-testid="stMain"]')).to_contain_text(TYPED[lang][0])
    form = at_work.part(second, "desk_verdict")
    expect(form.locator("textarea")).to_have_value(TYPED[lang][1])
    expect(form.locator("input[type=radio]").nth(3)).to_be_checked()
    assert _verdicts(site, flag.id)[before:] == [
        (people[0].name, VerdictCode.CONFIRMED, TYPED[lang][0])
    ]

    second.get_by_role("button", name=keep).click()
    expect(second.locator("ol.kel-history").first).to_contain_text(
        TYPED[lang][1].rstrip(".")
    )
    assert _verdicts(site, flag.id)[before:] == [
        (people[0].name, VerdictCode.CONFIRMED, TYPED[lang][0]),
        (people[1].name, VerdictCode.NOT_COMMUNITIES, TYPED[lang][1]),
    ]


def _verdicts(site: Site, flag_id: str) -> list[tuple[str, VerdictCode, str]]:
    with closing(Store.open(site.database_url)) as store:
        return [
            (each.author, each.code, each.reason) for each in store.verdicts(flag_id)
        ]
