"""What changed since somebody's last visit: levels, new flags, lost sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import streamlit as st

from dashboard import (
    changes,
    desk_list,
    home_acute,
    home_budget,
    queries,
    session,
    widgets,
)
from dashboard import wording as words
from dashboard.desk_wording import lane
from dashboard.home_parts import STRIP
from dashboard.i18n import _, format_date, format_datetime, language, local, ngettext
from dashboard.i18n import format_number as number
from dashboard.markup import Safe, link, tag, text, url
from data.model import REFUTING_VERDICTS, Flag, Level, Source, User

#: Flags that are named where nobody set a limit; and those that are weighed at most.
_NAMED, _WEIGHED = 8, 200


class Period(NamedTuple):
    """From when to now, and how many days back the levels are compared."""

    since: datetime
    days: int


def show(levels: Mapping[str, Level], history: Sequence[Level], now: datetime) -> None:
    """The switch of the period and everything that changed in it."""
    st.header(_("What changed"), anchor=False)
    here = session.user()
    choices = {1: _("Since yesterday"), 7: _("In 7 days")}
    if here and here.before_at:
        choices = {0: _("Since my last visit"), **choices}
    days = widgets.days_switch(choices, default=next(iter(choices)))
    when = period(here, days, now)
    since = _("Since %(time)s; levels are compared with those of %(date)s.") % {
        "time": format_datetime(when.since),
        "date": format_date(local(now).date() - timedelta(days=when.days)),
    }
    widgets.html(widgets.meta(since))
    _changed(levels, history, when, here)


def period(here: User | None, days: int, now: datetime) -> Period:
    """So many days; nought is since the last visit.

    Levels are compared with those of a day ago at least, and as far as the strip.
    """
    if days or here is None or here.before_at is None:
        days = days or 1
        return Period(now - timedelta(days=days), days)
    gone = (local(now).date() - local(here.before_at).date()).days
    return Period(here.before_at, min(max(1, gone), STRIP - 1))


def _changed(
    levels: Mapping[str, Level],
    history: Sequence[Level],
    when: Period,
    here: User | None,
) -> None:
    own = session.own_regions()
    steps = changes.steps(levels, history, when.days)
    lost = changes.lost_sources(queries.sources(), queries.source_states(), when.since)
    flags, n_own = queries.new_flags(when.since, _WEIGHED, own or None)
    found = _not_refuted(flags)
    n = n_own - (len(flags) - len(found))
    elsewhere = sum(queries.new_flag_counts(when.since).values()) - n_own if own else 0
    if not (steps or lost or n or elsewhere):
        nothing = _("Nothing changed: the same levels, no new flag, no source lost.")
        st.info(f"{nothing} {home_acute.what_was_read(levels)}")
        return
    in_own_first = sorted(steps, key=lambda step: step.region not in own)
    budget = here.budget if here else None
    widgets.bullets(
        [
            *map(_step, in_own_first),
            *_new_flags(found, n, budget),
            *_elsewhere(elsewhere),
            *_lost(lost),
        ]
    )


def _not_refuted(flags: Sequence[Flag]) -> list[Flag]:
    """Flags that nobody has said are no tension."""
    said = queries.current_of(flag.id for flag in flags)
    refuted = {name for name, last in said.items() if last.code in REFUTING_VERDICTS}
    return [flag for flag in flags if flag.id not in refuted]


def _step(step: changes.Step) -> Safe:
    region = queries.reference().regions[step.region]
    address = url("region", region=step.region, lang=language())
    return tag(
        "span",
        link(words.region(region), address),
        ": ",
        widgets.level_pill(step.before),
        " → ",
        widgets.level_pill(step.after),
    )


def _new_flags(flags: list[Flag], n: int, budget: int | None) -> list[Safe]:
    """The chosen ones by name; what was left out is counted and leads to the Desk."""
    if not n:
        return [text(_("No new flag."))]
    shown = home_budget.within(flags, budget)
    if budget is None:
        shown = shown[:_NAMED]
    lines = [_flag(flag) for flag in shown]
    if len(shown) < n:
        lines.append(_left_out(n - len(shown), budget))
    return lines


def _flag(flag: Flag) -> Safe:
    region = queries.reference().regions.get(flag.region)
    name = words.region(region) if region else flag.region
    address = url("desk", flag=flag.id, lang=language())
    title = tag(
        "span", link(text(flag.title), address), lang=widgets.text_lang(flag.lang)
    )
    facts = f"{lane(flag.lane)} · {name}"
    return tag("span", title, " — ", tag("span", facts, class_="kel-meta"))


def _left_out(n: int, budget: int | None) -> Safe:
    more = ngettext(
        "%(n)s more new flag on the Desk", "%(n)s more new flags on the Desk", n
    ) % {"n": number(n)}
    way = link(more, url("desk", lang=language()))
    if budget is None:
        return way
    limit = _("your limit: at most %(n)s a day") % {"n": number(budget)}
    return tag("span", way, f" ({limit})")


def _elsewhere(n: int) -> list[Safe]:
    if n < 1:
        return []
    said = _("In the other regions: %(flags)s") % {"flags": words.flags(n)}
    return [link(said, url("desk", region=desk_list.ALL, lang=language()))]


def _lost(lost: tuple[Source, ...]) -> list[Safe]:
    if not lost:
        return [text(_("No source was lost."))]
    address = url("sources", lang=language())
    names = ", ".join(source.name for source in lost)
    return [
        tag("span", link(_("Sources that no longer answer"), address), f": {names}")
    ]
