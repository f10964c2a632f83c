"""Alarms are counted as a person who answers them would count."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.simulation.event_scores import (
    Tally,
    Yardstick,
    above,
    flaps_a_year,
    matched_threshold,
    share_above,
)
from scoring.simulation.rises import Rise
from scoring.simulation.streams import Streams
from scoring.simulation.timeline import timeline
from scoring.simulation.volumes import Change

DAYS, SCORED_FROM = 210, 70


def stream(*rises: Rise, changes: tuple[Change, ...] = (), regions: int = 1) -> Streams:
    shape = (regions, DAYS)
    return Streams(
        *("sharp", 0, timeline(30, 20)),
        np.zeros((5, regions, 7, DAYS), dtype=int),
        np.zeros((regions, 7, DAYS), dtype=int),
        np.zeros(shape, dtype=int),
        np.zeros(shape),
        rises,
        changes,
    )


def on(*spans: tuple[int, int], region: int = 0, regions: int = 1):
    alarm = np.zeros((regions, DAYS), dtype=bool)
    for first, last in spans:
        alarm[region, first : last + 1] = True
    return alarm


RISE = Rise(0, 100, 104, 9)


@pytest.mark.parametrize(
    ("alarm", "delay"),
    [
        (on((100, 100)), 0),
        (on((103, 120)), 3),
        (on((107, 107)), 7),  # three days late still counts
        (on((108, 108)), None),
        (on((93, 101)), 0),  # on for a week before: still news
        (on((92, 101)), None),  # for longer: it had told nothing new
        (on((92, 92), (101, 101)), 1),  # a pause of nine days: another alarm
        (on((92, 92), (98, 98), (101, 101)), None),  # short pauses: the same one
        (on(), None),
    ],
)
def test_a_rise_is_caught_by_an_alarm_that_is_news(alarm, delay):
    tally = Yardstick(stream(RISE)).judge(alarm)
    assert tally.rises == 1
    assert tally.caught == (delay is not None)
    assert tally.delay == (5 + 3 if delay is None else delay)


@pytest.mark.parametrize(
    ("alarm", "false", "true"),
    [
        (on((80, 82)), 1, 0),
        (on((80, 82), (88, 88)), 1, 0),  # one episode: the pause is short
        (on((80, 81), (88, 88)), 2, 0),
        (on((150, 177)), 1, 0),
        (on((150, 178)), 2, 0),  # on for more than four weeks
        (on((118, 130)), 0, 1),  # begins in the two weeks after the rise
        (on((119, 130)), 1, 0),
        (on((0, 60)), 0, 0),  # before anything is scored
    ],
)
def test_false_alarms_are_episodes_outside_rises(alarm, false, true):
    tally = Yardstick(stream(RISE)).judge(alarm)
    assert (tally.false_alarms, tally.true_episodes) == (false, true)
    assert tally.quiet_days == DAYS - SCORED_FROM - 19
    assert tally.false_a_year == pytest.approx(false * 365.25 / tally.quiet_days)


def test_regions_do_not_run_into_one_another():
    stick = Yardstick(stream(Rise(1, 70, 72, 3), regions=2))
    last_days = on((205, DAYS - 1), regions=2)
    tally = stick.judge(last_days | on((71, 71), region=1, regions=2))
    assert (tally.caught, tally.delay, tally.false_alarms) == (1, 1.0, 1)
    assert tally.true_episodes == 1


def test_a_slow_rise_is_early_before_its_peak():
    stick = Yardstick(stream(Rise(0, 100, 140, 30, peak=127)))
    assert stick.judge(on((126, 130))).early == 1.0
    assert stick.judge(on((127, 130))).early == 0.0


def test_false_alarms_after_a_change_are_put_down_to_it():
    stick = Yardstick(stream(changes=(Change(0, 100, True), Change(0, 190, False))))
    tally = stick.judge(on((99, 99), (141, 141), (150, 150)))
    assert (tally.false_alarms, tally.after_changes) == (3, 1)
    assert tally.false_a_change == 0.5


def test_tallies_add_up():
    stick = Yardstick(stream(RISE))
    both = stick.judge(on((100, 100))) + stick.judge(on((80, 80)))
    assert (both.rises, both.caught, both.false_alarms) == (2, 1, 1)
    assert both.pod == both.precision == both.f1 == 0.5
    low, high = both.pod_bounds
    assert (low, high) == pytest.approx((0.0126, 0.9874), abs=1e-4)


def test_nothing_to_divide_by_is_no_number():
    empty = Tally()
    assert empty.pod is empty.pod_bounds is empty.f1 is empty.false_a_year is None
    assert Yardstick(stream()).judge(on()).false_a_change is None
    assert Tally(rises=3).f1 == 0.0
    assert Tally(rises=3).pod_bounds[0] == 0.0
    assert Tally(rises=3, caught=3).pod_bounds[1] == 1.0


def test_the_matched_threshold_spends_the_budget_and_no_more():
    rng = np.random.default_rng(1)
    streams = [stream(regions=20), stream(regions=20)]
    sticks = [Yardstick(each) for each in streams]
    scores = [rng.exponential(size=(20, DAYS)) for _ in streams]
    for budget in (4.0, 1.0):
        found = matched_threshold(sticks, scores, budget)
        rates = [
            sum(
                (s.judge(above(x, t)) for s, x in zip(sticks, scores, strict=True)),
                Tally(),
            ).false_a_year
            for t in (found, found - 0.3)
        ]
        assert rates[0] <= budget < rates[1]


def test_no_threshold_fits_a_score_that_is_always_the_same():
    stick = Yardstick(stream())
    flat = np.ones((1, DAYS))
    assert not above(flat, matched_threshold([stick], [flat], 1.0)).any()
    silent = np.full((1, DAYS), np.nan)
    assert matched_threshold([stick], [silent], 1.0) == np.inf


def test_no_word_is_no_alarm():
    assert above(np.array([np.nan, 1.0, 3.0]), 2.0).tolist() == [False, False, True]
    stick = Yardstick(stream())
    half = np.full((1, DAYS), np.nan)
    half[:, 140:] = 3.0
    assert share_above([stick], [half], 2.0) == pytest.approx(0.5)


def test_flaps_are_reversals_within_two_days():
    year = np.zeros((1, 366), dtype=bool)
    year[0, 10:12] = year[0, 100:103] = True
    assert flaps_a_year(year, 0) == pytest.approx(1.0, abs=0.01)
    year[0, 200] = True
    assert flaps_a_year(year, 0) == pytest.approx(2.0, abs=0.01)
    assert flaps_a_year(year, 150) == pytest.approx(365.25 / 216)
    steady = np.zeros((2, 366), dtype=bool)
    steady[0, 300:] = steady[1, 20:] = True
    assert flaps_a_year(steady, 0) == 0.0
