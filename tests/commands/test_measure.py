"""What ``kelisim bench`` shows; how fast it is on a day is no test."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import nullcontext

import pytest

import commands
from builders import NOW
from collectors.strict_feed import parse_strictly
from commands import bench_understanding, measure_understanding
from commands.measure_collecting import measure
from commands.measure_feeds import served_feeds
from commands.measure_understanding import (
    DEMO,
    KILOBYTE,
    PADDED,
    Cost,
    cost_of_way,
    documents,
    own_process,
)
from scoring.learned import Learned, learned


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def run(*words: str) -> str:
        monkeypatch.setenv("KELISIM_LANG", "en")
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setattr(sys, "argv", ["kelisim", *words])
        with pytest.raises(SystemExit) as left:
            commands.main()
        assert not left.value.code
        return capsys.readouterr().out

    return run


def test_bench_collect_shows_each_way_beside_feedparser(typed):
    out = typed("bench", "collect", "--rounds", "1", "--feeds", "4")
    rows = [
        line
        for line in out.splitlines()
        if re.search(r"(?: +\d+){3} +[\d.]+ +[\d.]+ *$", line)
    ]
    assert [" ".join(re.findall(r"[a-z(), ]+", row)).split()[0] for row in rows] == [
        *("feedparser", "our", "whole", "whole"),
    ]
    assert rows[0].split()[-1] == "1.00"
    assert "Feeds: 4; entries: " in out
    assert "peak memory" in out
    assert "understanding" in out


def test_bench_alone_still_measures_the_understanding(typed):
    out = typed("bench", "--rounds", "1", "--texts", "5")
    assert "understand" in out
    assert "times feedparser" not in out


def test_every_way_meets_the_same_entries():
    rounds: list[None] = []
    costs = measure(2, 6, lambda: rounds.append(None))
    assert len(rounds) == 2
    ways = (costs.bare, costs.parsed, costs.new, costs.known)
    assert len({way.items for way in ways}) == 1
    assert all(len(way.wall) == len(way.cpu) == 2 for way in ways)
    assert costs.understood.items > 0


def test_one_feed_in_ten_needs_feedparser():
    feeds = served_feeds(NOW, 20)
    fast = [parse_strictly(each.body.decode(), each.source.url) for each in feeds]
    assert len(feeds) == 20
    assert fast.count(None) == 2
    assert served_feeds(NOW, 20) == feeds
    assert len({each.source.id for each in feeds}) == 20


class _Here:
    """Runs in this process what would have one of its own."""

    def submit(self, work: Callable[..., object], *given: object) -> Future[object]:
        done: Future[object] = Future()
        done.set_result(work(*given))
        return done


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        bench_understanding, "own_process", lambda: nullcontext(_Here())
    )
    monkeypatch.setattr(
        measure_understanding, "learned", lambda: Learned(learned().heads)
    )


def test_bench_understand_shows_ways_and_parts(typed, here):
    out = typed("bench", "understand", "--rounds", "1", "--texts", "6")
    lines = {line.strip()[:20]: line for line in out.splitlines()}
    for words in ("rules only", "whole, without sente", "finding places"):
        row = next(line for start, line in lines.items() if start.startswith(words))
        assert re.search(r"\d+ +\d+ +\d+\.\d\d", row), row
    vectors = next(line for line in lines.values() if "with sentence" in line)
    assert re.search(r"\d", vectors) is None  # no embedder here: it says so
    assert "the whole takes" in out
    assert "MB" in out


def test_documents_of_a_kilobyte_have_a_kilobyte():
    given = documents(9)
    assert len(given[DEMO]) == len(given[PADDED]) == 9
    for plain, padded in zip(given[DEMO], given[PADDED], strict=True):
        size = len(f"{padded.title}{padded.text}".encode())
        assert KILOBYTE - 3 <= size <= KILOBYTE  # a cut letter is left out
        assert padded.text.startswith(plain.text[:50])
        assert padded.title == plain.title


def test_a_cost_is_that_of_the_median_round():
    cost = Cost(10, (0.5, 0.1, 0.2))
    assert cost.each == pytest.approx(0.02)


def test_ways_that_cannot_run_have_no_cost(here):
    items = documents(3)[DEMO]
    assert cost_of_way("vectors", items, 1) is None
    rules = cost_of_way("rules", items, 2)
    assert rules is not None
    assert len(rules.seconds) == 2
    assert rules.texts == 3


def test_measuring_on_one_core_leaves_the_environment_alone(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    with own_process() as pool:
        assert pool.submit(os.getenv, "OMP_NUM_THREADS").result() == "1"
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "MKL_NUM_THREADS" not in os.environ
