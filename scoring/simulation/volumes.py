"""How much is published: items of any topic per region, source and day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.simulation.families import Family
from scoring.simulation.timeline import Timeline

Array = NDArray[np.float64]
Ints = NDArray[np.int_]

SOURCES = 7  # of a region; the last two publish only once they have joined
SPARE = 2
#: News items by weekday, Monday first (HealthMap's reports, EHTJ 2013).
_RHYTHM = np.array([0.97, 1.08, 1.10, 1.10, 1.05, 0.50, 0.45])
_RHYTHM_SD = 0.08  # of a source's own rhythm around it (log)
_ON_HOLIDAYS = 0.65
_GROWTH_SD = 0.10  # of a source's yearly growth (log)
_ITEMS_RATIO = 2.0  # variance over mean of a day's items
_OUTAGE, _OUTAGE_GOES_ON, _OUTAGE_MOST = 0.0008, 0.5, 4  # a day; then; days
_APART, _MARGIN = 110, (20, 60)  # days between changes; from both ends


@dataclass(frozen=True, slots=True)
class Change:
    """A feed joins a region, doubling what is read there, or its largest is lost."""

    region: int
    day: int
    joined: bool


@dataclass(frozen=True, slots=True)
class Volumes:
    """Expected and drawn items [regions, sources, days], and what changed when."""

    expected: Array
    items: Ints
    usual: Array  # items a day at the start, per region and source
    changes: tuple[Change, ...]

    @property
    def rhythm(self) -> float:
        """Mean over the week of the newsrooms' rhythm."""
        return float(_RHYTHM.mean())


def overdispersed(rng: np.random.Generator, mean: Array, ratio: float | Array) -> Ints:
    """Draw negative binomial counts with variance ``ratio`` (> 1) times the mean."""
    some = mean > 0
    spread = np.broadcast_to(np.asarray(ratio, dtype=float), mean.shape)[some]
    drawn: Ints = np.zeros(mean.shape, dtype=int)
    drawn[some] = rng.negative_binomial(mean[some] / (spread - 1), 1 / spread)
    return drawn


def log_uniform(rng: np.random.Generator, bounds: tuple[float, float], n: int) -> Array:
    """Draw so many values whose logarithms are spread evenly between the bounds'."""
    low, high = np.log(bounds)
    return np.exp(rng.uniform(float(low), float(high), n))


def draw_volumes(
    rng: np.random.Generator, family: Family, days: Timeline, regions: int
) -> Volumes:
    """Draw a country's newsrooms: sizes, rhythms, growth, outages, joins, losses."""
    shape = (regions, SOURCES)
    size = log_uniform(rng, family.items, regions)
    usual = np.zeros(shape)
    usual[:, :-SPARE] = size[:, None] * rng.dirichlet(
        np.full(SOURCES - SPARE, 1.6), size=regions
    )
    level = np.repeat(usual[:, :, None], days.days, axis=2)
    changes = _change(rng, family, days, level, size)
    own = np.exp(rng.normal(0, _RHYTHM_SD, (*shape, 7)))
    rhythm = np.maximum(_RHYTHM * own, 0.1)[:, :, days.weekday]
    years = np.arange(days.days) / 365.0
    expected = level * rhythm * np.exp(rng.normal(0, _GROWTH_SD, (*shape, 1)) * years)
    expected[:, :, days.holidays] *= _ON_HOLIDAYS
    expected[_outages(rng, expected.shape)] = 0.0
    items = overdispersed(rng, expected, _ITEMS_RATIO)
    return Volumes(expected, items, usual, tuple(changes))


def _change(
    rng: np.random.Generator, family: Family, days: Timeline, level: Array, size: Array
) -> list[Change]:
    """Let feeds join and be lost; changes ``level`` in place."""
    found = []
    for region in range(len(size)):
        sure, chance = divmod(family.changes, 1)
        taken: list[int] = []
        for turn in range(int(sure) + int(rng.random() < chance)):
            day = _day_of_change(rng, days, taken)
            taken.append(day)
            joined = (region + turn) % 4 != 3  # every fourth one is a loss
            if joined:
                share = rng.uniform(0.8, 1.3)
                level[region, SOURCES - 1 - turn % SPARE, day:] = size[region] * share
            else:
                level[region, np.argmax(level[region, :-SPARE, 0]), day:] = 0.0
            found.append(Change(region, day, joined))
    return found


def _day_of_change(rng: np.random.Generator, days: Timeline, taken: list[int]) -> int:
    """Return a day far from the others of its region, if one is found soon."""
    first, last = days.scored_from + _MARGIN[0], days.days - _MARGIN[1]
    for _attempt in range(50):
        day = int(rng.integers(first, max(last, first + 1)))
        if all(abs(day - other) > _APART for other in taken):
            break
    return day


def _outages(
    rng: np.random.Generator, shape: tuple[int, int, int]
) -> NDArray[np.bool_]:
    """Where a feed is silent for one to four days."""
    begins = rng.random(shape) < _OUTAGE
    lasts = np.minimum(rng.geometric(_OUTAGE_GOES_ON, shape), _OUTAGE_MOST)
    silent = np.zeros(shape, dtype=bool)
    for later in range(_OUTAGE_MOST):
        on = begins & (lasts > later)
        silent[:, :, later:] |= on[:, :, : shape[2] - later]
    return silent
