"""One night, end to end: the demo web through the real collectors to the levels."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

import builders as make
import one_round
import pipeline
from collectors import COLLECTORS
from collectors.web import Web
from data.days import local_day
from data.demo import demo_items, demo_sources, serve_demo
from data.model import (
    Lane,
    Level,
    LevelCode,
    SourceKind,
    State,
    Verdict,
    VerdictCode,
)
from data.reference import load
from data.settings import sqlite_url
from data.store import Store

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
#: Tables whose rows must not depend on how often a run was killed.
LASTING = (
    *("item", "item_region", "story", "flag", "level", "coverage_week"),
    *("meeting", "decision", "counter"),
)


@pytest.fixture(scope="module")
def night() -> Iterator[Store]:
    """The demo, collected and assessed once."""
    store = Store.open("sqlite://")
    with serve_demo(NOW) as port, Web("Kelisim test") as web:
        store.sync_sources(demo_sources(port))
        pipeline.collect(store, web, NOW)
    pipeline.assess_store(store, NOW)
    yield store
    store.close()


def level_of(store: Store, region: str) -> Level:
    return store.latest_levels()[region]


def test_every_text_of_the_demo_is_kept_once(night: Store) -> None:
    kept = night.items(limit=None)
    assert len(kept) == len(demo_items(NOW))
    assert all(item.version for item in kept)


def test_every_source_answered(night: Store) -> None:
    states = night.source_states()
    assert {state.last_success_at for state in states.values()} == {NOW}
    assert set(states) == {source.id for source in night.sources()}


def test_the_episode_is_acute_and_bears_its_reason(night: Store) -> None:
    level = level_of(night, "KZ-39")
    assert level.code is LevelCode.ACUTE
    reason = level.reasons[0]
    assert reason.code == "level.acute"
    assert reason.params["owners"] >= 2
    assert level.reasons[1].code == "level.unverified"


def test_the_slow_build_up_is_raised(night: Store) -> None:
    level = level_of(night, "KZ-15")
    assert level.code is LevelCode.RAISED
    params = level.reasons[0].params
    assert params["stories"] > 2 * params["expected"]


def test_the_silent_region_is_no_data_never_calm(night: Store) -> None:
    level = level_of(night, "KZ-62")
    assert level.code is LevelCode.NO_DATA
    assert level.coverage.living_local == 0


def test_no_other_region_is_acute_or_raised(night: Store) -> None:
    high = {
        region
        for region, level in night.latest_levels().items()
        if level.code in (LevelCode.ACUTE, LevelCode.RAISED)
    }
    assert high == {"KZ-39", "KZ-15"}


def test_all_twenty_regions_have_a_level_each_day(night: Store) -> None:
    today = local_day(NOW)
    levels = night.levels(None, today - timedelta(days=20), today)
    assert len(levels) == 20 * 21
    assert {level.region for level in levels} == set(load().regions)


def test_before_the_episode_its_region_was_not_acute(night: Store) -> None:
    before = local_day(NOW) - timedelta(days=9)
    levels = night.levels("KZ-39", before - timedelta(days=20), before)
    assert LevelCode.ACUTE not in {level.code for level in levels}


def test_a_reprint_adds_no_independent_report(night: Store) -> None:
    flags = [flag for flag in night.flags() if flag.n_items > len(flag.owners)]
    assert flags


def test_a_translated_story_is_one_story(night: Store) -> None:
    languages = {
        frozenset(item.lang for item in night.flag_items(flag.id))
        for flag in night.flags("KZ-39")
    }
    assert any({"kk", "ru"} <= spoken for spoken in languages)


def test_ordinary_news_raises_nothing(night: Store) -> None:
    ordinary = {
        item.title for item in demo_items(NOW) if item.kind in ("ordinary", "report")
    }
    assert [flag.title for flag in night.flags() if flag.title in ordinary] == []


def test_hard_negatives_raise_nothing(night: Store) -> None:
    hard = {item.title for item in demo_items(NOW) if item.kind == "hard_negative"}
    assert [flag.title for flag in night.flags() if flag.title in hard] == []


def test_every_flag_shows_sentence_source_date_reason_and_version(night: Store) -> None:
    for flag in night.flags():
        assert flag.url
        assert flag.version
        assert flag.first_at <= flag.last_at <= NOW
        for signal in flag.signals:
            assert signal.evidence
            assert signal.reasons
            assert all(evidence.text.strip() for evidence in signal.evidence)


def test_private_persons_are_not_kept(night: Store) -> None:
    kept = "\n".join(f"{item.title}\n{item.text}" for item in night.items(limit=None))
    written = "\n".join(item.text for item in demo_items(NOW))
    planted = [p for p in ("+7 7", "8 (7", "@") if p in written]
    assert planted, "the demo holds no private data to test with"
    assert [p for p in planted if p in kept] == []
    assert sum(item.redactions for item in night.items(limit=None)) > 5


def test_assembly_reports_become_meetings_with_decisions(night: Store) -> None:
    meetings = night.meetings()
    assert len(meetings) >= 15
    assert any(meeting.decisions for meeting in meetings)
    assert {meeting.region for meeting in meetings} >= {"KZ-39", "KZ-15"}


def test_counters_add_up_to_what_came_in(night: Store) -> None:
    rows = night.counters(local_day(NOW))
    kept = rows[(rows["stage"] == "collect") & (rows["reason"] == "kept")]["n"].sum()
    understood = rows[rows["stage"] == "understand"]["n"].sum()
    assert kept == understood == len(night.items(limit=None))


def test_a_second_round_brings_nothing_new() -> None:
    store = Store.open("sqlite://")
    with serve_demo(NOW) as port, Web("Kelisim test") as web:
        store.sync_sources(demo_sources(port)[:6])
        first = pipeline.collect(store, web, NOW)
        pipeline.assess_store(store, NOW)
        flags = store.flags()
        again = pipeline.collect(store, web, NOW + timedelta(minutes=5))
        assert first.new_items > 100
        assert again.new_items == 0
        assert pipeline.assess_store(store, NOW + timedelta(minutes=5)).stories == 0
        assert store.flags() == flags
    store.close()


def test_a_verdict_acts_at_the_next_assessment(night: Store) -> None:
    acute = [f for f in night.flags("KZ-39") if f.lane is Lane.ACUTE]
    for flag in acute:
        night.add_verdict(
            Verdict(flag.id, VerdictCode.NOT_COMMUNITIES, "Проверено.", "М", NOW)
        )
    pipeline.assess_store(night, NOW)
    assert level_of(night, "KZ-39").code is not LevelCode.ACUTE
    for flag in acute:
        night.add_verdict(
            Verdict(flag.id, VerdictCode.CONFIRMED, "Ошибка исправлена.", "М", NOW)
        )
    pipeline.assess_store(night, NOW)
    level = level_of(night, "KZ-39")
    assert level.code is LevelCode.ACUTE
    assert "level.confirmed" in {reason.code for reason in level.reasons}


def test_rescore_gives_the_same_as_the_first_reading(night: Store) -> None:
    before = {f.id: f.signals for f in night.flags()}
    pipeline.rescore(night, NOW)
    assert {f.id: f.signals for f in night.flags()} == before


def test_when_no_source_answers_everything_is_no_data_and_said(store: Store) -> None:
    dead = make.source(url="http://127.0.0.1:9/rss", is_local=True)
    store.sync_sources([dead])
    with Web("Kelisim test") as web:
        summary = pipeline.collect(store, web, NOW)
    pipeline.assess_store(store, NOW)
    assert (summary.sources, summary.answered) == (1, 0)
    assert store.source_states()["alpha"].state is not State.WORKING
    assert {level.code for level in store.latest_levels().values()} == {
        LevelCode.NO_DATA
    }


def test_the_seed_documents_raise_no_flag(store: Store, shared: Path) -> None:
    inbox = make.source(
        "inbox",
        kind=SourceKind.INBOX,
        url=str(shared / "seeds"),
        region="national",
        languages=("en",),
        is_local=True,
    )
    store.sync_sources([inbox])
    with Web("Kelisim test") as web:
        pipeline.collect(store, web, NOW)
    pipeline.assess_store(store, NOW)
    titles = [
        item.title for item in store.items(limit=None) if "README" not in item.url
    ]
    assert len(titles) == 5
    assert store.flags() == []
    (meeting,) = store.meetings()
    assert meeting.kind == "session"


def test_the_shared_feeds_all_end_in_a_state(store: Store, shared: Path) -> None:
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    folder = shared / "corpora" / "feeds"
    files = [path for path in folder.rglob("*") if path.is_file()]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    store.sync_sources(
        make.source(
            f"feed-{n}",
            url=f"{base}/{path.relative_to(folder)}",
            region="national",
            is_local=True,
        )
        for n, path in enumerate(files)
    )
    with Web("Kelisim test") as web:
        summary = pipeline.collect(store, web, NOW)
    server.shutdown()
    server.server_close()
    assert len(store.source_states()) == len(files) == summary.sources
    assert summary.new_items > 100


def lasting_rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    store = Store.open(url)
    with store.begin() as connection:
        rows = {
            table: sorted(
                (
                    tuple(row)
                    for row in connection.execute(text(f"SELECT * FROM {table}"))
                ),
                key=repr,
            )
            for table in LASTING
        }
    store.close()
    return rows


@pytest.mark.parametrize("sources_done", [5])
def test_a_killed_run_loses_nothing_and_repeats_nothing(
    tmp_path: Path, sources_done: int
) -> None:
    killed, clean = (sqlite_url(tmp_path / f"{name}.sqlite") for name in "ab")
    Store.open(killed).close()
    with serve_demo(NOW) as port:
        child = subprocess.Popen(
            [sys.executable, "tests/one_round.py", killed, str(port), NOW.isoformat()],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        watcher = Store.open(killed)
        until = time.monotonic() + 60
        while len(watcher.source_states()) < sources_done:
            assert child.poll() is None, "the round ended before it could be killed"
            assert time.monotonic() < until
            time.sleep(0.01)
        child.kill()
        child.wait()
        assert 0 < len(watcher.source_states()) < len(watcher.sources())
        watcher.close()
        one_round.run(killed, port, NOW)
        one_round.run(clean, port, NOW)
    assert lasting_rows(killed) == lasting_rows(clean)


def test_sources_of_the_product_are_usable() -> None:
    enabled = [source for source in load().sources if source.enabled]
    assert len(enabled) >= 20
    assert all(source.url.startswith(("http://", "https://")) for source in enabled)
    # A source nobody can read would stand among those that "did not answer".
    assert {source.kind for source in enabled} <= set(COLLECTORS)
