"""Who competes in ``kelisim bench levels``, and what each detector is fed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from commands.detection_alarm import product_rule, raised
from scoring.detector import Alarm, examine, severity_scores, weighted
from scoring.levels.rule import LevelRule
from scoring.simulation.ceiling import ceiling
from scoring.simulation.rivals import RIVALS, Judged, Rival, cusum, episomer
from scoring.simulation.streams import SEVERITIES, Streams

Array = NDArray[np.float64]
Detect = Callable[[Streams], Judged]
Ints = NDArray[np.int_]
#: Our detector; series of one group share a country, all do without groups.
Examined = Callable[[Streams, Ints | None], Alarm]

OURS = "ours"
#: Rules that gain most from weighted counts, and from not having their copies removed.
_GIVEN_WEIGHTS = ("CUSUM", "Kleinberg's bursts", "weekly share z", "EWMA")
_GIVEN_COPIES = {"CUSUM": cusum, "episomer EARS": episomer}


class Kind(StrEnum):
    """What a detector is here for."""

    OURS = "ours"
    RIVAL = "rival"  # its rule on independent reports
    WEIGHTED = "weighted"  # its rule on our weighted counts
    COPIES = "copies"  # its rule on items as they come, copies and all
    IN_R = "R"  # on independent reports of weeks
    CEILING = "ceiling"  # told the truth


#: Whoever could be installed instead of ours.
RIVALRY = (Kind.RIVAL, Kind.WEIGHTED, Kind.IN_R)


@dataclass(frozen=True, slots=True)
class Entrant:
    """One detector under its shown name."""

    name: str
    kind: Kind
    detect: Detect


def entrants() -> Iterator[Entrant]:
    """Yield everybody who runs without R, ours first."""
    levels = product_rule()
    for name, found in VARIANTS.items():
        yield Entrant(name, Kind.OURS, _alarmed(found, levels))
    yield Entrant("usual known (ceiling)", Kind.CEILING, ceiling)
    for name, rule in RIVALS.items():
        yield Entrant(name, Kind.RIVAL, _on_reports(rule))
    for name in _GIVEN_WEIGHTS:
        yield Entrant(f"{name}, our weights", Kind.WEIGHTED, _on_weights(RIVALS[name]))
    for name, rule in _GIVEN_COPIES.items():
        yield Entrant(f"{name}, copies counted", Kind.COPIES, _on_items(rule))


def examined(streams: Streams, group: Ints | None = None) -> Alarm:
    """Return what the detector says as the product uses it."""
    return severity_scores(
        *(streams.severity_counts, SEVERITIES, streams.exposure),
        *(streams.days.weekday, group),
    )


def _with_weights(weights: Array) -> Examined:
    """Our detector on one single weighting of reports by their severity."""

    def found(streams: Streams, group: Ints | None) -> Alarm:
        counts = weighted(streams.severity_counts, weights)
        return examine(counts, streams.exposure, streams.days.weekday, group)

    return found


def _alarmed(found: Examined, rule: LevelRule) -> Detect:
    def detect(streams: Streams) -> Judged:
        alarm = found(streams, None)
        return Judged(alarm.score, raised(alarm, streams, rule))

    return detect


#: Our detector, and what becomes of it when severity is weighed otherwise.
VARIANTS: Mapping[str, Examined] = MappingProxyType(
    {
        OURS: examined,
        "ours, linear severity": _with_weights(SEVERITIES),
        "ours, squared severity": _with_weights(SEVERITIES**2),
        "ours, without severity": _with_weights(np.ones(len(SEVERITIES))),
    }
)


def _on_reports(rule: Rival) -> Detect:
    return lambda streams: rule(streams.reports.astype(float), _read(streams))


def _on_items(rule: Rival) -> Detect:
    return lambda streams: rule(streams.items.astype(float), _read(streams))


def _on_weights(rule: Rival) -> Detect:
    def detect(streams: Streams) -> Judged:
        counts = weighted(streams.severity_counts, SEVERITIES)
        return rule(counts.sum(axis=1), _read(streams))

    return detect


def _read(streams: Streams) -> Array:
    return streams.read.astype(float)
