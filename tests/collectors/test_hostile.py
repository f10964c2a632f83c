"""Inputs made to hurt: each ends in its state, soon, and hurts nobody beside it.

The cases stand in ``tests/hostile_*.py``. Every one is read over real HTTP, or from a
real folder, beside a source that behaves well and has to bring its items all the same.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import hostile_feeds
import hostile_files
import hostile_sites
import hostile_wire
import pipeline
from builders import NOW, memory, source
from collectors import (
    Collected,
    Web,
    articles,
    collect_all,
    documents,
    feeds,
    foreign_markup,
    ocr,
    pages,
)
from collectors.timebox import boxed
from data.model import Source, SourceKind, SourceState, State
from data.store import Store
from hostile import SECRET, Case, entries, entry, names, rss, said
from hostile_files import Files, lay

#: Seconds: of one request, of what is given a parser here, and of any one case.
_REQUEST, _PARSER, _CASE = 2.0, 3.0, 8.0
#: The most megabytes that one hostile input of five may cost at its worst.
_MEGABYTES = 160
_LIVING = (State.WORKING, State.EMPTY, State.STALE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

FEEDS = [
    *hostile_feeds.NO_FEEDS,
    *hostile_feeds.CHARSETS,
    *hostile_feeds.ENTITIES,
    *hostile_feeds.DATES,
    *hostile_feeds.LINKS,
    *hostile_feeds.PARTS,
    *hostile_feeds.SYNTAX,
]
WIRE = [
    *hostile_wire.PACKED,
    *hostile_wire.LENGTHS,
    *hostile_wire.CONNECTIONS,
    *hostile_wire.REDIRECTS,
    *hostile_wire.STATUSES,
    *hostile_wire.SECURE,
]
SITES = [*hostile_sites.SITES, *hostile_sites.NEWSROOMS]
LARGE = [*hostile_wire.LARGE, *hostile_feeds.HEAVY]
SLOW = [*hostile_wire.SLOW, *hostile_sites.SLOW_SITES, *hostile_sites.SLOW_NEWSROOMS]


@pytest.fixture(scope="module", autouse=True)
def _impatient() -> Iterator[None]:
    """Little time for parsers, which are loaded before it is counted."""
    boxed(articles.read_article, "<p>x</p>", "", {}, NOW, seconds=60)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feeds, "_SECONDS", _PARSER)
        patch.setattr(foreign_markup, "_MOST_SECONDS", _PARSER / 3)
        patch.setattr(pages, "_LISTING_SECONDS", _PARSER)
        patch.setattr(articles, "_MOST_SECONDS", _PARSER)
        patch.setattr(documents, "_MOST_SECONDS", _PARSER / 2)
        # A scan is to be counted as one, whatever this machine has.
        patch.setattr(ocr, "languages", lambda: "")
        yield


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web("Kelisim/test", timeout=_REQUEST) as found:
        yield found


@contextmanager
def _start(case: Case, site) -> Iterator[str]:
    """Serve a case and say where its source begins."""
    if case.raw is None:
        for path, answer in case.answers.items():
            site.act(f"/{case.name}/{path}", answer)
        yield f"{site.base}/{case.name}/{case.start}"
        return
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_speak, args=(listener, case.raw), daemon=True).start()
        yield f"https://127.0.0.1:{listener.getsockname()[1]}/"


def _speak(listener: socket.socket, answer) -> None:
    with suppress(OSError):
        connection, _ = listener.accept()
        with connection:
            answer(connection)


def _source(case: Case, url: str) -> Source:
    return source(case.name, kind=case.kind, url=url, is_local=True, **case.source)


def _good(site, number: int = 0) -> Source:
    path = f"/good/{number}"
    return source(
        f"good-{number}", url=site.serve(path, rss(*entries(3))), is_local=True
    )


def _read(web: Web, *sources: Source, **previous: SourceState) -> dict[str, Collected]:
    states = {state.source_id: state for state in previous.values()}
    found = collect_all(sources, web, states, NOW, memory(), workers=len(sources))
    return {got.source_id: got for got in found}


def _beside_a_good_one(case: Case, site, web: Web) -> Collected:
    """Read a case; what behaves well beside it has to bring its items."""
    with _start(case, site) as url:
        began = time.monotonic()
        got = _read(web, _source(case, url), _good(site))
        assert time.monotonic() - began < _CASE
    assert (len(got["good-0"].items), got["good-0"].state.state) == (3, State.WORKING)
    return got[case.name]


def _judge(case: Case, got: Collected) -> None:
    """Hold a result against what its case demands and what every result has to be."""
    assert (got.state.state, got.state.detail) == (case.state, got.state.detail)
    assert case.says in got.state.detail
    if case.status is not None:
        assert got.state.http_status == case.status
    if case.items is not None:
        assert len(got.items) == case.items, (got.dropped, got.items[:2])
    _agrees(got.dropped, case.dropped)
    _agrees(got.noted, case.noted)
    if case.title is not None:
        assert got.items[0].title == case.title
    _is_sound(got)


def _agrees(found: Mapping[str, int], wanted: Mapping[str, int] | None) -> None:
    assert wanted is None or {k: v for k, v in found.items() if v} == wanted


def _is_sound(got: Collected) -> None:
    """The account adds up, the message is one for people, the items can be kept."""
    assert got.seen == len(got.items) + sum(got.dropped.values())
    state, detail = got.state.state, got.state.detail
    assert len(detail) < 400
    assert detail.isprintable()
    assert SECRET.lower() not in detail.lower()
    assert "Traceback" not in detail
    if state not in _LIVING:
        assert detail.endswith(".")
        named = ("127.0.0.1", got.source_id, "this source")
        assert any(name in detail for name in named), detail
    for item in got.items:
        words = item.url + item.title + item.text + (item.guid or "")
        assert not _CONTROLS.search(words)
        assert "root:x:0" not in words  # the first line of /etc/passwd
        assert item.url.startswith(("http://", "https://")) or not item.url
        assert len(item.url) <= 4000
        assert len(item.title) <= 300
        assert len(item.text) <= 200_001
        assert len(item.guid or "") <= 1000


@pytest.mark.parametrize("case", FEEDS, ids=names(FEEDS))
def test_a_hostile_feed(case: Case, lasting_site, web: Web) -> None:
    _judge(case, _beside_a_good_one(case, lasting_site, web))


@pytest.mark.parametrize("case", WIRE, ids=names(WIRE))
def test_a_hostile_server(case: Case, lasting_site, web: Web) -> None:
    _judge(case, _beside_a_good_one(case, lasting_site, web))


@pytest.mark.parametrize("case", SITES, ids=names(SITES))
def test_a_hostile_site(case: Case, lasting_site, web: Web) -> None:
    _judge(case, _beside_a_good_one(case, lasting_site, web))


@pytest.mark.parametrize("case", LARGE, ids=names(LARGE))
def test_what_is_large_takes_little_memory(case: Case, lasting_site, web: Web) -> None:
    with _peak() as megabytes:
        got = _beside_a_good_one(case, lasting_site, web)
    _judge(case, got)
    assert megabytes() < _MEGABYTES


@contextmanager
def _peak():
    """The growth of this process at its worst, in megabytes, server and all.

    Linux keeps a high-water mark of the memory in use (VmHWM, C libraries included)
    that can be set back; elsewhere nothing is measured and the answer is 0.
    """
    status = Path("/proc/self/status")
    try:
        Path("/proc/self/clear_refs").write_text("5")
        before = _kilobytes(status, "VmRSS")
    except OSError:
        yield lambda: 0.0
        return
    yield lambda: (_kilobytes(status, "VmHWM") - before) / 1000


def _kilobytes(status: Path, name: str) -> int:
    line = next(x for x in status.read_text().splitlines() if x.startswith(name))
    return int(line.split()[1])


def test_what_has_no_end_is_over_in_time(site, monkeypatch) -> None:
    """All of them end in the time box, which two share."""
    monkeypatch.setattr(feeds, "_SECONDS", 0.7)
    with Web("Kelisim/test", timeout=5) as web:
        _all_at_once(hostile_feeds.ENDLESS, site, web, workers=6)


def test_what_is_slow_holds_up_nobody(site, web: Web, monkeypatch) -> None:
    monkeypatch.setattr(pages, "_LISTING_SECONDS", 1.0)
    monkeypatch.setattr(articles, "_MOST_SECONDS", 1.0)
    _all_at_once(SLOW, site, web, workers=len(SLOW) + 5)


def _all_at_once(cases: list[Case], site, web: Web, workers: int) -> None:
    urls = {}
    for case in cases:
        with _start(case, site) as url:
            urls[case.name] = url
    sources = [_source(case, urls[case.name]) for case in cases]
    good = [_good(site, number) for number in range(5)]
    began = time.monotonic()
    with _peak() as megabytes:
        found = {}
        each_got = collect_all(
            [*good, *sources], web, {}, NOW, memory(), workers=workers
        )
        for got in each_got:
            found[got.source_id] = (got, time.monotonic() - began)
    assert megabytes() < 2 * _MEGABYTES
    assert time.monotonic() - began < 2 * _CASE
    for each in good:
        got, seconds = found[each.id]
        assert len(got.items) == 3
        assert seconds < _CASE / 2
    for case in cases:
        _judge(case, found[case.name][0])


@pytest.mark.parametrize(
    "case",
    [*hostile_files.PAPERS, *hostile_files.TABLES],
    ids=lambda case: case.name,
)
def test_a_hostile_file(case: Files, tmp_path: Path, web: Web) -> None:
    lay(case, tmp_path)
    folder = source(
        case.name, kind=case.kind, url=str(tmp_path), expect_per_week=(0, 9)
    )
    began = time.monotonic()
    with _peak() as megabytes:
        got = _read(web, folder)[case.name]
    assert time.monotonic() - began < _CASE
    assert megabytes() < _MEGABYTES
    assert (got.state.state, got.state.detail) == (case.state, got.state.detail)
    if case.items is not None:
        assert len(got.items) == case.items, got.dropped
    _agrees(got.dropped, case.dropped)
    _is_sound(got)


def test_nothing_is_fetched_on_behalf_of_a_feed(site, web: Web) -> None:
    """Entities, DTDs, stylesheets, inclusions: none of them opens a connection."""
    trap = site.serve("/trap", "trap")
    for number, before in enumerate(
        (
            f'<!DOCTYPE rss SYSTEM "{trap}">',
            f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{trap}">]>',
            f'<!DOCTYPE rss [<!ENTITY % a SYSTEM "{trap}">%a;]>',
            f'<?xml-stylesheet type="text/xsl" href="{trap}"?>',
        )
    ):
        url = site.serve(f"/{number}", rss(entry(title="т &a;"), before=before))
        _read(web, source(url=url, is_local=True))
    page = f'<html><link rel=stylesheet href="{trap}"><img src="{trap}"><p>Кеңес өтті.'
    site.serve("/n/101101", page)
    site.serve("/list", f'<a href="/n/101101">Ауылда ақсақалдар кеңесі</a>{page}')
    _read(web, source(kind=SourceKind.PAGES, url=site.base + "/list", is_local=True))
    assert "/n/101101" in site.paths()
    assert "/trap" not in site.paths()


def _long(n: int, **parts: str) -> str:
    """An entry that can be known again by its words."""
    words = f"{n} ауылдың тұрғындары су кезегін келісті. " * 9
    return entry(n, description=words, **parts)


#: Feeds whose entries change their names from one visit to the next.
_RESTLESS = {
    "guids": lambda visit: [
        entry(n, guid=f"{visit}-{n}") for n in range(3)],
    "guids_without_links": lambda visit: [
        _long(n, link="", guid=f"{visit}-{n}") for n in range(3)],
    "links_of_a_session": lambda visit: [
        entry(n, link=f"https://alpha.example/n/{n}?PHPSESSID={visit * 'ab'}{n}")
        for n in range(3)],
    "links_with_marks": lambda visit: [
        entry(n, link=f"https://alpha.example/n/{n}?utm_source=rss{visit}")
        for n in range(3)],
    "order": lambda visit: [entry((n + visit) % 3) for n in range(3)],
    "dates": lambda visit: [
        entry(n, pubDate=f"Sat, 21 Nov 2026 10:1{visit}:00 GMT") for n in range(3)],
}  # fmt: skip


@pytest.mark.parametrize("name", _RESTLESS)
def test_what_changes_its_names_is_not_new(name: str, site, store, web: Web) -> None:
    visits = iter(range(1, 4))

    def answer(handler) -> None:
        said(rss(*_RESTLESS[name](next(visits))))(handler)

    store.sync_sources([source(url=site.act("/rss", answer), is_local=True)])
    counts = [pipeline.collect(store, web, NOW).new_items for _ in range(3)]
    assert counts == [3, 0, 0]


@pytest.mark.parametrize("kind", ["captured", "illformed"])
def test_the_shared_feeds_end_in_sound_states(
    kind: str, shared: Path, site, store: Store, web: Web
) -> None:
    folder = shared / "corpora" / "feeds" / kind
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sources = [
        source(
            f"{kind}-{number}",
            url=site.serve(f"/{number}", path.read_bytes()),
            is_local=True,
        )
        for number, path in enumerate(files)
    ]
    if not sources:
        pytest.skip("no feeds of this kind are shared")
    found = _read(web, *sources)
    assert len(found) == len(files)
    for got in found.values():
        _is_sound(got)
    n_read = sum(bool(got.items) for got in found.values())
    assert n_read > len(files) // 2 or kind == "illformed"
