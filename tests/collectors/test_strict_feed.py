"""The proof that the fast path yields what feedparser yields, or steps aside.

A folder of other feeds can be named in KELISIM_FEEDS; they are compared too.
"""

from __future__ import annotations

import os
from pathlib import Path

import feedparser
import pytest
from feedparser.mixin import _FeedParserMixin

from builders import NOW, memory, source
from collectors import feeds
from collectors.feed_names import (
    INERT,
    INERT_IN_FEED,
    MEANINGFUL_PREFIXES,
    NAMESPACES,
    OTHERS,
)
from collectors.strict_feed import parse_strictly
from collectors.web import Fetched
from commands.measure_feeds import served_feeds
from data.errors import SourceError
from feed_cases import FAST, HEADS, UNSURE, URL, assert_same, element, feed

FILES = Path(__file__).parent.parent / "files"
OTHER_FEEDS = os.environ.get("KELISIM_FEEDS")
FOUND = sorted(FILES.glob("*.xml")) + (
    sorted(p for p in Path(OTHER_FEEDS).rglob("*") if p.is_file())
    if OTHER_FEEDS
    else []
)


def harvest(body: bytes, is_fast: bool, url: str = URL):
    """Everything that is made of a feed, by one of the two ways."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            feeds, "boxed", lambda function, *args, **_limits: function(*args)
        )
        if not is_fast:
            patch.setattr(feeds, "parse_strictly", lambda text, url: None)
        try:
            return feeds.parse(source(), Fetched(url=url, body=body), NOW, memory())
        except SourceError as error:
            return error.state, error.detail


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_saved_feeds_give_the_same_items(path):
    body = path.read_bytes()
    assert harvest(body, is_fast=True) == harvest(body, is_fast=False)


def test_feeds_as_sites_build_them_are_read_fast_unless_damaged():
    slow = 0
    for served in served_feeds(NOW, 20):
        text, url = served.body.decode(), served.source.url
        slow += not assert_same(text, url)
        assert harvest(served.body, True, url) == harvest(served.body, False, url)
    assert slow == 2


@pytest.mark.parametrize("text", FAST.values(), ids=FAST)
def test_what_is_certain_is_read_fast_and_the_same(text):
    assert assert_same(text)


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_what_is_uncertain_is_left_to_feedparser(text):
    assert parse_strictly(text, URL) is None


@pytest.mark.parametrize(
    "url", ["", "file:///a", "https:////a", "https://a#", "ftp://a/"]
)
def test_without_a_plain_address_of_its_own_a_feed_is_left_to_feedparser(url):
    assert parse_strictly(feed("<link>1</link>"), url) is None


def test_the_tables_know_every_namespace_that_means_something_to_feedparser():
    handled = {
        name.split("_")[2].lower()
        for name in dir(_FeedParserMixin)
        if name.startswith(("_start_", "_end_")) and name.count("_") > 2
    }
    assert handled <= MEANINGFUL_PREFIXES
    for uri, prefix in _FeedParserMixin.namespaces.items():
        lower = uri.lower()
        if lower in NAMESPACES:
            assert NAMESPACES[lower] == prefix.lower()
        elif prefix.lower() in MEANINGFUL_PREFIXES | {""} and uri:
            assert lower in OTHERS or "backend.userland.com/rss" in lower


def test_no_inert_element_is_another_name_of_a_field():
    read = {"content", "created", "id", "language", "link", "published", "summary"}
    read |= {"title", "updated", "entries"}
    names = feedparser.FeedParserDict.keymap
    for name in INERT:
        other = names.get(name, name)
        assert not read & set(other if isinstance(other, list) else [other])


AROUND = "<title>Т</title><guid>/g</guid><description>Д</description>"


@pytest.mark.parametrize("attributes", ["", " a='1' type='b' url='/c' href='/d'"])
def test_inert_elements_change_nothing(attributes):
    for name, inside in INERT.items():
        one = element(name, attributes, "x" + "".join(map(element, inside)))
        assert assert_same(feed(one + AROUND, AROUND + one, one)), name
    for name, inside in INERT_IN_FEED.items():
        one = element(name, attributes, "x" + "".join(map(element, inside)))
        for kind in HEADS:
            assert assert_same(feed(AROUND, AROUND, head=one + one, kind=kind)), name
