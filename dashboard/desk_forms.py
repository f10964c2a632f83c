"""What every form of the Desk answers: what was kept."""

from __future__ import annotations

import streamlit as st

from dashboard import session


def said() -> str:
    """Show what the last form kept, once, and give it back."""
    message = session.said()
    if message:
        st.success(message)
    return message
