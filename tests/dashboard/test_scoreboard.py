"""The scoreboard: rates only of enough, the worst said as plainly as the best."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

import builders
from dashboard.scoreboard import scoreboard
from data.model import Lane, MissedEvent, SourceState, State, Verdict, VerdictCode
from data.store.outcomes import JudgedFlag, Shown

OPENED = datetime(2026, 10, 5, 6, tzinfo=UTC)


def judged(n: int, code: VerdictCode, **changes) -> list[JudgedFlag]:
    values = {
        "region": "KZ-39",
        "lane": Lane.ACUTE,
        "lang": "kk",
        "detected_at": OPENED,
        "code": code,
        "judged_at": OPENED + timedelta(hours=3),
        "notified_at": OPENED + timedelta(minutes=30),
        "stepped_at": None,
        "official_at": None,
    } | changes
    return [JudgedFlag(f"f:{code}{i}", **values) for i in range(n)]


def missed(n: int) -> list[MissedEvent]:
    day = date(2026, 10, 9)
    event = MissedEvent("KZ-39", "", day, "violence_or_flight", "…", "", "А", OPENED)
    return [event] * n


SHOWN = [Shown("2026-10", Lane.ACUTE, "kk", 10), Shown("2026-11", Lane.ACUTE, "ru", 4)]


def test_unclear_verdicts_count_on_neither_side():
    flags = [
        *judged(3, VerdictCode.CONFIRMED),
        *judged(1, VerdictCode.PROBABLY),
        *judged(1, VerdictCode.OLD),
        *judged(4, VerdictCode.RUMOUR),
    ]
    total = scoreboard(SHOWN, flags, []).total
    assert (total.shown, total.judged, total.unclear) == (14, 9, 4)
    assert total.right == pytest.approx(0.8)


def test_of_too_few_no_rate_is_told():
    board = scoreboard(SHOWN, judged(4, VerdictCode.CONFIRMED), [])
    assert board.total.right is None
    assert board.found is None
    assert board.lead is None


def test_missed_events_lower_what_was_found():
    board = scoreboard(SHOWN, judged(6, VerdictCode.CONFIRMED), missed(2))
    assert board.found == pytest.approx(0.75)


def test_months_without_a_verdict_are_shown_too():
    board = scoreboard(SHOWN, judged(5, VerdictCode.CONFIRMED), [])
    assert [(row.key, row.shown, row.judged) for row in board.by_month] == [
        ("2026-10", 10, 5),
        ("2026-11", 4, 0),
    ]
    assert [row.key for row in board.by_language] == ["kk", "ru"]


def test_the_lead_is_the_median_and_may_be_negative():
    late = judged(5, VerdictCode.CONFIRMED, official_at=OPENED - timedelta(hours=7))
    assert scoreboard(SHOWN, late, []).lead == timedelta(hours=-7)
    refuted = judged(5, VerdictCode.OLD, official_at=OPENED + timedelta(days=9))
    assert scoreboard(SHOWN, [*late, *refuted], []).lead == timedelta(hours=-7)


def test_paces_are_medians_of_what_happened():
    flags = [
        *judged(3, VerdictCode.CONFIRMED),
        *judged(2, VerdictCode.OLD, judged_at=OPENED + timedelta(hours=30)),
    ]
    acute = next(p for p in scoreboard(SHOWN, flags, []).paces if p.lane is Lane.ACUTE)
    assert acute.judged == timedelta(hours=3)
    assert acute.notified == timedelta(minutes=30)
    assert acute.stepped is None
    assert acute.in_time == pytest.approx(0.6)


def test_the_store_counts_what_was_shown_and_judged(small_store):
    store = small_store
    flags = store.flags()
    assert sum(each.n for each in store.shown_flags()) == len(flags)
    found = {each.flag_id: each for each in store.judged_flags()}
    assert set(found) == set(store.current_verdicts())
    for name, each in found.items():
        assert each.code is store.current_verdicts()[name].code
        assert each.judged_at == store.verdicts(name)[0].at
        assert each.notified_at <= each.judged_at


def test_an_official_statement_is_that_of_an_official_source(small_store):
    store = small_store
    flag = store.flags()[0]
    office = builders.source("akimat", official=True)
    store.add_source(office)
    said = builders.item("u:official", source_id="akimat", published_at=builders.NOW)
    state = SourceState("akimat", State.WORKING, last_attempt_at=builders.NOW)
    store.add_collected([said], state, {}, builders.NOW.date())
    store.save_stories([_story(store, flag.story_id, "u:official")])
    store.add_verdict(
        Verdict(flag.id, VerdictCode.CONFIRMED, "Расталды", "А", builders.NOW)
    )
    found = {each.flag_id: each for each in store.judged_flags()}
    assert found[flag.id].official_at == builders.NOW


def _story(store, story_id, key):
    from data.model import Story

    keys = tuple(each.key for each in store.story_items(story_id))
    return Story(
        story_id, (*keys, key), ("a",), ("ru",), ("KZ-39",), builders.NOW, builders.NOW
    )
