"""What comes of stories: flags and levels, verdicts and responses, meetings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.model.codes import DateState, Lane, LevelCode, StoryDeed, VerdictCode
from data.model.texts import Reason, Signal


@dataclass(frozen=True, slots=True)
class Flag:
    """A story with a risk signal in one region, waiting for (or bearing) a verdict."""

    id: str
    story_id: str
    region: str
    districts: tuple[str, ...]
    lane: Lane
    signals: tuple[Signal, ...]
    confidence: float
    title: str
    lang: str
    url: str
    source_id: str
    item_key: str
    n_items: int
    owners: tuple[str, ...]
    first_at: datetime  # of publication; of collection when the date is not trusted
    last_at: datetime
    opened_at: datetime
    version: str
    date_state: DateState = DateState.DATED  # only dated flags count in a level
    reasons: tuple[Reason, ...] = ()  # how the story was told: copied, denied, echoed


@dataclass(frozen=True, slots=True)
class StoryDecision:
    """A person's word on which items tell one event; never deleted, only followed.

    JOIN: ``item_keys`` and ``other_keys`` are of one story. SPLIT: none of
    ``item_keys``, which stay together, is of one story with any of ``other_keys``.
    Of two decisions about the same two items the later one stands.
    """

    deed: StoryDeed
    item_keys: tuple[str, ...]
    other_keys: tuple[str, ...]
    reason: str
    author: str
    at: datetime
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Restoration:
    """A person's word that an item set aside is tension; never deleted, only followed.

    ``signal`` (of the taxonomy) and ``region`` say as what and where it goes to the
    desk; both empty, an earlier word is taken back. ``set_aside`` is the code under
    which the item had been let go.
    """

    item_key: str
    signal: str
    region: str
    reason: str
    author: str
    at: datetime
    set_aside: str = ""
    id: int | None = None

    @property
    def stands(self) -> bool:
        """Whether it puts its item on the desk, and takes nothing back."""
        return bool(self.signal)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision on a flag; never deleted, only followed by another."""

    flag_id: str
    code: VerdictCode
    reason: str
    author: str
    at: datetime
    id: int | None = None

    @property
    def voice(self) -> str:
        """Whose word it is; a name typed in capitals is no second person."""
        return voice_of(self.author)


def voice_of(author: str) -> str:
    """A person's name as it is compared: neither case nor spaces make another one."""
    return " ".join(author.split()).casefold()


@dataclass(frozen=True, slots=True)
class Response:
    """A step someone took on a flag, and how it ended."""

    flag_id: str
    action: str
    note: str
    author: str
    at: datetime
    outcome: str = ""
    ended_at: datetime | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read for a region in a period of ``days`` ending on ``on``."""

    region: str
    on: date
    days: int
    local_sources: int
    living_local: int
    national_sources: int
    items: int
    languages: tuple[str, ...]
    last_item_on: date | None
    sufficient: bool


@dataclass(frozen=True, slots=True)
class Norm:
    """What was seen in a region in ``days`` days against what its own past expects.

    ``seen``, ``expected`` and the usual range ``low``–``high`` (5 % to 95 %) are
    weighted independent reports; ``score`` is −log10 of the chance of so much, None
    where nothing can be said. ``country`` (1 or more) is how far the rest of the
    country is above its own usual; it is in the expectation already.
    """

    days: int
    seen: float
    expected: float
    low: float
    high: float
    score: float | None
    country: float = 1.0


@dataclass(frozen=True, slots=True)
class DistrictLevel:
    """The state of a district of which texts told; ``district`` is its KATO code."""

    district: str
    code: LevelCode
    stories: int
    owners: int
    last_on: date


@dataclass(frozen=True, slots=True)
class Level:
    """The state of a region on a day, with its reasons and its coverage.

    ``version`` names the rule and its parameters (``Store.level_rules``); ``norms``
    hold the windows it looked at, the shortest first.
    """

    region: str
    on: date
    code: LevelCode
    score: float | None
    reasons: tuple[Reason, ...]
    coverage: Coverage
    version: str
    norms: tuple[Norm, ...] = ()
    districts: tuple[DistrictLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting resolved. ``state``: open, done, overdue, dropped, unknown."""

    text: str
    office: str = ""
    due_on: date | None = None
    state: str = "unknown"
    outcome: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting on the interethnic situation. Bodies and offices, never persons.

    ``chair_office`` and ``topics`` are codes with words in three languages; ``numbers``
    are pairs (what, how many), ``what`` a code: the text stated them.
    """

    region: str  # a region code or "national"
    held_on: date | None
    title: str
    kind: str  # "session", "council", "akim_meeting" or "other"
    institution: str
    chair_office: str
    bodies: tuple[str, ...]
    decisions: tuple[Decision, ...]
    item_key: str | None = None
    id: int | None = None
    place: str = ""  # the venue as written, in its base form where we know it
    scale: str = ""  # "republic", "region", "district" or ""
    district: str = ""  # KATO code of a district or city
    topics: tuple[str, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    lang: str = ""
    in_person: bool | None = None  # None: not said
    recorded_by: str = ""  # who wrote it down here; "" when read from a report
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CoverageWeek:
    """What was read of a region in a week (by its Monday) in one language; "" is all.

    ``local`` and ``national`` are the sources that published in it; ``days_read`` the
    days with an item about the region; ``days_out`` the days on which no local source
    could be reached (None: not known). ``sufficient`` is the floor of "no data", set
    for all languages together.
    """

    region: str
    week: date
    lang: str
    local: int
    national: int
    items: int
    days_read: int
    days_out: int | None
    sufficient: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """The paper for one meeting: what it held when it was made."""

    region: str
    since_on: date
    until_on: date
    lang: str
    made_at: datetime
    flag_ids: tuple[str, ...]
    id: int | None = None
    agenda: tuple[str, ...] = ()  # what was ticked, in its order


@dataclass(frozen=True, slots=True)
class Export:
    """A record that flagged items left the house: what filter, how many, when."""

    kind: str  # "flags.csv", "flags.xlsx"
    filters: Mapping[str, Any]
    rows: int
    lang: str
    made_at: datetime
    id: int | None = None
