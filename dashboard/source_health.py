"""How each source does, from what the store holds. Knows no Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from data.model import LIVING_STATES, Source, SourceState, State

#: Whole weeks over which a source is held against its expectation.
WEEKS = 4
#: Weeks looked back on for the last text of a source.
MEMORY_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Health:
    """A source with its state, its texts a week and the week of its last text.

    ``weekly`` is None while we have read it for less than a whole week.
    """

    source: Source
    state: SourceState
    weekly: float | None
    last_week: date | None

    @property
    def needs_a_hand(self) -> bool:
        """Whether a person should do something about it."""
        fine = LIVING_STATES | {State.UNKNOWN, State.DISABLED}
        return self.state.state not in fine


def whole_weeks(today: date) -> list[date]:
    """The Mondays of the last complete weeks, oldest first."""
    this = today - timedelta(days=today.weekday())
    return [this - timedelta(weeks=back) for back in range(WEEKS, 0, -1)]


def answers(source: Source, states: Mapping[str, SourceState]) -> bool:
    """Whether the source answered when it was last asked."""
    state = states.get(source.id)
    return state is not None and state.state in LIVING_STATES


def healths(
    sources: Iterable[Source],
    states: Mapping[str, SourceState],
    weeks: pd.DataFrame,
    today: date,
) -> list[Health]:
    """The health of every source, in the order given.

    A site that answers every time but has published nothing for four weeks is as
    silent as one that is down: it counts as stale.
    """
    mondays = whole_weeks(today)
    found: dict[str, dict[date, int]] = {}
    for source_id, week, items in weeks.itertuples(index=False):
        found.setdefault(source_id, {})[week] = int(items)
    return [
        _health(source, states.get(source.id), found.get(source.id, {}), mondays)
        for source in sources
    ]


def _health(
    source: Source,
    state: SourceState | None,
    items: Mapping[date, int],
    mondays: Sequence[date],
) -> Health:
    shown = state or SourceState(source.id)
    weekly = _weekly(source, items, mondays)
    if not source.enabled:
        shown = SourceState(source.id, State.DISABLED)
    elif weekly == 0 and shown.state in LIVING_STATES and _expects(source):
        shown = replace(shown, state=State.STALE)
    return Health(source, shown, weekly, max(items, default=None))


def _expects(source: Source) -> bool:
    return source.expect_per_week[0] > 0


def _weekly(
    source: Source, items: Mapping[date, int], mondays: Sequence[date]
) -> float | None:
    """Texts a week over the whole weeks in which we read the source.

    Without a known first day the first week with a text does not count: a feed holds
    only its last texts, so that week is never whole.
    """
    begun = source.since
    if begun is None:
        begun = min(items) + timedelta(weeks=1) if items else None
    counted = [monday for monday in mondays if begun is not None and monday >= begun]
    if not counted:
        return None
    return sum(items.get(monday, 0) for monday in counted) / len(counted)
