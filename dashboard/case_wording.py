"""A flag's case in words: how long it took, what was done with it, its history.

Knows no Streamlit. Offices are stored as codes and users as they named themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from babel.dates import format_timedelta

from dashboard import case, desk_wording, reply_wording
from dashboard.case import Times
from dashboard.i18n import N_, _, format_datetime, language
from dashboard.office_wording import office
from data.model import (
    Dispute,
    DisputeAnswer,
    Flag,
    Handling,
    HandlingDeed,
    Lane,
    Response,
    Verdict,
)

_DEEDS = {
    HandlingDeed.TAKE: N_("Taken to work on"),
    HandlingDeed.RELEASE: N_("Put back into the queue"),
    HandlingDeed.ASSIGN: N_("Assigned to: %(whom)s"),
    HandlingDeed.ESCALATE: N_("Passed up to: %(whom)s"),
    HandlingDeed.NOTIFY: N_("Told: %(whom)s"),
    HandlingDeed.SNOOZE: N_("Put off until %(until)s"),
    HandlingDeed.WAKE: N_("Taken up again before its time"),
    HandlingDeed.RESOLVE: N_("Settled"),
    HandlingDeed.REOPEN: N_("Opened again"),
}


class Event(NamedTuple):
    """A line of a case's history: when, what (in bold), why, by whom."""

    at: datetime
    what: str
    why: str
    author: str


class Fact(NamedTuple):
    """A moment of a case with its name; ``is_late`` when a goal has passed."""

    name: str
    said: str
    is_late: bool = False


def deed(row: Handling) -> str:
    """What was done, with whom or until when."""
    said = {"whom": office(row.to_whom), "until": format_datetime(row.until_at)}
    return _(_DEEDS[row.deed]) % said


def span(gap: timedelta) -> str:
    """A length of time in words; under a minute counts as one."""
    gap = max(gap, timedelta(minutes=1))
    # Minutes under two hours, hours under two days: the goals are set in these.
    grain: Literal["minute", "hour", "day"]
    grain = "minute" if gap < timedelta(hours=2) else "hour"
    if gap >= timedelta(days=2):
        grain = "day"
    if gap == timedelta(hours=1):
        grain = "hour"
    return format_timedelta(gap, granularity=grain, threshold=100, locale=language())


def facts(flag: Flag, times: Times, now: datetime) -> list[Fact]:
    """Published, found, told, judged, first step: each with its goal, if it has one."""
    acute = flag.lane is Lane.ACUTE
    judged_in = case.JUDGED_WITHIN if acute else desk_wording.DEADLINES[flag.lane]
    told_in = case.NOTIFIED_WITHIN if acute else None
    start = times.detected
    return [
        Fact(_("First report published"), _published(times)),
        Fact(_("Detected"), _found(times)),
        _goal(_("Somebody was told"), start, times.notified, told_in, now),
        _goal(_("Judged"), start, times.judged, judged_in, now),
        _goal(_("First step"), start, times.first_step, case.STEPPED_WITHIN, now),
    ]


def _published(times: Times) -> str:
    if times.published is None:
        return _("not known: the date of the text is not certain")
    return format_datetime(times.published)


def _found(times: Times) -> str:
    when = format_datetime(times.detected)
    if times.published is None or times.published > times.detected:
        return when
    said = {"when": when, "span": span(times.detected - times.published)}
    return _("%(when)s (%(span)s after publication)") % said


def _goal(
    name: str,
    start: datetime,
    at: datetime | None,
    within: timedelta | None,
    now: datetime,
) -> Fact:
    """A moment against its goal, counted from when the flag was found."""
    if within is None:
        return Fact(name, _took(start, at) if at else _("not written down yet"))
    goal = {"goal": span(within)}
    if at is not None:
        late = at - start > within
        said = _("later than the goal of %(goal)s") if late else _("within %(goal)s")
        return Fact(name, f"{_took(start, at)}, {said % goal}", late)
    left = start + within - now
    if left <= timedelta(0):
        passed = _("not written down; the goal of %(goal)s passed")
        return Fact(name, passed % goal, True)
    return Fact(name, _("not yet; time left: %(span)s") % {"span": span(left)})


def _took(start: datetime, at: datetime) -> str:
    said = {"when": format_datetime(at), "span": span(at - start)}
    return _("%(when)s, took %(span)s") % said


def history(
    verdicts: Sequence[Verdict],
    handlings: Sequence[Handling],
    responses: Sequence[Response],
    disputes: Sequence[Dispute],
) -> list[Event]:
    """Everything people said of a flag and did with it, oldest first."""
    told = [
        Event(row.at, desk_wording.verdict(row.code), row.reason, row.author)
        for row in verdicts
    ]
    told += [Event(row.at, deed(row), row.reason, row.author) for row in handlings]
    told += [_step(row) for row in responses]
    for dispute in disputes:
        what = _("Reply of %(by)s") % {"by": dispute.by}
        told.append(Event(dispute.at, what, dispute.text, dispute.author))
        told += [
            Event(answer.at, _answered(answer), answer.text, answer.author)
            for answer in dispute.answers
        ]
    return sorted(told, key=lambda event: event.at)


def _answered(answer: DisputeAnswer) -> str:
    outcome = reply_wording.outcome(answer.outcome)
    return _("Answer: %(outcome)s") % {"outcome": outcome}


def _step(row: Response) -> Event:
    why = [row.note]
    if row.outcome:
        why.append(_("Outcome: %(outcome)s") % {"outcome": row.outcome})
    return Event(row.at, row.action, " ".join(filter(None, why)), row.author)
