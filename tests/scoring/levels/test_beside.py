"""Beside a level: sources that come and go, signs of accord, thin reading."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import pytest

import builders as make
from data.model import Reason
from level_stories import OTHER, REGION, TODAY
from scoring.coverage import ReadDay
from scoring.levels.beside import Beside, beside, thinness

SOURCES = [
    make.source("alpha"),
    make.source("beta"),
    make.source("elsewhere", region=OTHER),
    make.source("state", region="national"),
]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def read(source: str, *days: int) -> list[ReadDay]:
    """A source was read so many days ago, about whatever."""
    return [(source, "", "ru", ago(n), False) for n in days]


def around(*rows: Iterable[ReadDay], accord: Iterable[tuple[str, date]] = ()) -> Beside:
    old = read("alpha", *range(200, -1, -1))
    return beside([*old, *(row for each in rows for row in each)], SOURCES, accord)


def told(reasons: Iterable[Reason]) -> list[tuple[str, list[str], str]]:
    return [(r.code, r.params["sources"], r.params["on"]) for r in reasons]


# --------------------------------------------------------------- sources come and go
@pytest.mark.parametrize(("days", "is_told"), [(0, True), (13, True), (14, False)])
def test_a_source_that_joined_is_told_for_two_weeks(days: int, is_told: bool) -> None:
    found = told(around(read("beta", *range(days, -1, -1))).changes(REGION, TODAY))
    joined = [("level.source_joined", ["beta"], str(ago(days)))]
    assert found == (joined if is_told else [])


def test_those_with_which_reading_began_did_not_join() -> None:
    first = beside(read("alpha", 12, 11, 0), SOURCES, ())
    assert first.changes(REGION, TODAY) == []
    late = beside([*read("state", 26), *read("alpha", 12, 0)], SOURCES, ())
    assert [code for code, *_ in told(late.changes(REGION, TODAY))] == [
        "level.source_joined"
    ]


@pytest.mark.parametrize(
    ("days", "is_told"), [(13, False), (14, True), (27, True), (28, False)]
)
def test_a_source_is_lost_after_two_weeks_of_silence(days: int, is_told: bool) -> None:
    spoke = read("beta", *range(days + 60, days - 1, -1))
    lost = [("level.source_lost", ["beta"], str(ago(days)))]
    assert told(around(spoke).changes(REGION, TODAY)) == (lost if is_told else [])


def test_the_silence_of_a_source_hardly_known_means_nothing() -> None:
    assert around(read("beta", 90, 60, 20)).changes(REGION, TODAY) == []
    assert len(around(read("beta", 90, 80, 60, 20)).changes(REGION, TODAY)) == 1


def test_sources_of_one_day_are_told_together_and_each_day_apart() -> None:
    sources = [*SOURCES, make.source("gamma"), make.source("delta")]
    rows = [
        *read("alpha", *range(200, -1, -1)),
        *read("gamma", 5),
        *read("beta", 5),
        *read("delta", 3),
    ]
    assert told(beside(rows, sources, ()).changes(REGION, TODAY)) == [
        ("level.source_joined", ["beta", "gamma"], str(ago(5))),
        ("level.source_joined", ["delta"], str(ago(3))),
    ]


def test_only_sources_of_the_region_itself_are_told() -> None:
    found = around(read("elsewhere", 3), read("state", 3))
    assert found.changes(REGION, TODAY) == []
    assert [s for _, s, _ in told(found.changes(OTHER, TODAY))] == [["elsewhere"]]


def test_what_comes_later_changes_no_earlier_day() -> None:
    spoke = read("beta", *range(60, 29, -1))
    before = around(spoke).changes(REGION, ago(15))
    assert told(before) == [("level.source_lost", ["beta"], str(ago(30)))]
    assert around(spoke, read("beta", 10, 5)).changes(REGION, ago(15)) == before


# --------------------------------------------------------------------------- accord
def test_texts_of_accord_are_counted_in_the_days_before() -> None:
    days = [(REGION, ago(n)) for n in (14, 13, 3, 3, 0, -1)]
    (reason,) = around(accord=[*days, (OTHER, TODAY)]).protective(REGION, TODAY, 14)
    assert (reason.code, reason.params) == ("level.protective", {"n": 4, "days": 14})


def test_no_text_of_accord_is_not_mentioned() -> None:
    assert around(accord=[(OTHER, TODAY)]).protective(REGION, TODAY, 14) == []


# ------------------------------------------------------------------------ thin reading
def reading(*stretches: tuple[int, float]) -> np.ndarray:
    """One region's items a day, as (days, items) one after another."""
    return np.array([[items for days, items in stretches for _ in range(days)]])


@pytest.mark.parametrize("items", [0.0, 1.0, 10.0, 20.0])
def test_two_weeks_are_held_against_the_eight_before(items: float) -> None:
    share = thinness(reading((56, 10.0), (14, items)))
    assert share[0, -1] == pytest.approx(items / 10)


def test_what_was_before_the_eight_weeks_is_forgotten() -> None:
    assert thinness(reading((50, 99.0), (56, 10.0), (14, 5.0)))[0, -1] == 0.5


def test_of_a_short_past_the_weeks_there_are_count() -> None:
    share = thinness(reading((40, 4.0)))[0]
    assert np.isnan(share[:27]).all()
    assert share[27:] == pytest.approx(1.0)


def test_where_nothing_was_usual_nothing_is_thin() -> None:
    assert np.isnan(thinness(reading((70, 0.0), (14, 5.0)))[0, :71]).all()
    assert np.isnan(thinness(reading((70, 0.0)))).all()


def test_regions_are_not_compared() -> None:
    both = np.concatenate([reading((70, 10.0)), reading((70, 0.1))])
    assert thinness(both)[:, -1] == pytest.approx([1.0, 1.0])
