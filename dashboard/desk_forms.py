"""What every form of the Desk asks and answers: who writes, what was kept."""

from __future__ import annotations

import streamlit as st

from dashboard import markup, session
from dashboard.i18n import _


def who(label: str, key: str) -> str:
    """The name a row is signed with: who is here, or as they write it.

    Somebody who has said who they are is not asked again.
    """
    if known := session.user():
        signed = _("Signed: %(name)s") % {"name": markup.literal(known.name)}
        st.markdown(signed)
        return known.name
    name = st.text_input(
        label,
        value=session.author(),
        key=key,
        max_chars=120,
    )
    return (name or "").strip()


def said() -> str:
    """Show what the last form kept, once, and give it back."""
    message = session.said()
    if message:
        st.success(message)
    return message
