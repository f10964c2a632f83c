"""The detector: calibrated on quiet, awake to a rise, deaf to more reading."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.detector import (
    Settings,
    alarm_scores,
    examine,
    severity_scores,
    weighted,
)

DAYS = 240


def quiet(series: int = 20, rate: float = 0.3, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).poisson(rate, (series, DAYS)).astype(float)


def test_a_quiet_series_rarely_surprises() -> None:
    y = quiet()
    scores = alarm_scores(y, np.full_like(y, 10))[:, 60:]
    assert np.nanmean(scores > 2) < 0.02


def test_a_burst_is_seen_the_day_it_comes() -> None:
    y = quiet()
    y[3, 200] += 8
    scores = alarm_scores(y, np.full_like(y, 10))
    assert scores[3, 200] > 2.5
    assert np.nanmax(scores[4, 195:205]) < 2.5


def test_a_burst_after_many_empty_days_is_not_dropped() -> None:
    y = np.zeros((20, DAYS))
    y[0, 200] = 6
    assert alarm_scores(y, np.full_like(y, 10))[0, 200] > 2.5


def test_a_new_source_that_doubles_volume_makes_no_wave() -> None:
    y = np.stack([quiet(seed=2), quiet(seed=3)], axis=1)
    e = np.full_like(y, 10)
    y[:, 1, :180] = e[:, 1, :180] = 0
    scores = alarm_scores(y, e)
    assert np.nanmean(scores[:, 180:222] > 2.5) < 0.01


def test_nothing_can_be_said_without_history_or_reading() -> None:
    y = quiet()
    e = np.full_like(y, 10)
    e[5, 150:] = y[5, 150:] = 0
    scores = alarm_scores(y, e)
    assert np.isnan(scores[:, :12]).all()
    assert np.isnan(scores[5, 160:]).all()
    assert not np.isnan(scores[:5, 20:]).any()


def test_the_future_changes_nothing() -> None:
    y = quiet()
    e = np.full_like(y, 10)
    week = np.arange(DAYS) % 7
    whole = alarm_scores(y, e, week)
    np.testing.assert_array_equal(
        alarm_scores(y[:, :150], e[:, :150], week[:150]), whole[:, :150]
    )


def test_shapes_that_do_not_meet_are_refused() -> None:
    with pytest.raises(ValueError, match="one shape"):
        alarm_scores(np.zeros((2, 5)), np.zeros((2, 6)))


def test_seven_empty_days_and_then_twelve_reports_raise() -> None:
    y = quiet(rate=0.1)
    y[0, 190:207] = 0
    y[0, 207] = 12
    scores = alarm_scores(y, np.full_like(y, 10))
    assert scores[0, 206] < 1
    assert scores[0, 207] > 5


def test_a_doubled_set_of_feeds_raises_nothing() -> None:
    rng = np.random.default_rng(7)
    y = rng.poisson(0.15, (20, 4, DAYS)).astype(float)
    e = np.full_like(y, 10)
    y[:, 2:, :180] = e[:, 2:, :180] = 0
    scores = alarm_scores(y, e)
    assert np.nanmean(scores[:, 180:222] > 2.5) < 0.01


def test_a_wave_of_the_whole_country_raises_no_region() -> None:
    y = quiet()
    y[:, 200:204] += np.random.default_rng(3).poisson(0.8, (20, 4))
    scores = alarm_scores(y, np.full_like(y, 10))
    assert (scores[:, 200:206] > 3).mean() < 0.02


def test_another_kind_of_series_lends_no_rate_and_no_excuse() -> None:
    y = np.concatenate([quiet(10, 0.05, seed=4), quiet(10, 2.0, seed=5)])
    e, kinds = np.full_like(y, 10), np.repeat([0, 1], 10)
    apart = alarm_scores(y, e, group=kinds)
    np.testing.assert_allclose(apart[:10], alarm_scores(y[:10], e[:10]))
    np.testing.assert_allclose(apart[10:], alarm_scores(y[10:], e[10:]))


def test_an_old_episode_does_not_hide_the_next() -> None:
    y = quiet(rate=0.2)
    once = y.copy()
    once[2, 200] += 9
    twice = once.copy()
    twice[2, 180] += 15
    e = np.full_like(y, 10)
    first, second = alarm_scores(once, e)[2, 200], alarm_scores(twice, e)[2, 200]
    assert second > 3
    assert second > 0.7 * first


def test_a_slow_rise_is_seen_by_the_long_windows() -> None:
    y = quiet(rate=0.1, seed=9)
    y[4, 190:] += np.random.default_rng(5).poisson(0.35, DAYS - 190)
    found = examine(y, np.full_like(y, 10))
    assert np.nanmax(found.slow[4, 210:]) > 2.5
    assert np.nanmax(found.slow[4, 210:]) > np.nanmax(found.slow[:4, 210:])


def test_grave_reports_count_for_more() -> None:
    rng = np.random.default_rng(11)
    reports = np.zeros((5, 20, 1, DAYS))
    reports[:2] = rng.poisson(0.15, (2, 20, 1, DAYS))
    mild, grave = reports.copy(), reports.copy()
    mild[0, 3, 0, 200] += 4
    grave[4, 3, 0, 200] += 4
    e, severity = np.full((20, 1, DAYS), 10.0), [0.2, 0.4, 0.6, 0.8, 1.0]
    low = severity_scores(mild, severity, e).score[3, 200]
    assert severity_scores(grave, severity, e).score[3, 200] > low + 1


def test_weighted_reports_scatter_like_plain_ones() -> None:
    rng = np.random.default_rng(2)
    reports = rng.poisson(0.2, (5, 20, 1, 800))
    y = weighted(reports, [0.2, 0.4, 0.6, 0.8, 1.0])[:, 0, 200:]
    assert y.var() / y.mean() == pytest.approx(1, abs=0.08)


def test_severity_sees_no_future() -> None:
    reports = np.random.default_rng(2).poisson(0.2, (3, 6, 2, 200))
    e = np.full((6, 2, 200), 5)
    whole = severity_scores(reports, [0.4, 0.6, 1.0], e).score
    part = severity_scores(reports[..., :140], [0.4, 0.6, 1.0], e[..., :140]).score
    np.testing.assert_allclose(part, whole[:, :140])


def test_reports_without_any_reading_are_not_passed_over() -> None:
    y = quiet(rate=0.1)
    e = np.full_like(y, 10)
    e[0, 180:] = 0
    y[0, 180:] = 0
    y[0, 200] = 5
    scores = alarm_scores(y, e)
    assert np.isnan(scores[0, 195])
    assert scores[0, 200] > 2


def test_a_guard_too_short_for_learning_is_refused() -> None:
    with pytest.raises(ValueError, match="3 days late"):
        Settings(guard=2)


@pytest.mark.parametrize("days", [0, 1, 5, 13])
def test_short_series_say_nothing_and_do_not_break(days: int) -> None:
    scores = alarm_scores(np.ones((2, days)), np.ones((2, days)))
    assert scores.shape == (2, days)
    assert np.isnan(scores[:, :12]).all()
