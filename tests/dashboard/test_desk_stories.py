"""One event or several: what persons decide is kept, obeyed and shown soon."""

from __future__ import annotations

from datetime import timedelta

import pytest

import builders
import pipeline
from dashboard import desk_stories, queries
from data.model import LANGUAGES, SourceState, State, StoryDeed, Verdict, VerdictCode
from panels import button, everything, panel

NOW = builders.NOW
FIGHT = (
    "В селе Тестовое после школьной ссоры произошла массовая драка. Жители двух сёл "
    "собрались у отделения полиции и потребовали наказать виновных."
)
WATER = (
    "Фермеры двух аулов не поделили поливную воду. Спор за арык продолжается второй "
    "месяц, районный акимат создал комиссию и обещал новый график полива."
)
FIRST, SECOND = "f:1:KZ-39", "f:2:KZ-39"


def told(key, text, hours_ago, **changes):
    at = NOW - timedelta(hours=hours_ago)
    values = {
        "text": text,
        "title": f"{key}: {text.split('.')[0]}",
        "published_at": at,
        "collected_at": at,
        "districts": ("394200000",),
    }
    return builders.item(f"u:{key}", **values | changes)


@pytest.fixture
def land(store, monkeypatch):
    """A store whose stories are made by a real assessment; the pages look into it."""
    store.sync_sources([builders.source(name) for name in ("alpha", "beta", "gamma")])
    monkeypatch.setattr(queries, "store", lambda: store)
    monkeypatch.setattr(queries, "now", lambda: NOW)

    def tell(*items):
        state = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
        store.add_collected(items, state, {}, NOW.date())
        pipeline.assess_store(store, NOW - timedelta(minutes=1))
        return store

    return tell


@pytest.fixture
def two(land):
    """Two flags of one region and one week."""
    return land(told("1", FIGHT, 30), told("2", WATER, 20, source_id="beta"))


@pytest.fixture
def one(land):
    """One flag of two reports."""
    other = FIGHT.replace("школьной ссоры", "ссоры у школы")
    return land(told("1", FIGHT, 30), told("2", other, 20, source_id="beta"))


def show(flag=FIRST, lang="en"):
    app = panel("desk_stories", flag=flag, lang=lang)
    assert not app.exception
    return app


def sign(app, reason="One event.", author="Mediator"):
    app.text_area[-1].set_value(reason)
    app.text_input[-1].set_value(author)
    return app


def judge(store, flag_id, minutes=0):
    at = NOW + timedelta(minutes=minutes)
    store.add_verdict(Verdict(flag_id, VerdictCode.CONFIRMED, f"{flag_id}.", "М", at))


def join(app, flag=SECOND):
    app.selectbox[0].set_value(flag).run()
    return button(sign(app), "Join the two").click().run()


def test_after_a_join_one_flag_carries_every_verdict(two):
    judge(two, FIRST)
    judge(two, SECOND, 1)
    app = join(show())
    assert not app.exception
    (kept,) = two.story_decisions()
    assert (kept.deed, kept.reason, kept.author) == (
        StoryDeed.JOIN, "One event.", "Mediator",
    )  # fmt: skip
    assert len(two.flags()) == 2  # until the next assessment
    assert "waits for the next assessment" in everything(app)
    pipeline.assess_store(two, NOW + timedelta(seconds=1))
    (flag,) = two.flags()
    assert flag.n_items == 2
    assert [v.reason for v in two.verdicts(flag.id)] == [f"{FIRST}.", f"{SECOND}."]
    said = everything(show(flag.id))
    assert "<strong>Joined</strong>" in said
    assert "waits for the next assessment" not in said


def test_a_flag_that_was_joined_leads_to_the_one_it_went_to(two):
    join(show())
    pipeline.assess_store(two, NOW + timedelta(seconds=1))
    assert two.flag(SECOND) is None
    found = desk_stories.successor(SECOND)
    assert found is not None
    assert found.id == FIRST
    assert desk_stories.successor("f:never:KZ-39") is None


def test_after_a_split_two_flags_exist_and_the_verdict_stays(one):
    judge(one, FIRST)
    app = show()
    assert len(app.checkbox) == 2
    assert "Beta" in app.checkbox[1].label
    app.checkbox[1].check()
    button(sign(app), "Part these reports").click().run()
    (kept,) = one.story_decisions()
    assert (kept.deed, kept.item_keys) == (StoryDeed.SPLIT, ("u:2",))
    pipeline.assess_store(one, NOW + timedelta(seconds=1))
    assert {flag.id for flag in one.flags()} == {FIRST, SECOND}
    assert one.current_verdicts().keys() == {FIRST}


def test_what_was_parted_can_be_joined_again(one):
    one.split_story("s:1", ["u:2"], "Two.", "M", NOW)
    pipeline.assess_store(one, NOW + timedelta(seconds=1))
    join(show())
    pipeline.assess_store(one, NOW + timedelta(seconds=2))
    assert [flag.id for flag in one.flags()] == [FIRST]
    assert len(one.story_decisions()) == 2


@pytest.mark.parametrize("ticked", [(), (0, 1)])
def test_none_or_all_of_the_reports_cannot_go(one, ticked):
    app = show()
    for n in ticked:
        app.checkbox[n].check()
    button(sign(app), "Part these reports").click().run()
    assert "some go and some stay" in app.error[0].value
    assert one.story_decisions() == []


def test_a_decision_needs_reason_and_author(two):
    app = show()
    app.selectbox[0].set_value(SECOND).run()
    button(sign(app, " ", ""), "Join the two").click().run()
    assert "Write the reason" in app.error[0].value
    assert "Say who decides" in app.error[0].value
    assert two.story_decisions() == []


def test_two_at_once_the_later_is_told_and_loses_nothing(one, monkeypatch):
    app = show()
    app.checkbox[1].check()
    sign(app, "Another village.")
    seen = one.story_items("s:1")
    one.split_story("s:1", ["u:2"], "Two.", "Other", NOW - timedelta(minutes=3))
    pipeline.assess_store(one, NOW)
    # The form was drawn before the other's word was obeyed.
    monkeypatch.setattr(desk_stories.people, "story_items", lambda _: seen)
    monkeypatch.setattr(desk_stories.people, "decisions_on", lambda _: [])
    button(app, "Part these reports").click().run()
    assert "have changed meanwhile" in app.error[0].value
    assert app.text_area[0].value == "Another village."
    assert len(one.story_decisions()) == 1


def test_only_flags_nearby_are_offered_unless_all_are_asked_for(land):
    far = told("3", FIGHT, 24 * 30, regions=("KZ-31",), districts=())
    store = land(told("1", FIGHT, 30), told("2", WATER, 20, source_id="beta"), far)
    app = show()
    assert len(app.selectbox[0].options) == 1
    app.toggle[0].set_value(True).run()
    assert len(app.selectbox[0].options) == 2
    assert {flag.region for flag in store.flags()} == {"KZ-39", "KZ-31"}


def test_how_soon_it_shows_depends_on_who_assesses(two):
    two.join_stories(["s:1", "s:2"], "One.", "M", NOW)
    assert "Only the dashboard is running here" in show().info[0].value
    two.set_meta("watched_at", (NOW - timedelta(seconds=40)).isoformat())
    assert "in a few seconds" in show().info[0].value
    two.set_meta("watched_at", (NOW - timedelta(minutes=5)).isoformat())
    assert "Only the dashboard" in show().info[0].value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_panel_speaks_each_language(one, lang):
    app = show(lang=lang)
    assert app.subheader
    assert len(app.expander) == 2
