"""The acute clock: why a story is believed at once, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.model import VerdictCode
from level_stories import (
    NOW,
    REGION,
    RULE,
    TODAY,
    heard,
    point,
    report,
    rule,
    said,
    standing,
    tension,
)
from scoring.levels import History, LevelRule, Report, StoryPoint
from scoring.levels.acute import acute_stories

HERE, THERE = "391000000", "396600000"
BLAME, QUARREL = "collective_blame", "resource_dispute"


def why(
    *points: StoryPoint,
    history: History | None = None,
    at: datetime = NOW,
    by: LevelRule = RULE,
) -> dict[str, list[str]]:
    """The names of the acute stories, by why they are believed."""
    found = acute_stories(standing(*points, at=at), by, history or {}, at)
    return {
        reason: [story.point.flag_id.removeprefix("f:") for story in stories]
        for reason, stories in found.items()
    }


# ------------------------------------------------------------------ a second report
def test_a_spark_that_two_owners_report_is_believed() -> None:
    told = point("a", report("alpha", heard()), report("beta", heard()))
    assert why(told) == {"reports": ["a"]}


def test_a_spark_alone_waits_for_a_second_report() -> None:
    assert why(tension("a", code="trigger_incident", confidence=1.0)) == {}


@pytest.mark.parametrize(
    "second",
    [
        report("beta", heard(QUARREL)),
        report("beta", heard(confidence=0.29)),
        report("beta"),
        report("beta", heard(), copy=True),
        report("alpha", heard()),
    ],
    ids=["tells of the quarrel", "unsure", "no signal", "a copy", "the same owner"],
)
def test_a_second_owner_must_tell_of_the_acute_thing_himself(second: Report) -> None:
    assert why(point("a", report("alpha", heard()), second)) == {}


def told_apart(
    place: str, days_ago: float = 1, **changes: object
) -> tuple[StoryPoint, StoryPoint]:
    """A spark and another owner's, not known for one story."""
    first = tension("a", 1, code="trigger_incident", district=HERE)
    second = tension(
        "b", days_ago, "beta", "trigger_incident", district=place, **changes
    )
    return first, second


def test_two_first_reports_of_one_event_may_not_be_known_for_one() -> None:
    assert why(*told_apart(HERE)) == {"reports": ["a", "b"]}
    assert why(*told_apart("")) == {"reports": ["a", "b"]}
    assert why(*told_apart(THERE)) == {}
    assert why(*told_apart(HERE, 4)) == {}
    assert why(*told_apart(HERE, verdicts=said(VerdictCode.RUMOUR))) == {}


def test_the_second_report_may_be_less_sure_than_the_first() -> None:
    sure, unsure = heard(confidence=0.5), heard(confidence=0.3)
    told = point("a", report("alpha", sure), report("beta", unsure))
    assert why(told) == {"reports": ["a"]}


def test_two_unsure_reports_do_not_make_a_sure_one() -> None:
    unsure = heard(confidence=0.49)
    assert why(point("a", report("alpha", unsure), report("beta", unsure))) == {}


def test_many_voices_about_a_quarrel_are_no_acute_story() -> None:
    told = [report(f"owner {n}", heard(QUARREL), heard(BLAME)) for n in range(9)]
    assert why(point("a", *told)) == {}


# ------------------------------------------------------------------------ severity
@pytest.mark.parametrize("code", ["mobilisation", "violence_or_flight"])
def test_of_a_crowd_or_of_violence_one_sure_report_is_enough(code: str) -> None:
    assert why(tension("a", code=code, confidence=0.5)) == {"severe": ["a"]}
    assert why(tension("a", code=code, confidence=0.49)) == {}


# ------------------------------------------------------- a spark and a rumour together
def spark(**changes: object) -> StoryPoint:
    return tension("spark", 1, code="trigger_incident", district=HERE, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["rumour_viral", BLAME])
def test_a_spark_and_fuel_in_one_district_are_believed(code: str) -> None:
    fuel = tension("fuel", 3, "beta", code, district=HERE)
    assert why(spark(), fuel) == {"together": ["spark"]}


def test_one_text_that_tells_of_both_is_no_second_voice() -> None:
    both = report("alpha", heard(), heard("rumour_viral"), districts=[HERE])
    assert why(point("a", both)) == {}
    copied = report("beta", heard(), heard("rumour_viral"), days_ago=0.1, copy=True)
    assert why(point("a", both, copied)) == {}
    other = tension("fuel", 3, code=BLAME, district=HERE)
    assert why(point("a", both), other) == {"together": ["a"]}


def test_two_texts_of_one_story_need_no_named_district() -> None:
    told = point("a", report("alpha", heard()), report("beta", heard("rumour_viral")))
    assert why(told) == {"together": ["a"]}


def test_fuel_of_another_district_or_of_none_is_not_together() -> None:
    assert why(spark(), tension("fuel", 3, code=BLAME, district=THERE)) == {}
    assert why(spark(), tension("fuel", 3, code=BLAME)) == {}
    nowhere = tension("spark", code="trigger_incident")
    assert why(nowhere, tension("fuel", 3, code=BLAME)) == {}


@pytest.mark.parametrize(("days", "together"), [(7, True), (7.1, False)])
def test_fuel_belongs_to_a_spark_for_seven_days(days: float, together: bool) -> None:
    fuel = tension("fuel", days, code=BLAME, district=HERE)
    assert bool(why(spark(), fuel)) is together


def test_only_sure_fuel_burns() -> None:
    fuel = tension("fuel", 3, code=BLAME, confidence=0.49, district=HERE)
    assert why(spark(), fuel) == {}
    assert why(spark(), fuel, by=rule(acute_confidence=0.4)) == {"together": ["spark"]}


def test_hard_words_alone_are_no_fuel() -> None:
    words = tension("words", 3, code="dangerous_speech", district=HERE)
    assert why(spark(), words) == {}


def test_refuted_fuel_does_not_burn_but_a_rumour_found_to_be_one_does() -> None:
    def fuel(code: VerdictCode) -> StoryPoint:
        return tension("fuel", 3, code=BLAME, district=HERE, verdicts=said(code))

    assert why(spark(), fuel(VerdictCode.ABROAD)) == {}
    assert why(spark(), fuel(VerdictCode.RUMOUR)) == {"together": ["spark"]}


def test_an_unsure_spark_is_not_lit_by_fuel() -> None:
    fuel = tension("fuel", 3, code=BLAME, district=HERE)
    assert why(spark(confidence=0.49), fuel) == {}


# ------------------------------------------------------------------------- history
@pytest.mark.parametrize(("days", "believed"), [(90, True), (89, False), (-5, False)])
def test_a_place_has_history_after_ninety_days(days: int, believed: bool) -> None:
    history = {(REGION, HERE): (TODAY - timedelta(days=days),)}
    assert why(spark(), history=history) == ({"history": ["spark"]} if believed else {})


PAST: History = {(REGION, HERE): (TODAY - timedelta(days=2000),)}


def test_history_belongs_to_its_district() -> None:
    elsewhere = tension("spark", code="trigger_incident", district=THERE)
    nowhere = tension("spark", code="trigger_incident")
    assert why(elsewhere, history=PAST) == {}
    assert why(nowhere, history={**PAST, (REGION, ""): PAST[REGION, HERE]}) == {}


def test_where_there_is_history_less_certainty_is_needed_of_a_crowd() -> None:
    assert why(spark(confidence=0.8), history=PAST) == {"history": ["spark"]}
    assert why(spark(confidence=0.79), history=PAST) == {}

    def crowd(confidence: float) -> StoryPoint:
        return tension(
            "crowd", code="mobilisation", confidence=confidence, district=HERE
        )

    assert why(crowd(0.3), history=PAST) == {"history": ["crowd"]}
    assert why(crowd(0.29), history=PAST) == {}


def test_history_makes_no_quarrel_acute() -> None:
    quarrel = tension("a", code=QUARREL, confidence=1.0, district=HERE)
    assert why(quarrel, history=PAST) == {}


# ------------------------------------------------------------------ a person's word
@pytest.mark.parametrize("code", [VerdictCode.CONFIRMED, VerdictCode.PROBABLY])
def test_what_a_person_confirmed_needs_no_second_report(code: VerdictCode) -> None:
    told = point("a", report("alpha", heard(confidence=0.3)), verdicts=said(code))
    assert why(told) == {"confirmed": ["a"]}


def test_a_confirmed_quarrel_is_not_acute() -> None:
    quarrel = tension("a", code=QUARREL, verdicts=said(VerdictCode.CONFIRMED))
    assert why(quarrel) == {}


def test_a_rumour_that_did_not_happen_is_never_acute() -> None:
    reports = [report(owner, heard("mobilisation")) for owner in ("alpha", "beta")]
    assert why(point("a", *reports)) == {"reports": ["a"]}
    assert why(point("a", *reports, verdicts=said(VerdictCode.RUMOUR))) == {}


def test_a_verdict_acts_from_the_moment_it_was_given() -> None:
    told = point(
        "a",
        report("alpha", heard("mobilisation"), days_ago=1),
        verdicts=said(VerdictCode.RUMOUR, 0.5),
    )
    assert why(told, at=NOW - timedelta(days=0.6)) == {"severe": ["a"]}
    assert why(told, at=NOW) == {}


# ----------------------------------------------------------------------- how long
@pytest.mark.parametrize(
    ("last", "acute"),
    [
        (datetime(2026, 11, 18, 18, 59, tzinfo=UTC), False),  # 23:59 of the 18th
        (datetime(2026, 11, 18, 19, 0, tzinfo=UTC), True),  # midnight, the 19th
    ],
)
def test_it_is_acute_for_three_days_to_the_end_of_the_day(
    last: datetime, acute: bool
) -> None:
    told = point("a", report("alpha", heard("mobilisation"), at=last))
    at = datetime(2026, 11, 22, 18, 59, tzinfo=UTC)  # a minute before the day is over
    assert bool(why(told, at=at)) is acute


def test_a_later_report_keeps_it_acute_and_a_copy_does_not() -> None:
    first = report("alpha", heard("mobilisation"), days_ago=10)
    assert why(point("a", first)) == {}
    assert why(point("a", first, report("beta", days_ago=1))) == {"severe": ["a"]}
    copied = report("beta", heard("mobilisation"), days_ago=1, copy=True)
    assert why(point("a", first, copied)) == {}


def test_confirmed_today_it_is_acute_however_old_the_report() -> None:
    told = tension("a", 10, code="trigger_incident")
    confirmed = said(VerdictCode.CONFIRMED, 0.1)
    assert why(point("a", *told.reports, verdicts=confirmed)) == {"confirmed": ["a"]}
    long_ago = said(VerdictCode.CONFIRMED, 5)
    assert why(point("a", *told.reports, verdicts=long_ago)) == {}
