"""Counts kept beside the items say what counting all items would say."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from alembic import command

import builders
from data.days import local_day, monday
from data.errors import StoreError
from data.model import DateState, Flag, Item, Lane, SourceState, State, Story
from data.store import Store
from data.store.base import migration_config

NOW = builders.NOW
TODAY = NOW.date()
SOURCES = ("alpha", "beta", "gamma")
REGIONS = ("KZ-39", "KZ-15", "KZ-62")
LONG_AGO = date(2020, 1, 1)


def _item(n: int, dice: random.Random) -> Item:
    """Any item there may be: dated or not, of no region or three, set aside or not."""
    date_state = dice.choice([DateState.DATED, DateState.DATED, *DateState])
    published = NOW - timedelta(hours=dice.randrange(24 * 40))
    return builders.item(
        f"u:{n}",
        source_id=dice.choice(SOURCES),
        lang=dice.choice(("kk", "ru")),
        published_at=None if date_state is DateState.UNDATED else published,
        date_state=date_state,
        regions=tuple(dice.sample(REGIONS, dice.randrange(4))),
        risk=dice.choice(((), (builders.signal(),))),
        protective=dice.choice(((), (builders.signal("accord", lane=None),))),
        dropped=dice.choice((None, None, "sport")),
    )


def _collect(store: Store, *items: Item) -> None:
    working = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
    store.add_collected(list(items), working, {}, TODAY)


def _live(store: Store, dice: random.Random) -> None:
    """New items, known ones again, edits, and a newer reading of some."""
    for begin in range(0, 60, 20):
        _collect(store, *(_item(n, dice) for n in range(begin, begin + 20)))
        # What is met again is kept as it is, unless it was edited.
        again = [_item(dice.randrange(begin + 20), dice) for _ in range(6)]
        _collect(store, *(replace(each, title="Басқа") for each in again[:3]))
        for each in again[3:]:
            _collect(store, replace(each, text="Түзетілді.", revised_at=NOW))
        kept = dice.sample(store.items(limit=None), 9)
        store.replace_understanding(
            replace(
                item,
                risk=_item(0, dice).risk,
                regions=_item(0, dice).regions,
                dropped=dice.choice((None, "abroad")),
            )
            for item in kept
        )


@pytest.fixture(params=[1, 2, 3])
def lived(store: Store, request: pytest.FixtureRequest) -> Store:
    store.sync_sources([builders.source(name) for name in SOURCES])
    _live(store, random.Random(request.param))
    return store


def _flag(n: int) -> Flag:
    return builders.flag(
        f"f:{n}",
        region=REGIONS[n % 2],
        lane=list(Lane)[n % 3],
        first_at=NOW - timedelta(days=n),
        date_state=DateState.DATED if n % 5 else DateState.UNDATED,
    )


def _dated(store: Store) -> list[tuple[Item, date]]:
    return [
        (item, local_day(item.published_at))
        for item in store.items(limit=None)
        if item.date_state is DateState.DATED and item.published_at is not None
    ]


def _read_by_hand(store: Store) -> Counter[tuple[str, str, str, date, bool]]:
    return Counter(
        (item.source_id, region, item.lang, day, bool(item.risk) and not item.dropped)
        for item, day in _dated(store)
        for region in item.regions or ("",)
    )


def test_what_was_read_is_what_is_kept(lived: Store) -> None:
    expected = _read_by_hand(lived)
    assert len(expected) > 30
    assert Counter(lived.read_days()) == expected


def test_signs_of_accord_are_counted_by_region_and_day(lived: Store) -> None:
    assert Counter(lived.accord_days()) == Counter(
        (region, day)
        for item, day in _dated(lived)
        if item.protective
        for region in item.regions
    )


@pytest.mark.parametrize("since", [LONG_AGO, TODAY - timedelta(days=10), TODAY])
def test_weeks_of_sources_count_each_item_once(lived: Store, since: date) -> None:
    counted = Counter(
        (item.source_id, monday(day)) for item, day in _dated(lived) if day >= since
    )
    expected = [[*key, n] for key, n in sorted(counted.items())]
    assert lived.source_weeks(since).to_numpy().tolist() == expected


@pytest.mark.parametrize("back", [400, 9, 0])
def test_weeks_of_a_region_count_what_was_read_and_flagged(
    lived: Store, back: int
) -> None:
    story = Story("s:1", ("u:1",), ("alpha",), ("ru",), ("KZ-39",), NOW, NOW)
    lived.save_stories([story])
    lived.save_flags([_flag(n) for n in range(30)])
    since = TODAY - timedelta(days=back)
    first = monday(since)
    counted = Counter(
        (monday(day), "")
        for item, day in _dated(lived)
        if "KZ-39" in item.regions and monday(day) >= first
    ) + Counter(
        (monday(local_day(flag.first_at)), flag.lane.value)
        for flag in lived.flags(region="KZ-39")
        if flag.date_state is DateState.DATED
        and monday(local_day(flag.first_at)) >= first
    )
    expected = [[*key, n] for key, n in sorted(counted.items())]
    found = lived.region_weeks("KZ-39", since)
    assert found.to_numpy().tolist() == expected
    assert list(found.columns) == ["week", "lane", "stories"]


def test_an_older_memory_is_counted_when_it_is_opened(lived: Store) -> None:
    read, accord = lived.read_days(), lived.accord_days()
    weeks = lived.source_weeks(LONG_AGO)
    with lived.begin() as connection:
        command.downgrade(migration_config(connection), "0007")
        command.upgrade(migration_config(connection), "head")
    assert Counter(lived.read_days()) == Counter(read)
    assert Counter(lived.accord_days()) == Counter(accord)
    assert lived.source_weeks(LONG_AGO).equals(weeks)


def test_a_harvest_that_fails_is_not_counted(lived: Store) -> None:
    before = lived.read_days()
    stranger = builders.item("u:new", source_id="nobody")
    with pytest.raises(StoreError):
        _collect(lived, builders.item("u:next"), stranger)
    assert lived.read_days() == before


def test_nothing_is_left_of_what_is_no_longer_so(store: Store) -> None:
    store.sync_sources([builders.source()])
    _collect(store, builders.item())
    (item,) = store.items()
    store.replace_understanding([replace(item, regions=("KZ-15",))])
    assert [row[1] for row in store.read_days()] == ["KZ-15"]
    assert store.region_weeks("KZ-39", LONG_AGO).empty
