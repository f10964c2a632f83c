"""Levels against what happened: time in advance, what was missed, what was for nothing.

All of it speaks of levels as they were seen, never of levels worked out afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from data.gold_replays import RecordedEvent
from data.model import LevelCode

#: The level seen in a region at the end of a day; None: it is not known.
Seen = Callable[[str, date], LevelCode | None]
#: Levels that ask somebody to look.
ALERT = frozenset({LevelCode.WATCH, LevelCode.RAISED, LevelCode.ACUTE})
#: Levels that were for nothing when no event is near.
LOUD = frozenset({LevelCode.RAISED, LevelCode.ACUTE})
#: So near an event makes a loud level right.
NEAR = timedelta(days=14)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lead:
    """An event and what stood on the screen before it.

    ``days`` without a break before its day the region was on watch or higher; 0 means
    that it was missed. ``is_acute``: acute at the end of its day.
    """

    event: RecordedEvent
    days: int
    is_acute: bool


@dataclass(frozen=True, slots=True)
class Episode:
    """Days in a row on which a region was raised or acute; ``worst`` of them."""

    region: str
    first: date
    last: date
    worst: LevelCode


def leads(events: Iterable[RecordedEvent], seen: Seen) -> list[Lead]:
    """What stood on the screen before each event."""
    return [
        Lead(
            event,
            _alert_days(event, seen),
            seen(event.region, event.on) is LevelCode.ACUTE,
        )
        for event in events
    ]


def _alert_days(event: RecordedEvent, seen: Seen) -> int:
    days = 0
    while seen(event.region, event.on - (days + 1) * _DAY) in ALERT:
        days += 1
    return days


def loud_episodes(
    regions: Iterable[str], days: Sequence[date], seen: Seen
) -> list[Episode]:
    """Every episode, by region, oldest first; ``days`` are consecutive."""
    found = []
    for region in regions:
        levels = [(day, seen(region, day)) for day in days]
        for is_loud, part in groupby(levels, lambda each: each[1] in LOUD):
            run = list(part)
            if is_loud:
                is_acute = any(code is LevelCode.ACUTE for _, code in run)
                worst = LevelCode.ACUTE if is_acute else LevelCode.RAISED
                found.append(Episode(region, run[0][0], run[-1][0], worst))
    return found


def for_nothing(
    episodes: Iterable[Episode], events: Sequence[RecordedEvent]
) -> list[Episode]:
    """The episodes with no event of their region within 14 days."""
    return [
        each
        for each in episodes
        if not any(
            event.region == each.region
            and each.first - NEAR <= event.on <= each.last + NEAR
            for event in events
        )
    ]
