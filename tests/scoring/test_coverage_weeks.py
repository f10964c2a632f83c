"""Weeks of coverage: a gap is a row, what is not known is none, sums are right."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders as make
from data.days import monday
from data.model import LANGUAGES, CoverageWeek, Phase, SourceState, State
from data.sourcelist import NATIONAL
from scoring.coverage import CoverageRule, ReadDay
from scoring.coverage_weeks import WEEKS, Outages, coverage_weeks, outages_by_region

RULE = CoverageRule(coverage_days=14, coverage_min_items=2, coverage_min_local=1)
TODAY = date(2026, 11, 22)  # a Sunday
THIS = date(2026, 11, 16)
FORTNIGHT = timedelta(days=14)
REGIONS = ("KZ-15", "KZ-39")
SOURCES = [
    make.source(),
    make.source("beta", region="KZ-15"),
    make.source("state", region=NATIONAL),
]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def read(
    days: int, source: str = "alpha", region: str = "KZ-39", lang: str = "ru"
) -> ReadDay:
    return (source, region, lang, ago(days), False)


def weeks(
    reads: list[ReadDay],
    outages: dict[str, Outages] | None = None,
    today: date = TODAY,
    rule: CoverageRule = RULE,
) -> dict[tuple[str, date, str], CoverageWeek]:
    rows = coverage_weeks(REGIONS, reads, SOURCES, rule, outages or {}, today)
    found = {(row.region, row.week, row.lang): row for row in rows}
    assert len(found) == len(rows)
    return found


def test_weeks_count_items_and_distinct_sources() -> None:
    reads = [read(0), read(1), read(2, "state", lang="kk"), read(1, region="")]
    found = weeks(reads)
    all_, kk, ru = (found["KZ-39", THIS, lang] for lang in ("", "kk", "ru"))
    assert (all_.local, all_.national, all_.items, all_.days_read) == (1, 1, 3, 3)
    assert (kk.local, kk.national, kk.items, kk.days_read) == (0, 1, 1, 1)
    assert (ru.local, ru.national, ru.items, ru.days_read) == (1, 0, 2, 2)
    assert all_.sufficient
    assert kk.sufficient  # the floor is that of all languages together


def test_a_week_with_nothing_is_a_row() -> None:
    found = weeks([read(40)])
    silent = found["KZ-39", THIS, ""]
    assert (silent.items, silent.local, silent.days_read) == (0, 0, 0)
    assert not silent.sufficient
    assert {lang for _, week, lang in found if week == THIS} == {"", *LANGUAGES}


def test_what_was_before_we_began_is_not_known() -> None:
    found = weeks([read(20), read(80, "state")])
    assert min(week for region, week, _ in found if region == "KZ-39") == monday(
        ago(20)
    )


def test_a_region_whose_source_was_asked_in_vain_has_gaps_from_then_on() -> None:
    out = Outages(ago(10), TODAY, frozenset(ago(n) for n in range(11)))
    found = weeks([], {"KZ-39": out})
    assert sorted({week for _, week, _ in found}) == [THIS - timedelta(days=7), THIS]
    assert [found["KZ-39", week, ""].days_out for week in (ago(13), THIS)] == [4, 7]
    assert not any(row.sufficient for row in found.values())


def test_a_region_without_a_source_of_its_own_is_a_gap_not_ignorance() -> None:
    reads = [read(30), read(3, "state", "KZ-15")]
    rows = coverage_weeks(REGIONS, reads, [SOURCES[0], SOURCES[2]], RULE, {}, TODAY)
    there = [row for row in rows if row.region == "KZ-15" and row.lang == ""]
    assert [row.items for row in there] == [0, 0, 0, 0, 1]
    assert not any(row.sufficient for row in there)
    assert {row.days_out for row in there} == {None}


def test_nothing_read_and_nobody_asked_says_nothing() -> None:
    assert weeks([]) == {}


def test_a_local_source_lives_by_whatever_it_publishes() -> None:
    found = weeks([read(0, region=""), read(1, "state"), read(2, "state")])
    assert found["KZ-39", THIS, ""].local == 1
    assert found["KZ-39", THIS, ""].sufficient


def test_a_local_source_lives_for_the_days_of_the_floor() -> None:
    national = [read(n, "state") for n in range(0, 30, 3)]
    found = weeks([read(12, region=""), read(25), *national])
    assert found["KZ-39", THIS, ""].sufficient
    assert found["KZ-39", THIS, ""].local == 0
    found = weeks([read(14, region=""), read(25), *national])
    assert not found["KZ-39", THIS, ""].sufficient


@pytest.mark.parametrize(
    ("items", "weekday", "enough"),
    [(2, 6, False), (3, 6, True), (1, 1, True), (1, 3, False), (0, 0, False)],
)
def test_a_running_week_is_held_against_its_days_so_far(
    items: int, weekday: int, enough: bool
) -> None:
    today = THIS + timedelta(days=weekday)
    rule = CoverageRule(coverage_days=14, coverage_min_items=6, coverage_min_local=1)
    reads = [("alpha", "KZ-39", "ru", THIS, False)] * items
    reads.append(("alpha", "KZ-39", "ru", THIS - timedelta(days=7), False))
    found = weeks(reads, today=today, rule=rule)
    assert found["KZ-39", THIS, ""].sufficient == enough


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour - 5, tzinfo=UTC)


def outages(**phases: list[tuple[State, int]]) -> Outages | None:
    """Of KZ-39, from what its sources were since how many days."""
    sources = [make.source(name) for name in phases]
    told = {
        name: [Phase(state, at(ago(days))) for state, days in told]
        for name, told in phases.items()
    }
    states = {
        name: SourceState(name, told[-1][0], last_attempt_at=at(TODAY))
        for name, told in phases.items()
    }
    return outages_by_region(sources, told, states).get("KZ-39")


def test_a_day_is_out_when_no_local_source_was_reached_in_any_of_it() -> None:
    found = outages(
        alpha=[(State.WORKING, 9), (State.TIMEOUT, 6), (State.WORKING, 2)],
        beta=[(State.HTTP_ERROR, 8), (State.STALE, 4), (State.DNS_ERROR, 4)],
    )
    assert found is not None
    assert (found.since, found.until) == (ago(9), TODAY)
    assert found.days == {ago(5), ago(3)}


def test_a_source_off_or_never_asked_knows_of_no_outage() -> None:
    assert outages() is None
    off = make.source(enabled=False)
    told = {"alpha": [Phase(State.TIMEOUT, at(ago(3)))]}
    states = {"alpha": SourceState("alpha", State.TIMEOUT, last_attempt_at=at(TODAY))}
    assert outages_by_region([off], told, states) == {}
    assert outages_by_region([make.source()], told, {}) == {}


def test_days_nobody_asked_on_are_not_out() -> None:
    found = Outages(ago(10), ago(8), frozenset({ago(9)}))
    rows = weeks([read(30)], {"KZ-39": found})
    assert rows["KZ-39", monday(ago(9)), ""].days_out == 1
    assert rows["KZ-39", THIS, ""].days_out is None
    assert rows["KZ-39", monday(ago(30)), ""].days_out is None


READS = st.lists(
    st.tuples(
        st.sampled_from(["alpha", "beta", "state", "gone"]),
        st.sampled_from([*REGIONS, ""]),
        st.sampled_from(["kk", "ru", "en", "other"]),
        st.integers(0, 100).map(ago),
        st.booleans(),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(READS, st.integers(0, 6))
def test_rows_are_complete_and_their_sums_right(
    reads: list[ReadDay], back: int
) -> None:
    today = ago(back)
    found = weeks(reads, today=today)
    for region in REGIONS:
        known = sorted({week for about, week, _ in found if about == region})
        if not known:
            continue
        steps = {b - a for a, b in pairwise(known)}
        assert steps <= {timedelta(days=7)}  # no hole between the first and this week
        assert known[-1] == monday(today)
        assert len(known) <= WEEKS
        for week in known:
            langs = [row for key, row in found.items() if key[:2] == (region, week)]
            all_ = found[region, week, ""]
            parts = [row for row in langs if row.lang]
            assert {row.lang for row in parts} >= set(LANGUAGES)
            assert all_.items == sum(row.items for row in parts)
            assert max(row.local for row in parts) <= all_.local
            assert all_.local <= sum(row.local for row in parts)
            assert all_.items >= all_.days_read >= max(row.days_read for row in parts)
            if all_.sufficient:
                assert all_.items
                homes = {"KZ-39": "alpha", "KZ-15": "beta"}
                last = min(week + timedelta(days=6), today)
                assert any(
                    source == homes[region] and timedelta() <= last - day < FORTNIGHT
                    for source, _, _, day, _ in reads
                )
        assert sum(found[region, week, ""].items for week in known) == sum(
            about == region and known[0] <= day <= today
            for _, about, _, day, _ in reads
        )
