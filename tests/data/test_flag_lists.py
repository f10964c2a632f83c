"""Flags by the page: the same, in the same order, as all of them sorted by hand."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest

import builders
from dashboard import desk_wording
from data.model import (
    Flag,
    Lane,
    Response,
    SourceState,
    State,
    Story,
    Verdict,
    VerdictCode,
)
from data.store import Store
from data.store.flag_lists import FlagFilter

NOW = builders.NOW
REGIONS = ("KZ-39", "KZ-15", "KZ-62")


@pytest.fixture
def busy(store: Store) -> Store:
    """Ninety flags of three regions and lanes, a third of them judged, some twice."""
    dice = random.Random(6)
    store.sync_sources([builders.source()])
    working = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
    store.add_collected([builders.item()], working, {}, NOW.date())
    story = Story("s:1", ("u:1",), ("alpha",), ("ru",), ("KZ-39",), NOW, NOW)
    store.save_stories([story])
    store.save_flags([_flag(n, dice) for n in range(90)])
    for n, flag in enumerate(dice.sample(store.flags(), 30)):
        for _ in range(1 + n % 2):
            code = dice.choice(list(VerdictCode))
            store.add_verdict(Verdict(flag.id, code, "Тексерілді", "Медиатор", NOW))
    return store


def _flag(n: int, dice: random.Random) -> Flag:
    first = NOW - timedelta(hours=dice.randrange(24 * 60))
    last = first + timedelta(hours=dice.randrange(72))
    return builders.flag(
        f"f:{n}",
        region=dice.choice(REGIONS),
        lane=dice.choice(list(Lane)),
        first_at=first,
        last_at=last,
        # Assessments come twice a day, so that many deadlines are the same.
        opened_at=NOW - timedelta(hours=12 * dice.randrange(100)),
    )


def _by_hand(store: Store, state: str = "", **narrowed: object) -> list[Flag]:
    verdicts = store.current_verdicts()
    found = [
        flag
        for flag in store.flags(**narrowed)  # type: ignore[arg-type]
        if state in ("", desk_wording.flag_state(verdicts.get(flag.id)))
    ]
    return desk_wording.in_order_of_work(found, verdicts)


def _filter(
    state: str, region: str | None = None, lane: Lane | None = None
) -> FlagFilter:
    return FlagFilter(
        regions=None if region is None else [region],
        lane=lane,
        verdicts=desk_wording.STATE_VERDICTS.get(state),
        only_open=state == "open",
    )


@pytest.mark.parametrize("state", ["", *desk_wording.FLAG_STATES])
@pytest.mark.parametrize("region", [None, "KZ-15"])
@pytest.mark.parametrize("lane", [None, *Lane])
def test_pages_put_together_are_the_whole_list(
    busy: Store, state: str, region: str | None, lane: Lane | None
) -> None:
    wanted = _filter(state, region, lane)
    expected = _by_hand(busy, state, region=region, lane=lane)
    pages = [
        busy.flag_page(wanted, desk_wording.DEADLINES, 7, offset)
        for offset in range(0, 91, 7)
    ]
    assert [flag for found, _ in pages for flag in found] == expected
    assert {total for _, total in pages} == {len(expected)}
    assert busy.count_flags(wanted) == len(expected)


def test_no_region_at_all_is_not_every_region(busy: Store) -> None:
    assert busy.flag_page(FlagFilter(regions=[]), desk_wording.DEADLINES) == ([], 0)


def test_a_period_holds_what_was_heard_of_in_it(busy: Store) -> None:
    since, until = NOW.date() - timedelta(days=40), NOW.date() - timedelta(days=20)
    wanted = FlagFilter(since=since, until=until)
    found, _ = busy.flag_page(wanted, desk_wording.DEADLINES)
    assert found == _by_hand(busy, since=since, until=until)


def test_open_flags_are_counted_by_region(busy: Store) -> None:
    said = busy.all_verdicts()
    alone = [
        flag
        for flag in busy.flags(lane=Lane.ACUTE)
        if len({each.author for each in said.get(flag.id, [])}) == 1
    ]
    assert alone
    waiting = Counter(flag.region for flag in [*busy.flags(only_open=True), *alone])
    assert busy.open_counts() == dict(waiting)
    assert busy.alone_judged(FlagFilter()) == alone


def _opened(flags: list[Flag], since: datetime) -> list[Flag]:
    """Where our memory began in the period, the day of the first report decides."""
    if all(flag.opened_at >= since for flag in flags):
        return [flag for flag in flags if flag.first_at >= since]
    return [flag for flag in flags if flag.opened_at >= since]


@pytest.mark.parametrize("days", [1, 20, 50, 90])
def test_new_flags_are_those_opened_in_the_period(busy: Store, days: int) -> None:
    since = NOW - timedelta(days=days)
    expected = _opened(busy.flags(), since)
    assert busy.new_flags(since) == (expected, len(expected))
    assert busy.new_flags(since, 3) == (expected[:3], len(expected))
    here = [flag for flag in expected if flag.region == "KZ-15"]
    assert busy.new_flags(since, regions=["KZ-15"]) == (here, len(here))
    by_region = Counter(flag.region for flag in expected)
    assert busy.new_flag_counts(since) == dict(by_region)


def test_an_empty_memory_has_nothing_new(store: Store) -> None:
    assert store.new_flags(NOW) == ([], 0)
    assert store.new_flag_counts(NOW) == {}
    assert store.open_counts() == {}


def test_acute_flags_are_those_of_the_lane(busy: Store) -> None:
    since = NOW.date() - timedelta(days=30)
    expected = busy.flags(lane=Lane.ACUTE, since=since)
    assert busy.acute_flags(since) == expected
    assert busy.acute_flags(since, limit=2) == expected[:2]
    assert busy.acute_flags(since, ["KZ-62"]) == [
        flag for flag in expected if flag.region == "KZ-62"
    ]


def test_what_was_said_is_read_of_the_flags_asked_for(busy: Store) -> None:
    busy.add_response(Response("f:3", "Кездесу", "", "Медиатор", NOW))
    every = busy.all_verdicts()
    some = [f"f:{n}" for n in range(0, 90, 2)] + ["f:none"]
    assert busy.verdicts_of(some) == {
        name: every[name] for name in some if name in every
    }
    assert list(busy.responses_of(["f:3", "f:4"])) == ["f:3"]
    assert busy.flags_of(["f:4", "f:none"]) == {"f:4": busy.flag("f:4")}
    assert busy.verdicts_of([]) == {}
