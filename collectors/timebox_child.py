"""The other end of :mod:`collectors.timebox`: answers questions until nobody asks.

Run as a script, so that the room it belongs to is not imported: only what a question
needs is. Uses the standard library alone.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import queue
import signal
import struct
import sys
import threading
from types import TracebackType
from typing import IO, Any

#: Bytes of address space; beyond them Python raises MemoryError and C code gives up.
_MOST_MEMORY = 1 << 30
#: The parent is nicer and comes first; this is for one that can no longer come.
_GRACE = 2.0
_HEAD = struct.Struct("!dQ")


def write_frame(pipe: IO[bytes], payload: bytes, seconds: float = 0.0) -> None:
    """Send bytes, with the time within which they are to be answered."""
    pipe.write(_HEAD.pack(seconds, len(payload)))
    pipe.write(payload)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> tuple[float, bytes] | None:
    """The next bytes and their time; None when the other side is gone."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    seconds, size = _HEAD.unpack(head)
    payload = pipe.read(size)
    return (seconds, payload) if len(payload) == size else None


class _Outcome:
    """What came of one call: whatever is raised inside is caught and kept."""

    def __init__(self) -> None:
        self.is_raised = False
        self.value: Any = None

    def __enter__(self) -> _Outcome:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if error is not None:
            self.is_raised, self.value = True, error.with_traceback(None)
        return True

    def pickled(self) -> bytes:
        """As bytes; an error that does not survive that is named by its type."""
        packed = _Outcome()
        with packed:
            packed.value = pickle.dumps((self.is_raised, self.value), -1)
            if self.is_raised:
                pickle.loads(packed.value)
        if not packed.is_raised:
            return bytes(packed.value)
        culprit = self.value if self.is_raised else packed.value
        return pickle.dumps((True, type(culprit).__name__), -1)


def main() -> None:
    """Answer each question in turn; end when the parent does, even at work."""
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not be taken for an answer.
    os.dup2(2, 1)
    # A supervisor tells the whole group to end; a half-read answer would then look like
    # a document that crashes its reader. The parent ends us, or its pipe does.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _limit()
    questions: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
    reader = threading.Thread(target=_read, args=(questions,), daemon=True)
    reader.start()
    sys.path[:] = pickle.loads(questions.get()[1])
    while True:
        seconds, question = questions.get()
        # A thread of C: it ends even code that never lets Python run.
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True)
        with _Outcome() as outcome:
            function, args = pickle.loads(question)
            outcome.value = function(*args)
        answer = outcome.pickled()
        faulthandler.cancel_dump_traceback_later()
        if outcome.is_raised and isinstance(outcome.value, MemoryError):
            os._exit(1)
        write_frame(answers, answer)


def _read(questions: queue.SimpleQueue[tuple[float, bytes]]) -> None:
    """Pass questions on; the end of the pipe is the end of the parent."""
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        questions.put(frame)
    os._exit(0)


def _limit() -> None:
    """Little memory, no core file (it would hold what was read), a low priority."""
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        os.nice(5)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    main()
