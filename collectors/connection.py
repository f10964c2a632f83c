"""One request to one host: to an address that was judged, and cut when it is time.

No proxy, no cookies, no kept connections. Whether and when the host may be asked at all
is decided before, in :mod:`collectors.web`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from threading import Lock
from typing import Any

import httpx

from collectors.addresses import Address, literal, permitted
from collectors.manners import stopped
from collectors.watch import CutOff, Deadline, Watch
from collectors.wire import as_source_error, tls_cause
from data.errors import SourceError

_MOST_ADDRESSES = 3
#: How a request fails. httpx reads a Location itself, and trips over some.
_FAULTS = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)
#: What else may come out of sending one; these are faults of ours and let through.
_OURS = (OSError, RuntimeError, ValueError)


class Connections:
    """Opens connections for any number of threads, until it is stopped.

    With a ``transport`` of one's own, names are its affair and only addresses written
    as numbers are judged.
    """

    def __init__(
        self, headers: Mapping[str, str], transport: httpx.BaseTransport | None
    ) -> None:
        self._resolves = transport is None
        # No connection is kept: a kept one would be found by its address and could
        # serve another host of that address without checking its certificate. The
        # environment's proxies are not used: they would connect wherever they like.
        self._client = httpx.Client(
            headers=headers,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
            # Cookies would follow an address, not a host; no reader is recognised here.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            transport=transport,
            trust_env=False,
        )
        self._watches: set[Watch] = set()
        self._is_stopped = False
        self._lock = Lock()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def stop(self) -> None:
        """Cut all requests; from now on every one fails."""
        with self._lock:
            self._is_stopped = True
            watches = list(self._watches)
        for watch in watches:
            watch.cut()

    def addresses(
        self, target: httpx.URL, deadline: Deadline, allow_local: bool
    ) -> list[Address]:
        """Addresses to try in turn; none leaves the name to the transport.

        Raises SourceError when the name leads to none that may be read.
        """
        host = target.raw_host.decode("ascii")
        if not self._resolves and literal(host) is None:
            return []
        port = target.port or (443 if target.scheme == "https" else 80)
        with self._watched(deadline) as watch:
            found = permitted(host, port, watch, allow_local)
        return found[:_MOST_ADDRESSES]

    @contextmanager
    def answer(
        self,
        target: httpx.URL,
        addresses: list[Address],
        headers: Mapping[str, str],
        deadline: Deadline,
    ) -> Iterator[httpx.Response]:
        """One request, its body still unread, every failure turned into a state."""
        with self._watched(deadline) as watch:
            request = _Request(self._client, target, headers, deadline, watch)
            try:
                response = watch.run(
                    lambda: request.connect(addresses),
                    (*_FAULTS, *_OURS),
                    httpx.Response.close,
                )
                try:
                    yield response
                finally:
                    response.close()
                if watch.is_cut:  # where no length is given that looks like an end
                    raise CutOff
            except (*_FAULTS, CutOff, zlib.error) as error:
                raise as_source_error(error, target, deadline) from error

    @contextmanager
    def _watched(self, deadline: Deadline) -> Iterator[Watch]:
        """A watch for one wait, which the stop finds and cuts."""
        watch = Watch(deadline)
        with self._lock:
            if self._is_stopped:
                raise stopped()
            self._watches.add(watch)
        try:
            yield watch
        except SourceError as error:
            if self._is_stopped:
                raise stopped() from error
            raise
        finally:
            with self._lock:
                self._watches.discard(watch)
            watch.end()


class _Request:
    """One request, to be sent to the first address that answers."""

    def __init__(
        self,
        client: httpx.Client,
        target: httpx.URL,
        headers: Mapping[str, str],
        deadline: Deadline,
        watch: Watch,
    ) -> None:
        self._client = client
        self._target = target
        self._headers = {**headers, "Host": target.netloc.decode("ascii")}
        self._deadline = deadline
        self._watch = watch

    def connect(self, addresses: list[Address]) -> httpx.Response:
        """The answer of the first address that lets itself be connected to.

        None of them may use up the time of those after it.
        """
        for tried, address in enumerate(addresses[:-1]):
            share = self._deadline.left() / (len(addresses) - tried)
            try:
                return self._send(address, share)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                is_over = self._watch.is_cut or self._deadline.left() <= 0
                if is_over or tls_cause(error) is not None:
                    raise
        return self._send(addresses[-1] if addresses else None, self._deadline.left())

    def _send(self, address: Address | None, seconds: float) -> httpx.Response:
        """Connect in so many seconds; the answer in the time that is left."""
        extensions: dict[str, Any] = {"trace": self._watch.event}
        pinned = self._target
        if address is not None:
            pinned = pinned.copy_with(host=str(address))
            extensions["sni_hostname"] = self._target.raw_host.decode("ascii")
        left = max(self._deadline.left(), 0.001)
        request = self._client.build_request(
            "GET",
            pinned,
            headers=self._headers,
            timeout=httpx.Timeout(left, connect=max(seconds, 0.001)),
            extensions=extensions,
        )
        return self._client.send(request, stream=True, follow_redirects=False)
