"""The job that goes on until it is stopped: the dashboard, and chores beside it.

A chore that fails is told and tried again; only a person, or the end of the dashboard
itself, stops the job.
"""

from __future__ import annotations

import logging
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType

import pipeline
from commands.terminal import not_done, say
from dashboard import server
from dashboard.i18n import _
from data.days import local_day
from data.errors import InputError, KelisimError
from data.store import Store

log = logging.getLogger(__name__)

#: New items are assessed together, so soon after the last assessment at the earliest.
_NEWS_WAIT = timedelta(minutes=1)
#: Levels also change because time passes.
_AT_LEAST_EVERY = timedelta(hours=1)
#: How often it is written down that somebody assesses here: pages tell it to persons.
_SIGN_OF_LIFE = timedelta(seconds=30)
#: What may go wrong in one chore without being the end of the dashboard: what we
#: foresaw, the machine's disk and network, and a fault of ours met by one text.
ROUND_FAILURES = (
    KelisimError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


@contextmanager
def stoppable(code: int = 0) -> Iterator[None]:
    """Ctrl+C and SIGTERM end the work in order, with this exit code."""
    previous = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    except KeyboardInterrupt:
        say(_("Stopped."))
        if code:
            raise SystemExit(code) from None
    finally:
        signal.signal(signal.SIGTERM, previous)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def attempt(work: Callable[[], object]) -> bool:
    """Do a piece of work; if it fails, say why and whether it was done."""
    try:
        work()
    except ROUND_FAILURES as error:
        is_ours = isinstance(error, KelisimError)
        not_done(str(error) if is_ours else f"{type(error).__name__}: {error}")
        log.info("a chore failed", exc_info=True)
        return False
    return True


def keep_open(
    url: str, port: int, browser: bool, chores: Sequence[Callable[[], object]]
) -> None:
    """Serve the dashboard and do the chores every second, until either is stopped."""
    port = free_port(port)
    process = server.serve(url, port, headless=not browser)
    try:
        if not server.wait_until_ready(port, 60, process):
            raise InputError(
                f"The dashboard did not start on port {port}; give another --port."
            )
        say(
            _("Dashboard: %(address)s  (stop: Ctrl+C)")
            % {"address": server.address(port)}
        )
        _watch(process, chores)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _watch(
    process: subprocess.Popen[bytes], chores: Sequence[Callable[[], object]]
) -> None:
    while process.poll() is None:
        time.sleep(1)
        for chore in chores:
            attempt(chore)
    raise KelisimError(
        f"The dashboard ended by itself (exit code {process.returncode}); "
        "what it said stands above. Nothing kept is lost: start Kelisim again."
    )


class Assessing:
    """Assesses anew when there is a reason to: called every second, mostly idle.

    A reason is a verdict, a restored text, a story joined or parted or a field report
    (at once), new items (a minute after the last assessment at the earliest), a new
    day, an hour gone by.
    ``turn`` is held while assessing, so that nobody writes items meanwhile.
    """

    def __init__(self, store: Store, turn: AbstractContextManager[object]) -> None:
        self.store = store
        self._turn = turn
        self._heard = self._what_people_said()  # before anyone can say more
        self._has_news = False
        self._last = datetime.now(UTC)
        self._alive: datetime | None = None

    def tell_of_news(self) -> None:
        """Items were kept since the last assessment; for any thread."""
        self._has_news = True

    def __call__(self) -> None:
        """Assess if there is a reason to."""
        now = datetime.now(UTC)
        if self._alive is None or now - self._alive >= _SIGN_OF_LIFE:
            self._alive = now
            self.store.set_meta("watched_at", now.isoformat())
        heard = self._what_people_said()
        since = now - self._last
        is_due = (
            heard != self._heard
            or (self._has_news and since >= _NEWS_WAIT)
            or since >= _AT_LEAST_EVERY
            or local_day(now) != local_day(self._last)
        )
        if is_due:
            # Before the work: a failure is told once, and the next reason mends it.
            self._heard, self._has_news, self._last = heard, False, now
            with self._turn:
                pipeline.assess_store(self.store, now)

    def _what_people_said(self) -> tuple[object, ...]:
        return self.store.last_words(), self.store.meta().get("field_report_at")


def free_port(wanted: int) -> int:
    """The wanted port, or the next free one when another program has it."""
    for port in [*range(wanted, min(wanted + 20, 65536)), 0]:
        with socket.socket() as probe:
            try:
                probe.bind((server.HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise InputError(f"No free port near {wanted}; give another --port.")
