"""The list of the regions: own ones first, nothing ranked, what was left out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import builders
from builders import NOW
from data.model import Reason, Role, User


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "strong enough to be called raised: 2 regions ("),
        ("ru", "недостаточный для уровня «Выше обычного»: 2 региона ("),
        ("kk", "деп атауға жетпейтін өсім: 2 өңір ("),
    ],
)
def test_what_the_limit_left_out_is_named_in_the_fixed_order(
    open_page, small_store, lang, words
):
    below = Reason("level.below_bar", params={"weeks": 40, "days": 7})
    first = small_store.latest_levels()["KZ-11"]
    small_store.save_levels([replace(first, reasons=(*first.reasons, below))])
    app = open_page(small_store, "home", lang=lang)
    bodies = [str(each.proto.body) for each in app.get("html")]
    (said,) = (body for body in bodies if words in body)
    assert re.findall(r"region=(KZ-\d\d)", said) == ["KZ-11", "KZ-47"]


def test_where_nothing_was_left_out_nothing_is_said(open_page, store):
    store.save_levels([builders.level("KZ-11")])
    store.set_meta("collected_at", NOW.isoformat())
    app = open_page(store, "home", lang="en")
    assert not any("called raised" in str(each.proto.body) for each in app.get("html"))


def test_own_regions_stand_first_in_the_fixed_order(open_page, small_store):
    user = small_store.save_user(
        User("Медиатор", Role.MEDIATOR, ("KZ-62", "KZ-15"), "en")
    )
    app = open_page(small_store, "home", lang="en")
    assert "My regions" not in [each.value for each in app.header]
    app.selectbox(key="kelisim.who").set_value(user.id).run()
    headings = [each.value for each in app.header]
    mine = headings.index("My regions")
    assert mine < headings.index("All regions, in their fixed order")
    own, everything = [
        re.findall(r'<th scope="row"><a href="./region\?region=(KZ-\d\d)', body)
        for body in (str(each.proto.body) for each in app.get("html"))
        if "<table" in body
    ]
    assert own == ["KZ-15", "KZ-62"]
    assert everything == sorted(everything)
    assert len(everything) == 20
