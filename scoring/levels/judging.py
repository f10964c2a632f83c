"""What a day's stories give, before anything is held from the days before."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.days import local_day
from data.model import Coverage, Lane, LevelCode, Norm, Reason
from scoring.levels.acute import acute_stories
from scoring.levels.rule import LevelRule
from scoring.levels.standing import History, Stood


@dataclass(frozen=True, slots=True)
class Scored:
    """The detector's word on a region and day; None = cannot say.

    ``fast`` and ``slow`` are the scores of its short and its long windows;
    ``thin`` is the share of the usual reading where that is too little to judge by.
    """

    score: float | None
    norms: tuple[Norm, ...]
    fast: float | None = None
    slow: float | None = None
    learning: int | None = None  # days learned, while they are too few
    thin: float | None = None

    def above(self, rule: LevelRule) -> float:
        """How far the better of the two lanes is above its bar; minus ∞ if unknown.

        Unknown, too, while no shown window can say what was usual: a rise must be told.
        """
        if all(norm.score is None for norm in self.norms):
            return -math.inf
        return max(self._margins(rule).values(), default=-math.inf)

    def _margins(self, rule: LevelRule) -> dict[str, float]:
        """How far each lane that can say something is above its bar."""
        told = [norm for norm in self.norms if norm.score is not None]
        longest = max(told, key=lambda each: each.days, default=None)
        usual = 0.0
        if longest is not None:  # in four weeks as the country mostly is
            usual = longest.expected / longest.country * 28 / longest.days
        lanes = {"fast": self.fast, "slow": self.slow}
        return {k: s - rule.bar(k, usual) for k, s in lanes.items() if s is not None}

    def deciding(self, rule: LevelRule) -> tuple[Norm, float]:
        """The window shown for the lane that decides, and that lane's score."""
        margins = self._margins(rule)
        lane = max(margins, key=lambda each: margins[each])
        told = [norm for norm in self.norms if norm.score is not None]
        score = self.fast if lane == "fast" else self.slow
        return (told[0] if lane == "fast" else told[-1]), score or 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A level by the day's own reasons (``come``) and by the lower bars (``stay``)."""

    come: LevelCode
    stay: LevelCode
    reasons: tuple[Reason, ...]
    staying: tuple[Reason, ...] = ()  # of ``stay``, where it is higher
    of: tuple[Stood, ...] = ()  # the stories that make or keep "raised" or "acute"

    def why(self, code: LevelCode) -> list[Reason]:
        """The reasons of the level it came to, if they are its own."""
        own = self.staying if code is self.stay and self.staying else self.reasons
        return list(own)


def judge(
    stories: Sequence[Stood],
    scored: Scored,
    coverage: Coverage,
    rule: LevelRule,
    history: History,
    at: datetime,
) -> Judged:
    """The level of one region at a moment.

    ``stories`` are those of the region as they stood; refuted ones are left out here.
    """
    standing = [story for story in stories if counts(story, rule)]
    acute = acute_stories(standing, rule, history, at)
    watched = [story for story in standing if _is_watched(story, rule, at)]
    if acute:
        reasons = (_acute_reason(acute, at), *_check(acute))
        burning = tuple(story for each in acute.values() for story in each)
        return Judged(LevelCode.ACUTE, LevelCode.ACUTE, reasons, of=burning)
    confirmed = tuple(s for s in standing if _is_confirmed(s, rule, at))
    if not coverage.sufficient and not confirmed:
        unseen = [_no_data(coverage)]
        if watched:  # little is read, and yet this was
            unseen.append(_watch_reason(watched, rule, at))
        return Judged(LevelCode.NO_DATA, LevelCode.NO_DATA, tuple(unseen))
    rising = _rising(standing, rule, at) if coverage.sufficient else None
    if rising and scored.learning is None:
        above = scored.above(rule)
        if above >= 0:
            reason = _raised_reason(rising, scored, rule)
            of = tuple(rising)
            return Judged(LevelCode.RAISED, LevelCode.RAISED, (reason,), of=of)
        if above >= -rule.keep_margin:
            reason = _watch_reason(watched or rising, rule, at)
            kept, of = (_raised_reason(rising, scored, rule),), tuple(rising)
            return Judged(LevelCode.WATCH, LevelCode.RAISED, (reason,), kept, of)
    if confirmed:
        reason = _watch_reason(watched or confirmed, rule, at)
        stays = (reason, *_confirmed_reasons(confirmed, rule))
        return Judged(LevelCode.WATCH, LevelCode.RAISED, (reason,), stays, confirmed)
    if watched:
        reason = _watch_reason(watched, rule, at)
        return Judged(LevelCode.WATCH, LevelCode.WATCH, (reason,))
    is_blind = scored.score is None and scored.learning is None
    if scored.thin is not None or is_blind:  # a week of silence is not calm
        return Judged(LevelCode.NO_DATA, LevelCode.NO_DATA, (_no_data(coverage),))
    params = {"days": coverage.days, "items": coverage.items, "stories": 0}
    calm = Reason("level.calm", params=params)
    return Judged(LevelCode.CALM, LevelCode.CALM, (calm,))


def counts(story: Stood, rule: LevelRule) -> bool:
    """Whether a story is sure enough to make a level, and no person took it out."""
    surest = max(heard.confidence for heard in story.signals.values())
    return not story.refuted and (story.confirmed or surest >= rule.story_confidence)


def _is_watched(story: Stood, rule: LevelRule, at: datetime) -> bool:
    """Structural disputes go on for weeks without a word in the news.

    What a person confirmed is watched from then on, too.
    """
    days = rule.watch_structural_days if _is_slow(story, rule) else rule.watch_days
    return at - _last_word(story) <= timedelta(days=days)


def _last_word(story: Stood) -> datetime:
    """When it was last reported, or confirmed by a person."""
    if story.confirmed and story.said_at is not None:
        return max(story.last_at, story.said_at)
    return story.last_at


def _is_slow(story: Stood, rule: LevelRule) -> bool:
    surest = story.signals[story.kind]
    return surest.lane is Lane.STRUCTURAL and surest.confidence >= rule.story_confidence


def _rising(
    standing: Sequence[Stood], rule: LevelRule, at: datetime
) -> list[Stood] | None:
    """The stories of four weeks where they could make a rise; None where not.

    Several stories from several owners, or few told by very many; and something new
    within some days: what is only remembered does not rise.
    """
    recent = [s for s in standing if at - s.last_at <= timedelta(days=28)]
    if not recent:
        return None
    owners = frozenset[str]().union(*(story.owners for story in recent))
    situations = len(_situations(recent, rule))
    several = situations >= rule.raised_stories and len(owners) >= rule.raised_owners
    fresh = at - max(s.last_at for s in recent) <= timedelta(
        days=rule.raised_fresh_days
    )
    return recent if (several or len(owners) >= rule.raised_echo) and fresh else None


def _situations(stories: Sequence[Stood], rule: LevelRule) -> list[Stood]:
    """The first story of each situation: one kind, one district, some days.

    What one quarrel stirs up is often several stories, and still one quarrel.
    """
    span = timedelta(days=rule.situation_days)
    found: list[Stood] = []
    for story in sorted(stories, key=lambda each: each.first_at):
        if not any(
            story.kind == other.kind
            and story.first_at - other.first_at <= span
            and story.may_meet(other)
            for other in found
        ):
            found.append(story)
    return found


def _is_confirmed(story: Stood, rule: LevelRule, at: datetime) -> bool:
    """Whether a person confirmed it as acute lately: it holds what was raised."""
    span = timedelta(days=rule.confirmed_days)
    is_acute = story.confirmed and story.lane is Lane.ACUTE
    return is_acute and at - _last_word(story) <= span


def _confirmed_reasons(confirmed: Sequence[Stood], rule: LevelRule) -> list[Reason]:
    """Who holds the level, and until when."""
    last = max(_last_word(story) for story in confirmed)
    until = local_day(last + timedelta(days=rule.confirmed_days)).isoformat()
    return [
        Reason("level.confirmed", params={"n": len(confirmed)}),
        Reason("level.held", 0, (), {"until": until}),
    ]


def _owners(stories: Sequence[Stood]) -> int:
    return len(frozenset[str]().union(*(story.owners for story in stories)))


def _acute_reason(acute: Mapping[str, Sequence[Stood]], at: datetime) -> Reason:
    stories = [story for each in acute.values() for story in each]
    last = max(story.last_at for story in stories)
    params = {
        "stories": len(stories),
        "owners": _owners(stories),
        "hours": int((at - last).total_seconds() // 3600),
        "places": sorted({d for story in stories for d in story.districts}),
        "why": next(iter(acute)),
    }
    return Reason("level.acute", len(stories), (), params)


def _check(acute: Mapping[str, Sequence[Stood]]) -> list[Reason]:
    """What a person said of it; of stories that were overtaken the notes tell."""
    confirmed = len(acute.get("confirmed", ()))
    if confirmed:
        return [Reason("level.confirmed", params={"n": confirmed})]
    if all(story.overtaken for each in acute.values() for story in each):
        return []
    return [Reason("level.unverified")]


def _no_data(coverage: Coverage) -> Reason:
    last = coverage.last_item_on
    params = {
        "days": coverage.days,
        "items": coverage.items,
        "living_local": coverage.living_local,
        "last_item_on": last.isoformat() if last else None,
    }
    return Reason("level.no_data", params=params)


def _watch_reason(watched: Sequence[Stood], rule: LevelRule, at: datetime) -> Reason:
    """How many stories in how many days; more days where one of them is older."""
    slow = any(_is_slow(story, rule) for story in watched)
    oldest = max(math.ceil((at - s.last_at) / timedelta(days=1)) for s in watched)
    days = rule.watch_structural_days if slow else rule.watch_days
    params = {
        "stories": len(watched),
        "owners": _owners(watched),
        "days": max(days, oldest),
    }
    return Reason("level.watch", len(watched), (), params)


def _raised_reason(rising: Sequence[Stood], scored: Scored, rule: LevelRule) -> Reason:
    """The window that decided, with what would be usual in it."""
    norm, score = scored.deciding(rule)
    params = {
        "stories": len(rising),
        "owners": _owners(rising),
        "reports": sum(not r.copy for story in rising for r in story.reports),
        "seen": round(norm.seen, 1),
        "expected": round(norm.expected, 1),
        "high": round(norm.high, 1),
        "days": norm.days,
        "since": local_day(min(story.first_at for story in rising)).isoformat(),
        "weeks": once_in_weeks(score, norm.days),
        "places": sorted({d for story in rising for d in story.districts}),
    }
    return Reason("level.raised", len(rising), (), params)


def once_in_weeks(score: float, days: int) -> int:
    """By chance alone a window of ``days`` holds so much once in so many weeks.

    Ten years at most: rarer than that no model of news can claim to know.
    """
    return round(min(10**score * days / 7, 520))
