"""The time of one request: its deadline, and the watch that ends every wait in it.

A resolver that hangs, a host that never lets itself be connected to, a server that
drips bytes: each wait ends when the time is over or reading is stopped, whatever the
operating system would still be willing to wait for.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

Result = TypeVar("Result")


class CutOff(Exception):
    """The watch ended a wait: the time is over or reading was stopped."""


class Deadline:
    """The moment by which one ``get`` must be over, redirects and all."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left; negative when over."""
        return self._end - time.monotonic()

    @contextmanager
    def halted(self) -> Iterator[None]:
        """Let the time stand still while the block runs."""
        since = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - since


class Watch:
    """Cuts what one request waits for when the time is over, or when told to.

    Time-outs of sockets begin anew with each byte, so a server that drips its headers
    could hold a thread for hours; only shutting the socket ends that. Resolving and
    connecting cannot be shut: they are left to a thread of their own.
    """

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer: threading.Timer | None = None
        self._answers: SimpleQueue[Any] | None = None
        self._is_over = False
        self.is_cut = False

    def run(
        self,
        work: Callable[[], Result],
        faults: tuple[type[Exception], ...],
        undo: Callable[[Result], None] | None = None,
    ) -> Result:
        """What the work gives, or its fault; CutOff as soon as the watch cuts.

        Work that is cut goes on unheard, and what it gives too late is undone.
        """
        answers: SimpleQueue[tuple[Result] | Exception | None] = SimpleQueue()

        def go() -> None:
            answer: tuple[Result] | Exception | None = None
            try:
                answer = (work(),)
            except faults as error:
                answer = error
            finally:
                if not self._hand_over(answers, answer):
                    _undo(answer, undo)

        with self._lock:
            if self.is_cut:
                raise CutOff
            self._answers = answers
        threading.Thread(target=go, daemon=True, name="web").start()
        answer: tuple[Result] | Exception | None = self._take(answers)
        if answer is None:
            while not answers.empty():  # it came in the same moment
                _undo(answers.get_nowait(), undo)
            raise CutOff
        if isinstance(answer, Exception):
            raise answer
        return answer[0]

    def event(self, name: str, info: Mapping[str, Any]) -> None:
        """Take note of a connection; called by httpcore as it works."""
        if name != "connection.connect_tcp.complete":
            return
        # A duplicate stays valid when TLS wraps the socket and takes it over.
        connection = info["return_value"].get_extra_info("socket").dup()
        with self._lock:
            if self.is_cut or self._is_over:
                _shut(connection)
                connection.close()
                return
            self._sockets.append(connection)
            if self._timer is None:
                self._timer = threading.Timer(max(self._deadline.left(), 0), self.cut)
                self._timer.daemon = True
                self._timer.start()

    def cut(self) -> None:
        """End every wait of the request now."""
        with self._lock:
            self.is_cut = True
            for connection in self._sockets:
                _shut(connection)
            if self._answers is not None:
                self._answers.put(None)

    def end(self) -> None:
        """The request is over, one way or the other."""
        with self._lock:
            self._is_over = True
            timer = self._timer
        if timer is not None:
            timer.cancel()
            timer.join()
        for connection in self._sockets:
            connection.close()

    def _take(self, answers: SimpleQueue[Any]) -> Any:
        """The answer of the work, None if it is cut before there is one."""
        try:
            return answers.get(timeout=max(self._deadline.left(), 0.001))
        except Empty:
            return None
        finally:
            with self._lock:
                self._answers = None

    def _hand_over(self, answers: SimpleQueue[Any], answer: Any) -> bool:
        """Give the answer to who waits for it; False if nobody does any more."""
        with self._lock:
            is_awaited = self._answers is answers
            if is_awaited:
                answers.put(answer)
        return is_awaited


def _undo(answer: Any, undo: Callable[[Any], None] | None) -> None:
    if undo is not None and isinstance(answer, tuple):
        undo(answer[0])


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):  # it may just have ended by itself
        connection.shutdown(socket.SHUT_RDWR)
