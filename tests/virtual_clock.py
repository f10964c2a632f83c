"""A clock whose time passes only when everybody waits: a month in a minute.

Threads that read from the network are busy, and hold the time still; it jumps to the
next moment anyone waits for as soon as nobody is busy.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Condition, Event

from collectors.clock import Clock


class VirtualClock(Clock):
    """``population`` says how many threads there are that may wait or be busy."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._turn = Condition()
        self._sleepers: dict[object, tuple[datetime, Event | None]] = {}
        self.population: Callable[[], int] = lambda: 1

    def now(self) -> datetime:
        return self._now

    def sleep(self, seconds: float, until: Event | None = None) -> None:
        me = object()
        wake_at = self._now + timedelta(seconds=max(seconds, 0.0))
        with self._turn:
            self._sleepers[me] = (wake_at, until)
            while self._now < wake_at and not (until and until.is_set()):
                if not self._pass_time():
                    self._turn.wait(0.0005)  # somebody is busy with real work
            del self._sleepers[me]

    def _pass_time(self) -> bool:
        """Jump to the next moment someone waits for, if nobody is busy or awake."""
        if any(event and event.is_set() for _, event in self._sleepers.values()):
            return False
        if any(at <= self._now for at, _ in self._sleepers.values()):
            return False
        if len(self._sleepers) < self.population():
            return False
        self._now = min(at for at, _ in self._sleepers.values())
        self._turn.notify_all()
        return True
