"""One source in HTML: a line that says how it does, and all that is known when opened.

Knows no Streamlit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from dashboard import desk_wording, markup, source_wording, wording
from dashboard.i18n import (
    _,
    format_date,
    format_datetime,
    format_day,
    format_number,
    local,
)
from dashboard.markup import Safe, join, tag, text
from dashboard.source_health import Health, Stretch, stretches
from data.model import LIVING_STATES, Region, Source, SourceState, State

#: Changes of state shown of one source, the newest of them.
_CHANGES = 8


def state_words(state: State, http_status: int | None = None) -> Safe:
    """Symbol, word and, when there is one, the number the site answered with."""
    symbol = desk_wording.SOURCE_STATES[state].symbol
    drawn = tag("span", symbol, aria_hidden="true")
    return join([drawn, " ", _state_name(state, http_status)])


def _state_name(state: State, http_status: int | None) -> str:
    number = http_status or 0
    shown = f" ({number})" if number >= 400 else ""
    return _(desk_wording.SOURCE_STATES[state].name) + shown


def languages(codes: Sequence[str]) -> str:
    """Languages by name, or a dash."""
    return ", ".join(desk_wording.language_name(code) for code in codes) or "—"


def home(source: Source, region: Region | None) -> str:
    """Where a source is at home."""
    return wording.region_short(region) if region else _("whole country")


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


def hand(health: Health, region: Region | None) -> Safe:
    """A source that needs a hand, in a line: where it is, since when, the last text."""
    state = health.state
    last = {"date": format_date(state.last_new_at)}
    facts = [_("last new text: %(date)s") % last]
    if state.since is not None:
        facts.insert(0, _("since %(date)s") % {"date": format_date(state.since)})
    number = f" ({state.http_status})" if (state.http_status or 0) >= 400 else ""
    where = f" ({home(health.source, region)}){number}: "
    name = source_wording.name(health.source, health.source.id)
    return join([tag("strong", name), where, join(facts, "; ")])


def row(health: Health) -> Safe:
    """A source folded to its name and state; opened, everything known of it."""
    source, state = health.source, health.state
    word = state_words(state.state, state.http_status)
    name = source_wording.name(source, source.id)
    closed = tag("summary", tag("strong", name), " ", word)
    pairs: list[tuple[str, object]] = [
        (_("Source"), source_wording.publisher(source)),
        (_("Languages"), languages(source.languages)),
        (_("In this state since"), format_datetime(state.since)),
        (_("Last attempt"), format_datetime(state.last_attempt_at)),
        (_("Last answer"), format_datetime(state.last_success_at)),
        (_("Last new text"), format_datetime(state.last_new_at)),
        (_("Next attempt"), _next(state)),
        (_("Items a week"), volume(source, health.weekly)),
    ]
    if state.failures:
        weighed = {"n": format_number(state.failures, 2)}
        pairs.append((_("Failures since the last answer"), _failures() % weighed))
    if host := urlsplit(source.site).hostname:
        pairs.insert(0, (_("Site"), markup.link(host, source.site, outside=True)))
    pairs.append((_("What to do"), _(desk_wording.SOURCE_STATES[state.state].remedy)))
    if health.phases:
        pairs.append((_("Changes in 60 days"), _changes(health)))
    cells = [join([tag("dt", label), tag("dd", value)]) for label, value in pairs]
    return tag("details", closed, tag("dl", *cells, class_="kel-pairs"))


def _failures() -> str:
    return _("%(n)s (a lasting fault weighs 1, a passing one ½ or ¼)")


def _next(state: SourceState) -> str:
    if state.state is State.DISABLED:
        return "—"
    return format_datetime(state.due_at) if state.due_at else _("at the next round")


def _changes(health: Health) -> Safe:
    told = stretches(health.phases)
    lines = [tag("li", change_words(stretch)) for stretch in told[:_CHANGES]]
    if len(told) > _CHANGES:
        older = _("earlier changes: %(n)s") % {"n": format_number(len(told) - _CHANGES)}
        lines.append(tag("li", older))
    return tag("ul", *lines, class_="kel-list")


def change_words(stretch: Stretch) -> str:
    """A state and when it lasted: «12 Nov – 14 Nov: no answer in time»."""
    name = _state_name(stretch.state, stretch.http_status)
    if stretch.state in LIVING_STATES:  # new or nothing new: it is one state here
        name = _(desk_wording.SOURCE_STATES[State.WORKING].name)
    return f"{_when(stretch.since, stretch.until)}: {name}"


def _when(since: datetime, until: datetime | None) -> str:
    first, day = local(since), format_day(local(since).date())
    if until is None:
        return _("since %(time)s") % {"time": f"{day} {first:%H:%M}"}
    last = local(until)
    if last.date() == first.date():
        return f"{day} {first:%H:%M}–{last:%H:%M}"
    return f"{day} – {format_day(last.date())}"
