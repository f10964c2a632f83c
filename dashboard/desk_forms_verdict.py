"""A person's verdict: nine answers, a reason, a name; kept at once and never lost.

Whoever judged meanwhile is shown first, and what was typed stays in the form.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import (
    desk_batch,
    desk_flag_state,
    desk_keys,
    desk_reply,
    desk_wording,
    markup,
    queries,
    session,
    signature,
)
from dashboard.desk_list_queue import Row
from dashboard.i18n import _, format_datetime
from dashboard.intake import intake
from data.errors import ConflictError, InputError
from data.model import Flag, Verdict, VerdictCode

#: Which form was sent, and the last verdict that its page showed.
_SENT = "desk.sent"
_AGREE, _OWN = "agree", "1"


def panel(row: Row, me: str) -> None:
    """The form, or what stands and the ways to follow it with another verdict."""
    st.subheader(_("Your verdict"), anchor=desk_reply.VERDICT_ANCHOR)
    if desk_batch.in_other_hands(row.standing.claim, me):
        return
    # A form that was sent is drawn once more, whatever others have done meanwhile.
    sent, _seen = st.session_state.get(_SENT, ("", None))
    wanted = {sent, session.param("again")}
    awaited = row.standing.state == "second_eyes"
    judged = desk_flag_state.has_judged(me, row.verdicts)
    if awaited or (_AGREE in wanted and row.verdicts):
        second_eyes(row, me)
    if not row.verdicts or (awaited and not judged) or wanted & {_AGREE, _OWN}:
        form(row)
    else:
        _again(row.verdicts, me)
    st.session_state.pop(_SENT, None)


def _again(given: Sequence[Verdict], me: str) -> None:
    """What stands, and a button that opens the form for a verdict to follow it."""
    mine = desk_flag_state.has_judged(me, given)
    label = _("Take back my verdict") if mine else _("Give another verdict")
    st.button(
        label,
        key="desk.again",
        on_click=session.set_param,
        args=("again", _OWN),
    )
    st.markdown(_("A new verdict follows the earlier one; nothing is deleted."))


def second_eyes(row: Row, me: str) -> None:
    """What the others say, and one click with a reason for whoever agrees."""
    words = desk_flag_state.last_words(row.verdicts)
    if desk_flag_state.differ(row.verdicts):
        st.warning(
            desk_flag_state.third_look()
            + "".join(f"\n- {_spoken(verdict)}" for verdict in words)
        )
    else:
        said = _("An acute flag waits for the eyes of a second person.")
        st.info(f"{said}\n- {_spoken(row.verdicts[-1])}")
    if desk_flag_state.has_judged(me, row.verdicts):
        st.markdown(
            _(
                "You have given your verdict; another person gives the second one. "
                "What you add now only corrects your own."
            )
        )
        return
    _agree(row.flag, row.verdicts, words)


def _spoken(verdict: Verdict) -> str:
    return _("%(author)s, %(when)s: “%(verdict)s”. %(reason)s") % {
        "author": markup.literal(verdict.author),
        "when": format_datetime(verdict.at),
        "verdict": desk_wording.verdict(verdict.code),
        "reason": markup.literal(verdict.reason),
    }


def _why_and_who(key: str) -> tuple[str, str]:
    """The reason and its author, as typed."""
    reason = st.text_area(
        _("Why? One sentence is enough (needed)"),
        key=f"{key}.reason",
        placeholder=_("Who was asked, what was found"),
        max_chars=2000,
    )
    author = signature.ask(f"{key}.author", _("Who decides? Name or office (needed)"))
    return reason or "", author


def _agree(flag: Flag, given: Sequence[Verdict], words: Sequence[Verdict]) -> None:
    key = f"desk.{flag.id}.agree"
    st.markdown(_("**Do you agree?** Look yourself first, then say why in a sentence."))
    with st.container(key=desk_keys.SECOND), st.form(f"{key}.form"):
        reason, author = _why_and_who(key)
        for code in dict.fromkeys(verdict.code for verdict in words):
            label = _("I agree: “%(verdict)s”") % {
                "verdict": desk_wording.verdict(code)
            }
            if _sent(label, f"{key}.{code}", given, _AGREE):
                if desk_flag_state.has_judged(author, given):
                    st.error(_("The second verdict must be another person's."))
                else:
                    _keep(flag, code, reason, author, given)
    st.markdown(_("Or give another verdict:"))


def _sent(label: str, key: str, given: Sequence[Verdict], which: str) -> bool:
    """A button that remembers which verdicts its page showed."""
    return st.form_submit_button(
        label,
        type="primary",
        key=key,
        on_click=_note_sent,
        args=(which, given[-1].id if given else None),
    )


def _note_sent(which: str, last: int | None) -> None:
    st.session_state[_SENT] = (which, last)


def form(row: Row) -> None:
    """Nine answers with their numbers, a compulsory reason, a name."""
    flag, given = row.flag, row.verdicts
    if given:
        st.markdown(_("A new verdict follows the earlier one; nothing is deleted."))
    key = f"desk.{flag.id}.verdict"
    names = {
        code: f"**{n}** · {desk_wording.verdict(code)}"
        for n, code in enumerate(desk_wording.VERDICTS, start=1)
    }
    with st.container(key=desk_keys.FORM), st.form(f"{key}.form"):
        code = st.radio(
            _("Is this tension between communities?"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            captions=[_(choice.when) for choice in desk_wording.VERDICTS.values()],
            key=f"{key}.code",
        )
        reason, author = _why_and_who(key)
        if _sent(_("Keep this verdict"), f"{key}.keep", given, _OWN):
            _keep(flag, code, reason, author, given)


def _keep(
    flag: Flag,
    code: VerdictCode | None,
    written: str,
    author: str,
    given: Sequence[Verdict],
) -> None:
    missing = [
        sentence
        for absent, sentence in (
            (code is None, _("Choose one of the nine answers.")),
            (
                not written.strip(),
                _("Write the reason: the next reader must understand it."),
            ),
            (not author, _("Say who decides: a verdict without a name is not kept.")),
        )
        if absent
    ]
    if missing or code is None:
        st.error(" ".join(missing))
        return
    reason = intake().hide(written.strip())
    which, seen = st.session_state.pop(_SENT)
    value = Verdict(flag.id, code, reason, author, queries.now())
    try:
        queries.add_verdict(value, after=seen)
    except ConflictError:
        if not _same(given[-1], value):  # a double click is one verdict
            session.set_param("again", which)
            _meanwhile(given[-1])
            return
    except InputError:
        st.error(_("This flag has been withdrawn meanwhile; no verdict can be kept."))
        return
    _kept(value, is_redacted=reason.split() != written.split())


def _same(one: Verdict, other: Verdict) -> bool:
    parts = ((each.code, each.reason, each.author) for each in (one, other))
    return next(parts) == next(parts)


def _meanwhile(other: Verdict) -> None:
    st.error(
        _(
            "Somebody judged this flag while you were reading. Nothing of yours is "
            "lost: read their verdict, then send yours again if it still stands."
        )
        + f"\n- {_spoken(other)}"
    )


def _kept(value: Verdict, *, is_redacted: bool) -> None:
    session.remember_author(value.author)
    said = [
        _("Kept: “%(verdict)s”, %(author)s. To change it, give another verdict.")
        % {
            "verdict": desk_wording.verdict(value.code),
            "author": markup.literal(value.author),
        }
    ]
    if is_redacted:
        said.append(_("Names of private persons were taken out of the reason."))
    said.append(desk_batch.judged(value.flag_id, value.author))
    session.say_next(" ".join(filter(None, said)))
    session.set_param("again", None)
    st.rerun()
