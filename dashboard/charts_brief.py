"""The weekly figure of a brief: black and white, so that every printer says the same.

Knows no Streamlit. Lanes are told apart by pattern, the usual range is a grey band, a
week in which nothing was read bears a cross. The numbers stand in the annex.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.brief import Usual
from dashboard.desk_wording import lane as lane_name
from dashboard.i18n import _, format_date, format_number, language
from dashboard.markup import Safe, join, tag
from dashboard.paper import Picture
from data.model import Lane

_WIDE, _TALL = 174.0, 40.0  # millimetres: the width of a page, and what it can spare
_LEFT, _UPPER, _LOWER = 9.0, 5.0, 13.0
_FONT = "Libertinus Serif, Times New Roman, Liberation Serif, serif"
_ORDER = (Lane.ACUTE, Lane.DISCURSIVE, Lane.STRUCTURAL)


def weekly(
    counted: Mapping[str, Sequence[int]], weeks: Sequence[date], usual: Usual | None
) -> Picture:
    """Stories by week and lane as stacked bars over the usual range."""
    sums = [sum(counted[lane.value][n] for lane in _ORDER) for n in range(len(weeks))]
    top = max([3, *sums, usual.high if usual else 0])
    scale = (_TALL - _UPPER - _LOWER) / (top + 0.5)
    parts: list[Safe] = [_patterns()]
    if usual is not None:
        parts.append(_band(usual, scale))
    parts.append(_axis(top, scale))
    for n, week in enumerate(weeks):
        parts.append(_bar(n, week, len(weeks), counted, sums[n], scale))
    parts.append(_legend(usual))
    drawn = tag(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDE:g} {_TALL:g}",
        font_family=_FONT,
        font_size="3.3",
    )
    return Picture(drawn, words(counted, weeks, usual), _WIDE, _TALL)


def words(
    counted: Mapping[str, Sequence[int]], weeks: Sequence[date], usual: Usual | None
) -> str:
    """The figure for those who cannot see it."""
    sums = [sum(counted[lane.value][n] for lane in _ORDER) for n in range(len(weeks))]
    told = _(
        "Stories per week from %(since)s to %(until)s: %(numbers)s. "
        "The same numbers are in the annex."
    ) % {
        "since": format_date(weeks[0]),
        "until": format_date(weeks[-1]),
        "numbers": ", ".join(
            format_number(n) if read else "—"
            for n, read in zip(sums, counted[""], strict=True)
        ),
    }
    return f"{told} {usual_words(usual)}"


def usual_words(usual: Usual | None) -> str:
    """The usual range of a week in a sentence."""
    if usual is None:
        return _("Too few earlier weeks were read to draw the usual range.")
    return _(
        "Grey band: from %(low)s to %(high)s stories a week were usual here in the "
        "%(n)s weeks before that were read."
    ) % {
        "low": format_number(usual.low),
        "high": format_number(usual.high),
        "n": format_number(usual.weeks),
    }


def _pattern(lane: Lane) -> str:
    return f"{lane.value}-{language()}"


def _patterns() -> Safe:
    """Black, hatched, dotted; named by language, for two papers may lie abreast."""
    hatched = tag(
        "pattern",
        tag("rect", width="1.6", height="1.6", fill="#fff"),
        tag("path", d="M0,0 V1.6", stroke="#000", stroke_width="0.9"),
        id=_pattern(Lane.DISCURSIVE),
        width="1.6",
        height="1.6",
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    dotted = tag(
        "pattern",
        tag("rect", width="2", height="2", fill="#fff"),
        tag("circle", cx="1", cy="1", r="0.35", fill="#000"),
        id=_pattern(Lane.STRUCTURAL),
        width="2",
        height="2",
        patternUnits="userSpaceOnUse",
    )
    return tag("defs", hatched, dotted)


def _fill(lane: Lane) -> str:
    return "#000" if lane is Lane.ACUTE else f"url(#{_pattern(lane)})"


def _y(value: float, scale: float) -> float:
    return _TALL - _LOWER - value * scale


def _band(usual: Usual, scale: float) -> Safe:
    upper, lower = _y(usual.high, scale), _y(usual.low, scale)
    return tag(
        "rect",
        x=_LEFT,
        y=f"{upper:.2f}",
        width=_WIDE - _LEFT,
        height=f"{max(0.8, lower - upper):.2f}",
        fill="#d9d9d9",
        stroke="#808080",
        stroke_width="0.15",
        stroke_dasharray="1 1",
    )


def _axis(top: int, scale: float) -> Safe:
    step = max(1, -(-top // 4))
    marks = [
        _text(_LEFT - 1.5, _y(n, scale) + 1.1, format_number(n), "end")
        for n in range(0, top + 1, step)
    ]
    base = tag("path", d=f"M{_LEFT},{_TALL - _LOWER} H{_WIDE}", stroke="#000",
               stroke_width="0.3")  # fmt: skip
    return join([*marks, base])


def _text(x: float, y: float, said: str, anchor: str = "middle") -> Safe:
    return tag("text", said, x=f"{x:.2f}", y=f"{y:.2f}", text_anchor=anchor)


def _bar(
    n: int,
    week: date,
    weeks: int,
    counted: Mapping[str, Sequence[int]],
    total: int,
    scale: float,
) -> Safe:
    place = (_WIDE - _LEFT) / weeks
    middle, wide = _LEFT + place * (n + 0.5), place * 0.56
    parts = [_text(middle, _TALL - _LOWER + 4.2, f"{week:%d.%m}")]
    if not counted[""][n]:  # nothing was read: no bar, and no nought either
        return join([*parts, _text(middle, _TALL - _LOWER - 1.2, "×")])
    upto = 0
    for lane in _ORDER:
        height = counted[lane.value][n]
        upto += height
        if height:
            parts.append(
                _box(middle - wide / 2, upto, wide, height * scale, lane, scale)
            )
    parts.append(_text(middle, _y(total, scale) - 1, format_number(total)))
    return join(parts)


def _box(
    x: float, upto: float, wide: float, tall: float, lane: Lane, scale: float
) -> Safe:
    return tag(
        "rect",
        x=f"{x:.2f}",
        y=f"{_y(upto, scale):.2f}",
        width=f"{wide:.2f}",
        height=f"{tall:.2f}",
        fill=_fill(lane),
        stroke="#000",
        stroke_width="0.25",
    )


def _legend(usual: Usual | None) -> Safe:
    """What each pattern means, in one row under the weeks."""
    parts = []
    names: list[tuple[str, str]] = [(_fill(lane), lane_name(lane)) for lane in _ORDER]
    if usual is not None:
        names.append(("#d9d9d9", _("usual range")))
    place = (_WIDE - _LEFT) / len(names)
    for n, (fill, name) in enumerate(names):
        x, y = _LEFT + n * place, _TALL - 5.2
        parts.append(tag("rect", x=f"{x:.2f}", y=f"{y:.2f}", width="4", height="3.2",
                         fill=fill, stroke="#000", stroke_width="0.25"))  # fmt: skip
        parts.append(_text(x + 5.2, y + 2.7, name, "start"))
    return join(parts)
