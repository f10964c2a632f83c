"""Reports of a signal when nothing rises: their expectation and their chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.simulation.families import Family
from scoring.simulation.timeline import Timeline
from scoring.simulation.volumes import (
    SOURCES,
    SPARE,
    Volumes,
    log_uniform,
    overdispersed,
)

Array = NDArray[np.float64]

_SOURCE_SD = 0.35  # how unlike one another sources are (log)
_SEASON = 0.15  # amplitude through the year (log)
_DRIFT_SD, _DRIFT_DAYS = 0.12, 60.0  # a region's slow wandering (log), its memory
_WEEKDAY_SD = 0.08  # of the signal's share by weekday (log)
_RATIO = (1.05, 1.5)  # variance over mean of a day's stories
_HEADROOM = 1.03  # outages and holidays take so much
#: What follows a story of its own on the same and the next days, per story.
_FOLLOW_UPS = (0.15, 0.096, 0.054)
#: How a day of note swells, from three days before it to two days after.
_SWELL = {-3: 0.3, -2: 0.5, -1: 0.8, 0: 1.0, 1: 0.6, 2: 0.3}
_SWELL_SD = 0.25  # of a region around it (log)
_TOPIC_DAYS, _TOPIC = (4, 11), (1.0, 2.5)  # a country's topic: days; extra share


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What would be reported without any rise."""

    share: Array  # of a day's reports that each source brings [region, source, day]
    expected: Array  # independent reports, follow-ups included [region, day]
    reports: NDArray[np.int_]  # drawn [region, day]


def draw_ordinary(
    rng: np.random.Generator, family: Family, days: Timeline, volumes: Volumes
) -> Ordinary:
    """Draw independent reports: stories and what follows them."""
    regions = volumes.usual.shape[0]
    rate = np.exp(rng.normal(0, _SOURCE_SD, (regions, SOURCES)))
    joining = np.exp(rng.normal(0, family.joining_sd, (regions, SPARE)))
    if family.changes:
        rate[:, -SPARE:] = joining
    weekly = log_uniform(rng, family.weekly, regions)
    at_first = (volumes.usual * rate).sum(axis=1) * volumes.rhythm
    per_item = rate * (weekly / 7 * _HEADROOM / at_first)[:, None]
    mean = volumes.expected * per_item[:, :, None]
    mean *= _moods(rng, family, days, regions)[:, None]
    whole = mean.sum(axis=1)
    stories_expected = whole / (1 + sum(_FOLLOW_UPS))
    ratio = rng.uniform(*_RATIO, size=(regions, 1))
    stories = overdispersed(rng, stories_expected, ratio)
    reports, expected = stories.copy(), stories_expected.copy()
    for later, each in enumerate(_FOLLOW_UPS):
        until = days.days - later
        reports[:, later:] += rng.poisson(each * stories[:, :until])
        expected[:, later:] += each * stories_expected[:, :until]
    return Ordinary(_shares(mean), expected, reports)


def _shares(mean: Array) -> Array:
    """Return each source's part; where all are silent, the first one's follow-ups."""
    share = mean.copy()
    share[:, 0][mean.sum(axis=1) <= 0] = 1.0
    part: Array = share / share.sum(axis=1, keepdims=True)
    return part


def _moods(
    rng: np.random.Generator, family: Family, days: Timeline, regions: int
) -> Array:
    """Return by how much each region's rate is above its mean on each day."""
    peak = rng.uniform(0, 1, (regions, 1))
    season = np.exp(_SEASON * np.cos(2 * np.pi * (days.year_part - peak)))
    weekday = np.exp(rng.normal(0, _WEEKDAY_SD, 7))
    mood = season * np.exp(_drift(rng, (regions, days.days)))
    mood *= (weekday / weekday.mean())[days.weekday]
    mood *= _days_of_note(rng, family, days, regions) * _topics(rng, family, days)
    return mood


def _drift(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Draw an autoregressive walk with a fixed sd."""
    keep = np.exp(-1 / _DRIFT_DAYS)
    pushes = rng.normal(0, _DRIFT_SD * np.sqrt(1 - keep**2), shape)
    walk = np.zeros(shape)
    for day in range(1, shape[1]):
        walk[:, day] = keep * walk[:, day - 1] + pushes[:, day]
    return walk


def _days_of_note(
    rng: np.random.Generator, family: Family, days: Timeline, regions: int
) -> Array:
    """Return the swelling around the days that everybody writes about."""
    swelling = np.ones((regions, days.days))
    names = sorted({name for _day, name, _strength in days.of_note})
    extra = {name: rng.uniform(*family.days_of_note) for name in names}
    for day, name, strength in days.of_note:
        for apart, part in _SWELL.items():
            if 0 <= day + apart < days.days:
                own = np.exp(rng.normal(0, _SWELL_SD, regions))
                here = swelling[:, day + apart]
                np.maximum(here, 1 + part * strength * extra[name] * own, out=here)
    return swelling


def _topics(rng: np.random.Generator, family: Family, days: Timeline) -> Array:
    """Return by how much a country's topic lifts all regions, fading while it lasts."""
    lift = np.ones(days.days)
    for _topic in range(family.topics):
        first = int(rng.integers(days.scored_from + 5, days.days - 20))
        lasts = int(rng.integers(*_TOPIC_DAYS))
        swell = 1 + rng.uniform(*_TOPIC) * np.linspace(1, 0.4, lasts)
        here = lift[first : first + lasts]
        np.maximum(here, swell, out=here)
    return lift
