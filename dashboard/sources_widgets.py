"""The Sources page in parts: who answers, who does not, what was let go and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from dashboard import (
    desk_wording,
    drop_wording,
    filters,
    markup,
    queries,
    widgets,
    wording,
)
from dashboard.changes import is_far
from dashboard.i18n import _, format_date, format_datetime, format_number
from dashboard.markup import Safe, join, tag, text
from dashboard.source_health import MEMORY_WEEKS, Health, answers, healths
from data.model import Level, Source, SourceState


def read(today: date) -> list[Health]:
    """The health of every source."""
    since = today - timedelta(weeks=MEMORY_WEEKS)
    weeks = queries.source_weeks(since)
    return healths(queries.sources(), queries.source_states(), weeks, today)


def summary(known: Sequence[Health]) -> None:
    """How many sources answered, and when we last asked."""
    states = queries.source_states()
    used = [health.source for health in known if is_far(health.source)]
    st.markdown(
        _("**Sources that answer: %(living)s of %(all)s.** Last collection: %(when)s.")
        % {
            "living": sum(answers(source, states) for source in used),
            "all": len(used),
            "when": format_datetime(queries.moment("collected_at")),
        }
    )


def broken(known: Sequence[Health]) -> None:
    """Sources that need a hand, each with what to do."""
    st.header(_("What needs a hand"), anchor=False)
    rows = [
        (
            health.source.name,
            state_words(health.state),
            format_datetime(health.state.last_success_at),
            week_of(health.last_week),
            _(desk_wording.SOURCE_STATES[health.state.state].remedy),
        )
        for health in known
        if health.needs_a_hand
    ]
    if not rows:
        st.markdown(_("Every source that was asked has answered."))
        return
    head = [
        _("Source"),
        _("State"),
        _("Last answered"),
        _("Last text"),
        _("What to do"),
    ]
    widgets.blocks(head, rows, caption=_("Sources that do not answer well"))


def week_of(monday: date | None) -> str:
    """The week of a source's last text; texts are counted by week."""
    if monday is None:
        return "—"
    return _("week of %(date)s") % {"date": format_date(monday)}


def state_words(state: SourceState) -> Safe:
    """Symbol, word and, when there is one, the number the site answered with."""
    known = desk_wording.SOURCE_STATES[state.state]
    number = state.http_status or 0
    shown = f" ({number})" if number >= 400 else ""
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
    widgets.blocks(head, rows, caption=_("Coverage of the 20 regions"))


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


def every_source(known: Sequence[Health]) -> None:
    """All sources: whose they are, how they do, how much they bring."""
    st.header(_("All sources"), anchor=False)
    region = filters.region()
    rows = [
        _source_row(health) for health in known if region in ("", health.source.region)
    ]
    head = [
        _("Source"),
        _("Publisher"),
        _("Region"),
        _("Languages"),
        _("State"),
        _("Last answered"),
        _("Last text"),
        _("Items a week"),
    ]
    widgets.blocks(head, rows, caption=_("Every source with its publisher"))


def _source_row(health: Health) -> list[object]:
    source = health.source
    home = queries.reference().regions.get(source.region)
    official = _("official") if source.official else _("not official")
    return [
        markup.link(source.name, source.site, outside=True),
        f"{source.owner} ({official})",
        wording.region_short(home) if home else _("whole country"),
        _languages(source.languages),
        state_words(health.state),
        format_datetime(health.state.last_success_at),
        week_of(health.last_week),
        volume(source, health.weekly),
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
    st.header(_("What became of the texts"), anchor=False)
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
    head = [_("Step"), _("Outcome"), _("Texts")]
    since_words = {"date": format_date(since)}
    caption = _("Counted since %(date)s") % since_words
    widgets.blocks(head, rows, caption=caption)
