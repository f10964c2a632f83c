"""From what was published and what was understood to what is kept, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from data.model import Item, ItemKind, RawItem, Understanding


def as_item(
    key: str,
    raw: RawItem,
    read: Understanding,
    kind: ItemKind,
    now: datetime,
    fingerprint: str = "",
    revised_at: datetime | None = None,
) -> Item:
    """The item to keep: only redacted words, with the version that read them."""
    return Item(
        key=key,
        source_id=raw.source_id,
        url=raw.url,
        guid=None,  # it may hold a title or a name; the key remembers it
        kind=kind,
        title=read.title,
        text=read.text,
        lang=read.lang,
        published_at=raw.published_at,
        date_state=raw.date_state,
        collected_at=now,
        places=read.places,
        regions=read.regions,
        districts=read.districts,
        risk=read.risk,
        protective=read.protective,
        dropped=read.dropped,
        redactions=read.redactions,
        version=read.version,
        fingerprint=fingerprint,
        revised_at=revised_at,
    )


def as_raw(item: Item) -> RawItem:
    """A kept item as something to read again; it is redacted already."""
    return RawItem(
        source_id=item.source_id,
        url=item.url,
        title=item.title,
        text=item.text,
        guid=item.guid,
        lang=item.lang,
        published_at=item.published_at,
        date_state=item.date_state,
        kind=item.kind,
    )


def read_again(item: Item, read: Understanding) -> Item:
    """The item with a newer reading; its story is open again."""
    return replace(
        item,
        title=read.title,
        text=read.text,
        lang=read.lang,
        places=read.places,
        regions=read.regions,
        districts=read.districts,
        risk=read.risk,
        protective=read.protective,
        dropped=read.dropped,
        redactions=item.redactions + read.redactions,
        version=read.version,
        story_id=None,
    )


def outcome(item: Item) -> str:
    """The one reason under which the understanding of an item is counted."""
    if item.dropped is not None:
        return item.dropped
    if item.risk:
        return "flagged"
    return "protective" if item.protective else "no_signal"
