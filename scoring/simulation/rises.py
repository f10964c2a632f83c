"""True rises, planted into a stream: what a detector is there to find."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scoring.simulation.families import Family
from scoring.simulation.timeline import Timeline

Array = NDArray[np.float64]

_ATTEMPTS = 80
_STRENGTH = (2.0, 8.0)  # of a burst, in sd of a usual week
_PAIR_STRENGTHS = ((6.0, 10.0), (3.0, 7.0))  # of the first and of the second one
_PAIR_APART = (8, 22)  # days between the end of the first and the second
_WEEK_RATIO = 1.5  # variance over mean of a usual week, for the size of a burst
_LEAST = 3  # reports of the smallest burst
_SPREAD, _LONGEST = (0.55, 0.65), 13  # log-normal days of a burst's reports; the last
_RAMP_DAYS, _RAMP_STAYS = (28, 64), 14  # until the peak; at the peak
_RAMP_RISE = (1.0, 3.0)  # extra share at the peak
_MARGIN, _END = 7, 25  # days left free at both ends of the scored time
_OLD, _OLD_STRENGTHS = 4, (2, 3, 5, 10)  # outbreaks a region lived through before


@dataclass(frozen=True, slots=True)
class Rise:
    """A true rise of a region: its first and last day with its own reports.

    ``peak``: the day on which a slow rise has reached its height; None for others.
    """

    region: int
    start: int
    end: int
    reports: int
    peak: int | None = None


@dataclass(slots=True)
class Field:
    """Where rises are planted: what is usual, and the reports that came on top."""

    rng: np.random.Generator
    days: Timeline
    expected: Array
    extra: NDArray[np.int_]
    rises: list[Rise] = field(default_factory=list)

    def plant(self, family: Family) -> None:
        """Plant what the family is about, region after region."""
        regions = range(self.expected.shape[0])
        for region in regions:
            self._plant_old(region)
        for region in regions:
            for _ramp in range(family.ramps):
                self._ramp(region)
            for _burst in range(family.bursts):
                self._burst(region)
            for _pair in range(family.pairs):
                self._pair(region)

    def _plant_old(self, region: int) -> None:
        """Outbreaks of the time that is only learned from: nobody scores them."""
        first, last = 60, self.days.scored_from - 30
        if last - first < 60:
            return
        for _outbreak in range(_OLD):
            start = int(self.rng.integers(first, last))
            size = self._size(region, start, float(self.rng.choice(_OLD_STRENGTHS)))
            on = start + self._delays(size)
            np.add.at(self.extra[region], np.minimum(on, self.days.days - 1), 1)

    def _burst(
        self,
        region: int,
        strengths: tuple[float, float] = _STRENGTH,
        apart: int = 30,
    ) -> Rise | None:
        """Plant one at a free time; None where there is none."""
        for _attempt in range(_ATTEMPTS):
            start = self._any_day(_END)
            delays = self._burst_at(region, start, self.rng.uniform(*strengths))
            if self._is_free(region, start, start + int(delays.max()), apart):
                return self._add_burst(region, start + delays)
        return None

    def _pair(self, region: int) -> None:
        """Plant a large one, and another while it is still in everybody's memory."""
        first = self._burst(region, _PAIR_STRENGTHS[0], apart=60)
        if first is None:
            return
        start = first.end + int(self.rng.integers(*_PAIR_APART))
        if start + _LONGEST + 2 <= self.days.days:
            strength = self.rng.uniform(*_PAIR_STRENGTHS[1])
            self._add_burst(region, start + self._burst_at(region, start, strength))

    def _ramp(self, region: int) -> None:
        for _attempt in range(_ATTEMPTS):
            climb = int(self.rng.integers(*_RAMP_DAYS))
            whole = climb + _RAMP_STAYS
            start = self._any_day(climb + _END)
            if not self._is_free(region, start, start + whole, 40):
                continue
            shape = np.append(np.linspace(0, 1, climb), np.ones(_RAMP_STAYS))
            usual = self.expected[region, start : start + whole]
            drawn = self.rng.poisson(usual * shape * self.rng.uniform(*_RAMP_RISE))
            if drawn.sum() > _LEAST:
                self.extra[region, start : start + whole] += drawn
                self.rises.append(
                    Rise(
                        *(region, start, start + whole - 1),
                        int(drawn.sum()),
                        peak=start + climb,
                    )
                )
                return

    def _any_day(self, kept_free: int) -> int:
        first = self.days.scored_from + _MARGIN
        last = self.days.days - kept_free
        return int(self.rng.integers(first, max(last, first + 1)))

    def _burst_at(self, region: int, start: int, strength: float) -> NDArray[np.int_]:
        return self._delays(self._size(region, start, strength))

    def _size(self, region: int, start: int, strength: float) -> int:
        """Reports of a burst of so many sd of the usual week before it."""
        week = self.expected[region, max(0, start - 28) : start].sum() / 4
        mean = strength * np.sqrt(_WEEK_RATIO * max(week, 0.15))
        return max(_LEAST, int(self.rng.poisson(mean)))

    def _delays(self, size: int) -> NDArray[np.int_]:
        days = np.floor(self.rng.lognormal(*_SPREAD, size)).astype(int)
        return np.asarray(np.minimum(days, _LONGEST))

    def _add_burst(self, region: int, on: NDArray[np.int_]) -> Rise:
        np.add.at(self.extra[region], on, 1)
        rise = Rise(region, int(on.min()), int(on.max()), len(on))
        self.rises.append(rise)
        return rise

    def _is_free(self, region: int, start: int, end: int, apart: int) -> bool:
        return end < self.days.days and all(
            end + apart < other.start or start - apart > other.end
            for other in self.rises
            if other.region == region
        )
