"""Right of reply: both texts stay, nothing is kept unseen that a machine changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

import builders
from dashboard import i18n, people, queries, reply_wording
from data.model import (
    LANGUAGES,
    Dispute,
    DisputeAnswer,
    DisputeFrom,
    Verdict,
    VerdictCode,
)
from panels import button, everything, panel

NOW = builders.NOW
FLAG = "f-pasture"


def reply(**changes):
    values = {
        "flag_id": FLAG,
        "kind": DisputeFrom.ASSOCIATION,
        "by": "«Достық» бірлестігі",
        "text": "Дау жайылым туралы, тұрғындар арасында емес.",
        "author": "Медиатор",
        "at": NOW,
    }
    return Dispute(**values | changes)


def answer(dispute_id=1, **changes):
    values = {
        "outcome": "corrected",
        "text": "Рахмет, түзетеміз.",
        "author": "Аналитик",
        "at": NOW,
    }
    return DisputeAnswer(dispute_id, **values | changes)


@pytest.fixture
def shown(monkeypatch, small_store):
    """The panel over the small country."""
    monkeypatch.setattr(queries, "store", lambda: small_store)
    monkeypatch.setattr(queries, "now", lambda: NOW)

    def show(lang="en"):
        return panel("desk_reply", flag=FLAG, lang=lang)

    return show


def fill(app, by="Dostyk Association", text="It was a quarrel over grazing."):
    app.radio[0].set_value(DisputeFrom.ASSOCIATION)
    app.text_input[0].set_value(by)
    app.text_area[0].set_value(text)
    app.text_input[1].set_value("Mediator")
    return button(app, "Keep this reply").click().run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_replied_both_texts_and_the_answer_are_told(lang):
    open_, done = reply(), reply(answers=(answer(), answer(outcome="kept")))
    with i18n.using(lang):
        said = reply_wording.told(done)
        for words in ("«Достық» бірлестігі", open_.text, "Рахмет"):
            assert words in said
        assert "Аналитик" not in said  # a paper names no colleague; the Desk does
        for code in ("corrected", "kept"):
            assert reply_wording.outcome(code) in said
        assert said.startswith("22.11.2026")
        assert i18n._("Not answered yet.") not in said
        assert i18n._("Not answered yet.") in reply_wording.told(open_)


def test_open_replies_are_counted_until_one_answer_stands():
    answered = reply(answers=(answer(),))
    assert reply_wording.open_count([reply(), answered, reply()]) == 2
    with i18n.using("en"):
        assert reply_wording.open_note([answered]) == ""
        assert "2 replies" in reply_wording.open_note([reply(), reply()])


@pytest.mark.parametrize(
    ("outcome", "hours", "awaits"),
    [
        ("corrected", None, True),
        ("corrected", -1, True),
        ("corrected", 1, False),
        ("kept", None, False),
        ("noted", -1, False),
    ],
)
def test_only_a_correction_without_a_later_verdict_awaits_one(outcome, hours, awaits):
    verdicts = []
    if hours is not None:
        at = NOW + timedelta(hours=hours)
        verdicts = [Verdict(FLAG, VerdictCode.OLD, "Ескі", "М", at)]
    disputes = [reply(answers=(answer(outcome=outcome),))]
    assert reply_wording.awaits_verdict(disputes, verdicts) is awaits


def test_a_reply_is_kept_answered_and_leads_to_another_verdict(shown, small_store):
    app = fill(shown())
    assert not app.exception
    (kept,) = small_store.disputes([FLAG])[FLAG]
    assert (kept.by, kept.kind, kept.author) == (
        "Dostyk Association", DisputeFrom.ASSOCIATION, "Mediator",
    )  # fmt: skip
    assert kept.is_open
    assert "Not answered yet." in everything(app)
    app.radio[0].set_value("corrected")
    app.text_area[0].set_value("You are right.")
    button(app, "Keep this answer").click().run()
    (kept,) = small_store.disputes([FLAG])[FLAG]
    assert [(a.outcome, a.text) for a in kept.answers] == [
        ("corrected", "You are right.")
    ]
    said = everything(app)
    assert "It was a quarrel over grazing." in said
    assert "You are right." in said
    assert "Now give the new verdict" in app.success[0].value
    assert 'href="#verdict"' in said
    later = NOW + timedelta(minutes=1)
    small_store.add_verdict(Verdict(FLAG, VerdictCode.OLD, "Old.", "M", later))
    assert 'href="#verdict"' not in everything(app.run())


def test_a_name_of_a_person_is_taken_out_and_shown_before_it_is_kept(
    shown, small_store
):
    text = "Это говорит Серик Ахметов, телефон 8 701 123 45 67. Спора не было."
    app = fill(shown(), text=text)
    assert small_store.disputes([FLAG]) == {}
    said = everything(app)
    assert "Это говорит" in said
    assert "Ахметов" not in said
    assert "123 45 67" not in said
    button(app, "Keep it like this").click().run()
    (kept,) = small_store.disputes([FLAG])[FLAG]
    assert "Ахметов" not in kept.text
    assert "Спора не было." in kept.text
    assert "Keep it like this" not in everything(app)


def test_what_was_shown_no_longer_counts_once_the_form_is_sent_anew(shown, small_store):
    app = fill(shown(), text="Это говорит Серик Ахметов. Спора не было.")
    assert button(app, "Keep it like this")
    app = fill(app, text="")
    assert "Write what they say." in app.error[0].value
    assert "Keep it like this" not in everything(app)
    fill(app, text="There was no quarrel.")
    (kept,) = small_store.disputes([FLAG])[FLAG]
    assert kept.text == "There was no quarrel."


def test_half_a_reply_is_not_kept_and_each_gap_is_named(shown, small_store):
    app = button(shown(), "Keep this reply").click().run()
    for said in ("Choose who replies.", "Write the name", "Write what they say."):
        assert said in app.error[0].value
    assert small_store.disputes() == {}


def test_an_answered_reply_may_be_answered_again_and_both_answers_stay(
    shown, small_store
):
    first = small_store.add_dispute(reply(flag_id=FLAG))
    small_store.answer_dispute(answer(first.id, outcome="kept", text="No."))
    app = shown()
    assert "Answer once more" in everything(app)
    app.radio[0].set_value("noted")
    app.text_area[0].set_value("Noted after all.")
    app.text_input[0].set_value("Analyst")
    button(app, "Keep this answer").click().run()
    (kept,) = people.disputes([FLAG])[FLAG]
    assert [each.text for each in kept.answers] == ["No.", "Noted after all."]
    assert everything(app).count("Noted after all.") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_panel_speaks_each_language(shown, small_store, lang):
    small_store.add_dispute(reply(flag_id=FLAG, text="<script>x</script>"))
    app = shown(lang)
    assert not app.exception
    assert "<script>" not in everything(app)
    assert len(app.radio[0].options) == 3
