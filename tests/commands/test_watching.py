"""The job that goes on: failing rounds, a changed list, verdicts, stopping."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

import pytest

import builders as make
import commands
import pipeline
from commands import running, watching
from data.errors import KelisimError, StoreError
from data.model import (
    Restoration,
    SourceState,
    State,
    Story,
    Verdict,
    VerdictCode,
)
from data.settings import sqlite_url
from data.store import Store

ROOT = Path(__file__).parents[2]
DEAD = (ROOT / "tests" / "files" / "one_dead_source.toml").read_text("utf-8")


class Served:
    """A dashboard process that lives for so many looks."""

    def __init__(self, looks: int) -> None:
        self.looks = looks
        self.returncode: int | None = None

    def poll(self) -> int | None:
        self.looks -= 1
        self.returncode = None if self.looks >= 0 else 3
        return self.returncode

    def terminate(self) -> None:
        pass

    def wait(self, timeout: float) -> int:
        return 3


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Watch over a dashboard for five looks, doing the chores at each of them."""

    def watch(*chores: Callable[[], object]) -> None:
        monkeypatch.setattr(watching.server, "serve", lambda *_, **__: Served(5))
        monkeypatch.setattr(watching.server, "wait_until_ready", lambda *_: True)
        monkeypatch.setattr(watching.time, "sleep", lambda _: None)
        with pytest.raises(KelisimError, match=r"ended by itself \(exit code 3\)"):
            watching.keep_open("sqlite://", 8501, False, chores)

    return watch


def flagged(store: Store) -> None:
    store.sync_sources([make.source()])
    state = SourceState("alpha", State.WORKING, last_attempt_at=make.NOW)
    store.add_collected([make.item()], state, {}, make.NOW.date())
    at = make.NOW
    store.save_stories([Story("s:1", ("u:1",), ("alpha",), ("ru",), (), at, at)])
    store.save_flags([make.flag()])


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (StoreError("The database is busy."), "The database is busy."),
        (KeyError("s:1"), "KeyError"),
        (OSError(28, "No space left on device"), "No space left"),
    ],
)
def test_a_failing_chore_is_said_and_tried_again(
    served: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
    failure: Exception,
    said: str,
) -> None:
    tried = []

    def chore() -> None:
        tried.append(1)
        raise failure

    served(chore)
    assert len(tried) == 5
    assert capsys.readouterr().err.count(said) == 5


@pytest.fixture
def assessed(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """When assessments were made."""
    times: list[datetime] = []
    monkeypatch.setattr(pipeline, "assess_store", lambda _, now: times.append(now))
    return times


def test_a_verdict_is_acted_on_once(
    store: Store, served: Callable[..., None], assessed: list[datetime]
) -> None:
    flagged(store)
    looks: list[int] = []

    def judging() -> None:
        looks.append(1)
        if len(looks) == 3:
            store.add_verdict(Verdict("f:1", VerdictCode.OLD, "Ескі", "М", make.NOW))

    served(judging, watching.Assessing(store, Lock()))
    assert len(assessed) == 1


def test_what_a_person_put_on_the_desk_or_took_back_is_assessed_at_once(
    store: Store, assessed: list[datetime]
) -> None:
    store.sync_sources([make.source()])
    state = SourceState("alpha", State.WORKING, last_attempt_at=make.NOW)
    store.add_collected([make.item(dropped="sport")], state, {}, make.NOW.date())
    assessing = watching.Assessing(store, Lock())
    assessing()
    assert assessed == []
    said = Restoration("u:1", "mobilisation", "KZ-39", "Су дауы", "М", make.NOW)
    store.restore_item(said)
    assessing()
    assessing()
    assert len(assessed) == 1
    store.take_back("u:1", "Тек ойын", "М", make.NOW)
    assessing()
    assert len(assessed) == 2


def test_a_story_joined_by_hand_is_one_flag_a_second_later(store: Store) -> None:
    store.sync_sources([make.source()])
    state = SourceState("alpha", State.WORKING, last_attempt_at=make.NOW)
    told = {
        "u:1": "Массовая драка жителей двух сёл у школы, собрались земляки.",
        "u:2": "Спор за поливную воду между двумя аулами, арык перекрыли.",
    }
    items = [
        make.item(key, title=text, text=text, published_at=make.NOW - timedelta(days=n))
        for n, (key, text) in enumerate(told.items())
    ]
    store.add_collected(items, state, {}, make.NOW.date())
    pipeline.assess_store(store, make.NOW)
    assert len(store.flags()) == 2
    for flag in store.flags():
        store.add_verdict(Verdict(flag.id, VerdictCode.OLD, flag.id, "М", make.NOW))
    assessing = watching.Assessing(store, Lock())
    assessing()
    assert len(store.flags()) == 2
    stories = sorted(flag.story_id for flag in store.flags())
    store.join_stories(stories, "Бір оқиға.", "М", make.NOW)
    assessing()
    (flag,) = store.flags()
    assert len(store.verdicts(flag.id)) == 2
    store.split_story(flag.story_id, ["u:1"], "Екі оқиға.", "М", make.NOW)
    assessing()
    assert len(store.flags()) == 2
    assert all(len(store.verdicts(flag.id)) == 1 for flag in store.flags())


def test_pages_are_told_that_somebody_assesses_twice_a_minute(
    store: Store, assessed: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [datetime(2026, 11, 22, 6, tzinfo=UTC)]

    class Moment(datetime):
        @classmethod
        def now(cls, tz=None):
            return now[0]

    monkeypatch.setattr(watching, "datetime", Moment)
    assessing = watching.Assessing(store, Lock())
    told = []
    for seconds in (0, 29, 1):
        now[0] += timedelta(seconds=seconds)
        assessing()
        told.append(store.meta()["watched_at"])
    first, later = "2026-11-22T06:00:00+00:00", "2026-11-22T06:00:30+00:00"
    assert told == [first, first, later]
    assert assessed == []


def test_a_field_report_is_assessed_at_once_and_news_within_a_minute(
    store: Store, assessed: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [datetime(2026, 11, 22, 6, tzinfo=UTC)]

    class Moment(datetime):
        @classmethod
        def now(cls, tz=None):
            return now[0]

    monkeypatch.setattr(watching, "datetime", Moment)
    assessing = watching.Assessing(store, Lock())

    def after(seconds: int) -> int:
        now[0] += timedelta(seconds=seconds)
        assessing()
        return len(assessed)

    assert after(1) == 0
    store.set_meta("field_report_at", "x")
    assert (after(1), after(1)) == (1, 1)
    assessing.tell_of_news()
    assert (after(30), after(30), after(61)) == (1, 2, 2)
    assert after(3600) == 3  # an hour went by
    now[0] = datetime(2026, 11, 22, 18, 59, 50, tzinfo=UTC)
    assert (after(1), after(10)) == (4, 5)  # a new day in Almaty


def test_a_changed_list_is_noticed_and_a_broken_one_said(
    store: Store,
    tmp_path: Path,
    served: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KELISIM_HOME", str(tmp_path))
    listed = tmp_path / "sources.toml"
    versions = iter(
        [DEAD, DEAD.replace("nobody", "other"), "[[source", "[[source]]", DEAD]
    )
    seen = []

    def one_round() -> None:
        listed.write_text(next(versions), encoding="utf-8")
        running.list_sources(store, listed, tmp_path / "inbox")
        seen.append([s.id for s in store.sources() if s.enabled])

    served(one_round)
    near = ["field_reports", "inbox"]
    assert seen == [[*near, "nobody"], [*near, "other"], [*near, "nobody"]]
    assert capsys.readouterr().err.count("sources.toml") == 2


def test_the_last_port_has_no_next() -> None:
    assert 0 < watching.free_port(65535) < 65536


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[object, str]]:
    """Type ``kelisim …``; gives exit code and errors."""

    def typed(*words: object, **environment: str) -> tuple[object, str]:
        for name, value in {"KELISIM_LANG": "en", **environment}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("KELISIM_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setattr(sys, "argv", ["kelisim", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            commands.main()
        return left.value.code, capsys.readouterr().err

    return typed


def test_up_refuses_the_demos_database(
    run: Callable[..., tuple[object, str]], tmp_path: Path
) -> None:
    url = sqlite_url(tmp_path / "k.sqlite")
    with closing(Store.open(url)) as store:
        store.set_meta("demo", "1")
    code, err = run("up", "--once", "--db", url)
    assert code == 2
    assert "demo's database" in err
    with closing(Store.open(url)) as store:
        assert store.sources() == []


def test_what_cannot_be_written_is_one_sentence(
    run: Callable[..., tuple[object, str]], tmp_path: Path
) -> None:
    given, blocked = tmp_path / "in.jsonl", tmp_path / "none" / "out"
    given.write_text('{"id": 1, "text": "Ауа райы."}\n', encoding="utf-8")
    table = tmp_path / "counts.csv"
    table.write_text("series,date,count,exposure\na,2026-01-01,1,1\n")
    (tmp_path / "file").write_text("")
    under = tmp_path / "file" / "x"
    for words in (
        ("understand", given, blocked),
        ("levels", table, blocked),
        ("export", "flags", "--out", blocked),
        ("up", "--once", "--inbox", under),
        ("understand", given, given),
    ):
        code, err = run(*words)
        assert code == 2, words
        assert str(words[-1]) in err
        assert "Traceback" not in err
    assert given.read_text("utf-8")
    code, err = run("assess", "--db", sqlite_url(under))
    assert code == 1
    assert "cannot be opened" in err
    code, err = run("demo", "--once", KELISIM_PORT="abc")
    assert code == 2
    assert "KELISIM_PORT" in err


def test_half_a_character_is_answered(
    run: Callable[..., tuple[object, str]], tmp_path: Path
) -> None:
    given, answer = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text('{"id": "\\ud83d", "text": "Ауа райы \\ud83d."}\n', "utf-8")
    code, _ = run("understand", given, answer)
    assert code == 0
    assert '"id": "\\ud83d"' in answer.read_text("utf-8")


#: A shell that runs us in the background would have us ignore the interrupt.
UP = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
import commands
commands.main()
"""


class Slow(BaseHTTPRequestHandler):
    """A site that takes its time."""

    asked = threading.Event()

    def do_GET(self) -> None:
        self.asked.set()
        time.sleep(2)
        self.send_error(503)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopping_while_reading_is_orderly(tmp_path: Path, stop: int) -> None:
    Slow.asked.clear()
    slow = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=slow.serve_forever, daemon=True).start()
    listed = tmp_path / "sources.toml"
    address = f"http://127.0.0.1:{slow.server_port}/rss"
    entry = DEAD.replace("https://news.invalid/rss", address)
    listed.write_text(entry + "is_local = true\n", encoding="utf-8")
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", UP, "up"),
            *("--no-browser", "--sources", str(listed)),
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "KELISIM_HOME": str(tmp_path / "home"),
            "KELISIM_LANG": "en",
            "PYTHONPATH": str(ROOT),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert Slow.asked.wait(60)
    process.send_signal(stop)
    out, _ = process.communicate(timeout=30)
    slow.shutdown()
    slow.server_close()
    assert process.returncode == 0
    assert "Stopped." in out
    assert "Traceback" not in out
