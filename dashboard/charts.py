"""Data → pictures: the weekly figure of a region, the strip of levels in a table.

Knows no Streamlit. A picture never stands alone: ``weekly_rows`` gives its numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from dashboard.desk_wording import lane as lane_name
from dashboard.i18n import _, format_date, format_day, format_number
from dashboard.markup import Safe, tag
from data.model import Lane, Level, LevelCode

#: Bars from the fastest clock upwards; each readable on light and on dark ground, told
#: apart by brightness as well as by hue.
LANE_COLOURS = {
    Lane.ACUTE: "#C23B57",
    Lane.DISCURSIVE: "#E0A030",
    Lane.STRUCTURAL: "#4F86A8",
}


def mondays(until: date, weeks: int) -> list[date]:
    """The first days of the last ``weeks`` weeks, oldest first."""
    last = until - timedelta(days=until.weekday())
    return [last - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]


def by_week(frame: pd.DataFrame, weeks: Sequence[date]) -> dict[str, list[int]]:
    """Stories per lane (and items read under "") for each week, nought where none."""
    counted: dict[str, list[int]] = {}
    for code in (*(lane.value for lane in Lane), ""):
        rows = frame[frame["lane"] == code]
        found = dict(zip(rows["week"], rows["stories"], strict=True))
        counted[code] = [int(found.get(week, 0)) for week in weeks]
    return counted


def weekly(
    counted: dict[str, list[int]], weeks: Sequence[date], usual: float | None
) -> go.Figure:
    """Stories by week and lane as stacked bars, with the region's own usual number."""
    figure = go.Figure()
    for lane, colour in LANE_COLOURS.items():
        figure.add_bar(
            x=list(range(len(weeks))),
            y=counted[lane.value],
            name=lane_name(lane),
            marker_color=colour,
            customdata=[format_date(week) for week in weeks],
            hovertemplate="%{customdata}: %{y}<extra>%{fullData.name}</extra>",
        )
    if usual is not None:
        figure.add_hline(
            y=usual,
            line_dash="dot",
            line_color="#808890",
            annotation_text=_("usual: %(n)s") % {"n": format_number(usual, 1)},
            annotation_position="top left",
        )
    highest = max((sum(week) for week in _columns(counted)), default=0)
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        height=320,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": -0.2, "traceorder": "normal"},
        dragmode=False,
    )
    figure.update_xaxes(
        tickvals=list(range(len(weeks)))[1::2],  # every second: they must not turn
        ticktext=[format_day(week) for week in weeks][1::2],
        tickangle=0,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[0, max(4, highest * 1.15, (usual or 0) * 1.3)],
        dtick=1 if highest <= 6 else None,
        fixedrange=True,
    )
    return figure


def _columns(counted: dict[str, list[int]]) -> list[tuple[int, ...]]:
    return list(zip(*(counted[lane.value] for lane in Lane), strict=True))


def weekly_rows(
    counted: dict[str, list[int]], weeks: Sequence[date]
) -> list[tuple[str, ...]]:
    """The numbers of the figure, newest week first: week, one per lane, items read."""
    order = [*(lane.value for lane in LANE_COLOURS), ""]
    return [
        (
            format_date(week),
            *(format_number(counted[code][place]) for code in order),
        )
        for place, week in reversed(list(enumerate(weeks)))
    ]


def weekly_words(counted: dict[str, list[int]], weeks: Sequence[date]) -> str:
    """The figure for those who cannot see it."""
    sums = [sum(week) for week in _columns(counted)]
    return _(
        "Stories per week from %(since)s to %(until)s: %(numbers)s. "
        "The same numbers are in the table below."
    ) % {
        "since": format_date(weeks[0]),
        "until": format_date(weeks[-1]),
        "numbers": ", ".join(format_number(n) for n in sums),
    }


def strip(levels: Sequence[Level | None], words: str) -> Safe:
    """One bar per day, as high as the level; a dot where there was no data.

    Made of spans: Streamlit lets no SVG through in HTML.
    """
    days = (level.code if level else LevelCode.NO_DATA for level in levels)
    bars = (tag("span", class_=f"kel-{code.value}") for code in days)
    return tag("span", *bars, class_="kel-strip", role="img", aria_label=words)
