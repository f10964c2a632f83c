"""An authored replay, played: the level of each region as seen on each of its days.

Its texts go through the real keeper once, for what a text says does not depend on what
it is read beside; then they come to light one by one, in their order of time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pipeline
from collectors import Collected
from commands.history.past import Past, is_loud, last_tick
from commands.history.recording import (
    Arrived,
    Event,
    Listed,
    Recording,
    Spoken,
    in_order,
)
from data.days import local_day, start_of
from data.errors import KelisimError
from data.gold_fillers import ordinary_news
from data.gold_replays import Expected, FirstAcute, Replay, ReplayText
from data.model import Item, Level, LevelCode, SourceState, State
from data.store import Store

#: An assessment begins so long after the text that must make a region acute.
SOON = timedelta(minutes=1)
_MEDIATOR = "mediator"


@dataclass(frozen=True, slots=True)
class AcuteFound:
    """How long after its text a region was acute; None: it never was."""

    wanted: FirstAcute
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A day on which a region's level is not among those expected."""

    day: int
    expected: Expected
    level: Level


@dataclass(frozen=True, slots=True)
class Replayed:
    """A replay and what was seen: a level per region and day, at the day's end.

    ``unheard`` counts verdicts on stories that never raised a flag in their region.
    """

    replay: Replay
    seen: Mapping[tuple[str, date], Level]
    acute: tuple[AcuteFound, ...]
    unheard: int

    def levels(self, region: str) -> list[Level]:
        """The level of each day, in order."""
        days = map(self.replay.day, range(self.replay.days))
        return [self.seen[region, day] for day in days]

    def mismatches(self) -> list[Mismatch]:
        """Every day and region with another level than expected, in order."""
        start = self.replay.start
        return [
            Mismatch((day - start).days, expected, level)
            for expected in self.replay.expected
            for day in _days(expected.first, expected.last)
            if (level := self.seen[expected.region, day]).code not in expected.levels
        ]

    @property
    def judged(self) -> int:
        """Days times regions for which a level is expected."""
        return sum((e.last - e.first).days + 1 for e in self.replay.expected)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def replayed(replay: Replay) -> Replayed:
    """Play it from its first day to its last."""
    with closing(Store.open("sqlite://")) as origin:
        events = recording_of(replay, origin).events
        with closing(Past(origin)) as past:
            ticks = list(_played(replay, events, past))
            unheard = len(past.waiting)
    # Of several looks at one day the last one is the day's end.
    seen = {
        (region, local_day(at)): level
        for at, levels in ticks
        for region, level in levels.items()
    }
    return Replayed(
        replay,
        seen,
        tuple(_acute(each, replay, ticks) for each in replay.first_acute),
        unheard,
    )


def recording_of(replay: Replay, origin: Store) -> Recording:
    """What happens in a replay; its texts are read and kept in ``origin`` at once."""
    sources = {outlet.id: outlet.source() for outlet in replay.outlets}
    origin.sync_sources(sources.values())
    texts = [*replay.texts, *(t for o in replay.outlets for t in ordinary_news(o))]
    _read(texts, replay, origin)
    items = {item.url: item for item in origin.items(limit=None)}
    if len(items) != len(texts):
        raise KelisimError(
            f"{replay.name}: of {len(texts)} texts {len(items)} were kept; two of one "
            "outlet may bear the same words, or one cannot be read"
        )
    listed = [
        Listed(start_of(outlet.first), sources[outlet.id]) for outlet in replay.outlets
    ]
    arrived = [Arrived(text.at, _item(items, text)) for text in texts]
    spoken = [
        Spoken(
            said.at,
            tuple(_item(items, t).key for t in replay.texts if t.story == said.story),
            said.region,
            said.code,
            f"Replay {replay.name}.",
            _MEDIATOR,
        )
        for said in replay.said
    ]
    return Recording(in_order([*listed, *arrived, *spoken]), origin)


def _read(texts: Sequence[ReplayText], replay: Replay, origin: Store) -> None:
    keeper = pipeline.Keeper(origin, origin.sources())
    for outlet in replay.outlets:
        raws = tuple(text.raw() for text in texts if text.outlet == outlet.id)
        if not raws:
            continue
        now = max(raw.published_at for raw in raws if raw.published_at is not None)
        state = SourceState(
            outlet.id, State.WORKING, last_attempt_at=now, last_success_at=now
        )
        keeper.keep(Collected(outlet.id, raws, state, {}, len(raws)), now)


def _item(items: Mapping[str, Item], text: ReplayText) -> Item:
    """The text as kept, met when it was published."""
    return replace(items[text.raw().url], collected_at=text.at)


def _played(
    replay: Replay, events: Sequence[Event], past: Past
) -> Iterator[tuple[datetime, dict[str, Level]]]:
    """Every day's end, and every moment asked for, with the levels of the regions."""
    texts = {text.id: text for text in replay.texts}
    ends = [last_tick(start_of(replay.day(n))) for n in range(replay.days)]
    asked = {texts[each.item].at + SOON for each in replay.first_acute}
    loud = [event.at for event in events if is_loud(event)]
    times, done = [event.at for event in events], 0
    stretch: list[datetime] = []
    for moment in sorted({*ends, *asked}):
        until = bisect_right(times, moment)
        past.happen(events[done:until])
        done = until
        stretch.append(moment)
        coming = next((end for end in ends if end > moment), None)
        goes_on = coming is not None and not _between(loud, moment, coming)
        if goes_on and not any(moment < at < coming for at in asked if coming):
            continue
        days = past.assess_days(moment, [local_day(at) for at in stretch])
        yield from ((at, days[local_day(at)]) for at in stretch)
        stretch = []


def _between(times: Sequence[datetime], after: datetime, until: datetime) -> bool:
    return bisect_right(times, until) > bisect_right(times, after)


def _acute(
    wanted: FirstAcute,
    replay: Replay,
    ticks: Sequence[tuple[datetime, Mapping[str, Level]]],
) -> AcuteFound:
    out = next(text.at for text in replay.texts if text.id == wanted.item)
    for at, levels in ticks:
        if at > out and levels[wanted.region].code is LevelCode.ACUTE:
            return AcuteFound(wanted, int((at - out).total_seconds() // 60))
    return AcuteFound(wanted, None)
