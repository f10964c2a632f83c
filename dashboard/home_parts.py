"""The parts of the home page: the list of the regions, own ones first.

The regions stand in their fixed order; each is compared with its own past only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from dashboard import charts, level_wording, queries, widgets, wording
from dashboard.i18n import _, format_date, format_number, language, ngettext
from dashboard.markup import Safe, join, link, tag, url
from data.model import Level, LevelCode, Region

#: Days of levels in the strip beside a region.
STRIP = 28

#: Notes of a rise that is not called raised.
_NOT_RAISED = frozenset({"level.below_bar", "level.too_few"})


def left_out(regions: Mapping[str, Region], levels: Mapping[str, Level]) -> None:
    """Regions with a rise that the limit on false alarms keeps below "raised"."""
    found = [
        region
        for code, region in regions.items()
        if code in levels
        and any(each.code in _NOT_RAISED for each in levels[code].reasons)
    ]
    if not found:
        return
    phrase = ngettext(
        "A rise that is not strong enough to be called raised: %(n)s region",
        "A rise that is not strong enough to be called raised: %(n)s regions",
        len(found),
    )
    said = phrase % {"n": format_number(len(found))}
    lang = language()
    names = join(
        (
            link(wording.region(each), url("region", region=each.code, lang=lang))
            for each in found
        ),
        ", ",
    )
    widgets.html(tag("p", said, " (", names, ")."))


def own_regions(
    own: Sequence[str],
    levels: Mapping[str, Level],
    history: Sequence[Level],
    waiting: Mapping[str, int],
) -> None:
    """A short list of somebody's own regions, before all the others."""
    if not own:
        return
    st.header(_("My regions"), anchor=False)
    known = queries.reference().regions
    _table(
        [known[code] for code in own],
        levels,
        history,
        waiting,
        _("In the fixed order of the regions, not ranked."),
    )


def region_table(
    regions: Mapping[str, Region],
    levels: Mapping[str, Level],
    history: Sequence[Level],
    waiting: Mapping[str, int],
) -> None:
    """The regions in their fixed order: never ranked against one another."""
    st.header(_("All regions, in their fixed order"), anchor=False)
    caption = _("Each region is compared with its own past only.")
    _table(list(regions.values()), levels, history, waiting, caption)


def _table(
    regions: Sequence[Region],
    levels: Mapping[str, Level],
    history: Sequence[Level],
    waiting: Mapping[str, int],
    caption: str,
) -> None:
    until = max((level.on for level in levels.values()), default=queries.today())
    days = [until - timedelta(days=back) for back in range(STRIP - 1, -1, -1)]
    by_day = {(level.region, level.on): level for level in history}
    rows = [
        (
            *_row(region, levels.get(region.code), waiting.get(region.code, 0)),
            _strip([by_day.get((region.code, day)) for day in days], days),
        )
        for region in regions
    ]
    widgets.table(
        [
            _("Region"),
            _("Level"),
            _("Why"),
            _("Coverage"),
            _("Open flags"),
            _("4 weeks"),
        ],
        rows,
        caption=caption,
        stacks=True,
    )


def _row(region: Region, level: Level | None, waiting: int) -> tuple[object, ...]:
    lang = language()
    address = url("region", region=region.code, lang=lang)
    desk = url("desk", region=region.code, lang=lang)
    return (
        link(wording.region(region), address),
        widgets.level_pill(level.code if level else LevelCode.NO_DATA),
        level_wording.brief(level, queries.hours_since_assessment()) if level else "—",
        wording.coverage(level.coverage if level else None),
        link(format_number(waiting), desk) if waiting else "0",
    )


def _strip(levels: list[Level | None], days: list[date]) -> Safe:
    counted = Counter(level.code for level in levels if level)
    words = ", ".join(
        f"{wording.level(code)} {counted[code]}" for code in LevelCode if counted[code]
    )
    said = _("Days by level since %(date)s: %(words)s") % {
        "date": format_date(days[0]),
        "words": words or wording.level(LevelCode.NO_DATA),
    }
    return charts.strip(levels, said)
