"""From the limit on false alarms to the bars it sets, as numbers. Knows no Streamlit.

The same steps as the rule's own (``scoring.levels``), taken from the parameters kept
with it: a page must be able to explain a rule that is no longer in force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any, NamedTuple

import numpy as np

DAYS_A_YEAR = 365.25


class Bar(NamedTuple):
    """The score from which a rise is "raised", where so many reports are usual.

    ``lane`` is "fast" or "slow"; ``usual`` reports in four weeks; ``measured`` pairs
    (score, false alarms per quiet region and year).
    """

    lane: str
    usual: float
    score: float
    measured: tuple[tuple[float, float], ...]


def budget(parameters: Mapping[str, Any]) -> float | None:
    """False "raised" levels allowed per region and year; None where not stated."""
    names = ("false_raised", "report_days", "regions")
    allowed, days, regions = (float(parameters.get(name) or 0) for name in names)
    if not (allowed > 0 and days > 0 and regions > 0):
        return None
    return allowed * DAYS_A_YEAR / days / regions


def bars(parameters: Mapping[str, Any]) -> list[Bar]:
    """The bar of every measured curve, each lane with its equal share of the budget."""
    lanes, allowed = parameters.get("false_alarms"), budget(parameters)
    if not isinstance(lanes, Mapping) or allowed is None:
        return []
    found = []
    for lane, curves in lanes.items():
        for curve in map(_plain, curves):
            pairs = tuple((float(x), float(y)) for x, y in curve["per_year"])
            score = _reached(pairs, allowed / len(lanes))
            found.append(Bar(str(lane), float(curve["usual"]), score, pairs))
    return found


def _plain(curve: Any) -> Mapping[str, Any]:
    """A curve of the table (a value of ours) or of a kept rule (JSON) as a mapping."""
    is_ours = is_dataclass(curve) and not isinstance(curve, type)
    made: Mapping[str, Any] = asdict(curve) if is_ours else curve
    return made


def _reached(pairs: Sequence[tuple[float, float]], allowed: float) -> float:
    """The score at which false alarms are down to what is allowed: log-linear."""
    scores, rates = zip(*pairs, strict=True)
    return float(np.interp(-np.log(allowed), -np.log(rates), scores))
