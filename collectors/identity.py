"""When two texts are the same item: canonical addresses and item keys.

An item's key is its canonical URL, then the feed's guid, then its normalised title
within one source and week.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha1
from urllib.parse import SplitResult, quote, urlsplit

from data.days import local_day
from data.model import RawItem

#: Query parameters that say how a reader came, never what is read.
_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|yclid|ysclid|msclkid|_openstat|mc_[ce]id|igshid|_ga|_gl"
    r"|at_(?:medium|campaign)|cmpid|spm|ref|referrer|from|rss|share|amp"
    r"|output_?type|phpsessid|jsessionid|session_?id|wt_.*|roistat.*",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|wap)\.(?=[^.]+\.[^.]+)")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
)
_AMP_TAIL = re.compile(r"/amp(?:\.html?)?$|\.amp(?=\.html?$|$)", re.IGNORECASE)
_INDEX_TAIL = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_SESSION_TAIL = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """The address under which a page is one and the same, or "" if it is no web page.

    Tracking parameters, AMP twins, mobile hosts, the scheme, default ports, index
    files, fragments and the trailing slash make no difference.
    """
    try:
        parts = urlsplit(_printable(url))
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = _canonical_host(parts.hostname)
    if not host:
        return ""
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    query = _canonical_query(parts)
    path = _canonical_path(parts.path)
    return f"https://{host}{path}" + (f"?{query}" if query else "")


def _printable(url: str) -> str:
    """The address without spaces and control characters around or inside it."""
    return "".join(char for char in url.strip() if char.isprintable() and char != " ")


def _canonical_host(host: str) -> str:
    host = host.strip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    while host != (shorter := _PREFIX.sub("", host)):
        host = shorter
    return f"[{host}]" if ":" in host else quote(host, safe="%")


def _canonical_path(path: str) -> str:
    path = _normal_escapes(path, "/:@!$&'()*+,;=")
    path = _SESSION_TAIL.sub("", path)
    while path != (shorter := _shorter_path(path)):
        path = shorter
    return path


def _shorter_path(path: str) -> str:
    """The path with one layer of decoration less."""
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in ("", "."):
            segments.append(segment)
    if len(segments) > 1 and segments[0].lower() == "amp":
        del segments[0]
    path = "/" + "/".join(segments) if segments else ""
    return _INDEX_TAIL.sub("", _AMP_TAIL.sub("", path))


def _canonical_query(parts: SplitResult) -> str:
    kept = []
    for pair in parts.query.split("&"):
        name, equals, value = pair.partition("=")
        name = _normal_escapes(name, "/:@!$'()*,;[]")
        if name and not _TRACKING.fullmatch(name):
            kept.append(name + equals + _normal_escapes(value, "/:@!$'()*,;=[]?"))
    return "&".join(sorted(kept))


def _normal_escapes(text: str, safe: str) -> str:
    """Percent-escapes in one spelling: only where needed, upper-case, UTF-8."""
    text = _STRAY_PERCENT.sub("%25", text)
    text = _ESCAPE.sub(_unescape, text)
    text = unicodedata.normalize("NFC", text)
    return quote(text, safe=safe + "%", errors="replace")


def _unescape(found: re.Match[str]) -> str:
    char = chr(int(found.group(1), 16))
    return char if char in _UNRESERVED else "%" + found.group(1).upper()


def item_key(raw: RawItem) -> str:
    """The key under which an item is kept; equal keys are the same item."""
    canonical = canonical_url(raw.url)
    if _names_a_page(canonical):
        return _digest("u", canonical)
    if raw.guid and raw.guid.strip():
        return _digest("g", raw.source_id, raw.guid.strip())
    return _title_key(raw, 0)


def _names_a_page(canonical: str) -> bool:
    """Whether an address says more than which site it is."""
    return bool(canonical) and bool(urlsplit(canonical).path or "?" in canonical)


def keys_of(raw: RawItem) -> Iterator[str]:
    """Every key under which an earlier copy of the item may be known, its own first.

    A title repeated across the turn of a week is one item too.
    """
    key = item_key(raw)
    yield key
    if key.startswith("t:") and raw.published_at is not None:
        for days in (-7, 7):
            yield _title_key(raw, days)


def url_key(url: str) -> str | None:
    """The key of whatever stands at an address, or None if it names no page."""
    canonical = canonical_url(url)
    return _digest("u", canonical) if _names_a_page(canonical) else None


def _title_key(raw: RawItem, days: int) -> str:
    week = "undated"
    if raw.published_at is not None:
        year, number, _ = (
            local_day(raw.published_at) + timedelta(days=days)
        ).isocalendar()
        week = f"{year}-{number:02d}"
    return _digest("t", raw.source_id, normal_title(raw.title), week)


def normal_title(title: str) -> str:
    """Letters and digits of a title, without case and typography."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(re.findall(r"\w+", folded))


def fingerprint(raw: RawItem) -> str:
    """Sixteen characters that change when the words or numbers of a text change."""
    words = "\n".join((normal_title(raw.title), normal_title(raw.text)))
    text = words.encode("utf-8", "surrogatepass")
    return sha1(text, usedforsecurity=False).hexdigest()[:16]


def _digest(kind: str, *parts: str) -> str:
    text = "\n".join(parts).encode("utf-8", "surrogatepass")
    return f"{kind}:{sha1(text, usedforsecurity=False).hexdigest()[:16]}"
