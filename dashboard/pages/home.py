"""Where should I look today?"""

from __future__ import annotations

import streamlit as st

from dashboard import (
    home_acute,
    home_changes,
    home_parts,
    map,
    missed_form,
    next_meeting,
    queries,
    session,
    widgets,
)
from dashboard.i18n import _


def main() -> None:
    """Acute events first, then what changed, the map, and every region in its place."""
    now = queries.now()
    levels, history = queries.levels_now(), queries.levels(home_parts.STRIP)
    regions = queries.reference().regions
    waiting = queries.open_counts()
    st.title(_("Where should I look today?"), anchor=False)
    home_acute.lane(levels, now)
    next_meeting.countdown(session.user(), queries.today())
    home_parts.own_regions(session.own_regions(), levels, history, waiting)
    left, right = st.columns([2, 3], gap="large")
    with left:
        home_changes.show(levels, history, now)
        missed_form.way_in()
    with right:
        st.header(_("The regions"), anchor=False)
        chosen = map.show(regions, levels, waiting)
        widgets.legend()
        home_parts.left_out(regions, levels)
    home_parts.region_table(regions, levels, history, waiting)
    if chosen:
        session.go("region", region=chosen)


main()
