"""Every source that is read over the network has its saved page, and it is read right.

How to replace a page by one that was really received: tests/files/sources/README.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from builders import NOW, memory
from collectors import Collected, Web, collect
from collectors.identity import fingerprint, item_key
from data.model import DateState, Kept, Source, SourceKind, SourceState, State
from data.reference import load
from data.sourcelist import NETWORK_KINDS

PAGES = Path(__file__).parent.parent / "files" / "sources"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (PAGES / "expected.toml").read_text(encoding="utf-8")
)
#: How each kind's pages are named, and what servers call them.
FORMS = {
    SourceKind.FEED: ("xml", "application/rss+xml"),
    SourceKind.PAGES: ("html", "text/html"),
    SourceKind.NEWSROOM: ("json", "application/json"),
}
READ = [each for each in load().sources if each.enabled and each.kind in NETWORK_KINDS]


def names(source: Source) -> set[str]:
    """The files a source must have: its page, and one article or further language."""
    ending, _ = FORMS[source.kind]
    found = {f"{source.id}.{ending}"}
    if source.kind is SourceKind.PAGES:
        found.add(f"{source.id}.article.{ending}")
    if source.kind is SourceKind.NEWSROOM:
        found.update(f"{source.id}.{lang}.{ending}" for lang in source.languages[1:])
    return found


def test_every_source_has_its_page_and_every_page_its_source() -> None:
    wanted = set().union(*map(names, READ))
    there = {path.name for path in PAGES.iterdir()}
    assert there == wanted | {"README.md", "expected.toml"}
    assert list(EXPECTED) == [source.id for source in READ]


def test_every_kind_read_over_the_network_is_among_them() -> None:
    assert {source.kind for source in READ} == NETWORK_KINDS == set(FORMS)


def page(source: Source, base: str, label: str = "") -> bytes:
    """A saved page; addresses of its own site lead to the loopback one."""
    ending, _ = FORMS[source.kind]
    body = (PAGES / f"{source.id}{label}.{ending}").read_bytes()
    if source.kind is not SourceKind.PAGES:
        return body
    host = (urlsplit(source.url).hostname or "").removeprefix("www.")
    own = rb"(?:https?:)?//(?:www\.)?" + re.escape(host.encode())
    return re.sub(own, base.encode(), body)


def serve(source: Source, site: Any) -> Source:
    """Put a source's saved pages on loopback; the source as it is to be read there."""
    _, type_ = FORMS[source.kind]
    parts = urlsplit(source.url)
    path = parts.path or "/"

    def answer(handler: Any) -> None:
        asked = handler.headers.get("Accept-Language", "")[:2]
        is_other = source.kind is SourceKind.NEWSROOM and asked in source.languages[1:]
        body = page(source, site.base, f".{asked}" if is_other else "")
        handler.reply(200, body, {"Content-Type": type_})

    site.act(path, answer)
    if source.kind is SourceKind.PAGES:
        article = page(source, site.base, ".article")
        site.serve(EXPECTED[source.id]["article"], article, Content_Type=type_)
    query = f"?{parts.query}" if parts.query else ""
    return replace(source, url=site.base + path + query, is_local=True)


@pytest.fixture(scope="module")
def reader() -> Iterator[Web]:
    """One web for all pages: making one costs more than reading a page."""
    with Web("Kelisim/test", timeout=10) as found:
        yield found


@pytest.mark.parametrize("source", READ, ids=lambda source: source.id)
def test_a_saved_page_is_read_right(source: Source, site: Any, reader: Web) -> None:
    served = serve(source, site)
    got = collect(served, reader, SourceState(source.id), NOW, memory())
    check(got, source)
    check_again(served, got, reader)


def check(got: Collected, source: Source) -> None:
    """What the page holds, and an account that adds up."""
    expected = EXPECTED[source.id]
    assert got.state.state is State.WORKING, got.state.detail
    assert (len(got.items), got.seen) == (expected["items"], expected["seen"])
    assert got.seen == len(got.items) + sum(got.dropped.values())
    first = got.items[0]
    assert first.title == expected["title"]
    assert expected["text"] in first.text
    if expected["date"] == "undated":
        assert first.date_state is DateState.UNDATED
    else:
        assert first.date_state is DateState.DATED
        assert first.published_at == expected["date"]
    assert sorted({item.lang for item in got.items} - {None}) == expected["languages"]
    assert all(item.source_id == source.id for item in got.items)
    assert all(item.url.startswith("http") for item in got.items)


def check_again(served: Source, first: Collected, reader: Web) -> None:
    """Read again it brings nothing: no entry changes its identity between visits."""
    kept = {
        item_key(item): Kept(served.id, fingerprint(item), NOW) for item in first.items
    }

    def known(keys: Iterable[str]) -> dict[str, Kept]:
        return {key: kept[key] for key in keys if key in kept}

    again = collect(served, reader, first.state, NOW + timedelta(hours=12), known)
    assert again.state.state is State.WORKING, again.state.detail
    assert (again.items, again.seen) == ((), first.seen)
    assert again.dropped["known"] >= len(first.items)
