"""Going through the days once, oldest first: what is usual, without past episodes.

The past fades with a half-life. A week that stands out too far is cut to what could
still be chance before it is learned, so that one episode does not hide the next; a new
normal is learned in two or three months. While the whole country is above its usual,
its reading counts for as much more.

A day is learned some days late, so that the week around it can be looked at; what a
window needs of the past is older than that (``_BLOCK`` ≤ ``guard`` + 2), so that whole
blocks of days are judged at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.detector.country import country_factor
from scoring.detector.rates import deviation, fullness, rates, shrunk_dispersion
from scoring.detector.rolling import Sums, rolling
from scoring.detector.settings import Settings

Array = NDArray[np.float64]

WEEK = 7
LATE = 3  # days after which a day is learned
_BLOCK = 5  # days judged at once


@dataclass(frozen=True, slots=True)
class Past:
    """What is known at the start of each day.

    ``rate`` and ``shape`` as ``rates`` gives them, [series, source, time + 1]; ``cut``:
    the counts as they were learned, all sources together; ``keep``: the share of the
    week ending on each day that was no episode, and ``mean``: what that week was
    expected to bring, all three [series, time].
    """

    rate: Array
    shape: Array
    cut: Array
    keep: Array
    mean: Array


class _Learner:
    """The days learned so far; one block after another is judged and learned."""

    def __init__(
        self,
        counts: Array,
        exposure: Array,
        sums: Sums,
        group: NDArray[np.int_],
        settings: Settings,
    ) -> None:
        n, sources, days = counts.shape
        self.settings, self.group = settings, group
        self.counts, self.exposure, self.sums = counts, exposure, sums
        self.cut = counts.sum(axis=1)
        self.seen = rolling(self.cut, WEEK)
        self.reports = np.zeros((n, sources, days + 1))
        self.read = np.zeros((n, sources, days + 1))
        self.keep, self.country = np.ones((n, days)), np.ones((n, days))
        self.mean = np.full((n, days), np.nan)
        self.fade = 0.5 ** (1.0 / settings.half_life)
        self.above, self.n = np.zeros(n), np.zeros(n)
        self.learned = 0

    def judge(self, start: int, end: int) -> None:
        """What the weeks ending on these days were expected to bring, and brought."""
        lag = WEEK + self.settings.guard - 1
        start = max(start, lag + self.settings.min_history)
        if start >= end:
            return
        days, known = slice(start, end), slice(start - lag, end - lag)
        rate, shape = rates(
            self.reports[..., known], self.read[..., known], self.group, self.settings
        )
        parts = self.sums.window(WEEK, start, end) * rate
        mean = np.maximum(parts.sum(axis=1), 1e-3)
        phi = shrunk_dispersion(self.above, self.n, self.group, self.settings)[:, None]
        spread = np.broadcast_to(phi, mean.shape)
        seen = self.seen[:, days]
        factor = country_factor(seen, mean, spread, self.group, self.settings)
        unsure = (parts**2 / shape).sum(axis=1) * factor**2 * phi
        mean = mean * factor
        variance = phi * mean + (self.settings.drift * mean) ** 2 + unsure
        self.mean[:, days] = mean
        usual = np.ones_like(phi)
        for each in np.unique(self.group):
            rows = self.group == each
            self.country[rows, days] = np.median(factor[rows], axis=0)
            usual[rows] = phi[rows].mean()
        bound = mean + self.settings.clip * np.sqrt(usual * mean + 0.25) + 0.5
        self.keep[:, days] = np.minimum(1.0, bound / np.maximum(seen, 1e-9))
        self._disperse(
            deviation(seen, mean, variance, spread, self.settings), fullness(mean)
        )

    def _disperse(self, squares: Array, full: Array) -> None:
        keep = 0.5 ** (squares.shape[1] / self.settings.dispersion_half_life)
        self.above = keep * self.above + squares.sum(axis=1) / WEEK
        self.n = keep * self.n + full.sum(axis=1) / WEEK

    def learn(self, until: int) -> None:
        """Learn the days before ``until``; the weeks around them have been judged."""
        last = self.country.shape[1] - 1
        for day in range(self.learned, until):
            ahead = min(day + LATE, last)
            keep = self.keep[:, day : ahead + 1].min(axis=1)
            self.cut[:, day] *= keep
            read = self.exposure[..., day] * self.country[:, ahead, None]
            self.reports[..., day + 1] = (
                self.fade * self.reports[..., day]
                + self.counts[..., day] * keep[:, None]
            )
            self.read[..., day + 1] = self.fade * self.read[..., day] + read
        self.learned = max(self.learned, until)


def learn(
    counts: Array,
    exposure: Array,
    sums: Sums,
    group: NDArray[np.int_],
    settings: Settings,
) -> Past:
    """What is known at the start of each day, from [series, source, time].

    ``sums`` are those of ``exposure``.
    """
    days = counts.shape[2]
    learner = _Learner(counts, exposure, sums, group, settings)
    for start in range(0, days, _BLOCK):
        end = min(days, start + _BLOCK)
        learner.judge(start, end)
        learner.learn(end - LATE)
    learner.learn(days)
    rate, shape = rates(learner.reports, learner.read, group, settings)
    return Past(rate, shape, learner.cut, learner.keep, learner.mean)
