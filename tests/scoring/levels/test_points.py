"""Flags as the rule sees them: who told what, when, where, and what people said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import builders as make
from data.model import DateState, Flag, Item, Lane, Place, Verdict, VerdictCode
from level_stories import NOW, RULE, ago, heard, point, report, said
from scoring.levels import Heard, Report, StoryPoint, story_points
from scoring.levels.points import Word
from scoring.levels.standing import renews

SOURCES = [make.source(), make.source("beta"), make.source("alpha2", owner="alpha")]
FIGHT = "Драка жителей двух сёл началась после ссоры школьников у магазина."
OTHER_WORDS = "У магазина повздорили подростки, взрослые из соседних аулов сошлись."


def told(key: str, days_ago: float, text: str = FIGHT, **changes: Any) -> Item:
    return make.item(key, published_at=ago(days_ago), text=text, **changes)


def points(
    *items: Item, flags: list[Flag] | None = None, **verdicts: list[Verdict]
) -> list[StoryPoint]:
    said = {key.replace("_", ":"): words for key, words in verdicts.items()}
    given = [make.flag()] if flags is None else flags
    return story_points(given, {"s:1": items}, SOURCES, said)


def only(*items: Item, **given: Any) -> StoryPoint:
    (point,) = points(*items, **given)
    return point


def test_a_story_is_its_reports_oldest_first_with_their_signals() -> None:
    quarrel = make.signal("resource_dispute", lane=Lane.STRUCTURAL, confidence=0.5)
    later = told("u:2", 1, OTHER_WORDS, source_id="beta", risk=(quarrel,))
    point = only(later, told("u:1", 2))
    assert (point.flag_id, point.region) == ("f:1", "KZ-39")
    assert [(r.at, r.owner, r.signals) for r in point.reports] == [
        (ago(2), "alpha", (Heard("trigger_incident", Lane.ACUTE, 0.7),)),
        (ago(1), "beta", (Heard("resource_dispute", Lane.STRUCTURAL, 0.5),)),
    ]


def test_sources_of_one_owner_are_one_voice() -> None:
    point = only(told("u:1", 2), told("u:2", 1, OTHER_WORDS, source_id="alpha2"))
    assert [report.owner for report in point.reports] == ["alpha", "alpha"]


def test_a_reprint_is_a_copy_and_own_words_are_not() -> None:
    copied = only(told("u:1", 2), told("u:2", 1, source_id="beta"))
    assert [report.copy for report in copied.reports] == [False, True]
    own = only(told("u:1", 2), told("u:2", 1, OTHER_WORDS, source_id="beta"))
    assert [report.copy for report in own.reports] == [False, False]


def test_a_flag_whose_date_is_not_trusted_makes_no_point() -> None:
    for state in DateState:
        found = points(told("u:1", 1), flags=[make.flag(date_state=state)])
        assert len(found) == (state is DateState.DATED)


def test_a_text_without_a_trusted_date_is_no_report() -> None:
    undated = told("u:2", 1, source_id="beta", date_state=DateState.FUTURE)
    nowhen = make.item("u:3", source_id="beta", published_at=None)
    assert len(only(told("u:1", 2), undated, nowhen).reports) == 1


def test_what_is_told_of_another_region_is_left_out() -> None:
    elsewhere = told("u:2", 1, OTHER_WORDS, source_id="beta", regions=("KZ-15",))
    nowhere = told("u:3", 1, OTHER_WORDS, source_id="beta", regions=())
    point = only(told("u:1", 2), elsewhere, nowhere)
    assert [report.owner for report in point.reports] == ["alpha", "beta"]


def test_a_text_set_aside_goes_on_telling_without_a_signal() -> None:
    quiet = told("u:2", 1, OTHER_WORDS, source_id="beta", dropped="sport")
    assert [len(r.signals) for r in only(told("u:1", 2), quiet).reports] == [1, 0]


def test_a_signal_of_no_lane_says_nothing() -> None:
    protective = make.signal("mediation_dialogue", lane=None)
    point = only(told("u:1", 2, risk=(make.signal(), protective)))
    assert [heard.code for heard in point.reports[0].signals] == ["trigger_incident"]


def place(region: str, district: str) -> Place:
    return Place("district", district, region, district, "Ауданда", 0, 7)


def test_the_districts_are_those_of_the_flags_region_each_once() -> None:
    places = (
        place("KZ-39", "391000000"),
        place("KZ-15", "151000000"),
        place("KZ-39", ""),
        place("KZ-39", "396600000"),
        place("KZ-39", "391000000"),
    )
    (report,) = only(told("u:1", 2, places=places)).reports
    assert report.districts == ("391000000", "396600000")


def test_a_flag_whose_texts_no_longer_tell_it_is_remembered_as_it_was() -> None:
    flag = make.flag(
        owners=("alpha", "beta"), districts=("391000000",), first_at=ago(3)
    )
    for items in ((), (told("u:1", 2, risk=()),)):
        point = only(*items, flags=[flag])
        assert [(r.at, r.owner, r.districts) for r in point.reports] == [
            (ago(3), "alpha", ("391000000",)),
            (ago(3), "beta", ("391000000",)),
        ]
        assert {h.code for r in point.reports for h in r.signals} == {
            "trigger_incident"
        }


def test_the_verdict_that_stood_at_a_moment() -> None:
    first, second = ago(2), ago(1)
    verdicts = [
        Verdict("f:1", VerdictCode.OLD, "Было.", "Медиатор", first),
        Verdict("f:1", VerdictCode.CONFIRMED, "Есть.", "Медиатор", second),
    ]
    point = only(told("u:1", 3), f_1=verdicts)
    tick = timedelta(microseconds=1)
    assert point.said(SURE, first - tick) is None
    assert point.said(SURE, first) == (first, VerdictCode.OLD, "медиатор")
    assert point.said(SURE, second - tick) == (first, VerdictCode.OLD, "медиатор")
    assert point.said(SURE, NOW) == (second, VerdictCode.CONFIRMED, "медиатор")
    assert point.said(SURE) == point.said(SURE, NOW)
    assert only(told("u:1", 3)).said(SURE, NOW) is None


SURE = renews(RULE)
LOWERING = (VerdictCode.RUMOUR, VerdictCode.NOT_COMMUNITIES, VerdictCode.DUPLICATE)


def _told_again(*verdicts: Word, later: Report | None = None) -> StoryPoint:
    """An acute story of two days ago, told again half a day ago."""
    again = later or report("beta", heard(), days_ago=0.5)
    return point("a", report("alpha", heard(), days_ago=2), again, verdicts=verdicts)


@pytest.mark.parametrize("code", LOWERING)
def test_newer_reports_overtake_one_person_who_lowered_an_acute_story(
    code: VerdictCode,
) -> None:
    told = _told_again(*said(code, 1))
    before = ago(0.6)
    assert told.said(SURE, before) == told.verdicts[0]
    assert not told.overtaken(SURE, before)
    assert told.said(SURE, NOW) is told.said(SURE) is None
    assert told.overtaken(SURE, NOW)


def test_a_report_of_a_crowd_needs_to_be_less_sure() -> None:
    for sure, is_overtaken in ((0.5, True), (0.49, False)):
        later = report("beta", heard("mobilisation", sure), days_ago=0.5)
        assert _told_again(*said(VerdictCode.OLD, 1), later=later).overtaken(
            SURE, NOW
        ) is (is_overtaken)


def test_after_a_second_person_agrees_newer_reports_change_nothing() -> None:
    alone = (*said(VerdictCode.OLD, 1.5), *said(VerdictCode.RUMOUR, 1))
    assert _told_again(*alone).overtaken(SURE, NOW)
    both = (*said(VerdictCode.OLD, 1.5), *said(VerdictCode.RUMOUR, 1, "dana"))
    assert _told_again(*both).said(SURE, NOW) == both[1]
    late = (*said(VerdictCode.OLD, 1), *said(VerdictCode.OLD, 0.1, "dana"))
    assert _told_again(*late).said(SURE, NOW) == late[1]


def test_who_confirmed_before_is_heard_again_when_the_other_is_overtaken() -> None:
    words = (*said(VerdictCode.CONFIRMED, 1.5), *said(VerdictCode.OLD, 1, "dana"))
    assert _told_again(*words).said(SURE, ago(0.6)) == words[1]
    assert _told_again(*words).said(SURE, NOW) == words[0]


@pytest.mark.parametrize(
    "later",
    [
        report("beta", heard("collective_blame"), days_ago=0.5),
        report("beta", days_ago=0.5),
        report("beta", heard(confidence=0.79), days_ago=0.5),
        report("beta", heard(), days_ago=0.5, copy=True),
        report("beta", heard(), days_ago=1.5),
    ],
    ids=["not acute", "no signal", "not sure", "a copy", "older"],
)
def test_other_reports_overtake_nobody(later: Report) -> None:
    words = said(VerdictCode.OLD, 1)
    assert _told_again(*words, later=later).said(SURE, NOW) == words[0]


@pytest.mark.parametrize(
    "code", [VerdictCode.CONFIRMED, VerdictCode.PROBABLY, VerdictCode.CANNOT_VERIFY]
)
def test_a_word_that_lowers_nothing_is_never_overtaken(code: VerdictCode) -> None:
    words = said(code, 1)
    assert _told_again(*words).said(SURE, NOW) == words[0]
