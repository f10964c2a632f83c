"""The parts of the region page: signs of accord, meetings, files."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from dashboard import (
    brief_buttons,
    meeting_card,
    queries,
    sheet_buttons,
    widgets,
)
from dashboard.i18n import _, format_date, format_number, language
from dashboard.markup import link, tag, url
from data.model import Region

#: Cards of accord and of meetings on the page.
_CARDS, _MEETINGS = 4, 2
#: The councils' sheet is offered where an acute report is not older.
_ACUTE = timedelta(days=7)


def accord(region: Region, since: date) -> None:
    """Signs of accord, with the same prominence as the flags."""
    st.header(_("Signs of accord"), anchor=False)
    found = queries.protective_items(region.code, since, _CARDS)
    if not found:
        st.info(
            _("No sign of accord was read since %(date)s.")
            % {"date": format_date(since)}
        )
    for item in found:
        widgets.item_card(item)


def meetings(region: Region, today: date) -> None:
    """Who met last and what was decided."""
    st.header(_("Meetings and decisions"), anchor=False)
    found = queries.meetings(region.code)
    if not found:
        st.info(_("No meeting report from this region has been read."))
    for meeting in found[:_MEETINGS]:
        meeting_card.show(meeting, today)
    if len(found) > _MEETINGS:
        address = url("assembly", region=region.code, lang=language())
        words = {"n": format_number(len(found))}
        more = _("All meetings of this region: %(n)s") % words
        widgets.html(tag("p", link(more, address)))


def files(region: Region) -> None:
    """The brief for a meeting of this region."""
    st.header(_("Files"), anchor=False)
    brief_buttons.downloads(region, queries.today())
    sheet_buttons.of_region(region, queries.today() - _ACUTE)
