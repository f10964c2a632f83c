"""The queue of the Desk on one page: narrowed, taken from, read, taken along."""

from __future__ import annotations

import streamlit as st

from dashboard import (
    desk_aside,
    desk_batch,
    desk_forms,
    desk_keys,
    desk_list,
    desk_list_queue,
    missed_form,
    queries,
    session,
    wording,
)
from dashboard.i18n import _, format_number


def show() -> None:
    """The list in the order of work, and the same rows as a file."""
    desk_forms.said()
    me, now = session.author(), queries.now()
    known = desk_list_queue.touched(me, now)
    desk_list.choose()
    asked = desk_list.wanted()
    desk_list.lanes(asked, known)
    rows, total, page, pages = desk_list.page_of(asked, known)
    late = asked._replace(due="overdue")
    st.markdown(
        _("%(flags)s in this list; overdue: %(late)s.")
        % {
            "flags": wording.flags(total),
            "late": format_number(desk_list_queue.count(late, known)),
        }
    )
    desk_list.elsewhere(asked, known)
    if rows:
        desk_batch.offer(asked, known)
    else:
        st.info(_("No flag passes these filters. That alone does not mean calm."))
    desk_keys.listen()
    sources = {source.id: source for source in queries.sources()}
    for each in rows:
        desk_list.row(each, sources.get(each.flag.source_id), me, now)
    desk_list.pager(page, pages)
    if rows:
        flags = [each.flag for each in rows]
        verdicts = {each.flag.id: each.verdicts[-1] for each in rows if each.verdicts}
        desk_list.downloads(flags, verdicts, desk_list.chosen(asked, page, pages))
    with st.container(horizontal=True):
        desk_aside.way_in()
        missed_form.way_in()
