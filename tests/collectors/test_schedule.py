"""When a source is asked next: by its pace, its failures, and what it asks of us."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW, source
from collectors import schedule
from data.model import SourceKind, SourceState

BEFORE = SourceState("alpha", last_success_at=NOW - timedelta(hours=6), pace=4.0)


def test_the_first_pace_is_what_the_list_expects():
    one = source(expect_per_week=(7, 21))
    assert schedule.pace_after(one, SourceState("alpha"), 30, NOW) == 2.0


def test_a_pace_follows_what_a_source_gives():
    more = schedule.pace_after(source(), BEFORE, 5, NOW)
    less = schedule.pace_after(source(), BEFORE, 0, NOW)
    assert less < 4.0 < more


@pytest.mark.parametrize(
    ("pace", "hours"), [(0.0, 24), (1.0, 3), (3.0, 1), (500, 1 / 6)]
)
def test_a_source_is_asked_eight_times_per_item(pace, hours):
    wait = schedule.due_after_success(source(), BEFORE, pace, 0, NOW) - NOW
    assert 0.9 * hours <= wait / timedelta(hours=1) <= hours


@pytest.mark.parametrize("kind", [SourceKind.INBOX, SourceKind.FIELD_REPORT])
def test_a_folder_of_this_machine_is_looked_into_every_few_minutes(kind):
    folder = source(kind=kind)
    ok = schedule.due_after_success(folder, BEFORE, 0.0, 0, NOW)
    failed = schedule.due_after_failure(folder, 9.0, None, None, NOW)
    assert ok == failed == NOW + schedule.FOLDER


@given(
    failures=st.floats(0, 1e6),
    retry=st.none() | st.floats(0, 1e12),
    since=st.none() | st.timedeltas(timedelta(0), timedelta(days=900)),
)
def test_no_source_is_hurried_or_given_up(failures, retry, since):
    last = None if since is None else NOW - since
    wait = schedule.due_after_failure(source(), failures, retry, last, NOW) - NOW
    most = schedule.LONGEST if retry is None else schedule.LONGEST_AWAY
    assert schedule.SHORTEST <= wait <= most
    if retry is not None and retry <= schedule.LONGEST_AWAY.total_seconds():
        assert wait >= timedelta(seconds=retry)
