"""The acute clock: one credible story is enough to say "look today".

From a spark to violence it takes days, with a median of about one (documented
incidents): nothing is counted here and nothing waited for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from data.days import local_day
from data.model import Lane
from scoring.levels.points import Heard
from scoring.levels.rule import LevelRule
from scoring.levels.standing import History, Stood

SPARKS = frozenset({"trigger_incident", "mobilisation"})
FUEL = frozenset({"rumour_viral", "collective_blame"})
#: What needs no second report: people are gathering, or harm is being done.
GRAVE = frozenset({"mobilisation", "violence_or_flight"})
#: An event is the history of its place after so long, and not on its second day.
OWN_PAST = timedelta(days=90)


def acute_stories(
    stories: Sequence[Stood], rule: LevelRule, history: History, at: datetime
) -> dict[str, list[Stood]]:
    """The stories that make a region acute at a moment, by why they are believed."""
    found: dict[str, list[Stood]] = {}
    for story in stories:
        if story.lane is not Lane.ACUTE or story.rumour or not _fresh(story, rule, at):
            continue
        why = _why(story, stories, rule, history, at)
        if why is not None:
            found.setdefault(why, []).append(story)
    return found


def _fresh(story: Stood, rule: LevelRule, at: datetime) -> bool:
    """Whether the last acute report, or a person's confirming it, was hours ago."""
    moments = [r.at for r in story.reports if _is_acute(r.signals)]
    if story.confirmed and story.said_at is not None:
        moments.append(story.said_at)
    return at - max(moments) <= timedelta(hours=rule.acute_hours)


def _is_acute(signals: Iterable[Heard]) -> bool:
    return any(heard.lane is Lane.ACUTE for heard in signals)


def _why(
    story: Stood,
    stories: Sequence[Stood],
    rule: LevelRule,
    history: History,
    at: datetime,
) -> str | None:
    if story.confirmed:
        return "confirmed"
    if len(story.owners) >= 2:
        return "reports"
    sure = {
        code
        for code, heard in story.signals.items()
        if heard.lane is Lane.ACUTE and heard.confidence >= rule.acute_confidence
    }
    if sure & GRAVE:
        return "severe"
    if SPARKS & set(story.signals) and _fuelled(story, stories, rule, at):
        return "together"
    if sure and _has_history(story, history, at):
        return "history"
    return None


def _fuelled(
    story: Stood, stories: Sequence[Stood], rule: LevelRule, at: datetime
) -> bool:
    """Whether a rumour or collective blame goes round in the same district."""
    since = at - timedelta(days=rule.acute_together_days)
    return any(
        FUEL & set(other.signals)
        and not other.refuted
        and other.last_at >= since
        and _same_place(story, other)
        for other in stories
    )


def _same_place(one: Stood, other: Stood) -> bool:
    """Whether both are told of one district, or are one story."""
    if one is other:
        return True
    return bool(one.districts & other.districts)


def _has_history(story: Stood, history: History, at: datetime) -> bool:
    region, today = story.point.region, local_day(at)
    return any(
        today - day >= OWN_PAST
        for district in story.districts
        for day in history.get((region, district), ())
    )
