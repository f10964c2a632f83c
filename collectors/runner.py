"""Reads every source when it is due, many at once, until it is told to stop.

One thread decides and keeps; workers only read. A slow source holds one worker, and its
host at most two, so that it never holds up the rest. What was read when the end comes
is kept; what was still being read is as if it had never been begun.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from threading import Event, Lock
from urllib.parse import urlsplit

from collectors.attempt import Collected, collect
from collectors.clock import Clock
from collectors.reading import Known
from collectors.schedule import SHORTEST, is_due
from collectors.web import Web
from data.errors import SourceError
from data.model import Kept, Source, SourceState, State

log = logging.getLogger(__name__)

#: Keeps a harvest and says whether that worked; it is tried again later if not.
Keep = Callable[[Collected, datetime], bool]
#: Even when nothing is due, the list is looked through so often.
_LONGEST_NAP = timedelta(minutes=1)
_AT_ONCE_PER_HOST = 2


class Runner:
    """The schedule at work. ``known`` and ``keep`` are the ways to the store."""

    def __init__(
        self,
        web: Web,
        known: Known,
        keep: Keep,
        clock: Clock | None = None,
        workers: int = 16,
    ) -> None:
        self.clock = clock or Clock()
        self._web = web
        self._known = known
        self._keep = keep
        self._workers = workers
        self._sources: dict[str, Source] = {}
        self._states: dict[str, SourceState] = {}
        self._due: dict[str, datetime] = {}
        self._running: dict[str, Source] = {}
        self._came: SimpleQueue[tuple[Source, Collected, datetime]] = SimpleQueue()
        self._wake = Event()
        self._stopped = Event()
        self._turn = Lock()
        self._last_look: datetime | None = None

    @property
    def running(self) -> int:
        """How many sources are being read now."""
        return len(self._running)

    def plan(
        self, sources: Iterable[Source], states: Mapping[str, SourceState]
    ) -> None:
        """Read these sources from now on; may be called at any time, by any thread.

        Of sources known already the runner's own state counts: it is newer. A source
        whose entry changed is read at once, and whole.
        """
        now = self.clock.now()
        with self._turn:
            before, self._sources = self._sources, {}
            for source in sources:
                if not source.enabled:
                    continue
                self._sources[source.id] = source
                if source.id not in before:
                    state = states.get(source.id, SourceState(source.id))
                    self._states[source.id] = state
                    due_at = None if is_due(state, now) else state.due_at
                    self._due[source.id] = due_at or now
                elif before[source.id] != source:
                    self._states[source.id] = _asking_all(self._states[source.id])
                    self._due[source.id] = now
        self._wake.set()

    def stop(self) -> None:
        """Begin no other attempt and end those under way; ``run`` returns soon."""
        self._stopped.set()
        self._web.stop()
        self._wake.set()

    def run(self) -> None:
        """Read what is due until ``stop`` is called."""
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="collect")
        self._running.clear()  # an earlier run may have left what it could not begin
        try:
            while not self._stopped.is_set():
                self._wake.clear()
                self._keep_what_came()
                self._heed_clock()
                self._begin_what_is_due(pool)
                self.clock.sleep(self._nap(), until=self._wake)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            self._keep_what_came()

    def _heed_clock(self) -> None:
        """Where the clock was set back, what is due moves back with it."""
        now = self.clock.now()
        with self._turn:
            if self._last_look is not None and now < self._last_look:
                back = self._last_look - now
                self._due = {id: at - back for id, at in self._due.items()}
            self._last_look = now

    def _begin_what_is_due(self, pool: ThreadPoolExecutor) -> None:
        now = self.clock.now()
        with self._turn:
            busy = Counter(_host(source) for source in self._running.values())
            for id, source in self._in_order():
                if len(self._running) >= self._workers or self._due[id] > now:
                    break
                host = _host(source)
                if id in self._running or (host and busy[host] >= _AT_ONCE_PER_HOST):
                    continue
                busy[host] += 1
                self._running[id] = source
                pool.submit(self._read, source, self._states[id]).add_done_callback(
                    _told
                )

    def _in_order(self) -> list[tuple[str, Source]]:
        """The sources, those that have waited longest first."""
        return sorted(self._sources.items(), key=lambda one: self._due[one[0]])

    def _read(self, source: Source, previous: SourceState) -> None:
        """One attempt, in a worker."""
        now = self.clock.now()
        harvest: Collected | None = None
        try:
            harvest = collect(source, self._web, previous, now, self._known_now)
        finally:
            # Also after a fault of ours: the source is due again, the run goes on.
            with self._turn:
                del self._running[source.id]
                # By the clock of now: a long reading must not be due before it is kept.
                self._due[source.id] = self.clock.now() + SHORTEST
            if harvest is not None:
                self._came.put((source, harvest, now))
            self._wake.set()

    def _known_now(self, keys: Iterable[str]) -> Mapping[str, Kept]:
        """The memory, closed once reading was stopped, so that a long visit ends."""
        if self._stopped.is_set():
            raise SourceError(State.UNKNOWN, "Reading was stopped.")
        return self._known(keys)

    def _keep_what_came(self) -> None:
        while True:
            try:
                source, harvest, at = self._came.get_nowait()
            except Empty:
                return
            # "Unknown" is what an attempt ends in that was stopped half-way.
            if harvest.state.state is State.UNKNOWN or not self._keep(harvest, at):
                continue
            with self._turn:
                # An entry that changed while it was being read is read again at once.
                is_same = self._sources.get(source.id) == source
                state = harvest.state if is_same else _asking_all(harvest.state)
                self._states[source.id] = state
                self._due[source.id] = (state.due_at if is_same else at) or at

    def _nap(self) -> float:
        """Seconds until something may be due, if nothing happens before."""
        now = self.clock.now()
        with self._turn:
            if len(self._running) >= self._workers:
                return _LONGEST_NAP.total_seconds()
            waits = [
                self._due[id] - now for id in self._sources if id not in self._running
            ]
        soonest = min([_LONGEST_NAP, *(wait for wait in waits if wait > timedelta(0))])
        return max(soonest.total_seconds(), 0.0)


def _asking_all(state: SourceState) -> SourceState:
    """The state of a changed entry: what it sent may have stood at another address."""
    return replace(state, etag=None, modified=None)


def _told(attempt: Future[None]) -> None:
    """Say it loudly when an attempt met a fault of ours; the others go on."""
    fault = None if attempt.cancelled() else attempt.exception()
    if fault is not None:
        log.error("an attempt to read a source failed", exc_info=fault)


def _host(source: Source) -> str:
    """The host that is asked, or "" for a folder of this machine."""
    try:
        return urlsplit(source.url).netloc.lower()
    except ValueError:
        return ""
