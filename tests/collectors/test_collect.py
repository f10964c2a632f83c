"""The collecting room as a whole: one failing source is a result among others."""

from __future__ import annotations

import threading
import time
from collections import Counter

import pytest

from builders import NOW, memory, source
from collectors import COLLECTORS, attempt, collect, collect_all
from collectors.identity import item_key
from collectors.manners import Manners
from collectors.reading import Reading
from collectors.web import Web
from data.model import RawItem, SourceKind, SourceState, State
from papers import pdf

RSS = (
    "<rss><channel><item><title>{0}</title><link>https://{0}.example/n/1</link>"
    "<pubDate>22.11.2026</pubDate></item></channel></rss>"
)


nothing_known = memory()


def test_every_source_ends_in_a_result(site, web, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf("Кеңес отырысының қорытындысы", "Мәтін жолы."))
    site.serve("/good", RSS.format("good"))
    site.serve("/page", "<html><body>no feed</body></html>")
    site.serve("/gone", status=410)
    sources = [
        source("good", url=site.base + "/good", is_local=True),
        source("page", url=site.base + "/page", is_local=True),
        source("gone", url=site.base + "/gone", is_local=True),
        source("refused", url=site.base + "/good"),
        source("unknown", url="https://outlet.invalid/rss"),
        source("off", url=site.base + "/good", enabled=False),
        source("inbox", kind=SourceKind.INBOX, url=str(tmp_path)),
    ]
    seen: list[str] = []
    got = {
        one.source_id: one
        for one in collect_all(
            sources, web, {}, NOW, nothing_known, lambda one: seen.append(one.source_id)
        )
    }
    assert {name: one.state.state for name, one in got.items()} == {
        "good": State.WORKING,
        "page": State.NOT_A_FEED,
        "gone": State.HTTP_ERROR,
        "refused": State.REFUSED,
        "unknown": State.DNS_ERROR,
        "off": State.DISABLED,
        "inbox": State.WORKING,
    }
    assert sorted(seen) == sorted(got)
    assert all(one.state.source_id == name for name, one in got.items())
    assert [len(got[name].items) for name in ("good", "inbox")] == [1, 1]
    assert "/good" in site.paths()
    assert len(site.requests) == 3  # nothing of the disabled one


def test_states_of_before_are_carried_on(site, web):
    alpha = source(url=site.serve("/a", status=500), is_local=True)
    before = {"alpha": SourceState("alpha", failures=2, etag='"1"')}
    (got,) = collect_all([alpha], web, before, NOW, nothing_known)
    assert (got.state.failures, got.state.etag) == (2.25, '"1"')


def test_a_slow_source_never_holds_up_the_others(site, web):
    slow = source("slow", url=site.act("/slow", lambda h: site.over.wait(5)))
    quick = [
        source(f"q{i}", url=site.serve(f"/{i}", RSS.format(i)), is_local=True)
        for i in range(6)
    ]
    slow = source("slow", url=slow.url, is_local=True)
    order = []
    started = time.monotonic()
    for one in collect_all([slow, *quick], web, {}, NOW, nothing_known, workers=2):
        order.append(one.source_id)
        if len(order) == 6:
            quick_took = time.monotonic() - started
            site.over.set()
    assert order[-1] == "slow"
    assert quick_took < 3


def test_no_more_sources_than_workers_are_read_at_once(site, web):
    now, most = [0], [0]
    lock = threading.Lock()

    def answer(handler):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.05)
        with lock:
            now[0] -= 1
        handler.reply(200, RSS.format("a").encode(), {})

    site.act("/a", answer)
    sources = [source(f"s{i}", url=site.base + "/a", is_local=True) for i in range(9)]
    list(collect_all(sources, web, {}, NOW, nothing_known, workers=3))
    assert 1 < most[0] <= 3


def test_leaving_early_starts_no_other_source(site, web):
    sources = [
        source(f"s{i}", url=site.serve(f"/{i}", RSS.format(i)), is_local=True)
        for i in range(30)
    ]
    results = collect_all(sources, web, {}, NOW, nothing_known, workers=1)
    next(results)
    results.close()
    assert len(site.requests) < 30


@pytest.mark.parametrize(
    "crash", [AssertionError("x"), IndexError(), StopIteration(), RecursionError()]
)
def test_a_parser_that_crashes_is_a_state_with_the_name_of_the_crash(
    web, monkeypatch, crash, caplog
):
    def broken(*args):
        raise crash

    monkeypatch.setattr(attempt, "COLLECTORS", {**COLLECTORS, SourceKind.FEED: broken})
    got = collect(source(), web, SourceState("alpha"), NOW, nothing_known)
    assert got.state.state is State.PARSE_ERROR
    assert type(crash).__name__ in got.state.detail
    assert "the parser failed" in caplog.text


def test_a_killed_run_loses_nothing_and_repeats_nothing(site, web):
    """Items were saved, the state was not: the next run gives no item twice."""
    alpha = source(url=site.serve("/a", RSS.format("a"), ETag='"1"'), is_local=True)
    first = collect(alpha, web, SourceState("alpha"), NOW, nothing_known)
    kept = {item_key(item) for item in first.items}
    again = collect(alpha, web, SourceState("alpha"), NOW, memory(*kept))
    assert (len(first.items), again.items) == (1, ())


CORPUS_STATES = {State.WORKING, State.STALE, State.EMPTY, State.NOT_A_FEED}


def test_real_and_broken_feeds_all_end_in_a_state(site, shared):
    paths = sorted((shared / "corpora" / "feeds").rglob("*"))
    paths = [path for path in paths if path.is_file()]
    assert len(paths) >= 30
    sources = []
    for number, path in enumerate(paths):
        url = site.serve(f"/{number}", path.read_bytes(), Content_Type="text/xml")
        sources.append(source(path.name, url=url, is_local=True))
    states: Counter[State] = Counter()
    with Web("test") as web:
        for got in collect_all(sources, web, {}, NOW, nothing_known):
            states[got.state.state] += 1
            assert got.state.state in CORPUS_STATES, got.state
            assert got.seen == len(got.items) + sum(got.dropped.values())
            if (
                "illformed"
                not in next(p for p in paths if p.name == got.source_id).parts
            ):
                assert got.items
    assert states.total() == len(paths)
    assert states[State.NOT_A_FEED] == 1  # a document that holds a comment only


def test_a_russian_feed_in_windows_1251_is_readable(site, web, shared):
    path = shared / "corpora" / "feeds" / "captured" / "windows-1251-russian.xml"
    alpha = source(url=site.serve("/a", path.read_bytes()), is_local=True)
    got = collect(alpha, web, SourceState("alpha"), NOW, nothing_known)
    letters = "".join(item.title + item.text for item in got.items)
    cyrillic = sum("а" <= char.lower() <= "я" for char in letters)
    assert cyrillic > 0.6 * len(letters)
    assert "\ufffd" not in letters


def test_the_seeds_go_through_the_inbox(web, shared):
    inbox = source("inbox", kind=SourceKind.INBOX, url=(shared / "seeds").as_uri())
    got = collect(inbox, web, SourceState("inbox"), NOW, nothing_known)
    assert len(got.items) == 5
    assert got.dropped == {"unsupported_file": 1}  # the README of the folder
    titles = " ".join(item.title for item in got.items)
    assert "Volunteers Forum" in titles
    assert "What the President Discussed at the Assembly" in titles
    assert min(len(item.text) for item in got.items) > 2000


def test_leaving_early_ends_those_who_wait_for_their_turn(site):
    """Ctrl+C must not take as long as the politest host."""
    urls = [site.serve(f"/{n}", RSS.format(n)) for n in range(6)]
    sources = [source(f"s{n}", url=url, is_local=True) for n, url in enumerate(urls)]
    with Web("t", manners=Manners(gap=20), robots=False, polite_to_local=True) as web:
        results = collect_all(sources, web, {}, NOW, nothing_known)
        next(results)
        begun = time.monotonic()
        results.close()
    assert time.monotonic() - begun < 5
    assert len(site.requests) == 1


def test_what_no_database_can_write_is_replaced():
    halves = RawItem("alpha", "https://a.kz/n/1?\ud83d", "a\ud83d", "b\0c", "\0d")
    reading = Reading()
    assert reading.offer(halves, nothing_known)
    (kept,) = reading.items
    assert (kept.url, kept.title) == ("https://a.kz/n/1?\ufffd", "a\ufffd")
    assert (kept.text, kept.guid) == ("b\ufffdc", "\ufffdd")
