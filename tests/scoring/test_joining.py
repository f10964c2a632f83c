"""Decisions of persons on stories: obeyed, the later one standing, in any order."""

from __future__ import annotations

import builders as make
from data.model import StoryDecision, StoryDeed
from scoring.joining import Bonds
from scoring.tellings import Telling


def telling(row: int, story: str) -> Telling:
    item = make.item(f"u:{row}")
    return Telling(item, row, make.NOW, frozenset(), frozenset(), story=story)


def decided(deed: StoryDeed, ours: str, others: str) -> StoryDecision:
    one, two = (tuple(f"u:{n}" for n in keys) for keys in (ours, others))
    return StoryDecision(deed, one, two, "Себебі бар.", "Медиатор", make.NOW)


def join(ours: str, others: str) -> StoryDecision:
    return decided(StoryDeed.JOIN, ours, others)


def split(ours: str, others: str) -> StoryDecision:
    return decided(StoryDeed.SPLIT, ours, others)


def obeyed(stories: str, *decisions: StoryDecision) -> str:
    """The names of the stories of items 0, 1, 2 … as one word."""
    told = [telling(n, f"s:{name}") for n, name in enumerate(stories)]
    found = Bonds(decisions).obeyed(told)
    return "".join(found[f"u:{n}"][2:] for n in range(len(stories)))


def test_without_decisions_nothing_changes() -> None:
    assert obeyed("0022") == "0022"


def test_joined_stories_take_the_name_of_the_one_told_first() -> None:
    assert obeyed("0022", join("23", "01")) == "0000"


def test_joining_takes_later_reports_along() -> None:
    assert obeyed("00222", join("01", "23")) == "00000"


def test_parted_items_are_a_story_named_after_the_first_of_them() -> None:
    assert obeyed("0000", split("23", "01")) == "0022"


def test_the_part_with_the_naming_item_keeps_the_name() -> None:
    assert obeyed("0000", split("01", "23")) == "0022"


def test_a_parted_story_may_bear_the_name_of_a_later_item() -> None:
    assert obeyed("222", split("0", "12")) == "022"


def test_of_two_decisions_the_later_one_stands() -> None:
    assert obeyed("0000", split("23", "01"), join("01", "23")) == "0000"
    assert obeyed("0022", join("01", "23"), split("23", "01")) == "0022"
    assert obeyed("0000", join("01", "23"), split("23", "01")) == "0022"


def test_what_came_after_a_parting_stays_where_it_is() -> None:
    assert obeyed("00220", join("01", "23"), split("23", "01")) == "00220"


def test_obeying_twice_changes_nothing() -> None:
    decisions = (join("01", "23"), split("3", "012"), join("4", "3"))
    once = obeyed("00224", *decisions)
    assert once == obeyed(once, *decisions) == "00022"


def test_items_no_longer_kept_are_no_trouble() -> None:
    assert obeyed("00", join("07", "8"), split("9", "0")) == "00"


def test_a_new_item_goes_where_its_companions_are_and_not_where_it_was_parted() -> None:
    bonds = Bonds([join("0", "1"), split("2", "0")])
    assert bonds.story_for("u:1", {"u:0": "s:0"}) == "s:0"
    assert bonds.story_for("u:5", {"u:0": "s:0"}) is None
    assert bonds.parted_from("u:2") == {"u:0"}
