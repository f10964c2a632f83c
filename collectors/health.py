"""What state a source is in after an attempt: its next SourceState.

A failure weighs 1 when only a person can mend it, 0.5 when it may mend itself and 0.25
when it usually does; a success sets the sum to nothing. A source is never given up: see
:mod:`collectors.schedule` for when it is asked again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from collectors import schedule
from collectors.reading import Reading
from data.days import ALMATY
from data.errors import SourceError
from data.model import LIVING_STATES, DateState, Source, SourceState, State

HARD, SOFT, TEMPORARY = 1.0, 0.5, 0.25
_WEIGHTS = {
    State.NOT_A_FEED: HARD,
    State.PARSE_ERROR: HARD,
    State.REFUSED: HARD,
    State.TLS_ERROR: HARD,
    State.TOO_LARGE: HARD,
    State.BLOCKED_BY_ROBOTS: HARD,
    State.DNS_ERROR: SOFT,
    State.UNAVAILABLE: SOFT,
    State.UNREACHABLE: TEMPORARY,
    State.TIMEOUT: TEMPORARY,
}
#: HTTP statuses that pass by themselves; other refusals are a matter for people.
_PASSING = frozenset({408, 425, 429})
#: A Poisson source of rate r is silent for longer than 4.6 / r once in a hundred times.
_UNLIKELY = 4.6
_WEEK = timedelta(days=7)
#: How often a source is asked for everything, and for how long one that lied.
_FULL_EVERY = timedelta(days=1)
_DISTRUST = timedelta(days=30)
#: An item may bear an earlier time than that at which its publisher set it free.
_PUBLISHING = timedelta(hours=6)
_SHORTEST_SILENCE = timedelta(days=1)
_LONGEST_SILENCE = timedelta(days=60)


def after_failure(
    source: Source, previous: SourceState, error: SourceError, now: datetime
) -> SourceState:
    """The state after an attempt that failed; what was known before stays known."""
    failures = previous.failures + failure_weight(error)
    return replace(
        previous,
        source_id=source.id,
        state=error.state,
        detail=error.detail,
        http_status=error.http_status,
        last_attempt_at=now,
        failures=failures,
        due_at=schedule.due_after_failure(
            source, failures, error.retry_after, previous.last_success_at, now
        ),
    )


def failure_weight(error: SourceError) -> float:
    """How much one failure counts: hard, soft or temporary."""
    if error.state is not State.HTTP_ERROR:
        return _WEIGHTS.get(error.state, HARD)
    status = error.http_status
    if status is None or status >= 500 or status in _PASSING:
        return TEMPORARY
    return HARD if status in (404, 410, 451) else SOFT


def after_success(
    source: Source, previous: SourceState, reading: Reading, now: datetime
) -> SourceState:
    """The state after the source answered and could be read."""
    last_new_at = _last_new_at(previous, reading, now)
    state, detail = _judge(source, reading, last_new_at, now)
    new = len(reading.items) - reading.noted["edited"]
    pace = schedule.pace_after(source, previous, new, now)
    lies = _hid_something(previous, reading)
    return SourceState(
        source_id=source.id,
        state=state,
        detail=detail,
        http_status=304 if reading.not_modified else None,
        last_attempt_at=now,
        last_success_at=now,
        last_new_at=last_new_at,
        etag=previous.etag if reading.not_modified else reading.etag,
        modified=previous.modified if reading.not_modified else reading.modified,
        first_success_at=previous.first_success_at or now,
        due_at=schedule.due_after_success(source, previous, pace, new, now),
        last_full_at=previous.last_full_at if reading.not_modified else now,
        distrusted_until=now + _DISTRUST if lies else previous.distrusted_until,
        pace=pace,
    )


def asks_for_all(previous: SourceState, now: datetime) -> bool:
    """Whether to ask for everything, whatever the source sent before.

    Once a day, for some servers say "not modified" of whatever they are asked, and
    always for a month after one was caught at it.
    """
    if previous.distrusted_until is not None and now < previous.distrusted_until:
        return True
    last = previous.last_full_at
    # One that is yet to come was told by a clock that has been set back since.
    return last is None or not timedelta(0) <= now - last < _FULL_EVERY


def _hid_something(previous: SourceState, reading: Reading) -> bool:
    """Whether a full answer holds new items older than a "not modified" before it."""
    said_at = previous.last_success_at
    # Not by its state: one that hides all its news has become stale meanwhile.
    if previous.http_status != 304 or not reading.is_full or not said_at:
        return False
    return any(
        item.date_state is DateState.DATED
        and item.published_at is not None
        and item.published_at < said_at - _PUBLISHING
        for item in reading.items
    )


def after_counting(
    source: Source, state: SourceState, recent: int, now: datetime
) -> SourceState:
    """The state once the items of its last seven days are counted.

    Fewer than the least it is expected to give is stale, as soon as we have read it
    for a week.
    """
    fewest = source.expect_per_week[0]
    since = state.first_success_at
    if state.state not in LIVING_STATES or recent >= fewest or since is None:
        return state
    if now - since < _WEEK:
        return state
    detail = f"It gave {recent} in seven days; at least {fewest} are expected."
    return replace(state, state=State.STALE, detail=detail)


def _last_new_at(
    previous: SourceState, reading: Reading, now: datetime
) -> datetime | None:
    """When the source last gave something new, by its own dates where it has them."""
    times = [previous.last_new_at, reading.newest_at]
    if any(item.date_state is DateState.UNDATED for item in reading.items):
        times.append(now)
    known = [min(at, now) for at in times if at is not None]
    return max(known, default=None)


def _judge(
    source: Source, reading: Reading, last_new_at: datetime | None, now: datetime
) -> tuple[State, str]:
    fewest = source.expect_per_week[0]
    if not reading.not_modified and reading.seen == 0 and fewest > 0:
        return State.EMPTY, "It answered with a readable list that holds nothing."
    if is_stale(fewest, last_new_at, now):
        since = f"since {last_new_at.date()}" if last_new_at else "with a date we know"
        return State.STALE, f"It answers, but has published nothing {since}."
    return (State.NOT_MODIFIED if reading.not_modified else State.WORKING), ""


def is_stale(fewest: int, last_new_at: datetime | None, now: datetime) -> bool:
    """Whether a source that gives at least ``fewest`` a week has been silent too long.

    Weekends do not count: newsrooms rest. A source that promises nothing is not stale.
    """
    if fewest <= 0:
        return False
    if last_new_at is None:
        return True
    bearable = timedelta(weeks=_UNLIKELY / fewest)
    bearable = min(max(bearable, _SHORTEST_SILENCE), _LONGEST_SILENCE)
    return _working_time(last_new_at, now, bearable) > bearable


def _working_time(since: datetime, until: datetime, enough: timedelta) -> timedelta:
    """The time between two moments without Saturdays and Sundays in Almaty.

    Stops counting soon after ``enough``.
    """
    total = timedelta()
    at = since.astimezone(ALMATY)
    until = until.astimezone(ALMATY)
    while at < until and total <= enough:
        midnight = (at + timedelta(days=1)).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        if at.weekday() < 5:
            total += min(midnight, until) - at
        at = midnight
    return total
