"""The acute lane: first steps, who looks, and no flag gone on one person's word."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

import builders
from builders import NOW
from dashboard import home_acute, i18n
from data.model import (
    LANGUAGES,
    Handling,
    HandlingDeed,
    LevelCode,
    Role,
    User,
    Verdict,
    VerdictCode,
)
from data.playbook import playbook
from data.store import Store

Open = Callable[..., AppTest]
HOUR = timedelta(hours=1)


def lane(app: AppTest) -> str:
    """The HTML of the acute cards, or nothing."""
    bodies = (html.unescape(str(each.proto.body)) for each in app.get("html"))
    return next((body for body in bodies if "kel-card kel-acute" in body), "")


def judge(store: Store, author: str, code: VerdictCode, name: str = "f-pasture"):
    store.add_verdict(Verdict(name, code, "Тексерілді.", author, NOW - HOUR))


def test_one_loud_region_does_not_hide_another() -> None:
    loud = [builders.flag(f"loud-{n}", last_at=NOW - n * HOUR) for n in range(8)]
    quiet = builders.flag("quiet", region="KZ-61", last_at=NOW - 90 * HOUR)
    top = [flag.id for flag in home_acute.on_top([*loud, quiet])]
    assert top == ["loud-0", "loud-1", "loud-2", "loud-3", "quiet"]
    mine = home_acute.on_top([*loud, quiet], own={"KZ-61"})
    assert [flag.id for flag in mine] == ["quiet", *top[:-1]]


def test_few_flags_are_all_shown() -> None:
    few = [builders.flag(str(n)) for n in range(3)]
    assert home_acute.on_top(few) == few


@pytest.mark.parametrize(
    ("lang", "both", "one"),
    [
        ("kk", "соңғы хабар — 5 сағат бұрын, алғашқысы — 40", "2 күн бұрын"),
        ("ru", "последнее сообщение — 5 часов назад, первое — 40", "2 дня назад"),
        ("en", "last report 5 hours ago, first 40 hours ago", "report 2 days ago<"),
    ],
)
def test_the_last_report_and_the_first_are_told_apart(
    open_page: Open, small_store: Store, lang: str, both: str, one: str
) -> None:
    fresh = small_store.flag("f-pasture")
    told_twice = replace(fresh, first_at=NOW - 40 * HOUR, last_at=NOW - 5 * HOUR)
    once = replace(small_store.flag("f-market"), first_at=NOW - 48 * HOUR)
    small_store.save_flags([told_twice, replace(once, last_at=once.first_at)])
    shown = lane(open_page(small_store, "home", lang=lang))
    assert both in shown
    assert one in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_step_stands_on_the_card(
    open_page: Open, small_store: Store, lang: str
) -> None:
    shown = lane(open_page(small_store, "home", lang=lang))
    play = playbook()["trigger_incident"]
    assert play.first_step[lang] in shown
    with i18n.using(lang):
        assert i18n._("First step:") in shown
    assert f"./desk?flag=f-pasture&lang={lang}" in shown
    assert small_store.flag("f-pasture").title in shown


def test_advice_falls_back_to_the_taxonomy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home_acute, "playbook", dict)
    with i18n.using("ru"):
        step, whom = home_acute.first_step(builders.flag())
    assert step
    assert not whom


def test_one_refutation_waits_for_second_eyes(
    open_page: Open, small_store: Store
) -> None:
    judge(small_store, "Медиатор", VerdictCode.OLD)
    shown = lane(open_page(small_store, "home", lang="en"))
    assert "waits for second eyes" in shown
    assert "f-pasture" in shown
    judge(small_store, "Талдаушы", VerdictCode.ABROAD)
    assert "f-pasture" not in lane(open_page(small_store, "home", lang="en"))


def test_who_works_on_it_is_said_and_a_settled_case_leaves(
    open_page: Open, small_store: Store
) -> None:
    small_store.take_flag("f-pasture", "Кезекші", NOW - HOUR / 2)
    assert "Кезекші works on it" in lane(open_page(small_store, "home", lang="en"))
    for name in ("f-pasture", "f-market"):
        deed = Handling(name, HandlingDeed.RESOLVE, "Татуласты.", "Медиатор", NOW)
        small_store.add_handling(deed)
    app = open_page(small_store, "home", lang="en")
    assert not lane(app)
    assert "waits for anybody" in app.info[0].value
    assert "were read" in app.info[0].value


def test_news_after_a_case_had_ended_bring_it_back(
    open_page: Open, small_store: Store
) -> None:
    ended = small_store.flag("f-pasture").last_at - HOUR / 2
    deed = Handling("f-pasture", HandlingDeed.RESOLVE, "Татуласты.", "Медиатор", ended)
    small_store.add_handling(deed)
    assert "f-pasture" in lane(open_page(small_store, "home", lang="en"))


def test_a_calmed_level_does_not_close_an_unjudged_flag(
    open_page: Open, small_store: Store
) -> None:
    told = "The level here is “Watch” now; nobody has judged this flag."
    assert told not in lane(open_page(small_store, "home", lang="en"))
    level = small_store.latest_levels()["KZ-39"]
    small_store.save_levels([replace(level, code=LevelCode.WATCH)])
    assert lane(open_page(small_store, "home", lang="en")).count(told) == 1
    judge(small_store, "Медиатор", VerdictCode.CONFIRMED)
    assert told not in lane(open_page(small_store, "home", lang="en"))


def test_own_regions_come_first_for_who_is_here(
    open_page: Open, small_store: Store
) -> None:
    near = small_store.flag("f-pasture")
    far = replace(near, id="f-far", region="KZ-61", last_at=NOW - 60 * HOUR)
    small_store.save_flags([far])
    user = small_store.save_user(User("Медиатор", Role.MEDIATOR, ("KZ-61",), "en"))
    app = open_page(small_store, "home", lang="en")
    before = lane(app)
    assert before.index("f-pasture") < before.index("f-far")
    after = lane(app.selectbox(key="kelisim.who").set_value(user.id).run())
    assert after.index("f-far") < after.index("f-pasture")
