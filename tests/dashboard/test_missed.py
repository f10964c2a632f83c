"""Events we missed: told without names, linked with the text we let go, counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import builders
import pipeline
from dashboard import i18n, missed_wording, queries
from data.model import LANGUAGES, MissedEvent, Restoration
from panels import button, everything, panel

NOW = builders.NOW
TODAY = date(2026, 11, 22)
DISTRICT = "394200000"


@pytest.fixture
def shelf(small_store, monkeypatch):
    """Two texts of KZ-39 let go around 20 November, one of another month."""
    monkeypatch.setattr(queries, "store", lambda: small_store)
    monkeypatch.setattr(queries, "now", lambda: NOW)
    told = [("match", 2, ()), ("here", 3, (DISTRICT,)), ("old", 30, ())]
    items = [
        builders.item(
            f"u:{key}",
            source_id="demo-kz-39",
            title=f"*{key}* of two villages",
            regions=("KZ-39",),
            districts=districts,
            risk=(),
            dropped="sport",
            published_at=NOW - timedelta(days=days),
        )
        for key, days, districts in told
    ]
    state = small_store.source_states()["demo-kz-39"]
    small_store.add_collected(items, state, {}, NOW.date())
    return small_store


def show(lang="en", **params):
    app = panel("missed_form", "missed_form.show()", missed="new", lang=lang, **params)
    assert not app.exception
    return app


def placed(app, days_ago=2):
    """Region and day chosen; the other questions follow."""
    app.selectbox[0].set_value("KZ-39").run()
    return app.selectbox[2].set_value(TODAY - timedelta(days=days_ago)).run()


def fill(app, what="Two villages quarrelled at the stadium."):
    app.selectbox[3].set_value("trigger_incident")
    app.text_area[0].set_value(what)
    app.radio[-1].set_value("heard")
    app.text_input[0].set_value("Mediator")
    return button(app, "Check").click().run()


def event(**changes):
    values = {
        "region": "KZ-39",
        "district": DISTRICT,
        "on": TODAY,
        "signal": "trigger_incident",
        "what": "Two villages quarrelled.",
        "how_known": "heard",
        "author": "Mediator",
        "at": NOW,
    }
    return MissedEvent(**values | changes)


def test_it_is_told_shown_as_it_will_be_kept_and_kept(shelf):
    app = placed(show())
    fill(app, "Серик Ахметов сообщил: два села поссорились.")
    assert shelf.missed_events() == []
    assert "Ахметов" not in everything(app)
    button(app, "Keep it like this").click().run()
    (kept,) = shelf.missed_events()
    assert (kept.region, kept.on, kept.signal, kept.how_known, kept.author) == (
        "KZ-39", TODAY - timedelta(days=2), "trigger_incident", "heard", "Mediator",
    )  # fmt: skip
    assert "Ахметов" not in kept.what
    assert "два села поссорились" in kept.what
    assert kept.item_key == ""
    assert "It counts on the Method page" in app.success[0].value
    assert "a gap in what is read" in everything(app)
    assert app.selectbox[2].value is None  # an empty form follows


def test_it_is_linked_with_the_text_we_had_and_leads_to_it(shelf):
    app = placed(show())
    assert len(app.radio[0].options) == 3  # none of these, and the two of those days
    assert "sport" in app.radio[0].proto.captions[1]
    app.radio[0].set_value("u:match").run()
    fill(app)
    button(app, "Keep it like this").click().run()
    assert shelf.missed_events()[0].item_key == "u:match"
    assert "a mistake of our rules" in everything(app)
    button(app, "Open the text and put it on the desk →").click().run()
    assert app.query_params["aside"] == "u:match"
    shelf.restore_item(
        Restoration("u:match", "trigger_incident", "KZ-39", "No game.", "M", NOW)
    )
    app.run()
    assert "a person put it on the desk" in everything(app)


def test_texts_of_the_district_are_offered_first(shelf):
    app = placed(show())
    assert "match" in app.radio[0].options[1]
    app.selectbox[1].set_value(DISTRICT).run()
    assert "here" in app.radio[0].options[1]


def test_half_a_report_is_not_kept_and_each_gap_is_named(shelf):
    app = button(placed(show()), "Check").click().run()
    for said in ("comes closest", "Write what happened", "how it is known", "Say who"):
        assert said in app.error[0].value
    assert "Keep it like this" not in everything(app)


def test_the_last_sixty_days_are_offered_in_words(shelf):
    days = show("kk").selectbox[2].options
    assert len(days) == 60
    assert days[0] == "жексенбі, 22 қараша"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_events_are_listed_with_their_state_in_each_language(shelf, lang):
    shelf.add_missed_event(event())
    shelf.add_missed_event(event(item_key="u:here", what="<b>Second</b>"))
    app = show(lang)
    said = everything(app)
    assert "<b>Second" not in said
    with i18n.using(lang):
        assert missed_wording.state_name("no_text") in said
        assert missed_wording.state_name("aside") in said
        assert missed_wording.how_known("heard") in said


def test_the_way_in_opens_the_form(open_page, shelf):
    app = open_page(shelf, "desk", lang="en")
    button(app, "Report an event we missed →").click().run()
    assert not app.exception
    assert app.query_params["missed"] == "new"


def test_the_way_back_from_a_text_leads_to_the_events(open_page, shelf):
    app = open_page(shelf, "desk", lang="en", missed="new", aside="u:here")
    button(app, "← Events we missed").click().run()
    assert "aside" not in app.query_params
    assert app.query_params["missed"] == "new"


def test_from_an_event_to_the_flag_its_text_became(open_page, shelf):
    shelf.restore_item(
        Restoration("u:match", "trigger_incident", "KZ-39", "No game.", "M", NOW)
    )
    pipeline.assess_store(shelf, NOW)
    app = open_page(shelf, "desk", lang="en", missed="new", aside="u:match")
    button(app, "Open its flag").click().run()
    assert app.query_params["flag"].startswith("f:")
    assert "missed" not in app.query_params
