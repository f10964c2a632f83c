"""The detector: calibrated on quiet, awake to a rise, deaf to more reading."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.levels import alarm_scores

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
    e[5, 150:] = 0
    scores = alarm_scores(y, e)
    assert np.isnan(scores[:, :14]).all()
    assert np.isnan(scores[5, 160:]).all()


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
