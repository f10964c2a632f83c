"""The acute lane: newest first, and no region hidden by a louder one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

import builders
from builders import NOW
from dashboard import home_parts
from data.model import Reason


def test_one_loud_region_does_not_hide_another() -> None:
    hour = timedelta(hours=1)
    loud = [builders.flag(f"loud-{n}", last_at=NOW - n * hour) for n in range(8)]
    quiet = builders.flag("quiet", region="KZ-61", last_at=NOW - 90 * hour)
    top = home_parts.on_top([*loud, quiet])
    assert [flag.id for flag in top] == [
        "loud-0",
        "loud-1",
        "loud-2",
        "loud-3",
        "quiet",
    ]


def test_few_flags_are_all_shown() -> None:
    few = [builders.flag(str(n)) for n in range(3)]
    assert home_parts.on_top(few) == few


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
