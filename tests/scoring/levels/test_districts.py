"""Districts: only where texts name one, by their own stories."""

from __future__ import annotations

from data.model import DistrictLevel, LevelCode, VerdictCode
from level_stories import (
    NOW,
    REGION,
    RULE,
    TODAY,
    ago,
    heard,
    point,
    report,
    said,
    standing,
    tension,
)
from scoring.levels import History, StoryPoint
from scoring.levels.districts import district_levels

CALM, WATCH, RAISED, ACUTE = list(LevelCode)[1:]
HERE, THERE = "391000000", "396600000"


def districts(
    *points: StoryPoint, region: LevelCode = WATCH, history: History | None = None
) -> list[DistrictLevel]:
    return list(district_levels(region, standing(*points), RULE, history or {}, NOW))


def of(*points: StoryPoint, region: LevelCode = WATCH) -> dict[str, LevelCode]:
    return {each.district: each.code for each in districts(*points, region=region)}


def several(n: int, owners: int, district: str = HERE) -> list[StoryPoint]:
    return [
        tension(f"{district} {k}", k + 1, f"owner {k % owners}", district=district)
        for k in range(n)
    ]


def test_a_district_nobody_told_of_is_not_called_calm() -> None:
    assert districts() == []
    assert districts(tension("a")) == []


def test_a_district_told_of_is_watched_with_what_was_told() -> None:
    two = point(
        "two",
        report("alpha", heard("rumour_viral"), days_ago=3, districts=[HERE]),
        report("beta", days_ago=2),
    )
    assert districts(two, tension("a", 5, district=HERE)) == [
        DistrictLevel(HERE, WATCH, 2, 2, ago(2).date())
    ]


def test_a_story_of_two_districts_is_told_of_both_in_the_order_of_codes() -> None:
    told = report("alpha", heard("rumour_viral"), districts=[THERE, HERE])
    assert of(point("a", told)) == {HERE: WATCH, THERE: WATCH}
    assert list(of(point("a", told))) == [HERE, THERE]


def test_only_the_burning_district_is_acute() -> None:
    fire = tension("fire", 0.2, code="mobilisation", district=HERE)
    found = districts(fire, tension("a", district=THERE), region=ACUTE)
    assert [(each.district, each.code) for each in found] == [
        (HERE, ACUTE),
        (THERE, WATCH),
    ]
    assert found[0].last_on == TODAY


def test_the_history_of_a_district_is_its_own() -> None:
    spark = tension("spark", code="trigger_incident", district=HERE)
    past = (ago(2000).date(),)
    (alone,) = districts(spark, history={(REGION, HERE): past})
    assert alone.code is ACUTE
    (other,) = districts(spark, history={(REGION, THERE): past})
    assert other.code is WATCH


def test_in_a_raised_region_the_district_of_several_stories_is_raised() -> None:
    told = [*several(3, 2), tension("b", district=THERE)]
    assert of(*told, region=RAISED) == {HERE: RAISED, THERE: WATCH}
    assert of(*told, region=ACUTE) == {HERE: RAISED, THERE: WATCH}
    assert of(*told, region=WATCH) == {HERE: WATCH, THERE: WATCH}


def test_few_stories_or_one_owner_raise_no_district() -> None:
    assert of(*several(2, 2), region=RAISED) == {HERE: WATCH}
    assert of(*several(3, 1), region=RAISED) == {HERE: WATCH}


def test_what_is_refuted_unsure_or_old_is_left_out() -> None:
    assert of(tension("a", district=HERE, verdicts=said(VerdictCode.OLD))) == {}
    assert of(tension("a", district=HERE, confidence=0.29)) == {}
    assert of(tension("a", 28, district=HERE)) == {HERE: WATCH}
    assert of(tension("a", 28.1, district=HERE)) == {}
