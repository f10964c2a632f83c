"""One window of days held against the past."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring.detector.country import country_factor
from scoring.detector.learning import LATE, Past
from scoring.detector.rates import deviation, dispersions
from scoring.detector.rolling import Sums, rolling
from scoring.detector.settings import Settings
from scoring.detector.tails import surprise

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the window ending on each day held and was expected to hold.

    All are [series, time]; NaN where nothing can be said. ``expected`` and ``variance``
    contain ``country``, how far the rest of the country is above its own usual;
    ``score`` is −log10 of the chance of so much (of a slow window: without its bursts).
    """

    days: int
    seen: Array
    expected: Array
    variance: Array
    country: Array
    score: Array


@dataclass(frozen=True, slots=True)
class Series:
    """Counts [series, time], exposure [series, source, time], and what is of a kind."""

    counts: Array
    exposure: Sums
    group: NDArray[np.int_]


def look(
    days: int,
    series: Series,
    past: Past,
    season: Array,
    drift: float,
    settings: Settings,
) -> Finding:
    """The window of ``days`` days ending on each day."""
    seen = rolling(series.counts, days)
    return _held_against(days, seen, series, past, season, drift, settings)


def look_slowly(
    days: int,
    series: Series,
    past: Past,
    season: Array,
    drift: float,
    settings: Settings,
) -> Finding:
    """The same without bursts: a week that stood out is cut to what chance allows.

    A burst is the fast windows' finding; left in, it would hide the next for weeks.
    The last days, whose weeks are not over, are cut by the week that ends today.
    """
    calm = rolling(past.cut, days) - rolling(past.cut, LATE)
    calm += rolling(series.counts, LATE) * past.keep
    found = _held_against(days, calm, series, past, season, drift, settings)
    return replace(found, seen=rolling(series.counts, days))


def _held_against(
    days: int,
    seen: Array,
    series: Series,
    past: Past,
    season: Array,
    drift: float,
    settings: Settings,
) -> Finding:
    n, time = series.counts.shape
    lag = days + settings.guard - 1
    first = settings.min_history + lag
    shown = [np.full((n, time), np.nan) for _ in range(4)]
    if first >= time:
        return Finding(days, seen, *shown)
    known = slice(first - lag, time - lag)
    parts = series.exposure.window(days, first, time) * past.rate[..., known]
    mean = np.maximum(parts.sum(axis=1) * season[:, first:], 1e-3)
    unsure = (parts**2 / past.shape[..., known]).sum(axis=1) * season[:, first:] ** 2
    law = _law(days, seen[:, first:], mean, unsure, series.group, drift, settings)
    for kept, found in zip(shown, law, strict=True):
        kept[:, first:] = found
    return Finding(days, seen, *shown)


def _law(
    days: int,
    seen: Array,
    mean: Array,
    unsure: Array,
    group: NDArray[np.int_],
    drift: float,
    settings: Settings,
) -> tuple[Array, Array, Array, Array]:
    """Expectation, variance, the country's factor and the score of each window.

    Variance = dispersion·μ + (drift·μ)² + what is not known of each source's rate. The
    dispersion is learned in two rounds: the second knows what drift explains.
    """
    phi = np.full_like(mean, settings.dispersion)
    rough = True
    for _ in range(2):
        country = country_factor(seen, mean, phi, group, settings)
        expected = mean * country
        known = (drift * expected) ** 2
        if not rough:
            known = known + unsure * country**2 * phi
        squares = deviation(seen, expected, phi * expected + known, phi, settings)
        phi, rough = dispersions(squares, expected, days, group, settings), False
    country = country_factor(seen, mean, phi, group, settings)
    expected = mean * country
    variance = phi * expected + (drift * expected) ** 2 + unsure * country**2 * phi
    return expected, variance, country, surprise(seen, expected, variance)
