"""The parameters of the level rule in words: none without, none left out."""

from __future__ import annotations

from dataclasses import fields

import pytest

from dashboard import i18n, rule_text
from data.model import LANGUAGES
from data.reference import load
from scoring.detector import DEFAULT
from scoring.levels import LevelRule

PARAMETERS = LevelRule.from_table(load().thresholds, 20).parameters
SEVERITIES = {code: kind.severity for code, kind in load().taxonomy.risk.items()}
WORDED = {key for words in rule_text.GROUPS.values() for key in words}


def test_every_parameter_of_the_rule_has_words() -> None:
    plain = {*load().thresholds, *PARAMETERS} - {
        "false_alarms",
        "detector",
        "severities",
    }
    assert plain == WORDED
    assert {each.name for each in fields(DEFAULT)} == set(rule_text.LEARNED)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_stands_in_one_group(lang: str) -> None:
    with i18n.using(lang):
        groups = dict(rule_text.groups(load().thresholds | PARAMETERS))
        assert len(groups) == len(rule_text.GROUPS)
        rows = [row for group in groups.values() for row in group]
        learned = rule_text.learned(PARAMETERS)
    assert len(rows) == len(WORDED)
    assert len(learned) == len(rule_text.LEARNED)
    words = [word for word, _value in (*rows, *learned)]
    assert len(set(words)) == len(words)
    assert not set(words) & {*WORDED, *rule_text.LEARNED}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_weight_of_each_signal_is_told_by_its_name(lang: str) -> None:
    with i18n.using(lang):
        rows = dict(rule_text.groups({"severities": SEVERITIES | {"new": 0.3}}))
    (weights,) = rows.values()
    names = [kind.names[lang] for kind in load().taxonomy.risk.values()]
    assert [word for word, _value in weights] == [*names, "new"]


def test_what_nobody_worded_is_shown_not_hidden() -> None:
    odd = {"new_number": 2.5, "detector": {"odd": [1, 2]}, "false_alarms": {}}
    with i18n.using("en"):
        assert dict(rule_text.groups(odd)) == {"Other numbers": [("new_number", "2.5")]}
        assert rule_text.learned(odd) == [("odd", "1; 2")]


@pytest.mark.parametrize(
    ("what", "written"),
    [
        (None, "—"),
        (72, "72"),
        (0.004, "0,004"),
        ([1.0, 2.0], "1; 2"),
        ([{"days": 3, "weight": 1.0}, {"days": 7, "weight": 0.5}], "3; 7 (×0,5)"),
        ("text", "text"),
    ],
)
def test_values(what: object, written: str) -> None:
    with i18n.using("ru"):
        assert rule_text.value(what) == written


def test_what_an_earlier_rule_had_otherwise() -> None:
    now = {"step_days": 5, "watch_days": 14, "detector": {"clip": 2.5, "guard": 3}}
    same = rule_text.differing(now, now)
    before = {"step_days": 3, "watch_days": 14, "detector": {"clip": 2.0, "guard": 3}}
    assert same == {}
    assert rule_text.differing(before, now) == {
        "step_days": 3,
        "detector": {"clip": 2.0},
    }
