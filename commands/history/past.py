"""A store in which what happened happens again, and is assessed as it was seen.

Nothing is in it but what was there by then: what comes later cannot be looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Self

import pipeline
from commands.history.recording import Arrived, Decided, Event, Listed, Spoken
from data.days import end_of, local_day
from data.model import CoverageWeek, Item, Level, SourceState, State, Story, Verdict
from data.store import Store
from scoring.stories import story_of
from scoring.tellings import when

#: The last moment of a day: midnight belongs to the next one.
_TICK = timedelta(microseconds=1)


def last_tick(moment: datetime) -> datetime:
    """The last moment of the local day in which a moment lies."""
    return end_of(local_day(moment)) - _TICK


class PastStore(Store):
    """A store that remembers which story each item was put into; no page shows it.

    Vectors it does not have it takes from ``origin``: they say nothing of time.
    """

    origin: Store | None = None

    @classmethod
    def beside(cls, origin: Store | None) -> Self:
        """An empty one in memory."""
        made = cls.open("sqlite://")
        made.origin, made.joined = origin, {}
        return made

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        #: Items put into a story since this was last emptied.
        self.joined: dict[str, str] = {}
        #: The levels of all days as last assessed.
        self.assessed: list[Level] = []

    def save_stories(self, stories: Iterable[Story]) -> None:
        """Write stories, and remember their items."""
        listed = list(stories)
        super().save_stories(listed)
        self.joined.update({k: one.id for one in listed for k in one.item_keys})

    def save_levels(self, levels: Sequence[Level]) -> None:
        """Write those of the last day: earlier days were seen as they were seen."""
        self.assessed = list(levels)
        last = max((level.on for level in levels), default=None)
        super().save_levels([level for level in levels if level.on == last])

    def save_coverage_weeks(self, rows: Iterable[CoverageWeek]) -> None:
        """Nothing: no page shows this store."""

    def vectors(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of the vectors that are kept here or where the recording is from."""
        wanted = list(keys)
        found = super().vectors(wanted)
        others = [key for key in wanted if key not in found]
        if self.origin is None or not others:
            return found
        return found | self.origin.vectors(others)


#: The levels of the regions at a moment.
Seen = dict[str, Level]


def is_loud(event: Event) -> bool:
    """Whether an event can change a level beyond what was read: tension, or a word."""
    if isinstance(event, Arrived):
        return bool(event.item.risk) and event.item.dropped is None
    return isinstance(event, Spoken | Decided)


class Past:
    """What had happened by a moment, and what would have been seen of it."""

    def __init__(self, origin: Store | None = None) -> None:
        self.store = PastStore.beside(origin)
        self._story_of: dict[str, str] = {}
        self._new: dict[str, str] = {}
        #: Verdicts on flags that are not raised (yet).
        self.waiting: list[Spoken] = []

    def begin(
        self, events: Sequence[Event], at: datetime, stories: Mapping[str, str] | None
    ) -> dict[str, Level]:
        """Start in the midst of it: all this has happened and was assessed at ``at``.

        ``stories`` says which one each item was in by then; None joins them from
        nothing, once.
        """
        self._keep([event for event in events if not isinstance(event, Spoken)])
        if stories is not None:
            self._retell(events, stories)
            self.store.set_meta("assessed_at", at.isoformat())
        levels = self.assess(at)
        self.waiting = [event for event in events if isinstance(event, Spoken)]
        self._say_waiting()
        return levels

    def happen(self, events: Sequence[Event]) -> None:
        """Let events happen, oldest first; a verdict falls on what is seen by then."""
        for spoken, part in groupby(events, lambda event: isinstance(event, Spoken)):
            if not spoken:
                self._keep(list(part))
                continue
            for event in part:
                assert isinstance(event, Spoken)
                self.waiting.append(event)
                if not self._flags(event):
                    self.assess(event.at)
                self._say_waiting()

    def assess(self, now: datetime) -> dict[str, Level]:
        """The level of every region as it would have been seen at this moment."""
        self._say_waiting()
        result = pipeline.assess_store(self.store, now)
        return {level.region: level for level in result.levels}

    def assess_days(self, now: datetime, days: Sequence[date]) -> dict[date, Seen]:
        """The levels of each of these days, none of which brought anything new.

        What no text of tension and no person's word parts is assessed at once: a day is
        judged by nothing that came after it.
        """
        self.assess(now)
        found: dict[date, Seen] = {day: {} for day in days}
        for level in self.store.assessed:
            if level.on in found:
                found[level.on][level.region] = level
        return found

    def joined(self) -> dict[str, str]:
        """Which items were put into which story since this was last asked."""
        self._note_stories()
        found, self._new = self._new, {}
        return found

    def close(self) -> None:
        """Give the memory back."""
        self.store.close()

    def _note_stories(self) -> None:
        changed = {
            key: name
            for key, name in self.store.joined.items()
            if self._story_of.get(key) != name
        }
        self._story_of |= changed
        self._new = self._new | changed
        self.store.joined.clear()

    def _keep(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, Listed):
                self.store.add_source(event.source)
        items = [event.item for event in events if isinstance(event, Arrived)]
        for _, part in groupby(items, lambda item: item.revised_at is not None):
            self._add(list(part))
        words = [event.word for event in events if isinstance(event, Decided)]
        if words:
            self.store.repeat(words)

    def _add(self, items: Sequence[Item]) -> None:
        newest = items[-1]
        at = newest.revised_at or newest.collected_at
        state = SourceState(
            newest.source_id, State.WORKING, last_attempt_at=at, last_success_at=at
        )
        self.store.add_collected(items, state, {}, local_day(at))

    def _retell(self, events: Sequence[Event], names: Mapping[str, str]) -> None:
        """Put items into the stories they were in."""
        owner = {source.id: source.owner for source in self.store.sources()}
        items = {e.item.key: e.item for e in events if isinstance(e, Arrived)}
        told: dict[str, list[Item]] = {}
        for item in sorted(items.values(), key=lambda item: (when(item), item.key)):
            if item.key in names:
                told.setdefault(names[item.key], []).append(item)
        stories = [story_of(name, found, owner) for name, found in told.items()]
        self.store.save_stories(stories)
        self._note_stories()
        self._new = {}

    def _flags(self, spoken: Spoken) -> list[str]:
        """The flags in the region whose stories hold one of the items."""
        self._note_stories()
        told = Counter(
            self._story_of[key] for key in spoken.item_keys if key in self._story_of
        )
        here = self.store.flags(region=spoken.region) if told else []
        return [flag.id for flag in here if flag.story_id in told]

    def _say_waiting(self) -> None:
        """Give the verdicts whose flags are there."""
        still = []
        for spoken in self.waiting:
            found = self._flags(spoken)
            for name in found:
                self.store.add_verdict(
                    Verdict(name, spoken.code, spoken.reason, spoken.author, spoken.at)
                )
            if not found:
                still.append(spoken)
        self.waiting = still
