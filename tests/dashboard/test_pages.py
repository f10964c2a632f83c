"""Every page in every language, deep links, values nobody knows, empty databases."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

import builders
import small_world
from dashboard.navigation import PAGES
from data.model import LANGUAGES, SourceKind, SourceState, State, Verdict, VerdictCode
from data.store import Store

Open = Callable[..., AppTest]


def said(app: AppTest) -> str:
    """Everything on the page as text, tags away."""
    parts = []
    for element in app.main:
        body = getattr(element.proto, "body", "") or getattr(element, "value", "")
        parts.append(body if isinstance(body, str) else "")
    return re.sub(r"<style>.*?</style>|<[^>]+>", " ", " ".join(parts), flags=re.S)


def raw(app: AppTest) -> str:
    """The HTML of the page as sent."""
    return " ".join(
        str(element.proto.body)
        for element in app.main
        if hasattr(element.proto, "body")
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_page_opens(open_page: Open, small_store: Store, page: str, lang: str) -> None:
    app = open_page(small_store, page, lang=lang)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1
    assert "DEMO" in said(app)
    assert app.query_params["lang"] in (lang, [lang])


@pytest.mark.parametrize("page", ["home", "region"])
def test_no_english_in_kazakh(open_page: Open, small_store: Store, page: str) -> None:
    """Only names may be in Latin letters: the product, formats, demo, rule version."""
    app = open_page(small_store, page, lang="kk", region="KZ-39")
    text = said(app) + " ".join(
        str(element.label) for element in (*app.selectbox, *app.expander)
    )
    known = {"DEMO", "Kelisim", "KZ", "CSV", "XLSX", "test"}
    text = text.replace(small_world.HOSTILE, "").replace("&lt;script", "")
    text = re.sub(r"script&gt;|alert|smile|quot|&\w+;", " ", text)
    latin = set(re.findall(r"[A-Za-z]{3,}", text)) - known
    assert not latin


def test_home_says_where_to_look(open_page: Open, small_store: Store) -> None:
    text = said(open_page(small_store, "home", lang="ru"))
    assert "5 часов назад" in text
    assert "20\N{NO-BREAK SPACE}из\N{NO-BREAK SPACE}22" in text
    for word in ("Остро", "Выше обычного", "Под наблюдением", "Спокойно", "Нет данных"):
        assert word in text
    # What changed since yesterday: one level step, one source lost.
    assert "Область Жетісу" in text
    assert "KZ-43" in text


def test_regions_stand_in_the_fixed_order(open_page: Open, small_store: Store) -> None:
    html = raw(open_page(small_store, "home", lang="en"))
    table = html[html.index('class="kel-table') :]
    codes = re.findall(r"region\?region=(KZ-\d\d)", table)
    assert codes == sorted(codes)
    assert len(codes) == 20


def test_refuted_acute_flag_leaves_the_lane(
    open_page: Open, small_store: Store
) -> None:
    title = small_store.flag("f-pasture").title
    assert title in said(open_page(small_store, "home"))
    for author in ("Медиатор", "Талдаушы"):  # one person's word is not enough
        assert title in said(open_page(small_store, "home"))
        small_store.add_verdict(
            Verdict("f-pasture", VerdictCode.OLD, "Былтырғы.", author, builders.NOW)
        )
    assert title not in said(open_page(small_store, "home"))


def test_deep_link_to_a_region(open_page: Open, small_store: Store) -> None:
    app = open_page(small_store, "region", region="KZ-15", lang="ru")
    text = said(app)
    assert app.selectbox[0].value == "KZ-15"
    assert "Актюбинская область" in text
    assert "Выше обычного" in text
    assert "с 13.11.2026" in text
    assert "Екі ауыл татуласты" in text  # a sign of accord
    assert "Жайылым шекарасын" in text  # a decision of a meeting


@pytest.mark.parametrize("bad", ["KZ-99", "javascript:alert(1)", "", "kz-15 "])
def test_unknown_region_falls_back(
    open_page: Open, small_store: Store, bad: str
) -> None:
    app = open_page(small_store, "region", region=bad)
    assert not app.exception
    assert app.selectbox[0].value == "KZ-10"


def test_small_letters_are_the_same_region(open_page: Open, small_store: Store) -> None:
    app = open_page(small_store, "region", region="kz-15")
    assert app.selectbox[0].value == "KZ-15"


@pytest.mark.parametrize("bad", ["de", "KK", "", "<b>"])
def test_unknown_language_falls_back_to_kazakh(
    open_page: Open, small_store: Store, bad: str
) -> None:
    app = open_page(small_store, "home", lang=bad)
    assert app.title[0].value == "Бүгін қай өңірге назар аудару керек?"


def test_choosing_a_region_changes_the_address(
    open_page: Open, small_store: Store
) -> None:
    app = open_page(small_store, "region", region="KZ-15")
    app.selectbox[0].set_value("KZ-39").run()
    assert app.query_params["region"] in ("KZ-39", ["KZ-39"])
    assert "Қостанай облысы" in said(app)


def test_a_headline_cannot_become_markup(open_page: Open, small_store: Store) -> None:
    html = raw(open_page(small_store, "region", region="KZ-39"))
    assert "<script>" not in html
    assert "&lt;script&gt;alert" in html


def test_silence_is_said(open_page: Open, small_store: Store) -> None:
    text = said(open_page(small_store, "region", region="KZ-62", lang="en"))
    assert "No data" in text
    assert "Silence is not calm" in text
    assert "13.10.2026" in text


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_an_empty_store_says_what_to_do(
    open_page: Open, store: Store, page: str
) -> None:
    app = open_page(store, page, lang="en")
    assert not app.exception
    assert "kelisim up" in app.warning[0].value
    assert "DEMO" not in said(app)


@pytest.mark.parametrize("page", ["home", "region", "desk", "sources", "method"])
def test_no_source_reached_is_said_on_every_page(
    open_page: Open, small_store: Store, page: str
) -> None:
    far = small_store.sources()
    inbox = builders.source("inbox", kind=SourceKind.INBOX, region="national")
    small_store.sync_sources([*far, inbox])
    for source in far:
        state = SourceState(source.id, State.DNS_ERROR, last_attempt_at=builders.NOW)
        small_store.add_collected([], state, {}, builders.NOW.date())
    answers = SourceState("inbox", State.WORKING, last_success_at=builders.NOW)
    small_store.add_collected([], answers, {}, builders.NOW.date())
    app = open_page(small_store, page, lang="en")
    assert "No source could be reached" in app.error[0].value


def asked(store: Store, ago: timedelta, due: timedelta) -> None:
    """Every source was last asked some time ago and is due some time from now."""
    at = builders.NOW - ago
    for source in store.sources():
        state = SourceState(
            source.id, State.WORKING, last_attempt_at=at, last_success_at=at,
            last_new_at=at, due_at=builders.NOW + due,
        )  # fmt: skip
        store.add_collected([], state, {}, at.date())


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_a_silence_of_our_own_is_said_on_every_page(
    open_page: Open, small_store: Store, page: str
) -> None:
    small_store.set_meta("demo", "")
    asked(small_store, timedelta(hours=3), timedelta(hours=-2))
    app = open_page(small_store, page, lang="en")
    said_ = app.warning[0].value
    assert "Nothing has been read since 22.11.2026 08:00 (3 hours ago)" in said_
    assert "kelisim up" in said_


@pytest.mark.parametrize(
    ("ago", "due"), [(timedelta(hours=1), -1), (timedelta(hours=9), 1)]
)
def test_a_pause_that_was_planned_is_no_silence(
    open_page: Open, small_store: Store, ago: timedelta, due: int
) -> None:
    small_store.set_meta("demo", "")
    asked(small_store, ago, timedelta(minutes=due))
    app = open_page(small_store, "method", lang="en")
    assert not app.warning


def test_what_a_folder_answers_says_nothing_of_the_network(
    open_page: Open, small_store: Store
) -> None:
    """The inbox is read every two minutes, whatever has become of the collecting."""
    small_store.set_meta("demo", "")
    asked(small_store, timedelta(hours=3), timedelta(hours=-2))
    inbox = builders.source("inbox", kind=SourceKind.INBOX, region="national")
    small_store.sync_sources([*small_store.sources(), inbox])
    now = SourceState("inbox", State.WORKING, last_attempt_at=builders.NOW)
    small_store.add_collected([], now, {}, builders.NOW.date())
    assert "3 hours ago" in open_page(small_store, "home", lang="en").warning[0].value


def test_the_demo_reads_once_and_grows_old_the_next_day(
    open_page: Open, small_store: Store
) -> None:
    asked(small_store, timedelta(hours=9), timedelta(hours=-8))
    assert not open_page(small_store, "method", lang="ru").warning
    asked(small_store, timedelta(days=3), timedelta(days=-2))
    assert "3 дня назад" in open_page(small_store, "method", lang="ru").warning[0].value


def test_the_health_strip_is_short_when_all_is_well(
    open_page: Open, small_store: Store
) -> None:
    """Two sources of the small country are ill; the strip leads to them."""
    ill = raw(open_page(small_store, "method", lang="en"))
    assert "20 of 22 sources work" in ill
    assert "2 sources need a hand → Sources" in ill
    assert 'href="./sources?lang=en"' in ill
    assert "last new text 09:00" in ill
    asked(small_store, timedelta(minutes=5), timedelta(minutes=5))
    well = raw(open_page(small_store, "method", lang="en"))
    assert "22 of 22 sources work" in well
    assert "a hand" not in well


def test_nothing_to_see_is_said_with_what_was_read(
    open_page: Open, store: Store
) -> None:
    store.save_levels([builders.level(code) for code in small_world.REGIONS])
    store.set_meta("collected_at", builders.NOW.isoformat())
    app = open_page(store, "home", lang="en")
    assert "No acute event" in app.info[0].value
    assert "180 items" in app.info[0].value
    assert "Nothing changed" in app.info[1].value
