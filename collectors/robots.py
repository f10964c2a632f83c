"""What the robots.txt of a site allows us, by RFC 9309 and Protego.

Copies are kept for a day. A site without one (any 4xx) allows everything; one that
cannot be asked allows nothing for now, except what an older copy allowed. Does not
fetch: :mod:`collectors.web` does, with the same manners as for everything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event, Lock

import httpx
from protego import Protego

from collectors.clock import Clock
from data.errors import SourceError
from data.model import State

#: The name by which a robots.txt addresses us.
TOKEN = "Kelisim"
#: The most bytes of a robots.txt that are read; RFC 9309 asks for as much.
MOST_BYTES = 500_000
_FRESH = timedelta(days=1)
#: A robots.txt that could not be read is tried again after this.
_RETRY = timedelta(minutes=5)
#: Copies that nobody has asked for so long are forgotten.
_FORGOTTEN = timedelta(days=30)
#: Another thread reads the file meanwhile; it calls us, so this is no rhythm.
_UNTIL_CALLED = 60.0
_AGENT_LINE = re.compile(r"\s*user[ -]?agent\s*(?:[:\s]\s*(?P<name>\S.*)?)?", re.I)
_PRODUCT = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class _Copy:
    """What is known of one robots.txt until it is asked for again."""

    until: datetime
    rules: Protego | None = None
    failure: SourceError | None = None


class Robots:
    """The robots.txt of every site asked, for any number of threads.

    ``fetch`` reads the text at an address, local ones only if told so; it raises
    SourceError.
    """

    def __init__(self, fetch: Callable[[str, bool], str], clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._copies: dict[str, _Copy] = {}
        self._reading: dict[str, Event] = {}
        self._lock = Lock()

    def ask(self, target: httpx.URL, allow_local: bool = False) -> float:
        """Raise SourceError unless the address may be read.

        Returns the seconds the site wants between two requests, 0 if it says nothing:
        BLOCKED_BY_ROBOTS, or the failure of reading its robots.txt itself.
        """
        origin = f"{target.scheme}://{target.netloc.decode('ascii')}"
        copy = self._copy(origin, allow_local)
        if copy.rules is None:
            if copy.failure is not None:
                raise _without_robots(copy.failure)
            return 0.0
        path = target.raw_path.decode("ascii")
        if not copy.rules.can_fetch(origin + path, TOKEN):
            raise SourceError(
                State.BLOCKED_BY_ROBOTS,
                f"The robots.txt of {target.host} does not allow us {path[:200]}.",
            )
        return _delay(copy.rules)

    def _copy(self, origin: str, allow_local: bool) -> _Copy:
        """A copy young enough, or read now; by one thread at a time."""
        while True:
            with self._lock:
                old = self._copies.get(origin)
                if old is not None and self._clock.now() < old.until:
                    return old
                other = self._reading.get(origin)
                if other is None:
                    done = self._reading[origin] = Event()
                    break
            if old is not None and old.rules is not None:
                return old  # good enough while another thread reads the new one
            self._clock.sleep(_UNTIL_CALLED, until=other)
        try:
            copy = self._read(origin, allow_local, old)
            with self._lock:
                self._keep(origin, copy)
            return copy
        finally:
            with self._lock:
                del self._reading[origin]
            done.set()

    def _read(self, origin: str, allow_local: bool, old: _Copy | None) -> _Copy:
        """The file as it is now; of an unreachable one, what it was before."""
        try:
            text = self._fetch(f"{origin}/robots.txt", allow_local)
        except SourceError as error:
            if error.state is State.UNKNOWN:
                raise  # reading was stopped, which says nothing about the site
            now = self._clock.now()
            if _is_absent(error):
                return _Copy(now + _FRESH)
            if old is not None and old.failure is None:
                return replace(old, until=now + _RETRY)
            return _Copy(now + _RETRY, failure=error)
        return _Copy(self._clock.now() + _FRESH, rules_of(text))

    def _keep(self, origin: str, copy: _Copy) -> None:
        oldest = self._clock.now() - _FORGOTTEN
        self._copies = {o: c for o, c in self._copies.items() if c.until > oldest}
        self._copies[origin] = copy


def rules_of(text: str) -> Protego | None:
    """The rules of a robots.txt, None when it has none for us.

    A page of HTML is no robots.txt, whatever words stand in it.
    """
    text = text.replace("\x00", "").lstrip("\ufeff \t\r\n")
    if not text or text.startswith("<"):
        return None
    return Protego.parse("\n".join(_addressed(line) for line in text.splitlines()))


def _addressed(line: str) -> str:
    """The line, all other readers being one and the same in it.

    Thousands of names before thousands of rules would cost their product in memory.
    """
    found = _AGENT_LINE.fullmatch(line.partition("#")[0])
    if found is None:
        return line
    name = found["name"] or ""
    if name.startswith("*"):
        return "User-agent: *"
    product = _PRODUCT.match(name)
    is_us = product is not None and product[0].lower() == TOKEN.lower()
    return f"User-agent: {TOKEN if is_us else 'anyone-else'}"


def _delay(rules: Protego) -> float:
    """Seconds the rules want between two requests."""
    rate = rules.request_rate(TOKEN)
    by_rate = rate.seconds / rate.requests if rate is not None else 0.0
    return max(rules.crawl_delay(TOKEN) or 0.0, by_rate)


def _is_absent(error: SourceError) -> bool:
    """Whether the failure means that the site has no robots.txt at all.

    4xx, an empty answer, redirects that end nowhere; but not a request to come later.
    """
    if error.state is not State.HTTP_ERROR or error.retry_after is not None:
        return False
    status = error.http_status
    return status is None or (status < 500 and status != 429)


def _without_robots(failure: SourceError) -> SourceError:
    return SourceError(
        failure.state,
        f"Its robots.txt comes first and cannot be read: {failure.detail}",
        failure.http_status,
        failure.retry_after,
    )
