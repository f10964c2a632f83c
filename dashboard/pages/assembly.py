"""Assembly: "Who met, what was decided, what is overdue?"."""

from __future__ import annotations

import streamlit as st

from dashboard import assembly_view, desk_forms, directory_view
from dashboard.i18n import _

PARTS = {
    "meetings": (assembly_view.grid, assembly_view.meetings),
    "decisions": (assembly_view.decisions,),
    "offices": (directory_view.show,),
    "mediators": (assembly_view.mediators,),
}


def show() -> None:
    """One part at a time; the grid of regions and periods first."""
    st.title(_("Who met, what was decided, what is overdue?"), anchor=False)
    desk_forms.said()
    for part in PARTS[assembly_view.switch()]:
        part()


show()
