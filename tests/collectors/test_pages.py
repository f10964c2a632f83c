"""Sites without a feed: a listing and its articles, served on loopback."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW, memory, source
from collectors import articles, collect, pages
from collectors.articles import read_article
from collectors.identity import item_key, url_key
from collectors.markup import parse_html
from collectors.selectors import select, to_xpath, words
from data.errors import SourceError
from data.model import DateState, SourceKind, SourceState, State

ARTICLE = """<html lang="kk"><head><title>{title} | Газет</title>{meta}</head><body>
<nav><a href="/">Басты бет</a><a href="/tag/kenes">Кеңес туралы жаңалықтар</a></nav>
<article><h1>{title}</h1><div class="when">{when}</div>
<p>Ауданда екі ауылдың тұрғындары ортақ отырыс өткізіп, суару кезегін келісті.</p>
<p>Жиынға ақсақалдар мен аналар кеңесі қатысты, келесі кездесу бір айдан соң.</p>
</article><footer>Барлық құқықтар қорғалған</footer></body></html>"""


def article(title: str, when: str = "", meta: str = "") -> str:
    return ARTICLE.format(title=title, when=when, meta=meta)


known_none = memory()


@pytest.fixture
def listing(site, files):
    """A saved listing page with its articles behind it."""
    site.serve("/news/", (files / "listing.html").read_bytes(), ETag='"1"')
    site.serve(
        "/news/101-su-kezegi", article("Су кезегі келісілді", "21.11.2026 10:15")
    )
    site.serve("/news/102-kezdesu", article("Екі ауыл кездесті", "кеше, 18:40"))
    site.serve("/news/103-zhol", article("Жол жөнделді"))
    return source(
        kind=SourceKind.PAGES,
        url=site.base + "/news/",
        is_local=True,
        selectors={"link": "div.list > a.title", "date": ".when"},
    )


def test_reads_the_unknown_articles_of_a_listing(listing, site, web):
    got = collect(listing, web, SourceState("alpha"), NOW, known_none)
    assert [item.title for item in got.items] == [
        "Су кезегі келісілді",
        "Екі ауыл кездесті",
        "Жол жөнделді",
    ]
    first, second, third = got.items
    assert "суару кезегін келісті" in first.text
    assert "құқықтар" not in first.text
    assert first.lang == "kk"
    assert first.published_at == datetime(2026, 11, 21, 5, 15, tzinfo=UTC)
    assert second.published_at == datetime(2026, 11, 21, 13, 40, tzinfo=UTC)
    assert third.date_state is DateState.UNDATED
    assert (got.state.state, got.state.etag) == (State.WORKING, '"1"')


def test_a_known_article_is_not_fetched_again(listing, site, web):
    known = {url_key(site.base + "/news/101-su-kezegi")}
    got = collect(listing, web, SourceState("alpha"), NOW, memory(*known))
    assert "/news/101-su-kezegi" not in site.paths()
    assert (len(got.items), got.dropped) == (2, {"known": 1})
    everything = known | {item_key(item) for item in got.items}
    again = collect(listing, web, got.state, NOW, memory(*everything))
    assert (again.items, again.dropped) == ((), {"known": 3})


def test_a_failing_article_is_counted_and_tried_again(listing, site, web):
    site.serve("/news/102-kezdesu", status=503)
    got = collect(listing, web, SourceState("alpha"), NOW, known_none)
    assert (len(got.items), got.dropped) == (2, {"article_http_error": 1})
    # Without an ETag the next answer cannot be "not modified" and hide the article.
    assert (got.state.state, got.state.etag) == (State.WORKING, None)


def test_a_site_whose_every_article_fails_is_failing(listing, site, web):
    for number in ("101-su-kezegi", "102-kezdesu", "103-zhol"):
        site.serve(f"/news/{number}", status=403)
    got = collect(listing, web, SourceState("alpha"), NOW, known_none)
    assert (got.state.state, got.state.http_status) == (State.HTTP_ERROR, 403)


def test_what_does_not_fit_into_one_visit_is_left_for_the_next(
    listing, site, web, monkeypatch
):
    monkeypatch.setattr(pages, "_MOST_ARTICLES", 1)
    got = collect(listing, web, SourceState("alpha"), NOW, known_none)
    assert (len(got.items), got.dropped) == (1, {"postponed": 2})
    assert got.state.etag is None


def test_after_a_redirect_the_listed_address_is_known(listing, site, web):
    site.serve("/news/103-zhol", status=301, Location="/kk/2026/11/zhol")
    site.serve("/kk/2026/11/zhol", article("Жол жөнделді"))
    got = collect(listing, web, SourceState("alpha"), NOW, known_none)
    assert url_key(site.base + "/news/103-zhol") in {item_key(i) for i in got.items}


def test_without_a_selector_links_that_look_like_articles_are_followed(
    listing, site, web
):
    plain = source(kind=SourceKind.PAGES, url=listing.url, is_local=True)
    collect(plain, web, SourceState("alpha"), NOW, known_none)
    assert sorted(path.partition("?")[0] for path in site.paths()[1:]) == [
        "/news/101-su-kezegi",
        "/news/102-kezdesu",
        "/news/103-zhol",
    ]


def test_a_listing_without_links_is_empty(site, web):
    shell = site.serve("/", "<html><body><app-root></app-root></body></html>")
    alpha = source(kind=SourceKind.PAGES, url=shell, is_local=True)
    got = collect(alpha, web, SourceState("alpha"), NOW, known_none)
    assert got.state.state is State.EMPTY


def test_a_file_behind_a_link_is_no_article(listing, site, web):
    site.serve("/news/101-su-kezegi", b"%PDF-1.7 ...")
    got = collect(listing, web, SourceState("alpha"), NOW, known_none)
    assert got.dropped == {"not_html": 1}


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2026-11-20T10:00:00+05:00">',
        '<meta itemprop="datePublished" content="2026-11-20T10:00:00+05:00">',
        '<meta name="pubdate" content="20.11.2026 10:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle",'
        ' "datePublished": "2026-11-20T10:00:00+05:00"}</script>',
        '<time datetime="2026-11-20T10:00:00+05:00">кеше</time>',
    ],
)
def test_the_date_is_taken_where_the_page_states_it(meta):
    got = read_article(article("Т", meta=meta), "https://a.kz/n/1", {}, NOW)
    assert got is not None
    assert got.published_at == datetime(2026, 11, 20, 5, tzinfo=UTC)


def test_the_address_may_state_the_day():
    got = read_article(article("Т"), "https://a.kz/2026/11/20/zhol", {}, NOW)
    assert got is not None
    assert got.published_at == datetime(2026, 11, 19, 19, tzinfo=UTC)


def test_a_date_inside_the_text_is_not_the_date_of_the_text():
    markup = article("Т").replace("Жиынға", "2026 жылғы 3 наурызда жиынға")
    got = read_article(markup, "https://a.kz/n/1", {}, NOW)
    assert got is not None
    assert got.date_state is DateState.UNDATED


PAGE = parse_html(
    """<div id="top" class="a list"><a class="title x" href="/1">бір</a><span><a
    href="/2" data-k="ab-c">екі</a></span></div><a href="/3">үш</a>"""
)


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("a", ["бір", "екі", "үш"]),
        ("div a", ["бір", "екі"]),
        ("div > a", ["бір"]),
        ("div.list>a.title", ["бір"]),
        ("#top .x, span a", ["бір", "екі"]),
        ("a[data-k]", ["екі"]),
        ("a[data-k=ab-c]", ["екі"]),
        ("a[href^='/1']", ["бір"]),
        ('a[data-k$="-c"]', ["екі"]),
        ("a[data-k*=b]", ["екі"]),
        ("//a[3]", []),
        ("(//a)[3]", ["үш"]),
        ("//span/a/@data-k", ["ab-c"]),
        ("a::attr(href)", ["/1", "/2", "/3"]),
        ("*.list > span a::attr(data-k)", ["ab-c"]),
    ],
)
def test_selectors(selector, found):
    assert words(PAGE, selector) == found


@pytest.mark.parametrize(
    "selector",
    ["", "a:hover", "a >", "> a", "a + b", "//a[", "count(//a)", "a[x", "//x:y"],
)
def test_a_selector_that_is_not_understood_is_refused(selector):
    with pytest.raises(SourceError, match="source table"):
        select(PAGE, selector if selector != "count(//a)" else "(count(//a))")


def test_a_wrong_selector_shows_as_the_state_of_its_source(listing, web):
    wrong = replace(listing, selectors={"link": "a:nth-child(2)"})
    got = collect(wrong, web, SourceState("alpha"), NOW, known_none)
    assert got.state.state is State.PARSE_ERROR
    assert "a:nth-child(2)" in got.state.detail


def test_an_article_that_takes_too_long_is_not_tried_again(listing, site, web):
    slow = "<p>Ауданда екі ауылдың тұрғындары ортақ отырыс өткізді.</p>" * 30_000
    site.serve("/news/103-zhol", f"<h1>Жол жөнделді</h1>{slow}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(articles, "_MOST_SECONDS", 1.0)
        got = collect(listing, web, SourceState("alpha"), NOW, known_none)
    assert got.dropped["took_too_long"] == 1
    assert len(got.items) == 2
    # Now it would have the time.
    got = collect(listing, web, SourceState("alpha"), NOW, known_none)
    assert got.dropped == {"took_too_long": 1}
    assert got.state.state is State.WORKING


@given(st.text(max_size=30))
def test_no_selector_breaks_it(selector):
    with suppress(SourceError):
        to_xpath(selector)
        words(PAGE, selector)


@given(st.text(max_size=200))
def test_no_page_breaks_it(markup):
    read_article(markup, "https://a.kz/n/1", {}, NOW)


def kept_at(hours_ago: int, *keys: str):
    """A memory of articles read so many hours ago, with other words."""
    read_at = NOW - timedelta(hours=hours_ago)
    return memory(*keys, fingerprint="other", read_at=read_at)


def looked_at(hours_ago: int) -> SourceState:
    return SourceState("alpha", last_full_at=NOW - timedelta(hours=hours_ago))


def test_a_listed_article_is_looked_at_again_for_edits(listing, site, web):
    key = url_key(site.base + "/news/101-su-kezegi")
    got = collect(listing, web, looked_at(1), NOW, kept_at(3, key))
    assert (len(got.items), got.noted["edited"]) == (3, 1)
    assert "суару кезегін келісті" in got.items[-1].text


@pytest.mark.parametrize(("read", "last_look"), [(2, 1), (4, 0), (13, 0), (40, 1)])
def test_but_not_at_every_visit(listing, site, web, read, last_look):
    key = url_key(site.base + "/news/101-su-kezegi")
    got = collect(listing, web, looked_at(last_look), NOW, kept_at(read, key))
    assert "/news/101-su-kezegi" not in site.paths()
    assert got.dropped == {"known": 1}


def test_a_listed_article_that_is_gone_stays_as_it_was_kept(listing, site, web):
    site.serve("/news/101-su-kezegi", status=410)
    key = url_key(site.base + "/news/101-su-kezegi")
    got = collect(listing, web, looked_at(1), NOW, kept_at(3, key))
    assert (got.dropped, got.state.state) == ({"known": 1}, State.WORKING)
