"""The Assembly page: who met, what was decided, where mediators are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import streamlit as st

from dashboard import (
    assembly_files,
    assembly_grid,
    assembly_lists,
    assembly_mediators,
    decision_form,
    filters,
    people,
    queries,
    session,
    source_wording,
    widgets,
    wording,
)
from dashboard.assembly_lists import ORIGINS, STATES, Decided
from dashboard.i18n import N_, _, format_number, language
from dashboard.markup import Safe, link, tag, text, url
from data.days import start_of
from data.ethnomediators import ethnomediators
from data.meetings import Period, periods
from data.model import LANGUAGES, Meeting

VIEWS = {
    "meetings": N_("Who met"),
    "decisions": N_("What was decided"),
    "offices": N_("Offices to call"),
    "mediators": N_("Mediators and flags"),
}
_STYLE = Path(__file__).parent / "assembly.css"
#: More rows than these are for the filter; the file holds what the screen shows.
MOST = 60


def switch() -> str:
    """Choose a part of the page; its code goes into the address as ``view``."""
    st.html(_STYLE)
    asked = session.param("view")
    chosen = asked if asked in VIEWS else next(iter(VIEWS))
    if st.session_state.get("assembly.view") != chosen:
        st.session_state["assembly.view"] = chosen
    names = {code: _(words) for code, words in VIEWS.items()}
    st.segmented_control(
        _("Part of the page"),
        list(names),
        format_func=names.__getitem__,
        key="assembly.view",
        required=True,
        on_change=lambda: session.set_param("view", st.session_state["assembly.view"]),
        label_visibility="collapsed",
    )
    return chosen


def download(
    what: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    filters_: Mapping[str, str],
    region: str = "",
) -> None:
    """A button that gives exactly these rows as CSV."""
    made_at, demo = queries.now(), queries.is_demo()
    st.download_button(
        _("Download this table (CSV)"),
        data=assembly_files.table_csv(
            head,
            rows,
            lang=language(),
            filters=assembly_lists.filter_words(filters_),
            made_at=made_at,
            demo=demo,
        ),
        file_name=assembly_files.filename(what, region, made_at, demo),
        mime="text/csv",
        key=f"assembly.csv.{what}",
        on_click="ignore",
    )


def grid() -> None:
    """Twenty regions, six periods, and by when each meets next."""
    today = queries.today()
    columns = periods(today)
    st.header(_("Two-month periods"), anchor=False)
    st.markdown(
        _(
            "The akim of a region holds a meeting on the interethnic situation at "
            "least once in two months. Here stands what is known of it from reports "
            "that were read and from meetings written down here."
        )
    )
    made = assembly_grid.rows(
        queries.reference().regions,
        queries.meetings(),
        queries.coverage_weeks(),
        columns,
        today,
    )
    widgets.html(assembly_grid.legend())
    widgets.html(assembly_grid.grid(made, columns))
    lines = [assembly_grid.line(row) for row in made]
    download("periods", assembly_grid.head(columns), lines, {})


def meetings() -> None:
    """The meetings, newest first, narrowed by region, period and how we know."""
    st.header(_("Meetings"), anchor=False)
    region, period, origin = _meeting_filters()
    found = assembly_lists.meetings(queries.meetings(), region, period, origin)
    if not found:
        st.info(_("No meeting is known here. That does not mean that none was held."))
        return
    _say_cut(len(found))
    shown, lines, cells = found[:MOST], [], []
    links, names = people.report_links(), _source_names()
    for each in shown:
        source_id, address = links.get(each.item_key or "", ("", ""))
        row = assembly_lists.meeting_line(
            each, queries.reference(), names.get(source_id, source_id)
        )
        lines.append(row)
        cells.append(_linked(each, row, address))
    head = assembly_lists.meeting_head()
    widgets.blocks(head, cells, caption=_("Meetings, newest first"))
    named = {
        _("Region"): _region_name(region),
        _("Period"): assembly_grid.period_name(period) if period else "",
        _("How we know"): _(ORIGINS[origin]) if origin else "",
    }
    download("meetings", head, lines, named, region)


def _meeting_filters() -> tuple[str, Period | None, str]:
    known = {
        f"{period.start:%Y-%m}": period for period in reversed(periods(queries.today()))
    }
    left, middle, right = st.columns(3)
    with left:
        region = filters.region()
    with middle:
        names = {code: assembly_grid.period_name(each) for code, each in known.items()}
        period = filters.choice("period", _("Period"), names, _("All periods"))
    with right:
        names = {code: _(words) for code, words in ORIGINS.items()}
        origin = filters.choice("origin", _("How we know"), names, _("All ways"))
    return region, known.get(period), origin


def _source_names() -> dict[str, str]:
    return {each.id: source_wording.name(each, each.id) for each in queries.sources()}


def _linked(meeting: Meeting, row: Sequence[str], address: str) -> list[object]:
    """The row of a meeting; its title leads to the report it was read from."""
    lang = meeting.lang if meeting.lang in LANGUAGES else None
    title: Safe = tag("span", text(meeting.title), lang=lang)
    return [*row[:2], link(title, address, outside=True), *row[3:]]


def decisions() -> None:
    """What was decided and what became of it; one can be followed further."""
    st.header(_("Decisions"), anchor=False)
    left, right = st.columns(2)
    with left:
        region = filters.region()
    with right:
        names = {code: _(words) for code, words in STATES.items()}
        state = filters.choice("state", _("State"), names, _("All states"))
    found = assembly_lists.decided(queries.meetings(), region, state, queries.today())
    if not found:
        st.info(_("No decision is known here."))
        return
    _follow(found)
    _say_cut(len(found))
    shown, reference = found[:MOST], queries.reference()
    lines = [assembly_lists.decision_line(each, reference) for each in shown]
    head = assembly_lists.decision_head()
    cells = [
        _followed(each, row, region, state)
        for each, row in zip(shown, lines, strict=True)
    ]
    widgets.blocks(head, cells, caption=_("Decisions, overdue ones first"))
    named = {_("Region"): _region_name(region), _("State"): names.get(state, "")}
    download("decisions", head, lines, named, region)


def _follow(found: Sequence[Decided]) -> None:
    """Choose a decision and say what became of it."""
    known = {str(each.decision.id): each for each in found if each.decision.id}
    asked = session.param("decision")
    with st.expander(
        _("Say what became of a decision"), expanded=asked in known, key="assembly.more"
    ):
        names = {code: _short(each) for code, each in known.items()}
        chosen = st.selectbox(
            _("Which decision?"),
            list(names),
            index=list(names).index(asked) if asked in names else None,
            format_func=names.__getitem__,
            placeholder=_("Choose a decision"),
        )
        session.set_param("decision", chosen)
        if chosen:
            decision_form.show(known[chosen].decision, "assembly.decision")


def _short(row: Decided) -> str:
    where = assembly_lists.place(row.meeting, queries.reference())
    return f"{row.decision.text} — {where}"


def _followed(
    row: Decided, line: Sequence[str], region: str, state: str
) -> list[object]:
    """The row of a decision; its state leads to the form."""
    lang = row.meeting.lang if row.meeting.lang in LANGUAGES else None
    here = url(
        "assembly",
        view="decisions",
        region=region,
        state=state,
        decision=str(row.decision.id),
        lang=language(),
    )
    kind = f"kel-decided kel-decided-{row.state}"
    stands = tag("span", link(line[5], here), class_=kind)
    cells = [tag("span", text(line[0]), lang=lang), *line[1:3]]
    return [*cells, tag("span", text(line[3]), lang=lang), line[4], stands, line[6]]


def mediators() -> None:
    """Where a mediators' office is known, beside where flags wait."""
    st.header(_("Mediators and flags"), anchor=False)
    since = queries.today() - timedelta(days=assembly_mediators.DAYS)
    made = assembly_mediators.rows(
        queries.reference().regions,
        people.directory(),
        ethnomediators(),
        queries.new_flag_counts(start_of(since)),
        queries.open_counts(),
    )
    st.markdown(assembly_mediators.sentence(made))
    head = assembly_mediators.head()
    lines = [assembly_mediators.line(row) for row in made]
    widgets.blocks(head, lines, caption=_("Mediators' offices and flags by region"))
    said = "; ".join(assembly_mediators.sources(made))
    st.markdown(
        _(
            "A flag asks a person to look; its number is not a mark for a region. Work "
            "known since: %(sources)s. They may have begun earlier, and elsewhere too."
        )
        % {"sources": said}
    )
    download("mediators", head, lines, {})


def _say_cut(n: int) -> None:
    if n > MOST:
        st.markdown(
            _("The first %(shown)s of %(n)s are shown: narrow the list to see others.")
            % {"shown": format_number(MOST), "n": format_number(n)}
        )


def _region_name(code: str) -> str:
    return wording.region(queries.reference().regions[code]) if code else ""
