"""Writing a meeting down after it was held: bodies and offices, never persons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import (
    meeting_draft,
    meeting_page_wording,
    meeting_resolved,
    meeting_state,
    meeting_wording,
    people,
    queries,
    session,
    signature,
)
from dashboard.i18n import _, format_date, language
from dashboard.markup import literal
from dashboard.meeting_draft import Draft
from data.errors import InputError
from data.model import Meeting, Region

_CHOICES = ("day", "kind", "in_person", "chair", "bodies", "topics")


def show(region: Region, today: date) -> None:
    """The form, folded until somebody wants it."""
    st.header(_("After the meeting"), anchor=False)
    with st.expander(_("Write a meeting down"), key="meeting.record"):
        _form(region, today)


def _form(region: Region, today: date) -> None:
    key = f"meeting.{region.code}.form{meeting_state.form(region.code)}"
    _keep_answers(key)
    left, right = st.columns(2, gap="large")
    with left:
        held_on = st.selectbox(
            _("Day of the meeting"),
            meeting_draft.days(today),
            index=None,
            format_func=meeting_page_wording.day,
            placeholder=_("Choose a day"),
            filter_mode="contains",
            key=f"{key}.day",
        )
        kind = st.radio(
            _("Kind of meeting"),
            list(meeting_draft.KINDS),
            index=None,
            format_func=meeting_page_wording.kind,
            key=f"{key}.kind",
        )
        in_person = st.radio(
            _("Did people meet in person?"),
            [True, False],
            index=None,
            format_func=lambda met: _("Yes") if met else _("No, by video"),
            horizontal=True,
            key=f"{key}.in_person",
        )
    with right:
        chair = st.selectbox(
            _("Which office chaired it?"),
            meeting_draft.CHAIRS,
            index=None,
            format_func=meeting_page_wording.chair,
            placeholder=_("Choose an office"),
            key=f"{key}.chair",
        )
        bodies = _bodies(key, today)
        topics = st.multiselect(
            _("What was it about? (may stay empty)"),
            list(meeting_wording.TOPICS),
            format_func=meeting_page_wording.topic,
            placeholder=_("Choose topics"),
            select_all=False,
            key=f"{key}.topics",
        )
    meeting_resolved.show(region.code, held_on, key)
    author = signature.ask(f"{key}.author")
    draft = Draft(held_on, kind, in_person, chair, tuple(bodies), tuple(topics), author)
    _end(region, draft, key)


def _keep_answers(key: str) -> None:
    """Say every choice anew: a browser remembers it by its name in one language.

    After the language was changed it would send a name that nobody knows any more.
    """
    for name in _CHOICES:
        if (one := f"{key}.{name}") in st.session_state:
            st.session_state[one] = st.session_state[one]


def _bodies(key: str, today: date) -> list[str]:
    """Bodies by their names; only those that still exist."""
    lang = language()
    names = {
        body.id: body.names[lang]
        for body in queries.reference().institutions
        if body.valid_to is None or body.valid_to >= today
    }
    return st.multiselect(
        _("Which bodies took part? (may stay empty)"),
        list(names),
        format_func=names.__getitem__,
        placeholder=_("Choose bodies"),
        select_all=False,
        key=f"{key}.bodies",
    )


def _end(region: Region, draft: Draft, key: str) -> None:
    """The button; a meeting that is known already is not written down twice."""
    known = meeting_draft.known_already(draft, queries.meetings(region.code))
    if known is not None:
        _known(region, draft, known, key)
    elif st.button(_("Record this meeting"), type="primary", key=f"{key}.record"):
        _record(region, draft)


def _record(region: Region, draft: Draft) -> None:
    if draft.missing:
        st.error(
            " ".join(_(meeting_page_wording.MISSING[name]) for name in draft.missing)
        )
        return
    people.record_meeting(
        meeting_draft.meeting(
            draft,
            meeting_state.resolved(region.code),
            region=region.code,
            title=meeting_page_wording.title(draft.kind or "", region),
            lang=language(),
            now=queries.now(),
        )
    )
    kept = _("Recorded: the meeting of %(date)s. The next period begins with it.")
    _done(region, draft, kept % {"date": format_date(draft.held_on)})


def _known(region: Region, draft: Draft, known: Meeting, key: str) -> None:
    told = _(
        "A meeting of this kind on %(date)s is known already: “%(title)s”. It is not "
        "written down twice; decisions can be added to it."
    )
    st.warning(
        told % {"date": format_date(known.held_on), "title": literal(known.title)}
    )
    label = _("Add the decisions to that meeting")
    if st.button(label, type="primary", key=f"{key}.add_to"):
        _add_to(region, draft, known)


def _add_to(region: Region, draft: Draft, known: Meeting) -> None:
    resolved: Sequence[meeting_draft.Resolved] = meeting_state.resolved(region.code)
    if not resolved or not draft.author:
        st.error(_("Write down a decision first, and say who writes it down."))
        return
    if known.id is None or known.held_on is None:
        raise ValueError("A meeting that was read has a number, and this one its day.")
    made = meeting_draft.decisions(known.held_on, resolved)
    try:
        people.add_decisions(known.id, made, draft.author)
    except InputError:
        st.error(
            _("This meeting is no longer known: its report was read again. Reload.")
        )
        return
    kept = _("Kept: the decisions of the meeting of %(date)s.")
    _done(region, draft, kept % {"date": format_date(draft.held_on)})


def _done(region: Region, draft: Draft, message: str) -> None:
    session.remember_author(draft.author)
    meeting_state.begin_form(region.code)
    session.say_next(message)
    st.rerun()
