"""The newsrooms of gov.kz: a list of news as JSON, asked for in each language.

The service is open but not promised to anybody. It is asked under our own name and with
nothing a browser would add; when it refuses programs or sends its web page instead, the
source is unavailable and says so. Entries are judged one by one: what has no words or
cannot be told from what was read is counted and left.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urlsplit

from collectors.dates import read_date
from collectors.foreign_markup import words_in_time
from collectors.identity import fingerprint
from collectors.markup import clean, cut, first_line
from collectors.reading import Known, Reading
from collectors.web import Fetched, Web
from data.errors import SourceError
from data.model import RawItem, Source, SourceState, State

_LONGEST_TEXT = 100_000
_LONGEST_TITLE = 300
_LONGEST_BORROWED = 120
_LONGEST_NAME = 200
#: A newsroom is asked for 20; more than this is not a list of news.
_MOST_ENTRIES = 1000
#: How deep a list may be wrapped: {"data": {"content": [...]}}.
_MOST_WRAPPERS = 4
#: A service that answers so does not want programs; asking otherwise is not for us.
_REFUSALS = frozenset({401, 403, 406})
_WRAPPERS = ("content", "data", "items", "results")
_COMPLAINTS = frozenset({"error", "errors", "message", "status", "code", "timestamp"})
#: Names of fields as the service has written them, without case and underscores.
_TITLES = ("title", "name")
_TEXTS = ("body", "content", "text", "description", "shortdescription", "anons")
_DATES = ("publisheddate", "publishdate", "createddate", "date")
_IDS = ("id", "slug")
_SELECTION = re.compile(r"eq:([\w.-]+)")


def read(
    source: Source,
    web: Web,
    previous: SourceState,
    now: datetime,
    known: Known,
) -> Reading:
    """Read a newsroom in each of its languages; raise SourceError if in none."""
    # Each language is an answer of its own, so no single ETag could stand for all.
    reading = Reading(is_full=True)
    read_in: list[list[RawItem]] = []
    failures: list[SourceError] = []
    for lang in source.languages:
        try:
            entries = entries_of(_ask(source, web, lang), source)
        except SourceError as error:
            failures.append(error)
            if error.state is State.UNAVAILABLE or error.retry_after is not None:
                break
            continue
        read_in.append(_items(source, entries, lang, now, reading))
    if failures and not read_in:
        raise failures[0]
    if failures:
        reading.drop("language_unread", len(source.languages) - len(read_in))
    _take(_each_once(read_in, reading), reading, known)
    return reading


def _ask(source: Source, web: Web, lang: str) -> Fetched:
    """The list in one language; a refusal of programs is said to be one."""
    try:
        return web.get(
            source.url,
            allow_local=source.is_local,
            accept="application/json",
            language=lang,
        )
    except SourceError as error:
        if error.http_status not in _REFUSALS:
            raise
        raise SourceError(
            State.UNAVAILABLE,
            f"The service at {_host(source)} refuses programs"
            f" (HTTP {error.http_status}).",
            error.http_status,
            error.retry_after,
        ) from error


def entries_of(fetched: Fetched, source: Source) -> list[object]:
    """The entries an answer lists; raise SourceError if it lists none."""
    text = fetched.text.strip()
    if text.startswith("<"):
        raise SourceError(
            State.UNAVAILABLE,
            f"The service at {_host(source)} sends programs a web page instead of"
            " its list of news.",
        )
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        # RecursionError: lists nested a hundred thousand deep are no news either.
        raise SourceError(
            State.PARSE_ERROR, f"What source {source.id} sent is not valid JSON."
        ) from error
    return _unwrapped(answer, source)


def _unwrapped(answer: object, source: Source) -> list[object]:
    """The list inside whatever it is wrapped in."""
    for _ in range(_MOST_WRAPPERS):
        if isinstance(answer, list):
            return answer
        if not isinstance(answer, dict):
            break
        inner = [answer.get(name) for name in _WRAPPERS]
        inner = [value for value in inner if isinstance(value, list | dict)]
        if not inner:
            break
        answer = inner[0]
    if isinstance(answer, dict) and _COMPLAINTS & answer.keys():
        raise SourceError(
            State.UNAVAILABLE,
            f"The service at {_host(source)} answers with an error instead of its"
            " list of news.",
        )
    raise SourceError(
        State.PARSE_ERROR,
        f"What source {source.id} sent holds no list of news; the service may have"
        " changed.",
    )


def _items(
    source: Source,
    entries: list[object],
    lang: str,
    now: datetime,
    reading: Reading,
) -> list[RawItem]:
    """The entries as items; what cannot be one is counted."""
    if len(entries) > _MOST_ENTRIES:
        reading.drop("too_many", len(entries) - _MOST_ENTRIES)
    whole = [entry for entry in entries[:_MOST_ENTRIES] if isinstance(entry, dict)]
    strange = min(len(entries), _MOST_ENTRIES) - len(whole)
    if strange:
        reading.drop("no_text", strange)
    return [_item(source, entry, lang, now) for entry in whole]


def _item(
    source: Source, entry: Mapping[str, object], lang: str, now: datetime
) -> RawItem:
    fields = {str(key).replace("_", "").lower(): entry[key] for key in entry}
    bodies = (words_in_time(_words(fields.get(name), lang)) for name in _TEXTS)
    title = words_in_time(_first(fields, _TITLES, lang)).replace("\n", " ")
    name = _first(fields, _IDS, lang)[:_LONGEST_NAME]
    published_at, date_state = read_date(_date(fields, lang), now)
    return RawItem(
        source_id=source.id,
        url=_address(source, name, lang),
        title=cut(clean(title), _LONGEST_TITLE),
        text=cut(max(bodies, key=len), _LONGEST_TEXT),
        # The two languages of one entry share its number and are two texts.
        guid=f"{name}?lang={lang}" if name else None,
        lang=lang,
        published_at=published_at,
        date_state=date_state,
    )


def _first(fields: Mapping[str, object], names: Iterable[str], lang: str) -> str:
    """The first of several fields that says anything."""
    return next(filter(None, (_words(fields.get(name), lang) for name in names)), "")


def _words(value: object, lang: str) -> str:
    """A field as text: written out, as a number, or by language."""
    if isinstance(value, dict):
        value = value.get(lang)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    # JSON may spell half a character, which no file or database can hold.
    return str(value).strip().encode("utf-8", "replace").decode("utf-8")


def _date(fields: Mapping[str, object], lang: str) -> str:
    """The date of publication as written, or of creation for want of it."""
    for name in _DATES:
        value = fields.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return _from_clock(value)
        words = _words(value, lang)
        if words:
            return words
    return ""


def _from_clock(count: int) -> str:
    """Seconds or thousandths since 1970 as a date; "" if they are neither."""
    seconds = count // 1000 if count >= 10**11 else count
    if not 10**8 <= seconds < 10**11:
        return ""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _address(source: Source, name: str, lang: str) -> str:
    """Where a person reads the entry, or "" if that cannot be told."""
    project = _project(source)
    site = urlsplit(source.site)
    if not name or not project or not site.netloc:
        return ""
    return (
        f"{site.scheme}://{site.netloc}/memleket/entities/{project}"
        f"/press/news/details/{quote(name, safe='')}?lang={lang}"
    )


def _project(source: Source) -> str:
    """The name of the body at the service: configured, or as its address asks."""
    configured = source.selectors.get("project", "")
    asked = dict(parse_qsl(urlsplit(source.url).query)).get("projects", "")
    found = _SELECTION.fullmatch(asked)
    return configured or (found.group(1) if found else "")


def _each_once(read_in: Iterable[list[RawItem]], reading: Reading) -> Iterator[RawItem]:
    """The items of all languages, without texts nobody translated.

    For those the service gives the same words in every language.
    """
    said: set[str] = set()
    for raws in read_in:
        words = [fingerprint(raw) for raw in raws]
        for raw, its_words in zip(raws, words, strict=True):
            if its_words in said and (raw.title or raw.text):
                reading.drop("duplicate")
            else:
                yield raw
        said.update(words)


def _take(raws: Iterable[RawItem], reading: Reading, known: Known) -> None:
    """Offer the items, each with a title."""
    named = [(raw, raw if raw.title else _named(raw)) for raw in raws]
    untitled = {id(new) for raw, new in named if raw is not new}
    reading.offer_all([new for _, new in named], known)
    reading.noted["no_title"] += sum(id(item) in untitled for item in reading.items)


def _named(raw: RawItem) -> RawItem:
    """The item with the beginning of its text for a title."""
    return replace(raw, title=cut(first_line(raw.text), _LONGEST_BORROWED))


def _host(source: Source) -> str:
    return urlsplit(source.url).hostname or source.url
