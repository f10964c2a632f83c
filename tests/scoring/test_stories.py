"""Stories: reprints join, different events do not, the same items always agree."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

import builders as make
from data.model import Item, Story, StoryDecision, StoryDeed
from scoring.embedding import DIMENSIONS, Embedder, Vectors
from scoring.flags import flags_of
from scoring.stories import join_stories
from scoring.tellings import skeleton

FIGHT = (
    "В селе Тестовое после школьной ссоры произошла массовая драка. Жители двух сёл "
    "собрались у отделения полиции и потребовали наказать виновных. Аким района выехал "
    "на место и встретился с жителями."
)
WATER = (
    "Фермеры двух аулов не поделили поливную воду. Спор за арык продолжается второй "
    "месяц, районный акимат создал комиссию и обещал новый график полива к весне."
)
SOURCES = [make.source(name) for name in ("alpha", "beta", "gamma")]


def told(key: str, text: str, hours: float = 0, **changes: object) -> Item:
    at = make.NOW + timedelta(hours=hours)
    return make.item(f"u:{key}", text=text, published_at=at, **changes)


def groups(stories: list[Story]) -> set[frozenset[str]]:
    return {frozenset(story.item_keys) for story in stories}


def test_a_reprint_joins_and_another_event_does_not() -> None:
    items = [
        told("1", FIGHT),
        told("2", FIGHT.replace("Аким района", "Глава района"), 3, source_id="beta"),
        told("3", WATER, 1),
    ]
    assert groups(join_stories(items, SOURCES)) == {
        frozenset({"u:1", "u:2"}),
        frozenset({"u:3"}),
    }


def test_owners_are_counted_once() -> None:
    items = [told(str(n), FIGHT, n, source_id=s) for n, s in enumerate(["alpha"] * 3)]
    (story,) = join_stories(items, SOURCES)
    assert story.owners == ("alpha",)


def test_the_same_words_a_month_later_are_another_event() -> None:
    assert (
        len(join_stories([told("1", FIGHT), told("2", FIGHT, 24 * 30)], SOURCES)) == 2
    )


def test_a_translation_joins_by_place_signal_and_date() -> None:
    kazakh = told("2", "Екі ауыл тұрғындары төбелесті.", 2, lang="kk")
    items = [told("1", FIGHT), kazakh]
    same_place = [replace(item, districts=("394200000",)) for item in items]
    assert len(join_stories(same_place, SOURCES)) == 1
    assert len(join_stories(items, SOURCES)) == 2


def test_the_same_words_about_another_region_are_another_event() -> None:
    items = [told("1", FIGHT), told("2", FIGHT, regions=("KZ-10",))]
    assert len(join_stories(items, SOURCES)) == 2


def test_the_order_of_arrival_does_not_matter() -> None:
    items = [
        told("1", FIGHT),
        told("2", FIGHT + " Подробности уточняются.", 5),
        told("3", WATER, 1),
        told("4", WATER.replace("месяц", "год"), 9),
    ]
    expected = join_stories(items, SOURCES)
    for seed in range(5):
        shuffled = random.Random(seed).sample(items, len(items))
        assert join_stories(shuffled, SOURCES) == expected


def test_a_later_reprint_extends_the_known_story() -> None:
    (story,) = join_stories([told("1", FIGHT)], SOURCES)
    kept = replace(told("1", FIGHT), story_id=story.id)
    (extended,) = join_stories([kept, told("2", FIGHT, 4, source_id="beta")], SOURCES)
    assert extended.id == story.id
    assert extended.item_keys == ("u:1", "u:2")
    assert join_stories([kept], SOURCES) == []


def test_a_story_in_two_regions_is_two_flags() -> None:
    item = told("1", FIGHT, regions=("KZ-39", "KZ-15"))
    (story,) = join_stories([item], SOURCES)
    flags = flags_of(story.id, [item], {"alpha": "House"}, make.NOW)
    assert [f.region for f in flags] == ["KZ-39", "KZ-15"]
    assert flags[0].owners == ("House",)


def test_a_dropped_item_raises_nothing() -> None:
    item = told("1", FIGHT, dropped="sport")
    (story,) = join_stories([item], SOURCES)
    assert flags_of(story.id, [item], {}, make.NOW) == []


def unsure(key: str, confidence: float) -> Item:
    return told(key, FIGHT, risk=(make.signal(confidence=confidence),))


def test_a_flag_shows_the_sure_item_when_the_first_was_vague() -> None:
    sure = told("2", FIGHT, 2, risk=(make.signal(confidence=0.95),))
    items = [unsure("1", 0.5), sure]
    (story,) = join_stories(items, SOURCES)
    (flag,) = flags_of(story.id, items, {}, make.NOW)
    assert flag.item_key == "u:2"
    assert flag.confidence == 0.95
    assert flag.first_at == make.NOW


def test_a_flag_shows_who_said_it_first_among_the_nearly_sure() -> None:
    extra = make.signal("mobilisation", confidence=0.95)
    items = [unsure("1", 0.8), told("2", FIGHT, 2, risk=(make.signal(), extra))]
    (story,) = join_stories(items, SOURCES)
    (flag,) = flags_of(story.id, items, {}, make.NOW)
    assert flag.item_key == "u:1"
    assert [(s.code, s.confidence) for s in flag.signals] == [
        ("trigger_incident", 0.8),
        ("mobilisation", 0.95),
    ]


def test_a_rewrite_that_names_other_peoples_is_the_same_story() -> None:
    told_of = "Казахи и узбеки подрались. Казахи ушли, узбеки остались. Аким приехал."
    other = told_of.replace("азахи", "урды").replace("збеки", "йгуры")
    items = [told("1", told_of), told("2", other, 2, source_id="beta")]
    assert len(join_stories(items, SOURCES)) == 1


class Meanings:
    """An engine for which a text means water or it means a fight."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, texts: list[str]) -> Vectors:
        self.asked += texts
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[int("Суға" in text)] = 1
        return rows


HERE = {"districts": ("394200000",)}
KAZAKH = "Екі ауыл тұрғындары мектептегі ұрыстан соң жиналды."
ENGLISH = "Villagers gathered at the police station after a quarrel at school."


def test_one_event_in_three_languages_is_joined_by_what_it_means() -> None:
    items = [
        told("1", FIGHT, **HERE),
        told("2", KAZAKH, 20, lang="kk", source_id="beta", **HERE),
        told("3", ENGLISH, 50, lang="en", source_id="gamma", **HERE),
        told("4", "Суға таласқан екі ауыл.", 20, lang="kk", source_id="beta", **HERE),
    ]
    stories = join_stories(items, SOURCES, Embedder(Meanings()))
    assert groups(stories) == {frozenset({"u:1", "u:2", "u:3"}), frozenset({"u:4"})}


def test_what_means_the_same_in_another_district_is_another_event() -> None:
    engine = Meanings()
    items = [
        told("1", FIGHT, districts=("394200000",)),
        told("2", FIGHT, 3, districts=("394400000",), source_id="beta"),
        told("3", FIGHT, 5, source_id="gamma"),
    ]
    found = groups(join_stories(items, SOURCES, Embedder(engine)))
    assert frozenset({"u:2"}) in found or frozenset({"u:2", "u:3"}) in found
    assert not any({"u:1", "u:2"} <= group for group in found)


def test_only_what_may_belong_to_a_risk_is_embedded() -> None:
    helps = {"risk": (), "protective": (make.signal("mediation_dialogue"),)}
    engine = Meanings()
    items = [
        told("1", FIGHT, **HERE),
        told("2", "Ассамблея кеңесі өтті.", 2, lang="kk", **HERE, **helps),
        told("3", "В Доме дружбы прошёл совет.", 2, districts=("399",), **helps),
    ]
    join_stories(items, SOURCES, Embedder(engine))
    assert len(engine.asked) == 2
    assert not any("Доме дружбы" in text for text in engine.asked)


def test_self_names_and_their_order_never_reach_the_embedder() -> None:
    engine = Meanings()
    one, other = "Подрались казахи и узбеки.", "Подрались курды и уйгуры."
    join_stories([told("1", one), told("2", other, 1)], SOURCES, Embedder(engine))
    assert len(engine.asked) == 1  # the same masked text twice


def test_a_vague_text_joins_the_last_open_story_of_its_district() -> None:
    vague = "Обстановка в селе стабильная, сообщили в акимате района."
    items = [
        told("1", FIGHT, **HERE),
        told("2", vague, 100, source_id="beta", **HERE),
        told("3", vague, 100, source_id="gamma", districts=("394400000",)),
        told("4", vague, 24 * 12, source_id="gamma", **HERE),
    ]
    found = groups(join_stories(items, SOURCES))
    assert frozenset({"u:1", "u:2"}) in found
    assert frozenset({"u:3"}) in found


def test_a_story_ends_after_thirty_days() -> None:
    chain = [told(str(n), FIGHT, 24 * 5 * n) for n in range(10)]
    lengths = [len(story.item_keys) for story in join_stories(chain, SOURCES)]
    assert max(lengths) == 7
    assert sum(lengths) == 10


def test_new_items_join_as_if_all_had_come_at_once() -> None:
    items = [
        told("1", FIGHT, **HERE),
        told("2", FIGHT + " Подробности уточняются.", 5, source_id="beta", **HERE),
        told("3", WATER, 1, **HERE),
        told("4", WATER.replace("месяц", "год"), 9, source_id="gamma", **HERE),
    ]
    at_once = groups(join_stories(items, SOURCES))
    story_of: dict[str, str] = {}
    kept: list[Item] = []
    for item in items:
        kept = [replace(one, story_id=story_of[one.key]) for one in kept] + [item]
        for story in join_stories(kept, SOURCES):
            story_of |= dict.fromkeys(story.item_keys, story.id)
    told_of: dict[str, set[str]] = {}
    for key, story_id in story_of.items():
        told_of.setdefault(story_id, set()).add(key)
    assert {frozenset(keys) for keys in told_of.values()} == at_once


@pytest.mark.parametrize(
    ("kk", "ru", "en"),
    [
        ("Дербісекте", "Дербисеке", "Derbisek"),
        ("Сортөбедегі", "Сортобе", "Sortobe"),
        ("Шетпе", "Шетпе", "Shetpe"),
        ("Құлсары", "Кульсары", "Kulsary"),
        ("Хантағы", "Хантаги", "Khantagy"),
    ],
)
def test_a_name_has_the_same_consonants_in_three_languages(
    kk: str, ru: str, en: str
) -> None:
    assert skeleton(kk) == skeleton(ru) == skeleton(en)


def test_what_persons_said_holds_when_everything_is_joined_anew() -> None:
    items = [
        told("1", FIGHT, **HERE),
        told("2", FIGHT, 2, source_id="beta", **HERE),
        told("3", WATER, 3, **HERE),
    ]
    why = ("Тексерілді.", "Медиатор", make.NOW)
    decisions = [
        StoryDecision(StoryDeed.SPLIT, ("u:2",), ("u:1",), *why),
        StoryDecision(StoryDeed.JOIN, ("u:3",), ("u:1",), *why),
    ]
    stories = join_stories(items, SOURCES, decisions=decisions)
    assert groups(stories) == {frozenset({"u:1", "u:3"}), frozenset({"u:2"})}
    late = told("4", FIGHT, 4, source_id="gamma", **HERE)
    again = join_stories([*items, late], SOURCES, decisions=decisions)
    assert not any({"u:1", "u:2"} <= set(story.item_keys) for story in again)
