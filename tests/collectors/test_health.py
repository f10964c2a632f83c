"""What state a source is in after an attempt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from builders import NOW, memory, source
from collectors.health import (
    after_failure,
    after_success,
    asks_for_all,
    failure_weight,
    is_stale,
)
from collectors.reading import Reading
from data.errors import SourceError
from data.model import DateState, RawItem, SourceState, State

MONDAY = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


def reading(*published: datetime | None, seen: int | None = None) -> Reading:
    found = Reading()
    for number, at in enumerate(published):
        state = DateState.DATED if at else DateState.UNDATED
        found.offer(
            RawItem(
                "alpha", f"https://a.kz/n/{number}", "Т", "", None, None, at, state
            ),
            memory(),
        )
    found.seen = len(published) if seen is None else seen
    return found


def error(state: State, status: int | None = None) -> SourceError:
    return SourceError(state, "It failed.", status)


@pytest.mark.parametrize(
    ("state", "status", "weight"),
    [
        (State.NOT_A_FEED, None, 1),
        (State.TLS_ERROR, None, 1),
        (State.HTTP_ERROR, 404, 1),
        (State.HTTP_ERROR, 403, 0.5),
        (State.DNS_ERROR, None, 0.5),
        (State.HTTP_ERROR, 503, 0.25),
        (State.HTTP_ERROR, 429, 0.25),
        (State.HTTP_ERROR, None, 0.25),
        (State.TIMEOUT, None, 0.25),
    ],
)
def test_failures_weigh_by_who_can_mend_them(state, status, weight):
    assert failure_weight(error(state, status)) == weight


def test_failures_add_up_and_what_was_known_stays():
    before = SourceState("alpha", State.WORKING, etag='"1"', last_success_at=MONDAY)
    first = after_failure(source(), before, error(State.TIMEOUT), NOW)
    second = after_failure(source(), first, error(State.HTTP_ERROR, 404), NOW)
    assert second.failures == 1.25
    assert (second.etag, second.last_success_at) == ('"1"', MONDAY)
    assert (second.state, second.http_status) == (State.HTTP_ERROR, 404)
    assert second.last_attempt_at == NOW


def test_a_success_forgives_all():
    before = SourceState("alpha", State.TIMEOUT, "It failed.", failures=7.5)
    after = after_success(source(), before, reading(NOW), NOW)
    assert (after.state, after.detail, after.failures) == (State.WORKING, "", 0)
    assert (after.last_success_at, after.last_new_at) == (NOW, NOW)


def test_a_list_that_holds_nothing_is_empty_unless_silence_is_expected():
    before = SourceState("alpha", last_new_at=NOW)
    assert after_success(source(), before, reading(), NOW).state is State.EMPTY
    quiet = source(expect_per_week=(0, 5))
    assert after_success(quiet, before, reading(), NOW).state is State.WORKING


def test_a_first_look_at_an_abandoned_feed_finds_it_stale():
    old = NOW - timedelta(days=90)
    after = after_success(source(), SourceState("alpha"), reading(old), NOW)
    assert (after.state, after.last_new_at) == (State.STALE, old)
    assert str(old.date()) in after.detail


def test_dates_in_the_future_do_not_make_a_source_fresh():
    found = reading(NOW + timedelta(hours=20))
    assert after_success(source(), SourceState("alpha"), found, NOW).last_new_at == NOW


def test_undated_items_are_new_when_we_first_meet_them():
    after = after_success(source(), SourceState("alpha"), reading(None), NOW)
    assert (after.state, after.last_new_at) == (State.WORKING, NOW)


def test_not_modified_keeps_the_validators_and_may_be_stale():
    before = SourceState("alpha", etag='"1"', modified="m", last_new_at=NOW)
    after = after_success(source(), before, Reading(not_modified=True), NOW)
    assert (after.state, after.etag, after.modified) == (State.NOT_MODIFIED, '"1"', "m")
    later = NOW + timedelta(days=90)
    stale = after_success(source(), after, Reading(not_modified=True), later)
    assert stale.state is State.STALE


@pytest.mark.parametrize(
    ("fewest", "days", "expected"),
    [
        (0, 900, False),
        (1, 30, False),  # once a week: a month may pass
        (1, 60, True),
        (7, 4, False),
        (7, 8, True),
        (70, 0.9, False),
        (70, 2, True),  # ten a day: silent for two working days
    ],
)
def test_silence_is_judged_by_what_a_source_usually_gives(fewest, days, expected):
    friday = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert is_stale(fewest, friday - timedelta(days=days), friday) is expected


def test_weekends_do_not_count():
    friday_evening = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
    monday_morning = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    assert not is_stale(70, friday_evening, monday_morning)
    assert is_stale(70, friday_evening, monday_morning + timedelta(days=1))


def test_a_source_never_seen_to_publish_is_stale():
    assert is_stale(3, None, NOW)


@pytest.mark.parametrize(
    ("hours", "expected"), [(None, True), (25, True), (23, False), (-9000, True)]
)
def test_everything_is_asked_for_once_a_day_whatever_the_clock_was(hours, expected):
    at = None if hours is None else NOW - timedelta(hours=hours)
    assert asks_for_all(SourceState("alpha", last_full_at=at), NOW) is expected


@pytest.mark.parametrize("state", [State.NOT_MODIFIED, State.STALE])
def test_a_server_that_hid_its_news_is_not_believed_for_a_month(state):
    said = SourceState(
        "alpha", state, http_status=304, last_success_at=NOW - timedelta(hours=1)
    )
    full = reading(NOW - timedelta(days=2))
    full.is_full = True
    told = after_success(source(), said, full, NOW)
    assert told.distrusted_until == NOW + timedelta(days=30)
    full = reading(NOW - timedelta(minutes=5))
    full.is_full = True
    assert after_success(source(), said, full, NOW).distrusted_until is None


def test_what_worked_an_hour_ago_is_asked_again_within_half_an_hour():
    before = SourceState("alpha", failures=5, last_success_at=NOW - timedelta(hours=1))
    gone = SourceError(State.HTTP_ERROR, "Gone.", 410)
    due = after_failure(source(), before, gone, NOW).due_at
    assert timedelta(minutes=10) <= due - NOW <= timedelta(minutes=30)
    never = after_failure(source(), SourceState("alpha", failures=5), gone, NOW).due_at
    assert never - NOW > timedelta(hours=20)
