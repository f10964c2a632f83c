"""The head of the Meeting page: the last meeting, the days left, the period since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import meeting_page_wording, meeting_wording, widgets
from dashboard.agenda import Findings
from dashboard.i18n import _, format_date
from dashboard.markup import Safe, join, tag
from data.meetings import days_left, last_held
from data.model import LANGUAGES, Meeting

#: Other gatherings named at the top; the Assembly page lists all.
_OTHERS = 3


def show(found: Findings, meetings: Sequence[Meeting], today: date) -> None:
    """Three facts; what is overdue or not known is said in a box of its own."""
    last = last_held(meetings, today)
    held = last.held_on if last else None
    left = days_left(held, today)
    limit = meeting_page_wording.limit(held, today)
    if left is None:
        st.info(limit)
    elif left < 0:
        st.warning(limit)
    rows = [
        (_("Last meeting"), _told(last) if last else _("not known")),
        (
            _("Period"),
            meeting_page_wording.period(last, found.since, found.until),
        ),
    ]
    if left is not None and left >= 0:
        rows.insert(1, (_("Next meeting"), limit))
    if others := _others(meetings, held, today):
        rows.append((_("Also met"), others))
    pairs = (join([tag("dt", name), tag("dd", value)]) for name, value in rows)
    widgets.html(tag("dl", *pairs, class_="kel-pairs"))


def _others(meetings: Sequence[Meeting], held: date | None, today: date) -> Safe | str:
    """Gatherings since the last meeting that do not answer the rule.

    A district's meeting or a round table would otherwise seem to be overlooked.
    """
    since = [
        each
        for each in meetings
        if each.held_on and (held or date.min) < each.held_on <= today
    ]
    if not since:
        return ""
    told = join((_named(each) for each in since[:_OTHERS]), "; ")
    note = _("district meetings and other gatherings do not count for the limit")
    return join([told, " — ", note])


def _named(meeting: Meeting) -> Safe:
    lang = meeting.lang if meeting.lang in LANGUAGES else None
    title = tag("span", meeting.title, lang=lang)
    return join([format_date(meeting.held_on), " ", title])


def _told(meeting: Meeting) -> Safe:
    """Day, title, who chaired, and that it was written down here by a person."""
    lang = meeting.lang if meeting.lang in LANGUAGES else None
    parts: list[object] = [
        format_date(meeting.held_on),
        tag("span", meeting.title, lang=lang),
        meeting_wording.chair(meeting),
    ]
    if meeting.recorded_by:
        by = _("written down here by %(name)s")
        parts.append(by % {"name": meeting.recorded_by})
    return join((part for part in parts if part), " · ")
