"""The small parts of :mod:`collectors.web`: time, size and failures by name."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import httpx

from collectors.addresses import literal
from data.errors import SourceError
from data.model import State

_HOST = re.compile(rb"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?")
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,300}")


class Deadline:
    """The moment by which one ``get`` must be over, redirects and all."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left; negative when over."""
        return self._end - time.monotonic()


class Watch:
    """Cuts the connection when the time is over.

    Time-outs of sockets begin anew with each byte, so a server that drips its headers
    could hold a thread for hours; only shutting the socket ends that.
    """

    def __init__(self, deadline: Deadline) -> None:
        self._sockets: list[socket.socket] = []
        self._is_over = False
        self._timer = threading.Timer(max(deadline.left(), 0.0), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def event(self, name: str, info: Mapping[str, Any]) -> None:
        """Take note of a connection; called by httpcore as it works."""
        if name == "connection.connect_tcp.complete":
            # A duplicate stays valid when TLS wraps the socket and takes it over.
            self._sockets.append(info["return_value"].get_extra_info("socket").dup())
            if self._is_over:
                self._cut()

    def end(self) -> None:
        """The request is over, one way or the other."""
        self._timer.cancel()
        self._timer.join()
        for connection in self._sockets:
            connection.close()

    def _cut(self) -> None:
        self._is_over = True
        for connection in self._sockets:
            with suppress(OSError):  # it may just have ended by itself
                connection.shutdown(socket.SHUT_RDWR)


class Unpacker:
    """gzip and deflate with a limit on what comes out."""

    def __init__(self, encoding: str, target: httpx.URL) -> None:
        self._inflater: Any = None
        self._is_fresh = True
        name = encoding.strip().lower()
        if name in ("gzip", "x-gzip"):
            self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        elif name == "deflate":
            self._inflater = zlib.decompressobj()
        elif name not in ("", "identity"):
            raise SourceError(
                State.PARSE_ERROR, f"{target.host} packed its answer as {name!r}."
            )

    def feed(self, chunk: bytes, limit: int) -> bytes:
        """The next bytes, at most ``limit`` of them."""
        if self._inflater is None:
            return chunk[:limit]
        try:
            unpacked: bytes = self._inflater.decompress(chunk, max(limit, 1))
        except zlib.error:
            if not self._is_fresh:
                raise
            # "deflate" means zlib by the book and a bare stream on many servers.
            self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            unpacked = self._inflater.decompress(chunk, max(limit, 1))
        self._is_fresh = False
        return unpacked


def checked(url: str | httpx.URL) -> httpx.URL:
    """The address, if it is one that may be read at all."""
    try:
        target = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise SourceError(
            State.REFUSED, f"{str(url)[:200]!r} is not a valid address: {error}."
        ) from error
    if target.scheme not in ("http", "https") or not target.host:
        raise SourceError(
            State.REFUSED, f"{str(url)[:200]!r} is not an http or https address."
        )
    if not _is_plausible(target):
        raise SourceError(
            State.REFUSED, f"{str(url)[:200]!r} names no host that could exist."
        )
    if target.userinfo:
        raise SourceError(
            State.REFUSED, f"The address at {target.host} carries a password."
        )
    return target.copy_with(fragment=None)


def _is_plausible(target: httpx.URL) -> bool:
    """Whether host and port can be; httpx lets any characters and numbers pass."""
    if not (target.port is None or 0 < target.port < 65536):
        return False
    return bool(_HOST.fullmatch(target.raw_host)) or literal(target.host) is not None


def next_target(target: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Where a redirect leads, judged like any address."""
    location = response.headers.get("location", "")
    try:
        return checked(target.join(location))
    except httpx.InvalidURL as error:
        raise SourceError(
            State.HTTP_ERROR,
            f"{target.host} redirects to no valid address: {error}.",
            response.status_code,
        ) from error


def validator(value: str | None) -> str | None:
    """An ETag or a date that may be sent back as it came, or None."""
    return value if value and _VALIDATOR.fullmatch(value) else None


def tls_cause(error: BaseException) -> ssl.SSLError | None:
    """The TLS failure behind an error of httpx, which itself only says "connect"."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


def too_late(target: httpx.URL, deadline: Deadline) -> SourceError:
    """The failure of an answer that took longer than it may."""
    return SourceError(
        State.TIMEOUT, f"{target.host} did not answer within {deadline.seconds:g} s."
    )


def as_source_error(
    error: Exception, target: httpx.URL, deadline: Deadline
) -> SourceError:
    """The failure in the words of the Sources page."""
    host = target.host
    if deadline.left() <= 0 or isinstance(error, httpx.TimeoutException):
        return too_late(target, deadline)
    if isinstance(error, httpx.InvalidURL):
        return SourceError(
            State.HTTP_ERROR, f"{host} redirects to no valid address: {error}."
        )
    tls = tls_cause(error)
    if tls is not None:
        why = getattr(tls, "verify_message", "") or tls.reason or tls
        return SourceError(
            State.TLS_ERROR, f"No secure connection to {host} is possible: {why}."
        )
    if isinstance(error, zlib.error):
        return SourceError(
            State.PARSE_ERROR, f"The packed answer of {host} is damaged: {error}."
        )
    if isinstance(error, httpx.ConnectError):
        return SourceError(State.HTTP_ERROR, f"{host} cannot be connected to: {error}.")
    return SourceError(
        State.HTTP_ERROR, f"{host} broke off: {type(error).__name__}: {error}."
    )
