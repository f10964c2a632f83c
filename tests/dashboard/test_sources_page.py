"""The Sources page: who answers, which regions are silent, what was let go."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import builders
from dashboard import (
    desk_wording,
    drop_wording,
    i18n,
    source_health,
    source_rows,
)
from data.gold_items import NEGATIVE_KINDS
from data.model import LANGUAGES, DateState, SourceState, State
from data.reference import load
from data.store import Store
from scoring.decision import DROPPED_BY_KIND

ROOT = Path(__file__).parent.parent.parent
TITLES = {
    "kk": "Бүгінгі көрініске сенуге бола ма?",
    "ru": "Можно ли доверять сегодняшней картине?",
    "en": "Can I trust today's picture?",
}
SAID = {
    "kk": ("сайт қате қайтарады", "Ұлытау облысы: тым аз оқылды", "Бүкіл ел", "спорт",
           "дерек жоқ", "Кездескен жазбалар"),
    "ru": ("сайт отвечает ошибкой", "прочитано слишком мало", "Вся страна", "спорт",
           "нет данных", "Встречено записей"),
    "en": ("the site answers with an error", "too little was read", "Whole country",
           "sport", "no data", "Entries met"),
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
    for source in small_store.sources():
        assert shown.count(f"<strong>{source.name}</strong>") >= 1
    assert not app.error


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


def test_every_state_has_a_symbol_a_word_and_advice():
    assert set(desk_wording.SOURCE_STATES) == set(State)
    for lang in LANGUAGES:
        with i18n.using(lang):
            for remedy in desk_wording.SOURCE_STATES.values():
                assert remedy.symbol
                assert i18n._(remedy.name)
                assert i18n._(remedy.remedy).endswith(".")


def test_a_source_below_its_expectation_is_said():
    source = builders.source(expect_per_week=(5, 20))
    with i18n.using("en"):
        assert "fewer than expected" in source_rows.volume(source, 2.0)
        assert "more than expected" in source_rows.volume(source, 21.0)
        assert "than expected" not in source_rows.volume(source, 5.0)
        assert "too new to say" in source_rows.volume(source, None)


def test_everything_let_go_is_told_in_words():
    codes = [*load().taxonomy.exclusions, "unresolved", "no_gate", "foreign_language"]
    codes += ["known", "duplicate", "no_text", "flagged", "protective", "no_signal"]
    codes += [*DROPPED_BY_KIND.values(), *map(_dropped_as, NEGATIVE_KINDS)]
    for code in codes:
        said = []
        for lang in LANGUAGES:
            with i18n.using(lang):
                said.append(drop_wording.reason(code))
        assert code not in said[:2], code  # in English some codes are their own word
        assert len(set(said)) > 1  # sport is the same word in two
    with i18n.using("en"):
        failed = drop_wording.reason("article_timeout")
    assert failed == "the article could not be read: no answer in time"


def _dropped_as(kind: str) -> str:
    """Why a text of a kind of the gold is let go; every kind must have a code."""
    return DROPPED_BY_KIND[kind]


def test_a_reason_without_words_is_shown_not_hidden():
    assert drop_wording.reason("brand_new_code") == "brand_new_code"


def constants(tree: ast.AST) -> Iterator[str]:
    """Every text written out under a node."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def reasons_in_the_code() -> set[str]:
    """Every reason under which a collector lets an entry go, as written there."""
    found: set[str] = set()
    for path in sorted((ROOT / "collectors").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and "drop" in ast.unparse(node.func):
                found.update(word for arg in node.args[:1] for word in constants(arg))
            if isinstance(node, ast.Call) and "Unreadable" in ast.unparse(node.func):
                found.update(constants(node))
    return found - {"article_"}


def test_every_reason_a_collector_gives_has_words():
    found = reasons_in_the_code()
    assert {"known", "no_text", "postponed", "scanned_pdf"} <= found
    found |= {"kept", "edited", "edited_too_often", "unaccounted", "took_too_long"}
    found |= {state.value for state in DateState if state is not DateState.DATED}
    assert {code for code in found if drop_wording.reason(code) == code} == set()


def ill(store: Store, names: Iterable[str], state: State, **changes: object) -> None:
    """Put sources into a state since two days."""
    for name in names:
        since = builders.NOW - timedelta(days=2)
        value = SourceState(
            name, state, last_attempt_at=since, last_success_at=since, failures=2
        )
        store.add_collected([], replace(value, **changes), {}, since.date())


def test_sources_that_need_a_hand_are_grouped_by_what_to_do(open_page, small_store):
    names = [source.id for source in small_store.sources()]
    ill(small_store, names[:9], State.UNAVAILABLE)
    ill(small_store, names[11:13], State.UNREACHABLE)
    app = open_page(small_store, "sources", lang="en")
    shown = tables(app)
    assert shown.count("<h3>") >= 4
    assert shown.count("Ask the office for a feed") == 1 + 9  # a group, 9 rows opened
    assert "and 3 more" in shown
    assert "the site cannot be connected to" in shown
    assert "since 20.11.2026; last new text" in shown


def test_a_failure_that_may_pass_is_named_but_asks_for_nobody(open_page, small_store):
    now = {"last_success_at": builders.NOW, "last_attempt_at": builders.NOW}
    ill(small_store, ["demo-kz-10"], State.TIMEOUT, failures=0.25, **now)
    shown = tables(open_page(small_store, "sources", lang="en"))
    assert "asked again without your doing: «Өңір үні» KZ-10." in shown


def test_a_source_tells_what_it_went_through(open_page, small_store):
    for days, state in ((9, State.TIMEOUT), (7, State.WORKING), (3, State.DNS_ERROR)):
        at = builders.NOW - timedelta(days=days)
        due = builders.NOW + timedelta(hours=1)
        value = SourceState("demo-kz-10", state, last_attempt_at=at, due_at=due)
        small_store.add_collected([], replace(value, failures=1.5), {}, at.date())
    shown = tables(open_page(small_store, "sources", lang="en", region="KZ-10"))
    assert "13 Nov – 15 Nov: no answer in time" in shown
    assert "15 Nov – 19 Nov: works" in shown
    assert "since 19 Nov 11:00: the site&#x27;s name is not found" in shown
    assert "1.5 (a lasting fault" in shown
    assert "22.11.2026 12:00" in shown  # the next attempt
    assert "KZ-15" not in shown[shown.index("<summary>Abai Region") :]


def test_a_change_within_a_day_says_the_hours():
    since = builders.NOW
    stretch = source_health.Stretch(
        State.HTTP_ERROR, since, since + timedelta(hours=2), 503
    )
    with i18n.using("en"):
        said = source_rows.change_words(stretch)
    assert said == "22 Nov 11:00–13:00: the site answers with an error (503)"


def test_a_region_without_a_source_of_its_own_is_said(open_page, small_store):
    left = [s for s in small_store.sources() if s.region != "KZ-23"]
    small_store.sync_sources(left)
    small_store.sync_sources([*left])
    shown = tables(open_page(small_store, "sources", lang="en"))
    assert "no source of its own" in shown


def test_a_sum_that_is_not_right_is_said_loudly(open_page, small_store):
    state = small_store.source_states()["demo-kz-10"]
    counts = {("entries", "seen"): 5, ("collect", "kept"): 2}
    small_store.add_collected([], state, counts, builders.NOW.date())
    app = open_page(small_store, "sources", lang="en")
    said = [str(each.value) for each in app.error]
    assert said[0].startswith("3 entries are unaccounted for")
    assert said[1].startswith("2 kept texts do not have")


def test_twenty_panels_stand_in_the_fixed_order(open_page, small_store):
    shown = tables(open_page(small_store, "sources", lang="en"))
    panels = re.findall(r"<figure.*?region=(KZ-\d\d)", shown)
    assert panels == sorted(panels)
    assert len(panels) == 20
    assert shown.count("was read, week by week") == 20  # the same as tables
