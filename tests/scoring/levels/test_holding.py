"""Hysteresis: up at once, down step by step, and a person's word before both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model import LevelCode
from scoring.levels.holding import ORDER, Held

CALM, WATCH, RAISED, ACUTE = ORDER
START = date(2026, 11, 1)
LETTER = {code.value[0]: code for code in ORDER}

#: What a day's reasons give, what the lower bars would keep, whether a person spoke.
Day = tuple[LevelCode, LevelCode, bool]
DAYS = st.lists(
    st.tuples(st.sampled_from(ORDER), st.sampled_from(ORDER), st.booleans()).map(
        lambda day: (day[0], max(day[:2], key=ORDER.index), day[2])
    ),
    max_size=40,
)


def walked(
    days: Sequence[Day], step_days: int = 3
) -> list[tuple[LevelCode, date | None]]:
    held = Held(step_days)
    return [
        held.step(START + timedelta(days=n), come, stay, reset)
        for n, (come, stay, reset) in enumerate(days)
    ]


def path(come: str, stay: str = "", step_days: int = 3) -> str:
    """The levels of days by their first letters; ``stay`` is ``come`` if not given."""
    days = [
        (LETTER[one], LETTER[other], False)
        for one, other in zip(come, stay or come, strict=True)
    ]
    return "".join(code.value[0] for code, _ in walked(days, step_days))


def rank(code: LevelCode) -> int:
    return ORDER.index(code)


@given(DAYS, st.integers(1, 6))
def test_it_never_falls_more_than_a_step_a_day_but_by_a_persons_word(
    days: list[Day], step_days: int
) -> None:
    before = CALM
    for (code, _), (*_, reset) in zip(walked(days, step_days), days, strict=True):
        assert reset or rank(code) >= rank(before) - 1
        before = code


@given(DAYS, st.integers(1, 6))
def test_it_rises_at_once_and_is_never_below_its_reasons(
    days: list[Day], step_days: int
) -> None:
    before = CALM
    for (code, _), (come, stay, _) in zip(walked(days, step_days), days, strict=True):
        assert rank(code) >= rank(come)
        assert rank(code) >= min(rank(before), rank(stay))
        before = code


@given(DAYS, st.integers(1, 6))
def test_nothing_is_higher_than_it_ever_was_reason_to(
    days: list[Day], step_days: int
) -> None:
    highest = CALM
    for (code, _), (come, *_) in zip(walked(days, step_days), days, strict=True):
        highest = max(highest, come, key=rank)
        assert rank(code) <= rank(highest)


@given(DAYS, st.integers(1, 6))
def test_after_a_persons_word_only_reasons_stand(
    days: list[Day], step_days: int
) -> None:
    before = CALM
    for (code, until), (come, stay, reset) in zip(
        walked(days, step_days), days, strict=True
    ):
        if reset:
            assert code is max(come, min(before, stay, key=rank), key=rank)
            assert until is None
        before = code


@given(DAYS, st.integers(1, 6))
def test_it_says_until_when_it_is_held_only_where_it_is(
    days: list[Day], step_days: int
) -> None:
    found = walked(days, step_days)
    for n, ((code, until), (come, *_)) in enumerate(zip(found, days, strict=True)):
        if until is not None:
            assert rank(code) > rank(come)
            assert n <= (until - START).days < n + step_days


@pytest.mark.parametrize(
    ("come", "found"),
    [
        ("crccccccc", "crrrrwwwc"),  # each step takes its days
        ("cwcc", "cwcc"),  # watch has its own days and no more
        ("cacccccccc", "carrrwwwcc"),
        ("caaww", "caarr"),
        ("crwwwwwww", "crrrrwwww"),
        ("crwwwwcccc", "crrrrwwwwc"),  # watch is held as the step below raised
        ("crccrccccc", "crrrrrrrww"),  # a day above counts anew
    ],
)
def test_levels_of_days(come: str, found: str) -> None:
    assert path(come) == found


def test_a_lower_bar_keeps_what_it_would_not_bring() -> None:
    assert path("ccw", "rrr") == "ccw"
    assert path("crwwwwwwww", "crrrrrrrrr") == "crrrrrrrrr"


def test_it_is_held_to_the_last_day_of_the_step() -> None:
    days = [(RAISED, RAISED, False), *[(CALM, CALM, False)] * 4]
    until = [each for _, each in walked(days)]
    third, next_step = START + timedelta(days=3), START + timedelta(days=6)
    assert until == [None, third, third, third, next_step]


def test_a_persons_word_takes_away_what_was_held() -> None:
    days = [(ACUTE, ACUTE, False), (WATCH, WATCH, True), (CALM, CALM, False)]
    assert [code for code, _ in walked(days)] == [ACUTE, WATCH, CALM]
