"""What happened and when: sources listed, texts out, words of persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.model import Item, Restoration, Source, StoryDecision, VerdictCode
from data.store import Store


@dataclass(frozen=True, slots=True)
class Listed:
    """A source is read from now on, or (not ``enabled``) no longer."""

    at: datetime
    source: Source


@dataclass(frozen=True, slots=True)
class Arrived:
    """A text can be read; one with ``revised_at`` takes an earlier one's place."""

    at: datetime
    item: Item


@dataclass(frozen=True, slots=True)
class Spoken:
    """A person's verdict on the flag that holds one of these items in a region."""

    at: datetime
    item_keys: tuple[str, ...]
    region: str
    code: VerdictCode
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A person joined or parted stories, or put an item on the desk."""

    at: datetime
    word: StoryDecision | Restoration


Event = Listed | Arrived | Spoken | Decided
_ORDER: tuple[type, ...] = (Listed, Arrived, Decided, Spoken)


@dataclass(frozen=True, slots=True)
class Recording:
    """Events, oldest first; ``origin`` lends the sentence vectors it keeps."""

    events: Sequence[Event]
    origin: Store | None = None


def in_order(events: Iterable[Event]) -> list[Event]:
    """Oldest first; of one moment a source before its texts, words of persons last."""
    return sorted(events, key=lambda event: (event.at, _ORDER.index(type(event))))
