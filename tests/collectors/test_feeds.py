"""RSS and Atom as they really are, read from a real server."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import NOW, memory, source
from collectors import collect
from collectors.feeds import parse
from collectors.identity import item_key
from collectors.web import Fetched
from data.errors import SourceError
from data.model import DateState, SourceState, State


def rss(*items: str, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Газет</title>{head}{''.join(items)}</channel></rss>"
    )


def entry(**parts: str) -> str:
    return "<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in parts.items()) + "</item>"


nothing_known = memory()


def read(body: str | bytes, known=nothing_known, **fetched):
    raw = body.encode() if isinstance(body, str) else body
    values = {"url": "https://alpha.example/rss", "body": raw}
    return parse(source(), Fetched(**values | fetched), NOW, known)


def test_a_saved_feed_is_read_whole(site, web, files):
    url = site.serve("/rss", (files / "regional_rss.xml").read_bytes(), ETag='"a"')
    alpha = source(url=url, is_local=True)
    got = collect(alpha, web, SourceState("alpha"), NOW, nothing_known)
    assert got.state.state is State.WORKING
    assert (got.state.etag, got.state.failures) == ('"a"', 0)
    assert [item.title for item in got.items] == [
        "Қостанайда ақсақалдар кеңесі өтті",
        "В двух сёлах договорились об очереди на полив",
        "Жол жөнделді",
        "Күннің суреті: көшедегі мұз қашауы туралы қысқа жазба.",
    ]
    first, second, third, fourth = got.items
    assert first.text == "Облыс орталығында кеңес өтті.\nЕкінші абзац: «тату көршілік»."
    assert first.published_at == datetime(2026, 11, 21, 4, 15, tzinfo=UTC)
    assert (first.lang, second.lang) == ("kk", "kk")
    assert second.url == site.base + "/news/2?id=2"
    assert second.date_state is DateState.DATED
    assert (third.date_state, third.published_at) == (DateState.UNDATED, None)
    assert fourth.guid == "tag:alpha,4"
    assert got.dropped == {"no_text": 1, "duplicate": 1}
    assert got.noted == {"undated": 1, "no_link": 1, "no_title": 1, "ancient": 1}
    assert got.seen == len(got.items) + sum(got.dropped.values())


def test_no_author_is_kept():
    body = rss(
        entry(title="Т", link="https://a.kz/n/1", author="Иван Тестов")
        + "<item><title>У</title><link>https://a.kz/n/2</link>"
        "<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Иван Тестов"
        "</dc:creator></item>"
    )
    got = read(body)
    assert len(got.items) == 2
    assert "Тестов" not in repr(got.items)


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><head><title>RSS</title></head><body>404</body></html>",
        "<html><body><p>a &lt;rss&gt;</p><rss version='2.0'></rss></body></html>",
        "{}",
        '{"version": "https://jsonfeed.org/version/1.1", "items": []}',
        "Forbidden",
        "",
        "   ",
        "<?xml version='1.0'?><urlset></urlset>",
        "<!-- <rss version='2.0'> -->",
    ],
)
def test_what_is_no_feed_is_said_to_be_none(site, web, page):
    url = site.serve("/rss", page, Content_Type="application/rss+xml")
    alpha = source(url=url, is_local=True)
    got = collect(alpha, web, SourceState("alpha", etag='"old"'), NOW, nothing_known)
    assert got.state.state is State.NOT_A_FEED
    assert (got.items, got.state.failures, got.state.etag) == ((), 1.0, '"old"')


def test_the_content_type_does_not_matter(site, web):
    url = site.serve("/rss", rss(entry(title="Т")), Content_Type="text/html")
    got = collect(
        source(url=url, is_local=True), web, SourceState("alpha"), NOW, nothing_known
    )
    assert len(got.items) == 1


def test_warnings_before_a_feed_do_not_hide_it():
    got = read("<br />\n<b>Warning</b>: x in /a.php\n\n" + rss(entry(title="Т")))
    assert [item.title for item in got.items] == ["Т"]


def test_a_damaged_feed_without_entries_is_a_parse_error():
    with pytest.raises(SourceError) as caught:
        read("<rss><channel><!-- x --><item ")
    assert caught.value.state in (State.PARSE_ERROR, State.NOT_A_FEED)


def test_a_torn_feed_gives_what_can_be_read():
    whole = rss(*[entry(title=f"Т{i}", link=f"https://a.kz/n/{i}") for i in range(9)])
    assert len(read(whole[: len(whole) // 2]).items) >= 3


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("windows-1251", "windows-1251"),
        ("windows-1251", "utf-8"),
        ("utf-8", "windows-1251"),
        ("koi8-r", "koi8-r"),
        ("koi8-r", "utf-8"),
    ],
)
def test_cyrillic_survives_false_declarations(charset, declared):
    text = rss(entry(title="Встреча старейшин двух сёл"))
    body = text.replace('encoding="utf-8"', f'encoding="{charset}"').encode(charset)
    assert read(body, charset=declared).items[0].title == "Встреча старейшин двух сёл"


def test_markup_that_crashes_the_parser_elsewhere_is_read():
    bad = "<![CDATA[<p>Мәтін <![dsgvo_service_control]></p><!h<!h<!h<]]>"
    got = read(rss(entry(title="Т", description=bad)))
    assert got.items[0].text.startswith("Мәтін")


def test_one_address_for_all_entries_is_no_identity():
    items = [entry(title=f"Т{i}", link="https://a.kz/news", guid=f"{i}") for i in "123"]
    got = read(rss(*items))
    assert [item.url for item in got.items] == ["", "", ""]
    assert not got.dropped


@pytest.mark.parametrize("link", ["javascript:alert(1)", "mailto:a@b.kz", "http://["])
def test_only_web_addresses_are_kept(link):
    assert read(rss(entry(title="Т", link=link))).items[0].url == ""


def test_relative_addresses_are_made_whole():
    got = read(rss(entry(title="Т", link="/news/1")))
    assert got.items[0].url == "https://alpha.example/news/1"


def test_known_items_are_not_given_again(site, web):
    body = rss(
        entry(title="Бір", link="https://a.kz/n/1", pubDate="22.11.2026"),
        entry(title="Екі", link="https://a.kz/n/2"),
    )
    alpha = source(url=site.serve("/rss", body), is_local=True)
    state = SourceState("alpha")
    first = collect(alpha, web, state, NOW, nothing_known)
    kept = {item_key(item) for item in first.items}
    again = collect(alpha, web, first.state, NOW, memory(*kept))
    assert (len(first.items), again.items, again.dropped) == (2, (), {"known": 2})
    assert again.state.state is State.WORKING


def test_not_modified_is_a_living_state(site, web):
    def answer(handler):
        same = handler.headers.get("If-None-Match") == '"1"'
        body = rss(entry(title="Т", pubDate="22.11.2026")).encode()
        handler.reply(304 if same else 200, b"" if same else body, {"ETag": '"1"'})

    alpha = source(url=site.act("/rss", answer), is_local=True)
    first = collect(alpha, web, SourceState("alpha"), NOW, nothing_known)
    again = collect(alpha, web, first.state, NOW, nothing_known)
    assert again.state.state is State.NOT_MODIFIED
    assert (again.state.etag, again.state.last_new_at) == (
        '"1"',
        first.state.last_new_at,
    )


def test_an_entity_bomb_is_harmless(site, web):
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(8)
    )
    feed = rss(entry(title="&i;")).partition("?>")[2]
    got = read(f'<?xml version="1.0"?>{bomb}]>{feed}')
    assert sum(len(item.title) for item in got.items) < 1000


def test_a_feed_that_takes_too_long_is_a_parse_error(monkeypatch):
    monkeypatch.setattr("collectors.feeds._SECONDS", 0.05)
    with pytest.raises(SourceError) as caught:
        read(rss(*[entry(title="a & b")] * 5000))
    assert caught.value.state is State.PARSE_ERROR
    monkeypatch.undo()
    assert read(rss(entry(title="a & b"))).items[0].title == "a & b"


def test_the_fullest_text_counts():
    long, short = "Ұзын мәтін", "Қысқа"
    head = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    items = [
        entry(**{"link": f"https://a.kz/n/{n}", "description": a, "content:encoded": b})
        for n, (a, b) in enumerate([(long, short), (short, long)])
    ]
    got = read(rss(*items).replace("<rss ", f"<rss {head} "))
    assert [item.text for item in got.items] == [long, long]


def test_the_line_of_wordpress_is_not_text():
    text = "Мәтін.&lt;br&gt;The post Тақырып appeared first on Газет."
    assert read(rss(entry(title="Т", description=text))).items[0].text == "Мәтін."


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
parts = st.fixed_dictionaries(
    {},
    optional={
        "title": words,
        "link": words | st.just("https://a.kz/n/1"),
        "guid": words,
        "description": words,
        "pubDate": words | st.just("Sun, 08 Nov 2026 10:15:00 +0500"),
    },
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(parts, max_size=5))
def test_every_entry_is_an_item_or_counted(entries):
    got = read(
        rss(*[entry(**{k: escape(v) for k, v in one.items()}) for one in entries])
    )
    assert got.seen == len(entries)
    assert got.seen == len(got.items) + got.dropped.total()
    for item in got.items:
        assert item.title or item.text
        assert (item.published_at is None) == (item.date_state is DateState.UNDATED)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_end_in_anything_but_a_state(noise):
    body = b"<rss><channel><item><title>" + noise
    try:
        got = read(body)
    except SourceError as error:
        got = error
    if isinstance(got, SourceError):
        assert got.state in (State.PARSE_ERROR, State.NOT_A_FEED)
    else:
        assert got.seen == len(got.items) + got.dropped.total()
