"""Alarms held against the truth, as a person who answers them would count.

An **episode** is a run of alarm days with pauses shorter than a week. It is true when
it begins within a rise or the two weeks after it, else false; a false one that stays on
counts again every four weeks, so that an alarm that is always on earns nothing. A rise
is **caught** when an alarm is on between its first day and three days after its last,
and had not been on for more than a week before it: that would tell nothing new. A day
about which a detector says nothing (NaN) is a day without an alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from scoring.simulation.streams import Streams

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

PAUSE = 7  # alarm days so far apart are two episodes
COUNTS_AGAIN = 28  # days after which a false alarm that stays on is another one
LATE = 3  # days after a rise's end on which an alarm still counts for it
AFTERMATH = 14  # days after a rise on which an alarm is not false
OLD_NEWS = 7  # days before a rise: an alarm on for longer says nothing about it
AFTER_CHANGE = 42  # days in which a false alarm is put down to a feed's coming or going
FLAP = 2  # days within which a reversal is a flap
_YEAR = 365.25
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Tally:
    """What alarms did on one or more streams; add them up, then ask for shares.

    ``delay_days`` counts a missed rise as its whole length and three days more.
    Shares are None where there was nothing to divide by.
    """

    rises: int = 0
    caught: int = 0
    delay_days: int = 0
    slow: int = 0  # rises that have a peak
    before_peak: int = 0  # of these, caught before it
    true_episodes: int = 0
    false_alarms: int = 0
    changes: int = 0
    after_changes: int = 0  # false alarms that began soon after one
    quiet_days: int = 0  # region-days outside rises and their aftermath

    def __add__(self, other: Tally) -> Tally:
        """Pool two tallies."""
        return Tally(
            *(getattr(self, f.name) + getattr(other, f.name) for f in fields(self))
        )

    @property
    def pod(self) -> float | None:
        """Share of rises that were caught (probability of detection)."""
        return _share(self.caught, self.rises)

    @property
    def pod_bounds(self) -> tuple[float, float] | None:
        """95 % bounds of ``pod`` (Clopper and Pearson 1934)."""
        if not self.rises:
            return None
        hit, miss = self.caught, self.rises - self.caught
        low = float(betaincinv(hit, miss + 1, _TAIL)) if hit else 0.0
        high = float(betaincinv(hit + 1, miss, 1 - _TAIL)) if miss else 1.0
        return low, high

    @property
    def false_a_year(self) -> float | None:
        """False alarms per region-year of time in which nothing rose."""
        return _share(self.false_alarms, self.quiet_days / _YEAR)

    @property
    def delay(self) -> float | None:
        """Mean days from a rise's first day to its first alarm, missed ones too."""
        return _share(self.delay_days, self.rises)

    @property
    def precision(self) -> float | None:
        """Share of episodes that were true."""
        return _share(self.true_episodes, self.true_episodes + self.false_alarms)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of POD and precision; 0 where nothing was caught."""
        if self.pod is None:
            return None
        both = self.pod + (self.precision or 0.0)
        return 2 * self.pod * (self.precision or 0.0) / both if both else 0.0

    @property
    def early(self) -> float | None:
        """Share of slow rises that were caught before their peak."""
        return _share(self.before_peak, self.slow)

    @property
    def false_a_change(self) -> float | None:
        """False alarms per feed that joined or was lost."""
        return _share(self.after_changes, self.changes)


class Yardstick:
    """The truth of one stream, ready to judge many alarms."""

    def __init__(self, streams: Streams) -> None:
        self.scored_from = streams.days.scored_from
        self._shape = streams.reports.shape
        self._near = np.zeros(self._shape, dtype=bool)
        self._changed = np.zeros(self._shape, dtype=bool)
        for rise in streams.rises:
            self._near[rise.region, rise.start : rise.end + AFTERMATH + 1] = True
        for change in streams.changes:
            after = slice(change.day, change.day + AFTER_CHANGE)
            self._changed[change.region, after] = True
        quiet = ~self._near
        self._quiet_before = np.pad(quiet.cumsum(axis=1), ((0, 0), (1, 0)))
        self._quiet_days = int(quiet[:, self.scored_from :].sum())
        self._changes = len(streams.changes)
        rises = [each for each in streams.rises if each.start >= self.scored_from]
        self._region = np.array([each.region for each in rises], dtype=int)
        self._start = np.array([each.start for each in rises], dtype=int)
        self._end = np.array([each.end for each in rises], dtype=int)
        never = self._shape[1]
        peaks = [never if each.peak is None else each.peak for each in rises]
        self._peak = np.array(peaks, dtype=int)

    def judge(self, alarm: Flags) -> Tally:
        """Count what an alarm [regions, days] caught, missed and cried for nothing."""
        on = alarm.copy()
        on[:, : self.scored_from] = False
        row, day = np.nonzero(on)
        begins = np.ones(len(day), dtype=bool)
        begins[1:] = (np.diff(row) != 0) | (np.diff(day) >= PAUSE)
        at = np.flatnonzero(begins)
        where, first = row[at], day[at]
        last = day[np.append(at[1:], len(day)) - 1] if len(at) else first
        is_true = self._near[where, first]
        outside = self._quiet_before[where, last + 1] - self._quiet_before[where, first]
        times = np.where(is_true, 0, 1 + np.maximum(outside - 1, 0) // COUNTS_AGAIN)
        caught, delay = self._caught(row, day, first[np.cumsum(begins) - 1])
        is_slow = self._peak < self._shape[1]
        return Tally(
            rises=len(self._start),
            caught=int(caught.sum()),
            delay_days=int(delay.sum()),
            slow=int(is_slow.sum()),
            before_peak=int(
                (caught & is_slow & (self._start + delay < self._peak)).sum()
            ),
            true_episodes=int(is_true.sum()),
            false_alarms=int(times.sum()),
            changes=self._changes,
            after_changes=int(times[self._changed[where, first]].sum()),
            quiet_days=self._quiet_days,
        )

    def _caught(
        self, row: NDArray[np.int_], day: NDArray[np.int_], begun: NDArray[np.int_]
    ) -> tuple[Flags, NDArray[np.int_]]:
        """Which rises were caught, and after how many days (see ``Tally``).

        ``begun``: for each alarm day, the first day of its episode.
        """
        days = self._shape[1]
        until = np.minimum(self._end + LATE, days - 1)
        length = self._end - self._start + 1
        if not len(day):
            return np.zeros(len(length), dtype=bool), length + LATE
        line = row * days + day  # sorted: one long line of days
        next_on = np.searchsorted(line, self._region * days + self._start)
        found = np.minimum(next_on, len(line) - 1)
        is_on = (next_on < len(line)) & (line[found] <= self._region * days + until)
        caught = is_on & (begun[found] >= self._start - OLD_NEWS)
        return caught, np.where(caught, day[found] - self._start, length + LATE)


def above(score: Array, threshold: float) -> Flags:
    """Where a score says alarm; NaN says nothing."""
    return np.asarray(np.nan_to_num(score, nan=-np.inf) > threshold)


def pooled(sticks: Sequence[Yardstick], alarms: Sequence[Flags]) -> Tally:
    """Judge the alarms of several streams together."""
    return sum(
        (stick.judge(alarm) for stick, alarm in zip(sticks, alarms, strict=True)),
        Tally(),
    )


def matched_threshold(
    sticks: Sequence[Yardstick], scores: Sequence[Array], budget: float
) -> float:
    """Return the lowest threshold with at most ``budget`` false alarms a region-year.

    Sought among 160 shares of the scored days, from one in 100 000 to a half, so that
    every detector is offered the same choice; above all scores where none will do.
    """
    said = [
        score[:, stick.scored_from :]
        for stick, score in zip(sticks, scores, strict=True)
    ]
    values = np.concatenate([each[np.isfinite(each)] for each in said])
    if not len(values):
        return np.inf
    choice = np.unique(np.quantile(values, 1 - np.geomspace(1e-5, 0.5, 160)))

    def keeps(threshold: float) -> bool:
        tally = pooled(sticks, [above(score, threshold) for score in scores])
        return (tally.false_a_year or 0.0) <= budget

    found = _lowest(choice, keeps)
    return float(np.nextafter(values.max(), np.inf)) if found is None else found


def _lowest(choice: Array, keeps: Callable[[float], bool]) -> float | None:
    """Halve a sorted choice down to the lowest value that keeps to the budget."""
    low, high = 0, len(choice) - 1
    if not keeps(float(choice[high])):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if keeps(float(choice[middle])):
            high = middle
        else:
            low = middle
    return float(choice[high])


def share_above(
    sticks: Sequence[Yardstick], scores: Sequence[Array], threshold: float
) -> float | None:
    """Share of scored region-days above a score: on quiet streams, the calibration."""
    said = [
        above(score, threshold)[:, stick.scored_from :]
        for stick, score in zip(sticks, scores, strict=True)
    ]
    return _share(
        sum(int(each.sum()) for each in said), sum(each.size for each in said)
    )


def flaps_a_year(alarm: Flags, scored_from: int) -> float:
    """Return reversals of a reversal within two days, per series and year.

    ``alarm``: whether a level is up, or the levels themselves [series, days].
    """
    scored = alarm[:, scored_from:]
    row, day = np.nonzero(np.diff(scored, axis=1))
    flaps = (np.diff(row) == 0) & (np.diff(day) <= FLAP)
    return float(flaps.sum() / (scored.size / _YEAR))


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
