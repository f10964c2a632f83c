"""Who am I here, and what do I want to be shown?"""

from __future__ import annotations

import streamlit as st

from dashboard import profile_form, session
from dashboard.i18n import _
from dashboard.markup import literal


def main() -> None:
    """What was kept, a word on what this is, the form, a way to another person's."""
    here = session.user()
    st.title(_("Who am I here, and what do I want to be shown?"), anchor=False)
    said = session.said()
    if said and here:
        st.success(said % {"name": literal(here.name)})
    st.markdown(
        _(
            "This names whose work it is; it is not a login. Whoever works at this "
            "browser can choose another name at the top of every page."
        )
    )
    profile_form.show(here)
    if here and st.button(_("Write down another person"), key="profile.another"):
        session.choose_user(None)
        st.rerun()


main()
