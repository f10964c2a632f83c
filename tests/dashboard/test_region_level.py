"""The level block of the region page: why, accord beside, districts, own norm."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

import builders
import small_world
from dashboard import i18n, level_wording
from data.model import LANGUAGES, LevelCode, Reason
from data.store import Store

Open = Callable[..., AppTest]


def raw(app: AppTest) -> str:
    """The HTML of the page as sent."""
    return "\n".join(html.unescape(str(each.proto.body)) for each in app.get("html"))


def block(app: AppTest) -> str:
    """The HTML of the level and what stands beside it."""
    found = [str(each.proto.body) for each in app.get("html")]
    return html.unescape(next(body for body in found if "kel-pill" in body))


def changed(store: Store, region: str, **changes: object) -> None:
    level = store.latest_levels()[region]
    store.save_levels([replace(level, **changes)])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_main_sentence_then_notes_in_order_then_what_would_change_it(
    open_page: Open, small_store: Store, lang: str
) -> None:
    shown = block(open_page(small_store, "region", region="KZ-15", lang=lang))
    level = small_store.latest_levels()["KZ-15"]
    said = level_wording.arranged(level.reasons)
    with i18n.using(lang):
        sentences = [level_wording.reason(each) for each in (said.main, *said.notes)]
        (accord,) = (level_wording.reason(each) for each in said.accord)
    places = [shown.index(sentence) for sentence in sentences]
    assert places == sorted(places)
    assert len(places) == 5
    assert said.notes[-1].code == "level.change"
    assert f"<li>{accord}" not in shown
    assert shown.count('class="kel-main"') == 2
    assert f'<p class="kel-main">{accord}</p>' in shown
    assert small_world.RULE in shown


def test_a_quiet_region_says_what_is_usual(open_page: Open, small_store: Store) -> None:
    shown = block(open_page(small_store, "region", region="KZ-47", lang="en"))
    assert "Reports of the last 7 days weigh 3.7; usual here: about 1.2" in shown
    assert "kel-beside" not in shown
    changed(small_store, "KZ-47", code=LevelCode.NO_DATA)
    shown = block(open_page(small_store, "region", region="KZ-47", lang="en"))
    assert "usual here" not in shown


def test_sources_are_named_and_hours_go_on(open_page: Open, small_store: Store) -> None:
    moved = {"sources": ["demo-kz-39"], "on": "2026-11-20"}
    acute = {"stories": 1, "owners": 2, "hours": 5, "places": [], "why": "reports"}
    reasons = (
        Reason("level.acute", params=acute),
        Reason("level.source_joined", params=moved),
        Reason("level.brand_new"),
    )
    changed(small_store, "KZ-39", reasons=reasons)
    past = builders.NOW - timedelta(hours=3)
    small_store.set_meta("assessed_at", past.isoformat())
    shown = block(open_page(small_store, "region", region="KZ-39", lang="en"))
    assert "(«Өңір үні» KZ-39); what it adds" in shown
    assert "last report 8 hours ago" in shown
    assert "<li>level.brand_new</li>" in shown


def test_a_hostile_name_of_a_source_stays_a_text(
    open_page: Open, small_store: Store
) -> None:
    name = "<script>alert(1)</script>"
    sources = [
        replace(each, name=name) if each.id == "demo-kz-39" else each
        for each in small_store.sources()
    ]
    small_store.sync_sources(sources)
    moved = {"sources": ["demo-kz-39"], "on": "2026-11-20"}
    reasons = (Reason("level.calm"), Reason("level.source_lost", params=moved))
    changed(small_store, "KZ-39", reasons=reasons)
    app = open_page(small_store, "region", region="KZ-39")
    bodies = "".join(str(each.proto.body) for each in app.get("html"))
    assert "&lt;script&gt;alert(1)" in bodies
    assert "<script>alert" not in bodies


def test_districts_stand_by_name_and_the_rest_is_not_called_calm(
    open_page: Open, small_store: Store
) -> None:
    app = open_page(small_store, "region", region="KZ-15", lang="ru")
    shown = raw(app)
    table = shown[shown.index("Районы, названные в текстах") :]
    names = re.findall(r'<th scope="row">([^<]+)</th>', table[: table.index("</table")])
    assert names == sorted(names)
    assert len(names) == 2
    assert "4 сюжета, 1 независимое издание" in table
    assert "Из остальных 11 районов сообщений нет." in shown
    assert "Выше обычного" in table
    assert "Спокойно" not in table[: table.index("</table")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_windows_are_drawn_and_told_in_words(
    open_page: Open, small_store: Store, lang: str
) -> None:
    app = open_page(small_store, "region", region="KZ-47", lang=lang)
    assert not app.exception
    charts = [each.proto for each in app.get("plotly_chart")]
    norm = [each for each in charts if "kelisim.norm" in each.id]
    assert len(norm) == 2
    with i18n.using(lang):
        heading = i18n._("Twelve weeks")
        caption = i18n._("Seen and usual, day by day")
        blind = i18n._("cannot be judged")
    assert heading in [each.value for each in app.header]
    shown = raw(app)
    table = shown[shown.index(caption) :]
    table = table[: table.index("</table>")]
    assert table.count("<tr>") == 1 + 84
    assert table.count(blind) == 15


def test_levels_of_old_have_no_norm_and_no_districts(
    open_page: Open, small_store: Store
) -> None:
    app = open_page(small_store, "region", region="KZ-33", lang="en")
    assert not app.exception
    assert "Districts" not in [each.value for each in app.header]
    assert any("No usual range was kept" in each.value for each in app.markdown)
    assert "2 stories flagged in the last 28 days" in block(app)


def test_weeks_are_counted_only_where_no_norm_was_kept(
    open_page: Open, small_store: Store
) -> None:
    def figures(region: str) -> list[str]:
        app = open_page(small_store, "region", region=region, lang="en")
        return [str(each.proto.spec) for each in app.get("plotly_chart")]

    assert not any('barmode":"stack' in spec for spec in figures("KZ-15"))
    day = builders.NOW.date()
    history = small_store.levels("KZ-15", day - timedelta(days=84), day)
    small_store.save_levels([replace(each, norms=()) for each in history])
    (weekly,) = figures("KZ-15")
    assert 'barmode":"stack' in weekly
    assert "usual: " in weekly


def test_a_region_never_assessed(open_page: Open, store: Store) -> None:
    store.set_meta("collected_at", builders.NOW.isoformat())
    app = open_page(store, "region", region="KZ-15", lang="en")
    assert not app.exception
    assert "has not been assessed yet" in raw(app)
