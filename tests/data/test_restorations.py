"""What was set aside is counted and found, and what persons put back is never lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import builders as make
from data.errors import InputError
from data.model import Restoration, SourceState, State
from data.store import Store

NOW = make.NOW
TODAY = date(2026, 11, 22)


def told(key: str, dropped: str | None, days: float = 0, **changes: object):
    at = NOW - timedelta(days=days)
    values = {"published_at": at, "collected_at": at, "dropped": dropped, "risk": ()}
    return make.item(f"u:{key}", **values | changes)


@pytest.fixture
def filled(store: Store) -> Store:
    """Four texts let go, two of them without a place, and one flagged."""
    here, there = make.source("alpha"), make.source("beta", region="KZ-15")
    store.sync_sources([here, there])
    items = [
        told("sport", "sport", 1),
        told("old", "sport", 40),
        told("nowhere", "unresolved", 2, regions=()),
        told("undated", "abroad", 3, regions=(), published_at=None, source_id="beta"),
        told("two", "history", 0, regions=("KZ-39", "KZ-15")),
        make.item("u:flagged"),
    ]
    state = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
    store.add_collected(items, state, {}, TODAY)
    return store


def word(key: str = "u:sport", **changes: object) -> Restoration:
    values = {
        "signal": "trigger_incident",
        "region": "KZ-39",
        "reason": "Матчтан кейін екі ауыл төбелесті.",
        "author": "Медиатор",
        "at": NOW,
    }
    return Restoration(key, **values | changes)


def keys(items) -> list[str]:
    return [item.key for item in items]


def test_the_newest_stands_on_top_and_what_was_flagged_is_not_there(filled: Store):
    assert keys(filled.set_aside()) == [
        "u:two", "u:sport", "u:nowhere", "u:undated", "u:old",
    ]  # fmt: skip
    assert keys(filled.set_aside(limit=2)) == ["u:two", "u:sport"]


@pytest.mark.parametrize(
    ("region", "found"),
    [
        # Without a place a text belongs to the region of its outlet.
        ("KZ-39", ["u:two", "u:sport", "u:nowhere", "u:old"]),
        ("KZ-15", ["u:two", "u:undated"]),
        ("KZ-71", []),
    ],
)
def test_a_region_has_what_names_it_and_what_its_outlets_could_not_place(
    filled: Store, region: str, found: list[str]
):
    assert keys(filled.set_aside(region)) == found
    assert sum(filled.count_set_aside(region).values()) == len(found)


def test_a_period_counts_from_publication_and_else_from_the_day_it_was_met(
    filled: Store,
):
    since = TODAY - timedelta(days=7)
    assert keys(filled.set_aside(since=since, why="sport")) == ["u:sport"]
    assert filled.count_set_aside() == {
        "sport": 2, "abroad": 1, "history": 1, "unresolved": 1,
    }  # fmt: skip
    assert filled.count_set_aside(since=since)["sport"] == 1
    assert filled.count_set_aside(since=since)["abroad"] == 1


def test_a_word_is_kept_with_why_the_text_had_been_let_go(filled: Store):
    kept = filled.restore_item(word())
    assert (kept.id, kept.set_aside, kept.stands) == (1, "sport", True)
    assert filled.restorations("u:sport") == [kept]
    assert filled.current_restorations() == {"u:sport": kept}
    assert keys(filled.restored_items()) == ["u:sport"]
    assert filled.item("u:sport") == told("sport", "sport", 1)  # as the machine read it


def test_a_word_is_taken_back_by_another_and_both_stay(filled: Store):
    filled.restore_item(word())
    filled.restore_item(word("u:two"))
    back = filled.take_back("u:sport", "Тек ойын.", "Талдаушы", NOW)
    assert not back.stands
    assert [each.stands for each in filled.restorations("u:sport")] == [True, False]
    assert set(filled.current_restorations()) == {"u:two"}
    assert keys(filled.restored_items()) == ["u:two"]
    again = filled.restore_item(word(signal="violence_or_flight"))
    assert filled.current_restorations()["u:sport"] == again
    assert len(filled.restorations()) == 4


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reason": " "}, "needs a reason"),
        ({"author": ""}, "needs its author"),
        ({"signal": ""}, "which signal"),
        ({"region": ""}, "which region"),
        ({"item_key": "u:flagged"}, "set aside"),
        ({"item_key": "u:none"}, "set aside"),
    ],
)
def test_half_a_word_is_not_kept(filled: Store, changes: dict, says: str):
    with pytest.raises(InputError, match=says):
        filled.restore_item(
            word(**{"key": changes.pop("item_key", "u:sport")}, **changes)
        )
    assert filled.restorations() == []


def test_only_what_a_person_put_there_can_be_taken_back(filled: Store):
    with pytest.raises(InputError, match="Nobody"):
        filled.take_back("u:sport", "Жоқ.", "М", NOW)
    filled.restore_item(word())
    with pytest.raises(InputError, match="reason"):
        filled.take_back("u:sport", "", "М", NOW)
    assert filled.item("u:none") is None


def test_a_period_has_an_end_and_the_districts_asked_for_stand_first(store: Store):
    store.sync_sources([make.source("alpha")])
    items = [
        told("new", "sport", 1, districts=("394400000",)),
        told("here", "sport", 4, districts=("391000000", "394200000")),
        told("early", "sport", 9),
        told("undated", "sport", 3, published_at=None),
    ]
    state = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
    store.add_collected(items, state, {}, TODAY)
    since, until = TODAY - timedelta(days=5), TODAY - timedelta(days=2)
    found = store.set_aside("KZ-39", since, until=until)
    assert keys(found) == ["u:undated", "u:here"]
    assert store.count_set_aside("KZ-39", since, until) == {"sport": 2}
    here_first = store.set_aside("KZ-39", since, districts=["394200000"])
    assert keys(here_first) == ["u:here", "u:new", "u:undated"]
    assert keys(store.set_aside("KZ-39", districts=["394200000"], limit=1)) == [
        "u:here"
    ]
