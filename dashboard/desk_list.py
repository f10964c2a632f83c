"""The Desk's list of flags: narrow it, read it in the order of work, take it along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import streamlit as st

from dashboard import (
    desk_flag_state,
    desk_list_queue,
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
from dashboard.brief_told import told_of
from dashboard.desk_list_queue import PAGE, Row, Touched, Wanted
from dashboard.i18n import _, format_date, format_number, language
from dashboard.markup import join, tag
from dashboard.mime import MIME
from data.model import Export, Flag, Lane, Source, Verdict

#: Beginning of the keys of the buttons that open a flag.
OPEN = "desk.open."
#: The value of ``region`` in the address for those who have regions of their own.
ALL = "all"
_LANES = ("", *(lane.value for lane in desk_wording.LANE_ORDER))
_LANE = "desk.lane"


def wanted() -> Wanted:
    """What the address asks for; an unknown code narrows nothing."""
    known, mine = queries.reference().regions, _own_regions()
    region, lane = session.param("region"), session.param("lane")
    state, due = session.param("state"), session.param("due")
    regions: tuple[str, ...] | None = (region,) if region in known else None
    if regions is None and region != ALL:
        regions = mine or None
    return Wanted(
        regions,
        Lane(lane) if lane in set(Lane) else None,
        state if state in desk_wording.QUEUE_STATES else "",
        due if due in desk_wording.DUE else "",
    )


def _own_regions() -> tuple[str, ...]:
    user = session.user()
    known = queries.reference().regions
    return tuple(code for code in user.regions if code in known) if user else ()


def choose() -> None:
    """The ways to narrow the list; each stands in the address as a code."""
    names = ("region", "state", "due")
    before = [session.param(name) for name in names]
    states = {code: _(name) for code, name in desk_wording.QUEUE_STATES.items()}
    times = {code: _(name) for code, name in desk_wording.DUE.items()}
    columns = st.columns(3)
    with columns[0]:
        _region()
    with columns[1]:
        filters.choice("state", _("State"), states, _("What can be done now"))
    with columns[2]:
        filters.choice("due", _("Deadline"), times, _("All deadlines"))
    if before != [session.param(name) for name in names]:
        session.set_param("page", None)


def _region() -> None:
    known = queries.reference().regions
    names = {code: wording.region(value) for code, value in known.items()}
    everything = _("All regions")
    if mine := _own_regions():
        names = {ALL: everything} | names
        own = ", ".join(wording.region_short(known[code]) for code in mine)
        everything = _("My regions: %(regions)s") % {"regions": own}
    filters.choice("region", _("Region"), names, everything)


def lanes(asked: Wanted, known: Touched) -> None:
    """The three clocks, each with what waits and what is overdue."""
    st.session_state[_LANE] = asked.lane.value if asked.lane else ""
    said = {code: _lane(code, asked, known) for code in _LANES}
    st.segmented_control(
        _("Kind of flag"),
        _LANES,
        format_func=said.__getitem__,
        key=_LANE,
        required=True,
        on_change=_lane_chosen,
        label_visibility="collapsed",
    )


def _lane_chosen() -> None:
    session.set_param("lane", st.session_state[_LANE] or None)
    session.set_param("page", None)


def _lane(code: str, asked: Wanted, known: Touched) -> str:
    """«Acute events, 24 hours: 3, overdue: 1»."""
    lane = Lane(code) if code else None
    here = asked._replace(lane=lane)
    late = desk_list_queue.count(here._replace(due="overdue"), known)
    said = {
        "lane": _(desk_wording.SHORT_LANES[lane]) if lane else "",
        "within": _(desk_wording.WITHIN[lane]) if lane else "",
        "n": format_number(desk_list_queue.count(here, known)),
        "late": format_number(late),
    }
    if lane is None:
        return _("All kinds: %(n)s") % said
    if late:
        return _("%(lane)s, %(within)s: %(n)s, overdue: %(late)s") % said
    return _("%(lane)s, %(within)s: %(n)s") % said


def elsewhere(asked: Wanted, known: Touched) -> None:
    """What the queue leaves out or must not forget, counted, each a click away."""
    said = {
        "second_eyes": _("Second eyes awaited: %(n)s"),
        "mine": _("Mine: %(n)s"),
        "asleep": _("Put off: %(n)s"),
        "resolved": _("Settled: %(n)s"),
    }
    with st.container(horizontal=True):
        for state, words in said.items():
            n = desk_list_queue.count(Wanted(asked.regions, state=state), known)
            if n and state != asked.state:
                st.button(
                    words % {"n": format_number(n)},
                    key=f"desk.state.{state}",
                    type="tertiary",
                    on_click=_narrow_to,
                    args=(state,),
                )
        if asked.state:
            st.button(
                _("Back to what can be done now"),
                key="desk.state.queue",
                type="tertiary",
                on_click=_narrow_to,
                args=("",),
            )


def _narrow_to(state: str) -> None:
    for name in ("lane", "due", "page"):
        session.set_param(name, None)
    session.set_param("state", state or None)


def page_of(asked: Wanted, known: Touched) -> tuple[list[Row], int, int, int]:
    """The rows of the page in the address, how many there are in all, page, pages."""
    number = session.param("page")
    page = int(number) if number.isdecimal() and int(number) else 1
    rows, total = desk_list_queue.find(asked, known, PAGE, (page - 1) * PAGE)
    pages = max(1, -(-total // PAGE))
    if page > pages:
        page = pages
        rows, total = desk_list_queue.find(asked, known, PAGE, (page - 1) * PAGE)
    return rows, total, page, pages


def pager(page: int, pages: int) -> None:
    """The way to the page before and after."""
    if pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        _turn(_("‹ Previous"), "desk.page_before", page - 1, pages)
        said = {"n": format_number(page), "all": format_number(pages)}
        st.markdown(_("Page %(n)s of %(all)s") % said)
        _turn(_("Next ›"), "desk.page_after", page + 1, pages)


def _turn(label: str, key: str, page: int, pages: int) -> None:
    st.button(
        label,
        key=key,
        disabled=not 1 <= page <= pages,
        on_click=session.set_param,
        args=("page", str(page) if page > 1 else None),
    )


def row(each: Row, source: Source | None, me: str, now: datetime) -> None:
    """One flag of the list: its title opens it, one line says where it stands."""
    flag = each.flag
    regions = queries.reference().regions
    where = [wording.region(regions[flag.region])]
    if flag.districts:
        known = queries.reference().districts
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
        stands = desk_flag_state.line(*each, now)
        hands = desk_flag_state.hands(each.standing, me)
        state = tag("p", join([stands, *hands], " · "), class_="kel-meta")
        about = tag("p", join(filter(None, facts), " · "), class_="kel-meta")
        widgets.html(join([state, about]))


def chosen(asked: Wanted, page: int, pages: int) -> dict[str, str]:
    """The filters as codes, for the file and its record; empty means all."""
    return {
        "region": ",".join(asked.regions or ()),
        "lane": asked.lane.value if asked.lane else "",
        "state": asked.state or desk_wording.TO_DO,
        "due": asked.due,
        "page": f"{page}/{pages}" if pages > 1 else "",
    }


def downloads(
    flags: Sequence[Flag],
    verdicts: Mapping[str, Verdict],
    chosen: Mapping[str, str],
) -> None:
    """Two buttons that hold exactly the rows above, in their order."""
    region = chosen.get("region", "")
    one = region if region in queries.reference().regions else None
    now = queries.now()
    with st.container(horizontal=True):
        for ext in ("csv", "xlsx"):
            st.download_button(
                _("Download %(format)s (rows: %(n)s)")
                % {"format": ext.upper(), "n": len(flags)},
                data=_file(ext, flags, verdicts, chosen),
                file_name=export.filename(one, now, ext, queries.is_demo()),
                mime=MIME[ext],
                key=f"desk.{ext}",
                on_click="ignore",
                disabled=not flags,
            )


def _file(
    ext: str,
    flags: Sequence[Flag],
    verdicts: Mapping[str, Verdict],
    chosen: Mapping[str, str],
) -> Callable[[], bytes]:
    """The file, made at the click; everything it needs is closed over here.

    At the click there is no session any more: language and rows of a page run must
    be carried along, or a Russian reader gets a Kazakh file.
    """
    make = {"csv": export.flags_csv, "xlsx": export.flags_xlsx}[ext]
    lang, demo, reference = language(), queries.is_demo(), queries.reference()
    sources, store, clock = queries.sources(), queries.store(), queries.now
    rows, narrowed = tuple(flags), {key: code for key, code in chosen.items() if code}

    def made() -> bytes:
        at = clock()
        told = told_of(store, rows, at)
        about = (reference, lang, demo, narrowed, at, told)
        content = make(rows, verdicts, sources, *about)
        store.record_export(Export(f"flags.{ext}", narrowed, len(rows), lang, at))
        return content

    return made
