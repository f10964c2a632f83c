"""The Desk's list of flags: narrow it, read it in the order of work, take it along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import streamlit as st

from dashboard import (
    desk_wording,
    export,
    filters,
    markup,
    queries,
    session,
    signal_wording,
    source_wording,
    widgets,
    wording,
)
from dashboard.i18n import _, format_date, format_datetime, language
from dashboard.markup import join, tag
from data.model import Export, Flag, Lane, Source, Verdict

#: Rows shown before "show all": a person works through them from the top.
FIRST = 25
#: Beginning of the keys of the buttons that open a flag.
OPEN = "desk.open."
_MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def chosen_filters() -> dict[str, str]:
    """The chosen filters as codes, kept in the address; empty means all."""
    lanes = {lane.value: desk_wording.lane(lane) for lane in desk_wording.LANE_ORDER}
    states = {code: _(name) for code, name in desk_wording.FLAG_STATES.items()}
    columns = st.columns(3)
    with columns[0]:
        region = filters.region()
    with columns[1]:
        lane = filters.choice("lane", _("Kind of flag"), lanes, _("All kinds"))
    with columns[2]:
        state = filters.choice("state", _("State"), states, _("All states"))
    return {"region": region, "lane": lane, "state": state}


def listed(chosen: Mapping[str, str], verdicts: Mapping[str, Verdict]) -> list[Flag]:
    """The flags that pass the filters, in the order of work."""
    found = queries.flags(
        region=chosen["region"] or None,
        lane=Lane(chosen["lane"]) if chosen["lane"] else None,
    )
    if state := chosen["state"]:
        found = [
            flag
            for flag in found
            if desk_wording.flag_state(verdicts.get(flag.id)) == state
        ]
    return desk_wording.in_order_of_work(found, verdicts)


def shown(flags: list[Flag]) -> list[Flag]:
    """The first rows, or all of them when the person asks for all."""
    if len(flags) <= FIRST:
        return flags
    label = _("Show all %(n)s") % {"n": len(flags)}
    return flags if st.toggle(label, key="desk.all") else flags[:FIRST]


def row(
    flag: Flag, source: Source | None, verdict: Verdict | None, now: datetime
) -> None:
    """One flag of the list: its title opens it, one line says where it stands."""
    regions = queries.reference().regions
    known = queries.reference().districts
    where = [wording.region(regions[flag.region])]
    if flag.districts:
        where.append(wording.districts(flag.districts, known))
    with st.container(border=True, gap=None):
        # A link to the page one is on changes what is shown but not the address.
        st.button(
            markup.literal(flag.title),
            key=f"{OPEN}{flag.id}",
            type="tertiary",
            wrap=True,
            on_click=session.set_param,
            args=("flag", flag.id),
        )
        facts = [
            tag("strong", desk_wording.lane(flag.lane)),
            " · ".join(where),
            source_wording.name(source, flag.source_id),
            format_date(flag.last_at),
            wording.flag_heard(flag),
            signal_wording.in_short(flag),
        ]
        state = tag("p", standing(flag, verdict, now), class_="kel-meta")
        about = tag("p", join(filter(None, facts), " · "), class_="kel-meta")
        widgets.html(join([about, state]))


def standing(flag: Flag, verdict: Verdict | None, now: datetime) -> str:
    """What a flag waits for: a look by a time, or nothing after a verdict."""
    if verdict is not None:
        return _("✓ %(verdict)s, %(date)s, %(author)s") % {
            "verdict": desk_wording.verdict(verdict.code),
            "date": format_date(verdict.at),
            "author": verdict.author,
        }
    due = desk_wording.due(flag)
    when = {"due": format_datetime(due)}
    if due < now:
        return _("! Nobody has judged it; it was due on %(due)s") % when
    return _("◷ Waits for a verdict until %(due)s") % when


def downloads(
    flags: list[Flag], verdicts: Mapping[str, Verdict], chosen: Mapping[str, str]
) -> None:
    """Two buttons that hold exactly the rows above, in their order."""
    region = chosen["region"] or None
    now = queries.now()
    with st.container(horizontal=True):
        for ext in _MIME:
            st.download_button(
                _("Download %(format)s (rows: %(n)s)")
                % {"format": ext.upper(), "n": len(flags)},
                data=_file(ext, flags, verdicts, chosen),
                file_name=export.filename(region, now, ext, queries.is_demo()),
                mime=_MIME[ext],
                key=f"desk.{ext}",
                on_click="ignore",
                disabled=not flags,
            )


def _file(
    ext: str,
    flags: list[Flag],
    verdicts: Mapping[str, Verdict],
    chosen: Mapping[str, str],
) -> Callable[[], bytes]:
    """The file, made at the click; everything it needs is closed over here.

    At the click there is no session any more: language and rows of a page run must
    be carried along, or a Russian reader gets a Kazakh file.
    """
    make = {"csv": export.flags_csv, "xlsx": export.flags_xlsx}[ext]
    lang, demo, reference = language(), queries.is_demo(), queries.reference()
    sources, keep = queries.sources(), queries.store().record_export
    rows, narrowed = tuple(flags), {key: code for key, code in chosen.items() if code}
    clock = queries.now

    def made() -> bytes:
        at = clock()
        content = make(rows, verdicts, sources, reference, lang, demo, narrowed, at)
        keep(Export(f"flags.{ext}", narrowed, len(rows), lang, at))
        return content

    return made
