"""The two-month rule: an akim meets on the interethnic situation at least that often.

Pure: days and meetings in, an answer out. What was not read is not known, and never the
same as "they did not meet".
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from data.model import CoverageWeek, Decision, Meeting

#: So many calendar months may pass from one meeting to the next.
LIMIT_MONTHS = 2
#: The kinds that answer the rule. An "other" gathering (a round table, a festival) does
#: not: it is shown, but nobody reported on the situation to the akim there.
COUNTED_KINDS = frozenset({"akim_meeting", "session", "council"})
#: Councils that meet on their own: without the akim theirs is not the akim's meeting.
_OWN_COUNCILS = frozenset({"elders", "mothers"})
_AKIMS = frozenset({"akim", "deputy_akim"})
#: A district's meeting does not stand for its region; an older record says no scale.
_COUNTED_SCALES = frozenset({"region", ""})

#: States of a decision that a day does not change.
_ENDED = frozenset({"done", "dropped"})


class Period(NamedTuple):
    """Two calendar months, January with February and so on; both days are in it."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end


class MeetingState(StrEnum):
    """What is known of a region's meetings in a period."""

    HELD = "held"
    LATE = "late"  # held, but later than two months after the one before
    NONE = "none"  # enough was read of the region, and no meeting was found
    UNKNOWN = "unknown"  # too little was read to say so
    RUNNING = "running"  # the period is not over; none so far


def due_by(last: date) -> date:
    """The last day on which the next meeting is in time.

    Calendar months; a day that the month does not have is its last: 31 December is
    followed by 28 or 29 February.
    """
    months = last.year * 12 + last.month - 1 + LIMIT_MONTHS
    year, month = divmod(months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(last.day, longest))


def days_left(last: date | None, today: date) -> int | None:
    """Days to the limit: 0 on the last one, negative when overdue.

    None: no meeting is known, so nothing can be said.
    """
    return None if last is None else (due_by(last) - today).days


def periods(today: date, n: int = 6) -> tuple[Period, ...]:
    """``n`` periods, the oldest first, the last one with today in it."""
    running = (today.year * 12 + today.month - 1) // LIMIT_MONTHS
    return tuple(_period(running - back) for back in range(n - 1, -1, -1))


def _period(number: int) -> Period:
    start = _month(number * LIMIT_MONTHS)
    return Period(start, _month((number + 1) * LIMIT_MONTHS) - timedelta(days=1))


def _month(number: int) -> date:
    """The first day of a month counted from the year 0."""
    year, month = divmod(number, 12)
    return date(year, month + 1, 1)


def counts(meeting: Meeting) -> bool:
    """Whether a meeting answers the rule for its region."""
    return (
        meeting.held_on is not None
        and meeting.kind in COUNTED_KINDS
        and meeting.scale in _COUNTED_SCALES
        and not meeting.district
        and (meeting.institution not in _OWN_COUNCILS or meeting.chair_office in _AKIMS)
    )


def last_held(
    meetings: Iterable[Meeting], until: date, akim_only: bool = False
) -> Meeting | None:
    """The last meeting that counts, on ``until`` or before; of one region's meetings.

    Of several on one day the one that a person wrote down: they know its decisions.
    ``akim_only``: only those that the akim is said to have chaired or called.
    """
    found = (
        meeting
        for meeting in meetings
        if counts(meeting)
        and _day(meeting) <= until
        and (not akim_only or _by_akim(meeting))
    )
    return max(
        found, key=lambda each: (_day(each), bool(each.recorded_by)), default=None
    )


def looked_back_to(meetings: Iterable[Meeting], until: date) -> Meeting | None:
    """The meeting to which the paper of the next one, made on ``until``, looks back.

    One of that very day lies ahead of its paper, unless a person wrote it down.
    """
    known = list(meetings)
    last = last_held(known, until)
    if last is not None and last.held_on == until and not last.recorded_by:
        return last_held(known, until - timedelta(days=1))
    return last


def _by_akim(meeting: Meeting) -> bool:
    return meeting.kind == "akim_meeting" or meeting.chair_office == "akim"


def _day(meeting: Meeting) -> date:
    assert meeting.held_on is not None  # counts() has asked
    return meeting.held_on


def held_in(period: Period, meetings: Iterable[Meeting]) -> list[Meeting]:
    """The meetings that count in a period, oldest first."""
    found = [each for each in meetings if counts(each) and period.holds(_day(each))]
    return sorted(found, key=_day)


def state(
    period: Period,
    meetings: Iterable[Meeting],
    coverage_weeks: Iterable[CoverageWeek],
    today: date,
) -> MeetingState:
    """What is known of one region in a period; both lists are that region's.

    A meeting is late when it was held after ``due_by`` of the one before it, whenever
    that was; with none known before, it is held. "None" is said only where more than
    half of the period's weeks were read well enough.
    """
    known = list(meetings)
    found = [each for each in held_in(period, known) if _day(each) <= today]
    if found:
        first = _day(found[0])
        before = last_held(known, first - timedelta(days=1))
        is_late = before is not None and first > due_by(_day(before))
        return MeetingState.LATE if is_late else MeetingState.HELD
    if period.end >= today:
        return MeetingState.RUNNING
    was_read = _was_read(period, coverage_weeks)
    return MeetingState.NONE if was_read else MeetingState.UNKNOWN


def decision_state(decision: Decision, today: date) -> str:
    """open, done, overdue, dropped or unknown, as it stands on a day.

    Overdue is worked out: the day has passed and nobody said that it was done or
    dropped. A day still to come makes a decision open, whatever else is not known.
    """
    if decision.state in _ENDED:
        return decision.state
    if decision.due_on is None:
        return "open" if decision.state == "overdue" else decision.state
    return "overdue" if decision.due_on < today else "open"


def _was_read(period: Period, weeks: Iterable[CoverageWeek]) -> bool:
    """Whether most weeks that begin in the period have enough texts of the region."""
    read = {
        row.week
        for row in weeks
        if row.lang == "" and row.sufficient and period.holds(row.week)
    }
    first = period.start + timedelta(days=-period.start.weekday() % 7)
    all_weeks = ((period.end - first).days // 7) + 1
    return 2 * len(read) > all_weeks
