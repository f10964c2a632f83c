"""Meetings and decisions as lists: which are shown, in which order, in which words.

Knows no Streamlit. A row of the screen and a row of the file are made by one function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dashboard import meeting_wording, wording
from dashboard.i18n import N_, _, format_date
from data.meetings import Period, decision_state
from data.model import Decision, Meeting
from data.reference import Reference

#: Where we know of a meeting from.
ORIGINS = {
    "report": N_("read from a report"),
    "record": N_("written down here"),
}
#: What became of a decision, in the order in which they are shown.
STATES = {
    "overdue": N_("overdue"),
    "open": N_("still open"),
    "unknown": N_("not known"),
    "done": N_("done"),
    "dropped": N_("dropped"),
}


class Decided(NamedTuple):
    """A decision, the meeting that took it, and how it stands today."""

    decision: Decision
    meeting: Meeting
    state: str


def origin(meeting: Meeting) -> str:
    """``report`` or ``record``: a code of ORIGINS."""
    return "report" if meeting.item_key else "record"


def meetings(
    known: Iterable[Meeting], region: str, period: Period | None, origin_: str
) -> list[Meeting]:
    """Those that pass the filter, in the order given; "" and None do not narrow."""
    return [
        each
        for each in known
        if region in ("", each.region)
        and origin_ in ("", origin(each))
        and (period is None or (each.held_on and period.holds(each.held_on)))
    ]


def decided(
    known: Iterable[Meeting], region: str, state: str, today: date
) -> list[Decided]:
    """Decisions that pass the filter: overdue first, then by the day they are due."""
    found = [
        Decided(decision, meeting, decision_state(decision, today))
        for meeting in known
        if region in ("", meeting.region)
        for decision in meeting.decisions
    ]
    order = list(STATES)
    return sorted(
        (each for each in found if state in ("", each.state)),
        key=lambda each: (
            order.index(each.state) if each.state in order else len(order),
            each.decision.due_on or date.max,
        ),
    )


def meeting_head() -> list[str]:
    """The columns of the list of meetings."""
    return [
        _("Date"),
        _("Region"),
        _("Meeting"),
        _("Kind of meeting"),
        _("Who chaired"),
        _("Decisions"),
        _("How we know"),
    ]


def meeting_line(meeting: Meeting, reference: Reference, source: str = "") -> list[str]:
    """A meeting in words, one for each column; ``source`` published its report."""
    return [
        format_date(meeting.held_on),
        place(meeting, reference),
        meeting.title,
        meeting_wording.kind(meeting),
        meeting_wording.chair(meeting),
        str(len(meeting.decisions)),
        origin_words(meeting, source),
    ]


def place(meeting: Meeting, reference: Reference) -> str:
    """The region, and the district that met; the country for a national meeting."""
    region = reference.regions.get(meeting.region)
    name = wording.region(region) if region else _("The whole country")
    district = meeting_wording.district(meeting, reference)
    return f"{name}, {district}" if district else name


def origin_words(meeting: Meeting, source: str = "") -> str:
    """Read from a report and whose, or written down here and by whom."""
    if meeting.item_key and source:
        return _("read from a report: %(source)s") % {"source": source}
    if meeting.item_key or not meeting.recorded_by:
        return _(ORIGINS[origin(meeting)])
    return _("written down here by %(author)s") % {"author": meeting.recorded_by}


def decision_head() -> list[str]:
    """The columns of the list of decisions."""
    return [
        _("Decision"),
        _("Region"),
        _("Taken on"),
        _("Who answers for it"),
        _("Due on"),
        _("State"),
        _("What came of it"),
    ]


def decision_line(row: Decided, reference: Reference) -> list[str]:
    """A decision in words, one for each column."""
    decision, meeting = row.decision, row.meeting
    return [
        decision.text,
        place(meeting, reference),
        format_date(meeting.held_on),
        decision.office or "—",
        format_date(decision.due_on),
        _(STATES.get(row.state, row.state)),
        decision.outcome or _nothing_said(decision),
    ]


def _nothing_said(decision: Decision) -> str:
    return _("no word of it was read") if decision.state == "unknown" else "—"


def filter_words(named: Mapping[str, str]) -> str:
    """What a list was narrowed by, in words; "everything" when by nothing."""
    said = [f"{name}: {value}" for name, value in named.items() if value]
    return "; ".join(said) or _("everything")
