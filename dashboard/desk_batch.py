"""A few flags taken at once, so that two people never work on the same one.

Which flags are in the batch stands in the address; who holds what, in the memory.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import (
    desk_flag_state,
    desk_list_queue,
    markup,
    people,
    session,
    signature,
)
from dashboard.desk_list_queue import Row, Touched, Wanted
from dashboard.i18n import _, format_datetime, format_number, ngettext
from data.errors import ConflictError
from data.model import Claim, Flag
from data.playbook import OFFICES

#: Flags taken at once.
SIZE = 5
#: Rows looked through for flags that can be taken.
_SEEN = 60
_BETWEEN = ","


def ids() -> list[str]:
    """The flags of the batch, in the order in which they were taken."""
    return [name for name in session.param("batch").split(_BETWEEN) if name]


def _begin(taken: Sequence[str]) -> None:
    session.set_param("batch", _BETWEEN.join(taken) or None)
    session.set_param("flag", taken[0] if taken else None)
    session.set_param("again", None)


def takeable(row: Row, me: str) -> bool:
    """Whether a person can work on it: waiting, in no other hands, not judged by me."""
    held, given = row.standing.claim, row.standing.assigned
    return (
        row.standing.state in ("open", "working", "second_eyes")
        and not desk_flag_state.has_judged(me, row.verdicts)
        and (held is None or desk_flag_state.same_person(held.holder, me))
        and (not given or given in OFFICES or desk_flag_state.same_person(given, me))
    )


def offer(wanted: Wanted, known: Touched) -> None:
    """Take the next flags of the list, or go on with those one holds."""
    held = [
        claim.flag_id
        for claim in known.claims.values()
        if desk_flag_state.same_person(claim.holder, known.me)
    ]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = known.me
        if not name:
            name = signature.ask("desk.batch.who", _("Your name or office"))
        label = _("Take the next %(n)s") % {"n": format_number(SIZE)}
        wants = st.button(label, key="desk.take", type="primary")
        if held:
            phrase = ngettext(
                "Go on with the %(n)s flag you hold",
                "Go on with the %(n)s flags you hold",
                len(held),
            )
            phrase %= {"n": format_number(len(held))}
            if st.button(phrase, key="desk.go_on"):
                _go_on(known)
    if wants:
        _take(wanted, known, name)


def _go_on(known: Touched) -> None:
    mine, _n = desk_list_queue.find(Wanted(state="mine"), known, limit=_SEEN)
    held = [row.flag.id for row in mine if row.standing.claim]
    _begin(held)
    st.rerun()


def _take(wanted: Wanted, known: Touched, name: str) -> None:
    if not name:
        st.error(_("Say who takes them: your name or office."))
        return
    found, _n = desk_list_queue.find(wanted, known, limit=_SEEN)
    free = [row.flag.id for row in found if takeable(row, name)]
    taken = people.take_flags(free, name, SIZE)
    session.remember_author(name)
    if not taken:
        st.warning(
            _(
                "Nothing here can be taken now: the flags are in other hands or wait "
                "for somebody else's eyes."
            )
        )
        return
    _begin([claim.flag_id for claim in taken])
    st.rerun()


def bar(flag: Flag, row: Row, me: str, beside: Sequence[str]) -> None:
    """The way to the flags before and after, how far one is, taking and letting go.

    ``beside`` are the ids of the list one came from, for a flag outside a batch.
    """
    batch = ids()
    order = batch if flag.id in batch else list(beside)
    at = order.index(flag.id) if flag.id in order else -1
    before = order[at - 1] if at > 0 else ""
    # A flag that has left the list since leads to its first one.
    after = order[at + 1] if at < len(order) - 1 else ""
    with st.container(horizontal=True, vertical_alignment="center", key="desk_bar"):
        st.button(
            _("← All flags"),
            key="desk.back",
            type="tertiary",
            on_click=_open,
            args=("",),
        )
        _step(_("‹ Previous"), "desk.previous", before)
        _step(_("Next ›"), "desk.next", after)
        if flag.id in batch:
            said = {"n": format_number(at + 1), "all": format_number(len(batch))}
            st.markdown("**" + _("%(n)s of %(all)s in your batch") % said + "**")
        _hold(flag, row, me)


def _step(label: str, key: str, flag_id: str) -> None:
    st.button(label, key=key, disabled=not flag_id, on_click=_open, args=(flag_id,))


def _open(flag_id: str) -> None:
    session.set_param("flag", flag_id or None)
    session.set_param("again", None)


def _hold(flag: Flag, row: Row, me: str) -> None:
    claim = row.standing.claim
    if claim is not None and desk_flag_state.same_person(claim.holder, me):
        if st.button(_("Let go of it"), key="desk.let_go"):
            people.release_flag(flag.id, claim.holder)
            _leave(flag.id)
            st.rerun()
        return
    free = claim is None and me and takeable(row, me)
    if free and st.button(_("Take it"), key="desk.take_one"):
        _take_one(flag, me)


def _take_one(flag: Flag, me: str) -> None:
    try:
        people.take_flag(flag.id, me)
    except ConflictError:
        st.error(_("Somebody took this flag a moment ago; choose another one."))
        return
    st.rerun()


def _leave(flag_id: str) -> None:
    """Take a flag out of the batch and go to the one that follows it."""
    batch = ids()
    if flag_id not in batch:
        return
    at = batch.index(flag_id)
    rest = [name for name in batch if name != flag_id]
    session.set_param("batch", _BETWEEN.join(rest) or None)
    session.set_param("flag", rest[min(at, len(rest) - 1)] if rest else None)


def judged(flag_id: str, author: str) -> str:
    """After a verdict: let go of the flag and go to the next one of the batch.

    Returns what to tell of the batch, or nothing outside one.
    """
    people.release_flag(flag_id, author)
    batch = ids()
    if flag_id not in batch:
        return ""
    mine = {
        name
        for name, claim in people.claims().items()
        if desk_flag_state.same_person(claim.holder, author)
    }
    at = batch.index(flag_id)
    left = [name for name in batch[at + 1 :] + batch[:at] if name in mine]
    if left:
        session.set_param("flag", left[0])
        phrase = ngettext(
            "%(n)s flag of your batch is left.",
            "%(n)s flags of your batch are left.",
            len(left),
        )
        return phrase % {"n": format_number(len(left))}
    session.set_param("flag", None)
    session.set_param("batch", None)
    return _("Your batch is done.")


def in_other_hands(claim: Claim | None, me: str) -> bool:
    """Whether somebody else works on it now; says so, and when that ends."""
    if claim is None or desk_flag_state.same_person(claim.holder, me):
        return False
    st.info(
        _(
            "%(holder)s works on this flag until %(until)s. You can read everything; "
            "a verdict can be given when they let go of it, or after that time."
        )
        % {
            "holder": markup.literal(claim.holder),
            "until": format_datetime(claim.until_at),
        }
    )
    return True
