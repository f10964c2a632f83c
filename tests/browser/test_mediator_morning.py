"""A mediator's morning: an acute flag arrives, two people judge it, it ends."""

from __future__ import annotations

import re
from contextlib import closing

import pytest
from playwright.sync_api import Locator, Page, expect

import at_work
from at_work import News, words
from browsing import Seat, Site, artefact
from dashboard import wording
from dashboard.i18n import using
from data.model import HandlingDeed, Role, User, VerdictCode
from data.store import Store

NEWS = {
    "kk": News(
        "KZ-43",
        "Екі ауылдың жастары төбелесіп, үйлерге тас лақтырылды",
        "Қызылорда облысының Шиелі ауданында кеше кешке екі ауылдың жастары "
        "төбелесіп қалды. Түнде үш үйге тас лақтырылып, бір отбасы көрші ауылға көшіп "
        "кетті. Тұрғындар аудан әкімдігі алдына жиналып, кінәлілерді жазалауды талап "
        "етті.",
    ),
    "ru": News(
        "KZ-59",
        "Подрались жители двух сёл, в дома бросали камни",
        "В Есильском районе Северо-Казахстанской области вчера вечером подрались "
        "жители двух сёл. Ночью в три дома бросали камни, одна семья уехала к "
        "родственникам. Жители собрались у акимата и потребовали наказать виновных.",
    ),
}
FIRST, SECOND = "Кезекші медиатор", "Достық үйінің медиаторы"
SEEN = {
    "kk": "Ауылдық округ әкімдігімен сөйлестік: төбелес болған.",
    "ru": "Поговорили с сельским акиматом: драка была.",
}
AGREED = {
    "kk": "Мектеп те растады, екі жақ та ренжулі.",
    "ru": "Школа подтвердила, обе стороны в обиде.",
}
STEP = {
    "kk": ("Ақсақалдар екі ауылды кездестірді", "Тараптар татуласты"),
    "ru": ("Старейшины собрали оба села", "Стороны помирились"),
}
ENDED = {"kk": "Екі ауыл келісімге келді.", "ru": "Оба села пришли к согласию."}
CARD = "article.kel-acute"


def menu(page: Page, name: str) -> None:
    """Go to another page of ours by the menu."""
    page.locator(f'[data-testid="stSidebarNav"] a[href*="{name}"]').first.click()
    page.wait_for_url(re.compile(name))


def rows(page: Page, title: str) -> Locator:
    return page.locator('[class*="st-key-desk-open-"] button').filter(has_text=title)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_from_the_flag_to_the_end_of_its_case(sit: Seat, site: Site, lang: str) -> None:
    news = NEWS[lang]
    people = [
        at_work.hired(
            site.database_url,
            User(f"{name} {lang}", Role.MEDIATOR, (news.region,), lang),
        )
        for name in (FIRST, SECOND)
    ]
    at_work.publish(site.database_url, [news])
    page = sit(people[0])

    _home_shows_it_with_hours(page, lang)
    menu(page, "desk")
    at_work.press(page, "desk.take")
    _evidence_is_folded_and_marked(page, lang)
    flag_id = re.search(r"flag=([^&]+)", page.url).group(1).replace("%3A", ":")
    _judged_by_keyboard(page, lang)
    _second_eyes_are_awaited(page, lang)

    other = sit(people[1], "desk", at=1)
    _another_agrees(other, lang)
    _step_and_end(other, lang)

    page.goto(f"{site.base}/?lang={lang}")
    at_work.calm(page)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(CARD).filter(has_text=news.title)).to_have_count(0)
    _desk_shows_it_settled(page, site, lang)
    _history_names_everybody(page, lang)
    artefact(page, f"morning-{lang}")
    with closing(Store.open(site.database_url)) as store:
        given = store.verdicts(flag_id)
        (step,) = store.responses(flag_id)[:1]
        deeds = [each.deed for each in store.all_handlings([flag_id])[flag_id]]
    assert [(each.author, each.code) for each in given] == [
        (user.name, VerdictCode.CONFIRMED) for user in people
    ]
    assert (step.action, step.outcome) == STEP[lang]
    assert HandlingDeed.RESOLVE in deeds


def _home_shows_it_with_hours(page: Page, lang: str) -> None:
    card = page.locator(CARD).filter(has_text=NEWS[lang].title)
    expect(card).to_have_count(1)
    with using(lang):
        expect(card.locator("strong").first).to_contain_text(wording.hours(2))
    expect(card).to_contain_text(words(lang, "First step:"))


def _evidence_is_folded_and_marked(page: Page, lang: str) -> None:
    expect(page.locator("h2").first).to_have_text(NEWS[lang].title)
    marked = page.locator(".kel-evidence mark").first
    expect(marked).to_be_hidden()
    hard = words(lang, "Show the sentence (may be hard to read)")
    page.locator(".kel-evidence summary").filter(has_text=hard).click()
    expect(marked).to_be_visible()
    whole = f"{NEWS[lang].title}\n{NEWS[lang].text}"
    assert marked.inner_text().strip() in whole


def _judged_by_keyboard(page: Page, lang: str) -> None:
    form = at_work.part(page, "desk_verdict")
    form.wait_for()
    at_work.calm(page)
    page.keyboard.press("1")
    expect(form.locator("input[type=radio]").first).to_be_checked()
    page.keyboard.press("w")
    expect(form.locator("textarea")).to_be_focused()
    page.keyboard.type(SEEN[lang])
    page.keyboard.press("Control+Enter")
    at_work.told(page, f"{FIRST} {lang}")


def _second_eyes_are_awaited(page: Page, lang: str) -> None:
    if page.url.count("flag="):
        page.keyboard.press("l")
    title = NEWS[lang].title
    expect(rows(page, title)).to_be_visible()
    row = page.locator('[data-testid="stVerticalBlock"]').filter(has=rows(page, title))
    expect(row.last).to_contain_text("½")
    at_work.part(page, "desk.state.second_eyes").wait_for()


def _another_agrees(page: Page, lang: str) -> None:
    at_work.press(page, "desk.state.second_eyes")
    rows(page, NEWS[lang].title).click()
    form = at_work.part(page, "desk_second")
    expect(page.locator('[data-testid="stMain"]')).to_contain_text(SEEN[lang])
    form.locator("textarea").fill(AGREED[lang])
    form.get_by_role("button").click()
    at_work.told(page, f"{SECOND} {lang}")
    expect(page.locator(".kel-standing")).to_contain_text("✓")


def _step_and_end(page: Page, lang: str) -> None:
    action, outcome = STEP[lang]
    form = at_work.fold(page, words(lang, "Write down a step"))
    form.locator("input[type=text]").nth(0).fill(action)
    form.locator("input[type=text]").nth(1).fill(outcome)
    form.get_by_role("button").last.click()
    at_work.told(page, words(lang, "Kept: the step. Write down later how it ended."))
    deeds = page.locator('[data-testid="stButtonGroup"] button')
    deeds.filter(has_text=words(lang, "Mark as settled")).click()
    question = words(lang, "How did it end? (needed)")
    page.get_by_label(question).fill(ENDED[lang])
    page.get_by_role("button", name=words(lang, "Write it down"), exact=True).click()
    expect(page.locator(".kel-standing")).to_contain_text(ENDED[lang].rstrip("."))


def _desk_shows_it_settled(page: Page, site: Site, lang: str) -> None:
    page.goto(f"{site.base}/desk?lang={lang}")
    at_work.press(page, "desk.state.resolved")
    title = NEWS[lang].title
    expect(rows(page, title)).to_be_visible()
    row = page.locator('[data-testid="stVerticalBlock"]').filter(has=rows(page, title))
    expect(row.last).to_contain_text(ENDED[lang].rstrip("."))
    rows(page, title).click()


def _history_names_everybody(page: Page, lang: str) -> None:
    history = page.locator("ol.kel-history").first
    for told in (SEEN, AGREED, ENDED):
        expect(history).to_contain_text(told[lang].rstrip("."))
    expect(history).to_contain_text(STEP[lang][0])
    for name in (FIRST, SECOND):
        expect(history).to_contain_text(f"{name} {lang}")
