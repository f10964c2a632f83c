"""Beside a level: what was left out or not known, and what would change it."""

from __future__ import annotations

from typing import Any

import pytest

from data.model import LevelCode, Norm, Reason, VerdictCode
from level_stories import (
    NOW,
    RULE,
    ago,
    heard,
    point,
    report,
    rule,
    said,
    standing,
    tension,
)
from scoring.levels import StoryPoint
from scoring.levels.judging import Scored
from scoring.levels.notes import change, notes

QUARREL = "resource_dispute"


def norm(days: int = 7, score: float | None = 0.3, country: float = 1.0) -> Norm:
    return Norm(days, 1.0, 1.0, 0.0, 3.0, score, country)


def noted(
    *points: StoryPoint, code: LevelCode = LevelCode.WATCH, **scored: Any
) -> dict[str, dict[str, Any]]:
    values: dict[str, Any] = {"score": 0.3, "norms": (norm(),), "fast": 0.3}
    found = notes(code, standing(*points), Scored(**values | scored), RULE, NOW)
    return {reason.code: dict(reason.params) for reason in found}


def test_an_ordinary_day_needs_no_remark() -> None:
    assert noted(tension("a")) == {}


def test_refuted_stories_of_four_weeks_are_said() -> None:
    refuted = [
        tension(f"{days}", days, verdicts=said(VerdictCode.OLD)) for days in (1, 28, 29)
    ]
    assert noted(*refuted) == {"level.refuted": {"n": 2}}


def test_a_verdict_that_newer_reports_overtook_is_said() -> None:
    acute = report("alpha", heard(), days_ago=3), report("beta", heard(), days_ago=1)
    overtaken = point("a", *acute, verdicts=said(VerdictCode.OLD, 2))
    assert noted(overtaken) == {"level.overtaken": {"n": 1}}


def test_what_is_not_known_is_said() -> None:
    assert noted(learning=9) == {"level.learning": {"day": 9, "of": 28}}
    assert noted(thin=0.256) == {"level.thin": {"share": 0.26}}


@pytest.mark.parametrize(("factor", "is_told"), [(1.14, False), (1.15, True)])
def test_a_country_above_its_usual_is_said(factor: float, is_told: bool) -> None:
    found = noted(norms=(norm(), norm(28, country=factor)))
    assert ("level.country" in found) is is_told


def test_a_rise_below_the_bar_is_said_on_a_watched_day_only() -> None:
    rise = {"norms": (norm(7, 1.0), norm(28, 1.7)), "fast": 0.5, "slow": 1.0}
    said_of_it = {"level.below_bar": {"weeks": 40, "days": 28}}
    assert noted(**rise) == said_of_it
    assert noted(code=LevelCode.CALM, **rise) == {}
    assert noted(code=LevelCode.RAISED, **rise) == {}
    assert noted(norms=(norm(7, 1.0), norm(28, 1.59))) == {}
    above = rise | {"fast": RULE.bar("fast", 4.0)}
    assert noted(**above) == {}


def test_a_rise_of_too_few_situations_is_said_but_not_of_one_story() -> None:
    rise = {"norms": (norm(7, 4.0), norm(28, 1.0)), "fast": 9.0, "slow": 1.0}
    one = tension("a", 2, code="collective_blame")
    two = tension("b", 3, code="collective_blame")
    assert "level.too_few" not in noted(one, **rise)
    found = noted(one, two, **rise)
    assert found["level.too_few"]["days"] == 7
    assert "level.below_bar" not in found
    assert "level.too_few" not in noted(one, two, code=LevelCode.RAISED, **rise)


def test_disputes_stay_open_until_a_person_judges_them() -> None:
    old, new = tension("old", 300, code=QUARREL), tension("new", 3, code=QUARREL)
    judged = tension("b", 9, code=QUARREL, verdicts=said(VerdictCode.CANNOT_VERIFY))
    found = noted(old, new, judged, tension("fight", 2, code="trigger_incident"))
    assert found == {"level.threads": {"n": 2, "since": str(ago(300).date())}}


def test_copies_of_four_weeks_are_said_not_to_count() -> None:
    copies = [
        report(f"copier {days}", heard(), days_ago=days, copy=True)
        for days in (3, 28, 28.1)
    ]
    told = point("a", report("alpha", heard("rumour_viral"), days_ago=29), *copies)
    assert noted(told) == {"level.copies": {"n": 2}}


def changed(code: LevelCode, *points: StoryPoint) -> tuple[str, str, int]:
    reason: Reason = change(code, standing(*points), RULE)
    assert reason.code == "level.change"
    return reason.params["to"], reason.params["rule"], reason.params["n"]


def test_every_level_says_what_would_change_it() -> None:
    assert changed(LevelCode.NO_DATA) == ("calm", "reading", RULE.coverage_min_items)
    assert changed(LevelCode.CALM) == ("watch", "first_story", 1)
    assert changed(LevelCode.RAISED) == ("watch", "quiet_days", RULE.step_days)
    assert changed(LevelCode.ACUTE) == ("raised", "hours", RULE.acute_hours)


def test_how_many_reports_are_missing_for_raised() -> None:
    stories = [tension(f"{n}", n) for n in range(1, 6)]
    refuted = tension("refuted", 1, verdicts=said(VerdictCode.OLD))
    missing = [changed(LevelCode.WATCH, refuted, *stories[:n])[2] for n in range(5)]
    assert missing == [3, 2, 1, 1, 1]
    assert change(LevelCode.WATCH, [], rule(raised_stories=7)).params["n"] == 7
