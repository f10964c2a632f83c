"""What regions and people add to the invented country of ``bench dashboard``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from data.days import monday
from data.model import (
    LANGUAGES,
    Coverage,
    CoverageWeek,
    Decision,
    Dispute,
    DisputeFrom,
    DistrictLevel,
    Flag,
    HandlingDeed,
    Lane,
    Level,
    LevelCode,
    Meeting,
    MissedEvent,
    Norm,
    Reason,
    Role,
    User,
    VerdictCode,
)
from data.reference import Reference
from data.schema import handling, response, verdict
from data.store import Store

DAYS = 84
USERS = 40
RULE = "bench"
_CODES = (VerdictCode.CONFIRMED, VerdictCode.RUMOUR, VerdictCode.NOT_COMMUNITIES)
_LEVELS = (LevelCode.CALM, LevelCode.CALM, LevelCode.WATCH, LevelCode.RAISED)
#: Flags this young have no verdict yet.
_YOUNG = timedelta(days=7)
#: Of flags this old hardly one was left aside.
_OLD = timedelta(days=60)


def write_judged(connection: Connection, flags: Sequence[Flag], now: datetime) -> None:
    """Judge nine of ten flags older than a week, later all but a few.

    So it is with second eyes on acute ones; a third of all was worked on to the end.
    """
    ages = [(n, each, now - each.last_at) for n, each in enumerate(flags)]
    judged = [
        each
        for n, each, age in ages
        if age > _YOUNG and n % (100 if age > _OLD else 10)
    ]
    if not judged:
        return
    said: dict[str, Any] = {"author": "Медиатор", "reason": "Ауылда тексерілді"}
    verdicts = [
        said
        | {
            "flag_id": each.id,
            "code": _CODES[n % len(_CODES)].value,
            "at": each.last_at + timedelta(days=1),
        }
        for n, each in enumerate(judged)
    ]
    acute = {each.id for each in judged if each.lane is Lane.ACUTE}
    again = [each for each in verdicts if each["flag_id"] in acute]
    second = [
        each | {"author": "Әріптес"}
        for n, each in enumerate(again)
        if n % (100 if now - each["at"] > _OLD else 4)
    ]
    connection.execute(insert(verdict), verdicts + second)
    worked = judged[::3]
    told: dict[str, Any] = {
        "action": "Кездесу өтті",
        "note": "",
        "outcome": "Бәсеңдеді",
    }
    told |= {"author": "Медиатор"}
    responses: list[dict[str, Any]] = [
        told
        | {
            "outcome": "Бәсеңдеді",
            "flag_id": each.id,
            "at": each.last_at + timedelta(days=2),
        }
        for each in worked
    ]
    connection.execute(insert(response), responses)
    deeds = [
        said
        | {
            "flag_id": each.id,
            "deed": deed.value,
            "to_whom": "Достық үйі",
            "at": each.last_at + timedelta(hours=hours),
        }
        for each in worked
        for hours, deed in ((3, HandlingDeed.NOTIFY), (60, HandlingDeed.RESOLVE))
    ]
    connection.execute(insert(handling), deeds)


def write_regions(store: Store, reference: Reference, today: date) -> None:
    """Levels with norms and districts, coverage and meetings of every region."""
    days = [today - timedelta(days=back) for back in range(DAYS)]
    store.save_level_rule(RULE, {"regions": len(reference.regions)})
    store.save_levels(
        [
            _level(region, day, n, reference)
            for n, region in enumerate(reference.regions)
            for day in days
        ]
    )
    mondays = sorted({monday(day) for day in days})
    store.save_coverage_weeks(
        CoverageWeek(region, week, lang, 3, 6, 70, 7, 0, True)
        for region in reference.regions
        for week in mondays
        for lang in ("", *LANGUAGES)
    )
    for region in reference.regions:
        for back in range(6):
            store.add_meeting(_meeting(region, today - timedelta(days=20 + 61 * back)))


def _level(region: str, day: date, n: int, reference: Reference) -> Level:
    code = _LEVELS[(n + day.toordinal() // 9) % len(_LEVELS)]
    districts = [c for c, each in reference.districts.items() if each.region == region]
    params = {"days": 14, "items": 140, "stories": 2, "owners": 2, "expected": 1.2}
    since = {"since": (day - timedelta(days=9)).isoformat()}
    return Level(
        region=region,
        on=day,
        code=code,
        score=1.2,
        reasons=(Reason(f"level.{code.value}", params=params | since),),
        coverage=Coverage(region, day, 14, 3, 3, 6, 140, ("kk", "ru"), day, True),
        version=RULE,
        norms=(
            Norm(7, 1.0 + n % 3, 1.2, 0.0, 3.6, 0.4),
            Norm(28, 3.0 + n % 5, 4.6, 1.1, 9.8, 0.3),
        ),
        districts=tuple(
            DistrictLevel(known, LevelCode.WATCH, 2, 1, day) for known in districts[:2]
        ),
    )


def _meeting(region: str, held_on: date) -> Meeting:
    decided = tuple(
        Decision(f"Шешім {n}", "Әкімдік", held_on + timedelta(days=30), "open")
        for n in range(2)
    )
    return Meeting(
        region, held_on, "Қоғамдық келісім кеңесі", "council", "public_accord_council",
        "akim", ("council_of_elders",), decided,
    )  # fmt: skip


def write_people(
    store: Store, reference: Reference, flags: Sequence[Flag], now: datetime
) -> None:
    """Users, replies and missed events: as many in every country."""
    regions = list(reference.regions)
    for n in range(USERS):
        role = Role.AKIM if n % 4 == 0 else Role.MEDIATOR
        own = () if n == 0 else (regions[n % len(regions)],)
        store.save_user(User(f"Кеңсе {n}", role, own, "kk"))
    for each in flags[-10:]:
        store.add_dispute(
            Dispute(each.id, DisputeFrom.SOURCE, "Үн", "Дау болған жоқ", "Кеңсе", now)
        )
    for n, region in enumerate(regions):
        on = now.date() - timedelta(days=n)
        said = ("trigger_incident", "Дау болды", "Қоңырау шалды", "Кеңсе")
        store.add_missed_event(MissedEvent(region, "", on, *said, now))
