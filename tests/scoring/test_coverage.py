"""Coverage: what was read by a day, as it was then; silence is never calm."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders as make
from data.days import end_of, local_day
from data.model import LevelCode, VerdictCode
from level_stories import RULE as LEVELS
from level_stories import SEVERITIES, heard, point, report
from scoring.coverage import (
    CoverageRule,
    ReadDay,
    coverage_by_day,
)
from scoring.levels import Known, StoryPoint, assess
from scoring.levels.points import Word

RULE = CoverageRule(coverage_days=14, coverage_min_items=2, coverage_min_local=1)
TODAY = date(2026, 11, 22)
REGIONS = ("KZ-15", "KZ-39")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def read(days: int, source: str = "alpha", region: str = "KZ-39") -> ReadDay:
    return (source, region, "ru", ago(days), False)


def found(reads: list[ReadDay], on: date = TODAY, **changes: Any) -> Any:
    sources = [make.source(**changes), make.source("state", region="national")]
    days = [on]
    return coverage_by_day(["KZ-39"], days, sources, reads, RULE)["KZ-39", on]


def test_enough_from_a_living_local_source_is_sufficient() -> None:
    coverage = found([read(0), read(3)])
    assert coverage.sufficient
    assert (coverage.items, coverage.living_local, coverage.local_sources) == (2, 1, 1)
    assert coverage.last_item_on == TODAY


def test_national_reports_do_not_stand_in_for_a_silent_local_source() -> None:
    coverage = found([read(0, "state"), read(1, "state"), read(20)])
    assert coverage.items == 2
    assert coverage.living_local == 0
    assert not coverage.sufficient


def test_a_local_source_lives_by_whatever_it_publishes() -> None:
    coverage = found([read(0, region=""), read(1, "state"), read(2, "state")])
    assert coverage.living_local == 1
    assert coverage.sufficient


@pytest.mark.parametrize(("days_ago", "items"), [(13, 1), (14, 0), (-1, 0)])
def test_the_period_has_an_exact_first_and_last_day(days_ago: int, items: int) -> None:
    assert found([read(days_ago)]).items == items


def test_what_comes_later_changes_no_earlier_day() -> None:
    early = [read(30), read(29)]
    assert found([*early, read(0), read(1)], ago(28)) == found(early, ago(28))


def test_nothing_read_has_no_last_day() -> None:
    assert found([]).last_item_on is None
    assert found([read(40)]).last_item_on == ago(40)


def test_a_source_counts_from_the_day_it_was_known() -> None:
    assert found([], ago(10), since=ago(3)).local_sources == 0
    assert found([], ago(3), since=ago(3)).local_sources == 1
    assert found([read(12)], ago(10), since=ago(3)).local_sources == 1
    assert found([], ago(10)).local_sources == 1


def test_a_disabled_source_does_not_live() -> None:
    assert not found([read(0), read(1)], enabled=False).sufficient


READS = st.lists(
    st.tuples(
        st.sampled_from(["alpha", "beta", "state"]),
        st.sampled_from([*REGIONS, ""]),
        st.sampled_from(["kk", "ru"]),
        st.integers(-2, 45).map(ago),
        st.booleans(),
    ),
    max_size=40,
)
KINDS = sorted(SEVERITIES)
POINTS = st.lists(
    st.builds(
        lambda n, region, code, sure, day, verdict: point(
            f"{n}",
            report(
                "alpha", heard(code, sure), at=end_of(ago(day)) - timedelta(hours=1)
            ),
            region=region,
            verdicts=[Word(end_of(ago(day)), verdict)] if verdict else [],
        ),
        st.integers(0, 9),
        st.sampled_from(REGIONS),
        st.sampled_from(KINDS),
        st.sampled_from([0.2, 0.5, 0.9]),
        st.integers(0, 45),
        st.sampled_from([None, None, *VerdictCode]),
    ),
    max_size=12,
)
#: What may be said of a region on too little: acute, or what a person confirmed.
CONFIRMING = {VerdictCode.CONFIRMED, VerdictCode.PROBABLY}


@settings(max_examples=60, deadline=None)
@given(READS, POINTS)
def test_no_region_is_ever_calm_on_too_little(
    reads: list[ReadDay], points: list[StoryPoint]
) -> None:
    days = [ago(n) for n in range(45, -1, -1)]
    sources = [
        make.source(),
        make.source("beta", region="KZ-15", since=ago(20)),
        make.source("state", region="national"),
    ]
    coverage = coverage_by_day(REGIONS, days, sources, reads, RULE)
    known = Known(points, reads, sources)
    levels = assess(days, coverage, known, LEVELS, make.NOW)
    confirmed = {
        p.region for p in points if CONFIRMING & {each.code for each in p.verdicts}
    }
    assert len(levels) == len(days) * len(REGIONS)
    home = {"alpha": "KZ-39", "beta": "KZ-15"}
    for level in levels:
        start = level.on - timedelta(days=13)
        within = [row for row in reads if start <= row[3] <= level.on]
        about = sum(row[1] == level.region for row in within)
        lives = any(home.get(row[0]) == level.region for row in within)
        assert level.coverage.sufficient == (lives and about >= 2)
        if not level.coverage.sufficient:
            assert level.code is not LevelCode.CALM
            if level.region not in confirmed:
                assert level.code in (LevelCode.NO_DATA, LevelCode.ACUTE)


def test_today_is_the_day_of_almaty() -> None:
    assert local_day(make.NOW.replace(hour=18, minute=59)) == TODAY
    assert local_day(make.NOW.replace(hour=19)) == TODAY + timedelta(days=1)
