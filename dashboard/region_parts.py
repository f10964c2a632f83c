"""The parts of the region page: weeks, flags, accord, meetings, files."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from dashboard import (
    brief_buttons,
    charts,
    desk_list,
    meeting_card,
    queries,
    widgets,
    wording,
)
from dashboard.desk_wording import lane
from dashboard.i18n import _, format_date, language
from dashboard.markup import link, tag, url
from dashboard.region_level import WEEKS
from data.model import Flag, Level, Region

#: Cards on the page; the Desk holds the rest.
_CARDS = 6


def _usual(now: Level | None) -> float | None:
    """The region's usual number of stories a week, where an old level states it.

    Levels with norms count reports by weight: ``region_level.norm`` draws these.
    """
    for reason in now.reasons if now and not now.norms else ():
        if reason.params.get("expected") is not None:
            return float(reason.params["expected"]) * 7 / int(reason.params["days"])
    return None


def weeks(region: Region, now: Level | None, today: date) -> None:
    """The figure of the last weeks, and the same numbers as a table."""
    st.header(_("Twelve weeks"), anchor=False)
    mondays = charts.mondays(today, WEEKS)
    counted = charts.by_week(queries.region_weeks(region.code, mondays[0]), mondays)
    if not any(any(numbers) for code, numbers in counted.items() if code):
        read = {"items": wording.items(sum(counted[""]))}
        st.info(_("Nothing was flagged in twelve weeks; %(items)s were read.") % read)
    else:
        st.plotly_chart(
            charts.weekly(counted, mondays, _usual(now)),
            key="kelisim.weeks",
            config={"displayModeBar": False},
            alt=charts.weekly_words(counted, mondays),
        )
    with st.expander(_("The numbers of the chart")):
        widgets.table(
            [
                _("Week from"),
                *(lane(code) for code in charts.LANE_COLOURS),
                _("Items read"),
            ],
            charts.weekly_rows(counted, mondays),
            caption=_("Stories per week and items read"),
        )


def flags(region: Region, since: date, now: datetime) -> list[Flag]:
    """The flags of the period with their evidence, the last heard of first."""
    st.header(_("Flags"), anchor=False)
    found = queries.flags(region=region.code, since=since)
    judged = queries.current_verdicts()
    if not found:
        st.info(
            _(
                "No flag since %(date)s. What was read is said above; the page "
                "“Method” says what would raise one."
            )
            % {"date": format_date(since)}
        )
    for flag in found[:_CARDS]:
        widgets.flag_card(flag, judged.get(flag.id), now)
    if len(found) > _CARDS:
        address = url("desk", region=region.code, lang=language())
        more = _("All %(flags)s of this region on the Desk")
        widgets.html(
            tag("p", link(more % {"flags": wording.flags(len(found))}, address))
        )
    return found


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
    found = queries.meetings(region.code)[:_CARDS]
    if not found:
        st.info(_("No meeting report from this region has been read."))
    for meeting in found:
        meeting_card.show(meeting, today)


def files(region: Region, found: list[Flag], since: date) -> None:
    """The brief for a meeting, and the flags of this page as files, row for row."""
    st.header(_("Files"), anchor=False)
    brief_buttons.downloads(region, queries.today())
    if not found:
        return
    judged = queries.current_verdicts()
    chosen = {"region": region.code, "since": since.isoformat()}
    desk_list.downloads(found, judged, chosen)
