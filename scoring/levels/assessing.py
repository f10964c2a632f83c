"""From stories to a level per region and day, with its reasons.

The acute lane has its own clock; the build-up of weeks is judged by the region's own
past and its own coverage (``scoring.detector``). Protective signals are never
subtracted, regions are never compared with one another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np

from data.days import end_of, local_day
from data.model import Coverage, Level, LevelCode, Norm, Reason, Source
from scoring.coverage import ReadDay
from scoring.detector import Alarm, Finding, usual_range
from scoring.detector.rolling import rolling
from scoring.levels.beside import Beside, beside, thinness
from scoring.levels.districts import district_levels
from scoring.levels.holding import Held
from scoring.levels.judging import Judged, Scored, judge
from scoring.levels.notes import change, is_thread, notes
from scoring.levels.points import StoryPoint
from scoring.levels.rule import LevelRule
from scoring.levels.series import alarm, count
from scoring.levels.standing import History, Stood, renews, stood

#: A day ends before the next one's midnight, which many sites give for want of a clock.
_TICK = timedelta(microseconds=1)
#: Windows whose own norm is shown: this week, these four weeks.
_SHOWN = (7, 28)


@dataclass(frozen=True, slots=True)
class Known:
    """What the levels are worked out from.

    ``accord`` are the (region, day) of protective items; ``history`` is what is
    recorded of the past.
    """

    points: Sequence[StoryPoint]
    read: Sequence[ReadDay]
    sources: Sequence[Source]
    accord: Sequence[tuple[str, date]] = ()
    history: History = field(default_factory=dict)


def assess(
    days: Sequence[date],
    coverage: Mapping[tuple[str, date], Coverage],
    known: Known,
    rule: LevelRule,
    now: datetime,
) -> list[Level]:
    """The level of every region and day of ``coverage``.

    ``days`` are consecutive and begin before those of ``coverage``: the usual is
    learned from them. Each day is judged by what had been published until its end
    (or ``now``).
    """
    if not coverage:
        return []
    regions = sorted({region for region, _ in coverage})
    scored = _scored(regions, days, known, rule, {day for _, day in coverage})
    around = beside(known.read, known.sources, known.accord)
    by_region: dict[str, list[StoryPoint]] = {region: [] for region in regions}
    for point in known.points:
        by_region.setdefault(point.region, []).append(point)
    shown = sorted({day for _, day in coverage})
    version = rule.version
    return [
        level
        for region in regions
        for level in _Path(
            region, by_region[region], around, known, rule, version
        ).levels(
            [(day, coverage[region, day], scored[region, day]) for day in shown], now
        )
    ]


class _Path:
    """The levels of one region, day after day."""

    def __init__(
        self,
        region: str,
        points: Sequence[StoryPoint],
        around: Beside,
        known: Known,
        rule: LevelRule,
        version: str,
    ) -> None:
        self.region, self.around = region, around
        self.known, self.rule, self.version = known, rule, version
        self.held = Held(rule.step_days)
        self.bearing: set[str] = set()  # the flags behind what is held
        self.points = list(points)
        self.threads: list[Stood] = []  # open, and too old for anything else

    def levels(
        self, days: Iterable[tuple[date, Coverage, Scored]], now: datetime
    ) -> list[Level]:
        """One level for each (day, coverage, score), oldest first."""
        return [self._level(*each, now) for each in days]

    def _level(
        self, day: date, coverage: Coverage, scored: Scored, now: datetime
    ) -> Level:
        at = min(end_of(day) - _TICK, now)
        stories = self._stood(at)
        judged = judge(stories, scored, coverage, self.rule, self.known.history, at)
        code, reasons = self._hold(day, judged, stories)
        beside_it = [
            *notes(code, [*self.threads, *stories], scored, self.rule, at),
            *self.around.protective(self.region, day, self.rule.watch_days),
            *self.around.changes(self.region, day),
        ]
        recent = [s for s in stories if at - s.last_at <= timedelta(days=28)]
        return Level(
            self.region,
            day,
            code,
            None if scored.score is None else round(scored.score, 3),
            (*reasons, *beside_it, change(code, recent, self.rule)),
            coverage,
            self.version,
            scored.norms,
            district_levels(code, stories, self.rule, self.known.history, at),
        )

    def _stood(self, at: datetime) -> list[Stood]:
        """The stories that may still matter; of older ones only threads are kept."""
        since = at - _memory(self.rule)
        old = [point for point in self.points if _is_over(point, since)]
        if old:
            gone = {id(point) for point in old}
            self.points = [p for p in self.points if id(p) not in gone]
            self.threads += [s for s in stood(old, self.rule, at) if is_thread(s)]
        return stood(self.points, self.rule, at)

    def _hold(
        self, day: date, judged: Judged, stories: Sequence[Stood]
    ) -> tuple[LevelCode, list[Reason]]:
        """The level with what is held from the days before; no data holds nothing."""
        bearing = {story.point.flag_id for story in judged.of}
        spoken = any(
            story.said_at is not None
            and local_day(story.said_at) == day
            and (story.refuted or story.rumour)
            and story.point.flag_id in self.bearing
            for story in stories
        )
        if judged.come is LevelCode.NO_DATA:  # what was held passes meanwhile
            self.held.step(day, LevelCode.CALM, LevelCode.CALM, reset=spoken)
            return judged.come, list(judged.reasons)
        code, until = self.held.step(day, judged.come, judged.stay, reset=spoken)
        is_loud = code in (LevelCode.RAISED, LevelCode.ACUTE)
        if not is_loud and not self.held.falling:
            self.bearing.clear()
        if is_loud:
            self.bearing |= bearing
        reasons = judged.why(code)
        if until is not None:
            held = {"until": until.isoformat()}
            reasons.append(Reason("level.held", 0, (), held))
        return code, reasons


def _memory(rule: LevelRule) -> timedelta:
    """For how long a report or a verdict may matter to a level."""
    days = (rule.watch_days, rule.watch_structural_days, rule.confirmed_days)
    return timedelta(
        days=max(*days, rule.acute_together_days, math.ceil(rule.acute_hours / 24), 28)
        + 2
    )


def _is_over(point: StoryPoint, since: datetime) -> bool:
    reports = all(report.at < since for report in point.reports)
    return reports and all(word.at < since for word in point.verdicts)


def _scored(
    regions: Sequence[str],
    days: Sequence[date],
    known: Known,
    rule: LevelRule,
    shown: set[date],
) -> dict[tuple[str, date], Scored]:
    """The detector's word on every region and shown day."""
    counted = count(
        regions,
        days,
        known.points,
        known.read,
        known.sources,
        rule.severities,
        rule.story_confidence,
        renews(rule),
    )
    found = alarm(counted, rule.detector)
    read = counted.read.sum(axis=1)
    share = thinness(read)
    # Days on which something was read of late: a lone old text teaches little.
    age = np.cumsum(rolling(read.sum(axis=0), 7) > 0)
    columns = [n for n, day in enumerate(days) if day in shown]
    norms = _norms(found, columns)
    return {
        (region, days[n]): Scored(
            _number(found.score[row, n]),
            norms[row][n],
            _number(found.fast[row, n]),
            _number(found.slow[row, n]),
            int(age[n]) if age[n] < rule.learning_days else None,
            _thin(share[row, n], rule),
        )
        for row, region in enumerate(regions)
        for n in columns
    }


def _thin(share: float, rule: LevelRule) -> float | None:
    return float(share) if share < rule.thin_share else None  # NaN is not thin


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _norms(found: Alarm, columns: Sequence[int]) -> list[dict[int, tuple[Norm, ...]]]:
    """The shown windows of each region and day."""
    shown = [each for each in found.findings if each.days in _SHOWN]
    silent = np.isnan(found.score)
    ranges = [
        usual_range(each.expected[:, columns], each.variance[:, columns])
        for each in shown
    ]
    return [
        {
            n: tuple(
                _norm(finding, row, n, low[row, k], high[row, k], silent[row, n])
                for finding, (low, high) in zip(shown, ranges, strict=True)
                if not np.isnan(finding.expected[row, n])
            )
            for k, n in enumerate(columns)
        }
        for row in range(len(found.score))
    ]


def _norm(
    finding: Finding, row: int, n: int, low: float, high: float, silent: bool
) -> Norm:
    return Norm(
        finding.days,
        round(float(finding.seen[row, n]), 3),
        round(float(finding.expected[row, n]), 3),
        round(float(low), 3),
        round(float(high), 3),
        None if silent else _number(round(finding.score[row, n], 3)),
        round(float(finding.country[row, n]), 3),
    )
