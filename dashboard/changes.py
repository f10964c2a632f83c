"""What is different from yesterday, or from a week ago. Knows no Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from data.model import (
    LIVING_STATES,
    Level,
    LevelCode,
    Source,
    SourceKind,
    SourceState,
)

#: Kinds that lie on this machine.
_NEAR = frozenset({SourceKind.INBOX, SourceKind.FIELD_REPORT})


class Step(NamedTuple):
    """A region whose level is another one than before."""

    region: str
    before: LevelCode
    after: LevelCode


def steps(
    latest: Mapping[str, Level], history: Iterable[Level], back: int
) -> tuple[Step, ...]:
    """Regions whose newest level differs from the one ``back`` days before it."""
    then = {(level.region, level.on): level for level in history}
    found = []
    for code, level in sorted(latest.items()):
        before = then.get((code, level.on - timedelta(days=back)))
        if before is not None and before.code is not level.code:
            found.append(Step(code, before.code, level.code))
    return tuple(found)


def lost_sources(
    sources: Iterable[Source], states: Mapping[str, SourceState], since: datetime
) -> tuple[Source, ...]:
    """Sources that answered within the period and no longer do."""
    found = []
    for source in sources:
        state = states.get(source.id)
        if not source.enabled or state is None or state.state in LIVING_STATES:
            continue
        if state.last_success_at is not None and state.last_success_at >= since:
            found.append(source)
    return tuple(found)


def is_far(source: Source) -> bool:
    """Whether a source must be reached over a network: a folder always is."""
    return source.enabled and source.kind not in _NEAR


def living(sources: Iterable[Source], states: Mapping[str, SourceState]) -> int:
    """How many of the sources answered at the last attempt."""
    return sum(
        source.id in states and states[source.id].state in LIVING_STATES
        for source in sources
    )


def since(levels: Sequence[Level]) -> date | None:
    """The day the last level of a history began, days without an entry aside."""
    if not levels:
        return None
    begun = levels[-1].on
    for level in reversed(levels):
        if level.code is not levels[-1].code:
            break
        begun = level.on
    return begun
