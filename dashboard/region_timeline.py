"""Since when? Twelve weeks of a region: its stories against its own norm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from dashboard import (
    charts,
    charts_norm,
    charts_stories,
    desk_list,
    norm_days,
    queries,
    widgets,
)
from dashboard import wording as words
from dashboard.charts_stories import Mark
from dashboard.desk_wording import lane
from dashboard.i18n import _, format_date, format_number, language, ngettext
from dashboard.markup import link, tag, text, url
from dashboard.norm_days import NormDay
from dashboard.region_flags import Found
from data.model import Level, Region

WEEKS = 12
#: The windows of days that are drawn; the first one with stories and levels.
WINDOWS = (7, 28)


def show(
    region: Region,
    now: Level | None,
    found: Found,
    today: date,
) -> None:
    """The picture of the weeks, and the same numbers as tables."""
    st.header(_("Twelve weeks"), anchor=False)
    levels = queries.level_history(region.code, WEEKS * 7)
    drawn = {
        window: days
        for window in WINDOWS
        if norm_days.has_norm(
            days := norm_days.history(levels, today, WEEKS * 7, window)
        )
    }
    if drawn:
        first = today - timedelta(days=WEEKS * 7 - 1)
        marks = charts_stories.marks(found.recent, found.verdicts, first, WEEKS * 7)
        _norm(drawn, marks)
    else:
        _weeks(region, now, today)
    with st.expander(_("The numbers of the chart")):
        _stories(region, found, today - timedelta(weeks=WEEKS))
        if drawn:
            widgets.table(
                norm_days.head(list(drawn)),
                norm_days.rows(list(drawn.values()), widgets.source_name),
                caption=_("Seen and usual, day by day"),
            )
        _by_week(region, today)


def _norm(drawn: dict[int, list[NormDay]], marks: Sequence[Mark]) -> None:
    st.markdown(
        _(
            "Independent reports, weighed by gravity and added up over the last days. "
            "The band is what is usual in this region itself; hatched days cannot be "
            "judged. Below it each story from its first day to its last: filled signs "
            "wait for a verdict, hollow ones are judged."
        )
    )
    (window, days), *longer = drawn.items()
    _picture(window, days, marks)
    for window, days in longer:
        with st.expander(_sums(window)):
            _picture(window, days)


def _sums(window: int) -> str:
    phrase = ngettext("Sum of %(n)s day", "Sums of %(n)s days", window)
    return phrase % {"n": format_number(window)}


def _picture(
    window: int, days: Sequence[NormDay], marks: Sequence[Mark] | None = None
) -> None:
    said = norm_days.words(days)
    if marks is not None:
        st.subheader(_sums(window), anchor=False)
        said = f"{charts_stories.words(marks)} {said}"
    st.plotly_chart(
        charts_norm.figure(
            days,
            widgets.source_name,
            with_levels=marks is not None,
            stories=marks or (),
        ),
        key=f"kelisim.norm.{window}",
        config={"displayModeBar": False},
        alt=said,
    )


def _usual(now: Level | None) -> float | None:
    """The region's usual number of stories a week, where an old level states it.

    Levels with norms count reports by weight: their picture is ``_norm``.
    """
    for reason in now.reasons if now and not now.norms else ():
        if reason.params.get("expected") is not None:
            return float(reason.params["expected"]) * 7 / int(reason.params["days"])
    return None


def _weeks(region: Region, now: Level | None, today: date) -> None:
    """Stories by week, where no usual range was kept for these weeks yet."""
    st.markdown(
        _(
            "No usual range was kept for these weeks yet: it comes with the next "
            "assessment."
        )
    )
    mondays = charts.mondays(today, WEEKS)
    counted = charts.by_week(queries.region_weeks(region.code, mondays[0]), mondays)
    if not any(any(numbers) for code, numbers in counted.items() if code):
        read = {"items": words.items(sum(counted[""]))}
        st.info(_("Nothing was flagged in twelve weeks; %(items)s were read.") % read)
        return
    st.plotly_chart(
        charts.weekly(counted, mondays, _usual(now)),
        key="kelisim.weeks",
        config={"displayModeBar": False},
        alt=charts.weekly_words(counted, mondays),
    )


def _stories(region: Region, found: Found, since: date) -> None:
    """The signs of the picture as a table, and as files with the same rows."""
    if not found.recent:
        return
    if len(found.recent) < found.n_recent:
        st.markdown(
            _("Of %(flags)s the first %(n)s in the order of work are listed.")
            % {"flags": words.flags(found.n_recent), "n": len(found.recent)}
        )
    lang = language()
    rows = [
        (
            tag(
                "span",
                link(text(flag.title), url("desk", flag=flag.id, lang=lang)),
                lang=widgets.text_lang(flag.lang),
            ),
            lane(flag.lane),
            format_date(flag.first_at),
            format_date(flag.last_at),
            _("judged") if flag.id in found.verdicts else _("waits for a verdict"),
        )
        for flag in found.recent
    ]
    widgets.blocks(
        [
            _("Story"),
            _("Kind of flag"),
            _("First report"),
            _("Last report"),
            _("Verdict"),
        ],
        rows,
        caption=_("Stories of these weeks"),
    )
    chosen = {"region": region.code, "since": since.isoformat()}
    desk_list.downloads(found.recent, found.verdicts, chosen)


def _by_week(region: Region, today: date) -> None:
    mondays = charts.mondays(today, WEEKS)
    counted = charts.by_week(queries.region_weeks(region.code, mondays[0]), mondays)
    widgets.table(
        [
            _("Week from"),
            *(lane(code) for code in charts.LANE_COLOURS),
            _("Items read"),
        ],
        charts.weekly_rows(counted, mondays),
        caption=_("Stories per week and items read"),
    )
