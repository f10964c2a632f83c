"""What is known before any text is read: regions, past events, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from data.model.codes import SourceKind, State


@dataclass(frozen=True, slots=True)
class Region:
    """One of the 20 regions; ``code`` is ISO 3166-2 (KZ-31), ``kato`` two digits."""

    code: str
    kato: str
    kind: str  # "oblast" or "city"
    names: Mapping[str, str]  # language → full name
    short_names: Mapping[str, str]  # language → name fit for a map label
    centres: Mapping[str, str]  # language → administrative centre
    locative_ru: str  # "в Жамбылской области": Russian sentences need the case
    locative_kk: str  # "Жамбыл облысында"


@dataclass(frozen=True, slots=True)
class District:
    """A district or city administration inside a region; ``code`` is its KATO code."""

    code: str
    region: str
    kind: str  # "district" or "city"
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Institution:
    """A body of the accord system with its names and its dates of validity."""

    id: str
    names: Mapping[str, str]
    aliases: tuple[str, ...]
    role: str  # "assembly", "council", "house", "mediation", "association" …
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PastEvent:
    """Violence, a clash of groups or a flight that is history, by today's borders.

    ``on`` is its first day in local time. With ``precision`` "month" or "year" it is
    the first day of that month or year, so the event may be later than it says.
    ``district`` is empty when only the region is known.
    """

    id: str
    region: str
    district: str
    on: date
    precision: str  # "day", "month" or "year"
    what: str  # "violence", "clash" or "flight"
    source: str  # publication and year
    certainty: str  # "documented" or "to_verify"


@dataclass(frozen=True, slots=True)
class Source:
    """Where text comes from. ``region`` is a region code or "national".

    ``expect_per_week`` is (fewest, most) items; ``selectors`` is configuration of the
    ``pages`` kind; ``is_local`` permits loopback addresses (demo, inbox);
    ``since`` is the day we began to read it.
    """

    id: str
    name: str
    kind: SourceKind
    url: str
    site: str
    owner: str
    official: bool
    region: str
    languages: tuple[str, ...]
    expect_per_week: tuple[int, int]
    enabled: bool = True
    known_state: str = ""
    since: date | None = None
    is_local: bool = False
    is_demo: bool = False
    is_foreign: bool = False  # edited outside Kazakhstan
    selectors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is known of one source after its last attempt.

    ``state`` is from :class:`State`; ``detail`` is one plain sentence or an HTTP
    status; ``failures`` is the weighed count of failures since the last success
    (hard 1, soft 0.5, temporary 0.25). ``since`` is when this state began;
    ``due_at`` when to ask next (None: at once); ``pace`` the new items a day it gives.
    ``last_full_at`` is the last answer with a body; until ``distrusted_until`` its
    "not modified" is not believed.
    """

    source_id: str
    state: State = State.UNKNOWN
    detail: str = ""
    http_status: int | None = None
    last_attempt_at: datetime | None = None
    last_success_at: datetime | None = None
    last_new_at: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    failures: float = 0.0
    since: datetime | None = None
    first_success_at: datetime | None = None
    due_at: datetime | None = None
    last_full_at: datetime | None = None
    distrusted_until: datetime | None = None
    pace: float | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A source began to be in a state; it stayed so until its next phase."""

    state: State
    since: datetime
    http_status: int | None = None
