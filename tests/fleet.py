"""A fleet of invented outlets on loopback, with faults, and a ledger of what it did.

Every outlet publishes by a plan drawn from a seed, on the test's own clock. The server
notes each request with the moment it began, so that politeness is proved by the side
that was asked. Hosts are told apart by their ports.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime

from collectors.clock import Clock
from data.model import Source, SourceKind

WINDOW = 30  # entries a feed holds
WORDS = ["су", "жол", "мектеп", "егін", "көктем", "дала", "қала", "өзен"]
#: Twenty megabytes of nothing, packed.
BOMB = gzip.compress(bytes(20_000_000))


@dataclass
class Outlet:
    """One outlet: where it is served, what is wrong with it, what it publishes when."""

    id: str
    port: int
    fault: str  # "", "dead", "slow", "flapping", "hostile", "silent" or "liar"
    per_week: int
    times: list[datetime]
    edits: dict[int, datetime]  # article → when its text is changed
    ends_at: datetime | None = None  # of the dead and the silent
    asked: int = 0
    served_at: datetime | None = None  # the last time its whole feed was sent

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.id}/rss"

    def source(self) -> Source:
        return Source(
            id=self.id,
            name=self.id,
            kind=SourceKind.FEED,
            url=self.url,
            site=f"http://127.0.0.1:{self.port}",
            owner=self.id,
            official=False,
            region="KZ-39",
            languages=("kk",),
            expect_per_week=(max(self.per_week // 3, 1), self.per_week * 2),
            is_local=True,
        )

    def published(self, now: datetime) -> list[int]:
        """The articles out by now, oldest first."""
        return [n for n, at in enumerate(self.times) if at <= now]

    def title(self, n: int) -> str:
        return f"{WORDS[n % len(WORDS)].title()} туралы {n}-хабар, {self.id}"

    def text(self, n: int, now: datetime) -> str:
        is_edited = n in self.edits and self.edits[n] <= now
        return f"Ауданда {n} адам жиналды." + (" Мәтін түзетілді." if is_edited else "")

    def feed(self, now: datetime) -> bytes:
        entries = "".join(
            f"<item><title>{self.title(n)}</title>"
            f"<link>http://127.0.0.1:{self.port}/{self.id}/news/{n}</link>"
            f"<guid>{self.id}-{n}</guid><description>{self.text(n, now)}</description>"
            f"<pubDate>{format_datetime(self.times[n])}</pubDate></item>"
            for n in reversed(self.published(now)[-WINDOW:])
        )
        channel = f"<channel><title>{self.id}</title>{entries}</channel>"
        return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()


@dataclass(frozen=True)
class Request:
    """A request as the server saw it."""

    port: int
    path: str
    at: datetime
    at_once: int  # requests of this host under way, this one included


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0  # real ones, before the answer


class Fleet:
    """The outlets and the server's log of who asked what, when."""

    def __init__(self, outlets: list[Outlet], clock: Clock, seed: int) -> None:
        self.outlets = {outlet.id: outlet for outlet in outlets}
        self.clock = clock
        self.log: list[Request] = []
        self._dice = random.Random(seed)
        self._open: Counter[int] = Counter()

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        now = self.clock.now()
        if path == "/robots.txt":
            return Answer(body=b"User-agent: *\nDisallow: /secret/\n")
        outlet = self.outlets[path.split("/")[1]]
        outlet.asked += 1
        is_over = outlet.ends_at is not None and now >= outlet.ends_at
        if outlet.fault == "dead" and is_over:
            return Answer(*self._dice_of_death(outlet))
        if outlet.fault == "flapping" and self._dice.random() < 0.5:
            return Answer(self._dice.choice((500, 502, 503, 404, 429)))
        if outlet.fault == "hostile":
            return self._hostile(outlet)
        answer = self._usual(outlet, now, headers)
        answer.seconds = 0.05 if outlet.fault == "slow" else 0.0
        return answer

    def _usual(self, outlet: Outlet, now: datetime, headers: dict[str, str]) -> Answer:
        body = outlet.feed(now)
        etag = f'"{hash(body) & 0xFFFFFFFF:x}"'
        asked = headers.get("if-none-match")
        if asked == etag or (outlet.fault == "liar" and asked):
            return Answer(304, headers={"ETag": etag})
        outlet.served_at = now
        return Answer(200, body, {"ETag": etag, "Content-Type": "application/rss+xml"})

    def _dice_of_death(self, outlet: Outlet) -> tuple[int, bytes]:
        kinds = ((404, b""), (410, b""), (500, b""), (200, b"<html><body>parked"))
        return kinds[sum(map(ord, outlet.id)) % 4]

    def _hostile(self, outlet: Outlet) -> Answer:
        laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
            b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9)
        )
        kinds = (
            Answer(302, headers={"Location": f"/{outlet.id}/rss"}),
            Answer(200, BOMB, {"Content-Encoding": "gzip"}),
            Answer(200, laughs + b"]><rss><channel>&a8;</channel></rss>"),
            Answer(200, b"<rss><channel>" + b"<item>" * 3000),
            Answer(200, bytes(range(256)) * 40),
        )
        return kinds[outlet.asked % len(kinds)]

    async def serve_one(
        self, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split(" ")[1]
            pairs = (line.partition(": ") for line in head[1:] if line)
            self._open[port] += 1
            self.log.append(Request(port, path, self.clock.now(), self._open[port]))
            answer = self.answer(path, {k.lower(): v for k, _, v in pairs})
            await asyncio.sleep(answer.seconds)
            lines = [
                f"HTTP/1.1 {answer.status} X",
                f"Content-Length: {len(answer.body)}",
            ]
            lines += [f"{name}: {value}" for name, value in answer.headers.items()]
            text = "\r\n".join([*lines, "Connection: close", "", ""])
            writer.write(text.encode("latin-1") + answer.body)
            await writer.drain()
            self._open[port] -= 1
        except (ConnectionError, asyncio.IncompleteReadError):
            self._open[port] -= 1
        finally:
            writer.close()


@contextmanager
def serving(fleet: Callable[[list[int]], Fleet], hosts: int) -> Iterator[Fleet]:
    """Serve a fleet on so many ports of loopback, in one thread."""
    loop = asyncio.new_event_loop()
    ready, made = threading.Event(), []

    async def begin() -> None:
        servers = []
        for _ in range(hosts):

            async def serve(
                reader: asyncio.StreamReader, writer: asyncio.StreamWriter
            ) -> None:
                port = writer.get_extra_info("sockname")[1]
                await made[0].serve_one(port, reader, writer)

            servers.append(await asyncio.start_server(serve, "127.0.0.1", 0))
        made.append(fleet([each.sockets[0].getsockname()[1] for each in servers]))
        made.append(servers)
        ready.set()

    def work() -> None:
        loop.run_until_complete(begin())
        loop.run_forever()
        for each in made[1]:
            each.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.01))
        loop.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield made[0]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def drawn(
    ports: list[int],
    count: int,
    begin: datetime,
    days: int,
    clock: Clock,
    seed: int = 7,
) -> Fleet:
    """A fleet of ``count`` outlets: 10 % dead, 5 % slow, 5 % flapping, 2 % hostile.

    And 3 % that fall silent, 2 % that say "not modified" of whatever they are asked.
    """
    dice = random.Random(seed)
    shares = {"dead": 0.10, "slow": 0.05, "flapping": 0.05, "hostile": 0.02}
    shares |= {"silent": 0.03, "liar": 0.02}
    faults = [
        f for f, share in shares.items() for _ in range(max(round(count * share), 1))
    ]
    faults += [""] * (count - len(faults))
    outlets = []
    for n, fault in enumerate(faults):
        per_week = dice.choice((4, 7, 14, 14, 35, 70))
        if fault == "silent":
            per_week = max(per_week, 14)
        ends_at = None
        if fault in ("dead", "silent"):
            ends_at = begin + timedelta(days=days) * dice.uniform(0.2, 0.6)
        until = ends_at if ends_at else begin + timedelta(days=days)
        before = begin - timedelta(days=14)
        seconds = (until - before).total_seconds()
        articles = range(round(per_week * seconds / 604800))
        offsets = sorted(round(dice.uniform(0, seconds)) for _ in articles)
        times = [before + timedelta(seconds=offset) for offset in offsets]
        edits = {
            k: at + timedelta(hours=dice.uniform(1, 12))
            for k, at in enumerate(times)
            if dice.random() < 0.03 and at > begin
        }
        id = f"o{n:03}"
        port = ports[n % len(ports)]
        outlets.append(Outlet(id, port, fault, per_week, times, edits, ends_at))
    return Fleet(outlets, clock, seed)
