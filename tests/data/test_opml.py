"""Lists of sources as OPML: there and back, from elsewhere, hostile and broken."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import NOW, source
from collectors.identity import canonical_url
from data.errors import InputError
from data.model import Source, SourceKind
from data.opml import Defaults, Imported, is_portable, read_opml, write_opml
from data.reference import load, load_sources
from data.source_names import owner_of, slug, source_id
from data.sourcelist import NETWORK_KINDS, write_sources


def read(content: bytes | str, defaults: Defaults | None = None) -> Imported:
    body = content.encode() if isinstance(content, str) else content
    known = load().regions
    return read_opml(body, "my.opml", known, defaults or Defaults(), canonical_url)


def opml(*outlines: str) -> str:
    return f'<opml version="1.0"><body>{"".join(outlines)}</body></opml>'


def feed(url: str, text: str = "Газет", **more: str) -> str:
    rest = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<outline type="rss" text="{text}" xmlUrl="{url}"{rest}/>'


# ----------------------------------------------------------------------- there and back
def test_the_products_own_list_comes_back_as_it_was() -> None:
    ours = [each for each in load().sources if is_portable(each)]
    assert len(ours) > 58
    assert {each.kind for each in ours} == NETWORK_KINDS
    got = read(write_opml(load().sources, NOW))
    assert (list(got.sources), got.merged, got.refused) == (ours, 0, ())


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1, max_size=12
)
lines = st.lists(words, min_size=1, max_size=4).map(" ".join)
hosts = st.from_regex(r"[a-z][a-z0-9]{0,8}\.(kz|org\.kz|com|media)", fullmatch=True)
urls = st.builds(
    "{}://{}/{}".format,
    st.sampled_from(["http", "https"]),
    hosts,
    st.from_regex(r"[a-z0-9/?&=._-]{0,12}", fullmatch=True),
)
listed = st.builds(
    Source,
    id=words,
    name=lines,
    kind=st.sampled_from(sorted(NETWORK_KINDS)),
    url=urls,
    site=urls | st.just(""),
    owner=lines,
    official=st.booleans(),
    region=st.sampled_from(["national", *load().regions]),
    languages=st.sampled_from([("kk",), ("ru", "kk"), ("en", "ru", "kk")]),
    expect_per_week=st.tuples(st.integers(0, 9), st.integers(9, 99)),
    enabled=st.booleans(),
    known_state=lines,
    since=st.none() | st.dates(date(2000, 1, 1)),
    selectors=st.dictionaries(words, st.text(max_size=9), max_size=2),
)
lists = st.lists(
    listed, max_size=5, unique_by=(lambda s: s.id, lambda s: canonical_url(s.url))
)


@settings(max_examples=60)
@given(lists)
def test_any_list_comes_back_as_it_was(sources: list[Source]) -> None:
    written = write_opml(sources, NOW)
    if not sources:
        with pytest.raises(InputError, match="without a single entry"):
            read(written)
        return
    got = read(written)
    assert list(got.sources) == sources
    assert got.entries == len(sources)


@settings(max_examples=40)
@given(sources=lists.filter(bool))
def test_a_written_list_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, sources: list[Source]
) -> None:
    path = tmp_path_factory.mktemp("lists") / "sources.toml"
    path.write_text(write_sources(sources, "Of a\ntest."), encoding="utf-8")
    assert list(load_sources(path)) == sources


def test_a_local_source_is_told_to_nobody_and_taken_from_nobody() -> None:
    local = source(is_local=True, url="http://127.0.0.1/rss")
    inbox = source(kind=SourceKind.INBOX, url="/srv/inbox")
    assert b"outline" not in write_opml([local, inbox], NOW)
    space = 'xmlns:k="urn:kelisim:sources" k:is_local="true"'
    got = read(opml(f'<outline xmlUrl="http://127.0.0.1/rss" {space}/>'))
    assert not got.sources[0].is_local


def test_what_xml_cannot_hold_is_left_out() -> None:
    (got,) = read(write_opml([source(name="A\x00B\ufffe", owner="o")], NOW)).sources
    assert got.name == "AB"


def test_other_readers_see_feeds_and_only_feeds() -> None:
    pages = source("b", kind=SourceKind.PAGES)
    written = write_opml([source("a"), pages], NOW).decode()
    assert re.findall(r'xmlUrl="([^"]+)"', written) == ["https://a.example/rss"]
    assert 'type="link"' in written


# ----------------------------------------------------------------------- from elsewhere
def test_a_list_of_another_program() -> None:
    got = read(
        "\n<?xml version='1.0'?>"
        + opml(
            '<outline text="KZ-31">',
            feed(
                "https://aqjol.kz/feed/?a=1&amp;b=2",
                "Ақ жол",
                htmlUrl="https://aqjol.kz",
            ),
            '<outline text="ru">',
            feed("https://news.org.kz/rss", "Знамя  труда", category="/x,/KZ-39"),
            "</outline></outline>",
            feed("https://kz.kursiv.media/feed/", "", language="ru-RU"),
        ),
        Defaults(languages=("en",)),
    )
    assert [
        (s.id, s.name, s.url, s.owner, s.region, s.languages) for s in got.sources
    ] == [
        (
            *("aq-zhol", "Ақ жол", "https://aqjol.kz/feed/?a=1&b=2"),
            *("aqjol.kz", "KZ-31", ("en",)),
        ),
        (
            *("znamya-truda", "Знамя труда", "https://news.org.kz/rss"),
            *("news.org.kz", "KZ-31", ("ru",)),
        ),
        (
            *("kz-kursiv-media", "kz.kursiv.media", "https://kz.kursiv.media/feed/"),
            *("kursiv.media", "national", ("ru",)),
        ),
    ]
    assert all(s.enabled and s.known_state and not s.official for s in got.sources)


def test_every_entry_ends_in_one_place() -> None:
    got = read(
        opml(
            '<outline text="Топ">',
            feed("https://a.kz/feed/", "Бір"),
            feed("http://www.a.kz/feed?utm_source=x", "Бір тағы"),
            feed("https://b.kz/feed/", "Бір"),
            feed("ftp://c.kz/feed", "Файл"),
            feed("javascript:alert(1)", "Сценарий"),
            feed("https://{city}.kz/rss", "Үлгі"),
            feed("http://[", "Сынық"),
            "</outline>",
            '<outline text="Бос"/>',
            '<outline text="Бет" type="link" url="https://d.kz/"/>',
            '<outline text="Сайт" htmlUrl="https://e.kz/"/>',
            '<outline text="Қате" xmlUrl="https://f.kz/rss" k:region="KZ-99"'
            ' xmlns:k="urn:kelisim:sources"/>',
            '<outline text="Сан" xmlUrl="https://g.kz/rss" k:expect="many"'
            ' xmlns:k="urn:kelisim:sources"/>',
        )
    )
    assert [s.id for s in got.sources] == ["bir", "bir-2"]
    assert got.merged == 1
    assert got.refused == (
        *(("Файл", "not_http"), ("Сценарий", "not_http"), ("Үлгі", "not_http")),
        *(("Сынық", "not_http"), ("Бос", "no_address"), ("Бет", "no_feed")),
        *(("Сайт", "no_feed"), ("Қате", "unusable"), ("Сан", "unusable")),
    )
    assert got.entries == 12


def test_a_site_that_is_no_address_becomes_no_link() -> None:
    (got,) = read(opml(feed("https://a.kz/rss", htmlUrl="javascript:alert(1)"))).sources
    assert (got.site, got.owner) == ("", "a.kz")


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + ']><opml version="2.0"><body><outline text="&j;"/></body></opml>'
)
SECRET = (
    '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    '<opml><body><outline text="a">&x;</outline></body></opml>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "not whole XML"),
        ("Газеттер тізімі", "not whole XML"),
        (opml(feed("https://a.kz/rss"))[:-20], "not whole XML"),
        (opml(feed("https://a.kz/rss?a=1&b=2")), "not whole XML"),
        ("<!DOCTYPE html><html><body><p>Бет</p></body></html>", "begins with <html>"),
        ("<rss><channel/></rss>", "begins with <rss>"),
        ("<opml><body/></opml>", "without a single entry"),
        (LAUGHS, "not whole XML"),
        (SECRET, "declares entities"),
        ("<opml>" + "<outline>" * 100_000, "not whole XML"),
        (" " * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(content: str, said: str) -> None:
    begun = time.monotonic()
    with pytest.raises(InputError, match=said) as refusal:
        read(content)
    assert str(refusal.value).startswith("my.opml ")
    assert len(str(refusal.value)) < 200
    assert "\n" not in str(refusal.value)
    assert time.monotonic() - begun < 2


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: opml(t).encode()))
def test_no_bytes_break_it(content: bytes) -> None:
    with suppress(InputError):
        read(content)


# -------------------------------------------------------------------------------- names
@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Қостанай таңы", "qostanai-tany"),
        ("Жаңалықтар · Өңір", "zhanalyqtar-onir"),
        ("Үкімет әңгімесі һәм ғылым", "ukimet-angimesi-ham-gylym"),
        ("Щучинск — объявления ёлки", "shchuchinsk-obyavleniya-yolki"),
        ("Café ÅB №1", "cafe-ab-no1"),
        ("新闻", ""),
        ("Ұ" * 90, "u" * 40),
        (
            "Өте ұзақ атауы бар аудандық қоғамдық-саяси газет",
            "ote-uzaq-atauy-bar-audandyq-qogamdyq",
        ),
    ],
)
def test_a_title_as_an_id(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text(max_size=80))
def test_an_id_is_ascii_short_and_not_taken(title: str) -> None:
    name = source_id(title, "https://a.kz/rss", {"a-kz"})
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 43
    assert name != "a-kz"


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://www.kt.kz/kaz/rss/", "kt.kz"),
        ("https://news.org.kz/rss", "news.org.kz"),
        ("https://x.blogspot.com/feed", "x.blogspot.com"),
        ("https://газета.қаз/rss", "газета.қаз"),
        ("http://10.1.2.3/rss", "10.1.2.3"),
        ("http://[", ""),
    ],
)
def test_the_owner_is_the_registered_domain(url: str, owner: str) -> None:
    assert owner_of(url) == owner


def test_an_imported_list_is_a_list_of_ours(tmp_path: Path) -> None:
    got = read(opml(feed("https://a.kz/feed/", "Бір"), feed("https://b.kz/f", "Екі")))
    path = tmp_path / "sources.toml"
    path.write_text(write_sources(got.sources, "Imported"), encoding="utf-8")
    assert load_sources(path) == got.sources
