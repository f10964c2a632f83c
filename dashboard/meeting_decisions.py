"""What earlier meetings of a region resolved, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from dashboard import decision_form, meeting_wording
from dashboard.i18n import _, format_date, format_number, ngettext
from dashboard.markup import literal
from data.meetings import decision_state
from data.model import Decision, Meeting

#: Decisions on the page; the Assembly page holds them all.
_SHOWN = 20
_ORDER = ("overdue", "open", "unknown", "done", "dropped")


class Followed(NamedTuple):
    """A decision as it stands today, with the meeting that took it."""

    state: str
    decision: Decision
    meeting: Meeting


def in_order(meetings: Iterable[Meeting], today: date) -> list[Followed]:
    """Overdue first, then what is open by its day; what ended stands last."""
    known = [
        Followed(decision_state(each, today), each, meeting)
        for meeting in meetings
        for each in meeting.decisions
        if meeting.held_on is not None and meeting.held_on <= today
    ]
    return sorted(known, key=_urgency)


def _urgency(row: Followed) -> tuple[int, date, int]:
    held = row.meeting.held_on or date.min
    due = row.decision.due_on or date.max
    return _ORDER.index(row.state), due, -held.toordinal()


def show(meetings: Sequence[Meeting], today: date) -> None:
    """Every decision with its state; behind it the words on it and a form."""
    st.header(_("Decisions and what became of them"), anchor=False)
    rows = in_order(meetings, today)
    if not rows:
        st.info(_("No decision of an earlier meeting is known."))
        return
    st.markdown(_counted(rows))
    for row in rows[:_SHOWN]:
        label = f"**{_state(row)}** — {literal(row.decision.text)}"
        key = f"meeting.decision.{row.decision.id}"
        part = st.expander(label, key=key, on_change="rerun")
        if part.open:
            with part:
                st.markdown(_terms(row))
                decision_form.show(row.decision, "meeting.follow")
    if len(rows) > _SHOWN:
        more = _("%(n)s more stand on the page “Assembly”.")
        st.markdown(more % {"n": format_number(len(rows) - _SHOWN)})


def _counted(rows: Sequence[Followed]) -> str:
    overdue = sum(row.state == "overdue" for row in rows)
    n = sum(row.state in ("overdue", "open", "unknown") for row in rows)
    said = ngettext(
        "%(n)s decision waits for word of what became of it.",
        "%(n)s decisions wait for word of what became of them.",
        n,
    ) % {"n": format_number(n)}
    if overdue:
        late = _("The day has passed for %(n)s of them.")
        said += " " + late % {"n": format_number(overdue)}
    return said


def _state(row: Followed) -> str:
    state = _(meeting_wording.DECISIONS[row.state])
    return state[:1].upper() + state[1:]


def _terms(row: Followed) -> str:
    """Who answers, by when, of which meeting."""
    held = {"date": format_date(row.meeting.held_on)}
    parts = [meeting_wording.answerable(row.decision)]
    if row.decision.due_on is not None:
        due = {"date": format_date(row.decision.due_on)}
        parts.append(_("due %(date)s") % due)
    parts.append(_("meeting of %(date)s") % held)
    return " · ".join(literal(part) for part in parts if part)
