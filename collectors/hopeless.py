"""What could not be read before and has not changed since: it is not tried for ever.

Kept in memory only, under the hash of the content, so a new version of the program
tries everything anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

_MOST = 20_000
#: The machine may only have been busy: there is another try on the days that follow.
_TRIES = 3
_PAUSE = 24 * 3600.0


def digest(body: bytes) -> str:
    """The name of a content: the same bytes, the same name."""
    return sha256(body).hexdigest()


class Hopeless:
    """Contents that failed, and the reason each is counted under. Safe in threads.

    ``clock`` tells seconds that never run backwards.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[tuple[str, ...], tuple[str, int, float]] = {}
        self._turn = Lock()

    def reason(self, *name: str) -> str | None:
        """Why a content is not to be tried, or None if it is."""
        with self._turn:
            reason, tries, at = self._failures.get(name, (None, 0, 0.0))
        is_due = tries < _TRIES and self._clock() - at >= _PAUSE
        return None if is_due else reason

    def add(self, reason: str, *name: str) -> None:
        """Remember a failure; beyond some thousands the oldest is forgotten."""
        with self._turn:
            tries = self._failures.pop(name, (reason, 0, 0.0))[1]
            while len(self._failures) >= _MOST:
                del self._failures[next(iter(self._failures))]
            self._failures[name] = (reason, tries + 1, self._clock())
