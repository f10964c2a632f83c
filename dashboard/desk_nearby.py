"""What was set aside near a flag: texts of its region and days that raised nothing."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dashboard import (
    desk_restore,
    drop_wording,
    markup,
    people,
    queries,
    session,
    source_wording,
    widgets,
)
from dashboard.i18n import _, format_date, format_number, ngettext
from dashboard.markup import join, tag
from data.days import local_day
from data.model import Flag, Item, Restoration, Source

#: So many days before the first and after the last report of the flag.
DAYS = 7
#: Texts shown; the others are counted.
FIRST = 10
#: Beginning of the keys of the buttons that open a text.
OPEN = "desk.open.near."  # begins like those of flags: styled alike


def panel(flag: Flag) -> None:
    """The texts with their reasons, each opened by its title; the rest is counted."""
    since = local_day(flag.first_at) - timedelta(days=DAYS)
    until = local_day(flag.last_at) + timedelta(days=DAYS)
    counted = people.count_aside_near(flag.region, since, until)
    total = sum(counted.values())
    st.subheader(_("What was set aside near it"), anchor=False)
    if not total:
        st.markdown(_("Within seven days no text of this region was set aside."))
        return
    said = ngettext(
        "Within seven days %(n)s text of this region held words of tension, or "
        "resembled it, and was let go. It may belong here.",
        "Within seven days %(n)s texts of this region held words of tension, or "
        "resembled it, and were let go. Some may belong here.",
        total,
    )
    st.markdown(said % {"n": format_number(total)})
    items = people.aside_near(flag.region, flag.districts, since, until, FIRST)
    sources = {source.id: source for source in queries.sources()}
    standing = queries.current_restorations()
    for item in items:
        _row(item, flag, sources.get(item.source_id), standing.get(item.key))
    if total > len(items):
        _rest(flag, total - len(items))


def _row(
    item: Item, flag: Flag, source: Source | None, restored: Restoration | None
) -> None:
    """One text: its title opens it, one line says why it was let go."""
    with st.container(border=True, gap=None):
        st.button(
            markup.literal(item.title),
            key=f"{OPEN}{item.key}",
            type="tertiary",
            wrap=True,
            on_click=session.set_param,
            args=("aside", item.key),
        )
        is_here = not set(item.districts).isdisjoint(flag.districts)
        facts = [
            tag("strong", drop_wording.reason(item.dropped or "flagged")),
            _("the same district") if is_here else "",
            source_wording.name(source, item.source_id),
            format_date(item.published_at or item.collected_at),
        ]
        lines = [tag("p", join(filter(None, facts), " · "), class_="kel-meta")]
        if restored is not None:
            lines.append(tag("p", desk_restore.standing(restored), class_="kel-meta"))
        widgets.html(join(lines))


def _rest(flag: Flag, n: int) -> None:
    label = ngettext("%(n)s more →", "%(n)s more →", n) % {"n": format_number(n)}
    st.button(
        label,
        key="desk.near_rest",
        type="tertiary",
        on_click=_to_list,
        args=(flag.region,),
    )


def _to_list(region: str) -> None:
    session.set_param("flag", None)
    session.set_param("region", region)
    session.set_param("aside", "list")
