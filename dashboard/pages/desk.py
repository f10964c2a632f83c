"""Desk: "Is this really tension, and who looks into it?"."""

from __future__ import annotations

import streamlit as st

from dashboard import desk_aside, desk_flag_page, desk_list_page, missed_form, session
from dashboard.desk_stories import successor
from dashboard.i18n import _
from dashboard.queries import flag


def show() -> None:
    """The list, the flag the address names, what was set aside, what was missed."""
    st.title(_("Is this really tension, and who looks into it?"), anchor=False)
    if aside := session.param("aside"):
        desk_aside.show(aside)
        return
    if session.param("missed"):
        missed_form.show()
        return
    asked = session.param("flag")
    found = flag(asked) if asked else None
    if asked and found is None:
        found = successor(asked)
        if found is not None:
            st.info(_("That flag was joined to this one, which tells the same event."))
            session.set_param("flag", found.id)
        else:
            st.warning(
                _("There is no flag of that number; it may have been withdrawn.")
            )
    if found is None:
        desk_list_page.show()
    else:
        desk_flag_page.show(found)


show()
