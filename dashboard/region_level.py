"""The level of a region on its page: why, what would change it, districts, own norm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import (
    changes,
    charts_norm,
    district_wording,
    level_wording,
    norm_days,
    queries,
    widgets,
    wording,
)
from dashboard.i18n import _, format_date, format_number, language, ngettext
from dashboard.markup import Safe, link, tag, url
from data.model import Level, LevelCode, Reason, Region

WEEKS = 12
#: The windows of days that are drawn; the first one with the strip of levels.
WINDOWS = (7, 28)


def level(region: Region) -> Level | None:
    """The level, since when, why, what would change it, what was read for it."""
    now = queries.levels_now().get(region.code)
    code = now.code if now else LevelCode.NO_DATA
    begun = changes.since(queries.level_history(region.code, WEEKS * 7))
    since = (
        tag("span", " ", _("since %(date)s") % {"date": format_date(begun)})
        if begun
        else ""
    )
    pill = tag("p", widgets.level_pill(code), since)
    if now is None:
        told = tag("p", _("This region has not been assessed yet."))
        widgets.html(tag("div", pill, told))
        return None
    said = level_wording.arranged(now.reasons)
    block = tag("div", pill, *_why(now, said), _read(now), _rule(now), class_="kel-why")
    beside = _accord(said.accord)
    widgets.html(tag("div", block, *beside, class_="kel-beside" if beside else None))
    return now


def _reason(value: Reason) -> str:
    elapsed = queries.hours_since_assessment()
    return level_wording.reason(value, elapsed, widgets.source_name)


def _why(now: Level, said: level_wording.Said) -> list[Safe]:
    """The main sentence, the usual range where it does not state it, the notes."""
    lines = []
    if said.main is not None:
        lines.append(tag("p", _reason(said.main), class_="kel-main"))
        if said.main.code != "level.raised" and now.code is not LevelCode.NO_DATA:
            told = [norm for norm in now.norms if norm.score is not None]
            lines += [tag("p", level_wording.usual(norm)) for norm in told[:1]]
    notes = [tag("li", _reason(each)) for each in said.notes]
    return [*lines, tag("ul", *notes, class_="kel-list")] if notes else lines


def _read(now: Level) -> Safe:
    word = wording.coverage(now.coverage).lower()
    told = tag("strong", _("Coverage: %(word)s.") % {"word": word})
    return tag("p", told, " ", wording.coverage_sentence(now.coverage))


def _rule(now: Level) -> Safe:
    address = url("method", lang=language())
    words = _("Rule for levels: %(version)s") % {"version": now.version}
    return tag("p", link(words, address), class_="kel-meta")


def _accord(reasons: Sequence[Reason]) -> list[Safe]:
    """Signs of accord beside the level, as large as its reasons."""
    if not reasons:
        return []
    told = (tag("p", _reason(each), class_="kel-main") for each in reasons)
    return [
        tag(
            "div",
            tag("p", tag("span", _("Signs of accord"), class_="kel-pill kel-signs")),
            *told,
        )
    ]


def districts(now: Level | None) -> None:
    """The districts that texts named, by name; never ranked."""
    if now is None or not (now.districts or now.norms):
        return
    st.header(_("Districts"), anchor=False)
    known = queries.reference().districts
    rows = [
        (
            district_wording.name(each.district, known),
            widgets.level_pill(each.code),
            f"{wording.stories(each.stories)}, {wording.publishers(each.owners)}",
            format_date(each.last_on),
        )
        for each in district_wording.in_order(now.districts, known)
    ]
    if rows:
        widgets.blocks(
            [_("District"), _("Level"), _("Heard"), _("Last report")],
            rows,
            caption=_("Where a text names a district; in the order of their names"),
        )
    others = district_wording.others(now, known)
    if others:
        silence = _("What is not published we do not see.")
        widgets.html(tag("p", others, " ", silence))


def norm(region: Region, today: date) -> None:
    """The region against its own past: two pictures and one table of their numbers."""
    levels = queries.level_history(region.code, WEEKS * 7)
    drawn = {
        window: days
        for window in WINDOWS
        if norm_days.has_norm(
            days := norm_days.history(levels, today, WEEKS * 7, window)
        )
    }
    st.header(_("Own norm"), anchor=False)
    if not drawn:
        st.info(
            _(
                "No usual range was kept for these weeks yet: it comes with the next "
                "assessment."
            )
        )
        return
    st.markdown(
        _(
            "Independent reports, weighed by gravity and added up over the last days. "
            "The band is what is usual in this region itself; hatched days cannot be "
            "judged."
        )
    )
    for n, (window, days) in enumerate(drawn.items()):
        _picture(window, days, with_levels=n == 0)
    with st.expander(_("The numbers of the chart")):
        widgets.table(
            norm_days.head(list(drawn)),
            norm_days.rows(list(drawn.values()), widgets.source_name),
            caption=_("Seen and usual, day by day"),
        )


def _picture(
    window: int, days: Sequence[norm_days.NormDay], *, with_levels: bool
) -> None:
    phrase = ngettext("Sum of %(n)s day", "Sums of %(n)s days", window)
    st.subheader(phrase % {"n": format_number(window)}, anchor=False)
    st.plotly_chart(
        charts_norm.figure(days, widgets.source_name, with_levels=with_levels),
        key=f"kelisim.norm.{window}",
        config={"displayModeBar": False},
        alt=norm_days.words(days),
    )
