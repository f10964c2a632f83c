"""Who needs a hand, how all collecting does, and what a source went through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pandas as pd
import pytest

import builders
from builders import NOW
from dashboard import source_health
from data.model import Phase, Source, SourceKind, SourceState, State

HOUR = timedelta(hours=1)


def health(source, weeks=(), states=None, today=date(2026, 11, 22)):
    frame = pd.DataFrame(list(weeks), columns=["source_id", "week", "items"])
    return source_health.healths([source], states or {}, frame, {}, today)[0]


def state(word: State = State.WORKING, answered: timedelta | None = None, **changes):
    """A state of alpha, just asked, that last answered so long ago."""
    last = None if answered is None else NOW - answered
    made = SourceState("alpha", word, last_attempt_at=NOW, last_success_at=last)
    return replace(made, **changes)


def test_a_source_switched_off_or_never_read_has_a_state():
    off = builders.source(enabled=False)
    assert health(off, states={"alpha": state()}).state.state is State.DISABLED
    assert not health(off).needs_a_hand
    assert health(builders.source()).state.state is State.UNKNOWN
    assert not health(builders.source()).needs_a_hand


@pytest.mark.parametrize("word", [State.WORKING, State.NOT_MODIFIED])
def test_a_source_that_works_needs_nobody(word):
    assert not source_health.needs_a_hand(state(word, HOUR))


@pytest.mark.parametrize("word", [State.EMPTY, State.STALE])
def test_a_site_that_answers_with_too_little_needs_a_hand_at_once(word):
    assert source_health.needs_a_hand(state(word, timedelta()))


def test_a_passing_failure_needs_a_hand_when_it_has_not_passed():
    once = state(State.TIMEOUT, HOUR, failures=0.25)
    assert not source_health.needs_a_hand(once)
    assert source_health.needs_a_hand(replace(once, failures=1.0))
    day_ago = NOW - timedelta(hours=24)
    assert source_health.needs_a_hand(replace(once, last_success_at=day_ago))
    assert source_health.needs_a_hand(replace(once, last_success_at=None))
    assert source_health.needs_a_hand(replace(once, failures=0.0))  # never weighed


def pulse(*states: SourceState, sources: list[Source] | None = None):
    listed = sources or [builders.source(value.source_id) for value in states]
    return source_health.pulse(listed, {s.source_id: s for s in states}, NOW)


def of(name: str, asked: datetime, due: datetime | None, word=State.WORKING):
    return SourceState(
        name, word, last_attempt_at=asked, last_new_at=asked - HOUR, due_at=due,
        failures=float(word is not State.WORKING),
    )  # fmt: skip


def test_the_pulse_counts_what_works_and_what_needs_a_hand():
    found = pulse(
        of("a", NOW - HOUR, NOW + HOUR),
        of("b", NOW - 2 * HOUR, NOW + HOUR, State.NOT_A_FEED),
    )
    assert (found.working, found.far, found.hands) == (1, 2, 1)
    assert (found.asked_at, found.new_at) == (NOW - HOUR, NOW - 2 * HOUR)
    assert not found.silent


@pytest.mark.parametrize(
    ("asked", "due", "silent"),
    [
        (3 * HOUR, -HOUR, True),
        (3 * HOUR, HOUR, False),  # nobody was due: rare sources, asked rarely
        (2 * HOUR, -HOUR, False),
        (3 * HOUR, None, True),
    ],
)
def test_silence_is_ours_when_somebody_was_due(asked, due, silent):
    at = None if due is None else NOW + due
    assert pulse(of("a", NOW - asked, at)).silent is silent


def test_a_new_source_nobody_asks_is_silence():
    asked = of("a", NOW - 3 * HOUR, NOW + HOUR)
    listed = [builders.source("a"), builders.source("new")]
    assert pulse(asked, sources=listed).silent


def test_folders_and_what_is_switched_off_do_not_count():
    inbox = builders.source("inbox", kind=SourceKind.INBOX)
    off = builders.source("off", enabled=False)
    found = pulse(
        of("inbox", NOW, NOW), of("off", NOW, NOW, State.TIMEOUT), sources=[inbox, off]
    )
    assert found == source_health.Pulse(0, 0, 0, None, None, False)


def test_states_follow_one_another_newest_first():
    days = [NOW - timedelta(days=n) for n in (9, 6, 2)]
    told = source_health.stretches(
        [
            Phase(State.WORKING, days[0]),
            Phase(State.HTTP_ERROR, days[1], 503),
            Phase(State.WORKING, days[2]),
        ]
    )
    assert [(s.since, s.until) for s in told] == [
        (days[2], None), (days[1], days[2]), (days[0], days[1]),
    ]  # fmt: skip
    assert told[1].http_status == 503
    assert source_health.stretches([]) == []


def test_items_a_week_are_counted_over_whole_weeks_only():
    today = date(2026, 11, 22)  # a Sunday
    mondays = source_health.whole_weeks(today)
    assert mondays == [date(2026, 10, 19) + timedelta(weeks=n) for n in range(4)]
    this = date(2026, 11, 16)
    weeks = [
        ("alpha", mondays[0], 8),
        ("alpha", mondays[2], 4),
        ("alpha", this, 99),  # this week is not over
        ("beta", mondays[0], 50),
    ]
    old = builders.source(since=date(2026, 1, 1))
    assert health(old, weeks).weekly == 3
    assert health(builders.source(since=mondays[2]), weeks).weekly == 2
    assert health(builders.source(since=today), weeks).weekly is None
    # Since when is not known: the first week with a text is not a whole one.
    assert health(builders.source(), weeks).weekly == pytest.approx(4 / 3)
    assert health(builders.source(), [("alpha", this, 5)]).weekly is None
    assert health(builders.source()).weekly is None
