"""The rule's numbers: false alarms allowed make the bars; all make the version."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reference import load
from data.thresholds import Curve
from level_stories import RULE, SEVERITIES, rule
from scoring.levels import LevelRule

DAYS_A_YEAR = 365.25


def allowing(per_year: float, *curves: Curve) -> LevelRule:
    """A rule that allows so many false alarms a year in each lane of a region."""
    of = {"fast": curves, "slow": curves} if curves else RULE.false_alarms
    false_raised = 2 * per_year * 61 / DAYS_A_YEAR
    return rule(false_raised=false_raised, report_days=61, regions=1, false_alarms=of)


# ------------------------------------------------------------------------ the budget
def test_the_budget_is_said_per_report_of_the_whole_country() -> None:
    one = rule(false_raised=1.0, report_days=61, regions=20)
    assert one.budget == pytest.approx(DAYS_A_YEAR / 61 / 20)
    assert one.budget * 20 * 61 / DAYS_A_YEAR == pytest.approx(1.0)
    assert replace(one, false_raised=2.0).budget == pytest.approx(2 * one.budget)
    assert replace(one, regions=10).budget == pytest.approx(2 * one.budget)
    assert replace(one, report_days=122).budget == pytest.approx(one.budget / 2)


@pytest.mark.parametrize(("per_year", "bar"), [(1.0, 1.0), (0.1, 2.0), (0.01, 3.0)])
def test_the_bar_is_the_score_that_was_measured_to_cost_so_much(
    per_year: float, bar: float
) -> None:
    for lane in ("fast", "slow"):
        assert allowing(per_year).bar(lane, 1.0) == pytest.approx(bar)


def test_each_lane_has_half_of_what_is_allowed() -> None:
    whole = rule(false_raised=1.0, report_days=61, regions=20)
    half = allowing(whole.budget / 2)
    assert whole.bar("slow", 1.0) == pytest.approx(half.bar("slow", 1.0))


def test_between_what_was_measured_it_goes_by_logarithms() -> None:
    assert allowing(0.1**1.5).bar("fast", 1.0) == pytest.approx(2.5)
    low, high = (
        Curve(1.0, ((1.0, 1.0), (3.0, 0.01))),
        Curve(4.0, ((2.0, 1.0), (4.0, 0.01))),
    )
    both = allowing(0.1, low, high)
    assert both.bar("fast", 1.0) == pytest.approx(2.0)
    assert both.bar("fast", 2.0) == pytest.approx(2.5)
    assert both.bar("fast", 4.0) == pytest.approx(3.0)


def test_fewer_alarms_than_were_measured_cost_as_the_last_ones_did() -> None:
    assert allowing(1e-4).bar("fast", 1.0) == pytest.approx(5.0)
    curve = Curve(1.0, ((1.0, 1.0), (2.0, 0.1), (2.5, 0.01)))
    assert allowing(1e-3, curve).bar("fast", 1.0) == pytest.approx(3.0)


def test_beyond_what_was_measured_else_the_last_bar_stands() -> None:
    assert allowing(50.0).bar("fast", 1.0) == 1.0
    low, high = (
        Curve(1.0, ((1.0, 1.0), (3.0, 0.01))),
        Curve(4.0, ((2.0, 1.0), (4.0, 0.01))),
    )
    both = allowing(0.1, low, high)
    assert both.bar("fast", 0.0) == both.bar("fast", 1.0)
    assert both.bar("fast", 99.0) == both.bar("fast", 4.0)


@given(st.floats(0.01, 50), st.floats(1, 10), st.floats(0, 20))
def test_fewer_false_alarms_allowed_never_lower_a_bar_of_the_house(
    false_raised: float, times: float, usual: float
) -> None:
    house = LevelRule.from_table(load().thresholds, 20)
    few = replace(house, false_raised=false_raised)
    many = replace(house, false_raised=false_raised * times)
    for lane in house.false_alarms:
        assert few.bar(lane, usual) >= many.bar(lane, usual)


def test_where_more_is_usual_the_bar_of_the_house_is_higher() -> None:
    house = LevelRule.from_table(load().thresholds, 20)
    assert house.bar("fast", 5.0) > house.bar("fast", 0.4)


# ----------------------------------------------------------------------- the version
def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, dict):
        return dict(list(value.items())[1:])
    return replace(value, half_life=value.half_life + 1)


@pytest.mark.parametrize("name", [each.name for each in fields(LevelRule)])
def test_any_parameter_changes_the_version(name: str) -> None:
    changed = rule(**{name: other(getattr(RULE, name))})
    assert changed.version != RULE.version
    assert rule().version == RULE.version


def test_the_version_names_the_rule() -> None:
    name, _, digest = RULE.version.rpartition(".")
    assert name == "levels-3"
    assert len(digest) == 8
    assert int(digest, 16) >= 0


def test_every_parameter_is_kept_as_a_plain_value() -> None:
    kept = RULE.parameters
    assert set(kept) == {each.name for each in fields(LevelRule)}
    assert kept == json.loads(json.dumps(kept))
    assert kept["detector"]["half_life"] == RULE.detector.half_life
    assert kept["false_alarms"]["fast"][0]["per_year"][0] == [1.0, 1.0]


def test_the_rule_of_the_house_is_that_of_its_table() -> None:
    table = load().thresholds
    house = LevelRule.from_table(table, 20, SEVERITIES)
    assert (house.regions, house.severities) == (20, SEVERITIES)
    own = {"regions", "detector", "severities"}
    rows = {each.name for each in fields(LevelRule)} - own
    assert {name: getattr(house, name) for name in rows} == {
        name: table[name] for name in rows
    }
    assert set(table) == rows
