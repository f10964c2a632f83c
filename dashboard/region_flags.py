"""The flags of a region on its page: those that wait, those judged, old threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

import streamlit as st

from dashboard import case, people, queries, widgets, wording
from dashboard.desk_wording import verdict
from dashboard.i18n import _, format_date, format_number, language, ngettext
from dashboard.markup import Safe, link, tag, text, url
from data.model import REFUTING_VERDICTS, Flag, Lane, Region, Verdict, VerdictCode
from data.store.flag_lists import FlagFilter

#: Cards of flags that wait; judged ones in their fold; all that are weighed at most.
_CARDS, _JUDGED, _WEIGHED = 4, 12, 300
#: A story of underlying causes that is open for longer is a thread of its own.
LONG = timedelta(days=60)
_NOT_REFUTED = tuple(code for code in VerdictCode if code not in REFUTING_VERDICTS)


class Found(NamedTuple):
    """The flags of a region: the open ones, and those heard of in the period."""

    open: Sequence[Flag]
    n_open: int
    recent: Sequence[Flag]
    n_recent: int
    verdicts: dict[str, Verdict]

    @property
    def judged(self) -> list[Flag]:
        """Flags of the period with a verdict, the last judged first."""
        known = [flag for flag in self.recent if flag.id in self.verdicts]
        return sorted(known, key=lambda flag: self.verdicts[flag.id].at, reverse=True)


def find(region: Region, since: date) -> Found:
    """The flags of the period, the newest first, and those that wait.

    Where none of the period waits, older ones may: those come in the order of work.
    """
    here = (region.code,)
    oldest, n_open = queries.flag_page(FlagFilter(here, only_open=True), _CARDS)
    recent, n_recent = queries.flag_page(
        FlagFilter(regions=here, since=since), _WEIGHED
    )
    recent.sort(key=lambda flag: (flag.last_at, flag.id), reverse=True)
    verdicts = queries.current_of(flag.id for flag in recent)
    waiting = [flag for flag in recent if flag.id not in verdicts][:_CARDS]
    return Found(waiting or oldest, n_open, recent, n_recent, verdicts)


def show(region: Region, found: Found, since: date, now: datetime) -> None:
    """Two groups: what waits for a verdict, and what was judged in the period."""
    st.header(_("Flags"), anchor=False)
    heading = _("Waiting for a verdict: %(n)s") % {"n": format_number(found.n_open)}
    st.subheader(heading, anchor=False)
    if not found.n_open:
        st.info(
            _("No flag waits here. What was read is said above, under “Coverage”.")
            if found.n_recent
            else _(
                "No flag since %(date)s. What was read is said above; the page "
                "“Method” says what would raise one."
            )
            % {"date": format_date(since)}
        )
    for flag in found.open:
        widgets.flag_brief(flag, now)
    if len(found.open) < found.n_open:
        address = url("desk", region=region.code, state="open", lang=language())
        more = _("All %(flags)s of this region on the Desk")
        words = {"flags": wording.flags(found.n_open)}
        widgets.html(tag("p", link(more % words, address)))
    _judged(region, found)


def _judged(region: Region, found: Found) -> None:
    judged = found.judged
    heading = _("Judged in twelve weeks: %(n)s") % {"n": format_number(len(judged))}
    if not judged:
        widgets.html(tag("p", heading))
        return
    with st.expander(heading):
        widgets.bullets(
            _line(flag, found.verdicts[flag.id]) for flag in judged[:_JUDGED]
        )
        if len(judged) > _JUDGED:
            address = url("desk", region=region.code, state="all", lang=language())
            widgets.html(tag("p", link(_("All of them on the Desk"), address)))


def _line(flag: Flag, said: Verdict) -> Safe:
    address = url("desk", flag=flag.id, lang=language())
    spoken = widgets.text_lang(flag.lang)
    title = tag("span", link(text(flag.title), address), lang=spoken)
    return tag("span", title, f" — {verdict(said.code)}, {format_date(said.at)}")


def threads(region: Region, today: date) -> None:
    """Underlying causes that have been open for more than 60 days, the oldest first."""
    st.header(_("Open for more than 60 days"), anchor=False)
    found = long_threads(region, today)
    if not found:
        st.markdown(_("No story of underlying causes has been open for so long."))
        return
    widgets.blocks(
        [_("Story"), _("Since"), _("Open"), _("Verdict")],
        [_thread(flag, said, today) for flag, said in found],
        caption=_("Underlying causes that nobody has settled"),
    )


def long_threads(
    region: Region, today: date, limit: int = 12
) -> list[tuple[Flag, Verdict | None]]:
    """Structural flags first heard of long ago, neither refuted nor settled."""
    about = FlagFilter((region.code,), Lane.STRUCTURAL, until=today - LONG)
    waiting, _n = queries.flag_page(replace(about, only_open=True), limit)
    said, _n = queries.flag_page(replace(about, verdicts=_NOT_REFUTED), limit)
    done = people.handlings([flag.id for flag in (*waiting, *said)])
    going_on = [
        flag
        for flag in (*waiting, *said)
        if case.resolution(done.get(flag.id, ())) is None
    ]
    verdicts = queries.current_of(flag.id for flag in said)
    going_on.sort(key=lambda flag: (flag.first_at, flag.id))
    return [(flag, verdicts.get(flag.id)) for flag in going_on[:limit]]


def _thread(flag: Flag, said: Verdict | None, today: date) -> tuple[object, ...]:
    address = url("desk", flag=flag.id, lang=language())
    spoken = widgets.text_lang(flag.lang)
    n = (today - flag.first_at.date()).days
    phrase = ngettext("%(n)s day", "%(n)s days", n)
    return (
        tag("span", link(text(flag.title), address), lang=spoken),
        format_date(flag.first_at),
        phrase % {"n": format_number(n)},
        verdict(said.code) if said else _("waits for a verdict"),
    )
