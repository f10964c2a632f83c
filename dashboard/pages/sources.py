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
    sources = queries.sources()
    if not sources:
        st.info(_("No source is known yet: start a collection with “kelisim up”."))
        return
    states = queries.source_states()
    sources_widgets.summary(sources, states)
    sources_widgets.broken(sources, states)
    sources_widgets.regions(queries.levels_now())
    sources_widgets.every_source(sources, states, queries.today())
    sources_widgets.dropped(queries.today() - timedelta(days=COUNTED_DAYS))


show()
