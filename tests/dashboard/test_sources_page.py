"""The Sources page: who answers, which regions are silent, what was let go."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

import builders
from dashboard import (
    desk_wording,
    drop_wording,
    i18n,
    source_health,
    sources_widgets,
)
from data.model import LANGUAGES, SourceState, State
from data.reference import load
from data.store import Store

TITLES = {
    "kk": "Бүгінгі көрініске сенуге бола ма?",
    "ru": "Можно ли доверять сегодняшней картине?",
    "en": "Can I trust today's picture?",
}
SAID = {
    "kk": ("сайт қате қайтарады", "Ұлытау облысы: тым аз оқылды", "бүкіл ел", "спорт"),
    "ru": ("сайт отвечает ошибкой", "прочитано слишком мало", "вся страна", "спорт"),
    "en": ("the site answers with an error", "too little was read", "whole country",
           "sport"),
}  # fmt: skip


def tables(app):
    return "\n".join(str(element.proto.body) for element in app.get("html"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_speaks_the_readers_language(open_page, small_store, lang):
    app = open_page(small_store, "sources", lang=lang)
    assert not app.exception
    assert app.title[0].value == TITLES[lang]
    shown = tables(app)
    for words in SAID[lang]:
        assert words in shown
    assert "(503)" in shown  # the number the site answered with
    assert shown.count("<tr>") > len(small_store.sources())


def test_an_empty_store_says_how_to_begin(open_page, store):
    app = open_page(store, "sources", lang="en")
    assert not app.exception
    assert "kelisim up" in "".join(each.value for each in (*app.info, *app.warning))


def test_a_hostile_source_name_is_only_a_name(open_page, store: Store):
    hostile = '<img src=x onerror="alert(1)">'
    store.sync_sources(
        [builders.source(name=hostile, owner=hostile, site="javascript:alert(1)")]
    )
    store.set_meta("collected_at", builders.NOW.isoformat())
    shown = tables(open_page(store, "sources", lang="ru"))
    assert "<img" not in shown
    assert "&lt;img" in shown
    assert "javascript:" not in shown


def health(source, weeks=(), states=None, today=date(2026, 11, 22)):
    frame = pd.DataFrame(list(weeks), columns=["source_id", "week", "items"])
    return source_health.healths([source], states or {}, frame, today)[0]


def working(source_id="alpha"):
    return {source_id: SourceState(source_id, State.WORKING)}


def test_a_source_switched_off_or_never_read_has_a_state():
    off = health(builders.source("off", enabled=False), states=working("off"))
    assert off.state.state is State.DISABLED
    assert not off.needs_a_hand
    assert health(builders.source("new")).state.state is State.UNKNOWN


def test_a_site_that_answers_but_publishes_nothing_is_stale():
    long_ago = [("alpha", date(2026, 9, 28), 9), ("alpha", date(2026, 10, 5), 3)]
    silent = health(builders.source(), long_ago, working())
    assert silent.state.state is State.STALE
    assert silent.needs_a_hand
    assert silent.last_week == date(2026, 10, 5)
    rare = builders.source(expect_per_week=(0, 4))
    assert health(rare, long_ago, working()).state.state is State.WORKING
    lively = [*long_ago, ("alpha", date(2026, 11, 9), 1)]
    assert health(builders.source(), lively, working()).state.state is State.WORKING


def test_every_state_has_a_symbol_a_word_and_advice():
    assert set(desk_wording.SOURCE_STATES) == set(State)
    for lang in LANGUAGES:
        with i18n.using(lang):
            for remedy in desk_wording.SOURCE_STATES.values():
                assert remedy.symbol
                assert i18n._(remedy.name)
                assert i18n._(remedy.remedy).endswith(".")


def test_items_a_week_are_counted_over_whole_weeks_only():
    today = date(2026, 11, 22)  # a Sunday
    mondays = source_health.whole_weeks(today)
    assert mondays == [date(2026, 10, 19) + timedelta(weeks=n) for n in range(4)]
    this = date(2026, 11, 16)
    weeks = [
        ("alpha", mondays[0], 8),
        ("alpha", mondays[2], 4),
        ("alpha", this, 99),  # this week is not over
        ("beta", mondays[0], 50),
    ]
    old = builders.source(since=date(2026, 1, 1))
    assert health(old, weeks).weekly == 3
    assert health(builders.source(since=mondays[2]), weeks).weekly == 2
    assert health(builders.source(since=today), weeks).weekly is None
    # Since when is not known: the first week with a text is not a whole one.
    assert health(builders.source(), weeks).weekly == pytest.approx(4 / 3)
    assert health(builders.source(), [("alpha", this, 5)]).weekly is None
    assert health(builders.source()).weekly is None


def test_a_source_below_its_expectation_is_said():
    source = builders.source(expect_per_week=(5, 20))
    with i18n.using("en"):
        assert "fewer than expected" in sources_widgets.volume(source, 2.0)
        assert "more than expected" in sources_widgets.volume(source, 21.0)
        assert "than expected" not in sources_widgets.volume(source, 5.0)
        assert "too new to say" in sources_widgets.volume(source, None)


def test_everything_let_go_is_told_in_words():
    codes = [*load().taxonomy.exclusions, "unresolved", "no_gate", "foreign_language"]
    codes += ["known", "duplicate", "no_text", "flagged", "protective", "no_signal"]
    for code in codes:
        with i18n.using("ru"):
            assert drop_wording.reason(code) != code
    with i18n.using("en"):
        failed = drop_wording.reason("article_timeout")
    assert failed == "the article could not be read: no answer in time"


def test_a_reason_without_words_is_shown_not_hidden():
    assert drop_wording.reason("brand_new_code") == "brand_new_code"
    assert drop_wording.stage("brand_new_stage") == "brand_new_stage"
