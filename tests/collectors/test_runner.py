"""The schedule at work: who is asked when, who waits, how it ends."""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from virtual_clock import VirtualClock

from builders import NOW, memory, source
from collectors import Collected
from collectors.identity import url_key
from collectors.runner import Runner
from collectors.web import Web
from data.model import SourceState, State

FEED = """<rss version="2.0"><channel><title>T</title>{}</channel></rss>"""
ENTRY = "<item><title>Жаңалық {0}</title><link>https://a.example/{0}</link></item>"


def feed(*numbers: int) -> str:
    return FEED.format("".join(ENTRY.format(n) for n in numbers))


class Kept:
    """What a runner kept, and when in virtual time."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.rows: list[tuple[str, datetime, Collected]] = []
        self.enough = threading.Event()
        self.wanted = 10**9
        self.refuses = False

    def __call__(self, harvest: Collected, at: datetime) -> bool:
        self.rows.append((harvest.source_id, at, harvest))
        if len(self.rows) >= self.wanted:
            self.enough.set()
        return not self.refuses

    def times(self, source_id: str) -> list[timedelta]:
        return [at - NOW for id, at, _ in self.rows if id == source_id]


@pytest.fixture
def run(site):
    """Run sources until so many harvests were kept; virtual time, real HTTP."""
    clock = VirtualClock(NOW)
    kept = Kept(clock)
    web = Web("Kelisim/test", timeout=5)
    runner = Runner(web, memory(), kept, clock)
    clock.population = lambda: 1 + runner.running

    def go(sources, harvests, states=None):
        kept.wanted = harvests
        runner.plan(sources, states or {})
        thread = threading.Thread(target=runner.run)
        thread.start()
        try:
            assert kept.enough.wait(30)
        finally:
            runner.stop()
            thread.join(10)
        assert not thread.is_alive()
        return kept

    go.runner, go.kept, go.clock = runner, kept, clock
    yield go
    web.close()


def local(id: str, url: str, **changes):
    return source(id, url=url, is_local=True, **changes)


def test_a_busy_source_is_asked_often_and_a_quiet_one_rarely(site, run):
    busy = local("busy", site.serve("/busy", feed(1)), expect_per_week=(700, 1400))
    quiet = local("quiet", site.serve("/quiet", feed(2)), expect_per_week=(0, 2))
    kept = run([busy, quiet], 100)
    gaps = [b - a for a, b in pairwise(kept.times("busy"))]
    assert min(gaps) >= timedelta(minutes=10)
    assert Counter(id for id, _, _ in kept.rows)["quiet"] < 10
    gaps = [b - a for a, b in pairwise(kept.times("quiet"))]
    assert all(gap <= timedelta(hours=24) for gap in gaps)


def test_a_dead_source_is_asked_less_and_less_but_never_given_up(site, run):
    dead = local("dead", site.serve("/dead", b"gone", status=410))
    times = run([dead], 30).times("dead")
    gaps = [b - a for a, b in pairwise(times)]
    assert gaps[0] < timedelta(hours=1)
    assert gaps[-1] >= timedelta(hours=20)
    assert max(gaps) <= timedelta(hours=24)


def test_what_is_not_due_yet_is_not_asked(site, run):
    url = site.serve("/rss", feed(1))
    later = SourceState("later", State.WORKING, due_at=NOW + timedelta(hours=5))
    kept = run([local("later", url), local("now", url)], 2, {"later": later})
    assert kept.times("now")[0] == timedelta(0)
    assert not [t for t in kept.times("later") if t < timedelta(hours=5)]


def test_a_site_that_asks_us_to_stay_away_is_left_alone(site, run):
    url = site.serve("/rss", b"", status=503, Retry_After="7200")
    times = run([local("tired", url)], 3).times("tired")
    assert [round(t / timedelta(hours=1), 1) for t in times] == [0, 2, 4]


def test_one_host_holds_at_most_two_workers(site, run):
    at_once, most, turn = [0], [0], threading.Lock()

    def slow(handler):
        with turn:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        time.sleep(0.05)
        with turn:
            at_once[0] -= 1
        handler.reply(200, feed(1).encode(), {})

    sources = [local(f"s{n}", site.act(f"/s{n}", slow)) for n in range(8)]
    run(sources, 8)
    assert most[0] == 2


def test_a_source_that_could_not_be_kept_is_read_again(site, run):
    run.kept.refuses = True
    kept = run([local("alpha", site.serve("/rss", feed(1)))], 3)
    assert kept.times("alpha")[1] == timedelta(minutes=10)


def test_a_changed_entry_is_read_at_once_and_a_removed_one_no_more(site, run):
    url = site.serve("/rss", feed(1))
    alpha = local("alpha", url, expect_per_week=(0, 1))
    runner, kept = run.runner, run.kept

    def keep(harvest, at):
        if len(kept.rows) == 0:
            runner.plan([local("alpha", url, name="New"), local("beta", url)], {})
        if len(kept.rows) == 2:
            runner.plan([local("beta", url)], {})
        return kept(harvest, at)

    runner._keep = keep
    run([alpha], 8)
    early = [id for id, at, _ in kept.rows if at == NOW]
    assert early.count("alpha") == 2
    assert [id for id, _, _ in kept.rows[5:]] == ["beta"] * 3


def test_stopping_ends_a_slow_reading_and_counts_it_as_nothing(site):
    asked = threading.Event()

    def endless(handler):
        asked.set()
        site.over.wait(20)

    kept: list[Collected] = []
    with Web("Kelisim/test", timeout=15) as web:
        runner = Runner(web, memory(), lambda harvest, at: bool(kept.append(harvest)))
        runner.plan([local("alpha", site.act("/rss", endless))], {})
        thread = threading.Thread(target=runner.run)
        thread.start()
        assert asked.wait(10)
        begun = time.monotonic()
        runner.stop()
        thread.join(10)
        assert time.monotonic() - begun < 5
    assert kept == []


def test_a_fault_of_ours_in_one_reading_does_not_end_the_others(site, run, caplog):
    def known(keys):
        if url_key("https://a.example/666") in keys:
            raise MemoryError
        return {}

    run.runner._known = known
    broken = local("broken", site.serve("/broken", feed(666)))
    kept = run([broken, local("alpha", site.serve("/rss", feed(2)))], 3)
    assert {id for id, _, _ in kept.rows} == {"alpha"}
    assert site.paths().count("/broken") > 1  # it is tried again
    assert "an attempt to read a source failed" in caplog.text


@pytest.mark.parametrize(
    "state",
    [
        SourceState("alpha", due_at=NOW + timedelta(days=400)),
        SourceState(
            "alpha",
            last_attempt_at=NOW + timedelta(days=3),
            due_at=NOW + timedelta(days=3, hours=1),
        ),
    ],
)
def test_a_time_told_by_a_wrong_clock_is_not_waited_for(site, run, state):
    kept = run([local("alpha", site.serve("/rss", feed(1)))], 1, {"alpha": state})
    assert kept.times("alpha") == [timedelta(0)]


def test_a_clock_that_is_set_back_delays_nobody(site, run):
    clock, kept = run.clock, run.kept
    back = timedelta(days=5)

    def keep(harvest, at):
        if len(kept.rows) == 3:
            clock._now -= back
        return kept(harvest, at)

    run.runner._keep = keep
    times = run([local("alpha", site.serve("/rss", feed(1)))], 6).times("alpha")
    assert times[4] < times[3]
    gaps = [(times[n] - times[n - 1]) % back for n in range(1, 6)]
    assert max(gaps) <= timedelta(hours=24)


def test_a_changed_address_is_asked_for_everything(site, run):
    old = site.serve("/old", feed(1), ETag='"1"')
    new = site.serve("/new", feed(2), ETag='"1"')
    runner, kept = run.runner, run.kept

    def keep(harvest, at):
        if not kept.rows:
            runner.plan([local("alpha", new)], {})
        return kept(harvest, at)

    runner._keep = keep
    before = SourceState(
        "alpha", State.WORKING, etag='"1"', last_full_at=NOW, last_success_at=NOW
    )
    run([local("alpha", old)], 2, {"alpha": before})
    asked = dict(site.requests[:2])
    assert asked["/old"]["If-None-Match"] == '"1"'
    assert "If-None-Match" not in asked["/new"]
