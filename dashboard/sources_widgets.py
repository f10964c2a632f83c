"""The Sources page in parts: who needs a hand, and every source laid open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from dashboard import (
    desk_wording,
    filters,
    queries,
    source_wording,
    widgets,
    wording,
)
from dashboard.changes import is_far
from dashboard.i18n import _, format_number
from dashboard.markup import Safe, join, tag
from dashboard.source_health import MEMORY_WEEKS, Health, healths
from dashboard.source_rows import hand, row, state_words
from data.model import LIVING_STATES, Level, State

#: How far back the changes of a source are told.
_HISTORY = timedelta(days=60)
#: Sources named under one remedy before the rest is folded.
_NAMED = 6


def read(today: date) -> list[Health]:
    """The health of every source."""
    weeks = queries.source_weeks(today - timedelta(weeks=MEMORY_WEEKS))
    phases = queries.phases(today - _HISTORY)
    return healths(queries.sources(), queries.source_states(), weeks, phases, today)


def summary(known: Sequence[Health], levels: Mapping[str, Level]) -> None:
    """The answer to the question of the page, in a sentence."""
    used = [health for health in known if is_far(health.source)]
    working = sum(health.state.state in LIVING_STATES for health in used)
    regions = queries.reference().regions
    enough = sum(level.coverage.sufficient for level in levels.values())
    st.markdown(
        _(
            "**Sources that work: %(working)s of %(all)s. Regions of which enough was "
            "read: %(enough)s of %(regions)s.**"
        )
        % {
            "working": format_number(working),
            "all": format_number(len(used)),
            "enough": format_number(enough),
            "regions": format_number(len(regions)),
        }
    )


def broken(known: Sequence[Health]) -> None:
    """Sources that need a hand, grouped by what to do about them."""
    st.header(_("What needs a hand"), anchor=False)
    wanting = [health for health in known if health.needs_a_hand]
    if not wanting:
        st.markdown(_("No source needs a hand."))
    parts = [
        _remedy(state, [health for health in wanting if health.state.state is state])
        for state in desk_wording.SOURCE_STATES
    ]
    passing = [health for health in known if _is_passing(health)]
    if passing:
        names = ", ".join(source_wording.name(h.source, h.source.id) for h in passing)
        said = _("Did not answer just now; asked again without your doing: %(names)s.")
        parts.append(tag("p", said % {"names": names}))
    widgets.html(tag("div", *parts))


def _is_passing(health: Health) -> bool:
    fine = LIVING_STATES | {State.UNKNOWN, State.DISABLED}
    return health.state.state not in fine and not health.needs_a_hand


def _remedy(state: State, wanting: Sequence[Health]) -> Safe | str:
    """What is wrong, what to do about it, and the sources it is wrong with."""
    if not wanting:
        return ""
    known = queries.reference().regions
    lines = [tag("li", hand(each, known.get(each.source.region))) for each in wanting]
    parts = [
        tag("h3", state_words(state)),
        tag("p", _(desk_wording.SOURCE_STATES[state].remedy)),
        tag("ul", *lines[:_NAMED], class_="kel-list"),
    ]
    if rest := lines[_NAMED:]:
        more = tag("summary", _("and %(n)s more") % {"n": format_number(len(rest))})
        parts.append(tag("details", more, tag("ul", *rest, class_="kel-list")))
    return tag("section", *parts, class_="kel-hand")


def every_source(known: Sequence[Health]) -> None:
    """All sources by where they are at home; each opens to all that is known of it."""
    st.header(_("All sources"), anchor=False)
    chosen = filters.region()
    regions = queries.reference().regions
    groups = [(_("Whole country"), _at_home(known, None))] if not chosen else []
    groups += [
        (wording.region(region), _at_home(known, code))
        for code, region in regions.items()
        if chosen in ("", code)
    ]
    listed = [_group(name, each, opened=bool(chosen)) for name, each in groups]
    widgets.html(tag("div", *listed, class_="kel-fold"))


def _at_home(known: Iterable[Health], region: str | None) -> list[Health]:
    """The sources of a region, or those of none."""
    regions = queries.reference().regions
    if region is None:
        return [each for each in known if each.source.region not in regions]
    return [each for each in known if each.source.region == region]


def _group(name: str, known: Sequence[Health], opened: bool) -> Safe:
    used = [each for each in known if each.source.enabled]
    working = sum(each.state.state in LIVING_STATES for each in used)
    counted = _("works: %(n)s of %(all)s") % {
        "n": format_number(working),
        "all": format_number(len(used)),
    }
    if not used:
        counted = _("no source of its own")
    warns = "" if used and working == len(used) else " kel-warns"
    head = tag("summary", name, " ", tag("span", counted, class_=f"kel-count{warns}"))
    rows = join(row(health) for health in known)
    return tag("details", head, rows, open="" if opened else None)
