"""From stories to a level per region and day, with its reason.

The acute lane has its own clock; the build-up of weeks is judged by the region's own
past and its own coverage (``scoring.detector``). Protective signals are never
subtracted, regions are never compared with one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from data.days import end_of, local_day
from data.model import Coverage, Lane, Level, LevelCode, Reason
from scoring.detector import alarm_scores, window_scores

__all__ = ["VERSION", "LevelRule", "StoryPoint", "alarm_scores", "assess"]

VERSION = "levels-1"

#: A day ends before the next one's midnight, which many sites give for want of a clock.
_TICK = timedelta(microseconds=1)


#: A story told of again after so long counts again.
_AGAIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class LevelRule:
    """The public parameters of the level rule, from data/tables/thresholds.toml."""

    acute_hours: int
    acute_confidence: float
    watch_days: int
    window_days: int
    raised_score: float
    raised_min_stories: int
    raised_min_owners: int
    stay_days: int

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> LevelRule:
        """Pick this rule's rows out of the thresholds table."""
        return cls(**{each.name: table[each.name] for each in fields(cls)})


@dataclass(frozen=True, slots=True)
class StoryPoint:
    """What the rule needs to know of one flag: when, who, how sure, what people said.

    ``reports`` are (time of publication, owner), oldest first.
    """

    flag_id: str
    region: str
    districts: tuple[str, ...]
    lane: Lane
    confidence: float
    reports: tuple[tuple[datetime, str], ...]
    refuted: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """A story as it stood at one moment."""

    point: StoryPoint
    first_at: datetime
    last_at: datetime
    owners: frozenset[str]


ORDER = (
    LevelCode.NO_DATA,
    LevelCode.CALM,
    LevelCode.WATCH,
    LevelCode.RAISED,
    LevelCode.ACUTE,
)


def assess(
    days: Sequence[date],
    points: Iterable[StoryPoint],
    coverage: Mapping[tuple[str, date], Coverage],
    exposure: Mapping[tuple[str, date], int],
    rule: LevelRule,
    now: datetime,
) -> list[Level]:
    """The level of every region in ``coverage`` on each of ``days`` (consecutive).

    Each day is judged by what had been published until its end (or ``now``).
    """
    regions = sorted({region for region, _ in coverage})
    by_region: dict[str, list[StoryPoint]] = {region: [] for region in regions}
    for point in points:
        by_region.setdefault(point.region, []).append(point)
    scores = _build_up(regions, days, by_region, exposure, rule)
    levels: list[Level] = []
    for region in regions:
        levels += _region_levels(
            region, days, by_region[region], coverage, scores, rule, now
        )
    return levels


def _build_up(
    regions: Sequence[str],
    days: Sequence[date],
    points: Mapping[str, Sequence[StoryPoint]],
    exposure: Mapping[tuple[str, date], int],
    rule: LevelRule,
) -> dict[tuple[str, date], tuple[float, float]]:
    """Score and expected stories of the structural window, per region and day."""
    column = {day: n for n, day in enumerate(days)}
    counts = np.zeros((len(regions), len(days)))
    read = np.array(
        [[exposure.get((region, day), 0) for day in days] for region in regions],
        dtype=float,
    ).reshape(len(regions), len(days))
    for row, region in enumerate(regions):
        for point in points[region]:
            for day in () if point.refuted else _told_on(point):
                if day in column:
                    counts[row, column[day]] += 1
    score, expected = window_scores(counts, read, rule.window_days)
    return {
        (region, day): (float(score[row, n]), float(expected[row, n]))
        for row, region in enumerate(regions)
        for n, day in enumerate(days)
    }


def _told_on(point: StoryPoint) -> list[date]:
    """The days a story counts on: its first, and each later one that brings it back.

    A quarrel that is told of again after some days goes on; one told by many at once
    does not count more often for it.
    """
    days: list[date] = []
    for at, _ in point.reports:
        day = local_day(at)
        if not days or day - days[-1] >= _AGAIN:
            days.append(day)
    return days


def _region_levels(
    region: str,
    days: Sequence[date],
    points: Sequence[StoryPoint],
    coverage: Mapping[tuple[str, date], Coverage],
    scores: Mapping[tuple[str, date], tuple[float, float]],
    rule: LevelRule,
    now: datetime,
) -> list[Level]:
    levels = []
    held, held_until = LevelCode.NO_DATA, date.min
    for day in days:
        at = min(end_of(day) - _TICK, now)
        seen = _seen(points, at, rule)
        score = scores[region, day]
        code, reasons = _judge(seen, score, coverage[region, day], rule, at)
        if code is LevelCode.ACUTE:
            held, held_until = LevelCode.RAISED, day + timedelta(days=rule.stay_days)
        elif code is not LevelCode.NO_DATA:
            if ORDER.index(code) < ORDER.index(held) and day <= held_until:
                until = {"until": held_until.isoformat()}
                code, reasons = held, (*reasons, Reason("level.held", 0, (), until))
            elif ORDER.index(code) >= ORDER.index(LevelCode.WATCH):
                held, held_until = code, day + timedelta(days=rule.stay_days)
        shown = None if np.isnan(score[0]) else round(score[0], 3)
        levels.append(
            Level(region, day, code, shown, reasons, coverage[region, day], VERSION)
        )
    return levels


def _seen(points: Sequence[StoryPoint], at: datetime, rule: LevelRule) -> list[_Seen]:
    """The stories as of a moment that were told recently enough to matter then."""
    days = max(rule.window_days, rule.watch_days, rule.acute_hours / 24)
    oldest = at - timedelta(days=days)
    found = [
        _as_of(point, at)
        for point in points
        if point.reports[0][0] <= at and point.reports[-1][0] >= oldest
    ]
    return [seen for seen in found if seen.last_at >= oldest]


def _as_of(point: StoryPoint, at: datetime) -> _Seen:
    until = [report for report in point.reports if report[0] <= at]
    return _Seen(
        point, until[0][0], until[-1][0], frozenset(owner for _, owner in until)
    )


def _judge(
    seen: Sequence[_Seen],
    score: tuple[float, float],
    coverage: Coverage,
    rule: LevelRule,
    at: datetime,
) -> tuple[LevelCode, tuple[Reason, ...]]:
    """The level before hysteresis, with its reasons."""
    refuted = sum(s.point.refuted for s in seen)
    standing = [s for s in seen if not s.point.refuted]
    notes = (Reason("level.refuted", params={"n": refuted}),) if refuted else ()
    acute = [s for s in standing if _is_acute(s, rule, at)]
    if acute:
        return LevelCode.ACUTE, (_acute_reason(acute, at), _check(acute), *notes)
    if not coverage.sufficient:
        return LevelCode.NO_DATA, (_no_data_reason(coverage), *notes)
    window = timedelta(days=rule.window_days)
    recent = [s for s in standing if at - s.first_at <= window]
    owners = frozenset[str]().union(*(s.owners for s in recent))
    if (
        len(recent) >= rule.raised_min_stories
        and len(owners) >= rule.raised_min_owners
        and score[0] >= rule.raised_score
    ):
        reason = _raised_reason(recent, len(owners), score[1], rule)
        return LevelCode.RAISED, (reason, *notes)
    span = timedelta(days=rule.watch_days)
    watched = [s for s in standing if at - s.last_at <= span]
    if watched:
        owners = frozenset[str]().union(*(s.owners for s in watched))
        params = {
            "stories": len(watched),
            "owners": len(owners),
            "days": rule.watch_days,
        }
        return LevelCode.WATCH, (
            Reason("level.watch", len(watched), (), params),
            *notes,
        )
    params = {"days": coverage.days, "items": coverage.items, "stories": 0}
    return LevelCode.CALM, (Reason("level.calm", 0, (), params), *notes)


def _is_acute(seen: _Seen, rule: LevelRule, at: datetime) -> bool:
    credible = (
        seen.point.confirmed
        or len(seen.owners) >= 2
        or seen.point.confidence >= rule.acute_confidence
    )
    fresh = at - seen.last_at <= timedelta(hours=rule.acute_hours)
    return seen.point.lane is Lane.ACUTE and credible and fresh


def _acute_reason(acute: Sequence[_Seen], at: datetime) -> Reason:
    last = max(s.last_at for s in acute)
    districts = sorted({d for s in acute for d in s.point.districts})
    owners = frozenset[str]().union(*(s.owners for s in acute))
    params = {
        "stories": len(acute),
        "owners": len(owners),
        "hours": int((at - last).total_seconds() // 3600),
        "places": districts,
    }
    return Reason("level.acute", len(acute), (), params)


def _check(acute: Sequence[_Seen]) -> Reason:
    confirmed = sum(s.point.confirmed for s in acute)
    if confirmed:
        return Reason("level.confirmed", params={"n": confirmed})
    return Reason("level.unverified")


def _no_data_reason(coverage: Coverage) -> Reason:
    last = coverage.last_item_on
    params = {
        "days": coverage.days,
        "items": coverage.items,
        "living_local": coverage.living_local,
        "last_item_on": last.isoformat() if last else None,
    }
    return Reason("level.no_data", params=params)


def _raised_reason(
    recent: Sequence[_Seen], owners: int, expected: float, rule: LevelRule
) -> Reason:
    first = min(s.first_at for s in recent)
    params = {
        "stories": len(recent),
        "owners": owners,
        "expected": round(expected, 1),
        "days": rule.window_days,
        "since": local_day(first).isoformat(),
    }
    return Reason("level.raised", len(recent), (), params)
