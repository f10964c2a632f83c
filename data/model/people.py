"""Who works with Kelisim and what they said and did beside verdicts.

Users are mediators and akims' offices; everything they write is kept as a row that is
never changed, only followed by another. No value here is about a private person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from data.model.codes import DisputeFrom, HandlingDeed, Role


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who works here: name or office, regions, and how they want to be told.

    ``regions`` empty means all. ``budget`` is how many new flags a day they want to be
    shown (None: all). Hours are of the day in Almaty; between ``quiet_from`` and
    ``quiet_to`` no letter is sent (equal: there are no quiet hours). ``seen_at`` is
    their last look, ``before_at`` the end of the visit before this one.
    """

    name: str
    role: Role
    regions: tuple[str, ...] = ()
    lang: str = "kk"
    budget: int | None = None
    email: str = ""
    digest: bool = False
    digest_hour: int = 8
    acute_at_once: bool = False
    quiet_from: int = 22
    quiet_to: int = 7
    seen_at: datetime | None = None
    before_at: datetime | None = None
    id: int | None = None

    def has(self, region: str) -> bool:
        """Whether a region is one of theirs."""
        return not self.regions or region in self.regions


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody works on a flag now, until ``until_at`` at the latest."""

    flag_id: str
    holder: str
    taken_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Handling:
    """What was done with a flag beside judging it.

    ``to_whom`` is an office or a user (ASSIGN, ESCALATE, NOTIFY); ``until_at`` the end
    of a SNOOZE. A later row of the same flag stands.
    """

    flag_id: str
    deed: HandlingDeed
    reason: str
    author: str
    at: datetime
    to_whom: str = ""
    until_at: datetime | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class DisputeAnswer:
    """What we answered to a dispute. ``outcome``: corrected, kept or noted."""

    dispute_id: int
    outcome: str
    text: str
    author: str
    at: datetime
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A reply to a flag: an association, a source or an office sees it otherwise.

    ``by`` names the association, outlet or office, never a private person.
    """

    flag_id: str
    kind: DisputeFrom
    by: str
    text: str
    author: str  # who entered it here
    at: datetime
    answers: tuple[DisputeAnswer, ...] = ()
    id: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return not self.answers


@dataclass(frozen=True, slots=True)
class MissedEvent:
    """An event that happened and was not flagged, reported by a person.

    ``signal`` is of the taxonomy; ``item_key`` a text about it that we had, if any.
    """

    region: str
    district: str
    on: date
    signal: str
    what: str
    how_known: str
    author: str
    at: datetime
    item_key: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionStep:
    """What became of a meeting's decision, as a person said."""

    decision_id: int
    state: str
    outcome: str
    author: str
    at: datetime
    id: int | None = None


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """An office one can call. ``entry`` is its number through all its versions.

    ``kind`` is from ``data.playbook.OFFICES``; ``is_gone`` takes it out of the list.
    """

    entry: int
    region: str
    district: str
    kind: str
    name: str
    phone: str
    address: str
    hours: str
    note: str
    author: str
    at: datetime
    is_gone: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class DigestSent:
    """A letter that was sent, or could not be. ``kind``: daily or acute."""

    user_id: int
    kind: str
    at: datetime
    subject: str
    flag_ids: tuple[str, ...]
    is_sent: bool
    detail: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ExampleWord:
    """Whether a judged flag may serve as an example to learn from; the later stands."""

    verdict_id: int
    is_approved: bool
    author: str
    at: datetime
    id: int | None = None
