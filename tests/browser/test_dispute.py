"""A dispute: a reply to a flag, its answer, the verdict that follows, the brief."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import at_work
import papers_read
from at_work import News, words
from browsing import Seat, Site, artefact
from data.model import Flag, Role, User, Verdict, VerdictCode
from data.store import Store

NEWS = {
    "kk": News(
        "KZ-19",
        "Базардағы төбелестен соң екі ауыл тұрғындары жиналды",
        "Алматы облысының Еңбекшіқазақ ауданында базардағы төбелестен соң екі ауылдың "
        "тұрғындары жиналып, бір-біріне қарсы тұрды. Тұрғындар кінәлілерді жазалауды "
        "талап етті.",
    ),
    "ru": News(
        "KZ-55",
        "После драки на рынке собрались жители двух сёл",
        "В Иртышском районе Павлодарской области после драки на рынке собрались "
        "жители двух сёл и встали друг против друга. Жители потребовали наказать "
        "виновных.",
    ),
}
ASSOCIATION = {
    "kk": "«Бірлік» этномәдени бірлестігі",
    "ru": "Этнокультурное объединение «Единство»",
}
REPLY = {
    "kk": "Бұл екі саудагердің тұрмыстық жанжалы болды, ауылдардың бұған қатысы жоқ.",
    "ru": "Это была бытовая ссора двух торговцев, сёла здесь ни при чём.",
}
ANSWER = {
    "kk": "Рақмет, тексердік: сіздердікі дұрыс, қорытынды түзетілді.",
    "ru": "Спасибо, мы проверили: вы правы, вывод исправлен.",
}
BEFORE = {"kk": "Ауылдық округ растады.", "ru": "Сельский округ подтвердил."}
AFTER = {
    "kk": "Бірлестіктің жауабынан кейін тексерілді: тұрмыстық жанжал.",
    "ru": "Проверено после ответа объединения: бытовая ссора.",
}
AGREED = {
    "kk": "Екі ауылдың ақсақалдары да жеке дау екенін айтты.",
    "ru": "Аксакалы обоих сёл тоже говорят, что это личный спор.",
}


@pytest.fixture
def people(site: Site, lang: str) -> tuple[User, User]:
    """A mediator, and the analyst who judged before; both of the flag's region."""
    region = (NEWS[lang].region,)
    mediator = User(f"Дау медиаторы {lang}", Role.MEDIATOR, region, lang)
    analyst = User(f"Талдаушы {lang}", Role.ANALYST, region, lang)
    url = site.database_url
    return at_work.hired(url, mediator), at_work.hired(url, analyst)


@pytest.fixture
def flag(site: Site, lang: str, people: tuple[User, User]) -> Flag:
    """The flag as it was raised and confirmed too soon."""
    news = NEWS[lang]
    at_work.publish(site.database_url, [news])
    with closing(Store.open(site.database_url)) as store:
        found = next(f for f in store.flags(news.region) if f.title == news.title)
        now = datetime.now(UTC)
        author = people[1].name
        said = Verdict(found.id, VerdictCode.PROBABLY, BEFORE[lang], author, now)
        store.add_verdict(said)
    return found


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_a_reply_corrects_the_verdict_and_the_brief_carries_both(
    sit: Seat, site: Site, lang: str, people: tuple[User, User], flag: Flag
) -> None:
    page = sit(people[0], f"desk?flag={flag.id}")
    _reply_is_entered(page, lang)
    _answered_corrected(page, lang)
    _another_verdict_follows(page, lang, people[0])
    _everything_stays_with_the_flag(page, lang)
    artefact(page, f"dispute-{lang}")
    _a_third_person_agrees(site, flag, lang)

    page.goto(f"{site.base}/meeting?region={flag.region}&lang={lang}")
    _brief_carries_both(at_work.download(page, "brief.docx"), lang)
    with closing(Store.open(site.database_url)) as store:
        given = [(each.code, each.reason) for each in store.verdicts(flag.id)]
    assert given == [
        (VerdictCode.PROBABLY, BEFORE[lang]),
        (VerdictCode.NOT_COMMUNITIES, AFTER[lang]),
        (VerdictCode.NOT_COMMUNITIES, AGREED[lang]),
    ]


def _a_third_person_agrees(site: Site, flag: Flag, lang: str) -> None:
    """Two people differ on an acute flag: a third one's word settles it."""
    word = Verdict(
        flag.id,
        VerdictCode.NOT_COMMUNITIES,
        AGREED[lang],
        "Ақсақалдар кеңесі",
        datetime.now(UTC),
    )
    with closing(Store.open(site.database_url)) as store:
        store.add_verdict(word)


def _reply_is_entered(page: Page, lang: str) -> None:
    form = at_work.fold(page, words(lang, "Enter a reply to this flag"))
    at_work.pick(form, 0)
    form.locator("input[type=text]").first.fill(ASSOCIATION[lang])
    form.locator("textarea").fill(REPLY[lang])
    form.get_by_role("button", name=words(lang, "Keep this reply")).click()
    at_work.told(page, words(lang, "Kept: the reply. It waits for an answer."))


def _answered_corrected(page: Page, lang: str) -> None:
    keep = words(lang, "Keep this answer")
    form = page.locator('[data-testid="stForm"]').filter(
        has=page.get_by_role("button", name=keep)
    )
    at_work.pick(form, 0)
    form.locator("textarea").fill(ANSWER[lang])
    form.get_by_role("button", name=keep).click()
    sentence = "Now give the new verdict: the earlier one stays readable."
    at_work.told(page, words(lang, sentence))


def _another_verdict_follows(page: Page, lang: str, user: User) -> None:
    form = at_work.part(page, "desk_verdict")
    at_work.pick(form, 3)
    form.locator("textarea").fill(AFTER[lang])
    form.get_by_role("button", name=words(lang, "Keep this verdict")).click()
    at_work.told(page, user.name)


def _everything_stays_with_the_flag(page: Page, lang: str) -> None:
    history = page.locator("ol.kel-history").first
    for said in (BEFORE, AFTER):
        expect(history).to_contain_text(said[lang].rstrip("."))
    card = page.locator("article.kel-card.kel-meeting")
    for text in (ASSOCIATION[lang], REPLY[lang], ANSWER[lang]):
        expect(card).to_contain_text(text)


def _brief_carries_both(path: Path, lang: str) -> None:
    paper = papers_read.read_docx(path)
    front = "\n".join(paper.sections[words(lang, "Replies and our answers")])
    full = "\n".join(paper.sections[words(lang, "Annex 3. Replies in full")])
    for part in (front, full):
        assert ASSOCIATION[lang] in part
        assert REPLY[lang].rstrip(".") in part
        assert ANSWER[lang].rstrip(".") in part
    refuted = words(lang, "Looked into and not counted as tension")
    assert AGREED[lang].rstrip(".") in "\n".join(paper.sections[refuted])
