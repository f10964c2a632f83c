"""The small parts of :mod:`collectors.web`: what is sent, read and how it fails."""

from __future__ import annotations

import re
import ssl
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from collectors.addresses import literal
from collectors.schedule import LONGEST_AWAY
from collectors.watch import CutOff, Deadline
from data.errors import SourceError
from data.model import State

_HOST = re.compile(rb"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?")
#: No name in DNS is longer, and no message is to hold a longer one.
_LONGEST_HOST = 253
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,300}")
_SECONDS = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,9})?")
_NAME = re.compile(r"[A-Za-z0-9.+_, -]{1,40}")
_LONGEST_DATE = 60


_GZIP = zlib.MAX_WBITS | 16
_GZIP_MAGIC = b"\x1f\x8b"


class Unpacker:
    """gzip and deflate with a limit on what comes out."""

    def __init__(self, encoding: str, target: httpx.URL) -> None:
        self._inflater: Any = None
        self._is_fresh = True
        self._is_gzip = False
        self._head = b""
        name = encoding.strip().lower()
        if name in ("gzip", "x-gzip"):
            self._is_gzip = True
            self._inflater = zlib.decompressobj(_GZIP)
        elif name == "deflate":
            self._inflater = zlib.decompressobj()
        elif name not in ("", "identity"):
            raise SourceError(
                State.PARSE_ERROR, f"{target.host} packed its answer as {_token(name)}."
            )

    def feed(self, chunk: bytes, limit: int) -> bytes:
        """The next bytes, at most ``limit`` of them."""
        if self._inflater is None:
            return chunk[:limit]
        if self._is_fresh:
            # Two bytes tell one kind of stream from another.
            self._head = chunk = self._head + chunk
            if len(chunk) < 2:
                return b""
        try:
            unpacked: bytes = self._inflater.decompress(chunk, max(limit, 1))
        except zlib.error:
            if not self._is_fresh:
                raise
            # "deflate" means zlib by the book and a bare stream on many servers.
            self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            unpacked = self._inflater.decompress(chunk, max(limit, 1))
        self._is_fresh = False
        return unpacked + self._next_members(limit - len(unpacked))

    def _next_members(self, limit: int) -> bytes:
        """What follows the end of a gzip file: one more, as some servers append."""
        unpacked = b""
        while self._is_gzip and self._inflater.eof and limit > len(unpacked):
            rest = self._inflater.unused_data
            # Rubbish after the end is left, as every browser leaves it.
            if not rest.startswith(_GZIP_MAGIC):
                break
            self._inflater = zlib.decompressobj(_GZIP)
            unpacked += self._inflater.decompress(rest, limit - len(unpacked))
        return unpacked

    def finish(self) -> None:
        """Raise zlib.error if what was packed has no end: the rest would be missed."""
        is_begun = not self._is_fresh or self._head
        if is_begun and not (self._inflater and self._inflater.eof):
            raise zlib.error("it ends too early")


def _token(name: str) -> str:
    """The name of a packing, if it is fit to be shown to a person."""
    return repr(name) if _NAME.fullmatch(name) else "nobody else does"


def body_of(response: httpx.Response, target: httpx.URL, most: int) -> bytes:
    """At most ``most`` + 1 bytes of a body, so that one too large can be told.

    Unpacked here because httpx would unpack without a limit.
    """
    if response.is_stream_consumed:  # a transport of one's own may have read it
        return response.content[: most + 1]
    unpack = Unpacker(response.headers.get("content-encoding", ""), target)
    body = bytearray()
    raw = 0
    for chunk in response.iter_raw():
        raw += len(chunk)
        body += unpack.feed(chunk, most + 1 - len(body))
        if len(body) > most:
            return bytes(body)
        if raw > most:
            raise too_large(target, most)
    unpack.finish()
    return bytes(body)


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
    if len(target.raw_host) > _LONGEST_HOST:
        return False
    return bool(_HOST.fullmatch(target.raw_host)) or literal(target.host) is not None


def next_target(target: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Where a redirect leads, judged like any address."""
    location = response.headers.get("location", "").strip()
    if not location:
        raise SourceError(
            State.HTTP_ERROR,
            f"{target.host} redirects without saying where.",
            response.status_code,
        )
    try:
        return checked(target.join(location))
    except httpx.InvalidURL as error:
        raise SourceError(
            State.HTTP_ERROR,
            f"{target.host} redirects to no valid address: {error}.",
            response.status_code,
        ) from error


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds a Retry-After asks us to stay away, a week at most.

    None where it asks for no time that is still to come, or for none we understand.
    """
    text = (value or "").strip()
    if _SECONDS.fullmatch(text):
        seconds = float(text)
    elif len(text) > _LONGEST_DATE:
        return None
    else:
        try:
            at = parsedate_to_datetime(text)
            at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
            seconds = (at - now).total_seconds()
        except (ValueError, OverflowError, TypeError, LookupError):
            return None
    return min(seconds, LONGEST_AWAY.total_seconds()) if seconds > 0 else None


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


def too_large(target: httpx.URL, most: int) -> SourceError:
    """The failure of an answer of more than ``most`` bytes."""
    return SourceError(
        State.TOO_LARGE,
        f"The answer of {target.host} is larger than {most / 1e6:g} MB.",
    )


def as_source_error(
    error: Exception, target: httpx.URL, deadline: Deadline
) -> SourceError:
    """The failure in the words of the Sources page."""
    host = target.host
    is_late = isinstance(error, httpx.TimeoutException | CutOff)
    if is_late or deadline.left() <= 0:
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
        return SourceError(
            State.UNREACHABLE, f"{host} cannot be connected to: {error}."
        )
    if isinstance(error, httpx.RemoteProtocolError):
        # Its words may quote what was sent.
        return SourceError(
            State.UNREACHABLE, f"{host} broke off, or what it sends is not HTTP."
        )
    return SourceError(
        State.UNREACHABLE, f"{host} broke off: {type(error).__name__}: {error}."
    )
