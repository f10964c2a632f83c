"""Foreign bytes are parsed in another process, which can be ended.

A parser that loops for ever, eats the memory or crashes takes its own process with it
and nobody else's; no thread can promise that. Two such processes are started when they
are first needed, are kept, and end with this one, however it ends.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any, Self, TypeVar, TypeVarTuple

from collectors import timebox_child
from collectors.timebox_child import read_frame, write_frame
from data.errors import SourceError
from data.model import State

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_MOST_CHILDREN = 2
#: What libraries leak over the years ends with their process.
_MOST_CALLS = 1000
#: Importing a parser is our cost, not the document's: it has a time of its own.
_LOADING_SECONDS = 60.0


def boxed(
    function: Callable[[*Ts], T],
    *args: *Ts,
    seconds: float,
    what: str = "What was sent",
) -> T:
    """What ``function(*args)`` returns, computed within ``seconds`` in another process.

    The function must be one of a module, its arguments and its result picklable. What
    it raises is raised here. NoAnswerError (``parse_error``) says that the time is over
    or that the process broke down (a crash, no memory). Safe in any thread; a call
    waits for one of the two processes before its time begins. ``what`` names in the
    message what could not be read.
    """
    result: T = _POOL.run(function, args, seconds, what)
    return result


class NoAnswerError(SourceError):
    """A boxed call ended without an answer, for a reason in what was sent."""


class TookTooLongError(NoAnswerError):
    """The time of a boxed call was over before it had an answer."""


class _BrokenDownError(Exception):
    """A process ended without an answer; ``is_late`` if its time was over."""

    def __init__(self, is_late: bool) -> None:
        super().__init__()
        self.is_late = is_late


class _Pool:
    """The processes that wait for work, and places for those at work."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(_MOST_CHILDREN)
        self._idle: list[_Child] = []
        atexit.register(self.close)

    def run(
        self, function: Callable[..., Any], args: Any, seconds: float, what: str
    ) -> Any:
        """As :func:`boxed`."""
        with self._places:
            child = self._ready()
            try:
                child.load(function)
                is_raised, value = child.ask(function, args, seconds)
            except _BrokenDownError as end:
                raise _fault(seconds, end.is_late, what) from None
            finally:
                # Also after an interrupt in the midst of an answer: who does not wait
                # for the next question in good order is ended.
                if child.is_in_order:
                    self._idle.append(child)
                else:
                    child.end()
        if not is_raised:
            return value
        if isinstance(value, BaseException):
            raise value
        raise NoAnswerError(State.PARSE_ERROR, f"{what} cannot be read ({value}).")

    def _ready(self) -> _Child:
        """A process that waits for work; one that was ended from outside does not."""
        while self._idle:
            child = self._idle.pop()
            if child.is_alive():
                return child
            child.end()
        try:
            return _Child()
        except OSError as error:
            # No fault of the source; it is tried again as if it had not been tried.
            raise SourceError(
                State.UNKNOWN,
                f"No process could be started to read with ({error.strerror});"
                " end other programs and try again.",
            ) from error

    def close(self) -> None:
        """End all that wait; those at work end when they can no longer answer."""
        while self._idle:
            self._idle.pop().end()


def _fault(seconds: float, is_late: bool, what: str) -> NoAnswerError:
    if is_late:
        return TookTooLongError(
            State.PARSE_ERROR,
            f"{what} could not be read within {seconds:g} seconds.",
        )
    return NoAnswerError(
        State.PARSE_ERROR,
        f"{what} broke the process that read it (a crash, or no memory left).",
    )


class _Child:
    """One process, spoken to through its standard input and output."""

    def __init__(self) -> None:
        # Not multiprocessing: that would import the main module again, which for us
        # may be a test run, a console script or Streamlit.
        self._process = subprocess.Popen(
            [sys.executable, "-P", timebox_child.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            # An interrupt typed at the terminal is for the parent.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._questions: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self._loaded: set[str] = set()
        self._calls = 0
        self._is_new = True
        self.is_in_order = True

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def load(self, function: Callable[..., Any]) -> None:
        """Let it import the module of a function."""
        if function.__module__ not in self._loaded:
            self.ask(callable, (function,), _LOADING_SECONDS)
            self._loaded.add(function.__module__)

    def ask(
        self, function: Callable[..., Any], args: Any, seconds: float
    ) -> tuple[bool, Any]:
        """Whether something was raised, and that or what was returned."""
        question = pickle.dumps((function, args), pickle.HIGHEST_PROTOCOL)
        self.is_in_order = False
        with _Watch(seconds, self._process.kill) as watch:
            answer = self._exchange(question, seconds)
        if answer is None:
            raise _BrokenDownError(watch.has_barked)
        outcome: tuple[bool, Any] = pickle.loads(answer)
        self._calls += 1
        self.is_in_order = not watch.has_barked and self._calls < _MOST_CALLS
        return outcome

    def _exchange(self, question: bytes, seconds: float) -> bytes | None:
        """The answer, or None if the process ended without one."""
        try:
            if self._is_new:
                write_frame(self._questions, pickle.dumps(_search_path()))
                self._is_new = False
            write_frame(self._questions, question, seconds)
            frame = read_frame(self._answers)
        except OSError:
            return None
        return frame[1] if frame else None

    def end(self) -> None:
        """End it at once and leave nothing open."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._questions, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()


class _Watch:
    """Does something unless one is done in time."""

    def __init__(self, seconds: float, act: Callable[[], None]) -> None:
        self.has_barked = False
        self._act = act
        self._timer = threading.Timer(seconds, self._bark)
        self._timer.daemon = True

    def _bark(self) -> None:
        self.has_barked = True
        self._act()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()
        # Afterwards it is settled whether it barked.
        self._timer.join()


def _search_path() -> list[str]:
    """Where this process imports from, wherever the other one stands."""
    return [os.path.abspath(place) for place in sys.path]


_POOL = _Pool()
