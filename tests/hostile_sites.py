"""Hostile sites without a feed: listings and articles, and the newsrooms' JSON."""

from __future__ import annotations

import gzip
import json

from data.model import SourceKind, State
from hostile import SECRET, Answer, Case, dripped, late, led, ok, reset, said, wrote
from papers import pdf

_WORKING, _PARSE, _STALE = State.WORKING, State.PARSE_ERROR, State.STALE
_HTTP, _AWAY = State.HTTP_ERROR, State.UNAVAILABLE
_HTML = "text/html; charset=utf-8"
_PARAGRAPH = (
    "<p>Ауданда екі ауылдың тұрғындары ортақ отырыс өткізіп, суару кезегін келісті."
    " Жиынға ақсақалдар мен аналар кеңесі қатысты.</p>"
)


def _page(inside: str, head: str = "") -> Answer:
    return said(
        f"<html><head><title>Ауылда кеңес өтті</title>{head}</head>"
        f"<body>{inside}</body></html>",
        Content_Type=_HTML,
    )


_GOOD = _page(
    f"<article><h1>Ауылда кеңес өтті</h1><time datetime='2026-11-21T10:00:00+05:00'>"
    f"</time>{_PARAGRAPH * 3}</article>"
)


def _link(number: int | str) -> str:
    return f'<a href="n/{number}">Ауылда ақсақалдар кеңесі өтті, {number}</a>'


_LIST = _page("".join(map(_link, (101, 102))))


def site(name: str, listing: Answer, state: State, **more) -> Case:
    """A case of a listing; ``more`` may hold the answers of its articles."""
    answers = {"list/": listing, "list/n/101": _GOOD, "list/n/102": _GOOD}
    answers |= more.pop("articles", {})
    return Case(name, state, answers, kind=SourceKind.PAGES, start="list/", **more)


def article(
    name: str, answer: Answer, items: int = 2, reason: str = "", **more
) -> Case:
    """A case of one hostile article beside a good one."""
    dropped = {reason: 1} if reason else {}
    good = _page(
        f"<article><h1>Жол жөнделді</h1><time datetime='2026-11-20'></time>"
        f"{_PARAGRAPH.replace('суару', 'жол') * 3}</article>"
    )
    more = {"dropped": dropped} | more
    return site(
        f"article_{name}",
        _LIST,
        more.pop("state", _WORKING),
        items=items,
        articles={"list/n/101": answer, "list/n/102": good},
        **more,
    )


def _ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


SITES = [
    site("listing_of_nothing", said(b""), _PARSE),
    site("listing_of_blanks", said(b" \n" * 1000), _PARSE),
    site("listing_without_links", _page(_PARAGRAPH), State.EMPTY),
    site("listing_is_json", said('{"a": 1}'), State.EMPTY),
    site("listing_is_a_pdf", said(pdf("x")), State.EMPTY),
    site("listing_is_noise", said(gzip.compress(b"x" * 999)), State.EMPTY),
    site("listing_is_nul", said(bytes(10_000)), _PARSE),
    site(
        "listing_is_a_login", _page("<form><input type=password></form>"), State.EMPTY
    ),
    site("listing_refused", said(SECRET, 403), _HTTP, status=403),
    site("listing_leads_away", led("file:///etc/passwd"), State.REFUSED),
    site(
        "listing_of_foreign_links",
        _page(
            '<a href="http://169.254.169.254/n/101">Басқа жердің жаңалықтары осы</a>'
        ),
        State.EMPTY,
    ),
    site(
        "listing_of_scripts",
        _page('<a href="javascript:alert(101101)">Ауылда ақсақалдар кеңесі өтті</a>'),
        State.EMPTY,
    ),
    site(
        "listing_of_half_addresses",
        _page('<a href="http://[/n/101">Ауылда ақсақалдар кеңесі өтті</a>'),
        State.EMPTY,
    ),
    site(
        "listing_of_a_base_elsewhere",
        _page(_link(101), head='<base href="file:///etc/">'),
        State.EMPTY,
    ),
    site(
        "listing_of_a_megabyte_of_link",
        _page(f'<a href="n/{"1" * 1_000_000}">Ауылда ақсақалдар кеңесі өтті</a>'),
        State.EMPTY,
    ),
    site(
        "listing_of_itself",
        _page('<a href="?#101101">Ауылда ақсақалдар кеңесі өтті бүгін</a>'),
        State.EMPTY,
    ),
    site(
        "listing_of_two_thousand",
        _page("".join(map(_link, range(1000, 3000)))),
        _HTTP,
        status=404,
    ),
    site(
        "selector_that_is_none", _LIST, _PARSE, source={"selectors": {"link": "a[[["}}
    ),
    site(
        "selector_of_a_file",
        _LIST,
        _PARSE,
        source={"selectors": {"link": "document('file:///etc/passwd')"}},
    ),
    site(
        "selector_that_counts",
        _LIST,
        _PARSE,
        source={"selectors": {"link": "(count(//a))"}},
    ),
    site(
        "both_articles_fail",
        _LIST,
        _HTTP,
        status=500,
        articles={"list/n/101": said(SECRET, 500), "list/n/102": said(SECRET, 500)},
    ),
    article("missing", said(SECRET, 404), 1, "article_http_error"),
    article("torn", reset(ok("Content-Length: 900")), 1, "article_unreachable"),
    article("leads_to_metadata", led("http://169.254.169.254/"), 1, "article_refused"),
    article("leads_in_circles", led("101"), 1, "article_http_error"),
    article(
        "packed_badly", said(b"x", Content_Encoding="gzip"), 1, "article_parse_error"
    ),
    article(
        "too_large", said(lambda: b"<p>" + b"a " * 2_600_000), 1, "article_too_large"
    ),
    article("pdf", said(pdf("x")), 1, "not_html"),
    article("nul", said(bytes(9000)), 1, "not_html"),
    article("empty", said(b""), 1, "no_text"),
    article("of_blanks", said(b" \n" * 999), 1, "no_text"),
    article("without_words", said("<html><body></body></html>"), 1, "no_text"),
    article(
        "of_scripts",
        said("<html><script>" + "var a=1;" * 9999 + "</script></html>"),
        1,
        "no_text",
    ),
    article("without_text", _page(""), 2),
    article("script_bomb", _page(_PARAGRAPH + "<script>" * 50_000), 2),
    article(
        "script_in_title",
        _page("<h1><script>alert(1)</script>Кеңес</h1>" + _PARAGRAPH),
        2,
    ),
    article("comment_without_end", _page(_PARAGRAPH + "<!--" * 50_000), 2),
    article(
        "dates_of_noise",
        _page(
            _PARAGRAPH * 3,
            head=f"<meta property='article:published_time' content='{'1' * 100_000}'>",
        ),
        2,
    ),
    article(
        "json_date_without_end",
        _page(_PARAGRAPH * 3 + _ld('"datePublished":"' * 50_000)),
        2,
    ),
    article(
        "billion_laughs",
        said(
            '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            f"<html><body>{_PARAGRAPH}&b;</body></html>"
        ),
        2,
    ),
    article(
        "external_entity",
        said(
            '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            f"<html><body>{_PARAGRAPH}&a;</body></html>"
        ),
        2,
    ),
    article(
        "title_of_a_megabyte", said(f"<title>{'Сөз ' * 250_000}</title>{_PARAGRAPH}"), 2
    ),
    article("title_of_bars", said(f"<title>{' | ' * 100_000}</title>{_PARAGRAPH}"), 2),
    article(
        "cp1251_said_to_be_utf_8",
        said(
            f"<title>Кеңес</title>{_PARAGRAPH * 3}".replace("ө", "о")
            .replace("қ", "к")
            .encode("cp1251", "ignore"),
            Content_Type=_HTML,
        ),
        2,
    ),
    article(
        "in_an_unknown_charset",
        said(
            f"<meta charset=nonsense>{_PARAGRAPH}",
            Content_Type="text/html; charset=bogus",
        ),
        2,
    ),
    article(
        "of_frames",
        said("<html><iframe src=javascript:alert(1)></iframe></html>"),
        1,
        "no_text",
    ),
]

#: Articles that take a parser long, or would if they were let.
SLOW_SITES = [
    site("slow_listing", dripped(ok(), b"<p>"), State.TIMEOUT),
    article("slow", dripped(ok(), b"<p>"), 1, "article_timeout"),
    article(
        "nested_5_megabytes",
        said(lambda: "<div>" * 990_000 + "сөз"),
        items=None,
        dropped=None,
    ),
    article(
        "nested_inline",
        said(lambda: "<b><i>" * 400_000 + "сөз"),
        items=None,
        dropped=None,
    ),
    article(
        "of_many_attributes",
        said(lambda: "<p " + " ".join(f"a{n}" for n in range(300_000)) + ">сөз"),
        1,
        "took_too_long",
    ),
    article(
        "of_many_tables",
        said(lambda: "<table><tr><td>" * 200_000),
        items=None,
        dropped=None,
    ),
    article(
        "of_many_links",
        said(lambda: "<a href=x>а</a>" * 200_000),
        items=None,
        dropped=None,
    ),
    site(
        "listing_of_many_attributes",
        said(lambda: "<a " + " ".join(f"a{n}" for n in range(300_000)) + ">сөз"),
        _PARSE,
        says="within",
    ),
    site("listing_nested", said(lambda: "<div>" * 900_000 + _link(101)), State.EMPTY),
]


def newsroom(name: str, answer: Answer, state: State, **more) -> Case:
    """A case of a newsroom asked in one language."""
    source = {"languages": ("kk",), "site": "https://www.gov.kz"}
    source |= more.pop("source", {})
    return Case(
        f"newsroom_{name}",
        state,
        {"news": answer},
        kind=SourceKind.NEWSROOM,
        start="news?projects=eq:test",
        source=source,
        **more,
    )


def listed(name: str, entries: object, state: State = _WORKING, **more) -> Case:
    """A case of a newsroom's list."""
    return newsroom(name, said(json.dumps(entries)), state, **more)


def _news(**changes: object) -> dict[str, object]:
    return {
        "id": 1,
        "title": "Ауылда кеңес өтті",
        "body": "<p>Су кезегі.</p>",
        "created_date": "2026-11-21T10:00:00",
    } | changes


NEWSROOMS = [
    newsroom("page", said(f"<!DOCTYPE html><html>{SECRET}</html>"), _AWAY),
    newsroom("forbidden", said(SECRET, 403), _AWAY, status=403),
    newsroom("unauthorised", said(SECRET, 401, WWW_Authenticate="Bearer"), _AWAY),
    newsroom("unacceptable", said(SECRET, 406), _AWAY),
    newsroom("too_many_requests", said(SECRET, 429, Retry_After="-1"), _HTTP),
    newsroom("broken", said(SECRET, 500), _HTTP, status=500),
    newsroom("nothing", said(b""), _PARSE),
    newsroom("half", said('[{"id": 1, "title": "а'), _PARSE),
    newsroom("nested_100000_deep", said("[" * 100_000 + "]" * 100_000), _PARSE),
    newsroom("objects_nested", said('{"data":' * 100_000), _PARSE),
    newsroom("wrapped_too_often", said('{"data":' * 9 + "[]" + "}" * 9), _PARSE),
    newsroom(
        "not_a_number",
        said('[{"id": NaN, "title": "Кеңес", "date": Infinity}]'),
        _WORKING,
        items=1,
        noted={"no_body": 1, "no_link": 1, "undated": 1},
    ),
    newsroom(
        "huge_number", said(f'[{{"id": {"9" * 5000}, "title": "Кеңес"}}]'), _PARSE
    ),
    newsroom(
        "huge_float", said('[{"id": 1e999, "title": "Кеңес"}]'), _WORKING, items=1
    ),
    newsroom(
        "large_number",
        said(f'[{{"id": {"9" * 4000}, "title": "Кеңес"}}]'),
        _WORKING,
        items=1,
    ),
    newsroom(
        "names_given_twice",
        said('[{"title": "А", "title": "Б", "id": 1, "id": 2}]'),
        _WORKING,
        items=1,
    ),
    newsroom(
        "half_a_character",
        said('[{"id": "\\ud83d", "title": "\\ud83d кеңес"}]'),
        _WORKING,
        items=1,
    ),
    newsroom(
        "nul", said('[{"id": "\\u0000", "title": "а\\u0000б"}]'), _WORKING, items=1
    ),
    newsroom("javascript", said(f"callback([]); // {SECRET}"), _PARSE),
    newsroom("guarded", said(")]}',\n[]"), _PARSE),
    newsroom("words", said(json.dumps(SECRET)), _PARSE),
    newsroom("number", said("1"), _PARSE),
    newsroom("null", said("null"), _PARSE),
    newsroom("complaint", said(json.dumps({"error": SECRET})), _AWAY),
    newsroom(
        "marked",
        said(b"\xef\xbb\xbf" + json.dumps([_news()]).encode()),
        _WORKING,
        items=1,
    ),
    newsroom("utf_16", said(json.dumps([_news()]).encode("utf-16")), _WORKING, items=1),
    newsroom(
        "utf_16_unmarked",
        said(json.dumps([_news()]).encode("utf-16-le")),
        _WORKING,
        items=1,
    ),
    newsroom("comments", said('[/* a */{"id": 1},]'), _PARSE),
    listed("empty", [], State.EMPTY),
    listed("of_no_entries", [None, 1, "a", [], True], _STALE, dropped={"no_text": 5}),
    listed("of_empty_entries", [{}] * 5, _STALE, dropped={"no_text": 5}),
    listed(
        "of_too_many",
        [_news(id=n, title=f"Кеңес {n}") for n in range(1500)],
        items=1000,
        dropped={"too_many": 500},
    ),
    listed("of_the_same", [_news()] * 9, items=1, dropped={"duplicate": 8}),
    listed(
        "of_lists_for_words",
        [_news(title=["а"], body={"kk": ["б"]})],
        _WORKING,
        dropped={"no_text": 1},
    ),
    listed(
        "of_attacks",
        [_news(id="../../../etc/passwd", title="<script>x</script>а")],
        items=1,
    ),
    listed("of_a_long_body", [_news(body="Word. " * 600_000)], items=1),
    listed(
        "of_many_attributes",
        [_news(body="<p " + " ".join(f"a{n}" for n in range(200_000)) + ">сөз")],
        items=1,
    ),
    listed("of_marks", [_news(title="а" + "\u0301\u0316" * 100_000)], items=1),
    listed(
        "of_absurd_dates",
        [
            _news(id=n, title=f"Кеңес {n}", created_date=date)
            for n, date in enumerate(
                (10**30, -1, 0, True, "9" * 5000, {"kk": 1}, [], "кеше бүгін ертең")
            )
        ],
        items=8,
    ),
]

SLOW_NEWSROOMS = [
    newsroom(
        "slow", late(30, wrote()), State.TIMEOUT, source={"languages": ("kk", "ru")}
    ),
]
