"""Collecting on a schedule, in a thread of its own, beside whatever else is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock, Thread

import pipeline
from collectors import Collected
from collectors.runner import Runner
from collectors.web import Web
from commands.terminal import errors, not_done, say
from commands.watching import attempt
from dashboard.i18n import _
from data.model import LIVING_STATES, SourceState
from data.store import Store

#: Seconds after which a changed list of sources is noticed at the latest.
_LIST_EVERY = 60.0
#: The longest an orderly end may take; what is still read then is given up.
_PATIENCE = 30.0


class Scheduled:
    """A runner at work over a store. ``on_news`` is told when items were kept."""

    def __init__(
        self, store: Store, web: Web, turn: Lock, on_news: Callable[[], None]
    ) -> None:
        self.store = store
        self._turn = turn
        self._on_news = on_news
        self._keeper = pipeline.Keeper(store, store.sources())
        self._runner = Runner(web, self._keeper.known, self._keep)
        self._states = store.source_states()
        self._runner.plan(store.sources(), self._states)
        self._is_stopped = False
        self._thread = self._begun()

    def _begun(self) -> Thread:
        thread = Thread(target=self._runner.run, name="collector", daemon=True)
        thread.start()
        return thread

    def go_on(self) -> None:
        """Begin anew should a fault of ours have ended collecting; it is said above."""
        if not self._is_stopped and not self._thread.is_alive():
            not_done("A fault of Kelisim's own ended collecting; it begins again.")
            self._thread = self._begun()

    def plan(self) -> None:
        """Read the sources the store lists now."""
        sources = self.store.sources()
        self._keeper.know(sources)
        self._runner.plan(sources, self.store.source_states())

    def stop(self) -> None:
        """End in order: keep what has come, give up what is still being read."""
        self._is_stopped = True
        self._runner.stop()
        self._thread.join(_PATIENCE)

    def _keep(self, harvest: Collected, at: datetime) -> bool:
        kept: list[int] = []

        def work() -> None:
            with self._turn:
                account = self._keeper.keep(harvest, at)
                self.store.set_meta("collected_at", at.isoformat())
            kept.append(account["kept"] + account["edited"])

        if not attempt(work):
            return False
        if kept[0]:
            self._on_news()
        self._tell_of_change(harvest.state)
        return True

    def _tell_of_change(self, state: SourceState) -> None:
        """A line on the terminal when a source begins or ceases to answer."""
        before = self._states.get(state.source_id)
        self._states[state.source_id] = state
        was_living = before is not None and before.state in LIVING_STATES
        is_living = state.state in LIVING_STATES
        if was_living and not is_living:
            errors.print(f"{state.source_id}: {state.detail}", markup=False)
        elif is_living and not was_living and before is not None:
            say(_("%(source)s answers again.") % {"source": state.source_id})


@contextmanager
def on_schedule(
    store: Store, web: Web, turn: Lock, on_news: Callable[[], None]
) -> Iterator[Scheduled]:
    """Collect on schedule while the block runs."""
    scheduled = Scheduled(store, web, turn, on_news)
    try:
        yield scheduled
    finally:
        scheduled.stop()


class Listing:
    """Reads the list of sources again every minute; called every second."""

    def __init__(self, read: Callable[[], object], then: Callable[[], None]) -> None:
        self._read = read
        self._then = then
        self._last = time.monotonic()

    def __call__(self) -> None:
        """Read the list if its time has come."""
        now = time.monotonic()
        if now - self._last >= _LIST_EVERY:
            self._last = now  # before the work: a broken list is told once a minute
            self._read()
            self._then()
