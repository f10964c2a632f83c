"""How many days a region has until its next meeting is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard import queries, widgets, wording
from dashboard.i18n import _, format_date, format_number, language, ngettext
from dashboard.markup import Safe, link, tag, url
from data.meetings import due_by, last_held
from data.model import Meeting, Region, Role, User

#: More own regions than these have their days on the Assembly page.
_SHOWN = 3


def countdown(here: User | None, today: date) -> None:
    """A line for each of an akim's own regions, with the way to the paper."""
    if here is None or here.role is not Role.AKIM:
        return
    regions = queries.reference().regions
    own = [regions[code] for code in regions if code in here.regions]
    for region in own[:_SHOWN]:
        widgets.html(tag("p", line(region, today), class_="kel-main"))


def line(region: Region, today: date) -> Safe:
    """«Түркістан облысы: the next meeting is due by …, 12 days left → prepare it»."""
    said = left(queries.meetings(region.code), today)
    address = url("meeting", region=region.code, lang=language())
    way = link(_("Prepare the meeting"), address)
    return tag("span", tag("strong", wording.region(region), ": "), said, " — ", way)


def left(meetings: Sequence[Meeting], today: date) -> str:
    """By when the next meeting of a region is due, and how far that is."""
    last = last_held(meetings, today)
    if last is None or last.held_on is None:
        return _("no meeting is known, so the two-month term cannot be counted")
    due = due_by(last.held_on)
    n = (due - today).days
    words = {"date": format_date(due), "n": format_number(abs(n))}
    if n < 0:
        phrase = ngettext(
            "the next meeting was due by %(date)s, %(n)s day ago",
            "the next meeting was due by %(date)s, %(n)s days ago",
            -n,
        )
    elif n == 0:
        phrase = _("the next meeting is due today, %(date)s")
    else:
        phrase = ngettext(
            "the next meeting is due by %(date)s, %(n)s day left",
            "the next meeting is due by %(date)s, %(n)s days left",
            n,
        )
    last_one = _("the last one known: %(date)s") % {"date": format_date(last.held_on)}
    return f"{phrase % words} ({last_one})"
