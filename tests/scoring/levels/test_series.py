"""What a story adds to the series: severity, independence, and nothing for copies."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders as make
from data.model import VerdictCode
from level_stories import (
    OTHER,
    REGION,
    RULE,
    SEVERITIES,
    TODAY,
    days_back,
    heard,
    local_sources,
    point,
    reading,
    report,
    said,
)
from scoring.coverage import ReadDay
from scoring.detector import DEFAULT
from scoring.levels import Report, StoryPoint
from scoring.levels.series import Counted, alarm, count
from scoring.levels.standing import renews

DAYS = days_back(40)
SOURCES = [make.source("alpha"), make.source("a2", owner="alpha"), make.source("beta")]
SURE = renews(RULE)


def counted(
    *points: StoryPoint, read: tuple[ReadDay, ...] = (), least: float = 0.3
) -> Counted:
    return count([REGION, OTHER], DAYS, points, read, SOURCES, SEVERITIES, least, SURE)


def added(*reports: Report, **changes: object) -> list[tuple[int, float, float]]:
    """What one story adds: how many days ago, of what severity, how much."""
    found = counted(point("a", *reports, **changes))  # type: ignore[arg-type]
    kinds, regions, _, columns = np.nonzero(found.reports)
    assert set(regions) <= {0}
    amounts = found.reports[found.reports > 0]
    return sorted(
        (
            (len(DAYS) - 1 - int(column), float(found.severity[kind]), float(much))
            for kind, column, much in zip(kinds, columns, amounts, strict=True)
        ),
        key=lambda each: -each[0],
    )


def test_a_story_weighs_by_its_gravest_signal_so_far() -> None:
    quarrel = report("alpha", heard("resource_dispute"), days_ago=9)
    fight = report("beta", heard("trigger_incident"), heard("rumour_viral"), days_ago=5)
    later = report("gamma", days_ago=2)
    found = added(quarrel, fight, later)
    assert [(days, severity) for days, severity, _ in found] == [
        (9, SEVERITIES["resource_dispute"]),
        (5, SEVERITIES["trigger_incident"]),
        (2, SEVERITIES["trigger_incident"]),
    ]


def test_each_further_owner_adds_less() -> None:
    told = [report(name, heard(), days_ago=9 - n) for n, name in enumerate("abc")]
    assert [much for *_, much in added(*told)] == pytest.approx(
        [1.0, math.log2(3) - 1, 2 - math.log2(3)]
    )


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12))
def test_an_event_told_in_one_day_weighs_log2_of_its_owners(owners: list[str]) -> None:
    found = added(*[report(name, heard()) for name in owners])
    total = sum(much for *_, much in found)
    assert total == pytest.approx(math.log2(len(set(owners)) + 1))


@pytest.mark.parametrize(("days", "more"), [(2, []), (3, [0.5]), (8, [0.5])])
def test_an_owner_who_comes_back_after_three_days_has_news(
    days: int, more: list[float]
) -> None:
    told = [report("alpha", heard(), days_ago=n) for n in (days + 1, 1)]
    assert [much for *_, much in added(*told)] == [1.0, *more]


def test_he_is_counted_again_three_days_after_he_last_was() -> None:
    told = [report("alpha", heard(), days_ago=n) for n in (9, 7, 6, 5, 3, 1)]
    assert [(days, much) for days, _, much in added(*told)] == [
        (9, 1.0),
        (6, 0.5),
        (3, 0.5),
    ]


def test_copies_add_nothing() -> None:
    own = report("alpha", heard(), days_ago=5)
    copies = [report(name, heard(), days_ago=4, copy=True) for name in "bcdef"]
    assert added(own, *copies) == added(own)


def test_what_is_told_before_any_signal_adds_nothing() -> None:
    told = [report("alpha", days_ago=5), report("beta", heard(), days_ago=3)]
    assert [(days, much) for days, _, much in added(*told)] == [(3, 1.0)]


def test_unsure_signals_weigh_nothing() -> None:
    unsure = report("alpha", heard("violence_or_flight", 0.29), days_ago=5)
    assert added(unsure) == []
    sure = report("beta", heard("rumour_viral", 0.3), days_ago=3)
    assert added(unsure, sure) == [(3, SEVERITIES["rumour_viral"], 1.0)]


def test_what_a_person_took_out_adds_nothing_from_its_beginning() -> None:
    told = report("alpha", heard(), days_ago=20)
    assert added(told, verdicts=said(VerdictCode.ABROAD)) == []
    both = (*said(VerdictCode.ABROAD, 3), *said(VerdictCode.CONFIRMED, 1))
    assert added(told, verdicts=both) == added(told) != []
    assert added(told, verdicts=said(VerdictCode.RUMOUR)) == added(told)
    newer = report("beta", heard(), days_ago=1)
    alone = said(VerdictCode.ABROAD, 3)
    assert added(told, newer, verdicts=alone) == added(told, newer)
    agreed = (*alone, *said(VerdictCode.OLD, 2, "dana"))
    assert added(told, newer, verdicts=agreed) == []


def test_stories_of_other_days_and_regions_are_left_out() -> None:
    early = point("early", report("alpha", heard(), days_ago=41))
    late = point("late", report("alpha", heard(), days_ago=-1))
    abroad = point("abroad", region="KZ-75")
    assert not counted(early, late, abroad).reports.any()


def test_two_stories_of_one_day_add_up() -> None:
    found = counted(point("a"), point("b"), point("c", region=OTHER))
    assert found.reports.sum(axis=(0, 2, 3)).tolist() == [2.0, 1.0]


def test_reading_is_counted_by_owner_and_day_and_risk_is_no_reading() -> None:
    found = counted(
        read=(
            ("alpha", REGION, "ru", TODAY, False),
            ("a2", REGION, "kk", TODAY, False),
            ("beta", REGION, "ru", DAYS[0], False),
            ("beta", OTHER, "ru", DAYS[0], False),
            ("alpha", REGION, "ru", TODAY, True),
            ("alpha", "", "ru", TODAY, False),
            ("alpha", "KZ-75", "ru", TODAY, False),
        )
    )
    assert found.read[0].tolist() == [[0.0] * 39 + [2.0], [1.0] + [0.0] * 39]
    assert found.read[1].sum() == 1.0
    assert not found.reports.any()


def test_an_owner_who_is_no_source_of_ours_is_counted_too() -> None:
    stranger = counted(point("a", report("stranger", heard())))
    assert stranger.reports.sum() == 1.0
    assert stranger.read.shape == stranger.reports.shape[1:]


def test_who_tells_of_nothing_but_tension_is_expected_to() -> None:
    days = days_back(400)
    told = [
        point(f"{n}", report(f"outsider {n % 4}", heard(), days_ago=n))
        for n in range(1, 400, 3)
    ]
    found = count(
        [REGION, OTHER], days, told, reading(days), local_sources(), SEVERITIES, 0, SURE
    )
    month = next(each for each in alarm(found, DEFAULT).findings if each.days == 28)
    assert month.expected[0, -1] > month.seen[0, -1] / 2
    assert month.score[0, -1] < 1.3


def test_nothing_told_and_nothing_read_says_nothing() -> None:
    found = alarm(counted(), DEFAULT)
    assert np.isnan(found.score).all()
