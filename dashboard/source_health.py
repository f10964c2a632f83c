"""How each source does, from what the store holds. Knows no Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pandas as pd

from dashboard.changes import is_far, living
from data.model import LIVING_STATES, Phase, Source, SourceState, State

#: Whole weeks over which a source is held against its expectation.
WEEKS = 4
#: Weeks looked back on for the texts of a source.
MEMORY_WEEKS = 26
#: A failure that mends itself is a person's matter when it weighs this much …
_HEAVY = 1.0
#: … or has lasted so long.
_LONG = timedelta(hours=24)
#: The longest silence of our own that needs no word.
QUIET = timedelta(hours=2)

_FINE = LIVING_STATES | {State.UNKNOWN, State.DISABLED}


@dataclass(frozen=True, slots=True)
class Health:
    """A source with its state, the states before it, and its texts a week.

    ``weekly`` is None while we have read it for less than a whole week; ``phases`` are
    oldest first.
    """

    source: Source
    state: SourceState
    weekly: float | None
    phases: tuple[Phase, ...] = ()

    @property
    def needs_a_hand(self) -> bool:
        """Whether a person should do something about it."""
        return needs_a_hand(self.state)


def needs_a_hand(state: SourceState) -> bool:
    """Whether only a person can mend it, or it has not mended itself in a day.

    A source that answers with too little always needs a look: nothing else tells a
    dead feed from a quiet newsroom.
    """
    if state.state in _FINE:
        return False
    if not 0 < state.failures < _HEAVY:
        return True
    tried, answered = state.last_attempt_at, state.last_success_at
    return tried is None or answered is None or tried - answered >= _LONG


class Pulse(NamedTuple):
    """The health of all collecting at a glance.

    ``silent`` says that nobody was asked for hours although somebody was due.
    """

    working: int
    far: int
    hands: int
    asked_at: datetime | None
    new_at: datetime | None
    silent: bool


def pulse(
    sources: Iterable[Source], states: Mapping[str, SourceState], now: datetime
) -> Pulse:
    """How many sources work, and when we last asked and last heard something new.

    Folders of this machine do not count: they answer whatever becomes of the network.
    """
    far = [source for source in sources if is_far(source)]
    known = [states[source.id] for source in far if source.id in states]
    asked = max((s.last_attempt_at for s in known if s.last_attempt_at), default=None)
    overdue = len(known) < len(far) or any(
        state.due_at is None or state.due_at <= now for state in known
    )
    return Pulse(
        working=living(far, states),
        far=len(far),
        hands=sum(needs_a_hand(state) for state in known),
        asked_at=asked,
        new_at=max((s.last_new_at for s in known if s.last_new_at), default=None),
        silent=asked is not None and now - asked > QUIET and overdue,
    )


class Stretch(NamedTuple):
    """A state and the time it lasted; ``until`` is None while it lasts."""

    state: State
    since: datetime
    until: datetime | None
    http_status: int | None


def stretches(phases: Sequence[Phase]) -> list[Stretch]:
    """The states of a source one after another, newest first."""
    made: list[Stretch] = []
    until = None
    for phase in reversed(phases):
        made.append(Stretch(phase.state, phase.since, until, phase.http_status))
        until = phase.since
    return made


def whole_weeks(today: date) -> list[date]:
    """The Mondays of the last complete weeks, oldest first."""
    this = today - timedelta(days=today.weekday())
    return [this - timedelta(weeks=back) for back in range(WEEKS, 0, -1)]


def healths(
    sources: Iterable[Source],
    states: Mapping[str, SourceState],
    weeks: pd.DataFrame,
    phases: Mapping[str, Sequence[Phase]],
    today: date,
) -> list[Health]:
    """The health of every source, in the order given."""
    mondays = whole_weeks(today)
    found: dict[str, dict[date, int]] = {}
    for source_id, week, items in weeks.itertuples(index=False):
        found.setdefault(source_id, {})[week] = int(items)
    return [
        Health(
            source,
            _shown(source, states),
            _weekly(source, found.get(source.id, {}), mondays),
            tuple(phases.get(source.id, ())),
        )
        for source in sources
    ]


def _shown(source: Source, states: Mapping[str, SourceState]) -> SourceState:
    if not source.enabled:
        return SourceState(source.id, State.DISABLED)
    return states.get(source.id) or SourceState(source.id)


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
