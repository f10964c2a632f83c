"""Steps with their outcomes, and what was done in earlier cases."""

from __future__ import annotations

from datetime import timedelta

import builders
from dashboard import case_steps
from data.model import Flag, Handling, HandlingDeed, Lane, Response

NOW = builders.NOW


def step(
    action: str, outcome: str = "", *, ago: float = 0, flag: str = "f:1"
) -> Response:
    at = NOW - timedelta(hours=ago)
    return Response(flag, action, "", "Медиатор", at, outcome, at if outcome else None)


def test_a_following_row_says_how_a_step_ended() -> None:
    first = step("Кездесу", ago=5)
    end = case_steps.ending(first, "Татуласты", "Әкімдік", NOW)
    [told] = case_steps.steps([first, end])
    assert (told.outcome, told.ended_at) == ("Татуласты", NOW)
    assert (told.at, told.author) == (first.at, "Медиатор")


def test_the_same_words_after_an_end_are_another_step() -> None:
    rows = [step("Кездесу", "Татуласты"), step("Кездесу"), step("Кездесу", "Басылды")]
    told = case_steps.steps(rows)
    assert [each.outcome for each in told] == ["Татуласты", "Басылды"]


def test_a_step_with_other_words_is_not_ended() -> None:
    told = case_steps.steps([step("Кездесу"), step("Хат", "Жіберілді")])
    assert [each.outcome for each in told] == ["", "Жіберілді"]


def other(name: str, region: str, code: str) -> Flag:
    signal = builders.signal(code, lane=Lane.STRUCTURAL)
    return builders.flag(name, region=region, signals=(signal,))


def earlier(here: Flag, others: list[Flag], *, reopened: str = "") -> list[str]:
    known = {each.id: each for each in others}
    handlings = {}
    for hours, each in enumerate(others):
        at = NOW - timedelta(hours=hours)
        done = [Handling(each.id, HandlingDeed.RESOLVE, "Келісті", "Медиатор", at)]
        if each.id == reopened:
            more = Handling(each.id, HandlingDeed.REOPEN, "Қайта", "Медиатор", NOW)
            done.append(more)
        handlings[each.id] = done
    found = case_steps.earlier_cases(
        here, handlings, known.get, lambda name: [step("Кездесу", flag=name)]
    )
    assert all(each.steps and each.ending.reason == "Келісті" for each in found)
    return [each.flag.id for each in found]


def test_earlier_cases_of_the_region_come_before_like_ones_elsewhere() -> None:
    here = other("here", "KZ-31", "resource_dispute")
    others = [
        here,
        other("elsewhere-else", "KZ-10", "rumour_viral"),
        other("elsewhere", "KZ-10", "resource_dispute"),
        other("region", "KZ-31", "rumour_viral"),
        other("both-later", "KZ-31", "resource_dispute"),
        other("both-earlier", "KZ-31", "resource_dispute"),
    ]
    assert earlier(here, others) == ["both-later", "both-earlier", "region"]
    assert earlier(here, others[:4]) == ["region", "elsewhere"]


def test_a_case_that_was_opened_again_teaches_nothing_yet() -> None:
    here = other("here", "KZ-31", "resource_dispute")
    again = other("again", "KZ-31", "resource_dispute")
    assert earlier(here, [again], reopened="again") == []
