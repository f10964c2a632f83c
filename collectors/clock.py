"""The time as the collectors see it, so that a month can pass in a test of a minute."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from threading import Event


class Clock:
    """The real time. Another clock may take its place as long as it has these verbs."""

    def now(self) -> datetime:
        """The moment, aware and in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float, until: Event | None = None) -> None:
        """Let so many seconds pass, or fewer if the event happens before."""
        if until is None:
            time.sleep(max(seconds, 0.0))
        else:
            until.wait(max(seconds, 0.0))
