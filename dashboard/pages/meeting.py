"""What do I put on the table?"""

from __future__ import annotations

import streamlit as st

from dashboard import (
    agenda,
    meeting_agenda,
    meeting_decisions,
    meeting_paper,
    meeting_record,
    meeting_top,
    queries,
    session,
    widgets,
)
from dashboard.i18n import _


def main() -> None:
    """Limit and period, the paper, its agenda, its preview; then the record."""
    now, today = queries.now(), queries.today()
    st.title(_("What do I put on the table?"), anchor=False)
    if message := session.said():
        st.success(message)
    region = widgets.region_picker()
    found = agenda.gather(queries.store(), region, queries.reference(), today, now)
    meeting_top.show(found, found.meetings, today)
    made = meeting_agenda.arranged(region.code, agenda.suggest(found))
    meeting_paper.downloads(region, today, made)
    meeting_agenda.show(made)
    meeting_paper.preview(region, today, made)
    meeting_record.show(region, today)
    meeting_decisions.show(found.meetings, today)


main()
