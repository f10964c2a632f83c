"""One region in which everything happened at once, in long and hostile words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import builders
import small_world
from data.model import (
    Decision,
    DecisionStep,
    Dispute,
    DisputeAnswer,
    DisputeFrom,
    Evidence,
    Handling,
    HandlingDeed,
    Lane,
    Meeting,
    Response,
    Verdict,
    VerdictCode,
)
from data.store import Store

REGION = "KZ-15"
LONG = (
    "Әңгімелескен тұрғындардың айтуынша, екі ауылдың арасындағы жайылым мен суармалы "
    "су мәселесі көктемнен бері шешілмей келеді, ал шекара қайта белгіленбеген. "
)
HOSTILE = small_world.HOSTILE + ' #eval("1") <b>&amp; \\u{202e} ' + "Ж" * 90
URL = "https://demo-kz-15.example/" + "ө" * 20 + "a" * 180
N = 16


def fill(store: Store) -> Store:
    """The small country, and far too much in one region of it."""
    small_world.fill(store)
    flags = [_flag(store, n) for n in range(N)]
    store.save_flags(flags)
    for n, flag in enumerate(flags):
        _people(store, n, flag.id)
    _accord(store)
    _meeting(store)
    return store


def _flag(store: Store, n: int):
    at = builders.NOW - timedelta(days=2 * n + 1)
    known = store.flag(f"f-water-{n % 7}")
    assert known is not None
    lane = tuple(Lane)[n % 3]
    pieces = tuple(
        Evidence(f"{k}-сөйлем. {LONG}", 0, 10) for k in range(3 if n % 2 else 1)
    )
    return replace(
        known,
        id=f"f-full-{n}",
        lane=lane,
        title=HOSTILE if n == 0 else f"{n}. {LONG}",
        lang="ru" if n % 2 else "kk",
        url=URL if n % 3 == 0 else known.url,
        signals=(builders.signal(lane=lane, evidence=pieces),),
        first_at=at - timedelta(days=90 if lane is Lane.STRUCTURAL else 0),
        last_at=at,
    )


def _people(store: Store, n: int, flag_id: str) -> None:
    now = builders.NOW

    def deed(code: HandlingDeed, to_whom: str = "", days: int | None = None) -> None:
        until = None if days is None else now + timedelta(days=days)
        store.add_handling(
            Handling(flag_id, code, LONG * 3, "Медиатор", now, to_whom, until)
        )

    if n % 4 == 1:
        code = VerdictCode.CONFIRMED if n % 8 == 1 else VerdictCode.OLD
        store.add_verdict(Verdict(flag_id, code, LONG * 4, "Медиатор", now))
        store.add_response(Response(flag_id, LONG * 3, "", "Медиатор", now, LONG * 3))
    if n % 5 == 0:
        kept = store.add_dispute(
            Dispute(flag_id, DisputeFrom.SOURCE, "«Өңір үні»", LONG * 4, "М", now)
        )
        if n % 10 == 0 and kept.id is not None:
            store.answer_dispute(DisputeAnswer(kept.id, "kept", LONG * 4, "М", now))
    if n % 6 == 2:
        deed(HandlingDeed.SNOOZE, days=5 + n)
    if n % 6 == 3:
        deed(HandlingDeed.ESCALATE, "akimat")
        deed(HandlingDeed.ASSIGN, "council_of_elders")
    if n == 9:
        deed(HandlingDeed.RESOLVE)


def _accord(store: Store) -> None:
    found = small_world.signal("mediation_dialogue", None, LONG, "татуластырды")
    items = [
        builders.item(
            f"u:accord-full-{n}",
            source_id="demo-kz-15",
            title=f"{n}. {LONG}",
            text=LONG,
            lang="kk",
            published_at=builders.NOW - timedelta(days=n + 1),
            regions=(REGION,),
            risk=(),
            protective=(found,),
        )
        for n in range(9)
    ]
    state = store.source_states()["demo-kz-15"]
    store.add_collected(items, state, {}, builders.NOW.date())


def _meeting(store: Store) -> None:
    today = builders.NOW.date()
    decisions = tuple(
        Decision(f"{n}. {LONG}", "аудан әкімі", today + timedelta(days=3 - n))
        for n in range(9)
    )
    store.add_meeting(
        Meeting(
            region=REGION,
            held_on=today - timedelta(days=50),
            title="Облыстық Ассамблея кеңесінің кезектен тыс отырысы",
            kind="session",
            institution="assembly",
            chair_office="akim",
            bodies=("elders",),
            decisions=decisions,
            recorded_by="Хатшылық",
            recorded_at=builders.NOW - timedelta(days=49),
        )
    )
    kept = store.meetings(REGION)[0].decisions
    for each, state in ((kept[0], "done"), (kept[4], "dropped")):
        assert each.id is not None
        store.add_decision_step(
            DecisionStep(each.id, state, LONG * 2, "Хатшылық", builders.NOW)
        )
