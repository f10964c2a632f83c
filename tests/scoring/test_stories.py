"""Stories: reprints join, different events do not, the same items always agree."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import builders as make
from data.model import Item, Story
from scoring.flags import flags_of
from scoring.stories import join_stories

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
    assert extended.owners == ("alpha", "beta")
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
