"""RSS and Atom as they really are.

Judged by their content, never by their Content-Type; an HTML page served as a feed is
said to be one. Entries without link, guid, title or date are kept where there are words
to keep, and counted. Authors are not read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from collectors.canonical import LONGEST_ADDRESS
from collectors.dates import read_date
from collectors.feed_entries import PLAIN_ADDRESS, Entry, FeedContent
from collectors.foreign_markup import words_in_time
from collectors.health import asks_for_all
from collectors.identity import canonical_url
from collectors.lenient_feed import parse_leniently
from collectors.markup import clean, cut, decode, first_line
from collectors.reading import Known, Reading
from collectors.strict_feed import parse_strictly
from collectors.timebox import boxed
from collectors.web import Fetched, Web
from data.errors import SourceError
from data.model import LANGUAGES, RawItem, Source, SourceState, State

_LONGEST_TEXT = 100_000
_LONGEST_TITLE = 300
_LONGEST_BORROWED = 120
#: The time box of feedparser, which can take minutes over a hostile feed.
_SECONDS = 15.0
#: Where a feed begins, whatever stands before it (warnings of PHP, blank lines).
_FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|channel)[\s>/]", re.IGNORECASE)
_PAGE_ROOT = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:item|entry)[\s>]")
_DECLARATION = re.compile(r"<\?xml[^<>]*\?>")
#: Candidates for a reference to half a character, or to one beyond Unicode.
_STRANGE_NUMBER = re.compile(
    r"&#(?:[xX]0*([dD][89A-Fa-f][0-9A-Fa-f]{2}|[0-9A-Fa-f]{6,})"
    r"|0*(5[5-7][0-9]{3}|[0-9]{7,}));?"
)
_STRANGE_NUMBERS = re.compile(f"(?:{_STRANGE_NUMBER.pattern})+")
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
    reading.moved_to = fetched.moved_to
    return reading


def parse(source: Source, fetched: Fetched, now: datetime, known: Known) -> Reading:
    """The entries of a fetched feed as items, with an account of the others."""
    feed = _content(source, fetched)
    reading = Reading()
    lang = _language(feed.lang)
    links = [_link(entry.link, fetched.url) for entry in feed.entries]
    shared = _shared_links(feed.entries, links)
    raws = [
        _item(source, entry, "" if link in shared else link, lang, now)
        for entry, link in zip(feed.entries, links, strict=True)
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


def _content(source: Source, fetched: Fetched) -> FeedContent:
    """The entries of what was fetched, once it is known to be a feed."""
    text = _CONTROLS.sub("", decode(fetched.body, fetched.charset))
    text = _mended(_from_root(text, source.url))
    feed = parse_strictly(text, fetched.url)
    if feed is None:
        what = f"What {source.url} sends"
        feed = boxed(parse_leniently, text, fetched.url, seconds=_SECONDS, what=what)
    if not feed.entries and _ENTRY.search(text):
        raise SourceError(
            State.PARSE_ERROR,
            f"The feed at {source.url} is damaged and no entry can be read "
            f"({feed.fault}).",
        )
    return feed


def _mended(text: str) -> str:
    """The text without references by number to what is no character.

    Some systems write an emoji as two halves; feedparser gives up a feed with one.
    """
    return _STRANGE_NUMBERS.sub(_as_characters, text) if "&#" in text else text


def _as_characters(found: re.Match[str]) -> str:
    text = _STRANGE_NUMBER.sub(_half_or_none, found.group())
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _half_or_none(found: re.Match[str]) -> str:
    """Half a character as such, a sign of loss for no character at all."""
    digits = (found[1] or found[2]).lstrip("0")
    number = int(digits, 16 if found[1] else 10) if len(digits) < 9 else sys.maxsize
    if number > sys.maxunicode:
        return "\ufffd"
    return chr(number) if 0xD800 <= number <= 0xDFFF else found.group()


def _from_root(text: str, url: str) -> str:
    """The feed from its first element on, declared as the UTF-8 that it now is."""
    if not text.strip():
        raise SourceError(State.NOT_A_FEED, f"The answer of {url} is empty.")
    # Blanked, not removed: positions stay those of the text.
    bare = _COMMENT.sub(lambda found: " " * len(found.group()), text)
    root = _FEED_ROOT.search(bare)
    page = _PAGE_ROOT.search(bare, 0, root.start() if root else len(bare))
    if root is None or page is not None:
        what = "a web page" if page else "no feed"
        raise SourceError(
            State.NOT_A_FEED, f"What {url} sends is {what}, not RSS or Atom."
        )
    declarations = list(_DECLARATION.finditer(bare, 0, root.start()))
    start = declarations[-1].end() if declarations else root.start()
    return '<?xml version="1.0" encoding="utf-8"?>\n' + text[start:].lstrip()


def _shared_links(entries: Iterable[Entry], links: Iterable[str]) -> frozenset[str]:
    """Addresses that several entries bear: they name the list, not the item."""
    spellings: dict[str, set[str]] = {}
    titles: dict[str, set[str]] = {}
    for entry, link in zip(entries, links, strict=True):
        if link:
            address = canonical_url(link)
            spellings.setdefault(address, set()).add(link)
            titles.setdefault(address, set()).add(entry.title)
    return frozenset(
        link
        for address, found in titles.items()
        if address and len(found) > 1 and len(set(map(clean, found))) > 1
        for link in spellings[address]
    )


def _item(
    source: Source, entry: Entry, link: str, lang: str | None, now: datetime
) -> RawItem:
    published_at, date_state = read_date(entry.date, now)
    return RawItem(
        source_id=source.id,
        url=link,
        title=cut(clean(words_in_time(entry.title).replace("\n", " ")), _LONGEST_TITLE),
        text=cut(_text(entry), _LONGEST_TEXT),
        guid=entry.id.strip()[:1000] or None,
        lang=_language(entry.lang) or lang,
        published_at=published_at,
        date_state=date_state,
    )


def _link(written: str, base: str) -> str:
    """The entry's web address, or "" if it has none that a browser should open."""
    if not written or len(written) > LONGEST_ADDRESS:
        return ""
    if PLAIN_ADDRESS.fullmatch(written):
        return written
    try:
        link = urljoin(base, written.strip())
        parts = urlsplit(link)
        is_whole = parts.port != 0  # a port that cannot be is a ValueError
    except ValueError:
        return ""
    is_page = is_whole and link != base and bool(parts.hostname)
    return link if is_page and parts.scheme in ("http", "https") else ""


def _text(entry: Entry) -> str:
    """The fullest text an entry carries, without markup."""
    words = ""
    for text in entry.texts:
        # Normalising makes a text at most three times as long.
        if 3 * len(text) > len(words):
            words = max(words, words_in_time(text), key=len)
    body, _, last = words.rpartition("\n")
    return body if _WORDPRESS_LINE.fullmatch(last) else words


def _language(declared: str) -> str | None:
    """One of our languages, if that is what a feed declares."""
    code = re.split(r"[-_]", declared.strip().lower())[0]
    code = _LANGUAGE_CODES.get(code, code)
    return code if code in LANGUAGES else None
