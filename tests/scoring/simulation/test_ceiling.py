"""Who is told what is usual finds most and cries for nothing as often as it says."""

from __future__ import annotations

import pytest

from scoring.simulation.ceiling import ceiling
from scoring.simulation.event_scores import Yardstick, matched_threshold, share_above
from scoring.simulation.rivals import RIVALS
from scoring.simulation.streams import simulate


def test_nobody_else_finds_as_much():
    streams = simulate("sharp", 2)
    stick = Yardstick(streams)
    y, e = streams.reports.astype(float), streams.read.astype(float)

    def caught(score):
        return stick.judge(score > matched_threshold([stick], [score], 1.0)).pod

    known = caught(ceiling(streams).score)
    assert known > 0.7
    assert all(known > caught(rule(y, e).score) for rule in RIVALS.values())


def test_its_surprises_are_as_rare_as_they_say():
    streams = [simulate("quiet", seed) for seed in (1, 2)]
    sticks = [Yardstick(each) for each in streams]
    scores = [ceiling(each).score for each in streams]
    assert share_above(sticks, scores, 1.0) == pytest.approx(0.1, abs=0.03)
    assert share_above(sticks, scores, 2.0) == pytest.approx(0.01, abs=0.006)
