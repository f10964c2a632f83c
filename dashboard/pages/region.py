"""What is going on here, and since when?"""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dashboard import queries, region_level, region_parts, widgets, wording
from dashboard.i18n import _


def main() -> None:
    """Level and why, districts, own norm, weeks, flags, accord, meetings, files."""
    now, today = queries.now(), queries.today()
    since = today - timedelta(weeks=region_level.WEEKS)
    st.title(_("What is going on here, and since when?"), anchor=False)
    region = widgets.region_picker()
    st.header(wording.region(region), anchor=False)
    level = region_level.level(region)
    region_level.districts(level)
    region_level.norm(region, today)
    region_parts.weeks(region, level, today)
    left, right = st.columns(2, gap="large")
    with left:
        found = region_parts.flags(region, since, now)
    with right:
        region_parts.accord(region, since)
        region_parts.meetings(region, today)
    region_parts.files(region, found, since)


main()
