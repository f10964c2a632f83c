"""What persons say of stories is kept, with author and reason; vectors are a cache."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

import builders as make
from data.errors import InputError
from data.model import (
    Reason,
    SourceState,
    State,
    Story,
    StoryDeed,
    Verdict,
    VerdictCode,
)
from data.store import Store

NOW = make.NOW
WHY = ("Бір оқиға.", "Медиатор", NOW)


@pytest.fixture
def filled(store: Store) -> Store:
    """Two stories: s:1 of the items u:1 and u:2, s:3 of u:3."""
    store.sync_sources([make.source()])
    state = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
    items = [make.item(f"u:{n}") for n in (1, 2, 3)]
    store.add_collected(items, state, {}, date(2026, 11, 22))
    for name, keys in (("s:1", ("u:1", "u:2")), ("s:3", ("u:3",))):
        story = Story(name, keys, ("alpha",), ("ru",), ("KZ-39",), NOW, NOW)
        store.save_stories([story])
    store.save_flags([make.flag(), make.flag("f:3", story_id="s:3", item_key="u:3")])
    return store


def test_a_join_is_kept_with_its_author_and_reason(filled: Store) -> None:
    kept = filled.join_stories(["s:1", "s:3"], *WHY)
    assert filled.story_decisions() == [kept]
    assert kept.deed is StoryDeed.JOIN
    assert (kept.item_keys, kept.other_keys) == (("u:1", "u:2"), ("u:3",))
    assert (kept.reason, kept.author, kept.at) == WHY


def test_a_split_is_kept_and_found_by_its_items(filled: Store) -> None:
    kept = filled.split_story("s:1", ["u:2"], *WHY)
    assert (kept.item_keys, kept.other_keys) == (("u:2",), ("u:1",))
    assert filled.story_decisions("u:1") == [kept]
    assert filled.story_decisions("u:3") == []


def test_nothing_is_ever_overwritten(filled: Store) -> None:
    filled.split_story("s:1", ["u:2"], *WHY)
    filled.join_stories(["s:1", "s:3"], *WHY)
    deeds = [decision.deed for decision in filled.story_decisions()]
    assert deeds == [StoryDeed.SPLIT, StoryDeed.JOIN]


def test_a_decision_without_reason_author_or_sense_is_refused(filled: Store) -> None:
    with pytest.raises(InputError, match="reason"):
        filled.join_stories(["s:1", "s:3"], " ", "М", NOW)
    with pytest.raises(InputError, match="author"):
        filled.split_story("s:1", ["u:2"], "Себебі", "", NOW)
    with pytest.raises(InputError, match="two stories"):
        filled.join_stories(["s:1", "s:1"], *WHY)
    with pytest.raises(InputError, match="no story"):
        filled.join_stories(["s:1", "s:9"], *WHY)
    with pytest.raises(InputError, match="no item"):
        filled.split_story("s:1", ["u:3"], *WHY)
    for keys in ([], ["u:1", "u:2"]):
        with pytest.raises(InputError, match="stay"):
            filled.split_story("s:1", keys, *WHY)
    assert filled.story_decisions() == []


def test_judgements_come_back_to_the_flag_they_were_said_of(filled: Store) -> None:
    said = Verdict("f:3", VerdictCode.OLD, "Ескі", "М", NOW)
    filled.add_verdict(said)
    filled.move_judgements({"f:3": "f:1"})
    assert [verdict.reason for verdict in filled.verdicts("f:1")] == ["Ескі"]
    filled.return_judgements({"f:1"})
    assert filled.verdicts("f:3") == []
    filled.return_judgements({"f:1", "f:3"})
    assert filled.verdicts("f:1") == []
    assert [replace(v, id=None) for v in filled.verdicts("f:3")] == [said]


def test_a_flag_keeps_how_its_story_was_told(filled: Store) -> None:
    reason = Reason("story.echo_owner", params={"items": 3, "by": "Alpha"})
    filled.save_flags([make.flag(reasons=(reason,))])
    kept = filled.flag("f:1")
    assert kept is not None
    assert kept.reasons == (reason,)


def test_quiet_items_carry_no_signal_and_belong_to_no_story(store: Store) -> None:
    store.sync_sources([make.source()])
    state = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
    quiet = make.item("u:9", risk=())
    late = replace(quiet, key="u:8", collected_at=NOW + timedelta(hours=2))
    nowhere = replace(quiet, key="u:7", regions=())
    risky = make.item("u:6")
    store.add_collected([quiet, late, nowhere, risky], state, {}, date(2026, 11, 22))
    assert {i.key for i in store.quiet_items()} == {"u:8", "u:9"}
    assert {i.key for i in store.quiet_items(regions=["KZ-10"])} == set()
    assert [i.key for i in store.quiet_items(collected_since=NOW)] == ["u:8"]
    after = NOW + timedelta(days=1)
    assert store.quiet_items(regions=["KZ-39"], published_since=after) == []


def test_vectors_are_kept_once_and_can_be_forgotten(store: Store) -> None:
    many = {f"k{n}": bytes([n % 256]) for n in range(1200)}
    store.keep_vectors(many)
    store.keep_vectors({"k0": b"another", "new": b"\x00\xff"})
    assert store.vectors([*many, "new", "unknown"]) == many | {"new": b"\x00\xff"}
    assert store.vectors([]) == {}
    later = datetime.now(UTC) + timedelta(days=40)
    assert store.forget_vectors(later, days=41) == 0
    assert store.forget_vectors(later, days=30) == 1201
    assert store.vectors(many) == {}


def test_every_word_an_assessment_obeys_changes_the_numbers(filled: Store) -> None:
    seen = [filled.last_words()]
    filled.join_stories(["s:1", "s:3"], *WHY)
    seen.append(filled.last_words())
    filled.add_verdict(Verdict("f:3", VerdictCode.OLD, "Ескі", "М", NOW))
    seen.append(filled.last_words())
    filled.split_story("s:1", ["u:2"], *WHY)
    seen.append(filled.last_words())
    assert len(set(seen)) == 4
    assert filled.last_words() == seen[-1]
    assert [d.deed for d in filled.decisions_on(["u:3"])] == [StoryDeed.JOIN]
    assert len(filled.decisions_on(["u:2", "u:3"])) == 2
    assert filled.decisions_on([]) == []
