"""Stories in the flow: what persons said is obeyed, what is vague finds its story."""

from __future__ import annotations

from datetime import timedelta

import pytest

import builders as make
import pipeline
import scoring
from data.days import local_day
from data.model import (
    Item,
    RawItem,
    SourceState,
    State,
    StoryDeed,
    Verdict,
    VerdictCode,
)
from data.store import Store

NOW = make.NOW
DISTRICT = "394200000"
FIGHT = (
    "В селе Тестовое после школьной ссоры произошла массовая драка. Жители двух сёл "
    "собрались у отделения полиции и потребовали наказать виновных."
)
WATER = (
    "Фермеры двух аулов не поделили поливную воду. Спор за арык продолжается второй "
    "месяц, районный акимат создал комиссию и обещал новый график полива."
)
EVERYDAY = (
    "Вечером на автостоянке у рынка двое водителей поссорились из-за места, один "
    "ударил другого монтировкой. Нападавший задержан."
)
LABELLED = (
    "Межнациональный конфликт: на автостоянке у рынка двое водителей поссорились "
    "из-за места, один ударил другого монтировкой. У больницы собрались земляки."
)
VAGUE = "Обстановка в селе стабильная, сообщили в районном акимате."
WHY = ("Бір оқиға емес.", "Медиатор", NOW)


@pytest.fixture
def filled(store: Store) -> Store:
    store.sync_sources([make.source(name) for name in ("alpha", "beta", "gamma")])
    return store


def told(key: str, text: str, hours_ago: float, **changes: object) -> Item:
    values: dict[str, object] = {
        "text": text,
        "title": text.split(".")[0],
        "published_at": NOW - timedelta(hours=hours_ago),
        "collected_at": NOW - timedelta(hours=hours_ago),
        "districts": (DISTRICT,),
    }
    return make.item(f"u:{key}", **values | changes)


def quiet(key: str, text: str, hours_ago: float, **changes: object) -> Item:
    return told(key, text, hours_ago, risk=(), **changes)


def keep(store: Store, *items: Item) -> None:
    state = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
    store.add_collected(items, state, {}, local_day(NOW))


def assess(store: Store, hours_ago: float = 0) -> None:
    pipeline.assess_store(store, NOW - timedelta(hours=hours_ago))


def stories(store: Store) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for item in store.signal_items():
        found.setdefault(str(item.story_id), set()).add(item.key)
    return {frozenset(keys) for keys in found.values()}


def judge(store: Store, flag_id: str, code: VerdictCode = VerdictCode.OLD) -> None:
    store.add_verdict(Verdict(flag_id, code, "Тексерілді.", "Медиатор", NOW))


def rescored(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Join everything anew; what the texts say stays as the test gave it."""
    monkeypatch.setattr(pipeline, "read_again", lambda item, _read: item)
    pipeline.rescore(store, NOW)


def test_two_stories_joined_by_hand_are_one_flag_with_both_verdicts(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(filled, told("1", FIGHT, 30), told("2", WATER, 20, source_id="beta"))
    assess(filled)
    names = sorted(str(item.story_id) for item in filled.signal_items())
    for flag in filled.flags():
        judge(filled, flag.id)
    filled.join_stories(names, *WHY)
    for _again in range(2):
        assess(filled)
        (flag,) = filled.flags()
        assert flag.id == "f:1:KZ-39"
        assert flag.n_items == 2
        assert len(filled.verdicts(flag.id)) == 2
    rescored(filled, monkeypatch)
    assert stories(filled) == {frozenset({"u:1", "u:2"})}
    assert len(filled.verdicts("f:1:KZ-39")) == 2


def test_joined_and_parted_again_everyone_has_their_verdict_back(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(filled, told("1", FIGHT, 30), told("2", WATER, 20, source_id="beta"))
    assess(filled)
    judge(filled, "f:2:KZ-39", VerdictCode.CONFIRMED)
    filled.join_stories(["s:1", "s:2"], *WHY)
    assess(filled)
    filled.split_story("s:1", ["u:2"], *WHY)
    assess(filled)
    assert {flag.id for flag in filled.flags()} == {"f:1:KZ-39", "f:2:KZ-39"}
    assert filled.current_verdicts().keys() == {"f:2:KZ-39"}
    rescored(filled, monkeypatch)
    assert stories(filled) == {frozenset({"u:1"}), frozenset({"u:2"})}
    assert filled.current_verdicts().keys() == {"f:2:KZ-39"}
    deeds = [decision.deed for decision in filled.story_decisions()]
    assert deeds == [StoryDeed.JOIN, StoryDeed.SPLIT]


def test_a_story_parted_by_hand_stays_parted_and_its_verdict_stays(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = FIGHT.replace("школьной ссоры", "ссоры у школы")
    keep(filled, told("1", FIGHT, 30), told("2", other, 20, source_id="beta"))
    assess(filled)
    assert stories(filled) == {frozenset({"u:1", "u:2"})}
    judge(filled, "f:1:KZ-39")
    filled.split_story("s:1", ["u:1"], *WHY)
    assess(filled)
    assert stories(filled) == {frozenset({"u:1"}), frozenset({"u:2"})}
    assert filled.current_verdicts().keys() == {"f:1:KZ-39"}
    rescored(filled, monkeypatch)
    assert stories(filled) == {frozenset({"u:1"}), frozenset({"u:2"})}
    assert filled.current_verdicts().keys() == {"f:1:KZ-39"}


def test_a_vague_text_of_officials_joins_the_open_story_of_its_district(
    filled: Store,
) -> None:
    keep(filled, told("1", FIGHT, 72))
    assess(filled, 71)
    keep(filled, quiet("2", VAGUE, 5, source_id="beta"))
    keep(filled, quiet("3", VAGUE, 5, source_id="gamma", districts=("394400000",)))
    assess(filled)
    (flag,) = filled.flags()
    assert flag.n_items == 2
    assert flag.owners == ("alpha", "beta")
    assert [item.key for item in filled.flag_items(flag.id)] == ["u:1", "u:2"]
    assess(filled)
    assert filled.flags() == [flag]


def test_a_vague_text_after_eight_days_or_about_nothing_joins_nothing(
    filled: Store,
) -> None:
    keep(filled, told("1", FIGHT, 24 * 9))
    keep(filled, quiet("2", VAGUE, 5))
    keep(filled, quiet("3", VAGUE, 24 * 10))
    assess(filled)
    (flag,) = filled.flags()
    assert flag.n_items == 1


def test_a_vague_text_that_names_only_the_region_joins_its_only_story(
    filled: Store,
) -> None:
    keep(filled, told("1", FIGHT, 30), quiet("2", VAGUE, 5, districts=()))
    assess(filled)
    (flag,) = filled.flags()
    assert flag.n_items == 2


def test_where_two_stories_are_open_a_vague_text_of_the_region_joins_none(
    filled: Store,
) -> None:
    keep(filled, told("1", FIGHT, 30), told("2", WATER, 20, districts=("394400000",)))
    keep(filled, quiet("3", VAGUE, 5, districts=()))
    assess(filled)
    assert sorted(flag.n_items for flag in filled.flags()) == [1, 1]


def test_ordinary_news_of_the_district_stays_out(filled: Store) -> None:
    keep(filled, told("1", FIGHT, 30))
    school = "В селе Тестовое открыли школу на триста мест. Жители двух сёл рады."
    keep(filled, quiet("2", school, 5))
    assess(filled)
    (flag,) = filled.flags()
    assert flag.n_items == 1


def test_an_everyday_incident_called_ethnic_later_is_marked_as_reframed(
    filled: Store,
) -> None:
    keep(filled, quiet("1", EVERYDAY, 40))
    assess(filled, 39)
    keep(filled, told("2", LABELLED, 10, source_id="beta"))
    assess(filled)
    (flag,) = filled.flags()
    reason = next(r for r in flag.reasons if r.code == "story.reframed")
    assert reason.params["source"] == "beta"
    assert reason.params["first"] == "Alpha"
    assert flag.first_at == NOW - timedelta(hours=40)
    assert [item.key for item in filled.flag_items(flag.id)] == ["u:1", "u:2"]


def test_copies_of_one_house_are_one_voice_and_an_echo(filled: Store) -> None:
    keep(
        filled,
        told("1", FIGHT, 30),
        told("2", FIGHT, 29, source_id="beta"),
        told("3", FIGHT, 28, source_id="gamma"),
    )
    assess(filled)
    (flag,) = filled.flags()
    assert flag.owners == ("alpha",)
    assert {r.code for r in flag.reasons} == {"story.told", "story.echo_owner"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "ru",
            "Драка в городе Тобыл не носит межнационального характера, это бытовой "
            "конфликт соседей, заявили в полиции. Сообщения о межнациональной стычке "
            "не соответствуют действительности.",
        ),
        (
            "kk",
            "Тобыл қаласындағы төбелес ұлтаралық сипатта емес, тұрмыстық жанжал, деп "
            "хабарлады полиция. Ұлтаралық қақтығыс туралы ақпарат шындыққа жанаспайды.",
        ),
    ],
)
def test_an_official_denial_is_the_rumour_it_speaks_of(lang: str, text: str) -> None:
    raw = RawItem("alpha", "", "Полиция", text, None, lang, NOW)
    (read,) = scoring.understand([raw])
    assert "rumour_viral" in {signal.code for signal in read.risk}
    assert read.regions == ("KZ-39",)
