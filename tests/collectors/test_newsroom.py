"""The newsrooms of gov.kz: both languages, every shape of list, honest refusals."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW, memory, source
from collectors import collect
from collectors.identity import item_key
from collectors.newsroom import entries_of
from collectors.web import Fetched
from data.errors import SourceError
from data.model import DateState, Source, SourceKind, SourceState, State

PATH = "/api/news"
QUERY = "?sort-by=created_date:DESC&projects=eq:aqmola-uvp&page=1&size=20"
known_none = memory()


def newsroom(base: str, **changes: Any) -> Source:
    values: dict[str, Any] = {
        "kind": SourceKind.NEWSROOM,
        "url": base + PATH + QUERY,
        "site": "https://www.gov.kz",
        "languages": ("kk", "ru"),
        "is_local": True,
    }
    return source(**values | changes)


def entry(number: int = 7, **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": number,
        "title": f"Жиын өтті {number}",
        "created_date": "2026-11-20T10:15:00",
        "body": "<p>Ауданда&nbsp;жиын өтті.</p><p>Су кезегі келісілді.</p>",
    }
    return values | changes


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def serve(site, kk: object, ru: object) -> None:
    """Answer each language with its own list."""

    def answer(handler) -> None:
        asked = handler.headers.get("Accept-Language", "")
        body = as_json(kk if asked.startswith("kk") else ru).encode()
        handler.reply(200, body, {"Content-Type": "application/json"})

    site.act(PATH, answer)


def read(site, web, **changes: Any):
    return collect(
        newsroom(site.base, **changes), web, SourceState("alpha"), NOW, known_none
    )


def of(entries: object, site, web, **changes: Any):
    """What is read when every language is answered alike."""
    site.serve(PATH, as_json(entries))
    return read(site, web, languages=("kk",), **changes)


def test_the_two_languages_of_an_entry_are_two_items(site, web):
    kk, ru = entry(), entry(title="Собрание прошло", body="Договорились о воде.")
    serve(site, {"content": [kk]}, {"content": [ru]})
    got = read(site, web)
    assert [(item.lang, item.title, item.text) for item in got.items] == [
        ("kk", "Жиын өтті 7", "Ауданда жиын өтті.\nСу кезегі келісілді."),
        ("ru", "Собрание прошло", "Договорились о воде."),
    ]
    assert got.items[0].url == (
        "https://www.gov.kz/memleket/entities/aqmola-uvp/press/news/details/7?lang=kk"
    )
    assert len({item_key(item) for item in got.items}) == 2
    assert got.items[0].published_at == datetime(2026, 11, 20, 5, 15, tzinfo=UTC)
    assert (got.state.state, got.seen) == (State.WORKING, 2)


def test_it_asks_under_its_own_name_and_for_json(site, web):
    serve(site, [entry()], [entry(title="Другое")])
    read(site, web)
    headers = [asked for path, asked in site.requests if path.startswith(PATH)]
    assert [asked["Accept-Language"][:2] for asked in headers] == ["kk", "ru"]
    for asked in headers:
        assert asked["User-Agent"] == "Kelisim/test"
        assert asked["Accept"].startswith("application/json")
        assert not {"hash", "token", "cookie", "referer", "origin"} & {
            name.lower() for name in asked
        }


@pytest.mark.parametrize("wrapper", ["content", "data", "items", "results", "both", ""])
def test_a_list_may_be_wrapped(site, web, wrapper):
    wrapped: object = [entry(1), entry(2)]
    if wrapper == "both":
        wrapped = {"data": {"content": wrapped, "totalPages": 9}}
    elif wrapper:
        wrapped = {wrapper: wrapped, "status": 200}
    assert len(of(wrapped, site, web).items) == 2


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"created_date": "2026-11-20T10:15:00"}, "2026-11-20T05:15:00+00:00"),
        ({"createdDate": "2026-11-20T10:15:00Z"}, "2026-11-20T10:15:00+00:00"),
        ({"publishedDate": "20.11.2026 10:15"}, "2026-11-20T05:15:00+00:00"),
        ({"published_date": 1795169700000}, "2026-11-20T10:15:00+00:00"),
        ({"publish_date": 1795169700}, "2026-11-20T10:15:00+00:00"),
        (
            {"createdDate": "2026-11-01", "publishedDate": "2026-11-20T10:15:00Z"},
            "2026-11-20T10:15:00+00:00",
        ),
        ({"created_date": True}, None),
        ({"created_date": 5}, None),
        ({"created_date": 10**30}, None),
        ({"created_date": "жақында"}, None),
    ],
)
def test_the_date_is_read_as_it_may_be_written(site, web, changes, at):
    one = {"id": 1, "title": "Жиын өтті", **changes}
    (item,) = of([one], site, web).items
    assert (item.published_at and item.published_at.isoformat()) == at
    assert (item.date_state is DateState.UNDATED) == (at is None)


def test_entries_that_lack_something_are_kept_or_counted(site, web):
    entries = [
        {"id": 1, "name": "Тек аты бар"},
        {"slug": "tek-matin", "description": "Тақырыбы жоқ мәтін."},
        {"title": "Нөмірсіз жазба", "text": "Мекенжайы жоқ."},
        {"id": 4},
        None,
        "жол",
        entry(5),
        entry(5),
    ]
    got = of(entries, site, web)
    assert [item.title for item in got.items] == [
        *("Тек аты бар", "Тақырыбы жоқ мәтін.", "Нөмірсіз жазба", "Жиын өтті 5")
    ]
    assert [item.url.rpartition("/")[2] for item in got.items] == [
        *("1?lang=kk", "tek-matin?lang=kk", "", "5?lang=kk")
    ]
    assert got.dropped == {"no_text": 3, "duplicate": 1}
    assert got.seen == len(got.items) + sum(got.dropped.values())
    assert got.noted["no_title"] == 1
    assert got.noted["no_link"] == 1
    assert got.noted["undated"] == 3


def test_a_text_nobody_translated_is_one_item(site, web):
    site.serve(PATH, as_json([entry(1), entry(2)]))
    got = read(site, web)
    assert ([item.lang for item in got.items], got.dropped) == (
        ["kk", "kk"],
        {"duplicate": 2},
    )
    assert got.seen == 4


def test_the_fullest_text_is_taken_in_the_language_asked_for(site, web):
    one = {
        "id": 1,
        "title": {"kk": "Жиын", "ru": "Собрание"},
        "short_description": "Қысқаша",
        "content": {"kk": "<p>Толық мәтін осында тұр.</p>", "ru": "Полный текст"},
    }
    (item,) = of([one], site, web).items
    assert (item.title, item.text) == ("Жиын", "Толық мәтін осында тұр.")


def test_the_body_may_be_named_by_the_list_of_sources(site, web):
    plain = newsroom(
        site.base,
        url=site.serve(PATH, as_json([entry(1)])),
        selectors={"project": "ulytau"},
        languages=("ru",),
    )
    got = collect(plain, web, SourceState("alpha"), NOW, known_none)
    assert "/entities/ulytau/press/news/details/1?lang=ru" in got.items[0].url


@pytest.mark.parametrize("status", [401, 403, 406])
def test_a_refusal_is_said_to_be_one_and_not_tried_again(site, web, status):
    site.serve(PATH, status=status)
    got = read(site, web)
    assert (got.state.state, got.state.http_status) == (State.UNAVAILABLE, status)
    assert "refuses programs" in got.state.detail
    assert len([path for path in site.paths() if path.startswith(PATH)]) == 1


@pytest.mark.parametrize(
    ("status", "state"), [(404, "http_error"), (500, "http_error")]
)
def test_other_failures_stay_what_they_are(site, web, status, state):
    site.serve(PATH, status=status)
    got = read(site, web)
    assert (got.state.state.value, got.state.http_status) == (state, status)


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("<!DOCTYPE html><html><app-root></app-root></html>", State.UNAVAILABLE),
        ("\ufeff  <html>", State.UNAVAILABLE),
        ('{"error": "Forbidden", "status": 403}', State.UNAVAILABLE),
        ('{"status": 500, "data": null, "message": "x"}', State.UNAVAILABLE),
        ("", State.PARSE_ERROR),
        ("[{]", State.PARSE_ERROR),
        ('[{"id": 1, "title": "торн', State.PARSE_ERROR),
        ("null", State.PARSE_ERROR),
        ('"news"', State.PARSE_ERROR),
        ('{"total": 0}', State.PARSE_ERROR),
        ("[" + "1" * 5000 + "]", State.PARSE_ERROR),
        ("[]", State.EMPTY),
        ('{"content": []}', State.EMPTY),
    ],
)
def test_what_is_no_list_of_news_has_its_state(site, web, body, state):
    site.serve(PATH, body)
    got = read(site, web)
    assert got.state.state is state
    assert got.items == ()


def test_one_language_that_fails_does_not_cost_the_other(site, web):
    def answer(handler) -> None:
        is_kk = handler.headers["Accept-Language"].startswith("kk")
        body = as_json([entry()]).encode()
        handler.reply(500 if is_kk else 200, b"" if is_kk else body, {})

    site.act(PATH, answer)
    got = read(site, web)
    assert ([item.lang for item in got.items], got.dropped) == (
        ["ru"],
        {"language_unread": 1},
    )
    assert (got.state.state, got.seen) == (State.WORKING, 2)


@pytest.mark.parametrize(
    "body",
    [
        "[" * 4_999_000,
        '{"content":' * 400_000,
        "[" * 2_000_000 + "]" * 2_000_000,
        "[" + "[]," * 1_600_000 + "[]]",
        "[" + '{"id":1},' * 500_000 + "{}]",
    ],
    ids=["open", "objects", "deep", "lists", "entries"],
)
def test_five_megabytes_of_nesting_do_no_harm(site, web, body):
    site.serve(PATH, body)
    begun = time.monotonic()
    got = read(site, web, languages=("kk",))
    assert got.items == ()
    assert got.seen == sum(got.dropped.values())
    assert time.monotonic() - begun < 10


def test_a_list_without_end_is_read_up_to_a_limit(site, web):
    got = of([entry(number) for number in range(1005)], site, web)
    assert (len(got.items), got.dropped) == (1000, {"too_many": 5})
    assert got.seen == 1005


def test_half_a_character_does_not_reach_the_store(site, web):
    site.serve(PATH, r'[{"id": "\ud800", "title": "Жи\udfffын", "body": "\ud83d"}]')
    got = read(site, web, languages=("kk",))
    for item in got.items:
        (item.title + item.text + item.url + (item.guid or "")).encode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [*("id", "title", "body", "content", "data", "createdDate", "name")]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


class Answer:
    """A web that gives one answer to everything."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def get(self, url: str, **asked: object) -> Fetched:
        return Fetched(url=url, body=self.body)


@given(json_values)
def test_no_json_breaks_it_and_the_account_adds_up(value):
    web: Any = Answer(json.dumps(value).encode())
    alpha = newsroom("https://www.gov.kz")
    got = collect(alpha, web, SourceState("alpha"), NOW, known_none)
    assert got.seen == len(got.items) + sum(got.dropped.values())
    # A crash would be caught by collect() and named after its exception.
    assert "cannot be read (" not in got.state.detail


@given(st.binary(max_size=200))
def test_no_bytes_break_it(body):
    with suppress(SourceError):
        entries_of(Fetched(url="https://a.kz/", body=body), newsroom("https://a.kz"))
