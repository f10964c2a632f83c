"""People at work on the Desk: batches, second eyes, conflicts, taking back, pauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import builders
from dashboard import (
    desk_flag_state,
    desk_keys,
    desk_known,
    desk_list,
    desk_list_queue,
    people,
)
from data.model import (
    LANGUAGES,
    Evidence,
    Handling,
    HandlingDeed,
    Lane,
    Role,
    User,
    Verdict,
    VerdictCode,
)
from data.model import VerdictCode as Code
from desk_checks import button, everything, ids, rows

NOW = builders.NOW
OPEN_LABELS = {"kk": "Келесі 5 белгіні алу", "ru": "Взять следующие 5"}


def decide(app, flag_id, code, reason, author=None):
    """Fill in the verdict form, in English, and send it."""
    key = f"desk.{flag_id}.verdict"
    if code is not None:
        app.radio(key=f"{key}.code").set_value(code)
    app.text_area(key=f"{key}.reason").set_value(reason)
    if author is not None:
        app.text_input(key=f"{key}.author").set_value(author)
    return button(app, "Keep this verdict").click().run()


def agree(app, flag_id, reason, author, verdict="Confirmed"):
    """Agree with the first verdict."""
    key = f"desk.{flag_id}.agree"
    app.text_area(key=f"{key}.reason").set_value(reason)
    app.text_input(key=f"{key}.author").set_value(author)
    return button(app, f"I agree: “{verdict}”").click().run()


def choose(app, label):
    return next(each for each in app.selectbox if each.label == label)


def labels(app):
    return [each.label for each in app.button]


def judge(store, flag_id, code, author, hours=1):
    at = NOW - timedelta(hours=hours)
    return store.add_verdict(Verdict(flag_id, code, "Looked.", author, at))


def deed(store, flag_id, kind, **more):
    values = {"reason": "Till the elders are back.", "author": "Aide", "at": NOW}
    return store.add_handling(Handling(flag_id, kind, **values | more))


def sign_in(app, store, name="Mediator", regions=()):
    user = store.save_user(User(name, Role.MEDIATOR, regions=regions))
    app.session_state["kelisim.user"] = str(user.id)
    return app.run()


def test_a_verdict_is_kept_and_said_back(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", flag="f-pasture")
    app = decide(app, "f-pasture", Code.RUMOUR, "The elders know of none.", "Mediator")
    assert not app.exception
    kept = small_store.verdicts("f-pasture")
    assert [(v.code, v.reason, v.author) for v in kept] == [
        (Code.RUMOUR, "The elders know of none.", "Mediator")
    ]
    assert "Rumour" in app.success[0].value
    assert "Mediator" in app.success[0].value
    assert "The elders know of none." in everything(app)


@pytest.mark.parametrize(
    ("code", "reason", "author", "said"),
    [
        (None, "Because.", "Mediator", "Choose one of the nine answers."),
        (Code.OLD, "   ", "Mediator", "Write the reason"),
        (Code.OLD, "Because.", " ", "Say who decides"),
    ],
)
def test_half_a_verdict_is_not_kept(open_page, small_store, code, reason, author, said):
    app = open_page(small_store, "desk", lang="en", flag="f-pasture")
    app = decide(app, "f-pasture", code, reason, author)
    assert said in app.error[0].value
    assert small_store.verdicts("f-pasture") == []


@pytest.mark.parametrize(
    "name",
    [
        "Mediator, 8 701 234 56 78",
        "mediator@example.kz",
        "Мария, ИИН 850314400123",
        "Mediator t.me/mediator_kz",
    ],
)
def test_no_number_or_account_signs_a_row(open_page, small_store, name):
    app = open_page(small_store, "desk", lang="en", flag="f-pasture")
    app = decide(app, "f-pasture", Code.OLD, "It was last year.", name)
    assert "without a telephone" in app.error[0].value
    assert not small_store.verdicts("f-pasture")
    key = "desk.f-pasture.verdict"
    assert app.text_area(key=f"{key}.reason").value == "It was last year."
    app = decide(app, "f-pasture", Code.OLD, "It was last year.", "Серик Ахметов, № 5")
    assert [v.author for v in small_store.verdicts("f-pasture")] == [
        "Серик Ахметов, № 5"
    ]


def test_a_private_persons_name_never_reaches_the_memory(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", flag="f-rumour")
    reason = "Разговаривали с гражданином Ахметовым Ерланом, 8 701 234 56 78."
    app = decide(app, "f-rumour", Code.RUMOUR, reason, "Mediator")
    (kept,) = small_store.verdicts("f-rumour")
    assert "Ахметов" not in kept.reason
    assert "234 56 78" not in kept.reason
    assert "taken out of the reason" in app.success[0].value


def test_two_people_at_once_never_overwrite_each_other(open_page, small_store):
    first = open_page(small_store, "desk", lang="en", flag="f-rumour")
    second = open_page(small_store, "desk", lang="en", flag="f-rumour")
    decide(first, "f-rumour", Code.OLD, "It was last year.", "Aigerim's office")
    second = decide(second, "f-rumour", Code.CONFIRMED, "I was there.", "Mediator")
    assert "Somebody judged this flag while you were reading" in second.error[0].value
    assert "It was last year" in second.error[0].value
    assert [v.code for v in small_store.verdicts("f-rumour")] == [Code.OLD]


def test_what_was_typed_stays_in_the_form_after_a_conflict(open_page, small_store):
    first = open_page(small_store, "desk", lang="en", flag="f-pasture")
    second = open_page(small_store, "desk", lang="en", flag="f-pasture")
    decide(first, "f-pasture", Code.OLD, "It was last year.", "Analyst")
    second = decide(second, "f-pasture", Code.CONFIRMED, "I was there.", "Mediator")
    assert second.error
    key = "desk.f-pasture.verdict"
    assert second.text_area(key=f"{key}.reason").value == "I was there."
    assert second.radio(key=f"{key}.code").value is Code.CONFIRMED
    second = button(second, "Keep this verdict").click().run()
    assert [v.code for v in small_store.verdicts("f-pasture")] == [
        Code.OLD,
        Code.CONFIRMED,
    ]


def test_two_second_pairs_of_eyes_at_once_lose_nothing(open_page, small_store):
    first = open_page(small_store, "desk", lang="en", flag="f-market")
    second = open_page(small_store, "desk", lang="en", flag="f-market")
    agree(first, "f-market", "Seen there.", "Analyst")
    second = agree(second, "f-market", "The elders say so.", "Akimat")
    assert "Seen there" in second.error[0].value
    reason = second.text_area(key="desk.f-market.agree.reason")
    assert reason.value == "The elders say so."
    assert len(small_store.verdicts("f-market")) == 2


def test_a_double_click_is_one_verdict(open_page, small_store):
    apps = [
        open_page(small_store, "desk", lang="en", flag="f-pasture") for _n in range(2)
    ]
    for app in apps:
        app = decide(app, "f-pasture", Code.PROBABLY, "One source.", "Mediator")
        assert not app.error
    assert len(small_store.verdicts("f-pasture")) == 1


def test_an_acute_flag_waits_for_the_eyes_of_another(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", state="second_eyes")
    assert ids(app) == ["f-market"]
    assert "second eyes were due" in everything(app)
    rows(app)[0].click().run()
    app = agree(app, "f-market", "The elders say so too.", " медиатор ")
    assert "must be another person's" in app.error[0].value
    app = agree(app, "f-market", "The elders say so too.", "Analyst")
    said = [(v.code, v.author) for v in small_store.verdicts("f-market")]
    assert said == [(Code.CONFIRMED, "Медиатор"), (Code.CONFIRMED, "Analyst")]
    assert "✓ Confirmed" in everything(app)
    listed = open_page(small_store, "desk", lang="en", state="second_eyes")
    assert not rows(listed)


def test_the_same_person_only_corrects_their_own_verdict(open_page, small_store):
    app = sign_in(
        open_page(small_store, "desk", lang="en", flag="f-market"),
        small_store,
        "Медиатор",
    )
    assert not [each for each in labels(app) if each.startswith("I agree")]
    assert "another person gives the second one" in everything(app)
    assert not app.get("radio") or app.radio[0].key != "desk.f-market.verdict.code"
    button(app, "Take back my verdict").click().run()
    app = decide(app, "f-market", Code.OLD, "I mixed up the year.")
    assert [v.code for v in small_store.verdicts("f-market")] == [
        Code.CONFIRMED,
        Code.OLD,
    ]
    shown = everything(app)
    assert "Медиатор орнында тексерді." in shown  # what was said first stays readable
    assert "I mixed up the year." in shown
    assert "waits for the eyes of a second person" in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_who_differ_are_said_openly(open_page, small_store, lang):
    judge(small_store, "f-market", Code.NOT_COMMUNITIES, "Analyst")
    app = open_page(small_store, "desk", lang=lang, flag="f-market")
    says = {"kk": "үшінші адам", "ru": "взгляд третьего", "en": "a third one"}[lang]
    assert says in app.warning[0].value
    assert "Analyst" in app.warning[0].value
    listed = open_page(small_store, "desk", lang=lang, region="KZ-39")
    assert says in everything(listed)


def test_a_third_word_ends_a_difference():
    said = [
        Verdict("f", Code.CONFIRMED, "-", "A", NOW),
        Verdict("f", Code.OLD, "-", "B", NOW),
    ]
    assert desk_flag_state.differ(said)
    came_round = [*said, Verdict("f", Code.PROBABLY, "-", " b ", NOW)]
    assert not desk_flag_state.differ(came_round)
    assert [v.code for v in desk_flag_state.last_words(came_round)] == [
        Code.CONFIRMED,
        Code.PROBABLY,
    ]


def test_a_flag_that_came_between_two_readings_is_left_for_the_next(small_store):
    """What was said and done is read a moment after the flags it belongs to."""
    deed(small_store, "f-market", HandlingDeed.RESOLVE)
    judge(small_store, "f-pasture", Code.OLD, "Analyst")
    work = small_store.desk_work()
    late = {"f-market", "f-pasture"}
    facts = {name: each for name, each in work.facts.items() if name not in late}
    known = desk_known.known_of(work._replace(facts=facts))
    assert not known.second & late
    assert not known.unjudged & late
    assert known.resolved == {"f-market"}


def test_cases_that_helped_bear_a_flag_nobody_has_read(
    open_page, small_store, monkeypatch
):
    deed(small_store, "f-market", HandlingDeed.RESOLVE)
    work = small_store.desk_work()
    facts = {name: each for name, each in work.facts.items() if name != "f-market"}
    known = desk_known.known_of(work._replace(facts=facts))
    monkeypatch.setattr(people, "desk_known", lambda: known)
    for name in ("f-pasture", ""):
        app = open_page(small_store, "desk", lang="en", flag=name, state="all")
        assert not app.exception


def test_a_batch_is_taken_and_worked_off(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", region="KZ-39")
    assert ids(app) == ["f-market", "f-pasture", "f-hostile"]
    app.text_input(key="desk.batch.who").set_value("Mediator")
    button(app, "Take the next 5").click().run()
    assert set(small_store.claims(NOW)) == {"f-market", "f-pasture", "f-hostile"}
    assert app.query_params["flag"] == "f-market"
    assert "1 of 3 in your batch" in everything(app)
    button(app, "Next ›").click().run()
    assert app.query_params["flag"] == "f-pasture"
    app = decide(app, "f-pasture", Code.RUMOUR, "Nobody knows of it.")
    assert app.query_params["flag"] == "f-hostile"
    assert "2 flags of your batch are left." in app.success[0].value
    app = decide(app, "f-hostile", Code.ABROAD, "Another country.")
    assert app.query_params["flag"] == "f-market"
    app = agree(app, "f-market", "Seen there.", "Mediator")
    assert "Your batch is done." in app.success[0].value
    assert "flag" not in app.query_params
    assert small_store.claims(NOW) == {}


def test_two_people_never_take_the_same_flag(open_page, small_store):
    first = sign_in(open_page(small_store, "desk", lang="en"), small_store, "First")
    button(first, "Take the next 5").click().run()
    second = sign_in(open_page(small_store, "desk", lang="en"), small_store, "Second")
    assert "First works on it until" in everything(second)
    button(second, "Take the next 5").click().run()
    held = small_store.claims(NOW)
    by = {
        name: {claim.flag_id for claim in held.values() if claim.holder == name}
        for name in ("First", "Second")
    }
    assert len(by["First"]) == len(by["Second"]) == 5
    assert not by["First"] & by["Second"]


def test_a_flag_in_other_hands_can_be_read_not_judged(open_page, small_store):
    small_store.take_flag("f-pasture", "Analyst", NOW - timedelta(hours=1))
    app = open_page(small_store, "desk", lang="en", flag="f-pasture")
    assert "Analyst works on this flag until" in app.info[0].value
    assert "Keep this verdict" not in labels(app)
    assert "төбелес болды" in everything(app)


def test_after_four_hours_another_may_take_over(open_page, small_store):
    small_store.take_flag("f-pasture", "Analyst", NOW - timedelta(hours=4))
    app = open_page(small_store, "desk", lang="en", flag="f-pasture")
    app = sign_in(app, small_store)
    button(app, "Take it").click().run()
    assert small_store.claims(NOW)["f-pasture"].holder == "Mediator"
    button(app, "Let go of it").click().run()
    assert small_store.claims(NOW) == {}


def test_what_was_put_off_leaves_the_queue_until_it_wakes(open_page, small_store):
    until = NOW + timedelta(days=2)
    deed(small_store, "f-rumour", HandlingDeed.SNOOZE, until_at=until)
    deed(small_store, "f-hostile", HandlingDeed.SNOOZE, at=NOW - timedelta(days=3),
         until_at=NOW - timedelta(days=1))  # fmt: skip
    app = open_page(small_store, "desk", lang="en")
    assert "f-rumour" not in ids(app)
    assert "f-hostile" in ids(app)
    button(app, "Put off: 1").click().run()
    assert ids(app) == ["f-rumour"]
    shown = everything(app)
    for said in ("24.11.2026 11:00", "Till the elders are back.", "Aide"):
        assert said in shown
    button(app, "Back to what can be done now").click().run()
    assert "f-rumour" not in ids(app)


def test_what_was_settled_is_counted_and_reachable(open_page, small_store):
    deed(small_store, "f-market", HandlingDeed.RESOLVE, reason="Both villages agreed.")
    app = open_page(small_store, "desk", lang="en")
    assert "f-market" not in ids(app)
    button(app, "Settled: 1").click().run()
    assert ids(app) == ["f-market"]
    assert "Both villages agreed." in everything(app)


def test_the_list_begins_with_ones_own_regions(open_page, small_store):
    app = open_page(small_store, "desk", lang="en")
    everywhere = len(rows(app))
    app = sign_in(app, small_store, regions=("KZ-33",))
    assert ids(app) == ["f-rumour"]
    choose(app, "Region").select(desk_list.ALL).run()
    assert len(rows(app)) == everywhere
    assert app.query_params["region"] == "all"


def test_mine_is_what_i_took_and_what_was_given_to_me(open_page, small_store):
    small_store.take_flag("f-rumour", "Mediator", NOW)
    deed(small_store, "f-water-2", HandlingDeed.ASSIGN, to_whom="Mediator")
    app = sign_in(open_page(small_store, "desk", lang="en"), small_store)
    button(app, "Mine: 2").click().run()
    assert set(ids(app)) == {"f-rumour", "f-water-2"}


def test_overdue_flags_are_counted_and_found(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", due="overdue")
    late = [
        flag.id
        for flag in small_store.flags()
        if flag.opened_at < NOW - desk_list.desk_wording.DEADLINES[flag.lane]
    ]
    assert set(ids(app)) == set(late) - {"f-water-3"}
    assert f"overdue: {len(ids(app))}" in everything(app)


def test_many_flags_come_by_the_page(open_page, small_store, monkeypatch):
    whole = ids(open_page(small_store, "desk", lang="en"))
    monkeypatch.setattr(desk_list, "PAGE", 4)
    app = open_page(small_store, "desk", lang="en")
    seen = ids(app)
    for _page in range(2):
        button(app, "Next ›").click().run()
        seen += ids(app)
    assert seen == whole
    assert app.query_params["page"] == "3"
    app.query_params["page"] = "99"
    assert ids(app.run()) == whole[8:]
    choose(app, "Region").select("KZ-33").run()
    assert "page" not in app.query_params


def test_hidden_flags_do_not_shorten_a_page(small_store, monkeypatch, open_page):
    open_page(small_store, "desk", lang="en")  # asks this store
    until = NOW + timedelta(days=1)
    for flag_id in ("f-pasture", "f-hostile"):
        deed(small_store, flag_id, HandlingDeed.SNOOZE, until_at=until)
    known = desk_list_queue.touched("", NOW)
    found, total = desk_list_queue.find(desk_list_queue.Wanted(), known, limit=3)
    assert len(found) == 3
    assert total == 8


def test_words_of_violence_are_folded_behind_a_neutral_line(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", flag="f-market")
    body = next(h.proto.body for h in app.get("html") if "kel-evidence" in h.proto.body)
    before, folded = body.split("<details", 1)
    assert "драка" not in before
    assert "Show the sentence (may be hard to read)" in folded
    assert "драка" in folded
    calm = open_page(small_store, "desk", lang="en", flag="f-rumour")
    assert "may be hard to read" not in everything(calm)


def test_three_sentences_are_shown_and_the_rest_is_folded(open_page, small_store):
    said = [f"Сөйлем {n}." for n in range(5)]
    signals = tuple(
        builders.signal("rumour_viral", lane=Lane.DISCURSIVE,
                        evidence=(Evidence(each, 0, len(each)),))
        for each in said
    )  # fmt: skip
    flag = small_store.flag("f-rumour")
    small_store.save_flags([replace(flag, signals=signals)])
    app = open_page(small_store, "desk", lang="en", flag=flag.id)
    body = next(h.proto.body for h in app.get("html") if "kel-evidence" in h.proto.body)
    before, folded = body.split("<details", 1)
    assert [each in before for each in said] == [True] * 3 + [False] * 2
    assert all(each in folded for each in said[3:])
    assert "2 more sentences" in folded
    assert "3 more signals" in everything(app)


def test_the_keys_are_listed_where_they_work(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", flag="f-pasture")
    shown = everything(app)
    for key in ("1 – 9", "j", "k", "w", "?"):
        assert f"<kbd>{key}</kbd>" in shown
    assert len(app.radio(key="desk.f-pasture.verdict.code").options) == len(VerdictCode)
    assert desk_keys.NEXT in {each.key for each in app.button}
    assert "<kbd>Enter</kbd>" in everything(open_page(small_store, "desk", lang="en"))


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_batch_speaks_the_readers_language(open_page, small_store, lang):
    app = open_page(small_store, "desk", lang=lang)
    assert OPEN_LABELS[lang] in labels(app)
    button(app, OPEN_LABELS[lang]).click().run()
    assert app.error  # nobody said who takes them
    assert small_store.claims(NOW) == {}
