"""The level of a region on its page: why, what would change it, its districts."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import (
    changes,
    district_wording,
    level_wording,
    queries,
    widgets,
    wording,
)
from dashboard.i18n import _, format_date, language
from dashboard.markup import Safe, link, tag, url
from dashboard.region_timeline import WEEKS
from data.model import Level, LevelCode, Reason, Region


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
