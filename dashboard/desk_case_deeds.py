"""What one does with a flag beside judging it: pass it on, put it off, end its case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from dashboard import as_kept, people, queries, session, signature
from dashboard.case import Standing
from dashboard.case_wording import deed as deed_told
from dashboard.case_wording import span
from dashboard.i18n import N_, _, format_datetime
from dashboard.office_wording import office
from data.errors import InputError
from data.model import Flag, Handling, HandlingDeed, Lane
from data.playbook import OFFICES

_NAMES = {
    HandlingDeed.NOTIFY: N_("Tell somebody"),
    HandlingDeed.ASSIGN: N_("Assign it"),
    HandlingDeed.ESCALATE: N_("Pass it up"),
    HandlingDeed.SNOOZE: N_("Put it off"),
    HandlingDeed.WAKE: N_("Take it up again now"),
    HandlingDeed.RESOLVE: N_("Mark as settled"),
    HandlingDeed.REOPEN: N_("Open it again"),
}
#: How long a flag may be put off: within the time its clock allows.
PAUSES = {
    Lane.ACUTE: (timedelta(hours=2), timedelta(hours=6), timedelta(hours=12)),
    Lane.DISCURSIVE: (timedelta(days=1), timedelta(days=3), timedelta(days=7)),
    Lane.STRUCTURAL: (timedelta(days=7), timedelta(days=14), timedelta(days=30)),
}
_TO_SOMEBODY = (HandlingDeed.NOTIFY, HandlingDeed.ASSIGN, HandlingDeed.ESCALATE)
_QUESTIONS = {
    HandlingDeed.ESCALATE: N_("Why? (needed)"),
    HandlingDeed.SNOOZE: N_("Why can it wait? (needed)"),
    HandlingDeed.RESOLVE: N_("How did it end? (needed)"),
    HandlingDeed.REOPEN: N_("Why is it opened again? (needed)"),
}


def possible(standing: Standing) -> list[HandlingDeed]:
    """The deeds that make sense where the case stands.

    Settled is what people judged, an acute flag two of them: one person's word alone
    takes nothing away from where others look.
    """
    if standing.state == "resolved":
        return [HandlingDeed.REOPEN]
    deeds = list(_TO_SOMEBODY)
    asleep = standing.state == "asleep"
    deeds.append(HandlingDeed.WAKE if asleep else HandlingDeed.SNOOZE)
    if standing.state == "judged":
        deeds.append(HandlingDeed.RESOLVE)
    return deeds


def panel(flag: Flag, standing: Standing, handlings: Sequence[Handling]) -> None:
    """Choose a deed; its form opens below."""
    # The number of deeds in the keys empties the form once one was kept.
    key = f"desk.{flag.id}.deed{len(handlings)}"
    choices = possible(standing)
    chosen = st.pills(
        _("What do you do with it?"),
        choices,
        format_func=lambda each: _(_NAMES[each]),
        key=f"{key}.choice",
    )
    if standing.verdict is None:
        st.markdown(_("It can be marked as settled once there is a verdict."))
    elif standing.state == "second_eyes":
        st.markdown(
            _(
                "It can be marked as settled once a second person has come to the "
                "same view."
            )
        )
    if chosen is not None:
        _form(flag, HandlingDeed(chosen), handlings, f"{key}.{chosen}")


def _form(
    flag: Flag, chosen: HandlingDeed, handlings: Sequence[Handling], key: str
) -> None:
    to_whom, pause = "", None
    with st.form(f"{key}.form"):
        if chosen in _TO_SOMEBODY:
            to_whom = _whom(key)
        if chosen is HandlingDeed.SNOOZE:
            pause = _pause(flag, key)
        needed = chosen in _QUESTIONS
        question = _(_QUESTIONS[chosen]) if needed else _("Note (may stay empty)")
        reason = st.text_area(question, key=f"{key}.reason", max_chars=1000)
        author = signature.ask(f"{key}.author")
        sent = st.form_submit_button(_("Write it down"), type="primary")
    written = None
    if sent:
        now = queries.now()
        words = (reason or "").strip()
        until = now + pause if pause else None
        made = Handling(flag.id, chosen, words, author, now, to_whom, until)
        written = made if _complete(made, needed, key) else None
    kept = as_kept.to_keep(key, written, {"reason": question.split(" (")[0]})
    if kept is not None:
        _keep(kept, handlings)


def _whom(key: str) -> str:
    """A person who works here, or an office."""
    users = [user.name for user in people.users()]
    chosen = st.selectbox(
        _("Whom? (needed)"),
        [*users, *OFFICES],
        index=None,
        format_func=office,
        placeholder=_("Choose a person or an office"),
        key=f"{key}.whom",
    )
    return chosen or ""


def _pause(flag: Flag, key: str) -> timedelta | None:
    now = queries.now()
    return st.radio(
        _("For how long? (needed)"),
        PAUSES[flag.lane],
        index=None,
        format_func=span,
        captions=[
            _("until %(until)s") % {"until": format_datetime(now + gap)}
            for gap in PAUSES[flag.lane]
        ],
        key=f"{key}.until",
    )


def _complete(value: Handling, needed: bool, key: str) -> bool:
    """Whether nothing is missing; what is missing is said."""
    missing = [
        sentence
        for absent, sentence in (
            (value.deed in _TO_SOMEBODY and not value.to_whom, _("Choose whom.")),
            (
                value.deed is HandlingDeed.SNOOZE and value.until_at is None,
                _("Choose for how long."),
            ),
            (needed and not value.reason, _("Write the reason in one sentence.")),
            (not value.author, _("Say who writes this down.")),
        )
        if absent
    ]
    if missing:
        as_kept.forget(key)
        st.error(" ".join(missing))
    return not missing


def _keep(value: Handling, handlings: Sequence[Handling]) -> None:
    last = handlings[-1] if handlings else None
    try:
        if last is None or _differs(last, value):
            people.add_handling(value)
        if value.deed in (HandlingDeed.SNOOZE, HandlingDeed.RESOLVE):
            people.release_flag(value.flag_id, value.author)
    except InputError:
        st.error(_("It was not kept: open the flag again from the list."))
        return
    session.remember_author(value.author)
    session.say_next(_("Kept: %(deed)s.") % {"deed": deed_told(value)})
    st.rerun()


def _differs(one: Handling, other: Handling) -> bool:
    """Whether a click twice is not the same deed twice."""
    return (one.deed, one.to_whom, one.reason, one.author) != (
        other.deed,
        other.to_whom,
        other.reason,
        other.author,
    )
