"""Generated feeds and damaged ones: the fast path reads them as feedparser does."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from collectors.feed_entries import PLAIN_ADDRESS
from collectors.feed_names import FIELDS, FOREIGN, INERT_IN_FEED
from feed_cases import FAST, URL, assert_same, element, feed

PIECES = (
    *("a", "б", "қ", " ", "<", ">", "&", '"', "'", ";", "#", "=", "/", "?", ".", ":"),
    *(
        "-",
        "_",
        "+",
        "1",
        "\n",
        "\t",
        "\u00a0",
        "\u200b",
        "é",
        "Р\u0161",
        "Ð¢",
        "\ufeff",
    ),
    *(
        "&amp;",
        "<b>",
        "</b>",
        "<br/>",
        "&nbsp;",
        "&#171;",
        "]]>",
        "https://a.kz/",
        "../",
    ),
    *("Sun, 08 Nov 2026 10:15:00 +0500", "2026-11-08T10:15:00Z", "8 қараша 2026"),
)
ATTRIBUTES = (
    *("type", "rel", "href", "isPermaLink", "xml:lang", "xml:base", "url", "lang"),
    *("mode", "term", "rdf:about", "y:href", "base", "src", "length", "title"),
)
VALUES = (
    *("html", "text", "xhtml", "text/html", "alternate", "self", "true", "false"),
    *("/1", "https://a.kz/2", "", "kk", "image/png", "ALTERNATE", "base64"),
)
NAMES = (
    *(
        *FIELDS,
        *(name for name in INERT_IN_FEED if name != FOREIGN),
        "y:text",
        "y:link",
    ),
    *(
        "media:title",
        "media:content",
        "media:group",
        "pubDate",
        "Title",
        "date",
        "name",
    ),
    *("entry", "abstract", "itunes:summary", "fulltext", "xhtml:body", "georss:point"),
    *("atom:link", "atom:id", "atom:updated", "svg", "textInput", "lastBuildDate"),
)
letters = st.sampled_from(PIECES)
words = st.lists(letters, max_size=6).map("".join)
raw_words = st.sampled_from(["a & b", "<b>c</b>", "<i>", "&nbsp;", "<br>", "&#150;"])
contents = st.one_of(
    words.map(escape),
    words.map(lambda text: f"<![CDATA[{text.replace(']]>', '')}]]>"),
    words.map(lambda text: f" {escape(text)}<!-- {escape(text).replace('-', '')} -->"),
)
attributes = st.lists(
    st.tuples(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES)),
    max_size=2,
    unique_by=lambda pair: pair[0].split(":")[-1],
).map(lambda pairs: "".join(f" {name}={quoteattr(value)}" for name, value in pairs))
names = st.sampled_from(NAMES)
plain = st.sampled_from(
    ["title", "link", "guid", "id", "description", "content:encoded"]
)
inside = st.one_of(
    *([contents] * 9),
    raw_words,
    st.tuples(names, contents).map(lambda pair: element(pair[0], "", pair[1])),
)
#: Name and element.
elements = st.builds(
    lambda name, attribute, words: (name, element(name, attribute, words)),
    plain | plain | names,
    st.one_of(*([st.just("")] * 4), attributes),
    inside,
)
#: Mostly one of each kind: what comes twice is left to feedparser.
entries = st.one_of(
    *[st.lists(elements, max_size=6, unique_by=lambda one: FIELDS.get(one[0], one[0]))]
    * 4,
    st.lists(elements, max_size=5),
).map(lambda found: "\n".join(one for _name, one in found))
documents = st.builds(
    lambda kind, head, items: feed(*items, kind=kind, head=head),
    st.sampled_from(["rss", "rss", "rdf", "feed"]),
    st.lists(elements, max_size=2).map(lambda found: "".join(dict(found).values())),
    st.lists(entries, max_size=3),
)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents)
def test_no_feed_is_read_differently(text):
    event("fast" if assert_same(text) else "left to feedparser")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from([*FAST.values()]),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 6), letters), max_size=3),
)
def test_no_damage_is_read_differently(text, damages):
    for start, length, put in damages:
        place = start % len(text)
        text = text[:place] + put + text[place + length :]
    if text.startswith("<?xml version="):
        assert_same(text)


@settings(max_examples=200, deadline=None)
@given(
    st.from_regex(PLAIN_ADDRESS, fullmatch=True), st.sampled_from([URL, "http://b/"])
)
def test_a_plain_address_is_the_same_from_anywhere(address, base):
    assert_same(feed(f"<guid>{escape(address)}</guid>"), base)
