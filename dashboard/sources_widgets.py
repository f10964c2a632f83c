"""The Sources page in parts: who answers, who does not, what was let go and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard import desk_wording, drop_wording, markup, queries, widgets, wording
from dashboard.i18n import _, format_date, format_datetime, format_number
from dashboard.markup import Safe, join, tag, text
from data.model import LIVING_STATES, Level, Source, SourceState, State

#: Whole weeks looked back on when a source is held against its expectation.
WEEKS = 4


def state_of(source: Source, states: Mapping[str, SourceState]) -> SourceState:
    """A source's state; switched off and never read are states too."""
    if not source.enabled:
        return SourceState(source.id, State.DISABLED)
    return states.get(source.id, SourceState(source.id))


def summary(sources: Sequence[Source], states: Mapping[str, SourceState]) -> None:
    """How many sources answered, and when we last asked."""
    used = [source for source in sources if source.enabled]
    living = sum(state_of(source, states).state in LIVING_STATES for source in used)
    st.markdown(
        _("**Sources that answer: %(living)s of %(all)s.** Last collection: %(when)s.")
        % {
            "living": living,
            "all": len(used),
            "when": format_datetime(queries.moment("collected_at")),
        }
    )


def broken(sources: Sequence[Source], states: Mapping[str, SourceState]) -> None:
    """Sources that need a hand, each with what to do."""
    st.header(_("What needs a hand"), anchor=False)
    ill = [
        (source, state)
        for source in sources
        if source.enabled
        and (state := state_of(source, states)).state
        not in LIVING_STATES | {State.UNKNOWN}
    ]
    if not ill:
        st.markdown(_("Every source that was asked has answered."))
        return
    rows = [
        (
            source.name,
            state_words(state),
            format_datetime(state.last_success_at),
            _(desk_wording.SOURCE_STATES[state.state].remedy),
        )
        for source, state in ill
    ]
    head = [_("Source"), _("State"), _("Last answered"), _("What to do")]
    widgets.table(head, rows, caption=_("Sources that do not answer well"), stacks=True)


def state_words(state: SourceState) -> Safe:
    """Symbol, word and, when there is one, the number the site answered with."""
    known = desk_wording.SOURCE_STATES[state.state]
    number = f" ({state.http_status})" if state.http_status else ""
    shown = number if state.state not in LIVING_STATES else ""
    return join(
        [tag("span", known.symbol, aria_hidden="true"), " ", _(known.name), shown]
    )


def regions(levels: Mapping[str, Level]) -> None:
    """Per region: living local sources, languages read, the last item."""
    st.header(_("What is read for each region"), anchor=False)
    known = queries.reference().regions
    silent = [code for code in known if _is_silent(levels.get(code))]
    if silent:
        st.warning(_("Regions we cannot speak of today: silence is not calm."))
        widgets.bullets(_silence(code, levels) for code in silent)
    rows = [_region_row(code, levels.get(code)) for code in known]
    head = [
        _("Region"),
        _("Local sources that answer"),
        _("Items read"),
        _("Languages"),
        _("Last item"),
        _("Coverage"),
    ]
    widgets.table(head, rows, caption=_("Coverage of the 20 regions"), stacks=True)


def _is_silent(level: Level | None) -> bool:
    return level is None or not level.coverage.sufficient


def _silence(code: str, levels: Mapping[str, Level]) -> str:
    name = wording.region(queries.reference().regions[code])
    level = levels.get(code)
    last = level.coverage.last_item_on if level else None
    if last is None:
        return _("%(region)s: nothing has been read yet.") % {"region": name}
    return _("%(region)s: too little was read; the last item is of %(date)s.") % {
        "region": name,
        "date": format_date(last),
    }


def _region_row(code: str, level: Level | None) -> list[object]:
    name = wording.region(queries.reference().regions[code])
    if level is None:
        return [name, "—", "—", "—", "—", wording.coverage(None)]
    seen = level.coverage
    return [
        name,
        _("%(living)s of %(all)s")
        % {"living": seen.living_local, "all": seen.local_sources},
        f"{wording.items(seen.items)} {wording.days(seen.days)}",
        _languages(seen.languages),
        format_date(seen.last_item_on),
        wording.coverage(seen),
    ]


def _languages(codes: Sequence[str]) -> str:
    return ", ".join(desk_wording.language_name(code) for code in codes) or "—"


def whole_weeks(today: date) -> list[date]:
    """The Mondays of the last complete weeks, oldest first."""
    this = today - timedelta(days=today.weekday())
    return [this - timedelta(weeks=back) for back in range(WEEKS, 0, -1)]


def per_week(
    source: Source, weeks: pd.DataFrame, mondays: Sequence[date]
) -> float | None:
    """Items a week over the complete weeks since we read the source; None at first."""
    begun = source.since or mondays[0]
    counted = [monday for monday in mondays if monday >= begun]
    if not counted:
        return None
    mine = weeks[weeks["source_id"] == source.id]
    found = dict(zip(mine["week"], mine["items"], strict=True))
    return sum(int(found.get(monday, 0)) for monday in counted) / len(counted)


def every_source(
    sources: Sequence[Source], states: Mapping[str, SourceState], today: date
) -> None:
    """All sources: whose they are, how they do, how much they bring."""
    st.header(_("All sources"), anchor=False)
    mondays = whole_weeks(today)
    weeks = queries.source_weeks(mondays[0])
    rows = [
        _source_row(source, state_of(source, states), per_week(source, weeks, mondays))
        for source in sources
    ]
    head = [
        _("Source"),
        _("Publisher"),
        _("Region"),
        _("Languages"),
        _("State"),
        _("Last answered"),
        _("Last new item"),
        _("Items a week"),
    ]
    widgets.table(head, rows, caption=_("Every source with its publisher"), stacks=True)


def _source_row(
    source: Source, state: SourceState, weekly: float | None
) -> list[object]:
    regions = queries.reference().regions
    home = regions.get(source.region)
    official = _("official") if source.official else _("not official")
    return [
        markup.link(source.name, source.site, outside=True),
        f"{source.owner} ({official})",
        wording.region_short(home) if home else _("whole country"),
        _languages(source.languages),
        state_words(state),
        format_datetime(state.last_success_at),
        format_datetime(state.last_new_at),
        volume(source, weekly),
    ]


def volume(source: Source, weekly: float | None) -> Safe:
    """Items a week beside what is expected of the source."""
    fewest, most = source.expect_per_week
    expected = _("expected %(fewest)s–%(most)s") % {"fewest": fewest, "most": most}
    if weekly is None:
        return join([_("too new to say"), f" ({expected})"])
    said = [text(format_number(weekly, 1)), text(f" ({expected})")]
    if weekly < fewest:
        said.append(tag("strong", " ▽ ", _("fewer than expected")))
    elif weekly > most:
        said.append(text(" △ " + _("more than expected")))
    return join(said)


def dropped(since: date) -> None:
    """What every stage let go, and why."""
    st.header(_("What was let go, and why"), anchor=False)
    frame = queries.counters(since)
    if frame.empty:
        st.markdown(_("Nothing has been counted yet."))
        return
    rows = [
        (
            drop_wording.stage(str(stage)),
            drop_wording.reason(str(reason)),
            format_number(int(n)),
        )
        for stage, reason, n in frame.itertuples(index=False)
    ]
    head = [_("Step"), _("What became of the text"), _("Texts")]
    since_words = {"date": format_date(since)}
    caption = _("Counted since %(date)s") % since_words
    widgets.table(head, rows, caption=caption, stacks=True)
