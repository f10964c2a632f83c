"""The only way out: polite, bounded, safe HTTP.

Asks robots.txt first and waits for its turn at every host, also at those a redirect
leads to; sends an honest user agent, asks only for what changed, reads at most so many
bytes in at most so much time, follows at most five redirects by hand, and connects to
nothing private unless a source is marked as local. Every failure is a SourceError with
the state the Sources page will show. Does not go through a proxy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import httpx

from collectors.addresses import Address, is_local
from collectors.connection import Connections
from collectors.manners import Manners
from collectors.markup import decode
from collectors.robots import MOST_BYTES, TOKEN, Robots
from collectors.watch import Deadline
from collectors.wire import (
    body_of,
    checked,
    next_target,
    retry_after,
    too_large,
    validator,
)
from data.errors import SourceError
from data.model import State

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
#: Statuses whose Retry-After is a wish to be left alone.
_COME_LATER = frozenset({403, 429, 503})
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/xml;q=0.9,"
    " text/html;q=0.8, */*;q=0.5"
)


def agent_name(version: str, contact: str = "") -> str:
    """The name under which a version of Kelisim introduces itself.

    ``contact`` is where the operator can be written to; it is never made up.
    """
    operator = contact or "operator gave no contact"
    return f"{TOKEN}/{version} (early-warning dashboard; reads public news; {operator})"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: 200 with its body, or ``not_modified`` without one.

    ``moved_to`` is the address it has for good, where only permanent redirects led.
    """

    url: str
    body: bytes = b""
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    not_modified: bool = False
    moved_to: str | None = None

    @property
    def text(self) -> str:
        """The body as text, its charset judged by header, declaration and bytes."""
        return decode(self.body, self.charset)


@dataclass(frozen=True, slots=True)
class _Errand:
    """How one ``get`` is to be done at every address it is led to."""

    headers: Mapping[str, str]
    deadline: Deadline
    most: int
    allow_local: bool
    is_conditional: bool = False
    is_for_robots: bool = False


class Web:
    """A reader of the web for any number of threads.

    ``timeout`` is the most seconds one ``get`` may take, its waits for turns not
    counted; ``max_bytes`` the most of one answer. ``robots`` False is for sites that
    are one's own. A local source at a local address knows neither turns nor robots.txt
    unless ``polite_to_local``. With a ``transport`` of one's own, names are its affair
    and only addresses written as numbers are judged.
    """

    def __init__(
        self,
        user_agent: str,
        timeout: float = 20,
        max_bytes: int = 5_000_000,
        transport: httpx.BaseTransport | None = None,
        manners: Manners | None = None,
        robots: bool = True,
        polite_to_local: bool = False,
    ) -> None:
        self.timeout = timeout
        self.max_bytes = max_bytes
        self.manners = manners or Manners()
        self.polite_to_local = polite_to_local
        self._robots = Robots(self._robots_txt, self.manners.clock) if robots else None
        headers = {
            "User-Agent": user_agent,
            "Accept": _ACCEPT,
            "Accept-Language": "kk, ru;q=0.9, en;q=0.8",
            "Accept-Encoding": "gzip, deflate",
        }
        self._connections = Connections(headers, transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._connections.close()

    def stop(self) -> None:
        """End all waits and cut all requests; from now on every ``get`` fails."""
        self.manners.stop()
        self._connections.stop()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        allow_local: bool = False,
        accept: str | None = None,
        language: str | None = None,
    ) -> Fetched:
        """Read an address, following redirects; raise SourceError if that fails.

        ``accept`` and ``language`` replace the headers Accept and Accept-Language.
        """
        kept = {"If-None-Match": etag, "If-Modified-Since": modified}
        asked = kept | {"Accept": accept, "Accept-Language": language}
        headers = {name: value for name in asked if (value := validator(asked[name]))}
        errand = _Errand(
            headers=headers,
            deadline=Deadline(self.timeout),
            most=self.max_bytes,
            allow_local=allow_local,
            is_conditional=not kept.keys().isdisjoint(headers),
        )
        return self._follow(url, errand)

    def _robots_txt(self, url: str, allow_local: bool) -> str:
        errand = _Errand(
            headers={"Accept": "text/plain, */*;q=0.5"},
            deadline=Deadline(self.timeout),
            most=MOST_BYTES,
            allow_local=allow_local,
            is_for_robots=True,
        )
        return self._follow(url, errand).text

    def _follow(self, url: str, errand: _Errand) -> Fetched:
        first = target = checked(url)
        statuses: set[int] = set()
        for _ in range(_MOST_REDIRECTS + 1):
            with (
                _led_by(first, statuses),
                self._answer(target, errand) as response,
            ):
                status = response.status_code
                if status not in _REDIRECTS:
                    is_moved = target != first and statuses <= _PERMANENT
                    fetched = self._read(response, target, errand)
                    return replace(fetched, moved_to=fetched.url if is_moved else None)
                statuses.add(status)
                target = next_target(target, response)
        raise SourceError(
            State.HTTP_ERROR, f"{url} leads through more than five redirects.", status
        )

    @contextmanager
    def _answer(self, target: httpx.URL, errand: _Errand) -> Iterator[httpx.Response]:
        """The answer of one address, in our turn, its body still unread."""
        deadline = errand.deadline
        found = self._connections.addresses(target, deadline, errand.allow_local)
        with (
            self._turn(target, found, errand),
            self._connections.answer(
                target, found, errand.headers, deadline
            ) as response,
        ):
            yield response

    @contextmanager
    def _turn(
        self, target: httpx.URL, found: list[Address], errand: _Errand
    ) -> Iterator[None]:
        """The leave of robots.txt and our turn at the host, however long it takes."""
        host = target.netloc.decode("ascii")
        is_ours = bool(found) and all(is_local(one) for one in found)
        with ExitStack() as stack:
            if self.polite_to_local or not is_ours:
                with errand.deadline.halted():
                    if self._robots is not None and not errand.is_for_robots:
                        gap = self._robots.ask(target, errand.allow_local)
                        self.manners.slow(host, gap)
                    stack.enter_context(self.manners.turn(host))
            yield

    def _read(
        self, response: httpx.Response, target: httpx.URL, errand: _Errand
    ) -> Fetched:
        status = response.status_code
        if status == 304 and errand.is_conditional:
            return Fetched(url=str(target), not_modified=True)
        if status != 200:
            raise self._refusal(response, target)
        body = body_of(response, target, errand.most)
        if len(body) > errand.most:
            if not errand.is_for_robots:
                raise too_large(target, errand.most)
            # The beginning counts, and its last line may be torn.
            body = body[: errand.most].rpartition(b"\n")[0]
        return Fetched(
            url=str(target),
            body=body,
            content_type=response.headers.get("content-type", "").lower(),
            charset=response.charset_encoding,
            etag=validator(response.headers.get("etag")),
            modified=validator(response.headers.get("last-modified")),
        )

    def _refusal(self, response: httpx.Response, target: httpx.URL) -> SourceError:
        """The failure that a status means; a wish to be left alone is remembered."""
        status, wait = response.status_code, None
        if status in _COME_LATER:
            now = self.manners.clock.now()
            wait = retry_after(response.headers.get("retry-after"), now)
        if wait is not None:
            self.manners.away(target.netloc.decode("ascii"), wait)
        detail = f"{target.host} answered with HTTP {status}."
        return SourceError(State.HTTP_ERROR, detail, status, wait)


@contextmanager
def _led_by(first: httpx.URL, statuses: set[int]) -> Iterator[None]:
    """Say of a refused address who led there, once there were redirects."""
    try:
        yield
    except SourceError as error:
        if not statuses or error.state is not State.REFUSED:
            raise
        detail = f"{first.host} redirects, but {error.detail}"
        raise SourceError(error.state, detail, error.http_status) from error
