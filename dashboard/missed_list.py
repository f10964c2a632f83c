"""Events we missed, as persons reported them, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import missed_wording, queries, session, widgets, wording
from dashboard.i18n import _, format_date, format_number, language
from dashboard.markup import join, paragraphs, tag
from data.model import MissedEvent

#: Events shown before "show all".
FIRST = 20


def show(events: Sequence[MissedEvent]) -> None:
    """The list, the last event first; texts of ours can be opened from it."""
    st.subheader(_("Events we missed"), anchor=False)
    if not events:
        st.markdown(_("Nobody has reported one so far. That alone proves nothing."))
        return
    shown = list(events[:FIRST])
    if len(events) > FIRST:
        label = _("Show all %(n)s") % {"n": format_number(len(events))}
        shown = list(events) if st.toggle(label, key="desk.missed_all") else shown
    for event in shown:
        _row(event)


def _row(event: MissedEvent) -> None:
    item = queries.item(event.item_key) if event.item_key else None
    state = missed_wording.state(event, item, queries.current_restorations())
    with st.container(border=True, gap=None):
        widgets.html(
            join(
                [
                    tag("p", tag("strong", join(_where(event), " · "))),
                    paragraphs(event.what),
                    tag("p", missed_wording.state_name(state)),
                    tag("p", join(_how(event), " · "), class_="kel-meta"),
                ]
            )
        )
        if item is not None:
            label = (
                _("Open the text and put it on the desk →")
                if state == "aside"
                else _("Open the text →")
            )
            st.button(
                label,
                key=f"desk.missed_text{event.id}",
                type="tertiary",
                on_click=session.set_param,
                args=("aside", event.item_key),
            )


def _where(event: MissedEvent) -> list[str]:
    tables = queries.reference()
    kind = tables.taxonomy.risk.get(event.signal)
    region = tables.regions.get(event.region)
    parts = [
        format_date(event.on),
        wording.region(region) if region else event.region,
        wording.districts([event.district], tables.districts) if event.district else "",
        kind.names[language()] if kind else event.signal,
    ]
    return [part for part in parts if part]


def _how(event: MissedEvent) -> list[str]:
    reported = _("reported on %(date)s, %(author)s") % {
        "date": format_date(event.at),
        "author": event.author,
    }
    return [missed_wording.how_known(event.how_known), reported]
