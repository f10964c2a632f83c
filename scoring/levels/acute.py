"""The acute clock: one credible story is enough to say "look today".

From a spark to violence it takes days, with a median of about one (documented
incidents): nothing is counted here and nothing waited for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from data.days import end_of, local_day
from data.model import Lane
from scoring.levels.points import Report
from scoring.levels.rule import LevelRule
from scoring.levels.standing import GRAVE, History, Stood

SPARKS = frozenset({"trigger_incident", "mobilisation"})
FUEL = frozenset({"rumour_viral", "collective_blame"})
#: An event is the history of its place after so long, and not on its second day.
OWN_PAST = timedelta(days=90)


def acute_stories(
    stories: Sequence[Stood], rule: LevelRule, history: History, at: datetime
) -> dict[str, list[Stood]]:
    """The stories that make a region acute at a moment, by why they are believed."""
    found: dict[str, list[Stood]] = {}
    for story in stories:
        if story.rumour or not _fresh(story, rule, at):
            continue
        why = _why(story, stories, rule, history, at)
        if why is not None:
            found.setdefault(why, []).append(story)
    return found


def _fresh(story: Stood, rule: LevelRule, at: datetime) -> bool:
    """Whether its last report, or a person's confirming it, was hours ago.

    To the end of the day: a level that falls at noon helps nobody.
    """
    moments = [story.last_at]
    if story.confirmed and story.said_at is not None:
        moments.append(story.said_at)
    span = timedelta(hours=rule.acute_hours)
    return at < end_of(local_day(max(moments) + span))


def _why(
    story: Stood,
    stories: Sequence[Stood],
    rule: LevelRule,
    history: History,
    at: datetime,
) -> str | None:
    if story.confirmed:  # a person is surer than any machine
        return "confirmed" if story.lane is Lane.ACUTE else None
    acute = _sure(story, rule.story_confidence, {Lane.ACUTE})
    if not acute:
        return None
    sure = _sure(story, rule.acute_confidence, {Lane.ACUTE})
    if sure and len(_tellers(story, stories, rule, at)) >= 2:
        return "reports"
    if sure & GRAVE:
        return "severe"
    if sure & SPARKS and _fuelled(story, stories, rule, at):
        return "together"
    surest = _sure(story, rule.acute_history, {Lane.ACUTE})
    if (surest or acute & GRAVE) and _has_history(story, history, at):
        return "history"
    return None


def _sure(story: Stood, least: float, lanes: set[Lane]) -> set[str]:
    """The codes of its signals in these lanes that are surer than ``least``."""
    return {
        code
        for code, heard in story.signals.items()
        if heard.lane in lanes and heard.confidence >= least
    }


def _tellers(
    story: Stood, stories: Sequence[Stood], rule: LevelRule, at: datetime
) -> set[str]:
    """Who told by himself of the acute thing, and not only of the quarrel.

    In this story, or within the acute hours in another of the same place: two first
    reports of one event are not always known for one.
    """
    since = at - timedelta(hours=rule.acute_hours)
    return {
        report.owner
        for other in stories
        if other is story or (not other.rumour and story.may_meet(other))
        for report in other.reports
        if not report.copy
        and (other is story or report.at >= since)
        and any(
            heard.lane is Lane.ACUTE and heard.confidence >= rule.story_confidence
            for heard in report.signals
        )
    }


def _fuelled(
    story: Stood, stories: Sequence[Stood], rule: LevelRule, at: datetime
) -> bool:
    """Whether a rumour or collective blame goes round in the same district.

    In another text than the spark, or beside a spark that is told more surely: an
    office that calls a brawl a rumour tells of both, and is no second voice.
    """
    since = at - timedelta(days=rule.acute_together_days)
    sparks = _texts(story, SPARKS, rule)
    return any(
        report.at >= since and (sparks - {id(report)} or _is_led(report, rule))
        for other in stories
        if not other.refuted and (other is story or story.meets(other))
        for report in other.reports
        if id(report) in _texts(other, FUEL, rule)
    )


def _is_led(report: Report, rule: LevelRule) -> bool:
    """Whether a text that tells of spark and fuel is surer of the spark."""
    sure = {heard.code: heard.confidence for heard in report.signals}
    spark = max((sure.get(code, 0.0) for code in SPARKS), default=0.0)
    fuel = max((sure.get(code, 0.0) for code in FUEL), default=0.0)
    return spark >= rule.acute_history and spark > fuel


def _texts(story: Stood, codes: frozenset[str], rule: LevelRule) -> set[int]:
    """Its own texts (no copies) that surely carry one of these, by identity."""
    return {
        id(report)
        for report in story.reports
        if not report.copy
        and any(
            heard.code in codes and heard.confidence >= rule.acute_confidence
            for heard in report.signals
        )
    }


def _has_history(story: Stood, history: History, at: datetime) -> bool:
    region, today = story.point.region, local_day(at)
    return any(
        today - day >= OWN_PAST
        for district in story.districts
        for day in history.get((region, district), ())
    )
