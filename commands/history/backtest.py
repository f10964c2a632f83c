"""Days of the past, each as it was seen at its end.

Every month begins anew on its eve, with all that was there by then, and goes on day by
day: so the result for a day depends on nothing but what was there by its end, whichever
days were asked for together with it.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from commands.history.cache import DayCache, KnownDay, SeenLevel, seen_level
from commands.history.past import Past, last_tick
from commands.history.recording import Event, Recording
from data.days import start_of

_DAY = timedelta(days=1)


@dataclass
class Backtest:
    """What was seen; how many days were worked out for it and how many were known.

    ``unheard`` counts verdicts on flags that these rules never raised.
    """

    seen: dict[tuple[str, date], SeenLevel] = field(default_factory=dict)
    computed: int = 0
    taken: int = 0
    unheard: int = 0


def backtest(
    recording: Recording,
    first: date,
    last: date,
    cache: DayCache,
    mode: str,
    rules: str,
    on_day: Callable[[int], None] = lambda n: None,
) -> Backtest:
    """The level of every region on each day from ``first`` to ``last``.

    ``mode`` names how the recording came about, ``rules`` those of today: days known
    under others are worked out again.
    """
    times = [event.at for event in recording.events]
    digests = _digests(recording, rules, _month(first) - _DAY, last)
    result = Backtest()
    month = _month(first)
    while month <= last:
        end = min(_month(month + 31 * _DAY) - _DAY, last)
        work = _Month(recording, times, digests, cache, mode, month, end)
        for day in work.days(result):
            if day.on >= first:
                result.seen |= {(level.region, day.on): level for level in day.levels}
            on_day(1)
        month = _month(month + 31 * _DAY)
    return result


def months_days(first: date, last: date) -> int:
    """How many days are gone through, from the first of ``first``'s month on."""
    return (last - _month(first)).days + 1


def _month(day: date) -> date:
    return day.replace(day=1)


def _tick(day: date) -> datetime:
    return last_tick(start_of(day))


def _digests(
    recording: Recording, rules: str, first: date, last: date
) -> dict[date, str]:
    """Of each day: everything that was there by its end, and the rules."""
    told = hashlib.sha256(rules.encode())
    digests, day = {}, first
    for event in recording.events:
        while day <= last and event.at > _tick(day):
            digests[day] = told.hexdigest()
            day += _DAY
        if day > last:
            break
        told.update(repr(event).encode("utf-8", "backslashreplace"))
    while day <= last:
        digests[day] = told.hexdigest()
        day += _DAY
    return digests


@dataclass
class _Month:
    """One month's days up to ``last``, taken while they are known, then worked out."""

    recording: Recording
    times: Sequence[datetime]
    digests: Mapping[date, str]
    cache: DayCache
    mode: str
    first: date
    last: date

    def days(self, result: Backtest) -> Iterator[KnownDay]:
        """Each day, in order."""
        known = self.cache.known(self.mode, self.first)
        day, stories = self.first - _DAY, dict[str, str]()
        while day <= self.last and self._is_valid(known.get(day), day):
            stories |= known[day].stories
            if day >= self.first:
                result.taken += 1
                yield known[day]
            day += _DAY
        if day <= self.last:
            yield from self._from(day, stories, result)

    def _is_valid(self, known: KnownDay | None, day: date) -> bool:
        return known is not None and known.digest == self.digests[day]

    def _from(
        self, day: date, stories: Mapping[str, str], result: Backtest
    ) -> Iterator[KnownDay]:
        """Work out a day and those after it, from what was known on the day before."""
        eve = self.first - _DAY
        with closing(Past(self.recording.origin)) as past:
            if day == eve:
                past.begin(self._events(None, eve), _tick(eve), None)
                self._keep(eve, (), past)
                day = self.first
            else:
                past.begin(self._events(None, day - _DAY), _tick(day - _DAY), stories)
            while day <= self.last:
                past.happen(self._events(day - _DAY, day))
                levels = past.assess(_tick(day)).values()
                result.computed += 1
                yield self._keep(day, tuple(map(seen_level, levels)), past)
                day += _DAY
            result.unheard = len(past.waiting)

    def _events(self, after: date | None, until: date) -> Sequence[Event]:
        start = 0 if after is None else bisect_right(self.times, _tick(after))
        return self.recording.events[start : bisect_right(self.times, _tick(until))]

    def _keep(self, day: date, levels: tuple[SeenLevel, ...], past: Past) -> KnownDay:
        known = KnownDay(day, self.digests[day], levels, past.joined())
        self.cache.keep(self.mode, self.first, known)
        return known
