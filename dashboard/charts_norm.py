"""A region against its own past: what was seen, day by day, and what is usual here.

Knows no Streamlit; the same numbers are in ``norm_days``. The band holds nine windows
in ten while nothing happens; hatched days cannot be judged. Told apart without colour:
a line, dots, a band, hatching, signs. Regions have no common scale: nobody is to be
compared with another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard import charts_stories, wording
from dashboard.i18n import _, format_date, format_day, language
from dashboard.norm_days import NormDay, day_words
from data.model import LevelCode

#: Each has contrast enough on light and on dark ground.
SEEN, GREY, ABOVE = "#2E82BE", "#808890", "#C8602A"
BAND = "rgba(128, 136, 144, .26)"
LEVEL_COLOURS = {
    LevelCode.NO_DATA: GREY,
    LevelCode.CALM: "#7F9DB0",
    LevelCode.WATCH: "#E0A030",
    LevelCode.RAISED: ABOVE,
    LevelCode.ACUTE: "#C23B57",
}
_STEPS = {code: n for n, code in enumerate(LevelCode, start=1)}
#: A run of days at least so long bears the sign of its level, and its word.
_SIGNED, _NAMED = 3, 28
#: Pixels with and without the strip of levels, and what the stories add.
_TALL, _FLAT, _STORIES = 430, 250, 110


def figure(
    days: Sequence[NormDay],
    named: Callable[[str], str] = str,
    *,
    with_levels: bool = True,
    stories: Sequence[charts_stories.Mark] = (),
) -> go.Figure:
    """The windows against the band; below them the stories and the level of each day.

    Without stories their row is left out; without levels there is the band alone.
    """
    heights = _rows(with_levels, bool(stories))
    made = make_subplots(
        rows=len(heights),
        cols=1,
        shared_xaxes=True,
        vertical_spacing=0.05,
        row_heights=heights,
    )
    known = [day.norm for day in days if day.norm is not None]
    top = max([2.0, *(max(norm.seen, norm.high) for norm in known)]) * 1.18
    _unreliable(made, days, top)
    _band(made, days)
    _seen(made, days)
    _sources(made, days, top, named)
    if stories:
        charts_stories.draw(made, stories, [day.on for day in days], 2)
    if with_levels:
        _strip(made, days, len(heights))
    made.update_layout(
        height=(_TALL if with_levels else _FLAT) + (_STORIES if stories else 0),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": -0.12, "traceorder": "normal"},
        bargap=0,
        barmode="overlay",
        dragmode=False,
        separators=".," if language() == "en" else ", ",
        showlegend=with_levels,
    )
    mondays = [n for n, day in enumerate(days) if day.on.weekday() == 0][1::2]
    made.update_xaxes(
        tickvals=mondays,  # every second: they must not turn
        ticktext=[format_day(days[n].on) for n in mondays],
        tickangle=0,
        range=[-0.5, len(days) - 0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
    )
    made.update_yaxes(fixedrange=True)
    made.update_yaxes(range=[0, top], row=1, col=1)
    return made


def _rows(with_levels: bool, with_stories: bool) -> list[float]:
    """The heights of the rows, from the top."""
    if with_stories:
        return [0.6, 0.24, 0.16] if with_levels else [0.7, 0.3]
    return [0.8, 0.2] if with_levels else [1.0]


def _add(made: go.Figure, trace: Any, row: int = 1) -> None:
    made.add_trace(trace, row=row, col=1)


def _unreliable(made: go.Figure, days: Sequence[NormDay], top: float) -> None:
    runs = _runs(days, lambda day: not day.judged)
    spans = [(start, end) for start, end, unjudged in runs if unjudged]
    if not spans:
        return
    _add(
        made,
        go.Bar(
            x=[(start + end) / 2 for start, end in spans],
            width=[end - start + 1 for start, end in spans],
            y=[top] * len(spans),
            name=_("cannot be judged"),
            marker={
                "color": "rgba(0, 0, 0, 0)",
                "line": {"width": 0},
                "pattern": {
                    "shape": "/",
                    "fgcolor": GREY,
                    "fgopacity": 0.55,
                    "size": 7,
                    "solidity": 0.18,
                },
            },
            hoverinfo="skip",
        ),
    )


def _runs(
    days: Sequence[NormDay], key: Callable[[NormDay], Any]
) -> list[tuple[int, int, Any]]:
    """Days in a row that are alike: first place, last place, what they share."""
    found = []
    for value, run in groupby(enumerate(days), lambda pair: key(pair[1])):
        places = [n for n, _day in run]
        found.append((places[0], places[-1], value))
    return found


def _band(made: go.Figure, days: Sequence[NormDay]) -> None:
    # A band over a gap would claim to know; each stretch without one is drawn alone.
    spans = _runs(days, lambda day: day.norm is not None and day.norm.score is not None)
    for first, (start, end) in enumerate((a, b) for a, b, known in spans if known):
        at = list(range(start, end + 1))
        norms = [day.norm for day in days[start : end + 1] if day.norm is not None]
        shape = {"legendgroup": "band", "hoverinfo": "skip", "line_shape": "hvh"}
        edges = {"mode": "lines", "line": {"color": GREY, "width": 0.8}}
        upper = go.Scatter(x=at, y=[each.high for each in norms], **edges, **shape)
        upper.update(showlegend=False)
        _add(made, upper)
        lower = go.Scatter(x=at, y=[each.low for each in norms], **edges, **shape)
        lower.update(fill="tonexty", fillcolor=BAND, showlegend=not first)
        _add(made, lower.update(name=_("usual here (9 of 10 windows)")))
        middle = go.Scatter(x=at, y=[each.expected for each in norms], **shape)
        dashed = {"color": GREY, "width": 1.8, "dash": "dash"}
        middle.update(mode="lines", line=dashed, showlegend=not first)
        _add(made, middle.update(name=_("expected"), legendgroup="expected"))


def _seen(made: go.Figure, days: Sequence[NormDay]) -> None:
    values = [day.norm.seen if day.norm else None for day in days]
    _add(
        made,
        go.Scatter(
            x=list(range(len(days))),
            y=values,
            name=_("seen"),
            mode="lines",
            line={"color": SEEN, "width": 2.6},
            customdata=[day_words(day) for day in days],
            hovertemplate="%{customdata}<extra></extra>",
        ),
    )
    above = [(n, day.norm.seen) for n, day in enumerate(days) if day.above and day.norm]
    if above:
        mark = {"color": ABOVE, "size": 7, "symbol": "diamond"}
        _add(
            made,
            go.Scatter(
                x=[n for n, _value in above],
                y=[value for _n, value in above],
                name=_("above what is usual"),
                mode="markers",
                marker=mark,
                hoverinfo="skip",
            ),
        )


def _sources(
    made: go.Figure, days: Sequence[NormDay], top: float, named: Callable[[str], str]
) -> None:
    kinds: tuple[tuple[str, str, Callable[[NormDay], tuple[str, ...]]], ...] = (
        (_("source joined"), "cross", lambda day: day.joined),
        (_("source fell silent"), "x", lambda day: day.lost),
    )
    for name, symbol, which in kinds:
        at = [n for n, day in enumerate(days) if which(day)]
        if not at:
            continue
        for place in at:
            line = {"color": GREY, "width": 1, "dash": "dot"}
            made.add_shape(
                type="line", x0=place, x1=place, y0=0, y1=top, line=line, row=1, col=1
            )
        _add(
            made,
            go.Scatter(
                x=at,
                y=[top * 0.96] * len(at),
                name=name,
                mode="markers",
                marker={"symbol": symbol, "size": 10, "color": GREY},
                customdata=[
                    f"{format_date(days[n].on)}: {name} "
                    f"({', '.join(map(named, which(days[n])))})"
                    for n in at
                ],
                hovertemplate="%{customdata}<extra></extra>",
            ),
        )


def _sign(code: LevelCode, days: int) -> str:
    if days >= _NAMED:
        return wording.level_marked(code)
    return wording.SYMBOLS[code] if days >= _SIGNED else ""


def _strip(made: go.Figure, days: Sequence[NormDay], row: int) -> None:
    """A bar for each run of days, as high as its level, with the sign of the level."""
    runs = _runs(days, lambda day: day.code)
    _add(
        made,
        go.Bar(
            x=[(start + end) / 2 for start, end, _code in runs],
            width=[end - start + 0.9 for start, end, _code in runs],
            y=[_STEPS[code] for _start, _end, code in runs],
            marker_color=[LEVEL_COLOURS[code] for _start, _end, code in runs],
            text=[_sign(code, end - start + 1) for start, end, code in runs],
            textposition="outside",
            textangle=0,
            textfont={"size": 13},
            cliponaxis=False,
            customdata=[
                f"{format_date(days[start].on)} – {format_date(days[end].on)}: "
                f"{wording.level(code)}"
                for start, end, code in runs
            ],
            hovertemplate="%{customdata}<extra></extra>",
            showlegend=False,
        ),
        row=row,
    )
    made.update_yaxes(
        range=[0, len(LevelCode) + 2],
        visible=False,
        row=row,
        col=1,
    )
