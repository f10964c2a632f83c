"""The only way out: polite, bounded, safe HTTP.

Sends an honest user agent, asks only for what changed, reads at most so many bytes in
at most so much time, follows at most five redirects by hand, and connects to nothing
private. Every failure is a SourceError with the state the Sources page will show.
Does not ask robots.txt and does not go through a proxy yet.
"""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, Self

import httpx

from collectors.addresses import literal, permitted
from collectors.markup import decode
from collectors.wire import (
    Deadline,
    Unpacker,
    Watch,
    as_source_error,
    checked,
    next_target,
    tls_cause,
    too_late,
    validator,
)
from data.errors import SourceError
from data.model import State

_MOST_REDIRECTS = 5
_MOST_ADDRESSES = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/xml;q=0.9,"
    " text/html;q=0.8, */*;q=0.5"
)


def agent_name(version: str, contact: str = "") -> str:
    """The name under which a version of Kelisim introduces itself.

    ``contact`` is where the operator can be written to; it is never made up.
    """
    operator = contact or "operator gave no contact"
    return f"Kelisim/{version} (early-warning dashboard; reads public news; {operator})"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: 200 with its body, or ``not_modified`` without one."""

    url: str
    body: bytes = b""
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    not_modified: bool = False

    @property
    def text(self) -> str:
        """The body as text, its charset judged by header, declaration and bytes."""
        return decode(self.body, self.charset)


class Web:
    """A reader of the web for any number of threads.

    ``timeout`` is the most seconds one ``get`` may take altogether; ``pause`` the least
    seconds between two requests to one public host. With a ``transport`` of one's own,
    names are its affair and only addresses written as numbers are judged.
    """

    def __init__(
        self,
        user_agent: str,
        timeout: float = 20,
        max_bytes: int = 5_000_000,
        transport: httpx.BaseTransport | None = None,
        pause: float = 1.0,
    ) -> None:
        self.timeout = timeout
        self.max_bytes = max_bytes
        self.pause = pause
        self._resolves = transport is None
        # No connection is kept: a kept one would be found by its address and could
        # serve another host of that address without checking its certificate. The
        # environment's proxies are not used: they would connect wherever they like.
        self._client = httpx.Client(
            headers={
                "User-Agent": user_agent,
                "Accept": _ACCEPT,
                "Accept-Language": "kk, ru;q=0.9, en;q=0.8",
                "Accept-Encoding": "gzip, deflate",
            },
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
            # Cookies would follow an address, not a host; no reader is recognised here.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            transport=transport,
            trust_env=False,
        )
        self._turns: dict[str, float] = {}
        self._turn_lock = threading.Lock()

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
        self._client.close()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        allow_local: bool = False,
    ) -> Fetched:
        """Read an address, following redirects; raise SourceError if that fails."""
        asked = {
            "If-None-Match": validator(etag),
            "If-Modified-Since": validator(modified),
        }
        headers = {name: value for name, value in asked.items() if value}
        target = checked(url)
        if not allow_local:
            self._wait_for_turn(target.host)
        deadline = Deadline(self.timeout)
        for _ in range(_MOST_REDIRECTS + 1):
            with self._answer(target, headers, deadline, allow_local) as response:
                if response.status_code not in _REDIRECTS:
                    return self._read(response, target, bool(headers), deadline)
                target = next_target(target, response)
        raise SourceError(
            State.HTTP_ERROR, f"{url} leads through more than five redirects."
        )

    @contextmanager
    def _answer(
        self,
        target: httpx.URL,
        headers: Mapping[str, str],
        deadline: Deadline,
        allow_local: bool,
    ) -> Iterator[httpx.Response]:
        """One request, its body still unread, every failure turned into a state."""
        addresses = self._addresses(target, deadline, allow_local)
        watch = Watch(deadline)
        try:
            response = self._connect(target, addresses, headers, deadline, watch)
            try:
                yield response
            finally:
                response.close()
        except (
            httpx.HTTPError,
            httpx.InvalidURL,  # httpx reads the Location header itself, and trips
            httpx.StreamError,
            zlib.error,
        ) as error:
            raise as_source_error(error, target, deadline) from error
        finally:
            watch.end()

    def _addresses(
        self, target: httpx.URL, deadline: Deadline, allow_local: bool
    ) -> list[str | None]:
        """Addresses to try in turn; None leaves the name to the transport."""
        host = target.raw_host.decode("ascii")
        if not self._resolves and literal(host) is None:
            return [None]
        port = target.port or (443 if target.scheme == "https" else 80)
        found = permitted(host, port, deadline.left(), allow_local)
        return [str(address) for address in found[:_MOST_ADDRESSES]]

    def _connect(
        self,
        target: httpx.URL,
        addresses: list[str | None],
        headers: Mapping[str, str],
        deadline: Deadline,
        watch: Watch,
    ) -> httpx.Response:
        """The answer of the first address that lets itself be connected to."""
        for address in addresses[:-1]:
            try:
                return self._send(target, address, headers, deadline, watch)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if tls_cause(error) is not None or deadline.left() <= 0:
                    raise
        return self._send(target, addresses[-1], headers, deadline, watch)

    def _send(
        self,
        target: httpx.URL,
        address: str | None,
        headers: Mapping[str, str],
        deadline: Deadline,
        watch: Watch,
    ) -> httpx.Response:
        extensions: dict[str, Any] = {"trace": watch.event}
        pinned = target
        if address is not None:
            pinned = target.copy_with(host=address)
            extensions["sni_hostname"] = target.raw_host.decode("ascii")
        request = self._client.build_request(
            "GET",
            pinned,
            headers={**headers, "Host": target.netloc.decode("ascii")},
            timeout=max(deadline.left(), 0.001),
            extensions=extensions,
        )
        return self._client.send(request, stream=True, follow_redirects=False)

    def _wait_for_turn(self, host: str) -> None:
        """Leave the pause between two requests to one host."""
        with self._turn_lock:
            now = time.monotonic()
            turn = max(now, self._turns.get(host, 0.0))
            self._turns[host] = turn + self.pause
        time.sleep(turn - now)

    def _read(
        self,
        response: httpx.Response,
        target: httpx.URL,
        is_conditional: bool,
        deadline: Deadline,
    ) -> Fetched:
        status = response.status_code
        if status == 304 and is_conditional:
            return Fetched(url=str(target), not_modified=True)
        if status != 200:
            raise SourceError(
                State.HTTP_ERROR, f"{target.host} answered with HTTP {status}.", status
            )
        return Fetched(
            url=str(target),
            body=self._body(response, target, deadline),
            content_type=response.headers.get("content-type", "").lower(),
            charset=response.charset_encoding,
            etag=validator(response.headers.get("etag")),
            modified=validator(response.headers.get("last-modified")),
        )

    def _body(
        self, response: httpx.Response, target: httpx.URL, deadline: Deadline
    ) -> bytes:
        """The body, unpacked here because httpx would unpack without a limit."""
        if response.is_stream_consumed:  # a transport of one's own may have read it
            return response.content[: self.max_bytes]
        unpack = Unpacker(response.headers.get("content-encoding", ""), target)
        body = bytearray()
        raw = 0
        for chunk in response.iter_raw():
            raw += len(chunk)
            body += unpack.feed(chunk, self.max_bytes + 1 - len(body))
            if max(raw, len(body)) > self.max_bytes:
                raise SourceError(
                    State.TOO_LARGE,
                    f"The answer of {target.host} is larger than"
                    f" {self.max_bytes / 1e6:g} MB.",
                )
        if deadline.left() <= 0:
            # Cut off by the watch: where no length is given that looks like an end.
            raise too_late(target, deadline)
        return bytes(body)
