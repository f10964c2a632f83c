"""Feeds that are easily read in two ways: certain ones and uncertain ones."""

from __future__ import annotations

from collectors.feed_entries import Entry
from collectors.feed_names import FOREIGN, NAMESPACES
from collectors.lenient_feed import parse_leniently
from collectors.strict_feed import parse_strictly

URL = "https://alpha.example/news/rss"
SPACES = {prefix: uri for uri, prefix in NAMESPACES.items() if prefix} | {
    "y": "http://news.yandex.ru",
    "atom": "http://www.w3.org/2005/Atom",
}
DECLARED = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
HEADS = {
    "rss": (f'<rss version="2.0"{DECLARED}><channel>', "item", "</channel></rss>"),
    "rdf": (
        f'<rdf:RDF xmlns="http://purl.org/rss/1.0/"{DECLARED}><channel/>',
        "item",
        "</rdf:RDF>",
    ),
    "feed": (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{DECLARED}>',
        "entry",
        "</feed>",
    ),
}


def feed(*entries: str, kind: str = "rss", head: str = "") -> str:
    start, name, end = HEADS[kind]
    items = "".join(f"<{name}>{inside}</{name}>" for inside in entries)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{start}{head}{items}{end}'


def element(name: str, attributes: str = "", inside: str = "x") -> str:
    name = name.replace(FOREIGN, "y:f")
    return f"<{name}{attributes}>{inside}</{name}>"


FAST = {
    "nothing": feed(),
    "an empty entry": feed(""),
    "every field": feed(
        "<title>Т</title><link>https://a.kz/1</link><guid>g</guid>"
        "<description>Д</description><content:encoded>М</content:encoded>"
        "<pubDate>Sun, 08 Nov 2026 10:15:00 +0500</pubDate><dc:date>2026</dc:date>"
        "<dcterms:created>2025</dcterms:created><dc:language>ru</dc:language>"
    ),
    "atom": feed(
        '<title type="html">&lt;b&gt;Т</title><link href="/1"/><id>tag:a,1</id>'
        '<link rel="self" href="/2"/><link rel="alternate" type="text/html" href="3"/>'
        '<link rel="alternate" type="image/png" href="4"/><updated>2026</updated>'
        '<summary type="text">Қ</summary>'
        '<content type="html" xml:base="/x">М</content>',
        kind="feed",
        head='<title>Ф</title><author><name>А</name></author><link href="https://b/"/>',
    ),
    "rdf": feed(
        "<title>Т</title><link>/1</link><dc:date>2026-11-08</dc:date>", kind="rdf"
    ),
    "rdf about": feed(kind="rdf").replace(
        "</rdf:RDF>",
        '<item rdf:about="  https://a/ 1"><title>Т</title></item></rdf:RDF>',
    ),
    "guid as link": feed("<guid>/1</guid>", "<guid isPermaLink='true'>2 </guid>"),
    "guid as none": feed("<guid isPermaLink='false'>/1</guid><title>Т</title>"),
    "guid True": feed("<guid isPermaLink='True'>/1</guid>"),
    "link after guid": feed("<guid>/1</guid><link>/2</link>", "<guid>/1</guid><link/>"),
    "empty link before guid": feed("<link/><guid>/1</guid>"),
    "two links": feed("<link>/1</link><link>/2</link>"),
    "link and atom:link": feed(
        "<link>/1</link><atom:link href='/2'/>",
        "<atom:link href='/2' rel='self'/><link>/1</link>",
        "<atom:link rel='ALTERNATE' type='Text/HTML' href='/2'/>",
    ),
    "ampersands": feed(
        "<link>https://a.kz/?a=1&amp;amp;b=2&amp;c;=3</link>",
        "<guid>https://a.kz/?a=1&amp;amp;b=2&amp;c;=3</guid>",
    ),
    "odd addresses": feed(
        *(
            f"<link>{link}</link><guid>{link}</guid>"
            for link in (
                *(
                    "https:////a.kz/1",
                    "//a.kz/1",
                    "?x",
                    "#",
                    "http://[",
                    "mailto:a@b.kz",
                ),
                *("HTTP://A.KZ", "https://a.kz/;p#f", "https://a.kz?", "https://a.kz#"),
                *("https://қ.kz/ә", " https://a.kz/ 1 ", "https://a.kz/a/../b"),
            )
        )
    ),
    "cdata and entities": feed(
        "<title><![CDATA[<b>Т]]> &amp;nbsp; &lt;i&gt; &#1178;<![CDATA[&amp;]]></title>"
        "<description>a<!-- c -->b<?php x ?>c</description>"
    ),
    "white space": feed(
        "\n <title>\n\u00a0 Т \u2003 </title>\n text \n<guid> a </guid>"
    ),
    "mojibake": feed(
        f"<title>{'Қаз'.encode().decode('latin-1')}</title>", "<title>é</title>"
    )
    .replace("\u009a", "")
    .replace("\u0097", ""),
    "upper case": feed("<TITLE>Т</TITLE><Link>/1</Link><PUBDATE>2026</PUBDATE>"),
    "languages": feed(
        "<title xml:lang='kk'>Т</title>", head="<language> kk </language>"
    ),
    "language of the root": feed("", kind="feed").replace(
        "<feed ", "<feed xml:lang='kk_KZ' "
    ),
    "pictures": feed(
        "<title>Т</title><media:content url='a'><media:title>К</media:title>"
        "<media:thumbnail url='b'/></media:content>"
        "<media:group><media:content url='c'/>"
        "<media:description type='plain'>С</media:description></media:group>"
    ),
    "wordpress.com": feed("<title>Т</title>").replace(
        "</item>", '<post-id xmlns="com-wordpress:feed-additions:1">7</post-id></item>'
    ),
    "foreign": feed(
        "<title>Т</title><y:full-text>М</y:full-text><y:a><y:b c='1'>d</y:b></y:a>"
    ),
    "image of the feed": feed(
        "<title>Т</title>",
        head="<image><title>К</title><url>/u</url><link>/l</link></image><title>Ф</title>",
    ),
    "source": feed("<source url='/s'>Газет</source><title>Т</title>"),
}
UNSURE = {
    "not well-formed": feed("<title>a & b</title>"),
    "unknown entity": feed("<title>a&nbsp;b</title>"),
    "torn": feed("<title>Т</title>")[:-20],
    "doctype": feed("").replace("\n", "\n<!DOCTYPE rss>\n", 1),
    "doctype in a comment": feed("").replace("\n", "\n<!-- <!DOCTYPE x> -->\n", 1),
    "entity": feed("<title>&a;</title>").replace(
        "\n", '\n<!DOCTYPE r [<!ENTITY a "b">]>\n', 1
    ),
    "two titles": feed("<title>a</title><title>b</title>"),
    "two descriptions": feed("<description>a</description><summary>b</summary>"),
    "two dates": feed("<pubDate>a</pubDate><dcterms:issued>b</dcterms:issued>"),
    "inline markup": feed("<description>a <b>b</b></description>"),
    "xhtml": feed(
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a</div></content>',
        kind="feed",
    ),
    "base64": feed("<description mode='base64'>YQ==</description>"),
    "base64 by type": feed("<description type='application/octet'>YQ==</description>"),
    "xml:base": feed("<link xml:base='https://b/'>1</link>"),
    "base of an entry": feed("").replace("<item>", "<item base='https://b/'>"),
    "address of an entry": feed("").replace("<item>", "<item href='https://b/'>"),
    "base of the feed": feed("").replace("<rss ", "<rss xml:base='https://b/' "),
    "empty href": feed("<link href=''/>"),
    "href by another name": feed("<link href='/1' url='/2'/>"),
    "windows-1252": feed("<title>\x93a\x94</title>"),
    "windows-1252 by number": feed("<title>&#147;a&#x94;</title>"),
    "image of an entry": feed("<image><title>a</title></image>"),
    "title of a picture alone": feed("<media:title>a</media:title>"),
    "date": feed("<date>2026</date>"),
    "unknown element": feed("<fulltext>a</fulltext>"),
    "nested entries": feed("<item><title>a</title></item>"),
    "meaning inside the foreign": feed("<y:a><title>a</title></y:a>"),
    "a prefix of another": feed("").replace("<rss ", "<rss xmlns:georss='urn:x' "),
    "dc by another name": feed("").replace(
        "<rss ", "<rss xmlns:d='http://purl.org/dc/elements/1.1/' "
    ),
    "rss by a foreign default": feed("").replace("<rss ", "<rss xmlns='urn:x' "),
    "old atom": feed("").replace("<rss ", "<rss xmlns:o='http://purl.org/atom/ns#' "),
    "one prefix for two": feed("<y:a xmlns:y='urn:x'/>"),
    "two channels": feed().replace("</rss>", "<channel></channel></rss>"),
    "entry in a comment": feed(head="<!-- <item> -->"),
    "language beside the channel": feed(
        head="<title></title><dc:language>ru</dc:language>", kind="rdf"
    ),
    "no feed": "<opml><item/></opml>",
    "half a character": feed("<title>\ud800</title>"),
    "a deep tree": feed("<y:a>" * 9 + "</y:a>" * 9),
    "a bottomless tree": feed("<y:a>" * 60_000 + "</y:a>" * 60_000),
    "too many elements": feed("<y:a/>" * 200_001),
}


def fullest(entry: Entry) -> Entry:
    return entry._replace(texts=(max(entry.texts, key=len, default=""),))


def assert_same(text: str, url: str = URL) -> bool:
    """Whether the fast path read it; if so, both must have read the same."""
    fast = parse_strictly(text, url)
    if fast is None:
        return False
    slow = parse_leniently(text, url)
    assert [fullest(e) for e in fast.entries] == [fullest(e) for e in slow.entries]
    assert fast.lang == slow.lang
    return True
