"""Stories, reading and a rule for tests of levels: a test names only what matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import builders as make
from data.days import local_day
from data.model import Level, Source, VerdictCode
from data.reference import load
from data.thresholds import Curve
from scoring.coverage import ReadDay
from scoring.levels import Heard, History, Known, LevelRule, Report, StoryPoint, assess
from scoring.levels.points import Word
from scoring.levels.standing import Stood, stood

NOW = make.NOW
TODAY = local_day(NOW)
REGION, OTHER = "KZ-39", "KZ-15"
RISK = load().taxonomy.risk
SEVERITIES = {code: kind.severity for code, kind in RISK.items()}

_CURVES = (Curve(1.0, ((1.0, 1.0), (2.0, 0.1), (3.0, 0.01))),)
#: Round numbers, so that a new choice in the tables breaks no test of what they mean.
RULE = LevelRule(
    acute_hours=72,
    acute_confidence=0.5,
    acute_history=0.8,
    acute_together_days=7,
    story_confidence=0.3,
    watch_days=14,
    watch_structural_days=28,
    watch_score=1.6,
    raised_stories=3,
    situation_days=7,
    raised_owners=2,
    raised_echo=6,
    raised_fresh_days=4,
    keep_margin=0.8,
    step_days=3,
    confirmed_days=14,
    learning_days=28,
    thin_share=0.3,
    coverage_days=14,
    coverage_min_items=2,
    coverage_min_local=1,
    false_raised=1.0,
    report_days=61,
    regions=20,
    false_alarms={"fast": _CURVES, "slow": _CURVES},
    severities=SEVERITIES,
)


def rule(**changes: Any) -> LevelRule:
    return replace(RULE, **changes)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def heard(code: str = "trigger_incident", confidence: float = 0.9) -> Heard:
    return Heard(code, RISK[code].lane, confidence)


def report(
    owner: str = "alpha",
    *signals: Heard,
    days_ago: float = 0.2,
    at: datetime | None = None,
    districts: Iterable[str] = (),
    copy: bool = False,
) -> Report:
    return Report(at or ago(days_ago), owner, signals, tuple(districts), copy)


def point(
    id: str,
    *reports: Report,
    region: str = REGION,
    verdicts: Sequence[Word] = (),
) -> StoryPoint:
    """A story of reports; given none, of one sure report of a fight."""
    told = reports or (report("alpha", heard()),)
    in_order = tuple(sorted(told, key=lambda each: each.at))
    return StoryPoint(f"f:{id}", region, in_order, tuple(verdicts))


def tension(
    id: str,
    days_ago: float = 1,
    owner: str = "alpha",
    code: str = "collective_blame",
    confidence: float = 0.9,
    district: str = "",
    **changes: Any,
) -> StoryPoint:
    """A story told once."""
    districts = (district,) if district else ()
    told = report(
        owner, heard(code, confidence), days_ago=days_ago, districts=districts
    )
    return point(id, told, **changes)


def standing(*points: StoryPoint, at: datetime = NOW) -> list[Stood]:
    return stood(points, RULE, at)


def said(
    code: VerdictCode, days_ago: float = 0.1, voice: str = "aigul"
) -> tuple[Word, ...]:
    return (Word(ago(days_ago), code, voice),)


def days_back(days: int) -> list[date]:
    """So many days, the last one today."""
    return [TODAY - timedelta(days=n) for n in range(days - 1, -1, -1)]


def local_sources() -> list[Source]:
    """Six publishers, each with a paper in both regions."""
    return [
        make.source(f"paper {n} of {region}", owner=f"owner {n}", region=region)
        for region in (REGION, OTHER)
        for n in range(6)
    ]


def reading(
    days: Iterable[date], regions: Iterable[str] = (REGION, OTHER), items: int = 1
) -> list[ReadDay]:
    """So many quiet items a day from each paper of the regions."""
    return [
        (source.id, source.region, "ru", day, False)
        for source in local_sources()
        if source.region in regions
        for day in days
        for _ in range(items)
    ]


def levels(
    *points: StoryPoint,
    days: int = 120,
    shown: int | None = None,
    sufficient: Mapping[date, bool] | bool = True,
    read: Sequence[ReadDay] | None = None,
    by: LevelRule = RULE,
    history: History | None = None,
    now: datetime = NOW,
) -> dict[tuple[str, date], Level]:
    """The levels of two regions, read every day for ``days`` days."""
    all_days = days_back(days)
    coverage = {
        (region, day): make.coverage(
            region,
            on=day,
            sufficient=sufficient
            if isinstance(sufficient, bool)
            else sufficient.get(day, True),
        )
        for region in (REGION, OTHER)
        for day in all_days[-(shown or days) :]
    }
    known = Known(
        points,
        reading(all_days) if read is None else read,
        local_sources(),
        history=history or {},
    )
    found = assess(all_days, coverage, known, by, now)
    return {(level.region, level.on): level for level in found}


def codes(level: Level) -> list[str]:
    return [reason.code for reason in level.reasons]
