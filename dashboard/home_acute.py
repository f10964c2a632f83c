"""The acute lane of the home page: where somebody should look within hours.

A flag leaves it when two people refuted it or the case was brought to an end; one
person's word alone takes nothing away. Each card ends with the first step to take.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import streamlit as st

from dashboard import (
    case,
    desk_flag_state,
    desk_list,
    people,
    queries,
    session,
    widgets,
    wording,
)
from dashboard.i18n import _, format_number, language, local
from dashboard.markup import Safe, join, link, tag, text, url
from dashboard.office_wording import office
from data.errors import TableError
from data.model import (
    REFUTING_VERDICTS,
    DateState,
    Flag,
    Handling,
    Lane,
    Level,
    LevelCode,
    Verdict,
)
from data.playbook import Play, playbook

#: How long an acute report stays on top of the home page, and how many stand there.
ACUTE = timedelta(days=7)
_ON_TOP = 5
#: More than these are not weighed for the top; the Desk has them all.
_WEIGHED = 200


class Case(NamedTuple):
    """An acute flag with what people said and did about it."""

    flag: Flag
    verdicts: Sequence[Verdict]
    handlings: Sequence[Handling]
    standing: case.Standing


def lane(levels: Mapping[str, Level], now: datetime) -> None:
    """Acute reports of the last days whose case is not closed, the newest first."""
    found = cases(now)
    going_on = [each for each in found if not is_closed(each)]
    st.header(_("Acute events"), anchor=False)
    if not going_on:
        nothing = (
            _("No acute event of the last 7 days waits for anybody.")
            if found
            else _("No acute event was reported in the last 7 days.")
        )
        st.info(f"{nothing} {what_was_read(levels)}")
        _rest(len(found))
        return
    by_id = {each.flag.id: each for each in going_on}
    top = on_top([each.flag for each in going_on], session.own_regions())
    widgets.html(tag("div", *(_card(by_id[flag.id], levels, now) for flag in top)))
    if len(top) < len(found):
        _rest(len(found))


def what_was_read(levels: Mapping[str, Level]) -> str:
    """How much today's picture rests on."""
    read = sum(level.coverage.items for level in levels.values())
    said = _(
        "For today's levels %(items)s were read. A region without data says nothing."
    )
    return said % {"items": wording.items(read)}


def _rest(n: int) -> None:
    if n:
        more = _("All acute flags of 7 days: %(n)s") % {"n": format_number(n)}
        wanted = {"lane": Lane.ACUTE.value, "state": "all", "region": desk_list.ALL}
        address = url("desk", **wanted, lang=language())
        widgets.html(tag("p", link(more, address)))


def cases(now: datetime) -> list[Case]:
    """The acute flags of the last days with their cases, the last heard of first."""
    flags = queries.acute_flags(local(now - ACUTE).date(), limit=_WEIGHED)
    ids = [flag.id for flag in flags]
    verdicts, handlings = queries.verdicts_of(ids), people.handlings(ids)
    claims = people.claims()
    made = []
    for flag in flags:
        said, done = verdicts.get(flag.id, []), handlings.get(flag.id, [])
        stands = case.standing(flag, said, done, claims.get(flag.id), now)
        made.append(Case(flag, said, done, stands))
    return made


def is_closed(each: Case) -> bool:
    """Whether nobody need look any more: brought to an end, or refuted by two.

    What was reported after a case had ended is news: it stands there again.
    """
    ended = case.resolution(each.handlings)
    if ended is not None:
        return each.flag.last_at <= ended.at
    last = each.standing.verdict
    refuted = last is not None and last.code in REFUTING_VERDICTS
    return refuted and each.standing.state == "judged"


def on_top(found: Sequence[Flag], own: Collection[str] = ()) -> list[Flag]:
    """The newest flag of every region, then the newest others, as far as there is room.

    One loud region must not hide the only flag of another; ``own`` regions come first.
    """
    first = {flag.region: flag for flag in reversed(found)}
    rest = [flag for flag in found if first[flag.region] is not flag]
    kept = [*first.values(), *rest[: max(0, _ON_TOP - len(first))]]
    chosen = [flag for flag in found if flag in kept]
    return sorted(chosen, key=lambda flag: flag.region not in own)


def _card(each: Case, levels: Mapping[str, Level], now: datetime) -> Safe:
    flag, lang = each.flag, language()
    stands = desk_flag_state.line(
        flag, each.verdicts, each.handlings, each.standing, now
    )
    hands = desk_flag_state.hands(each.standing, session.author())
    return tag(
        "article",
        tag(
            "h3",
            link(text(flag.title), url("desk", flag=flag.id, lang=lang)),
            lang=widgets.text_lang(flag.lang),
        ),
        _facts(flag, now),
        *_first_step(flag),
        widgets.meta(stands, *hands),
        *_calmed(each, levels.get(flag.region)),
        class_="kel-card kel-acute",
    )


def _facts(flag: Flag, now: datetime) -> Safe:
    """When, where, from how many."""
    heard = _heard(flag, now)
    if flag.date_state is not DateState.DATED:
        heard = _("date not certain")
    region = queries.reference().regions.get(flag.region)
    name = wording.region(region) if region else flag.region
    place = link(name, url("region", region=flag.region, lang=language()))
    districts = wording.districts(flag.districts, queries.reference().districts)
    return widgets.meta(
        tag("strong", heard), place, districts, wording.flag_heard(flag)
    )


def _heard(flag: Flag, now: datetime) -> str:
    """How long ago it was last and first reported: fresh is not the same as new."""
    last, first = (
        wording.hours((now - at).total_seconds() / 3600)
        for at in (flag.last_at, flag.first_at)
    )
    if first == last:
        return _("last report %(last)s") % {"last": last}
    said = {"last": last, "first": first}
    return _("last report %(last)s, first %(first)s") % said


def _calmed(each: Case, level: Level | None) -> list[Safe]:
    """Where the level has stepped down although nobody judged what raised it."""
    if level is None or level.code is LevelCode.ACUTE or each.verdicts:
        return []
    words = {"level": wording.level(level.code)}
    said = _("The level here is “%(level)s” now; nobody has judged this flag.")
    return [tag("p", said % words)]


def first_step(flag: Flag) -> tuple[str, tuple[str, ...]]:
    """What to do first and whom to call (codes of offices); empty when nothing fits."""
    taxonomy, lang = queries.reference().taxonomy, language()
    of_lane = (each.code for each in flag.signals if each.lane is flag.lane)
    code = next(of_lane, flag.signals[0].code if flag.signals else "")
    play = _plays().get(code)
    if play is not None:
        return play.first_step[lang], play.whom
    kind = taxonomy.risk.get(code)
    return (kind.first_actions.get(lang, "") if kind else "", ())


def _plays() -> Mapping[str, Play]:
    try:
        return playbook()
    except TableError:  # advice that cannot be read must not hide what is acute
        return {}


def _first_step(flag: Flag) -> list[Safe]:
    step, whom = first_step(flag)
    if not step:
        return []
    lines = [tag("p", tag("strong", _("First step:"), " "), step)]
    if whom:
        names = join((office(code) for code in whom), ", ")
        lines.append(widgets.meta(tag("span", _("Whom to call:"), " ", names)))
    return lines
