"""The Desk's other half: what was set aside, counted, and put back by a person."""

from __future__ import annotations

from datetime import timedelta

import pytest

import builders
import pipeline
from dashboard import desk_aside, i18n
from data.model import LANGUAGES, Restoration
from data.reference import load

NOW = builders.NOW
HEADINGS = {
    "kk": "Белгіге алынбағандар",
    "ru": "Что не стало сигналом",
    "en": "What was set aside",
}


def button(app, label):
    return next(each for each in app.button if each.label == label)


def rows(app):
    """The texts of the list: each is opened by its title."""
    return [each for each in app.button if str(each.key).startswith(desk_aside.OPEN)]


def everything(app):
    """Every word the page shows below its title."""
    parts = [
        *(element.value for kind in (app.header, app.subheader) for element in kind),
        *(element.value for kind in (app.markdown, app.info) for element in kind),
        *(element.value for kind in (app.error, app.success) for element in kind),
        *(element.proto.body for element in app.get("html")),
        *(element.label for element in app.button),
    ]
    return "\n".join(str(part) for part in parts)


@pytest.fixture
def shelf(small_store):
    """Four texts let go beside the small country's flags."""
    told = [
        ("match", "sport", 1, ("KZ-39",), "demo-kz-39"),
        ("dune", "abroad", 3, (), "demo-kz-39"),
        ("vote", "election", 5, ("KZ-15",), "demo-kz-15"),
        ("old", "sport", 60, ("KZ-39",), "demo-kz-39"),
    ]
    for key, why, days, regions, source in told:
        item = builders.item(
            f"u:{key}",
            source_id=source,
            title=f"<b>{key}</b> *two* villages",
            text="Two villages met at the stadium. There was a fight.",
            lang="en",
            url=f"https://{source}.example/{key}",
            regions=regions,
            risk=(),
            dropped=why,
            published_at=NOW - timedelta(days=days),
        )
        state = small_store.source_states()[source]
        small_store.add_collected([item], state, {}, NOW.date())
    return small_store


def restore(store, key="u:match", **changes):
    values = {
        "signal": "trigger_incident", "region": "KZ-39", "reason": "It was no game.",
        "author": "Mediator", "at": NOW,
    }  # fmt: skip
    return store.restore_item(Restoration(key, **values | changes))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_says_what_was_let_go_and_why(open_page, shelf, lang):
    app = open_page(shelf, "desk", lang=lang, aside="list")
    assert not app.exception
    assert app.header[0].value == HEADINGS[lang]
    assert [each.key for each in rows(app)] == [
        f"{desk_aside.OPEN}u:{key}" for key in ("match", "dune", "vote")
    ]
    shown = everything(app)
    assert "msgid" not in shown
    assert "<b>" not in shown
    assert 'href="https://demo-kz-39.example/match"' in shown
    with i18n.using(lang):
        for why in ("sport", "abroad", "election"):
            assert f"<strong>{desk_aside.drop_wording.reason(why)}</strong>" in shown


def test_the_way_leads_there_from_the_flags_and_back(open_page, shelf):
    app = open_page(shelf, "desk", lang="en", region="KZ-71")
    assert app.info  # no flag here: what was set aside is still one click away
    button(app, "What was set aside, and why →").click().run()
    assert app.query_params["aside"] == "list"
    assert "Nothing was set aside here" in app.info[0].value
    button(app, "← All flags").click().run()
    assert "aside" not in app.query_params
    assert app.query_params["region"] == "KZ-71"


def test_region_period_and_reason_narrow_it_and_stand_in_the_address(open_page, shelf):
    app = open_page(shelf, "desk", lang="en", aside="list", region="KZ-39", period="84")
    assert [each.key[-5:] for each in rows(app)] == ["match", ":dune", "u:old"]
    labels = app.selectbox[2].options
    assert labels == ["All reasons", "sport (2)", "happened abroad (1)"]
    app.selectbox[2].select("sport").run()
    assert app.query_params["why"] == "sport"
    assert len(rows(app)) == 2
    app.selectbox[1].select("").run()
    assert len(rows(app)) == 1
    folded = next(h for h in app.get("html") if "Counted by reason" in h.proto.body)
    assert "<td" in folded.proto.body


def test_many_are_shown_in_parts(open_page, shelf, monkeypatch):
    monkeypatch.setattr(desk_aside, "FIRST", 2)
    monkeypatch.setattr(desk_aside, "MOST", 3)
    app = open_page(shelf, "desk", lang="en", aside="list", period="84")
    assert len(rows(app)) == 2
    assert app.toggle[0].label == "Show the newest 3"
    app.toggle[0].set_value(True).run()
    assert len(rows(app)) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_is_laid_open_with_the_ten_signals_to_choose_from(
    open_page, shelf, lang
):
    app = open_page(shelf, "desk", lang=lang, aside="u:match")
    assert not app.exception
    assert "There was a fight." in everything(app)
    risk = load().taxonomy.risk
    assert app.radio[0].options == [kind.names[lang] for kind in risk.values()]
    assert len(app.radio[0].options) == 10
    assert app.radio[0].value is None
    assert app.selectbox[0].value == "KZ-39"


def test_a_person_puts_it_on_the_desk_and_it_becomes_a_flag(open_page, shelf):
    app = open_page(shelf, "desk", lang="en", aside="list")
    rows(app)[0].click().run()
    app.radio[0].set_value("trigger_incident")
    app.text_area[0].set_value("The villages quarrel over water.")
    app.text_input[0].set_value("Mediator")
    button(app, "Put it on the desk").click().run()
    assert not app.exception
    (said,) = shelf.restorations("u:match")
    assert (said.signal, said.region, said.author, said.set_aside) == (
        "trigger_incident", "KZ-39", "Mediator", "sport",
    )  # fmt: skip
    assert "waits for a verdict" in app.success[0].value
    assert "The villages quarrel over water." in everything(app)
    assert "at the next assessment" in everything(app)
    pipeline.assess_store(shelf, NOW)
    app.run()
    button(app, "Open its flag").click().run()
    assert app.query_params["flag"].startswith("f:")
    shown = everything(app)
    assert "Mediator put it on the desk on 22.11.2026" in shown
    assert "Confidence: a person put it on the desk." in shown
    button(app, "Who put it on the desk and why; take it back").click().run()
    assert app.query_params["aside"] == "u:match"
    assert "flag" not in app.query_params


def test_the_list_says_what_stands_on_the_desk_already(open_page, shelf):
    restore(shelf)
    app = open_page(shelf, "desk", lang="en", aside="list")
    assert "✓ Put on the desk on 22.11.2026, Mediator" in everything(app)


def test_it_is_taken_back_with_a_reason_and_both_words_stay(open_page, shelf):
    restore(shelf)
    app = open_page(shelf, "desk", lang="en", aside="u:match")
    assert not app.radio
    button(app, "Take it back").click().run()
    assert "Write the reason" in app.error[0].value
    app.text_area[0].set_value("A game after all.")
    app.text_input[0].set_value("Analyst")
    button(app, "Take it back").click().run()
    assert "Taken back" in app.success[0].value
    assert shelf.current_restorations() == {}
    shown = everything(app)
    assert "It was no game." in shown
    assert "A game after all." in shown
    assert app.radio  # it may be put back again
    assert app.text_input[0].value == "Analyst"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ((None, "Because.", "Mediator"), "Choose what the text tells of."),
        (("mobilisation", "  ", "Mediator"), "Write the reason"),
        (("mobilisation", "Because.", " "), "Say who decides"),
    ],
)
def test_half_a_word_is_not_kept(open_page, shelf, fields, says):
    app = open_page(shelf, "desk", lang="en", aside="u:match")
    signal, reason, author = fields
    if signal:
        app.radio[0].set_value(signal)
    app.text_area[0].set_value(reason)
    app.text_input[0].set_value(author)
    button(app, "Put it on the desk").click().run()
    assert app.error[0].value.startswith(says)
    assert shelf.restorations() == []


def test_a_text_without_a_place_needs_a_region(open_page, shelf):
    app = open_page(shelf, "desk", lang="en", aside="u:dune")
    assert app.selectbox[0].value is None
    assert "no place of ours was recognised" in everything(app)
    app.radio[0].set_value("rumour_viral")
    app.text_area[0].set_value("It is told here, too.")
    app.text_input[0].set_value("Mediator")
    button(app, "Put it on the desk").click().run()
    assert app.error[0].value == "Choose the region."


@pytest.mark.parametrize("key", ["u:none", "u:pasture", "<b>"])
def test_what_was_not_set_aside_is_not_found_there(open_page, shelf, key):
    app = open_page(shelf, "desk", lang="en", aside=key)
    assert not app.exception
    assert "no text of that number" in app.warning[0].value
    assert rows(app)


def test_a_restored_flag_says_so_in_the_list(open_page, shelf):
    restore(shelf, reason="It was no game, the elders say.")
    pipeline.assess_store(shelf, NOW)
    app = open_page(shelf, "desk", lang="en", region="KZ-39")
    assert "put on the desk by Mediator: It was no game" in everything(app)
