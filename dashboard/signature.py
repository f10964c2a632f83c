"""Who writes this down: the user who works here, or the name or office they give."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.i18n import _
from dashboard.markup import literal


def ask(key: str) -> str:
    """Inside a form: the name that will stand under what is written; may be ""."""
    user = session.user()
    if user is not None:
        st.markdown(_("Signed: **%(name)s**") % {"name": literal(user.name)})
        return user.name
    name = st.text_input(
        _("Who writes this down? Name or office (needed)"),
        value=session.author(),
        key=key,
        max_chars=120,
    )
    return (name or "").strip()
