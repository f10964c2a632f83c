"""The Sources page: who answers, which regions are silent, what was let go."""

from __future__ import annotations

from datetime import date, timedelta

import builders
import pandas as pd
import pytest

from dashboard import desk_wording, drop_wording, i18n, sources_widgets
from data.model import LANGUAGES, SourceState, State
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


def test_a_source_switched_off_or_never_read_has_a_state():
    off = builders.source("off", enabled=False)
    new = builders.source("new")
    states = {"off": SourceState("off", State.WORKING)}
    assert sources_widgets.state_of(off, states).state is State.DISABLED
    assert sources_widgets.state_of(new, states).state is State.UNKNOWN


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
    mondays = sources_widgets.whole_weeks(today)
    assert mondays == [date(2026, 10, 19) + timedelta(weeks=n) for n in range(4)]
    weeks = pd.DataFrame(
        [
            ("alpha", mondays[0], 8),
            ("alpha", mondays[2], 4),
            ("alpha", date(2026, 11, 16), 99),  # this week is not over
            ("beta", mondays[0], 50),
        ],
        columns=["source_id", "week", "items"],
    )
    alpha = builders.source("alpha")
    assert sources_widgets.per_week(alpha, weeks, mondays) == 3
    young = builders.source("alpha", since=mondays[2])
    assert sources_widgets.per_week(young, weeks, mondays) == 2
    newborn = builders.source("alpha", since=today)
    assert sources_widgets.per_week(newborn, weeks, mondays) is None


def test_a_source_below_its_expectation_is_said():
    source = builders.source(expect_per_week=(5, 20))
    with i18n.using("en"):
        assert "fewer than expected" in sources_widgets.volume(source, 2.0)
        assert "more than expected" in sources_widgets.volume(source, 21.0)
        assert "than expected" not in sources_widgets.volume(source, 5.0)
        assert "too new to say" in sources_widgets.volume(source, None)


def test_a_reason_without_words_is_shown_not_hidden():
    assert drop_wording.reason("brand_new_code") == "brand_new_code"
    assert drop_wording.stage("brand_new_stage") == "brand_new_stage"
