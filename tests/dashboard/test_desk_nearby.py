"""What was set aside near a flag: its district first, counted, opened in one click."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import builders
from dashboard import desk_nearby, queries
from data.model import LANGUAGES
from panels import button, everything, panel

NOW = builders.NOW


@pytest.fixture
def let_go(small_store, monkeypatch):
    """Put texts of KZ-39 aside: (key, days ago, districts)."""
    monkeypatch.setattr(queries, "store", lambda: small_store)
    monkeypatch.setattr(queries, "now", lambda: NOW)

    def put(*told, region="KZ-39"):
        source = f"demo-{region.lower()}"
        items = [
            builders.item(
                f"u:{key}",
                source_id=source,
                title=f"*{key}* <b>of the steppe</b>",
                lang="en",
                regions=(region,),
                districts=districts,
                risk=(),
                dropped="sport",
                published_at=NOW - timedelta(days=days),
            )
            for key, days, districts in told
        ]
        state = small_store.source_states()[source]
        small_store.add_collected(items, state, {}, NOW.date())
        flag = small_store.flag("f-pasture")
        small_store.save_flags([replace(flag, districts=("394200000",))])

    return put


def show(lang="en"):
    app = panel("desk_nearby", flag="f-pasture", lang=lang)
    assert not app.exception
    return app


def rows(app):
    return [
        each.key.removeprefix(f"{desk_nearby.OPEN}u:")
        for each in app.button
        if str(each.key).startswith(desk_nearby.OPEN)
    ]


def test_the_same_district_stands_first_then_the_newest_and_others_are_out(let_go):
    let_go(("new", 1, ()), ("here", 5, ("394200000",)), ("old", 9, ()))
    let_go(("away", 1, ()), region="KZ-15")
    app = show()
    assert rows(app) == ["here", "new"]
    said = everything(app)
    assert "2 texts" in said
    assert said.count("the same district") == 1
    assert "<b>of" not in said
    assert "<strong>sport</strong>" in said


def test_ten_are_shown_and_the_rest_is_counted_and_reached(let_go):
    let_go(*((f"n{n}", n / 4, ()) for n in range(13)))
    app = show()
    assert len(rows(app)) == 10
    button(app, "3 more →").click().run()
    assert app.query_params["aside"] == "list"
    assert app.query_params["region"] == "KZ-39"


def test_a_title_opens_the_text_and_the_flag_stays_in_the_address(let_go):
    let_go(("here", 1, ()))
    app = show()
    next(b for b in app.button if b.key.endswith("u:here")).click().run()
    assert app.query_params["aside"] == "u:here"
    assert app.query_params["flag"] == "f-pasture"


def test_the_way_back_from_a_text_leads_to_its_flag(let_go, open_page, small_store):
    let_go(("here", 1, ()))
    app = open_page(small_store, "desk", lang="en", aside="u:here", flag="f-pasture")
    button(app, "← The flag").click().run()
    assert "aside" not in app.query_params
    assert app.query_params["flag"] == "f-pasture"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_set_aside_is_said_as_such(let_go, lang):
    let_go(("old", 20, ()))
    app = show(lang)
    assert rows(app) == []
    assert len(app.markdown) == 1
