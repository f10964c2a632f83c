"""Desk: "Is this really tension, and who looks into it?"."""

from __future__ import annotations

import streamlit as st

from dashboard import (
    desk_aside,
    desk_flag,
    desk_forms,
    desk_list,
    markup,
    queries,
    session,
    widgets,
    wording,
)
from dashboard.i18n import _
from data.model import Flag


def flag_list() -> None:
    """The list, in the order of work, and the same rows as a file."""
    verdicts = queries.current_verdicts()
    chosen = desk_list.chosen_filters()
    found = desk_list.listed(chosen, verdicts)
    open_ones = sum(flag.id not in verdicts for flag in found)
    st.markdown(
        _("%(flags)s in this list; waiting for a verdict: %(open)s.")
        % {"flags": wording.flags(len(found)), "open": open_ones}
    )
    desk_aside.way_in()
    if not found:
        st.info(_("No flag passes these filters. That alone does not mean calm."))
        return
    rows = desk_list.shown(found)
    desk_list.downloads(rows, verdicts, chosen)
    now = queries.now()
    sources = {source.id: source for source in queries.sources()}
    for flag in rows:
        source = sources.get(flag.source_id)
        desk_list.row(flag, source, verdicts.get(flag.id), now)


def one_flag(flag: Flag) -> None:
    """One flag laid open, and the forms to judge it."""
    st.button(
        _("← All flags"),
        key="desk.back",
        type="tertiary",
        on_click=session.set_param,
        args=("flag", None),
    )
    items = queries.flag_items(flag.id)
    sources = {source.id: source for source in queries.sources()}
    current = queries.current_verdicts().get(flag.id)
    st.header(markup.literal(flag.title), anchor=False)
    st.markdown(markup.literal(desk_list.standing(flag, current, queries.now())))
    desk_flag.facts(flag, sources.get(flag.source_id))
    desk_flag.text(flag, items)
    desk_flag.why(flag)
    desk_flag.reports(flag, items, sources)
    desk_flag.first_steps(flag)
    desk_forms.said()
    if done := desk_flag.history(flag):
        st.subheader(_("What was decided and done"), anchor=False)
        widgets.html(done)
    desk_forms.verdict(flag)
    desk_forms.response(flag)


def show() -> None:
    """The list, the flag the address names, or what was set aside."""
    st.title(_("Is this really tension, and who looks into it?"), anchor=False)
    if aside := session.param("aside"):
        desk_aside.show(aside)
        return
    asked = session.param("flag")
    found = queries.flag(asked) if asked else None
    if asked and found is None:
        st.warning(_("There is no flag of that number; it may have been withdrawn."))
    if found is None:
        flag_list()
    else:
        one_flag(found)


show()
