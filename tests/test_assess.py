"""Assessing what is kept: mended after a kill, true after a rescore, from any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

import builders as make
import pipeline
from collectors.web import Fetched, Web
from data.days import local_day
from data.model import (
    Item,
    ItemKind,
    Lane,
    LevelCode,
    Meeting,
    Source,
    SourceKind,
    SourceState,
    State,
    Understanding,
    Verdict,
    VerdictCode,
)
from data.store import Store

NOW = make.NOW
FIGHT = (
    "В селе Тестовое после школьной ссоры произошла массовая драка. Жители двух сёл "
    "собрались у отделения полиции и потребовали наказать виновных."
)
SOURCES = [make.source(name) for name in ("alpha", "beta", "gamma")]


@pytest.fixture
def filled(store: Store) -> Store:
    store.sync_sources(SOURCES)
    return store


#: How others put the same: a report of their own and no reprint.
OWN_WORDS = {
    "beta": "После ссоры в школе села Тестовое произошла массовая драка, жители двух "
    "сёл у отделения полиции собрались и наказать виновных потребовали.",
    "gamma": "Произошла драка массовая в селе Тестовое: жители из двух сёл собрались, "
    "у полиции потребовали виновных наказать после той школьной ссоры.",
}


def told(key: str, hours_ago: float = 5, text: str = FIGHT, **changes: object) -> Item:
    at = NOW - timedelta(hours=hours_ago)
    if text == FIGHT:
        text = OWN_WORDS.get(str(changes.get("source_id")), FIGHT)
    return make.item(f"u:{key}", text=text, published_at=at, **changes)


def keep(store: Store, *items: Item) -> None:
    state = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
    store.add_collected(items, state, {}, local_day(NOW))


def level(store: Store, region: str = "KZ-39") -> LevelCode:
    return store.latest_levels()[region].code


def judge(store: Store, flag_id: str, code: VerdictCode) -> None:
    store.add_verdict(Verdict(flag_id, code, "Проверено.", "Медиатор", NOW))


def reads_as(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[Item], dict[str, object]]
) -> None:
    """Let the next rescore find what ``change`` says; the rest stays as it was."""

    def again(item: Item, _read: Understanding) -> Item:
        return replace(item, **change(item), story_id=None)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_again", again)


def test_killed_between_stories_and_flags_is_mended(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(filled, told("1"), told("2", 3, source_id="beta"))
    with monkeypatch.context() as killed:
        killed.setattr(Store, "save_flags", lambda *_: (_ for _ in ()).throw(KeyError))
        with pytest.raises(KeyError):
            pipeline.assess_store(filled, NOW)
    assert filled.flags() == []
    pipeline.assess_store(filled, NOW)
    (flag,) = filled.flags()
    assert flag.owners == ("alpha", "beta")
    assert level(filled) is LevelCode.ACUTE


def test_a_rescore_killed_half_way_is_mended(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(filled, told("1"), told("2", 3, source_id="beta"))
    pipeline.assess_store(filled, NOW)
    lost = filled.items(limit=None)[1]
    filled.replace_understanding([replace(lost, risk=(), story_id=None)])
    pipeline.assess_store(filled, NOW)
    (flag,) = filled.flags()
    assert flag.item_key != lost.key
    assert flag.n_items == 1
    assert [item.key for item in filled.flag_items(flag.id)] == [flag.item_key]


def test_a_risk_that_vanished_leaves_the_level_at_once(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(filled, told("1", risk=(make.signal("mobilisation"),)))
    pipeline.assess_store(filled, NOW)
    assert level(filled) is LevelCode.ACUTE
    reads_as(monkeypatch, lambda item: {"risk": ()})
    pipeline.rescore(filled, NOW)
    assert filled.flags() == []
    assert level(filled) is LevelCode.NO_DATA


def test_a_story_read_anew_in_another_region_leaves_the_first(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(filled, told("1", regions=("KZ-39", "KZ-15")))
    pipeline.assess_store(filled, NOW)
    assert {flag.region for flag in filled.flags()} == {"KZ-39", "KZ-15"}
    reads_as(monkeypatch, lambda item: {"regions": ("KZ-15",)})
    pipeline.rescore(filled, NOW)
    assert {flag.region for flag in filled.flags()} == {"KZ-15"}
    assert level(filled) is LevelCode.NO_DATA


def test_a_verdict_follows_its_story_when_that_is_named_anew(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(filled, told("2", 3, source_id="beta"))
    pipeline.assess_store(filled, NOW - timedelta(hours=1))
    (before,) = filled.flags()
    judge(filled, before.id, VerdictCode.OLD)
    keep(filled, told("1", 9))  # older, and arrives late
    pipeline.assess_store(filled, NOW)
    reads_as(monkeypatch, lambda item: {})
    pipeline.rescore(filled, NOW)
    (after,) = filled.flags()
    assert after.id != before.id
    assert after.opened_at == before.opened_at
    assert filled.current_verdicts()[after.id].code is VerdictCode.OLD
    assert level(filled) is LevelCode.CALM


def test_a_judged_flag_outlives_its_texts(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(filled, told("1"))
    pipeline.assess_store(filled, NOW)
    (flag,) = filled.flags()
    judge(filled, flag.id, VerdictCode.CONFIRMED)
    reads_as(monkeypatch, lambda item: {"risk": ()})
    pipeline.rescore(filled, NOW)
    assert filled.flags() == [flag]
    assert level(filled) is LevelCode.ACUTE


def test_a_long_story_keeps_its_beginning_and_its_owners(filled: Store) -> None:
    chain = [told("1", 24 * 4), told("2", 24 * 3, source_id="beta")]
    keep(filled, *chain)
    pipeline.assess_store(filled, NOW)
    keep(filled, told("3", 1, source_id="gamma"))
    pipeline.assess_store(filled, NOW)
    with filled.reading() as connection:
        query = "SELECT owners, first_at FROM story"
        ((owners, first_at),) = connection.exec_driver_sql(query)
    assert owners == '["alpha", "beta", "gamma"]'
    assert str(first_at) < "2026-11-19"


def test_a_report_of_one_region_is_none_of_another(filled: Store) -> None:
    both = told("1", regions=("KZ-39", "KZ-15"), risk=(make.signal(confidence=0.5),))
    keep(filled, both, told("2", 3, source_id="beta", risk=both.risk))
    pipeline.assess_store(filled, NOW)
    flags = {flag.region: flag for flag in filled.flags()}
    assert flags["KZ-39"].owners == ("alpha", "beta")
    assert flags["KZ-15"].owners == ("alpha",)
    assert len(filled.flag_items(flags["KZ-15"].id)) == flags["KZ-15"].n_items == 1
    assert level(filled, "KZ-39") is LevelCode.ACUTE
    assert level(filled, "KZ-15") is not LevelCode.ACUTE


def test_assessing_twice_changes_nothing(filled: Store) -> None:
    keep(filled, told("1"), told("2", 30, "Спор за арык", source_id="beta"))
    pipeline.assess_store(filled, NOW)
    flags, levels = filled.flags(), filled.latest_levels()
    again = pipeline.assess_store(filled, NOW)
    assert (again.stories, again.flags) == (0, 0)
    assert (filled.flags(), filled.latest_levels()) == (flags, levels)


def test_a_text_of_tomorrow_does_not_take_todays_level_away(filled: Store) -> None:
    keep(filled, told("1", -20, risk=()))
    pipeline.assess_store(filled, NOW)
    latest = filled.latest_levels()
    assert {each.on for each in latest.values()} == {local_day(NOW)}
    assert {each.code for each in latest.values()} == {LevelCode.NO_DATA}


def test_meetings_are_read_again_from_the_newer_redaction(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(filled, told("1", risk=(), kind=ItemKind.MEETING_REPORT))
    kept = Meeting("KZ-39", None, "Юсупов А.", "other", "", "", (), (), "u:1")
    filled.add_meeting(kept)
    own = filled.add_meeting(replace(kept, title="Отырыс", item_key=None))
    reads_as(monkeypatch, lambda item: {})
    pipeline.rescore(filled, NOW)
    assert "Юсупов А." not in {meeting.title for meeting in filled.meetings()}
    assert own in filled.meetings()


class Listing(Web):
    """A site with two articles that counts what is asked of it."""

    def __init__(self) -> None:
        super().__init__("Kelisim test")
        self.asked: list[str] = []

    def get(self, url: str, **_: object) -> Fetched:  # type: ignore[override]
        self.asked.append(url)
        links = "".join(f'<li><a href="/n/{n}">Новость</a></li>' for n in (1, 2))
        text = f"<p>{FIGHT} {FIGHT}</p>" if "/n/" in url else f"<ul>{links}</ul>"
        page = f"<html><body><main><h1>{url}</h1>{text}</main></body></html>"
        return Fetched(url, page.encode(), "text/html", "utf-8")


def test_a_known_article_is_not_asked_for_again(store: Store) -> None:
    site: Source = make.source(
        kind=SourceKind.PAGES,
        url="https://alpha.example/news",
        selectors={"link": "li a", "content": "main"},
    )
    store.sync_sources([site])
    with Listing() as web:
        assert pipeline.collect(store, web, NOW).new_items == 2
        web.asked.clear()
        assert pipeline.collect(store, web, NOW).new_items == 0
        assert web.asked == [site.url]
    counters = store.counters(local_day(NOW))
    collected = counters[counters["stage"] == "collect"].set_index("reason")["n"]
    assert dict(collected) == {"kept": 2, "known": 2}


def test_lanes_are_those_of_the_story_as_a_whole(filled: Store) -> None:
    weak = make.signal("resource_dispute", lane=Lane.STRUCTURAL)
    keep(filled, told("1", 6, risk=(weak,)))
    pipeline.assess_store(filled, NOW)
    keep(filled, told("2", 3, source_id="beta"))
    pipeline.assess_store(filled, NOW)
    (flag,) = filled.flags()
    assert flag.lane is Lane.ACUTE
    # Two told of the story, but only one of anything acute.
    assert level(filled) is LevelCode.WATCH
    keep(filled, told("3", 2, source_id="gamma"))
    pipeline.assess_store(filled, NOW)
    assert level(filled) is LevelCode.ACUTE
