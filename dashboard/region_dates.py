"""What may matter here soon, and what this place has lived through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st
from babel.dates import format_date as babel_date

from dashboard import queries, widgets
from dashboard.i18n import N_, _, format_date, format_number, language, ngettext
from dashboard.markup import Safe, tag
from data.coming_days import Coming, coming
from data.model import District, PastEvent, Region
from data.past_events import FROM_MEMORY

AHEAD = 60
KINDS = {
    "holiday": N_("public holiday"),
    "memorial": N_("day of remembrance"),
    "observance": N_("observance"),
    "feast": N_("religious feast"),
    "election": N_("election"),
    "season": N_("season of land and water"),
    "court": N_("court decision"),
}
WHAT = {
    "violence": N_("violence between groups of residents"),
    "clash": N_("clash between groups of residents"),
    "flight": N_("residents left their homes out of fear"),
}


def calendar(region: Region, today: date) -> None:
    """The days of the next weeks on which people may speak or gather more."""
    st.header(_("Coming dates"), anchor=False)
    reference = queries.reference()
    found = coming(reference.calendar, reference.past_events, region.code, today, AHEAD)
    if not found:
        st.markdown(_("No date of the next 60 days stands in the calendar."))
        return
    widgets.bullets(_line(each, today, reference.districts) for each in found)


def _line(each: Coming, today: date, known: Mapping[str, District]) -> Safe:
    when = format_date(each.first)
    if each.last > each.first:
        when += f" – {format_date(each.last)}"
    return tag(
        "span",
        tag("strong", when),
        " ",
        *_name(each, known),
        f" ({_away(each, today)})",
    )


def _name(each: Coming, known: Mapping[str, District]) -> list[str]:
    if each.day is not None:
        said = [each.day.names[language()], ", ", _(KINDS[each.day.kind])]
        if each.day.certainty == "expected":
            said += [", ", _("the days are approximate")]
        return said
    assert each.event is not None  # one of the two is always there
    words = {"date": format_date(each.event.on), "place": _place(each.event, known)}
    return [_("anniversary of the events of %(date)s, %(place)s") % words]


def _away(each: Coming, today: date) -> str:
    n = (each.first - today).days
    if n < 0:
        return _("under way")
    if n == 0:
        return _("today")
    return ngettext("in %(n)s day", "in %(n)s days", n) % {"n": format_number(n)}


def _place(event: PastEvent, known: Mapping[str, District]) -> str:
    if event.district in known:
        return known[event.district].names[language()]
    regions = queries.reference().regions
    return regions[event.region].names[language()]


def history(region: Region) -> None:
    """What is known of earlier outbreaks here; folded, for it is not today's news."""
    st.header(_("Place history"), anchor=False)
    reference = queries.reference()
    events = [each for each in reference.past_events if each.region == region.code]
    if not events:
        st.markdown(
            _(
                "Our table holds no earlier outbreak here; that does not mean there "
                "was none."
            )
        )
        return
    phrase = ngettext(
        "%(n)s earlier outbreak is known here",
        "%(n)s earlier outbreaks are known here",
        len(events),
    )
    with st.expander(phrase % {"n": format_number(len(events))}):
        st.markdown(
            _(
                "A place with such a memory is watched more closely. The table names "
                "no person, no people and no side."
            )
        )
        rows = [_event(each, reference.districts) for each in reversed(events)]
        widgets.blocks(
            [_("Date"), _("Place"), _("What happened"), _("Source")],
            rows,
            caption=_("By today's borders, the latest first"),
        )


def _event(event: PastEvent, known: Mapping[str, District]) -> tuple[str, ...]:
    source = _("documented: %(source)s") % {"source": event.source}
    if event.certainty != "documented" or event.source == FROM_MEMORY:
        source = _("still to be verified")
    return _when(event), _place(event, known), _(WHAT[event.what]), source


def _when(event: PastEvent) -> str:
    """As much of the date as is known."""
    if event.precision == "day":
        return format_date(event.on)
    if event.precision == "month":
        return babel_date(event.on, "LLLL y", locale=language())
    return str(event.on.year)
