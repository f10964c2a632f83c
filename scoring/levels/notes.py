"""What stands beside a level: what was left out, not known, and would change it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from data.days import local_day
from data.model import Lane, LevelCode, Reason
from scoring.levels.judging import Scored, counts, once_in_weeks
from scoring.levels.rule import LevelRule
from scoring.levels.standing import Stood

#: A factor of the country that is worth a word.
_WORTH = 1.15


def notes(
    code: LevelCode,
    stories: Sequence[Stood],
    scored: Scored,
    rule: LevelRule,
    at: datetime,
) -> list[Reason]:
    """Remarks on a level, in the order in which they are read."""
    lately = timedelta(days=28)
    refuted = sum(s.refuted and at - s.last_at <= lately for s in stories)
    found = [Reason("level.refuted", params={"n": refuted})] if refuted else []
    overtaken = sum(s.overtaken and at - s.last_at <= lately for s in stories)
    if overtaken:
        found.append(Reason("level.overtaken", params={"n": overtaken}))
    if scored.learning is not None:
        of = {"day": scored.learning, "of": rule.learning_days}
        found.append(Reason("level.learning", params=of))
    if scored.thin is not None:
        found.append(Reason("level.thin", params={"share": round(scored.thin, 2)}))
    country = max((norm.country for norm in scored.norms), default=1.0)
    if country >= _WORTH:
        params = {"factor": round(country, 1)}
        found.append(Reason("level.country", params=params))
    if code is LevelCode.WATCH and scored.learning is None:
        recent = [s for s in stories if counts(s, rule) and at - s.last_at <= lately]
        found += _left_out(scored, rule, len(recent))
    return found + _threads(stories) + _copies(stories, at)


def _left_out(scored: Scored, rule: LevelRule, stories: int) -> list[Reason]:
    """A rise that is not called raised: too weak, or rare and of too few situations.

    One story is no rise, however rare.
    """
    above = scored.above(rule)
    if above == -math.inf:
        return []
    norm, score = scored.deciding(rule)
    params = {"weeks": once_in_weeks(score, norm.days), "days": norm.days}
    if above >= 0:
        return [Reason("level.too_few", params=params)] * (stories >= 2)
    best = max(norm.score or 0.0 for norm in scored.norms)
    return [Reason("level.below_bar", params=params)] * (best >= rule.watch_score)


def is_thread(story: Stood) -> bool:
    """Whether it stays open until a person judges it."""
    return story.lane is Lane.STRUCTURAL and story.said is None


def _threads(stories: Sequence[Stood]) -> list[Reason]:
    """Structural stories that nobody has judged: they stay open, however quiet."""
    threads = [story for story in stories if is_thread(story)]
    if not threads:
        return []
    since = local_day(min(story.first_at for story in threads)).isoformat()
    params = {"n": len(threads), "since": since}
    return [Reason("level.threads", len(threads), (), params)]


def _copies(stories: Sequence[Stood], at: datetime) -> list[Reason]:
    since = at - timedelta(days=28)
    copies = sum(r.copy and r.at >= since for s in stories for r in s.reports)
    return [Reason("level.copies", params={"n": copies})] if copies else []


def change(code: LevelCode, stories: Sequence[Stood], rule: LevelRule) -> Reason:
    """What would change a level: said plainly, so that nobody has to guess."""
    recent = len([story for story in stories if counts(story, rule)])
    said = {
        LevelCode.NO_DATA: (LevelCode.CALM, "reading", rule.coverage_min_items),
        LevelCode.CALM: (LevelCode.WATCH, "first_story", 1),
        LevelCode.WATCH: (
            LevelCode.RAISED,
            "more_reports",
            max(1, rule.raised_stories - recent),
        ),
        LevelCode.RAISED: (LevelCode.WATCH, "quiet_days", rule.step_days),
        LevelCode.ACUTE: (LevelCode.RAISED, "hours", rule.acute_hours),
    }
    to, how, n = said[code]
    return Reason("level.change", params={"to": to.value, "rule": how, "n": n})
