"""Manners towards other people's servers: whose turn it is at which host, and when.

At each host at most one request starts per ``gap`` seconds and at most ``at_once`` are
under way; who came first goes first. A host that asked us to stay away is left alone by
all its sources. A host and its ``www.``, ``m.``, ``mobile.`` and ``amp.`` are taken for
one server and share their turns. Does not read robots.txt; :mod:`collectors.robots`
does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Lock

from collectors.clock import Clock
from collectors.schedule import LONGEST_AWAY
from data.days import ALMATY
from data.errors import SourceError
from data.model import State

#: The most seconds between two starts that a host's robots.txt can obtain.
LONGEST_GAP = 60.0
#: Seconds a reader waits at the door of a host that asked for a moment's peace.
SHORT_AWAY = 30.0
#: Waits that another reader ends are slept in pieces of so many seconds.
_UNTIL_CALLED = 60.0
#: So many hosts are remembered before those that need no patience are forgotten.
_MANY = 1000
_SAME_SERVER = ("www.", "m.", "mobile.", "amp.")


def stopped() -> SourceError:
    """The failure of everything that is asked for after the stop."""
    return SourceError(State.UNKNOWN, "Reading was stopped.")


def site_name(host: str) -> str:
    """The name under which a host (with its port, if not the usual) is remembered."""
    name, colon, port = host.lower().partition(":")
    name = name.rstrip(".")
    for prefix in _SAME_SERVER:
        rest = name.removeprefix(prefix)
        if rest != name and "." in rest:
            name = rest
            break
    return name + (colon + port if port not in ("", "80", "443") else "")


@dataclass
class _Site:
    """What is remembered of one host; ``line`` holds a bell for each who waits."""

    gap: float
    last_start: datetime | None = None
    under_way: int = 0
    away_until: datetime | None = None
    line: deque[Event] = field(default_factory=deque)

    def until_free(self, now: datetime) -> float:
        """Seconds until the gap since the last start is over."""
        if self.last_start is None:
            return 0.0
        # A clock that was set back must not lock the host until it has caught up.
        self.last_start = min(self.last_start, now)
        return self.gap - (now - self.last_start).total_seconds()

    def until_welcome(self, now: datetime) -> float:
        """Seconds until the host wants to see us again."""
        return (self.away_until - now).total_seconds() if self.away_until else 0.0


class Manners:
    """Turns at hosts, for any number of threads."""

    def __init__(
        self, gap: float = 5.0, at_once: int = 2, clock: Clock | None = None
    ) -> None:
        self.gap = gap
        self.at_once = at_once
        self.clock = clock or Clock()
        self._sites: dict[str, _Site] = {}
        self._is_stopped = False
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for one's turn at a host and hold it while the block runs.

        Raises SourceError: HTTP_ERROR 429 when the host asked us to stay away for
        longer than ``SHORT_AWAY``, UNKNOWN when reading was stopped.
        """
        name = site_name(host)
        self._wait(name)
        try:
            yield
        finally:
            with self._lock:
                site = self._site(name)
                site.under_way -= 1
                _call_next(site)

    def slow(self, host: str, seconds: float) -> None:
        """Leave so many seconds between two starts, as the host asks; 60 at most."""
        with self._lock:
            gap = max(self.gap, min(seconds, LONGEST_GAP))
            self._site(site_name(host)).gap = gap

    def away(self, host: str, seconds: float) -> None:
        """Let nobody ask a host for so many seconds, as it wishes; a week at most."""
        wait = min(timedelta(seconds=min(seconds, 1e9)), LONGEST_AWAY)
        with self._lock:
            site = self._site(site_name(host))
            until = self.clock.now() + wait
            site.away_until = max(until, site.away_until or until)
            _call_all(site)

    def stop(self) -> None:
        """End all waits at once, now and from now on."""
        with self._lock:
            self._is_stopped = True
            for site in self._sites.values():
                _call_all(site)

    def _wait(self, name: str) -> None:
        bell = Event()
        with self._lock:
            self._site(name).line.append(bell)
        try:
            while (seconds := self._try_to_start(name, bell)) > 0:
                self.clock.sleep(seconds, until=bell)
        finally:
            with self._lock:
                site = self._site(name)
                site.line.remove(bell)
                _call_next(site)

    def _try_to_start(self, name: str, bell: Event) -> float:
        """Start, which is 0, or say how many seconds to wait before the next try."""
        with self._lock:
            bell.clear()  # before judging: what changes afterwards rings it again
            if self._is_stopped:
                raise stopped()
            site, now = self._site(name), self.clock.now()
            away = site.until_welcome(now)
            if away > SHORT_AWAY:
                raise _sent_away(name, now, away)
            if site.line[0] is not bell or site.under_way >= self.at_once:
                return _UNTIL_CALLED
            seconds = max(away, site.until_free(now))
            if seconds <= 0:
                site.last_start = now
                site.under_way += 1
            return max(seconds, 0.0)

    def _site(self, name: str) -> _Site:
        """What is known of a host; call with the lock."""
        if name not in self._sites:
            if len(self._sites) >= _MANY:
                self._forget()
            self._sites[name] = _Site(self.gap)
        return self._sites[name]

    def _forget(self) -> None:
        """Drop the hosts that nobody would have to wait for."""
        now = self.clock.now()
        self._sites = {
            name: site
            for name, site in self._sites.items()
            if site.line
            or site.under_way
            or max(site.until_free(now), site.until_welcome(now)) > 0
        }


def _sent_away(name: str, now: datetime, seconds: float) -> SourceError:
    until = (now + timedelta(seconds=seconds)).astimezone(ALMATY)
    return SourceError(
        State.HTTP_ERROR,
        f"{name} asked us to stay away until {until:%Y-%m-%d %H:%M} (Almaty).",
        429,
        retry_after=seconds,
    )


def _call_next(site: _Site) -> None:
    if site.line:
        site.line[0].set()


def _call_all(site: _Site) -> None:
    for bell in site.line:
        bell.set()
