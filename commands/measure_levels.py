"""The runs of ``kelisim bench levels``: every detector, every family, the costs."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from commands.detection_lineup import (
    OURS,
    RIVALRY,
    VARIANTS,
    Kind,
    entrants,
    examined,
)
from scoring.simulation.event_scores import (
    Tally,
    Yardstick,
    above,
    flaps_a_year,
    matched_threshold,
    pooled,
    share_above,
)
from scoring.simulation.in_r import judge_in_r
from scoring.simulation.rivals import Judged
from scoring.simulation.streams import REGIONS, SCORED_WEEKS, WEEKS, Streams, simulate

#: Surprises (−log10 p) at which the calibration is read on quiet streams.
NOMINAL = (1.0, 1.3, 2.0, 2.5, 3.0)
#: Surprises above which one could alarm, for a table of what that would do.
SETTINGS = (2.0, 2.5, 3.0, 3.5, 4.0)
#: How much severity tells of a rise: as assumed, half of it, nothing.
TELLING = (1.0, 0.5, 0.0)
TOLD_ON = ("sharp", "slow", "low", "mixed")
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Size:
    """How large the simulated country is."""

    regions: int = REGIONS
    weeks: int = WEEKS
    scored_weeks: int = SCORED_WEEKS

    def draw(self, family: str, seed: int, telling: float = 1.0) -> Streams:
        """Return one stream of this size."""
        return simulate(
            *(family, seed),
            regions=self.regions,
            weeks=self.weeks,
            scored_weeks=self.scored_weeks,
            telling=telling,
        )


#: What is timed: twenty regions with fifteen signals each, over three years.
TIMED = Size(REGIONS * 15, 157)


@dataclass(frozen=True, slots=True)
class Measured:
    """One detector on one family, all seeds together."""

    matched: Mapping[float, Tally]  # by budget of false alarms per region-year
    shipped: Tally  # at its own threshold
    flaps: float  # of its own alarm, per region-year
    above: Mapping[float, float]  # share of scored region-days above each NOMINAL
    settings: Mapping[float, Tally]  # above each of SETTINGS; only ours


@dataclass(slots=True)
class Bench:
    """All that was measured. Detectors by name, then families by name."""

    families: tuple[str, ...]
    seeds: tuple[int, ...]
    budgets: tuple[float, ...]
    size: Size
    kinds: dict[str, Kind] = field(default_factory=dict)
    found: dict[str, dict[str, Measured]] = field(default_factory=dict)
    telling: dict[str, dict[float, float | None]] = field(default_factory=dict)
    r_seconds: dict[str, float] = field(default_factory=dict)  # a week of one series
    not_run: str | None = None  # what R lacks, or why it was not asked
    looks_ahead: float = 0.0  # largest change of a score when the future is cut off

    @property
    def rising(self) -> tuple[str, ...]:
        """The families in which anything rises."""
        ours = self.found[OURS]
        return tuple(name for name in self.families if ours[name].shipped.rises)

    def tally(self, name: str, family: str, budget: float) -> Tally:
        """Return what a detector did within a budget; empty where it did not run."""
        one = self.found[name].get(family)
        return one.matched[budget] if one else Tally()

    def mean_pod(self, name: str, budget: float) -> float | None:
        """Mean over the families in which anything rises."""
        return mean([self.tally(name, each, budget).pod for each in self.rising])

    def worst(self, name: str, budget: float) -> str | None:
        """The family in which a detector finds least."""
        pods = {each: self.tally(name, each, budget).pod for each in self.rising}
        known = {each: pod for each, pod in pods.items() if pod is not None}
        return min(known, key=known.__getitem__) if known else None

    def best_rival(self, family: str, budget: float) -> tuple[str, Tally] | None:
        """Whoever else finds most in a family."""
        tallies = [
            (name, self.tally(name, family, budget))
            for name, kind in self.kinds.items()
            if kind in RIVALRY
        ]
        return max(tallies, key=lambda one: one[1].pod or 0.0, default=None)


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU time on one core: whole run of so many series and days, in seconds."""

    seconds: float
    series: int
    days: int

    @property
    def each(self) -> float:
        """Seconds for one day of one series."""
        return self.seconds / (self.series * self.days)


def measure(bench: Bench, with_r: bool, advance: Callable[[], None]) -> None:
    """Fill a bench in, family after family; ``advance`` is called ``steps`` times."""
    for family in bench.families:
        streams = [bench.size.draw(family, seed) for seed in bench.seeds]
        sticks = [Yardstick(each) for each in streams]
        for entrant in entrants():
            judged = [entrant.detect(each) for each in streams]
            _keep(bench, entrant.name, entrant.kind, family, sticks, judged)
        if with_r:
            run = judge_in_r(streams)
            for name, found in run.judged.items():
                _keep(bench, name, Kind.IN_R, family, sticks, found)
            bench.r_seconds = {
                name: max(bench.r_seconds.get(name, 0.0), spent)
                for name, spent in run.seconds_a_week.items()
            }
        bench.looks_ahead = max(bench.looks_ahead, future_seen(streams[0]))
        advance()
    for told in TELLING:
        _tell(bench, told)
        advance()


def steps(bench: Bench) -> int:
    """How often ``measure`` moves on."""
    return len(bench.families) + len(TELLING)


def future_seen(streams: Streams) -> float:
    """Largest change of our scores when everything after a day is cut off."""
    whole = examined(streams).score
    cut = (streams.days.scored_from + streams.days.days) // 2
    short = examined(streams.until(cut)).score
    unsaid = -1.0  # in place of NaN, so that speaking up too late counts, too
    apart = np.nan_to_num(whole[:, :cut], nan=unsaid) - np.nan_to_num(short, nan=unsaid)
    return float(np.abs(apart).max())


def costs(size: Size) -> dict[str, Cost]:
    """CPU time of each detector on the same series; run it in ``own_process``.

    Every twenty series are the regions of one signal, as in the product.
    """
    streams = size.draw("mixed", seed=0)
    signal = np.arange(len(streams.reports)) // REGIONS
    timed: dict[str, Callable[[], object]] = {}
    for name, found in VARIANTS.items():
        timed[name] = partial(found, streams, signal)
    for entrant in entrants():
        if entrant.kind is Kind.RIVAL:
            timed[entrant.name] = partial(entrant.detect, streams)
    return {
        name: Cost(_seconds(work), *streams.reports.shape)
        for name, work in timed.items()
    }


def mean(values: Sequence[float | None]) -> float | None:
    """Mean of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _keep(
    bench: Bench,
    name: str,
    kind: Kind,
    family: str,
    sticks: Sequence[Yardstick],
    judged: Sequence[Judged],
) -> None:
    """Judge one detector's alarms on a family at every threshold asked about."""
    given = [each.score for each in judged]
    alarms = [each.alarm for each in judged]
    is_ours = kind is Kind.OURS

    def at(threshold: float) -> Tally:
        return pooled(sticks, [above(score, threshold) for score in given])

    bench.kinds[name] = kind
    bench.found.setdefault(name, {})[family] = Measured(
        {far: at(matched_threshold(sticks, given, far)) for far in bench.budgets},
        pooled(sticks, alarms),
        float(np.mean([flaps_a_year(a, sticks[0].scored_from) for a in alarms])),
        {p: share_above(sticks, given, p) or 0.0 for p in NOMINAL if is_ours},
        {score: at(score) for score in SETTINGS if is_ours},
    )


def _tell(bench: Bench, told: float) -> None:
    """Mean POD of ours when severity tells so much of a rise."""
    budget = bench.budgets[0]
    pods: dict[str, list[float | None]] = {name: [] for name in VARIANTS}
    for family in (name for name in TOLD_ON if name in bench.families):
        streams = [bench.size.draw(family, seed, told) for seed in bench.seeds]
        sticks = [Yardstick(each) for each in streams]
        for name, found in VARIANTS.items():
            given = [found(each, None).score for each in streams]
            threshold = matched_threshold(sticks, given, budget)
            alarms = [above(score, threshold) for score in given]
            pods[name].append(pooled(sticks, alarms).pod)
    for name, values in pods.items():
        bench.telling.setdefault(name, {})[told] = mean(values)


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of the median round."""
    spent = []
    for _round in range(_ROUNDS):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return sorted(spent)[_ROUNDS // 2]
