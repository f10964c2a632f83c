"""What a day's stories give by themselves: calm, watch, raised, acute, or no data."""

from __future__ import annotations

from typing import Any

import pytest

import builders as make
from data.model import LevelCode, Norm, VerdictCode
from level_stories import (
    NOW,
    RULE,
    heard,
    point,
    report,
    rule,
    said,
    standing,
    tension,
)
from scoring.levels import LevelRule, StoryPoint
from scoring.levels.judging import Judged, Scored, judge, once_in_weeks

NO_DATA, CALM, WATCH, RAISED, ACUTE = LevelCode
HERE, THERE = "391000000", "396600000"
BLAME, QUARREL = "collective_blame", "resource_dispute"


def norm(days: int = 28, score: float | None = 3.0, **changes: float) -> Norm:
    values: dict[str, Any] = {"seen": 5.0, "expected": 1.0, "low": 0.0, "high": 3.0}
    return Norm(days, score=score, **values | changes)


def scored(fast: float | None = 9.0, **changes: Any) -> Scored:
    """The detector is alarmed; so that only the stories decide."""
    norms = (norm(7, 2.0, expected=0.25), norm(28, 3.0))
    values: dict[str, Any] = {"score": fast, "norms": norms, "fast": fast, "slow": 0.0}
    return Scored(**values | changes)


def judged(
    *points: StoryPoint,
    by: LevelRule = RULE,
    sufficient: bool = True,
    **score: Any,
) -> Judged:
    coverage = make.coverage(sufficient=sufficient, items=5)
    return judge(standing(*points), scored(**score), coverage, by, {}, NOW)


def come(*points: StoryPoint, **changes: Any) -> LevelCode:
    return judged(*points, **changes).come


def several(n: int = 3, owners: int = 2, days_ago: float = 1) -> list[StoryPoint]:
    """Stories of different kinds: every one a situation of its own."""
    kinds = [BLAME, QUARREL, "rumour_viral", "unequal_treatment"]
    return [
        tension(f"{k}", days_ago + k, f"owner {k % owners}", kinds[k]) for k in range(n)
    ]


# ---------------------------------------------------------------- calm and no data
def test_nothing_told_and_enough_read_is_calm_whatever_the_detector_says() -> None:
    found = judged(fast=99.0)
    assert (found.come, found.stay) == (CALM, CALM)
    (reason,) = found.why(CALM)
    assert reason.code == "level.calm"
    assert reason.params == {"days": 14, "items": 5, "stories": 0}


def test_too_little_read_is_no_data_with_what_was_read() -> None:
    found = judged(*several(), sufficient=False)
    assert (found.come, found.stay) == (NO_DATA, NO_DATA)
    params = found.reasons[0].params
    assert (params["items"], params["living_local"]) == (5, 1)
    assert params["last_item_on"] == "2026-11-22"


def test_reading_that_got_thin_is_no_calm_and_hides_no_tension() -> None:
    assert come(thin=0.1) is NO_DATA
    assert come(tension("a"), thin=0.1) is WATCH
    assert come(tension("a", code="mobilisation"), thin=0.1) is ACUTE


def test_acute_is_said_however_little_is_read() -> None:
    assert come(tension("a", code="mobilisation"), sufficient=False) is ACUTE


# -------------------------------------------------------------------------- watch
@pytest.mark.parametrize(
    ("code", "days", "found"),
    [
        (BLAME, 14, WATCH),
        (BLAME, 14.1, CALM),
        ("trigger_incident", 14, WATCH),
        ("trigger_incident", 14.1, CALM),
        (QUARREL, 28, WATCH),
        (QUARREL, 28.1, CALM),
    ],
)
def test_one_story_is_watched_for_two_weeks_a_dispute_for_four(
    code: str, days: float, found: LevelCode
) -> None:
    assert come(tension("a", days, code=code)) is found


def test_a_doubtful_dispute_does_not_prolong_the_watch() -> None:
    signals = heard(BLAME), heard(QUARREL, 0.29)
    assert come(point("a", report("alpha", *signals, days_ago=20))) is CALM


def test_the_reason_counts_stories_and_owners_and_says_for_how_long() -> None:
    params = judged(tension("a"), tension("b", 2)).reasons[0].params
    assert params == {"stories": 2, "owners": 1, "days": 14}
    slow = judged(tension("a", code=QUARREL)).reasons[0].params
    assert slow["days"] == 28


@pytest.mark.parametrize("code", [BLAME, "mobilisation"])
def test_an_unsure_story_waits_on_the_desk_until_a_person_confirms_it(
    code: str,
) -> None:
    assert come(tension("a", code=code, confidence=0.29)) is CALM
    assert come(tension("a", code=code, confidence=0.3)) is WATCH
    confirmed = said(VerdictCode.CONFIRMED)
    found = come(tension("a", code=code, confidence=0.29, verdicts=confirmed))
    assert found is not CALM


@pytest.mark.parametrize(
    "code", [VerdictCode.NOT_COMMUNITIES, VerdictCode.OLD, VerdictCode.DUPLICATE]
)
def test_a_refuted_story_makes_no_level(code: VerdictCode) -> None:
    assert come(tension("a", code="mobilisation", verdicts=said(code))) is CALM


def test_a_refuted_story_is_no_second_report_of_another() -> None:
    spark = tension("a", code="trigger_incident", district=HERE)
    second = tension("b", 1, "beta", "trigger_incident", district=HERE)
    assert come(spark, second) is ACUTE
    refuted = point("b", *second.reports, verdicts=said(VerdictCode.DUPLICATE))
    assert come(spark, refuted) is WATCH


@pytest.mark.parametrize("code", [VerdictCode.RUMOUR, VerdictCode.CANNOT_VERIFY])
def test_a_rumour_stays_a_story(code: VerdictCode) -> None:
    assert come(tension("a", verdicts=said(code))) is WATCH


# ------------------------------------------------------------------------- raised
def test_three_situations_of_two_owners_and_a_rise_are_raised() -> None:
    found = judged(*several())
    assert (found.come, found.stay) == (RAISED, RAISED)


def test_two_situations_or_one_owner_are_not_raised_however_high_the_score() -> None:
    assert come(*several(2), fast=99.0) is WATCH
    assert come(*several(owners=1), fast=99.0) is WATCH


def test_what_one_quarrel_stirs_up_is_one_situation() -> None:
    def quarrels(*places: str, apart: float = 2) -> list[StoryPoint]:
        return [
            tension(f"{n}", 1 + n * apart, f"owner {n}", district=place)
            for n, place in enumerate(places)
        ]

    assert come(*quarrels(HERE, HERE, HERE)) is WATCH
    assert come(*quarrels(HERE, THERE, "")) is WATCH  # no place: may be either
    assert come(*quarrels(HERE, THERE, "391600000")) is RAISED
    assert come(*quarrels(HERE, HERE, HERE, apart=7.1)) is RAISED
    assert come(*quarrels(HERE, HERE, HERE), by=rule(situation_days=1)) is RAISED


def test_stories_of_different_kinds_in_one_place_are_situations() -> None:
    kinds = [BLAME, QUARREL, "rumour_viral"]
    told = [tension(k, 1, f"owner {n}", k, district=HERE) for n, k in enumerate(kinds)]
    assert come(*told) is RAISED


@pytest.mark.parametrize(("owners", "found"), [(5, WATCH), (6, RAISED)])
def test_one_story_told_by_very_many_is_raised(owners: int, found: LevelCode) -> None:
    told = [report(f"owner {n}", heard(BLAME)) for n in range(owners)]
    assert come(point("echo", *told)) is found


def test_copies_are_no_echo() -> None:
    copies = [report(f"owner {n}", heard(BLAME), copy=True) for n in range(9)]
    assert come(point("echo", report("alpha", heard(BLAME)), *copies)) is WATCH


def test_what_is_only_remembered_does_not_rise() -> None:
    assert come(*several(days_ago=4)) is RAISED
    assert come(*several(days_ago=4.1)) is WATCH


def test_stories_older_than_four_weeks_do_not_count_for_a_rise() -> None:
    recent, old = several(2), tension("old", 28.1, "third", "rumour_viral")
    assert come(*recent, old) is WATCH
    younger = tension("old", 28, "third", "rumour_viral")
    assert come(*recent, younger) is RAISED


def test_without_a_rise_against_the_own_past_many_stories_are_watched() -> None:
    assert come(*several(4), fast=0.0) is WATCH
    assert come(*several(4), fast=None, slow=None) is WATCH


@pytest.mark.parametrize("lane", ["fast", "slow"])
def test_the_bar_decides_in_both_lanes(lane: str) -> None:
    bar = RULE.bar(lane, 1.0)
    quiet = {"fast": 0.0, "slow": 0.0}
    for score, found in [
        (bar + 0.001, (RAISED, RAISED)),
        (bar - 0.001, (WATCH, RAISED)),
        (bar - RULE.keep_margin + 0.001, (WATCH, RAISED)),
        (bar - RULE.keep_margin - 0.001, (WATCH, WATCH)),
    ]:
        given = judged(*several(), **quiet | {lane: score})
        assert (given.come, given.stay) == found


def test_while_it_stays_raised_the_reason_is_that_of_raised() -> None:
    found = judged(*several(), fast=RULE.bar("fast", 1.0) - 0.1)
    assert [reason.code for reason in found.why(RAISED)] == ["level.raised"]
    assert [reason.code for reason in found.why(WATCH)] == ["level.watch"]


def test_while_the_usual_is_learned_nothing_is_raised() -> None:
    found = judged(*several(), learning=20)
    assert (found.come, found.stay) == (WATCH, WATCH)
    assert come(tension("a", code="mobilisation"), learning=20) is ACUTE


def test_a_rise_no_shown_window_can_explain_is_not_raised() -> None:
    assert come(*several(), norms=()) is WATCH


def test_raised_says_what_was_seen_and_expected_in_the_window_that_decided() -> None:
    a, b, c = several()
    copy = report("copier", heard(), days_ago=0.5, copy=True, districts=[HERE])
    told = point("a", *a.reports, copy, report("beta", days_ago=0.6))
    (reason,) = judged(told, b, c, fast=0.0, slow=2.0).reasons
    assert reason.code == "level.raised"
    assert reason.params == {
        "stories": 3,
        "owners": 3,
        "reports": 4,
        "seen": 5.0,
        "expected": 1.0,
        "high": 3.0,
        "days": 28,
        "since": "2026-11-19",
        "weeks": 400,
        "places": [HERE],
    }
    burst = judged(told, b, c, fast=2.0, slow=1.9).reasons[0].params
    assert (burst["days"], burst["expected"], burst["weeks"]) == (7, 0.2, 100)


@pytest.mark.parametrize(
    ("days", "score", "weeks"), [(7, 0.0, 1), (7, 1.0, 10), (28, 1.0, 40), (28, 9, 520)]
)
def test_so_seldom_chance_alone_makes_such_a_window(
    days: int, score: float, weeks: int
) -> None:
    assert once_in_weeks(score, days) == weeks


# ------------------------------------------------------------- acute and confirmed
def test_acute_says_why_and_that_nobody_has_looked_yet() -> None:
    told = point(
        "a",
        report("alpha", heard(), days_ago=0.5, districts=[HERE]),
        report("beta", heard(), days_ago=0.25),
    )
    found = judged(told, *several())
    assert (found.come, found.stay) == (ACUTE, ACUTE)
    first, second = found.reasons
    assert first.code == "level.acute"
    assert first.params == {
        "stories": 1,
        "owners": 2,
        "hours": 6,
        "places": [HERE],
        "why": "reports",
    }
    assert second.code == "level.unverified"


def test_a_confirmed_story_is_said_to_be_confirmed() -> None:
    confirmed = said(VerdictCode.CONFIRMED)
    _, second = judged(tension("a", code="mobilisation", verdicts=confirmed)).reasons
    assert (second.code, second.params) == ("level.confirmed", {"n": 1})


@pytest.mark.parametrize(("days", "stay"), [(14, RAISED), (14.1, WATCH)])
def test_a_confirmed_acute_story_keeps_raised_for_two_weeks(
    days: float, stay: LevelCode
) -> None:
    told = tension("a", 25, code="trigger_incident")
    quiet = {"fast": 0.0}
    confirmed = point("a", *told.reports, verdicts=said(VerdictCode.CONFIRMED, days))
    other = tension("other", 5)
    found = judged(confirmed, other, **quiet)
    assert (found.come, found.stay) == (WATCH, stay)
    assert judged(told, other, **quiet).stay is WATCH


def test_a_confirmed_dispute_keeps_nothing_raised() -> None:
    confirmed = said(VerdictCode.CONFIRMED, 1)
    found = judged(tension("a", code=QUARREL, verdicts=confirmed), fast=0.0)
    assert (found.come, found.stay) == (WATCH, WATCH)
