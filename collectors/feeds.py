"""RSS and Atom as they really are.

Judged by their content, never by their Content-Type; an HTML page served as a feed is
said to be one. Entries without link, guid, title or date are kept where there are words
to keep, and counted. Authors are not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from collectors.dates import read_date
from collectors.health import asks_for_all
from collectors.identity import canonical_url
from collectors.markup import clean, cut, decode, first_line, plain_text
from collectors.reading import Known, Reading
from collectors.web import Fetched, Web
from data.errors import SourceError
from data.model import LANGUAGES, RawItem, Source, SourceState, State

_LONGEST_TEXT = 100_000
_LONGEST_TITLE = 300
_LONGEST_BORROWED = 120
#: Where a feed begins, whatever stands before it (warnings of PHP, blank lines).
_FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|channel)[\s>/]", re.IGNORECASE)
_PAGE_ROOT = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: The line WordPress puts below each entry.
_WORDPRESS_LINE = re.compile(
    r"The post .+ appeared first on .+"
    r"|Сообщение .+ появил\w+ сначала на .+|Запись .+ впервые появилась .+"
)
_LANGUAGE_CODES = {"kz": "kk", "kaz": "kk", "rus": "ru", "eng": "en"}


def read(
    source: Source,
    web: Web,
    previous: SourceState,
    now: datetime,
    known: Known,
) -> Reading:
    """Read a feed; raise SourceError if it cannot be."""
    is_full = asks_for_all(previous, now)
    fetched = web.get(
        source.url,
        etag=None if is_full else previous.etag,
        modified=None if is_full else previous.modified,
        allow_local=source.is_local,
    )
    if fetched.not_modified:
        return Reading(not_modified=True)
    reading = parse(source, fetched, now, known)
    reading.is_full = is_full
    reading.etag, reading.modified = fetched.etag, fetched.modified
    return reading


def parse(source: Source, fetched: Fetched, now: datetime, known: Known) -> Reading:
    """The entries of a fetched feed as items, with an account of the others."""
    feed = _parsed(source, fetched)
    reading = Reading()
    shared = _shared_links(feed.entries, fetched.url)
    lang = _language(feed.feed.get("language"))
    raws = [
        _item(source, entry, fetched.url, shared, lang, now) for entry in feed.entries
    ]
    named = [_named(raw) for raw in raws]
    untitled = {id(new) for raw, new in zip(raws, named, strict=True) if raw is not new}
    reading.offer_all(named, known)
    reading.noted["no_title"] += sum(id(item) in untitled for item in reading.items)
    return reading


def _named(raw: RawItem) -> RawItem:
    """The item itself, or one that bears the beginning of its text for a title."""
    if raw.title:
        return raw
    return replace(raw, title=cut(first_line(raw.text), _LONGEST_BORROWED))


def _parsed(source: Source, fetched: Fetched) -> Any:
    """What feedparser makes of the bytes, once they are known to be a feed."""
    text = _CONTROLS.sub("", decode(fetched.body, fetched.charset))
    text = _from_root(text, source.url)
    feed = feedparser.parse(
        # A stream: bytes would first be tried as the name of a file.
        BytesIO(text.encode("utf-8", "replace")),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": fetched.url,
        },
        # Both trip over broken markup with AssertionError; we strip all markup anyway.
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not feed.entries and re.search(r"<(?:item|entry)[\s>]", text):
        reason = type(feed.get("bozo_exception")).__name__
        raise SourceError(
            State.PARSE_ERROR,
            f"The feed at {source.url} is damaged and no entry can be read ({reason}).",
        )
    return feed


def _from_root(text: str, url: str) -> str:
    """The feed from its first element on, declared as the UTF-8 that it now is."""
    if not text.strip():
        raise SourceError(State.NOT_A_FEED, f"The answer of {url} is empty.")
    # Blanked, not removed: positions stay those of the text.
    bare = _COMMENT.sub(lambda found: " " * len(found.group()), text)
    root, page = _FEED_ROOT.search(bare), _PAGE_ROOT.search(bare)
    if root is None or (page is not None and page.start() < root.start()):
        what = "a web page" if page else "no feed"
        raise SourceError(
            State.NOT_A_FEED, f"What {url} sends is {what}, not RSS or Atom."
        )
    declarations = [
        found for found in _DECLARATION.finditer(bare) if found.start() < root.start()
    ]
    start = declarations[-1].end() if declarations else root.start()
    return '<?xml version="1.0" encoding="utf-8"?>\n' + text[start:].lstrip()


def _shared_links(entries: list[Any], base: str) -> frozenset[str]:
    """Addresses that several entries bear: they name the list, not the item."""
    titles: dict[str, set[str]] = {}
    for entry in entries:
        address = canonical_url(_link(entry, base))
        titles.setdefault(address, set()).add(clean(entry.get("title") or ""))
    return frozenset(
        address for address, found in titles.items() if address and len(found) > 1
    )


def _item(
    source: Source,
    entry: Mapping[str, Any],
    base: str,
    shared: frozenset[str],
    lang: str | None,
    now: datetime,
) -> RawItem:
    link = _link(entry, base)
    text = _text(entry)
    title = clean(plain_text(entry.get("title") or "").replace("\n", " "))
    published_at, date_state = read_date(_date(entry), now)
    return RawItem(
        source_id=source.id,
        url="" if canonical_url(link) in shared else link,
        title=cut(title, _LONGEST_TITLE),
        text=cut(text, _LONGEST_TEXT),
        guid=(entry.get("id") or "").strip()[:1000] or None,
        lang=_language(entry.get("language")) or lang,
        published_at=published_at,
        date_state=date_state,
    )


def _link(entry: Mapping[str, Any], base: str) -> str:
    """The entry's web address, or "" if it has none that a browser should open."""
    try:
        link = urljoin(base, (entry.get("link") or "").strip())
        parts = urlsplit(link)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    return link if is_web and entry.get("link") else ""


def _text(entry: Mapping[str, Any]) -> str:
    """The fullest text an entry carries, without markup."""
    parts = [content.get("value") or "" for content in entry.get("content") or ()]
    parts.append(entry.get("summary") or "")
    words = max((plain_text(part) for part in parts), key=len)
    body, _, last = words.rpartition("\n")
    return body if _WORDPRESS_LINE.fullmatch(last) else words


def _date(entry: Mapping[str, Any]) -> str | None:
    """The date of publication as written; of the last change only for want of it."""
    for name in ("published", "created", "updated"):
        # Asked as a dict: feedparser's own get() lets "updated" stand in for others.
        value = dict.get(entry, name) if isinstance(entry, dict) else entry.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _language(declared: object) -> str | None:
    """One of our languages, if that is what a feed declares."""
    if not isinstance(declared, str):
        return None
    code = re.split(r"[-_]", declared.strip().lower())[0]
    code = _LANGUAGE_CODES.get(code, code)
    return code if code in LANGUAGES else None
