"""One web page as an article: its title, main text and date of publication.

The author is not read. A date is taken only where the page states it as its own:
a configured selector, meta data, ``<time>``, or the address; it is not guessed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import lxml.html
import trafilatura

from collectors import selectors
from collectors.crashes import PARSER_CRASHES
from collectors.dates import read_date
from collectors.markup import clean, cut, first_line, parse_html
from collectors.timebox import NoAnswerError, boxed
from data.model import DateState, State

# It logs an error for every page without an article; we count those ourselves.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_MOST_SECONDS = 20.0
_LONGEST_TEXT = 100_000
_LONGEST_TITLE = 300
_META_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publishdate' or @name='publish-date']/@content",
    "//meta[@name='date' or @name='DC.date.issued' or @name='article:date']/@content",
)
_TIMES = (
    "//article//time/@datetime",
    "//main//time/@datetime",
    "//time[@pubdate]/@datetime",
    "//time/@datetime",
    "//*[@itemprop='datePublished']",
)
_TITLES = ("//meta[@property='og:title']/@content", "//h1", "//title")
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-]([0-3]\d)(?=[/-]|$)")
#: " | Name of the site" after a title.
_SITE_TAIL = re.compile(r"\s+[|·»]\s+[^|·»]{2,60}$")


@dataclass(frozen=True, slots=True)
class Article:
    """What one page says."""

    title: str
    text: str
    published_at: datetime | None
    date_state: DateState
    lang: str | None


def article_in_time(
    markup: str, url: str, configured: Mapping[str, str], now: datetime
) -> Article | None:
    """As :func:`read_article`, with a limit on time and memory.

    NoAnswerError says that the page could not be read.
    """
    given = (markup, url, dict(configured), now)
    return boxed(_read_or_fail, *given, seconds=_MOST_SECONDS)


def _read_or_fail(
    markup: str, url: str, configured: dict[str, str], now: datetime
) -> Article | None:
    try:
        return read_article(markup, url, configured, now)
    except PARSER_CRASHES as crash:
        raise NoAnswerError(
            State.PARSE_ERROR,
            f"The page {url} cannot be read ({type(crash).__name__}).",
        ) from crash


def read_article(
    markup: str, url: str, configured: Mapping[str, str], now: datetime
) -> Article | None:
    """The article on a page, or None when the page holds no words."""
    root = parse_html(markup)
    if root is None:
        return None
    text = _main_text(root, markup, url, configured.get("text"))
    title = _title(root, configured.get("title"))
    if not text and not title:
        return None
    published_at, date_state = _date(root, url, configured.get("date"), now)
    return Article(
        title=cut(title or first_line(text), _LONGEST_TITLE),
        text=cut(_without_title(text, title), _LONGEST_TEXT),
        published_at=published_at,
        date_state=date_state,
        lang=root.get("lang"),
    )


def _main_text(
    root: lxml.html.HtmlElement, markup: str, url: str, selector: str | None
) -> str:
    if selector:
        return clean("\n".join(selectors.words(root, selector)))
    text = trafilatura.extract(
        markup, url=url, include_comments=False, include_tables=True
    )
    return clean(text or "")


def _title(root: lxml.html.HtmlElement, selector: str | None) -> str:
    for choice in (selector, *_TITLES):
        found = selectors.words(root, choice) if choice else []
        if found:
            title = clean(found[0].replace("\n", " "))
            return _SITE_TAIL.sub("", title) or title
    return ""


def _without_title(text: str, title: str) -> str:
    """The text, not beginning with its own headline again."""
    head, _, rest = text.partition("\n")
    return rest.strip() if title and head.strip() == title and rest.strip() else text


def _date(
    root: lxml.html.HtmlElement, url: str, selector: str | None, now: datetime
) -> tuple[datetime | None, DateState]:
    for stated in _stated_dates(root, url, selector):
        at, state = read_date(clean(stated.replace("\n", " ")), now)
        if at is not None:
            return at, state
    return None, DateState.UNDATED


def _stated_dates(
    root: lxml.html.HtmlElement, url: str, selector: str | None
) -> Iterator[str]:
    """Dates as the page states them, the most trustworthy first."""
    if selector:
        yield from selectors.words(root, selector)
    for path in _META_DATES:
        yield from selectors.words(root, path)
    for script in selectors.select(root, "//script[@type='application/ld+json']"):
        yield from _JSON_DATE.findall(script.text or "")
    for path in _TIMES:
        # The first <time> belongs to the article; later ones to what is listed below.
        yield from selectors.words(root, path)[:1]
    found = _URL_DATE.search(url)
    if found is not None:
        yield "-".join(found.groups())
