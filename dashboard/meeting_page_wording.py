"""The sentences of the Meeting page: its limit, its form. Knows no Streamlit."""

from __future__ import annotations

from datetime import date

from dashboard import meeting_wording, wording
from dashboard.i18n import (
    N_,
    _,
    format_date,
    format_number,
    format_weekday,
    ngettext,
)
from dashboard.meeting_draft import Resolved, due_on
from data.meetings import days_left, due_by
from data.model import Meeting, Region

#: What a recorded meeting is called in lists; a report has its own headline.
TITLES = {
    "akim_meeting": N_("Akim's meeting on the interethnic situation"),
    "session": N_("Session of the regional Assembly"),
    "council": N_("Meeting of the regional Assembly's council"),
}
DUE = {
    "two_weeks": N_("in two weeks"),
    "one_month": N_("in one month"),
    "two_months": N_("in two months"),
    "three_months": N_("in three months"),
    "none": N_("no day was set"),
}
#: What is asked for when a needed answer is missing.
MISSING = {
    "held_on": N_("Choose the day of the meeting."),
    "kind": N_("Choose the kind of meeting."),
    "in_person": N_("Say whether people met in person."),
    "chair": N_("Choose which office chaired it."),
    "author": N_("Say who writes this down."),
}


def limit(last: date | None, today: date) -> str:
    """How the two-month limit stands; what is not known is said to be so."""
    left = days_left(last, today)
    if last is None or left is None:
        return _(
            "No meeting of this region is known: none was read of, none was recorded. "
            "That does not mean that none was held. If there was one, write it down "
            "below."
        )
    day = format_date(due_by(last))
    if left > 0:
        phrase = ngettext(
            "The next meeting is due by %(date)s: %(n)s day is left.",
            "The next meeting is due by %(date)s: %(n)s days are left.",
            left,
        )
    elif left == 0:
        phrase = N_("The next meeting is due today, %(date)s.")
        return _(phrase) % {"date": day}
    else:
        phrase = ngettext(
            "The next meeting was due by %(date)s, %(n)s day ago.",
            "The next meeting was due by %(date)s, %(n)s days ago.",
            -left,
        )
    return phrase % {"date": day, "n": format_number(abs(left))}


def period(last: Meeting | None, since: date, until: date) -> str:
    """The days the paper speaks of."""
    dates = {"since": format_date(since), "until": format_date(until)}
    if last is not None:
        return _("%(since)s – %(until)s, since the last meeting") % dates
    return _("%(since)s – %(until)s, the last sixty days") % dates


def title(kind: str, region: Region) -> str:
    """What a recorded meeting is called: kind and region."""
    return f"{_(TITLES[kind])}, {wording.region_short(region)}"


def day(held_on: date) -> str:
    """A day to choose, in words; the last two months need no year."""
    return format_weekday(held_on)


def resolved(value: Resolved, held_on: date | None) -> str:
    """Who answers for a decision and by when, as it will be kept."""
    due = _(DUE[value.due])
    if held_on is not None and (falls := due_on(held_on, value.due)) is not None:
        due = _("due %(date)s") % {"date": format_date(falls)}
    who = _("answers: %(office)s") % {"office": value.office} if value.office else ""
    return "; ".join(filter(None, (who, due)))


def kind(code: str) -> str:
    """A kind of meeting, to choose from."""
    name = _(meeting_wording.KINDS[code])
    return name[:1].upper() + name[1:]


def chair(code: str) -> str:
    """The office that presided."""
    return _(meeting_wording.CHAIRS[code])


def topic(code: str) -> str:
    """A topic a meeting can have."""
    return _(meeting_wording.TOPICS[code])
