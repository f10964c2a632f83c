"""``kelisim bench levels --bars``: what each bar of "raised" costs in false alarms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from operator import add

import numpy as np

from commands.detection_alarm import evident, held, product_rule, usual
from commands.measure_levels import Size
from data.thresholds import LANES, Curve
from scoring.detector import Alarm, severity_scores
from scoring.levels.rule import LevelRule
from scoring.simulation.event_scores import Tally, Yardstick
from scoring.simulation.families import Family
from scoring.simulation.streams import SEVERITIES, Streams, simulate

#: Regions of which little, some and much is told: reports a week, from … to.
TOLD = ((0.03, 0.3), (0.1, 1.0), (0.5, 5.0))
#: Items that are read a day where so little is told.
_ITEMS = (1.0, 30.0)
SCORES = (1.0, 1.3, 1.6, 2.0, 2.5, 3.0, 4.0, 5.0)


def bars(
    seeds: Sequence[int], size: Size, advance: Callable[[], None]
) -> Mapping[str, Sequence[Curve]]:
    """Return false alarms per quiet region-year by lane, score and what is usual."""
    rule = product_rule()
    found: dict[str, list[Curve]] = {lane: [] for lane in LANES}
    for weekly in TOLD:
        quiet = Family(weekly=weekly, items=_ITEMS)
        runs = []
        for seed in seeds:
            streams = simulate(
                *("quiet", seed),
                kind=quiet,
                regions=size.regions,
                weeks=size.weeks,
                scored_weeks=size.scored_weeks,
            )
            runs.append((streams, _alarm(streams)))
            advance()
        for lane in LANES:
            found[lane].append(Curve(_middle(runs), tuple(_pairs(runs, lane, rule))))
    return found


def as_toml(curves: Mapping[str, Sequence[Curve]]) -> Iterator[str]:
    """Yield the rows of thresholds.toml."""
    for lane, measured in curves.items():
        for curve in measured:
            pairs = ", ".join(f"[{s:.1f}, {rate:.2g}]" for s, rate in curve.per_year)
            yield f"[[false_alarms.{lane}]]"
            yield f"usual = {curve.usual:.2g}"
            yield f"per_year = [{pairs}]"


def _alarm(streams: Streams) -> Alarm:
    return severity_scores(
        *(streams.severity_counts, SEVERITIES, streams.exposure, streams.days.weekday)
    )


def _middle(runs: Sequence[tuple[Streams, Alarm]]) -> float:
    """The geometric mean of what is usual."""
    known = [usual(alarm)[:, streams.days.scored_from :] for streams, alarm in runs]
    return float(np.exp(np.log(np.maximum(np.concatenate(known), 1e-3)).mean()))


def _pairs(
    runs: Sequence[tuple[Streams, Alarm]], lane: str, rule: LevelRule
) -> Iterator[tuple[float, float]]:
    """Scores with their rates while these fall; none that never happened."""
    last = np.inf
    for score in SCORES:
        rate = _false_a_year(runs, lane, score, rule)
        if 0 < rate < last:
            yield score, rate
            last = rate


def _false_a_year(
    runs: Sequence[tuple[Streams, Alarm]], lane: str, score: float, rule: LevelRule
) -> float:
    tallies = []
    for streams, alarm in runs:
        found = alarm.fast if lane == "fast" else alarm.slow
        above = np.nan_to_num(found, nan=-np.inf) - score
        on = held(above, evident(streams, rule), rule)
        tallies.append(Yardstick(streams).judge(on))
    return reduce(add, tallies, Tally()).false_a_year or 0.0
