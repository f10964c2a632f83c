"""What the whole country does at once: weekdays, feasts, a national topic."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scoring.detector.rolling import before, faded, same_days
from scoring.detector.settings import Settings

Array = NDArray[np.float64]

_CAP = 2.0  # a series may lift the country's sum by so many sd at most
_LAG = 8  # days that are not learned from when the rhythm of the week is
_SETTLED = 14  # days after which a rate is known well enough for that
_SEASON, _FEAST = 28, 4  # days either side that make the same season, the same feast


def steadied(exposure: Array, settings: Settings) -> Array:
    """The reading of each day, a day of little reading raised to half its usual.

    Of a handful of items a week, one item less is no reason to expect half the
    reports.
    """
    half_life = settings.usual_half_life
    usual = faded(exposure, half_life) / faded(np.ones_like(exposure), half_life)
    steady: Array = np.maximum(exposure, settings.least_reading * before(usual))
    return steady


def weekday_factor(
    counts: Array, exposure: Array, weekday: NDArray[np.int_], settings: Settings
) -> Array:
    """How much more than its reading each day of the week brings, all series together.

    Learned only from days before; [time], around 1.
    """
    seen, read = counts.sum(axis=(0, 1)), exposure.sum(axis=(0, 1))
    rate = np.zeros_like(seen)
    known = faded(seen, settings.half_life) / np.maximum(
        faded(read, settings.half_life), 1.0
    )
    rate[_LAG:] = known[:-_LAG]
    expected = rate * read
    expected[: _LAG + _SETTLED] = 0
    got = np.where(expected > 0, np.minimum(seen, 4 * expected + 3), 0)
    factor: Array = np.ones_like(seen)
    trust = settings.trust_weekday
    for each in range(7):
        on = weekday == each
        above = before(np.cumsum(np.where(on, got, 0)))
        below = before(np.cumsum(np.where(on, expected, 0)))
        factor = np.where(on, (trust + above) / (trust + below), factor)
    return factor


def country_factor(
    seen: Array,
    mean: Array,
    dispersion: Array,
    group: NDArray[np.int_],
    settings: Settings,
) -> Array:
    """How far the rest of the country is above its own expectation, at least 1.

    ``seen`` and ``mean`` are [series, time] of one window. A series never explains its
    own rise (leave-one-out), none counts for more than chance allows it, and only what
    is beyond doubt is allowed for, so that one region's crisis excuses no other.
    """
    factor = np.ones_like(mean)
    trust = settings.trust_usual
    for each in np.unique(group):
        rows = group == each
        if rows.sum() < 2:
            continue
        m, phi = mean[rows], dispersion[rows]
        capped = np.minimum(seen[rows], m + _CAP * np.sqrt(phi * m) + 0.5)
        others = capped.sum(axis=0) - capped
        expected = m.sum(axis=0) - m
        doubt = np.sqrt(phi.mean(axis=0) * np.maximum(expected, 1.0))
        above = trust + others - settings.country_doubt * doubt
        factor[rows] = np.maximum(1.0, above / (trust + expected))
    return factor


def season_factor(
    seen: Array, mean: Array, group: NDArray[np.int_], settings: Settings
) -> Array:
    """What the same days of earlier years had above what was expected of them.

    A series' own season, and the feasts of the whole country (which only lift). 1 in
    the first year. ``seen`` and ``mean`` are [series, time] of weeks, learned counts.
    """
    trust = settings.trust_season
    own = (trust + same_days(seen, _SEASON)) / (trust + same_days(mean, _SEASON))
    factor: Array = own
    trust = settings.trust_feast
    for each in np.unique(group):
        rows = group == each
        above = trust + same_days(seen[rows].sum(axis=0), _FEAST)
        below = trust + same_days(mean[rows].sum(axis=0), _FEAST)
        factor[rows] *= np.maximum(1.0, above / below)
    return factor
