"""A meeting as a person writes it down, before it is kept. Knows no Streamlit."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.model import Decision, Meeting

#: The kinds a person records, and the body each is a meeting of (institutions table).
KINDS = {
    "akim_meeting": "akim_meeting",
    "session": "assembly_region",
    "council": "assembly_council",
}
#: Who presides in a region; the republic's offices are read from reports only.
CHAIRS = (
    "akim",
    "deputy_akim",
    "assembly_chair",
    "assembly_deputy_chair",
    "council_chair",
    "secretariat_head",
    "department_head",
)
#: When a decision falls due, counted from the meeting: weeks or calendar months.
DUE = ("two_weeks", "one_month", "two_months", "three_months", "none")
_MONTHS = {"one_month": 1, "two_months": 2, "three_months": 3}
#: A meeting is written down within two months, the time the rule speaks of.
RECORD_DAYS = 62
MOST_DECISIONS = 12


@dataclass(frozen=True, slots=True)
class Resolved:
    """A decision as written down; ``due`` is one of DUE.

    ``was_hidden``: a name or number of a private person was taken out of the text.
    """

    text: str
    office: str
    due: str
    was_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers of the form; None and "" are not answered yet."""

    held_on: date | None
    kind: str | None
    in_person: bool | None
    chair: str | None
    bodies: tuple[str, ...]
    topics: tuple[str, ...]
    author: str

    @property
    def missing(self) -> list[str]:
        """The needed answers that are still open, by name."""
        answers = {
            "held_on": self.held_on is not None,
            "kind": bool(self.kind),
            "in_person": self.in_person is not None,
            "chair": bool(self.chair),
            "author": bool(self.author),
        }
        return [name for name, is_there in answers.items() if not is_there]


def days(today: date) -> list[date]:
    """The days a meeting can be recorded for, the latest first."""
    return [today - timedelta(days=back) for back in range(RECORD_DAYS)]


def due_on(held_on: date, due: str) -> date | None:
    """The day a decision falls due; None where no day was set.

    A day that the month does not have is its last.
    """
    if due == "two_weeks":
        return held_on + timedelta(weeks=2)
    if due not in _MONTHS:
        return None
    year, month = divmod(held_on.year * 12 + held_on.month - 1 + _MONTHS[due], 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(held_on.day, longest))


def decisions(held_on: date, resolved: Iterable[Resolved]) -> tuple[Decision, ...]:
    """What was resolved, with its days; nobody has done any of it yet."""
    return tuple(
        Decision(each.text, each.office, due_on(held_on, each.due), state="open")
        for each in resolved
    )


def known_already(draft: Draft, meetings: Iterable[Meeting]) -> Meeting | None:
    """The meeting of the same day and kind that is known, if any; of one region's."""
    if draft.held_on is None or draft.kind is None:
        return None
    same = (
        each
        for each in meetings
        if (each.held_on, each.kind, each.district) == (draft.held_on, draft.kind, "")
    )
    return next(same, None)


def meeting(
    draft: Draft,
    resolved: Iterable[Resolved],
    *,
    region: str,
    title: str,
    lang: str,
    now: datetime,
) -> Meeting:
    """The meeting to keep; every needed answer must be there."""
    if draft.held_on is None or not draft.kind or not draft.chair:
        raise ValueError("A needed answer is missing; ask Draft.missing first.")
    return Meeting(
        region=region,
        held_on=draft.held_on,
        title=title,
        kind=draft.kind,
        institution=KINDS[draft.kind],
        chair_office=draft.chair,
        bodies=draft.bodies,
        decisions=decisions(draft.held_on, resolved),
        scale="region",
        topics=draft.topics,
        lang=lang,
        in_person=draft.in_person,
        recorded_by=draft.author,
        recorded_at=now,
    )
