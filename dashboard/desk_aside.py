"""What was set aside: texts let go for a reason, counted, and open to a second look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from dashboard import (
    desk_restore,
    drop_wording,
    filters,
    markup,
    queries,
    session,
    source_wording,
    widgets,
    wording,
)
from dashboard.i18n import _, format_date, format_number
from dashboard.markup import join, link, tag
from data.model import Item, Restoration, Source

#: Days looked back on, unless the person chooses one of the others.
DAYS, LONGER = 28, (84, 365)
#: Rows shown before "show all".
FIRST = 25
#: Rows shown at most: more are reached by a reason or a region.
MOST = 500
#: The value of ``aside`` in the address that means the list; others are keys of texts.
LIST = "list"
#: Beginning of the keys of the buttons that open a text.
OPEN = "desk.open.aside."  # begins like those of flags: styled alike


def way_in() -> None:
    """The way from the flags to what is not among them."""
    st.button(
        _("What was set aside, and why →"),
        key="desk.aside",
        type="tertiary",
        on_click=session.set_param,
        args=("aside", LIST),
    )


def show(asked: str) -> None:
    """The list, or the text that the address names."""
    if asked == LIST:
        _list()
    elif found := desk_restore.known(asked):
        desk_restore.show(found, LIST)
    else:
        st.warning(_("There is no text of that number among those set aside."))
        _list()


def _leave() -> None:
    for name in ("aside", "why", "period"):
        session.set_param(name, None)


def _list() -> None:
    st.button(_("← All flags"), key="desk.back", type="tertiary", on_click=_leave)
    st.header(_("What was set aside"), anchor=False)
    st.markdown(
        _(
            "These texts held words of tension, or resembled it, and were let go for "
            "a reason. A machine errs: what you put on the desk becomes a flag and "
            "waits for a verdict like any other."
        )
    )
    region, since, why, counted = _narrowed()
    total = sum(counted.values()) if not why else counted.get(why, 0)
    if not total:
        st.info(_("Nothing was set aside here in this period."))
        return
    _counts(counted)
    standing = queries.current_restorations()
    sources = {source.id: source for source in queries.sources()}
    for item in queries.set_aside(region or None, since, why or None, _rows(total)):
        _row(item, sources.get(item.source_id), standing.get(item.key))


def _narrowed() -> tuple[str, date, str, Mapping[str, int]]:
    """Region, first day and reason as chosen, and how many were let go for each."""
    columns = st.columns(3)
    with columns[0]:
        region = filters.region()
    with columns[1]:
        longer = {str(days): _period(days) for days in LONGER}
        period = filters.choice("period", _("Period"), longer, _period(DAYS))
    since = queries.today() - timedelta(days=int(period or DAYS))
    counted = queries.count_set_aside(region or None, since)
    with columns[2]:
        reasons = {
            code: f"{drop_wording.reason(code)} ({format_number(n)})"
            for code, n in counted.items()
        }
        why = filters.choice("why", _("Reason"), reasons, _("All reasons"))
    return region, since, why, counted


def _period(days: int) -> str:
    said = wording.days(days)
    return said[:1].upper() + said[1:]


def _counts(counted: Mapping[str, int]) -> None:
    """How many for each reason, folded."""
    rows = [
        (drop_wording.reason(code), format_number(n)) for code, n in counted.items()
    ]
    name = _("Counted by reason")
    made = markup.table([_("Reason"), _("Texts")], rows, caption=name)
    total = format_number(sum(counted.values()))
    head = tag("summary", name, " ", tag("span", total, class_="kel-count"))
    folded = tag("details", head, tag("div", made, class_="kel-sums"))
    widgets.html(tag("div", folded, class_="kel-fold"))


def _rows(total: int) -> int:
    """How many rows to show: the first, or all when the person asks for them."""
    if total <= FIRST:
        return FIRST
    shown = min(total, MOST)
    label = _("Show all %(n)s") if shown == total else _("Show the newest %(n)s")
    return shown if st.toggle(label % {"n": shown}, key="desk.aside_all") else FIRST


def _row(item: Item, source: Source | None, restored: Restoration | None) -> None:
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
        facts = [
            tag("strong", drop_wording.reason(item.dropped or "")),
            desk_restore.regions(item),
            source_wording.name(source, item.source_id),
            format_date(item.published_at),
            link(_("Original"), item.url, outside=True),
        ]
        lines = [tag("p", join(filter(None, facts), " · "), class_="kel-meta")]
        if restored is not None:
            lines.append(tag("p", desk_restore.standing(restored), class_="kel-meta"))
        widgets.html(join(lines))
