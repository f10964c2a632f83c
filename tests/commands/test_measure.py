"""What ``kelisim bench`` shows; how fast it is on a day is no test."""

from __future__ import annotations

import re
import sys

import pytest

import commands
from builders import NOW
from collectors.strict_feed import parse_strictly
from commands.measure_collecting import measure
from commands.measure_feeds import served_feeds


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
