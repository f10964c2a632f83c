"""The decisions of a meeting that is being written down, one at a time."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import meeting_page_wording, meeting_state, widgets
from dashboard.i18n import _, ngettext
from dashboard.intake import intake
from dashboard.markup import tag
from dashboard.meeting_draft import DUE, MOST_DECISIONS, Resolved

_LONGEST_TEXT, _LONGEST_OFFICE = 400, 120


def show(region: str, held_on: date | None, key: str) -> None:
    """What was written down so far, and the form for one more."""
    st.subheader(_("Decisions"), anchor=False)
    written = meeting_state.resolved(region)
    for number, each in enumerate(written):
        _row(region, number, each, held_on, key)
    if len(written) < MOST_DECISIONS:
        _one_more(region, f"{key}.decision{len(written)}")
    else:
        most = ngettext(
            "No more than %(n)s decision is recorded with a meeting.",
            "No more than %(n)s decisions are recorded with a meeting.",
            MOST_DECISIONS,
        )
        st.info(most % {"n": MOST_DECISIONS})


def _row(
    region: str, number: int, each: Resolved, held_on: date | None, key: str
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            hidden = _("Names and numbers of persons were taken out.")
            terms = meeting_page_wording.resolved(each, held_on)
            widgets.html(tag("p", f"{number + 1}. {each.text}"))
            widgets.html(widgets.meta(terms, hidden if each.was_hidden else ""))
        st.button(
            _("Take out"),
            key=f"{key}.out{number}",
            type="tertiary",
            on_click=_take_out,
            args=(region, number),
        )


def _take_out(region: str, number: int) -> None:
    written = meeting_state.resolved(region)
    meeting_state.resolve(region, written[:number] + written[number + 1 :])


def _one_more(region: str, key: str) -> None:
    with st.form(key):
        text = st.text_area(
            _("What was decided?"),
            max_chars=_LONGEST_TEXT,
            height=90,
            key=f"{key}.text",
            placeholder=_("One decision; offices, no names of persons"),
        )
        office = st.text_input(
            _("Which office answers for it?"),
            max_chars=_LONGEST_OFFICE,
            key=f"{key}.office",
            placeholder=_("For example: the district akim's office"),
        )
        due = st.radio(
            _("When is it due?"),
            DUE,
            index=None,
            format_func=lambda code: _(meeting_page_wording.DUE[code]),
            horizontal=True,
            key=f"{key}.due",
        )
        if st.form_submit_button(_("Add this decision")):
            _add(region, (text or "").strip(), (office or "").strip(), due)


def _add(region: str, text: str, office: str, due: str | None) -> None:
    """A name in the decision is hidden; an office that bears a name is refused."""
    if not text or due is None:
        st.error(_("Write what was decided and choose when it is due."))
        return
    hidden = intake().hide(text)
    if office and intake().hide(office).split() != office.split():
        st.error(_("Name the office that answers, not the person in it."))
        return
    added = Resolved(hidden, office, due, hidden.split() != text.split())
    meeting_state.resolve(region, (*meeting_state.resolved(region), added))
    st.rerun()
