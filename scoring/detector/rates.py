"""How often a source reports, and how unsure that is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from scoring.detector.rolling import before
from scoring.detector.settings import Settings

Array = NDArray[np.float64]

_LONG = 7  # days of a window in which a whole rise may lie
_FAR = 12.0  # a squared deviation counts for at most so much dispersion
_FULL = 0.5  # expected reports from which a window fully tells of dispersion
_START = 10.0  # weeks' worth of trust in the dispersion before anything is known


def rates(
    reports: Array, read: Array, group: NDArray[np.int_], settings: Settings
) -> tuple[Array, Array]:
    """Reports per unit read of each source, and the Gamma shape of that knowledge.

    ``reports`` and ``read`` are faded sums [series, source, time]. A source's rate is
    drawn to its series', the series' to the country's rate of its ``group``: empirical
    Bayes with Gamma priors.
    """
    here, there = reports.sum(axis=1), read.sum(axis=1)
    country = np.empty_like(here)
    for each in np.unique(group):
        rows = group == each
        above = here[rows].sum(axis=0) + 0.5
        country[rows] = above / np.maximum(there[rows].sum(axis=0), 1.0)
    trust = settings.trust_country
    series = (trust + here) / (trust / country + there)
    shape = settings.trust_series + reports
    return shape / (settings.trust_series / series[:, None] + read), shape


def deviation(
    seen: Array, mean: Array, variance: Array, dispersion: Array, settings: Settings
) -> Array:
    """The squared deviation of each window that plain dispersion must explain.

    In units of the mean, a thin window by its ``fullness``. Without what drift and
    unknown rates add to ``variance``; never below 0, cut as an episode is before it is
    learned, so that one event does not make a series look restless.
    """
    far = np.sqrt(dispersion * mean + 0.25)
    seen = np.minimum(seen, mean + settings.clip * far + 0.5)
    square = np.minimum((seen - mean) ** 2 / np.maximum(mean, _FULL), _FAR)
    known = (variance / mean - dispersion) * fullness(mean)
    return np.maximum(square - known, 0.0)


def fullness(mean: Array) -> Array:
    """How much a window tells of dispersion: 1, or less where little is expected."""
    return np.minimum(1.0, mean / _FULL)


def dispersions(
    squares: Array,
    mean: Array,
    days: int,
    group: NDArray[np.int_],
    settings: Settings,
) -> Array:
    """Variance over mean of each series, from windows of days before.

    ``squares`` are ``deviation`` of windows of ``days`` days, [series, time]; the
    windows overlap, so each counts for a day's share. Of long windows those that touch
    the day's own are left out: a slow rise must not pass for restlessness.
    """
    lag = days + settings.guard if days > _LONG else 1
    keep = 0.5 ** (1.0 / settings.dispersion_half_life)
    fade = ([1.0], [1.0, -keep])
    above = before(lfilter(*fade, squares / days, axis=-1), lag)
    n = before(lfilter(*fade, fullness(mean) / days, axis=-1), lag)
    return shrunk_dispersion(above, n, group, settings)


def shrunk_dispersion(
    above: Array, n: Array, group: NDArray[np.int_], settings: Settings
) -> Array:
    """A series' dispersion from ``n`` windows, drawn to its group's; 1 to 6."""
    start = _START * settings.dispersion
    country = np.empty_like(above)
    for each in np.unique(group):
        rows = group == each
        told = start + above[rows].sum(axis=0)
        country[rows] = np.clip(told / (_START + n[rows].sum(axis=0)), 1.0, 4.0)
    trust = settings.trust_dispersion
    own: Array = np.clip((trust * country + above) / (trust + n), 1.0, 6.0)
    return own
