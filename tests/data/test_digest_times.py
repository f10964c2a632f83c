"""A letter goes when its reader wants it, never in their quiet hours, never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import builders
from data.digest_times import daily_is_due, is_quiet, untold
from data.model import DigestSent, Role, User

#: 09:30 in Almaty.
MORNING = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
READER = User(
    "Медиатор",
    Role.MEDIATOR,
    ("KZ-39",),
    email="m@example.kz",
    digest=True,
    acute_at_once=True,
    id=1,
)


def sent(kind: str = "daily", **changes) -> DigestSent:
    letter = DigestSent(1, kind, MORNING - timedelta(minutes=5), "", (), is_sent=True)
    return replace(letter, **changes)


@pytest.mark.parametrize(
    ("begin", "end", "hour", "quiet"),
    [
        (22, 7, 23, True),
        (22, 7, 3, True),
        (22, 7, 7, False),
        (22, 7, 21, False),
        (13, 15, 14, True),
        (13, 15, 15, False),
        (0, 0, 3, False),
    ],
)
def test_quiet_hours_may_pass_midnight(begin, end, hour, quiet):
    reader = replace(READER, quiet_from=begin, quiet_to=end)
    now = datetime(2026, 11, 22, hour, 20, tzinfo=UTC) - timedelta(hours=5)
    assert is_quiet(reader, now) is quiet


def test_the_daily_letter_goes_once_a_day_from_its_hour_on():
    assert daily_is_due(READER, [], MORNING)
    assert not daily_is_due(READER, [], MORNING - timedelta(hours=2))
    assert not daily_is_due(READER, [sent()], MORNING)
    assert daily_is_due(READER, [sent(at=MORNING - timedelta(days=1))], MORNING)
    assert not daily_is_due(replace(READER, digest=False), [], MORNING)


def test_a_letter_that_failed_is_tried_again_ever_later():
    failed = sent(is_sent=False)
    assert not daily_is_due(READER, [failed], MORNING)
    assert daily_is_due(READER, [failed], MORNING + timedelta(minutes=20))
    often = [failed] * 9
    assert not daily_is_due(READER, often, MORNING + timedelta(hours=3))
    assert daily_is_due(READER, often, MORNING + timedelta(hours=4))


def test_a_daily_hour_in_quiet_hours_waits_for_their_end():
    late = replace(READER, digest_hour=23)
    assert daily_is_due(late, [], MORNING)
    seven = MORNING.replace(hour=2, minute=0)
    assert daily_is_due(late, [], seven)
    assert not daily_is_due(late, [], seven - timedelta(minutes=1))


def test_an_acute_flag_of_the_readers_region_is_told_at_once_and_once():
    here = builders.flag("f:1", opened_at=MORNING)
    there = builders.flag("f:2", opened_at=MORNING, region="KZ-10")
    old = builders.flag("f:3", opened_at=MORNING - timedelta(days=2))
    flags = [here, there, old]
    assert untold(READER, flags, [], MORNING) == [here]
    told = sent("acute", flag_ids=("f:1",))
    assert untold(READER, flags, [told], MORNING) == []
    assert untold(replace(READER, acute_at_once=False), flags, [], MORNING) == []
    night = MORNING - timedelta(hours=6)
    assert untold(READER, [replace(here, opened_at=night)], [], night) == []


def test_what_a_failed_letter_was_to_tell_is_told_by_the_next():
    here = builders.flag("f:1", opened_at=MORNING)
    failed = sent("acute", flag_ids=("f:1",), is_sent=False)
    assert untold(READER, [here], [failed], MORNING) == []
    later = MORNING + timedelta(minutes=30)
    assert untold(READER, [here], [failed], later) == [here]
