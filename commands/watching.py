"""The job that goes on until it is stopped: rounds on a schedule, the dashboard.

A round that fails is told and the next one is tried; only a person, or the end of the
dashboard itself, stops the job.
"""

from __future__ import annotations

import logging
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType

import pipeline
from commands.terminal import not_done, say
from dashboard import server
from dashboard.i18n import _
from data.errors import InputError, KelisimError
from data.store import Store

log = logging.getLogger(__name__)

#: What may go wrong in one round without being the end of the dashboard: what we
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
        log.info("a round failed", exc_info=True)
        return False
    return True


def keep_open(
    store: Store,
    url: str,
    port: int,
    browser: bool,
    every: timedelta | None,
    one_round: Callable[[], None],
) -> None:
    """Serve the dashboard; read again on schedule, assess again after a verdict."""
    port = free_port(port)
    judged = store.current_verdicts()  # before anyone can give another
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
        _watch(store, process, every, one_round, judged)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _watch(
    store: Store,
    process: subprocess.Popen[bytes],
    every: timedelta | None,
    one_round: Callable[[], None],
    judged: object,
) -> None:
    last_round = datetime.now(UTC)

    def after_verdicts() -> None:
        nonlocal judged
        verdicts = store.current_verdicts()
        if verdicts != judged:
            judged = verdicts  # a failure is told once; the next round mends it
            pipeline.assess_store(store, datetime.now(UTC))

    while process.poll() is None:
        time.sleep(1)
        if every is not None and datetime.now(UTC) - last_round >= every:
            attempt(one_round)
            last_round = datetime.now(UTC)
        attempt(after_verdicts)
    raise KelisimError(
        f"The dashboard ended by itself (exit code {process.returncode}); "
        "what it said stands above. Nothing kept is lost: start Kelisim again."
    )


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
