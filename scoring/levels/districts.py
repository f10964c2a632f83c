"""Levels of the districts of a region, where texts name them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from data.days import local_day
from data.model import DistrictLevel, LevelCode
from scoring.levels.acute import acute_stories
from scoring.levels.judging import counts
from scoring.levels.rule import LevelRule
from scoring.levels.standing import History, Stood

_SPAN = timedelta(days=28)


def district_levels(
    region: LevelCode,
    stories: Sequence[Stood],
    rule: LevelRule,
    history: History,
    at: datetime,
) -> tuple[DistrictLevel, ...]:
    """Each district told of in four weeks, by its code (never by its level).

    A district is acute by its own stories; raised where the region is at least raised
    and several of the stories are its own; else watch. A district nobody told of is not
    called calm: what is read of it alone is not known.
    """
    standing = [s for s in stories if counts(s, rule) and at - s.last_at <= _SPAN]
    named = sorted({district for story in standing for district in story.districts})
    acute = acute_stories(standing, rule, history, at)
    burning = {
        district
        for found in acute.values()
        for story in found
        for district in story.districts
    }
    levels = []
    for district in named:
        here = [story for story in standing if district in story.districts]
        owners = frozenset[str]().union(*(story.owners for story in here))
        several = len(here) >= rule.raised_stories and len(owners) >= rule.raised_owners
        code = LevelCode.WATCH
        if district in burning:
            code = LevelCode.ACUTE
        elif several and region in (LevelCode.RAISED, LevelCode.ACUTE):
            code = LevelCode.RAISED
        last = local_day(max(story.last_at for story in here))
        levels.append(DistrictLevel(district, code, len(here), len(owners), last))
    return tuple(levels)
