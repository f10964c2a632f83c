"""Sites without a feed: a listing page, and the articles it leads to.

Links are found by the source's ``link`` selector or, without one, are those of the same
site that look like articles. An article already known is fetched again only to see
whether it was edited; what does not fit into one visit is left for the next, and
counted.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

import lxml.html

from collectors import selectors
from collectors.articles import article_in_time
from collectors.health import asks_for_all
from collectors.hopeless import Hopeless, digest
from collectors.identity import canonical_url, url_key
from collectors.markup import clean, parse_html
from collectors.reading import Known, Reading
from collectors.timebox import NoAnswerError, TookTooLongError, boxed
from collectors.web import Fetched, Web
from data.errors import SourceError
from data.model import LANGUAGES, Kept, RawItem, Source, SourceState, State

_MOST_ARTICLES = 30
#: Hours after which a listed article is looked at again for edits.
_LOOK_AGAIN = tuple(timedelta(hours=hours) for hours in (3, 12, 36))
_MOST_SECONDS = 120.0
_LISTING_SECONDS = 20.0
_HOPELESS = Hopeless()
_NOT_ARTICLES = re.compile(
    r"/(?:tags?|categor(?:y|ies)|rubric\w*|authors?|users?|page|search|login|register"
    r"|contacts?|about|privacy|feed|rss|wp-\w+|cart|account)(?:/|$)"
    r"|\.(?:jpe?g|png|gif|webp|svg|mp[34]|zip|rar|docx?|xlsx?|pptx?|pdf|css|js|xml)$",
    re.IGNORECASE,
)
_ARTICLE_TAIL = re.compile(r"\d{3,}|[^-_]+(?:[-_][^-_]+){2,}")


def read(
    source: Source,
    web: Web,
    previous: SourceState,
    now: datetime,
    known: Known,
) -> Reading:
    """Read a listing page and its unknown articles."""
    is_full = asks_for_all(previous, now)
    fetched = web.get(
        source.url,
        etag=None if is_full else previous.etag,
        modified=None if is_full else previous.modified,
        allow_local=source.is_local,
    )
    if fetched.not_modified:
        return Reading(not_modified=True)
    reading = Reading(is_full=is_full)
    visit = _Visit(source, web, previous, now, known, reading)
    selector = source.selectors.get("link")
    found = boxed(
        article_links,
        fetched,
        selector,
        seconds=_LISTING_SECONDS,
        what=f"What {source.url} sends",
    )
    for url in found:
        visit.read(url)
    visit.look_again()
    visit.fail_if_nothing_worked()
    if not visit.is_unfinished:
        # Otherwise "not modified" would hide next time what was left this time.
        reading.etag, reading.modified = fetched.etag, fetched.modified
    return reading


class _Visit:
    """One visit to a site, with a limit on articles and on time."""

    def __init__(
        self,
        source: Source,
        web: Web,
        previous: SourceState,
        now: datetime,
        known: Known,
        reading: Reading,
    ) -> None:
        self.source = source
        self.web = web
        self.previous = previous
        self.now = now
        self.known = known
        self.reading = reading
        self.is_unfinished = False
        self._asked = 0
        self._worked = 0
        self._last_error: SourceError | None = None
        self._again: list[str] = []
        self._end = time.monotonic() + _MOST_SECONDS

    def read(self, url: str) -> None:
        """Read one article unless it is known or the visit is over."""
        key = url_key(url)
        kept = self.known([key]).get(key) if key else None
        if kept is not None and self._is_to_be_read_again(kept):
            return self._again.append(url)
        if key is None or kept is not None:
            return self.reading.drop("known" if key else "no_link")
        if self._is_over():
            self.is_unfinished = True
            return self.reading.drop("postponed")
        self._asked += 1
        try:
            fetched = self.web.get(url, allow_local=self.source.is_local)
        except SourceError as error:
            if error.state is State.UNKNOWN:
                raise  # reading was stopped: the visit is as if it had never been
            self.is_unfinished = True
            self._last_error = error
            return self.reading.drop(f"article_{error.state.value}")
        self._worked += 1
        return self._take(url, fetched)

    def _is_over(self) -> bool:
        return self._asked >= _MOST_ARTICLES or time.monotonic() > self._end

    def _is_to_be_read_again(self, kept: Kept) -> bool:
        """Whether a known article is due for a look at what became of it.

        A listing does not say that an article was edited. Each is looked at anew at the
        first visit after some hours, as long as it is listed.
        """
        last = self.previous.last_full_at
        if last is None or kept.source_id != self.source.id or not kept.fingerprint:
            return False
        return any(last < kept.read_at + wait <= self.now for wait in _LOOK_AGAIN)

    def look_again(self) -> None:
        """Read articles that may have been edited, as far as the visit allows."""
        for url in self._again:
            if self._is_over():
                self.reading.drop("known")
                continue
            self._asked += 1
            try:
                fetched = self.web.get(url, allow_local=self.source.is_local)
            except SourceError as error:
                if error.state is State.UNKNOWN:
                    raise
                self.reading.drop("known")  # what is kept of it stays
                continue
            self._take(url, fetched)

    def _take(self, url: str, fetched: Fetched) -> None:
        if fetched.body.startswith(b"%PDF") or b"\x00" in fetched.body[:512]:
            return self.reading.drop("not_html")
        failed = _HOPELESS.reason(digest(fetched.body))
        if failed is not None:
            return self.reading.drop(failed)
        try:
            article = article_in_time(
                fetched.text, fetched.url, self.source.selectors, self.now
            )
        except NoAnswerError as error:
            return self._give_up(fetched, error)
        if article is None:
            return self.reading.drop("no_text")
        lang = (article.lang or "")[:2].lower()
        raw = RawItem(
            source_id=self.source.id,
            # As listed: after a redirect the listed address must still be known.
            url=url,
            title=article.title,
            text=article.text,
            lang=lang if lang in LANGUAGES else None,
            published_at=article.published_at,
            date_state=article.date_state,
        )
        self.reading.offer(raw, self.known)
        return None

    def _give_up(self, fetched: Fetched, error: NoAnswerError) -> None:
        """Count a page that cannot be read; it is not tried again as it stands."""
        is_late = isinstance(error, TookTooLongError)
        reason = "took_too_long" if is_late else f"article_{error.state.value}"
        _HOPELESS.add(reason, digest(fetched.body))
        self.reading.drop(reason)

    def fail_if_nothing_worked(self) -> None:
        """A listing whose every article fails is a failing source.

        Not one with a dead link among articles that are known: those worked.
        """
        has_known = self.reading.dropped["known"] > 0
        if self._last_error is not None and not self._worked and not has_known:
            raise self._last_error


def article_links(fetched: Fetched, selector: str | None) -> list[str]:
    """The addresses of the articles a listing leads to, each once, in its order."""
    root = parse_html(fetched.text)
    if root is None:
        raise SourceError(State.PARSE_ERROR, f"The page {fetched.url} is empty.")
    anchors = _selected(root, selector) if selector else root.iter("a")
    base = _base(root, fetched.url)
    links: dict[str, str] = {}
    for anchor in anchors:
        link = _absolute(base, anchor.get("href"))
        if selector or _looks_like_article(anchor, link, fetched.url):
            links.setdefault(canonical_url(link), link)
    links.pop("", None)
    links.pop(canonical_url(fetched.url), None)
    return list(links.values())


def _selected(
    root: lxml.html.HtmlElement, selector: str
) -> Iterator[lxml.html.HtmlElement]:
    """The links a selector points at or around."""
    for element in selectors.select(root, selector):
        yield from [element] if element.get("href") else element.iter("a")


def _base(root: lxml.html.HtmlElement, url: str) -> str:
    declared = root.xpath("//base/@href")
    return _absolute(url, str(declared[0])) or url if declared else url


def _absolute(base: str, href: str | None) -> str:
    try:
        return urljoin(base, clean(href or "")) if href else ""
    except ValueError:
        return ""


def _looks_like_article(anchor: lxml.html.HtmlElement, link: str, listing: str) -> bool:
    """Same site, a headline for its text, and an address that names one text."""
    canonical = canonical_url(link)
    if not canonical:
        return False
    target, home = urlsplit(canonical), urlsplit(canonical_url(listing))
    if target.netloc != home.netloc or _NOT_ARTICLES.search(target.path):
        return False
    headline = clean(anchor.text_content())
    tail = target.path.rsplit("/", 1)[-1] + "?" + target.query
    return len(headline) >= 20 and bool(_ARTICLE_TAIL.search(tail))
