"""Feeds to measure with: the demo's own, and others as sites of the country build them.

Written from the demo's texts, so that lengths and letters are those of real news in
Kazakh, Russian and English. The same number gives the same feeds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

from data.days import ALMATY
from data.demo import DemoItem, demo_items, demo_sources, site
from data.model import Source, SourceKind

#: The port in the addresses of the demo's feeds; nobody listens there.
_PORT = 80
_FEWEST, _MOST = 20, 100
#: One in so many feeds is no well-formed XML.
_DAMAGED = 10


@dataclass(frozen=True, slots=True)
class Served:
    """A source and what it sends."""

    source: Source
    body: bytes


@dataclass(frozen=True, slots=True)
class _Article:
    """What one entry of a made-up feed tells."""

    link: str
    title: str
    paragraphs: tuple[str, ...]
    at: datetime


def served_feeds(now: datetime, count: int) -> list[Served]:
    """``count`` feeds: those of the demo and as many made-up ones as are wanting."""
    pages = site(_PORT, now)
    feeds = [
        Served(source, pages[source.url.removeprefix(source.site)][1])
        for source in demo_sources(_PORT)
        if source.kind is SourceKind.FEED
    ][: (count + 1) // 2]
    texts = demo_items(now)
    feeds += [_made_up(n, texts, now) for n in range(count - len(feeds))]
    step = len(feeds) / max(1, len(feeds) // _DAMAGED)
    for n in range(len(feeds) // _DAMAGED):
        place = int(n * step)
        feeds[place] = Served(feeds[place].source, _damaged(feeds[place].body))
    return feeds


def _made_up(number: int, texts: Sequence[DemoItem], now: datetime) -> Served:
    chance = random.Random(number)
    lang = ("kk", "ru", "en")[number % 3]
    site_url = f"https://gazet{number}.example"
    source = Source(
        id=f"bench-{number}",
        name=f"Gazet {number}",
        kind=SourceKind.FEED,
        url=f"{site_url}/feed/",
        site=site_url,
        owner=f"bench-{number}",
        official=False,
        region="KZ",
        languages=(lang,),
        expect_per_week=(1, 100),
    )
    own = [text for text in texts if text.lang == lang]
    articles = [
        _article(f"{site_url}/news/{n}", own, now - timedelta(hours=3 * n), chance)
        for n in range(chance.randint(_FEWEST, _MOST))
    ]
    body = _DIALECTS[number % len(_DIALECTS)](source, lang, articles)
    return Served(source, body.encode())


def _article(
    link: str, texts: Sequence[DemoItem], at: datetime, chance: random.Random
) -> _Article:
    told = chance.choices(texts, k=chance.randint(2, 6))
    title = f"{told[0].title} {chance.randint(1, 999)}"
    return _Article(f"{link}/", title, tuple(each.text for each in told), at)


def _damaged(body: bytes) -> bytes:
    """The feed with an entity that XML does not know, as careless sites write it."""
    return body.replace(b"</title>", b"&nbsp;</title>", 2)


def _as_wordpress(source: Source, lang: str, articles: Sequence[_Article]) -> str:
    items = "".join(
        f"<item>\n\t<title>{escape(each.title)}</title>\n\t<link>{each.link}</link>"
        f"\n\t<comments>{each.link}#respond</comments>"
        "\n\t<dc:creator><![CDATA[admin]]></dc:creator>"
        f"\n\t<pubDate>{format_datetime(each.at)}</pubDate>"
        "\n\t<category><![CDATA[News]]></category><category><![CDATA[Oblys]]></category>"
        f'\n\t<guid isPermaLink="false">{source.site}/?p={n}</guid>'
        f"\n\t<description><![CDATA[<p>{escape(each.paragraphs[0])} [&#8230;]</p>\n"
        f'<p>The post <a href="{each.link}">{escape(each.title)}</a> appeared first on '
        f'<a href="{source.site}">{source.name}</a>.</p>]]></description>'
        f"\n\t<content:encoded><![CDATA[{_html(each)}]]></content:encoded>"
        f"\n\t<wfw:commentRss>{each.link}feed/</wfw:commentRss>"
        "\n\t<slash:comments>0</slash:comments>\n</item>\n"
        for n, each in enumerate(articles)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
        ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>'
        f'<title>{source.name}</title><atom:link href="{source.url}" rel="self"'
        f' type="application/rss+xml" /><link>{source.site}</link>'
        f"<description></description><language>{lang}</language>"
        "<sy:updatePeriod>hourly</sy:updatePeriod>"
        f"<generator>https://wordpress.org/?v=6.7</generator>{items}</channel></rss>"
    )


def _as_agency(source: Source, lang: str, articles: Sequence[_Article]) -> str:
    items = "".join(
        f"<item><title>{escape(each.title)}</title><link>{each.link}</link>"
        f"<guid>{each.link}</guid><pubDate>{format_datetime(each.at)}</pubDate>"
        f'<enclosure url="{each.link}a.jpg" type="image/jpeg" length="0"/>'
        f"<category>{lang}</category>"
        f"<description>{escape(each.paragraphs[0])}</description>"
        f"<yandex:full-text>{escape(' '.join(each.paragraphs))}</yandex:full-text>"
        "</item>"
        for each in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:yandex="http://news.yandex.ru"><channel>'
        f"<title>{source.name}</title><link>{source.site}</link>{items}"
        "</channel></rss>"
    )


def _as_atom(source: Source, lang: str, articles: Sequence[_Article]) -> str:
    entries = "".join(
        f'<entry><title type="html">{escape(each.title)}</title>'
        f'<link href="{each.link}" rel="alternate" type="text/html"/>'
        f"<id>{each.link}</id><published>{each.at.isoformat()}</published>"
        f"<updated>{each.at.astimezone(ALMATY).isoformat()}</updated>"
        f'<content type="html">{escape(_html(each))}</content></entry>'
        for each in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">'
        f"<title>{source.name}</title><id>{source.url}</id>{entries}</feed>"
    )


def _html(article: _Article) -> str:
    return f'<figure><img src="{article.link}a.jpg" alt=""/></figure>' + "\n".join(
        f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs
    )


_DIALECTS: tuple[Callable[[Source, str, Sequence[_Article]], str], ...] = (
    _as_wordpress,
    _as_agency,
    _as_wordpress,
    _as_atom,
)
