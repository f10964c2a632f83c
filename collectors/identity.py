"""The keys of a text: its own, and those it shares with what may be its earlier self.

An item's own key is its canonical URL, then the feed's guid, then its normalised title
within one source and week. Addresses and guids change, though, so an item is also known
by three *witnesses* of its source: its guid, its title and its words. What they decide
is told in :mod:`collectors.recognition`. Keys are digests: they tell nobody anything.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha1
from typing import NamedTuple

from collectors.canonical import canonical_url, names_a_page
from data.days import local_day
from data.model import ItemKind, RawItem

__all__ = [
    "Witnesses",
    "canonical_url",
    "fingerprint",
    "item_key",
    "normal_title",
    "title_key",
    "url_key",
    "witnesses",
]

#: Fewer characters than this ("Читать далее") are no words to know a text by.
_FEWEST_CHARACTERS = 100
#: A harvest's texts are asked about several times within moments, and then no more.
_A_HARVEST = 256


class Witnesses(NamedTuple):
    """Keys that a text shares with its earlier self; None where it has none."""

    guid: str | None = None
    title: str | None = None
    words: str | None = None


@lru_cache(maxsize=_A_HARVEST)
def item_key(raw: RawItem) -> str:
    """The key under which an item is kept; equal keys are the same item."""
    return url_key(raw.url) or _guid_key(raw) or title_key(raw)


def url_key(url: str) -> str | None:
    """The key of whatever stands at an address, or None if it names no page."""
    canonical = canonical_url(url)
    return _digest("u", canonical) if names_a_page(canonical) else None


def _guid_key(raw: RawItem) -> str | None:
    """The key of a guid; the address of a site's front page is none."""
    guid = (raw.guid or "").strip()
    front_page = guid.startswith("http") and canonical_url(guid) and not url_key(guid)
    return _digest("g", raw.source_id, guid) if guid and not front_page else None


def title_key(raw: RawItem) -> str:
    """The key of a title in its source and week, for what has nothing better."""
    week = "undated"
    if raw.published_at is not None:
        year, number, _ = local_day(raw.published_at).isocalendar()
        week = f"{year}-{number:02d}"
    return _digest("t", raw.source_id, normal_title(raw.title), week)


@lru_cache(maxsize=_A_HARVEST)
def witnesses(raw: RawItem) -> Witnesses:
    """What else a text is known by; nothing for a mediator's report.

    Two reports may say the same of two days.
    """
    if raw.kind is ItemKind.FIELD_REPORT:
        return Witnesses()
    title, words = normal_title(raw.title), normal_title(raw.text)
    return Witnesses(
        _guid_key(raw),
        _digest("n", raw.source_id, title) if title else None,
        _digest("x", raw.source_id, words)
        if len(words) >= _FEWEST_CHARACTERS
        else None,
    )


def normal_title(title: str) -> str:
    """Letters and digits of a title, without case and typography."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(re.findall(r"\w+", folded))


@lru_cache(maxsize=_A_HARVEST)
def fingerprint(raw: RawItem) -> str:
    """Sixteen characters that change when the words or numbers of a text change."""
    words = "\n".join((normal_title(raw.title), normal_title(raw.text)))
    text = words.encode("utf-8", "surrogatepass")
    return sha1(text, usedforsecurity=False).hexdigest()[:16]


def _digest(kind: str, *parts: str) -> str:
    text = "\n".join(parts).encode("utf-8", "surrogatepass")
    return f"{kind}:{sha1(text, usedforsecurity=False).hexdigest()[:16]}"
