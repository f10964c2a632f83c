"""How surprising a count is for its own series, given how much was read.

A Gamma–Poisson (negative-binomial predictive) test with an exposure offset per source,
in the spirit of Noufaily et al. 2013 and Salmon et al. 2015: the past, discounted with
a half-life, gives each source's rate, shrunk to the series' and the series' to the
country's; a window is judged by the mid-p of the predictive law. No series is compared
with another.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc

Array = NDArray[np.float64]

HALF_LIFE = 120.0  # days after which a past report counts half in the usual rate
GUARD = 3  # days before the window that are not learned from: the rise may have begun
MIN_HISTORY = 14  # days before anything can be said
SHRINK_SERIES = 1.0  # reports' worth of trust in the country's rate
SHRINK_SOURCE = 3.0  # reports' worth of trust in the series' rate
DISPERSION = 1.6  # variance over mean of quiet weekly story counts
THIN = 0.3  # of the usual exposure in a window: below it nothing can be said


def alarm_scores(
    counts: ArrayLike, exposure: ArrayLike, weekday: ArrayLike | None = None
) -> Array:
    """Surprise of each day of each series, as −log10 p; NaN = cannot say.

    Parameters
    ----------
    counts : independent stories per day, ``[series, time]`` or
        ``[series, source, time]``; fractions (weighted stories) are allowed.
    exposure : items read that day, the same shape.
    weekday : 0–6 for each day; evens out the week's rhythm when given.

    Returns ``[series, time]``: the larger of the 7-day score and the 3-day score
    less 0.4 (the price of looking twice).

    """
    y, e = _shaped(counts, exposure)
    if weekday is not None:
        e = e * _week_rhythm(y, e, np.asarray(weekday, dtype=int))
    week, _ = window_scores(y, e, 7)
    short, _ = window_scores(y, e, 3)
    return np.fmax(week, short - 0.4)


def window_scores(
    counts: ArrayLike, exposure: ArrayLike, window: int
) -> tuple[Array, Array]:
    """Score and expected count of the ``window`` days ending on each day."""
    y, e = _shaped(counts, exposure)
    n_series, _, n_days = y.shape
    rates = _usual_rates(y, e, window)
    seen = _rolling(y, window).sum(axis=1)
    read = _rolling(e, window)
    ever = np.cumsum(e.sum(axis=1), axis=-1)
    score = np.full((n_series, n_days), np.nan)
    expected = np.full((n_series, n_days), np.nan)
    for day, (rate, learned) in enumerate(rates):
        if day < MIN_HISTORY + GUARD:
            continue
        per_source = read[:, :, day] * rate
        mean = per_source.sum(axis=1)
        unsure = (per_source**2 * DISPERSION / (SHRINK_SOURCE + learned)).sum(axis=1)
        usual = ever[:, day] * window / (day + 1)
        known = (mean > 0) & (read[:, :, day].sum(axis=1) >= THIN * usual)
        tail = _mid_tail(seen[:, day], mean, DISPERSION * mean + unsure)
        expected[:, day] = np.where(known, mean, np.nan)
        score[:, day] = np.where(known, -np.log10(np.maximum(tail, 1e-300)), np.nan)
    return score, expected


def _shaped(counts: ArrayLike, exposure: ArrayLike) -> tuple[Array, Array]:
    y = np.asarray(counts, dtype=float)
    e = np.asarray(exposure, dtype=float)
    if y.shape != e.shape or y.ndim not in (2, 3):
        raise ValueError(
            f"counts {y.shape} and exposure {e.shape} must have one shape, "
            "[series, time] or [series, source, time]"
        )
    if y.ndim == 2:
        y, e = y[:, None, :], e[:, None, :]
    return np.nan_to_num(y), np.nan_to_num(e)


def _rolling(values: Array, window: int) -> Array:
    total = np.cumsum(values, axis=-1)
    total[..., window:] = total[..., window:] - total[..., :-window].copy()
    return total


def _week_rhythm(y: Array, e: Array, weekday: NDArray[np.int_]) -> Array:
    """The country's factor per day of the week, learned only from days before."""
    per_day, read = y.sum(axis=(0, 1)), e.sum(axis=(0, 1))
    factor = np.ones(len(weekday))
    for day in range(1, len(weekday)):
        same = weekday[:day] == weekday[day]
        rate = per_day[:day].sum() / max(read[:day].sum(), 1e-9)
        usual = read[:day][same].sum() * rate
        factor[day] = (30 + per_day[:day][same].sum()) / (30 + usual)
    return factor


def _usual_rates(y: Array, e: Array, window: int) -> Iterator[tuple[Array, Array]]:
    """For each day: the rate per source learned until the guard, and from how much."""
    fade = 2 ** (-1 / HALF_LIFE)
    a, b = np.zeros(y.shape[:2]), np.zeros(y.shape[:2])
    for day in range(y.shape[2]):
        lag = day - window - GUARD
        if lag >= 0:
            a, b = fade * a + y[:, :, lag], fade * b + e[:, :, lag]
        nation = (a.sum() + 0.5) / max(b.sum(), 1e-9)
        series = (SHRINK_SERIES + a.sum(axis=1)) / (
            SHRINK_SERIES / nation + b.sum(axis=1)
        )
        source = (SHRINK_SOURCE + a) / (SHRINK_SOURCE / series[:, None] + b)
        yield source, a


def _mid_tail(seen: Array, mean: Array, variance: Array) -> Array:
    """½[P(X ≥ y) + P(X ≥ y+1)] of a negative binomial with this mean and variance."""
    mean = np.maximum(mean, 1e-9)
    variance = np.maximum(variance, mean * 1.0001)
    size = mean**2 / (variance - mean)
    share = mean / (mean + size)
    upper = np.where(seen > 0, betainc(np.maximum(seen, 1e-9), size, share), 1.0)
    above: Array = 0.5 * (upper + betainc(seen + 1, size, share))
    return above
