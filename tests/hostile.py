"""Hostile inputs: what a case is, and the ways in which a server misbehaves."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from data.model import SourceKind, State

#: What a server does with one request; the handler is that of the fixture ``site``.
Answer = Callable[[Any], None]
Body = bytes | str | Callable[[], bytes | str]
#: Stands in hostile bodies and must never turn up in what a person is told.
SECRET = "QUPIA"
FEED = {"Content-Type": "application/rss+xml"}


@dataclass(frozen=True)
class Case:
    """One hostile input and what has to become of it.

    ``answers`` are served below the case's own path, ``start`` is where its source
    points; ``raw`` answers bare connections instead. None of the counts means that any
    will do, as long as the account adds up.
    """

    name: str
    state: State
    answers: Mapping[str, Answer] = field(default_factory=dict)
    items: int | None = 0
    dropped: Mapping[str, int] | None = None
    noted: Mapping[str, int] | None = None
    title: str | None = None
    says: str = ""
    status: int | None = None
    kind: SourceKind = SourceKind.FEED
    start: str = "rss"
    source: Mapping[str, Any] = field(default_factory=dict)
    previous: Mapping[str, Any] = field(default_factory=dict)
    raw: Callable[[socket.socket], None] | None = None


def said(body: Body = b"", status: int = 200, **headers: str) -> Answer:
    """An answer as servers usually give it; a large body is made when asked for."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(handler: Any) -> None:
        made = body() if callable(body) else body
        handler.reply(status, made.encode() if isinstance(made, str) else made, named)

    return answer


def wrote(*pieces: bytes, hang_up: bool = True) -> Answer:
    """Bytes on the wire, nothing added; then the end."""

    def answer(handler: Any) -> None:
        handler.close_connection = hang_up
        for piece in pieces:
            handler.wfile.write(piece)

    return answer


def dripped(head: bytes, drop: bytes, pause: float = 0.05) -> Answer:
    """The head, then drops for as long as anybody listens."""

    def answer(handler: Any) -> None:
        handler.close_connection = True
        handler.wfile.write(head)
        while not handler.site.over.wait(pause):
            handler.wfile.write(drop)

    return answer


def poured(head: bytes, chunk: bytes, count: int, tail: bytes = b"") -> Answer:
    """The head, then a chunk so many times, as fast as it is taken."""

    def answer(handler: Any) -> None:
        handler.close_connection = True
        handler.wfile.write(head)
        for _ in range(count):
            handler.wfile.write(chunk)
        handler.wfile.write(tail)

    return answer


def late(seconds: float, then: Answer) -> Answer:
    """An answer that lets one wait for it."""

    def answer(handler: Any) -> None:
        handler.site.over.wait(seconds)
        then(handler)

    return answer


def reset(*pieces: bytes) -> Answer:
    """Bytes on the wire, then a connection that is torn down and not closed."""

    def answer(handler: Any) -> None:
        handler.close_connection = True
        for piece in pieces:
            handler.wfile.write(piece)
        tear_down(handler.connection)

    return answer


def tear_down(connection: socket.socket) -> None:
    """End a connection by a reset."""
    linger = struct.pack("ii", 1, 0)
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        connection.close()


def led(where: str | bytes, status: int = 302) -> Answer:
    """A redirect, its address written out as it stands."""
    place = where.encode() if isinstance(where, str) else where
    head = b"HTTP/1.1 %d Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
    return wrote(head % (status, place))


def ok(*lines: str) -> bytes:
    """The head of an answer with status 200 and these header lines."""
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode("latin-1")


def rss(*items: str, head: str = "", before: str = "", root: str = "") -> str:
    """An RSS feed whose title is a secret."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<rss version="2.0"{root}>'
        f"<channel><title>{SECRET}</title>{head}{''.join(items)}</channel></rss>"
    )


def entry(number: int | str = 1, extra: str = "", **parts: str) -> str:
    """An entry with everything that one should have, unless told otherwise."""
    values = {
        "title": f"Ауыл кеңесі өтті {number}",
        "link": f"https://alpha.example/news/{number}",
        "guid": f"tag:alpha,{number}",
        "pubDate": "Sat, 21 Nov 2026 10:15:00 +0500",
        "description": f"Екі ауылдың тұрғындары су кезегін келісті, {number}.",
    } | parts
    inside = "".join(f"<{k}>{v}</{k}>" for k, v in values.items() if v)
    return f"<item>{inside}{extra}</item>"


def entries(count: int) -> list[str]:
    """So many well-made entries."""
    return [entry(number) for number in range(1, count + 1)]


def feed(name: str, body: Body, state: State = State.WORKING, **more: Any) -> Case:
    """A case of a feed that is answered with a body."""
    headers = more.pop("headers", FEED)
    answer = said(body, **{k.replace("-", "_"): v for k, v in headers.items()})
    return Case(name, state, {"rss": answer}, **more)


def no_feed(name: str, body: Body, **more: Any) -> Case:
    """A case of something that is no feed, sent as one with status 200."""
    return feed(name, body, State.NOT_A_FEED, **more)


def wire(name: str, answer: Answer, state: State, **more: Any) -> Case:
    """A case of a feed whose server does something of its own."""
    return Case(name, state, {"rss": answer}, **more)


def names(cases: Iterable[Case]) -> list[str]:
    """The names of cases, for pytest."""
    return [case.name for case in cases]
