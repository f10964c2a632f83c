"""Who works on what, what was said against it, what became of it: kept and followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

import builders
from data.errors import ConflictError, InputError
from data.model import (
    Decision,
    DecisionStep,
    DirectoryEntry,
    Dispute,
    DisputeAnswer,
    DisputeFrom,
    ExampleWord,
    Handling,
    HandlingDeed,
    Meeting,
    MissedEvent,
    Role,
    Story,
    User,
    Verdict,
    VerdictCode,
)
from data.store import Store

NOW = builders.NOW


@pytest.fixture
def desk(store: Store) -> Store:
    """Three flags wait."""
    store.sync_sources([builders.source()])
    stories = []
    for n in "123":
        key, story = f"u:{n}", f"s:{n}"
        state = builders_state(n)
        store.add_collected([builders.item(key)], state, {}, NOW.date())
        stories.append(Story(story, (key,), ("alpha",), ("ru",), ("KZ-39",), NOW, NOW))
    store.save_stories(stories)
    store.save_flags(
        [builders.flag(f"f:{n}", story_id=f"s:{n}", item_key=f"u:{n}") for n in "123"]
    )
    return store


def builders_state(_n: str):
    from data.model import SourceState, State

    return SourceState("alpha", State.WORKING, last_attempt_at=NOW)


def verdict(flag_id: str = "f:1", **changes) -> Verdict:
    values = {
        "flag_id": flag_id,
        "code": VerdictCode.CONFIRMED,
        "reason": "Ақсақалдар растады",
        "author": "Достық үйі",
        "at": NOW,
    }
    return Verdict(**values | changes)


def test_two_people_never_take_the_same_flag(desk):
    names = ["f:1", "f:2", "f:3"]
    first = desk.take_flags(names, "А", 2, NOW)
    second = desk.take_flags(names, "Б", 2, NOW)
    assert [claim.flag_id for claim in first] == ["f:1", "f:2"]
    assert [claim.flag_id for claim in second] == ["f:3"]
    with pytest.raises(ConflictError, match="А works on this flag"):
        desk.take_flag("f:1", "Б", NOW)


def test_a_claim_ends_by_itself_and_by_letting_go(desk):
    desk.take_flags(["f:1", "f:2"], "А", 2, NOW)
    desk.release_flag("f:2", "А", NOW)
    assert set(desk.claims(NOW)) == {"f:1"}
    assert desk.claims(NOW + timedelta(hours=5)) == {}
    assert desk.take_flag("f:1", "Б", NOW + timedelta(hours=5)).holder == "Б"
    deeds = [each.deed for each in desk.handlings("f:2")]
    assert deeds == [HandlingDeed.TAKE, HandlingDeed.RELEASE]


def test_nobody_lets_go_of_anothers_flag(desk):
    desk.take_flag("f:1", "А", NOW)
    desk.release_flag("f:1", "Б", NOW)
    assert desk.claims(NOW)["f:1"].holder == "А"


def test_a_verdict_on_what_was_judged_meanwhile_is_refused(desk):
    first = desk.add_verdict(verdict(), after=None)
    with pytest.raises(ConflictError, match="while you were reading"):
        desk.add_verdict(verdict(author="Б"), after=None)
    desk.add_verdict(verdict(author="Б"), after=first.id)
    assert [each.author for each in desk.verdicts("f:1")] == ["Достық үйі", "Б"]


@pytest.mark.parametrize(
    "changes",
    [
        {"deed": HandlingDeed.SNOOZE, "reason": "", "until_at": NOW},
        {"deed": HandlingDeed.SNOOZE, "reason": "Демалыс", "until_at": NOW},
        {"deed": HandlingDeed.ASSIGN, "to_whom": " "},
        {"deed": HandlingDeed.RESOLVE, "reason": ""},
        {"author": ""},
        {"flag_id": "f:none"},
    ],
)
def test_a_deed_without_what_it_needs_is_refused(desk, changes):
    deed = Handling("f:1", HandlingDeed.ASSIGN, "", "А", NOW, to_whom="Достық үйі")
    with pytest.raises(InputError):
        desk.add_handling(replace(deed, **changes))
    assert desk.all_handlings() == {}


def test_what_was_done_keeps_a_flag_from_being_withdrawn(desk):
    desk.take_flag("f:1", "А", NOW)
    desk.add_dispute(
        Dispute("f:2", DisputeFrom.ASSOCIATION, "ЭМБ", "Дау болған жоқ", "А", NOW)
    )
    assert desk.withdraw_flags(()) == 1
    assert {flag.id for flag in desk.flags()} == {"f:1", "f:2"}


def test_all_that_was_said_follows_a_joined_story_and_comes_back(desk):
    desk.take_flag("f:1", "А", NOW)
    desk.add_dispute(Dispute("f:1", DisputeFrom.SOURCE, "«Өңір үні»", "Қате", "А", NOW))
    desk.move_judgements({"f:1": "f:2"})
    assert desk.claims(NOW) == {}
    assert [each.deed for each in desk.handlings("f:2")] == [HandlingDeed.TAKE]
    assert "f:2" in desk.disputes()
    desk.return_judgements({"f:1"})
    assert "f:1" in desk.disputes()
    assert desk.handlings("f:1")


def test_a_dispute_bears_its_answers(desk):
    said = desk.add_dispute(
        Dispute("f:1", DisputeFrom.OFFICE, "Әкімдік", "Басқаша болды", "А", NOW)
    )
    desk.answer_dispute(DisputeAnswer(said.id, "corrected", "Түзеттік", "Б", NOW))
    (found,) = desk.disputes(["f:1"])["f:1"]
    assert [each.outcome for each in found.answers] == ["corrected"]
    assert not found.is_open
    with pytest.raises(InputError):
        desk.answer_dispute(DisputeAnswer(99, "kept", "…", "Б", NOW))


def test_missed_events_and_words_on_examples(desk):
    day = date(2026, 11, 20)
    event = MissedEvent(
        "KZ-39", "", day, "trigger_incident", "Төбелес", "Көрші ауылдан", "А", NOW
    )
    desk.add_missed_event(event)
    assert [each.on for each in desk.missed_events("KZ-39", day)] == [day]
    assert desk.missed_events("KZ-10") == []
    given = desk.add_verdict(verdict())
    for approved in (True, False):
        desk.add_example_word(ExampleWord(given.id, approved, "А", NOW))
    assert desk.example_words()[given.id].is_approved is False


def test_a_user_is_known_by_name_and_the_last_visit_is_kept(store):
    kept = store.save_user(User("Медиатор", Role.MEDIATOR, ("KZ-39",)))
    with pytest.raises(InputError, match="already"):
        store.save_user(User("Медиатор", Role.AKIM))
    store.note_visit(kept.id, NOW)
    store.note_visit(kept.id, NOW + timedelta(minutes=5))
    assert store.user(kept.id).before_at is None
    store.note_visit(kept.id, NOW + timedelta(hours=9))
    assert store.user(kept.id).before_at == NOW + timedelta(minutes=5)
    store.save_user(replace(kept, budget=5))
    assert store.user(kept.id).seen_at == NOW + timedelta(hours=9)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"lang": "de"},
        {"budget": 0},
        {"quiet_from": 24},
        {"digest": True},
        {"email": "medi ator@x.kz"},
        {"email": "a@b"},
        {"email": "a@b@c.kz"},
    ],
)
def test_a_user_that_makes_no_sense_is_refused(store, changes):
    with pytest.raises(InputError):
        store.save_user(replace(User("А", Role.AKIM), **changes))
    assert store.users() == []


def test_the_directory_keeps_every_version(store):
    first = DirectoryEntry(
        0, "KZ-39", "", "friendship_house", "Достық үйі", "8 7142 00 00 00", "",
        "9–18", "", "А", NOW,
    )  # fmt: skip
    kept = store.save_entry(first)
    store.save_entry(replace(kept, hours="8–17"))
    assert [each.hours for each in store.directory("KZ-39")] == ["8–17"]
    store.save_entry(replace(kept, is_gone=True))
    assert store.directory() == []
    assert len(store.entry_history(kept.entry)) == 3


def test_what_became_of_a_decision_outlives_its_report_being_read_again(desk):
    decided = (Decision("Кездесу өткізу", "Достық үйі", date(2026, 11, 1)),)
    report = Meeting(
        "KZ-39", date(2026, 10, 1), "Отырыс", "session", "", "", (), decided, "u:1"
    )
    desk.add_meeting(report)
    (found,) = desk.meetings("KZ-39")
    number = found.decisions[0].id
    desk.add_decision_step(DecisionStep(number, "done", "Кездесу өтті", "А", NOW))
    desk.forget_reports()
    (after,) = desk.meetings("KZ-39")
    assert (after.decisions[0].state, after.decisions[0].outcome) == (
        "done",
        "Кездесу өтті",
    )
    with pytest.raises(InputError):
        desk.add_decision_step(DecisionStep(number, "lost", "", "А", NOW))
