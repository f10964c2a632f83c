"""Hostile bodies where a feed is expected: entities, charsets, dates, links, sizes."""

from __future__ import annotations

import gzip
import zipfile
from io import BytesIO

from data.model import State
from hostile import SECRET, Case, entries, entry, feed, no_feed, rss, said
from papers import pdf

_CYRILLIC = "Встреча старейшин двух сёл"
_KAZAKH = "Ауыл кеңесі: ғұрып, қоғам"
_THREE = rss(*entries(3))
_EMPTY, _PARSE = State.EMPTY, State.PARSE_ERROR


def _one(**parts: str) -> str:
    return rss(entry(**parts))


def _doctype(declared: str, **parts: str) -> str:
    return rss(entry(**parts), before=f"<!DOCTYPE rss [{declared}]>")


def _laughs() -> str:
    first = '<!ENTITY a "aaaaaaaaaa">'
    rest = (f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
    return first + "".join(rest)


def _zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rss.xml", _THREE)
    return out.getvalue()


_CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    f"<noscript>{SECRET}: enable JavaScript and cookies</noscript>"
    "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>"
    "</body></html>"
)
_LOGIN = (
    f"<html><body><h1>{SECRET}</h1><form method=post><input name=user>"
    "<input type=password></form></body></html>"
)
NO_FEEDS = [
    no_feed("a_web_page", f"<!DOCTYPE html><html><body>{SECRET}</body></html>"),
    no_feed("a_login_page", _LOGIN, says="web page"),
    no_feed("a_challenge_of_cloudflare", _CHALLENGE, says="web page"),
    Case(
        "a_challenge_with_503",
        State.HTTP_ERROR,
        {"rss": said(_CHALLENGE, 503)},
        status=503,
    ),
    no_feed(
        "a_page_that_quotes_a_feed", f"<html><body><pre>{_THREE}</pre></body></html>"
    ),
    no_feed("a_page_in_capitals", f"<HTML><BODY>{SECRET}</BODY></HTML>"),
    no_feed("a_page_without_html", f"<head><title>{SECRET}</title></head>"),
    no_feed("a_page_of_frames", "<!-- x --><html><frameset></frameset></html>"),
    no_feed("json", f'{{"error": "{SECRET}"}}'),
    no_feed(
        "json_feed", '{"version": "https://jsonfeed.org/version/1.1", "items": []}'
    ),
    no_feed("json_that_holds_a_feed_in_words", '{"a": "<html> <rss>"}'),
    no_feed("pdf", pdf(SECRET)),
    no_feed("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200)),
    no_feed("zip_of_a_feed", _zip()),
    no_feed("gzip_of_a_feed", gzip.compress(_THREE.encode())),
    no_feed("nothing", b""),
    no_feed("blanks", b" \r\n\t " * 1000),
    no_feed("a_mark_and_nothing", b"\xef\xbb\xbf"),
    no_feed("a_wide_mark_and_nothing", b"\xff\xfe"),
    no_feed("nul_bytes", bytes(100_000)),
    no_feed("all_bytes", bytes(range(256)) * 100),
    no_feed("plain_words", f"{SECRET}. Forbidden."),
    no_feed("a_feed_in_a_comment", f"<!-- {_THREE} -->"),
    no_feed("a_comment_without_end", f"<!-- {SECRET} <rss>"),
    no_feed("a_sitemap", "<?xml version='1.0'?><urlset><url/></urlset>"),
    no_feed("an_opml", "<opml><body><outline xmlUrl='http://a.kz/'/></body></opml>"),
    no_feed("svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    no_feed("soap", "<s:Envelope><s:Fault/></s:Envelope>"),
    no_feed("ebcdic", rss().encode("cp037")),
    no_feed("a_feed_in_utf_7", "+ADw-rss+AD4-+ADw-channel+AD4-"),
    no_feed("only_a_declaration", "<?xml version='1.0'?>"),
    no_feed("a_declaration_without_end", "<?xml version='1.0' " * 1000),
]


def _in(
    charset: str, declared: str, title: str = _CYRILLIC, mark: bytes = b""
) -> bytes:
    text = _one(title=title, description="").replace('"utf-8"', f'"{declared}"')
    return mark + text.encode(charset)


def _charset(name: str, body: bytes, header: str = "", **more) -> Case:
    kind = "text/xml" + (f"; charset={header}" if header else "")
    more = {"title": _CYRILLIC} | more
    return feed(name, body, headers={"Content-Type": kind}, items=1, **more)


CHARSETS = [
    _charset("utf_8_marked", _in("utf-8", "utf-8", mark=b"\xef\xbb\xbf")),
    _charset("utf_8_marked_twice", _in("utf-8", "utf-8", mark=b"\xef\xbb\xbf" * 2)),
    _charset(
        "utf_8_marked_after_blanks", _in("utf-8", "utf-8", mark=b"\n\xef\xbb\xbf")
    ),
    _charset("utf_16_marked", _in("utf-16", "utf-16")),
    _charset("utf_16_said_to_be_utf_8", _in("utf-16", "utf-8"), "utf-8"),
    _charset("utf_16_le_unmarked", _in("utf-16-le", "utf-16"), "utf-16le"),
    _charset("utf_16_be_unmarked", _in("utf-16-be", "utf-16"), "utf-16be"),
    _charset("utf_16_unmarked_and_unnamed", _in("utf-16-le", "utf-16")),
    _charset("utf_32_marked", _in("utf-32", "utf-32")),
    _charset("cp1251_said_to_be_utf_8", _in("cp1251", "utf-8"), "utf-8"),
    _charset("utf_8_said_to_be_cp1251", _in("utf-8", "windows-1251"), "windows-1251"),
    _charset("cp1251_said_to_be_latin_1", _in("cp1251", "iso-8859-1"), "iso-8859-1"),
    _charset("cp1251_said_to_be_nothing", _in("cp1251", "")),
    _charset("koi8_r", _in("koi8-r", "koi8-r")),
    _charset("koi8_r_said_by_the_header_alone", _in("koi8-r", "utf-8"), "koi8-r"),
    _charset("kz_1048", _in("kz1048", "kz-1048", _KAZAKH), title=_KAZAKH),
    _charset("ptcp154", _in("ptcp154", "ptcp154", _KAZAKH), title=_KAZAKH),
    _charset("mac_cyrillic", _in("mac-cyrillic", "mac-cyrillic")),
    _charset("iso_8859_5", _in("iso8859-5", "iso-8859-5")),
    _charset(
        "utf_8_in_utf_8", _in("utf-8", "utf-8", _CYRILLIC.encode().decode("latin-1"))
    ),
    *(
        _charset(f"charset_{name}", _in("utf-8", name), name)
        for name in (
            "utf-9",
            "hex",
            "rot13",
            "zlib",
            "idna",
            "unicode_escape",
            "undefined",
            "raw_unicode_escape",
            "punycode",
            "base64",
            "mbcs",
        )
    ),
    *(
        _charset(f"cp1251_in_{name}", _in("cp1251", name), name)
        for name in ("utf-9", "zlib", "unicode_escape", "undefined", "utf-7", "x" * 999)
    ),
    _charset(
        "torn_utf_8",
        _in("utf-8", "utf-8").replace("сёл".encode(), b"\xd1\x81\xd1"),
        title="Встреча старейшин двух с\ufffd",
    ),
    _charset("overlong_utf_8", _in("utf-8", "utf-8") + b"\xc0\xaf\xf8\x88\x80\x80"),
    _charset(
        "surrogates_in_utf_8",
        _in("utf-8", "utf-8").replace(b"\xd1\x81\xd1\x91", b"\xed\xa0\x80"),
        title="Встреча старейшин двух \ufffd\ufffd\ufffdл",
    ),
    _charset("nul_bytes_between", _in("utf-8", "utf-8").replace(b"<", b"\0<")),
    _charset(
        "nul_bytes_within",
        _in("utf-8", "utf-8").replace("сёл".encode(), b"\0\0\0"),
        title="Встреча старейшин двух",
    ),
    _charset(
        "control_characters",
        _one(title="".join(map(chr, range(1, 32))) + _CYRILLIC).encode(),
    ),
    _charset(
        "c1_characters",
        _one(title="".join(map(chr, range(128, 160))) + _CYRILLIC).encode(),
        title=None,
    ),
    _charset(
        "turned_around",
        _one(title="\u202e\u2066\u200f" + _CYRILLIC + "\u202c").encode(),
    ),
    _charset(
        "noncharacters",
        _one(title=_CYRILLIC + "\ufffe\uffff\U0010ffff").encode(),
        title=_CYRILLIC + "\uffff\U0010ffff",
    ),
]

_EVIL_NUMBERS = {
    "half_a_character": "&#xD83D;",
    "half_and_half": "&#xD83D;&#xDE00;",
    "number_zero": "&#0;",
    "beyond_unicode": "&#x110000;",
    "beyond_numbers": "&#99999999999999999999;",
    "negative": "&#-5;",
    "without_end": "&#1072",
    "of_zeros": "&#" + "0" * 100_000 + "65;",
    "unknown": "&nosuchentity;",
    "c1": "&#150;",
    "bare": "&",
    "nested": "&amp;#xD800;",
}
ENTITIES = [
    *(
        feed(f"entity_{name}", _one(title=f"{number} {_CYRILLIC}"), items=1)
        for name, number in _EVIL_NUMBERS.items()
    ),
    feed("billion_laughs", _doctype(_laughs(), title="&m;"), items=None),
    feed(
        "billion_laughs_in_an_attribute",
        _doctype(_laughs(), link="").replace("<item>", "<item a='&m;'>"),
        items=None,
    ),
    feed(
        "quadratic_blowup",
        _doctype(f'<!ENTITY a "{"a" * 50_000}">', description="&a;" * 50_000),
        items=None,
    ),
    feed(
        "entity_of_itself",
        _doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">', title="&a; т"),
        items=None,
    ),
    feed(
        "entity_of_a_file",
        _doctype('<!ENTITY a SYSTEM "file:///etc/passwd">', title="т &a;"),
        items=None,
    ),
    feed(
        "entity_of_an_address",
        _doctype('<!ENTITY a SYSTEM "http://127.0.0.1:9/">', title="т &a;"),
        items=None,
    ),
    feed(
        "entity_of_parameters",
        _doctype(
            '<!ENTITY % a SYSTEM "file:///etc/passwd"><!ENTITY % b '
            "\"<!ENTITY c SYSTEM 'http://127.0.0.1:9/?%a;'>\">%b;%c;"
        ),
        items=None,
    ),
    feed(
        "doctype_elsewhere",
        rss(entry(), before='<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/a.dtd">'),
        items=1,
    ),
    feed("doctype_without_end", rss(entry(), before="<!DOCTYPE rss ["), items=None),
    feed("doctype_within", rss('<!DOCTYPE rss [<!ENTITY a "b">]>', entry()), items=1),
    feed(
        "included_file",
        rss(
            entry(),
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
            'href="file:///etc/passwd" parse="text"/>',
        ),
        items=1,
    ),
    feed(
        "stylesheet_elsewhere",
        rss(entry(), before='<?xml-stylesheet href="http://127.0.0.1:9/a.xsl"?>'),
        items=1,
    ),
]

_DATES = {
    "none": ("", "undated"),
    "in_the_future": ("Mon, 22 Nov 2027 10:00:00 GMT", "future"),
    "ancient": ("Mon, 01 Jan 2001 00:00:00 GMT", "ancient"),
    "of_the_epoch": ("Thu, 01 Jan 1970 00:00:00 GMT", "undated"),
    "garbage": ("кешелі бүгінде", "undated"),
    "year_10000": ("Sat, 21 Nov 10000 10:15:00 GMT", "undated"),
    "year_0": ("0000-00-00T00:00:00Z", "undated"),
    "negative": ("-2026-11-21", None),
    "beyond_numbers": ("9" * 5000, "undated"),
    "of_no_month": ("Sat, 21 Abc 2026 10:15:00 GMT", "undated"),
    "of_the_99th": ("99.99.2026 99:99", "undated"),
    "of_markup": ("<b>21.11.2026</b>", None),
    "in_an_absurd_zone": ("Sat, 21 Nov 2026 10:15:00 +9999", None),
    "of_a_megabyte": ("21 " * 330_000, "undated"),
    "of_digits": ("1" * 1_000_000, "undated"),
    "of_separators": (".:-/" * 200_000, "undated"),
    "of_months": ("қараша " * 100_000, "undated"),
    "of_agos": ("2 сағат " * 100_000, None),
    "in_words_far_back": ("999999999999 жыл бұрын", "undated"),
    "in_other_digits": ("٢١.١١.٢٠٢٦", None),
    "with_nul": ("21.11.2026&#0;", None),
}
DATES = [
    feed(
        f"date_{name}", _one(pubDate=date), items=1, noted={state: 1} if state else None
    )
    if state not in ("future", "ancient")
    else feed(
        f"date_{name}", _one(pubDate=date), State.STALE, items=1, noted={state: 1}
    )
    for name, (date, state) in _DATES.items()
]

_LINKS = {
    "javascript": "javascript:alert(1)",
    "javascript_in_disguise": "JaVa\tScript:x",
    "data": "data:text/html,<script>",
    "vbscript": "vbscript:x",
    "file": "file:///etc/passwd",
    "half": "http://[",
    "port": "http://a.kz:99999999/n/1",
    "mail": "mailto:a@b.kz",
    "of_nothing": "http://",
    "of_a_hundred_kilobytes": "https://a.kz/" + "a" * 100_000,
    "of_a_megabyte_of_amp": "https://a.kz" + "/amp" * 250_000,
    "of_a_megabyte_of_m": "https://" + "m." * 500_000 + "kz/n/1",
    "of_ampersands": "https://a.kz/?a=" + "&amp;amp;" + "amp;" * 200_000,
    "of_holders": "https://www.google.com/amp/s/" * 30_000 + "a.kz/1",
    "of_dots": "https://a.kz/" + "../" * 300_000,
}
_KEPT_LINKS = {
    "without_host": "http:///n/1",
    "homograph": "https://zakоn.kz/n/1",  # the second "o" is Cyrillic
    "spaced": " https://a.kz/n/1 \n ",
    "broken_by_lines": "https://a.kz/n\n/1",
    "encoded": "https://a.kz/%zz%00%ff",
    "without_scheme": "//a.kz/n/1",
    "relative": "../../../n/1",
    "of_a_question": "?n=1",
    "with_quotes": "https://a.kz/n/1'\"&gt;",
    "emoji": "https://a.kz/😀",
}
LINKS = [
    *(
        feed(
            f"link_{name}",
            _one(link=link.replace("<", "&lt;"), guid=""),
            items=1,
            noted={"no_link": 1},
        )
        for name, link in _LINKS.items()
    ),
    *(
        feed(f"link_{name}", _one(link=link, guid=""), items=1, noted={})
        for name, link in _KEPT_LINKS.items()
    ),
    feed(
        "base_is_javascript",
        rss(entry(link="n/1"), root=' xml:base="javascript:alert(1)"'),
        items=1,
    ),
    feed(
        "base_is_another_host",
        rss(entry(link="n/1"), root=' xml:base="https://evil.example/a/"'),
        items=1,
    ),
    feed("guid_of_a_megabyte", _one(guid="g" * 1_000_000), items=1),
    feed(
        "guid_is_javascript",
        _one(guid="javascript:alert(1)", link=""),
        items=1,
        noted={"no_link": 1},
    ),
    feed(
        "the_same_guid_for_all",
        rss(*(entry(n, link="", guid="1") for n in range(5))),
        items=5,
    ),
    feed(
        "the_same_link_for_all",
        rss(*(entry(n, link="https://a.kz/news") for n in range(5))),
        items=5,
    ),
    feed(
        "the_same_link_and_guid_for_all",
        rss(*(entry(n, link="https://a.kz/news", guid="1") for n in range(5))),
        items=5,
    ),
    feed(
        "the_same_entry_a_thousand_times",
        rss(*[entry()] * 1000),
        items=1,
        dropped={"duplicate": 999},
    ),
    feed(
        "the_same_words_in_two_entries",
        rss(entry(1), entry(1, link="https://a.kz/n/2", guid="2")),
        items=2,
    ),
]

PARTS = [
    feed("no_title", _one(title=""), items=1, noted={"no_title": 1}),
    feed("no_link", _one(link=""), items=1, noted={"no_link": 1}),
    feed("no_guid", _one(guid=""), items=1, noted={}),
    feed("no_words", _one(title="", description=""), dropped={"no_text": 1}),
    feed(
        "no_link_guid_date_or_title",
        _one(title="", link="", guid="", pubDate=""),
        items=1,
        noted={"no_title": 1, "no_link": 1, "undated": 1},
    ),
    feed(
        "nothing_in_entries",
        rss("<item/>" * 500),
        State.STALE,
        dropped={"no_text": 500},
    ),
    feed("no_entries", rss(), _EMPTY),
    feed("no_channel", "<rss></rss>", _EMPTY),
    feed("a_root_alone", "<rss/>", _EMPTY),
    feed(
        "entries_beside_the_channel",
        f"<rss><channel/>{entry(1)}{entry(2)}</rss>",
        items=2,
    ),
    feed(
        "two_channels",
        f"<rss><channel>{entry(1)}</channel><channel>{entry(2)}</channel></rss>",
        items=2,
    ),
    feed("entries_in_entries", rss(entry(1, extra=entry(2))), items=None),
    feed(
        "two_of_everything",
        rss(
            entry(1, extra="<title>Б</title><link>https://a.kz/2</link><guid>2</guid>")
        ),
        items=1,
    ),
    feed("title_of_markup", _one(title="<b>А</b><script>alert(1)</script>"), items=1),
    feed(
        "title_of_blanks",
        _one(title=" \u00a0\u200b\u00ad "),
        items=1,
        noted={"no_title": 1},
    ),
    feed("title_of_a_megabyte", _one(title="Сөз " * 250_000), items=1),
    feed("title_without_a_space", _one(title="a" * 1_000_000), items=1),
    feed(
        "title_of_combining_marks", _one(title="а" + "\u0301\u0316" * 300_000), items=1
    ),
    feed("title_that_grows", _one(title="\ufdfa" * 100_000), items=1),
    feed(
        "language_of_a_megabyte",
        rss(entry(), head=f"<language>{'x-' * 500_000}</language>"),
        items=1,
    ),
    feed("language_of_markup", rss(entry(), head="<language><b/></language>"), items=1),
    feed(
        "wordpress_lines",
        _one(description="The post " + "x appeared first on " * 40_000),
        items=1,
    ),
    feed(
        "dates_that_are_elements",
        rss(entry(pubDate="", extra="<pubDate><a/></pubDate>")),
        items=1,
    ),
    feed(
        "an_author_is_not_read", rss(entry(extra=f"<author>{SECRET}</author>")), items=1
    ),
]

_DEEP = "<a>" * 5000 + "</a>" * 5000
SYNTAX = [
    feed("unclosed_tags", _THREE.replace("</description>", ""), items=1),
    feed("unclosed_entries", _THREE.replace("</item>", ""), items=3),
    feed(
        "unclosed_cdata", rss(entry(1), entry(2, description="<![CDATA[ а")), items=None
    ),
    feed(
        "cdata_in_cdata", _one(description="<![CDATA[ а <![CDATA[ б ]]> в ]]>"), items=1
    ),
    feed("entry_torn_in_its_tag", rss(*entries(3))[:-180], items=None),
    feed("only_the_beginning_of_an_entry", "<rss><channel><item ", _PARSE),
    feed(
        "attributes_without_quotes",
        _THREE.replace("<item>", "<item a=b c=d e>").replace("<guid>", "<guid a=>"),
        items=3,
    ),
    feed(
        "attribute_of_a_megabyte",
        _THREE.replace("<item>", f'<item a="{"b" * 1_000_000}">', 1),
        items=3,
    ),
    feed(
        "attributes_given_twice",
        _THREE.replace("<item>", '<item a="1" a="2">'),
        items=3,
    ),
    feed("tag_of_a_megabyte", rss(entry(), f"<{'a' * 1_000_000}/>"), items=1),
    feed(
        "unknown_prefixes", rss(entry(extra="<zz:title>Б</zz:title><q:r:s/>")), items=1
    ),
    feed(
        "unknown_namespaces",
        rss(entry(extra="<x:title xmlns:x='urn:x'>Б</x:title>")),
        items=1,
    ),
    feed(
        "namespace_of_another",
        rss(entry(extra="<media:title xmlns:media='urn:x'>Б</media:title>")),
        items=1,
    ),
    feed(
        "default_namespace_of_another",
        _THREE.replace("<rss ", '<rss xmlns="urn:not-rss" '),
        items=3,
    ),
    feed("uppercase", rss(entry()).replace("item", "ITEM"), items=None),
    feed("nested_5000_deep", rss(entry(extra=_DEEP)), items=1),
    feed("nested_5000_deep_without_end", rss(entry(1), "<a>" * 5000), items=None),
    feed(
        "words_nested_5000_deep",
        _one(description="<![CDATA[" + "<div>" * 5000 + "сөз]]>"),
        items=1,
    ),
    feed("xml_after_the_end", _THREE + _THREE, items=3),
    feed("words_before_the_feed", f"Warning: {SECRET} in a.php\n\n{_THREE}", items=3),
    feed("page_after_the_feed", _THREE + f"<html>{SECRET}</html>", items=3),
    feed("script_after_the_feed", _THREE + "<script>alert(1)</script>", items=3),
    feed("declared_twice", '<?xml version="1.0"?>' + _THREE, items=3),
    feed("declared_xml_2", _THREE.replace('"1.0"', '"2.0"'), items=3),
    feed(
        "atom_with_the_body_of_rss",
        f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry()}</feed>",
        items=1,
    ),
    feed(
        "atom_in_base64",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>А</title>"
        "<id>1</id><content type='application/octet-stream' mode='base64'>"
        "!!!!</content></entry></feed>",
        items=1,
    ),
    feed(
        "sgml_sections",
        _one(description="<![CDATA[<p>а <![if !IE]> б<![endif]></p><!h<!h]]>"),
        items=1,
    ),
]

#: Feeds of some megabytes that can be read, or told to be none, in a moment.
HEAVY = [
    feed(
        "ten_thousand_entries_that_differ",
        lambda: rss(
            *(
                f"<item><title>Хабар {n}</title><link>https://a.kz/n/{n}</link></item>"
                for n in range(10_000)
            )
        ),
        items=10_000,
    ),
    feed(
        "a_text_of_five_megabytes", lambda: _one(description="Сөз. " * 600_000), items=1
    ),
    feed("a_text_of_markup", lambda: _one(description="&lt;b&gt;" * 400_000), items=1),
    feed(
        "a_tag_of_many_attributes",
        lambda: _one(
            description="&lt;p " + " ".join(f"a{n}" for n in range(300_000)) + "&gt;сөз"
        ),
        items=1,
    ),
    feed(
        "a_tag_of_many_values",
        lambda: _one(
            description="&lt;p "
            + "".join(f"a{n}=''" for n in range(200_000))
            + "&gt;сөз"
        ),
        items=1,
    ),
    feed(
        "many_namespaces",
        lambda: rss(
            entry(), root="".join(f" xmlns:n{n}='urn:{n}'" for n in range(50_000))
        ),
        items=None,
    ),
    feed(
        "many_declarations",
        lambda: "<?xml" * 900_000 + f"<rss><channel>{entry()}</channel></rss>",
        items=1,
    ),
    feed("many_comments", lambda: "<!-- " * 900_000 + _THREE, State.NOT_A_FEED),
    feed("many_short_comments", lambda: "<!---->" * 600_000 + _THREE, items=3),
    feed(
        "many_sections",
        lambda: rss("<![CDATA[" * 400_000, entry()),
        _PARSE,
        says="damaged",
    ),
    feed(
        "many_instructions",
        lambda: rss("<?a " * 900_000, entry()),
        _PARSE,
        says="damaged",
    ),
    feed("many_open_tags", lambda: rss(entry(), "<" * 100_000), items=1),
    feed("many_brackets", lambda: _one(description="]]&gt;" * 500_000), items=1),
    feed("many_lines", lambda: _one(description="\n а" * 700_000), items=1),
    feed(
        "many_links",
        lambda: rss(
            "<item><title>а</title>"
            + "<link>https://a.kz/1</link>" * 60_000
            + "</item>"
        ),
        items=None,
    ),
]

#: Feeds over which feedparser would sit for long.
ENDLESS = [
    feed(
        "a_hundred_thousand_entries",
        lambda: rss("<item><title>а</title></item>" * 100_000),
        _PARSE,
        says="within",
    ),
    feed(
        "an_element_of_many_attributes",
        lambda: _THREE.replace(
            "<item>", "<item " + " ".join(f'a{n}="1"' for n in range(200_000)) + ">", 1
        ),
        _PARSE,
        says="within",
    ),
    feed(
        "many_exclamations", lambda: rss("<!" * 900_000, entry()), _PARSE, says="within"
    ),
    feed(
        "many_ampersands",
        lambda: _one(description="&" * 1_500_000),
        _PARSE,
        says="within",
    ),
    feed(
        "many_unclosed_entries", lambda: rss("<item>" * 150_000), _PARSE, says="within"
    ),
    feed(
        "many_titles",
        lambda: rss("<item>" + "<title>а" * 150_000),
        _PARSE,
        says="within",
    ),
    feed("many_roots", lambda: "<rss>" * 300_000, _PARSE, says="within"),
    feed("many_quotes", lambda: rss("<item a='" * 300_000), _PARSE, says="within"),
]
