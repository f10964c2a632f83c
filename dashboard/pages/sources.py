"""Sources: "Can I trust today's picture?"."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dashboard import queries, sources_widgets
from dashboard.i18n import _

#: How far back the counters of what was let go are added up.
COUNTED_DAYS = 60


def show() -> None:
    """Who answers, which regions are silent, what was let go."""
    st.title(_("Can I trust today's picture?"), anchor=False)
    today = queries.today()
    known = sources_widgets.read(today)
    if not known:
        st.info(_("No source is known yet: start a collection with “kelisim up”."))
        return
    sources_widgets.summary(known)
    sources_widgets.broken(known)
    sources_widgets.regions(queries.levels_now())
    sources_widgets.every_source(known)
    sources_widgets.dropped(today - timedelta(days=COUNTED_DAYS))


show()
