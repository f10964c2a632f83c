"""What the README promises, over the demo's own texts from reading to level."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest

import builders as make
import pipeline
import scoring
from data.days import local_day
from data.demo import demo_items, demo_sources
from data.model import Item, ItemKind, LevelCode, RawItem, SourceState, State
from data.store import Store
from scoring.items import as_item
from scoring.stories import _Neighbours
from scoring.tellings import tellings as tellings_of

NOW = make.NOW
#: A sentence that names a people; who it is must make no difference anywhere.
FRAMES = {
    "kk": "Ауылда {} тұрады.",
    "ru": "В посёлке живут {}.",
    "en": "The village is home to {}.",
}
PEOPLES = {
    "kk": ("қазақтар", "өзбектер", "ұйғырлар", "орыстар", "дүнгендер", "күрдтер"),
    "ru": ("казахи", "узбеки", "уйгуры", "русские", "дунгане", "курды"),
    "en": ("Kazakhs", "Uzbeks", "Uyghurs", "Russians", "Dungans", "Kurds"),
}
SEEDS = range(2)


def _named(lang: str, chance: Random) -> str:
    return FRAMES[lang].format(chance.choice(PEOPLES[lang]))


def demo_store(seed: int) -> Store:
    """The demo's news of tension and some of the rest, each naming one people."""
    sources = {source.id: source for source in demo_sources(80)}
    chance = Random(seed)
    raws = [
        RawItem(
            source_id=item.outlet,
            url=f"https://{item.outlet}.example/{item.id}",
            title=item.title,
            text=item.text + " " + _named(item.lang, chance),
            published_at=item.at,
            date_state=make.item().date_state,
        )
        for n, item in enumerate(demo_items(NOW))
        if item.kind not in ("ordinary", "report") or n % 8 == 0
    ]
    read = scoring.understand(raws, sources)
    items = [
        as_item(f"u:{n}", raw, meaning, ItemKind.NEWS, NOW)
        for n, (raw, meaning) in enumerate(zip(raws, read, strict=True))
    ]
    store = Store.open("sqlite://")
    store.sync_sources(sources.values())
    keep(store, items)
    pipeline.assess_store(store, NOW)
    return store


def keep(store: Store, items: Sequence[Item]) -> None:
    state = SourceState(store.sources()[0].id, State.WORKING, last_attempt_at=NOW)
    for start in range(0, len(items), 1000):
        store.add_collected(items[start : start + 1000], state, {}, local_day(NOW))


@pytest.fixture(scope="module")
def countries() -> list[Store]:
    """The same news about other peoples."""
    return [demo_store(seed) for seed in SEEDS]


def test_exchanging_the_peoples_changes_no_story_flag_or_level(
    countries: list[Store],
) -> None:
    texts, stories, flags, levels = [], [], [], []
    for store in countries:
        items = store.items(limit=None)
        texts.append([item.text for item in items])
        stories.append({item.key: item.story_id for item in items})
        flags.append(
            [
                (f.id, f.lane, f.confidence, f.owners, [s.code for s in f.signals])
                for f in store.flags()
            ]
        )
        today = local_day(NOW)
        levels.append(store.levels(None, today - timedelta(days=84), today))
    assert texts[0] != texts[1]
    assert len(flags[0]) > 20
    assert stories[0] == stories[1]
    assert flags[0] == flags[1]
    assert levels[0] == levels[1]


def test_no_day_of_the_demo_is_calm_on_too_little(countries: list[Store]) -> None:
    today = local_day(NOW)
    levels = countries[0].levels(None, today - timedelta(days=84), today)
    thin = [level for level in levels if not level.coverage.sufficient]
    assert thin
    assert {level.code for level in thin} <= {LevelCode.NO_DATA, LevelCode.ACUTE}


def many(n: int, days: int) -> list[Item]:
    """Items with a signal, three to an event, over so many days and twenty regions."""
    chance = Random(n)
    words = [f"сөз{k}" for k in range(2000)]
    made = []
    for event in range(n // 3):
        told = " ".join(chance.choices(words, k=60))
        at = NOW - timedelta(minutes=chance.randrange(days * 24 * 60))
        region = f"KZ-{chance.randrange(20)}"
        made += [
            make.item(
                f"u:{event}-{k}",
                source_id=f"s{k}",
                text=told,
                published_at=at - timedelta(hours=k),
                regions=(region,),
            )
            for k in range(3)
        ]
    return made


def test_the_work_of_joining_grows_with_the_items_not_with_their_square() -> None:
    def compared(n: int, days: int) -> int:
        tellings = tellings_of(many(n, days))
        for telling in tellings:
            telling.story = "s"
        neighbours = _Neighbours(tellings)
        return sum(len(neighbours.of(telling)) for telling in tellings)

    once, twice = compared(1500, 42), compared(3000, 84)
    assert once > 1500
    assert twice < 2.3 * once


def test_thousands_of_flagged_texts_are_assessed_in_seconds(store: Store) -> None:
    store.sync_sources(make.source(f"s{n}") for n in range(3))
    keep(store, many(3000, 84))
    start = time.perf_counter()
    summary = pipeline.assess_store(store, NOW)
    assert time.perf_counter() - start < 20
    assert summary.stories == 1000
