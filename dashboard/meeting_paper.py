"""The paper for the table: its files at the top, its preview below the agenda."""

from __future__ import annotations

from base64 import b64encode
from datetime import date

import streamlit as st

from dashboard import brief, brief_buttons, queries
from dashboard.brief_html import brief_html
from dashboard.i18n import _, language
from dashboard.meeting_agenda import Agenda
from data.model import Region

_HEIGHT = 640
_OPEN = "meeting.preview"


def downloads(region: Region, today: date, made: Agenda) -> None:
    """The brief and its tables with exactly these items."""
    st.header(_("The paper for the meeting"), anchor=False)
    brief_buttons.downloads(region, today, made.codes, made.points)


def preview(region: Region, today: date, made: Agenda) -> None:
    """The brief as it will be printed, made only when somebody wants to see it."""
    part = st.expander(_("Preview of the paper"), key=_OPEN, on_change="rerun")
    if not part.open:
        return
    content = brief.gather(
        queries.store(),
        region,
        queries.reference(),
        today,
        queries.now(),
        made.codes,
        made.points,
    )
    page = b64encode(brief_html(content, language())).decode("ascii")
    # An address of its own keeps collected text away from the page around it.
    with part:
        st.iframe(
            f"data:text/html;base64,{page}",
            height=_HEIGHT,
            tab_index=0,
            alt=_("Preview of the paper"),
        )
