"""The stories of a region on the days of its norm: a row of signs under the band.

Knows no Streamlit. A sign stands on the first day of a story and a line runs to its
last one; the lanes are told apart by height and shape, judged stories are hollow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.charts import LANE_COLOURS
from dashboard.desk_wording import lane as lane_name
from dashboard.i18n import _, format_date, local
from data.model import Flag, Lane

#: From the bottom up.
_ORDER = (Lane.STRUCTURAL, Lane.DISCURSIVE, Lane.ACUTE)
_SHAPES = {
    Lane.ACUTE: "square",
    Lane.DISCURSIVE: "diamond",
    Lane.STRUCTURAL: "circle",
}
#: Stories of the same days stand above one another, in so many steps of this height.
_TRACKS, _STEP = 4, 0.2
#: Days that must lie between two stories on one height.
_APART = 2


class Mark(NamedTuple):
    """A story in the picture: its days counted from the first one drawn."""

    start: int
    end: int
    lane: Lane
    title: str
    judged: bool
    height: float = 0.0


def marks(
    flags: Iterable[Flag], judged: Iterable[str], first: date, days: int
) -> list[Mark]:
    """The stories that were told within the days drawn, the oldest first."""
    known = set(judged)
    found = []
    for flag in flags:
        start = (local(flag.first_at).date() - first).days
        end = (local(flag.last_at).date() - first).days
        if end >= 0 and start < days:
            span = max(0, start), min(end, days - 1)
            found.append(Mark(*span, flag.lane, flag.title, flag.id in known))
    return _placed(sorted(found))


def _placed(found: Sequence[Mark]) -> list[Mark]:
    """Each at the lowest height of its lane where no other story stands."""
    present = [lane for lane in _ORDER if any(mark.lane is lane for mark in found)]
    ends: dict[tuple[Lane, int], int] = {}
    made = []
    for mark in found:
        free = (
            n
            for n in range(_TRACKS)
            if ends.get((mark.lane, n), -_APART) + _APART <= mark.start
        )
        track = next(free, _TRACKS - 1)
        ends[mark.lane, track] = mark.end
        height = present.index(mark.lane) + track * _STEP
        made.append(mark._replace(height=height))
    return made


def words(found: Sequence[Mark]) -> str:
    """The row for those who cannot see it."""
    told = [
        f"{lane_name(lane)}: {sum(mark.lane is lane for mark in found)}"
        for lane in reversed(_ORDER)
    ]
    return _("Stories by lane: %(words)s.") % {"words": ", ".join(told)}


def draw(
    made: go.Figure, found: Sequence[Mark], days: Sequence[date], row: int
) -> None:
    """Add the row of stories, at least one; a lane without any is left out."""
    for lane in reversed(_ORDER):
        of_lane = [mark for mark in found if mark.lane is lane]
        for trace in _spans(of_lane, lane):
            made.add_trace(trace, row=row, col=1)
        if of_lane:
            made.add_trace(_signs(of_lane, lane, days), row=row, col=1)
    top = max(mark.height for mark in found) + 0.4
    made.update_yaxes(range=[-0.4, top], visible=False, row=row, col=1)


def _spans(found: Sequence[Mark], lane: Lane) -> list[Any]:
    long = [mark for mark in found if mark.end > mark.start]
    if not long:
        return []
    x: list[int | None] = []
    y: list[float | None] = []
    for mark in long:
        x += [mark.start, mark.end, None]
        y += [mark.height, mark.height, None]
    line = {"color": LANE_COLOURS[lane], "width": 2}
    quiet = {"hoverinfo": "skip", "showlegend": False}
    return [go.Scatter(x=x, y=y, mode="lines", line=line, **quiet)]


def _signs(found: Sequence[Mark], lane: Lane, days: Sequence[date]) -> Any:
    shape, colour = _SHAPES[lane], LANE_COLOURS[lane]
    return go.Scatter(
        x=[mark.start for mark in found],
        y=[mark.height for mark in found],
        name=lane_name(lane),
        mode="markers",
        marker={
            "size": 10,
            "color": colour,
            "symbol": [f"{shape}-open" if mark.judged else shape for mark in found],
            "line": {"width": 1.5, "color": colour},
        },
        customdata=[_told(mark, days) for mark in found],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _told(mark: Mark, days: Sequence[date]) -> str:
    """A headline may hold marks of HTML, which Plotly would read."""
    said = f"{format_date(days[mark.start])}: {escape(mark.title)}"
    return f"{said} ({_('judged')})" if mark.judged else said
