"""Where a case stands, second eyes, and how long people took."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import builders
from dashboard import case, desk_flag_state, i18n
from data.model import (
    Claim,
    DateState,
    Handling,
    Lane,
    Response,
    Verdict,
)
from data.model import HandlingDeed as Deed
from data.model import VerdictCode as Code

NOW = builders.NOW
FLAG = builders.flag(opened_at=NOW - timedelta(hours=10))


def verdict(code: Code, author: str = "Бірінші", *, ago: float = 0) -> Verdict:
    return Verdict(FLAG.id, code, "Тексерілді", author, NOW - timedelta(hours=ago))


def deed(kind: Deed, ago: float = 0, **more: Any) -> Handling:
    said = Handling(FLAG.id, kind, "себеп", "Бірінші", NOW - timedelta(hours=ago))
    return replace(said, **more)


def snooze(ago: float = 1, until: float = 5) -> Handling:
    return deed(Deed.SNOOZE, ago, until_at=NOW + timedelta(hours=until))


def state(
    verdicts: list[Verdict], handlings: list[Handling], claim: Claim | None = None
) -> str:
    return case.standing(FLAG, verdicts, handlings, claim, NOW).state


@pytest.mark.parametrize(
    ("said", "needed"),
    [
        ([], False),
        ([(Code.CONFIRMED, "A")], True),
        ([(Code.CONFIRMED, "A"), (Code.PROBABLY, "B")], False),
        ([(Code.CONFIRMED, "A"), (Code.CONFIRMED, " a ")], True),
        ([(Code.CONFIRMED, "A"), (Code.OLD, "B")], True),
        ([(Code.CONFIRMED, "A"), (Code.OLD, "B"), (Code.ABROAD, "C")], False),
        ([(Code.RUMOUR, "A"), (Code.CANNOT_VERIFY, "B")], False),
        ([(Code.RUMOUR, "A"), (Code.CONFIRMED, "B")], True),
        # B comes round to A's word.
        ([(Code.CONFIRMED, "A"), (Code.OLD, "B"), (Code.CONFIRMED, "B")], False),
        # A left the side that B now takes: nobody else stands there any more.
        ([(Code.OLD, "A"), (Code.CONFIRMED, "A"), (Code.OLD, "B")], True),
    ],
)
def test_an_acute_flag_wants_two_who_agree(
    said: list[tuple[Code, str]], needed: bool
) -> None:
    verdicts = [verdict(code, author) for code, author in said]
    assert case.needs_second_eyes(FLAG, verdicts) is needed


def test_only_the_acute_lane_wants_second_eyes() -> None:
    slow = builders.flag(lane=Lane.STRUCTURAL)
    assert not case.needs_second_eyes(slow, [verdict(Code.CONFIRMED)])


def test_a_flag_goes_from_open_to_judged() -> None:
    claim = Claim(FLAG.id, "Бірінші", NOW, NOW + timedelta(hours=4))
    over = Claim(FLAG.id, "Бірінші", NOW - timedelta(hours=5), NOW)
    first, second = verdict(Code.CONFIRMED), verdict(Code.PROBABLY, "Екінші")
    assert state([], []) == "open"
    assert state([], [], claim) == "working"
    assert state([], [], over) == "open"
    assert state([first], [], claim) == "second_eyes"
    assert state([first, second], []) == "judged"


def test_a_pause_does_not_hide_that_second_eyes_are_wanted() -> None:
    said, put_off = [verdict(Code.OLD, ago=3)], [snooze()]
    stands = case.standing(FLAG, said, put_off, None, NOW)
    assert stands.state == "asleep"
    with i18n.using("en"):
        told = desk_flag_state.line(FLAG, said, put_off, stands, NOW)
        assert "Put off until" in told
        assert "waits for second eyes" in told
        agreed = [*said, verdict(Code.ABROAD, "Екінші", ago=2)]
        stands = case.standing(FLAG, agreed, put_off, None, NOW)
        told = desk_flag_state.line(FLAG, agreed, put_off, stands, NOW)
        assert "Put off until" in told
        assert "second eyes" not in told


def test_a_pause_ends_by_time_by_waking_or_by_a_verdict() -> None:
    asleep = case.standing(FLAG, [], [snooze()], None, NOW)
    assert (asleep.state, asleep.until) == ("asleep", NOW + timedelta(hours=5))
    assert state([], [snooze(until=-0.5)]) == "open"
    assert state([], [snooze(), deed(Deed.WAKE)]) == "open"
    assert state([], [snooze(), deed(Deed.WAKE), snooze(0)]) == "asleep"
    before = [verdict(Code.OLD, ago=2), verdict(Code.OLD, "Екінші", ago=2)]
    assert state(before, [snooze()]) == "asleep"
    assert state([*before, verdict(Code.OLD)], [snooze()]) == "judged"


def test_a_case_stays_resolved_until_it_is_opened_anew() -> None:
    given = [verdict(Code.CONFIRMED)]
    assert state(given, [deed(Deed.RESOLVE), snooze()]) == "resolved"
    assert state(given, [deed(Deed.RESOLVE), deed(Deed.REOPEN)]) == "second_eyes"


def test_the_last_office_it_was_given_to_stands() -> None:
    rows = [
        deed(Deed.ASSIGN, to_whom="school"),
        deed(Deed.ASSIGN, to_whom="water_office"),
        deed(Deed.ESCALATE, to_whom="akimat"),
    ]
    found = case.standing(FLAG, [], rows, None, NOW)
    assert (found.assigned, found.escalated) == ("water_office", "akimat")


def test_times_are_the_first_moments_of_each_kind() -> None:
    rows = [deed(Deed.SNOOZE, 9), deed(Deed.NOTIFY, 8, to_whom="akimat")]
    step = Response(FLAG.id, "Кездесу", "", "Бірінші", NOW - timedelta(hours=3))
    given = [verdict(Code.CONFIRMED, ago=7)]
    found = case.times(FLAG, rows, [step], given)
    assert found.detected == FLAG.opened_at
    assert found.notified == NOW - timedelta(hours=8)
    assert found.judged == NOW - timedelta(hours=7)
    assert found.first_step == step.at
    assert found.published == FLAG.first_at


def test_what_is_not_known_is_not_invented() -> None:
    undated = builders.flag(date_state=DateState.UNDATED)
    found = case.times(undated, [], [])
    assert found.notified is found.judged is found.first_step is None
    assert found.published is None


def test_a_verdict_tells_that_somebody_knows() -> None:
    given = [verdict(Code.OLD, ago=4)]
    assert case.times(FLAG, [], [], given).notified == given[0].at
