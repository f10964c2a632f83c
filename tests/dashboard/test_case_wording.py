"""A case in words: times against goals, deeds, history."""

from __future__ import annotations

from datetime import timedelta

import pytest

import builders
from dashboard import case, case_wording
from dashboard.i18n import using
from data.model import (
    DateState,
    Dispute,
    DisputeAnswer,
    DisputeFrom,
    Handling,
    HandlingDeed,
    Lane,
    Response,
    Verdict,
    VerdictCode,
)

NOW = builders.NOW


@pytest.mark.parametrize(
    ("minutes", "ru", "kk"),
    [
        (0, "1 минута", "1 минут"),
        (60, "1 час", "1 сағат"),
        (61, "61 минута", "61 минут"),
        (24 * 60, "24 часа", "24 сағат"),
        (7 * 24 * 60, "7 дней", "7 күн"),
        (30 * 24 * 60, "30 дней", "30 күн"),
    ],
)
def test_lengths_of_time_are_said_in_the_units_of_the_goals(
    minutes: int, ru: str, kk: str
) -> None:
    with using("ru"):
        assert case_wording.span(timedelta(minutes=minutes)) == ru
    with using("kk"):
        assert case_wording.span(timedelta(minutes=minutes)) == kk


def told(flag: object, *deeds: Handling, steps: int = 0) -> list[case_wording.Fact]:
    assert isinstance(flag, type(builders.flag()))
    rows = [Response(flag.id, "Кездесу", "", "Медиатор", NOW)] * steps
    return case_wording.facts(flag, case.times(flag, deeds, rows), NOW)


def test_an_acute_flag_nobody_was_told_of_in_an_hour_is_late() -> None:
    opened = NOW - timedelta(hours=2)
    flag = builders.flag(opened_at=opened, first_at=opened - timedelta(hours=3))
    with using("en"):
        facts = {fact.name: fact for fact in told(flag)}
    assert "3 hours after publication" in facts["Detected"].said
    assert facts["Somebody was told"].is_late
    assert "goal of 1 hour passed" in facts["Somebody was told"].said
    assert facts["Judged"].said == "not yet; time left: 22 hours"
    assert not facts["First step"].is_late


def test_a_deed_in_time_is_said_to_be_in_time() -> None:
    flag = builders.flag(opened_at=NOW - timedelta(hours=2))
    at = NOW - timedelta(minutes=90)
    deed = Handling(flag.id, HandlingDeed.TAKE, "", "Медиатор", at)
    with using("en"):
        fact = told(flag, deed)[2]
    assert not fact.is_late
    assert fact.said.endswith("took 30 minutes, within 1 hour")


def test_a_slow_flag_has_no_goal_of_an_hour_and_unknown_is_said() -> None:
    flag = builders.flag(lane=Lane.STRUCTURAL, date_state=DateState.UNDATED)
    with using("en"):
        facts = told(flag)
    assert facts[0].said == "not known: the date of the text is not certain"
    assert facts[2].said == "not written down yet"
    assert "30 days" in facts[3].said


def test_the_history_is_one_list_oldest_first() -> None:
    flag, hour = builders.flag(), timedelta(hours=1)
    verdict = Verdict(flag.id, VerdictCode.CONFIRMED, "Рас", "А", NOW - 3 * hour)
    until = NOW + hour
    deeds = [
        Handling(flag.id, HandlingDeed.NOTIFY, "", "А", NOW - 4 * hour, "school"),
        Handling(
            flag.id, HandlingDeed.SNOOZE, "Күте тұрамыз", "А", NOW, until_at=until
        ),
    ]
    step = Response(flag.id, "Кездесу", "", "Б", NOW - 2 * hour, "Татуласты", NOW)
    answer = DisputeAnswer(1, "noted", "Рақмет", "А", NOW - hour / 2)
    dispute = Dispute(
        flag.id, DisputeFrom.OFFICE, "Мектеп", "Басқаша", "Б", NOW - hour, (answer,), 1
    )
    with using("kk"):
        events = case_wording.history([verdict], deeds, [step], [dispute])
    assert [event.at for event in events] == sorted(event.at for event in events)
    whats = [event.what for event in events]
    assert whats[0] == "Хабар берілді: Мектеп"
    assert whats[1:3] == ["Расталды", "Кездесу"]
    assert "22.11.2026 12:00" in whats[-1]
    assert events[2].why == "Нәтижесі: Татуласты"
    assert events[4].why == "Рақмет"
