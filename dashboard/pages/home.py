"""Where should I look today?"""

from __future__ import annotations

import streamlit as st

from dashboard import home_parts, map, queries, session, widgets
from dashboard.i18n import _


def main() -> None:
    """Acute events first, then the map, what changed, and every region in its place."""
    now = queries.now()
    levels = queries.levels_now()
    regions = queries.reference().regions
    waiting = home_parts.open_flags()
    st.title(_("Where should I look today?"), anchor=False)
    home_parts.acute_lane(now)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header(_("The regions"), anchor=False)
        chosen = map.show(regions, levels, waiting)
        widgets.legend()
        home_parts.left_out(regions, levels)
    with right:
        st.header(_("What changed"), anchor=False)
        days = widgets.days_switch(
            {1: _("Since yesterday"), 7: _("In 7 days")}, default=1
        )
        home_parts.changed(levels, days, now)
    home_parts.region_table(regions, levels, waiting)
    if chosen:
        session.go("region", region=chosen)


main()
