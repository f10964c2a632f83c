"""What is going on here, and since when?"""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dashboard import (
    next_meeting,
    queries,
    region_dates,
    region_flags,
    region_level,
    region_parts,
    region_timeline,
    widgets,
    wording,
)
from dashboard.i18n import _
from dashboard.markup import tag


def main() -> None:
    """The level and why, then what waits and what calms, then since when and where."""
    now, today = queries.now(), queries.today()
    since = today - timedelta(weeks=region_timeline.WEEKS)
    st.title(_("What is going on here, and since when?"), anchor=False)
    region = widgets.region_picker()
    st.header(wording.region(region), anchor=False)
    level = region_level.level(region)
    widgets.html(tag("p", next_meeting.line(region, today)))
    found = region_flags.find(region, since)
    left, right = st.columns(2, gap="large")
    with left:
        region_flags.show(region, found, since, now)
    with right:
        region_parts.accord(region, since)
    region_timeline.show(region, level, found, today)
    region_level.districts(level)
    region_flags.threads(region, today)
    left, right = st.columns(2, gap="large")
    with left:
        region_dates.calendar(region, today)
        region_dates.history(region)
    with right:
        region_parts.meetings(region, today)
    region_parts.files(region)


main()
