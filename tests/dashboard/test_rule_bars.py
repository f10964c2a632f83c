"""The bars of a kept rule are the rule's own."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dashboard import rule_bars
from data.reference import load
from scoring.levels import LevelRule

RULE = LevelRule.from_table(load().thresholds, 20)


@pytest.mark.parametrize("allowed", [0.25, 1.0, 4.0])
def test_the_page_and_the_rule_agree(allowed: float) -> None:
    rule = replace(RULE, false_raised=allowed)
    kept = json.loads(json.dumps(rule.parameters))
    bars = rule_bars.bars(kept)
    assert rule_bars.budget(kept) == pytest.approx(rule.budget)
    assert {bar.lane for bar in bars} == set(rule.false_alarms)
    for bar in bars:
        assert bar.score == pytest.approx(rule.bar(bar.lane, bar.usual))


def test_fewer_false_alarms_mean_a_higher_bar() -> None:
    strict, loose = (
        rule_bars.bars(replace(RULE, false_raised=n).parameters) for n in (0.25, 4.0)
    )
    assert all(a.score > b.score for a, b in zip(strict, loose, strict=True))


def test_the_table_itself_can_be_shown_before_any_level() -> None:
    bars = rule_bars.bars({**load().thresholds, "regions": 20})
    assert [bar.score for bar in bars] == [
        bar.score for bar in rule_bars.bars(RULE.parameters)
    ]


@pytest.mark.parametrize(
    "old", [{}, {"false_raised": 1.0}, {"false_alarms": [[2.0, 1.6]], "regions": 0}]
)
def test_a_rule_that_states_no_limit_has_no_bars(old: dict) -> None:
    assert rule_bars.budget(old) is None
    assert rule_bars.bars(old) == []
