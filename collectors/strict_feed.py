"""The fast path in front of feedparser: well-formed RSS and Atom without surprises.

It yields what feedparser would, to the letter, or None: then feedparser reads the feed.
Anything of which it is not certain what feedparser makes of it is a reason for None.
No DTD, no entities of a document's own, a bounded number of elements and levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import StringIO
from urllib.parse import urljoin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from collectors.feed_entries import PLAIN_ADDRESS, Entry, FeedContent
from collectors.feed_names import (
    FIELDS,
    INERT,
    INERT_IN_FEED,
    PLAIN_TYPES,
    TRANSPARENT,
    TYPED_FIELDS,
    Names,
    UnsureError,
    check_prefix,
)

_MOST_TAGS = 200_000
_DEEPEST = 4
#: A declaration of any kind: a DTD, an entity; comments and CDATA are none.
_DECLARATION = re.compile(r"<!(?!--|\[CDATA\[)")
#: Characters that feedparser takes for windows-1252, written out or by number.
_C1 = re.compile("[\x80-\x9f]")
_C1_NUMBER = re.compile("&#(?:0*1(?:2[89]|[345][0-9])|[xX]0*[89][0-9A-Fa-f]);")
_ENTRY = re.compile(r"<(?:item|entry)[\s>]")
_SLASHES = re.compile(r"^([A-Za-z][A-Za-z0-9+-.]*://)/+")
_AMPERSAND = re.compile(r"&([A-Za-z0-9_]+);")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANG = _XML + "lang"
_HARMLESS = frozenset({_LANG, _XML + "space"})
_OF_MARKUP = _HARMLESS | {_XML + "base", "type"}
_ABOVE_ENTRIES = frozenset({_LANG, _ABOUT, "version"})
_OF_LINK = frozenset({"href", "rel", "type", "title", "hreflang", "length", _LANG})
_OF_PAGES = frozenset({"html", "xhtml", "text/html", "application/xhtml+xml"})


def parse_strictly(text: str, url: str) -> FeedContent | None:
    """The entries of a feed fetched from ``url``, or None if feedparser must read it.

    ``text`` begins with the XML declaration or the first element.
    """
    if (
        text.count("<") > _MOST_TAGS
        or _DECLARATION.search(text)
        or _C1.search(text)
        or ("&#" in text and _C1_NUMBER.search(text))
        or not _is_plain_base(url)
    ):
        return None
    try:
        root, names = _tree(text)
        content = _content(root, names, url)
    # Not well-formed; not UTF-8 (half a character); a tree too deep to be taken apart.
    except (UnsureError, ElementTree.ParseError, UnicodeError, RecursionError):
        return None
    # Were there an entry after all, feedparser is to say what is wrong with it.
    return None if not content.entries and _ENTRY.search(text) else content


def _is_plain_base(url: str) -> bool:
    """Whether relative addresses can be joined to a URL without second thoughts."""
    try:
        return url.startswith(("http://", "https://")) and _joined(url, url) == url
    except ValueError:
        return False


def _tree(text: str) -> tuple[Element, Names]:
    """The document and the names of its elements."""
    prefixes: dict[str, str] = {}
    parsing = ElementTree.iterparse(StringIO(text), events=("start-ns",))
    for _event, (prefix, uri) in parsing:
        check_prefix(prefix, uri)
        if prefixes.setdefault(prefix, uri) != uri and prefix:
            raise UnsureError
    root: Element = parsing.root  # type: ignore[attr-defined]  # documented
    return root, Names()


def _content(root: Element, names: Names, base: str) -> FeedContent:
    """The entries below a root that is one of the three kinds of feed."""
    kind = names[root.tag]
    if kind not in ("rss", "rdf:rdf", "feed"):
        raise UnsureError
    _check_attributes(root, _ABOVE_ENTRIES)
    lang = root.get(_LANG, "")
    feed = FeedContent([], "" if kind == "rdf:rdf" else lang.replace("_", "-"))
    if kind == "feed":
        return _below(root, ("entry",), feed, names, base)
    channels = [child for child in root if names[child.tag] == "channel"]
    if len(channels) != 1:
        raise UnsureError
    _check_attributes(channels[0], _ABOVE_ENTRIES)
    if kind == "rss":
        if len(root) != 1:
            raise UnsureError
        return _below(channels[0], ("item",), feed, names, base)
    feed = _below(channels[0], (), feed, names, base)
    return _below(root, ("item",), feed, names, base, skip="channel")


def _below(
    parent: Element,
    entries: tuple[str, ...],
    feed: FeedContent,
    names: Names,
    base: str,
    skip: str = "",
) -> FeedContent:
    """The feed with the entries and the language found under an element."""
    lang = feed.lang
    for child in parent:
        name = names[child.tag]
        if name in entries:
            feed.entries.append(_entry(child, names, base))
        elif name in ("language", "dc:language") and not skip:
            lang = _settled(_text(child, _HARMLESS))
        elif name != skip:
            _check_inert(child, name, names, INERT_IN_FEED)
    return feed._replace(lang=lang)


def _entry(item: Element, names: Names, base: str) -> Entry:
    about = ""
    if item.keys():
        _check_attributes(item, (_LANG, _ABOUT))
        about = item.get(_ABOUT, "")
    found: dict[str, str] = {}
    _read_fields(item, found, names, base)
    return _as_entry(found, about)


def _read_fields(
    parent: Element, found: dict[str, str], names: Names, base: str
) -> None:
    for child in parent:
        name = names[child.tag]
        field = FIELDS.get(name)
        if field is None:
            if name in TRANSPARENT:
                _read_media(child, found, names)
            else:
                _check_inert(child, name, names, INERT)
        elif field == "link":
            _read_link(child, found, base)
        elif field in found:
            raise UnsureError
        elif field == "id":
            _read_id(child, found, base)
        else:
            found[field] = _field(child, field)


def _read_media(
    parent: Element, found: dict[str, str], names: Names, depth: int = 0
) -> None:
    """A picture or a film: its title is not the entry's, its description may be."""
    for child in parent:
        name = names[child.tag]
        if name in TRANSPARENT and depth < _DEEPEST:
            _read_media(child, found, names, depth + 1)
        elif name == "media:title" and found.get("title") and not len(child):
            continue
        elif name == "media:description" and "summary" not in found:
            found["summary"] = _field(child, "summary")
        else:
            _check_inert(child, name, names, INERT)


def _as_entry(found: Mapping[str, str], about: str) -> Entry:
    get = found.get
    dates = (get("published", ""), get("created", ""), get("updated", ""))
    return Entry(
        link=get("link", ""),
        title=get("title", ""),
        id=get("id", about),
        texts=tuple(found[name] for name in ("content", "summary") if name in found),
        date=next((date for date in dates if date), ""),
        lang=get("lang", ""),
    )


def _field(element: Element, field: str) -> str:
    if not element.keys():
        return _settled(_text(element))
    kind = element.get("type")
    if field not in TYPED_FIELDS:
        return _settled(_text(element, _HARMLESS))
    if kind is not None and kind.lower() not in PLAIN_TYPES:
        raise UnsureError
    return _settled(_text(element, _OF_MARKUP))


def _read_link(element: Element, found: dict[str, str], base: str) -> None:
    """An address as text or, in Atom, as an attribute; the last one counts."""
    _check_attributes(element, _OF_LINK)
    href = element.get("href")
    if href is None:
        address = _settled(_resolved(_text(element, _OF_LINK), base))
        found["link"] = _AMPERSAND.sub(r"&\1", address.replace("&amp;", "&"))
        return
    if not href or len(element):
        raise UnsureError
    rel = element.get("rel", "alternate").lower()
    kind = element.get("type", "html").lower()
    if rel == "alternate" and kind in _OF_PAGES:
        found["link"] = _joined(base, href)


def _read_id(element: Element, found: dict[str, str], base: str) -> None:
    """A guid, which is an address too unless it says that it is none."""
    attributes = element.items()
    is_link = True
    if attributes:
        (name, value), *others = attributes
        if name.lower() != "ispermalink" or others:
            raise UnsureError
        is_link = value == "true"
    text = _text(element, [name for name, _ in attributes])
    found["id"] = _settled(_resolved(text, base) if is_link else text)
    if is_link:
        found.setdefault("link", found["id"])


def _text(element: Element, allowed: Iterable[str] = ()) -> str:
    """The words of an element that holds nothing else."""
    if len(element):
        raise UnsureError
    _check_attributes(element, allowed)
    return (element.text or "").strip()


def _check_attributes(element: Element, allowed: Iterable[str]) -> None:
    if not all(name in allowed for name in element.keys()):  # noqa: SIM118
        raise UnsureError


def _check_inert(
    element: Element,
    name: str,
    names: Names,
    inert: Mapping[str, frozenset[str]],
    depth: int = 0,
) -> None:
    """Be unsure of an element that may mean something, or something inside may."""
    inside = inert.get(name)
    if inside is None or depth > _DEEPEST:
        raise UnsureError
    for child in element:
        kind = names[child.tag]
        if kind not in inside:
            raise UnsureError
        _check_inert(child, kind, names, inert, depth + 1)


def _resolved(address: str, base: str) -> str:
    return _joined(base, address) if address else ""


def _joined(base: str, address: str) -> str:
    if PLAIN_ADDRESS.fullmatch(address):
        return address
    try:
        return urljoin(base, _SLASHES.sub(r"\1", address))
    except ValueError:
        return ""


def _settled(value: str) -> str:
    """The value as feedparser leaves it: UTF-8 read as Latin-1 is read anew."""
    if value.isascii():
        return value
    try:
        return value.encode("iso-8859-1").decode("utf-8")
    except UnicodeError:
        return value
