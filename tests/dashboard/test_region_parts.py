"""The region page: flags in two groups, timeline, old threads, dates, place history."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

import builders
from builders import NOW
from dashboard import i18n, region_flags
from data.model import LANGUAGES, Handling, HandlingDeed, Lane, Verdict, VerdictCode
from data.reference import load
from data.store import Store

Open = Callable[..., AppTest]
DAY = timedelta(days=1)


def bodies(app: AppTest) -> list[str]:
    return [html.unescape(str(each.proto.body)) for each in app.get("html")]


def table(app: AppTest, caption: str) -> str:
    shown = "\n".join(bodies(app))
    found = shown[shown.index(f"<caption>{caption}") :]
    return found[: found.index("</table>")]


def thread(store: Store, name: str, days: int, **changes: object) -> None:
    at = NOW - days * DAY
    values = {"id": name, "title": name, "lane": Lane.STRUCTURAL, "first_at": at,
              "opened_at": at, "last_at": NOW - 3 * DAY}  # fmt: skip
    store.save_flags([replace(store.flag("f-rumour"), **(values | changes))])


def test_open_and_judged_flags_are_two_groups(
    open_page: Open, small_store: Store
) -> None:
    app = open_page(small_store, "region", region="KZ-15", lang="en")
    headings = [each.value for each in app.subheader]
    assert "Waiting for a verdict: 6" in headings
    judged = next(e for e in app.expander if e.label == "Judged in twelve weeks: 1")
    shown = html.unescape(str(judged.get("html")[0].proto.body))
    assert "f-water-3" in shown
    assert "Duplicate, 20.11.2026" in shown
    cards = [body for body in bodies(app) if "kel-card kel-structural" in body]
    assert len(cards) == 4
    assert not any("f-water-3" in card for card in cards)
    assert any("All 6 flags of this region" in body for body in bodies(app))


def test_a_region_without_flags_says_what_it_means(
    open_page: Open, small_store: Store
) -> None:
    app = open_page(small_store, "region", region="KZ-75", lang="en")
    assert any("No flag since" in each.value for each in app.info)
    for n in range(2):
        small_store.add_verdict(
            Verdict("f-rumour", VerdictCode.RUMOUR, "Табылмады.", f"М{n}", NOW)
        )
    app = open_page(small_store, "region", region="KZ-33", lang="en")
    assert any("No flag waits here" in each.value for each in app.info)


def test_the_picture_holds_the_stories_and_the_table_the_same(
    open_page: Open, small_store: Store
) -> None:
    app = open_page(small_store, "region", region="KZ-15", lang="en")
    first = app.get("plotly_chart")[0].proto
    assert "Underlying causes" in str(first.spec)
    assert "circle-open" in str(first.spec)
    rows = re.findall(r"flag=(f-water-\d)", table(app, "Stories of these weeks"))
    assert rows == [f"f-water-{n}" for n in range(7)]


def test_the_file_is_the_table_of_stories(
    open_page: Open, small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(small_store, "region", region="KZ-15", lang="ru")
    shown = re.findall(r"flag=(f-[\w-]+)", table(app, "Сюжеты этих недель"))
    region = load().regions["KZ-15"]
    monkeypatch.setattr(region_flags.queries, "store", lambda: small_store)
    found = region_flags.find(region, NOW.date() - 84 * DAY)
    assert [flag.id for flag in found.recent] == shown
    from dashboard import export

    content = export.flags_csv(
        found.recent, found.verdicts, small_store.sources(), load(), "ru", True, {}, NOW
    )
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(shown) + 1


def test_long_threads_are_open_neither_refuted_nor_settled(
    open_page: Open, small_store: Store
) -> None:
    thread(small_store, "old-open", 70)
    thread(small_store, "older-confirmed", 90)
    thread(small_store, "young", 59)
    thread(small_store, "talk", 80, lane=Lane.DISCURSIVE)
    thread(small_store, "refuted", 80)
    thread(small_store, "settled", 85)
    for name, code in (
        ("older-confirmed", VerdictCode.CONFIRMED),
        ("refuted", VerdictCode.OLD),
        ("settled", VerdictCode.CONFIRMED),
    ):
        small_store.add_verdict(Verdict(name, code, "Тексерілді.", "М", NOW - DAY))
    done = Handling("settled", HandlingDeed.RESOLVE, "Келісті.", "М", NOW)
    small_store.add_handling(done)
    app = open_page(small_store, "region", region="KZ-33", lang="en")
    rows = table(app, "Underlying causes that nobody has settled")
    assert re.findall(r"flag=([\w-]+)", rows) == ["older-confirmed", "old-open"]
    assert "90 days" in rows
    assert "70 days" in rows


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", "07.02.2020 күнгі оқиғаның жылдығы, Қордай ауданы"),
        ("ru", "годовщина событий 07.02.2020, Кордайский район"),
        ("en", "anniversary of the events of 07.02.2020, Korday District"),
    ],
)
def test_coming_dates_hold_anniversaries_and_feasts(
    open_page: Open, small_store: Store, lang: str, words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    app = open_page(small_store, "region", region="KZ-31", lang=lang)
    assert words not in " ".join(bodies(app))  # 77 days ahead
    monkeypatch.setattr(builders, "NOW", NOW + 30 * DAY)
    app = open_page(small_store, "region", region="KZ-31", lang=lang)
    (shown,) = (body for body in bodies(app) if words in body)
    lines = re.findall(r"<strong>([\d.]{10})", shown)
    assert lines == sorted(lines, key=lambda day: day.split(".")[::-1])
    with i18n.using(lang):
        assert i18n._("under way") in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_place_history_is_folded_dated_and_sourced(
    open_page: Open, small_store: Store, lang: str
) -> None:
    app = open_page(small_store, "region", region="KZ-19", lang=lang)
    with i18n.using(lang):
        unsure = i18n._("still to be verified")
        label = i18n.ngettext(
            "%(n)s earlier outbreak is known here",
            "%(n)s earlier outbreaks are known here",
            2,
        )
    (fold,) = (e for e in app.expander if e.label == label % {"n": "2"})
    shown = html.unescape(str(fold.get("html")[0].proto.body))
    assert "Lenta.ru 2007" in shown
    assert "18.11.2006" in shown
    assert unsure in shown
    assert "encyclopaedia" not in shown


def test_a_region_without_history_claims_no_peace(
    open_page: Open, small_store: Store
) -> None:
    app = open_page(small_store, "region", region="KZ-71", lang="en")
    assert any("does not mean there was none" in e.value for e in app.markdown)
