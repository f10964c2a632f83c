"""Who is here, beside the language: one small button on every page."""

from __future__ import annotations

import streamlit as st

from dashboard import people, session
from dashboard.i18n import _, language
from dashboard.markup import literal

_KEY = "kelisim.who"


def show() -> None:
    """The name of who works here; behind it the others and the way to the settings."""
    here = session.user()
    label = literal(here.name) if here else _("Who are you?")
    with st.popover(label, icon=":material/person:", key="frame_who"):
        st.markdown(_("This names whose work it is; it is not a login."))
        _choice()
        st.page_link(
            "dashboard/pages/profile.py",
            label=_("My settings") if here else _("Write myself down"),
            query_params={"lang": language()},
        )


def _choice() -> None:
    known = people.users()
    if not known:
        return
    names: dict[int | None, str] = {None: _("Nobody in particular")}
    names |= {user.id: user.name for user in known}
    here = session.user()
    now = here.id if here else None
    if _KEY not in st.session_state or st.session_state[_KEY] != now:
        st.session_state[_KEY] = now
    st.selectbox(
        _("Who works here now"),
        list(names),
        format_func=names.__getitem__,
        key=_KEY,
        on_change=_chosen,
    )


def _chosen() -> None:
    """From now on their work: in their language, beginning with their regions."""
    session.choose_user(st.session_state[_KEY])
    here = session.user()
    if here is not None:
        session.choose_language(here.lang)
