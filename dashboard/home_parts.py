"""The parts of the home page: acute lane, changes, the table of the regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import streamlit as st

from dashboard import changes, charts, level_wording, queries, widgets, wording
from dashboard.i18n import _, format_date, format_number, language, local, ngettext
from dashboard.markup import Safe, join, link, tag, text, url
from data.model import (
    REFUTING_VERDICTS,
    DateState,
    Flag,
    Lane,
    Level,
    LevelCode,
    Region,
    Source,
)

#: How long an acute report stays on top of the home page, and how many stand there.
_ACUTE = timedelta(days=7)
_ON_TOP = 5
#: Days of levels in the strip beside a region.
_STRIP = 28


def open_flags() -> dict[str, int]:
    """How many flags of each region wait for a verdict."""
    return Counter(flag.region for flag in queries.flags(only_open=True))


def acute_lane(now: datetime) -> None:
    """Acute reports of the last days that nobody refuted, the newest first."""
    judged = queries.current_verdicts()
    since = local(now - _ACUTE).date()
    found = [
        flag
        for flag in queries.flags(lane=Lane.ACUTE, since=since)
        if flag.id not in judged or judged[flag.id].code not in REFUTING_VERDICTS
    ]
    st.header(_("Acute events"), anchor=False)
    if not found:
        read = sum(level.coverage.items for level in queries.levels_now().values())
        st.info(
            _(
                "No acute event was reported in the last 7 days. For the levels of "
                "today %(items)s were read. A region without data says nothing."
            )
            % {"items": wording.items(read)}
        )
        return
    top = on_top(found)
    widgets.html(
        tag("div", *(_acute_card(flag, flag.id in judged, now) for flag in top))
    )
    if len(top) < len(found):
        more = _("All acute flags of 7 days: %(n)s") % {"n": format_number(len(found))}
        address = url("desk", lane=Lane.ACUTE.value, lang=language())
        widgets.html(tag("p", link(more, address)))


def on_top(found: Sequence[Flag]) -> list[Flag]:
    """The newest flag of every region, then the newest others, as far as there is room.

    One loud region must not hide the only flag of another.
    """
    first = {flag.region: flag for flag in reversed(found)}
    rest = [flag for flag in found if first[flag.region] is not flag]
    kept = [*first.values(), *rest[: max(0, _ON_TOP - len(first))]]
    return [flag for flag in found if flag in kept]


def _acute_card(flag: Flag, judged: bool, now: datetime) -> Safe:
    regions = queries.reference().regions
    heard = wording.hours((now - flag.last_at).total_seconds() / 3600)
    if flag.date_state is not DateState.DATED:
        heard = _("date not certain")
    region = regions.get(flag.region)
    lang = language()
    name = wording.region(region) if region else flag.region
    districts = wording.districts(flag.districts, queries.reference().districts)
    place = link(name, url("region", region=flag.region, lang=lang))
    return tag(
        "article",
        tag(
            "h3",
            link(text(flag.title), url("desk", flag=flag.id, lang=lang)),
            lang=flag.lang,
        ),
        tag(
            "p",
            tag("span", tag("strong", heard)),
            tag("span", place),
            tag("span", districts) if districts else "",
            tag("span", wording.flag_heard(flag)),
            tag(
                "span",
                _("checked by a person") if judged else _("not yet checked"),
            ),
            class_="kel-meta",
        ),
        class_="kel-card kel-acute",
    )


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


def changed(levels: Mapping[str, Level], days: int, now: datetime) -> None:
    """Level steps, new flags and lost sources of the period, each a link."""
    since = now - timedelta(days=days)
    sources = queries.sources()
    lost = changes.lost_sources(sources, queries.source_states(), since)
    found = changes.Changes(
        changes.steps(levels, queries.levels(days + 1), days),
        changes.new_flags(queries.flags(), since),
        lost,
    )
    if found.nothing:
        st.info(_("Nothing changed: the same levels, no new flag, no source lost."))
        return
    widgets.bullets(
        [
            *(_step(step) for step in found.steps),
            *_new_flags(found.flags),
            *_lost(found.lost),
        ]
    )


def _step(step: changes.Step) -> Safe:
    region = queries.reference().regions[step.region]
    address = url("region", region=step.region, lang=language())
    return tag(
        "span",
        link(wording.region(region), address),
        ": ",
        widgets.level_pill(step.before),
        " → ",
        widgets.level_pill(step.after),
    )


def _new_flags(flags: tuple[Flag, ...]) -> list[Safe]:
    if not flags:
        return [text(_("No new flag."))]
    lang = language()
    known = queries.reference().regions
    lines = []
    for code, n in sorted(Counter(flag.region for flag in flags).items()):
        name = wording.region(known[code]) if code in known else code
        new = _("new: %(flags)s") % {"flags": wording.flags(n)}
        place = link(name, url("region", region=code, lang=lang))
        lines.append(tag("span", place, f": {new}"))
    return lines


def _lost(lost: tuple[Source, ...]) -> list[Safe]:
    if not lost:
        return [text(_("No source was lost."))]
    address = url("sources", lang=language())
    names = ", ".join(source.name for source in lost)
    return [
        tag("span", link(_("Sources that no longer answer"), address), f": {names}")
    ]


def region_table(
    regions: Mapping[str, Region],
    levels: Mapping[str, Level],
    waiting: Mapping[str, int],
) -> None:
    """The regions in their fixed order: never ranked against one another."""
    st.header(_("All regions, in their fixed order"), anchor=False)
    history = queries.levels(_STRIP)
    until = max((level.on for level in levels.values()), default=queries.today())
    days = [until - timedelta(days=back) for back in range(_STRIP - 1, -1, -1)]
    by_day = {(level.region, level.on): level for level in history}
    rows = [
        (
            *_row(region, levels.get(code), waiting.get(code, 0)),
            _strip([by_day.get((code, day)) for day in days], days),
        )
        for code, region in regions.items()
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
        caption=_("Each region is compared with its own past only."),
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
