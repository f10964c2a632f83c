"""One text on its way: as published, as understood, as kept, as told by many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from data.model.codes import DateState, ItemKind, Lane


@dataclass(frozen=True, slots=True)
class RawItem:
    """One text as published, with whatever names it carries. Never stored."""

    source_id: str
    url: str
    title: str
    text: str
    guid: str | None = None
    lang: str | None = None  # as declared; the text decides
    published_at: datetime | None = None
    date_state: DateState = DateState.UNDATED
    kind: ItemKind = ItemKind.NEWS


@dataclass(frozen=True, slots=True)
class Kept:
    """What a collector may know of an item kept earlier: enough to see an edit.

    ``fingerprint`` is of the text as published ("" for items of older versions);
    ``revisions`` counts the edits seen so far; ``read_at`` is when it was last read.
    ``key`` is the item's own, whatever other key it was asked for under.
    """

    source_id: str
    fingerprint: str
    read_at: datetime
    revisions: int = 0
    key: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a text: ``part`` is "title" or "text", offsets in characters."""

    text: str
    start: int
    end: int
    part: str = "text"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was concluded, as data; the dashboard turns it into a sentence.

    ``code`` is from a closed list (each has a sentence in kk, ru, en);
    ``params`` holds plain JSON values only.
    """

    code: str
    weight: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A named place, with the words it was read from.

    ``kind`` is "region", "district", "settlement", "national", "foreign" or "home"
    (no place named, the outlet's own region). ``code`` is an ISO or KATO code or "".
    """

    kind: str
    code: str
    region: str
    district: str
    words: str
    start: int
    end: int
    part: str = "text"


@dataclass(frozen=True, slots=True)
class Signal:
    """A code of the taxonomy found in an item; ``lane`` is None for protective ones."""

    code: str
    lane: Lane | None
    confidence: float
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One redaction: characters [start, end) of the original became ``length``."""

    start: int
    end: int
    length: int


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one text says. Title and text are redacted; offsets point into them.

    ``lang`` is kk, ru, en or "other"; ``regions`` are ISO codes, event place first;
    ``scope`` is "region", "national", "foreign" or "unresolved";
    ``dropped`` is None or a code saying why the text raises nothing although it carries
    conflict words or no place of ours ("sport", "abroad", "not_kazakhstan" …).
    """

    lang: str
    title: str
    text: str
    places: tuple[Place, ...]
    regions: tuple[str, ...]
    districts: tuple[str, ...]
    risk: tuple[Signal, ...]
    protective: tuple[Signal, ...]
    dropped: str | None
    redactions: int
    version: str
    title_edits: tuple[Edit, ...] = ()
    text_edits: tuple[Edit, ...] = ()
    scope: str = "unresolved"

    @property
    def flag(self) -> bool:
        """Whether the text carries a risk signal that stands."""
        return bool(self.risk) and self.dropped is None

    @property
    def lane(self) -> Lane | None:
        """The fastest clock among the risk signals."""
        lanes = {signal.lane for signal in self.risk}
        for lane in (Lane.ACUTE, Lane.DISCURSIVE, Lane.STRUCTURAL):
            if lane in lanes:
                return lane
        return None


@dataclass(frozen=True, slots=True)
class Item:
    """One text as kept: redacted, understood, with the version that understood it."""

    key: str
    source_id: str
    url: str
    guid: str | None
    kind: ItemKind
    title: str
    text: str
    lang: str
    published_at: datetime | None
    date_state: DateState
    collected_at: datetime
    places: tuple[Place, ...]
    regions: tuple[str, ...]
    districts: tuple[str, ...]
    risk: tuple[Signal, ...]
    protective: tuple[Signal, ...]
    dropped: str | None
    redactions: int
    version: str
    story_id: str | None = None
    fingerprint: str = ""  # of the text as published; tells an edit from a repetition
    revised_at: datetime | None = None  # when we last met it changed

    def tells_of(self, region: str) -> bool:
        """Whether it is a report from a region: named there, or from no place named."""
        return region in self.regions or not self.regions


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier text of an item that its publisher edited; redacted like all."""

    item_key: str
    title: str
    text: str
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """The items that tell the same event. ``owners`` are the independent reports."""

    id: str
    item_keys: tuple[str, ...]
    owners: tuple[str, ...]
    languages: tuple[str, ...]
    regions: tuple[str, ...]
    first_at: datetime
    last_at: datetime
