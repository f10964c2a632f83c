"""The suggested agenda: what is on it, in which order, in whose words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

import builders
import small_world
from dashboard import agenda, i18n
from dashboard.agenda import AgendaItem, Findings
from data.model import (
    LANGUAGES,
    Decision,
    Dispute,
    DisputeFrom,
    Handling,
    HandlingDeed,
    Lane,
    Meeting,
    Verdict,
    VerdictCode,
)
from data.reference import load

NOW, TODAY = builders.NOW, date(2026, 11, 22)
DAY = timedelta(days=1)


def findings(**changes) -> Findings:
    values = {
        "since": TODAY - 58 * DAY,
        "until": TODAY,
        "now": NOW,
        "reference": load(),
    }
    return Findings(**values | changes)


def held(back: int, *decisions: Decision, **changes) -> Meeting:
    values = {
        "region": "KZ-39",
        "held_on": TODAY - back * DAY,
        "title": "Кеңес",
        "kind": "akim_meeting",
        "institution": "akim_meeting",
        "chair_office": "akim",
        "bodies": (),
        "decisions": decisions,
        "lang": "kk",
        "id": back,
    }
    return Meeting(**values | changes)


def cause(id: str, days: int, code: str = "resource_dispute"):
    at = NOW - timedelta(days=days)
    signal = builders.signal(code, lane=Lane.STRUCTURAL)
    return builders.flag(
        id, lane=Lane.STRUCTURAL, signals=(signal,), title=id, first_at=at, last_at=at
    )


def codes(found: Findings) -> list[str]:
    return [item.code for item in agenda.suggest(found)]


def test_the_kinds_come_in_the_order_of_a_meeting():
    flag = builders.flag("a")
    reply = Dispute("a", DisputeFrom.ASSOCIATION, "Бірлестік", "Жоқ", "Кеңсе", NOW)
    talk = builders.flag(
        "t",
        lane=Lane.DISCURSIVE,
        signals=(builders.signal("rumour_viral", lane=Lane.DISCURSIVE),),
    )
    found = findings(
        flags=[talk, cause("c", 3), flag],
        disputes={"a": [reply]},
        meetings=[held(58, Decision("Жер бөлу", id=7))],
        accord=[builders.item()],
        level=builders.level(),
        blind_days=4,
    )
    assert codes(found) == [
        "flag:a",
        "decision:7",
        "structural:resource_dispute",
        "talk:rumour_viral",
        "dispute:a",
        "accord",
        "coverage",
    ]
    assert [item.kind for item in agenda.suggest(found)] == list(agenda.KINDS)[:-1]


def test_overdue_decisions_stand_first_then_by_their_day():
    soon, late = TODAY + 3 * DAY, TODAY - 2 * DAY
    last = held(
        20,
        Decision("no day", id=1),
        Decision("soon", due_on=soon, state="open", id=2),
        Decision("done", state="done", id=3),
        Decision("dropped", state="dropped", id=4),
    )
    earlier = held(
        90, Decision("late", due_on=late, id=5), Decision("never had a day", id=6)
    )
    long_ago = held(500, Decision("forgotten", due_on=late - 300 * DAY, id=8))
    to_come = held(-3, Decision("of a meeting to come", id=9))
    found = findings(meetings=[to_come, last, earlier, long_ago])
    assert codes(found) == ["decision:5", "decision:2", "decision:1", "decisions:done"]
    items = agenda.suggest(found)
    assert items[-1].decision_ids == (3,)
    with i18n.using("en"):
        assert "The day passed on 20.11.2026" in items[0].detail
        assert items[-1].detail == "1 decision is done; meeting of 02.11.2026."


def test_causes_of_one_kind_are_one_item_and_long_open_ones_say_so():
    flags = [cause("one", 70), cause("two", 5), cause("school", 2, "unequal_treatment")]
    pastures, school = agenda.suggest(findings(flags=flags))
    assert set(pastures.flag_ids) == {"one", "two"}
    with i18n.using("en"):
        assert pastures.title == "Dispute over resources"
        assert "2 flags" in pastures.detail
        assert "open for 70 days" in pastures.detail
        assert "open for" not in school.detail
    assert (school.title, school.lang) == ("school", "ru")


def test_sixty_days_are_not_long_open_and_sixty_one_are():
    for days, is_said in ((60, False), (61, True)):
        (item,) = agenda.suggest(findings(flags=[cause("one", days)]))
        with i18n.using("en"):
            assert ("open for" in item.detail) is is_said


def test_what_was_refuted_or_resolved_is_not_on_it():
    flags = [builders.flag(name) for name in ("old", "resolved", "again", "said")]
    verdicts = {
        "old": Verdict("old", VerdictCode.OLD, "-", "-", NOW),
        "said": Verdict("said", VerdictCode.CONFIRMED, "-", "-", NOW),
    }
    ended = Handling("resolved", HandlingDeed.RESOLVE, "-", "-", NOW)
    again = [
        Handling("again", HandlingDeed.RESOLVE, "-", "-", NOW),
        Handling("again", HandlingDeed.REOPEN, "-", "-", NOW),
    ]
    handlings = {"resolved": [ended], "again": again}
    found = findings(flags=flags, verdicts=verdicts, handlings=handlings)
    assert codes(found) == ["flag:again", "flag:said"]


def test_what_nobody_judged_stays_and_what_was_judged_before_the_period_goes():
    before = NOW - timedelta(days=100)
    flags = [
        builders.flag(name, first_at=before, last_at=before)
        for name in ("open", "done")
    ]
    verdicts = {"done": Verdict("done", VerdictCode.CONFIRMED, "-", "-", before)}
    assert codes(findings(flags=flags, verdicts=verdicts)) == ["flag:open"]


def test_an_answered_reply_is_no_item():
    reply = Dispute("a", DisputeFrom.OFFICE, "Акимат", "Нет", "-", NOW, ("answer",))
    found = findings(flags=[builders.flag("a")], disputes={"a": [reply]})
    assert codes(found) == ["flag:a"]


def test_silence_is_an_item_and_a_well_read_period_is_none():
    assert codes(findings(level=builders.level())) == []
    assert codes(findings(blind_days=59)) == ["coverage"]
    silent = builders.level(coverage=builders.coverage(living_local=0))
    (item,) = agenda.suggest(findings(level=silent))
    with i18n.using("en"):
        assert item.detail == "No local source of this region answers now."


def test_at_most_twelve_are_ticked_and_of_every_kind_something():
    many = held(9, *(Decision(f"d{n}", id=n) for n in range(20)))
    found = findings(
        meetings=[many], flags=[builders.flag("a")], accord=[builders.item()]
    )
    suggested = agenda.suggest(found)
    ticked = agenda.ticked(suggested)
    assert len(ticked) == agenda.MOST_TICKED
    assert ticked[0] == "flag:a"
    assert ticked[-1] == "accord"
    acute = [builders.flag(f"a{n}") for n in range(5)]
    ticked = agenda.ticked(agenda.suggest(findings(meetings=[many], flags=acute)))
    assert sum(code.startswith("flag:") for code in ticked) == 5
    assert len(ticked) == agenda.MOST_TICKED


def test_chosen_keeps_the_persons_order_and_leaves_out_what_is_gone():
    items = [AgendaItem(code, "own", text=code) for code in "abc"]
    found = agenda.chosen(["c", "gone", "a", "c"], items)
    assert [item.code for item in found] == ["c", "a"]


def test_a_new_item_stands_after_the_ordered_ones():
    items = [AgendaItem(code, "own", text=code) for code in "abcd"]
    placed = agenda.in_order(("c", "a"), items)
    assert [item.code for item in placed] == ["c", "a", "b", "d"]


@pytest.mark.parametrize(
    ("code", "by", "expected"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc")],
)
def test_moving_up_and_down_stops_at_the_ends(code, by, expected):
    assert "".join(agenda.moved("abc", code, by)) == expected


def test_own_points_keep_their_codes_when_one_is_taken_out():
    items = agenda.own(("first", "", "third"))
    assert [(item.code, item.title) for item in items] == [
        ("own:0", "first"),
        ("own:2", "third"),
    ]


def test_an_item_speaks_the_language_it_is_asked_in(small_store):
    reference = load()
    found = agenda.gather(
        small_store, reference.regions["KZ-15"], reference, TODAY, NOW
    )
    told = {}
    for lang in LANGUAGES:
        with i18n.using(lang):
            told[lang] = [
                (item.code, item.title, item.detail) for item in agenda.suggest(found)
            ]
    assert len({tuple(code for code, *_ in each) for each in told.values()}) == 1
    for kk, ru, en in zip(*told.values(), strict=True):
        assert len({kk[2], ru[2], en[2]}) == 3
    with i18n.using("ru"):
        pasture = next(i for i in agenda.suggest(found) if i.kind == "structural")
        assert pasture.title == "Спор за ресурсы"
        assert "человек ещё не проверял" in pasture.detail


def test_gathering_remembers_causes_older_than_the_period(small_store):
    reference = load()
    region = reference.regions["KZ-15"]
    long_ago = NOW - timedelta(days=300)
    first, second = small_store.flags("KZ-15")[:2]
    small_store.save_flags(
        [
            replace(first, id="ancient", first_at=long_ago, last_at=long_ago),
            replace(second, id="judged", first_at=long_ago, last_at=long_ago),
        ]
    )
    small_store.add_verdict(
        Verdict("judged", VerdictCode.CONFIRMED, "Анық.", "Медиатор", long_ago)
    )
    found = agenda.gather(small_store, region, reference, TODAY, NOW)
    pasture = next(i for i in agenda.suggest(found) if i.kind == "structural")
    assert "ancient" in pasture.flag_ids
    assert "judged" not in pasture.flag_ids
    assert found.since == TODAY - timedelta(days=58)
    silent = agenda.gather(
        small_store, reference.regions["KZ-62"], reference, TODAY, NOW
    )
    assert silent.since == TODAY - agenda.LOOK_BACK
    assert silent.blind_days > small_world.SILENT_DAYS - 10


def test_one_refuting_word_takes_no_acute_event_off_the_agenda(small_store):
    def acute() -> dict[str, str]:
        known = load()
        region = known.regions["KZ-39"]
        found = agenda.gather(small_store, region, known, TODAY, NOW)
        items = agenda.suggest(found)
        return {each.code: each.detail for each in items if each.kind == "acute"}

    def judge(author: str, code: VerdictCode) -> None:
        small_store.add_verdict(Verdict("f-pasture", code, "-", author, NOW))

    judge("Медиатор", VerdictCode.OLD)
    with i18n.using("en"):
        told = acute()["flag:f-pasture"]
        assert "old event: one person's word; waits for a second pair of eyes" in told
        judge("Талдаушы", VerdictCode.ABROAD)
        assert "flag:f-pasture" not in acute()
