"""Feeds as they really are, read by feedparser: slow, and forgiving of nearly anything.

The strict path (:mod:`collectors.strict_feed`) reads what is well-formed and yields the
same. This module is run in a child process with a time box, so it imports little.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import feedparser

from collectors.feed_entries import Entry, FeedContent


def parse_leniently(text: str, url: str) -> FeedContent:
    """The entries of a feed fetched from ``url``; raises whatever feedparser does."""
    feed = feedparser.parse(
        # A stream: bytes would first be tried as the name of a file.
        BytesIO(text.encode("utf-8", "replace")),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": url,
        },
        # Both trip over broken markup with AssertionError; we strip all markup anyway.
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return FeedContent(
        [_entry(entry) for entry in feed.entries],
        _word(feed.feed, "language"),
        type(feed.get("bozo_exception")).__name__,
    )


def _entry(entry: Mapping[str, Any]) -> Entry:
    texts = [content.get("value") or "" for content in entry.get("content") or ()]
    return Entry(
        link=_word(entry, "link"),
        title=_word(entry, "title"),
        id=_word(entry, "id"),
        texts=(*texts, _word(entry, "summary")),
        date=_date(entry),
        lang=_word(entry, "language"),
    )


def _word(found: Mapping[str, Any], name: str) -> str:
    # Elements that it does not know stand there as their attributes.
    value = found.get(name)
    return value if isinstance(value, str) else ""


def _date(entry: Mapping[str, Any]) -> str:
    for name in ("published", "created", "updated"):
        # Asked as a dict: feedparser's own get() lets "updated" stand in for others.
        value = dict.get(entry, name) if isinstance(entry, dict) else entry.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""
