"""A fleet of outlets with faults, over days of virtual time, through the whole path.

Real HTTP on loopback, a real database. A small fleet runs with the suite;
``KELISIM_FLEET=300x30`` runs three hundred outlets for a month.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import fleet as fleets
import pytest
from virtual_clock import VirtualClock

import pipeline
from collectors import Collected
from collectors.manners import Manners
from collectors.runner import Runner
from collectors.web import Web
from data.model import LIVING_STATES, State
from data.settings import sqlite_url
from data.store import Store
from scoring.learned import NOTHING

COUNT, DAYS = (int(n) for n in os.environ.get("KELISIM_FLEET", "20x1").split("x"))
BEGIN = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)
#: After the last article everybody is asked once more.
END = BEGIN + timedelta(days=DAYS, hours=26)
DAY = timedelta(days=1)


@dataclass
class Voyage:
    """What is left when the time is over."""

    fleet: fleets.Fleet
    store: Store
    database: Path
    accounts: list[tuple[int, int]]  # entries seen, entries accounted for


@pytest.fixture(scope="module")
def voyage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voyage]:
    clock = VirtualClock(BEGIN)
    database = tmp_path_factory.mktemp("fleet") / "fleet.sqlite"
    store = Store.open(sqlite_url(database))
    over = threading.Event()
    accounts: list[tuple[int, int]] = []

    def draw(ports: list[int]) -> fleets.Fleet:
        return fleets.drawn(ports, COUNT, BEGIN, DAYS, clock)

    with fleets.serving(draw, max(COUNT // 3, 1)) as fleet:
        sources = [outlet.source() for outlet in fleet.outlets.values()]
        store.sync_sources(sources)
        keeper = pipeline.Keeper(store, sources, NOTHING)

        def keep(harvest: Collected, at: datetime) -> bool:
            account = keeper.keep(harvest, at)
            accounts.append((harvest.seen, account.total()))
            if at >= END:
                over.set()
            return True

        manners = Manners(gap=5.0, at_once=2, clock=clock)
        with Web(
            # Real seconds: a busy machine must not give up on a request, for the
            # server would log it when it is long over, at another virtual time.
            "Kelisim test",
            timeout=60,
            manners=manners,
            polite_to_local=True,
        ) as web:
            runner = Runner(web, keeper.known, keep, clock, workers=16)
            clock.population = lambda: 1 + runner.running
            runner.plan(sources, {})
            thread = threading.Thread(target=runner.run)
            thread.start()
            try:
                assert over.wait(COUNT * DAYS * 2 + 120), f"still at {clock.now()}"
            finally:
                runner.stop()
                thread.join(20)
        yield Voyage(fleet, store, database, accounts)
    store.close()


def kept_titles(voyage: Voyage) -> dict[str, list[str]]:
    with sqlite3.connect(voyage.database) as database:
        rows = database.execute("SELECT source_id, title FROM item").fetchall()
    database.close()
    titles: dict[str, list[str]] = {}
    for source_id, title in rows:
        titles.setdefault(source_id, []).append(title)
    return titles


def test_nothing_published_is_lost_or_kept_twice(voyage: Voyage) -> None:
    titles = kept_titles(voyage)
    missing, doubled, checked = [], [], 0
    for outlet in voyage.fleet.outlets.values():
        kept = titles.get(outlet.id, [])
        doubled += [title for title in set(kept) if kept.count(title) > 1]
        if outlet.fault == "hostile":
            continue
        # Published, and reachable at least once since.
        for n, at in enumerate(outlet.times):
            if BEGIN <= at <= outlet.served_at:
                checked += 1
                if outlet.title(n) not in kept:
                    missing.append((outlet.id, outlet.fault, n))
    assert checked > COUNT * DAYS / 2
    assert (missing, doubled) == ([], [])


def test_edits_become_revisions_of_the_same_item(voyage: Voyage) -> None:
    with sqlite3.connect(voyage.database) as database:
        texts = dict(database.execute("SELECT title, text FROM item").fetchall())
        (revisions,) = database.execute("SELECT count(*) FROM item_revision").fetchone()
    database.close()
    edited = [
        outlet.title(n)
        for outlet in voyage.fleet.outlets.values()
        if outlet.fault in ("", "slow", "flapping")
        for n, at in outlet.edits.items()
        # Still in the feed a day later, so that it was there to be seen.
        if n in outlet.published(at + DAY)[-fleets.WINDOW :] and at + DAY <= END
    ]
    assert edited
    assert [title for title in edited if "түзетілді" not in texts.get(title, "")] == []
    assert 0 < revisions <= sum(len(o.edits) for o in voyage.fleet.outlets.values())


def test_every_dead_source_is_seen_within_a_day(voyage: Voyage) -> None:
    dead = [o for o in voyage.fleet.outlets.values() if o.fault == "dead"]
    assert len(dead) == max(round(COUNT * 0.10), 1)
    for outlet in dead:
        history = voyage.store.source_history(outlet.id)
        first = min(
            state.last_attempt_at
            for state in history
            if state.state not in LIVING_STATES
            and state.last_attempt_at > outlet.ends_at
        )
        assert first - outlet.ends_at <= DAY, outlet.id
        assert voyage.store.source_states()[outlet.id].state not in LIVING_STATES


def test_a_dead_source_is_never_given_up(voyage: Voyage) -> None:
    asked: dict[str, list[datetime]] = {}
    for request in voyage.fleet.log:
        asked.setdefault(request.path, []).append(request.at)
    for outlet in voyage.fleet.outlets.values():
        gaps = [b - a for a, b in pairwise([*asked[f"/{outlet.id}/rss"], END])]
        assert max(gaps) <= DAY + timedelta(minutes=10), (outlet.id, outlet.fault)


def test_a_source_that_falls_silent_is_stale_within_a_day(voyage: Voyage) -> None:
    if DAYS < 10:
        pytest.skip("a week must pass first; run with KELISIM_FLEET=300x30")
    for outlet in voyage.fleet.outlets.values():
        if outlet.fault != "silent":
            continue
        fewest = outlet.source().expect_per_week[0]
        below = next(
            at
            for hours in range(24 * 40)
            if (at := outlet.ends_at + timedelta(hours=hours))
            and sum(at - 7 * DAY <= t <= at for t in outlet.times) < fewest
        )
        stale = [
            state.last_attempt_at
            for state in voyage.store.source_history(outlet.id)
            if state.state is State.STALE and state.last_attempt_at >= outlet.ends_at
        ]
        assert stale, outlet.id
        assert min(stale) - below <= DAY, outlet.id


def test_politeness_is_never_broken(voyage: Voyage) -> None:
    by_host: dict[int, list[datetime]] = {}
    for request in voyage.fleet.log:
        by_host.setdefault(request.port, []).append(request.at)
        assert request.at_once <= 2
    hasty = [
        (port, before, after)
        for port, starts in by_host.items()
        for before, after in pairwise(sorted(starts))
        if after - before < timedelta(seconds=5)
    ]
    assert hasty == []
    robots = [r for r in voyage.fleet.log if r.path == "/robots.txt"]
    assert len(robots) >= len(by_host)
    assert not [r for r in voyage.fleet.log if r.path.startswith("/secret/")]


def test_hostile_sources_have_a_state_and_hold_up_nobody(voyage: Voyage) -> None:
    states = voyage.store.source_states()
    for outlet in voyage.fleet.outlets.values():
        if outlet.fault == "hostile":
            assert states[outlet.id].state not in LIVING_STATES
        if outlet.fault in ("", "slow", "liar"):
            assert states[outlet.id].state in LIVING_STATES | {State.STALE}, outlet.id


def test_every_account_adds_up(voyage: Voyage) -> None:
    assert voyage.accounts
    assert all(seen == total for seen, total in voyage.accounts)
    frame = voyage.store.counters(BEGIN.date())
    rows = list(frame.itertuples(index=False))
    collected = sum(n for stage, _, n in rows if stage == "collect")
    assert collected == sum(n for stage, _, n in rows if stage == "entries")
