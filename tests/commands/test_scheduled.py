"""Collecting on schedule: one network for all of it, and no fault ends it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

import pytest

import builders as make
from collectors.web import Web
from commands import running
from commands.scheduled import Listing, Scheduled
from data.settings import sqlite_url
from data.store import Store

ROOT = Path(__file__).parents[2]


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


class StrangeError(Exception):
    """One that nobody foresaw."""


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnhandledThreadExceptionWarning"  # it is what is tried
)
def test_a_fault_that_ends_collecting_is_said_and_collecting_begins_again(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = make.source(url="http://127.0.0.1:9/rss", is_local=True)
    store.sync_sources([dead])
    with Web("Kelisim test") as web:
        kept = threading.Event()
        scheduled = Scheduled(store, web, Lock(), lambda: None)
        try:
            until(lambda: store.source_states())
            scheduled.go_on()  # nothing to do
            assert capsys.readouterr().err == ""

            def strange(*_: object) -> None:
                raise StrangeError

            monkeypatch.setattr(scheduled._keeper, "keep", strange)
            changed = make.source(url="http://127.0.0.1:9/other", is_local=True)
            store.sync_sources([changed])
            scheduled.plan()
            until(lambda: not scheduled._thread.is_alive())

            monkeypatch.setattr(
                scheduled._keeper,
                "keep",
                lambda *_: kept.set() or {"kept": 0, "edited": 0},
            )
            scheduled.go_on()
            store.sync_sources([dead])
            scheduled.plan()
            assert kept.wait(10)
            assert "begins again" in capsys.readouterr().err
        finally:
            scheduled.stop()
        scheduled.go_on()  # what was stopped stays stopped
        assert not scheduled._thread.is_alive()


def test_the_schedule_goes_on_with_the_manners_of_the_first_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KELISIM_HOME", str(tmp_path))
    used = []

    def first(store: Store, web: Web, *_: object) -> None:
        used.append(web)

    def schedule(store: Store, web: Web, *_: object) -> None:
        used.append(web)

    monkeypatch.setattr(running, "_round", first)
    monkeypatch.setattr(running, "_go_on", schedule)
    listed = ROOT / "tests" / "files" / "one_dead_source.toml"
    running.up(db=sqlite_url(tmp_path / "k.sqlite"), sources=listed)
    assert len(used) == 2
    assert used[0] is used[1]


def test_the_list_is_read_once_a_minute_whatever_the_clock_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: at[0])
    read: list[float] = []
    listing = Listing(lambda: read.append(at[0]), lambda: None)
    for seconds in (1, 30, 30, 30, 31):
        at[0] += seconds
        listing()
    assert read == [1061.0, 1122.0]


def test_the_list_is_written_only_where_it_changed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KELISIM_HOME", str(tmp_path))
    written: list[int] = []
    sync = store.sync_sources
    monkeypatch.setattr(
        store, "sync_sources", lambda listed: (written.append(1), sync(listed))
    )
    dead = (ROOT / "tests" / "files" / "one_dead_source.toml").read_text("utf-8")
    off = dead.replace("nobody", "off").replace("enabled = true", "enabled = false")
    listed = tmp_path / "sources.toml"
    for text in (dead, dead, dead + off, dead):
        listed.write_text(text, encoding="utf-8")
        for _ in range(2):
            running.list_sources(store, listed, None)
    # A source that is switched off belongs on the Sources page too.
    assert {s.id for s in store.sources()} >= {"nobody", "off"}
    assert len(written) == 2
