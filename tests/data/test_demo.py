"""The demo web: invented, dated relative to now, served like a real site."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections import Counter
from datetime import UTC, datetime, timedelta

import feedparser
import pytest

from data.demo import PUBLISHES, demo_items, demo_sources, outlets, serve_demo
from data.errors import InputError
from data.model import SourceKind

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)  # 06:30 in Almaty
ITEMS = demo_items(NOW)


def test_there_are_twelve_weeks_of_at_least_seven_hundred_texts() -> None:
    assert len(ITEMS) >= 700
    assert NOW - ITEMS[0].at > timedelta(days=77)
    assert all(item.at <= NOW for item in ITEMS)


def test_the_three_languages_have_their_share() -> None:
    share = Counter(item.lang for item in ITEMS)
    assert share["kk"] >= 0.35 * len(ITEMS)
    assert share["ru"] >= 0.35 * len(ITEMS)
    assert share["en"] >= 50


def test_ids_are_unique_and_outlets_known() -> None:
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert {item.outlet for item in ITEMS} == {row["id"] for row in outlets()}


def test_the_same_day_gives_the_same_demo() -> None:
    assert demo_items(NOW) == ITEMS


@pytest.mark.parametrize("outlet", sorted(PUBLISHES))
def test_the_silent_and_the_late_outlet_keep_their_days(outlet: str) -> None:
    first, last = PUBLISHES[outlet]
    days = [
        (NOW - item.at) // timedelta(days=1) for item in ITEMS if item.outlet == outlet
    ]
    assert days
    assert -last - 1 <= min(days)
    assert max(days) <= -first + 1


def test_placeholders_became_dates() -> None:
    assert not any("{" in item.title + item.text for item in ITEMS)


def test_every_source_is_marked_as_demo() -> None:
    assert all(s.is_demo and s.is_local for s in demo_sources(80))


def test_feeds_hold_their_items_and_pages_their_links() -> None:
    with serve_demo(NOW) as port:
        for source in demo_sources(port):
            with urllib.request.urlopen(source.url) as answer:
                body, etag = answer.read(), answer.headers["ETag"]
            expected = sum(item.outlet == source.id for item in ITEMS)
            if source.kind is SourceKind.FEED:
                assert len(feedparser.parse(body).entries) == expected
            else:
                assert body.count(b"<li>") == expected
            again = urllib.request.Request(source.url, headers={"If-None-Match": etag})
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(again)
            with refused.value:
                assert refused.value.code == 304
        with pytest.raises(InputError, match="taken"), serve_demo(NOW, port):
            pass
