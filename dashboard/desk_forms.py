"""The two things a person writes at the Desk: a verdict, and a step that was taken."""

from __future__ import annotations

import streamlit as st

from dashboard import desk_wording, markup, queries, session
from dashboard.i18n import _, format_datetime
from data.model import Flag, Response, Verdict, VerdictCode


def verdict(flag: Flag) -> None:
    """Nine answers, a compulsory reason, a name; kept at once and said back."""
    given = queries.verdicts(flag.id)
    st.subheader(_("Your verdict"), anchor=False)
    if given:
        st.markdown(_("A new verdict follows the earlier one; nothing is deleted."))
    # The number of verdicts in the keys empties the form once one was kept.
    key = f"desk.{flag.id}.{len(given)}"
    names = {code: desk_wording.verdict(code) for code in VerdictCode}
    with st.form(f"{key}.verdict"):
        code = st.radio(
            _("Is this tension between communities?"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            captions=[_(choice.when) for choice in desk_wording.VERDICTS.values()],
            key=f"{key}.code",
        )
        reason = st.text_area(
            _("Why? One sentence is enough (needed)"),
            key=f"{key}.reason",
            placeholder=_("Who was asked, what was found"),
            max_chars=2000,
        )
        author = who(_("Who decides? Name or office (needed)"), f"{key}.author")
        if st.form_submit_button(_("Keep this verdict"), type="primary"):
            _keep_verdict(flag, code, (reason or "").strip(), author, given)


def who(label: str, key: str) -> str:
    """Ask who decides; their name of this visit stands there already."""
    name = st.text_input(
        label,
        value=session.author(),
        key=key,
        max_chars=120,
    )
    return (name or "").strip()


def _keep_verdict(
    flag: Flag,
    code: VerdictCode | None,
    reason: str,
    author: str,
    given: list[Verdict],
) -> None:
    missing = [
        sentence
        for absent, sentence in (
            (code is None, _("Choose one of the nine answers.")),
            (not reason, _("Write the reason: the next reader must understand it.")),
            (not author, _("Say who decides: a verdict without a name is not kept.")),
        )
        if absent
    ]
    if missing or code is None:
        st.error(" ".join(missing))
        return
    last = given[-1] if given else None
    if last is None or (last.code, last.reason, last.author) != (code, reason, author):
        kept = Verdict(flag.id, code, reason, author, queries.now())
        queries.add_verdict(kept)
    session.remember_author(author)
    session.say_next(
        _("Kept: “%(verdict)s”, %(author)s. To change it, give another verdict.")
        % {
            "verdict": desk_wording.verdict(code),
            "author": markup.literal(author),
        }
    )
    st.rerun()


def response(flag: Flag) -> None:
    """A step someone took, with a note and, when known, how it ended."""
    taken = queries.responses(flag.id)
    st.subheader(_("A step that was taken"), anchor=False)
    key = f"desk.{flag.id}.step{len(taken)}"
    with st.form(f"{key}.form"):
        action = st.text_input(
            _("What was done? (needed)"),
            key=f"{key}.action",
            placeholder=_("For example: the elders visited both families"),
            max_chars=200,
        )
        note = st.text_area(_("Note"), key=f"{key}.note", max_chars=2000)
        outcome = st.text_input(
            _("How did it end? (may stay empty)"), key=f"{key}.outcome", max_chars=400
        )
        author = who(_("Who writes this down? (needed)"), f"{key}.author")
        if st.form_submit_button(_("Keep this step")):
            _keep_response(
                flag,
                (action or "").strip(),
                (note or "").strip(),
                (outcome or "").strip(),
                author,
            )


def _keep_response(
    flag: Flag, action: str, note: str, outcome: str, author: str
) -> None:
    if not action or not author:
        st.error(_("Write what was done and who writes it down."))
        return
    now = queries.now()
    ended = now if outcome else None
    queries.add_response(
        Response(flag.id, action, note, author, now, outcome=outcome, ended_at=ended)
    )
    session.remember_author(author)
    session.say_next(_("Kept: the step of %(when)s.") % {"when": format_datetime(now)})
    st.rerun()


def said() -> None:
    """What the last form kept, once."""
    if message := session.said():
        st.success(message)
