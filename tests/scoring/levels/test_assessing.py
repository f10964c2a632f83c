"""The level rule: two clocks, honest silence, verdicts that act."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

import builders as make
from data.days import local_day, start_of
from data.model import Lane, Level, LevelCode
from scoring.levels import LevelRule, StoryPoint, assess

TODAY = local_day(make.NOW)
DAYS = [TODAY - timedelta(days=n) for n in range(119, -1, -1)]
REGIONS = ["KZ-15", "KZ-39", "KZ-62"]
RULE = LevelRule(
    acute_hours=72,
    acute_confidence=0.6,
    watch_days=14,
    window_days=28,
    raised_score=2.0,
    raised_min_stories=3,
    raised_min_owners=2,
    stay_days=3,
)


def point(hours_ago: float, lane: Lane = Lane.ACUTE, **changes: object) -> StoryPoint:
    at = make.NOW - timedelta(hours=hours_ago)
    values: dict[str, object] = {
        "flag_id": f"f:{hours_ago}",
        "region": "KZ-39",
        "districts": (),
        "lane": lane,
        "confidence": 0.9,
        "reports": ((at, f"owner {hours_ago}"),),
    }
    return StoryPoint(**values | changes)  # type: ignore[arg-type]


def levels(
    points: list[StoryPoint],
    sufficient: bool = True,
    now: datetime = make.NOW,
) -> dict[tuple[str, date], Level]:
    coverage = {
        (region, day): make.coverage(region, on=day, sufficient=sufficient)
        for region in REGIONS
        for day in DAYS
    }
    exposure = {(region, day): 3 for region in REGIONS for day in DAYS}
    found = assess(DAYS, points, coverage, exposure, RULE, now)
    return {(each.region, each.on): each for each in found}


def today(points: list[StoryPoint], **given: object) -> Level:
    return levels(points, **given)["KZ-39", TODAY]  # type: ignore[arg-type]


def codes(level: Level) -> list[str]:
    return [reason.code for reason in level.reasons]


def test_nothing_seen_with_enough_read_is_calm() -> None:
    assert today([]).code is LevelCode.CALM
    assert codes(today([])) == ["level.calm"]


def test_nothing_seen_with_too_little_read_is_no_data() -> None:
    assert today([], sufficient=False).code is LevelCode.NO_DATA


def test_one_credible_acute_story_is_enough_and_is_marked_unverified() -> None:
    found = today([point(5)])
    assert found.code is LevelCode.ACUTE
    assert codes(found) == ["level.acute", "level.unverified"]
    assert found.reasons[0].params["hours"] == 5


def test_acute_is_said_even_where_little_is_read() -> None:
    assert today([point(5)], sufficient=False).code is LevelCode.ACUTE


def test_an_unsure_single_report_is_to_be_watched() -> None:
    assert today([point(5, confidence=0.4)]).code is LevelCode.WATCH


def test_a_second_owner_makes_an_unsure_report_credible() -> None:
    at = make.NOW - timedelta(hours=5)
    two = point(5, confidence=0.4, reports=((at, "a"), (at, "b")))
    assert today([two]).code is LevelCode.ACUTE


def test_a_confirming_verdict_is_said() -> None:
    assert "level.confirmed" in codes(today([point(5, confirmed=True)]))


def test_a_refuted_flag_lowers_at_once_and_is_said() -> None:
    found = today([point(5, refuted=True)])
    assert found.code is LevelCode.CALM
    assert codes(found) == ["level.calm", "level.refuted"]


def test_after_the_acute_hours_the_region_stays_raised_for_a_while() -> None:
    found = levels([point(24 * 4)])
    assert found["KZ-39", TODAY].code is LevelCode.RAISED
    assert "level.held" in codes(found["KZ-39", TODAY])
    later = levels([point(24 * 9)])
    assert later["KZ-39", TODAY].code is LevelCode.WATCH


def test_a_slow_build_up_is_raised_with_what_was_expected() -> None:
    slow = [point(24 * n, Lane.STRUCTURAL) for n in (1, 3, 5, 8, 11, 15)]
    found = today(slow)
    assert found.code is LevelCode.RAISED
    params = found.reasons[0].params
    assert params["stories"] == 6
    assert params["expected"] < 2


def test_the_same_stories_from_one_owner_are_not_raised() -> None:
    slow = [
        point(
            24 * n,
            Lane.STRUCTURAL,
            reports=((make.NOW - timedelta(days=n), "one"),),
        )
        for n in (1, 3, 5, 8, 11, 15)
    ]
    assert today(slow).code is LevelCode.WATCH


def test_one_region_says_nothing_about_another() -> None:
    found = levels([point(5)])
    assert found["KZ-15", TODAY].code is LevelCode.CALM


@pytest.mark.parametrize("days_ago", [2, 10, 40])
def test_a_past_day_is_judged_by_what_was_known_then(days_ago: int) -> None:
    day = TODAY - timedelta(days=days_ago)
    points = [point(24 * n + 1) for n in (1, 5, 20, 39, 41, 60)]
    until = [p for p in points if local_day(p.reports[0][0]) <= day]
    assert levels(points)["KZ-39", day] == levels(until)["KZ-39", day]


def test_a_report_of_midnight_belongs_to_the_day_that_begins() -> None:
    midnight = point(0, reports=((start_of(TODAY), "a"),))
    found = levels([midnight])
    assert found["KZ-39", TODAY].code is LevelCode.ACUTE
    assert found["KZ-39", TODAY - timedelta(days=1)].code is LevelCode.CALM


def test_what_was_refuted_long_ago_is_no_longer_said() -> None:
    assert codes(today([point(24 * 40, refuted=True)])) == ["level.calm"]
    assert "level.refuted" in codes(today([point(24 * 20, refuted=True)]))


def test_a_story_told_again_after_long_is_not_forgotten() -> None:
    at = make.NOW - timedelta(hours=5)
    again = point(0, reports=((at - timedelta(days=60), "a"), (at, "b")))
    found = levels([again])
    assert found["KZ-39", TODAY].code is LevelCode.ACUTE
    assert found["KZ-39", TODAY - timedelta(days=10)].code is LevelCode.CALM


def test_one_day_and_no_day_are_assessed_too() -> None:
    coverage = {("KZ-39", TODAY): make.coverage(on=TODAY)}
    (only,) = assess([TODAY], [point(5)], coverage, {}, RULE, make.NOW)
    assert only.code is LevelCode.ACUTE
    assert assess([], [], {}, {}, RULE, make.NOW) == []
