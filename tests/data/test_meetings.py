"""The two-month rule: days of every month, what counts, what is not known."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.meetings import (
    MeetingState,
    days_left,
    decision_state,
    due_by,
    held_in,
    last_held,
    looked_back_to,
    periods,
    state,
)
from data.model import CoverageWeek, Decision, Meeting

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1999, 1, 1), date(2090, 12, 31))


def meeting(on: date | None, **changes: object) -> Meeting:
    """A session of a region's Assembly on a day."""
    values: dict[str, object] = {
        "region": "KZ-31",
        "held_on": on,
        "title": "Отырыс",
        "kind": "session",
        "institution": "assembly",
        "chair_office": "deputy_akim",
        "bodies": (),
        "decisions": (),
        "scale": "region",
    }
    return Meeting(**values | changes)  # type: ignore[arg-type]


def weeks(since: date, n: int, sufficient: bool = True) -> list[CoverageWeek]:
    """So many weeks of a region from a Monday on."""
    return [
        CoverageWeek(
            "KZ-31", since + timedelta(weeks=back), "", 1, 1, 20, 5, 0, sufficient
        )
        for back in range(n)
    ]


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (date(2026, 9, 24), date(2026, 11, 24)),
        (date(2025, 12, 31), date(2026, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2026, 7, 31), date(2026, 9, 30)),
        (date(2026, 11, 30), date(2027, 1, 30)),
    ],
)
def test_two_months_are_calendar_months(last: date, due: date) -> None:
    assert due_by(last) == due


@given(DAYS)
def test_the_limit_is_in_the_second_month_after(last: date) -> None:
    due = due_by(last)
    assert (due.year * 12 + due.month) - (last.year * 12 + last.month) == 2
    assert due.day == last.day or (due + timedelta(days=1)).day == 1
    assert 59 <= (due - last).days <= 62


@given(DAYS, DAYS)
def test_a_later_meeting_is_never_due_earlier(one: date, other: date) -> None:
    early, late = sorted((one, other))
    assert due_by(early) <= due_by(late)


def test_days_left_to_the_limit() -> None:
    assert days_left(date(2026, 9, 24), TODAY) == 2
    assert days_left(date(2026, 9, 22), TODAY) == 0
    assert days_left(date(2026, 9, 1), TODAY) == -21
    assert days_left(None, TODAY) is None


def test_six_periods_end_with_the_running_one() -> None:
    made = periods(TODAY)
    assert [(each.start, each.end) for each in made[-2:]] == [
        (date(2026, 9, 1), date(2026, 10, 31)),
        (date(2026, 11, 1), date(2026, 12, 31)),
    ]
    assert made[0].start == date(2026, 1, 1)
    assert len(made) == 6


@given(DAYS, st.integers(1, 12))
def test_periods_follow_one_another_without_a_gap(today: date, n: int) -> None:
    made = periods(today, n)
    assert made[-1].holds(today)
    assert all(each.start.month % 2 == 1 and each.start.day == 1 for each in made)
    for one, following in pairwise(made):
        assert following.start - one.end == timedelta(days=1)


def test_what_does_not_answer_the_rule() -> None:
    day = date(2026, 11, 3)
    others = [
        meeting(day, kind="other"),
        meeting(day, scale="district", district="316600000"),
        meeting(day, scale="republic"),
        meeting(None),
        meeting(day, kind="council", institution="mothers", chair_office=""),
        meeting(TODAY + timedelta(days=1)),
    ]
    assert last_held(others, TODAY) is None
    old_record = meeting(day, scale="")
    assert last_held([*others, old_record], TODAY) == old_record


def test_a_council_of_mothers_with_the_akim_answers_the_rule() -> None:
    together = meeting(
        TODAY, kind="council", institution="mothers", chair_office="akim"
    )
    assert last_held([together], TODAY) == together


def test_the_last_meeting_is_the_latest_not_the_first_of_the_list() -> None:
    early, late = meeting(date(2026, 7, 1)), meeting(TODAY)
    assert last_held([early, late], TODAY) == late
    assert last_held([late, early], TODAY - timedelta(days=1)) == early


def test_of_two_meetings_on_one_day_the_one_a_person_wrote_down_stands() -> None:
    read, written = meeting(TODAY), meeting(TODAY, recorded_by="Әкімдік")
    assert last_held([read, written], TODAY) == written
    assert last_held([written, read], TODAY) == written


def test_a_paper_looks_back_to_a_meeting_of_its_day_only_once_it_is_written_down() -> (
    None
):
    before, read = meeting(date(2026, 9, 30)), meeting(TODAY)
    written = meeting(TODAY, recorded_by="Әкімдік")
    assert looked_back_to([read, before], TODAY) == before
    assert looked_back_to([read, before, written], TODAY) == written
    assert looked_back_to([read, before], TODAY + timedelta(days=1)) == read
    assert looked_back_to([], TODAY) is None


def test_meetings_of_the_akim_alone() -> None:
    akim = meeting(date(2026, 8, 1), kind="akim_meeting", chair_office="")
    chaired = meeting(date(2026, 7, 1), chair_office="akim")
    deputy = meeting(date(2026, 9, 1))
    assert last_held([akim, chaired, deputy], TODAY, akim_only=True) == akim
    assert last_held([chaired, deputy], TODAY, akim_only=True) == chaired


def test_held_and_late() -> None:
    period = periods(TODAY)[-2]
    before = meeting(date(2026, 7, 10))
    in_time, late = meeting(date(2026, 9, 10)), meeting(date(2026, 9, 11))
    assert state(period, [before, in_time], [], TODAY) is MeetingState.HELD
    assert state(period, [late, before], [], TODAY) is MeetingState.LATE
    assert state(period, [late], [], TODAY) is MeetingState.HELD
    # A second one in the period does not excuse the first, nor blame it.
    assert state(period, [before, in_time, late], [], TODAY) is MeetingState.HELD
    assert held_in(period, [late, before, in_time]) == [in_time, late]


def test_none_is_said_only_where_enough_was_read() -> None:
    period = periods(TODAY)[-2]  # its Mondays: 7 September … 26 October, eight
    monday = date(2026, 9, 7)
    assert state(period, [], weeks(monday, 5), TODAY) is MeetingState.NONE
    assert state(period, [], weeks(monday, 4), TODAY) is MeetingState.UNKNOWN
    assert state(period, [], weeks(monday, 8, False), TODAY) is MeetingState.UNKNOWN
    assert state(period, [], [], TODAY) is MeetingState.UNKNOWN
    outside = weeks(date(2026, 7, 6), 8)
    assert state(period, [], outside, TODAY) is MeetingState.UNKNOWN


def test_the_running_period_is_not_over() -> None:
    period = periods(TODAY)[-1]
    read = weeks(date(2026, 11, 2), 3)
    assert state(period, [], read, TODAY) is MeetingState.RUNNING
    planned = meeting(date(2026, 12, 1))
    assert state(period, [planned], read, TODAY) is MeetingState.RUNNING
    assert state(period, [planned], read, date(2026, 12, 1)) is MeetingState.HELD


@pytest.mark.parametrize(
    ("said", "due", "state_now"),
    [
        ("unknown", TODAY, "open"),
        ("unknown", TODAY - timedelta(days=1), "overdue"),
        ("open", TODAY - timedelta(days=1), "overdue"),
        ("overdue", TODAY + timedelta(days=1), "open"),
        ("done", TODAY - timedelta(days=1), "done"),
        ("dropped", TODAY - timedelta(days=1), "dropped"),
        ("unknown", None, "unknown"),
        ("open", None, "open"),
        ("overdue", None, "open"),
    ],
)
def test_overdue_is_worked_out(said: str, due: date | None, state_now: str) -> None:
    assert decision_state(Decision("Шешім", "", due, said), TODAY) == state_now
