"""From stories to levels, day after day: two clocks, honest silence, verdicts act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders as make
from data.days import end_of, local_day, start_of
from data.model import Level, LevelCode, VerdictCode
from level_stories import (
    NOW,
    OTHER,
    REGION,
    RISK,
    RULE,
    TODAY,
    ago,
    codes,
    days_back,
    heard,
    levels,
    point,
    reading,
    report,
    rule,
    said,
    tension,
)
from scoring.levels import Known, StoryPoint, assess

NO_DATA, CALM, WATCH, RAISED, ACUTE = LevelCode
QUARREL = "resource_dispute"
HERE = "391000000"
YESTERDAY = TODAY - timedelta(days=1)


def today(*points: StoryPoint, **given: Any) -> Level:
    return levels(*points, **given)[REGION, TODAY]


def crowd(days_ago: float = 0.2, **changes: Any) -> StoryPoint:
    """One report of a gathering crowd: acute by itself."""
    return tension(f"crowd {days_ago}", days_ago, code="mobilisation", **changes)


def disputes(owners: int = 6) -> list[StoryPoint]:
    """Quarrels over water in different places: eight in three weeks."""
    return [
        tension(
            f"dispute {n}", n, f"owner {n % owners}", QUARREL, district=f"39{n:02}00000"
        )
        for n in (1, 3, 5, 8, 11, 14, 17, 20)
    ]


# ------------------------------------------------------------------ calm and no data
def test_nothing_seen_with_enough_read_is_calm() -> None:
    found = today()
    assert found.code is CALM
    assert codes(found) == ["level.calm", "level.change"]
    assert found.reasons[1].params["rule"] == "first_story"


def test_nothing_seen_with_too_little_read_is_no_data() -> None:
    found = today(tension("a"), sufficient=False)
    assert found.code is NO_DATA
    assert codes(found)[0] == "level.no_data"
    assert found.reasons[-1].params["rule"] == "reading"


def test_where_most_of_the_usual_reading_is_lost_it_is_not_called_calm() -> None:
    all_days = days_back(120)
    thin = [
        *reading(all_days[:-14], items=10),
        *reading(all_days[-14:], [REGION], items=1),
        *reading(all_days[-14:], [OTHER], items=9),
    ]
    found = levels(read=thin)
    assert found[REGION, TODAY].code is NO_DATA
    assert "level.thin" in codes(found[REGION, TODAY])
    assert found[OTHER, TODAY].code is CALM
    assert today(tension("a"), read=thin).code is WATCH


def test_a_level_bears_its_coverage_its_norms_and_its_version() -> None:
    found = today(*disputes())
    assert (found.coverage.region, found.coverage.on) == (REGION, TODAY)
    assert found.version == RULE.version
    assert [norm.days for norm in found.norms] == [7, 28]
    assert all(norm.low <= norm.expected <= norm.high for norm in found.norms)
    assert [each.district for each in found.districts] == [
        f"39{n:02}00000" for n in (1, 3, 5, 8, 11, 14, 17, 20)
    ]


# -------------------------------------------------------------------- the acute clock
def test_one_credible_acute_story_is_enough_and_is_marked_unverified() -> None:
    found = today(crowd())
    assert found.code is ACUTE
    assert codes(found)[:2] == ["level.acute", "level.unverified"]
    assert found.reasons[0].params["hours"] == 4


def test_acute_is_said_even_where_little_is_read() -> None:
    assert today(crowd(), sufficient=False).code is ACUTE


def test_a_single_spark_is_to_be_watched() -> None:
    assert today(tension("a", code="trigger_incident")).code is WATCH


def test_a_spark_in_a_place_with_history_is_acute() -> None:
    spark = tension("a", code="trigger_incident", district=HERE)
    history = {(REGION, HERE): (date(2020, 2, 7),)}
    found = today(spark, history=history)
    assert found.code is ACUTE
    assert found.reasons[0].params["why"] == "history"
    assert today(spark, history={(OTHER, HERE): (date(2020, 2, 7),)}).code is WATCH


def test_after_the_acute_hours_it_falls_step_by_step() -> None:
    found = levels(crowd(19))
    path = "".join(found[REGION, day].code.value[0] for day in days_back(21))
    # The story is watched for 14 days; as the step below "raised" three days more.
    assert path == "c" + "a" * 4 + "r" * 3 + "w" * 7 + "www" + "c" * 3
    held = found[REGION, TODAY - timedelta(days=15)]
    assert held.code is RAISED
    assert codes(held)[:2] == ["level.watch", "level.held"]
    assert held.reasons[1].params == {"until": str(TODAY - timedelta(days=13))}


# ----------------------------------------------------------------- the slow clock
def test_a_slow_build_up_is_raised_with_what_was_expected() -> None:
    found = today(*disputes())
    assert found.code is RAISED
    params = found.reasons[0].params
    assert params["stories"] == 8
    assert params["expected"] < params["high"] < 2 < params["seen"]
    assert params["since"] == str(TODAY - timedelta(days=20))
    assert found.score is not None
    assert found.score > 2


def test_the_same_stories_from_one_owner_are_not_raised() -> None:
    assert today(*disputes(owners=1)).code is WATCH


def test_what_is_usual_in_a_region_does_not_raise_it() -> None:
    usual = [
        tension(f"{n}", n, f"owner {n % 5}", QUARREL, district=f"39{n:03}0000")
        for n in range(1, 500, 3)
    ]
    assert today(*usual, days=500, shown=1).code is WATCH
    assert today(*usual[:8], days=500, shown=1).code is RAISED


def test_while_the_usual_is_learned_a_region_is_watched_at_most() -> None:
    young = today(*disputes(), days=27)
    assert young.code is WATCH
    learning = [r.params for r in young.reasons if r.code == "level.learning"]
    assert learning == [{"day": 27, "of": 28}]
    assert "level.learning" not in codes(today(*disputes(), days=28))


def test_a_rule_that_learns_for_few_days_only_says_what_it_can_show() -> None:
    told = [
        tension(f"{n}", 0.1 * n, f"owner {n}", district=f"39{n:02}00000")
        for n in range(1, 9)
    ]
    for days in range(8, 24):  # from the first windows that can be judged on
        found = today(*told, days=days, shown=1, by=rule(learning_days=8))
        assert found.code is (RAISED if found.norms and found.score else WATCH)


# -------------------------------------------------------------------------- verdicts
def test_a_confirming_verdict_is_said() -> None:
    found = today(crowd(verdicts=said(VerdictCode.CONFIRMED)))
    assert found.code is ACUTE
    assert codes(found)[:2] == ["level.acute", "level.confirmed"]


def test_a_refuted_story_lowers_at_once_and_is_said() -> None:
    story = crowd(1.5, verdicts=said(VerdictCode.NOT_COMMUNITIES))
    found = levels(story)
    assert found[REGION, YESTERDAY].code is ACUTE
    assert found[REGION, TODAY].code is CALM
    assert codes(found[REGION, TODAY])[:2] == ["level.calm", "level.refuted"]


def test_newer_reports_bring_back_what_one_person_lowered() -> None:
    told = (
        report("alpha", heard("mobilisation"), days_ago=1.5),
        report("beta", heard("mobilisation"), days_ago=0.1),
    )
    alone = said(VerdictCode.NOT_COMMUNITIES, 1.2)
    found = levels(point("a", *told, verdicts=alone))
    assert found[REGION, YESTERDAY].code is CALM
    assert found[REGION, TODAY].code is ACUTE
    assert codes(found[REGION, TODAY])[:2] == ["level.acute", "level.overtaken"]
    agreed = (*alone, *said(VerdictCode.OLD, 1.1, "dana"))
    assert today(point("a", *told, verdicts=agreed)).code is CALM


def test_a_rumour_is_no_longer_acute_and_stays_a_story() -> None:
    found = levels(crowd(1.5, verdicts=said(VerdictCode.RUMOUR)))
    assert found[REGION, YESTERDAY].code is ACUTE
    assert found[REGION, TODAY].code is WATCH
    assert "level.held" not in codes(found[REGION, TODAY])


def test_a_word_on_another_story_takes_nothing_of_what_is_held() -> None:
    other = tension("other", 6, verdicts=said(VerdictCode.OLD))
    assert today(crowd(4.2), other).code is RAISED
    own = crowd(4.2, verdicts=said(VerdictCode.OLD))
    assert today(own, tension("other", 6)).code is WATCH


def test_a_confirmed_story_holds_raised_though_little_is_read() -> None:
    confirmed = crowd(8, verdicts=said(VerdictCode.CONFIRMED, 7))
    silent = dict.fromkeys(days_back(6), False)
    found = levels(confirmed, sufficient=silent)
    assert found[REGION, TODAY].code is RAISED
    assert codes(found[REGION, TODAY])[:3] == [
        "level.watch",
        "level.confirmed",
        "level.held",
    ]
    assert levels(crowd(8), sufficient=silent)[REGION, TODAY].code is NO_DATA


def test_a_verdict_on_one_story_leaves_the_others() -> None:
    refuted = crowd(0.5, verdicts=said(VerdictCode.ABROAD))
    assert today(refuted, crowd(0.3)).code is ACUTE


def test_the_last_verdict_counts() -> None:
    both = (*said(VerdictCode.OLD, 0.2), *said(VerdictCode.CONFIRMED, 0.1))
    assert today(crowd(0.3, verdicts=both)).code is ACUTE


def test_what_was_refuted_long_ago_is_no_longer_said() -> None:
    refuted = said(VerdictCode.OLD, 19)
    assert "level.refuted" in codes(today(crowd(20, verdicts=refuted)))
    assert "level.refuted" not in codes(today(crowd(40, verdicts=refuted)))


# ------------------------------------------------------------------------ only itself
def test_one_region_says_nothing_about_another() -> None:
    alone, beside = levels(), levels(*disputes(), crowd())
    assert beside[REGION, TODAY].code is ACUTE
    for day in days_back(60):
        assert beside[OTHER, day].code is alone[OTHER, day].code is CALM


# --------------------------------------------------------------------- no look-ahead
@pytest.mark.parametrize("days_ago", [2, 10, 40])
def test_a_past_day_is_judged_by_what_was_known_then(days_ago: int) -> None:
    day = TODAY - timedelta(days=days_ago)
    points = [*disputes(), *(crowd(n) for n in (1, 5, 20, 39, 41, 60))]
    until = [p for p in points if local_day(p.reports[0].at) <= day]
    assert levels(*points)[REGION, day] == levels(*until)[REGION, day]
    assert len(until) < len(points)


STORIES = st.lists(
    st.builds(
        lambda days, owners, code, district: [
            report(owner, heard(code), days_ago=days_ago, districts=[district])
            for owner, days_ago in zip(owners, days, strict=False)
        ],
        st.lists(st.floats(0.1, 60), min_size=1, max_size=4),
        st.lists(st.sampled_from("abcd"), min_size=4, max_size=4),
        st.sampled_from(sorted(RISK)),
        st.sampled_from([HERE, "396600000"]),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(STORIES, st.integers(1, 40))
def test_reports_that_come_later_change_no_earlier_day(
    stories: list[Any], days_ago: int
) -> None:
    day = TODAY - timedelta(days=days_ago)
    whole, until = [], []
    for n, reports in enumerate(stories):
        whole.append(point(f"{n}", *reports))
        known = [each for each in reports if each.at < end_of(day)]
        until += [point(f"{n}", *known)] if known else []
    then, now = levels(*until, days=90), levels(*whole, days=90)
    for earlier in days_back(90)[: -days_ago or None]:
        assert now[REGION, earlier] == then[REGION, earlier]


def test_a_report_of_midnight_belongs_to_the_day_that_begins() -> None:
    midnight = point("a", report("a", heard("mobilisation"), at=start_of(TODAY)))
    found = levels(midnight)
    assert found[REGION, TODAY].code is ACUTE
    assert found[REGION, YESTERDAY].code is CALM


def test_today_is_judged_as_it_is_now() -> None:
    later = point("a", report("a", heard("mobilisation"), at=NOW + timedelta(hours=1)))
    assert today(later).code is CALM
    assert today(later, now=NOW + timedelta(hours=2)).code is ACUTE


def test_a_story_told_again_after_long_is_not_forgotten() -> None:
    signal = heard("mobilisation")
    again = point(
        "a", report("a", signal, days_ago=60), report("b", signal, days_ago=0.2)
    )
    found = levels(again)
    assert found[REGION, TODAY].code is ACUTE
    assert found[REGION, TODAY - timedelta(days=10)].code is CALM


# ------------------------------------------------------------------------- the frame
def test_what_was_held_does_not_outlast_a_time_without_data() -> None:
    unread = days_back(120)[-6:-1]
    found = levels(crowd(9), sufficient=dict.fromkeys(unread, False))
    path = [found[REGION, day].code for day in days_back(10)]
    assert path == [*[ACUTE] * 4, *[NO_DATA] * 5, WATCH][-10:]


def test_a_day_without_data_does_not_take_away_what_is_held() -> None:
    gap = TODAY - timedelta(days=5)
    found = levels(crowd(9), sufficient={gap: False})
    path = [found[REGION, day].code for day in days_back(10)]
    assert path == [*[ACUTE] * 4, NO_DATA, *[RAISED] * 2, *[WATCH] * 3]


def test_one_day_and_no_day_are_assessed_too() -> None:
    coverage = {(REGION, TODAY): make.coverage(on=TODAY)}
    known = Known([crowd()], [], [])
    (only,) = assess([TODAY], coverage, known, RULE, NOW)
    assert only.code is ACUTE
    assert only.score is None
    assert assess([TODAY], {}, known, RULE, NOW) == []


def test_only_days_of_the_coverage_get_a_level() -> None:
    found = levels(tension("a", 3), days=100, shown=5)
    assert sorted({day for _, day in found}) == days_back(5)
    assert len(found) == 2 * 5


def test_sources_that_come_and_accord_stand_beside_the_level() -> None:
    days = days_back(60)
    read = [*reading(days), ("new", REGION, "kk", ago(3).date(), False)]
    sources = [make.source("new", region=REGION)]
    coverage = {(REGION, TODAY): make.coverage(on=TODAY)}
    accord = [(REGION, YESTERDAY)]
    known = Known([tension("a")], read, sources, accord)
    (found,) = assess(days, coverage, known, RULE, NOW)
    assert found.code is WATCH
    assert codes(found)[1:] == [
        "level.protective",
        "level.source_joined",
        "level.change",
    ]
