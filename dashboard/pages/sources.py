"""Sources: "Can I trust today's picture?"."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dashboard import queries, sources_account, sources_coverage, sources_widgets
from dashboard.i18n import _

#: How far back the counters of what was let go are added up.
COUNTED_DAYS = 60


def show() -> None:
    """Who needs a hand, which regions are silent, every source, what was let go."""
    st.title(_("Can I trust today's picture?"), anchor=False)
    today, levels = queries.today(), queries.levels_now()
    known = sources_widgets.read(today)
    if not known:
        st.info(_("No source is known yet: start a collection with “kelisim up”."))
        return
    sources_widgets.summary(known, levels)
    sources_widgets.broken(known)
    sources_coverage.silent(levels)
    sources_coverage.picture(today)
    sources_coverage.today_table(levels)
    sources_widgets.every_source(known)
    sources_account.show(today - timedelta(days=COUNTED_DAYS))


show()
