"""The demo: invented outlets and twelve weeks of authored texts, served on loopback.

No outlet, settlement or event exists. Texts lie in ``demo_corpus/``; this module dates
them relative to a day, by a seed, and serves them as the feeds and pages that the real
collectors read. It does not decide what any text means.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import threading
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from data.days import ALMATY
from data.errors import InputError
from data.model import Source, SourceKind

CORPUS = Path(__file__).parent / "demo_corpus"
SEED = 20261122
DAYS = 84  # twelve weeks
#: Days between which an outlet publishes, where it is not the whole period.
PUBLISHES = {"demo-kz-62": (-83, -40), "demo-kz-63-new": (-24, 0)}
#: Links of the Assembly pages, as collectors.pages reads them.
SELECTORS = {"link": "ul.news a", "date": "time", "content": "article"}

_DATE = re.compile(r"\{date:([+-]?\d+)\}")


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One authored text with the moment it is published in this demo."""

    id: str
    outlet: str
    lang: str
    title: str
    text: str
    kind: str
    story: str | None
    at: datetime


def outlets() -> list[dict[str, object]]:
    """The invented outlets as written in outlets.toml."""
    with (CORPUS / "outlets.toml").open("rb") as file:
        found: list[dict[str, object]] = tomllib.load(file)["outlet"]
    return found


def demo_sources(port: int) -> list[Source]:
    """The outlets as sources on a loopback port, marked as demo."""
    base = f"http://127.0.0.1:{port}"
    return [_source(row, base) for row in outlets()]


def _source(row: Mapping[str, object], base: str) -> Source:
    languages, expected = row["languages"], row["expect_per_week"]
    assert isinstance(languages, list)
    assert isinstance(expected, list)
    kind = SourceKind(str(row["kind"]))
    return Source(
        id=str(row["id"]),
        name=str(row["name"]),
        kind=kind,
        url=base + str(row["path"]),
        site=base,
        owner=str(row["owner"]),
        official=bool(row["official"]),
        region=str(row["region"]),
        languages=tuple(str(lang) for lang in languages),
        expect_per_week=(int(expected[0]), int(expected[1])),
        is_local=True,
        is_demo=True,
        selectors=SELECTORS if kind is SourceKind.PAGES else {},
    )


def demo_items(now: datetime) -> list[DemoItem]:
    """All texts, dated relative to ``now``, none of them later; oldest first."""
    today = now.astimezone(ALMATY).date()
    rows = [
        json.loads(line)
        for path in sorted(CORPUS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    items = [_item(row, today, now) for row in rows]
    return sorted(items, key=lambda item: (item.at, item.id))


def _item(row: dict[str, object], today: date, now: datetime) -> DemoItem:
    chance = random.Random(f"{SEED} {row['id']}")  # each text keeps its own day
    first, last = PUBLISHES.get(str(row["outlet"]), (1 - DAYS, 0))
    minute = chance.randrange(8 * 60, 19 * 60)
    day = chance.randint(first, last)
    if row["day"] is not None:
        day = int(str(row["day"]))
    if row["time"]:
        hours, minutes = str(row["time"]).split(":")
        minute = int(hours) * 60 + int(minutes)
    at = datetime.combine(today, time(), ALMATY) + timedelta(days=day, minutes=minute)
    if at > now:  # the demo may be started before the day's texts are "out"
        at = now - timedelta(minutes=20 + minute % 90)
    return DemoItem(
        id=str(row["id"]),
        outlet=str(row["outlet"]),
        lang=str(row["lang"]),
        title=_dated(str(row["title"]), today),
        text=_dated(str(row["text"]), today),
        kind=str(row["kind"]),
        story=None if row["story"] is None else str(row["story"]),
        at=at.replace(second=0, microsecond=0),
    )


def _dated(text: str, today: date) -> str:
    """Put a real date where a text says {date:+30}."""

    def day(found: re.Match[str]) -> str:
        return (today + timedelta(days=int(found[1]))).strftime("%d.%m.%Y")

    return _DATE.sub(day, text)


def site(port: int, now: datetime) -> dict[str, tuple[str, bytes]]:
    """Every path of the demo web: content type and body."""
    base = f"http://127.0.0.1:{port}"
    by_outlet: dict[str, list[DemoItem]] = {}
    for item in demo_items(now):
        by_outlet.setdefault(item.outlet, []).append(item)
    pages: dict[str, tuple[str, bytes]] = {}
    for row in outlets():
        items = list(reversed(by_outlet.get(str(row["id"]), [])))
        path = str(row["path"])
        folder = path.rsplit("/", 1)[0]
        if row["kind"] == "feed":
            pages[path] = _feed(row, items, base + folder)
        else:
            pages[path] = _listing(row, items, folder)
        for item in items:
            pages[f"{folder}/{item.id}.html"] = _article(row, item)
    return pages


def _feed(
    row: Mapping[str, object], items: Sequence[DemoItem], folder: str
) -> tuple[str, bytes]:
    entries = "".join(
        f"<item><title>{escape(item.title)}</title>"
        f"<link>{folder}/{item.id}.html</link>"
        f'<guid isPermaLink="false">{item.id}</guid>'
        f"<pubDate>{format_datetime(item.at)}</pubDate>"
        f"<description>{escape(item.text)}</description></item>"
        for item in items
    )
    body = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(str(row['name']))}</title><link>{folder}/</link>"
        f"<description>DEMO</description>{entries}</channel></rss>"
    )
    return "application/rss+xml; charset=utf-8", body.encode()


def _listing(
    row: Mapping[str, object], items: Sequence[DemoItem], folder: str
) -> tuple[str, bytes]:
    links = "".join(
        f'<li><time datetime="{item.at.isoformat()}">{item.at:%d.%m.%Y}</time> '
        f'<a href="{folder}/{item.id}.html">{escape(item.title)}</a></li>'
        for item in items
    )
    return _page(str(row["name"]), f'<ul class="news">{links}</ul>')


def _article(row: Mapping[str, object], item: DemoItem) -> tuple[str, bytes]:
    paragraphs = "".join(f"<p>{escape(p)}</p>" for p in item.text.split("\n"))
    return _page(
        item.title,
        f"<article><h1>{escape(item.title)}</h1>"
        f'<time datetime="{item.at.isoformat()}">{item.at:%d.%m.%Y %H:%M}</time>'
        f"{paragraphs}</article>",
        item.at,
    )


def _page(title: str, content: str, at: datetime | None = None) -> tuple[str, bytes]:
    published = (
        f'<meta property="article:published_time" content="{at.isoformat()}">'
        if at
        else ""
    )
    body = (
        f'<!doctype html><html><head><meta charset="utf-8">{published}'
        f"<title>{escape(title)}</title></head><body>"
        f"<header>DEMO</header><main>{content}</main></body></html>"
    )
    return "text/html; charset=utf-8", body.encode()


def _handler(pages: Mapping[str, tuple[str, bytes]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Serves the demo web with validators, as a well-kept site would."""

        def do_GET(self) -> None:
            """Answer from the table of pages."""
            found = pages.get(self.path)
            if found is None:
                self.send_error(404)
                return
            etag = f'"{hashlib.sha256(found[1]).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("Content-Type", found[0])
            self.send_header("Content-Length", str(len(found[1])))
            self.send_header("ETag", etag)
            self.end_headers()
            self.wfile.write(found[1])

        def log_message(self, format: str, *args: object) -> None:
            """Keep the terminal for the person."""

    return Handler


@contextmanager
def serve_demo(now: datetime, port: int = 0) -> Iterator[int]:
    """Serve the demo web on loopback while the block runs; gives the port.

    ``port`` 0 takes any free one. Raises InputError when the wanted one is taken.
    """
    pages: dict[str, tuple[str, bytes]] = {}
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), _handler(pages))
    except OSError as error:
        raise InputError(
            f"Port {port} is taken by another program; give another with "
            "--sources-port."
        ) from error
    pages.update(site(server.server_port, now))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
