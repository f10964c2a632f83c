"""Our alarm on simulated streams, by the rule of the level "raised".

Two lanes of windows, each with a bar for what is usual of the region; enough evidence;
a lower bar to stay and some days' patience before it goes out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.reference import load
from scoring.detector import Alarm
from scoring.detector.rolling import rolling
from scoring.levels.rule import LevelRule
from scoring.simulation.streams import Streams

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: The windows whose expectation says how much is usual, as the product shows them.
_SHOWN = (7, 28)
_FOUR_WEEKS = 28


def product_rule() -> LevelRule:
    """Return the rule that data/tables/thresholds.toml makes."""
    reference = load()
    return LevelRule.from_table(reference.thresholds, len(reference.regions))


def usual(alarm: Alarm) -> Array:
    """Reports that are expected in four weeks [series, days]; 0 where nobody knows."""
    found = [
        np.nan_to_num(each.expected) * _FOUR_WEEKS / each.days
        for each in alarm.findings
        if each.days in _SHOWN
    ]
    return np.asarray(np.max(found, axis=0))


def surplus(alarm: Alarm, rule: LevelRule) -> Array:
    """How far the better lane is above its bar [series, days]; −∞ if unknown."""
    at = usual(alarm)
    lanes = {"fast": alarm.fast, "slow": alarm.slow}
    found = [
        np.nan_to_num(score, nan=-np.inf) - _bars(rule, lane, at)
        for lane, score in lanes.items()
    ]
    return np.asarray(np.max(found, axis=0))


def evident(streams: Streams, rule: LevelRule) -> Flags:
    """Where enough was reported, by enough sources, and something lately."""
    by_source = streams.by_source.astype(float)
    month = rolling(by_source, _FOUR_WEEKS)
    lately = rolling(streams.reports.astype(float), rule.raised_fresh_days)
    return np.asarray(
        (month.sum(axis=1) >= rule.raised_stories)
        & ((month > 0).sum(axis=1) >= rule.raised_owners)
        & (lately > 0)
    )


def raised(alarm: Alarm, streams: Streams, rule: LevelRule) -> Flags:
    """Where the level would be "raised"."""
    return held(surplus(alarm, rule), evident(streams, rule), rule)


def held(above: Array, evidence: Flags, rule: LevelRule) -> Flags:
    """Where an alarm is on: from 0 ``above`` its bar, until long enough below."""
    on = np.zeros(above.shape, dtype=bool)
    below = np.zeros(len(above), dtype=int)
    was = np.zeros(len(above), dtype=bool)
    for day in range(above.shape[1]):
        stays = (above[:, day] >= -rule.keep_margin) & evidence[:, day]
        below = np.where(stays, 0, below + 1)
        comes = (above[:, day] >= 0) & evidence[:, day]
        was = comes | (was & (below <= rule.step_days))
        on[:, day] = was
    return on


def _bars(rule: LevelRule, lane: str, at: Array) -> Array:
    """``LevelRule.bar`` for many at once."""
    curves = rule.false_alarms[lane]
    bars = [rule.bar(lane, curve.usual) for curve in curves]
    known = [np.log(curve.usual) for curve in curves]
    return np.asarray(np.interp(np.log(np.maximum(at, 1e-6)), known, bars))
