"""What the levels' detector is meant to reach on the simulated families."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from commands.detection_lineup import OURS
from commands.evaluation_goals import Goal
from commands.measure_levels import Bench, Cost
from dashboard.i18n import N_
from scoring.simulation.event_scores import Tally

#: The most seconds that three years of all regions and signals may take.
SECONDS = 2.0
#: Surprise (−log10 p) at which the calibration is wanted, and its bounds.
CALIBRATED, BOUNDS = 2.0, (0.005, 0.013)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A goal in one family, at the first budget or at our own alarm."""

    family: str
    name: str
    wanted: float
    value: Callable[[Tally], float | None]
    is_most: bool = False
    is_shipped: bool = False


_IN_FAMILIES = (
    _Wanted("low", N_("caught in low"), 0.83, lambda t: t.pod),
    _Wanted("low", N_("delay in low, days"), 2.2, lambda t: t.delay, is_most=True),
    _Wanted("sharp", N_("delay in sharp, days"), 2.0, lambda t: t.delay, is_most=True),
    _Wanted("slow", N_("caught in slow"), 0.86, lambda t: t.pod),
    _Wanted("slow", N_("delay in slow, days"), 31.0, lambda t: t.delay, is_most=True),
    _Wanted("slow", N_("caught before the peak"), 0.75, lambda t: t.early),
    _Wanted("syndication", N_("caught among copies"), 0.84, lambda t: t.pod),
    _Wanted("mixed", N_("caught in mixed"), 0.82, lambda t: t.pod),
    _Wanted("mixed", N_("F1 in mixed"), 0.82, lambda t: t.f1),
    _Wanted("mixed", N_("delay in mixed, days"), 12.7, lambda t: t.delay, is_most=True),
    _Wanted(
        *("coverage", N_("false alarms a changed feed"), 0.05),
        lambda t: t.false_a_change,
        is_most=True,
        is_shipped=True,
    ),
)
_FLAPS = {
    "quiet": (N_("flaps a year in quiet"), 0.2),
    "mixed": (N_("flaps a year in mixed"), 1.2),
}


def goals(bench: Bench, costs: Mapping[str, Cost] | None = None) -> list[Goal]:
    """Return the goals of all families that were run, with what was measured."""
    return [
        *_means(bench),
        *_families(bench),
        *_steadiness(bench),
        *_rest(bench, costs),
    ]


def beaten_in(bench: Bench, budget: float) -> list[str]:
    """The families in which a rival catches more than ours."""
    found = []
    for family in bench.rising:
        best = bench.best_rival(family, budget)
        ours = bench.tally(OURS, family, budget).pod or 0.0
        if best is not None and (best[1].pod or 0.0) > ours:
            found.append(family)
    return found


def _means(bench: Bench) -> Iterator[Goal]:
    if len(bench.rising) > 1:
        names = (N_("mean caught, full budget"), N_("mean caught, quarter of it"))
        wanted = (0.85, 0.72)
        for name, budget, least in zip(names, bench.budgets, wanted, strict=True):
            yield Goal(name, bench.mean_pod(OURS, budget), least)
    if bench.rising:
        beaten = float(len(beaten_in(bench, bench.budgets[0])))
        yield Goal(N_("families where a rival catches more"), beaten, 0, is_most=True)


def _families(bench: Bench) -> Iterator[Goal]:
    for one in _IN_FAMILIES:
        if one.family in bench.families:
            found = bench.found[OURS][one.family]
            tally = found.shipped if one.is_shipped else found.matched[bench.budgets[0]]
            yield Goal(one.name, one.value(tally), one.wanted, one.is_most)


def _steadiness(bench: Bench) -> Iterator[Goal]:
    for family, (name, most) in _FLAPS.items():
        if family in bench.families:
            yield Goal(name, bench.found[OURS][family].flaps, most, is_most=True)
    if "quiet" in bench.families:
        share = bench.found[OURS]["quiet"].above[CALIBRATED]
        least, most = BOUNDS
        yield Goal(N_("quiet days with p < 0.01, at least"), share, least)
        yield Goal(N_("quiet days with p < 0.01, at most"), share, most, is_most=True)


def _rest(bench: Bench, costs: Mapping[str, Cost] | None) -> Iterator[Goal]:
    yield Goal(N_("change by what comes later"), bench.looks_ahead, 1e-9, is_most=True)
    if costs is not None:
        spent = costs[OURS].seconds
        yield Goal(N_("seconds for 300 series, 3 years"), spent, SECONDS, is_most=True)
