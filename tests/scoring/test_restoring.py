"""What a person put on the desk is a flag in every later assessment, until undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import builders as make
import pipeline
from data.days import local_day
from data.model import (
    Item,
    Lane,
    LevelCode,
    Restoration,
    SourceState,
    State,
    Understanding,
    Verdict,
    VerdictCode,
)
from data.reference import load
from data.store import Store
from scoring.decision import DROPPED_BY_KIND
from scoring.items import outcome
from scoring.restoring import SURE, restored, with_restored

NOW = make.NOW
RISK = load().taxonomy.risk


def set_aside(key: str = "u:match", dropped: str = "sport", **changes: object) -> Item:
    values: dict[str, object] = {
        "title": "После матча подрались болельщики двух сёл",
        "text": "После матча болельщики двух сёл подрались у стадиона.",
        "published_at": NOW - timedelta(hours=6),
        "collected_at": NOW - timedelta(hours=5),
        "risk": (),
        "dropped": dropped,
    }
    return make.item(key, **values | changes)


def word(key: str = "u:match", **changes: object) -> Restoration:
    values: dict[str, object] = {
        "signal": "trigger_incident",
        "region": "KZ-39",
        "reason": "Дело не в футболе: сёла спорят о воде",
        "author": "Медиатор",
        "at": NOW,
    }
    return Restoration(key, **values | changes)  # type: ignore[arg-type]


def keep(store: Store, *items: Item) -> None:
    state = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
    store.add_collected(items, state, {}, local_day(NOW))


@pytest.fixture
def kept(store: Store) -> Store:
    store.sync_sources([make.source(), make.source("beta")])
    keep(store, set_aside())
    pipeline.assess_store(store, NOW)
    assert store.flags() == []
    return store


def test_it_becomes_a_flag_that_carries_the_persons_reason(kept: Store) -> None:
    kept.restore_item(word())
    pipeline.assess_store(kept, NOW)
    (flag,) = kept.flags()
    assert (flag.region, flag.lane) == ("KZ-39", RISK["trigger_incident"].lane)
    (signal,) = flag.signals
    assert (signal.code, signal.confidence) == ("trigger_incident", SURE)
    assert [piece.text for piece in signal.evidence] == [set_aside().title]
    (reason,) = signal.reasons
    assert reason.code == "person.restored"
    assert dict(reason.params) == {
        "item": "u:match",
        "author": "Медиатор",
        "reason": "Дело не в футболе: сёла спорят о воде",
        "at": NOW.isoformat(),
        "set_aside": "sport",
    }
    assert [item.key for item in kept.flag_items(flag.id)] == ["u:match"]


def test_it_feeds_the_level_like_any_flag_until_a_verdict_refutes_it(
    kept: Store,
) -> None:
    kept.restore_item(word(signal="mobilisation"))
    pipeline.assess_store(kept, NOW)
    assert kept.latest_levels()["KZ-39"].code is LevelCode.ACUTE
    (flag,) = kept.flags()
    kept.add_verdict(
        Verdict(flag.id, VerdictCode.NOT_COMMUNITIES, "Матч.", "Талдаушы", NOW)
    )
    pipeline.assess_store(kept, NOW)
    assert kept.latest_levels()["KZ-39"].code is not LevelCode.ACUTE


def test_every_later_run_obeys_and_nothing_is_doubled(kept: Store) -> None:
    kept.restore_item(word())
    first = None
    for hours in range(3):
        pipeline.assess_store(kept, NOW + timedelta(hours=hours))
        (flag,) = kept.flags()
        assert flag.n_items == 1
        first = first or flag
        assert flag == first  # opened once
    pipeline.rescore(kept, NOW + timedelta(hours=4))
    assert [f.signals[0].reasons[0].code for f in kept.flags()] == ["person.restored"]


def test_taken_back_it_is_gone_and_put_back_it_returns(kept: Store) -> None:
    kept.restore_item(word())
    pipeline.assess_store(kept, NOW)
    (before,) = kept.flags()
    kept.take_back("u:match", "Только матч.", "Талдаушы", NOW)
    pipeline.assess_store(kept, NOW)
    assert kept.flags() == []
    assert kept.latest_levels()["KZ-39"].code is not LevelCode.ACUTE
    kept.restore_item(word())
    pipeline.assess_store(kept, NOW)
    assert [flag.id for flag in kept.flags()] == [before.id]


def test_a_place_the_machine_did_not_know_is_the_persons(store: Store) -> None:
    store.sync_sources([make.source()])
    keep(store, set_aside(dropped="abroad", regions=()))
    store.restore_item(word(region="KZ-61", signal="rumour_viral"))
    pipeline.assess_store(store, NOW)
    (flag,) = store.flags()
    assert (flag.region, flag.lane) == ("KZ-61", RISK["rumour_viral"].lane)
    assert [item.key for item in store.flag_items(flag.id)] == ["u:match"]


def test_where_the_rules_flag_it_too_their_signals_stand_beside() -> None:
    own = (make.signal(), make.signal("mobilisation"))
    item = set_aside(dropped=None, risk=own, regions=("KZ-15",))
    found = restored(item, word(), load().taxonomy)
    assert [signal.code for signal in found.risk] == [
        "trigger_incident",
        "mobilisation",
    ]
    assert found.risk[0].reasons[0].code == "person.restored"
    assert found.regions == ("KZ-39", "KZ-15")
    # What was suspected and let go is not taken up again by that.
    let_go = restored(replace(item, dropped="sport"), word(), load().taxonomy)
    assert [signal.code for signal in let_go.risk] == ["trigger_incident"]
    assert let_go.regions == ("KZ-39",)


def test_a_signal_the_taxonomy_lost_is_still_a_flag() -> None:
    found = restored(set_aside(), word(signal="of_old"), load().taxonomy)
    assert [(s.code, s.lane) for s in found.risk] == [("of_old", Lane.STRUCTURAL)]


def test_the_items_stay_in_the_order_of_time(kept: Store) -> None:
    kept.restore_item(word())
    early = make.item("u:a", published_at=NOW - timedelta(days=2))
    undated = make.item("u:b", published_at=None)
    late = make.item("u:c")
    found = with_restored([undated, early, late], kept, load().taxonomy)
    assert [item.key for item in found] == ["u:b", "u:a", "u:match", "u:c"]


@pytest.mark.parametrize(
    "why", sorted({*DROPPED_BY_KIND.values(), "abroad", None}, key=str)
)
@pytest.mark.parametrize("risk", [(), (make.signal(),)])
@pytest.mark.parametrize("protective", [(), (make.signal("mediation_dialogue"),)])
def test_every_text_ends_under_exactly_one_outcome(
    why: str | None, risk: tuple, protective: tuple
) -> None:
    item = set_aside(dropped=why, risk=risk, protective=protective)
    read = Understanding(
        "ru", item.title, item.text, (), ("KZ-39",), (), risk, protective, why, 0, "v"
    )
    found = outcome(item)
    assert (found == "flagged") == read.flag
    assert found == (why or found)
    assert found in {
        *DROPPED_BY_KIND.values(),
        "abroad",
        "flagged",
        "protective",
        "no_signal",
    }
